//! What comes of a number that is slid.

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::lab::{Piece, Shows};
use crate::tui::field::Field;
use crate::tui::shown::Shown;
use crate::tui::style::Part;

/// The equation that the number stands in, with as much of the way to its answer as there is room
/// for.
pub(super) fn lines(shown: &Shown, width: u16) -> Vec<Line<'static>> {
    let Some(slide) = shown.outcome.slide.as_ref().filter(|slide| !slide.equation.is_empty())
    else {
        return Vec::new();
    };
    let room = usize::from(width).saturating_sub(2);
    let wide = |parts: &[&Vec<Piece>]| -> usize {
        parts.iter().flat_map(|part| part.iter()).map(|piece| piece.text.width()).sum()
    };
    let mut parts: Vec<&Vec<Piece>> = slide.equation.iter().collect();
    while parts.len() > 2 && wide(&parts) > room {
        parts.remove(parts.len() - 2);
    }
    let is_chosen = shown.chosen == Some(Field::Slider(slide.slider));
    let palette = shown.settings.palette();
    let span = |piece: &Piece| {
        let is_lit = is_chosen && piece.shows == Shows::Slid;
        let part = if is_lit { Part::Chosen } else { Part::Looked };
        Span::styled(piece.text.clone(), palette.part(part))
    };
    let pieces = parts.into_iter().flatten().map(span);
    vec![Line::from([Span::raw(" ")].into_iter().chain(pieces).collect::<Vec<_>>())]
}
