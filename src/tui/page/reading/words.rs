//! Words in lines: those of a lesson, which are Markdown wherever they stand, and those of the
//! program, which are not.

use ratatui::text::Span;

use crate::lesson::text::{self, Block, Face, Run};
use crate::tui::style::Part;

use super::Writer;

impl Writer<'_> {
    /// The text of a step.
    pub(super) fn text(&mut self, markdown: &str) {
        self.told("", markdown, Part::Text);
    }

    /// What a lesson says, behind a marker; further lines stand below the first word.
    pub(super) fn told(&mut self, marker: &str, markdown: &str, part: Part) {
        self.blocks(marker, &text::parse(markdown), part);
    }

    /// The same where it is a single line, such as an answer.
    pub(super) fn told_in_line(&mut self, marker: &str, markdown: &str, part: Part) {
        self.blocks(marker, &[text::parse_line(markdown)], part);
    }

    /// Words of the program behind a marker.
    pub(super) fn wrapped(&mut self, marker: &str, words: &str, part: Part) {
        let mut lead = marker.to_owned();
        for line in text::wrap_plain(words, self.room_behind(marker)) {
            self.plain(&format!("{lead}{line}"), part);
            lead = " ".repeat(marker.chars().count());
        }
    }

    pub(super) fn plain(&mut self, line: &str, part: Part) {
        let style = self.style(part);
        self.push(vec![Span::styled(line.to_owned(), style)]);
    }

    fn blocks(&mut self, marker: &str, blocks: &[Block], part: Part) {
        let mut lead = marker.to_owned();
        for line in text::wrap(blocks, self.room_behind(marker)) {
            let lead = std::mem::replace(&mut lead, " ".repeat(marker.chars().count()));
            let lead = (!line.is_empty()).then(|| Span::styled(lead, self.style(part)));
            let span = |run: Run| {
                let style = self.style(part).patch(self.style(part_of(run.face)));
                Span::styled(run.text, style)
            };
            let spans = line.into_iter().map(span);
            self.push(lead.into_iter().chain(spans).collect());
        }
    }

    fn room_behind(&self, marker: &str) -> usize {
        self.width.saturating_sub(marker.chars().count()).max(1)
    }
}

/// What a face adds to the words around it.
fn part_of(face: Face) -> Part {
    match face {
        Face::Plain => Part::Text,
        Face::Bold => Part::Strong,
        Face::Italic => Part::Italic,
        Face::Code => Part::Code,
    }
}
