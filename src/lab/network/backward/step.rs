//! Update: a step of every weight against its slope, as the optimizer takes it.

use crate::nn::{Fit, Loss, Momentum, Optimizer, Sequential, Settings, Shuffle, Tensor};

use super::super::arithmetic::number;
use super::criterion::Namer;
use super::noise;
use super::page::{At, Page};
use super::told::{About, Stage, WorkedTerm};
use super::written::{bracketed, equals, read};

/// All weights after the first step of an optimizer that learns from some rows together: layer by
/// layer, row by row, then the biases. None where that leaves the finite numbers.
pub(super) fn after(
    mut model: Sequential,
    (loss, optimizer): (Loss, Optimizer),
    (x, y): (&Tensor, &Tensor),
) -> Option<Vec<f32>> {
    let batch_size = x.shape()[0];
    let settings = Settings { batch_size, epochs: 2, shuffle: Shuffle::Off, ..Settings::default() };
    model.compile(optimizer, loss, None);
    let mut fit = Fit::new(model, x, y, &settings).ok()?;
    fit.next_batch()?;
    // A step that fails ends the training at once, and takes the weights back.
    fit.end().is_none().then(|| fit.weights().collect())
}

/// A term for each weight, in the order of the screen.
pub(super) fn terms(page: &Page<'_>, after: Option<&[f32]>) -> Vec<WorkedTerm> {
    let numbers = (0..page.layers.len()).flat_map(|layer| page.numbers_in(layer));
    let new = |index: usize| after.and_then(|after| after.get(index).copied());
    numbers.enumerate().map(|(index, at)| term(page, at, new(index))).collect()
}

fn term(page: &Page<'_>, at: At, after: Option<f32>) -> WorkedTerm {
    WorkedTerm {
        stage: Stage::Update,
        about: About::Number { layer: at.layer, parameter: page.parameter(at) },
        title: format!("A step of {}", page.number(at)),
        lines: lines(page, at, after),
        why: why(page),
        check: None,
        notes: note(page, at).into_iter().collect(),
    }
}

fn lines(page: &Page<'_>, at: At, after: Option<f32>) -> Vec<String> {
    let (symbol, slope) = (page.symbol(at), page.slope(at));
    let optimizer = &page.criterion.optimizer;
    let rate = optimizer.learning_rate();
    let Some(after) = after else {
        return vec![format!("{symbol} - rate · slope is larger than a float32 can be")];
    };
    let (old, new) = (number(at.value), number(after));
    if !page.criterion.is_plain_descent() {
        let name = optimizer.name();
        return vec![format!("{symbol} from {old} to {new}, by {name} with rate {}", number(rate))];
    }
    let pencil = read(at.value) - read(rate) * read(slope);
    let numbers = format!("{old} - {} · {}", number(rate), bracketed(slope));
    vec![
        format!("{symbol} becomes {symbol} - rate · slope"),
        format!("{numbers} {} {new}", equals(pencil, after)),
    ]
}

fn why(page: &Page<'_>) -> String {
    let criterion = page.criterion;
    let optimizer = &criterion.optimizer;
    let rate = number(optimizer.learning_rate());
    let name = optimizer.name();
    let way = match optimizer {
        Optimizer::Sgd { momentum: Momentum::None, .. } => {
            "Against the slope, so that the loss falls; the learning rate says how far.".to_owned()
        }
        Optimizer::Sgd { momentum: Momentum::Plain(_), .. } => {
            "A first step, against the slope. From the next one on, momentum adds the step before."
                .to_owned()
        }
        Optimizer::Sgd { momentum: Momentum::Nesterov(_), .. } => {
            "A first step, against the slope. Nesterov's momentum looks one step ahead, so that it \
             is longer."
                .to_owned()
        }
        Optimizer::Adam { .. } => format!(
            "Against the slope, but {name} divides it by its usual size. In a first step that is \
             the slope itself, so that any weight with a slope moves by {rate}."
        ),
        Optimizer::RmsProp { .. } => format!(
            "Against the slope, but {name} divides it by its usual size, so that in a first step \
             any weight with a slope moves equally far."
        ),
    };
    let by = match criterion.by {
        Namer::Step => String::new(),
        Namer::Model => format!(" The model was compiled with {name}, learning rate {rate}."),
        Namer::Nobody => {
            format!(" No optimizer is named here: this is Keras's {name}, learning rate {rate}.")
        }
    };
    format!("{way}{by}")
}

/// The step of all rows together.
fn note(page: &Page<'_>, at: At) -> Option<String> {
    let all = page.all.filter(|all| all.rows > 1)?;
    let alone = format!("That is X[{}] alone.", page.row);
    if !page.criterion.is_plain_descent() {
        return Some(format!("{alone} A batch goes by the mean slope of its rows."));
    }
    let mean = noise::mean(all, at);
    Some(format!("{alone} A batch of all {} rows goes by their mean slope, {mean}.", all.rows))
}
