//! How a goal stands: its conditions, each with how far off it is.

use serde::Serialize;

/// How a goal stands: its conditions, in the order of the lesson format.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Verdict {
    /// Each condition of the goal. All must be met at once.
    pub conditions: Vec<Condition>,
}

/// One condition of a goal.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Condition {
    /// Whether it is met.
    pub met: bool,
    /// What is looked at: `mean squared error`.
    pub name: String,
    /// What it is to be: `below 1`.
    pub wanted: String,
    /// What it is, and how far off that is: `2.25, 1.25 too far left`.
    pub stands: String,
    /// The number itself, a share as one from 0 to 1; none where there is none yet.
    pub value: Option<f64>,
    /// How far off it is, below 0 the more the better it is met; none where there is no number yet. A
    /// mean squared error counts by its root.
    pub off: Option<f64>,
    /// How far off it was when the step began.
    pub off_at_start: Option<f64>,
    /// How much of the way from there to the goal is done, from 0 to 1; none where there was no way
    /// to go, or none that has a number.
    pub share: Option<f64>,
}

impl Condition {
    /// The condition in a sentence: `Goal: boundary at 3.5. Now: 2.25, 1.25 too far left`.
    pub fn told(&self) -> String {
        format!("Goal: {}. Now: {}", self.asked(), self.stands)
    }

    /// The same as one of several: `boundary at 3.5; now 2.25, 1.25 too far left`.
    pub fn told_among_others(&self) -> String {
        format!("{}; now {}", self.asked(), self.stands)
    }

    /// What it asks for: `boundary at 3.5`.
    pub fn asked(&self) -> String {
        format!("{} {}", self.name, self.wanted)
    }

    /// How much is missing: 0 where it is met, more the farther off.
    pub fn missing(&self) -> f64 {
        match self.off {
            _ if self.met => 0.0,
            Some(off) if off.is_finite() => off.max(0.0),
            _ => f64::INFINITY,
        }
    }

    fn since(self, off_at_start: Option<f64>) -> Self {
        let way = off_at_start.filter(|way| *way > 0.0 && way.is_finite());
        let done = |way: f64| match self.off {
            _ if self.met => 1.0,
            Some(off) if off.is_finite() => (1.0 - off / way).clamp(0.0, 1.0),
            _ => 0.0,
        };
        Self { share: way.map(done), off_at_start, ..self }
    }
}

impl Verdict {
    /// Whether every condition is met.
    pub fn is_met(&self) -> bool {
        self.conditions.iter().all(|condition| condition.met)
    }

    /// How far off each condition is.
    pub(in crate::lab) fn offs(&self) -> Vec<Option<f64>> {
        self.conditions.iter().map(|condition| condition.off).collect()
    }

    /// The same with the way from where each condition was when the step began.
    pub(in crate::lab) fn since(self, start: &[Option<f64>]) -> Self {
        let starts = start.iter().copied().chain(std::iter::repeat(None));
        let conditions = self.conditions.into_iter().zip(starts);
        Self { conditions: conditions.map(|(condition, start)| condition.since(start)).collect() }
    }
}
