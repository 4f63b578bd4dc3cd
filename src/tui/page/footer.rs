//! The last line: the keys that count now, as many as fit, or what there is to tell.

use unicode_width::UnicodeWidthStr;

use crate::tui::keys::{BINDINGS, Binding, Keys, counts};
use crate::tui::message::Message;
use crate::tui::reach::Reach;
use crate::tui::shown::Shown;

use super::areas::SIDE_BY_SIDE;

/// The last line.
#[derive(Clone, Debug)]
pub(in crate::tui) enum Footer {
    /// What there is to tell.
    Notice(String),
    /// The keys that count now.
    Keys(Vec<Offer>),
}

/// Keys that count now, in one or two words.
#[derive(Clone, Copy, Debug)]
pub(in crate::tui) struct Offer {
    pub(in crate::tui) keys: &'static str,
    pub(in crate::tui) words: &'static str,
    binding: &'static Binding,
}

impl Footer {
    pub(super) fn of(shown: &Shown, reach: Reach, width: u16) -> Self {
        let typing_trouble = shown.typing().and_then(|typing| typing.edit().err());
        let trouble = typing_trouble.map(|error| format!("{error}. Esc puts back"));
        match shown.notice.as_ref().map(ToString::to_string).or(trouble) {
            Some(notice) => Self::Notice(notice),
            None => Self::Keys(offers(shown, reach, width)),
        }
    }

    /// What the key in a column does: of two keys, such as ←/→, the nearer one.
    pub(super) fn key_at(&self, column: u16) -> Option<Message> {
        let Self::Keys(offers) = self else { return None };
        let (column, mut left) = (usize::from(column), 1);
        for offer in offers {
            let right = left + offer.width();
            if (left..right).contains(&column) {
                return offer.message(column > left + offer.keys.width() / 2);
            }
            left = right;
        }
        None
    }
}

impl Offer {
    fn of(shown: &Shown, reach: Reach, binding: &'static Binding) -> Option<Self> {
        let (words, when) = binding.footer?;
        let is_on = counts(shown, reach, binding.when) && counts(shown, reach, when);
        is_on.then(|| Self { keys: binding.shown.text(shown.settings.glyphs), words, binding })
    }

    fn width(&self) -> usize {
        self.keys.width() + self.words.width() + 3
    }

    fn message(&self, is_second: bool) -> Option<Message> {
        let key = match self.binding.shown {
            Keys::Two(..) if is_second => self.binding.keys.get(1),
            Keys::One(_) | Keys::Two(..) => self.binding.keys.first(),
        };
        key.map(|(_, _, message)| message.clone())
    }
}

fn offers(shown: &Shown, reach: Reach, width: u16) -> Vec<Offer> {
    let all: Vec<Offer> =
        BINDINGS.iter().filter_map(|binding| Offer::of(shown, reach, binding)).collect();
    // Quit and help come last in the table. Help must not fall off the end, nor, where there is
    // room, the way out.
    let kept: &[Message] = match width {
        ..SIDE_BY_SIDE => &[Message::Help],
        _ => &[Message::Help, Message::Quit],
    };
    let is_kept =
        |offer: &Offer| offer.message(false).is_some_and(|message| kept.contains(&message));
    let (last, most): (Vec<Offer>, Vec<Offer>) = all.into_iter().partition(is_kept);
    let reserved: usize = last.iter().map(Offer::width).sum();
    let mut room = usize::from(width).saturating_sub(1 + reserved);
    let fitting = most.iter().take_while(|offer| {
        let fits = offer.width() <= room;
        room = room.saturating_sub(offer.width());
        fits
    });
    fitting.chain(&last).copied().collect()
}
