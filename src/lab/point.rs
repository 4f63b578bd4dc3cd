//! The numbers of a row of the data, where they can be changed.

use serde::Serialize;

use crate::journal::{Column, Coordinate};

use super::data::Data;
use super::number::round_number;
use super::picture::shown_ranges;

/// A number of a row of the data.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CoordinateValue {
    /// Which one.
    pub coordinate: Coordinate,
    /// How it is called: `x`, `x[1]` or `y`.
    pub name: String,
    /// Its value.
    pub value: f32,
    /// How far one nudge moves it.
    pub nudge: f32,
    /// Whether it is one of the axes of the chart of the data.
    pub is_drawn: bool,
}

/// The features and the target of a row.
pub(super) fn of(data: &Data, row: usize) -> Vec<CoordinateValue> {
    let features = data.x.shape()[1];
    let [x, y] = shown_ranges(data);
    let columns = (0..features).map(Column::X).chain([Column::Y(0)]);
    let number = |column: Column| {
        let coordinate = Coordinate { row, column };
        let (name, [from, to], is_drawn) = match column {
            Column::X(_) if features == 1 => ("x".to_owned(), x, true),
            Column::X(index) => (format!("x[{index}]"), if index == 0 { x } else { y }, true),
            Column::Y(_) => ("y".to_owned(), y, features == 1 && !data.has_labels()),
        };
        let is_class = data.has_labels() && matches!(column, Column::Y(_));
        let nudge = if is_class { 1.0 } else { round_number((to - from) / STEPS) };
        let value = data.read(coordinate)?;
        Some(CoordinateValue { coordinate, name, value, nudge, is_drawn })
    };
    columns.filter_map(number).collect()
}

/// About so many nudges lead from one end of an axis to the other.
const STEPS: f64 = 45.0;
