//! `run.linear_regression = …`.

use serde::Deserialize;

use crate::lesson::fault::{Fault, Faults};
use crate::lesson::known::Known;
use crate::lesson::limits;
use crate::lesson::over::{Over, check_value};
use crate::lesson::path::Path;
use crate::lesson::python_names::check_name;
use crate::lesson::sizes::within;
use crate::lesson::slider::Slider;
use crate::lesson::spent::{Span, Spent, within_seconds};

use super::words::Words;

/// `run.linear_regression = { name = "model", degree = 2 }`: a line, or a curve of powers, that is
/// fitted at once, as scikit-learn does it.
///
/// It stands for `PolynomialFeatures`, `StandardScaler` and `LinearRegression` in a row; with `alpha`
/// the last is `Ridge`. All three are fitted on the rows to learn from alone. Errors are half the
/// mean squared error, as courses count them.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinearRegression {
    /// The variable that holds it in the code.
    pub name: String,
    /// The highest power of the inputs; left out, 1.
    #[serde(default = "one")]
    pub degree: u32,
    /// How much large weights cost, which courses call λ: `Ridge(alpha=…)`. Left out, nothing.
    pub alpha: Option<f64>,
    /// How many of the rows it learns from, counted from the first; left out, all.
    pub rows: Option<usize>,
    /// Values of one of the three to try, one after the other: the learner moves along them, and
    /// everything follows: `over = { degree = [1, 2, 3] }`.
    pub over: Option<Over>,
}

impl LinearRegression {
    /// The same with another value of what is tried: the nearest that there is.
    #[must_use]
    pub fn at(&self, value: f64) -> Self {
        let Some(over) = &self.over else { return self.clone() };
        let nearest = over.nearest(value).unwrap_or(value);
        match over.slider {
            Slider::Degree => Self { degree: nearest as u32, ..self.clone() },
            Slider::Alpha => Self { alpha: Some(nearest), ..self.clone() },
            _ => Self { rows: Some(nearest as usize), ..self.clone() },
        }
    }

    /// Where it stands on what is tried.
    pub fn value(&self) -> Option<f64> {
        let over = self.over.as_ref()?;
        match over.slider {
            Slider::Alpha => Some(self.alpha.unwrap_or(0.0)),
            Slider::Rows if self.rows.is_none() => over.values.last().copied(),
            slider => self.value_of(slider),
        }
    }

    /// One of its settings, where it has it.
    pub fn value_of(&self, slider: Slider) -> Option<f64> {
        match slider {
            Slider::Degree => Some(f64::from(self.degree)),
            Slider::Alpha => self.alpha,
            Slider::Rows => self.rows.map(|rows| rows as f64),
            _ => None,
        }
    }
}

impl Words for LinearRegression {
    fn check_values(&self, path: &Path, faults: &mut Faults) {
        let path = path.name("linear_regression");
        faults.check(check_name(&path.name("name"), &self.name));
        for slider in TRIED {
            let value = self.value_of(slider);
            let path = path.name(slider.name());
            faults.check(value.map_or(Ok(()), |value| check_value(&path, slider, value)));
        }
        let over = self.over.as_ref().map(|over| over.check(&path.name("over"), &TRIED));
        faults.check(over.unwrap_or(Ok(())));
    }

    fn check_references(&self, path: &Path, known: &mut Known<'_>) -> Result<(), Fault> {
        let path = path.name("linear_regression");
        known.take_regression(&path.name("name"), &self.name)?;
        let Some(data) = known.check_data(&path)? else { return Ok(()) };
        within(&path, "targets of a regression", data.y[0].len(), 1)
    }

    fn estimator(&self) -> Option<&str> {
        Some(&self.name)
    }

    fn spend(&self, path: &Path, spent: &mut Spent<'_>) -> Result<(), Fault> {
        let (path, rows) = (path.name("linear_regression"), spent.rows());
        let inputs = spent.data().map_or(1, |data| data.x[0].len());
        let values = self.over.as_ref().map_or(1, |over| over.values.len());
        let tried = self.over.as_ref().filter(|over| over.slider == Slider::Degree);
        let widest = tried.and_then(|over| over.values.last()).map_or(self.degree, |it| *it as u32);
        let columns = columns(inputs, widest as usize);
        within(&path, "powers and products of the inputs", columns, limits::FEATURES)?;
        // Triangles, then as much again to look at how large they are.
        let work = 8usize.saturating_mul(rows + columns).saturating_mul(columns * columns);
        let work = work.saturating_mul(values);
        within_seconds(&path, Span::Regression, work)?;
        spent.add_work(work);
        spent.add_numbers(values * 2 * columns);
        Ok(())
    }

    fn over(&self) -> Option<&Over> {
        self.over.as_ref()
    }

    fn slides(&self) -> Vec<(Slider, f32)> {
        let start = |over: &Over| {
            let start = self.value().map(|value| self.at(value))?.value()?;
            Some((over.slider, start as f32))
        };
        self.over.iter().filter_map(start).collect()
    }
}

/// How many powers and products of so many inputs there are, up to a degree: C(n + d, d) - 1.
fn columns(inputs: usize, degree: usize) -> usize {
    let (small, large) = (inputs.min(degree), inputs.max(degree));
    let mut count: usize = 1;
    for index in 1..=small {
        count = count.saturating_mul(large + index) / index;
    }
    count.saturating_sub(1)
}

/// What of it can be tried value by value.
const TRIED: [Slider; 3] = [Slider::Degree, Slider::Alpha, Slider::Rows];

const fn one() -> u32 {
    1
}
