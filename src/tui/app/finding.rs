//! Lists to choose from: the steps of the lesson, the lessons on the shelf.

use crate::tui::app::App;
use crate::tui::app::freshness::Freshness;
use crate::tui::finder::Finder;
use crate::tui::message::Effect;
use crate::tui::mode::Mode;
use crate::tui::shelved::{Review, Shelf, Shelved};
use crate::tui::shown::Kind;

impl App {
    /// Opens the shelf, with this lesson chosen.
    pub fn show_shelf(&mut self, all: Shelf) {
        let is_here = |lesson: &Shelved| Some(&lesson.name) == self.name.as_ref();
        let here = all.lessons.iter().position(is_here);
        self.shown.shelf = all;
        self.shown.mode = Mode::Shelf(Finder::at(here.unwrap_or(0)));
        self.freshness = self.freshness.max(Freshness::OldPage);
    }

    /// What is listed may have been done meanwhile.
    pub(super) fn read_list_again(&mut self) {
        if matches!(self.shown.mode, Mode::List(_)) {
            self.shown.contents = self.lab.contents();
        }
    }

    pub(super) fn open_list(&mut self) {
        self.shown.contents = self.lab.contents();
        self.shown.mode = Mode::List(Finder::at(self.lab.position()));
    }

    /// The name of the lesson that is chosen on the shelf.
    pub fn chosen_lesson(&self) -> Option<&str> {
        self.shown.shelf.lessons.get(self.chosen_on_shelf()?).map(|lesson| lesson.name.as_str())
    }

    /// The review, if that is chosen on the shelf.
    fn chosen_review(&self) -> Option<Review> {
        let behind = self.shown.shelf.lessons.len();
        self.shown.shelf.review.filter(|_| self.chosen_on_shelf() == Some(behind))
    }

    fn chosen_on_shelf(&self) -> Option<usize> {
        let Mode::Shelf(finder) = &self.shown.mode else { return None };
        self.shown.found().get(finder.cursor).copied()
    }

    pub(super) fn go_to_found(&mut self) {
        let Mode::List(finder) = &self.shown.mode else { return };
        let Some(step) = self.shown.found().get(finder.cursor).copied() else { return };
        self.shown.mode = Mode::Reading;
        if step != self.lab.position() {
            self.go_to(step);
        }
    }

    // The lesson that is open already needs no opening.
    pub(super) fn open_found(&mut self) -> Effect {
        match (self.chosen_lesson(), &self.name) {
            (None, _) => self.open_review(),
            (Some(chosen), Some(name)) if chosen == name && self.shown.kind == Kind::Lesson => {
                self.shown.mode = Mode::Reading;
                Effect::None
            }
            _ => Effect::Open,
        }
    }

    fn open_review(&mut self) -> Effect {
        match self.chosen_review() {
            None => Effect::None,
            Some(Review { due: 0 }) => {
                self.notice("nothing is due: what you know is asked again after some days");
                Effect::None
            }
            Some(_) => Effect::Review,
        }
    }

    /// Moves the cursor of a list; down is positive. Says whether there is a list.
    pub(super) fn move_cursor(&mut self, by: i32) -> bool {
        let last = self.shown.found().len().saturating_sub(1);
        let Some(finder) = self.finder() else { return false };
        finder.move_to(finder.cursor.saturating_add_signed(by as isize).min(last));
        true
    }

    pub(super) fn finder(&mut self) -> Option<&mut Finder> {
        match &mut self.shown.mode {
            Mode::List(finder) | Mode::Shelf(finder) => Some(finder),
            _ => None,
        }
    }

    // A click chooses a line, and on the chosen line it takes it. The lines stay where they are,
    // so that a second click is on the same one.
    pub(super) fn click_in_list(&mut self, line: usize) -> Effect {
        let held = self.page.first_listed();
        let Some(finder) = self.finder() else { return Effect::None };
        if finder.cursor != line {
            (finder.cursor, finder.held) = (line, held);
            return Effect::None;
        }
        self.accept()
    }
}
