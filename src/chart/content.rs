//! What there is to draw: two axes and the series between them.

use serde::Serialize;

use super::{Axis, Field, Ramp, Role, Spread};

/// What there is to draw.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Chart {
    /// A line above everything.
    pub title: Option<String>,
    /// How wide it may be beside its height.
    pub proportion: Proportion,
    /// The axis along the bottom.
    pub x: Axis,
    /// The axis up the left side.
    pub y: Axis,
    /// What lies between the axes. Shades are drawn first, then stems, boundaries, contours,
    /// curves, crosshairs and, on top, points; within a kind the later one is on top.
    #[serde(rename = "layers")]
    pub series: Vec<Series>,
}

/// How wide a chart may be beside its height.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Proportion {
    /// Both ways count alike: a slant must not look flat.
    #[default]
    Plane,
    /// A course from left to right, such as a loss over the epochs: as wide as there is room. Its
    /// curves have their names at their ends.
    Course,
}

/// One thing drawn between the axes.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Series {
    /// A value at every place, as the colour of the background.
    Shade {
        /// Its title over the colour bar.
        name: String,
        /// Its colours.
        ramp: Ramp,
        /// How values are spread over them.
        spread: Spread,
        /// The lowest value that is told from lower ones.
        from: f64,
        /// The highest, likewise.
        to: f64,
        /// The value at every place.
        values: Field,
    },
    /// The chance of each of several classes at every place, as the region of the likeliest.
    Regions {
        /// Their names.
        names: Vec<String>,
        /// The chance of each.
        classes: Vec<Field>,
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
        /// Their glyph. A cell with points of several kinds shows the kind that most of them are
        /// of, or `*` where there are as many of each, and the legend says so.
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
    /// The lines where a value passes some levels, such as where a decision changes.
    Contour {
        /// Their entry in the legend.
        name: String,
        /// What they are: a boundary, or an aside.
        role: Role,
        /// The values on the lines.
        levels: Vec<f64>,
        /// As that of [`Series::Shade`].
        values: Field,
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
