//! A unit to turn before there is any code: numbers, arithmetic and chart, and nothing of Keras.

use layerlab::chart::{Role, Series};
use layerlab::journal::{Entry, Parameter, Place};
use layerlab::lab::{EditError, Lab};
use layerlab::lesson::format::PictureName;
use layerlab::lesson::read;
use layerlab::{check, transcript};

use crate::harness::{self, Screen};

const LESSON: &str = r#"
format = 1
title = "Turn"
about = "A line before there is any code"
[data.houses]
x = [[1.0], [2.0]]
y = [[300.0], [500.0]]
x_range = [0.0, 2.5]
y_range = [-50.0, 600.0]
[[step]]
id = "houses"
title = "Houses"
text = "Every × is a house."
run.dataset = "houses"
[[step]]
id = "line"
title = "A line"
text = "Press **↑**: w is {w}."
run.unit = { name = "line", activation = "linear", w = [[100.0]], b = [50.0] }
[[step]]
id = "reach"
title = "Reach"
text = "Through both."
goal.loss = { of = "mean_absolute_error", below = 1.0 }
hints = ["First one, then the other."]
solution = { w = [[200.0]], b = [100.0] }
[[step]]
id = "asked"
title = "Asked"
[step.question]
ask = "Is it a line?"
answer = 1
[[step.question.options]]
text = "It is"
reply = "Yes."
[[step.question.options]]
text = "No"
reply = "It is."
[[step]]
id = "again"
title = "Again"
run.unit = { name = "line", w = [[0.0]], b = [0.0] }
[[step]]
id = "layer"
title = "A layer"
run.dense = { name = "keras_line", units = 1 }
[[step]]
id = "call"
title = "Its call"
run.call = { layer = "keras_line" }
"#;

fn lab(step: &str) -> Lab {
    let mut lab = Lab::new(read("turn.toml", LESSON).unwrap());
    let at = lab.lesson().steps.iter().position(|s| s.id == step).unwrap();
    lab.go_to(at);
    lab
}

fn w() -> Parameter {
    Parameter { layer: "line".to_owned(), place: Place::Weight { input: 0, unit: 0 } }
}

fn value(screen: &Screen, name: &str) -> f32 {
    let outcome = screen.app.lab().outcome();
    outcome.parameters.iter().find(|value| value.name == name).unwrap().value
}

/// The model's curve on the chart: what it is called, and where it begins and ends.
fn curve(lab: &Lab) -> Option<(String, f64, f64)> {
    let pictures = lab.outcome().pictures;
    let model = pictures.iter().find(|picture| picture.name == PictureName::Model)?;
    model.chart()?.series.iter().find_map(|series| match series {
        Series::Curve { name, role: Role::Model, points } => {
            Some((name.clone(), points.first()?[1], points.last()?[1]))
        }
        _ => None,
    })
}

#[test]
fn it_has_numbers_arithmetic_and_a_chart_and_no_code() {
    let mut lab = lab("line");
    assert_eq!(curve(&lab), Some(("line".to_owned(), 50.0, 300.0)));
    lab.act(Entry::Set(w(), 200.0)).unwrap();
    assert_eq!(curve(&lab), Some(("line".to_owned(), 50.0, 550.0)));
    let paper = transcript::step(&lab.outcome(), layerlab::chart::Glyphs::Unicode);
    assert!(paper.contains("row 2   f = 200 · 2 + 50 = 450   y 500   error -50"), "{paper}");
    for step in 1..4 {
        lab.go_to(step);
        let outcome = lab.outcome();
        assert_eq!((outcome.console.len(), outcome.shapes.len()), (0, 0), "{step}");
        let paper = transcript::step(&outcome, layerlab::chart::Glyphs::Unicode);
        assert!(!["X[", "shapes", ">>>"].iter().any(|word| paper.contains(word)), "{paper}");
    }
    // Its weights are no draw.
    assert_eq!(lab.act(Entry::Reroll), Err(EditError::QuestionFirst));
    lab.go_to(1);
    assert_eq!(lab.act(Entry::Reroll), Err(EditError::NotRandom));
}

#[test]
fn the_first_number_is_chosen_and_the_arrows_turn_it_at_once() {
    for (width, height) in harness::SIZES {
        let screen = harness::open(LESSON, "houses").size(width, height).press("<right>");
        let screen = screen.shows("w [100").shows("Press ↑: w is 100.").shows("↑/↓ change");
        let mut screen = screen.press("<up>").shows("w [105").shows("f = 105 · 1 + 50 = 155");
        // Where it stands below the text it comes into sight.
        let first = screen.lines().iter().position(|line| line.contains('⠉'));
        assert!(first.is_some(), "{}", screen.text());
        let screen = screen.press("<s-up><tab><up>");
        assert_eq!((value(&screen, "w"), value(&screen, "b")), (155.0, 60.0));
        // Let go, the arrows choose the example, as anywhere.
        let screen = screen.press("<esc><down>");
        assert_eq!((value(&screen, "w"), value(&screen, "b")), (155.0, 60.0));
        assert_eq!(screen.app.lab().outcome().example, 1);
    }
    harness::open(LESSON, "line").press("<up>").shows("w [105");
    // The keys that count are offered, each in its place.
    let screen = harness::open(LESSON, "line").shows("0-9 type  Tab next number  ←/→ step");
    screen.hides("Tab edit").press("<esc>").shows("Tab edit").hides("next number");
}

#[test]
fn nothing_is_chosen_where_a_question_is_to_be_answered_first() {
    let screen = harness::open(LESSON, "asked").hides("[100");
    // Once it is answered, what it held back is in hand.
    screen.press("1").shows("w [100");
}

#[test]
fn a_goal_is_reached_solved_and_done_again() {
    let mut screen = harness::open(LESSON, "reach");
    for keys in ["200", "<enter>", "<tab>10"] {
        screen = screen.press(keys).hides("Reached.");
    }
    let mut screen = screen.press("0<enter>").shows("Reached.").press("r").hides("Reached.");
    screen = screen.press("s").shows("One solution").hides(">>>");
    let again = Lab::with(read("turn.toml", LESSON).unwrap(), screen.app.lab().journal().clone());
    let mut again = again;
    again.go_to(2);
    assert_eq!(curve(&again), Some(("line".to_owned(), 100.0, 600.0)));
    // The same name makes it anew.
    again.go_to(4);
    assert_eq!(curve(&again), Some(("line".to_owned(), 0.0, 0.0)));
    assert_eq!(check::check(&read("turn.toml", LESSON).unwrap(), LESSON), []);
}

#[test]
fn what_was_turned_before_still_counts_where_it_is_looked_at_again() {
    let mut lab = lab("line");
    lab.act(Entry::Set(w(), 200.0)).unwrap();
    lab.go_to(3);
    lab.choose(0);
    assert_eq!((lab.value(&w()), lab.outcome().changed_at), (Some(200.0), Some(1)));
}

#[test]
fn a_layer_takes_its_place_and_draws_as_if_it_had_not_been() {
    let mut lab = lab("line");
    lab.act(Entry::Set(w(), 1234.5)).unwrap();
    lab.go_to(6);
    assert_eq!(curve(&lab).unwrap().0, "keras_line");
    let code = |lab: &Lab| -> Vec<Vec<String>> {
        lab.outcome().console.into_iter().map(|statement| statement.code).collect()
    };
    assert!(!format!("{:?}", code(&lab)).contains("1234"), "{:?}", code(&lab));
    let without = LESSON
        .replace("run.unit = { name = \"line\", activation = \"linear\"", "# ")
        .replace("run.unit = ", "# ")
        .replace("goal.loss", "# ")
        .replace("hints", "# ")
        .replace("solution", "# ")
        .replace(": w is {w}", "");
    let mut plain = Lab::new(read("turn.toml", &without).unwrap());
    plain.go_to(6);
    assert_eq!(code(&plain), code(&lab));
    assert_eq!(plain.answer(), lab.answer());
    assert!(lab.outcome().is_in_code && !lab.outcome().shapes.is_empty());
}

#[test]
fn what_makes_no_unit_is_refused_with_its_place() {
    let refused = |from: &str, to: &str, needle: &str| {
        let error = read("turn.toml", &LESSON.replace(from, to)).unwrap_err().to_string();
        assert!(error.contains(needle), "{error}");
    };
    refused("w = [[100.0]]", "w = [[100.0], [1.0]]", "the data has 1, and w has 2");
    refused("b = [50.0]", "b = [50.0, 1.0]", "expected one bias for each unit");
    refused("b = [50.0]", "b = []", "expected one bias for each unit");
    refused("w = [[100.0]]", "w = []", "expected at least one row");
    refused("name = \"keras_line\"", "name = \"line\"", "the name `line` is already taken");
    refused("layer = \"keras_line\"", "layer = \"line\"", "no code has made `line`");
    refused("run.dataset = \"houses\"", "", "there is no data yet");
    refused("w = [[200.0]]", "layer = \"lime\", w = [[200.0]]", "Did you mean `line`?");
    let model = "run.predict = { model = \"line\" }";
    refused("run.call = { layer = \"keras_line\" }", model, "no code has made `line`");
}
