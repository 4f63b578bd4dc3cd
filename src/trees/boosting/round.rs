//! What there is to say after a round.

use super::metric::Metric;
use super::number::fixed;

/// A round of boosting: another tree has been added.
#[derive(Debug, Clone, PartialEq)]
pub struct Round {
    /// The round, counted from 0.
    pub number: usize,
    /// How wrong the trees are together, on each set in turn; a name that comes twice is there once,
    /// with its last score.
    pub scores: Vec<Score>,
}

/// How wrong it is on one set.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// The name of the set.
    pub set: String,
    /// What is measured.
    pub metric: Metric,
    /// The number.
    pub value: f64,
}

impl Round {
    /// As `xgb.train` prints it, without the end of the line: `[0]\ttrain-rmse:2.81366`.
    pub fn line(&self) -> String {
        let shown = |score: &Score| {
            format!("\t{}-{}:{}", score.set, score.metric.name(), fixed(score.value))
        };
        format!("[{}]{}", self.number, self.scores.iter().map(shown).collect::<String>())
    }
}

/// What `xgb.train(…, verbose_eval=…)` prints: each line, or that of every so many rounds and the last
/// one. Nothing if there is no set to measure on, or if `verbose_eval` is 0.
pub fn printed(rounds: &[Round], verbose_eval: usize) -> String {
    let is_last = |round: &Round| rounds.last().is_some_and(|last| last.number == round.number);
    let is_printed = |round: &&Round| {
        let turn = round.number.checked_rem(verbose_eval);
        !round.scores.is_empty() && turn.is_some_and(|rest| rest == 0 || is_last(round))
    };
    rounds.iter().filter(is_printed).map(|round| round.line() + "\n").collect()
}
