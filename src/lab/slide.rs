//! The number that can be slid at a step, and what comes of it.

use serde::Serialize;

use crate::journal::Slider;
use crate::lesson::format::Over;

use super::network::Piece;

/// The number that can be slid at a step.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Slide {
    /// Which one.
    pub slider: Slider,
    /// What it belongs to: `sigmoid`.
    pub of: String,
    /// What it is called: `z`, or `z[0]` where there are several.
    pub name: String,
    /// Where it is.
    pub value: f32,
    /// How far one nudge moves it.
    pub nudge: f32,
    /// The only values that it can have, where there are only some.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stops: Vec<f32>,
    /// What comes of it, in parts that are equal: the first is what is asked, the last the answer,
    /// and the way between them can be left out.
    pub equation: Vec<Vec<Piece>>,
}

impl Slide {
    /// One along the values of a setting that are tried, with what is told of the value where it is.
    pub(super) fn along(over: &Over, of: &str, value: f32, told: Option<Piece>) -> Self {
        Self {
            slider: over.slider,
            of: of.to_owned(),
            name: over.slider.name().to_owned(),
            value,
            // Its values are taken one after the other, however far apart they are.
            nudge: 1.0,
            stops: over.stops(),
            equation: told.into_iter().map(|told| vec![told]).collect(),
        }
    }
}
