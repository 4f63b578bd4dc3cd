//! Editing weights and settings: choosing one, nudging it, typing a number for it, taking changes back.

use crate::journal::{Entry, Node, Place, Slider};
use crate::lab::{Along, EditError, Lab, Opening, Slide};
use crate::tui::app::App;
use crate::tui::app::freshness::Freshness;
use crate::tui::field::Field;
use crate::tui::message::Message;
use crate::tui::mode::Mode;
use crate::tui::notice::Notice;
use crate::tui::page::Sight;
use crate::tui::run::Run;
use crate::tui::typing::{self, Typing};

impl App {
    pub(super) fn choose_field(&mut self, by: isize) {
        let (before, was_filling) = (self.shown.chosen.clone(), self.shown.outcome.has_blanks());
        self.keep_number();
        // What is right in a blank has gone on to the next one by itself.
        if was_filling && self.shown.chosen != before {
            return;
        }
        let mut fields = self.shown.fields();
        // What has a slope is a weight.
        fields.retain(|field| self.shown.term.is_none() || field.weight().is_some());
        let count = fields.len() as isize;
        if count == 0 || self.shown.typing().is_some() {
            return;
        }
        let now = fields.iter().position(|field| Some(field) == self.shown.chosen.as_ref());
        let by = if self.waits_for_slope() { 0 } else { by };
        let next = match now {
            Some(index) => (index as isize + by).rem_euclid(count),
            None if by > 0 => 0,
            None => count - 1,
        };
        self.choose(fields.get(next as usize).cloned());
    }

    /// Chooses the number that the step opens with.
    pub(super) fn take_in_hand(&mut self) {
        let opening = self.lab.opening();
        if opening == Opening::Nothing {
            return;
        }
        self.freshness = Freshness::Stale;
        self.shown.outcome = self.lab.outcome();
        let mut fields = self.shown.fields().into_iter();
        let field = match &opening {
            Opening::Number(number) => fields.find(|field| field.weight() == Some(number)),
            Opening::Setting(slider) => fields.find(|field| *field == Field::Slider(*slider)),
            Opening::First | Opening::Nothing => fields.next(),
        };
        // Where there are blanks the first of them is chosen.
        self.shown.chosen = field.or(self.shown.chosen.take());
        self.lab.focus(self.shown.chosen.as_ref().and_then(Field::weight).cloned());
    }

    pub(super) fn choose(&mut self, field: Option<Field>) {
        self.take_up(field);
        self.follow_choice();
    }

    /// The same, and where the terms of an example are gone through they stay as they are.
    pub(super) fn take_up(&mut self, field: Option<Field>) {
        self.lab.focus(field.as_ref().and_then(Field::weight).cloned());
        self.shown.chosen = field;
        if self.shown.chosen.is_some() {
            self.sight = Sight::Chart;
        }
    }

    pub(super) fn nudge(&mut self, steps: i32) {
        let edit = match &self.shown.chosen {
            Some(Field::Setting(setting)) => {
                let setting = *setting;
                self.refresh();
                self.freshness = Freshness::Stale;
                self.lab.nudged(setting, steps)
            }
            Some(Field::Weight(node)) if matches!(node.place, Place::Node { .. }) => {
                // With Shift it goes along the cuts of the question.
                let along = if steps.abs() > 1 { Along::Cuts } else { Along::Features };
                // Down a list of questions the next one stands below; a larger number is above.
                let steps = match along {
                    Along::Cuts => steps.signum(),
                    Along::Features => -steps.signum(),
                };
                self.lab.asked_next(node, steps, along)
            }
            Some(Field::Weight(parameter)) => {
                let cell = self.shown.outcome.parameters.iter().find(|p| p.parameter == *parameter);
                cell.zip(self.lab.value(parameter)).map(|(cell, value)| {
                    Entry::Set(parameter.clone(), nudged(value, cell.nudge, steps))
                })
            }
            Some(Field::Coordinate(at)) => {
                let cell = self.shown.outcome.point.iter().find(|cell| cell.coordinate == *at);
                cell.zip(self.lab.coordinate(*at)).map(|(cell, value)| {
                    Entry::Point(vec![(*at, nudged(value, cell.nudge, steps))])
                })
            }
            Some(Field::Guess(index)) => {
                let index = *index;
                // A blank is not found by trying all numbers.
                let Some(guess) = self.shown.outcome.guesses.iter().find(|g| g.index == index)
                else {
                    return self.choose_field(-steps.signum() as isize);
                };
                let value = nudged(guess.value.unwrap_or(0.0), guess.nudge, steps);
                Some(Entry::Guess(index, value))
            }
            Some(Field::Slider(slider)) => {
                let mut all = self.shown.outcome.slides.iter();
                let slide = all.find(|slide| slide.slider == *slider);
                let moved = |(slide, value): (&Slide, f32)| match slide.stops.as_slice() {
                    // Whoever has typed less comes back by nudges.
                    [] => nudged(value, slide.nudge, steps)
                        .max(slide.least.map_or(f32::MIN, |least| least.min(value))),
                    values => stepped(values, value, steps),
                };
                let value = slide.zip(self.lab.slid(*slider)).map(moved);
                value.map(|value| Entry::Slide(*slider, value))
            }
            None => None,
        };
        if let Some(edit) = edit {
            self.sight = Sight::Chart;
            self.edit(edit);
        }
    }

    /// Takes the question of the chosen node away, or gives a leaf one.
    pub(super) fn close_or_ask(&mut self) {
        let Some(number) = self.shown.node().cloned() else {
            return self.notice("choose a node of the tree first, with Tab");
        };
        let Place::Node { place } = number.place else { return };
        let edit = match self.lab.value(&number) {
            Some(_) => Some(Entry::Close(Node { tree: number.layer.clone(), place })),
            None => self.lab.asked_next(&number, 1, Along::Features),
        };
        match edit {
            Some(edit) => {
                self.sight = Sight::Chart;
                self.edit(edit);
            }
            None => self.notice("all rows here are alike: there is nothing to ask"),
        }
    }

    // A character starts afresh; Enter starts from the number that is there.
    pub(super) fn start_typing(&mut self, first: Option<char>) {
        let Some(field) = self.shown.chosen.clone() else { return };
        if !self.shown.has_number() {
            return self.notice(EditError::NoQuestion.to_string().as_str());
        }
        let text = match (first, self.value_of(&field)) {
            (Some(c), _) => c.to_string(),
            (None, Some(text)) => text,
            (None, None) => String::new(),
        };
        self.shown.mode = Mode::Typing(Typing::new(field, text));
        self.show_draft();
    }

    pub(super) fn type_number(&mut self, message: &Message) {
        if let (Mode::Reading, Message::Type(c)) = (&self.shown.mode, message) {
            return self.start_typing(Some(*c));
        }
        if let Some(finder) = self.finder() {
            match message {
                Message::Type(c) => finder.insert(*c),
                _ => finder.backspace(),
            }
            return;
        }
        let Mode::Typing(typing) = &mut self.shown.mode else { return };
        match message {
            Message::Type(c) => {
                let refused = typing.insert(*c).err();
                self.shown.notice = refused.map(|refused| Notice::Words(refused.to_string()));
            }
            Message::Backspace => typing.backspace(),
            Message::Delete => typing.delete(),
            Message::CursorLeft => typing.left(),
            _ => typing.right(),
        }
        self.show_draft();
    }

    /// Puts a number that was pasted into the one that is being typed, and nothing anywhere else.
    pub(super) fn paste(&mut self, text: &str) {
        let Mode::Typing(typing) = &mut self.shown.mode else {
            return self.notice(match self.shown.chosen {
                Some(_) => "begin to type a number, then paste into it",
                None => "only a number that is being typed can be pasted into",
            });
        };
        match typing.paste(text) {
            Ok(()) => self.show_draft(),
            Err(refused) => self.notice(Notice::Words(refused.to_string())),
        }
    }

    fn value_of(&self, field: &Field) -> Option<String> {
        match field {
            Field::Weight(parameter) => self.lab.value(parameter).map(typing::text_of),
            Field::Coordinate(at) => self.lab.coordinate(*at).map(typing::text_of),
            Field::Guess(index) => self.lab.guess(*index).map(typing::text_of),
            Field::Slider(slider) => self.lab.slid(*slider).map(typing::text_of),
            Field::Setting(setting) => {
                let settings = &self.shown.outcome.training.as_ref()?.settings;
                settings.iter().find(|s| s.setting == *setting).map(|s| s.value.clone())
            }
        }
    }

    // What cannot be read leaves everything as it was before the typing began.
    fn show_draft(&mut self) {
        let Some(typing) = self.shown.typing() else { return };
        // A fit does not change before the number is there in full.
        let draft = typing.edit().ok().filter(|edit| !matches!(edit, Entry::Fit(_)));
        self.lab.set_draft(draft);
    }

    // What cannot be read stays in its cell, where the screen says what is wrong with it.
    pub(super) fn keep_number(&mut self) {
        let Some(typing) = self.shown.typing() else { return };
        let Ok(edit) = typing.edit() else { return };
        let rounded = typing.rounded();
        let slid =
            if let Entry::Slide(slider, typed) = &edit { Some((*slider, *typed)) } else { None };
        self.shown.mode = Mode::Reading;
        let is_blank = matches!(edit, Entry::Guess(..)) && self.shown.outcome.has_blanks();
        if self.try_edit(edit) && self.shown.notice.is_none() {
            let taken = slid.and_then(|(slider, typed)| self.taken_instead(slider, typed));
            self.shown.notice = taken.or(rounded).map(Notice::Words);
        }
        if is_blank {
            self.go_on_filling_in();
        }
    }

    /// What to say where a value is typed that the step does not try, once another one was taken.
    fn taken_instead(&self, slider: Slider, typed: f32) -> Option<String> {
        let mut all = self.shown.outcome.slides.iter();
        let slide = all.find(|slide| slide.slider == slider && !slide.stops.is_empty())?;
        let taken = self.lab.slid(slide.slider).filter(|taken| *taken != typed)?;
        Some(format!("{typed} is not tried here: {taken} comes nearest"))
    }

    /// What is wrong stays chosen, and after what is right the next blank is.
    fn go_on_filling_in(&mut self) {
        let before = self.shown.chosen.clone();
        self.shown.outcome = self.lab.outcome();
        let open = self.shown.fields();
        let Some(Field::Guess(at)) = before else { return };
        let is_next = |field: &&Field| matches!(field, Field::Guess(index) if *index >= at);
        let next = open.iter().find(is_next).or(open.first()).cloned();
        self.choose(next.filter(|field| matches!(field, Field::Guess(_))));
        self.sight = Sight::News;
    }

    /// Locks the prediction in, and looks at what comes.
    pub(super) fn lock_in(&mut self) {
        self.edit(Entry::LockIn);
        self.shown.chosen = None;
        self.sight = Sight::News;
        self.take_what_was_held_back();
    }

    pub(super) fn edit(&mut self, entry: Entry) {
        self.try_edit(entry);
    }

    /// Says whether the edit was taken.
    pub(super) fn try_edit(&mut self, entry: Entry) -> bool {
        let is_over = self.shown.outcome.training.as_ref().is_some_and(|t| t.end.is_some());
        if matches!(entry, Entry::Fit(_)) && is_over {
            self.notice("r starts over with this; Space goes on from here");
        }
        let done = self.lab.act(entry);
        match done {
            Ok(()) => self.catch_up(),
            Err(error) => self.notice(Notice::Words(error.to_string())),
        }
        done.is_ok()
    }

    pub(super) fn history(&mut self, go: fn(&mut Lab) -> bool, otherwise: &str) {
        let told = |lab: &Lab| lab.record().hints + lab.record().answers.len();
        let before = told(&self.lab);
        if go(&mut self.lab) {
            self.shown.run = Run::Paused;
            self.catch_up();
            // A hint that is brought back is brought back into sight.
            if told(&self.lab) > before {
                self.sight = Sight::News;
            }
        } else {
            self.notice(otherwise);
        }
    }
}

/// The stop that lies so many steps from the one at a value.
fn stepped(values: &[f32], value: f32, steps: i32) -> f32 {
    let at = values.iter().position(|stop| *stop >= value).unwrap_or(values.len()) as i32;
    let last = values.len().saturating_sub(1) as i32;
    values.get((at + steps).clamp(0, last) as usize).copied().unwrap_or(value)
}

// Rounded to a hundredth of a nudge, so that 0.1 + 0.2 is 0.3, also in a float32.
fn nudged(value: f32, nudge: f32, steps: i32) -> f32 {
    let grid = f64::from(nudge) / 100.0;
    let exact = f64::from(value) + f64::from(nudge) * f64::from(steps);
    let rounded = (exact / grid).round() * grid;
    let digits = (-grid.log10()).ceil().max(0.0) as usize;
    // There is but one 0.
    0.0 + format!("{rounded:.digits$}").parse().unwrap_or(exact as f32)
}
