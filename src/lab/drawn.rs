//! A prediction on the chart of the data.

/// A prediction as it stands on the chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Drawn {
    /// At a place.
    Point([f64; 2]),
    /// As a line w · x + b.
    Line { w: f64, b: f64 },
}
