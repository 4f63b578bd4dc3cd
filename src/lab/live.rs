//! The numbers behind the live words of a text.

use std::borrow::Cow;

use crate::journal::Slider;
use crate::lesson::live::{Piece, Word, pieces};
use crate::lesson::parameter::{Place, Written};
use crate::nn::{Activation, Tensor};

use super::at::At;
use super::errors;
use super::explaining;
use super::network::Training;
use super::number::brief;
use super::parameter::ParameterValue;
use super::softmax::Softmax;
use super::state::State;
use super::subject::Subject;
use super::tensors::decimal;

/// What a text may speak of.
pub(super) struct Numbers<'a> {
    pub(super) parameters: Cow<'a, [ParameterValue]>,
    pub(super) subject: Option<Subject<'a>>,
    /// The inputs that the step is about: its own, or those of the data.
    pub(super) x: Option<Cow<'a, Tensor>>,
    pub(super) training: Option<&'a Training>,
    z: Option<f32>,
    softmax: Option<Softmax>,
    /// Whether a softmax makes chances of what comes out.
    is_softmax: bool,
    threshold: Option<f32>,
    /// What can be slid at the step, each with its value.
    tried: Vec<(Slider, f64)>,
    state: &'a State,
}

/// A text with its numbers. A word that has none stays as it is written.
pub(super) fn filled(text: &str, numbers: &Numbers<'_>) -> String {
    filled_by(text, |word| numbers.of(word))
}

/// The same with numbers that are found out word by word.
pub(super) fn filled_by(text: &str, number: impl Fn(&Word) -> Option<String>) -> String {
    let told = |piece: &Piece<'_>| match piece {
        Piece::Text(text) => (*text).to_owned(),
        Piece::Live(word, written) => number(word).unwrap_or_else(|| (*written).to_owned()),
    };
    pieces(text).iter().map(told).collect()
}

impl<'a> Numbers<'a> {
    /// Those of a step in some state.
    pub(super) fn at(at: At<'_>, state: &'a State, training: Option<&'a Training>) -> Self {
        let asked = explaining::asked(at, state);
        let data = state.data.as_deref();
        let subject = explaining::subject(&asked, state);
        let own = asked.x.filter(|_| asked.own).map(Cow::Owned);
        let slid = |((slider, _), value): ((Slider, f32), &f32)| (slider, decimal(*value));
        Self {
            parameters: subject.map(|s| s.parameters(data)).unwrap_or_default().into(),
            subject,
            x: own.or(data.map(|data| Cow::Borrowed(&data.x))),
            training,
            z: state.slid.first().copied().filter(|_| at.slides(Slider::Z(0))),
            softmax: state.softmax(),
            is_softmax: asked.softmax,
            threshold: asked.threshold,
            tried: at.step().sliders().into_iter().zip(&state.slid).map(slid).collect(),
            state,
        }
    }

    /// The number that a word stands for, as it stands in a text.
    pub(super) fn of(&self, word: &Word) -> Option<String> {
        let number = self.value(word).map(|value| match word {
            Word::Epochs => value.to_string(),
            // A value that was written down is told as it was written.
            Word::Tried(_) => written(value),
            _ => rounded(value),
        });
        let is_open = self.state.is_refused() || self.state.growing().is_some();
        number.or_else(|| is_open.then(|| NOT_THERE.to_owned()))
    }

    /// The number behind a word.
    pub(super) fn value(&self, word: &Word) -> Option<f64> {
        match word {
            Word::Number { layer, place } => self.number(layer.as_deref(), *place),
            Word::Output(row) => self.output(*row),
            Word::Loss => self.training?.loss().map(f64::from),
            Word::Epochs => Some(self.training?.history().loss.len() as f64),
            Word::Z => self.z.map(f64::from),
            Word::Threshold => self.threshold.map(f64::from),
            Word::Error(part) => errors::of(self.state, *part),
            Word::Tree(measure) => Some(self.subject?.tree()?.measure(*measure)),
            Word::Tried(slider) => self.tried(*slider),
            // Only a card knows of other steps.
            Word::There { .. } => None,
        }
    }

    /// A setting of the regression that the step is about.
    fn tried(&self, slider: Slider) -> Option<f64> {
        match self.subject.and_then(Subject::regression) {
            Some(regression) => regression.settings.value_of(slider),
            None => self.tried.iter().find(|(tried, _)| *tried == slider).map(|(_, value)| *value),
        }
    }

    fn number(&self, layer: Option<&str>, place: Written) -> Option<f64> {
        let mut layers: Vec<&str> =
            self.parameters.iter().map(|value| value.parameter.layer.as_str()).collect();
        layers.dedup();
        let layer = match (layer, layers.as_slice()) {
            (Some(layer), _) => layer,
            (None, [only]) => only,
            (None, _) => return None,
        };
        let of_layer = self.parameters.iter().filter(|value| value.parameter.layer == layer);
        let is_weight = |place: Place| matches!(place, Place::Weight { .. });
        let (wanted, is_only) = match place {
            Written::Only(wanted) => (wanted, true),
            Written::At(wanted) => (wanted, false),
        };
        let alike = |value: &&ParameterValue| is_weight(value.parameter.place) == is_weight(wanted);
        if is_only && of_layer.clone().filter(alike).count() != 1 {
            return None;
        }
        let found = of_layer.into_iter().find(|value| value.parameter.place == wanted)?;
        Some(f64::from(found.value))
    }

    fn output(&self, row: usize) -> Option<f64> {
        if let Some(softmax) = &self.softmax {
            return softmax.shares.get(row).map(|share| f64::from(share.chance));
        }
        let x = self.x.as_deref()?;
        if x.ndim() < 2 || row >= x.shape()[0] {
            return None;
        }
        let row = x.slice_axis(ndarray::Axis(0), (row..=row).into()).to_owned();
        let mut output = self.subject?.output(&row)?;
        if self.is_softmax {
            Activation::Softmax.apply(&mut output);
        }
        output.iter().next().map(|first| f64::from(*first))
    }
}

/// A number as a person writes it.
fn written(value: f64) -> String {
    if value != 0.0 && value.abs() < 1e-3 { format!("{value:e}") } else { value.to_string() }
}

/// A number as it stands in a text: five digits are as many as a reader compares.
fn rounded(value: f64) -> String {
    // Below 10 `brief` shows no more than five, and a number is rounded only once.
    brief(match value.abs() {
        ..10.0 => value,
        // The ones of a number are never made up.
        1e4..1e9 => value.round(),
        _ => format!("{value:.4e}").parse().unwrap_or(value),
    })
}

/// What stands for a number while there is no model: it has still to grow, or its settings cannot be.
const NOT_THERE: &str = "…";
