//! Moving about: from step to step, along lists and examples, up and down what does not fit.

use crate::tui::app::App;
use crate::tui::message::Message;
use crate::tui::mode::Mode;
use crate::tui::motion::Motion;
use crate::tui::notice::Notice;
use crate::tui::page::Sight;
use crate::tui::run::Run;
use crate::tui::shown::{Kind, View};

impl App {
    pub(super) fn go_to(&mut self, position: usize) {
        self.shown.run = Run::Paused;
        if self.waits_for_training(position) {
            return;
        }
        let before = self.lab.position();
        let is_there = self.lab.approach(position);
        if is_there && self.lab.position() == before {
            return self.notice(if position <= before {
                "this is the first step".into()
            } else {
                Notice::LastStep(self.shown.next_lesson.clone())
            });
        }
        self.arrive();
        if !is_there {
            self.shown.run = Run::Onward(position);
            return;
        }
        self.catch_up();
        self.take_in_hand();
        if self.lab.take_shaken() {
            self.notice("an earlier step was changed: what was done here is done anew");
        }
    }

    // Nothing of what was chosen at the step before is here.
    pub(super) fn arrive(&mut self) {
        self.leave_terms();
        self.shown.chosen = None;
        self.shown.choice = 0;
        self.shown.picture = 0;
        self.shown.view = View::Page;
        self.shown.motion = Motion::Still;
        self.shown.ghost = None;
        self.shown.pace = None;
        self.shown.mode = Mode::Reading;
        self.sight = Sight::Top;
    }

    /// Whether the learner has been told that this is the last step, and goes on all the same. Behind
    /// the last of some questions the lesson is what they want.
    pub(super) fn leaves_lesson(&self) -> bool {
        let heading = &self.shown.outcome.heading;
        let is_asked = self.shown.kind == Kind::Questions && self.shown.next_lesson.is_some();
        let is_last = heading.index + 1 == heading.steps;
        matches!(self.shown.notice, Some(Notice::LastStep(Some(_)))) || (is_asked && is_last)
    }

    pub(super) fn jump(&mut self, position: usize) {
        let far = i32::try_from(position).unwrap_or(i32::MAX);
        if !self.move_cursor(if position == 0 { i32::MIN + 1 } else { far }) {
            self.go_to(position);
        }
    }

    // Up is a positive number of steps.
    pub(super) fn vertical(&mut self, steps: i32) {
        self.keep_number();
        if self.move_cursor(-steps.signum()) {
            return;
        }
        let question = self.shown.outcome.question.as_ref().filter(|question| question.is_open);
        match (&self.shown.mode, question) {
            (Mode::Help, _) => self.scroll_by(-steps.signum()),
            (Mode::Reading, _) if self.shown.chosen.is_some() => self.nudge(steps),
            (Mode::Reading, Some(question)) => {
                let last = question.answers.len().saturating_sub(1);
                self.shown.choice = moved(self.shown.choice, -steps.signum(), last);
                self.sight = Sight::Choice;
            }
            (Mode::Reading, None) => self.look_further(-steps),
            (Mode::Typing(_) | Mode::List(_) | Mode::Shelf(_), _) => (),
        }
    }

    pub(super) fn look_further(&mut self, by: i32) {
        let Some(last) = self.shown.to_look_at().checked_sub(1) else {
            // With nothing to choose from the arrows scroll, as they do anywhere else.
            return self.scroll_by(by.signum());
        };
        let example = moved(self.shown.outcome.example, by, last);
        self.shown.outcome.example = example;
        self.lab.look_at(example);
    }

    /// Looks at another example.
    pub(super) fn look(&mut self, message: &Message) {
        match message {
            Message::NextExample => self.look_further(1),
            Message::PreviousExample => self.look_further(-1),
            _ => self.look_at_wrong(),
        }
    }

    fn look_at_wrong(&mut self) {
        let Some(example) = self.shown.next_wrong() else {
            return self.notice("all of them are right");
        };
        self.shown.outcome.example = example;
        self.lab.look_at(example);
    }

    // In the list it is the cursor that moves, and the list follows.
    pub(super) fn move_by(&mut self, lines: i32) {
        if self.move_cursor(lines) {
            return;
        }
        let are_examples_hidden = self.page.reach.hides_examples;
        if self.shown.is_reading() && self.page.max_scroll == 0 && are_examples_hidden {
            // With nothing more to read, what is hidden are examples.
            self.look_further(lines.signum() * EXAMPLES);
        } else {
            self.scroll_by(lines);
        }
    }

    pub(super) fn scroll_by(&mut self, lines: i32) {
        self.page.scroll = moved(self.page.scroll, lines, self.page.max_scroll);
    }

    pub(super) fn half_a_page(&self) -> i32 {
        i32::from(self.shown.size.1 / 2).max(1)
    }

    /// How far a notch of the wheel goes: three lines, and so many has a lesson on the shelf.
    pub(super) fn notch(&self) -> i32 {
        if matches!(self.shown.mode, Mode::Shelf(_)) { 1 } else { 3 }
    }

    pub(super) fn open_help(&mut self) {
        self.shown.mode = Mode::Help;
        self.sight = Sight::Top;
    }
}

/// How many examples a page goes on.
const EXAMPLES: i32 = 3;

fn moved(from: usize, by: i32, last: usize) -> usize {
    from.saturating_add_signed(by as isize).min(last)
}
