//! Lessons as large as the limits let them be, for tests and benchmarks.

use std::fmt::Write;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A lesson with a data set `d` and steps, each an id and what the step has beside its title.
pub(crate) fn lesson(data: &str, steps: &[(&str, String)]) -> String {
    let mut text = format!("format = 1\ntitle = \"Large\"\nabout = \"Large\"\n{data}");
    for (id, body) in steps {
        write!(text, "[[step]]\nid = \"{id}\"\ntitle = \"{id}\"\n{body}\n")
            .expect("a string takes everything");
    }
    text
}

/// So many rows of so many numbers, with targets of 0 and 1.
pub(crate) fn data(rows: usize, columns: usize) -> String {
    let number = |row: usize, column: usize| ((row * 37 + column * 101) % 97) as f64 / 97.0;
    let row = |row: usize| {
        let numbers: Vec<String> = (0..columns).map(|c| format!("{:.2}", number(row, c))).collect();
        format!("[{}]", numbers.join(","))
    };
    let x: Vec<String> = (0..rows).map(row).collect();
    let y: Vec<String> = (0..rows).map(|row| format!("[{}.0]", row % 2)).collect();
    format!("[data.d]\nx = [{}]\ny = [{}]\n", x.join(","), y.join(","))
}

/// The step that takes the data up.
pub(crate) fn dataset() -> (&'static str, String) {
    ("d", "run.dataset = \"d\"".to_owned())
}

/// A model `m` of hidden layers of so many units each, and of one unit behind them.
pub(crate) fn model(hidden: &[usize], activation: &str) -> (&'static str, String) {
    ("m", model_named("m", None, hidden, activation))
}

/// The same under another name, and with its inputs where they are named.
pub(crate) fn model_named(
    name: &str,
    inputs: Option<usize>,
    hidden: &[usize],
    activation: &str,
) -> String {
    let layer = |(index, units): (usize, &usize)| {
        format!(
            "{{ dense = {{ name = \"{name}_{index}\", units = {units}, activation = \"{activation}\" }} }}"
        )
    };
    let mut layers: Vec<String> = hidden.iter().enumerate().map(layer).collect();
    layers.push(format!(
        "{{ dense = {{ name = \"{name}_end\", units = 1, activation = \"sigmoid\" }} }}"
    ));
    let inputs = inputs.map(|inputs| format!("inputs = {inputs}, ")).unwrap_or_default();
    format!("run.sequential = {{ name = \"{name}\", {inputs}layers = [{}] }}", layers.join(", "))
}

/// A fit of `m`, with more settings.
pub(crate) fn fit(more: &str) -> String {
    format!("run.fit = {{ model = \"m\", loss = \"binary_crossentropy\", {more} }}")
}

/// A lesson of three steps `d`, `m` and `f`: so many rows of so many numbers, a model of hidden
/// layers, and a fit with more settings.
pub(crate) fn training(
    (rows, columns): (usize, usize),
    hidden: &[usize],
    activation: &str,
    more: &str,
) -> String {
    lesson(&data(rows, columns), &[dataset(), model(hidden, activation), ("f", fit(more))])
}

/// A clock that stands still while other processes have the processor, where the system has one.
pub(crate) fn time() -> Duration {
    let ran = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let ran = ran.and_then(|ran| ran.split_whitespace().next()?.parse().ok());
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    ran.map_or_else(now, Duration::from_nanos)
}
