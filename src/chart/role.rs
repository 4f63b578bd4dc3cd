//! Roles: what a cell is part of.

use serde::Serialize;

/// What a cell is part of. A face's theme turns roles into colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Axis lines and ticks.
    Axis,
    /// Axis titles, tick labels and the names in the legend.
    Label,
    /// The chart's title.
    Title,
    /// Data of no class.
    Data,
    /// Data of the class with this number.
    Class(u8),
    /// What the model says.
    Model,
    /// The run with this number beside that of the model.
    Rival(u8),
    /// What a formula says, to be compared with the model.
    Formula,
    /// A decision boundary.
    Boundary,
    /// A line on which a value is the same everywhere.
    Contour,
    /// A stem.
    Stem,
    /// The lines and the cell of a chosen point, and the number chosen in a network.
    Crosshair,
    /// A weight above zero.
    Positive,
    /// A weight below zero.
    Negative,
    /// Shading and its bar.
    Bar,
    /// Empty cells and asides.
    Muted,
}
