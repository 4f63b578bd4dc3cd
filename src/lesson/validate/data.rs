//! Whether a data set makes sense by itself.

use crate::lesson::dataset::{Dataset, ImageSize};
use crate::lesson::fault::{Fault, Faults};
use crate::lesson::limits;
use crate::lesson::path::Path;
use crate::lesson::sizes::within;

use super::words::{line, visible};

pub(super) fn check_dataset(path: &Path, name: &str, dataset: &Dataset, faults: &mut Faults) {
    faults.check(line(path, "the name of a data set", name, limits::DATA_SET_CHARS));
    for (name, range) in [("x_range", dataset.x_range), ("y_range", dataset.y_range)] {
        if range.is_some_and(|[from, to]| from >= to) {
            let message = format!("expected {name} = [from, to] with from below to");
            faults.note(Fault::new(&path.name(name), message));
        }
    }
    let labels = [("x_label", &dataset.x_label), ("x2_label", &dataset.x2_label)];
    for (name, label) in labels.into_iter().chain([("y_label", &dataset.y_label)]) {
        faults.check(line(&path.name(name), "a label", label, limits::LABEL_CHARS));
    }
    if let Some(source) = &dataset.source {
        let path = path.name("source");
        faults.check(visible(&path, "a source", source, limits::SOURCE_CHARS));
    }
    let features = dataset.x.columns();
    if let Some(image) = dataset.image.filter(|image| image.pixels() != features) {
        let message = format!(
            "{} rows of {} pixels are {}, and each row of x has {features} numbers",
            image.rows,
            image.columns,
            image.pixels()
        );
        faults.note(Fault::new(&path.name("image"), message));
    }
    faults.check(check_classes(&path.name("classes"), &dataset.classes));
    let is_sound = |name: &str| !faults.is_touched(&path.name(name));
    let has_inputs = is_sound("x");
    if has_inputs && is_sound("y") && is_sound("classes") {
        faults.check(check_targets(&path.name("y"), dataset));
    }
    if has_inputs {
        faults.check(check_image(&path.name("image"), dataset));
    }
}

fn check_classes(path: &Path, classes: &[String]) -> Result<(), Fault> {
    within(path, "classes", classes.len(), limits::CLASSES)?;
    classes.iter().enumerate().try_for_each(|(index, class)| {
        line(&path.index(index), "the name of a class", class, limits::CLASS_CHARS)
    })
}

/// One target a row, and that a class, where there are classes.
fn check_targets(path: &Path, dataset: &Dataset) -> Result<(), Fault> {
    let (x_rows, y_rows) = (dataset.x.len(), dataset.y.len());
    if x_rows != y_rows {
        let message = format!("y has {y_rows} rows, x has {x_rows}: expected one target a row");
        return Err(Fault::new(path, message));
    }
    let classes = dataset.classes.len();
    let is_class = |y: f32| y >= 0.0 && y.fract() == 0.0 && (y as usize) < classes;
    match dataset.y.iter().position(|row| row.len() != 1 || !is_class(row[0])) {
        Some(row) if classes > 0 => {
            let message = format!("expected one class number a row, from 0 to {}", classes - 1);
            let of_a_file = format!("{message}, and row {row}, counted from 0, has none");
            let message = if dataset.features.is_empty() { message } else { of_a_file };
            Err(Fault::new(&path.index(row), message))
        }
        _ => Ok(()),
    }
}

/// As many pixels as there are numbers in a row.
fn check_image(path: &Path, dataset: &Dataset) -> Result<(), Fault> {
    let Some(ImageSize { rows, columns }) = dataset.image else { return Ok(()) };
    let features = dataset.x.columns();
    if rows.checked_mul(columns) == Some(features) {
        return Ok(());
    }
    let message =
        format!("{rows} rows of {columns} pixels are not the {features} numbers of a row");
    Err(Fault::new(path, format!("{message} of x: expected as many")))
}
