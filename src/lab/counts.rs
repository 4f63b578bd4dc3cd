//! How often a yes was told yes or no, and a no: what a threshold makes of chances.

use serde::Serialize;

use crate::chart::Confusion;
use crate::nn::Tensor;

use super::data::Data;
use super::number::brief;
use super::subject::Subject;

/// How often a yes was told yes or no, and a no.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Counts {
    /// What a no and a yes are called.
    pub names: [String; 2],
    /// A yes that was told yes.
    pub true_positives: usize,
    /// A no that was told yes.
    pub false_positives: usize,
    /// A yes that was told no.
    pub false_negatives: usize,
    /// A no that was told no.
    pub true_negatives: usize,
}

impl Counts {
    /// How often each is told each at a threshold, over the whole data. `None` where there is more
    /// than one output for an example, or none yet.
    pub(super) fn of(data: &Data, model: Subject<'_>, threshold: f32) -> Option<Self> {
        let output = model.output(&data.x)?;
        if output.shape() != data.y.shape() || output.shape().get(1) != Some(&1) {
            return None;
        }
        let count = |is: f32, told: bool| count(&data.y, &output, threshold, is, told);
        Some(Self {
            names: names(&data.dataset.classes),
            true_positives: count(1.0, true),
            false_positives: count(0.0, true),
            false_negatives: count(1.0, false),
            true_negatives: count(0.0, false),
        })
    }

    /// Each count by itself: `yes told yes: 3`.
    pub fn each(&self) -> [String; 4] {
        let [no, yes] = &self.names;
        [
            format!("{yes} told {yes}: {}", self.true_positives),
            format!("{yes} told {no}: {}", self.false_negatives),
            format!("{no} told {yes}: {}", self.false_positives),
            format!("{no} told {no}: {}", self.true_negatives),
        ]
    }

    /// The same in brief, class by class: `yes: 3 told so, 1 not`.
    pub fn briefly(&self) -> [String; 2] {
        let [no, yes] = &self.names;
        [
            format!("{yes}: {} told so, {} not", self.true_positives, self.false_negatives),
            format!("{no}: {} told so, {} not", self.true_negatives, self.false_positives),
        ]
    }

    /// What is made of them: the share of right answers, of those told yes that are, and of those
    /// that are yes and were told so.
    pub fn measures(&self) -> [String; 3] {
        let right = self.true_positives + self.true_negatives;
        let wrong = self.false_positives + self.false_negatives;
        [
            share("accuracy", right, right + wrong),
            share("precision", self.true_positives, self.true_positives + self.false_positives),
            share("recall", self.true_positives, self.true_positives + self.false_negatives),
        ]
    }

    /// The four of them as a picture.
    pub(super) fn confusion(&self) -> Confusion {
        let row = |counts: [usize; 2]| counts.map(|count| count as u64).to_vec();
        Confusion {
            classes: self.names.to_vec(),
            counts: vec![
                row([self.true_negatives, self.false_positives]),
                row([self.false_negatives, self.true_positives]),
            ],
            chosen: None,
            notes: Vec::new(),
        }
    }
}

/// How many of the data are so and are told so.
fn count(y: &Tensor, output: &Tensor, threshold: f32, is: f32, told: bool) -> usize {
    let pairs = y.iter().zip(output);
    pairs.filter(|(y, output)| **y == is && (**output >= threshold) == told).count()
}

fn names(classes: &[String]) -> [String; 2] {
    match classes {
        [no, yes] => [no.clone(), yes.clone()],
        _ => ["no", "yes"].map(str::to_owned),
    }
}

/// A share in words: `recall 75 % (3 of 4)`.
fn share(name: &str, part: usize, of: usize) -> String {
    if of == 0 {
        return format!("{name}: there is none");
    }
    // 100 % is said of nothing less, and 0 % of nothing more.
    let tenths = (1000.0 * part as f64 / of as f64).round();
    let tenths = match part {
        0 => 0.0,
        part if part < of => tenths.clamp(1.0, 999.0),
        _ => 1000.0,
    };
    format!("{name} {} % ({part} of {of})", brief(tenths / 10.0))
}
