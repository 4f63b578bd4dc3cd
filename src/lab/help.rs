//! What helps with the task of a step: its hints, and how it can be done.

use serde::Serialize;

use crate::lesson::format::{AskedQuestion, FitChange, Slider, Solution, Step};

/// What helps with the task of a step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Help {
    /// The hints, from a nudge to nearly everything.
    pub hints: Vec<String>,
    /// How many of them the learner has asked for.
    pub uncovered: usize,
    /// How the goal can be reached, where it can: `w = [[200.0]], b = [100.0]`.
    pub solution: Vec<String>,
    /// Why it cannot be reached, where it cannot.
    pub impossible: Option<String>,
}

impl Help {
    /// The hints that the learner has asked for.
    pub fn uncovered(&self) -> &[String] {
        &self.hints[..self.uncovered.min(self.hints.len())]
    }

    /// Whether there is a hint that the learner has not asked for.
    pub fn has_more(&self) -> bool {
        self.uncovered < self.hints.len()
    }
}

pub(super) fn of(step: &Step, uncovered: usize) -> Help {
    Help {
        hints: step.hints.clone(),
        uncovered,
        solution: step.solution.iter().map(|it| written(it, step)).collect(),
        impossible: step.goal.as_ref().and_then(|goal| goal.impossible.clone()),
    }
}

fn written(solution: &Solution, step: &Step) -> String {
    let name = step.sliders().first().map_or("value", |(slider, _)| slider.name());
    match solution {
        Solution::Weights { layer, w, b } => {
            let of = layer.as_ref().map(|layer| format!("{layer}: ")).unwrap_or_default();
            format!("{of}w = {w:?}, b = {b:?}")
        }
        Solution::Value(value) => format!("{name} = {value}"),
        Solution::Settings(settings) => {
            let given = |(slider, _): &(Slider, f32)| {
                Some(format!("{} = {}", slider.name(), settings.get(slider)?))
            };
            step.sliders().iter().filter_map(given).collect::<Vec<_>>().join(", ")
        }
        Solution::Z(z) => format!("z = {z:?}"),
        Solution::Questions(questions) => asked(questions),
        Solution::Fit(change) => settings(change),
    }
}

/// `node 1: x[0] <= 0.5`, for each of some questions.
fn asked(questions: &[AskedQuestion]) -> String {
    let one =
        |it: &AskedQuestion| format!("node {}: x[{}] <= {}", it.node, it.feature, it.threshold);
    questions.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn settings(change: &FitChange) -> String {
    let FitChange { optimizer, learning_rate, batch_size, epochs } = change;
    let settings = [
        optimizer.map(|name| format!("optimizer = {}", name.with_defaults().name())),
        learning_rate.map(|rate| format!("learning_rate = {rate}")),
        batch_size.map(|size| format!("batch_size = {size}")),
        epochs.map(|epochs| format!("epochs = {epochs}")),
    ];
    let settings: Vec<String> = settings.into_iter().flatten().collect();
    if settings.is_empty() { "let it run to its end".to_owned() } else { settings.join(", ") }
}
