//! The code that a booster stands for: `XGBoost`'s.

use crate::arrays::{float_repr, numpy_str};
use crate::lab::looping::Loop;
use crate::lab::python;
use crate::lab::statement::{KerasError, Printed, Statement};
use crate::lab::tree::{Names, call};
use crate::lesson::Part;
use crate::lesson::format::{Booster as Settings, Over, Slider, Tunable};
use crate::nn::Tensor;
use crate::trees::boosting::{self, DMatrix, Error, Objective, Params, printed};

use super::Booster;

/// The lines that train a booster, with what is printed round by round, the tree of the last round, and
/// what it says.
pub(in crate::lab) fn trained(booster: &Booster, x: &Tensor) -> Vec<Statement> {
    let parts: Vec<Part> = booster.parts().collect();
    let names = &booster.given.names;
    let settings = booster.asked();
    if let Some(error) = &booster.refused {
        return vec![refused(&settings, names, &parts, error)];
    }
    let rounds = &booster.trained.rounds[..booster.shown];
    let lines = printed(rounds, verbose_eval(rounds.len()));
    let code = training(&settings, names, &parts, rounds.len());
    let trained = Statement::text(code, &python::on_tab_stops(&lines));
    let best = booster.is_at_the_end().then(|| best(booster)).flatten();
    // Before its first tree XGBoost's booster does not know yet where it starts.
    let says = match booster.shown {
        0 => Vec::new(),
        _ if names.is_of_classes() => scored(booster),
        _ => predicted(booster, x).into_iter().collect(),
    };
    let shown = [Some(trained), best, dumped(booster)].into_iter().flatten();
    shown.chain(says).collect()
}

/// The lines that would train a booster, and why they do not.
pub(in crate::lab) fn refused(
    settings: &Settings,
    names: &Names,
    parts: &[Part],
    error: &Error,
) -> Statement {
    let code = training(settings, names, parts, settings.num_boost_round);
    Statement::new(code, Printed::Error(KerasError::of_boosting(error)))
}

/// The loop over all values that are tried, with what is measured of each.
pub(in crate::lab) fn tried(booster: &Booster, over: &Over) -> Statement {
    let parts: Vec<Part> = booster.parts().collect();
    let (names, settings) = (&booster.given.names, booster.asked());
    let params = params(&settings, names.is_of_classes(), Some(over.slider), "    ");
    let asked = [("evals_result", "told".to_owned()), ("verbose_eval", "False".to_owned())];
    let train = train(&settings, &parts, &asked, "    ");
    let metric = booster.metric().name();
    let last = |part: &Part| format!("told[\"{}\"][\"{metric}\"][-1]", part.name());
    let looped = Loop {
        over,
        name: variable(over.slider),
        before: matrices(names, &parts),
        body: [params, vec!["    told = {}".to_owned()], train].concat(),
        prints: parts.iter().map(last).collect(),
    };
    looped.statement(booster.measured_for_each().map(|(value, it)| (value, it.to_vec())))
}

impl Booster {
    /// Its settings as its code has them: with as many rounds as are looked at.
    fn asked(&self) -> Settings {
        if self.is_at_the_end() {
            return self.settings.clone();
        }
        self.settings.with(Slider::NumBoostRound, self.shown as f64)
    }
}

fn training(settings: &Settings, names: &Names, parts: &[Part], rounds: usize) -> Vec<String> {
    let verbose = ("verbose_eval", verbose_eval(rounds).to_string());
    let asked = (verbose_eval(rounds) > 1).then_some(verbose);
    let params = params(settings, names.is_of_classes(), None, "");
    [matrices(names, parts), params, train(settings, parts, asked.as_slice(), "")].concat()
}

/// Each part as `XGBoost` takes it.
fn matrices(names: &Names, parts: &[Part]) -> Vec<String> {
    let listed = listed(&names.features);
    let matrix = |part: &Part| {
        let part = part.name();
        call(
            &format!("{part} = xgb.DMatrix"),
            &[
                ("data", format!("X_{part}")),
                ("label", format!("Y_{part}")),
                ("feature_names", "names".to_owned()),
            ],
        )
    };
    listed.into_iter().chain(parts.iter().flat_map(matrix)).collect()
}

/// The names of the features, in lines that can be read.
fn listed(features: &[String]) -> Vec<String> {
    let mut lines = vec!["names = [".to_owned()];
    let last = features.len().saturating_sub(1);
    for (index, name) in features.iter().enumerate() {
        let end = if index == last { "]" } else { ", " };
        let word = format!("{}{end}", python::quoted(name));
        match lines.last_mut() {
            Some(line) if line.len() + word.len() <= LINE => line.push_str(&word),
            _ => lines.push(format!("    {word}")),
        }
    }
    lines.into_iter().map(|line| line.trim_end().to_owned()).collect()
}

/// The settings, one in each line; one that is tried has its own name for a value.
fn params(
    settings: &Settings,
    is_of_classes: bool,
    tried: Option<Slider>,
    indent: &str,
) -> Vec<String> {
    let value = |slider: Slider| match settings.value_of(slider)? {
        _ if tried == Some(slider) => Some(variable(slider).to_owned()),
        value if slider == Slider::MaxDepth => Some((value as i64).to_string()),
        value => Some(float_repr(value)),
    };
    let named = |slider: Slider| Some((slider.name(), value(slider)?));
    let Params { objective, .. } = settings.params(is_of_classes);
    let objective = (objective != Objective::default())
        .then(|| ("objective", python::quoted(objective.name())));
    let given =
        [Slider::MaxDepth, Slider::Eta, Slider::Lambda, Slider::Gamma, Slider::MinChildWeight];
    let base = settings.base_score.map(|score| ("base_score", float_repr(score)));
    let all = objective.into_iter().chain(given.into_iter().filter_map(named)).chain(base);
    let all = all.chain([("tree_method", python::quoted("exact"))]);
    let all: Vec<(&str, String)> = all.collect();
    let last = all.len().saturating_sub(1);
    let line = |(index, (name, value)): (usize, &(&str, String))| {
        let end = if index == last { "}" } else { "," };
        format!("{indent}    \"{name}\": {value}{end}")
    };
    let lines = all.iter().enumerate().map(line);
    [format!("{indent}params = {{")].into_iter().chain(lines).collect()
}

/// What a value is called in the loop: one of the names is a word of Python.
const fn variable(slider: Slider) -> &'static str {
    match slider {
        Slider::Lambda => "reg_lambda",
        other => other.name(),
    }
}

fn train(
    settings: &Settings,
    parts: &[Part],
    further: &[(&str, String)],
    indent: &str,
) -> Vec<String> {
    let evals: Vec<String> =
        parts.iter().map(|part| format!("({0}, \"{0}\")", part.name())).collect();
    let stopping =
        settings.early_stopping_rounds.map(|it| ("early_stopping_rounds", it.to_string()));
    let own = [
        ("params", "params".to_owned()),
        ("dtrain", "train".to_owned()),
        ("num_boost_round", settings.num_boost_round.to_string()),
        ("evals", format!("[{}]", evals.join(", "))),
    ];
    let all: Vec<(&str, String)> =
        own.into_iter().chain(stopping).chain(further.iter().cloned()).collect();
    call(&format!("{indent}{} = xgb.train", settings.name), &all)
}

/// Every so many rounds are printed, so that there are not too many lines.
const fn verbose_eval(rounds: usize) -> usize {
    match rounds {
        0..=LINES => 1,
        rounds if rounds < 50 => 10,
        rounds if rounds < 100 => 20,
        rounds if rounds < 250 => 50,
        _ => 100,
    }
}

/// Which round was best, and how many there are, where early stopping watches.
fn best(booster: &Booster) -> Option<Statement> {
    let best = booster.trained.booster.best?;
    let name = &booster.settings.name;
    let code = vec![format!("print({name}.best_iteration, {name}.num_boosted_rounds())")];
    Some(Statement::text(code, &format!("{} {}", best.iteration, booster.ran())))
}

/// The tree of the last round, if it is short enough to be read.
fn dumped(booster: &Booster) -> Option<Statement> {
    let tree = booster.tree().filter(|tree| tree.reached().len() <= SHORT)?;
    let name = &booster.settings.name;
    let code = vec![format!("print({name}.get_dump(with_stats=True)[-1])")];
    let own = &booster.trained.booster;
    let alone = boosting::Booster { trees: vec![tree.clone()], ..own.clone() };
    Some(Statement::text(code, &python::on_tab_stops(&alone.get_dump(true).concat())))
}

/// What it says of each row, if there are few.
fn predicted(booster: &Booster, x: &Tensor) -> Option<Statement> {
    let said = booster.output(x).filter(|said| said.len() <= FEW)?;
    let said = said.into_shape_with_order(vec![x.shape()[0]]).ok()?;
    let code = vec![format!("print({}.predict(train))", booster.settings.name)];
    Some(Statement::text(code, &numpy_str(&said)))
}

/// How right it is on each part.
fn scored(booster: &Booster) -> Vec<Statement> {
    let name = &booster.settings.name;
    let given = &booster.given;
    let sets = [&given.train].into_iter().chain(given.beside.iter().map(|(_, data)| data));
    let statement = |(part, data): (Part, &DMatrix)| {
        let part = part.name();
        let code = vec![
            format!("said = {name}.predict({part}) > 0.5"),
            format!("print(\"{part}\", round(np.mean(said == Y_{part}.ravel()), 4))"),
        ];
        Statement::text(code, &format!("{part} {}", python::rounded(right(booster, data), 4)))
    };
    booster.parts().zip(sets).map(statement).collect()
}

/// The share of right answers.
fn right(booster: &Booster, data: &DMatrix) -> f64 {
    let objective = booster.trained.booster.objective;
    let is_right = |(row, label): &(usize, &f32)| {
        let margin = booster.margin(booster.shown, |feature| data.value(*row, feature));
        (objective.transform(margin) > 0.5) == (**label > 0.5)
    };
    let right = data.label().iter().enumerate().filter(is_right).count();
    right as f64 / data.num_row() as f64
}

/// A line of names is not longer.
const LINE: usize = 44;
/// So many rounds are printed line by line.
const LINES: usize = 12;
/// A tree of more nodes is too long to be read.
const SHORT: usize = 7;
/// So many answers can be read.
const FEW: usize = 12;
