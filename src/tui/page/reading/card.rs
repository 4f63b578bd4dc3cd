//! The card at the end of a lesson: what there was to find and who found it, what is open, and the
//! lesson that follows.

use crate::chart::Glyphs;
use crate::lab::{Card, Found, Standing};
use crate::tui::style::Part;

use super::Writer;

impl Writer<'_> {
    pub(super) fn card(&mut self, card: &Card) {
        self.gap();
        let is_own = card.found.iter().any(|found| found.standing == Standing::Found);
        let title = if is_own { "What you found" } else { "What there is to find" };
        self.plain(title, Part::Title);
        for found in &card.found {
            let (mark, words, part) = told(found);
            self.wrapped(&format!("{mark} "), &format!("{}{words}", found.text), part);
        }
        if let Some(open) = &card.open {
            self.gap();
            self.wrapped("", &format!("Still open: {open}"), Part::Question);
        }
        self.gap();
        let start = self.document.lines.len();
        let next = self.shown.next_lesson.as_ref();
        let words = next.map_or("L shows all lessons.".to_owned(), |next| {
            let right = if self.shown.settings.glyphs == Glyphs::Ascii { "Right" } else { "→" };
            format!("{right} twice opens the next lesson: {next}")
        });
        self.wrapped("", &words, Part::Key);
        self.document.next_lesson = next.map(|_| start..self.document.lines.len());
    }
}

/// The mark of a thing on the card, and what there is to say behind it.
fn told(found: &Found) -> (&'static str, &'static str, Part) {
    match found.standing {
        Standing::Found => ("✓", "", Part::Good),
        Standing::Shown => ("–", " (The solution was shown.)", Part::Text),
        Standing::Given => ("·", " (The lesson's own numbers.)", Part::Text),
        Standing::Said => (" ", "", Part::Text),
        Standing::Changed => ("✓", ": done, and changed since.", Part::Hint),
        Standing::Missing => ("○", ": still to do.", Part::Question),
    }
}
