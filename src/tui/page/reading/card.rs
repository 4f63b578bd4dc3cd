//! The card at the end of a lesson: what there was to find and who found it, what is open, and the
//! lesson that follows.

use crate::chart::Glyphs;
use crate::lab::{Card, Found, Heading, Standing};
use crate::tui::shown::Kind;
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
            self.told(&format!("{mark} "), &format!("{}{words}", found.text), part);
        }
        if let Some(open) = &card.open {
            self.gap();
            self.told("", &format!("Still open: {open}"), Part::Question);
        }
        if let Some(next) = self.shown.next_lesson.clone() {
            self.next_lesson("twice opens the next lesson", &next);
        } else {
            self.gap();
            self.wrapped("", "L shows all lessons.", Part::Key);
        }
    }

    /// Behind the last of some questions: the lesson that they stand before.
    pub(super) fn lesson_behind(&mut self) {
        let Heading { index, steps, .. } = self.shown.outcome.heading;
        let next = self.shown.next_lesson.clone().filter(|_| index + 1 == steps);
        if let Some(next) = next.filter(|_| self.shown.kind == Kind::Questions) {
            self.next_lesson("goes on to", &next);
        }
    }

    /// What the key for the next step does here, and the title of the lesson.
    fn next_lesson(&mut self, does: &str, title: &str) {
        self.gap();
        let right = if self.shown.settings.glyphs == Glyphs::Ascii { "Right" } else { "→" };
        let start = self.document.lines.len();
        self.wrapped("", &format!("{right} {does}: {title}"), Part::Key);
        self.document.next_lesson = Some(start..self.document.lines.len());
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
