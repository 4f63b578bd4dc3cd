//! Lessons in the lab, one after the other, each with what was done in it before.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use crate::journal::Change;
use crate::lab::Lab;
use crate::lesson::{self, Lesson, shelf};
use crate::store::{self, Home, Opened, Store};
use crate::tui::{App, End, Session, Settings};

use super::Stop;
use super::find::{find, no_such_command, position};

/// Where what is done is kept.
#[derive(Clone, Debug)]
pub(super) enum Keeping {
    /// Nowhere: the learner wants it so.
    Nowhere,
    /// In this folder.
    In(PathBuf),
    /// Nowhere, for there is no place for it.
    NoPlace,
}

impl Keeping {
    /// In the user's own folder, unless nothing is to be kept.
    pub(super) fn of(is_wanted: bool) -> Self {
        match store::folder() {
            _ if !is_wanted => Self::Nowhere,
            Some(folder) => Self::In(folder),
            None => Self::NoPlace,
        }
    }

    fn open(&self, home: &Home) -> Opened {
        match self {
            Self::Nowhere => Opened::default(),
            Self::In(folder) => store::open(folder, home),
            Self::NoPlace => {
                let notice = "what you do is not kept: there is no home folder to keep it in";
                Opened { notice: Some(notice.to_owned()), ..Opened::default() }
            }
        }
    }
}

/// Opens a lesson where it was left, or at a step, and those that follow on it.
pub(super) fn open(
    names: &[OsString],
    step: Option<&str>,
    settings: Settings,
    keeping: &Keeping,
) -> Result<ExitCode, Stop> {
    // Several words are a command that is misspelled, not a lesson.
    let mut name = match names {
        [] => OsString::from(shelf::NAMES[0]),
        [name] => name.clone(),
        _ => return Err(Stop::Usage(no_such_command(names))),
    };
    let mut lesson = find(&name)?;
    let mut first = step.map(|id| position(&lesson, id)).transpose()?;
    if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
        return Err(Stop::Usage(format!(
            "The lab needs a terminal. To print the lesson instead: layerlab run {}",
            lesson::printable(&name.to_string_lossy())
        )));
    }
    let mut session = Session::start(settings.theme).map_err(Stop::Terminal)?;
    loop {
        let next = next_lesson(&name);
        let following = next.map(|next| find(next.as_ref())).transpose()?;
        let title = following.as_ref().map(|lesson| lesson.title.clone());
        let opened = keeping.open(&home(&name));
        let is_kept = opened.store.is_some();
        let (app, store) = app(lesson, opened, first.take(), settings);
        let end = session.run(app.followed_by(title), keep(store)).map_err(Stop::Terminal)?;
        let (End::NextLesson, Some(following), Some(next)) = (end, following, next) else {
            drop(session);
            if end == End::Quit && is_kept {
                say_how_to_go_on(&name);
            }
            return Ok(exit_code(end));
        };
        (lesson, name) = (following, next.into());
    }
}

/// Where the lesson of a name is.
pub(super) fn home(name: &OsStr) -> Home {
    match name.to_str() {
        Some(name) if shelf::NAMES.contains(&name) => Home::Shelf(name.to_owned()),
        _ => Home::File(fs::canonicalize(name).unwrap_or_else(|_| name.into())),
    }
}

fn app(
    lesson: Lesson,
    opened: Opened,
    first: Option<usize>,
    settings: Settings,
) -> (App, Option<Store>) {
    let lab = Lab::with(lesson, opened.journal);
    let position = first.or(lab.left_at()).unwrap_or(0);
    let mut app = App::new(lab, settings).starting_at(position);
    if let Some(notice) = opened.notice {
        app.tell(notice);
    }
    (app, opened.store)
}

/// Writes down what is done; where that fails, says so once and goes on without.
fn keep(mut store: Option<Store>) -> impl FnMut(&[Change]) -> Option<String> {
    move |changes| {
        if changes.is_empty() {
            return None;
        }
        let error = store.as_mut()?.write(changes).err()?;
        store = None;
        Some(format!("from here on what you do is not kept: {error}"))
    }
}

fn say_how_to_go_on(name: &OsStr) {
    let name = lesson::printable(&name.to_string_lossy());
    // If nobody can be told, nothing is lost by it.
    let _ = writeln!(io::stdout(), "To go on where you are: layerlab {name}");
}

/// A shell says 128 and the number of the signal of a process that a signal has ended.
fn exit_code(end: End) -> ExitCode {
    match end {
        End::Quit | End::NextLesson => ExitCode::SUCCESS,
        End::Signal(signal) => ExitCode::from(128 + signal as u8),
        End::Gone => ExitCode::from(128 + HANG_UP),
    }
}

/// The signal of a terminal that has gone.
const HANG_UP: u8 = 1;

/// The lesson that follows on the shelf.
fn next_lesson(name: &OsStr) -> Option<&'static str> {
    let at = shelf::NAMES.iter().position(|known| name == *known)?;
    shelf::NAMES.get(at + 1).copied()
}
