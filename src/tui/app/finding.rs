//! Lists to choose from: the steps of the lesson, the lessons on the shelf.

use crate::tui::app::{App, Mode};
use crate::tui::finder::Finder;
use crate::tui::message::Effect;
use crate::tui::shelved::Shelved;
use crate::tui::view;

impl App {
    /// Opens the shelf, with this lesson chosen.
    pub fn show_shelf(&mut self, lessons: Vec<Shelved>) {
        let here = lessons.iter().position(|lesson| Some(&lesson.name) == self.name.as_ref());
        self.shelf = lessons;
        self.mode = Mode::Shelf(Finder::at(here.unwrap_or(0)));
    }

    /// The name of the lesson that is chosen on the shelf.
    pub fn chosen_lesson(&self) -> Option<&str> {
        let Mode::Shelf(finder) = &self.mode else { return None };
        let index = self.found_lessons(finder).get(finder.cursor).copied()?;
        Some(&self.shelf[index].name)
    }

    /// The steps in which what is looked for is found, counted from 0.
    pub(in crate::tui) fn found_steps(&self, finder: &Finder) -> Vec<usize> {
        let steps = &self.lab.lesson().steps;
        let texts: Vec<String> =
            steps.iter().map(|step| format!("{} {}", step.title, step.id)).collect();
        finder.found(texts.iter().map(String::as_str))
    }

    /// The lessons in which it is found.
    pub(in crate::tui) fn found_lessons(&self, finder: &Finder) -> Vec<usize> {
        let text = |lesson: &Shelved| format!("{} {} {}", lesson.title, lesson.about, lesson.name);
        let texts: Vec<String> = self.shelf.iter().map(text).collect();
        finder.found(texts.iter().map(String::as_str))
    }

    pub(super) fn go_to_found(&mut self) {
        let Mode::List(finder) = &self.mode else { return };
        let Some(step) = self.found_steps(finder).get(finder.cursor).copied() else { return };
        self.mode = Mode::Reading;
        if step != self.lab.position() {
            self.go_to(step);
        }
    }

    // The lesson that is open already needs no opening.
    pub(super) fn open_found(&mut self) -> Effect {
        match (self.chosen_lesson(), &self.name) {
            (None, _) => Effect::None,
            (Some(chosen), Some(name)) if chosen == name => {
                self.mode = Mode::Reading;
                Effect::None
            }
            _ => Effect::Open,
        }
    }

    /// Moves the cursor of a list; down is positive. Says whether there is a list.
    pub(super) fn move_cursor(&mut self, by: i32) -> bool {
        let last = match &self.mode {
            Mode::List(finder) => self.found_steps(finder).len(),
            Mode::Shelf(finder) => self.found_lessons(finder).len(),
            _ => return false,
        };
        if let Some(finder) = self.finder() {
            finder.cursor =
                finder.cursor.saturating_add_signed(by as isize).min(last.saturating_sub(1));
        }
        true
    }

    pub(super) fn finder(&mut self) -> Option<&mut Finder> {
        match &mut self.mode {
            Mode::List(finder) | Mode::Shelf(finder) => Some(finder),
            _ => None,
        }
    }

    // A click chooses a line, and on the chosen line it takes it.
    pub(super) fn click_in_list(&mut self, row: u16) -> Effect {
        let Some(line) = view::line_of_list(self, row) else { return Effect::None };
        let Some(finder) = self.finder() else { return Effect::None };
        if finder.cursor != line {
            finder.cursor = line;
            return Effect::None;
        }
        self.go_to_found();
        self.open_found()
    }
}
