//! Parts of the data, lines and curves that are fitted at once, settings that are tried one after the
//! other, and the numbers that say how right a model is.

use layerlab::chart::Glyphs;
use layerlab::journal::{Entry, Slider};
use layerlab::lab::Lab;
use layerlab::lesson::format::PictureName;
use layerlab::{check, lesson, transcript};

use crate::harness::{Screen, open};

/// Forty cars of a course's table, in three parts.
const CARS: &str = r#"
format = 1
title = "Cars"
about = "How far a car goes"
code = "folded"
[data.cars]
generate = { name = "polynomial", rows = 40, noise = 0.7, seed = 5 }
x_label = "Speed"
y_label = "Way"
[[step]]
id = "cars"
title = "Cars"
run.dataset = "cars"
[[step]]
id = "parts"
title = "Parts"
run.train_test_split = { test_size = 0.4, then = 0.5, random_state = 1 }
[[step]]
id = "degrees"
title = "Degrees"
text = "Degree {degree}: {train_error}, {cv_error}."
run.linear_regression = { name = "curve", over = { degree = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] } }
picture = "validation_curve"
goal.error = [{ of = "cv", below = 40000.0 }]
goal.reached = "It is degree {degree}."
hints = ["Up."]
solution = { value = 2.0 }
[[step]]
id = "alphas"
title = "Alphas"
run.linear_regression = { name = "priced", degree = 10, alpha = 1.0, over = { alpha = [1e-6, 1e-5, 1e-4, 0.001, 0.01, 0.1, 1.0, 10.0, 100.0] } }
[[step]]
id = "rows"
title = "Rows"
text = "{rows} rows."
run.linear_regression = { name = "few", degree = 1, rows = 3, over = { rows = [3, 12, 24] } }
[[step]]
id = "test"
title = "Test"
text = "The test says {test_error}."
split = "test"
"#;

/// Six clouds of classes, and a fit that tries what large weights cost.
const CLOUDS: &str = r#"
format = 1
title = "Clouds"
about = "A network of several costs"
code = "folded"
[data.clouds]
generate = { name = "blobs", rows = 60, noise = 0.4, seed = 2, centers = [[-1.0, 0.0], [1.0, 0.0], [0.0, 1.0]] }
classes = ["left", "right", "up"]
[[step]]
id = "clouds"
title = "Clouds"
run.dataset = "clouds"
[[step]]
id = "parts"
title = "Parts"
run.train_test_split = { test_size = 0.4, then = 0.5, random_state = 1 }
[[step]]
id = "net"
title = "Net"
run.sequential = { name = "net", inputs = 2, seed = 1, layers = [
    { dense = { name = "hidden", units = 4, activation = "relu", l2 = 0.0 } },
    { dense = { name = "out", units = 3, activation = "softmax" } },
] }
[[step]]
id = "costs"
title = "Costs"
text = "At {l2} it is {train_error} and {cv_error}."
run.fit = { model = "net", loss = "sparse_categorical_crossentropy", optimizer = "adam", learning_rate = 0.05, epochs = 5, validation = "cv", over = { l2 = [0.0, 0.01, 1.0] } }
picture = "validation_curve"
[[step]]
id = "told"
title = "Told"
split = "cv"
run.metrics = { model = "net", print = ["error", "confusion_matrix"] }
"#;

fn lab(source: &str, step: &str) -> Lab {
    let mut lab = Lab::new(lesson::read("lesson.toml", source).unwrap());
    let index = lab.lesson().steps.iter().position(|other| other.id == step).unwrap();
    lab.go_to(index);
    lab
}

fn printed(lab: &Lab) -> String {
    transcript::step(&lab.outcome(), Glyphs::default())
}

#[test]
fn the_table_of_a_course_comes_out() {
    let page = printed(&lab(CARS, "degrees"));
    for line in [
        "1 33075 57076\n2 10285 39592\n3 8415 42672\n4 5573 60706\n5 4984 63952",
        "6 4735 72689\n",
        "8 3821 129499\n9 3780 140864\n10 3046 331406\n",
    ] {
        assert!(page.contains(line), "{line} in {page}");
    }
    let page = printed(&lab(CARS, "alphas"));
    for line in ["1e-06 3897 115064", "\n1.0 6309 54961\n10.0 8746 68105"] {
        assert!(page.contains(line), "{line} in {page}");
    }
}

#[test]
fn moving_along_the_degrees_everything_follows() {
    let screen = open(CARS, "degrees").shows("Degree 1: 33075, 57076.");
    let screen = screen.press("<up>").shows("Degree 2: 10285, 39592.").shows("It is degree 2.");
    let screen = screen.press("<up><up>").shows("degree [ 4").shows("Degree 4: 5572.8");
    let screen = screen.press("<down>").shows("Degree 3").press("u").shows("Degree 2");
    // A value that is not among them is the nearest that is.
    let screen =
        screen.press("40<enter>").shows("Degree 10: 3045.8, 331406.").press("r").shows("Degree 1:");
    screen.press("<down>").shows("Degree 1:");
}

#[test]
fn the_model_that_was_chosen_is_the_one_that_is_tested() {
    let cars = open(CARS, "degrees").press("<up>");
    let screen = cars.press("<esc><right><right><right>");
    screen.shows("The test says");
    let mut lab = lab(CARS, "alphas");
    lab.act(Entry::Slide(Slider::Alpha, 100.0)).unwrap();
    lab.go_to(lab.position() + 2);
    let text = lab.outcome().text.clone();
    // The last model fitted is the straight line through three cars.
    assert!(text.starts_with("The test says "), "{text}");
}

#[test]
fn of_so_many_rows_the_first_are_learned_from() {
    let page = printed(&lab(CARS, "rows"));
    assert!(page.contains("X_train[:rows], Y_train[:rows]"), "{page}");
    assert!(page.contains("\n24 33075 57076\n"), "{page}");
    open(CARS, "rows").shows("3 rows.").press("<up><up>").shows("24 rows.").shows("33075");
}

#[test]
fn a_fit_tries_one_model_after_the_other() {
    let mut lab = lab(CLOUDS, "costs");
    assert!(lab.can_train());
    let one = lab.train(5 * 2);
    assert_eq!(one, 10);
    let progress = lab.progress().unwrap();
    assert_eq!(progress.values, Some((1, 3)));
    assert!((progress.share() - 1.0 / 3.0).abs() < 1e-9);
    assert_eq!(lab.train(usize::MAX), 20);
    assert!(!lab.can_train());
    let page = printed(&lab);
    let told = |value: &str| page.lines().any(|line| line.starts_with(&format!("{value} 0.")));
    assert!(["0.0", "0.01", "1.0"].into_iter().all(told), "{page}");
    // What is left behind is the model that is looked at.
    let at = |lab: &mut Lab, value: f32| {
        lab.act(Entry::Slide(Slider::L2, value)).unwrap();
        let weights: Vec<f32> = lab.outcome().parameters.iter().map(|p| p.value).collect();
        weights.iter().map(|w| w.abs()).sum::<f32>()
    };
    let [free, dear] = [0.0, 1.0].map(|value| at(&mut lab, value));
    assert!(dear < free, "{dear} {free}");
    // To look at one model and then at another is one thing to take back.
    assert!(lab.undo());
    assert!(lab.outcome().text.starts_with("At 1 it is"), "{}", lab.outcome().text);
}

#[test]
fn a_sweep_is_run_and_looked_through_by_keys() {
    let screen = open(CLOUDS, "costs").shows("model 1/3").press(" ");
    let screen = run_to_the_end(screen).shows("✓ trained").shows("At 1 it is");
    screen.press("<tab><down><down>").shows("At 0 it is").press("<up>").shows("At 0.01 it is");
}

fn run_to_the_end(mut screen: Screen) -> Screen {
    for _ in 0..2000 {
        if !screen.app.lab().can_train() {
            break;
        }
        screen = screen.press("e");
    }
    screen
}

#[test]
fn the_errors_stand_over_the_values_that_are_done() {
    let mut lab = lab(CLOUDS, "costs");
    let curve = |lab: &Lab| {
        let pictures = lab.outcome().pictures;
        let first = &pictures[0];
        assert_eq!(first.name, PictureName::ValidationCurve);
        serde_json::to_value(first.chart().unwrap()).unwrap()
    };
    let points = |lab: &Lab| curve(lab)["layers"][0]["curve"]["points"].as_array().unwrap().len();
    assert_eq!(points(&lab), 0);
    lab.train(10);
    assert_eq!(points(&lab), 1);
    lab.train(usize::MAX);
    assert_eq!(points(&lab), 3);
}

#[test]
fn a_part_that_is_looked_at_is_the_one_that_is_told_of() {
    let page = printed(&lab(CLOUDS, "told"));
    assert!(page.contains("net.predict(X_cv, verbose=0)"), "{page}");
    assert!(page.contains("actual = Y_cv[:, 0]"), "{page}");
    let told = lab(CLOUDS, "told");
    let rows = told.outcome().shapes[0].shape[0];
    assert_eq!(rows, 12);
}

#[test]
fn what_cannot_be_is_refused_with_its_place() {
    let refused = |from: &str, to: &str| {
        let source = CARS.replacen(from, to, 1);
        assert_ne!(source, CARS);
        lesson::read("lesson.toml", &source)
            .err()
            .map(|error| error.to_string())
            .unwrap_or_default()
    };
    let many: Vec<String> = (1..=100_000).map(|n| n.to_string()).collect();
    let told = refused("rows = [3, 12, 24]", &format!("rows = [{}]", many.join(", ")));
    assert!(told.contains("100000 values to try are too many: the limit is 100"), "{told}");
    let told =
        refused("split = \"test\"", "split = \"cv\"\ngoal.error = [{ of = \"cv\", below = 0.0 }]");
    assert!(told.contains("no error is below 0"), "{told}");
    let told = refused("then = 0.5, ", "");
    assert!(told.contains("there is no `cv` part"), "{told}");
    let told = refused("test_size = 0.4", "test_size = 1.5");
    assert!(told.contains("a share between 0 and 1, or a whole number of rows"), "{told}");
    let told = refused("test_size = 0.4", "test_size = 40");
    assert!(told.contains("train_test_split"), "{told}");
    let told = refused("degree = [1, 2, 3", "degree = [1, 3, 2");
    assert!(told.contains("expected values that go up"), "{told}");
    let told = refused("degree = 10, alpha = 1.0", "degree = 31, alpha = 1.0");
    assert!(told.contains("31 powers are too many: the limit is 30"), "{told}");
    let told = refused("rows = 40, noise", "rows = 900000, noise");
    assert!(told.contains("this regression is about"), "{told}");
    let told = refused("alpha = 1.0, over", "alpha = -1.0, over");
    assert!(told.contains("large weights would be a prize"), "{told}");
    let told = refused("split = \"test\"", "split = \"test\"\nrun.dataset = \"cars\"");
    assert!(told.contains("there is no `test` part"), "{told}");
}

#[test]
fn both_lessons_hold() {
    for source in [CARS, CLOUDS] {
        let lesson = lesson::read("lesson.toml", source).unwrap();
        assert_eq!(check::check(&lesson, source), []);
    }
}
