//! Editing weights: choosing one, nudging it, typing a number for it, taking changes back.

use crate::lab::{Edit, Lab, Parameter};
use crate::tui::app::{App, Mode};
use crate::tui::message::Message;
use crate::tui::screen;
use crate::tui::typing::{self, Typing};

impl App {
    pub(super) fn choose_weight(&mut self, by: isize) {
        self.keep_number();
        let parameters = &self.outcome.parameters;
        let count = parameters.len() as isize;
        if count == 0 || self.typing().is_some() {
            return;
        }
        let now = parameters.iter().position(|p| Some(&p.parameter) == self.chosen.as_ref());
        let next = match now {
            Some(index) => (index as isize + by).rem_euclid(count),
            None if by > 0 => 0,
            None => count - 1,
        };
        self.choose(Some(parameters[next as usize].parameter.clone()));
    }

    pub(super) fn choose(&mut self, parameter: Option<Parameter>) {
        self.lab.focus(parameter.clone());
        self.chosen = parameter;
        if self.chosen.is_some() {
            self.scroll = screen::scroll_to_chart(self).unwrap_or(self.scroll);
        }
    }

    pub(super) fn nudge(&mut self, steps: i32) {
        let Some(parameter) = self.chosen.clone() else { return };
        let cell = self.outcome.parameters.iter().find(|cell| cell.parameter == parameter);
        let (Some(cell), Some(value)) = (cell, self.lab.value(&parameter)) else { return };
        let value = nudged(value, cell.nudge, steps);
        self.edit(Edit::Set(parameter, value));
    }

    // A character starts afresh; Enter starts from the number that is there.
    pub(super) fn start_typing(&mut self, first: Option<char>) {
        let Some(parameter) = self.chosen.clone() else { return };
        let text = match (first, self.lab.value(&parameter)) {
            (Some(c), _) => c.to_string(),
            (None, Some(value)) => typing::text_of(value),
            (None, None) => return,
        };
        self.mode = Mode::Typing(Typing::new(parameter, text));
        self.show_draft();
    }

    pub(super) fn type_number(&mut self, message: Message) {
        if let (Mode::Reading, Message::Type(c)) = (&self.mode, message) {
            return self.start_typing(Some(c));
        }
        let Mode::Typing(typing) = &mut self.mode else { return };
        match message {
            Message::Type(c) => typing.insert(c),
            Message::Backspace => typing.backspace(),
            Message::Delete => typing.delete(),
            Message::CursorLeft => typing.left(),
            _ => typing.right(),
        }
        self.show_draft();
    }

    // What cannot be read leaves everything as it was before the typing began.
    fn show_draft(&mut self) {
        let Some(typing) = self.typing() else { return };
        let draft = typing.value().ok().map(|value| Edit::Set(typing.parameter.clone(), value));
        self.lab.set_draft(draft);
    }

    // What cannot be read stays in its cell, where the screen says what is wrong with it.
    pub(super) fn keep_number(&mut self) {
        let Some(typing) = self.typing() else { return };
        if let Ok(value) = typing.value() {
            let edit = Edit::Set(typing.parameter.clone(), value);
            self.mode = Mode::Reading;
            self.edit(edit);
        }
    }

    pub(super) fn edit(&mut self, edit: Edit) {
        if let Err(error) = self.lab.edit(edit) {
            self.notice = Some(error.to_string());
        }
    }

    pub(super) fn history(&mut self, go: fn(&mut Lab) -> bool, otherwise: &str) {
        if !go(&mut self.lab) {
            self.notice = Some(otherwise.to_owned());
        }
    }
}

// Rounded to a hundredth of a nudge, so that 0.1 + 0.2 is 0.3, also in a float32.
fn nudged(value: f32, nudge: f32, steps: i32) -> f32 {
    let grid = f64::from(nudge) / 100.0;
    let exact = f64::from(value) + f64::from(nudge) * f64::from(steps);
    let rounded = (exact / grid).round() * grid;
    let digits = (-grid.log10()).ceil().max(0.0) as usize;
    format!("{rounded:.digits$}").parse().unwrap_or(exact as f32)
}
