//! Lessons in the lab, one after the other, each with what was done in it before.

use std::ffi::{OsStr, OsString};
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use crate::journal::Change;
use crate::lab::Lab;
use crate::lesson::{Lesson, shelf};
use crate::store::{Opened, Store};
use crate::tui::{App, End, Outside, Session, Settings, Shelved};

use super::environment::Look;
use super::find::{find, no_such_command, position};
use super::keeping::{Keeping, home, shelved};
use super::shell;
use super::stop::Stop;

/// Opens a lesson where it was left, or at a step, and whatever the learner goes on to. Without a
/// name it is the first lesson, or, once something was done, the shelf.
pub(super) fn open(
    names: &[OsString],
    step: Option<&str>,
    look: Look,
    keeping: &Keeping,
) -> Result<ExitCode, Stop> {
    let (mut name, start) = match names {
        [] => (OsString::from(shelf::NAMES[0]), Start::Shelf),
        [name] => (name.clone(), Start::Lesson),
        // Several words are a command that is misspelled, not a lesson.
        _ => return Err(Stop::Usage(no_such_command(names))),
    };
    let mut lesson = find(&name)?;
    let mut first = step.map(|id| position(&lesson, id)).transpose()?;
    if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
        return Err(Stop::Usage(format!(
            "The lab needs a terminal. To print the lesson instead: layerlab run {}",
            shell::word(&name)
        )));
    }
    let mut shelf = None;
    if let (Start::Shelf, None, Some(last)) = (start, first, keeping.last()) {
        (lesson, name) = (find(last.as_ref())?, last.into());
        shelf = Some(shelved(keeping));
    }
    let mut session = Session::start(look.theme).map_err(Stop::Terminal)?;
    loop {
        let opened = keeping.open(&home(&name));
        let (app, store) = app(lesson, &name, opened, first.take(), look.settings());
        let mut app = app.followed_by(neighbour(&name, 1).and_then(title));
        if neighbour(&name, -1).is_some() {
            app = app.preceded();
        }
        if let Some(shelf) = shelf.take() {
            app.show_shelf(shelf);
        }
        let mut outside = Kept { store, keeping, at: app.lab().step().id.clone() };
        let end = session.run(app, &mut outside).map_err(Stop::Terminal)?;
        let Some(next) = next(&end, &name) else {
            drop(session);
            if end == End::Quit {
                outside.say_how_to_go_on(&name);
            }
            return Ok(exit_code(&end));
        };
        (lesson, name) = (find(next.as_ref())?, next.into());
    }
}

/// What is opened first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Start {
    Lesson,
    /// The shelf, over the lesson to go on with.
    Shelf,
}

/// The lesson that a learner goes on to, if it is one of the shelf; at either end it is the same.
fn next(end: &End, name: &OsStr) -> Option<String> {
    let here = || name.to_str().map(str::to_owned);
    match end {
        End::Open(name) => Some(name.clone()),
        End::NextLesson => neighbour(name, 1).map(str::to_owned).or_else(here),
        End::PreviousLesson => neighbour(name, -1).map(str::to_owned).or_else(here),
        End::Quit | End::Signal(_) | End::Gone => None,
    }
}

/// What the lab is given of the world outside.
struct Kept<'a> {
    store: Option<Store>,
    keeping: &'a Keeping,
    /// The id of the step that was looked at last.
    at: String,
}

impl Kept<'_> {
    /// Tells a learner who has left how to come back.
    fn say_how_to_go_on(&self, name: &OsStr) {
        let name = shell::word(name);
        let words = match (&self.store, self.keeping) {
            (Some(_), _) => format!("To go on where you are: layerlab {name}"),
            (None, Keeping::Nowhere) => self.how_to_come_back(&format!("{name} --no-save")),
            (None, _) => self.how_to_come_back(&name),
        };
        // If nobody can be told, nothing is lost by it.
        let _ = writeln!(io::stdout(), "{words}");
    }

    fn how_to_come_back(&self, lesson: &str) -> String {
        // Of several steps with one id, which the journal numbers, the first alone can be named.
        let step = self.at.split('#').next().unwrap_or_default();
        format!(
            "What you did is not kept. To come back to this step: layerlab {lesson} --step {step}"
        )
    }
}

impl Outside for Kept<'_> {
    // Where it fails it is said once, and the lab goes on without.
    fn keep(&mut self, changes: &[Change]) -> Option<String> {
        let step = |change: &Change| match change {
            Change::At(step) => Some(step.clone()),
            _ => None,
        };
        if let Some(step) = changes.iter().rev().find_map(step) {
            self.at = step;
        }
        if changes.is_empty() {
            return None;
        }
        let error = self.store.as_mut()?.write(changes).err()?;
        self.store = None;
        Some(format!("from here on what you do is not kept: {error}"))
    }

    fn shelf(&mut self) -> Vec<Shelved> {
        shelved(self.keeping)
    }
}

fn title(name: &str) -> Option<String> {
    find(name.as_ref()).ok().map(|lesson| lesson.title)
}

fn app(
    lesson: Lesson,
    name: &OsStr,
    opened: Opened,
    first: Option<usize>,
    settings: Settings,
) -> (App, Option<Store>) {
    let lab = Lab::with(lesson, opened.journal);
    let position = first.or(lab.left_at()).unwrap_or(0);
    let mut app = App::new(lab, settings).starting_at(position);
    if let Some(name) = name.to_str() {
        app = app.named(name.to_owned());
    }
    if let Some(notice) = opened.notice {
        app.tell(notice);
    }
    (app, opened.store)
}

/// A shell says 128 and the number of the signal of a process that a signal has ended.
fn exit_code(end: &End) -> ExitCode {
    match end {
        End::Signal(signal) => ExitCode::from(128 + *signal as u8),
        End::Gone => ExitCode::from(128 + HANG_UP),
        End::Quit | End::NextLesson | End::PreviousLesson | End::Open(_) => ExitCode::SUCCESS,
    }
}

/// The signal of a terminal that has gone.
const HANG_UP: u8 = 1;

/// The lesson so many places further on the shelf.
fn neighbour(name: &OsStr, by: isize) -> Option<&'static str> {
    let at = shelf::NAMES.iter().position(|known| name == *known)?;
    shelf::NAMES.get(at.checked_add_signed(by)?).copied()
}
