//! A number that is no weight and can be slid.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A number that is no weight and can be slid. It is written as in a lesson: `z`, `z[1]`,
/// `threshold`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Slider {
    /// Where an activation is looked at: the first of its numbers, or, as a softmax looks at
    /// several at once, another one, counted from 0.
    Z(usize),
    /// From where on an output counts as a yes.
    Threshold,
    /// The highest power of the inputs.
    Degree,
    /// How much large weights cost.
    Alpha,
    /// How many rows are learned from.
    Rows,
    /// How much large weights of layers cost.
    L2,
    /// How many units a layer has.
    Units,
    /// How long the steps of a training are.
    LearningRate,
    /// How far data is scattered that is made by a formula.
    Noise,
    /// The most questions on a way through a tree.
    MaxDepth,
    /// The fewest rows that a node of a tree asks.
    MinSamplesSplit,
    /// The fewest rows on each side of a question.
    MinSamplesLeaf,
    /// What a leaf of a tree has to be worth.
    CcpAlpha,
    /// How many trees a forest has.
    NEstimators,
    /// How many features a node of a tree looks at.
    MaxFeatures,
    /// How many rounds of a booster, with a tree each.
    NumBoostRound,
    /// The share of each leaf of a booster that is added.
    Eta,
    /// What holds large leaves of a booster back.
    Lambda,
    /// What a question of a booster has to gain.
    Gamma,
    /// What each side of a question of a booster has to weigh.
    MinChildWeight,
}

impl Slider {
    /// Whether it is a setting of the step's action.
    pub(super) const fn is_setting(self) -> bool {
        !matches!(self, Self::Z(_) | Self::Threshold)
    }

    /// The setting of that name that a step may try.
    pub(super) fn tried(name: &str) -> Option<Self> {
        SINGLE.into_iter().find(|slider| slider.is_setting() && slider.name() == name)
    }

    /// Whether its values are whole numbers.
    pub const fn counts(self) -> bool {
        matches!(
            self,
            Self::Degree
                | Self::Rows
                | Self::Units
                | Self::MaxDepth
                | Self::MinSamplesSplit
                | Self::MinSamplesLeaf
                | Self::NEstimators
                | Self::MaxFeatures
                | Self::NumBoostRound
        )
    }

    /// How far one nudge moves it where it can have any value.
    pub const fn nudge(self) -> f32 {
        match self {
            Self::CcpAlpha => 0.01,
            Self::Eta => 0.1,
            _ => 1.0,
        }
    }

    /// The least value that a nudge leads to: below it nothing would be taken.
    pub const fn least(self) -> Option<f32> {
        match self {
            Self::MaxDepth | Self::MinSamplesLeaf | Self::NEstimators | Self::MaxFeatures => {
                Some(1.0)
            }
            Self::MinSamplesSplit => Some(2.0),
            Self::CcpAlpha | Self::Eta | Self::Lambda | Self::Gamma | Self::MinChildWeight => {
                Some(0.0)
            }
            _ => None,
        }
    }

    /// The word for it, but for the number of a z.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Z(_) => "z",
            Self::Threshold => "threshold",
            Self::Degree => "degree",
            Self::Alpha => "alpha",
            Self::Rows => "rows",
            Self::L2 => "l2",
            Self::Units => "units",
            Self::LearningRate => "learning_rate",
            Self::Noise => "noise",
            Self::MaxDepth => "max_depth",
            Self::MinSamplesSplit => "min_samples_split",
            Self::MinSamplesLeaf => "min_samples_leaf",
            Self::CcpAlpha => "ccp_alpha",
            Self::NEstimators => "n_estimators",
            Self::MaxFeatures => "max_features",
            Self::NumBoostRound => "num_boost_round",
            Self::Eta => "eta",
            Self::Lambda => "lambda",
            Self::Gamma => "gamma",
            Self::MinChildWeight => "min_child_weight",
        }
    }
}

/// All of one number only.
const SINGLE: [Slider; 19] = [
    Slider::Threshold,
    Slider::Degree,
    Slider::Alpha,
    Slider::Rows,
    Slider::L2,
    Slider::Units,
    Slider::LearningRate,
    Slider::Noise,
    Slider::MaxDepth,
    Slider::MinSamplesSplit,
    Slider::MinSamplesLeaf,
    Slider::CcpAlpha,
    Slider::NEstimators,
    Slider::MaxFeatures,
    Slider::NumBoostRound,
    Slider::Eta,
    Slider::Lambda,
    Slider::Gamma,
    Slider::MinChildWeight,
];

impl fmt::Display for Slider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Z(index) if *index > 0 => write!(f, "z[{index}]"),
            single => f.write_str(single.name()),
        }
    }
}

impl From<Slider> for String {
    fn from(slider: Slider) -> Self {
        slider.to_string()
    }
}

impl TryFrom<String> for Slider {
    type Error = &'static str;

    fn try_from(written: String) -> Result<Self, Self::Error> {
        let further = || written.strip_prefix("z[")?.strip_suffix(']')?.parse().ok();
        if written == "z" {
            return Ok(Self::Z(0));
        }
        let single = SINGLE.into_iter().find(|slider| slider.name() == written);
        single.or_else(|| further().map(Self::Z)).ok_or("expected `degree`, `alpha`, `rows`, `l2`, `units`, `learning_rate`, `noise`, `max_depth`, `min_samples_split`, `min_samples_leaf`, `ccp_alpha`, `n_estimators`, `max_features`, `num_boost_round`, `eta`, `lambda`, `gamma`, `min_child_weight`, `threshold` or `z`")
    }
}
