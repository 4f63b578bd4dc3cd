//! A number that the learner can change.

use serde::Serialize;

use crate::journal::Parameter;

/// A weight or bias and its value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ParameterValue {
    /// Which one.
    pub parameter: Parameter,
    /// How it is called within its layer: `w`, or `w[0, 2]` where there are several.
    pub name: String,
    /// Its value.
    pub value: f32,
    /// How far one nudge moves it.
    pub nudge: f32,
    /// What it was at the end of the run that the training was started over from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<f32>,
    /// Whether the step holds it, so that it cannot be changed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_held: bool,
}
