//! Regressions: what the lab knows of lines and curves of powers that are fitted at once.

use std::sync::Arc;

use crate::chart::{Drawing, Field};
use crate::journal::{Parameter, Place};
use crate::lesson::format::{LinearRegression as Settings, Over, PictureName, Slider};
use crate::nn::{Activation, Tensor};
use crate::sklearn::{self, Curve, Knob, Parts, Polynomial, Rows};

use super::answers::over_the_plane;
use super::data::Data;
use super::edit_error::EditError;
use super::network::{Arithmetic, Row, Term};
use super::number::round_number;
use super::parameter::ParameterValue;
use super::picture::{Errors, Validation, y_range};
use super::python;
use super::shape::{Array, Shape};
use super::statement::Statement;
use super::tensors::{decimal, in_float64};

/// A regression as a variable of the code.
#[derive(Clone, Debug)]
pub(super) struct Regression {
    pub(super) settings: Settings,
    /// Powers, scaler and line, as they were fitted or as the learner has set them.
    model: Polynomial,
    /// Each value that its step tries, with the model that it gave.
    tried: Arc<[sklearn::Point]>,
    /// The part that errors are measured on beside what is learned from, if there is one.
    beside: Option<&'static str>,
}

/// What a regression is fitted on, and what is asked about beside that.
pub(super) struct Given<'a> {
    pub(super) train: &'a Data,
    pub(super) others: Option<(&'static str, &'a Data)>,
}

impl Regression {
    /// Fits it, once for each value that is tried.
    ///
    /// # Errors
    /// In scikit-learn's words: what is given cannot be learned from.
    pub(super) fn fit(settings: &Settings, given: &Given<'_>) -> Result<Self, sklearn::Error> {
        let train = rows_of(given.train);
        let others = given.others.map_or_else(|| train.clone(), |(_, data)| rows_of(data));
        let parts = Parts { train: train.clone(), others };
        let tried = match &settings.over {
            Some(over) => Curve::new(parts, knob(settings, over)).collect::<Result<_, _>>()?,
            None => Vec::new(),
        };
        let model = fitted(settings, &train)?;
        let beside = given.others.map(|(name, _)| name);
        Ok(Self { settings: settings.clone(), model, tried: tried.into(), beside })
    }

    /// The same at another value of what is tried.
    pub(super) fn at(&self, value: f64) -> Self {
        let settings = self.settings.at(value);
        let found = self.tried.iter().find(|point| Some(point.value) == settings.value());
        let model = found.map_or_else(|| self.model.clone(), |point| point.model.clone());
        Self { settings, model, ..self.clone() }
    }

    /// Its name in the code.
    pub(super) fn name(&self) -> &str {
        &self.settings.name
    }

    /// Each value that its step tries, with the errors that came of it.
    pub(super) fn tried(&self) -> &[sklearn::Point] {
        &self.tried
    }

    /// Both errors over the values that its step tries.
    fn validation(&self) -> Option<Validation> {
        let over = self.settings.over.as_ref()?;
        let others = |point: &sklearn::Point| self.beside.map(|_| point.others);
        let errors = |point: &sklearn::Point| Errors {
            value: point.value,
            train: point.train,
            others: others(point),
        };
        Some(Validation {
            slider: over.slider,
            values: over.values.clone(),
            shown: self.settings.value(),
            tried: self.tried.iter().map(errors).collect(),
            beside: self.beside,
            measure: "error",
        })
    }

    /// What is measured beside what is learned from: `cv` or `test`.
    pub(super) fn beside(&self) -> Option<&'static str> {
        self.beside
    }

    /// How many numbers it has.
    pub(super) fn numbers(&self) -> usize {
        self.model.line.coef.len() + 1
    }

    /// One of its numbers.
    pub(super) fn read(&self, parameter: &Parameter) -> Result<f32, EditError> {
        let line = &self.model.line;
        let number = match parameter.place {
            _ if parameter.layer != self.settings.name => None,
            Place::Weight { input, unit: 0 } => line.coef.get(input).copied(),
            Place::Bias { unit: 0 } => Some(line.intercept),
            _ => None,
        };
        number.map(|number| number as f32).ok_or(EditError::NoSuchParameter)
    }

    /// Sets one of its numbers. Says whether it is there.
    pub(super) fn set(&mut self, parameter: &Parameter, value: f32) -> bool {
        if self.read(parameter).is_err() {
            return false;
        }
        let line = &mut self.model.line;
        match parameter.place {
            Place::Weight { input, .. } => line.coef[input] = f64::from(value),
            Place::Bias { .. } => line.intercept = f64::from(value),
            Place::Node { .. } => return false,
        }
        true
    }

    /// Sets all of them. Says whether they were taken.
    pub(super) fn set_all(&mut self, w: &[Vec<f32>], b: &[f32]) -> bool {
        let line = &mut self.model.line;
        let is_one = w.len() == line.coef.len() && w.iter().all(|row| row.len() == 1);
        let [b] = b else { return false };
        if is_one {
            line.coef = w.iter().map(|row| f64::from(row[0])).collect();
            line.intercept = f64::from(*b);
        }
        is_one
    }

    /// The numbers that the learner can change.
    pub(super) fn parameters(&self, data: Option<&Data>) -> Vec<ParameterValue> {
        let nudge = data.map_or(0.1, |data| {
            let [bottom, top] = y_range(data);
            round_number((top - bottom) / STEPS)
        });
        let cell = |place: Place, name: String, value: f64| ParameterValue {
            parameter: Parameter { layer: self.settings.name.clone(), place },
            name,
            value: value as f32,
            nudge,
            before: None,
            is_held: false,
        };
        let coef = self.model.line.coef.iter().enumerate().map(|(input, value)| {
            cell(Place::Weight { input, unit: 0 }, format!("coef_[{input}]"), *value)
        });
        let intercept =
            cell(Place::Bias { unit: 0 }, "intercept_".to_owned(), self.model.line.intercept);
        coef.take(SHOWN).chain([intercept]).collect()
    }

    /// The shapes of its numbers.
    pub(super) fn shapes(&self) -> Vec<Shape> {
        vec![Shape::new("coef_", Array::Kernel, &[self.model.line.coef.len()])]
    }

    /// What comes out for `x`, a row for each of its rows.
    pub(super) fn output(&self, x: &Tensor) -> Option<Tensor> {
        let answers = self.model.predict(&in_float64(x)?).ok()?;
        Some(Tensor::from_shape_fn(vec![answers.len(), 1], |at| answers[at[0]] as f32))
    }

    /// Half the mean squared error over some data.
    pub(super) fn error(&self, data: &Data) -> Option<f64> {
        self.model.error(&rows_of(data)).ok()
    }

    /// The same over those of the rows to learn from that it has learned from.
    pub(super) fn error_of_learned(&self, train: &Data) -> Option<f64> {
        self.model.error(&learned(&self.settings, &rows_of(train))).ok()
    }

    /// How its answers come about: powers, scaled, times their numbers.
    pub(super) fn arithmetic(&self, x: &Tensor, targets: Option<&Tensor>) -> Option<Arithmetic> {
        let Polynomial { features, scaler, line, .. } = &self.model;
        let scaled = scaler.transform(&features.transform(&in_float64(x)?).ok()?).ok()?;
        let answers = self.output(x)?;
        let row = |index: usize| Row {
            terms: line
                .coef
                .iter()
                .zip(scaled.row(index))
                .map(|(weight, input)| Term { weight: *weight as f32, input: *input as f32 })
                .collect(),
            bias: line.intercept as f32,
            z: answers[[index, 0].as_slice()],
            output: answers[[index, 0].as_slice()],
            target: targets.and_then(|y| y.get([index, 0].as_slice())).copied(),
        };
        Some(Arithmetic {
            layer: self.settings.name.clone(),
            unit: 0,
            label: None,
            activation: Activation::Linear,
            rows: (0..scaled.nrows().min(super::sample::EXAMPLES)).map(row).collect(),
        })
    }

    /// The code for what the learner has changed about it.
    pub(super) fn code_of_edit(&self, before: Option<&Self>) -> Statement {
        let (name, line) = (self.name(), &self.model.line);
        let was = before.map(|before| &before.model.line);
        let is_new =
            |index: usize| was.and_then(|was| was.coef.get(index)) != Some(&line.coef[index]);
        let changed = (0..line.coef.len()).filter(|index| is_new(*index));
        let set = |index: usize| {
            format!("{name}[-1].coef_[0, {index}] = {}", python::number(line.coef[index] as f32))
        };
        let mut code: Vec<String> = changed.map(set).collect();
        if was.map(|was| was.intercept) != Some(line.intercept) {
            let intercept = python::number(line.intercept as f32);
            code.push(format!("{name}[-1].intercept_[0] = {intercept}"));
        }
        Statement::silent(code)
    }
}

/// About so many nudges lead from one end of the axis to the other.
const STEPS: f64 = 45.0;

// More cells than anyone can look through would only slow every frame down.
const SHOWN: usize = 512;

fn fitted(settings: &Settings, train: &Rows) -> Result<Polynomial, sklearn::Error> {
    Polynomial::fit(settings.degree.into(), kind(settings), &learned(settings, train))
}

/// The rows that it learns from: the first ones, where it does not take all.
fn learned(settings: &Settings, train: &Rows) -> Rows {
    let count = settings.rows.unwrap_or(usize::MAX).min(train.y.len());
    train.at(&(0..count).collect::<Vec<usize>>())
}

fn kind(settings: &Settings) -> sklearn::Regression {
    match settings.alpha {
        Some(alpha) => sklearn::Regression::Ridge { alpha },
        None => sklearn::Regression::Plain,
    }
}

fn knob(settings: &Settings, over: &Over) -> Knob {
    let (degree, regression) = (settings.degree.into(), kind(settings));
    let counts = over.values.iter();
    match over.slider {
        Slider::Degree => {
            Knob::Degree { degrees: counts.map(|it| *it as i64).collect(), regression }
        }
        Slider::Alpha => Knob::Alpha { degree, alphas: over.values.clone() },
        _ => Knob::Rows { degree, regression, counts: counts.map(|it| *it as usize).collect() },
    }
}

fn rows_of(data: &Data) -> Rows {
    let x = in_float64(&data.x).unwrap_or_default();
    Rows { x, y: data.y.iter().map(|y| decimal(*y)).collect() }
}

/// Its answer at every place of a plane of two features.
pub(super) fn surface(regression: &Regression, data: &Data) -> Option<Field> {
    let model = regression.clone();
    over_the_plane(data, regression.numbers(), move |x| model.output(x))
}

/// Pictures of what its step tries.
pub(super) fn pictures(regression: &Regression) -> Vec<(PictureName, Drawing)> {
    let curve = regression.validation().map(|curve| Drawing::Chart(curve.chart()));
    curve.map(|curve| (PictureName::ValidationCurve, curve)).into_iter().collect()
}
