//! Charts: numbers in, cells out.
//!
//! A [`Chart`] is data: two axes and the series between them. [`draw()`] turns it into a [`Grid`] of
//! character cells of exactly the size asked for. Cells carry roles and tones in place of colours, so a
//! terminal theme, a plain transcript and a test can all read the same grid. A [`Drawing`] is a
//! chart, several [`Panels`], a [`Network`], a [`Tree`], a [`Forest`], or one of the pictures that have no axes of their own.
//!
//! ```
//! use layerlab::chart::{Axis, Chart, Mark, Proportion, Role, Series, Style, draw};
//!
//! let chart = Chart {
//!     title: None,
//!     proportion: Proportion::Plane,
//!     x: Axis::new("Size", 0.5, 2.5),
//!     y: Axis::new("Price", 200.0, 600.0),
//!     series: vec![Series::Points {
//!         name: "data".into(),
//!         role: Role::Data,
//!         mark: Mark::Cross,
//!         points: vec![[1.0, 300.0], [2.0, 500.0]],
//!     }],
//! };
//! assert!(draw(&chart, 40, 12, Style::default()).to_text().contains("× data"));
//! ```

mod along;
mod axes;
mod axis;
mod bar;
mod bars;
mod chances;
mod confusion;
mod content;
mod contour;
mod curve;
mod draw;
mod drawing;
mod ends;
mod field;
mod forest;
mod glyphs;
mod grid;
mod image;
mod layout;
mod legend;
mod log;
mod marks;
mod matrix;
mod measure;
mod network;
mod number;
mod packing;
mod panels;
mod path;
mod pictured;
mod plot;
mod range;
mod raster;
mod regions;
mod role;
mod room;
mod scale;
mod shade;
mod sliced;
mod stroke;
mod style;
mod table;
mod ticks;
mod tone;
mod tree;

pub use along::value_at;
pub use axis::{Axis, AxisScale};
pub use bars::{Bar, Bars};
pub use chances::Chances;
pub use confusion::Confusion;
pub use content::{Chart, Mark, Proportion, Series};
pub use draw::{draw, locate};
pub use drawing::Drawing;
pub use field::{Asked, Field};
pub use forest::{Forest, ForestTree, Vote};
pub use grid::{Cell, Grid};
pub use image::{Image, Images};
pub use matrix::{Matrices, Matrix};
pub use measure::{Best, Measure, Measured, Settings};
pub use network::{Link, Lit, Network, NetworkLayer, Passed, Shown};
pub use panels::Panels;
pub use pictured::Pictured;
pub use plot::Plot;
pub use range::{extremes, nice_log_range, nice_range};
pub use role::Role;
pub use sliced::Sliced;
pub use style::{Glyphs, Shading, Style};
pub use table::{Table, TableRow};
pub use tone::{Ramp, Spread, Tone};
pub use tree::{Histogram, NodeArea, Tree, TreeClass, TreeNode, TreeQuestion};
