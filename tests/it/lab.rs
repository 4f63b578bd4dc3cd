//! The lab without a face: what a step's outcome says is what its code does.

use layerlab::lab::{Lab, Printed, brief};
use layerlab::lesson;

const HEAD: &str = r#"
format = 1
title = "T"
about = "A"

[data.points]
x = [[0.0], [1.0], [5.0]]
y = [[0.0], [1.0], [1.0]]

[[step]]
id = "data"
title = "Data"
run.dataset = "points"

"#;

/// A lab at the last step of a lesson of some more steps.
#[track_caller]
fn lab(steps: &str) -> Lab {
    let lesson = lesson::read("test.toml", &format!("{HEAD}{steps}")).unwrap();
    let mut lab = Lab::new(lesson);
    lab.go_to(usize::MAX);
    lab
}

fn step(id: &str, toml: &str) -> String {
    format!("[[step]]\nid = \"{id}\"\ntitle = \"S\"\n{toml}\n\n")
}

/// Everything that the step prints.
fn printed(lab: &Lab) -> Vec<String> {
    let text = |printed| match printed {
        Printed::Text(text) => Some(text),
        _ => None,
    };
    lab.outcome().console.into_iter().filter_map(|entry| text(entry.printed)).collect()
}

fn code(lab: &Lab) -> String {
    lab.outcome().console.into_iter().flat_map(|entry| entry.code).collect::<Vec<_>>().join("\n")
}

fn one_unit(activation: &str, w: &str, b: &str) -> String {
    step("d", &format!("run.dense = {{ name = \"d\", units = 1, activation = \"{activation}\" }}"))
        + &step("c", "run.call = { layer = \"d\" }")
        + &step("s", &format!("run.set_weights = {{ layer = \"d\", w = [[{w}]], b = [{b}] }}"))
}

#[test]
fn the_formula_gives_what_the_formula_gives() {
    // Far below 0 the plain formula of a sigmoid runs out of numbers; the layer does not.
    let steps = one_unit("sigmoid", "-100.0", "0.0")
        + &step("f", "run.call = { layer = \"d\", x = [[1.0]], formula = true }");
    assert_eq!(
        printed(&lab(&steps)),
        ["tf.Tensor([[3.8e-44]], shape=(1, 1), dtype=float32)", "[[0.]]"]
    );
}

#[test]
fn a_mask_over_several_targets_looks_at_the_first() {
    let steps = HEAD.replace("[[0.0], [1.0], [1.0]]", "[[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]")
        + &step("m", "run.mask = { y = 1.0 }");
    let mut lab = Lab::new(lesson::read("test.toml", &steps).unwrap());
    lab.go_to(usize::MAX);
    assert_eq!(code(&lab), "pos = Y_train[:, 0] == 1\nprint(X_train[pos])");
    assert_eq!(printed(&lab), ["[[0.]\n [5.]]"]);
}

#[test]
fn an_edit_of_a_large_layer_is_code_that_runs() {
    let x = ["1.0"; 7].join(", ");
    let steps = step("d", "run.dense = { name = \"d\", units = 7 }")
        + &step("c", &format!("run.call = {{ layer = \"d\", x = [[{x}]] }}"))
        + &step("c2", &format!("run.call = {{ layer = \"d\", x = [[{x}]] }}"));
    let mut lab = lab(&steps);
    let parameter = lab.outcome().parameters[9].parameter.clone();
    lab.act(layerlab::journal::Entry::Set(parameter, 50.0)).unwrap();
    let code = code(&lab);
    assert!(
        code.starts_with("w, b = d.get_weights()\nw[1, 2] = 50.0\nd.set_weights([w, b])"),
        "{code}"
    );
}

#[test]
fn an_output_that_is_no_number_has_no_boundary() {
    let steps =
        step(
            "m",
            "run.sequential = { name = \"m\", inputs = 1, layers = [\
         { dense = { name = \"h\", units = 2, activation = \"relu\" } }, \
         { dense = { name = \"o\", units = 1, activation = \"sigmoid\" } }] }",
        ) + &step("w1", "run.set_weights = { layer = \"h\", w = [[1e38, 1e38]], b = [0.0, 0.0] }")
            + &step(
                "w2",
                "run.set_weights = { layer = \"o\", w = [[-1.0], [1.0]], b = [-1.0] }\n\
             goal.boundary = { at = 3.4, within = 0.1 }",
            );
    let goal = lab(&steps).outcome().goal.unwrap();
    assert_eq!((goal.is_met(), goal.conditions[0].stands.as_str()), (false, "there is none"));
}

#[test]
fn a_value_close_to_the_goal_is_told_apart_from_it() {
    let steps = one_unit("sigmoid", "3.9999", "-9.0") + "goal.steepness = { at_least = 1.0 }\n";
    let goal = lab(&steps).outcome().goal.unwrap();
    assert_eq!((goal.is_met(), goal.conditions[0].stands.starts_with("0.99997")), (false, true));
}

#[test]
fn brief_numbers_keep_what_matters() {
    let told = [
        (200.0, "200"),
        (-4.5, "-4.5"),
        (0.010_986_9, "0.011"),
        (0.000_15, "0.00015"),
        (0.008_162_57, "0.008163"),
        (0.0, "0"),
        (111_250.0, "111250"),
        (-0.0, "0"),
        (1e-7, "1.000e-7"),
        (2_364_062.5, "2364062.5"),
        (3.4e38, "3.400e38"),
        (f64::INFINITY, "inf"),
    ];
    for (number, text) in told {
        assert_eq!(brief(number), text);
    }
}

#[test]
fn going_anywhere_and_back_changes_nothing() {
    let source = lesson::shelf::built_in("neurons-and-layers").unwrap();
    let mut lab = Lab::new(lesson::read(&source.file, &source.text).unwrap());
    let steps = lab.lesson().steps.len();
    let mut outcomes = Vec::new();
    for index in 0..steps {
        lab.go_to(index);
        outcomes.push(lab.outcome());
    }
    for index in (0..steps).rev().chain([7, 2, 20, 0, steps - 1]) {
        lab.go_to(index);
        assert_eq!(lab.outcome(), outcomes[index], "{}", lab.step().id);
    }
}
