//! One weight or one bias, and how it is written: `L1.w[0,2]`, `L1.b[1]`.

use serde::{Deserialize, Serialize};

/// One weight or one bias.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// The layer, by its name in the lesson.
    pub layer: String,
    /// Which number of the layer.
    pub place: Place,
}

/// Where a number sits in a layer, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Place {
    /// `w[input, unit]`, in the kernel.
    Weight {
        /// The row of the kernel.
        input: usize,
        /// The column of the kernel.
        unit: usize,
    },
    /// `b[unit]`.
    Bias {
        /// Which unit.
        unit: usize,
    },
    /// `node[1]`: the threshold of a question in a tree.
    Node {
        /// Its place: the root is 1, and below a place p are 2p and 2p + 1.
        place: u64,
    },
}

/// How a place is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// `w` or `b`: the only one that there is.
    Only(Place),
    /// `w[0,2]` or `b[1]`.
    At(Place),
}

impl Place {
    /// The unit it belongs to.
    pub fn unit(self) -> usize {
        match self {
            Self::Weight { unit, .. } | Self::Bias { unit } => unit,
            Self::Node { .. } => 0,
        }
    }

    /// Whether a layer of so many inputs and units has it.
    pub fn is_within(self, (inputs, units): (usize, usize)) -> bool {
        match self {
            Self::Weight { input, unit } => input < inputs && unit < units,
            Self::Bias { unit } => unit < units,
            Self::Node { .. } => false,
        }
    }
}

impl Written {
    /// Reads `w`, `b`, `w[0,2]`, `b[1]` or `node[1]`.
    pub fn read(text: &str) -> Option<Self> {
        match text {
            "w" => return Some(Self::Only(Place::Weight { input: 0, unit: 0 })),
            "b" => return Some(Self::Only(Place::Bias { unit: 0 })),
            _ => (),
        }
        let (name, rest) = text.split_once('[')?;
        let indexes = rest.strip_suffix(']')?.split(',').map(|index| index.trim().parse().ok());
        let indexes: Vec<usize> = indexes.collect::<Option<_>>()?;
        match (name, indexes.as_slice()) {
            ("w", [input, unit]) => Some(Self::At(Place::Weight { input: *input, unit: *unit })),
            ("node", [place]) => Some(Self::At(Place::Node { place: *place as u64 })),
            ("b", [unit]) => Some(Self::At(Place::Bias { unit: *unit })),
            _ => None,
        }
    }

    /// The place that is meant in a layer of so many inputs and units.
    pub fn within(self, (inputs, units): (usize, usize)) -> Option<Place> {
        match self {
            Self::Only(Place::Weight { .. }) if inputs * units > 1 => None,
            Self::Only(Place::Bias { .. }) if units > 1 => None,
            Self::Only(place) | Self::At(place) => {
                Some(place).filter(|place| place.is_within((inputs, units)))
            }
        }
    }
}
