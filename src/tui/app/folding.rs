//! The code of a step: folded to a line, or opened.

use crate::lab::Fold;
use crate::lesson::format::Code;
use crate::tui::app::App;

impl App {
    /// Folds the code or opens it, from here on at all steps.
    pub(super) fn fold_or_open(&mut self) {
        match self.shown.outcome.fold {
            Fold::Open => self.lab.show_code(Code::Folded),
            Fold::Folded => self.lab.show_code(Code::Open),
            Fold::Empty => self.notice("there is no code at this step"),
            Fold::Error => self.notice("an error is not folded away"),
            Fold::Answer => self.notice("the question is about what the code prints: it stays"),
        }
    }
}
