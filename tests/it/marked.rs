//! Markdown is read wherever a lesson speaks: in questions, answers and replies, hints and praise,
//! blanks that are filled in, and on the card.

use layerlab::chart::Glyphs;
use layerlab::transcript;
use ratatui::style::Modifier;

use crate::harness::{SIZES, Screen, open};

const LESSON: &str = r#"
format = 1
title = "Marked"
about = "Words in bold and in code"
[data.d]
x = [[1.0], [2.0]]
y = [[300.0], [500.0]]
[[step]]
id = "data"
title = "Data"
run.dataset = "d"
[[step]]
id = "line"
title = "A line"
run.sequential = { name = "m", inputs = 1, layers = [{ dense = { name = "line", units = 1 } }] }
[[step]]
id = "asked"
title = "Asked"
[step.question]
ask = "Where is `x` **large**?"
answer = 1
options = [
    { text = "> 1.5 is *large*", reply = "Yes: `x` is **two** there." },
    { text = "1. or `x` is 1", reply = "No: *that* is small." },
    { text = "2 * w * x", reply = "No." },
]
[[step]]
id = "turn"
title = "Turn"
run.set_weights = { layer = "line", w = [[50.0]], b = [0.0] }
goal.loss = { of = "mean_absolute_error", below = 1.0 }
goal.if = [{ weight = [{ of = "w", sign = "negative" }], say = "Now `w` is *below* 0." }]
goal.reached = "With `w` at **{w}** it fits."
hints = ["Make `w` **larger**."]
solution = { w = [[200.0]], b = [100.0] }
[[step]]
id = "fill"
title = "Fill"
filled = "`b` is what *stays*."
[[step.fill]]
row = 0
blanks = ["b"]
[[step]]
id = "end"
title = "End"
[step.card]
found = ["A line has `w` and **b**."]
open = "Is *one* line enough?"
"#;

/// A step at each size after some keys.
fn at(step: &str, keys: &str) -> [Screen; 3] {
    SIZES.map(|(width, height)| open(LESSON, step).size(width, height).press(keys))
}

/// Asserts that a text stands there, that one of its words is set like this, and that no mark of
/// Markdown is left.
#[track_caller]
fn says(screen: Screen, text: &str, word: &str, modifier: Modifier) {
    let mut screen = screen.shows(text).hides("`").hides("**");
    let (column, line) = screen.find(text);
    let into = text[..text.find(word).unwrap()].chars().count();
    let cell = screen.buffer()[(column + into as u16, line)].clone();
    assert!(cell.modifier.contains(modifier), "{word} is {:?}\n{}", cell.modifier, screen.text());
}

#[test]
fn a_question_and_its_answers_are_read_as_markdown() {
    for screen in at("asked", "") {
        let screen =
            screen.shows("1  > 1.5 is large").shows("2  1. or x is 1").shows("3  2 * w * x");
        says(screen, "Where is x large?", "large?", Modifier::BOLD);
    }
}

#[test]
fn replies_are_read_as_markdown() {
    for screen in at("asked", "1") {
        says(screen, "Yes: x is two there.", "two", Modifier::BOLD);
    }
    for screen in at("asked", "2") {
        says(screen, "No: that is small.", "that", Modifier::ITALIC);
    }
    for screen in at("turn", "<tab>-1<enter>") {
        says(screen, "Now w is below 0.", "below", Modifier::ITALIC);
    }
}

#[test]
fn hints_and_praise_are_read_as_markdown() {
    for screen in at("turn", "h") {
        says(screen, "1 of 1  Make w larger.", "larger", Modifier::BOLD);
    }
    // On the smallest screen the chart has come into sight.
    for screen in at("turn", "<tab>200<enter><tab>100<enter>").into_iter().take(2) {
        says(screen, "Reached. With w at 200 it fits.", "200 it", Modifier::BOLD);
    }
}

#[test]
fn what_is_said_to_blanks_and_the_card_are_read_as_markdown() {
    for screen in at("fill", "0<enter>") {
        says(screen, "b is what stays.", "stays", Modifier::ITALIC);
    }
    for screen in at("end", "") {
        let screen = screen.shows("A line has w and b.");
        says(screen, "Still open: Is one line enough?", "one", Modifier::ITALIC);
    }
}

#[test]
fn in_print_its_marks_are_gone() {
    let mut screen = open(LESSON, "end");
    let outcome = screen.app.lab().outcome();
    let text = transcript::step(&outcome, Glyphs::Unicode);
    assert!(text.contains("A line has w and b."), "{text}");
    assert!(!screen.text().contains('`'));
}
