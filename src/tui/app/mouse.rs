//! The mouse: clicks, the wheel over numbers and over everything else, and lines that are dragged.

use crate::chart::{Chart, Role, Series, value_at};
use crate::journal::{Coordinate, Entry, Parameter, Place, Slider};
use crate::lab::EditError;
use crate::tui::app::App;
use crate::tui::field::Field;
use crate::tui::message::Effect;
use crate::tui::notice::Notice;
use crate::tui::page::{Grip, Handle, Ink, Target};

impl App {
    pub(super) fn click(&mut self, column: u16, row: u16) -> Effect {
        let target = self.page.under(&self.shown, column, row);
        if let Some(Target::Key(message)) = target {
            return self.take(message);
        }
        if row == self.page.foot.y {
            return Effect::None;
        }
        self.shown.notice = None;
        self.keep_number();
        // What cannot be read stays in its cell, where the screen says what is wrong with it.
        if self.shown.typing().is_some() {
            return Effect::None;
        }
        self.grip = self.page.grip(&self.shown, column, row);
        if self.grip == Some(Grip::Guess) {
            self.drag(column, row);
            return Effect::None;
        }
        match target {
            Some(Target::Step(step)) => self.go_to(step),
            Some(Target::Line(line)) => return self.click_in_list(line),
            Some(Target::Field(field)) if !self.shown.fields().contains(&field) => {
                let is_asked = self.shown.outcome.is_withheld() || self.shown.outcome.has_blanks();
                let why = if is_asked { EditError::QuestionFirst } else { EditError::Held };
                self.notice(Notice::Words(why.to_string()));
            }
            Some(Target::Field(field)) => self.choose(Some(field)),
            Some(Target::Example(example)) => self.lab.look_at(example),
            Some(Target::Picture(picture)) => self.shown.picture = picture,
            // Wherever it is to be, there it goes at once.
            Some(Target::Place(_)) if matches!(self.grip, Some(Grip::Slider(_) | Grip::Cut)) => {
                self.drag(column, row);
            }
            Some(Target::Pixel(..)) => self.drag(column, row),
            Some(Target::Place(place)) => {
                self.ask_at(place);
                self.pointed = Some(place);
            }
            Some(Target::NextLesson) => return Effect::NextLesson,
            Some(Target::Code) => self.fold_or_open(),
            Some(Target::Option(option)) => self.answer(option),
            Some(Target::Key(_)) | None => (),
        }
        Effect::None
    }

    /// Turns the wheel by so many notches, away from oneself, over a cell: a number goes up, all
    /// else is scrolled.
    pub(super) fn wheel(&mut self, notches: i32, column: u16, row: u16) {
        let is_free = self.shown.is_reading() && !self.shown.outcome.is_withheld();
        match self.page.under(&self.shown, column, row).filter(|_| is_free) {
            Some(Target::Field(field)) if self.shown.is_held(&field) => {
                self.notice(Notice::Words(EditError::Held.to_string()));
            }
            Some(Target::Field(field)) => {
                self.choose(Some(field));
                self.nudge(notches);
            }
            _ => self.move_by(-notches * self.notch()),
        }
    }

    /// Moves what was gripped to a cell: a point, or the line or the boundary, which goes through it.
    pub(super) fn drag(&mut self, column: u16, row: u16) {
        let is_held = |grip: &Grip| (*grip == Grip::Guess) == self.shown.outcome.is_withheld();
        let Some(grip) = self.grip.filter(is_held) else { return };
        if let Grip::Pen(ink) = grip {
            return self.draw_with(ink, column, row);
        }
        let Some(place) = self.page.place(&self.shown, column, row) else { return };
        match grip {
            Grip::Point(row) => self.drag_point(row, place),
            Grip::Guess => self.drag_guess(place),
            Grip::Model(handle) => self.drag_model(handle, place),
            Grip::Slider(slider) => self.drag_slider(slider, place, (column, row)),
            Grip::Cut => self.drag_cut(place),
            Grip::Pen(_) => (),
        }
    }

    fn draw_with(&mut self, ink: Ink, column: u16, row: u16) {
        let most = self.shown.outcome.canvas.as_ref().map_or(0.0, |canvas| canvas.most);
        if let Some(Target::Pixel(y, x)) = self.page.under(&self.shown, column, row) {
            self.paint((y, x), if ink == Ink::Full { most } else { 0.0 });
        }
    }

    /// Moves a row of the data along the axes on which it can be moved.
    fn drag_point(&mut self, row: usize, place: [f64; 2]) {
        let drawn = self.shown.outcome.point.iter().filter(|cell| cell.is_drawn);
        let drawn = drawn.filter(|cell| cell.coordinate.row == row);
        let numbers: Vec<(Coordinate, f32)> = drawn
            .zip(place)
            .map(|(cell, value)| (cell.coordinate, dragged(value, cell.nudge)))
            .collect();
        let Some((first, _)) = numbers.first() else { return };
        self.choose(Some(Field::Coordinate(*first)));
        self.edit(Entry::Point(numbers));
    }

    /// Moves a predicted point up or down, or a predicted line to go through a place.
    fn drag_guess(&mut self, [x, y]: [f64; 2]) {
        let guesses = &self.shown.outcome.guesses;
        let Some(last) = guesses.last() else { return };
        let slope = match guesses.as_slice() {
            [w, _] => f64::from(w.value.unwrap_or(0.0)),
            _ => 0.0,
        };
        let (index, value) = (last.index, dragged(y - slope * x, last.nudge));
        self.choose(Some(Field::Guess(index)));
        self.edit(Entry::Guess(index, value));
    }

    fn drag_slider(&mut self, slider: Slider, [x, y]: [f64; 2], (column, row): (u16, u16)) {
        let mut all = self.shown.outcome.slides.iter();
        let Some(slide) = all.find(|slide| slide.slider == slider) else { return };
        let value = match slider {
            _ if !slide.stops.is_empty() => {
                self.page.stop(&self.shown, &slide.stops, column, row).unwrap_or(slide.value)
            }
            Slider::Threshold => dragged(y, slide.nudge),
            _ => dragged(x, slide.nudge),
        };
        self.choose(Some(Field::Slider(slider)));
        self.edit(Entry::Slide(slider, value));
    }

    /// Moves the cut of the chosen node, else of the root, to the one nearest to a place.
    fn drag_cut(&mut self, [x, _]: [f64; 2]) {
        let root = self.shown.outcome.parameters.first().map(|root| &root.parameter);
        let Some(node) = self.shown.node().or(root).cloned() else { return };
        let Some(edit) = self.lab.cut_at(&node, x) else { return };
        self.choose(Some(Field::Weight(node)));
        self.edit(edit);
    }

    fn drag_model(&mut self, handle: Handle, place: [f64; 2]) {
        let chart = self.shown.picture().and_then(|picture| picture.chart());
        let level = f64::from(self.shown.outcome.threshold);
        let shift = chart.and_then(|chart| shift(chart, handle, level, place));
        let Some(shift) = shift else { return };
        let is_bias = |parameter: &Parameter| matches!(parameter.place, Place::Bias { .. });
        let bias = self.shown.outcome.parameters.iter().find(|p| is_bias(&p.parameter));
        let Some(bias) = bias.filter(|_| shift.is_finite()) else { return };
        let value = dragged(f64::from(bias.value) + shift, bias.nudge);
        let parameter = bias.parameter.clone();
        let field = Field::Weight(parameter.clone());
        if !self.shown.is_held(&field) {
            self.choose(Some(field));
        }
        self.edit(Entry::Set(parameter, value));
    }
}

/// A number that was dragged is as round as one that was nudged, and ten times as fine.
pub(super) fn dragged(value: f64, nudge: f32) -> f32 {
    let grain = f64::from(nudge) / 10.0;
    let digits = (-grain.log10()).ceil().max(0.0) as usize;
    let value = (value / grain).round() * grain;
    // By way of its digits, so that 0.1 is 0.1.
    format!("{value:.digits$}").parse().unwrap_or(value as f32)
}

/// How far the bias has to go for the line, or for the place where a sigmoid is at the level of
/// decisions, to be there.
fn shift(chart: &Chart, handle: Handle, level: f64, [x, y]: [f64; 2]) -> Option<f64> {
    let output = chart.series.iter().find_map(|series| match series {
        Series::Curve { role: Role::Model, points, .. } => value_at(points, x),
        _ => None,
    })?;
    Some(match handle {
        Handle::Line => y - output,
        // What the sum before the sigmoid is there, and what it is to be.
        Handle::Boundary => before_sigmoid(level) - before_sigmoid(output),
    })
}

/// The sum that a sigmoid makes a chance of.
fn before_sigmoid(chance: f64) -> f64 {
    (chance / (1.0 - chance)).ln()
}
