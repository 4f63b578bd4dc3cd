//! The number that can be slid at a step, and what comes of it.

use serde::Serialize;

use crate::journal::Slider;
use crate::lesson::format::{Over, Tunable};

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
    /// A setting that can have any value.
    pub(super) fn of_setting(slider: Slider, of: &str, value: f32) -> Self {
        Self {
            slider,
            of: of.to_owned(),
            name: slider.name().to_owned(),
            value,
            nudge: if value.fract() == 0.0 {
                slider.nudge()
            } else {
                slider.nudge().min(OF_A_SHARE)
            },
            stops: Vec::new(),
            equation: Vec::new(),
        }
    }

    /// The settings of an action that can be changed, at these values, with what is told of the one that
    /// is tried.
    pub(super) fn of_settings(
        action: &impl Tunable,
        over: Option<&Over>,
        of: &str,
        values: &[f32],
        told: Option<Piece>,
    ) -> Vec<Self> {
        let slide = |((slider, _), value): ((Slider, f64), &f32)| match over
            .filter(|over| over.slider == slider)
        {
            Some(over) => Self::along(over, of, *value, told.clone()),
            None => Self::of_setting(slider, of, *value),
        };
        action.cells().into_iter().zip(values).map(slide).collect()
    }

    /// One along the values of a setting that are tried, with what is told of the value where it is.
    pub(super) fn along(over: &Over, of: &str, value: f32, told: Option<Piece>) -> Self {
        Self {
            // Its values are taken one after the other, however far apart they are.
            nudge: 1.0,
            stops: over.stops(),
            equation: told.into_iter().map(|told| vec![told]).collect(),
            ..Self::of_setting(over.slider, of, value)
        }
    }
}

/// How far one nudge moves a share.
const OF_A_SHARE: f32 = 0.1;
