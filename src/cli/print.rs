//! `layerlab run`: a lesson printed step by step, as text or as data.

use std::ffi::OsStr;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use crate::chart::Glyphs;
use crate::lab::Outcome;
use crate::lesson::Lesson;
use crate::transcript::{self, StepOutcome};

use super::arguments::Format;
use super::data::Folder;
use super::find::{find, position};
use super::output::Output;
use super::stop::Stop;
use super::walk::Walk;

/// What of a lesson is to be printed, and how.
pub(super) struct Print<'a> {
    /// Only the step with this id.
    pub(super) step: Option<&'a str>,
    pub(super) format: Format,
    /// Weights to change, as they were written.
    pub(super) set: &'a [String],
    /// Where the files go that the code reads, if they are to be written.
    pub(super) data: Option<&'a Path>,
    pub(super) glyphs: Glyphs,
}

/// Prints a lesson. What is worked out when a signal comes is printed all the same.
pub(super) fn print(name: &OsStr, print: &Print<'_>) -> Result<ExitCode, Stop> {
    let lesson = find(name)?;
    let only = print.step.map(|id| position(&lesson, id)).transpose()?;
    let mut walk = Walk::new(lesson.clone(), print.set)?;
    let mut page = Page::new(&lesson, print)?;
    let mut data = print.data.map(Folder::new);
    for index in 0..=only.unwrap_or(lesson.steps.len() - 1) {
        if let Err(stop) = walk.go_to(index) {
            page.end()?;
            return Err(stop);
        }
        let outcome = walk.lab.outcome();
        data.iter_mut().try_for_each(|data| data.take(&outcome))?;
        if only.is_none_or(|only| only == index) {
            page.take(&outcome)?;
        }
        if walk.assignments.are_applied() {
            page.show()?;
            if page.is_closed() {
                return Ok(ExitCode::SUCCESS);
            }
        }
        walk.leave();
    }
    if let Some(message) = walk.assignments.not_applied(&lesson) {
        return Err(Stop::Usage(message));
    }
    page.end()?;
    Ok(ExitCode::SUCCESS)
}

/// What is printed of a lesson, on its way out.
struct Page {
    glyphs: Glyphs,
    format: Format,
    /// What has not been written yet.
    waiting: String,
    /// How many steps there have been.
    steps: usize,
    out: Output,
}

impl Page {
    fn new(lesson: &Lesson, print: &Print<'_>) -> io::Result<Self> {
        let Lesson { title, seed, .. } = lesson;
        let (waiting, out) = match print.format {
            Format::Text => (format!("{title}\n\n"), print.glyphs),
            Format::Json => {
                let title = serde_json::to_string(title)?;
                let head = format!("{{\n  \"lesson\": {title},\n  \"seed\": {seed},\n");
                (head + "  \"steps\": [", Glyphs::Unicode)
            }
        };
        let (glyphs, format) = (print.glyphs, print.format);
        Ok(Self { glyphs, format, waiting, steps: 0, out: Output::new(out) })
    }

    fn take(&mut self, outcome: &Outcome) -> io::Result<()> {
        match self.format {
            Format::Text => self.waiting += &transcript::step(outcome, self.glyphs),
            Format::Json => {
                let step = serde_json::to_string_pretty(&StepOutcome::of(outcome))?;
                let comma = if self.steps == 0 { "\n    " } else { ",\n    " };
                self.waiting += comma;
                self.waiting += &step.replace('\n', "\n    ");
            }
        }
        self.steps += 1;
        Ok(())
    }

    /// Writes what is there, so that a long lesson never is all at once.
    fn show(&mut self) -> io::Result<()> {
        self.out.say(&std::mem::take(&mut self.waiting))
    }

    /// Writes all that is left. Data is whole, also where not every step is in it.
    fn end(mut self) -> io::Result<()> {
        match (self.format, self.steps) {
            (Format::Text, _) => (),
            (Format::Json, 0) => self.waiting += "]\n}\n",
            (Format::Json, _) => self.waiting += "\n  ]\n}\n",
        }
        self.show()
    }

    fn is_closed(&self) -> bool {
        self.out.is_closed()
    }
}
