//! The number that is chosen when a step opens: the one it names, or the first of a unit that is there
//! to be turned.

use layerlab::chart::Glyphs;
use layerlab::check;
use layerlab::journal::{Parameter, Place};
use layerlab::lesson::read;
use layerlab::transcript;

use crate::harness::{SIZES, Screen, open};

const LESSON: &str = r#"
format = 1
title = "Chosen"
about = "What is chosen at first"
[data.rides]
x = [[1.0, 2.0], [3.0, 4.0]]
y = [[6.0], [10.0]]
[[step]]
id = "rides"
title = "Rides"
run.dataset = "rides"
[[step]]
id = "turn"
title = "Turn"
run.unit = { name = "fare", w = [[2.0], [3.0]], b = [1.0] }
[[step]]
id = "turn-b"
title = "Turn b"
run.unit = { name = "fare", w = [[2.0], [3.0]], b = [1.0] }
choose = "b"
[[step]]
id = "layer"
title = "A layer"
run.sequential = { name = "m", inputs = 2, layers = [{ dense = { name = "hidden", units = 2 } }, { dense = { name = "out", units = 1 } }] }
[[step]]
id = "set"
title = "Set"
run.set_weights = { layer = "hidden", w = [[1.0, 20.0], [3.0, 40.0]], b = [5.0, 60.0] }
choose = "hidden.w[0, 1]"
[[step]]
id = "asked"
title = "Asked"
choose = "hidden.b[1]"
[step.question]
ask = "Which unit?"
answer = 1
options = [{ text = "The second", reply = "Yes." }, { text = "The first", reply = "No." }]
[[step]]
id = "fill"
title = "Fill"
choose = "hidden.w[0,1]"
[[step.fill]]
row = 0
blanks = ["output"]
"#;

fn at(step: &str) -> [Screen; 3] {
    SIZES.map(|(width, height)| open(LESSON, "rides").size(width, height).press(&keys_to(step)))
}

fn keys_to(step: &str) -> String {
    let lesson = read("chosen.toml", LESSON).unwrap();
    "<right>".repeat(lesson.steps.iter().position(|it| it.id == step).unwrap())
}

fn value(screen: &Screen, layer: &str, place: Place) -> Option<f32> {
    screen.app.lab().value(&Parameter { layer: layer.to_owned(), place })
}

#[test]
fn the_number_that_a_step_names_is_chosen_when_it_opens() {
    let second = Place::Weight { input: 0, unit: 1 };
    for screen in at("set") {
        assert_eq!(screen.step(), "set");
        let screen = screen.press("<up>");
        assert!(value(&screen, "hidden", second) > Some(20.0));
        assert_eq!(value(&screen, "hidden", Place::Weight { input: 0, unit: 0 }), Some(1.0));
    }
    open(LESSON, "set").shows("[ 20 ]").shows("f = 20 · 1 + 40 · 2 + 60 = 160");
    // It is let go of as any other, and the arithmetic stays with its unit.
    open(LESSON, "set").press("<esc>").hides("[ 20 ]").shows("f = 20 · 1 + 40 · 2 + 60 = 160");
    open(LESSON, "set").press("<tab>").shows("[ 3 ]").shows("f = 1 · 1 + 3 · 2 + 5 = 12");
}

#[test]
fn a_unit_to_be_turned_has_its_first_number_chosen_unless_another_is_named() {
    for screen in at("turn") {
        assert!(
            value(&screen.press("<up>"), "fare", Place::Weight { input: 0, unit: 0 }) > Some(2.0)
        );
    }
    for screen in at("turn-b") {
        let screen = screen.press("<up>");
        assert_eq!(value(&screen, "fare", Place::Weight { input: 0, unit: 0 }), Some(2.0));
        assert!(value(&screen, "fare", Place::Bias { unit: 0 }) > Some(1.0));
    }
}

#[test]
fn while_something_is_asked_the_arithmetic_is_that_of_its_unit_and_keys_answer() {
    for screen in at("asked") {
        let mut screen = screen.shows("20 · 1");
        screen = screen.press("<up><down><enter>");
        assert!(screen.app.lab().outcome().question.unwrap().reply.is_some());
    }
    for screen in at("fill") {
        screen.shows("20 · 1").press("160<enter>").shows("All filled in, by you.");
    }
    let print =
        |step: &str| transcript::step(&open(LESSON, step).app.lab().outcome(), Glyphs::Unicode);
    assert!(print("set").contains("f = 20 · 1 + 40 · 2 + 60 = 160"), "{}", print("set"));
    assert!(print("fill").contains("20 · 1 + 40 · 2 + 60 = ____"), "{}", print("fill"));
}

#[test]
fn a_number_that_is_not_there_is_refused_with_its_place() {
    let with = |name: &str| LESSON.replace("\"hidden.w[0, 1]\"", &format!("\"{name}\""));
    let refused = |name: &str| read("chosen.toml", &with(name)).unwrap_err().to_string();
    assert!(refused("v").contains("expected a weight or a bias"), "{}", refused("v"));
    assert!(refused("other.w").contains("there is no layer `other`"), "{}", refused("other.w"));
    let error = refused("hidden.w[2,0]");
    assert!(error.contains("`hidden` has 2 inputs and 2 units"), "{error}");
    let line = with("hidden.w[2,0]").lines().position(|line| line.contains("[2,0]")).unwrap() + 1;
    assert!(error.contains(&format!("chosen.toml:{line}:")), "{error}");
    // Without the name of a layer that is known once the lesson runs.
    let source = with("w[7,0]");
    let found = check::check(&read("chosen.toml", &source).unwrap(), &source);
    let told: Vec<String> = found.into_iter().map(|finding| finding.message).collect();
    assert_eq!(told, ["`w[7,0]` is to be chosen, and there is none at this step"]);
    assert_eq!(check::check(&read("chosen.toml", LESSON).unwrap(), LESSON), []);
}
