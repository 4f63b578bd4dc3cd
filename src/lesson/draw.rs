//! A place in a file, drawn: its line, and carets below.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::place::Place;

/// A title, the line with the place marked, and advice, if there is any. Without colours, and drawn
/// in ASCII, so that it is the same wherever it is read.
pub(super) fn draw(title: &str, place: &Place, advice: &str) -> String {
    let mark = AnnotationKind::Primary.span(bytes(place));
    let snippet = Snippet::source(place.text.as_str()).line_start(place.line).annotation(mark);
    let group = Level::ERROR.no_name().primary_title(title).element(snippet);
    let advice = (!advice.is_empty()).then(|| Level::HELP.message(advice));
    Renderer::plain().term_width(WIDTH).render(&[group.elements(advice)])
}

const WIDTH: usize = 100;

/// Where the place is in its text.
fn bytes(place: &Place) -> Range<usize> {
    let byte = |char: usize| {
        let mut bytes = place.text.char_indices().map(|(at, _)| at);
        bytes.nth(char).unwrap_or(place.text.len())
    };
    let start = place.column - place.from;
    byte(start)..byte(start + place.length)
}
