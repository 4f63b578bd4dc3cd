//! The pictures: which one is looked at, how large, and what is asked of a place on it.

use crate::chart::{Chart, Proportion, Role, Series, value_at};
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
        let across = format!("{} {}", chart.x.label, brief(x));
        let place = format!("{across}, {} {}", chart.y.label, brief(y));
        let words = match said_at(chart, x, y) {
            // Of a curve only the place along it counts.
            Some(said) if chart.proportion == Proportion::Course => format!("{across}: {said}"),
            Some(said) => format!("{place}: {said}"),
            None => place,
        };
        let more = if self.shown.outcome.has_open_rows { "; a adds a row here" } else { "" };
        self.notice(format!("{words}{more}").as_str());
    }
}

/// What is shaded at a place: a value, or the likeliest of several classes and its chance.
fn said_at(chart: &Chart, x: f64, y: f64) -> Option<String> {
    let share = |value: f64, from: f64, to: f64| (value - from) / (to - from);
    let at = [share(x, chart.x.min, chart.x.max), share(y, chart.y.min, chart.y.max)];
    let of_curve = || {
        chart.series.iter().find_map(|series| match series {
            Series::Curve { name, role: Role::Model, points }
                if chart.proportion == Proportion::Course =>
            {
                Some(format!("{name} {}", brief(value_at(points, x)?)))
            }
            _ => None,
        })
    };
    let of_shade = chart.series.iter().rev().find_map(|series| match series {
        Series::Shade { name, values, .. } => Some(format!("{name} {}", brief(values.value(at)?))),
        Series::Regions { names, classes } => {
            let outputs: Vec<f64> = classes.iter().map(|it| it.value(at)).collect::<Option<_>>()?;
            let class = likeliest(&outputs)?;
            Some(format!("{}, {} {}", names.get(class)?, kind(&outputs), brief(outputs[class])))
        }
        _ => None,
    });
    of_shade.or_else(of_curve)
}

/// The class whose output is the largest.
fn likeliest(outputs: &[f64]) -> Option<usize> {
    (0..outputs.len()).max_by(|one, other| outputs[*one].total_cmp(&outputs[*other]))
}

/// What outputs of several classes are: chances, if they share out 1.
fn kind(outputs: &[f64]) -> &'static str {
    let is_share = outputs.iter().all(|output| *output >= 0.0);
    let sum: f64 = outputs.iter().sum();
    if is_share && (sum - 1.0).abs() < 1e-3 { "chance" } else { "output" }
}
