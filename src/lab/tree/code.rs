//! The code that a tree stands for: scikit-learn's for one that has grown, and questions within
//! questions for one that was asked by hand.

use crate::arrays::float_repr;
use crate::lab::data::Data;
use crate::lab::looping::Loop;
use crate::lab::python;
use crate::lab::statement::Statement;
use crate::lab::tensors::decimal;
use crate::lesson::format::{DecisionTree as Settings, Over};
use crate::sklearn::Size;
use crate::sklearn::metrics::mean_squared_error;
use crate::trees::{
    Criterion, DecisionTreeClassifier, DecisionTreeRegressor, Node, Settings as Own, Text, Tree,
};

use super::DecisionTree;

/// A part of the data that a tree is measured on: `train` and its rows.
pub(in crate::lab) type Part<'a> = (&'static str, &'a Data);

/// The lines that grow a tree, with what Python shows of it, and how right it is on parts of the data.
pub(in crate::lab) fn fitted(tree: &DecisionTree, parts: &[Part<'_>]) -> Vec<Statement> {
    let (settings, is_of_classes) = (&tree.settings, tree.is_of_classes());
    let code = growing(settings, is_of_classes);
    let mut statements = vec![Statement::text(code, &repr(settings, is_of_classes))];
    let grown = tree.grown.as_ref().unwrap_or(&tree.tree);
    statements.push(if grown.n_leaves() <= SHORT {
        written(tree, grown)
    } else {
        counted(tree, grown)
    });
    statements.push(scored(tree, grown, parts));
    statements
}

/// The lines that would grow a tree.
pub(in crate::lab) fn growing(settings: &Settings, is_of_classes: bool) -> Vec<String> {
    let made = made(settings, is_of_classes, None, "");
    let fit = format!("{}.fit(X_train, y_train)", settings.name);
    [vec![target("train", is_of_classes)], made, vec![fit]].concat()
}

/// The loop over all values that are tried, with the errors that come of each.
pub(in crate::lab) fn tried(tree: &DecisionTree, over: &Over, parts: &[Part<'_>]) -> Statement {
    let (settings, is_of_classes) = (&tree.settings, tree.is_of_classes());
    let (of, name) = (&settings.name, over.slider.name());
    let made = made(settings, is_of_classes, Some(name), "    ");
    let fit = format!("    {of} = {of}.fit(X_train, y_train)");
    let each = || parts.iter().map(|(part, _)| *part);
    let looped = Loop {
        over,
        name,
        before: each().map(|part| target(part, is_of_classes)).collect(),
        body: made.into_iter().chain([fit]).collect(),
        prints: each().map(|part| error_code(of, part, is_of_classes)).collect(),
    };
    let errors = |(value, grown): &(f64, std::sync::Arc<Tree>)| {
        let at = DecisionTree { tree: grown.clone(), ..tree.clone() };
        (*value, parts.iter().map(|(_, data)| at.error(data)).collect())
    };
    looped.statement(tree.others.iter().map(errors))
}

/// The tree as questions within questions, and how right it is.
pub(in crate::lab) fn defined(tree: &DecisionTree, data: &Data) -> Statement {
    let mut code = questions(tree);
    code.push(format!("said = np.array([{}(x) for x in X_train])", tree.settings.name));
    let (print, shown) = if tree.is_of_classes() {
        ("print(np.mean((said > 0.5) == Y_train.ravel()))", float_repr(tree.score(data)))
    } else {
        let error = mean_squared_error(&super::targets(data), &tree.answers(data));
        let error = python::rounded(error.unwrap_or(f64::NAN), 4);
        ("print(round(np.mean((said - Y_train.ravel()) ** 2), 4))", error)
    };
    code.push(print.to_owned());
    Statement::text(code, &shown)
}

/// The tree as questions within questions, where the learner has changed it.
pub(in crate::lab) fn edited(tree: &DecisionTree) -> Statement {
    Statement::silent(questions(tree))
}

fn questions(tree: &DecisionTree) -> Vec<String> {
    let mut code = vec![format!("def {}(x):", tree.settings.name)];
    let mut pending = vec![(0, 1)];
    while let Some((number, depth)) = pending.pop() {
        let Some(node) = tree.tree.nodes.get(number) else { break };
        let indent = "    ".repeat(depth);
        match &node.split {
            Some(split) => {
                let threshold = python::number(split.threshold as f32);
                let name = &tree.names.features[split.feature];
                code.push(format!("{indent}if x[{}] <= {threshold}:  # {name}", split.feature));
                pending.extend([(split.right, depth), (split.left, depth + 1)]);
            }
            None => code.push(format!("{indent}return {}", tree.returned(node))),
        }
    }
    code
}

impl DecisionTree {
    /// How wrong it is: the share of wrong answers; of numbers half the mean squared error.
    pub(in crate::lab) fn error(&self, data: &Data) -> f64 {
        if self.is_of_classes() {
            return 1.0 - self.score(data);
        }
        let error = mean_squared_error(&super::targets(data), &self.answers(data));
        error.unwrap_or(f64::NAN) / 2.0
    }

    /// What a leaf returns: `4/5`, so many of its rows are of the second class; or a mean.
    fn returned(&self, node: &Node) -> String {
        if self.is_of_classes() {
            return format!("{}/{}", Self::counts(node)[1], Self::rows(node));
        }
        float_repr(format!("{:.5e}", self.answer(node)).parse().unwrap_or(f64::NAN))
    }

    /// The share of right answers.
    fn score(&self, data: &Data) -> f64 {
        let (said, y) = (self.answers(data), super::targets(data));
        let is_right = |(said, y): &(&f64, &f64)| (**said > 0.5) == (**y > 0.5);
        said.iter().zip(&y).filter(is_right).count() as f64 / y.len() as f64
    }

    /// What it says of each row.
    pub(in crate::lab) fn answers(&self, data: &Data) -> Vec<f64> {
        let said = self.output(&data.x).unwrap_or_default();
        said.iter().map(|said| decimal(*said)).collect()
    }
}

/// The line that makes targets of a part what scikit-learn's trees take: one axis, classes as whole
/// numbers.
pub(in crate::lab) fn target(part: &str, is_of_classes: bool) -> String {
    let whole = if is_of_classes { ".astype(int)" } else { "" };
    format!("y_{part} = Y_{part}.ravel(){whole}")
}

/// How wrong a model is on a part: the share of wrong answers, or half the mean squared error.
pub(in crate::lab) fn error_code(name: &str, part: &str, is_of_classes: bool) -> String {
    if is_of_classes {
        format!("1 - {name}.score(X_{part}, y_{part})")
    } else {
        format!("np.mean((y_{part} - {name}.predict(X_{part})) ** 2) / 2")
    }
}

/// How right a model is on a part; of numbers, how wrong.
pub(in crate::lab) fn score_code(name: &str, part: &str, is_of_classes: bool) -> String {
    if is_of_classes {
        format!("{name}.score(X_{part}, y_{part})")
    } else {
        error_code(name, part, false)
    }
}

/// The lines that make the model; a setting that is tried has its own name for a value.
fn made(
    settings: &Settings,
    is_of_classes: bool,
    tried: Option<&str>,
    indent: &str,
) -> Vec<String> {
    let class = if is_of_classes { "DecisionTreeClassifier" } else { "DecisionTreeRegressor" };
    let size = |size: &Size| size.repr();
    let own = settings.settings(is_of_classes);
    let given = [
        (own.criterion == Criterion::Entropy).then(|| ("criterion", "\"entropy\"".to_owned())),
        settings.max_depth.as_ref().map(|it| ("max_depth", size(it))),
        settings.min_samples_split.as_ref().map(|it| ("min_samples_split", size(it))),
        settings.min_samples_leaf.as_ref().map(|it| ("min_samples_leaf", size(it))),
        settings.ccp_alpha.map(|alpha| ("ccp_alpha", float_repr(alpha))),
    ];
    let given = given.into_iter().flatten().filter(|(name, _)| Some(*name) != tried);
    let tried = tried.map(|name| (name, name.to_owned()));
    let seed = ("random_state", settings.random_state.to_string());
    let all: Vec<(&str, String)> = given.chain(tried).chain([seed]).collect();
    call(&format!("{indent}{} = {class}", settings.name), &all)
}

/// A call with its arguments, one in each line, indented as what stands before it.
pub(in crate::lab) fn call(before: &str, arguments: &[(&str, String)]) -> Vec<String> {
    let indent = " ".repeat(before.len() - before.trim_start().len());
    let last = arguments.len().saturating_sub(1);
    let line = |(index, (name, value)): (usize, &(&str, String))| {
        let end = if index == last { ")" } else { "," };
        format!("{indent}    {name}={value}{end}")
    };
    let lines = arguments.iter().enumerate().map(line);
    [format!("{before}(")].into_iter().chain(lines).collect()
}

fn repr(settings: &Settings, is_of_classes: bool) -> String {
    let own: Own = settings.settings(is_of_classes);
    if is_of_classes {
        DecisionTreeClassifier::new(own).repr()
    } else {
        DecisionTreeRegressor::new(own).repr()
    }
}

/// `print(export_text(tree, …))`.
fn written(tree: &DecisionTree, grown: &Tree) -> Statement {
    let class_names =
        if tree.is_of_classes() { vec!["0".to_owned(), "1".to_owned()] } else { vec![] };
    let text = Text {
        feature_names: Some(&tree.names.features),
        class_names: &class_names,
        ..Text::default()
    };
    let quoted: Vec<String> = tree.names.features.iter().map(|name| python::quoted(name)).collect();
    let code = vec![
        format!("print(export_text({}, feature_names=[", tree.settings.name),
        format!("    {}]))", quoted.join(", ")),
    ];
    Statement::text(code, &text.of(grown))
}

fn counted(tree: &DecisionTree, grown: &Tree) -> Statement {
    let name = &tree.settings.name;
    let code = vec![format!("print({name}.get_depth(), {name}.get_n_leaves())")];
    Statement::text(code, &format!("{} {}", grown.depth(), grown.n_leaves()))
}

/// How right it is on each part; of numbers, how wrong.
fn scored(tree: &DecisionTree, grown: &std::sync::Arc<Tree>, parts: &[Part<'_>]) -> Statement {
    let name = &tree.settings.name;
    let at = DecisionTree { tree: grown.clone(), ..tree.clone() };
    let is_of_classes = tree.is_of_classes();
    let others = parts.iter().filter(|(part, _)| *part != "train");
    let mut code: Vec<String> = others.map(|(part, _)| target(part, is_of_classes)).collect();
    let print = |part: &str| {
        format!("print(\"{part}\", round({}, 4))", score_code(name, part, is_of_classes))
    };
    code.extend(parts.iter().map(|(part, _)| print(part)));
    let measured = |data: &Data| if is_of_classes { at.score(data) } else { at.error(data) };
    let line = |(part, data): &Part<'_>| format!("{part} {}", python::rounded(measured(data), 4));
    Statement::text(code, &parts.iter().map(line).collect::<Vec<_>>().join("\n"))
}

/// A tree of more leaves is too long to be read.
const SHORT: usize = 12;
