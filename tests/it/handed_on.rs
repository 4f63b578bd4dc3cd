//! The code of a lesson as it is handed on: from its first step to its last it leads to what is
//! shown, and what nobody would type it reads from files.

#![allow(clippy::unwrap_used, reason = "a test may be strict")]

use std::fmt::Write;
use std::fs;

use layerlab::journal::{Entry, Parameter, Place};
use layerlab::lab::{Lab, Printed};
use layerlab::lesson::{self, shelf};

use crate::commands::{prints, stops};
use crate::scratch::{empty_folder, file_at};

const HEAD: &str = r#"
format = 1
title = "T"
about = "A"

[data.two]
x = [[1.0], [2.0]]
y = [[300.0], [500.0]]

[data.classes]
x = [[1.0], [2.0]]
y = [[0.0], [1.0]]
"#;

const MODEL: &str = r#"
[[step]]
id = "data"
title = "S"
run.dataset = "two"

[[step]]
id = "model"
title = "S"
run.sequential = { name = "model", layers = [{ dense = { name = "L", units = 1, activation = "ACTIVATION" } }] }

[[step]]
id = "set"
title = "S"
run.predict = { model = "model" }
"#;

const GOAL: &str = r#"
[[step]]
id = "goal"
title = "S"
run.predict = { model = "model" }
goal.loss = { of = "mean_squared_error", below = 1.0 }
solution = { w = [[200.0]], b = [100.0] }

[[step]]
id = "words"
title = "S"

[[step]]
id = "later"
title = "S"
run.predict = { model = "model" }

[[step]]
id = "last"
title = "S"
run.get_weights = { layer = "L" }
"#;

/// A lab in a lesson of one unit and some more steps.
#[track_caller]
fn lab(activation: &str, steps: &str) -> Lab {
    let data = if activation == "sigmoid" { "classes" } else { "two" };
    let model = MODEL.replace("ACTIVATION", activation).replace("\"two\"", &format!("\"{data}\""));
    let text = format!("{HEAD}{model}{steps}");
    Lab::new(lesson::read("test.toml", &text).unwrap())
}

fn go_to(lab: &mut Lab, id: &str) {
    let index = lab.lesson().steps.iter().position(|step| step.id == id).unwrap();
    lab.go_to(index);
}

/// The code of the step, line by line.
fn code(lab: &Lab) -> Vec<String> {
    lab.outcome().console.into_iter().flat_map(|entry| entry.code).collect()
}

/// What the step prints.
fn printed(lab: &Lab) -> String {
    let text = |printed| if let Printed::Text(text) = printed { Some(text) } else { None };
    let texts = lab.outcome().console.into_iter().filter_map(|entry| text(entry.printed));
    texts.collect::<Vec<_>>().join("\n")
}

const LEFT: &str = "# as an earlier step left it:";

#[test]
fn what_a_solution_has_set_stands_where_a_later_step_hangs_on_it_and_once() {
    let mut lab = lab("linear", GOAL);
    go_to(&mut lab, "goal");
    lab.skip();
    go_to(&mut lab, "words");
    assert_eq!(code(&lab), [""; 0]);
    go_to(&mut lab, "later");
    let wanted = [
        LEFT,
        "model.set_weights([np.float32([[200.0]]),",
        "    np.float32([100.0])])",
        "print(model.predict(X_train, verbose=0))",
    ];
    assert_eq!(code(&lab), wanted);
    go_to(&mut lab, "last");
    assert!(!code(&lab).contains(&LEFT.to_owned()));
}

#[test]
fn what_the_learner_has_set_stands_at_its_own_step() {
    let mut lab = lab("linear", GOAL);
    go_to(&mut lab, "goal");
    let parameter = Parameter { layer: "L".to_owned(), place: Place::Bias { unit: 0 } };
    lab.act(Entry::Set(parameter, 7.0)).unwrap();
    assert!(code(&lab).contains(&"set_b = np.float32([7.0])".to_owned()));
    go_to(&mut lab, "later");
    assert!(!code(&lab).contains(&LEFT.to_owned()));
}

#[test]
fn weights_that_the_lesson_sets_itself_are_not_told_before() {
    let again = r#"
[[step]]
id = "again"
title = "S"
run.set_weights = { layer = "L", w = [[1.0]], b = [2.0] }

[[step]]
id = "end"
title = "S"
run.get_weights = { layer = "L" }
"#;
    let goal = GOAL.split("[[step]]\nid = \"words\"").next().unwrap();
    let mut lab = lab("linear", &format!("{goal}{again}"));
    go_to(&mut lab, "goal");
    lab.skip();
    for id in ["again", "end"] {
        go_to(&mut lab, id);
        assert!(!code(&lab).contains(&LEFT.to_owned()), "{id}");
    }
}

fn fit(id: &str, settings: &str) -> String {
    format!(
        "\n[[step]]\nid = \"{id}\"\ntitle = \"S\"\nrun.fit = {{ model = \"model\", {settings} }}\n"
    )
}

#[test]
fn an_overflow_prints_what_keras_prints_and_the_last_finite_weights_go_on() {
    let settings = "loss = \"mean_squared_error\", optimizer = \"sgd\", learning_rate = 0.9, \
                    batch_size = 2, epochs = 200";
    let steps = fit("high", settings)
        + "\n[[step]]\nid = \"end\"\ntitle = \"S\"\nrun.get_weights = { layer = \"L\" }\n";
    let mut lab = lab("linear", &steps);
    go_to(&mut lab, "high");
    while lab.train(1_000) > 0 {}
    assert_eq!(printed(&lab), "Epoch 200/200\n1/1 ━━━━━━━━━━━━━━━━━━━━ loss: nan");
    let training = lab.outcome().training.unwrap();
    assert!(training.epochs_done < 100);
    assert!(training.findings[0].text.contains("Keras goes on"), "{:?}", training.findings);
    go_to(&mut lab, "end");
    assert_eq!(code(&lab)[0], LEFT);
    let shown = printed(&lab);
    assert!(!shown.contains("nan") && !shown.contains("inf"), "{shown}");
}

#[test]
fn a_training_that_was_changed_on_the_way_is_told_and_one_that_was_only_longer_is_not() {
    let settings = "loss = \"mean_squared_error\", optimizer = \"sgd\", learning_rate = 0.01, \
                    batch_size = 2, epochs = 10";
    let steps = fit("fit", settings)
        + "\n[[step]]\nid = \"end\"\ntitle = \"S\"\nrun.get_weights = { layer = \"L\" }\n";
    for (entry, is_told) in [
        (Entry::MoreEpochs, false),
        (
            Entry::Fit(lesson::format::FitChange {
                learning_rate: Some(0.05),
                ..Default::default()
            }),
            true,
        ),
    ] {
        let mut lab = lab("linear", &steps);
        go_to(&mut lab, "fit");
        lab.train(5);
        lab.act(entry).unwrap();
        while lab.train(1_000) > 0 {}
        go_to(&mut lab, "end");
        assert_eq!(code(&lab)[0] == LEFT, is_told);
    }
}

#[test]
fn a_fit_without_a_metric_shows_the_metric_of_the_fit_before() {
    let settings = "loss = \"mean_squared_error\", optimizer = \"sgd\", batch_size = 2, epochs = 3";
    let steps =
        fit("one", &format!("{settings}, metric = \"binary_accuracy\"")) + &fit("two", settings);
    let mut lab = lab("sigmoid", &steps);
    go_to(&mut lab, "two");
    while lab.train(1_000) > 0 {}
    let shown = printed(&lab);
    assert!(shown.contains(" binary_accuracy: ") && shown.contains(" - loss: "), "{shown}");
    assert!(!code(&lab).join("\n").contains("metrics="));
}

#[test]
fn a_loss_from_logits_behind_a_sigmoid_warns_the_first_time() {
    let settings = "loss = \"binary_crossentropy(from_logits=True)\", optimizer = \"sgd\", \
                    batch_size = 2, epochs = 3";
    let mut lab = lab("sigmoid", &(fit("one", settings) + &fit("two", settings)));
    for (id, is_warned) in [("one", true), ("two", false)] {
        go_to(&mut lab, id);
        assert!(printed(&lab).is_empty());
        while lab.train(1_000) > 0 {}
        let warning = "UserWarning: \"`binary_crossentropy` received `from_logits=True`, but";
        assert_eq!(printed(&lab).starts_with(warning), is_warned, "{id}");
    }
}

#[test]
fn a_slope_that_is_nothing_but_rounding_is_told_as_that() {
    let steps = "\n[[step]]\nid = \"slope\"\ntitle = \"S\"\n\
                 run.gradient = { model = \"model\", loss = \"mean_squared_error\" }\n";
    let mut lab = lab("linear", &format!("{GOAL}{steps}"));
    go_to(&mut lab, "slope");
    let set = |lab: &mut Lab, place, value| {
        let parameter = Parameter { layer: "L".to_owned(), place };
        lab.act(Entry::Set(parameter, value)).unwrap();
        code(lab).join("\n")
    };
    let weight = Place::Weight { input: 0, unit: 0 };
    set(&mut lab, weight, 200.0);
    let note = "is 0, but for rounding";
    assert!(!set(&mut lab, Place::Bias { unit: 0 }, 100.0).contains(note));
    assert!(set(&mut lab, Place::Bias { unit: 0 }, 100.00003).contains("along w and b is 0, but"));
    assert!(!set(&mut lab, Place::Bias { unit: 0 }, 100.1).contains(note));
}

/// A lesson with more data than one would type, and more weights.
fn large() -> String {
    let mut x = String::new();
    let mut y = String::new();
    for row in 0..60 {
        let _ = write!(x, "[{row}.5, -0.25], ");
        let _ = write!(y, "[{}.0], ", row % 2);
    }
    let w = ["1.5"; 60].join(", ");
    let rows: Vec<String> = (0..60).map(|row| (row * 7 % 60).to_string()).collect();
    format!(
        r#"
format = 1
title = "T"
about = "A"

[data."The roasts"]
x = [{x}]
y = [{y}]

[[step]]
id = "data"
title = "S"
run.dataset = "The roasts"

[[step]]
id = "model"
title = "S"
run.sequential = {{ name = "m", inputs = 2, layers = [{{ dense = {{ name = "L", units = 60, activation = "relu" }} }}] }}

[[step]]
id = "set"
title = "S"
run.set_weights = {{ layer = "L", w = [[{w}], [{w}]], b = [{w}] }}

[[step]]
id = "rows"
title = "S"
run.predict = {{ model = "m", rows = [{}] }}

[[step]]
id = "own"
title = "S"
run.call = {{ model = "m", x = [{x}] }}
"#,
        rows.join(", ")
    )
}

#[test]
fn what_nobody_would_type_is_read_from_files() {
    let folder = empty_folder().join("new");
    let at = folder.to_str().unwrap();
    let lesson = file_at("large.toml", large());
    let text = prints(&["run", &lesson, "--data", at]);
    for line in [
        ">>> data = np.loadtxt(\"the-roasts.csv\",\n...     delimiter=\",\", dtype=\"float32\")",
        ">>> X_train = data[:, :2]\n>>> Y_train = data[:, 2:]\n",
        ">>> set_w = np.loadtxt(\"set-L-set_w.csv\",",
        ">>> x = X_train[rows.astype(int)]\n",
        ">>> x = np.loadtxt(\"own-x.csv\",",
    ] {
        assert!(text.contains(line), "no {line} in {text}");
    }
    let data = fs::read_to_string(folder.join("the-roasts.csv")).unwrap();
    let lines: Vec<&str> = data.lines().collect();
    assert_eq!(lines[..3], ["# layerlab: the-roasts.csv", "0.5,-0.25,0.0", "1.5,-0.25,1.0"]);
    assert_eq!(lines.len(), 61);
    let rows = fs::read_to_string(folder.join("rows-rows.csv")).unwrap();
    assert_eq!(rows.lines().take(3).collect::<Vec<_>>()[1..], ["0.0", "7.0"]);
    // Written again it is the same; what somebody else has written stays.
    assert_eq!(prints(&["run", &lesson, "--data", at]), text);
    fs::write(folder.join("the-roasts.csv"), "1,2,3\n").unwrap();
    stops(&["run", &lesson, "--data", at], 2, &["was not written by layerlab"]);
    assert_eq!(fs::read_to_string(folder.join("the-roasts.csv")).unwrap(), "1,2,3\n");
}

#[test]
fn no_code_of_a_lesson_leaves_anything_out() {
    for name in shelf::NAMES {
        let text = prints(&["run", name]);
        let code = text.lines().filter(|line| line.starts_with(">>> ") || line.starts_with("... "));
        let elided = code.map(|line| &line[4..]).find(|line| line.contains("..."));
        assert_eq!(elided, None, "{name}");
    }
}
