//! Arithmetic with blanks: what stands around them, which number belongs into each, and what is
//! kept back until they are filled in.

use layerlab::chart::Glyphs;
use layerlab::journal::{Entry, Parameter, Place, Task};
use layerlab::lab::{Backward, Explained, Lab, Mark, Slot};
use layerlab::lesson::read;
use layerlab::transcript;

use crate::harness::{SIZES, open};

/// Two inputs, a line with a negative slope and bias, and a unit that says yes or no; a row of each
/// is to be filled in.
const LESSON: &str = r#"
format = 1
title = "Blanks"
about = "One row at a time"
[data.rides]
x = [[1.0, 2.0], [3.0, 4.0]]
y = [[5.0], [6.0]]
[data.tumors]
x = [[1.0], [2.0], [3.0]]
y = [[0.0], [1.0], [1.0]]
[[step]]
id = "rides"
title = "Rides"
run.dataset = "rides"
[[step]]
id = "line"
title = "Line"
run.sequential = { name = "m", inputs = 2, layers = [{ dense = { name = "line", units = 1 } }] }
[[step]]
id = "set"
title = "Set"
run.set_weights = { layer = "line", w = [[2.0], [-1.0]], b = [-0.5] }
[[step]]
id = "fill"
title = "Fill"
run.call = { layer = "m" }
filled = "So it is filled in."
[[step.fill]]
row = 1
blanks = ["w", "output"]
[[step]]
id = "tumors"
title = "Tumors"
run.dataset = "tumors"
[[step]]
id = "unit"
title = "Unit"
run.sequential = { name = "n", inputs = 1, layers = [{ dense = { name = "unit", units = 1, activation = "sigmoid" } }] }
[[step]]
id = "steep"
title = "Steep"
run.set_weights = { layer = "unit", w = [[2.0]], b = [-3.0] }
[[step]]
id = "decide"
title = "Decide"
run.predict = { model = "n", threshold = 0.5 }
touch = "threshold"
[[step.fill]]
row = 2
blanks = ["z", "output"]
"#;

fn lab_of(text: &str, step: &str) -> Lab {
    let mut lab = Lab::new(read("blanks.toml", text).unwrap());
    let at = lab.lesson().steps.iter().position(|s| s.id == step).unwrap();
    lab.go_to(at);
    lab
}

fn lab(step: &str) -> Lab {
    lab_of(LESSON, step)
}

/// The first row to fill in, with `_` for what is blank; and the numbers that belong there.
fn written(lab: &Lab) -> (String, Vec<f32>) {
    let text = |slot: &Slot| match slot {
        Slot::Text(text) => text.clone(),
        Slot::Blank(_) => "_".to_owned(),
    };
    let row = |lab: &Lab| lab.outcome().filling.unwrap().rows[0].slots.clone();
    let text = row(lab).iter().map(text).collect();
    let mut shown = lab.clone();
    shown.skip();
    let number = |slot: Slot| match slot {
        Slot::Text(_) => None,
        Slot::Blank(blank) => blank.value,
    };
    (text, row(&shown).into_iter().filter_map(number).collect())
}

/// The row with other blanks.
fn with(step: &str, from: &str, blanks: &str) -> (String, Vec<f32>) {
    let text = LESSON.replace(from, blanks);
    assert_ne!(text, LESSON);
    written(&lab_of(&text, step))
}

fn guess(lab: &mut Lab, index: usize, value: f32) {
    lab.act(Entry::Guess(index, value)).unwrap();
}

#[test]
fn around_a_blank_stands_what_does_not_give_it_away() {
    let fill = |blanks: &str| with("fill", "\"w\", \"output\"", blanks);
    let (text, numbers) = written(&lab("fill"));
    // An error beside the target would say what the output is.
    assert_eq!(text, "f = _ · 3 - 1 · 4 - 0.5 = _   y 6");
    assert_eq!(numbers, [2.0, 1.5]);
    // The sign of a number below 0 is part of it.
    let (text, numbers) = fill("\"w[1]\", \"b\"");
    assert_eq!(text, "f = 2 · 3 + _ · 4 + _ = 1.5   y 6   error -4.5");
    assert_eq!(numbers, [-1.0, -0.5]);
    // What is blank in the sum is not told behind its products either.
    let (text, numbers) = fill("\"product\", \"b\"");
    assert_eq!(text, "f = 2 · 3 - 1 · 4 + _ = _ - 4 + b = 1.5   y 6   error -4.5");
    assert_eq!(numbers, [-0.5, 6.0]);
    let (text, numbers) = fill("\"product[1]\"");
    assert_eq!(text, "f = 2 · 3 - 1 · 4 - 0.5 = 6 + _ - 0.5 = 1.5   y 6   error -4.5");
    assert_eq!(numbers, [-4.0]);
    // An error is the output minus the target.
    let (text, numbers) = fill("\"error\"");
    assert_eq!(text, "f = 2 · 3 - 1 · 4 - 0.5 = 1.5   y 6   error _");
    assert_eq!(numbers, [-4.5]);
    // What is linear has one number for its sum and its output, and it goes by either name.
    for name in ["\"z\"", "\"output\""] {
        let (text, numbers) = fill(name);
        assert_eq!(text, "f = 2 · 3 - 1 · 4 - 0.5 = _   y 6");
        assert_eq!(numbers, [1.5]);
    }
    let (text, numbers) = fill("\"output\", \"error\"");
    assert_eq!(text, "f = 2 · 3 - 1 · 4 - 0.5 = _   y 6   error _");
    assert_eq!(numbers, [1.5, -4.5]);
    let (text, numbers) = written(&lab("decide"));
    assert_eq!(text, "z = 2 · 3 - 3 = _   sigmoid(z) = _   y 1");
    assert!(numbers[0] == 3.0 && (numbers[1] - 0.9526).abs() < 1e-4, "{numbers:?}");
    let (text, _) = with("decide", "\"z\", \"output\"", "\"output\"");
    assert_eq!(text, "z = 2 · 3 - 3 = 3   sigmoid(3) = _   y 1");
}

#[test]
fn as_many_inputs_as_fit_a_line_are_written_out() {
    let wide = |inputs: usize| {
        let text = LESSON
            .replace("[1.0, 2.0]", &format!("{:?}", vec![1.0; inputs]))
            .replace("[3.0, 4.0]", &format!("{:?}", vec![3.0; inputs]))
            .replace("inputs = 2", &format!("inputs = {inputs}"))
            .replace("[[2.0], [-1.0]]", &format!("{:?}", vec![[2.0]; inputs]));
        lab_of(&text, "fill").outcome().filling.is_some()
    };
    assert_eq!([1, 4, 5].map(wide), [true, true, false]);
}

#[test]
fn a_blank_is_judged_to_the_digits_that_are_written() {
    let right = |step: &str, index: usize, value: f32| {
        let mut lab = lab(step);
        guess(&mut lab, index, value);
        lab.outcome().filling.unwrap().right == 1
    };
    // A number of few digits is that number; of one of many, three digits are enough.
    assert_eq!([2.0, 2.005, 1.995, -2.0].map(|w| right("fill", 0, w)), [true, false, false, false]);
    let chance = [0.953, 0.95, 0.9526, 0.947, 0.96].map(|p| right("decide", 1, p));
    assert_eq!(chance, [true, true, true, false, false]);
}

#[test]
fn each_blank_is_judged_for_itself_and_all_have_to_be_right() {
    let marks = |lab: &Lab| {
        let mark = |slot: &Slot| match slot {
            Slot::Text(_) => None,
            Slot::Blank(blank) => Some(blank.mark),
        };
        let row = lab.outcome().filling.unwrap().rows.remove(0);
        row.slots.iter().filter_map(mark).collect::<Vec<_>>()
    };
    let mut lab = lab("fill");
    guess(&mut lab, 1, 1.5);
    assert_eq!(marks(&lab), [Mark::Untried, Mark::Right]);
    guess(&mut lab, 0, 3.0);
    assert_eq!(marks(&lab), [Mark::Wrong, Mark::Right]);
    assert_eq!(lab.record().task, Task::Open);
    guess(&mut lab, 0, 2.0);
    assert_eq!((marks(&lab), lab.record().task), (vec![Mark::Right; 2], Task::Done));
    for size in SIZES {
        let screen = open(LESSON, "fill").size(size.0, size.1).press("<tab>1.5<enter>");
        let screen = screen.shows("1 of 2 is right").press("<tab>3<enter>").shows("1 of 2 is");
        screen.press("2<enter>").shows("All filled in, by you.");
    }
}

#[test]
fn whoever_gives_up_sees_the_numbers_themselves() {
    for size in SIZES {
        let screen = open(LESSON, "fill").size(size.0, size.1).press("7<enter>s");
        let filling = screen.app.lab().outcome().filling.unwrap();
        let value = |slot: &Slot| match slot {
            Slot::Text(_) => None,
            Slot::Blank(blank) => blank.value,
        };
        let values: Vec<f32> = filling.rows[0].slots.iter().filter_map(value).collect();
        assert_eq!(values, [2.0, 1.5], "what was wrong is not kept");
        screen.shows("Filled in for you.");
    }
    open(LESSON, "fill").press("7<enter>s").shows("f = 2 · 3 - 1 · 4 - 0.5 = 1.5").hides("7");
}

#[test]
fn until_they_are_filled_in_nothing_else_can_be_had() {
    for size in SIZES {
        let screen = open(LESSON, "fill").size(size.0, size.1).hides("So it is filled in.");
        screen.press("g").shows("fill in the blanks first").hides("[Forward]");
    }
    let mut lab = lab("fill");
    let told = |lab: &Lab| transcript::step(&lab.outcome(), Glyphs::Unicode);
    assert_eq!(lab.outcome().reached, None);
    assert!(!told(&lab).contains("So it is filled in."), "{}", told(&lab));
    lab.explain(Explained::Backward { unit: None });
    assert!(matches!(lab.outcome().backward, Backward::Missing(_)));
    lab.skip();
    assert!(matches!(lab.outcome().backward, Backward::Told(_)));
    assert_eq!(lab.outcome().reached.as_deref(), Some("So it is filled in."));
    // Neither is there a threshold to slide, nor are there counts that it would make.
    let decide = open(LESSON, "decide").hides("threshold 0.5");
    let outcome = decide.app.lab().outcome();
    assert!(outcome.slides.is_empty() && outcome.counts.is_none() && outcome.arithmetic.is_none());
    decide.press("s").shows("threshold 0.5").press("<tab>").shows("threshold [0.5");
}

#[test]
fn r_empties_them_and_what_was_changed_comes_back() {
    let mut lab = lab("fill");
    guess(&mut lab, 0, 2.0);
    guess(&mut lab, 1, 1.5);
    let place = Place::Bias { unit: 0 };
    lab.act(Entry::Set(Parameter { layer: "line".to_owned(), place }, 1.0)).unwrap();
    lab.reset();
    assert_eq!((lab.guess(0), lab.guess(1), lab.record().task), (None, None, Task::Open));
    assert_eq!(written(&lab).1, [2.0, 1.5]);
    lab.undo();
    assert_eq!((lab.guess(1), lab.record().task), (Some(1.5), Task::Done));
}
