//! What is kept of a learner's work: told, and forgotten.

use std::ffi::OsStr;
use std::io::{self, BufRead, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use serde::Serialize;

use crate::chart::Glyphs;
use crate::journal::{Journal, Task};
use crate::lesson::{Lesson, shelf};
use crate::store;

use super::find::find;
use super::open::home;
use super::output::Output;
use super::{Format, Stop, count};

/// What was done in a lesson.
#[derive(Serialize)]
struct Progress {
    lesson: &'static str,
    title: String,
    steps: usize,
    /// How many of them the learner has been at.
    seen: usize,
    tasks: usize,
    done: usize,
    /// How many were skipped: the solution was shown.
    shown: usize,
    /// The id of the step that was looked at last.
    at: Option<String>,
}

/// Says what was done in each lesson that ships.
pub(super) fn progress(format: Format, glyphs: Glyphs) -> Result<ExitCode, Stop> {
    let folder = folder()?;
    let mut all = Vec::new();
    for name in shelf::NAMES {
        let journal = store::look(&folder, &home(name.as_ref()));
        all.push(progress_of(name, &find(name.as_ref())?, &journal));
    }
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

fn progress_of(name: &'static str, lesson: &Lesson, journal: &Journal) -> Progress {
    let account = |id: &str| journal.account(id);
    let with = |task: Task| {
        let stands = |id: &str| account(id).is_some_and(|account| account.task == task);
        lesson.steps.iter().filter(|step| stands(&step.id)).count()
    };
    let is_task = |step: &&crate::lesson::Step| step.goal.is_some() || step.question.is_some();
    Progress {
        lesson: name,
        title: lesson.title.clone(),
        steps: lesson.steps.len(),
        seen: lesson.steps.iter().filter(|step| account(&step.id).is_some()).count(),
        tasks: lesson.steps.iter().filter(is_task).count(),
        done: with(Task::Done),
        shown: with(Task::Shown),
        at: journal.at().map(str::to_owned),
    }
}

fn text(progress: &Progress) -> String {
    let Progress { lesson, title, steps, seen, tasks, done, shown, .. } = progress;
    let at = progress.at.as_ref().map(|at| format!(", at {at}")).unwrap_or_default();
    let steps = format!("{seen} of {} seen", count(*steps, "step"));
    let skipped = if *shown > 0 { format!(", {shown} skipped") } else { String::new() };
    format!(
        "{lesson}\n    {title}: {steps}, {done} of {} done{skipped}{at}\n",
        count(*tasks, "task")
    )
}
