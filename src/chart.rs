//! Charts: numbers in, cells out.
//!
//! A [`Chart`] is data: two axes and the layers between them. [`draw`] turns it into a [`Grid`] of
//! character cells of exactly the size asked for. Cells carry roles in place of colours, so a
//! terminal theme, a plain transcript and a test can all read the same grid. A [`Drawing`] is a
//! chart, several [`Panels`] or a [`Network`].
//!
//! ```
//! use layerlab::chart::{Axis, Chart, Layer, Mark, Role, Style, draw};
//!
//! let chart = Chart {
//!     title: None,
//!     x: Axis::new("Size", 0.5, 2.5),
//!     y: Axis::new("Price", 200.0, 600.0),
//!     layers: vec![Layer::Points {
//!         name: "data".into(),
//!         role: Role::Data,
//!         mark: Mark::Cross,
//!         points: vec![[1.0, 300.0], [2.0, 500.0]],
//!     }],
//! };
//! assert!(draw(&chart, 40, 12, Style::default()).to_text().contains("× data"));
//! ```

use serde::Serialize;

mod axes;
mod contour;
mod curve;
mod drawing;
mod glyphs;
mod grid;
mod layout;
mod legend;
mod log;
mod marks;
mod network;
mod number;
mod panels;
mod path;
mod range;
mod raster;
mod scale;
mod shade;
mod step;
mod stroke;

pub use drawing::Drawing;
pub use grid::{Cell, Grid};
pub use layout::Plot;
pub use network::{Link, Network, NetworkLayer};
pub use panels::Panels;
pub use range::{extremes, nice_log_range, nice_range};

/// Draws `chart` into a grid of exactly `width` × `height` cells.
///
/// Whatever the numbers are, something true is drawn: what is off the axes or not a number is said
/// in the legend. Below 24 × 8 cells the title, the legend, the axis titles and the labels give
/// way, in this order.
pub fn draw(chart: &Chart, width: u16, height: u16, style: Style) -> Grid {
    let layout = layout::arrange(chart, width, height, style);
    let mut grid = Grid::blank(width, height);
    let overlap = between_axes(&mut grid, chart, &layout.plot, style);
    shade::bar(&mut grid, chart, &layout, style);
    axes::axes(&mut grid, chart, &layout, style.glyphs);
    legend::legend(&mut grid, chart, &layout, overlap, style);
    grid
}

/// Draws the layers, and says whether different points fell on the same cell.
fn between_axes(grid: &mut Grid, chart: &Chart, plot: &Plot, style: Style) -> bool {
    shade::backgrounds(grid, chart, plot, style.shading);
    marks::stems(grid, chart, plot, style.glyphs);
    marks::boundaries(grid, chart, plot, style.glyphs);
    curve::curves(grid, chart, plot, style.glyphs);
    marks::crosshairs(grid, chart, plot, style.glyphs);
    let overlap = marks::points(grid, chart, plot, style.glyphs);
    marks::aims(grid, chart, plot, style.glyphs);
    shade::blanks(grid, chart, plot, style);
    overlap
}

/// Where the plot area of `chart` lies in a grid of `width` × `height` cells, and how cells and
/// data translate into each other: what a face needs to let someone click a point.
pub fn locate(chart: &Chart, width: u16, height: u16, style: Style) -> Plot {
    layout::arrange(chart, width, height, style).plot
}

/// What there is to draw.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Chart {
    /// A line above everything.
    pub title: Option<String>,
    /// The axis along the bottom.
    pub x: Axis,
    /// The axis up the left side.
    pub y: Axis,
    /// What lies between the axes. Shades are drawn first, then stems, boundaries, contours,
    /// curves, crosshairs and, on top, points; within a kind the later layer is on top.
    pub layers: Vec<Layer>,
}

/// A range of values and what they are.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Axis {
    /// The axis title with its unit, such as `Size (1000 sqft)`; none if empty.
    pub label: String,
    /// The lowest value.
    pub min: f64,
    /// The highest value. A range that is empty or no range at all is widened or turned round.
    pub max: f64,
    /// How values are spread over the axis.
    pub scale: AxisScale,
}

impl Axis {
    /// An axis on which equal differences are equally far apart.
    pub fn new(label: impl Into<String>, min: f64, max: f64) -> Self {
        Self { label: label.into(), min, max, scale: AxisScale::Linear }
    }

    /// An axis on which equal ratios are equally far apart. It has no place for zero and less: a
    /// bound that is not positive is put three decades from the other.
    pub fn log(label: impl Into<String>, min: f64, max: f64) -> Self {
        Self { label: label.into(), min, max, scale: AxisScale::Log }
    }
}

/// How values are spread over an axis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AxisScale {
    /// Equal differences are equally far apart.
    #[default]
    Linear,
    /// Equal ratios are equally far apart.
    Log,
}

/// One thing drawn between the axes.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    /// A value at every place, as lighter and darker background.
    Shade {
        /// Its title over the colour bar.
        name: String,
        /// The value at the light end of the bar.
        from: f64,
        /// The value at the dark end of the bar.
        to: f64,
        /// Rows bottom to top × columns left to right, each at the centre of its part of the plot
        /// when the plot is divided evenly.
        values: Vec<Vec<f64>>,
    },
    /// A line through sampled points.
    Curve {
        /// Its entry in the legend.
        name: String,
        /// What it is; [`Role::Formula`] is drawn as a string of beads.
        role: Role,
        /// x and y; a value that is not finite breaks the line.
        points: Vec<[f64; 2]>,
    },
    /// A mark at every point.
    Points {
        /// Its entry in the legend.
        name: String,
        /// What they are.
        role: Role,
        /// Their glyph. A cell that holds different marks shows `*`, and the legend says so.
        mark: Mark,
        /// x and y.
        points: Vec<[f64; 2]>,
    },
    /// Vertical lines, such as the error of each example.
    Stems {
        /// Its entry in the legend.
        name: String,
        /// x, from y, to y.
        points: Vec<[f64; 3]>,
    },
    /// A dashed vertical line, such as where a decision changes.
    Boundary {
        /// Its entry in the legend.
        name: String,
        /// Its x.
        at: f64,
    },
    /// The line where a value passes a level, such as where a decision changes.
    Contour {
        /// Its entry in the legend.
        name: String,
        /// The value on the line.
        level: f64,
        /// As those of [`Layer::Shade`].
        values: Vec<Vec<f64>>,
    },
    /// Thin lines through one chosen point.
    Crosshair {
        /// The point's x.
        x: f64,
        /// The point's y.
        y: f64,
    },
}

/// The glyph of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// `×`
    Cross,
    /// `○`
    Circle,
    /// `▲`
    Triangle,
    /// `◆`
    Diamond,
    /// `■`
    Square,
    /// `+`
    Plus,
}

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
    /// What a formula says, to be compared with the model.
    Formula,
    /// A decision boundary.
    Boundary,
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

/// How a chart is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// The characters to draw with.
    pub glyphs: Glyphs,
    /// How shade is shown.
    pub shading: Shading,
}

/// The characters a terminal can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Glyphs {
    /// Braille, box drawing and blocks.
    #[default]
    Unicode,
    /// Plain ASCII.
    Ascii,
}

/// How shade is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shading {
    /// As [`Cell::shade`], for the face to paint as background.
    #[default]
    Background,
    /// As [`Cell::shade`] and, in cells that are otherwise blank, as [`Cell::upper`] too, for the
    /// face to paint with half blocks: twice as fine from bottom to top.
    HalfBlocks,
    /// As glyphs of growing density in the cells that are otherwise blank.
    Glyphs,
}
