//! What can be drawn: one chart, several, or a network.

use serde::Serialize;

use super::{Chart, Grid, Network, Panels, Style, draw};

/// Anything that can be drawn into a grid.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Drawing {
    /// One chart.
    Chart(Chart),
    /// Small charts side by side.
    Panels(Panels),
    /// A network.
    Network(Network),
}

impl Drawing {
    /// Draws it into a grid of exactly `width` × `height` cells.
    pub fn draw(&self, width: u16, height: u16, style: Style) -> Grid {
        match self {
            Self::Chart(chart) => draw(chart, width, height, style),
            Self::Panels(panels) => panels.draw(width, height, style),
            Self::Network(network) => network.draw(width, height, style),
        }
    }
}
