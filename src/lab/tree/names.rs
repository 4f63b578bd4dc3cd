//! What features and classes are called, in code and in words.

use std::sync::Arc;

use crate::lab::data::Data;

/// What features and classes are called.
#[derive(Clone, Debug)]
pub(in crate::lab) struct Names {
    /// The features, in code.
    pub(in crate::lab) features: Arc<[String]>,
    /// The same as the axes of a chart call them.
    pub(in crate::lab) words: Arc<[String]>,
    /// Both classes; none where targets are numbers.
    pub(in crate::lab) classes: Arc<[String]>,
}

impl Names {
    /// Those of some data.
    pub(in crate::lab) fn of(data: &Data) -> Self {
        let is_of_classes = data.has_labels() && data.y.iter().all(|y| *y == 0.0 || *y == 1.0);
        let classes = if is_of_classes { classes(data) } else { Vec::new() };
        Self { features: features(data).into(), words: words(data).into(), classes: classes.into() }
    }

    /// Whether there are classes.
    pub(in crate::lab) fn is_of_classes(&self) -> bool {
        !self.classes.is_empty()
    }

    /// A feature in words, without its unit.
    pub(in crate::lab) fn word(&self, feature: usize) -> &str {
        short(self.words.get(feature).map_or("x", String::as_str))
    }
}

fn features(data: &Data) -> Vec<String> {
    let named = |index: usize| data.dataset.features.get(index).cloned();
    let labels = labels_of(data);
    let label = |index: usize| labels.get(index).map(|label| short(label).to_owned());
    let name = |index: usize| named(index).or(label(index)).unwrap_or_else(|| format!("x{index}"));
    (0..data.x.shape()[1]).map(name).collect()
}

/// What the axes of a chart call them, else as in the code.
fn words(data: &Data) -> Vec<String> {
    let labels = labels_of(data);
    let own = features(data).into_iter().enumerate();
    own.map(|(index, name)| labels.get(index).map_or(name, |label| (*label).clone())).collect()
}

/// The titles of the axes, where the features have one each.
fn labels_of(data: &Data) -> Vec<&String> {
    let labels = [&data.dataset.x_label, &data.dataset.x2_label];
    let all = labels.into_iter().take(data.x.shape()[1]);
    let all: Vec<&String> = all.filter(|label| !label.is_empty()).collect();
    if all.len() == data.x.shape()[1] { all } else { Vec::new() }
}

/// A name without its unit.
fn short(name: &str) -> &str {
    name.split(" (").next().unwrap_or(name)
}

fn classes(data: &Data) -> Vec<String> {
    let name = |class: usize| {
        data.dataset.classes.get(class).cloned().unwrap_or_else(|| class.to_string())
    };
    (0..2).map(name).collect()
}
