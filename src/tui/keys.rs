//! The keys: one table that the dispatcher, the footer and the help all read.

mod table;

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use crate::journal::Task;
use crate::lab::{Setting, Verdict};

use super::app::{App, Mode, Run};
use super::field::Field;
use super::message::Message;
use super::screen;

pub(super) use table::{BINDINGS, Binding, When};
use table::{CONTROL, SHIFT};

/// What an event means to the app as it stands, if anything.
pub fn to_message(app: &App, event: &Event) -> Option<Message> {
    match event {
        Event::Key(key) if key.is_press() || key.is_repeat() => key_message(app, *key),
        Event::Mouse(mouse) => mouse_message(*mouse),
        Event::Paste(text) => Some(Message::Paste(text.clone())),
        Event::Resize(width, height) => Some(Message::Resize(*width, *height)),
        _ => None,
    }
}

/// Whether a binding counts in the app as it stands.
pub(super) fn counts(app: &App, when: When) -> bool {
    let reading = matches!(app.mode, Mode::Reading);
    let step = app.lab.step();
    match when {
        When::Always => true,
        When::Typing => app.typing().is_some(),
        When::MoreExamples => reading && screen::hides_examples(app),
        When::More => !counts(app, When::List) && app.scroll < screen::max_scroll(app),
        When::List => matches!(app.mode, Mode::List(_) | Mode::Shelf(_)),
        When::Searching => searched(app).is_some_and(|text| !text.is_empty()),
        When::Help => app.mode == Mode::Help,
        When::Overlay => counts(app, When::List) || app.mode == Mode::Help,
        When::Reading => reading,
        When::Asked => reading && app.chosen.is_none() && app.lab.is_withheld(),
        When::Hinted => reading && !step.hints.is_empty(),
        When::HintLeft => reading && app.lab.record().hints < step.hints.len(),
        When::Solvable => reading && (app.lab.is_withheld() || !step.solution.is_empty()),
        When::Unsolved => !app.outcome.goal.as_ref().is_some_and(Verdict::is_met),
        When::Hopeless => reading && step.is_impossible() && app.lab.record().task == Task::Open,
        When::Weights => reading && !app.outcome.parameters.is_empty() && !app.lab.is_withheld(),
        When::Training => reading && app.outcome.training.is_some(),
        When::Waiting => counts(app, When::Training) && app.run == Run::Paused,
        When::Running => counts(app, When::Training) && app.run != Run::Paused,
        When::Onward => matches!(app.run, Run::Onward(_)),
        When::Pictures => reading && app.outcome.pictures.len() > 1,
        When::Undoable => reading && app.lab.can_undo() && !app.lab.is_withheld(),
        When::Changed => reading && app.lab.is_changed(),
        When::Random => reading && app.outcome.random && !app.lab.is_withheld(),
        When::Chosen => reading && app.chosen.is_some(),
        When::Numbered => counts(app, When::Chosen) && !is_optimizer(app),
    }
}

// There is no number to type for the optimizer: ↑ and ↓ go through them.
fn is_optimizer(app: &App) -> bool {
    matches!(app.chosen, Some(Field::Setting(Setting::Optimizer)))
}

fn key_message(app: &App, key: KeyEvent) -> Option<Message> {
    let modifiers = key.modifiers & (SHIFT | CONTROL | KeyModifiers::ALT);
    let bound = BINDINGS.iter().filter(|binding| counts(app, binding.when)).find_map(|binding| {
        let is_key = |(with, code, _): &&(KeyModifiers, KeyCode, Message)| {
            *with == modifiers && *code == key.code
        };
        binding.keys.iter().find(is_key).map(|(_, _, message)| message.clone())
    });
    let typed = match key.code {
        KeyCode::Char(c) if (modifiers - SHIFT).is_empty() => Some(c),
        _ => None,
    };
    let is_searching = counts(app, When::Searching);
    match (typed, app.typing()) {
        // What is looked for is typed, too; the first letter unless it moves or leaves.
        (Some(c), None) if is_searching || (counts(app, When::List) && bound.is_none()) => {
            Some(Message::Type(c))
        }
        // While a number is being typed every character belongs to it.
        (Some(c), Some(_)) => Some(Message::Type(c)),
        (Some(c), None) if starts_number(c) && counts(app, When::Numbered) => {
            Some(Message::Type(c))
        }
        (Some(c @ '1'..='9'), None) if counts(app, When::Asked) => {
            Some(Message::Option(c as usize - '1' as usize))
        }
        (Some(_), None) if bound.is_none() && app.mode == Mode::Reading => {
            Some(Message::Meaningless)
        }
        _ => bound,
    }
}

/// What is looked for in a list, if one is open.
fn searched(app: &App) -> Option<&str> {
    match &app.mode {
        Mode::List(finder) | Mode::Shelf(finder) => Some(&finder.text),
        _ => None,
    }
}

fn starts_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '-' | '+' | '.')
}

fn mouse_message(mouse: MouseEvent) -> Option<Message> {
    match mouse.kind {
        MouseEventKind::ScrollUp => Some(Message::WheelUp),
        MouseEventKind::ScrollDown => Some(Message::WheelDown),
        MouseEventKind::Down(MouseButton::Left) => Some(Message::Click(mouse.column, mouse.row)),
        _ => None,
    }
}
