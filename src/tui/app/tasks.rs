//! Questions and goals: answers, hints, solutions.

use crate::lab::Verdict;
use crate::tui::app::App;
use crate::tui::screen;

impl App {
    pub(super) fn answer(&mut self, option: usize) {
        if !self.lab.is_withheld() {
            return;
        }
        let options = self.lab.step().question.as_ref().map_or(0, |q| q.options.len());
        if option >= options {
            return self.tell(format!("there are {options} answers: 1 to {options}"));
        }
        self.lab.choose(option);
        self.choice = option;
        self.outcome = self.lab.outcome();
        self.scroll = screen::scroll_to_news(self);
    }

    pub(super) fn reset(&mut self) {
        self.lab.reset();
        self.choice = 0;
    }

    pub(super) fn hint(&mut self) {
        let before = self.lab.record().hints;
        self.lab.hint();
        if self.lab.record().hints == before {
            let all = self.lab.step().hints.len();
            self.notice = Some(match all {
                0 => "this step needs no hints".to_owned(),
                _ if self.lab.step().solution.is_empty() => "no more hints: s gives up".to_owned(),
                _ => "no more hints: s shows the solution".to_owned(),
            });
        }
        self.scroll = screen::scroll_to_news(self);
    }

    pub(super) fn skip(&mut self) {
        if self.outcome.goal.as_ref().is_some_and(Verdict::is_met) {
            self.notice = Some("the goal is reached already".to_owned());
        } else if !self.lab.skip() {
            self.notice = Some("there is nothing to solve at this step".to_owned());
        } else if self.outcome.training.is_some() {
            self.train_solution();
        }
        self.outcome = self.lab.outcome();
        self.scroll = screen::scroll_to_news(self);
    }
}
