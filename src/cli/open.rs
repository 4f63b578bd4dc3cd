//! Lessons in the lab, one after the other, each with what was done in it before.

use std::ffi::{OsStr, OsString};
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use crate::lab::Lab;
use crate::lesson::{Lesson, shelf};
use crate::recall;
use crate::store::{Opened, Store};
use crate::tui::{App, End, Session, Settings, Shelf};

use super::desk::Kept;
use super::environment::Look;
use super::find::{find, no_such_command, position};
use super::keeping::{Keeping, home};
use super::output::Output;
use super::recalling::{self, Remembering, Round, whole_shelf};
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
    let lesson = find(&name)?;
    let step = step.map(|id| position(&lesson, id)).transpose()?;
    check_terminal(&name)?;
    let mut shelf = None;
    if let (Start::Shelf, None, Some(last)) = (start, step, keeping.last()) {
        name = last.into();
        shelf = Some(whole_shelf(keeping));
    }
    let place = match step {
        Some(step) => Place::Step(name, step),
        None => arrival(&name, keeping),
    };
    go_on(place, shelf, look, keeping)
}

/// Asks the questions of all lessons that are due, and goes on to whatever the learner wants then.
pub(super) fn review(look: Look, keeping: &Keeping) -> Result<ExitCode, Stop> {
    let last = keeping.last().unwrap_or(shelf::NAMES[0]);
    let Some(round) = recalling::review(last.as_ref(), keeping) else {
        Output::new(look.glyphs).say(NOTHING_DUE)?;
        return Ok(ExitCode::SUCCESS);
    };
    check_terminal(shelf::NAMES[0].as_ref())?;
    go_on(Place::Questions(round), None, look, keeping)
}

const NOTHING_DUE: &str = "Nothing is due. What you know is asked again after some days.\n";

fn check_terminal(name: &OsStr) -> Result<(), Stop> {
    if io::stdout().is_terminal() && io::stdin().is_terminal() {
        return Ok(());
    }
    Err(Stop::Usage(format!(
        "The lab needs a terminal. To print the lesson instead: layerlab run {}",
        shell::word(name)
    )))
}

/// Opens one thing after another, until the learner leaves.
fn go_on(
    mut place: Place,
    mut shelf: Option<Shelf>,
    look: Look,
    keeping: &Keeping,
) -> Result<ExitCode, Stop> {
    let mut session = Session::start(look.theme).map_err(Stop::Terminal)?;
    loop {
        let (end, words) = match &place {
            Place::Questions(round) => ask(&mut session, round, look.settings(), keeping)?,
            Place::Lesson(name) => {
                let opening = Opening { name, step: None, shelf: shelf.take() };
                work(&mut session, opening, look.settings(), keeping)?
            }
            Place::Step(name, step) => {
                let opening = Opening { name, step: Some(*step), shelf: None };
                work(&mut session, opening, look.settings(), keeping)?
            }
        };
        if let Some(next) = next(&end, &place, keeping) {
            place = next;
            continue;
        }
        drop(session);
        if end == End::Quit {
            // If nobody can be told, nothing is lost by it.
            let _ = writeln!(io::stdout(), "{words}");
        }
        return Ok(exit_code(&end));
    }
}

/// What is open.
enum Place {
    /// A lesson, where it was left.
    Lesson(OsString),
    /// A lesson at one of its steps.
    Step(OsString, usize),
    /// Questions of other lessons.
    Questions(Round),
}

/// What a learner comes to who opens a lesson: the questions before it, where there are any.
fn arrival(name: &OsStr, keeping: &Keeping) -> Place {
    recalling::before(name, keeping)
        .map_or_else(|| Place::Lesson(name.to_owned()), Place::Questions)
}

/// A lesson that is to be opened.
struct Opening<'a> {
    name: &'a OsStr,
    step: Option<usize>,
    /// The shelf that is to lie over it.
    shelf: Option<Shelf>,
}

/// Works through a lesson, and says why it was left and how to come back.
fn work(
    session: &mut Session,
    opening: Opening<'_>,
    settings: Settings,
    keeping: &Keeping,
) -> Result<(End, String), Stop> {
    let Opening { name, step, shelf } = opening;
    let (app, store) = app(find(name)?, keeping.open(&home(name)), step, settings);
    let mut app = among_others(app, name, neighbour(name, 1));
    if let Some(shelf) = shelf {
        app.show_shelf(shelf);
    }
    let mut outside = Kept { store, keeping, at: app.lab().step().id.clone() };
    let end = session.run(app, &mut outside).map_err(Stop::Terminal)?;
    Ok((end, outside.how_to_go_on(name)))
}

/// Asks some questions, and says why they were left and how to come back.
fn ask(
    session: &mut Session,
    round: &Round,
    settings: Settings,
    keeping: &Keeping,
) -> Result<(End, String), Stop> {
    let app = App::new(Lab::new(round.lesson.clone()), settings).asking();
    let app = among_others(app, &round.then, round.then.to_str());
    let mut outside = Remembering::new(round.lesson.clone(), keeping);
    let end = session.run(app, &mut outside).map_err(Stop::Terminal)?;
    Ok((end, format!("To go on where you are: layerlab {}", round.command)))
}

/// The app with what stands around it on the shelf.
fn among_others(app: App, name: &OsStr, next: Option<&str>) -> App {
    let app = app.followed_by(next.and_then(title));
    let app = if neighbour(name, -1).is_some() { app.preceded() } else { app };
    match name.to_str() {
        Some(name) => app.named(name.to_owned()),
        None => app,
    }
}

/// What is opened first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Start {
    Lesson,
    /// The shelf, over the lesson to go on with.
    Shelf,
}

/// What a learner goes on to; at either end of the shelf it is the same lesson.
fn next(end: &End, place: &Place, keeping: &Keeping) -> Option<Place> {
    let (name, behind) = match place {
        Place::Lesson(name) | Place::Step(name, _) => (name, neighbour(name, 1)),
        Place::Questions(round) => (&round.then, round.then.to_str()),
    };
    // Whoever has left the questions before a lesson is not asked them again at once.
    let arrive = |other: &OsStr| match place {
        Place::Questions(round) if round.then == other => Place::Lesson(other.to_owned()),
        _ => arrival(other, keeping),
    };
    let on_the_shelf = |other: Option<&str>| arrive(other.map_or(name.as_ref(), OsStr::new));
    match end {
        End::Open(name) => Some(arrive(name.as_ref())),
        End::NextLesson => Some(on_the_shelf(behind)),
        End::PreviousLesson => Some(on_the_shelf(neighbour(name, -1))),
        End::Review => Some(
            recalling::review(name, keeping)
                .map_or_else(|| Place::Lesson(name.clone()), Place::Questions),
        ),
        End::Origin(id) => Some(origin(id).unwrap_or_else(|| Place::Lesson(name.clone()))),
        End::Quit | End::Signal(_) | End::Gone => None,
    }
}

/// The step that a question comes from.
fn origin(id: &str) -> Option<Place> {
    let (lesson, step) = recall::origin(id)?;
    let step = position(&find(lesson.as_ref()).ok()?, step).ok()?;
    Some(Place::Step(lesson.into(), step))
}

fn title(name: &str) -> Option<String> {
    find(name.as_ref()).ok().map(|lesson| lesson.title)
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

/// A shell says 128 and the number of the signal of a process that a signal has ended.
fn exit_code(end: &End) -> ExitCode {
    match end {
        End::Signal(signal) => ExitCode::from(128 + *signal as u8),
        End::Gone => ExitCode::from(128 + HANG_UP),
        _ => ExitCode::SUCCESS,
    }
}

/// The signal of a terminal that has gone.
const HANG_UP: u8 = 1;

/// The lesson so many places further on the shelf.
fn neighbour(name: &OsStr, by: isize) -> Option<&'static str> {
    let at = shelf::NAMES.iter().position(|known| name == *known)?;
    shelf::NAMES.get(at.checked_add_signed(by)?).copied()
}
