//! The line that code is folded to.

use ratatui::text::Span;

use crate::lab::Statement;
use crate::tui::style::Part;

use super::{Writer, cut};

impl Writer<'_> {
    /// How much code there is, and as much of its first line as there is room for.
    pub(super) fn folded(&mut self, entries: &[Statement]) {
        let lines: Vec<&String> = entries.iter().flat_map(|entry| &entry.code).collect();
        let Some(first) = lines.first() else { return };
        let count = if lines.len() == 1 { "1 line" } else { &format!("{} lines", lines.len()) };
        let words = format!(" opens {count} of code: ");
        let first = cut(first, self.width.saturating_sub(3 + words.chars().count()));
        self.document.fold = Some(self.document.lines.len());
        let spans = vec![
            Span::styled("▸ ", self.style(Part::Muted)),
            Span::styled("c", self.style(Part::Key)),
            Span::styled(words, self.style(Part::Muted)),
            Span::styled(first, self.style(Part::Prompt)),
        ];
        self.push(spans);
    }
}
