//! How the goal of a step stands: each condition with its mark and its bar, what there is to say to
//! the state that the learner has made, and the praise.

use ratatui::text::Span;
use unicode_width::UnicodeWidthStr;

use crate::journal::Task;
use crate::lab::{Condition, Outcome, Verdict};
use crate::lesson::text;
use crate::tui::page::bar;
use crate::tui::style::Part;

use super::Writer;

impl Writer<'_> {
    pub(super) fn goal(&mut self, goal: &Verdict, outcome: &Outcome) {
        self.gap();
        let start = self.document.lines.len();
        for condition in &goal.conditions {
            if outcome.is_given_up() && !condition.met {
                self.wrapped("– ", &format!("Goal: {}", condition.asked()), Part::Muted);
            } else {
                self.condition(condition, goal);
            }
        }
        if let Some(reply) = &outcome.reply {
            self.told("", reply, Part::Hint);
        }
        if let Some(why) = outcome.help.impossible.as_ref().filter(|_| outcome.is_given_up()) {
            self.told("", &format!("It cannot be done. {why}"), Part::Hint);
        }
        if goal.is_met() {
            let lead = match outcome.task {
                Task::Shown => "One solution; u takes it back.",
                _ => "Reached.",
            };
            let reached = outcome.reached.as_deref().unwrap_or_default();
            self.told("", &format!("{lead} {reached}"), Part::Good);
        }
        self.document.news = Some(start..self.document.lines.len());
    }

    /// Whether the words fit one line, and with a bar of so many columns no longer do. That is not to
    /// hang on how long the number is that stands in them.
    fn is_tight(&self, condition: &Condition, room: usize) -> bool {
        let words = format!("Goal: {}. Now: ", condition.asked()).width() + MARK + NUMBER;
        words <= self.width && self.width <= words + room
    }

    /// The mark, the bar and the words; further lines stand below the mark's right.
    fn condition(&mut self, condition: &Condition, goal: &Verdict) {
        let is_alone = goal.conditions.len() == 1;
        let room = if is_alone && self.width >= WIDE { BAR } else { SHORT_BAR };
        let told = match is_alone {
            // Once all is reached, how it stands helps no more.
            true if goal.is_met() => format!("Goal: {}", condition.asked()),
            false if goal.is_met() => condition.asked(),
            true if !self.is_tight(condition, room) => condition.told(),
            _ => condition.told_among_others(),
        };
        let (mark, part) =
            if condition.met { ("✓ ", Part::Good) } else { ("○ ", Part::Question) };
        let Some(share) = condition.share else { return self.wrapped(mark, &told, part) };
        let (full, filled) = if condition.met {
            (room, Part::Good)
        } else {
            (bar::short_of(share, room), Part::Progress)
        };
        let palette = self.shown.settings.palette();
        let bar = bar::spans(palette, filled, full, room);
        // The bar is a word in front of the others, so that all of them break as one text.
        let words = format!("{} {told}", "━".repeat(room));
        let mut lines = text::wrap_plain(&words, self.width.saturating_sub(2).max(1)).into_iter();
        let first: String = lines.next().unwrap_or_default().chars().skip(room).collect();
        let mark = Span::styled(mark, palette.part(part));
        let words = Span::styled(first, palette.part(part));
        self.push([mark].into_iter().chain(bar).chain([words]).collect());
        for line in lines {
            self.plain(&format!("  {line}"), part);
        }
    }
}

/// From so many columns on there is room for the longer bar, but not beside several conditions, each
/// of which is to have one line.
const WIDE: usize = 44;
const BAR: usize = 8;
const SHORT_BAR: usize = 5;
/// Columns of the mark, and of a number or a share.
const MARK: usize = 2;
const NUMBER: usize = 6;
