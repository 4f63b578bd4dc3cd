//! `run.linear_regression = …`.

use serde::Deserialize;

use crate::lesson::fault::{Fault, Faults};
use crate::lesson::known::Known;
use crate::lesson::limits;
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

/// The values of a setting that are tried.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Over {
    /// `over = { degree = [1, 2, 3] }`.
    Degree(Vec<u32>),
    /// `over = { alpha = [0.01, 0.1, 1.0] }`.
    Alpha(Vec<f64>),
    /// `over = { rows = [10, 20, 40] }`.
    Rows(Vec<usize>),
}

impl Over {
    /// The values, in the order in which they are tried.
    pub fn values(&self) -> Vec<f64> {
        match self {
            Self::Degree(degrees) => degrees.iter().map(|degree| f64::from(*degree)).collect(),
            Self::Alpha(alphas) => alphas.clone(),
            Self::Rows(counts) => counts.iter().map(|count| *count as f64).collect(),
        }
    }

    /// What is moved along them.
    pub const fn slider(&self) -> Slider {
        match self {
            Self::Degree(_) => Slider::Degree,
            Self::Alpha(_) => Slider::Alpha,
            Self::Rows(_) => Slider::Rows,
        }
    }
}

impl LinearRegression {
    /// The same with another value of what is tried: the nearest that there is.
    #[must_use]
    pub fn at(&self, value: f64) -> Self {
        let Some(over) = &self.over else { return self.clone() };
        let distance = |tried: &f64| (tried - value).abs();
        let values = over.values();
        let nearest = values.into_iter().min_by(|a, b| distance(a).total_cmp(&distance(b)));
        let nearest = nearest.unwrap_or(value);
        match over {
            Over::Degree(_) => Self { degree: nearest as u32, ..self.clone() },
            Over::Alpha(_) => Self { alpha: Some(nearest), ..self.clone() },
            Over::Rows(_) => Self { rows: Some(nearest as usize), ..self.clone() },
        }
    }

    /// Where it stands on what is tried.
    pub fn value(&self) -> Option<f64> {
        let value = match self.over.as_ref()? {
            Over::Degree(_) => f64::from(self.degree),
            Over::Alpha(_) => self.alpha.unwrap_or(0.0),
            Over::Rows(counts) => self.rows.or(counts.last().copied()).unwrap_or(0) as f64,
        };
        Some(value)
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

    fn check_over(&self, path: &Path) -> Result<(), Fault> {
        let Some(over) = &self.over else { return Ok(()) };
        let (path, values) = (path.name(over.slider().name()), over.values());
        within(&path, "values to try", values.len(), limits::TRIED)?;
        if values.len() < 2 {
            return Err(Fault::new(&path, "expected at least two values to try"));
        }
        if !values.is_sorted_by(|a, b| a < b) {
            return Err(Fault::new(&path, "expected values that go up"));
        }
        match over {
            Over::Degree(degrees) => degrees.iter().try_for_each(|it| check_degree(&path, *it)),
            Over::Alpha(alphas) => alphas.iter().try_for_each(|it| check_alpha(&path, *it)),
            Over::Rows(counts) => counts.iter().try_for_each(|it| check_count(&path, *it)),
        }
    }
}

impl Words for LinearRegression {
    fn check_values(&self, path: &Path, faults: &mut Faults) {
        let path = path.name("linear_regression");
        faults.check(check_name(&path.name("name"), &self.name));
        faults.check(check_degree(&path.name("degree"), self.degree));
        faults.check(check_alpha(&path.name("alpha"), self.alpha.unwrap_or(0.0)));
        faults.check(check_count(&path.name("rows"), self.rows.unwrap_or(1)));
        faults.check(self.check_over(&path.name("over")));
    }

    fn check_references(&self, path: &Path, known: &mut Known<'_>) -> Result<(), Fault> {
        let path = path.name("linear_regression");
        known.take_regression(&path.name("name"), &self.name)?;
        let Some(data) = known.check_data(&path)? else { return Ok(()) };
        within(&path, "targets of a regression", data.y[0].len(), 1)
    }

    fn make(&self, _path: &Path, spent: &mut Spent<'_>) -> Result<(), Fault> {
        spent.make(&self.name, crate::lesson::work::Size::default());
        Ok(())
    }

    fn spend(&self, path: &Path, spent: &mut Spent<'_>) -> Result<(), Fault> {
        let (path, rows) = (path.name("linear_regression"), spent.rows());
        let inputs = spent.data().map_or(1, |data| data.x[0].len());
        let values = self.over.as_ref().map_or(1, |over| over.values().len());
        let widest = match &self.over {
            Some(Over::Degree(degrees)) => degrees.last().copied().unwrap_or(1),
            _ => self.degree,
        };
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

    fn works_on(&self) -> Option<&str> {
        Some(&self.name)
    }

    fn works_in_float64(&self) -> bool {
        true
    }

    fn layer(&self) -> Option<&str> {
        Some(&self.name)
    }

    fn layers_made(&self) -> Vec<&str> {
        vec![&self.name]
    }

    fn slides(&self) -> Vec<(Slider, f32)> {
        let start = |over: &Over| {
            let start = self.value().map(|value| self.at(value))?.value()?;
            Some((over.slider(), start as f32))
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

fn check_degree(path: &Path, degree: u32) -> Result<(), Fault> {
    if degree == 0 {
        return Err(Fault::new(path, "expected a degree of 1 or more: 1 is a straight line"));
    }
    within(path, "powers", degree as usize, limits::DEGREE)
}

fn check_alpha(path: &Path, alpha: f64) -> Result<(), Fault> {
    if alpha.is_finite() && alpha >= 0.0 {
        return Ok(());
    }
    Err(Fault::new(path, "expected 0 or a number above it: below 0 large weights would be a prize"))
}

fn check_count(path: &Path, count: usize) -> Result<(), Fault> {
    if count == 0 { Err(Fault::new(path, "expected at least 1 row")) } else { Ok(()) }
}

const fn one() -> u32 {
    1
}
