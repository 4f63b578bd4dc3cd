//! The keys: one table that the dispatcher, the footer and the help all read.

mod table;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::journal::Task;
use crate::lab::Setting;

use super::field::Field;
use super::message::Message;
use super::mode::Mode;
use super::reach::Reach;
use super::run::Run;
use super::shown::Shown;

pub(super) use table::{BINDINGS, Binding, Keys, When};
use table::{CONTROL, SHIFT};

/// What a key means where this is shown, if anything.
pub(super) fn message(shown: &Shown, reach: Reach, key: KeyEvent) -> Option<Message> {
    let counts = |when| counts(shown, reach, when);
    let modifiers = key.modifiers & (SHIFT | CONTROL | KeyModifiers::ALT);
    let bound = BINDINGS.iter().filter(|binding| counts(binding.when)).find_map(|binding| {
        let is_key = |(with, code, _): &&(KeyModifiers, KeyCode, Message)| {
            *with == modifiers && *code == key.code
        };
        binding.keys.iter().find(is_key).map(|(_, _, message)| message.clone())
    });
    let typed = match key.code {
        KeyCode::Char(c) if (modifiers - SHIFT).is_empty() => Some(c),
        _ => None,
    };
    match (typed, shown.typing()) {
        // What is looked for is typed, too; the first letter unless it moves or leaves.
        (Some(c), None) if counts(When::Searching) || (counts(When::List) && bound.is_none()) => {
            Some(Message::Type(c))
        }
        // While a number is being typed every character belongs to it.
        (Some(c), Some(_)) => Some(Message::Type(c)),
        (Some(c), None) if starts_number(c) && counts(When::Numbered) => Some(Message::Type(c)),
        (Some(c @ '1'..='9'), None) if counts(When::Asked) => {
            Some(Message::Option(c as usize - '1' as usize))
        }
        (Some(_), None) if bound.is_none() && shown.is_reading() => Some(Message::Meaningless),
        _ => bound,
    }
}

/// Whether a binding counts where this is shown.
pub(super) fn counts(shown: &Shown, reach: Reach, when: When) -> bool {
    let counts = |when| counts(shown, reach, when);
    let (outcome, reading) = (&shown.outcome, shown.is_reading());
    let is_asked = reading && outcome.is_withheld();
    let is_free = reading && !outcome.is_withheld();
    match when {
        When::Always => true,
        When::Typing => shown.typing().is_some(),
        When::MoreExamples => reading && reach.hides_examples,
        When::More => reach.below > 0,
        When::List => shown.finder().is_some(),
        When::Searching => shown.finder().is_some_and(|finder| !finder.text.is_empty()),
        When::Help => shown.mode == Mode::Help,
        When::Overlay => counts(When::List) || counts(When::Help),
        When::Reading => reading,
        When::Asked => is_asked && shown.chosen.is_none(),
        When::Hinted => reading && !outcome.help.hints.is_empty(),
        When::HintLeft => reading && outcome.help.has_more(),
        When::Solvable => is_asked || (reading && !outcome.help.solution.is_empty()),
        When::Unsolved => !outcome.is_reached(),
        When::Hopeless => {
            reading && outcome.help.impossible.is_some() && outcome.task == Task::Open
        }
        When::Weights => is_free && !outcome.parameters.is_empty(),
        When::Training => reading && outcome.training.is_some(),
        When::Waiting => counts(When::Training) && shown.run == Run::Paused,
        When::Running => counts(When::Training) && shown.run != Run::Paused,
        When::Onward => matches!(shown.run, Run::Onward(_)),
        When::Pictures => reading && outcome.pictures.len() > 1,
        When::Undoable => reading && outcome.can_undo,
        When::Changed => reading && outcome.is_changed,
        When::Random => is_free && outcome.random,
        When::Chosen => reading && shown.chosen.is_some(),
        When::Numbered => counts(When::Chosen) && !is_optimizer(shown),
    }
}

// There is no number to type for the optimizer: ↑ and ↓ go through them.
fn is_optimizer(shown: &Shown) -> bool {
    matches!(shown.chosen, Some(Field::Setting(Setting::Optimizer)))
}

fn starts_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '-' | '+' | '.')
}
