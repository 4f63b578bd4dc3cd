//! By which loss a model is judged, and how it would go down its slope.

use crate::lab::data::Data;
use crate::nn::{Activation, Dense, Loss, Momentum, Optimizer, Sequential};

use super::super::answering::Network;
use super::case::Case;

/// A loss and an optimizer, and where they come from.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Criterion {
    pub(super) loss: Loss,
    /// Who has named the loss.
    pub(super) said: String,
    pub(super) optimizer: Optimizer,
    /// Whether anyone has named the optimizer.
    pub(super) by: Namer,
}

/// Who has named an optimizer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Namer {
    /// The fit of the step.
    Step,
    /// The model, which was compiled with it.
    Model,
    /// Nobody: it is Keras's descent with its usual learning rate.
    Nobody,
}

impl Criterion {
    /// What a step or a model names; else the usual loss of the last activation.
    ///
    /// # Errors
    /// The words for it where no loss compares what comes out with what the data says.
    pub(super) fn of(
        case: &Case<'_>,
        (network, data): (Network<'_>, &Data),
        last: &Dense,
    ) -> Result<Self, String> {
        let sizes = (last.units, data.y.shape()[1]);
        let by_lesson = case.step.backward.as_ref().and_then(|backward| backward.loss);
        if let Some(loss) = by_lesson.filter(|loss| !compares(*loss, sizes)) {
            return Err(format!("{} does not compare {}", plain(loss), counted(sizes)));
        }
        let compiled = network.variable.model().and_then(Sequential::compiled_with);
        let named = named(case, compiled.map(|(_, loss)| loss));
        let found = named.into_iter().find(|(loss, _)| compares(*loss, sizes));
        let (loss, said) = found
            .or_else(|| {
                let loss = usual(last.activation, sizes, data)?;
                Some((loss, format!("No loss is named here: {} is the usual one.", plain(loss))))
            })
            .ok_or_else(|| format!("no loss compares {}", counted(sizes)))?;
        let fit = case.training.map(|training| training.settings().optimizer());
        let (optimizer, by) = match (fit, compiled) {
            (Some(optimizer), _) => (optimizer, Namer::Step),
            (None, Some((optimizer, _))) => (optimizer, Namer::Model),
            (None, None) => (Optimizer::SGD, Namer::Nobody),
        };
        Ok(Self { loss, said, optimizer, by })
    }

    /// Whether a step is the learning rate times the slope, and nothing else.
    pub(super) fn is_plain_descent(&self) -> bool {
        matches!(self.optimizer, Optimizer::Sgd { momentum: Momentum::None, .. })
    }
}

/// The losses that are named, those that are nearest first, each with who has named it.
fn named(case: &Case<'_>, compiled: Option<Loss>) -> Vec<(Loss, String)> {
    let step = case.step;
    let asked = step.backward.as_ref().and_then(|backward| backward.loss);
    let goal = step.goal.as_ref().and_then(|goal| goal.wanted.loss.as_ref()).map(|goal| goal.of);
    let bowl = step.bowl.as_ref().and_then(|bowl| bowl.loss);
    let by = |loss: Option<Loss>, who: &str| {
        loss.map(|loss| (loss, format!("The loss is {who}: {}.", plain(loss))))
    };
    [
        by(asked.or(step.loss()), "that of this step"),
        by(goal, "that of the goal"),
        by(bowl, "that of the picture"),
        by(compiled, "what the model was compiled with"),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// `1 output with 3 numbers of y`.
fn counted((outputs, columns): (usize, usize)) -> String {
    let many = |count: usize| if count == 1 { "" } else { "s" };
    format!("{outputs} output{} with {columns} number{} of y", many(outputs), many(columns))
}

/// A loss in words: `binary crossentropy`.
pub(super) fn plain(loss: Loss) -> String {
    loss.name().replace("(from_logits=True)", " from logits").replace('_', " ")
}

/// Whether a loss compares so many outputs with so many columns of targets.
fn compares(loss: Loss, (outputs, columns): (usize, usize)) -> bool {
    match loss {
        Loss::SparseCategoricalCrossentropy | Loss::SparseCategoricalCrossentropyFromLogits => {
            columns == 1
        }
        // A lone column is repeated.
        Loss::MeanSquaredError | Loss::MeanAbsoluteError => columns == outputs || columns == 1,
        _ => columns == outputs,
    }
}

/// The usual loss behind an activation.
fn usual(activation: Activation, sizes: (usize, usize), data: &Data) -> Option<Loss> {
    let (outputs, columns) = sizes;
    let are_classes = columns == 1 && outputs > 1 && data.has_labels();
    let are_chances = data.y.iter().all(|y| (0.0..=1.0).contains(y));
    let loss = match activation {
        Activation::Softmax if columns == 1 && outputs > 1 => Loss::SparseCategoricalCrossentropy,
        Activation::Softmax if outputs > 1 => Loss::CategoricalCrossentropy,
        Activation::Sigmoid if are_chances && columns == outputs => Loss::BinaryCrossentropy,
        Activation::Linear if are_classes => Loss::SparseCategoricalCrossentropyFromLogits,
        _ => Loss::MeanSquaredError,
    };
    let is_usual = columns == outputs || loss.name().starts_with("sparse");
    Some(loss).filter(|loss| is_usual && compares(*loss, sizes))
}
