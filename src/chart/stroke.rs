//! How the line of a curve is told from other lines without colour.

use super::{Role, Series, glyphs::Symbols};

/// The pattern of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stroke {
    Solid,
    Dashed,
    Dotted,
    /// Beads with gaps between: they show on top of a line that runs the same way.
    Beads,
}

impl Stroke {
    /// Dots drawn, and dots from one start to the next.
    pub(super) fn rhythm(self) -> (usize, usize) {
        match self {
            Self::Solid => (usize::MAX, usize::MAX),
            Self::Dashed => (6, 10),
            Self::Dotted => (1, 3),
            Self::Beads => (1, 6),
        }
    }

    /// The key that stands for it in the legend.
    pub(super) fn key(self, symbols: &Symbols) -> &'static str {
        symbols.strokes[self as usize]
    }
}

/// The series, each with the stroke it has if it is a line: formulas are beads, asides dotted, other curves and
/// contours in turn solid, dashed and dotted.
pub(super) fn with_strokes(series: &[Series]) -> impl Iterator<Item = (&Series, Stroke)> {
    let mut turns = [Stroke::Solid, Stroke::Dashed, Stroke::Dotted].into_iter().cycle();
    series.iter().map(move |series| match series {
        Series::Curve { role: Role::Formula, .. } => (series, Stroke::Beads),
        Series::Curve { role: Role::Muted, .. } => (series, Stroke::Dotted),
        Series::Curve { .. } | Series::Contour { .. } => {
            (series, turns.next().unwrap_or(Stroke::Solid))
        }
        _ => (series, Stroke::Solid),
    })
}
