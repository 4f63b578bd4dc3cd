//! The keys: one table that the dispatcher, the footer and the help all read.

mod binding;
mod table;
mod when;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::message::Message;
use super::reach::Reach;
use super::shown::Shown;

pub(super) use binding::{Binding, Keys};
pub(super) use table::BINDINGS;
pub(super) use when::{When, counts};

/// What a key means where this is shown, if anything.
pub(super) fn message(shown: &Shown, reach: Reach, key: KeyEvent) -> Option<Message> {
    let counts = |when| counts(shown, reach, when);
    let modifiers =
        key.modifiers & (KeyModifiers::SHIFT | KeyModifiers::CONTROL | KeyModifiers::ALT);
    let bound = BINDINGS.iter().filter(|binding| counts(binding.when)).find_map(|binding| {
        let is_key = |(with, code, _): &&(KeyModifiers, KeyCode, Message)| {
            *with == modifiers && *code == key.code
        };
        binding.keys.iter().find(is_key).map(|(_, _, message)| message.clone())
    });
    let typed = match key.code {
        KeyCode::Char(c) if (modifiers - KeyModifiers::SHIFT).is_empty() => Some(c),
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
        (_, None) if bound.is_none() && shown.is_reading() => Some(Message::Meaningless),
        _ => bound,
    }
}

fn starts_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '-' | '+' | '.')
}
