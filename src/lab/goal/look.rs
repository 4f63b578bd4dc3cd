//! What is looked at to judge a goal: a state with its model. What the model answers is worked out
//! once, however many conditions ask for it.

use std::cell::OnceCell;

use crate::journal::{Parameter, Place};
use crate::lab::data::Data;
use crate::lab::edit;
use crate::lab::errors;
use crate::lab::network::Training;
use crate::lab::state::State;
use crate::lab::subject::Subject;
use crate::lab::tree::DecisionTree;
use crate::lesson::Part;
use crate::lesson::live::Word;
use crate::lesson::parameter::Written;
use crate::nn::Tensor;

/// A state with its model, and the training of the step, if it has one.
pub(in crate::lab) struct Look<'a> {
    state: &'a State,
    training: Option<&'a Training>,
    output: OnceCell<Option<Tensor>>,
    validation_loss: OnceCell<Option<f32>>,
}

impl<'a> Look<'a> {
    pub(in crate::lab) fn at(state: &'a State, training: Option<&'a Training>) -> Self {
        Self { state, training, output: OnceCell::new(), validation_loss: OnceCell::new() }
    }

    /// The data and the model, where there are both.
    pub(super) fn parts(&self) -> Option<(&'a Data, Subject<'a>)> {
        self.state.data.as_deref().zip(self.state.subject())
    }

    /// The chances of the softmax that the step works out by hand, if it does.
    pub(super) fn by_hand(&self) -> Option<Vec<f32>> {
        let softmax = self.state.softmax()?;
        Some(softmax.shares.iter().map(|share| share.chance).collect())
    }

    /// The data, and what the model says of all of it, row by row.
    pub(super) fn answers(&self) -> Option<(&'a Data, &Tensor)> {
        let (data, model) = self.parts()?;
        let answer = || {
            let output = model.output(&data.x)?;
            let is_paired = output.ndim() == 2 && output.shape()[0] == data.y.shape()[0];
            is_paired.then_some(output)
        };
        self.output.get_or_init(answer).as_ref().map(|output| (data, output))
    }

    /// The loss of what the training holds back.
    pub(super) fn validation_loss(&self) -> Option<f32> {
        let loss = || self.training?.validation_loss(self.state);
        *self.validation_loss.get_or_init(loss)
    }

    /// From where on an output counts as a yes, where the step says it.
    pub(super) fn threshold(&self) -> Option<f32> {
        self.state.threshold
    }

    /// The tree that is followed, if it is one.
    pub(super) fn tree(&self) -> Option<&'a DecisionTree> {
        self.state.subject()?.tree()
    }

    /// The error of the model on a part of the data.
    pub(super) fn error(&self, part: Part) -> Option<f64> {
        errors::of(self.state, part)
    }

    /// What a row is called: as in the code, or, where there is none, as people count.
    pub(super) fn row_name(&self, row: usize) -> String {
        match self.state.subject() {
            Some(subject) if !subject.is_in_code() => format!("row {}", row + 1),
            _ => format!("X[{row}]"),
        }
    }

    /// A weight or a bias, as a lesson writes it.
    pub(super) fn number(&self, written: &str) -> Option<f32> {
        let Some(Word::Number { layer, place }) = Word::read(written) else { return None };
        let layer = match layer {
            Some(layer) => layer,
            None => match self.state.subject()?.layers().as_slice() {
                [only] => (*only).to_owned(),
                _ => return None,
            },
        };
        let read = |place| edit::read(self.state, &Parameter { layer: layer.clone(), place }).ok();
        match place {
            Written::At(place) => read(place),
            Written::Only(place) => {
                let is_alone = others(place).into_iter().all(|other| read(other).is_none());
                read(place).filter(|_| is_alone)
            }
        }
    }
}

/// The neighbours of the first number of a layer: where they are not there, it is the only one.
fn others(place: Place) -> Vec<Place> {
    match place {
        Place::Weight { .. } => {
            vec![Place::Weight { input: 0, unit: 1 }, Place::Weight { input: 1, unit: 0 }]
        }
        Place::Bias { .. } => vec![Place::Bias { unit: 1 }],
        // A node is always written with its place.
        Place::Node { .. } => Vec::new(),
    }
}
