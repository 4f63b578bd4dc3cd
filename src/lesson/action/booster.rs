//! `run.booster = …`.

use serde::Deserialize;

use crate::lesson::fault::{Fault, Faults};
use crate::lesson::known::Known;
use crate::lesson::limits;
use crate::lesson::over::Over;
use crate::lesson::path::Path;
use crate::lesson::python_names::check_name;
use crate::lesson::sizes::within;
use crate::lesson::slider::Slider;
use crate::lesson::spent::{Span, Spent, within_seconds};
use crate::lesson::tunable::Tunable;
use crate::trees::boosting::limits::DEPTH;
use crate::trees::boosting::{Objective, Params};

use super::words::Words;

/// `run.booster = { name = "booster", max_depth = 1, eta = 0.5 }`: one small tree after another, each
/// fitted to what is still wrong, as `XGBoost`'s `train` does it with `tree_method="exact"`. It tells
/// two classes from each other, or says a number.
///
/// The learner goes forward and back along its rounds, and changes every setting that is written here.
/// What a setting cannot be, `XGBoost` says when the step is run.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Booster {
    /// The variable that holds it in the code.
    pub name: String,
    /// How many rounds, with a tree each; left out, 10.
    #[serde(default = "rounds")]
    pub num_boost_round: usize,
    /// The round that is looked at first, 0 before the first tree; left out, the last.
    pub round: Option<usize>,
    /// The most questions on a way through a tree; left out, 6.
    pub max_depth: Option<i64>,
    /// η, the share of each leaf that is added; left out, 0.3.
    pub eta: Option<f64>,
    /// λ, which holds large leaves back; left out, 1.
    pub lambda: Option<f64>,
    /// γ: questions that gain less are taken back; left out, 0.
    pub gamma: Option<f64>,
    /// What each side of a question has to weigh, as a sum of hessians; left out, 1.
    pub min_child_weight: Option<f64>,
    /// What it says before the first tree; left out, the mean of the targets.
    pub base_score: Option<f64>,
    /// So many rounds in a row that make nothing better end it. It watches the rows to choose by, if
    /// the data is split, else those to report on, else those that it learns from.
    pub early_stopping_rounds: Option<usize>,
    /// Values of one setting to try, one after the other: `over = { eta = [0.1, 0.3, 1.0] }`; of
    /// `lambda`, `gamma`, `max_depth` and `min_child_weight` likewise.
    pub over: Option<Over>,
}

impl Booster {
    /// What is set, in `XGBoost`'s terms, for targets that are classes or not.
    pub fn params(&self, is_of_classes: bool) -> Params {
        let own = Params::default();
        Params {
            objective: if is_of_classes { Objective::Logistic } else { Objective::SquaredError },
            max_depth: self.max_depth.unwrap_or(own.max_depth),
            eta: self.eta.unwrap_or(own.eta),
            lambda: self.lambda.unwrap_or(own.lambda),
            gamma: self.gamma.unwrap_or(own.gamma),
            min_child_weight: self.min_child_weight.unwrap_or(own.min_child_weight),
            base_score: self.base_score,
            ..own
        }
    }

    /// What all its rounds take, with all values that it tries, in multiplications.
    pub fn work(&self, rows: usize, columns: usize) -> usize {
        let models = self.over.as_ref().map_or(1, |over| over.values.len());
        // On every level of a tree all rows are looked at by each of their columns.
        let of_a_round = rows.saturating_mul(columns).saturating_mul(self.levels(rows) * LOOK);
        of_a_round.saturating_mul(self.num_boost_round).saturating_mul(models)
    }

    /// The most questions on a way through its trees, on so many rows.
    fn levels(&self, rows: usize) -> usize {
        let own = self.params(false).max_depth;
        let tried = self.over.as_ref().filter(|over| over.slider == Slider::MaxDepth);
        let deepest = tried.and_then(|over| over.values.last()).map_or(own, |most| *most as i64);
        usize::try_from(deepest).unwrap_or(1).clamp(1, rows.max(1))
    }
}

impl Tunable for Booster {
    const SETTINGS: &'static [Slider] = &CELLS;

    fn trials(&self) -> Option<&Over> {
        self.over.as_ref()
    }

    fn given(&self, slider: Slider) -> Option<f64> {
        match slider {
            Slider::NumBoostRound => Some(self.num_boost_round as f64),
            Slider::MaxDepth => self.max_depth.map(|depth| depth as f64),
            Slider::Eta => self.eta,
            Slider::Lambda => self.lambda,
            Slider::Gamma => self.gamma,
            Slider::MinChildWeight => self.min_child_weight,
            _ => None,
        }
    }

    fn with(&self, slider: Slider, value: f64) -> Self {
        let mut changed = self.clone();
        match slider {
            Slider::NumBoostRound => changed.num_boost_round = value.max(0.0) as usize,
            Slider::MaxDepth => changed.max_depth = Some(value as i64),
            Slider::Eta => changed.eta = Some(value),
            Slider::Lambda => changed.lambda = Some(value),
            Slider::Gamma => changed.gamma = Some(value),
            Slider::MinChildWeight => changed.min_child_weight = Some(value),
            _ => (),
        }
        changed
    }
}

impl Words for Booster {
    fn check_values(&self, path: &Path, faults: &mut Faults) {
        let path = path.name("booster");
        faults.check(check_name(&path.name("name"), &self.name));
        if RESERVED.contains(&self.name.as_str()) {
            let message =
                format!("`{}` already means something in the code of a booster", self.name);
            faults.note(Fault::new(&path.name("name"), message));
        }
        faults.check(check_depths(&path.name("over"), self));
        let rounds = path.name("num_boost_round");
        faults.check(within(&rounds, "rounds", self.num_boost_round, limits::ROUNDS));
        let over = self.over.as_ref().map(|over| over.check(&path.name("over"), TRIED));
        faults.check(over.unwrap_or(Ok(())));
    }

    fn check_references(&self, path: &Path, known: &mut Known<'_>) -> Result<(), Fault> {
        let path = path.name("booster");
        known.take_regression(&path.name("name"), &self.name)?;
        known.check_trees(&path, "a booster").map(drop)
    }

    fn estimator(&self) -> Option<&str> {
        Some(&self.name)
    }

    fn spend(&self, path: &Path, spent: &mut Spent<'_>) -> Result<(), Fault> {
        let (path, rows) = (path.name("booster"), spent.rows());
        let columns = spent.data().map_or(1, |data| data.x[0].len());
        let models = self.over.as_ref().map_or(1, |over| over.values.len());
        let rounds = self.num_boost_round.saturating_mul(models);
        let work = self.work(rows, columns);
        within_seconds(&path, Span::Booster, work)?;
        spent.add_work(work);
        let leaves = 1_usize.checked_shl(self.levels(rows) as u32).unwrap_or(rows).min(rows);
        spent.add_numbers(rounds.saturating_mul(leaves).saturating_mul(NUMBERS_OF_A_LEAF));
        Ok(())
    }

    fn over(&self) -> Option<&Over> {
        self.over.as_ref()
    }

    fn slides(&self) -> Vec<(Slider, f32)> {
        self.cells().into_iter().map(|(slider, value)| (slider, value as f32)).collect()
    }
}

/// Refuses trees that are deeper than the engine grows them.
fn check_depths(path: &Path, booster: &Booster) -> Result<(), Fault> {
    let Some(over) = booster.over.as_ref().filter(|over| over.slider == Slider::MaxDepth) else {
        return Ok(());
    };
    let deepest = over.values.last().map_or(0, |most| *most as usize);
    within(&path.name("max_depth"), "questions on a way", deepest, DEPTH)
}

/// The names that its code uses itself.
const RESERVED: [&str; 14] = [
    "xgb",
    "names",
    "params",
    "train",
    "cv",
    "test",
    "told",
    "said",
    "eta",
    "reg_lambda",
    "gamma",
    "max_depth",
    "min_child_weight",
    "round",
];

/// What of it can be changed.
const CELLS: [Slider; 6] = [
    Slider::NumBoostRound,
    Slider::Eta,
    Slider::Lambda,
    Slider::Gamma,
    Slider::MaxDepth,
    Slider::MinChildWeight,
];

/// What of it can be tried value by value.
const TRIED: &[Slider] = CELLS.split_at(1).1;

/// As `xgb.train` has it.
const fn rounds() -> usize {
    10
}

/// What looking at a value takes, in multiplications.
const LOOK: usize = 100;
/// A leaf and its question, in numbers of four bytes.
const NUMBERS_OF_A_LEAF: usize = 32;
