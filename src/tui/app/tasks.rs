//! Questions and goals: answers, hints, solutions.

use crate::tui::app::App;
use crate::tui::field::Field;
use crate::tui::notice::Notice;
use crate::tui::page::Sight;

impl App {
    pub(super) fn answer(&mut self, option: usize) {
        let question = self.shown.outcome.question.as_ref().filter(|question| question.is_open);
        let Some(answers) = question.map(|question| question.answers.len()) else { return };
        if option >= answers {
            let notice = format!("there are {answers} answers: 1 to {answers}");
            return self.notice(Notice::Words(notice));
        }
        self.lab.choose(option);
        self.shown.choice = option;
        self.sight = Sight::News;
        self.take_what_was_held_back();
    }

    /// What a question or a prediction held back is there to be moved once that is settled.
    pub(super) fn take_what_was_held_back(&mut self) {
        if self.shown.outcome.is_withheld() && !self.lab.is_withheld() {
            self.take_in_hand();
        }
    }

    pub(super) fn reset(&mut self) {
        if self.lab.has_new_settings() {
            return self.notice(
                "it is at its start, and runs with your settings: Space; u takes them back",
            );
        }
        let training = self.shown.outcome.training.as_ref();
        let is_at_start = training.is_some_and(|training| !training.has_begun());
        if is_at_start && self.shown.outcome.is_changed {
            self.notice("the step is as the lesson has it: u brings yours back");
        }
        let was_behind = self.lab.is_behind();
        self.lab.reset();
        if !was_behind {
            self.catch_up();
        }
        self.shown.choice = 0;
        // All blanks are empty again, and the first of them comes first.
        if matches!(self.shown.chosen, Some(Field::Guess(_))) {
            self.choose(Some(Field::Guess(0)));
        }
    }

    pub(super) fn hint(&mut self) {
        let help = &self.shown.outcome.help;
        if !help.hints.is_empty() && self.shown.outcome.is_done() {
            return self.notice("the task is done, and needs no more hints");
        }
        if help.has_more() {
            self.lab.hint();
        } else {
            self.notice(match (help.hints.len(), help.solution.len()) {
                (0, _) => "this step needs no hints",
                (_, 0) => "no more hints: s gives up",
                _ => "no more hints: s shows the solution",
            });
        }
        self.sight = Sight::News;
    }

    pub(super) fn skip(&mut self) {
        if self.shown.outcome.is_reached() {
            self.notice("the goal is reached already");
        } else if !self.lab.skip() {
            self.notice("there is nothing to solve at this step");
        } else if !self.shown.outcome.help.solution.is_empty()
            && self.shown.outcome.training.is_some()
        {
            self.train_solution();
        } else {
            self.catch_up();
        }
        self.sight = Sight::News;
        self.take_what_was_held_back();
    }
}
