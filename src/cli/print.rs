//! `layerlab run`: a lesson printed step by step, as text or as data.

use std::ffi::OsStr;
use std::io;
use std::ops::ControlFlow;
use std::process::ExitCode;

use crate::chart::Glyphs;
use crate::lab::{Lab, Outcome};
use crate::lesson::Lesson;
use crate::transcript::{self, StepOutcome};

use super::arguments::Format;
use super::find::{find, position};
use super::output::Output;
use super::set::Assignments;
use super::signals::Signals;
use super::stop::Stop;
use super::train::Watch;

/// What of a lesson is to be printed, and how.
pub(super) struct Print<'a> {
    /// Only the step with this id.
    pub(super) step: Option<&'a str>,
    pub(super) format: Format,
    /// Weights to change, as they were written.
    pub(super) set: &'a [String],
    pub(super) glyphs: Glyphs,
}

/// Prints a lesson. What is worked out when a signal comes is printed all the same.
pub(super) fn print(name: &OsStr, print: &Print<'_>) -> Result<ExitCode, Stop> {
    let lesson = find(name)?;
    let only = print.step.map(|id| position(&lesson, id)).transpose()?;
    let mut assignments = Assignments::new(print.set)?;
    let mut page = Page::new(&lesson, print)?;
    let mut watch = Watch::new(Signals::catch());
    let mut lab = Lab::new(lesson.clone());
    for index in 0..=only.unwrap_or(lesson.steps.len() - 1) {
        if work_out(&mut lab, index, &mut assignments, &mut watch).is_break() {
            watch.clear();
            page.end()?;
            return Err(Stop::Signal(watch.exit_code().unwrap_or(1), stopped_at(&lab)));
        }
        watch.clear();
        if only.is_none_or(|only| only == index) {
            page.take(&lab.outcome())?;
        }
        if assignments.are_applied() {
            page.show()?;
            if page.is_closed() {
                return Ok(ExitCode::SUCCESS);
            }
        }
        if lab.step().goal.is_some() {
            lab.skip();
        }
    }
    if let Some(message) = assignments.not_applied(&lesson) {
        return Err(Stop::Usage(message));
    }
    page.end()?;
    Ok(ExitCode::SUCCESS)
}

/// Goes to a step and does what there is to do at it, but for its goal.
fn work_out(
    lab: &mut Lab,
    index: usize,
    assignments: &mut Assignments<'_>,
    watch: &mut Watch,
) -> ControlFlow<()> {
    watch.go_to(lab, index)?;
    if lab.is_withheld() {
        lab.skip();
    }
    assignments.apply(lab);
    watch.train(lab)
}

fn stopped_at(lab: &Lab) -> String {
    let (number, all) = (lab.position() + 1, lab.lesson().steps.len());
    format!("Stopped at step {number} of {all}, `{}`.", lab.step().id)
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
