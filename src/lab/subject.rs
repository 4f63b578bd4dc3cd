//! The seam between the lab and what it studies: the numbers that can be changed, the answer, the
//! explanation of one example, pictures.
//!
//! Each kind of model is a variant. Whatever the lab asks of a model it asks here, and what it knows
//! of layers beyond their names is in [`network`].
use ndarray::{Array1, Axis};

use crate::chart::{Drawing, Field};
use crate::journal::Parameter;
use crate::lesson::format::{Blank, PictureName, TreeLine};
use crate::nn::{Loss, Tensor};

use super::booster::{self, Booster};
use super::data::Data;
use super::forest::{self, RandomForest};
use super::network::{self, Arithmetic, Classifier, Network, Sight, Slot, Variable};
use super::parameter::ParameterValue;
use super::regression::{self, Regression};
use super::shape::Shape;
use super::tree::{self, DecisionTree, ToldTree};

pub(super) use network::normalized;

/// The model that a step is about, as it answers for inputs in the units of the data.
#[derive(Clone, Copy)]
pub(super) enum Subject<'a> {
    /// A layer, or layers one after another.
    Network(Network<'a>),
    /// A line, or a curve of powers.
    Regression(&'a Regression),
    /// A tree of questions.
    Tree(&'a DecisionTree),
    /// Many trees.
    Forest(&'a RandomForest),
    /// One small tree after another.
    Booster(&'a Booster),
}

impl<'a> Subject<'a> {
    /// Its name in the code.
    pub(super) fn name(self) -> &'a str {
        match self {
            Self::Network(network) => &network.variable.name,
            Self::Regression(regression) => regression.name(),
            Self::Tree(tree) => tree.name(),
            Self::Forest(forest) => forest.name(),
            Self::Booster(booster) => booster.name(),
        }
    }

    /// Whether there is code that makes it.
    pub(super) fn is_in_code(self) -> bool {
        match self {
            Self::Network(network) => network.variable.is_in_code(),
            Self::Regression(_) => true,
            Self::Tree(_) => true,
            Self::Forest(_) => true,
            Self::Booster(_) => true,
        }
    }

    /// The same without the normalization: inputs are handed over as they are.
    pub(super) fn raw(self) -> Self {
        match self {
            Self::Network(network) => Self::Network(network.raw()),
            Self::Regression(_) => self,
            Self::Tree(_) => self,
            Self::Forest(_) => self,
            Self::Booster(_) => self,
        }
    }

    /// The same model with the numbers that it had at another time.
    pub(super) fn as_it_was(self, then: &'a Variable) -> Self {
        match self {
            Self::Network(network) => Self::Network(Network { variable: then, ..network }),
            Self::Regression(_) => self,
            Self::Tree(_) => self,
            Self::Forest(_) => self,
            Self::Booster(_) => self,
        }
    }

    /// The layers whose numbers can be changed, by name.
    pub(super) fn layers(self) -> Vec<&'a str> {
        match self {
            Self::Network(network) => network.layers().into_iter().map(|(name, _)| name).collect(),
            Self::Regression(regression) => vec![regression.name()],
            Self::Tree(tree) => vec![tree.name()],
            Self::Forest(forest) => vec![forest.name()],
            Self::Booster(booster) => vec![booster.name()],
        }
    }

    /// Those that have their numbers already.
    pub(super) fn built_layers(self) -> Vec<&'a str> {
        match self {
            Self::Network(network) => network.variable.built_layers(),
            Self::Regression(regression) => vec![regression.name()],
            Self::Tree(tree) => vec![tree.name()],
            Self::Forest(forest) => vec![forest.name()],
            Self::Booster(booster) => vec![booster.name()],
        }
    }

    /// The numbers that the learner can change.
    pub(super) fn parameters(self, data: Option<&Data>) -> Vec<ParameterValue> {
        match self {
            Self::Network(network) => network::parameters(network, data),
            Self::Regression(regression) => regression.parameters(data),
            Self::Tree(tree) => tree.parameters(),
            Self::Forest(_) => Vec::new(),
            Self::Booster(_) => Vec::new(),
        }
    }

    /// How often each row of the data that it has learned from was drawn for its first tree.
    pub(super) fn times_drawn(self, data: &Data) -> Option<Vec<usize>> {
        match self {
            Self::Network(_) | Self::Regression(_) | Self::Tree(_) | Self::Booster(_) => None,
            Self::Forest(forest) => forest.grown()?.times_drawn(data),
        }
    }

    /// The shapes of its numbers, from the input to the output.
    pub(super) fn shapes(self) -> Vec<Shape> {
        match self {
            Self::Network(network) => network::shapes(network),
            Self::Regression(regression) => regression.shapes(),
            Self::Tree(_) => Vec::new(),
            Self::Forest(_) => Vec::new(),
            Self::Booster(_) => Vec::new(),
        }
    }

    /// What comes out for `x`, once the numbers are there.
    pub(super) fn output(self, x: &Tensor) -> Option<Tensor> {
        match self {
            Self::Network(network) => network.output(x),
            Self::Regression(regression) => regression.output(x),
            Self::Tree(tree) => tree.output(x),
            Self::Forest(forest) => forest.grown()?.output(x),
            Self::Booster(booster) => booster.output(x),
        }
    }

    /// Whether what comes out is a chance.
    pub(super) fn is_probability(self) -> bool {
        match self {
            Self::Network(network) => network.is_probability(),
            Self::Regression(_) => false,
            Self::Tree(tree) => tree.is_of_classes(),
            Self::Forest(forest) => forest.is_of_classes(),
            Self::Booster(booster) => booster.is_of_classes(),
        }
    }

    /// How the answer for some examples comes about: in a unit of a layer, if one is looked at.
    pub(super) fn explanation(
        self,
        focus: Option<(&str, usize)>,
        x: &Tensor,
        targets: Option<&Tensor>,
    ) -> Option<Arithmetic> {
        match self {
            Self::Network(network) => network::arithmetic(network, focus, x, targets),
            Self::Regression(regression) => regression.arithmetic(x, targets),
            Self::Tree(_) => None,
            Self::Forest(_) => None,
            Self::Booster(_) => None,
        }
    }

    /// Questions and answers in words, where it asks: of the node that is chosen, of some rows.
    /// Targets are those of the rows, where they are known.
    pub(super) fn told(
        self,
        focus: Option<&Parameter>,
        x: Option<&Tensor>,
        targets: Option<&Tensor>,
    ) -> Option<ToldTree> {
        match self {
            Self::Network(_) | Self::Regression(_) => None,
            Self::Tree(tree) => Some(tree.told(focus, x)),
            Self::Forest(forest) => Some(forest.grown()?.told(x)),
            Self::Booster(booster) => booster.told(x, targets),
        }
    }

    /// A line of the arithmetic of a node with these terms left blank, where it asks.
    pub(super) fn with_blanks(self, line: TreeLine, blanks: &[Blank]) -> Option<Vec<Slot>> {
        match self {
            Self::Network(_) | Self::Regression(_) | Self::Forest(_) => None,
            Self::Tree(tree) => tree.with_blanks(line, blanks),
            Self::Booster(booster) => booster.with_blanks(line, blanks),
        }
    }

    /// What its formula is called.
    pub(super) fn equation(self) -> String {
        match self {
            Self::Network(network) => network.equation(),
            Self::Regression(_) => "formula".to_owned(),
            Self::Tree(_) => "tree".to_owned(),
            Self::Forest(_) => "forest".to_owned(),
            Self::Booster(_) => "booster".to_owned(),
        }
    }

    /// w and b, where it is one sigmoid of w · x + b for a single x.
    pub(super) fn single_sigmoid(self) -> Option<(f64, f64)> {
        match self {
            Self::Network(network) => network.single_sigmoid(),
            Self::Regression(_) | Self::Tree(_) | Self::Forest(_) | Self::Booster(_) => None,
        }
    }

    /// Its first output at every place of a plane of two features.
    pub(super) fn surface(self, data: &Data) -> Option<Field> {
        match self {
            Self::Network(network) => network::surface(network, data),
            Self::Regression(regression) => regression::surface(regression, data),
            Self::Tree(tree) => tree::surface(tree, data),
            Self::Forest(forest) => forest::surface(forest.grown()?, data),
            Self::Booster(booster) => booster::surface(booster, data),
        }
    }

    /// The chance of each class at every place of a plane of two features, where there are several.
    pub(super) fn chances(self, data: &Data) -> Option<Vec<Field>> {
        match self {
            Self::Network(network) => network::chances(network, data),
            Self::Regression(_) | Self::Tree(_) | Self::Forest(_) | Self::Booster(_) => None,
        }
    }

    /// The same as a model that tells several classes from each other, if it is one.
    pub(super) fn classifier(self, data: &'a Data, named: Option<Loss>) -> Option<Classifier<'a>> {
        Classifier::of(self.network()?, data, named)
    }

    /// Pictures of what is inside, one of them only if it is asked for or there is much to see.
    pub(super) fn pictures(self, data: &Data, sight: Sight<'_>) -> Vec<(PictureName, Drawing)> {
        match self {
            Self::Network(network) => network::pictures(network, data, sight),
            Self::Regression(regression) => regression::pictures(regression),
            Self::Tree(tree) => tree::pictures(tree, sight),
            Self::Forest(forest) => {
                let grown = forest.grown();
                grown.map(|grown| forest::pictures(grown, data, sight)).unwrap_or_default()
            }
            Self::Booster(booster) => booster::pictures(booster, data, sight),
        }
    }

    /// The network that it is, if it is one.
    pub(super) fn network(self) -> Option<Network<'a>> {
        match self {
            Self::Network(network) => Some(network),
            Self::Regression(_) | Self::Tree(_) | Self::Forest(_) | Self::Booster(_) => None,
        }
    }

    /// The regression that it is, if it is one.
    pub(super) fn regression(self) -> Option<&'a Regression> {
        match self {
            Self::Regression(regression) => Some(regression),
            Self::Network(_) | Self::Tree(_) | Self::Forest(_) | Self::Booster(_) => None,
        }
    }

    /// The tree that it is, if it is one.
    pub(super) fn tree(self) -> Option<&'a DecisionTree> {
        match self {
            Self::Tree(tree) => Some(tree),
            Self::Network(_) | Self::Regression(_) | Self::Forest(_) | Self::Booster(_) => None,
        }
    }

    /// What comes out for the first of some inputs, as a row: how it answers, at little cost.
    pub(super) fn first_output(self, x: &Tensor) -> Option<Tensor> {
        let row = x.shape().first().map_or(0, |rows| (*rows).min(1));
        (x.ndim() > 0)
            .then(|| x.slice_axis(Axis(0), (..row).into()).to_owned())
            .and_then(|first| self.output(&first))
    }

    /// Its first output for an input of one number, at each of `xs`; NaN where it has no weights
    /// yet.
    pub(super) fn sample(self, xs: &[f64]) -> Vec<f64> {
        let inputs: Array1<f32> = xs.iter().map(|x| *x as f32).collect();
        let Some(output) = self.output(&inputs.insert_axis(Axis(1)).into_dyn()) else {
            return vec![f64::NAN; xs.len()];
        };
        let columns = output.len() / xs.len().max(1);
        output.iter().step_by(columns.max(1)).map(|first| f64::from(*first)).collect()
    }
}
