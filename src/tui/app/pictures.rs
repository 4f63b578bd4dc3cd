//! The pictures: which one is looked at, how large, and what is asked of a place on it.

use crate::chart::{Chart, Series};
use crate::lab::brief;
use crate::tui::app::App;
use crate::tui::page::Sight;
use crate::tui::shown::View;

impl App {
    pub(super) fn next_picture(&mut self) {
        let pictures = self.shown.outcome.pictures.len();
        if pictures < 2 {
            self.notice("this step has one picture");
        }
        self.shown.picture = (self.shown.picture + 1) % pictures.max(1);
        self.sight = Sight::Chart;
    }

    pub(super) fn zoom(&mut self) {
        self.shown.view = match self.shown.view {
            View::Page => View::Picture,
            View::Picture => View::Page,
        };
    }

    /// Says what is drawn at a place: the output there, or the loss.
    pub(super) fn ask_at(&mut self, [x, y]: [f64; 2]) {
        let Some(chart) = self.shown.picture().and_then(|picture| picture.chart()) else { return };
        let place = format!("{} {}, {} {}", chart.x.label, brief(x), chart.y.label, brief(y));
        let words = match value_at(chart, x, y) {
            Some((name, value)) => format!("{place}: {name} {}", brief(value)),
            None => place,
        };
        self.notice(words.as_str());
    }
}

/// The value that is shaded at a place, and what it is.
fn value_at(chart: &Chart, x: f64, y: f64) -> Option<(&str, f64)> {
    let share = |value: f64, from: f64, to: f64| (value - from) / (to - from);
    let at = [share(x, chart.x.min, chart.x.max), share(y, chart.y.min, chart.y.max)];
    chart.series.iter().rev().find_map(|series| match series {
        Series::Shade { name, values, .. } => Some((name.as_str(), values.value(at)?)),
        _ => None,
    })
}
