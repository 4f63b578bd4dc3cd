//! `layerlab list`: the lessons that ship.

use std::process::ExitCode;

use crate::chart::Glyphs;
use crate::lesson::shelf;

use super::find::find;
use super::output::Output;
use super::stop::Stop;
use super::words::count;

/// Names each lesson with what it is about.
pub(super) fn list(glyphs: Glyphs) -> Result<ExitCode, Stop> {
    let mut out = Output::new(glyphs);
    for name in shelf::NAMES {
        let lesson = find(name.as_ref())?;
        let steps = count(lesson.steps.len(), "step");
        out.say(&format!("{name}\n    {}\n    {steps}\n", lesson.about))?;
    }
    Ok(ExitCode::SUCCESS)
}
