//! Lists to choose from: the steps of the lesson, the lessons on the shelf.

use crate::tui::app::App;
use crate::tui::app::freshness::Freshness;
use crate::tui::finder::Finder;
use crate::tui::message::Effect;
use crate::tui::mode::Mode;
use crate::tui::shelved::Shelved;

impl App {
    /// Opens the shelf, with this lesson chosen.
    pub fn show_shelf(&mut self, lessons: Vec<Shelved>) {
        let here = lessons.iter().position(|lesson| Some(&lesson.name) == self.name.as_ref());
        self.shown.shelf = lessons;
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
        let Mode::Shelf(finder) = &self.shown.mode else { return None };
        let index = self.shown.found().get(finder.cursor).copied()?;
        Some(&self.shown.shelf[index].name)
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
            (None, _) => Effect::None,
            (Some(chosen), Some(name)) if chosen == name => {
                self.shown.mode = Mode::Reading;
                Effect::None
            }
            _ => Effect::Open,
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
