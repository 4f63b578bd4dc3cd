//! What a lesson must hold beyond its form: sizes within the limits, tables that are tables,
//! questions that have their answer.

mod fit;
mod words;

use crate::nn::Activation;

use super::draft::Draft;
use super::fault::{Fault, Faults, Stage};
use super::format::{
    Action, ActivationAlone, Ask, Dataset, Dense, Expect, Layer, Lesson, Question, Solution, Step,
};
use super::path::Path;
use super::{budget, limits, references};

use words::{at_most, is_blank, line, visible};

/// Checks a lesson from top to bottom and notes all faults. What has one is taken out before
/// anything is held against it.
pub(super) fn validate(draft: &mut Draft, faults: &mut Faults) {
    faults.begin(Stage::Values);
    if faults.check(check_sizes(&draft.lesson)).is_none() {
        return;
    }
    check_head(&draft.lesson, faults);
    for (name, dataset) in &draft.lesson.data {
        check_dataset(&Path::default().name("data").name(name), name, dataset, faults);
    }
    for (index, step) in draft.lesson.steps.iter().enumerate() {
        check_step(&Path::default().name("step").index(index), step, faults);
    }
    draft.take_out(faults);
    faults.begin(Stage::References);
    references::check(draft, faults);
    draft.take_out(faults);
    faults.begin(Stage::Budget);
    budget::check(&draft.lesson, faults);
}

/// How many steps and data sets there are: with too many there is no end to what is wrong.
fn check_sizes(lesson: &Lesson) -> Result<(), Fault> {
    let root = Path::default();
    within(&root.name("step"), "steps", lesson.steps.len(), limits::STEPS)?;
    within(&root.name("data"), "data sets", lesson.data.len(), limits::DATA_SETS)
}

fn check_head(lesson: &Lesson, faults: &mut Faults) {
    let root = Path::default();
    if lesson.format != 1 {
        let message = format!("this program reads format 1, not format {}", lesson.format);
        faults.note(Fault::new(&root.name("format"), message));
    }
    faults.check(line(&root.name("title"), "a title", &lesson.title, limits::TITLE_CHARS));
    let what = "the line about a lesson";
    faults.check(line(&root.name("about"), what, &lesson.about, limits::ABOUT_CHARS));
    if lesson.steps.is_empty() && !faults.is_touched(&root.name("step")) {
        faults.note(Fault::new(&root, "a lesson needs at least one step: `[[step]]`"));
    }
}

/// Refuses `count` of something over its limit, naming the limit.
pub(super) fn within(path: &Path, what: &str, count: usize, limit: usize) -> Result<(), Fault> {
    if count <= limit {
        return Ok(());
    }
    Err(Fault::new(path, format!("{count} {what} are too many: the limit is {limit}")))
}

fn check_dataset(path: &Path, name: &str, dataset: &Dataset, faults: &mut Faults) {
    faults.check(line(path, "the name of a data set", name, limits::DATA_SET_CHARS));
    faults.check(check_table(&path.name("x"), &dataset.x));
    faults.check(check_table(&path.name("y"), &dataset.y));
    for (name, range) in [("x_range", dataset.x_range), ("y_range", dataset.y_range)] {
        if range.is_some_and(|[from, to]| from >= to) {
            let message = format!("expected {name} = [from, to] with from below to");
            faults.note(Fault::new(&path.name(name), message));
        }
    }
    let labels = [("x_label", &dataset.x_label), ("x2_label", &dataset.x2_label)];
    for (name, label) in labels.into_iter().chain([("y_label", &dataset.y_label)]) {
        faults.check(line(&path.name(name), "a label", label, limits::LABEL_CHARS));
    }
    faults.check(check_classes(&path.name("classes"), &dataset.classes));
    let is_sound = |name: &str| !faults.is_touched(&path.name(name));
    if is_sound("x") && is_sound("y") && is_sound("classes") {
        faults.check(check_targets(&path.name("y"), dataset));
    }
}

fn check_classes(path: &Path, classes: &[String]) -> Result<(), Fault> {
    within(path, "classes", classes.len(), limits::CLASSES)?;
    classes.iter().enumerate().try_for_each(|(index, class)| {
        line(&path.index(index), "the name of a class", class, limits::CLASS_CHARS)
    })
}

/// One target a row, and that a class, where there are classes.
fn check_targets(path: &Path, dataset: &Dataset) -> Result<(), Fault> {
    let (x_rows, y_rows) = (dataset.x.len(), dataset.y.len());
    if x_rows != y_rows {
        let message = format!("y has {y_rows} rows, x has {x_rows}: expected one target a row");
        return Err(Fault::new(path, message));
    }
    let classes = dataset.classes.len();
    let is_class = |y: f32| y >= 0.0 && y.fract() == 0.0 && (y as usize) < classes;
    match dataset.y.iter().position(|row| row.len() != 1 || !is_class(row[0])) {
        Some(row) if classes > 0 => {
            let message = format!("expected one class number a row, from 0 to {}", classes - 1);
            Err(Fault::new(&path.index(row), message))
        }
        _ => Ok(()),
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

fn check_step(path: &Path, step: &Step, faults: &mut Faults) {
    check_words(path, step, faults);
    if let Some(expect) = &step.expect {
        faults.check(check_expect(&path.name("expect"), expect));
    }
    if let Some(action) = &step.run {
        check_action(&path.name("run"), action, faults);
    }
    check_solutions(path, step, faults);
    if step.goal.is_some() && step.question.is_some() {
        let message = "a step has a goal or a question, not both: make two steps of it";
        faults.note(Fault::new(&path.name("question"), message));
    }
    if let Some(question) = &step.question {
        check_question(&path.name("question"), question, faults);
    }
    check_goal(path, step, faults);
}

/// What a step says in words of its own: how long it is, and whether there is anything to see.
fn check_words(path: &Path, step: &Step, faults: &mut Faults) {
    faults.check(check_id(&path.name("id"), &step.id));
    faults.check(line(&path.name("title"), "a title", &step.title, limits::TITLE_CHARS));
    if let Some(part) = &step.part {
        let what = "the title of a part";
        faults.check(line(&path.name("part"), what, part, limits::TITLE_CHARS));
    }
    faults.check(at_most(&path.name("text"), "a text", &step.text, limits::TEXT_CHARS));
    let path = path.name("hints");
    if faults.check(within(&path, "hints", step.hints.len(), limits::HINTS)).is_some() {
        for (index, hint) in step.hints.iter().enumerate() {
            faults.check(visible(&path.index(index), "a hint", hint, limits::HINT_CHARS));
        }
    }
}

fn check_id(path: &Path, id: &str) -> Result<(), Fault> {
    let id_char = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if id.is_empty() || !id.chars().all(id_char) {
        let message = "expected an id of lower-case letters, digits and hyphens";
        return Err(Fault::new(path, message));
    }
    at_most(path, "an id", id, limits::ID_CHARS)
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

fn check_solutions(path: &Path, step: &Step, faults: &mut Faults) {
    let count = within(&path.name("solution"), "solutions", step.solution.len(), limits::SOLUTIONS);
    if faults.check(count).is_none() {
        return;
    }
    let has_fit = matches!(step.run, Some(Action::Fit(_)));
    for (place, solution) in solutions(path, step) {
        match solution {
            Solution::Weights { w, .. } => {
                faults.check(check_table(&place.name("w"), w));
            }
            Solution::Fit(_) if !has_fit && !faults.is_touched(&path.name("run")) => {
                let message = "this step has no fit to change: expected `run.fit`";
                faults.note(Fault::new(&place.name("fit"), message));
            }
            Solution::Fit(change) => fit::check_change(&place.name("fit"), change, faults),
        }
    }
}

fn check_goal(path: &Path, step: &Step, faults: &mut Faults) {
    let Some(goal) = &step.goal else { return };
    let said = [("reached", &goal.reached), ("impossible", &goal.impossible)];
    for (name, text) in said.into_iter().filter_map(|(name, text)| Some((name, text.as_ref()?))) {
        let path = path.name("goal").name(name);
        faults.check(visible(&path, "what is said", text, limits::REPLY_CHARS));
    }
    if goal.impossible.is_some() && !step.solution.is_empty() {
        let message = "a goal that is impossible has no solution: take one of the two out";
        faults.note(Fault::new(&path.name("solution"), message));
    }
    let empty = goal.loss.is_none()
        && goal.boundary.is_none()
        && goal.steepness.is_none()
        && goal.accuracy.is_none();
    if empty {
        let message = "expected a loss, a boundary, a steepness or an accuracy to reach";
        faults.note(Fault::new(&path.name("goal"), message));
    }
}

fn check_action(path: &Path, action: &Action, faults: &mut Faults) {
    match action {
        Action::Dense(dense) => check_dense(&path.name("dense"), dense, faults),
        Action::Normalization(layer) => {
            let path = path.name("normalization").name("name");
            faults.check(check_name(&path, &layer.name));
        }
        Action::Sequential(model) => {
            let path = path.name("sequential");
            faults.check(check_name(&path.name("name"), &model.name));
            faults.check(check_inputs(&path.name("inputs"), model.inputs.unwrap_or(1)));
            check_layers(&path.name("layers"), &model.layers, faults);
        }
        Action::SetWeights(set) => {
            faults.check(check_table(&path.name("set_weights").name("w"), &set.w));
        }
        Action::Activation(alone) => check_activation(&path.name("activation"), alone, faults),
        Action::Call(ask) => check_ask(&path.name("call"), ask, faults),
        Action::Predict(ask) => {
            let path = path.name("predict");
            if ask.by_unit {
                let message = "only a call of a dense layer can be computed unit by unit";
                faults.note(Fault::new(&path.name("by_unit"), message));
            }
            check_ask(&path, ask, faults);
        }
        Action::Fit(fit) => fit::check_fit(&path.name("fit"), fit, faults),
        Action::Imports
        | Action::Dataset(_)
        | Action::Mask(_)
        | Action::GetWeights(_)
        | Action::Gradient(_)
        | Action::Summary(_) => (),
    }
}

fn check_activation(path: &Path, alone: &ActivationAlone, faults: &mut Faults) {
    if alone.name == Activation::Softmax {
        let message = "softmax looks at several numbers at once, so it has no curve";
        faults.note(Fault::new(&path.name("name"), message));
    }
    let path = path.name("z");
    if alone.z.is_empty() {
        faults.note(Fault::new(&path, "expected at least one number"));
    }
    faults.check(within(&path, "numbers", alone.z.len(), limits::FEATURES));
}

fn check_dense(path: &Path, dense: &Dense, faults: &mut Faults) {
    faults.check(check_name(&path.name("name"), &dense.name));
    faults.check(check_units(&path.name("units"), dense.units));
}

fn check_inputs(path: &Path, inputs: usize) -> Result<(), Fault> {
    if inputs == 0 {
        return Err(Fault::new(path, "expected at least 1 input"));
    }
    within(path, "inputs", inputs, limits::FEATURES)
}

fn check_layers(path: &Path, layers: &[Layer], faults: &mut Faults) {
    if layers.is_empty() {
        faults.note(Fault::new(path, "expected at least one layer"));
    }
    if faults.check(within(path, "layers", layers.len(), limits::LAYERS)).is_some() {
        for (index, Layer::Dense(dense)) in layers.iter().enumerate() {
            check_dense(&path.index(index).name("dense"), dense, faults);
        }
    }
}

fn check_ask(path: &Path, ask: &Ask, faults: &mut Faults) {
    let rows = ask.rows.as_ref().map_or(0, Vec::len);
    faults.check(within(&path.name("rows"), "rows", rows, limits::ROWS));
    if let Some(x) = &ask.x {
        faults.check(check_table(&path.name("x"), x));
    }
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

fn check_question(path: &Path, question: &Question, faults: &mut Faults) {
    faults.check(visible(&path.name("ask"), "a question", &question.ask, limits::QUESTION_CHARS));
    let options = question.options.len();
    if !(2..=9).contains(&options) {
        return faults.note(Fault::new(&path.name("options"), "expected from 2 to 9 options"));
    }
    if !(1..=options).contains(&question.answer) {
        let message = format!("expected the number of the right option, from 1 to {options}");
        faults.note(Fault::new(&path.name("answer"), message));
    }
    for (index, option) in question.options.iter().enumerate() {
        let path = path.name("options").index(index);
        faults.check(line(&path.name("text"), "an option", &option.text, limits::OPTION_CHARS));
        faults.check(check_reply(&path, &option.reply));
    }
}

fn check_reply(path: &Path, reply: &str) -> Result<(), Fault> {
    if is_blank(reply) {
        let message = "every option needs a reply: say why it is right, or what misled";
        return Err(Fault::new(path, message));
    }
    at_most(&path.name("reply"), "a reply", reply, limits::REPLY_CHARS)
}
