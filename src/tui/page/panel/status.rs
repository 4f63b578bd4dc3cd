//! How far the training or the forest of a step has come, and what there is to say about it.

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::lab::{Growing, Progress, Trouble, brief};
use crate::lesson::text;
use crate::nn::End;
use crate::tui::page::bar;
use crate::tui::run::Run;
use crate::tui::shown::Shown;
use crate::tui::style::Part;

/// One line: whether it runs, the epoch or the tree, a bar, and of a training the pace and the time left.
pub(super) fn status(shown: &Shown, width: u16) -> Vec<Line<'static>> {
    let training = shown.outcome.training.as_ref().map(|training| of_training(shown, training));
    let growing = shown.outcome.growing.map(|growing| of_forest(shown, growing));
    let status = training.or(growing);
    status.map(|status| status.line(shown, usize::from(width))).into_iter().collect()
}

/// What stands in the line, from left to right.
struct Status {
    left: String,
    part: Part,
    /// What is left out first, with what stands on the right.
    further: String,
    share: f64,
    right: String,
}

impl Status {
    fn line(self, shown: &Shown, width: usize) -> Line<'static> {
        let Self { left, part, mut further, share, mut right } = self;
        let palette = shown.settings.palette();
        let mut room =
            width.saturating_sub(left.width() + further.width() + right.width() + AROUND_BAR);
        if room < SHORTEST_BAR {
            (further, right) = (String::new(), String::new());
            room = width.saturating_sub(left.width() + 3);
        }
        let [full, empty] = bar::spans(palette, Part::Progress, bar::full(share, room), room);
        Line::from(vec![
            Span::styled(left, palette.part(part)),
            Span::styled(further, palette.part(Part::Muted)),
            Span::raw("  "),
            full,
            empty,
            Span::styled(format!("  {right}"), palette.part(Part::Muted)),
        ])
    }
}

/// The spaces on both sides of the bar, and one at the end.
const AROUND_BAR: usize = 5;

fn of_training(shown: &Shown, training: &Progress) -> Status {
    let (mark, part) = state(shown, training);
    let model = match training.values {
        Some((done, all)) if done < all => format!("model {}  ", of_all(done + 1, all)),
        _ => String::new(),
    };
    let further = match training.batches {
        1 => String::new(),
        all => format!("  batch {}", of_all(training.batches_done, all)),
    };
    let right = match time_left(shown, training.batches_left()) {
        Some(time) => format!("{}  {time:<TIME$}", shown.chosen_pace().shown()),
        None => shown.chosen_pace().shown(),
    };
    let left = format!(" {mark}  {model}epoch {}", of_all(epoch(training), training.epochs));
    Status { left, part, further, share: training.share(), right }
}

fn of_forest(shown: &Shown, growing: Growing) -> Status {
    let (mark, part) = match shown.run {
        Run::Paused => ("■ paused", Part::Question),
        Run::Onward(_) => ("▶ to the end, then on", Part::Progress),
        Run::Running | Run::Epoch | Run::Again => ("▶ growing", Part::Progress),
    };
    let (index, trees, each) = growing.forest();
    let forest = match growing.forests {
        1 => String::new(),
        all => format!("forest {}  ", of_all(index + 1, all)),
    };
    let left = format!(" {mark}  {forest}tree {}", of_all(trees, each));
    let (further, right) = (String::new(), String::new());
    Status { left, part, further, share: growing.share(), right }
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

/// How long so many batches take as fast as they go.
fn time_left(shown: &Shown, batches: usize) -> Option<String> {
    if shown.run == Run::Paused || shown.per_second == 0 {
        return None;
    }
    let seconds = batches as f64 / f64::from(shown.per_second);
    Some(match seconds {
        ..1.0 => "under 1 s left".to_owned(),
        ..100.0 => format!("{seconds:.0} s left"),
        ..6000.0 => format!("{:.0} min left", seconds / 60.0),
        _ => format!("{} h left", brief((seconds / 3600.0).round())),
    })
}
