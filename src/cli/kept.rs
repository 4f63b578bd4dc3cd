//! What is kept of a learner's work: told, and forgotten.

use std::ffi::OsStr;
use std::io::{self, BufRead, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use crate::chart::Glyphs;
use crate::lesson::shelf;
use crate::store::{self, Home};
use crate::tui::Shelved;

use super::arguments::Format;
use super::find::find;
use super::keeping::{Keeping, home, shelved};
use super::output::Output;
use super::stop::Stop;
use super::words::count;

/// Says what was done in each lesson that ships.
pub(super) fn progress(format: Format, glyphs: Glyphs) -> Result<ExitCode, Stop> {
    let all = shelved(&Keeping::In(folder()?));
    let mut out = Output::new(glyphs);
    match format {
        Format::Text => all.iter().try_for_each(|progress| out.say(&text(progress)))?,
        Format::Json => {
            let json = serde_json::to_string_pretty(&all).map_err(io::Error::from)?;
            out.say(&format!("{json}\n"))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Forgets what was done in a lesson, or in all that ship; asks first, unless the answer is yes.
pub(super) fn reset(
    lesson: Option<&OsStr>,
    is_sure: bool,
    glyphs: Glyphs,
) -> Result<ExitCode, Stop> {
    let folder = folder()?;
    let names: Vec<&OsStr> = match lesson {
        Some(name) => {
            // A name that is misspelled is told, not taken for a lesson without a journal.
            find(name)?;
            vec![name]
        }
        None => shelf::NAMES.iter().map(OsStr::new).collect(),
    };
    let mut out = Output::new(glyphs);
    if !is_sure && !confirms(names.len())? {
        out.say("Nothing was forgotten.\n")?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut forgotten = 0;
    for name in names {
        if let Home::Shelf(lesson) = home(name) {
            store::forget_recalled(&folder, &lesson).map_err(Stop::Output)?;
        }
        forgotten += usize::from(store::forget(&folder, &home(name)).map_err(Stop::Output)?);
    }
    out.say(&format!("{} forgotten\n", count(forgotten, "lesson")))?;
    Ok(ExitCode::SUCCESS)
}

fn folder() -> Result<PathBuf, Stop> {
    store::folder().ok_or_else(|| Stop::Usage("There is no home folder to keep things in".into()))
}

fn confirms(lessons: usize) -> Result<bool, Stop> {
    let mut err = io::stderr();
    write!(err, "Forget all that was done in {}? y or n: ", count(lessons, "lesson"))?;
    err.flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}

fn text(lesson: &Shelved) -> String {
    let Shelved { name, title, steps, seen, tasks, done, skipped, .. } = lesson;
    let steps = format!("{seen} of {} seen", count(*steps, "step"));
    let tasks = format!("{done} of {} done", count(*tasks, "task"));
    let skipped = if *skipped > 0 { format!(", {skipped} skipped") } else { String::new() };
    format!("{name}\n    {title}: {steps}, {tasks}{skipped}\n")
}
