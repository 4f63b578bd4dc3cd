//! Training in a command: in slices, with a bar on the terminal where it takes long enough for one
//! to wonder, and an ear for Ctrl+C.

use std::io::{self, IsTerminal, Write};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use crate::lab::Lab;
use crate::tui;

use super::signals::Signals;

/// Whoever watches over a command that may take long.
pub(super) struct Watch {
    since: Instant,
    // What the bar says first: which lesson of how many.
    heading: String,
    drawn_at: Option<Instant>,
    // The line that stands on the terminal now.
    bar: Option<String>,
    signals: Signals,
}

impl Watch {
    /// A watch that breaks off when one of these signals has come.
    pub(super) fn new(signals: Signals) -> Self {
        Self { since: Instant::now(), heading: String::new(), drawn_at: None, bar: None, signals }
    }

    /// Says from here on which lesson it is, counted from 1, of how many.
    pub(super) fn come_to(&mut self, lesson: usize, all: usize) {
        self.heading = if all > 1 { format!("{lesson}/{all} ") } else { String::new() };
    }

    /// Goes to a step; what is to be trained on the way is trained in sight.
    pub(super) fn go_to(&mut self, lab: &mut Lab, position: usize) -> ControlFlow<()> {
        while let Some(index) = lab.unfinished_before(position) {
            self.reach(lab, index)?;
            self.train(lab)?;
        }
        self.reach(lab, position)
    }

    /// Goes to a step; what is to grow on the way grows in sight.
    fn reach(&mut self, lab: &mut Lab, position: usize) -> ControlFlow<()> {
        while !lab.approach(position) {
            self.catch_up(lab)?;
        }
        self.catch_up(lab)
    }

    fn catch_up(&mut self, lab: &mut Lab) -> ControlFlow<()> {
        while lab.is_behind() {
            let slice = Instant::now();
            while slice.elapsed() < SLICE && lab.catch_up(lab.batches_in(WORK).min(BATCHES)) > 0 {}
            self.look(lab)?;
        }
        ControlFlow::Continue(())
    }

    /// Trains the step that a lab is at to its end, if it has something to train or to grow.
    pub(super) fn train(&mut self, lab: &mut Lab) -> ControlFlow<()> {
        self.look(lab)?;
        self.catch_up(lab)?;
        while lab.can_train() {
            let slice = Instant::now();
            let batches = lab.batches_in(WORK).min(BATCHES);
            while slice.elapsed() < SLICE && lab.train(batches) > 0 {}
            self.look(lab)?;
        }
        ControlFlow::Continue(())
    }

    /// The exit code of a command that was stopped, once it was.
    pub(super) fn exit_code(&self) -> Option<u8> {
        self.signals.exit_code()
    }

    /// Takes the bar away, to make room for what is to be said.
    pub(super) fn clear(&mut self) {
        if let Some(line) = self.bar.take() {
            // If it cannot be written, there is nothing to take away.
            let width = line.chars().count() + CONTROL_C;
            let _ = write!(io::stderr(), "\r{}\r", " ".repeat(width));
        }
    }

    fn look(&mut self, lab: &Lab) -> ControlFlow<()> {
        if self.exit_code().is_some() {
            return ControlFlow::Break(());
        }
        let is_due = self.drawn_at.is_none_or(|at| at.elapsed() > SLICE);
        if is_due && self.since.elapsed() > PATIENCE && io::stderr().is_terminal() {
            self.clear();
            let line = within_a_row(&format!("{}{}", self.heading, bar(lab)));
            let _ = write!(io::stderr(), "\r{line}");
            self.bar = Some(line);
            self.drawn_at = Some(Instant::now());
        }
        ControlFlow::Continue(())
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.clear();
    }
}

/// Nobody needs to be told about less.
const PATIENCE: Duration = Duration::from_millis(500);
const SLICE: Duration = Duration::from_millis(50);
/// Multiplications between two looks at the clock.
const WORK: usize = 10_000_000;
const BATCHES: usize = 64;

/// How far a lab is: the epochs of its training or the trees of its forest, or else its steps.
fn bar(lab: &Lab) -> String {
    let (share, done) = if let Some(training) = lab.progress().filter(|_| lab.can_train()) {
        let (done, all) = (training.epochs_done, training.epochs);
        (training.share(), format!("epoch {done} of {all}"))
    } else if let Some(growing) = lab.growing() {
        (growing.share(), format!("tree {} of {}", growing.trees, growing.of))
    } else {
        let (done, all) = (lab.position() + 1, lab.lesson().steps.len());
        (done as f64 / all as f64, format!("step {done} of {all}"))
    };
    let full = ((share * WIDTH as f64) as usize).min(WIDTH);
    let bar = "#".repeat(full) + &".".repeat(WIDTH - full);
    let step: String = lab.step().id.chars().take(ID).collect();
    format!("{step}: {done} [{bar}]")
}

const WIDTH: usize = 20;
const ID: usize = 20;

/// As much of a line as the terminal has room for: what is wider would be written again and again
/// below itself.
fn within_a_row(line: &str) -> String {
    let columns = tui::columns_of_errors().filter(|columns| *columns > 0);
    let most = columns.map_or(usize::MAX, |columns| usize::from(columns).saturating_sub(SPARE));
    line.chars().take(most).collect()
}

/// Ctrl+C may put its own `^C` behind a line.
const CONTROL_C: usize = "^C".len();
/// Some terminals go on to the next row as soon as the last column is full.
const SPARE: usize = CONTROL_C + 1;
