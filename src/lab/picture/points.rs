//! The data on its axes: its points, and the ranges that show them.

use crate::chart::{Mark, Role, Series, nice_range};
use crate::lab::data::Data;
use crate::lab::sample;
use crate::nn::Tensor;

/// Some rows of the data as marks: one series, or one for each class.
pub(in crate::lab) fn data_points(
    data: &Data,
    rows: &[usize],
    place: impl Fn(usize) -> [f64; 2],
) -> Vec<Series> {
    let rows = rows.iter().copied();
    let classes = &data.dataset.classes;
    if classes.is_empty() {
        let name = name(rows.len(), data.dataset.x.len());
        let points = rows.map(place).collect();
        return vec![Series::Points { name, role: Role::Data, mark: Mark::Cross, points }];
    }
    let of_class = |class: usize| {
        let is_class = |row: &usize| data.dataset.y[*row][0] as usize == class;
        rows.clone().filter(is_class).map(&place).collect()
    };
    let series = |(class, name): (usize, &String)| Series::Points {
        name: name.clone(),
        role: Role::Class(class as u8),
        mark: class_mark(class),
        points: of_class(class),
    };
    classes.iter().enumerate().map(series).collect()
}

// Of so many points that not all are drawn, how many are.
fn name(drawn: usize, rows: usize) -> String {
    match drawn {
        sample::DRAWN if drawn < rows => format!("data, {drawn} of {rows} rows"),
        _ => "data".to_owned(),
    }
}

// Zero is a hollow circle and one a cross, as in the figures of the field.
fn class_mark(class: usize) -> Mark {
    match class % 6 {
        0 => Mark::Circle,
        1 => Mark::Cross,
        2 => Mark::Triangle,
        3 => Mark::Diamond,
        4 => Mark::Plus,
        _ => Mark::Square,
    }
}

pub(super) fn x_of(data: &Data, row: usize) -> f64 {
    f64::from(data.dataset.x[row][0])
}

/// The part of the x axis that a chart of this data shows.
pub(in crate::lab) fn x_range(data: &Data) -> [f64; 2] {
    data.dataset.x_range.unwrap_or_else(|| fitted(column(&data.x, 0)))
}

/// The part of the y axis, likewise.
pub(in crate::lab) fn y_range(data: &Data) -> [f64; 2] {
    data.dataset.y_range.unwrap_or_else(|| fitted(column(&data.y, 0)))
}

/// The parts of both axes that charts of this data show: x and target, or, with two features, these.
pub(in crate::lab) fn shown_ranges(data: &Data) -> [[f64; 2]; 2] {
    let second = |index| data.dataset.y_range.unwrap_or_else(|| fitted(column(&data.x, index)));
    let y = if data.x.shape()[1] == 2 { second(1) } else { y_range(data) };
    [x_range(data), y]
}

pub(in crate::lab) fn fitted(values: impl Iterator<Item = f64>) -> [f64; 2] {
    let (from, to) = nice_range(values, 0.1);
    [from, to]
}

pub(super) fn column(table: &Tensor, index: usize) -> impl Iterator<Item = f64> {
    let values: Vec<f64> = table.rows().into_iter().map(|row| f64::from(row[index])).collect();
    values.into_iter()
}
