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

/// The series, each with the stroke it has if it is a line: contours are solid, formulas beads, asides
/// dotted, and other curves in turn solid, dashed, dotted and beads; none is solid beside a contour.
pub(super) fn with_strokes(series: &[Series]) -> impl Iterator<Item = (&Series, Stroke)> {
    let all = [Stroke::Solid, Stroke::Dashed, Stroke::Dotted, Stroke::Beads];
    let solid = usize::from(series.iter().any(is_contour));
    let mut turns = all.into_iter().cycle().skip(solid);
    series.iter().map(move |series| match series {
        Series::Curve { role: Role::Formula, .. } => (series, Stroke::Beads),
        Series::Curve { role: Role::Muted, .. } | Series::Contour { role: Role::Muted, .. } => {
            (series, Stroke::Dotted)
        }
        Series::Curve { .. } if !is_contour(series) => {
            (series, turns.next().unwrap_or(Stroke::Solid))
        }
        _ => (series, Stroke::Solid),
    })
}

fn is_contour(series: &Series) -> bool {
    matches!(series, Series::Contour { .. } | Series::Curve { role: Role::Contour, .. })
}
