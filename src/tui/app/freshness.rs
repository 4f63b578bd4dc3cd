//! How far what is shown tells of the lab as it is now.

use crate::tui::message::Message;

/// How far what is shown tells of the lab as it is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Freshness {
    /// In all.
    Fresh,
    /// The outcome does, and the page is to be laid out anew.
    OldPage,
    /// In what there is, its names and its number; not in every value.
    OldValues,
    /// Not at all.
    Stale,
    /// Not at all, and the lab has trained and not looked at it yet.
    Trained,
}

impl Freshness {
    pub(super) fn after(self, message: &Message) -> Self {
        match message {
            Message::Resize(..) | Message::Tick(_) | Message::Meaningless => {
                self.max(Self::OldPage)
            }
            Message::Train { .. } => Self::Trained,
            _ if message.is_one_of_many() && self < Self::Stale => Self::OldValues,
            _ if message.is_one_of_many() => self,
            _ => Self::Stale,
        }
    }
}
