//! What stands in the way of a training, recognised from its numbers and said in plain words.

use serde::Serialize;

use crate::lab::number::brief;
use crate::lab::state::State;
use crate::lab::subject::Subject;
use crate::lesson::format::OptimizerName;
use crate::nn::{Activation, Dense, End, Loss, NotFinite, Tensor};

use super::answering::Network;
use super::column;
use super::slope::Unit;
use super::training::Training;

/// Something that keeps a model from learning.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// What it is.
    pub trouble: Trouble,
    /// The same for people: what happened, where, and what to try.
    pub text: String,
}

/// What can keep a model from learning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// The loss or a weight has left the finite numbers.
    Overflow,
    /// The loss takes sums for chances.
    Logits,
    /// The loss grows.
    Diverging,
    /// The steps are so short that little happens.
    RateTooSmall,
    /// The loss has stopped falling, and not because all is right.
    Plateau,
    /// The loss has stopped falling at the lowest place that there is.
    Bottom,
    /// A unit gives 0 for every example, and its slope is 0 too.
    DeadUnit,
    /// The outputs of a unit are so near to their limit that its slope is nearly 0.
    Saturation,
}

/// What there is to say, the gravest first. Before the first batch there is nothing.
pub(in crate::lab) fn of(training: &Training, state: &State) -> Vec<Finding> {
    if training.is_at_start() {
        return Vec::new();
    }
    if let Some(finding) = overflow(training) {
        return vec![finding];
    }
    if let Some(finding) = logits(training, state) {
        return vec![finding];
    }
    let mut units = network(state).map(|model| units(training, model.raw())).unwrap_or_default();
    // Where all are right already, a unit that is off stands in nobody's way.
    if !units.is_empty() && is_right(training, state) {
        units.clear();
    }
    let slow = || rate_too_small(training, state).or_else(|| plateau(training, state));
    match diverging(training) {
        Some(finding) => vec![finding],
        // A unit that is stuck is why the loss is.
        None => units.into_iter().chain(slow()).collect(),
    }
}

fn network(state: &State) -> Option<Network<'_>> {
    state.subject().and_then(Subject::network)
}

/// Whether every example is on its side of 0.5.
fn is_right(training: &Training, state: &State) -> bool {
    let wrong = network(state).and_then(|model| wrong(training, model.raw()));
    wrong.is_some_and(|wrong| wrong.count == 0)
}

fn overflow(training: &Training) -> Option<Finding> {
    let Some(End::NotFinite { epoch, batch, cause }) = training.end() else { return None };
    let what = match cause {
        NotFinite::Loss => "the loss",
        NotFinite::Weight => "a weight",
    };
    let place = match training.fit().batches() {
        1 => format!("epoch {}", epoch + 1),
        _ => format!("epoch {}, batch {}", epoch + 1, batch + 1),
    };
    let rate = training.settings().optimizer().learning_rate();
    let text = format!(
        "At {place} {what} outgrew a float32. Keras goes on, to nan; here the last finite \
         weights are kept. Make learning_rate smaller than {}, then r.",
        brief(f64::from(rate))
    );
    Some(Finding { trouble: Trouble::Overflow, text })
}

/// The loss takes sums, which may be anything, for chances, and nobody says so.
fn logits(training: &Training, state: &State) -> Option<Finding> {
    let layers = network(state).map(Network::layers)?;
    let (name, last) = layers.last()?;
    let activation = match training.settings().loss {
        Loss::BinaryCrossentropy => "sigmoid",
        Loss::CategoricalCrossentropy | Loss::SparseCategoricalCrossentropy => "softmax",
        _ => return None,
    };
    let text = format!(
        "{name} puts out sums, and the loss takes them for chances: outside 0 to 1 they are cut \
         off. Write from_logits=True in the loss, or give {name} a {activation}."
    );
    let is_it = last.activation == Activation::Linear;
    is_it.then_some(Finding { trouble: Trouble::Logits, text })
}

/// The loss is well above where it began or has been, and has risen again of late.
fn diverging(training: &Training) -> Option<Finding> {
    let first = f64::from(training.trace().first_loss()?);
    let curve = training.curve();
    let [.., [_, earlier], [_, before], [_, last]] = curve.as_slice() else { return None };
    let best = curve.iter().map(|point| point[1]).fold(first, f64::min);
    let rises = last > before && (before > earlier || curve.len() < 4);
    let grows = rises && (*last > 1.5 * first || *last > FAR_ABOVE * best.max(1e-6 * first));
    let text = format!(
        "The loss grows: it was {} at its best and is {} now. Each step lands higher on the other \
         side. Make learning_rate smaller.",
        brief(best),
        brief(*last)
    );
    grows.then_some(Finding { trouble: Trouble::Diverging, text })
}

/// Chance alone does not bring a loss so far above its best.
const FAR_ABOVE: f64 = 100.0;

/// Little has happened, though there is a slope to go down.
fn rate_too_small(training: &Training, state: &State) -> Option<Finding> {
    let trace = training.trace();
    let first = f64::from(trace.first_loss()?);
    let (last, epochs) = (training.curve().last()?[1], trace.epochs());
    let settings = training.settings();
    let rate = f64::from(settings.optimizer().learning_rate());
    let batches = trace.batches() as f64;
    let fell = first - last;
    let enough = batches >= 10.0 && 10.0 * epochs >= settings.epochs as f64;
    // What the whole training would come to at this pace.
    let in_all = fell / epochs * settings.epochs as f64;
    let is_slow = fell > 0.0 && fell < 0.3 * first && in_all < 0.3 * first;
    let has_slope = match settings.optimizer {
        // A step of SGD lowers the loss by the rate times the squared slope.
        OptimizerName::Sgd => fell / (rate * batches) > 0.01 * first,
        // The others move every weight by about the rate.
        OptimizerName::Rmsprop | OptimizerName::Adam => rate * batches < 0.5,
    };
    let text = format!(
        "The loss falls, but hardly: from {} to {} in {} steps. The slope is there, the steps are \
         too short. Try a learning_rate 10 times as large.",
        brief(first),
        brief(last),
        trace.batches()
    );
    let is_it = enough && is_slow && has_slope && !is_at_bottom(training, state, last);
    is_it.then_some(Finding { trouble: Trouble::RateTooSmall, text })
}

/// Whether a single unit has come to where its loss can hardly fall any more.
fn is_at_bottom(training: &Training, state: &State, loss: f64) -> bool {
    fall(training, state).is_some_and(|fall| fall <= LEVEL * loss)
}

/// How far the loss of a single unit can still fall, where that is known.
fn fall(training: &Training, state: &State) -> Option<f64> {
    let (x, y) = training.learned();
    Unit::with(x, y, network(state)?, training.settings().loss)?.fall()
}

/// Over the last half of the training the loss has not moved, and it is not near 0 either.
fn plateau(training: &Training, state: &State) -> Option<Finding> {
    let model = network(state).map(Network::raw);
    let trace = training.trace();
    let points = training.curve();
    let first = f64::from(trace.first_loss()?);
    let half = &points[points.len() / 2..];
    let last = half.last()?[1];
    let (low, high) = half
        .iter()
        .fold((f64::INFINITY, 0.0_f64), |(low, high), p| (low.min(p[1]), high.max(p[1])));
    let epochs = (half.last()?[0] - half.first()?[0]).round();
    let is_level =
        points.len() >= LONG && epochs >= 10.0 && high - low < LEVEL * high && last > 1e-3 * first;
    if !is_level {
        return None;
    }
    let wrong = model.and_then(|model| wrong(training, model));
    if wrong.as_ref().is_some_and(|wrong| wrong.count == 0) {
        return None;
    }
    let (trouble, meaning) = meaning(training, state, last);
    // At the lowest loss there is, another threshold may still tell more of them right.
    let told = wrong.filter(|_| trouble != Trouble::Bottom).map(|wrong| wrong.told());
    let told = told.unwrap_or_default();
    let text =
        format!("For {epochs} epochs the loss has stayed at {}. {told}{meaning}", brief(last));
    Some(Finding { trouble, text })
}

/// Whether a level loss is the bottom of a bowl, a slope that is too gentle for these steps, or a
/// place that other weights may be out of.
fn meaning(training: &Training, state: &State, loss: f64) -> (Trouble, &'static str) {
    let layers = network(state).map(Network::layers).unwrap_or_default();
    let is_linear = layers.iter().all(|(_, layer)| layer.activation == Activation::Linear);
    match fall(training, state) {
        Some(fall) if fall > LEVEL * loss => (
            Trouble::RateTooSmall,
            "It could fall further, but the slope left is too gentle for these steps. Scaled inputs \
             allow longer ones.",
        ),
        Some(_) => (
            Trouble::Bottom,
            "It is the bottom of the bowl: no weights of this unit have a smaller loss.",
        ),
        None if is_linear => (
            Trouble::Plateau,
            "Linear layers in a row come to a single line, and no line does better.",
        ),
        None if layers.len() > 1 => (
            Trouble::Plateau,
            "It is a plateau, or the best there is from here. New random weights (n) may end lower.",
        ),
        None => (Trouble::Plateau, "There is next to no slope here to go down."),
    }
}

/// How many points a level stretch has to have, and how level it has to be.
const LONG: usize = 40;
const LEVEL: f64 = 0.01;

/// The examples on the wrong side of 0.5.
struct Wrong {
    count: usize,
    rows: usize,
    /// Whether every answer lies at 0.5, and on neither side.
    is_undecided: bool,
}

impl Wrong {
    fn told(&self) -> String {
        match self.count {
            _ if self.is_undecided => "The answer is one half for every example. ".to_owned(),
            1 => format!("1 of {} is still on the wrong side. ", self.rows),
            count => format!("{count} of {} are still on the wrong side. ", self.rows),
        }
    }
}

fn wrong(training: &Training, model: Network<'_>) -> Option<Wrong> {
    let (x, y) = &training.learned();
    let is_yes_or_no = model.layers().last()?.1.activation == Activation::Sigmoid;
    let output = model.output(x).filter(|output| is_yes_or_no && output.shape() == y.shape())?;
    let count = output.iter().zip(y).filter(|(p, y)| (**p > 0.5) != (**y > 0.5)).count();
    let is_undecided = output.iter().all(|p| (p - 0.5).abs() < 0.01);
    Some(Wrong { count, rows: y.shape()[0], is_undecided })
}

/// Units that nothing can be learned through any more.
fn units(training: &Training, model: Network<'_>) -> Vec<Finding> {
    let (x, y) = training.first_learned(ROWS);
    let Some(forwards) = model.forward(&x) else { return Vec::new() };
    let layers = model.layers();
    let last = layers.len().saturating_sub(1);
    let at_start = || training.origin().forward(&x).ok().filter(|_| training.tried().is_none());
    let mut findings = Vec::new();
    for (index, ((name, layer), forward)) in layers.iter().zip(&forwards).enumerate() {
        if layer.activation == Activation::Relu && index < last {
            let before = || at_start()?.into_iter().nth(index).map(|forward| forward.z);
            findings.extend(dead(name, layer, &forward.z, before));
            continue;
        }
        for unit in 0..layer.units {
            let z = column::of(&forward.z, unit);
            let label = if layer.units == 1 {
                format!("The unit of {name}")
            } else {
                format!("Unit {unit} of {name}")
            };
            findings.extend(match layer.activation {
                Activation::Sigmoid | Activation::Tanh if index < last => saturated(&label, &z, &x),
                Activation::Sigmoid => {
                    let y = column::of(&y, unit);
                    sure_and_wrong(&label, &z, &y, training.settings().loss)
                }
                _ => None,
            });
        }
    }
    findings
}

const ROWS: usize = 256;

/// The units of a layer that give 0 for every example. Where there are many and half of them are not
/// so, it does not matter.
fn dead(
    name: &str,
    layer: &Dense,
    z: &Tensor,
    at_start: impl Fn() -> Option<Tensor>,
) -> Option<Finding> {
    let is_dead = |z: &Tensor, unit: usize| column::of(z, unit).iter().all(|z| *z <= 0.0);
    let dead: Vec<usize> = (0..layer.units).filter(|unit| is_dead(z, *unit)).collect();
    let is_spared = layer.units >= SPARE && 2 * dead.len() <= layer.units;
    if dead.is_empty() || is_spared || is_priced_out(layer, &dead) {
        return None;
    }
    let who = match dead.as_slice() {
        [_] if layer.units == 1 => format!("The unit of {name} is dead"),
        [unit] => format!("Unit {unit} of {name} is dead"),
        several => format!("{} of {} units of {name} are dead", several.len(), layer.units),
    };
    let was_dead = at_start().is_some_and(|z| dead.iter().all(|unit| is_dead(&z, *unit)));
    let advice = if was_dead {
        "So it was from the start: n draws new weights."
    } else {
        "r starts over, with a smaller learning_rate; or n draws new weights."
    };
    let text = format!("{who}: z is never above 0, so no slope comes back. {advice}");
    Some(Finding { trouble: Trouble::DeadUnit, text })
}

/// Whether a cost of large weights has made an end of theirs: then the layer does without them, as it
/// should.
fn is_priced_out(layer: &Dense, dead: &[usize]) -> bool {
    let is_priced = layer.l2().is_some_and(|l2| l2 > 0.0);
    let is_nothing = |unit: &usize| {
        layer.kernel().is_some_and(|w| w.column(*unit).iter().all(|w| w.abs() < 1e-4))
    };
    is_priced && dead.iter().all(is_nothing)
}

/// Of so many units some can be spared.
const SPARE: usize = 6;

/// Far out, and on the same side for all: then it tells no example from another.
fn saturated(label: &str, z: &[f32], x: &Tensor) -> Option<Finding> {
    let far = z.iter().filter(|z| z.abs() > FAR).count();
    let is_same = z.iter().all(|z| *z > 0.0) || z.iter().all(|z| *z < 0.0);
    let nearest = z.iter().fold(f32::INFINITY, |nearest, z| nearest.min(z.abs()));
    let is_scaled = x.iter().all(|x| x.abs() <= SMALL);
    let advice = if is_scaled {
        "Long steps took it there: r, and a smaller learning_rate."
    } else {
        "Are the inputs scaled?"
    };
    let text = format!(
        "{label} is saturated: z is {} or more from 0 nearly always, and its slope is almost 0. \
         {advice}",
        brief(f64::from(nearest.floor()))
    );
    let is_saturated = is_same && 100 * far >= 99 * z.len();
    is_saturated.then_some(Finding { trouble: Trouble::Saturation, text })
}

/// Behind a sigmoid squared error has next to no slope where the answer is most wrong.
fn sure_and_wrong(label: &str, z: &[f32], y: &[f32], loss: Loss) -> Option<Finding> {
    if !matches!(loss, Loss::MeanSquaredError | Loss::MeanAbsoluteError) {
        return None;
    }
    let is_stuck = |(z, y): &(&f32, &f32)| z.abs() > FAR && (**z > 0.0) != (**y > 0.5);
    let stuck = z.iter().zip(y).filter(is_stuck).count();
    let text = format!(
        "{label} is saturated: sure of the wrong answer for {stuck} of {} examples. There this loss \
         has almost no slope; binary_crossentropy has one.",
        z.len()
    );
    (stuck > 0).then_some(Finding { trouble: Trouble::Saturation, text })
}

/// From here on the slope of a sigmoid is below 0.02.
const FAR: f32 = 4.0;
/// Inputs that have been scaled are hardly ever further from 0.
const SMALL: f32 = 5.0;
