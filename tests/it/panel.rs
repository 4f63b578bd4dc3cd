//! The numbers of a step stand still: where a label is depends on no value.

use layerlab::tui::Message;

use crate::harness::{SIZES, Screen, at, lesson_text, open};

#[test]
fn no_label_moves_while_a_training_runs() {
    for size in SIZES {
        let mut screen = coffee("train-it", size).press(" ");
        train(&mut screen, 1);
        let first = labels(&mut screen, &SIGNS);
        assert!(first.len() >= 4, "{first:?}");
        for batches in [1, 1, 7, 40, 100] {
            train(&mut screen, batches);
            let now = labels(&mut screen, &SIGNS);
            assert_eq!(now, first, "{size:?}\n{}", screen.text());
        }
    }
}

#[test]
fn no_label_moves_while_a_weight_is_changed() {
    for size in SIZES {
        let mut screen = coffee("train-it", size).press("<tab><tab><tab><tab><tab>");
        let first = labels(&mut screen, &[]);
        for keys in ["<s-up><s-up>", "<down>", "-", "0.123", "<enter>", "1e-20<enter>", "u"] {
            screen = screen.press(keys);
            let now = labels(&mut screen, &[]);
            assert_eq!(now, first, "{size:?} after {keys}\n{}", screen.text());
        }
    }
}

#[test]
fn a_chosen_setting_stays_on_its_line() {
    for (width, height) in [(80, 24), (120, 40)] {
        let mut screen = coffee("train-it", (width, height));
        for _ in 0..4 {
            screen = screen.press("<tab>");
            let lines = screen.lines();
            let line = lines.iter().find(|line| line.contains("learning_rate ")).unwrap();
            assert!(line.contains("optimizer"), "{}", lines.join("\n"));
        }
    }
}

#[test]
fn rows_of_two_digits_are_in_line_with_those_of_one() {
    for size in SIZES {
        let mut screen = coffee("known-layer1", size).press(&"j".repeat(11));
        let rows: Vec<String> =
            screen.lines().into_iter().filter(|line| line.starts_with(" X[")).collect();
        let second = rows.iter().map(|row| row.chars().position(|c| c == '=').unwrap());
        assert!(rows.iter().any(|row| row.starts_with(" X[1")), "{}", screen.text());
        assert!(second.collect::<std::collections::BTreeSet<_>>().len() == 1, "{rows:?}");
    }
}

/// Six patients, a curve, and a network with long numbers.
const ROWS: &str = r#"
format = 1
title = "Rows"
about = "As many as there is room for"
[data.patients]
x = [[0.0], [1.0], [2.0], [3.0], [4.0], [5.0]]
y = [[0.0], [0.0], [0.0], [1.0], [1.0], [1.0]]
[[step]]
id = "data"
title = "Data"
run.dataset = "patients"
[[step]]
id = "curve"
title = "A curve"
run.sequential = { name = "m", inputs = 1, layers = [{ dense = { name = "curve", units = 1, activation = "sigmoid" } }] }
[[step]]
id = "fit"
title = "A fit"
run.fit = { model = "m", loss = "binary_crossentropy", learning_rate = 0.1, epochs = 30 }
[[step]]
id = "network"
title = "A network"
run.sequential = { name = "n", inputs = 1, layers = [
    { dense = { name = "hidden", units = 3, activation = "sigmoid" } },
    { dense = { name = "out", units = 1, activation = "sigmoid" } },
] }
[[step]]
id = "numbers"
title = "Numbers"
run.set_weights = { layer = "out", w = [[-31.38], [-27.86], [-32.79]], b = [15.54] }
[[step]]
id = "by-hand"
title = "By hand"
[[step.fill]]
row = 0
[[step.fill]]
row = 1
blanks = ["product[0]", "z", "output"]
"#;

#[test]
fn room_below_is_used_for_the_rows_of_the_arithmetic() {
    let rows =
        |screen: &mut Screen| screen.lines().iter().filter(|line| line.starts_with(" X[")).count();
    for (step, size, wanted) in [
        // Eighty by twenty-four is what lessons are written for.
        ("curve", (80, 24), 4),
        ("curve", (100, 30), 6),
        ("curve", (120, 40), 6),
        ("curve", (160, 50), 6),
        ("fit", (100, 30), 6),
        ("fit", (120, 40), 6),
    ] {
        let mut screen = open(ROWS, step).size(size.0, size.1);
        assert_eq!(rows(&mut screen), wanted, "{step} {size:?}\n{}", screen.text());
        // Nor does anything move as a training goes on.
        let mut screen = screen.press("bee");
        assert_eq!(rows(&mut screen), wanted, "{step} {size:?}\n{}", screen.text());
    }
}

#[test]
fn a_row_to_fill_in_goes_on_below_from_a_sign_on() {
    let part =
        |line: &str| -> String { line.trim_end_matches(['▼', '▲', '↕', ' ']).to_owned() };
    let starts = ["X[", "+ ", "- ", "= ", "sigmoid", "y ", "· "];
    for size in [(80, 24), (100, 30), (60, 24), (44, 24), (40, 12)] {
        let mut screen = open(ROWS, "by-hand").size(size.0, size.1);
        let mut lines = screen.lines();
        lines.pop();
        let first = lines.iter().position(|line| line.starts_with(" X["));
        let first = first.unwrap_or(lines.len() - 2);
        let rows: Vec<String> = lines[first..].iter().map(|line| part(line)).collect();
        for row in &rows {
            assert!(starts.iter().any(|it| row.trim_start().starts_with(it)), "{size:?} {rows:#?}");
            assert_eq!(row.matches('[').count(), row.matches(']').count(), "{size:?} {rows:#?}");
            assert!(row.chars().count() < usize::from(size.0), "{size:?} {rows:#?}");
        }
    }
    // Nothing of it is lost.
    let mut screen = open(ROWS, "by-hand").size(80, 40);
    let lines = screen.lines();
    let first = lines.iter().position(|line| line.starts_with(" X[0]")).unwrap();
    let all: Vec<&str> = lines[first..lines.len() - 1].iter().flat_map(|l| l.split(' ')).collect();
    let all = all.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    assert!(all.starts_with("X[0] out[0]: z = -31.38 · 0.5 - 27.86 · 0.5"), "{all}");
    assert!(all.contains("+ 15.54 = -30.475 sigmoid(-30.475) = "), "{all}");
    assert!(all.contains("X[1] out[0]: z = -31.38 · "), "{all}");
    assert!(all.contains(" = [ ] - "), "{all}");
    assert!(all.ends_with("sigmoid(z) = [ ] y 0"), "{all}");
}

fn coffee(step: &str, (width, height): (u16, u16)) -> Screen {
    open(lesson_text("coffee-roasting"), step).size(width, height)
}

fn train(screen: &mut Screen, batches: usize) {
    screen.app.update(Message::Train { batches, per_second: 50 });
}

/// Where the names of settings and weights stand, and some signs: line, column.
fn labels(screen: &mut Screen, signs: &[&'static str]) -> Vec<(usize, usize, &'static str)> {
    let lines = screen.lines();
    let panel = lines.iter().position(|line| line.contains(" epoch ")).unwrap();
    let mut labels = Vec::new();
    for (row, line) in lines.iter().enumerate().skip(panel) {
        for label in LABELS.iter().chain(signs).copied() {
            let places = line.match_indices(label).map(|(at, _)| line[..at].chars().count());
            labels.extend(places.map(|column| (row, column, label)));
        }
    }
    labels
}

const LABELS: [&str; 11] = [
    "learning_rate",
    "epochs",
    "batch_size",
    "optimizer",
    "hidden ",
    "out ",
    "w[",
    "b[",
    "X[",
    "out[",
    "left",
];

/// Signs of the arithmetic.
const SIGNS: [&str; 3] = ["·", " → ", "  y "];

#[test]
fn a_sigmoid_comes_near_its_ends_and_is_never_said_to_be_there() {
    let far = |w: &str| at("one-patient").press(&format!("<tab>{w}<enter>"));
    assert!(far("2").text().contains("sigmoid(-4.5) ≈ 0.011"));
    for (w, b) in [("0", "40"), ("0", "-110")] {
        let screen = far(w).press(&format!("<tab>{b}<enter>")).size(120, 40);
        let mut screen = screen;
        let text = screen.text();
        assert!(!text.contains(") = 1") && !text.contains(") = 0"), "{text}");
        assert!(text.contains(") ≈ 1") || text.contains(") ≈ 0"), "{text}");
    }
}
