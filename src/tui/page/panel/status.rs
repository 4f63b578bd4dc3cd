//! How far the training of a step has come, and what there is to say about it.

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::lab::{Progress, Trouble, brief};
use crate::lesson::text;
use crate::nn::End;
use crate::tui::page::bar;
use crate::tui::run::Run;
use crate::tui::shown::Shown;
use crate::tui::style::Part;

/// One line: whether it runs, the epoch, a bar, the pace and the time that is left.
pub(super) fn status(shown: &Shown, width: u16) -> Vec<Line<'static>> {
    let Some(training) = &shown.outcome.training else { return Vec::new() };
    let palette = shown.settings.palette();
    let (mark, part) = state(shown, training);
    let model = match training.values {
        Some((done, all)) if done < all => format!("model {}  ", of_all(done + 1, all)),
        _ => String::new(),
    };
    let left = format!(" {mark}  {model}epoch {}", of_all(epoch(training), training.epochs));
    let batches = match training.batches {
        1 => String::new(),
        all => format!("  batch {}", of_all(training.batches_done, all)),
    };
    let right = match time_left(shown, training) {
        Some(time) => format!("{}  {time:<TIME$}", shown.chosen_pace().shown()),
        None => shown.chosen_pace().shown(),
    };
    let room =
        usize::from(width).saturating_sub(left.width() + batches.width() + right.width() + 5);
    let (batches, right, room) = if room >= SHORTEST_BAR {
        (batches, right, room)
    } else {
        (String::new(), String::new(), usize::from(width).saturating_sub(left.width() + 3))
    };
    let [full, empty] =
        bar::spans(palette, Part::Progress, bar::full(training.share(), room), room);
    vec![Line::from(vec![
        Span::styled(left, palette.part(part)),
        Span::styled(batches, palette.part(Part::Muted)),
        Span::raw("  "),
        full,
        empty,
        Span::styled(format!("  {right}"), palette.part(Part::Muted)),
    ])]
}

/// What stands in the way of the training, in a few lines: the gravest alone.
pub(super) fn findings(shown: &Shown, width: u16) -> Vec<Line<'static>> {
    let findings = shown.outcome.training.iter().flat_map(|training| &training.findings);
    let style = shown.settings.palette().part(Part::Bad);
    findings
        .take(1)
        .flat_map(|finding| text::wrap_plain(&finding.text, usize::from(width).saturating_sub(4)))
        .enumerate()
        .map(|(index, line)| {
            let mark = if index == 0 { "!" } else { " " };
            Line::styled(format!(" {mark} {line}"), style)
        })
        .collect()
}

/// So many of all, in columns that stay the same.
fn of_all(done: usize, all: usize) -> String {
    let all = all.to_string();
    format!("{done:>0$}/{all}", all.len())
}

/// The columns of the time that is left: `under 1 s left` is the longest but for hours.
const TIME: usize = 14;

const SHORTEST_BAR: usize = 8;

/// The epochs that are done; where the numbers overflowed, the epoch in which they did.
fn epoch(training: &Progress) -> usize {
    match training.end {
        Some(End::NotFinite { epoch, .. }) => epoch + 1,
        _ => training.epochs_done,
    }
}

fn state(shown: &Shown, training: &Progress) -> (&'static str, Part) {
    let begun = training.epochs_done + training.batches_done > 0;
    let is_diverging = training.findings.iter().any(|f| f.trouble == Trouble::Diverging);
    let is_stuck = training
        .findings
        .iter()
        .any(|f| matches!(f.trouble, Trouble::Plateau | Trouble::RateTooSmall));
    match (training.end, shown.run) {
        (None, Run::Again) => ("▶ done again", Part::Progress),
        (Some(End::Epochs), _) if is_diverging => ("✗ diverging", Part::Bad),
        // To have run to the end is not to have learned.
        (Some(End::Epochs), _) if is_stuck && !shown.outcome.is_reached() => {
            ("■ at its end", Part::Question)
        }
        (Some(End::NotFinite { .. }), _) => ("✗ overflow", Part::Bad),
        (Some(End::Stopped), _) => ("✓ stopped early", Part::Good),
        (Some(End::Epochs), _) => ("✓ trained", Part::Good),
        (None, Run::Onward(_)) => ("▶ to the end, then on", Part::Progress),
        (None, Run::Running | Run::Epoch) => ("▶ training", Part::Progress),
        (None, Run::Paused) if begun => ("■ paused", Part::Question),
        (None, Run::Paused) => ("□ Space starts", Part::Question),
    }
}

fn time_left(shown: &Shown, training: &Progress) -> Option<String> {
    if shown.run == Run::Paused || shown.per_second == 0 {
        return None;
    }
    let seconds = training.batches_left() as f64 / f64::from(shown.per_second);
    Some(match seconds {
        ..1.0 => "under 1 s left".to_owned(),
        ..100.0 => format!("{seconds:.0} s left"),
        ..6000.0 => format!("{:.0} min left", seconds / 60.0),
        _ => format!("{} h left", brief((seconds / 3600.0).round())),
    })
}
