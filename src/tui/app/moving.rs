//! Moving about: from step to step, along lists and examples, up and down what does not fit.

use crate::tui::app::{App, Mode, Run};
use crate::tui::screen;

impl App {
    pub(super) fn go_to(&mut self, position: usize) {
        self.run = Run::Paused;
        if self.waits_for_training(position) {
            return;
        }
        let before = self.lab.position();
        self.lab.approach(position);
        if self.lab.position() == before {
            self.notice = Some(match &self.next_lesson {
                _ if position == before => "this is the first step".to_owned(),
                Some(title) => format!("{LAST}. → once more opens the next lesson, {title}"),
                None => LAST.to_owned(),
            });
            return;
        }
        self.arrive();
        self.catch_up();
        if self.lab.take_shaken() {
            self.notice =
                Some("an earlier step was changed: what you did here is done anew".to_owned());
        }
    }

    // Nothing of what was chosen at the step before is here.
    pub(super) fn arrive(&mut self) {
        self.chosen = None;
        self.choice = 0;
        self.scroll = 0;
        self.picture = 0;
        self.pace = None;
        self.mode = Mode::Reading;
    }

    /// Whether the learner has been told that this is the last step, and goes on all the same.
    pub(super) fn leaves_lesson(&self) -> bool {
        let is_told = self.notice.as_deref().is_some_and(|notice| notice.starts_with(LAST));
        is_told && self.next_lesson.is_some()
    }

    pub(super) fn jump(&mut self, position: usize) {
        match &mut self.mode {
            Mode::List(_) | Mode::Shelf(_) => {
                let far = i32::try_from(position).unwrap_or(i32::MAX);
                self.move_cursor(if position == 0 { i32::MIN + 1 } else { far });
            }
            _ => self.go_to(position),
        }
    }

    // Up is a positive number of steps.
    pub(super) fn vertical(&mut self, steps: i32) {
        self.keep_number();
        if self.move_cursor(-steps.signum()) {
            return;
        }
        match &mut self.mode {
            Mode::List(_) | Mode::Shelf(_) => (),
            Mode::Help => self.scroll_by(-steps.signum()),
            Mode::Typing(_) => (),
            Mode::Reading if self.chosen.is_some() => self.nudge(steps),
            Mode::Reading if self.lab.is_withheld() => {
                let options = self.lab.step().question.as_ref().map_or(1, |q| q.options.len());
                self.choice = moved(self.choice, -steps.signum(), options - 1);
                self.refresh();
                self.scroll = screen::option_in_view(self).err().unwrap_or(self.scroll);
            }
            Mode::Reading => self.look_further(-steps),
        }
    }

    pub(super) fn look_further(&mut self, by: i32) {
        let rows = self.outcome.arithmetic.as_ref().map_or(0, |a| a.rows.len());
        if rows == 0 {
            // With nothing to choose from the arrows scroll, as they do anywhere else.
            self.refresh();
            return self.scroll_by(by.signum());
        }
        self.outcome.example = moved(self.outcome.example, by, rows - 1);
        self.lab.look_at(self.outcome.example);
    }

    // In the list it is the cursor that moves, and the list follows.
    pub(super) fn move_by(&mut self, lines: i32) {
        let only_examples_are_hidden =
            screen::max_scroll(self) == 0 && screen::hides_examples(self);
        if self.move_cursor(lines) {
            return;
        }
        match &mut self.mode {
            // With nothing more to read, what is hidden are examples.
            Mode::Reading if only_examples_are_hidden => {
                self.look_further(lines.signum() * EXAMPLES);
            }
            _ => self.scroll_by(lines),
        }
    }

    pub(super) fn scroll_by(&mut self, lines: i32) {
        self.scroll = moved(self.scroll, lines, screen::max_scroll(self));
    }

    pub(super) fn page(&self) -> i32 {
        i32::from(self.size.1 / 2).max(1)
    }

    pub(super) fn open_help(&mut self) {
        self.mode = Mode::Help;
        self.scroll = 0;
    }
}

/// How many examples a page goes on.
const EXAMPLES: i32 = 3;

const LAST: &str = "this is the last step";

fn moved(from: usize, by: i32, last: usize) -> usize {
    from.saturating_add_signed(by as isize).min(last)
}
