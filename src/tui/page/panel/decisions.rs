//! What a model with several classes says of each example, lined up: the sums, the chances that a
//! softmax makes of them, the class that wins beside the one that it is, and what that costs.

use std::ops::Range;

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::lab::{Decision, Decisions, brief};
use crate::tui::shown::Shown;
use crate::tui::style::Part;

/// The examples that are shown, all in the most detail that fits.
pub(super) fn lines(
    shown: &Shown,
    decisions: &Decisions,
    part: Range<usize>,
    width: usize,
) -> Vec<Line<'static>> {
    let lines = |detail: Detail| -> Vec<Line<'static>> {
        let row = |at: usize| Some(line(shown, decisions, at, decisions.rows.get(at)?, detail));
        part.clone().filter_map(row).collect()
    };
    let fits = |lines: &Vec<Line<'_>>| lines.iter().all(|line| line.width() <= width);
    DETAILS.into_iter().map(lines).find(fits).unwrap_or_else(|| lines(Detail::Bare))
}

/// How much is said of an example.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Detail {
    /// Only what it says.
    Bare,
    /// And how that comes to what it costs.
    Cost,
    /// The sums, and what it costs.
    Sums,
    /// All of it, and the chances.
    Full,
}

const DETAILS: [Detail; 4] = [Detail::Full, Detail::Sums, Detail::Cost, Detail::Bare];

fn line(
    shown: &Shown,
    decisions: &Decisions,
    at: usize,
    decision: &Decision,
    detail: Detail,
) -> Line<'static> {
    let palette = shown.settings.palette();
    let is_looked_at = at == shown.outcome.example;
    let base = palette.part(if is_looked_at { Part::Looked } else { Part::Text });
    let muted = palette.part(Part::Muted);
    let mut spans = vec![Span::styled(example(shown, decisions, at), base)];
    if detail >= Detail::Sums {
        let sums = decision.sums.iter().map(|sum| format!(" {:>6}", number(*sum)));
        spans.push(Span::styled(format!("z{}  ", sums.collect::<String>()), muted));
    }
    if detail == Detail::Full {
        let chances = decision.chances.iter().map(|chance| format!(" {chance:.3}"));
        spans.push(Span::styled(format!("softmax{}  ", chances.collect::<String>()), muted));
    }
    spans.push(Span::styled(said(decisions, decision), base));
    if let Some(is_right) = decision.is_right() {
        let (mark, part) = if is_right { ("✓", Part::Good) } else { ("✗", Part::Bad) };
        spans.push(Span::styled(format!(" {mark}"), palette.part(part)));
    }
    spans.push(Span::styled(target(decisions, decision), muted));
    if detail > Detail::Bare {
        spans.push(Span::styled(cost(decision, detail), muted));
    }
    Line::from(spans)
}

/// What the example is called, in columns that stay the same.
fn example(shown: &Shown, decisions: &Decisions, at: usize) -> String {
    let last = decisions.rows.len().saturating_sub(1);
    let widest = shown.outcome.example_name(last).width();
    let pointer = if at == shown.outcome.example { "▸" } else { " " };
    format!(" {:<widest$} {pointer} ", shown.outcome.example_name(at))
}

/// The class that wins, and its chance: `→ east 0.997`.
fn said(decisions: &Decisions, decision: &Decision) -> String {
    let chance = decision.chances.get(decision.said).copied().unwrap_or(f32::NAN);
    format!("→ {} {chance:.3}", name(decisions, decision.said))
}

/// The class that it is: `  y north`.
fn target(decisions: &Decisions, decision: &Decision) -> String {
    let target = |target: usize| format!("  y {}", name(decisions, target));
    decision.target.map(target).unwrap_or_default()
}

/// What it costs: the logarithm of the chance of its class, unless the loss goes another way.
fn cost(decision: &Decision, detail: Detail) -> String {
    let Some(loss) = decision.loss else { return String::new() };
    let told = format!("{:<6}", brief(format!("{loss:.4}").parse().unwrap_or(f64::from(loss))));
    match decision.chance_of_target() {
        Some(chance)
            if detail != Detail::Sums
                && (loss + chance.ln()).abs() < 1e-3 * loss.abs().max(1.0) =>
        {
            format!("  loss -ln {chance:.3} ≈ {told}")
        }
        _ => format!("  loss {told}"),
    }
}

/// The name of a class in columns that stay the same.
fn name(decisions: &Decisions, class: usize) -> String {
    let short = |name: &String| name.chars().take(NAME).collect::<String>();
    let widest = decisions.names.iter().map(|name| short(name).width()).max().unwrap_or(0);
    let name = decisions.names.get(class).map(short).unwrap_or_default();
    format!("{name:<widest$}")
}

/// The characters of a name.
const NAME: usize = 12;

/// A sum in six columns.
fn number(sum: f32) -> String {
    match sum.abs() {
        ..100.0 => format!("{sum:.2}"),
        100.0..100_000.0 => format!("{sum:.0}"),
        _ => format!("{sum:.0e}"),
    }
}
