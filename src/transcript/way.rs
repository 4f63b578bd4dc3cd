//! The way of an example there and back as plain text.

use crate::lab::{Walkthrough, WorkedTerm};
use crate::lesson::text;

/// The terms that the step is about, each a paragraph of lines, below the names of their stages.
pub(super) fn paragraphs(told: &Walkthrough, width: usize) -> Vec<Vec<String>> {
    let mut paragraphs = Vec::new();
    let mut stage = None;
    for term in told.printed.iter().filter_map(|at| told.terms.get(*at)) {
        if stage != Some(term.stage) {
            paragraphs.push(vec![format!("{}, X[{}]", term.stage.name(), told.row)]);
            stage = Some(term.stage);
        }
        paragraphs.push(paragraph(term, width));
    }
    paragraphs
}

fn paragraph(term: &WorkedTerm, width: usize) -> Vec<String> {
    let check = term.check.iter().flat_map(|check| &check.lines);
    let words = [&term.why].into_iter().chain(check).chain(&term.notes);
    let mut lines = inset(&format!("{}:", term.title), "  ", width);
    lines.extend(term.lines.iter().flat_map(|line| inset(line, "      ", width)));
    lines.extend(words.flat_map(|line| inset(line, "    ", width)));
    lines
}

fn inset(words: &str, indent: &str, width: usize) -> Vec<String> {
    let lines = text::wrap_plain(words, width.saturating_sub(indent.len()));
    lines.into_iter().map(|line| format!("{indent}{line}")).collect()
}
