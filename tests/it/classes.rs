//! Models with several classes: chances as bars, what is decided and what it costs, which class is
//! taken for which, logits, the plane of two hidden units, mistakes.

use layerlab::chart::{Drawing, Series};
use layerlab::journal::{Entry, Parameter, Place};
use layerlab::lab::{Lab, Printed, Trouble};
use layerlab::lesson::format::PictureName;
use layerlab::lesson::read;

use crate::harness::{SIZES, lesson_text, on_each_screen, open};

fn lab_of(source: &str, step: &str) -> Lab {
    let lesson = read("classes.toml", source).unwrap();
    let index = lesson.steps.iter().position(|at| at.id == step).unwrap();
    let mut lab = Lab::new(lesson);
    lab.go_to(index);
    lab
}

fn lab(step: &str) -> Lab {
    lab_of(lesson_text("four-clouds"), step)
}

fn drawing(lab: &Lab, name: PictureName) -> Drawing {
    let outcome = lab.outcome();
    let found = outcome.pictures.iter().find(|picture| picture.name == name);
    found.unwrap_or_else(|| panic!("no {name:?}")).drawing.clone()
}

#[test]
fn the_bars_are_the_chances_of_the_row_that_is_looked_at() {
    let mut lab = lab("output");
    lab.look_at(3);
    let Drawing::Chances(drawn) = drawing(&lab, PictureName::Bars) else { panic!() };
    let decision = lab.outcome().decisions.unwrap().rows[3].clone();
    let names: Vec<&str> = drawn.chances.bars.iter().map(|bar| bar.name.as_str()).collect();
    assert_eq!(names, ["west", "south", "north", "east"]);
    let sums: Vec<f32> = drawn.sums.bars.iter().map(|bar| bar.value as f32).collect();
    assert_eq!(sums, decision.sums);
    assert_eq!((decision.said, decision.target, drawn.chances.target), (0, Some(0), Some(0)));
    // What a softmax is: e to the power of each, as shares of their sum.
    let powers: Vec<f64> = decision.sums.iter().map(|z| f64::from(*z).exp()).collect();
    let sum: f64 = powers.iter().sum();
    for (power, chance) in powers.iter().zip(&decision.chances) {
        assert!((power / sum - f64::from(*chance)).abs() < 1e-6);
    }
    let loss = f64::from(decision.loss.unwrap());
    assert!((loss + (powers[0] / sum).ln()).abs() < 1e-5, "{loss}");
}

#[test]
fn rows_say_what_wins_and_a_chosen_weight_shows_its_unit() {
    let mut screen = open(lesson_text("four-clouds"), "output");
    let shown = screen.text();
    assert!(shown.contains("→ east  1.000 ✓  y east"), "{shown}");
    assert!(!shown.contains("L2[0]: z ="), "{shown}");
    screen = screen.press("<backtab>");
    let shown = screen.text();
    assert!(shown.contains("L2[3]: z ="), "{shown}");
}

#[test]
fn each_screen_shows_bars_and_rows() {
    for mut screen in on_each_screen("four-clouds", "output") {
        screen = screen.press("v");
        insta::assert_snapshot!(screen.text());
    }
}

#[test]
fn the_matrix_counts_every_row_once_and_marks_the_cell_of_the_row_looked_at() {
    let mut lab = lab("output");
    let Drawing::Confusion(right) = drawing(&lab, PictureName::Confusion) else { panic!() };
    let diagonal: Vec<u64> = (0..4).map(|class| right.counts[class][class]).collect();
    assert_eq!(diagonal, [25, 25, 25, 25]);
    // The output for the east is switched off: all of it is taken for something else.
    let place = Place::Bias { unit: 3 };
    lab.act(Entry::Set(Parameter { layer: "L2".to_owned(), place }, -100.0)).unwrap();
    let Drawing::Confusion(wrong) = drawing(&lab, PictureName::Confusion) else { panic!() };
    assert_eq!(wrong.counts.iter().flatten().sum::<u64>(), 100);
    assert_eq!((wrong.counts[3][3], wrong.counts[3].iter().sum::<u64>()), (0, 25));
    let said = lab.outcome().decisions.unwrap().rows[0].said;
    assert_eq!(wrong.chosen, Some((3, said)));
    assert_eq!(wrong.notes[0], "east: precision of none");
    assert_eq!(wrong.notes[1], "recall 0 % (0 of 25), F1 0 %");
}

#[test]
fn w_goes_through_what_is_wrong() {
    let mut screen = open(lesson_text("four-clouds"), "output");
    screen = screen.press("w");
    assert!(screen.text().contains("all of them are right"));
    let place = Place::Bias { unit: 0 };
    let mut lab = screen.app.lab().clone();
    lab.act(Entry::Set(Parameter { layer: "L2".to_owned(), place }, -100.0)).unwrap();
    let wrong: Vec<usize> = {
        let rows = lab.outcome().decisions.unwrap().rows;
        (0..rows.len()).filter(|at| rows[*at].is_right() == Some(false)).collect()
    };
    assert_eq!(wrong.len(), 25);
    let mut screen = crate::harness::Screen::of(lab, layerlab::tui::Settings::default());
    for at in &wrong {
        screen = screen.press("w");
        assert_eq!(screen.app.lab().outcome().example, *at);
    }
    screen = screen.press("w");
    assert_eq!(screen.app.lab().outcome().example, wrong[0], "after the last the first");
}

#[test]
fn a_goal_counts_the_likeliest_class_as_the_answer() {
    let source = lesson_text("four-clouds");
    let goal = "id = \"output\"\ngoal.accuracy = { at_least = 0.99 }\nhints = [\"Look.\"]\n\
                goal.impossible = \"For this test.\"";
    let source = source.replacen("id = \"output\"", goal, 1);
    let mut lab = lab_of(&source, "output");
    assert!(lab.outcome().is_reached());
    let place = Place::Bias { unit: 3 };
    lab.act(Entry::Set(Parameter { layer: "L2".to_owned(), place }, -100.0)).unwrap();
    let goal = lab.outcome().goal.unwrap();
    assert_eq!(goal.conditions[0].value, Some(0.75));
}

#[test]
fn logits_become_chances_wherever_the_lab_shows_them() {
    let mut lab = lab("from-logits");
    lab.train(usize::MAX);
    let Drawing::Chart(chart) = drawing(&lab, PictureName::Model) else { panic!() };
    let regions = chart.series.iter().find_map(|series| match series {
        Series::Regions { classes, .. } => Some(classes.clone()),
        _ => None,
    });
    let chances: Vec<f64> =
        regions.unwrap().iter().map(|class| class.value([0.5, 0.5]).unwrap()).collect();
    assert!((chances.iter().sum::<f64>() - 1.0).abs() < 1e-5, "{chances:?}");
    assert!(lab.outcome().training.unwrap().findings.is_empty());
    let decision = lab.outcome().decisions.unwrap().rows[0].clone();
    let loss = f64::from(decision.loss.unwrap());
    assert!((loss + f64::from(decision.chances[3]).ln()).abs() < 1e-4);
    lab.go_to(lab.position() + 2);
    let outcome = lab.outcome();
    assert_eq!(
        outcome.console[0].code,
        ["x = X_train[[0, 3]]", "print(tf.nn.softmax(sums.predict(x, verbose=0)))"]
    );
    let Printed::Text(printed) = &outcome.console[0].printed else { panic!() };
    assert!(printed.starts_with("tf.Tensor(\n[[") && printed.ends_with("dtype=float32)"));
    for row in lab.answer().unwrap() {
        assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-5);
    }
}

// Keras takes the sums for chances, cuts them off, and says nothing.
#[test]
fn sums_that_are_taken_for_chances_are_told_from_those_that_are_not() {
    let mut lab = lab("careless");
    lab.train(4);
    let findings = lab.outcome().training.unwrap().findings;
    assert_eq!(findings[0].trouble, Trouble::Logits);
    assert!(findings[0].text.contains("from_logits=True"));
    let source = lesson_text("four-clouds").replacen("mistake = true, ", "", 1);
    let told = read("classes.toml", &source).unwrap_err().to_string();
    assert!(told.contains("wants a chance from 0 to 1"), "{told}");
}

// A loss of 1e-7 cut off is -ln 1e-7 = 16.118, whatever the sum was.
#[test]
fn an_example_costs_what_keras_makes_of_its_sums() {
    let mut lab = lab("careless");
    lab.go_to(lab.position() - 1);
    let set = |lab: &mut Lab, unit: usize, value: f32| {
        let place = Place::Bias { unit };
        lab.act(Entry::Set(Parameter { layer: "C2".to_owned(), place }, value)).unwrap();
        for input in 0..3 {
            let place = Place::Weight { input, unit };
            lab.act(Entry::Set(Parameter { layer: "C2".to_owned(), place }, 0.0)).unwrap();
        }
    };
    for (unit, value) in [20.0, 1.0, 0.0, 0.0].into_iter().enumerate() {
        set(&mut lab, unit, value);
    }
    lab.go_to(lab.position() + 1);
    let cost = |lab: &Lab| lab.outcome().decisions.unwrap().rows[0].loss.unwrap();
    // 20 and 1 are cut off at 1 - 1e-7, the zeros at 1e-7: -ln(1e-7 / 2) for a point of class 3.
    assert!((cost(&lab) - 16.811).abs() < 1e-3, "{}", cost(&lab));
}

#[test]
fn two_hidden_units_have_a_plane_of_their_own() {
    let lab = lab("output");
    let Drawing::Chart(chart) = drawing(&lab, PictureName::Hidden) else { panic!() };
    assert_eq!((chart.x.label.as_str(), chart.y.label.as_str()), ("L1[0]", "L1[1]"));
    let points = |class: usize| match &chart.series[class] {
        Series::Points { points, .. } => points.clone(),
        other => panic!("{other:?}"),
    };
    // Both units are off for the west.
    assert!(points(0).iter().filter(|at| **at == [0.0, 0.0]).count() > 20);
    // max(0, 1.86 · 4.33 + 0.67 · -1.99 + 1.8) and max(0, 0.52 · 4.33 - 2.29 · -1.99 + 1.65)
    let [x, y] = points(3)[0];
    assert!((x - 8.5205).abs() < 1e-3 && (y - 8.4587).abs() < 1e-3, "{x} {y}");
    let regions = chart.series.iter().find_map(|series| match series {
        Series::Regions { classes, .. } => Some(classes.clone()),
        _ => None,
    });
    let at = |class: usize, x: f64, y: f64| {
        let share = |value: f64, from: f64, to: f64| (value - from) / (to - from);
        let place = [share(x, chart.x.min, chart.x.max), share(y, chart.y.min, chart.y.max)];
        regions.as_ref().unwrap()[class].value(place).unwrap()
    };
    assert!(at(0, 0.0, 0.0) > 0.9 && at(3, 8.5, 8.5) > 0.9, "each output looks at one corner");
}

#[test]
fn pictures_of_classes_are_drawn_on_each_screen() {
    for (width, height) in SIZES {
        let source = lesson_text("four-clouds");
        for picture in ["confusion", "hidden"] {
            let shown = format!("title = \"And twelve more\"\npicture = \"{picture}\"");
            let source = source.replacen("title = \"And twelve more\"", &shown, 1);
            let mut screen = open(&source, "output").size(width, height);
            insta::assert_snapshot!(format!("{picture}-{width}"), screen.text());
        }
    }
}

const MISTAKES: &str = r#"
format = 1
title = "Mistakes"
about = "Labels that a loss cannot take"
[data.from_one]
x = [[0.0], [1.0], [2.0], [3.0]]
y = [[1.0], [2.0], [3.0], [3.0]]
[data.one_hot]
x = [[0.0], [1.0], [2.0]]
y = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]
[[step]]
id = "from-one"
title = "From 1"
run.dataset = "from_one"
[[step]]
id = "model"
title = "Model"
run.sequential = { name = "model", inputs = 1, layers = [{ dense = { name = "out", units = 3, activation = "softmax" } }] }
[[step]]
id = "range"
title = "Out of range"
run.fit = { model = "model", mistake = true, loss = "sparse_categorical_crossentropy" }
[[step]]
id = "flat"
title = "Flat"
run.fit = { model = "model", mistake = true, loss = "categorical_crossentropy" }
[[step]]
id = "one-hot"
title = "One-hot"
run.dataset = "one_hot"
[[step]]
id = "sparse"
title = "Sparse"
run.fit = { model = "model", mistake = true, loss = "sparse_categorical_crossentropy" }
[[step]]
id = "warned"
title = "Warned"
run.fit = { model = "model", loss = "categorical_crossentropy(from_logits=True)" }
"#;

// The first layer is Keras's own words, the second what happened and what to do.
#[test]
fn labels_that_a_loss_cannot_take_are_told_in_two_layers() {
    let error = |step: &str| {
        let outcome = lab_of(MISTAKES, step).outcome();
        let errors = outcome.console.into_iter().filter_map(|statement| match statement.printed {
            Printed::Error(error) => Some(error),
            _ => None,
        });
        errors.last().unwrap()
    };
    let told = error("range");
    assert!(
        told.keras
            .contains("Received a label value of 3 which is outside the valid range of [0, 3)."),
        "{}",
        told.keras
    );
    assert!(told.what_happened.contains("counted from 0"), "{}", told.what_happened);
    assert!(told.what_to_do.contains("begin at 1"), "{}", told.what_to_do);
    let told = error("flat");
    assert!(
        told.keras.contains("target.shape=(None, 1), output.shape=(None, 3)"),
        "{}",
        told.keras
    );
    assert!(told.what_to_do.contains("sparse_categorical_crossentropy"));
    let told = error("sparse");
    assert_eq!(
        told.keras,
        "Argument `output` must have rank (ndim) `target.ndim - 1`. Received: \
         target.shape=(None, 3), output.shape=(None, 3)"
    );
    assert!(told.what_to_do.contains("Use categorical_crossentropy"));
}

#[test]
fn a_softmax_from_logits_is_warned_of_in_keras_words() {
    let mut lab = lab_of(MISTAKES, "warned");
    lab.train(usize::MAX);
    let text = layerlab::transcript::step(&lab.outcome(), layerlab::chart::Glyphs::Unicode);
    let squeezed = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        squeezed.contains(
            "\"`categorical_crossentropy` received `from_logits=True`, but the `output` argument \
             was produced by a Softmax activation and thus does not represent logits. Was this \
             intended?"
        ),
        "{text}"
    );
}
