//! The code that a forest stands for: scikit-learn's.

use crate::lab::looping::Loop;
use crate::lab::python;
use crate::lab::statement::Statement;
use crate::lab::tree::{call, error_code, score_code, target};
use crate::lesson::format::{Over, RandomForest as Settings};
use crate::sklearn::Size;
use crate::trees::{Criterion, MaxFeatures, RandomForestClassifier, RandomForestRegressor};

use super::{Grown, Measured, RandomForest};

/// The lines that grow a forest, with what Python shows of it, and how right it is on each part of the
/// data.
pub(in crate::lab) fn fitted(settings: &Settings, grown: &Grown) -> Vec<Statement> {
    let is_of_classes = grown.is_of_classes();
    let warned = grown.out_of_bag.filter(|out_of_bag| out_of_bag.unasked > 0);
    let warning = warned.map_or_else(String::new, |_| format!("UserWarning: {UNASKED}\n"));
    let shown = warning + &repr(settings, is_of_classes);
    let out_of_bag = grown.out_of_bag.map(|out_of_bag| {
        let code = vec![format!("print(\"oob\", round({}.oob_score_, 4))", settings.name)];
        Statement::text(code, &format!("oob {}", python::rounded(out_of_bag.score, 4)))
    });
    let fitted = Statement::text(growing(settings, is_of_classes), &shown);
    [fitted, scored(&settings.name, grown)].into_iter().chain(out_of_bag).collect()
}

/// The lines that would grow a forest.
pub(in crate::lab) fn growing(settings: &Settings, is_of_classes: bool) -> Vec<String> {
    let made = made(settings, is_of_classes, None, "");
    let fit = format!("{}.fit(X_train, y_train)", settings.name);
    [vec![target("train", is_of_classes)], made, vec![fit]].concat()
}

/// The loop over all values that are tried, with the errors that come of each.
pub(in crate::lab) fn tried(forest: &RandomForest, over: &Over) -> Statement {
    let (settings, is_of_classes) = (&forest.settings, forest.is_of_classes());
    let (of, name) = (&settings.name, over.slider.name());
    let parts = || forest.measured().iter().map(|measured| measured.part.name());
    // What is left out is asked about once the value is chosen.
    let in_loop = Settings { oob_score: None, ..settings.clone() };
    let made = made(&in_loop, is_of_classes, Some(name), "    ");
    // Within a loop, too, the console shows what a line gives, unless it is given a name.
    let fit = format!("    {of} = {of}.fit(X_train, y_train)");
    let looped = Loop {
        over,
        name,
        before: parts().map(|part| target(part, is_of_classes)).collect(),
        body: made.into_iter().chain([fit]).collect(),
        prints: parts().map(|part| error_code(of, part, is_of_classes)).collect(),
    };
    let errors = |measured: &[Measured]| measured.iter().map(|it| it.error).collect();
    looped.statement(forest.measured_for_each().map(|(value, it)| (value, errors(it))))
}

/// The lines that make the model; a setting that is tried has its own name for a value.
fn made(
    settings: &Settings,
    is_of_classes: bool,
    tried: Option<&str>,
    indent: &str,
) -> Vec<String> {
    let class = if is_of_classes { "RandomForestClassifier" } else { "RandomForestRegressor" };
    let size = |size: &Size| size.repr();
    let truth = |is_true: bool| if is_true { "True" } else { "False" }.to_owned();
    let is_entropy = settings.settings(is_of_classes).criterion == Criterion::Entropy;
    let given = [
        settings.n_estimators.as_ref().map(|it| ("n_estimators", size(it))),
        is_entropy.then(|| ("criterion", "\"entropy\"".to_owned())),
        settings.max_depth.as_ref().map(|it| ("max_depth", size(it))),
        settings.min_samples_split.as_ref().map(|it| ("min_samples_split", size(it))),
        settings.min_samples_leaf.as_ref().map(|it| ("min_samples_leaf", size(it))),
        settings.max_features.map(|it| ("max_features", MaxFeatures::repr(it).replace('\'', "\""))),
        settings.bootstrap.map(|it| ("bootstrap", truth(it))),
        settings.oob_score.map(|it| ("oob_score", truth(it))),
    ];
    let given = given.into_iter().flatten().filter(|(name, _)| Some(*name) != tried);
    let tried = tried.map(|name| (name, name.to_owned()));
    let seed = ("random_state", settings.random_state.to_string());
    let all: Vec<(&str, String)> = given.chain(tried).chain([seed]).collect();
    call(&format!("{indent}{} = {class}", settings.name), &all)
}

fn repr(settings: &Settings, is_of_classes: bool) -> String {
    let (own, trees) = (settings.settings(is_of_classes), settings.trees());
    if is_of_classes {
        RandomForestClassifier::new(own, trees).repr()
    } else {
        RandomForestRegressor::new(own, trees).repr()
    }
}

/// How right it is on each part; of numbers, how wrong.
fn scored(name: &str, forest: &Grown) -> Statement {
    let is_of_classes = forest.is_of_classes();
    let parts = || forest.measured().iter().map(|measured| measured.part.name());
    let others = parts().skip(1).map(|part| target(part, is_of_classes));
    let print = |part: &str| {
        format!("print(\"{part}\", round({}, 4))", score_code(name, part, is_of_classes))
    };
    let prints = parts().map(print);
    let told = |it: &Measured| if is_of_classes { it.score } else { it.error };
    let line = |it: &Measured| format!("{} {}", it.part.name(), python::rounded(told(it), 4));
    let lines: Vec<String> = forest.measured().iter().map(line).collect();
    Statement::text(others.chain(prints).collect(), &lines.join("\n"))
}

/// What scikit-learn says where every tree has drawn some row.
const UNASKED: &str = "Some inputs do not have OOB scores. This probably means too few trees were used \
                       to compute any reliable OOB estimates.";
