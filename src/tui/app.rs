//! The model of the app, and what each message does to it. Nothing here touches a file, a clock
//! or the terminal.

use crate::chart::{Glyphs, Shading, Style};
use crate::lab::{Edit, EditError, Lab, Outcome, Parameter, Verdict};

use super::message::{Effect, Message};
use super::screen::{self, Target};
use super::theme::Theme;
use super::typing::{self, Typing};

/// Everything the screen is drawn from.
#[derive(Clone, Debug)]
pub struct App {
    pub(super) lab: Lab,
    /// What the lab says of this step: worked out once for each message, not for each frame.
    pub(super) outcome: Outcome,
    pub(super) mode: Mode,
    /// The weight that ↑ and ↓ change.
    pub(super) chosen: Option<Parameter>,
    /// The option of the question that Enter takes.
    pub(super) choice: usize,
    /// How many lines of the reading are above the screen.
    pub(super) scroll: usize,
    /// Something to tell the learner, until the next key.
    pub(super) notice: Option<String>,
    pub(super) settings: Settings,
    pub(super) size: (u16, u16),
}

/// What the app is doing.
#[derive(Clone, Debug, PartialEq)]
pub enum Mode {
    /// Showing a step.
    Reading,
    /// Taking a number for a weight.
    Typing(Typing),
    /// The list of steps, with the one to go to.
    List {
        /// Counted from 0.
        cursor: usize,
    },
    /// The keys.
    Help,
}

/// How the screen is drawn.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settings {
    /// The colours.
    pub theme: Theme,
    /// The characters.
    pub glyphs: Glyphs,
}

impl Settings {
    /// How charts are drawn: a shade needs a glyph where there is no colour.
    pub(super) fn chart(self) -> Style {
        let shading = match self.theme {
            Theme::Plain => Shading::Glyphs,
            Theme::Dark | Theme::Light => Shading::Background,
        };
        Style { glyphs: self.glyphs, shading }
    }
}

impl App {
    /// The app at the step that the lab is at, on a screen of 80 × 24 until it is told otherwise.
    pub fn new(lab: Lab, settings: Settings) -> Self {
        Self {
            outcome: lab.outcome(),
            lab,
            mode: Mode::Reading,
            chosen: None,
            choice: 0,
            scroll: 0,
            notice: None,
            settings,
            size: (80, 24),
        }
    }

    /// The lab that is being shown.
    pub fn lab(&self) -> &Lab {
        &self.lab
    }

    /// Lets a message happen.
    pub fn update(&mut self, message: Message) -> Effect {
        if !matches!(message, Message::Resize(..)) {
            self.notice = None;
        }
        match message {
            Message::Quit => return Effect::Quit,
            Message::Resize(width, height) => self.size = (width, height),
            Message::Next => self.go_to(self.lab.position() + 1),
            Message::Previous => self.go_to(self.lab.position().saturating_sub(1)),
            Message::First => self.jump(0),
            Message::Last => self.jump(usize::MAX),
            Message::NextWeight => self.choose_weight(1),
            Message::PreviousWeight => self.choose_weight(-1),
            Message::Up(steps) => self.vertical(i32::from(steps)),
            Message::Down(steps) => self.vertical(-i32::from(steps)),
            Message::NextExample => self.look_further(1),
            Message::PreviousExample => self.look_further(-1),
            Message::Accept => self.accept(),
            Message::Cancel => self.cancel(),
            Message::Type(_)
            | Message::Backspace
            | Message::Delete
            | Message::CursorLeft
            | Message::CursorRight => self.type_number(message),
            Message::Option(option) => self.answer(option),
            Message::Undo => self.history(Lab::undo, "there is nothing to undo at this step"),
            Message::Redo => self.history(Lab::redo, "there is nothing to bring back"),
            Message::Reset => self.reset(),
            Message::Reroll => self.edit(Edit::Reroll),
            Message::Hint => self.hint(),
            Message::Skip => self.skip(),
            Message::List => self.mode = Mode::List { cursor: self.lab.position() },
            Message::Help => self.open_help(),
            Message::PageUp => self.move_by(-self.page()),
            Message::PageDown => self.move_by(self.page()),
            Message::WheelUp => self.move_by(-WHEEL),
            Message::WheelDown => self.move_by(WHEEL),
            Message::Click(column, row) => self.click(column, row),
        }
        self.refresh();
        Effect::None
    }

    /// The number that is being typed, if one is.
    pub(super) fn typing(&self) -> Option<&Typing> {
        match &self.mode {
            Mode::Typing(typing) => Some(typing),
            _ => None,
        }
    }

    // What is chosen may be gone after a change, and what was scrolled to as well.
    fn refresh(&mut self) {
        self.outcome = self.lab.outcome();
        let parameters = &self.outcome.parameters;
        let open = self.lab.is_withheld();
        let is_there = |c: &Parameter| !open && parameters.iter().any(|p| p.parameter == *c);
        self.chosen = self.chosen.take().filter(is_there);
        self.scroll = self.scroll.min(screen::max_scroll(self));
    }

    fn go_to(&mut self, position: usize) {
        let before = self.lab.position();
        self.lab.go_to(position);
        if self.lab.position() == before {
            let end = if before == 0 { "first" } else { "last" };
            self.notice = Some(format!("this is the {end} step"));
            return;
        }
        self.chosen = None;
        self.choice = 0;
        self.scroll = 0;
        self.mode = Mode::Reading;
    }

    fn jump(&mut self, position: usize) {
        match &mut self.mode {
            Mode::List { cursor } => *cursor = position.min(self.lab.lesson().steps.len() - 1),
            _ => self.go_to(position),
        }
    }

    fn choose_weight(&mut self, by: isize) {
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

    fn choose(&mut self, parameter: Option<Parameter>) {
        self.lab.focus(parameter.clone());
        self.chosen = parameter;
        if self.chosen.is_some() {
            self.scroll = screen::scroll_to_chart(self).unwrap_or(self.scroll);
        }
    }

    // Up is a positive number of steps.
    fn vertical(&mut self, steps: i32) {
        self.keep_number();
        match &mut self.mode {
            Mode::List { cursor } => {
                let last = self.lab.lesson().steps.len() - 1;
                *cursor = moved(*cursor, -steps.signum(), last);
            }
            Mode::Help => self.scroll_by(-steps.signum()),
            Mode::Typing(_) => (),
            Mode::Reading if self.chosen.is_some() => self.nudge(steps),
            Mode::Reading if self.lab.is_withheld() => {
                let options = self.lab.step().question.as_ref().map_or(1, |q| q.options.len());
                self.choice = moved(self.choice, -steps.signum(), options - 1);
                self.scroll = screen::option_in_view(self).err().unwrap_or(self.scroll);
            }
            Mode::Reading => self.look_further(-steps),
        }
    }

    fn nudge(&mut self, steps: i32) {
        let Some(parameter) = self.chosen.clone() else { return };
        let cell = self.outcome.parameters.iter().find(|cell| cell.parameter == parameter);
        let (Some(cell), Some(value)) = (cell, self.lab.value(&parameter)) else { return };
        let value = nudged(value, cell.nudge, steps);
        self.edit(Edit::Set(parameter, value));
    }

    fn look_further(&mut self, by: i32) {
        let rows = self.outcome.arithmetic.as_ref().map_or(0, |a| a.rows.len());
        match rows {
            // With nothing to choose from the arrows scroll, as they do anywhere else.
            0 => self.scroll_by(by.signum()),
            _ => self.lab.look_at(moved(self.outcome.example, by, rows - 1)),
        }
    }

    fn accept(&mut self) {
        match &self.mode {
            Mode::Typing(_) => self.keep_number(),
            Mode::List { cursor } => {
                let cursor = *cursor;
                self.mode = Mode::Reading;
                self.go_to(cursor);
                self.notice = None;
            }
            Mode::Help => self.cancel(),
            Mode::Reading if self.chosen.is_some() => self.start_typing(None),
            Mode::Reading => match screen::option_in_view(self) {
                Ok(()) => self.answer(self.choice),
                // Nobody answers a question that is not on the screen.
                Err(scroll) => self.scroll = scroll,
            },
        }
    }

    fn cancel(&mut self) {
        match self.mode {
            Mode::Reading => self.choose(None),
            Mode::Help => self.scroll = 0,
            Mode::Typing(_) | Mode::List { .. } => (),
        }
        self.lab.set_draft(None);
        self.mode = Mode::Reading;
    }

    fn type_number(&mut self, message: Message) {
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

    // A character starts afresh; Enter starts from the number that is there.
    fn start_typing(&mut self, first: Option<char>) {
        let Some(parameter) = self.chosen.clone() else { return };
        let text = match (first, self.lab.value(&parameter)) {
            (Some(c), _) => c.to_string(),
            (None, Some(value)) => typing::text_of(value),
            (None, None) => return,
        };
        self.mode = Mode::Typing(Typing::new(parameter, text));
        self.show_draft();
    }

    // What cannot be read leaves everything as it was before the typing began.
    fn show_draft(&mut self) {
        let Some(typing) = self.typing() else { return };
        let draft = typing.value().ok().map(|value| Edit::Set(typing.parameter.clone(), value));
        self.lab.set_draft(draft);
    }

    // What cannot be read stays in its cell, where the screen says what is wrong with it.
    fn keep_number(&mut self) {
        let Some(typing) = self.typing() else { return };
        if let Ok(value) = typing.value() {
            let edit = Edit::Set(typing.parameter.clone(), value);
            self.mode = Mode::Reading;
            self.edit(edit);
        }
    }

    fn edit(&mut self, edit: Edit) {
        if let Err(error) = self.lab.edit(edit) {
            self.notice = Some(error.to_string());
        }
    }

    fn history(&mut self, go: fn(&mut Lab) -> bool, otherwise: &str) {
        if !go(&mut self.lab) {
            self.notice = Some(otherwise.to_owned());
        }
    }

    fn answer(&mut self, option: usize) {
        if !self.lab.is_withheld() {
            return;
        }
        self.lab.choose(option);
        self.choice = option;
        self.outcome = self.lab.outcome();
        self.scroll = screen::scroll_to_news(self);
    }

    fn reset(&mut self) {
        self.lab.reset();
        self.choice = 0;
    }

    fn hint(&mut self) {
        let before = self.lab.record().hints;
        self.lab.hint();
        if self.lab.record().hints == before {
            let all = self.lab.step().hints.len();
            self.notice = Some(match all {
                0 => "this step needs no hints".to_owned(),
                _ => "no more hints: s shows the solution".to_owned(),
            });
        }
        self.scroll = screen::scroll_to_news(self);
    }

    fn skip(&mut self) {
        if self.outcome.goal.as_ref().is_some_and(Verdict::is_met) {
            self.notice = Some("the goal is reached already".to_owned());
        } else if !self.lab.skip() {
            self.notice = Some("there is nothing to solve at this step".to_owned());
        }
        self.outcome = self.lab.outcome();
        self.scroll = screen::scroll_to_news(self);
    }

    fn open_help(&mut self) {
        self.mode = Mode::Help;
        self.scroll = 0;
    }

    // In the list it is the cursor that moves, and the list follows.
    fn move_by(&mut self, lines: i32) {
        let last = self.lab.lesson().steps.len() - 1;
        match &mut self.mode {
            Mode::List { cursor } => *cursor = moved(*cursor, lines, last),
            _ => self.scroll_by(lines),
        }
    }

    fn scroll_by(&mut self, lines: i32) {
        self.scroll = moved(self.scroll, lines, screen::max_scroll(self));
    }

    fn page(&self) -> i32 {
        i32::from(self.size.1 / 2).max(1)
    }

    fn click(&mut self, column: u16, row: u16) {
        self.keep_number();
        if self.mode != Mode::Reading {
            return;
        }
        match screen::target(self, column, row) {
            Some(Target::Parameter(_)) if self.lab.is_withheld() => {
                self.notice = Some(EditError::QuestionFirst.to_string());
            }
            Some(Target::Parameter(parameter)) => self.choose(Some(parameter)),
            Some(Target::Example(example)) => self.lab.look_at(example),
            Some(Target::Option(option)) => self.answer(option),
            None => (),
        }
    }
}

const WHEEL: i32 = 3;

fn moved(from: usize, by: i32, last: usize) -> usize {
    from.saturating_add_signed(by as isize).min(last)
}

// Rounded to a hundredth of a nudge, so that 0.1 + 0.2 is 0.3, also in a float32.
fn nudged(value: f32, nudge: f32, steps: i32) -> f32 {
    let grid = f64::from(nudge) / 100.0;
    let exact = f64::from(value) + f64::from(nudge) * f64::from(steps);
    let rounded = (exact / grid).round() * grid;
    let digits = (-grid.log10()).ceil().max(0.0) as usize;
    format!("{rounded:.digits$}").parse().unwrap_or(exact as f32)
}
