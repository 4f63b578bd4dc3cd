//! The state of a lab between two steps: the data and the layers that the steps so far have made.

mod making;
mod variable;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::lesson::{Dataset, Lesson};
use crate::nn::{self, Dense, Normalization, Tensor};

use super::subject::{self, Subject};
use super::tensors::table;

pub(super) use variable::{Value, Variable};

/// What the steps so far have made.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The data sets of the lesson, which all states share.
    pub(super) sets: Arc<BTreeMap<String, Arc<Data>>>,
    /// The data in use, as `X_train` and `Y_train`.
    pub(super) data: Option<Arc<Data>>,
    /// Its inputs as models are given them, where that is not as they are.
    pub(super) normalized: Option<Arc<Tensor>>,
    /// The variables of the code, in the order they were made. States share those that no step
    /// between them has changed.
    pub(super) variables: Vec<Arc<Variable>>,
    /// The variable that charts and arithmetic follow: the one last worked with on this data.
    pub(super) subject: Option<String>,
    /// The normalization that models are given the data through.
    pub(super) normalization: Option<String>,
    /// The layers whose weights the lesson has set: they are no longer a random draw.
    pub(super) set_by_lesson: BTreeSet<String>,
    /// The layers whose weights the learner has set at this step.
    pub(super) edited: BTreeSet<String>,
    /// The layers whose weights the learner has drawn again at this step, though a step before
    /// had made them.
    pub(super) redrawn: BTreeSet<String>,
    /// The layers whose weights the action of this step has made.
    pub(super) fresh: BTreeSet<String>,
    /// At which step the learner last changed a layer, where the lesson has not set it since.
    pub(super) changed_at: BTreeMap<String, usize>,
    /// The names that Keras has given so far.
    pub(super) names: nn::Names,
    /// How often random weights were drawn again.
    pub(super) rolls: u64,
}

/// A data set as tensors.
#[derive(Clone, Debug)]
pub(super) struct Data {
    pub(super) dataset: Dataset,
    /// Shape (examples, features).
    pub(super) x: Tensor,
    /// Shape (examples, outputs).
    pub(super) y: Tensor,
}

impl State {
    /// Before the first step of a lesson.
    pub(super) fn new(lesson: &Lesson) -> Self {
        let set = |(name, set): (&String, &Dataset)| (name.clone(), Arc::new(Data::new(set)));
        Self { sets: Arc::new(lesson.data.iter().map(set).collect()), ..Self::default() }
    }

    pub(super) fn variable(&self, name: &str) -> Option<&Variable> {
        self.variables.iter().map(Arc::as_ref).find(|variable| variable.name == name)
    }

    pub(super) fn variable_mut(&mut self, name: &str) -> Option<&mut Variable> {
        self.variables.iter_mut().find(|variable| variable.name == name).map(Arc::make_mut)
    }

    /// What charts and arithmetic follow.
    pub(super) fn subject(&self) -> Option<Subject<'_>> {
        let variable = self.variable(self.subject.as_deref()?)?;
        Some(Subject { variable, normalization: self.normalization() })
    }

    /// The layer that models are given the data through.
    pub(super) fn normalization(&self) -> Option<&Normalization> {
        match &self.variable(self.normalization.as_deref()?)?.value {
            Value::Normalization(layer) => Some(layer),
            Value::Dense(_) | Value::Sequential(_) => None,
        }
    }

    /// What the data is called that models are given.
    pub(super) fn data_name(&self) -> &'static str {
        if self.normalization.is_some() { "X_norm" } else { "X_train" }
    }

    /// What models are given for some inputs.
    pub(super) fn given(&self, x: &Tensor) -> Tensor {
        subject::normalized(self.normalization(), x)
    }

    /// The names of all dense layers that have weights.
    pub(super) fn built_layers(&self) -> BTreeSet<String> {
        let layers = self.variables.iter().flat_map(|variable| variable.layers());
        layers.filter(|(_, layer)| layer.is_built()).map(|(name, _)| name.to_owned()).collect()
    }

    /// How many weights it has that another state does not share, about.
    pub(super) fn numbers_beside(&self, other: &Self) -> usize {
        let is_own = |variable: &&Arc<Variable>| {
            !other.variables.iter().any(|shared| Arc::ptr_eq(shared, variable))
        };
        let layers = self.variables.iter().filter(is_own).flat_map(|variable| variable.layers());
        OWN_NUMBERS + layers.filter_map(|(_, layer)| layer.count_params().ok()).sum::<usize>()
    }

    /// The variable that holds a layer: the layer itself, or the model that it is part of.
    pub(super) fn owner(&self, layer: &str) -> Option<&Variable> {
        self.variables.iter().map(Arc::as_ref).find(|variable| variable.layer(layer).is_some())
    }

    /// A dense layer by its name in the lesson.
    pub(super) fn layer(&self, name: &str) -> Option<&Dense> {
        self.variables.iter().find_map(|variable| variable.layer(name))
    }

    pub(super) fn layer_mut(&mut self, name: &str) -> Option<&mut Dense> {
        let owner = self.owner(name)?.name.clone();
        self.variable_mut(&owner)?.layer_mut(name)
    }
}

impl Data {
    pub(super) fn new(dataset: &Dataset) -> Self {
        Self { dataset: dataset.clone(), x: table(&dataset.x), y: table(&dataset.y) }
    }
}

/// What a state takes besides weights, in numbers of four bytes, about.
const OWN_NUMBERS: usize = 256;
