//! A model as a variable of the code: made, changed, drawn again, and the code for that.
//!
//! Each kind of model is a variant. As what a step is about it is a [`Subject`].

use std::collections::BTreeSet;

use crate::journal::Parameter;
use crate::lesson::Part;
use crate::nn::Normalization;

use super::booster::Booster;
use super::data::Data;
use super::edit_error::EditError;
use super::forest::{self, RandomForest};
use super::network::{self, Network, Variable};
use super::regression::Regression;
use super::statement::Statement;
use super::subject::Subject;
use super::tree::{self, DecisionTree};

/// A model as a variable of the code.
#[derive(Clone, Debug)]
pub(super) enum Model {
    /// A layer, or layers one after another.
    Network(Variable),
    /// A line, or a curve of powers.
    Regression(Regression),
    /// A tree of questions.
    Tree(DecisionTree),
    /// Many trees.
    Forest(RandomForest),
    /// One small tree after another.
    Booster(Booster),
}

impl Model {
    /// Its name in the code.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Network(network) => &network.name,
            Self::Regression(regression) => regression.name(),
            Self::Tree(tree) => tree.name(),
            Self::Forest(forest) => forest.name(),
            Self::Booster(booster) => booster.name(),
        }
    }

    /// The same as it answers for inputs in the units of the data.
    pub(super) fn subject<'a>(&'a self, normalization: Option<&'a Normalization>) -> Subject<'a> {
        match self {
            Self::Network(variable) => Subject::Network(Network { variable, normalization }),
            Self::Regression(regression) => Subject::Regression(regression),
            Self::Tree(tree) => Subject::Tree(tree),
            Self::Forest(forest) => Subject::Forest(forest),
            Self::Booster(booster) => Subject::Booster(booster),
        }
    }

    /// The layers whose numbers can be changed, by name.
    pub(super) fn layers(&self) -> Vec<&str> {
        match self {
            Self::Network(network) => network.layers().into_iter().map(|(name, _)| name).collect(),
            Self::Regression(regression) => vec![regression.name()],
            Self::Tree(tree) => vec![tree.name()],
            Self::Forest(forest) => vec![forest.name()],
            Self::Booster(booster) => vec![booster.name()],
        }
    }

    /// Those that have their numbers already.
    pub(super) fn built_layers(&self) -> Vec<&str> {
        match self {
            Self::Network(network) => network.built_layers(),
            Self::Regression(regression) => vec![regression.name()],
            Self::Tree(tree) => vec![tree.name()],
            Self::Forest(forest) => vec![forest.name()],
            Self::Booster(booster) => vec![booster.name()],
        }
    }

    /// Whether there is code that makes it.
    pub(super) fn is_in_code(&self) -> bool {
        match self {
            Self::Network(network) => network.is_in_code(),
            Self::Regression(_) => true,
            Self::Tree(_) => true,
            Self::Forest(_) => true,
            Self::Booster(_) => true,
        }
    }

    /// Whether its settings are not taken: then it says nothing.
    pub(super) fn is_refused(&self) -> bool {
        match self {
            Self::Network(_) | Self::Regression(_) => false,
            Self::Tree(tree) => tree.refusal().is_some(),
            Self::Forest(forest) => forest.refusal().is_some(),
            Self::Booster(booster) => booster.is_refused(),
        }
    }

    /// How many numbers it has.
    pub(super) fn numbers(&self) -> usize {
        match self {
            Self::Network(network) => network.numbers(),
            Self::Regression(regression) => regression.numbers(),
            Self::Tree(tree) => tree.numbers(),
            Self::Forest(forest) => forest.numbers(),
            Self::Booster(booster) => booster.numbers(),
        }
    }

    /// One of its numbers.
    pub(super) fn read(&self, parameter: &Parameter) -> Result<f32, EditError> {
        match self {
            Self::Network(network) => network.read(parameter),
            Self::Regression(regression) => regression.read(parameter),
            Self::Tree(tree) => tree.read(parameter),
            Self::Forest(_) => Err(EditError::NoSuchParameter),
            Self::Booster(_) => Err(EditError::NoSuchParameter),
        }
    }

    /// Refuses a value that one of its numbers cannot have.
    pub(super) fn check(&self, parameter: &Parameter, value: f32) -> Result<(), EditError> {
        match self {
            Self::Network(_) | Self::Regression(_) | Self::Forest(_) | Self::Booster(_) => Ok(()),
            Self::Tree(tree) => tree.check_threshold(parameter, value),
        }
    }

    /// Sets one of its numbers. Says whether it is there.
    pub(super) fn set(&mut self, parameter: &Parameter, value: f32) -> bool {
        match self {
            Self::Network(network) => network.set(parameter, value),
            Self::Regression(regression) => regression.set(parameter, value),
            Self::Tree(tree) => tree.set(parameter, value),
            Self::Forest(_) => false,
            Self::Booster(_) => false,
        }
    }

    /// Sets all numbers of a layer. Says whether they were taken.
    pub(super) fn set_weights(&mut self, layer: &str, w: &[Vec<f32>], b: &[f32]) -> bool {
        match self {
            Self::Network(network) => network.set_weights(layer, w, b),
            Self::Regression(regression) => regression.set_all(w, b),
            Self::Tree(_) => false,
            Self::Forest(_) => false,
            Self::Booster(_) => false,
        }
    }

    /// Draws the numbers of a layer again.
    pub(super) fn draw_again(&mut self, layer: &str, seed: u64) {
        match self {
            Self::Network(network) => network.draw_again(layer, seed),
            Self::Regression(_) => (),
            Self::Tree(_) => (),
            Self::Forest(forest) => forest.draw_again(),
            Self::Booster(_) => (),
        }
    }

    /// The code for what the learner did to a layer, where there was this before.
    pub(super) fn code_of_edit(
        &self,
        before: Option<&Self>,
        layer: &str,
        is_set: bool,
        step: &str,
    ) -> Option<Statement> {
        match self {
            Self::Network(network) => {
                let before = before.and_then(Self::network);
                network::code_of_edit(before, network, layer, is_set, step)
            }
            Self::Regression(regression) => {
                Some(regression.code_of_edit(before.and_then(Self::regression)))
            }
            Self::Tree(tree) => Some(tree::edited(tree)),
            Self::Forest(forest) => {
                let settings = &forest.settings;
                Some(Statement::silent(forest::growing(settings, forest.is_of_classes())))
            }
            Self::Booster(_) => None,
        }
    }

    /// The code that sets the numbers of some layers, or of those among them that are its own.
    pub(super) fn code_of_weights(&self, layers: &BTreeSet<String>, step: &str) -> Vec<Statement> {
        match self {
            Self::Network(network) => network::code_of_weights(network, layers, step),
            Self::Regression(_) => Vec::new(),
            Self::Tree(_) => Vec::new(),
            Self::Forest(_) => Vec::new(),
            Self::Booster(_) => Vec::new(),
        }
    }

    /// The network that it is, if it is one.
    pub(super) fn network(&self) -> Option<&Variable> {
        match self {
            Self::Network(network) => Some(network),
            Self::Regression(_) | Self::Tree(_) | Self::Forest(_) | Self::Booster(_) => None,
        }
    }

    /// The same, to be changed.
    pub(super) fn network_mut(&mut self) -> Option<&mut Variable> {
        match self {
            Self::Network(network) => Some(network),
            Self::Regression(_) | Self::Tree(_) | Self::Forest(_) | Self::Booster(_) => None,
        }
    }

    /// The regression that it is, if it is one.
    pub(super) fn regression(&self) -> Option<&Regression> {
        match self {
            Self::Regression(regression) => Some(regression),
            Self::Network(_) | Self::Tree(_) | Self::Forest(_) | Self::Booster(_) => None,
        }
    }

    /// The tree that it is, if it is one.
    pub(super) fn tree(&self) -> Option<&DecisionTree> {
        match self {
            Self::Tree(tree) => Some(tree),
            Self::Network(_) | Self::Regression(_) | Self::Forest(_) | Self::Booster(_) => None,
        }
    }

    /// The same, to be changed.
    pub(super) fn tree_mut(&mut self) -> Option<&mut DecisionTree> {
        match self {
            Self::Tree(tree) => Some(tree),
            Self::Network(_) | Self::Regression(_) | Self::Forest(_) | Self::Booster(_) => None,
        }
    }

    /// The forest that it is, if it is one.
    pub(super) fn forest(&self) -> Option<&RandomForest> {
        match self {
            Self::Forest(forest) => Some(forest),
            Self::Network(_) | Self::Regression(_) | Self::Tree(_) | Self::Booster(_) => None,
        }
    }

    /// The booster that it is, if it is one.
    pub(super) fn booster(&self) -> Option<&Booster> {
        match self {
            Self::Booster(booster) => Some(booster),
            Self::Network(_) | Self::Regression(_) | Self::Tree(_) | Self::Forest(_) => None,
        }
    }

    /// The same grown anew, where it is of a kind that grows at once: on other data, and measured on
    /// that `beside` it.
    pub(super) fn regrown(&self, data: &Data, beside: Option<(Part, &Data)>) -> Option<Self> {
        let mut model = self.clone();
        match &mut model {
            Self::Network(_) | Self::Regression(_) => return None,
            Self::Tree(tree) => tree.follow(data),
            Self::Forest(forest) => forest.follow(data, beside),
            Self::Booster(booster) => booster.follow(data, beside),
        }
        Some(model)
    }
}
