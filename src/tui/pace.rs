//! How fast a training runs: so many batches a second, or as many as fit between two frames.

use std::time::Duration;

/// The pace that the learner has chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// Slow enough to watch.
    PerSecond(u32),
    /// As fast as the machine goes.
    Full,
}

impl Pace {
    /// The slowest power of ten that has so many batches done within ten seconds or so.
    pub(super) fn for_batches(batches: usize) -> Self {
        let enough =
            |pace: &&Self| matches!(pace, Self::PerSecond(n) if *n as usize * 10 >= batches);
        let steps = &PACES[WATCHED..];
        steps.iter().find(enough).copied().unwrap_or(Self::Full)
    }

    pub(super) fn slower(self) -> Self {
        PACES[self.index().saturating_sub(1)]
    }

    pub(super) fn faster(self) -> Self {
        PACES[(self.index() + 1).min(PACES.len() - 1)]
    }

    /// For people: `10 batches/s`.
    pub(super) fn shown(self) -> String {
        match self {
            Self::PerSecond(1) => "1 batch/s".to_owned(),
            Self::PerSecond(batches) => format!("{batches} batches/s"),
            Self::Full => "full speed".to_owned(),
        }
    }

    fn index(self) -> usize {
        PACES.iter().position(|pace| *pace == self).unwrap_or(0)
    }
}

const PACES: [Pace; 6] = [
    Pace::PerSecond(1),
    Pace::PerSecond(10),
    Pace::PerSecond(100),
    Pace::PerSecond(1_000),
    Pace::PerSecond(10_000),
    Pace::Full,
];

// The first pace that a training starts with by itself.
const WATCHED: usize = 1;

/// How many batches to take at a time, learned from how long the last ones took.
#[derive(Clone, Copy, Debug)]
pub(super) struct Budget {
    most: usize,
    owed: f64,
    /// The time that is still to be reckoned with, and the batches taken in it.
    since: Duration,
    taken: usize,
    per_second: Option<f64>,
}

impl Budget {
    pub(super) const fn new() -> Self {
        Self { most: 1, owed: 0.0, since: Duration::ZERO, taken: 0, per_second: None }
    }

    /// The batches to take now, when some time has gone by.
    pub(super) fn due(&mut self, pace: Pace, elapsed: Duration) -> usize {
        self.since += elapsed;
        let Pace::PerSecond(per_second) = pace else { return self.most };
        // What the machine did not manage is not made up for later.
        let limit = f64::from(per_second) * CATCH_UP.as_secs_f64() + 1.0;
        self.owed = (self.owed + f64::from(per_second) * elapsed.as_secs_f64()).min(limit);
        let due = (self.owed.floor() as usize).min(self.most);
        self.owed -= due as f64;
        due
    }

    /// Whether more are due already.
    pub(super) fn is_behind(&self, pace: Pace) -> bool {
        pace == Pace::Full || self.owed >= 1.0
    }

    /// Learns from a slice: twice as many where it was short, half as many where it was long.
    pub(super) fn took(&mut self, batches: usize, slice: Duration) {
        if slice > LONGEST {
            self.most = (self.most / 2).max(1);
        } else if slice < LONGEST / 3 && batches >= self.most {
            self.most = self.most.saturating_mul(2);
        }
        self.taken += batches;
        if self.since >= RECKONED {
            let taken = std::mem::take(&mut self.taken) as f64;
            let now = taken / std::mem::take(&mut self.since).as_secs_f64();
            let before = self.per_second.unwrap_or(now);
            self.per_second = Some(before + 0.3 * (now - before));
        }
    }

    /// How many batches a second there have been of late; 0 if that is not known yet.
    pub(super) fn per_second(&self) -> u32 {
        self.per_second.map_or(0, |per_second| per_second.round().max(1.0) as u32)
    }
}

/// A key that comes in the middle of a slice waits for its end.
const LONGEST: Duration = Duration::from_millis(7);
const CATCH_UP: Duration = Duration::from_millis(250);
/// Long enough to have frames and slices in it as they come.
const RECKONED: Duration = Duration::from_millis(100);
