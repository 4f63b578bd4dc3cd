//! The numbers behind the live words of a text.

use crate::lesson::live::{Piece, Word, pieces};
use crate::lesson::parameter::{Place, Written};

use super::data::Data;
use super::network::Training;
use super::number::brief;
use super::parameter::ParameterValue;
use super::subject::Subject;

/// What a text may speak of.
pub(super) struct Numbers<'a> {
    pub(super) parameters: &'a [ParameterValue],
    pub(super) subject: Option<Subject<'a>>,
    pub(super) data: Option<&'a Data>,
    pub(super) training: Option<&'a Training>,
}

/// A text with its numbers. A word that has none stays as it is written.
pub(super) fn filled(text: &str, numbers: &Numbers<'_>) -> String {
    let told = |piece: &Piece<'_>| match piece {
        Piece::Text(text) => (*text).to_owned(),
        Piece::Live(word, written) => numbers.of(word).unwrap_or_else(|| (*written).to_owned()),
    };
    pieces(text).iter().map(told).collect()
}

impl Numbers<'_> {
    fn of(&self, word: &Word) -> Option<String> {
        match word {
            Word::Number { layer, place } => self.number(layer.as_deref(), *place),
            Word::Output(row) => self.output(*row),
            Word::Loss => self.training?.loss().map(|loss| rounded(f64::from(loss))),
            Word::Epochs => Some(self.training?.history().loss.len().to_string()),
        }
    }

    fn number(&self, layer: Option<&str>, place: Written) -> Option<String> {
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
        Some(rounded(f64::from(found.value)))
    }

    fn output(&self, row: usize) -> Option<String> {
        let x = &self.data?.x;
        if row >= x.shape()[0] {
            return None;
        }
        let row = x.slice_axis(ndarray::Axis(0), (row..=row).into()).to_owned();
        let output = self.subject?.output(&row)?;
        output.iter().next().map(|first| rounded(f64::from(*first)))
    }
}

/// Five digits are as many as a reader compares.
fn rounded(value: f64) -> String {
    brief(format!("{value:.4e}").parse().unwrap_or(value))
}
