//! Both errors over the values of a setting that a step tries.

use crate::chart::{
    Axis, Chart, Mark, Proportion, Role, Series, extremes, nice_log_range, nice_range,
};
use crate::journal::Slider;
use crate::lab::network::{Piece, Shows};
use crate::lab::number::brief;

/// The errors over the values of a setting.
pub(in crate::lab) struct Validation {
    /// Which setting.
    pub(in crate::lab) slider: Slider,
    /// From where to where its values go.
    pub(in crate::lab) values: Vec<f64>,
    /// The one whose model is shown.
    pub(in crate::lab) shown: Option<f64>,
    /// Each value that was tried, with the error on what is learned from, and on other rows.
    pub(in crate::lab) tried: Vec<Errors>,
    /// What the other rows are: `cv` or `test`.
    pub(in crate::lab) beside: Option<&'static str>,
    /// What the errors are: `error`, or a metric by its name.
    pub(in crate::lab) measure: &'static str,
}

/// A value, and the errors of its model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::lab) struct Errors {
    pub(in crate::lab) value: f64,
    /// On what is learned from.
    pub(in crate::lab) train: f64,
    /// On other rows.
    pub(in crate::lab) others: Option<f64>,
}

impl Validation {
    /// Their chart, with a dashed line at the value whose model is shown.
    pub(in crate::lab) fn chart(&self) -> Chart {
        let train = self.curve("train", Role::Model, |errors| Some(errors.train));
        let others =
            self.beside.map(|name| self.curve(name, Role::Rival(0), |errors| errors.others));
        let here =
            self.shown.map(|at| Series::Boundary { name: self.slider.name().to_owned(), at });
        let curves = [train].into_iter().chain(others);
        Chart {
            proportion: Proportion::Course,
            title: None,
            x: self.axis_of_values(),
            y: self.axis_of_errors(),
            series: curves.chain(here).chain([self.errors_here()]).collect(),
        }
    }

    /// The errors at the value that is shown, in words.
    pub(in crate::lab) fn told(&self) -> Piece {
        let here = self.here();
        let others = self.beside.map(|name| (name, here.and_then(|errors| errors.others)));
        told([("train", here.map(|errors| errors.train))].into_iter().chain(others))
    }

    fn here(&self) -> Option<&Errors> {
        self.tried.iter().find(|errors| Some(errors.value) == self.shown)
    }

    fn curve(&self, name: &str, role: Role, error: fn(&Errors) -> Option<f64>) -> Series {
        let points = self.tried.iter().filter_map(|errors| Some([errors.value, error(errors)?]));
        Series::Curve { name: name.to_owned(), role, points: points.collect() }
    }

    /// The errors of the model that is shown.
    fn errors_here(&self) -> Series {
        let points = self.here().into_iter().flat_map(|errors| {
            [Some(errors.train), errors.others]
                .into_iter()
                .flatten()
                .map(|error| [errors.value, error])
        });
        Series::Points {
            name: self.named_here().to_owned(),
            role: Role::Crosshair,
            mark: Mark::Diamond,
            points: points.collect(),
        }
    }

    /// A threshold is another one of the same model.
    const fn named_here(&self) -> &'static str {
        match self.slider {
            Slider::Threshold => "the one chosen",
            _ => "the model shown",
        }
    }

    fn axis_of_values(&self) -> Axis {
        let (low, high) = extremes(self.values.iter().copied().filter(|value| *value > 0.0));
        let label = match self.slider {
            Slider::Rows => "rows to learn from",
            slider => slider.name(),
        };
        if high > DECADES * low {
            return Axis::log(format!("{label} (log)"), low, high);
        }
        let (from, to) = extremes(self.values.iter().copied());
        Axis::new(label, from, to)
    }

    fn axis_of_errors(&self) -> Axis {
        let each = |errors: &Errors| [Some(errors.train), errors.others].into_iter().flatten();
        let values: Vec<f64> = self.tried.iter().flat_map(each).collect();
        let (low, high) = extremes(values.iter().copied().filter(|value| *value > 0.0));
        // An error of 0 has no place among logarithms.
        if high > DECADES * low && values.iter().all(|value| *value > 0.0) {
            let (from, to) = nice_log_range(values.into_iter());
            return Axis::log(format!("{} (log)", self.measure), from, to);
        }
        let (_, top) = nice_range(values.into_iter(), 0.0);
        Axis::new(self.measure, 0.0, top)
    }
}

/// Errors of parts in words: `train error 0.12   cv error 0.15`.
pub(in crate::lab) fn told<'a>(errors: impl Iterator<Item = (&'a str, Option<f64>)>) -> Piece {
    let each = errors.map(|(part, error)| {
        format!("{part} error {}", error.map_or_else(|| "–".to_owned(), brief))
    });
    Piece { text: each.collect::<Vec<_>>().join("   "), shows: Shows::Sign }
}

/// From here on what is small would lie on the axis.
const DECADES: f64 = 30.0;
