//! `run.linear_regression = …`: a line, or a curve of powers, is fitted at once.

use crate::lab::data::Data;
use crate::lab::model::Model;
use crate::lab::network::Piece;
use crate::lab::picture::told;
use crate::lab::python;
use crate::lab::regression::{Given, Regression};
use crate::lab::slide::Slide;
use crate::lab::state::State;
use crate::lab::statement::{KerasError, Printed, Statement};
use crate::lesson::format::{LinearRegression, Over, Slider};
use crate::sklearn;

use super::import::Import;
use super::runnable::{Runnable, Stage};

impl Runnable for LinearRegression {
    fn perform(&self, state: &mut State, _seed: u64) {
        let start = self.value().map_or_else(|| self.clone(), |value| self.at(value));
        if let Some(Ok(regression)) = fit(&start, state) {
            state.put(Model::Regression(regression));
            state.set_by_lesson.insert(self.name.clone());
            state.subject = Some(self.name.clone());
        }
    }

    fn slid(&self, state: &mut State, _slider: Slider, value: f32) {
        let at = state.variable(&self.name).and_then(Model::regression);
        let at = at.map(|regression| regression.at(f64::from(value)));
        if let Some(regression) = at {
            state.slid =
                regression.settings.value().map(|value| value as f32).into_iter().collect();
            state.put(Model::Regression(regression));
        }
    }

    fn needs(&self) -> Vec<Import> {
        let tried = self.over.as_ref().map(|over| over.slider);
        let is_linear = self.alpha.is_none() && tried != Some(Slider::Alpha);
        vec![if is_linear { Import::LinearRegression } else { Import::Ridge }, Import::Polynomials]
    }

    fn statements(&self, stage: &Stage<'_>) -> Vec<Statement> {
        let Some(data) = stage.state.learned_from() else { return Vec::new() };
        let made = stage.state.variable(&self.name).and_then(Model::regression);
        // To fit takes a while, and what is there was fitted once.
        let Some(regression) = made.filter(|made| made.settings.at(0.0) == self.at(0.0)) else {
            let error = fit(self, stage.state).and_then(Result::err);
            let printed = error.map(|error| Printed::Error(KerasError::of_sklearn(&error)));
            return printed.map(|it| Statement::new(self.code(), it)).into_iter().collect();
        };
        let beside = beside(stage.state);
        let now = &regression.settings;
        let rows = now.rows.map(|rows| format!("[:{rows}]")).unwrap_or_default();
        let mut errors = vec![("train", rows, regression.error_of_learned(data))];
        errors.extend(beside.map(|(name, data)| (name, String::new(), regression.error(data))));
        let define = Statement::silent(vec![
            "def error(X, Y):".to_owned(),
            format!("    return mean_squared_error(Y, {}.predict(X)) / 2", self.name),
        ]);
        let tried = self.over.as_ref().map(|over| tried(self, over, regression));
        let fitted = Statement::silent(now.code());
        [define].into_iter().chain(tried).chain([fitted, print(&errors)]).collect()
    }

    fn slides(&self, state: &State, values: &[f32]) -> Vec<Slide> {
        let regression = state.variable(&self.name).and_then(Model::regression);
        let slid = self.over.as_ref().zip(values.first()).zip(regression);
        let Some(((over, value), regression)) = slid else { return Vec::new() };
        vec![Slide::along(over, &self.name, *value, Some(errors_of(regression, state)))]
    }
}

impl LinearRegression {
    /// The lines that make it and fit it.
    fn code(&self) -> Vec<String> {
        let rows = self.rows.map(|rows| format!("[:{rows}]")).unwrap_or_default();
        vec![
            format!("{} = make_pipeline(", self.name),
            format!("    PolynomialFeatures({}, include_bias=False),", self.degree),
            format!("    StandardScaler(), {})", self.last()),
            format!("{0} = {0}.fit(X_train{rows}, Y_train{rows})", self.name),
        ]
    }

    /// The model at the end of it.
    fn last(&self) -> String {
        match self.alpha {
            Some(alpha) => ridge(&format!("{alpha:?}"), alpha == 0.0),
            // scikit-learn's own tolerance would leave out directions that count here.
            None => "LinearRegression(tol=0.0)".to_owned(),
        }
    }
}

/// The errors of a regression, as the panel shows them.
fn errors_of(regression: &Regression, state: &State) -> Piece {
    let train = state.learned_from().and_then(|data| regression.error_of_learned(data));
    let others = beside(state).map(|(name, data)| (name, regression.error(data)));
    told([("train", train)].into_iter().chain(others))
}

/// The model with a cost of large weights. Where that is nothing, scikit-learn's own way to it is not
/// exact.
fn ridge(alpha: &str, is_nothing: bool) -> String {
    let solver = if is_nothing { ", solver=\"svd\"" } else { "" };
    format!("Ridge(alpha={alpha}{solver})")
}

fn fit(settings: &LinearRegression, state: &State) -> Option<Result<Regression, sklearn::Error>> {
    let given = Given { train: state.learned_from()?, others: beside(state) };
    Some(Regression::fit(settings, &given))
}

/// What errors are measured on beside what is learned from.
fn beside(state: &State) -> Option<(&'static str, &Data)> {
    state.beside().map(|(part, data)| (part.name(), data))
}

/// The loop over all values that are tried, and what it prints.
fn tried(settings: &LinearRegression, over: &Over, regression: &Regression) -> Statement {
    let name = over.slider.name();
    let values: Vec<String> =
        over.values.iter().map(|value| python::tried(over.slider, *value)).collect();
    let beside = regression.beside();
    let mut code = vec![format!("for {name} in [{}]:", values.join(", "))];
    code.extend(looped(settings, over));
    let round = Rounding::of(regression);
    let more =
        beside.map(|other| format!(", round(error(X_{other}, Y_{other}){})", round.argument()));
    let rows = if over.slider == Slider::Rows { "[:rows]" } else { "" };
    let more = more.unwrap_or_default();
    let train = format!("round(error(X_train{rows}, Y_train{rows}){})", round.argument());
    code.push(format!("    print({name}, {train}{more})"));
    let lines = regression.tried().iter().map(|point| {
        let others = beside.map(|_| format!(" {}", round.told(point.others)));
        let (value, train) = (python::tried(over.slider, point.value), round.told(point.train));
        format!("{value} {train}{}", others.unwrap_or_default())
    });
    Statement::text(code, &lines.collect::<Vec<_>>().join("\n"))
}

/// The lines that fit the model within the loop.
fn looped(settings: &LinearRegression, over: &Over) -> Vec<String> {
    let degree = match over.slider {
        Slider::Degree => over.slider.name().to_owned(),
        _ => settings.degree.to_string(),
    };
    let last = match over.slider {
        Slider::Alpha => ridge("alpha", over.values.contains(&0.0)),
        _ => settings.last(),
    };
    let rows = if over.slider == Slider::Rows { "[:rows]" } else { "" };
    vec![
        format!("    {} = make_pipeline(", settings.name),
        format!("        PolynomialFeatures({degree}, include_bias=False),"),
        format!("        StandardScaler(), {last})"),
        format!("    {0} = {0}.fit(X_train{rows}, Y_train{rows})", settings.name),
    ]
}

/// How errors are printed.
#[derive(Clone, Copy)]
enum Rounding {
    /// As whole numbers.
    Whole,
    /// To two places, where whole numbers would hide what there is to see.
    TwoPlaces,
}

impl Rounding {
    fn of(regression: &Regression) -> Self {
        let is_large = |point: &sklearn::Point| point.train >= 100.0;
        if regression.tried().iter().all(is_large) { Self::Whole } else { Self::TwoPlaces }
    }

    /// What `round` is told.
    const fn argument(self) -> &'static str {
        match self {
            Self::Whole => "",
            Self::TwoPlaces => ", 2",
        }
    }

    fn told(self, value: f64) -> String {
        match self {
            // Python rounds halves to even.
            Self::Whole => format!("{:.0}", value.round_ties_even()),
            Self::TwoPlaces => python::rounded(value, 2),
        }
    }
}

/// The errors of the model as it is, each over the first so many rows of a part.
fn print(errors: &[(&str, String, Option<f64>)]) -> Statement {
    let code = errors.iter().map(|(name, rows, _)| {
        format!("print(\"{name}\", round(error(X_{name}{rows}, Y_{name}{rows}), 2))")
    });
    let lines = errors.iter().map(|(name, _, error)| {
        format!(
            "{name} {}",
            error.map_or_else(|| "nan".to_owned(), |error| python::rounded(error, 2))
        )
    });
    Statement::text(code.collect(), &lines.collect::<Vec<_>>().join("\n"))
}
