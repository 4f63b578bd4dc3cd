//! `xgb.train`: one round after another, for anyone to advance.

use super::booster::{Best, Booster, add};
use super::columns::Column;
use super::data::DMatrix;
use super::error::{Error, TrainingError};
use super::grow::grow;
use super::limits;
use super::metric::Metric;
use super::number::handed_on;
use super::objective::gradients;
use super::params::{Params, Settings};
use super::round::{Round, Score};
use super::training::Training;

/// A training under way: each step is a round. It ends after the rounds that were asked for, or when
/// early stopping has seen enough.
#[derive(Debug, Clone)]
pub struct Boosting {
    booster: Booster,
    settings: Settings,
    metrics: Vec<Metric>,
    data: DMatrix,
    columns: Vec<Column>,
    margins: Vec<f32>,
    sets: Vec<Set>,
    num_boost_round: usize,
    early_stopping_rounds: usize,
    without_better: usize,
    has_stopped: bool,
}

/// A set that is measured on.
#[derive(Debug, Clone)]
struct Set {
    name: String,
    data: DMatrix,
    margins: Vec<f32>,
}

impl Boosting {
    /// `xgb.train(params, dtrain, num_boost_round, evals=…, early_stopping_rounds=…)`, before its
    /// first round. Complains of all that would go wrong.
    pub fn new(
        params: &Params,
        dtrain: &DMatrix,
        num_boost_round: usize,
        training: Training,
    ) -> Result<Self, Error> {
        let settings = params.settings()?;
        training.check(dtrain)?;
        let booster = starting(params, dtrain, &training)?;
        let sets = training.evals.iter().map(|(_, data)| data.num_row()).sum();
        let (rows, columns) = (dtrain.num_row(), dtrain.num_col());
        limits::check_training(rows, sets, columns, num_boost_round, settings.max_depth)?;
        let start = booster.start;
        let set = |(name, data): (String, DMatrix)| {
            let margins = vec![start; data.num_row()];
            Set { name, data, margins }
        };
        Ok(Self {
            settings,
            metrics: params.metrics(),
            columns: Column::all(dtrain),
            margins: vec![start; dtrain.num_row()],
            data: dtrain.clone(),
            sets: training.evals.into_iter().map(set).collect(),
            num_boost_round,
            early_stopping_rounds: training.early_stopping_rounds,
            without_better: 0,
            has_stopped: false,
            booster,
        })
    }

    /// The trees so far.
    pub const fn booster(&self) -> &Booster {
        &self.booster
    }

    /// The trees, when there are to be no more.
    pub fn into_booster(self) -> Booster {
        self.booster
    }

    /// The margins of the training rows: what the next tree is fitted to.
    pub fn margins(&self) -> &[f32] {
        &self.margins
    }

    /// Whether early stopping has ended the training.
    pub const fn has_stopped(&self) -> bool {
        self.has_stopped
    }

    fn add_tree(&mut self) {
        let gradients = gradients(self.booster.objective, &self.margins, self.data.label());
        let tree = grow(&self.data, &self.columns, &gradients, &self.settings);
        add(&tree, &self.data, &mut self.margins);
        self.sets.iter_mut().for_each(|set| add(&tree, &set.data, &mut set.margins));
        self.booster.trees.push(tree);
    }

    fn scores(&self) -> Vec<Score> {
        let mut scores: Vec<Score> = Vec::new();
        for set in &self.sets {
            let objective = self.booster.objective;
            let predicted: Vec<f32> =
                set.margins.iter().map(|margin| objective.transform(*margin)).collect();
            for metric in &self.metrics {
                let value = handed_on(metric.evaluate(&predicted, set.data.label()));
                let score = Score { set: set.name.clone(), metric: *metric, value };
                match scores.iter_mut().find(|s| s.set == score.set && s.metric == score.metric) {
                    Some(earlier) => *earlier = score,
                    None => scores.push(score),
                }
            }
        }
        scores
    }

    /// Early stopping: the last metric of the last set is to become smaller.
    fn watch(&mut self, round: &Round) {
        let Some(Score { value: score, .. }) = round.scores.last() else { return };
        if self.booster.best.is_none_or(|best| best.score > *score) {
            self.booster.best = Some(Best { iteration: round.number, score: *score });
            self.without_better = 0;
        } else {
            self.without_better += 1;
            self.has_stopped = self.without_better >= self.early_stopping_rounds;
        }
    }
}

impl Iterator for Boosting {
    type Item = Round;

    fn next(&mut self) -> Option<Round> {
        let number = self.booster.trees.len();
        if self.has_stopped || number >= self.num_boost_round {
            return None;
        }
        self.add_tree();
        let round = Round { number, scores: self.scores() };
        if self.early_stopping_rounds > 0 {
            self.watch(&round);
        }
        Some(round)
    }
}

/// A booster without a tree.
fn starting(params: &Params, dtrain: &DMatrix, training: &Training) -> Result<Booster, Error> {
    let objective = params.objective;
    let base_score = params.base_score(dtrain.label())?;
    let start = objective.start(base_score)?;
    if !dtrain.label().iter().all(|label| objective.takes(*label)) {
        return Err(TrainingError::Label.into());
    }
    let all = [dtrain].into_iter().chain(training.evals.iter().map(|(_, data)| data));
    let feature_names = all.clone().find_map(DMatrix::feature_names).map(<[String]>::to_vec);
    let num_features = all.clone().map(DMatrix::num_col).max().unwrap_or(0);
    let (trees, best) = (Vec::new(), None);
    let booster =
        Booster { objective, base_score, start, trees, num_features, feature_names, best };
    all.into_iter().try_for_each(|data| booster.check_names(data))?;
    Ok(booster)
}
