//! What one reads at a step: its text, the code and what it prints, the question, the goal and the
//! hints; on a narrow screen also the shapes and the chart.

mod card;
mod folded;
mod goal;
mod way;
mod words;

use std::ops::Range;

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::journal::Task;
use crate::lab::{Filling, Fold, Inquiry, KerasError, Mark, Outcome, Picture, Printed};
use crate::lesson::text;
use crate::tui::painting;
use crate::tui::shown::Shown;
use crate::tui::style::Part;

use super::areas::{Areas, Arrangement};
use super::{boxes, shapes};

/// Lines to read, and where some things in them are.
#[derive(Clone, Debug, Default)]
pub(in crate::tui) struct Document {
    pub(in crate::tui) lines: Vec<Line<'static>>,
    /// The line that the code is folded to.
    pub(super) fold: Option<usize>,
    /// The lines that name the lesson that follows.
    pub(super) next_lesson: Option<Range<usize>>,
    /// The lines of each option of the question.
    pub(super) options: Vec<Range<usize>>,
    /// The lines that say something new: the reply to an answer, how the goal stands, a hint.
    pub(super) news: Option<Range<usize>>,
    /// The first line of the chart, where it stands below the text.
    pub(super) chart: Option<usize>,
}

impl Document {
    /// The whole reading of a step, as wide as it stands on a screen; with its shapes, where the
    /// panel does not show them.
    pub(super) fn of(shown: &Shown, areas: &Areas, panel_has_shapes: bool) -> Self {
        let outcome = &shown.outcome;
        let mut writer = Writer {
            shown,
            width: areas.text_width(),
            rows: usize::from(areas.reading.height),
            is_stacked: areas.arrangement == Arrangement::Stacked,
            document: Self::default(),
        };
        if let (Some(term), Some(told)) = (shown.term, outcome.backward.told()) {
            writer.way(told, term);
            if writer.is_stacked {
                writer.chart(areas.reading);
            }
            return writer.document;
        }
        writer.changes();
        writer.text(&outcome.text);
        // The learner's own changes, where the step has no code, come behind its question.
        if outcome.acts {
            writer.console(outcome);
        }
        if let Some(question) = &outcome.question {
            writer.question(question);
        }
        if let Some(filling) = &outcome.filling {
            writer.filling(filling, outcome);
        }
        if !outcome.acts {
            writer.console(outcome);
        }
        if let Some(goal) = &outcome.goal {
            writer.goal(goal, outcome);
        }
        if !outcome.is_done() {
            writer.hints(outcome);
        }
        if let Some(card) = &outcome.card {
            writer.card(card);
        }
        writer.lesson_behind();
        if !panel_has_shapes && !outcome.parameters.is_empty() {
            writer.shapes();
        }
        if writer.is_stacked {
            writer.chart(areas.reading);
        }
        writer.document
    }
}

impl Document {
    /// How many lines there are but for the reply to an answer.
    pub(super) fn lines_without_reply(&self, shown: &Shown) -> usize {
        let question = shown.outcome.question.as_ref();
        let is_there = question.is_some_and(|question| question.reply.is_some());
        let reply = self.news.as_ref().filter(|_| is_there).map_or(0, Range::len);
        self.lines.len() - reply
    }
}

struct Writer<'a> {
    shown: &'a Shown,
    width: usize,
    /// The lines that are seen at once.
    rows: usize,
    is_stacked: bool,
    document: Document,
}

impl Writer<'_> {
    fn console(&mut self, outcome: &Outcome) {
        let entries = &outcome.console;
        if !entries.is_empty() {
            self.gap();
        }
        if outcome.fold == Fold::Folded {
            return self.folded(entries);
        }
        for entry in entries {
            for (prompt, line) in entry.prompted() {
                self.code(prompt, line);
            }
            match &entry.printed {
                Printed::Nothing => (),
                Printed::Text(text) => self.output(text),
                Printed::Error(error) => self.error(error),
                Printed::Withheld => self.plain("?", Part::Question),
            }
        }
    }

    fn code(&mut self, mut prompt: &'static str, line: &str) {
        for piece in split(line, self.width.saturating_sub(4)) {
            let spans = vec![
                Span::styled(prompt, self.style(Part::Prompt)),
                Span::styled(piece, self.style(Part::Code)),
            ];
            self.push(spans);
            prompt = "    ";
        }
    }

    fn output(&mut self, text: &str) {
        let lines: Vec<&str> = text.lines().collect();
        for part in lines.chunk_by(|a, b| boxes::is_box(a) == boxes::is_box(b)) {
            let is_box = part.iter().any(|line| boxes::is_box(line));
            let pieces: Vec<String> = if is_box {
                boxes::squeeze(part, self.width).iter().map(|line| cut(line, self.width)).collect()
            } else {
                part.iter().flat_map(|line| split(line, self.width)).collect()
            };
            for piece in pieces {
                self.plain(&piece, Part::Output);
            }
        }
    }

    fn error(&mut self, error: &KerasError) {
        self.wrapped("", &format!("{}: {}", error.class, error.keras), Part::Bad);
        self.gap();
        self.wrapped("", &error.what_happened, Part::Text);
        if let Some(drawing) = &error.drawing {
            for line in drawing.lines() {
                self.plain(&cut(line, self.width), Part::Code);
            }
        }
        self.wrapped("", &error.what_to_do, Part::Strong);
    }

    fn question(&mut self, question: &Inquiry) {
        self.gap();
        self.told("", &question.ask, Part::Question);
        for (index, answer) in question.answers.iter().enumerate() {
            let is_chosen = question.is_open && index == self.shown.choice;
            let (marks, part) = match (is_chosen, answer.mark) {
                (true, Mark::Wrong) => ("▸✗", Part::Bad),
                (true, _) => ("▸ ", Part::Question),
                (false, Mark::Right) => ("✓ ", Part::Good),
                (false, Mark::Shown) => ("– ", Part::Hint),
                (false, Mark::Wrong) => ("✗ ", Part::Bad),
                (false, Mark::Chosen) => ("● ", Part::Strong),
                (false, Mark::Untried) => ("  ", Part::Text),
            };
            let start = self.document.lines.len();
            self.told_in_line(&format!("{marks}{}  ", index + 1), &answer.text, part);
            self.document.options.push(start..self.document.lines.len());
        }
        if let Some(reply) = &question.reply {
            let start = self.document.lines.len();
            self.gap();
            self.told("", reply, Part::Hint);
            self.document.news = Some(start..self.document.lines.len());
        }
    }

    fn filling(&mut self, filling: &Filling, outcome: &Outcome) {
        self.gap();
        let start = self.document.lines.len();
        let Filling { right, blanks, rounds, .. } = filling;
        match outcome.task {
            Task::Open if *right == 0 => {
                let enough = if *rounds { " Three digits are enough." } else { "" };
                let words = format!("Fill in the blanks below.{enough}");
                self.wrapped("", &words, Part::Question);
            }
            Task::Open => {
                let are = if *right == 1 { "is" } else { "are" };
                self.wrapped("", &format!("{right} of {blanks} {are} right."), Part::Question);
            }
            Task::Done => self.wrapped("✓ ", "All filled in, by you.", Part::Good),
            Task::Shown => self.wrapped("", "Filled in for you. r empties them again.", Part::Hint),
        }
        if let (false, Some(filled)) = (filling.is_open, &outcome.reached) {
            self.told("", filled, Part::Hint);
        }
        self.document.news = Some(start..self.document.lines.len());
    }

    fn hints(&mut self, outcome: &Outcome) {
        let all = outcome.help.hints.len();
        for (index, hint) in outcome.help.uncovered().iter().enumerate() {
            if index == 0 {
                self.gap();
            }
            let start = self.document.lines.len();
            self.told(&format!("{} of {all}  ", index + 1), hint, Part::Hint);
            self.document.news = Some(start..self.document.lines.len());
        }
    }

    fn changes(&mut self) {
        if let Some(step) = self.shown.outcome.changed_at {
            let step = step + 1;
            let words = format!(
                "What you changed at step {step} still counts. The text speaks of the lesson's own \
                 numbers: r at step {step} brings them back."
            );
            self.wrapped("", &words, Part::Hint);
            self.gap();
        }
    }

    fn shapes(&mut self) {
        let shapes = shapes::line(&self.shown.outcome.shapes);
        if shapes.is_empty() {
            return;
        }
        let rows = text::wrap_plain(&shapes, self.width).len() + 1;
        // They are worth a look, but not worth scrolling for.
        if self.is_stacked || self.document.lines.len() + rows <= self.rows {
            self.gap();
            self.wrapped("", &shapes, Part::Muted);
        }
    }

    fn chart(&mut self, area: Rect) {
        let Some(Picture { drawing, .. }) = self.shown.picture() else { return };
        self.gap();
        self.document.chart = Some(self.document.lines.len());
        let height = area.height.clamp(8, 14);
        let rows = if area.height < 12 { 0 } else { height };
        let drawing = &painting::fitted(drawing, rows);
        let settings = self.shown.settings;
        let lines = painting::lines(settings, drawing, area.width.saturating_sub(2), height);
        for line in lines {
            self.push(line.spans);
        }
    }

    fn gap(&mut self) {
        if self.document.lines.last().is_some_and(|line| line.width() > 0) {
            self.document.lines.push(Line::default());
        }
    }

    // Everything stands one column in from the edge.
    fn push(&mut self, spans: Vec<Span<'static>>) {
        let empty = spans.iter().all(|span| span.content.is_empty());
        let edge = (!empty).then(|| Span::raw(" "));
        self.document.lines.push(edge.into_iter().chain(spans).collect());
    }

    fn style(&self, part: Part) -> ratatui::style::Style {
        self.shown.settings.palette().part(part)
    }
}

/// Code and output in pieces of at most `width` columns: broken after a blank where there is one,
/// else after a bracket or a comma, and further pieces indented as far as the first, so that an array still reads as one.
fn split(line: &str, width: usize) -> Vec<String> {
    let indent: String = line.chars().take_while(|c| *c == ' ').collect();
    let indent = if indent.len() + 8 < width { format!("{indent} ") } else { String::new() };
    let mut rest: Vec<char> = line.chars().collect();
    let mut pieces = Vec::new();
    while rest.len() > width.max(1) {
        let seen = &rest[..width.max(1)];
        let behind = |is_break: fn(&char) -> bool| {
            seen.iter().rposition(is_break).map(|at| at + 1).filter(|at| *at > indent.len())
        };
        let at = behind(|c| *c == ' ').or_else(|| behind(|c| matches!(c, '(' | '[' | ',')));
        let at = at.unwrap_or(width.max(1));
        let tail = rest.split_off(at);
        pieces.push(rest.iter().collect::<String>().trim_end().to_owned());
        rest = indent.chars().chain(tail).collect();
    }
    pieces.push(rest.into_iter().collect());
    pieces
}

fn cut(line: &str, width: usize) -> String {
    if line.chars().count() <= width {
        return line.to_owned();
    }
    line.chars().take(width.saturating_sub(1)).chain(['…']).collect()
}
