//! A number that is no weight and can be slid.

use serde::{Deserialize, Serialize};

/// A number that is no weight and can be slid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slider {
    /// Where an activation is looked at.
    Z,
    /// From where on an output counts as a yes.
    Threshold,
    /// The highest power of the inputs.
    Degree,
    /// How much large weights cost.
    Alpha,
    /// How many rows are learned from.
    Rows,
    /// How much large weights of layers cost.
    L2,
    /// How many units a layer has.
    Units,
    /// How long the steps of a training are.
    LearningRate,
}

impl Slider {
    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Z => "z",
            Self::Threshold => "threshold",
            Self::Degree => "degree",
            Self::Alpha => "alpha",
            Self::Rows => "rows",
            Self::L2 => "l2",
            Self::Units => "units",
            Self::LearningRate => "learning_rate",
        }
    }

    /// Whether it is moved along values that a step has tried, which is all that its step is for.
    pub const fn is_tried(self) -> bool {
        match self {
            Self::Z | Self::Threshold => false,
            Self::Degree | Self::Alpha | Self::Rows => true,
            Self::L2 | Self::Units | Self::LearningRate => true,
        }
    }
}
