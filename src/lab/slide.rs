//! The number that can be slid at a step, and what comes of it.

use serde::Serialize;

use crate::journal::Slider;

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
