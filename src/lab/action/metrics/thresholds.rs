//! The thresholds that a step tries: how often a yes or no is told wrong at each of them.

use crate::lab::network::Variable;
use crate::lab::picture::{Errors, Validation};
use crate::lab::python;
use crate::lab::state::State;
use crate::lab::statement::Statement;
use crate::lesson::format::{Metrics, Over, Part};
use crate::nn::Tensor;

/// Both errors over the thresholds.
pub(super) fn tried(metrics: &Metrics, over: &Over, state: &State) -> Option<Validation> {
    let train = Chances::of(metrics, state, Part::Train)?;
    let beside = state.beside().map(|(part, _)| part);
    let others = beside.and_then(|part| Chances::of(metrics, state, part));
    let errors = |threshold: &f64| Errors {
        value: *threshold,
        train: train.wrong(*threshold as f32),
        others: others.as_ref().map(|others| others.wrong(*threshold as f32)),
    };
    Some(Validation {
        slider: over.slider,
        values: over.values.clone(),
        shown: state.slid.first().and_then(|at| over.nearest(f64::from(*at))),
        tried: over.values.iter().map(errors).collect(),
        beside: beside.map(Part::name),
        measure: "error",
    })
}

/// The loop over all thresholds, and what it prints.
pub(super) fn statements(metrics: &Metrics, over: &Over, state: &State) -> Vec<Statement> {
    let Some(curve) = tried(metrics, over, state) else { return Vec::new() };
    let thresholds: Vec<String> =
        over.values.iter().map(|value| python::tried(over.slider, *value)).collect();
    let parts = [Some(Part::Train), state.beside().map(|(part, _)| part)];
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .map(|part| format!("wrong({}, Y_{}, threshold)", state.name_of(part), part.name()))
        .collect();
    let code = vec![
        "def wrong(X, Y, threshold):".to_owned(),
        format!("    p = {}.predict(X, verbose=0)", metrics.model),
        "    return np.mean((p >= threshold) != (Y > 0.5))".to_owned(),
    ];
    let looped = format!(
        "for threshold in [{}]:\n    wrongs = [{}]\n    print(threshold, *[round(float(w), 4) for w in wrongs])",
        thresholds.join(", "),
        parts.join(",\n        ")
    );
    let lines = curve.tried.iter().map(|errors| {
        let wrongs = [Some(errors.train), errors.others].into_iter().flatten();
        let wrongs: Vec<String> = wrongs.map(|wrong| python::rounded(wrong, 4)).collect();
        format!("{} {}", python::tried(over.slider, errors.value), wrongs.join(" "))
    });
    let printed = lines.collect::<Vec<_>>().join("\n");
    let looped = looped.lines().map(str::to_owned).collect();
    vec![Statement::silent(code), Statement::text(looped, &printed)]
}

/// What a model says of the rows of a part, and what they are.
struct Chances<'a> {
    output: Tensor,
    y: &'a Tensor,
}

impl<'a> Chances<'a> {
    fn of(metrics: &Metrics, state: &'a State, part: Part) -> Option<Self> {
        let y = &state.part_of_data(part)?.y;
        let x = state.given(&state.part_of_data(part)?.x);
        let model: &Variable = state.network(&metrics.model)?;
        let output = model.prediction(&x).ok()?;
        (output.shape() == y.shape() && !y.is_empty()).then_some(Self { output, y })
    }

    /// The share of them that is told wrong at a threshold.
    fn wrong(&self, threshold: f32) -> f64 {
        let rows = self.output.iter().zip(self.y);
        let wrong = rows.filter(|(p, y)| (**p >= threshold) != (**y > 0.5)).count();
        wrong as f64 / self.y.len() as f64
    }
}
