//! Rows of the data: one more, one less.

use crate::journal::{Column, Entry, NewRow};
use crate::lab::CoordinateValue;
use crate::tui::app::App;
use crate::tui::app::mouse::dragged;
use crate::tui::field::Field;

impl App {
    /// Adds a row like the one that is looked at, or at the place that was clicked.
    pub(super) fn add_row(&mut self) {
        let place = self.pointed.take();
        let point = &self.shown.outcome.point;
        let at_place = place.map(|place| placed(point, place));
        // A target that is a class is what the place says, if that is one.
        let is_added = at_place.is_some_and(|row| self.lab.act(Entry::AddRow(row)).is_ok());
        let copy = numbers(&self.shown.outcome.point, |cell, _| cell.value);
        if is_added || self.try_edit(Entry::AddRow(copy)) {
            self.refresh_point();
        }
    }

    /// Takes the row away that is looked at.
    pub(super) fn remove_row(&mut self) {
        let Some(cell) = self.shown.outcome.point.first() else { return };
        self.edit(Entry::RemoveRow(cell.coordinate.row));
    }

    /// Chooses the first number of the new row, so that it can be moved at once.
    fn refresh_point(&mut self) {
        self.shown.outcome = self.lab.outcome();
        let first = self.shown.outcome.point.first().map(|cell| Field::Coordinate(cell.coordinate));
        self.choose(first);
    }
}

/// The row that a place on the axes stands for: what the axes do not show is copied, but for a class
/// on the axis of the target.
fn placed(point: &[CoordinateValue], place: [f64; 2]) -> NewRow {
    let features = point.iter().filter(|cell| matches!(cell.coordinate.column, Column::X(_)));
    let is_class_drawn = features.count() == 1;
    numbers(point, |cell, index| match place.get(index) {
        Some(value) if cell.is_drawn => dragged(*value, cell.nudge),
        Some(value) if is_class_drawn => value.round() as f32,
        _ => cell.value,
    })
}

fn numbers(point: &[CoordinateValue], value: impl Fn(&CoordinateValue, usize) -> f32) -> NewRow {
    let mut row = NewRow { x: Vec::new(), y: Vec::new() };
    for (index, cell) in point.iter().enumerate() {
        match cell.coordinate.column {
            Column::X(_) => row.x.push(value(cell, index)),
            Column::Y(_) => row.y.push(value(cell, index)),
        }
    }
    row
}
