//! What a lesson must hold beyond its form: sizes within the limits, tables that are tables,
//! questions that have their answer.

mod fit;
mod words;

use crate::nn::Activation;

use super::format::{Action, Ask, Dataset, Expect, Layer, Lesson, Question, Solution, Step};
use super::place::{Fault, Path};
use super::{budget, limits, references};

use words::{at_most, is_blank, line, visible};

/// Checks a parsed lesson from top to bottom and returns the first fault.
pub(super) fn validate(lesson: &Lesson) -> Result<(), Fault> {
    let root = Path::default();
    if lesson.format != 1 {
        let message = format!("this program reads format 1, not format {}", lesson.format);
        return Err(Fault::new(&root.name("format"), message));
    }
    line(&root.name("title"), "a title", &lesson.title, limits::TITLE_CHARS)?;
    line(&root.name("about"), "the line about a lesson", &lesson.about, limits::ABOUT_CHARS)?;
    if lesson.steps.is_empty() {
        return Err(Fault::new(&root, "a lesson needs at least one step: `[[step]]`"));
    }
    within(&root.name("step"), "steps", lesson.steps.len(), limits::STEPS)?;
    within(&root.name("data"), "data sets", lesson.data.len(), limits::DATA_SETS)?;
    for (name, dataset) in &lesson.data {
        let path = root.name("data").name(name);
        line(&path, "the name of a data set", name, limits::DATA_SET_CHARS)?;
        check_dataset(&path, dataset)?;
    }
    for (index, step) in lesson.steps.iter().enumerate() {
        check_step(&root.name("step").index(index), step)?;
    }
    references::check(lesson)?;
    budget::check(lesson)
}

/// Refuses `count` of something over its limit, naming the limit.
pub(super) fn within(path: &Path, what: &str, count: usize, limit: usize) -> Result<(), Fault> {
    if count <= limit {
        return Ok(());
    }
    Err(Fault::new(path, format!("{count} {what} are too many: the limit is {limit}")))
}

fn check_dataset(path: &Path, dataset: &Dataset) -> Result<(), Fault> {
    check_table(&path.name("x"), &dataset.x)?;
    check_table(&path.name("y"), &dataset.y)?;
    let (x_rows, y_rows) = (dataset.x.len(), dataset.y.len());
    if x_rows != y_rows {
        let message = format!("y has {y_rows} rows, x has {x_rows}: expected one target a row");
        return Err(Fault::new(&path.name("y"), message));
    }
    for (name, range) in [("x_range", dataset.x_range), ("y_range", dataset.y_range)] {
        if range.is_some_and(|[from, to]| from >= to) {
            let message = format!("expected {name} = [from, to] with from below to");
            return Err(Fault::new(&path.name(name), message));
        }
    }
    let labels = [("x_label", &dataset.x_label), ("x2_label", &dataset.x2_label)];
    for (name, label) in labels.into_iter().chain([("y_label", &dataset.y_label)]) {
        line(&path.name(name), "a label", label, limits::LABEL_CHARS)?;
    }
    check_classes(path, dataset)
}

fn check_classes(path: &Path, dataset: &Dataset) -> Result<(), Fault> {
    let classes = dataset.classes.len();
    if classes == 0 {
        return Ok(());
    }
    within(&path.name("classes"), "classes", classes, limits::CLASSES)?;
    for (index, class) in dataset.classes.iter().enumerate() {
        let path = path.name("classes").index(index);
        line(&path, "the name of a class", class, limits::CLASS_CHARS)?;
    }
    let is_class = |y: f32| y >= 0.0 && y.fract() == 0.0 && (y as usize) < classes;
    match dataset.y.iter().position(|row| row.len() != 1 || !is_class(row[0])) {
        Some(row) => {
            let message = format!("expected one class number a row, from 0 to {}", classes - 1);
            Err(Fault::new(&path.name("y").index(row), message))
        }
        None => Ok(()),
    }
}

/// Refuses a table with no rows, with no columns, or with rows of unequal length.
fn check_table(path: &Path, rows: &[Vec<f32>]) -> Result<(), Fault> {
    let Some(first) = rows.first() else {
        return Err(Fault::new(path, "expected at least one row, such as [[1.0], [2.0]]"));
    };
    within(path, "rows", rows.len(), limits::ROWS)?;
    within(path, "numbers in a row", first.len(), limits::FEATURES)?;
    if first.is_empty() {
        return Err(Fault::new(&path.index(0), "expected at least one number in a row"));
    }
    match rows.iter().position(|row| row.len() != first.len()) {
        Some(index) => {
            let (got, wanted) = (rows[index].len(), first.len());
            let message =
                format!("row {index}, counted from 0, has {got} numbers, row 0 has {wanted}");
            Err(Fault::new(&path.index(index), format!("{message}: expected rows of one length")))
        }
        None => Ok(()),
    }
}

fn check_step(path: &Path, step: &Step) -> Result<(), Fault> {
    check_words(path, step)?;
    if let Some(action) = &step.run {
        check_action(&path.name("run"), action)?;
    }
    check_solutions(path, step)?;
    if step.goal.is_some() && step.question.is_some() {
        let message = "a step has a goal or a question, not both: make two steps of it";
        return Err(Fault::new(&path.name("question"), message));
    }
    if let Some(question) = &step.question {
        check_question(&path.name("question"), question)?;
    }
    check_goal(path, step)
}

/// What a step says in words of its own: how long it is, and whether there is anything to see.
fn check_words(path: &Path, step: &Step) -> Result<(), Fault> {
    let id_char = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if step.id.is_empty() || !step.id.chars().all(id_char) {
        let message = "expected an id of lower-case letters, digits and hyphens";
        return Err(Fault::new(&path.name("id"), message));
    }
    at_most(&path.name("id"), "an id", &step.id, limits::ID_CHARS)?;
    line(&path.name("title"), "a title", &step.title, limits::TITLE_CHARS)?;
    if let Some(part) = &step.part {
        line(&path.name("part"), "the title of a part", part, limits::TITLE_CHARS)?;
    }
    at_most(&path.name("text"), "a text", &step.text, limits::TEXT_CHARS)?;
    within(&path.name("hints"), "hints", step.hints.len(), limits::HINTS)?;
    for (index, hint) in step.hints.iter().enumerate() {
        visible(&path.name("hints").index(index), "a hint", hint, limits::HINT_CHARS)?;
    }
    step.expect.as_ref().map_or(Ok(()), |expect| check_expect(&path.name("expect"), expect))
}

fn check_expect(path: &Path, expect: &Expect) -> Result<(), Fault> {
    for (name, text) in [("output", &expect.output), ("error", &expect.error)] {
        let text = text.as_deref().unwrap_or_default();
        at_most(&path.name(name), "what is expected", text, limits::EXPECTED_CHARS)?;
    }
    let rows = expect.values.as_deref().unwrap_or_default();
    within(&path.name("values"), "rows", rows.len(), limits::ROWS)?;
    let widest = rows.iter().map(Vec::len).max().unwrap_or(0);
    within(&path.name("values"), "numbers in a row", widest, limits::FEATURES)
}

/// The solutions of a step and where they stand: one as a table, several as a list of tables.
pub(super) fn solutions<'a>(
    path: &Path,
    step: &'a Step,
) -> impl Iterator<Item = (Path, &'a Solution)> {
    let path = path.name("solution");
    let is_one = step.solution.len() == 1;
    let place = move |index: usize| if is_one { path.clone() } else { path.index(index) };
    step.solution.iter().enumerate().map(move |(index, solution)| (place(index), solution))
}

fn check_solutions(path: &Path, step: &Step) -> Result<(), Fault> {
    within(&path.name("solution"), "solutions", step.solution.len(), limits::SOLUTIONS)?;
    for (path, solution) in solutions(path, step) {
        match solution {
            Solution::Weights { w, .. } => check_table(&path.name("w"), w)?,
            Solution::Fit(change) => {
                if !matches!(step.run, Some(Action::Fit(_))) {
                    let message = "this step has no fit to change: expected `run.fit`";
                    return Err(Fault::new(&path.name("fit"), message));
                }
                fit::check_change(&path.name("fit"), change)?;
            }
        }
    }
    Ok(())
}

fn check_goal(path: &Path, step: &Step) -> Result<(), Fault> {
    let Some(goal) = &step.goal else { return Ok(()) };
    let said = [("reached", &goal.reached), ("impossible", &goal.impossible)];
    for (name, text) in said.into_iter().filter_map(|(name, text)| Some((name, text.as_ref()?))) {
        visible(&path.name("goal").name(name), "what is said", text, limits::REPLY_CHARS)?;
    }
    if goal.impossible.is_some() && !step.solution.is_empty() {
        let message = "a goal that is impossible has no solution: take one of the two out";
        return Err(Fault::new(&path.name("solution"), message));
    }
    let empty = goal.loss.is_none()
        && goal.boundary.is_none()
        && goal.steepness.is_none()
        && goal.accuracy.is_none();
    if empty {
        let message = "expected a loss, a boundary, a steepness or an accuracy to reach";
        return Err(Fault::new(&path.name("goal"), message));
    }
    Ok(())
}

fn check_action(path: &Path, action: &Action) -> Result<(), Fault> {
    match action {
        Action::Dense(dense) => {
            check_name(&path.name("dense").name("name"), &dense.name)?;
            check_units(&path.name("dense").name("units"), dense.units)
        }
        Action::Normalization(layer) => {
            check_name(&path.name("normalization").name("name"), &layer.name)
        }
        Action::Sequential(model) => {
            let path = path.name("sequential");
            check_name(&path.name("name"), &model.name)?;
            if model.inputs == Some(0) {
                return Err(Fault::new(&path.name("inputs"), "expected at least 1 input"));
            }
            let inputs = model.inputs.unwrap_or(1);
            within(&path.name("inputs"), "inputs", inputs, limits::FEATURES)?;
            check_layers(&path.name("layers"), &model.layers)
        }
        Action::SetWeights(set) => check_table(&path.name("set_weights").name("w"), &set.w),
        Action::Activation(alone) => {
            let path = path.name("activation");
            if alone.name == Activation::Softmax {
                let message = "softmax looks at several numbers at once, so it has no curve";
                return Err(Fault::new(&path.name("name"), message));
            }
            let path = path.name("z");
            if alone.z.is_empty() {
                return Err(Fault::new(&path, "expected at least one number"));
            }
            within(&path, "numbers", alone.z.len(), limits::FEATURES)
        }
        Action::Call(ask) => check_ask(&path.name("call"), ask),
        Action::Predict(ask) => {
            let path = path.name("predict");
            if ask.by_unit {
                let message = "only a call of a dense layer can be computed unit by unit";
                return Err(Fault::new(&path.name("by_unit"), message));
            }
            check_ask(&path, ask)
        }
        Action::Fit(fit) => fit::check_fit(&path.name("fit"), fit),
        Action::Imports
        | Action::Dataset(_)
        | Action::Mask(_)
        | Action::GetWeights(_)
        | Action::Gradient(_)
        | Action::Summary(_) => Ok(()),
    }
}

fn check_layers(path: &Path, layers: &[Layer]) -> Result<(), Fault> {
    if layers.is_empty() {
        return Err(Fault::new(path, "expected at least one layer"));
    }
    within(path, "layers", layers.len(), limits::LAYERS)?;
    for (index, Layer::Dense(dense)) in layers.iter().enumerate() {
        let path = path.index(index).name("dense");
        check_name(&path.name("name"), &dense.name)?;
        check_units(&path.name("units"), dense.units)?;
    }
    Ok(())
}

fn check_ask(path: &Path, ask: &Ask) -> Result<(), Fault> {
    let rows = ask.rows.as_ref().map_or(0, Vec::len);
    within(&path.name("rows"), "rows", rows, limits::ROWS)?;
    ask.x.as_ref().map_or(Ok(()), |x| check_table(&path.name("x"), x))
}

fn check_units(path: &Path, units: usize) -> Result<(), Fault> {
    if units == 0 {
        return Err(Fault::new(path, "a layer needs at least 1 unit"));
    }
    within(path, "units", units, limits::UNITS)
}

/// Refuses what Python would not take as the name of a variable.
fn check_name(path: &Path, name: &str) -> Result<(), Fault> {
    let starts_well = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let goes_on_well = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if !starts_well || !goes_on_well {
        let message = "expected a name that Python takes: letters, digits and _, no digit first";
        return Err(Fault::new(path, message));
    }
    within(path, "characters in a name", name.len(), limits::NAME_CHARS)?;
    if RESERVED.contains(&name) || is_numbered(name) {
        return Err(Fault::new(path, format!("`{name}` already means something in the code")));
    }
    Ok(())
}

// The keywords of Python, and the names that the code we show uses itself.
const RESERVED: [&str; 58] = [
    "False",
    "None",
    "True",
    "and",
    "as",
    "assert",
    "async",
    "await",
    "break",
    "class",
    "continue",
    "def",
    "del",
    "elif",
    "else",
    "except",
    "finally",
    "for",
    "from",
    "global",
    "if",
    "import",
    "in",
    "is",
    "lambda",
    "nonlocal",
    "not",
    "or",
    "pass",
    "raise",
    "return",
    "try",
    "while",
    "with",
    "yield",
    "Dense",
    "Input",
    "Normalization",
    "Sequential",
    "X_norm",
    "X_train",
    "Y_train",
    "b",
    "error",
    "history",
    "int",
    "j",
    "keras",
    "np",
    "p",
    "pos",
    "print",
    "range",
    "set_b",
    "set_w",
    "slope",
    "w",
    "x",
];

// w1, b1 and a1 are the weights and outputs of the first layer, z what comes before an output.
fn is_numbered(name: &str) -> bool {
    let rest = name.strip_prefix(['w', 'b', 'a']);
    name == "z" || rest.is_some_and(|rest| rest.parse::<usize>().is_ok())
}

fn check_question(path: &Path, question: &Question) -> Result<(), Fault> {
    let options = question.options.len();
    if !(2..=9).contains(&options) {
        return Err(Fault::new(&path.name("options"), "expected from 2 to 9 options"));
    }
    if !(1..=options).contains(&question.answer) {
        let message = format!("expected the number of the right option, from 1 to {options}");
        return Err(Fault::new(&path.name("answer"), message));
    }
    visible(&path.name("ask"), "a question", &question.ask, limits::QUESTION_CHARS)?;
    for (index, option) in question.options.iter().enumerate() {
        let path = path.name("options").index(index);
        line(&path.name("text"), "an option", &option.text, limits::OPTION_CHARS)?;
        if is_blank(&option.reply) {
            let message = "every option needs a reply: say why it is right, or what misled";
            return Err(Fault::new(&path, message));
        }
        at_most(&path.name("reply"), "a reply", &option.reply, limits::REPLY_CHARS)?;
    }
    Ok(())
}
