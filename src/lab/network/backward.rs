//! Forward, Loss, Backward, Update: one example on its way through a network and back, term by term
//! with its numbers.
//!
//! All values and slopes are those that the engine records; here they are put into words.

mod back;
mod bend;
mod case;
mod criterion;
mod loss;
mod noise;
mod nudge;
mod page;
mod part;
mod passed;
mod rows;
mod step;
mod there;
mod told;
mod written;

use ndarray::Axis;
use serde::Serialize;

use crate::lab::data::Data;
use crate::nn::{Tape, Tensor};

use super::answering::Network;

use criterion::Criterion;
use page::Page;
use part::Part;

pub(in crate::lab) use case::Case;
pub use told::{About, Agreement, Check, Stage, Walkthrough, WorkedTerm};

/// Whether the way of an example through the network and back can be told.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Backward {
    /// It cannot, for this reason.
    Missing(String),
    /// It can, and nobody has asked.
    Offered,
    /// It is told.
    Told(Box<Walkthrough>),
}

impl Backward {
    /// What is told, if it is.
    pub fn told(&self) -> Option<&Walkthrough> {
        match self {
            Self::Told(walkthrough) => Some(walkthrough),
            Self::Missing(_) | Self::Offered => None,
        }
    }

    /// Whether nothing of it is told.
    pub fn is_untold(&self) -> bool {
        self.told().is_none()
    }
}

/// Whether the way can be told.
pub(in crate::lab) fn offered(case: &Case<'_>) -> Backward {
    match ready(case) {
        Ok(_) => Backward::Offered,
        Err(reason) => Backward::Missing(reason),
    }
}

/// Tells the way, if it can be told.
pub(in crate::lab) fn told(case: &Case<'_>) -> Backward {
    match ready(case).and_then(|ready| tell(case, &ready)) {
        Ok(walkthrough) => Backward::Told(Box::new(walkthrough)),
        Err(reason) => Backward::Missing(reason),
    }
}

/// All that it takes.
struct Ready<'a> {
    network: Network<'a>,
    data: &'a Data,
    criterion: Criterion,
}

fn ready<'a>(case: &Case<'a>) -> Result<Ready<'a>, String> {
    let no = |reason: &str| Err(reason.to_owned());
    let Some(network) = case.network else { return no(NO_MODEL) };
    let layers = network.layers();
    let Some((_, last)) = layers.last() else {
        return no("there are no neurons in this model, so there are no weights with slopes");
    };
    let Some(data) = case.data else {
        return no("nothing here says what the answer should be, so there is no loss");
    };
    if !network.variable.is_built() {
        return no("the model has no weights yet: they come with the first data it sees");
    }
    if network.numbers() > NUMBERS {
        return Err(format!(
            "the model has {} weights, too many to go through one by one: {NUMBERS} at most",
            network.numbers()
        ));
    }
    if layers[0].1.kernel().map(ndarray::ArrayBase::nrows) != data.x.shape().get(1).copied() {
        return no("a row of the data has not as many numbers as the model takes in");
    }
    let criterion = Criterion::of(case, (network, data), last)?;
    Ok(Ready { network, data, criterion })
}

const NO_MODEL: &str = "there is no model at this step for an example to go through";

/// Of more weights nobody would go through all terms.
const NUMBERS: usize = 300;

fn tell(case: &Case<'_>, ready: &Ready<'_>) -> Result<Walkthrough, String> {
    let Ready { network, data, criterion } = ready;
    let refused = |_| "Keras would refuse this data: no loss compares it".to_owned();
    let model = network.variable.as_model().ok_or(NO_MODEL)?;
    let row = case.example.min(data.x.shape()[0].saturating_sub(1));
    let one = |table: &Tensor| table.slice_axis(Axis(0), (row..=row).into()).to_owned();
    let (x, y) = (network.given(&one(&data.x)), one(&data.y));
    let mut tape = Tape::new(model.clone(), criterion.loss, (&x, &y)).map_err(refused)?;
    let record = tape.record(0).ok_or("there is no row here")?;
    if !record.loss.is_finite() {
        return Err(
            "the loss is not a finite number with these weights, so it has no slopes".to_owned()
        );
    }
    let (all_x, all_y) = match case.training {
        Some(training) => training.learned(),
        None => (network.given(&data.x), data.y.clone()),
    };
    let all = rows::mean(&model, criterion.loss, (&all_x, &all_y), network.numbers());
    let layers = network.layers();
    let page = Page { layers: &layers, record: &record, criterion, all: all.as_ref(), row };
    let after = step::after(model, (criterion.loss, criterion.optimizer), (&x, &y));
    let terms = [
        there::terms(&page),
        vec![loss::term(&page)],
        back::terms(&page, &mut tape),
        step::terms(&page, after.as_deref()),
    ]
    .concat();
    let Part { begin, printed, pictured } = part::of(case.step, *network, &terms);
    Ok(Walkthrough {
        row,
        loss: criterion.loss.name(),
        begin,
        printed,
        pictured,
        terms,
        slopes: record.layers.iter().map(|layer| layer.slope_of_z.clone()).collect(),
        beside: vec![
            format!("y {}", loss::targets(&page)),
            format!("loss {}", super::arithmetic::number(record.loss)),
        ],
    })
}
