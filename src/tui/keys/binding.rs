//! A line of the table of keys: the keys, what they are called, when they count.

use crossterm::event::{KeyCode, KeyModifiers};

use crate::chart::Glyphs;
use crate::tui::message::Message;

use super::when::When;

/// A line of the table.
#[derive(Debug)]
pub(in crate::tui) struct Binding {
    pub(in crate::tui) keys: &'static [(KeyModifiers, KeyCode, Message)],
    /// The keys, as a person reads them.
    pub(in crate::tui) shown: Keys,
    /// One or two words for the footer, and when they are worth its room.
    pub(in crate::tui) footer: Option<(&'static str, When)>,
    /// A line for the help.
    pub(in crate::tui) help: &'static str,
    /// When it counts.
    pub(in crate::tui) when: When,
}

/// Keys, as a person reads them.
#[derive(Clone, Copy, Debug)]
pub(in crate::tui) enum Keys {
    /// A key, or several that do the same.
    One(&'static str),
    /// The first two keys of a line, side by side; then in ASCII, where an arrow would be another
    /// key.
    Two(&'static str, &'static str),
}

impl Keys {
    /// The same in these characters.
    pub(in crate::tui) const fn text(self, glyphs: Glyphs) -> &'static str {
        match (self, glyphs) {
            (Self::One(text), _) | (Self::Two(text, _), Glyphs::Unicode) => text,
            (Self::Two(_, ascii), Glyphs::Ascii) => ascii,
        }
    }
}
