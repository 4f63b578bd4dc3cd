//! Numbers that a step holds.

use layerlab::check;
use layerlab::journal::{Entry, Parameter, Place};
use layerlab::lab::{EditError, Lab};
use layerlab::lesson::read;

use crate::harness::{Screen, open};
use crate::{commands, scratch};

const LESSON: &str = r#"
format = 1
title = "Held"
about = "What cannot be changed"
[data.rides]
x = [[1.0], [3.0]]
y = [[6.0], [10.0]]
x_label = "km"
y_label = "dollars"
[[step]]
id = "rides"
title = "Rides"
run.dataset = "rides"
[[step]]
id = "turn"
title = "Turn"
run.unit = { name = "fare", w = [[2.0]], b = [1.0] }
hold = ["w"]
goal.loss = { of = "mean_absolute_error", below = 0.1 }
goal.reached = "b is 4, as w is 2."
hints = ["Move b."]
solution = { w = [[2.0]], b = [4.0] }
[[step]]
id = "free"
title = "Free"
run.unit = { name = "fare", w = [[2.0]], b = [1.0] }
"#;

fn at(step: &str) -> [Screen; 3] {
    [(80, 24), (120, 40), (40, 12)].map(|(width, height)| open(LESSON, step).size(width, height))
}

fn weight(place: Place) -> Parameter {
    Parameter { layer: "fare".to_owned(), place }
}

const W: Place = Place::Weight { input: 0, unit: 0 };
const B: Place = Place::Bias { unit: 0 };

fn lab() -> Lab {
    let mut lab = Lab::new(read("held.toml", LESSON).unwrap());
    lab.go_to(1);
    lab
}

#[test]
fn tab_passes_it_by_and_the_screen_says_so() {
    for screen in at("turn") {
        let screen = screen.press("<up><tab><tab><up>");
        let lab = screen.app.lab();
        assert_eq!(lab.value(&weight(W)), Some(2.0));
        assert!(lab.value(&weight(B)) > Some(1.0));
    }
    open(LESSON, "turn").shows("w held");
    for screen in at("free") {
        let screen = screen.hides("held").press("<up>");
        assert!(screen.app.lab().value(&weight(W)) > Some(2.0));
    }
}

#[test]
fn whoever_tries_is_told_and_nothing_changes() {
    let mut lab = lab();
    assert_eq!(lab.act(Entry::Set(weight(W), 3.0)), Err(EditError::Held));
    assert_eq!(lab.value(&weight(W)), Some(2.0));
    lab.act(Entry::Set(weight(B), 4.0)).unwrap();
    assert!(lab.outcome().is_reached());
    open(LESSON, "turn").click("w held").shows("this number is held at this step");
}

#[test]
fn the_search_for_states_that_contradict_a_praise_holds_it_too() {
    assert_eq!(check::check(&read("held.toml", LESSON).unwrap(), LESSON), []);
}

#[test]
fn each_way_to_name_it_holds_what_it_names() {
    let held = |names: &str| {
        let text = LESSON.replace("hold = [\"w\"]", &format!("hold = [{names}]"));
        let mut lab = Lab::new(read("held.toml", &text).unwrap());
        lab.go_to(1);
        [W, B].map(|place| lab.act(Entry::Set(weight(place), 9.0)).is_err())
    };
    assert_eq!(held("\"b\""), [false, true]);
    assert_eq!(held("\"w\", \"b\""), [true, true]);
    assert_eq!(held("\"w[0,0]\""), [true, false]);
    assert_eq!(held("\"fare.b[0]\""), [false, true]);
    assert_eq!(held(""), [false, false]);
}

#[test]
fn what_is_not_there_is_refused_with_its_place() {
    let refused = |names: &str| {
        let text = LESSON.replace("hold = [\"w\"]", &format!("hold = [{names}]"));
        read("held.toml", &text).unwrap_err().to_string()
    };
    assert!(refused("\"v\"").contains("expected a weight or a bias"));
    assert!(refused("\"other.w\"").contains("there is no layer `other`"));
    let free = "run.unit = { name = \"fare\", w = [[2.0]], b = [1.0] }\nhold = [\"w\"]";
    let made = "run.sequential = { name = \"m\", inputs = 1, layers = [{ dense = { name = \"L\", units = 1 } }] }\n\
                hold = [\"L.w[1,0]\"]";
    let error = read("held.toml", &LESSON.replace(free, made)).unwrap_err().to_string();
    assert!(error.contains("`L` has 1 inputs and 1 units"), "{error}");
    let fit = "run.sequential = { name = \"m\", inputs = 1, layers = [{ dense = { name = \"L\" } }] }\n\
               [[step]]\nid = \"fit\"\ntitle = \"Fit\"\nhold = [\"w\"]\n\
               run.fit = { model = \"m\", loss = \"mean_squared_error\" }\n";
    let free = "run.unit = { name = \"fare\", w = [[2.0]], b = [1.0] }\n";
    let (before, _) = LESSON.rsplit_once(free).unwrap();
    let error = read("held.toml", &format!("{before}{fit}")).unwrap_err().to_string();
    assert!(error.contains("a training moves all weights"), "{error}");
}

#[test]
fn set_says_that_a_number_is_held_and_takes_it_where_it_is_not() {
    let file = scratch::file_at("held.toml", LESSON);
    let file = file.as_str();
    let at = |step| ["run", file, "--step", step, "--set", "fare.w=5"];
    commands::stops(&at("turn"), 2, &["--set fare.w=5: this number is held at this step"]);
    assert!(commands::prints(&at("free")).contains("fare   w = 5"));
    // Of all steps one is enough.
    assert!(commands::prints(&["run", file, "--set", "fare.w=5"]).contains("fare   w = 5"));
}
