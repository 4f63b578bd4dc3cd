//! A term of the way there and back: what is worked out, its arithmetic, and the nudge beside it.

use ratatui::text::Span;
use unicode_width::UnicodeWidthStr;

use crate::lab::{Agreement, Stage, Walkthrough, WorkedTerm};
use crate::tui::style::Part;

use super::Writer;

impl Writer<'_> {
    /// The term with this number, counted from 0.
    pub(super) fn way(&mut self, told: &Walkthrough, index: usize) {
        let Some(term) = told.terms.get(index) else { return };
        self.stages(term.stage, index, told.terms.len());
        self.wrapped("", &term.title, Part::Strong);
        for line in &term.lines {
            self.hanging(line, Part::Code);
        }
        self.space();
        self.wrapped("", &term.why, Part::Text);
        if let Some(check) = &term.check {
            self.space();
            let (last, lines) = check.lines.split_last().unzip();
            for line in lines.into_iter().flatten() {
                self.hanging(line, Part::Output);
            }
            let part = if check.agreement == Agreement::Good { Part::Good } else { Part::Hint };
            if let Some(line) = last {
                self.wrapped("", line, part);
            }
        }
        self.notes(term);
    }

    fn notes(&mut self, term: &WorkedTerm) {
        if !term.notes.is_empty() {
            self.space();
        }
        for note in &term.notes {
            self.wrapped("", note, Part::Muted);
        }
    }

    /// The four stages, that of the term marked, and how far it is along all terms.
    fn stages(&mut self, now: Stage, index: usize, all: usize) {
        let mut spans = Vec::new();
        for stage in Stage::ALL {
            let (name, part) = if stage == now {
                (format!("[{}] ", stage.name()), Part::Key)
            } else {
                (format!("{} ", stage.name()), Part::Muted)
            };
            spans.push(Span::styled(name, self.style(part)));
        }
        let count = format!("{}/{all}", index + 1);
        let used: usize = spans.iter().map(Span::width).sum();
        if used + count.len() <= self.width {
            spans.push(Span::styled(count, self.style(Part::Muted)));
        }
        self.push(spans);
    }

    /// A line of arithmetic. What does not fit stands below, further in, from an equals sign on.
    fn hanging(&mut self, line: &str, part: Part) {
        let mut lines: Vec<(&str, String)> = Vec::new();
        for side in sides(line) {
            match lines.last_mut() {
                Some((indent, last)) if indent.len() + last.width() + side.width() < self.width => {
                    last.push(' ');
                    last.push_str(side);
                }
                Some(_) => lines.push((HANGING, side.to_owned())),
                None => lines.push(("", side.to_owned())),
            }
        }
        for (indent, line) in &lines {
            self.wrapped(indent, line, part);
        }
    }

    /// A blank line, where there are rows for it.
    fn space(&mut self) {
        if self.rows >= ROOMY {
            self.gap();
        }
    }
}

/// The parts of a line of arithmetic, each with the sign that it begins with.
fn sides(line: &str) -> Vec<&str> {
    let starts = ["= ", "≈ "].iter().flat_map(|sign| line.match_indices(sign));
    let mut starts: Vec<usize> = starts.map(|(at, _)| at).filter(|at| *at > 0).collect();
    starts.extend([0, line.len()]);
    starts.sort_unstable();
    starts.windows(2).map(|ends| line[ends[0]..ends[1]].trim()).collect()
}

const HANGING: &str = "    ";
/// With fewer rows every line is needed.
const ROOMY: usize = 10;
