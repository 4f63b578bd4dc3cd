//! The help: the table of keys, and what the marks on the screen mean.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::lab::Backward;
use crate::lesson::text;
use crate::tui::keys::{BINDINGS, Binding, When};
use crate::tui::message::Message;
use crate::tui::settings::Settings;
use crate::tui::shown::Shown;
use crate::tui::style::Part;

use super::sheet::Sheet;

/// The help, as wide as the screen.
pub(super) fn sheet(shown: &Shown, area: Rect) -> Sheet {
    let title = Line::styled(" Keys", shown.settings.palette().part(Part::Title));
    Sheet::of(vec![title], lines(shown, usize::from(area.width)), area)
}

fn lines(shown: &Shown, width: usize) -> Vec<Line<'static>> {
    let (mut lines, settings) = (Vec::new(), shown.settings);
    for (title, whens) in GROUPS {
        let bindings = BINDINGS.iter().filter(|binding| whens.contains(&binding.when));
        let keys: Vec<Line<'_>> = bindings
            .filter(|binding| is_of_use(shown, binding))
            .flat_map(|binding| binding_lines(settings, binding, width))
            .collect();
        if keys.is_empty() {
            continue;
        }
        lines.push(Line::styled(format!(" {title}"), settings.palette().part(Part::Strong)));
        lines.extend(keys);
        lines.push(Line::default());
    }
    for note in NOTES {
        let wrapped = text::wrap_plain(note, width.saturating_sub(2).min(76));
        lines.extend(wrapped.into_iter().map(|line| Line::raw(format!(" {line}"))));
    }
    lines
}

/// Whether a key does anything at the step. Where no example can go through a model and back, the
/// keys for its terms would only be in the way.
fn is_of_use(shown: &Shown, binding: &Binding) -> bool {
    let is_term = |message: &Message| matches!(message, Message::NextTerm | Message::PreviousTerm);
    let is_of_terms =
        binding.when == When::Terms || binding.keys.iter().any(|(_, _, message)| is_term(message));
    !is_of_terms || !matches!(shown.outcome.backward, Backward::Missing(_))
}

const GROUPS: [(&str, &[When]); 9] = [
    ("At a step", &[When::Reading, When::Asked, When::Hinted, When::Solvable]),
    ("At a question out of another lesson", &[When::Recalled]),
    ("With weights", &[When::Weights, When::Chosen, When::Rows, When::Drawn]),
    ("With a training", &[When::Waiting, When::Training, When::Pictures]),
    ("In Forward, Loss, Backward, Update", &[When::Terms]),
    ("While a number is typed", &[When::Typing]),
    ("In the list of steps, on the shelf", &[When::List, When::Searching]),
    ("In the list and in this help", &[When::Help, When::Overlay]),
    ("Anywhere", &[When::Always]),
];

const NOTES: [&str; 4] = [
    "The weights of a step are in the lines at the bottom. The chosen one is lit up there, and \
     wherever the arithmetic uses it.",
    "▸ marks the example that is looked at. On the chart, dotted lines meet where the model \
     answers for it.",
    "What you change stays with its step: go back, and it is still there. Later steps start from \
     what you left.",
    "The mouse works too: click a weight, an example, an answer, a point or a place on a picture; \
     the wheel over a number changes it, and scrolls elsewhere; a line or a boundary can be dragged.",
];

const KEY_COLUMN: usize = 14;

fn binding_lines(settings: Settings, binding: &Binding, width: usize) -> Vec<Line<'static>> {
    let palette = settings.palette();
    let room = width.saturating_sub(KEY_COLUMN + 2).clamp(10, 76);
    let wrapped = text::wrap_plain(binding.help, room);
    let shown = binding.shown.text(settings.glyphs);
    let key = |first: bool| if first { shown } else { "" };
    let line = |(index, words): (usize, String)| {
        let key = key(index == 0);
        let pad = KEY_COLUMN.saturating_sub(key.width());
        Line::from(vec![
            Span::styled(format!(" {key}"), palette.part(Part::Key)),
            Span::raw(" ".repeat(pad)),
            Span::raw(words),
        ])
    };
    wrapped.into_iter().enumerate().map(line).collect()
}
