//! Training in a command: a bar on the terminal where it takes long enough for one to wonder.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use crate::lab::Lab;

/// Goes to a step; what is to be trained on the way is trained in sight.
pub(super) fn go_to(lab: &mut Lab, position: usize) {
    while let Some(index) = lab.unfinished_before(position) {
        lab.go_to(index);
        train(lab);
    }
    lab.go_to(position);
}

/// Trains the step that a lab is at to its end.
pub(super) fn train(lab: &mut Lab) {
    let start = Instant::now();
    let mut bar = Bar { drawn: None };
    while lab.can_train() {
        let slice = Instant::now();
        while slice.elapsed() < SLICE && lab.train(BATCHES) > 0 {}
        if start.elapsed() > PATIENCE && io::stderr().is_terminal() {
            bar.draw(lab);
        }
    }
    bar.clear();
}

/// Nobody needs to be told about less.
const PATIENCE: Duration = Duration::from_millis(500);
const SLICE: Duration = Duration::from_millis(50);
const BATCHES: usize = 64;

/// A line on stderr that is written over and over, and taken away in the end.
struct Bar {
    drawn: Option<String>,
}

impl Bar {
    fn draw(&mut self, lab: &Lab) {
        let Some(progress) = lab.progress() else { return };
        let full = (progress.share() * WIDTH as f64) as usize;
        let bar = "#".repeat(full.min(WIDTH)) + &".".repeat(WIDTH.saturating_sub(full));
        let (done, all) = (progress.epochs_done, progress.epochs);
        let step: String = lab.step().id.chars().take(ID).collect();
        self.write(format!("{step}: epoch {done} of {all} [{bar}]"));
    }

    fn write(&mut self, line: String) {
        // If it cannot be written, the training goes on all the same.
        let _ = write!(io::stderr(), "\r{line}");
        self.drawn = Some(line);
    }

    fn clear(&mut self) {
        if let Some(line) = &self.drawn {
            let _ = write!(io::stderr(), "\r{}\r", " ".repeat(line.chars().count()));
        }
    }
}

const WIDTH: usize = 20;
/// A line that is wider than the terminal would be written again and again below itself.
const ID: usize = 20;
