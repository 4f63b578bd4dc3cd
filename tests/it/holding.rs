//! Weights that are held at a step: passed over, refused, drawn as held, and free again behind it.

use crossterm::event::{MouseButton, MouseEventKind};
use layerlab::chart::Glyphs;
use layerlab::journal::{Entry, Parameter, Place};
use layerlab::lab::{EditError, Lab};
use layerlab::lesson::read;
use layerlab::{check, transcript};

use crate::harness;

const LESSON: &str = r#"
format = 1
title = "Hold"
about = "Weights that stay"
[data.houses]
x = [[1.0], [2.0]]
y = [[300.0], [500.0]]
x_range = [0.0, 2.5]
y_range = [-50.0, 600.0]
[data.plane]
x = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
y = [[0.0], [1.0], [1.0], [1.0]]
[[step]]
id = "houses"
title = "Houses"
run.dataset = "houses"
[[step]]
id = "turn"
title = "Turn"
text = "Only turn it."
run.unit = { name = "line", w = [[100.0]], b = [100.0] }
hold = ["b"]
goal.loss = { of = "mean_absolute_error", below = 1.0 }
goal.weight = [{ of = "line.w", at = 200.0, within = 5.0 }]
hints = ["How much more does it cost?"]
solution = { w = [[200.0]], b = [100.0] }
[[step]]
id = "lift"
title = "Lift"
hold = ["line.w"]
[[step]]
id = "free"
title = "Free"
[[step]]
id = "plane"
title = "Plane"
run.dataset = "plane"
[[step]]
id = "net"
title = "Net"
run.sequential = { name = "net", inputs = 2, seed = 1, layers = [{ dense = { name = "L1", units = 2 } }, { dense = { name = "L2", units = 1 } }] }
hold = ["L1.w[0,1]", "L2.b"]
[[step]]
id = "drawn"
title = "Drawn"
"#;

fn lab(step: &str) -> Lab {
    let mut lab = Lab::new(read("hold.toml", LESSON).unwrap());
    let at = lab.lesson().steps.iter().position(|s| s.id == step).unwrap();
    lab.go_to(at);
    lab
}

fn weight(layer: &str, input: usize, unit: usize) -> Parameter {
    Parameter { layer: layer.to_owned(), place: Place::Weight { input, unit } }
}

fn bias(layer: &str, unit: usize) -> Parameter {
    Parameter { layer: layer.to_owned(), place: Place::Bias { unit } }
}

#[test]
fn what_is_held_is_refused_and_free_behind_the_step() {
    let mut lab = lab("turn");
    let before = lab.outcome();
    assert_eq!(lab.act(Entry::Set(bias("line", 0), 5.0)), Err(EditError::Held));
    lab.set_draft(Some(Entry::Set(bias("line", 0), 5.0)));
    assert!(lab.outcome() == before && lab.journal().account("turn").unwrap().entries.is_empty());
    lab.act(Entry::Set(weight("line", 0, 0), 150.0)).unwrap();
    lab.go_to(2);
    assert_eq!(lab.act(Entry::Set(weight("line", 0, 0), 5.0)), Err(EditError::Held));
    lab.act(Entry::Set(bias("line", 0), 5.0)).unwrap();
    lab.go_to(3);
    lab.act(Entry::Set(weight("line", 0, 0), 5.0)).unwrap();
    lab.act(Entry::Set(bias("line", 0), 6.0)).unwrap();
    // Of many weights only those that are named.
    lab.go_to(5);
    let held: Vec<String> = lab
        .outcome()
        .parameters
        .into_iter()
        .filter(|it| it.is_held)
        .map(|it| format!("{}.{}", it.parameter.layer, it.name))
        .collect();
    assert_eq!(held, ["L1.w[0, 1]", "L2.b"]);
    assert_eq!(lab.act(Entry::Set(weight("L1", 0, 1), 5.0)), Err(EditError::Held));
    lab.act(Entry::Set(weight("L1", 1, 0), 5.0)).unwrap();
    assert_eq!(lab.act(Entry::Reroll), Err(EditError::HeldDraw));
    assert!(!lab.outcome().random);
    lab.go_to(6);
    lab.act(Entry::Reroll).unwrap();
}

#[test]
fn with_the_keys_it_is_passed_over_and_said_to_be_held() {
    // On the smallest screen there is a row for the chosen number alone.
    for (width, height) in [(80, 24), (120, 40)] {
        let screen = harness::open(LESSON, "turn").size(width, height);
        let screen = screen.shows("w [100").shows("b held 100").press("<tab>").shows("w [100");
        let screen = screen.press("<backtab><up>").shows("w [105").shows("b held 100");
        // The first that is free is chosen already.
        let screen = screen.press("<right>").shows("w held 105").shows("b [100");
        screen.press("<right>").shows("w [105").hides("held");
    }
    let mut screen = harness::open(LESSON, "turn").click("b held").shows("this number is held");
    let (column, row) = screen.find("b held");
    screen.mouse(MouseEventKind::ScrollUp, column, row);
    screen = screen.shows("this number is held").shows("b held 100");
    screen.press("200<enter>").shows("Reached.");
    harness::plain(LESSON, "turn").shows("b held 100");
    let paper = transcript::step(&lab("turn").outcome(), Glyphs::Unicode);
    assert!(paper.contains("line   w = 100   b = 100 (held)"), "{paper}");
}

#[test]
fn with_the_mouse_a_line_whose_bias_is_held_is_not_dragged() {
    for (step, is_held) in [("turn", true), ("lift", false)] {
        let mut screen = harness::open(LESSON, step).size(120, 40);
        let buffer = screen.buffer();
        let cells = (2..34).flat_map(|y| (70..110).map(move |x| (x, y)));
        let braille = |symbol: &str| symbol.chars().all(|c| ('\u{2801}'..='\u{28ff}').contains(&c));
        let (column, row) = cells.into_iter().find(|at| braille(buffer[*at].symbol())).unwrap();
        screen.mouse(MouseEventKind::Down(MouseButton::Left), column, row);
        screen.mouse(MouseEventKind::Drag(MouseButton::Left), column, row - 3);
        let value = screen.app.lab().value(&bias("line", 0)).unwrap();
        assert_eq!(value == 100.0, is_held, "{step} {value}");
        if is_held {
            screen.shows("this number is held").shows("w [100");
        }
    }
}

#[test]
fn what_cannot_be_held_is_refused_or_found_by_the_check() {
    let refused = |from: &str, to: &str, needle: &str| {
        let error = read("hold.toml", &LESSON.replace(from, to)).unwrap_err().to_string();
        assert!(error.contains(needle), "{error}");
    };
    refused("hold = [\"b\"]", "hold = [\"loss\"]", "expected a weight or a bias");
    refused("hold = [\"b\"]", "hold = [\"\"]", "expected a weight or a bias");
    refused("hold = [\"line.w\"]", "hold = [\"lime.w\"]", "Did you mean `line`?");
    refused("\"L1.w[0,1]\"", "\"L1.w[2,1]\"", "`L1` has 2 inputs and 2 units");
    let fit = "title = \"Drawn\"\nhold = [\"L2.b\"]\nrun.fit = { model = \"net\", loss = \"mean_squared_error\", epochs = 1 }";
    refused("title = \"Drawn\"", fit, "a training moves all weights");
    let many = format!("hold = [{}]", vec!["\"b\""; 101].join(", "));
    refused("hold = [\"b\"]", &many, "101 numbers to hold are too many");
    assert_eq!(check::check(&read("hold.toml", LESSON).unwrap(), LESSON), []);
    // What is not there yet, or not any more.
    for (from, to) in [
        ("run.dataset = \"houses\"", "hold = [\"w\"]"),
        ("title = \"Drawn\"", "hold = [\"line.b\"]"),
    ] {
        let source = LESSON.replace(from, &format!("{from}\n{to}"));
        let found = check::check(&read("hold.toml", &source).unwrap(), &source);
        assert!(found.iter().any(|it| it.message.contains("is to be held")), "{to}: {found:?}");
    }
    // A solution keeps to it.
    let source = LESSON.replace(
        "solution = { w = [[200.0]], b = [100.0] }",
        "solution = { w = [[199.9]], b = [100.2] }",
    );
    let found = check::check(&read("hold.toml", &source).unwrap(), &source);
    assert!(found.iter().any(|it| it.message.contains("the solution changes `b`")), "{found:?}");
}
