//! What comes of a number that is slid.

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::lab::{Piece, Shows};
use crate::tui::field::Field;
use crate::tui::shown::Shown;
use crate::tui::style::Part;

/// What comes of the number, line by line.
pub(super) fn lines(shown: &Shown, width: u16) -> Vec<Line<'static>> {
    [equation(shown, width), softmax(shown, width), counts(shown, width)].concat()
}

/// How a softmax comes about by hand: what becomes of each number that has no cell of its own, and the
/// sum that they share.
fn softmax(shown: &Shown, width: u16) -> Vec<Line<'static>> {
    let Some(softmax) = &shown.outcome.softmax else { return Vec::new() };
    let palette = shown.settings.palette();
    let count = if shown.outcome.slides.is_empty() { softmax.shares.len() } else { 0 };
    let each = (0..count).map(|index| format!("z[{index}]   {}", softmax.written(index)));
    let sum = Some(format!("the sum   {}", softmax.added_up()));
    let fits = |line: &String| line.width() < usize::from(width);
    let line = |text: String| Line::styled(format!(" {text}"), palette.part(Part::Looked));
    each.chain(sum.filter(fits)).map(line).collect()
}

/// The four counts, in brief where they would not fit a line, then what is made of them.
fn counts(shown: &Shown, width: u16) -> Vec<Line<'static>> {
    let Some(counts) = &shown.outcome.counts else { return Vec::new() };
    let palette = shown.settings.palette();
    let line =
        |part: Part| move |text: String| Line::styled(format!(" {text}"), palette.part(part));
    let told = match flow(&counts.each(), width) {
        each if each.len() == 1 => each,
        _ => flow(&counts.briefly(), width),
    };
    let told = told.into_iter().map(line(Part::Looked));
    let measures = flow(&counts.measures(), width).into_iter().map(line(Part::Text));
    told.chain(measures).collect()
}

/// Texts in a line, and in a new one where the width runs out.
fn flow(texts: &[String], width: u16) -> Vec<String> {
    let room = usize::from(width).saturating_sub(2);
    let mut lines: Vec<String> = Vec::new();
    for text in texts {
        match lines.last_mut() {
            Some(last) if last.width() + GAP.len() + text.width() <= room => {
                *last += GAP;
                *last += text;
            }
            _ => lines.push(text.clone()),
        }
    }
    lines
}

const GAP: &str = "   ";

/// The equation that the number stands in, with as much of the way to its answer as there is room
/// for.
fn equation(shown: &Shown, width: u16) -> Vec<Line<'static>> {
    // Where there are several, each has its own beside it.
    let [slide] = shown.outcome.slides.as_slice() else { return Vec::new() };
    if slide.equation.is_empty() {
        return Vec::new();
    }
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
