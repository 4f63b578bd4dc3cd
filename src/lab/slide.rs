//! The number that can be slid at a step, and what comes of it.

use serde::Serialize;

use crate::journal::Slider;
use crate::lesson::format::{Over, Tunable};

use super::network::Piece;

/// The number that can be slid at a step.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Slide {
    /// Which one.
    pub slider: Slider,
    /// What it belongs to: `sigmoid`.
    pub of: String,
    /// What it is called: `z`, or `z[0]` where there are several.
    pub name: String,
    /// Where it is.
    pub value: f32,
    /// How far one nudge moves it.
    pub nudge: f32,
    /// How far down nudges go; what is typed may go further.
    #[serde(skip)]
    pub least: Option<f32>,
    /// Whether it is held at its step.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_held: bool,
    /// The only values that it can have, where there are only some.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stops: Vec<f32>,
    /// What comes of it, in parts that are equal: the first is what is asked, the last the answer,
    /// and the way between them can be left out.
    pub equation: Vec<Vec<Piece>>,
}

impl Slide {
    /// What stands before its cell: `eta`, or `eta held`.
    pub fn label(&self) -> String {
        format!("{}{}", self.name, if self.is_held { " held" } else { "" })
    }

    /// One that can have any value, called as its slider is, with nothing told of it.
    pub(super) fn new(slider: Slider, of: &str, value: f32) -> Self {
        let is_share = value.fract() != 0.0;
        let nudge = slider.nudge();
        Self {
            slider,
            of: of.to_owned(),
            name: slider.to_string(),
            value,
            nudge: if is_share { nudge.min(OF_A_SHARE) } else { nudge },
            least: slider.least().map(|least| if is_share { least.min(OF_A_SHARE) } else { least }),
            is_held: false,
            stops: Vec::new(),
            equation: Vec::new(),
        }
    }

    /// The settings of an action that can be changed, at these values, with what is told of the one that
    /// is tried.
    pub(super) fn of_settings(
        action: &impl Tunable,
        over: Option<&Over>,
        of: &str,
        values: &[f32],
        told: Option<&Piece>,
    ) -> Vec<Self> {
        let slide = |((slider, _), value): ((Slider, f64), &f32)| match over
            .filter(|over| over.slider == slider)
        {
            Some(over) => Self::along(over, of, *value, told.cloned()),
            None => Self::new(slider, of, *value),
        };
        action.cells().into_iter().zip(values).map(slide).collect()
    }

    /// One along the values of a setting that are tried, with what is told of the value where it is.
    pub(super) fn along(over: &Over, of: &str, value: f32, told: Option<Piece>) -> Self {
        Self {
            // Its values are taken one after the other, however far apart they are.
            nudge: 1.0,
            stops: over.stops(),
            equation: told.into_iter().map(|told| vec![told]).collect(),
            ..Self::new(over.slider, of, value)
        }
    }
}

/// How far one nudge moves a share.
const OF_A_SHARE: f32 = 0.1;
