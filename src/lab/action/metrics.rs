//! `run.metrics = …`: how right a model is, in scikit-learn's numbers.

mod thresholds;

use crate::arrays::{float_repr, numpy_str};
use crate::journal::Slider;
use crate::lab::asked::Asked;
use crate::lab::decided;
use crate::lab::network::Variable;
use crate::lab::picture::Validation;
use crate::lab::python;
use crate::lab::slide::Slide;
use crate::lab::state::State;
use crate::lab::statement::{KerasError, Printed, Statement};
use crate::lesson::format::{MetricName, Metrics, Over};
use crate::sklearn::metrics::{
    Average, Report, ZeroDivision, accuracy_score, classification_report, confusion_matrix,
    f1_score, precision_score, recall_score, unique_labels,
};
use crate::sklearn::{self, Warned, Warning};

use super::import::Import;
use super::runnable::{Runnable, Stage};

impl Runnable for Metrics {
    fn perform(&self, state: &mut State, _seed: u64) {
        state.threshold = Some(state.slid.first().copied().unwrap_or(self.threshold));
        state.build_for_data(&self.model);
    }

    fn hangs_on(&self) -> Option<&str> {
        Some(&self.model)
    }

    fn needs(&self) -> Vec<Import> {
        self.print.iter().filter_map(|name| import(*name)).map(Import::Metric).collect()
    }

    fn statements(&self, stage: &Stage<'_>) -> Vec<Statement> {
        let threshold = stage.state.threshold.unwrap_or(self.threshold);
        let Some(told) = Told::of(stage.state, &self.model, threshold) else { return Vec::new() };
        let names = stage.state.data.as_ref().map(|data| data.dataset.classes.clone());
        let names = names.unwrap_or_default();
        let tried = self.over.as_ref().map(|over| thresholds::statements(self, over, stage.state));
        let first = Statement::silent(told.code(stage.state, &self.model, threshold));
        let printed = self.print.iter().map(|name| told.print(*name, &names));
        tried.into_iter().flatten().chain([first]).chain(printed).collect()
    }

    fn tried(&self, state: &State) -> Option<Validation> {
        thresholds::tried(self, self.over.as_ref()?, state)
    }

    fn slid(&self, state: &mut State, _slider: Slider, value: f32) {
        let nearest = self.over.as_ref().and_then(|over| over.nearest(value.into()));
        if let Some(nearest) = nearest {
            state.slid = vec![nearest as f32];
        }
    }

    fn slides(&self, state: &State, values: &[f32]) -> Vec<Slide> {
        let told = self.tried(state).map(|tried| vec![vec![tried.told()]]);

        let slide = |value: &f32| Slide {
            nudge: NUDGE,
            stops: self.over.as_ref().map(Over::stops).unwrap_or_default(),
            equation: told.clone().unwrap_or_default(),
            ..Slide::new(Slider::Threshold, &self.model, *value)
        };
        values.first().map(slide).into_iter().collect()
    }

    fn asked(&self, state: &State) -> Asked {
        let threshold = state.threshold;
        Asked { x: state.data.as_ref().map(|data| data.x.clone()), threshold, ..Asked::default() }
    }
}

/// A chance goes from 0 to 1.
const NUDGE: f32 = 0.05;

/// What the rows are, and what they are told to be.
struct Told {
    actual: Vec<i64>,
    predicted: Vec<i64>,
    /// Whether a yes is told by a threshold.
    is_yes_or_no: bool,
}

impl Told {
    fn of(state: &State, model: &str, threshold: f32) -> Option<Self> {
        let data = state.data.as_ref()?;
        let output = state
            .network(model)
            .and_then(|model: &Variable| model.prediction(&state.given(&data.x)).ok())?;
        let is_yes_or_no = output.shape().get(1) == Some(&1);
        let told = |row: ndarray::ArrayView1<'_, f32>| {
            if is_yes_or_no {
                i64::from(row[0] >= threshold)
            } else {
                decided::largest(&row) as i64
            }
        };
        let actual = data.y.iter().map(|y| *y as i64).collect();
        let predicted = output.rows().into_iter().map(told).collect();
        Some(Self { actual, predicted, is_yes_or_no })
    }

    /// The lines that name both.
    fn code(&self, state: &State, model: &str, threshold: f32) -> Vec<String> {
        let (x, part) = (state.data_name(), state.part.name());
        let p = format!("p = {model}.predict({x}, verbose=0)");
        let predicted = if self.is_yes_or_no {
            format!("predicted = (p[:, 0] >= {}).astype(int)", python::number(threshold))
        } else {
            "predicted = p.argmax(axis=1)".to_owned()
        };
        vec![p, predicted, format!("actual = Y_{part}[:, 0].astype(int)")]
    }

    fn print(&self, name: MetricName, classes: &[String]) -> Statement {
        let (actual, predicted) = (&self.actual, &self.predicted);
        let is_of_two = unique_labels(actual, predicted).iter().all(|label| matches!(label, 0 | 1));
        let (average, argument) = if is_of_two {
            (Average::Binary { pos_label: 1 }, "")
        } else {
            (Average::Macro, ", average=\"macro\"")
        };
        let of = format!("actual, predicted{argument}");
        let scored =
            |function: &str, score: fn(&[i64], &[i64], Average, ZeroDivision) -> Scored| {
                let score = score(actual, predicted, average, ZeroDivision::Warn);
                shown(&format!("{function}({of})"), score, |value| float_repr(*value))
            };
        match name {
            MetricName::Error => {
                let wrong = accuracy_score(actual, predicted).map(|_| self.share_of_wrong());
                let printed = wrong.map(|value| Warned { value, warnings: Vec::new() });
                shown("np.mean(predicted != actual)", printed, |it| float_repr(*it))
            }
            MetricName::Accuracy => {
                let score = accuracy_score(actual, predicted);
                let score = score.map(|value| Warned { value, warnings: Vec::new() });
                shown("accuracy_score(actual, predicted)", score, |it| float_repr(*it))
            }
            MetricName::ConfusionMatrix => shown(
                "confusion_matrix(actual, predicted)",
                confusion_matrix(actual, predicted, None),
                numpy_str,
            ),
            MetricName::Precision => scored("precision_score", precision_score),
            MetricName::Recall => scored("recall_score", recall_score),
            MetricName::F1 => scored("f1_score", f1_score),
            MetricName::ClassificationReport => self.report(classes),
        }
    }

    fn report(&self, classes: &[String]) -> Statement {
        let names = unique_labels(&self.actual, &self.predicted);
        let names: Option<Vec<String>> =
            names.iter().map(|label| classes.get(*label as usize).cloned()).collect();
        let names = names.filter(|names| !names.is_empty());
        let quoted = |names: &Vec<String>| {
            let quoted: Vec<String> = names.iter().map(|name| format!("{name:?}")).collect();
            format!(", target_names=[{}]", quoted.join(", "))
        };
        let argument = names.as_ref().map(quoted).unwrap_or_default();
        let report = Report { target_names: names, ..Report::default() };
        let printed = classification_report(&self.actual, &self.predicted, &report);
        shown(
            &format!("classification_report(actual, predicted{argument})"),
            printed,
            String::clone,
        )
    }

    fn share_of_wrong(&self) -> f64 {
        let pairs = self.actual.iter().zip(&self.predicted);
        pairs.filter(|(actual, told)| actual != told).count() as f64 / self.actual.len() as f64
    }
}

type Scored = Result<Warned<f64>, sklearn::Error>;

/// `print(…)` of something, after what scikit-learn warns of.
fn shown<T>(
    expression: &str,
    result: Result<Warned<T>, sklearn::Error>,
    text: impl Fn(&T) -> String,
) -> Statement {
    let code = vec![format!("print({expression})")];
    match result {
        Err(error) => Statement::new(code, Printed::Error(KerasError::of_sklearn(&error))),
        Ok(Warned { value, warnings }) => {
            let warned = |warning: &Warning| format!("{}: {warning}\n", warning.python_type());
            let warnings: String = warnings.iter().map(warned).collect();
            Statement::text(code, &(warnings + &text(&value)))
        }
    }
}

/// The function to import for a metric.
fn import(name: MetricName) -> Option<&'static str> {
    match name {
        MetricName::Error => None,
        MetricName::Accuracy => Some("accuracy_score"),
        MetricName::ConfusionMatrix => Some("confusion_matrix"),
        MetricName::Precision => Some("precision_score"),
        MetricName::Recall => Some("recall_score"),
        MetricName::F1 => Some("f1_score"),
        MetricName::ClassificationReport => Some("classification_report"),
    }
}
