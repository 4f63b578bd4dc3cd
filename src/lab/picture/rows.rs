//! The rows of the data as a table, where no chart has as many axes.

use crate::chart::{Drawing, Mark, Table, TableRow};
use crate::lab::data::Data;
use crate::lab::example;
use crate::lab::number::brief;
use crate::lab::subject::Subject;

use super::scene::Scene;

/// The rows of the data, each with its features and what it is, and, where the first tree of a forest
/// has drawn some of them, how often. `None` where a chart shows them, or there
/// are more than anyone reads.
pub(super) fn draw(scene: &Scene<'_>) -> Option<Drawing> {
    let data = scene.data.filter(|data| data.dataset.image.is_none())?;
    let [rows, features] = *data.x.shape() else { return None };
    if !(FEW..=MOST_FEATURES).contains(&features) || rows > MOST_ROWS {
        return None;
    }
    let drawn = scene.subject.and_then(|subject| subject.times_drawn(data));
    let times = |row: usize| drawn.as_ref().and_then(|drawn| drawn.get(row).copied());
    let is_in_code = scene.subject.is_none_or(Subject::is_in_code);
    let row = |(index, x): (usize, ndarray::ArrayView1<'_, f32>)| TableRow {
        name: example::name(index, is_in_code, false),
        is: is(data, index),
        class: class(data, index),
        cells: times(index).map(|times| times.to_string()).into_iter().chain(numbers(&x)).collect(),
        is_left_out: times(index) == Some(0),
    };
    let name = |feature: usize| {
        data.dataset.features.get(feature).cloned().unwrap_or_else(|| format!("x[{feature}]"))
    };
    let x = data.x.view().into_dimensionality::<ndarray::Ix2>().ok()?;
    Some(Drawing::Table(Table {
        columns: drawn.iter().map(|_| DRAWN.to_owned()).chain((0..features).map(name)).collect(),
        kept: usize::from(drawn.is_some()),
        rows: x.rows().into_iter().enumerate().map(row).collect(),
        chosen: (!scene.own).then_some(scene.example).filter(|_| scene.subject.is_some()),
    }))
}

/// What the column is called that says how often the first tree of a forest has drawn a row. It stands
/// first: it is the last to be left out.
const DRAWN: &str = "drawn";

fn numbers(x: &ndarray::ArrayView1<'_, f32>) -> Vec<String> {
    x.iter().map(|x| brief(f64::from(*x))).collect()
}

/// What a row is: its class, else its target.
fn is(data: &Data, row: usize) -> String {
    let class = class(data, row)
        .and_then(|(_, class)| data.dataset.classes.get(usize::from(class)).cloned());
    class.unwrap_or_else(|| target(data, row).map_or_else(String::new, |y| brief(f64::from(y))))
}

fn class(data: &Data, row: usize) -> Option<(Mark, u8)> {
    let target = target(data, row).filter(|_| data.has_labels())?;
    let mark = [Mark::Circle, Mark::Cross, Mark::Triangle].get(target as usize)?;
    Some((*mark, target as u8))
}

fn target(data: &Data, row: usize) -> Option<f32> {
    data.dataset.y.get(row)?.first().copied()
}

/// So many features have no chart.
const FEW: usize = 3;
const MOST_FEATURES: usize = 12;
const MOST_ROWS: usize = 60;
