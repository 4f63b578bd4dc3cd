//! A model with several classes: the chances that it gives them, what it decides by these, and what
//! an example costs.

use ndarray::{Axis, Slice};
use serde::Serialize;

use crate::chart::Confusion;
use crate::lab::data::Data;
use crate::lab::number::brief;
use crate::nn::{Activation, Loss, Sequential, Tensor};

use super::answering::Network;
use super::column;

/// What a model with several classes says of examples.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Decisions {
    /// What the classes are called.
    pub names: Vec<String>,
    /// One entry for each example that is worked out.
    pub rows: Vec<Decision>,
}

/// What it says of one example.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Decision {
    /// The sum, z, of each class.
    pub sums: Vec<f32>,
    /// The softmax of them.
    pub chances: Vec<f32>,
    /// The class with the largest sum, counted from 0: that is what it decides.
    pub said: usize,
    /// The class that it is of, where that is known.
    pub target: Option<usize>,
    /// The loss of this example, where the loss is one for several classes.
    pub loss: Option<f32>,
}

impl Decision {
    /// Whether it is right, where that is known.
    pub fn is_right(&self) -> Option<bool> {
        self.target.map(|target| target == self.said)
    }

    /// The chance of the class that it is of.
    pub fn chance_of_target(&self) -> Option<f32> {
        self.chances.get(self.target?).copied()
    }
}

/// A model that tells several classes from each other.
#[derive(Clone, Copy)]
pub(in crate::lab) struct Classifier<'a> {
    network: Network<'a>,
    data: &'a Data,
    loss: Loss,
}

impl<'a> Classifier<'a> {
    /// A model as one of several classes, if it is one: it ends in a softmax, or in sums for data
    /// with as many classes. `named` is the loss that a step names.
    pub(in crate::lab) fn of(
        network: Network<'a>,
        data: &'a Data,
        named: Option<Loss>,
    ) -> Option<Self> {
        let layers = network.layers();
        let (_, last) = layers.last().filter(|(_, last)| last.units > 1)?;
        let is_it = match last.activation {
            Activation::Softmax => true,
            Activation::Linear => is_of_classes(data, last.units),
            _ => false,
        };
        let compiled = network.variable.model().and_then(Sequential::compiled_with);
        let usual = match (data.y.shape()[1], last.activation) {
            (1, Activation::Softmax) => Loss::SparseCategoricalCrossentropy,
            (1, _) => Loss::SparseCategoricalCrossentropyFromLogits,
            (_, Activation::Softmax) => Loss::CategoricalCrossentropy,
            (_, _) => Loss::CategoricalCrossentropyFromLogits,
        };
        let loss = named.or(compiled.map(|(_, loss)| loss)).unwrap_or(usual);
        is_it.then_some(Self { network, data, loss: loss.behind(last.activation) })
    }

    /// What the classes are called: by their names, or by their numbers.
    pub(in crate::lab) fn names(self) -> Vec<String> {
        let count = self.network.layers().last().map_or(0, |(_, last)| last.units);
        let named = &self.data.dataset.classes;
        let name = |class: usize| named.get(class).cloned().unwrap_or_else(|| class.to_string());
        (0..count).map(name).collect()
    }

    /// What it says of the first of some examples; `targets` are what the data says of them.
    pub(in crate::lab) fn decisions(
        self,
        x: &Tensor,
        targets: Option<&Tensor>,
        most: usize,
    ) -> Option<Decisions> {
        let count = x.shape().first().map_or(0, |rows| (*rows).min(most));
        let first = |table: &Tensor| table.slice_axis(Axis(0), Slice::from(..count)).to_owned();
        let x = (x.ndim() == 2).then(|| first(x))?;
        let targets = targets.filter(|y| y.shape()[0] >= count).map(first);
        let last = self.network.forward(&x)?.pop()?;
        let chances = column::softmax(&last.z);
        let rows = (0..count).map(|row| {
            let [sums, chances] = [&last.z, &chances].map(|table| row_of(table, row));
            let y = targets.as_ref().map(|y| row_of(y, row));
            let target = y.as_ref().and_then(|y| class(y, sums.len()));
            let loss = y.and_then(|y| self.loss_of(&y, &sums));
            Decision { said: largest(&sums), target, loss, sums, chances }
        });
        Some(Decisions { names: self.names(), rows: rows.collect() })
    }

    /// How often examples of each class were taken for each, over the whole data, with what is made
    /// of that for the class of a row; none where the data does not name a class each time.
    pub(in crate::lab) fn confusion(self, row: Option<&Decision>) -> Option<Confusion> {
        let (classes, counts) = (self.names(), self.counts()?);
        let chosen = row.and_then(|row| Some((row.target?, row.said)));
        let notes = chosen.map(|(class, _)| measures(&counts, class, &classes[class]));
        Some(Confusion { classes, counts, chosen, notes: notes.unwrap_or_default() })
    }

    fn counts(self) -> Option<Vec<Vec<u64>>> {
        let count = self.names().len();
        let output = self.network.output(&self.data.x)?;
        let mut counts = vec![vec![0; count]; count];
        for (y, output) in self.data.y.rows().into_iter().zip(output.rows()) {
            let said = largest(&output.to_vec());
            let target = class(&y.to_vec(), count)?;
            counts[target][said] += 1;
        }
        Some(counts)
    }

    /// What an example costs by the sums of its classes. Behind a softmax Keras goes back to them,
    /// too.
    fn loss_of(self, y: &[f32], sums: &[f32]) -> Option<f32> {
        let is_of_classes = self.loss.is_sparse()
            || matches!(
                self.loss,
                Loss::CategoricalCrossentropy | Loss::CategoricalCrossentropyFromLogits
            );
        let fits = y.len() == if self.loss.is_sparse() { 1 } else { sums.len() };
        let row = |numbers: &[f32]| Tensor::from_shape_vec(vec![1, numbers.len()], numbers.into());
        let (y, sums) = row(y).ok().zip(row(sums).ok())?;
        let loss = (is_of_classes && fits).then(|| self.loss.value(&y, &sums));
        loss.filter(|loss| !loss.is_nan())
    }
}

/// Of those said to be of a class how many are, of those that are how many were said to be, and F1,
/// which is near the smaller of the two.
fn measures(counts: &[Vec<u64>], class: usize, name: &str) -> Vec<String> {
    let right = counts[class][class];
    let said: u64 = counts.iter().map(|row| row[class]).sum();
    let are: u64 = counts[class].iter().sum();
    vec![
        format!("{name}: {}", share("precision", right, said)),
        format!("{}, {}", share("recall", right, are), share("F1", 2 * right, said + are)),
    ]
}

/// A share in words: `recall 75 % (3 of 4)`.
fn share(name: &str, part: u64, of: u64) -> String {
    if of == 0 {
        return format!("{name} of none");
    }
    // Rounded down: 100 % is said of nothing less.
    let percent = brief((1000 * part / of) as f64 / 10.0);
    if name == "F1" {
        format!("{name} {percent} %")
    } else {
        format!("{name} {percent} % ({part} of {of})")
    }
}

/// The first of the largest.
fn largest(numbers: &[f32]) -> usize {
    let all = numbers.iter().enumerate();
    all.fold((0, f32::NEG_INFINITY), |best, (at, it)| if *it > best.1 { (at, *it) } else { best }).0
}

/// The class that a row of targets names, out of so many: its number, or the place of its only 1.
fn class(y: &[f32], count: usize) -> Option<usize> {
    let is_whole = |y: f32| y >= 0.0 && y.fract() == 0.0 && y < count as f32;
    match y {
        [number] => is_whole(*number).then_some(*number as usize),
        marks if marks.len() == count && marks.iter().sum::<f32>() == 1.0 => {
            marks.iter().position(|mark| *mark == 1.0)
        }
        _ => None,
    }
}

/// Whether every row of the data names one of so many classes.
fn is_of_classes(data: &Data, count: usize) -> bool {
    let is_named = data.dataset.classes.is_empty() || data.dataset.classes.len() == count;
    data.has_labels()
        && is_named
        && data.y.rows().into_iter().all(|y| class(&y.to_vec(), count).is_some())
}

fn row_of(table: &Tensor, row: usize) -> Vec<f32> {
    table.index_axis(Axis(0), row).iter().copied().collect()
}
