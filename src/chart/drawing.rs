//! What can be drawn: charts, networks, trees, and numbers as tables, bars and images.

use serde::Serialize;

use super::{
    Bars, Chances, Chart, Confusion, Forest, Grid, Images, Matrices, Measure, Network, Panels,
    Pictured, Plot, Sliced, Style, Table, Tree, draw, locate,
};

/// Anything that can be drawn into a grid.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Drawing {
    /// One chart.
    Chart(Chart),
    /// A plane with slices through it.
    Sliced(Box<Sliced>),
    /// Small charts side by side.
    Panels(Panels),
    /// A network.
    Network(Network),
    /// A decision tree.
    Tree(Tree),
    /// The first trees of a forest, each drawn small.
    Forest(Forest),
    /// The rows of data, a line each.
    Table(Table),
    /// Weights as tables of numbers.
    Matrices(Matrices),
    /// Pixels.
    Images(Images),
    /// An image, and what is said of it.
    Pictured(Pictured),
    /// A bar for each of several numbers.
    Bars(Bars),
    /// Bars of numbers, and of the chances that a softmax makes of them.
    Chances(Chances),
    /// Which class is taken for which.
    Confusion(Confusion),
    /// A measure over a setting.
    Measure(Measure),
}

impl Drawing {
    /// Draws it into a grid of exactly `width` × `height` cells.
    pub fn draw(&self, width: u16, height: u16, style: Style) -> Grid {
        match self {
            Self::Chart(chart) => draw(chart, width, height, style),
            Self::Sliced(sliced) => sliced.draw(width, height, style),
            Self::Panels(panels) => panels.draw(width, height, style),
            Self::Network(network) => network.draw(width, height, style),
            Self::Tree(tree) => tree.draw(width, height, style),
            Self::Forest(forest) => forest.draw(width, height, style),
            Self::Table(table) => table.draw(width, height, style),
            Self::Matrices(matrices) => matrices.draw(width, height, style),
            Self::Images(images) => images.draw(width, height, style),
            Self::Pictured(pictured) => pictured.draw(width, height, style),
            Self::Bars(bars) => bars.draw(width, height, style),
            Self::Chances(chances) => chances.draw(width, height, style),
            Self::Confusion(confusion) => confusion.draw(width, height, style),
            Self::Measure(measure) => measure.draw(width, height, style),
        }
    }

    /// The chart that the rest of it belongs to, if there is one.
    pub fn chart(&self) -> Option<&Chart> {
        match self {
            Self::Chart(chart) => Some(chart),
            Self::Sliced(sliced) => Some(&sliced.plane),
            _ => None,
        }
    }

    /// The network, if it is one, to be changed.
    pub fn network_mut(&mut self) -> Option<&mut Network> {
        match self {
            Self::Network(network) => Some(network),
            _ => None,
        }
    }

    /// That chart, to be changed.
    pub fn chart_mut(&mut self) -> Option<&mut Chart> {
        match self {
            Self::Chart(chart) => Some(chart),
            Self::Sliced(sliced) => Some(&mut sliced.plane),
            _ => None,
        }
    }

    /// Where the plot of that chart lies in a grid of `width` × `height` cells.
    pub fn locate(&self, width: u16, height: u16, style: Style) -> Option<Plot> {
        match self {
            Self::Chart(chart) => Some(locate(chart, width, height, style)),
            Self::Sliced(sliced) => Some(sliced.locate(width, height, style)),
            _ => None,
        }
    }
}
