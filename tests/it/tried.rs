//! Settings that a step tries beside those of models: how far data is scattered, from where on an
//! answer is a yes, and groups that stay together in a split.

use std::fs;

use crossterm::event::{MouseButton, MouseEventKind};
use layerlab::chart::Glyphs;
use layerlab::journal::{Entry, Slider};
use layerlab::lab::Lab;
use layerlab::lesson::format::PictureName;
use layerlab::lesson::{Lesson, shelf};
use layerlab::{check, lesson, transcript};

use crate::harness::open;
use crate::scratch;

/// Two moons that can be scattered, in three parts, and a unit whose threshold is tried.
const MOONS: &str = r#"
format = 1
title = "Moons"
about = "Noise and a threshold"
code = "folded"
[data.moons]
generate = { name = "moons", rows = 100, noise = 0.1, seed = 3 }
classes = ["lower", "upper"]
[[step]]
id = "noise"
title = "Noise"
text = "Scattered {noise}."
run.dataset = { name = "moons", over = { noise = [0.0, 0.2, 0.6] } }
[[step]]
id = "parts"
title = "Parts"
run.train_test_split = { test_size = 0.4, then = 0.5, random_state = 1 }
[[step]]
id = "unit"
title = "Unit"
run.sequential = { name = "model", inputs = 2, seed = 1, layers = [{ dense = { name = "unit", units = 1, activation = "sigmoid" } }] }
[[step]]
id = "weights"
title = "Weights"
run.set_weights = { layer = "unit", w = [[1.0], [-3.0]], b = [0.5] }
[[step]]
id = "thresholds"
title = "Thresholds"
text = "From {threshold} on: {train_error}, {cv_error}."
run.metrics = { model = "model", print = ["error", "recall"], over = { threshold = [0.1, 0.3, 0.5, 0.7, 0.9] } }
picture = "validation_curve"
"#;

/// A curve whose degree is chosen, and a card that tells of it.
const CURVE: &str = r#"
format = 1
title = "Curve"
about = "A degree that is chosen, and chosen again"
code = "folded"
[data.cars]
generate = { name = "polynomial", rows = 40, noise = 0.7, seed = 5 }
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
run.linear_regression = { name = "curve", over = { degree = [1, 2, 3, 4] } }
goal.error = [{ of = "cv", below = 40000.0 }]
hints = ["Up."]
solution = { value = 2.0 }
[[step]]
id = "between"
title = "Between"
text = "On with it."
[[step]]
id = "priced"
title = "Priced"
run.linear_regression = { name = "priced", degree = 4, alpha = 1.0, over = { alpha = [0.1, 1.0] } }
[[step]]
id = "end"
title = "End"
[step.card]
found = ["Degree {degrees:degree} it is."]
"#;

#[test]
fn a_value_that_was_left_and_chosen_again_still_counts() {
    let screen = open(CURVE, "degrees").press("2<enter>").shows("✓");
    screen.press("<esc><end>").shows("Degree 2 it is.").hides("changed since");
    let screen = open(CURVE, "degrees").press("2<enter>3<enter><esc><end>").shows("changed since");
    screen.press("<home><right><right>2<enter><esc><end>").hides("changed since");
    let screen = open(CURVE, "degrees").press("2<enter>3<enter><esc><right><left>2<enter>");
    screen.press("<esc><end>").shows("Degree 2 it is.").hides("changed since");
}

fn lab(source: &str, step: &str) -> Lab {
    at(lesson::read("lesson.toml", source).unwrap(), step)
}

fn at(lesson: Lesson, step: &str) -> Lab {
    let mut lab = Lab::new(lesson);
    let index = lab.lesson().steps.iter().position(|other| other.id == step).unwrap();
    lab.go_to(index);
    lab
}

fn printed(lab: &Lab) -> String {
    transcript::step(&lab.outcome(), Glyphs::default())
}

fn slid(lab: &mut Lab, slider: Slider, value: f32) -> String {
    lab.act(Entry::Slide(slider, value)).unwrap();
    printed(lab)
}

#[test]
fn noise_is_chosen_by_keys_and_the_steps_behind_go_on_with_it() {
    let screen = open(MOONS, "noise").shows("Scattered 0.").shows("noise").press("<up>");
    let screen = screen.shows("Scattered 0.2.").press("<up><up>").shows("Scattered 0.6.");
    // To look at one and then at another is one thing to take back.
    screen
        .press("u")
        .shows("Scattered 0.")
        .press("U")
        .shows("0.6.")
        .press("r")
        .shows("Scattered 0.");
    let read = |noise: f32| {
        let mut lab = lab(MOONS, "noise");
        lab.act(Entry::Slide(Slider::Noise, noise)).unwrap();
        lab.go_to(lab.position() + 4);
        printed(&lab)
    };
    assert_ne!(read(0.0), read(0.6));
    assert_eq!(read(0.6), read(7.0), "the nearest of those that are tried");
}

#[test]
fn what_is_scattered_glides_on_axes_that_stay() {
    let mut lab = lab(MOONS, "noise");
    let chart = |lab: &Lab| {
        let pictures = lab.outcome().pictures;
        let chart = pictures.iter().find(|it| it.name == PictureName::Model).unwrap().clone();
        serde_json::to_value(chart.chart().unwrap()).unwrap()
    };
    let still = chart(&lab);
    slid(&mut lab, Slider::Noise, 0.6);
    let moved = chart(&lab);
    assert_eq!([&still["x"], &still["y"]], [&moved["x"], &moved["y"]]);
    assert_ne!(still["layers"], moved["layers"]);
}

#[test]
fn every_threshold_has_both_errors() {
    let mut lab = lab(MOONS, "thresholds");
    let page = printed(&lab);
    let line = |threshold: &str| {
        let line = page.lines().find(|line| line.starts_with(&format!("{threshold} "))).unwrap();
        line.split(' ').map(str::to_owned).collect::<Vec<_>>()
    };
    // What is printed for each is what the model is wrong by once the threshold is there.
    for value in ["0.1", "0.5", "0.9"] {
        slid(&mut lab, Slider::Threshold, value.parse().unwrap());
        let of_train = printed(&lab);
        assert!(of_train.contains(&format!("predicted = (p[:, 0] >= {value})")), "{of_train}");
        let error = of_train.split("print(np.mean(predicted != actual))\n").nth(1).unwrap();
        let error: f64 = error.lines().next().unwrap().parse().unwrap();
        let told: f64 = line(value)[1].parse().unwrap();
        assert!((told - error).abs() < 1e-4, "{value}: {told} {error}");
    }
    let wrongs: Vec<Vec<String>> = ["0.1", "0.5", "0.9"].map(line).to_vec();
    assert!(wrongs.windows(2).all(|pair| pair[0][1..] != pair[1][1..]), "{wrongs:?}");
}

#[test]
fn the_words_for_errors_follow_the_threshold() {
    let mut lab = lab(MOONS, "thresholds");
    let before = lab.outcome().text;
    slid(&mut lab, Slider::Threshold, 0.9);
    let after = lab.outcome().text;
    assert!(after.starts_with("From 0.9 on: "), "{after}");
    let errors = |text: &str| text.split_once(": ").map(|(_, errors)| errors.to_owned());
    assert_ne!(errors(&before), errors(&after), "{before} {after}");
    let told = errors(&after).unwrap();
    let page = printed(&lab);
    let line = page.lines().find(|line| line.starts_with("0.9 ")).unwrap().replace("0.9 ", "");
    let [train, cv] = [0, 1].map(|at| line.split(' ').nth(at).unwrap().to_owned());
    assert!(told.starts_with(&train[..4]) && told.contains(&cv[..4]), "{told} | {line}");
}

#[test]
fn a_goal_counts_as_the_threshold_says() {
    let source = MOONS.to_owned()
        + r#"
[[step]]
id = "goal"
title = "Goal"
run.metrics = { model = "model", print = ["accuracy"] }
touch = "threshold"
goal.accuracy = { at_least = 0.9 }
goal.impossible = "No threshold does."
hints = ["Move it."]
"#;
    let mut lab = lab(&source, "goal");
    let told = |lab: &Lab| {
        let goal = lab.outcome().goal.unwrap();
        let right =
            printed(lab).split("accuracy_score(actual, predicted))\n").nth(1).unwrap().to_owned();
        (goal.conditions[0].value.unwrap(), right.lines().next().unwrap().parse::<f64>().unwrap())
    };
    let (half, printed_half) = told(&lab);
    lab.act(Entry::Slide(Slider::Threshold, 0.95)).unwrap();
    let (high, printed_high) = told(&lab);
    assert_eq!((half, high), (printed_half, printed_high));
    assert_ne!(half, high);
}

#[test]
fn precision_and_recall_are_goals_that_follow_the_threshold() {
    let source = MOONS.to_owned()
        + r#"
[[step]]
id = "goal"
title = "Goal"
run.metrics = { model = "model", print = ["precision", "recall"] }
touch = "threshold"
hold = ["w", "b"]
goal.recall = { at_least = 1.0 }
goal.precision = { at_least = 0.6 }
hints = ["Lower."]
solution = { value = 0.1 }
"#;
    let mut lab = lab(&source, "goal");
    let values = |lab: &Lab| {
        let goal = lab.outcome().goal.unwrap();
        let page = printed(lab);
        let printed = |name: &str| {
            let line = page.split(&format!("{name}_score(actual, predicted))\n")).nth(1).unwrap();
            line.lines().next().unwrap().parse::<f64>().unwrap()
        };
        let told: Vec<f64> = goal.conditions.iter().map(|it| it.value.unwrap()).collect();
        assert_eq!(told, [printed("precision"), printed("recall")]);
        goal.is_met()
    };
    assert!(!values(&lab));
    lab.act(Entry::Slide(Slider::Threshold, 0.8)).unwrap();
    assert!(!values(&lab));
    lab.skip();
    assert!(values(&lab), "{}", printed(&lab));
    lab.act(Entry::Slide(Slider::Threshold, 1.0)).unwrap();
    let goal = lab.outcome().goal.unwrap();
    assert_eq!(goal.conditions[0].stands, "there is none");
    let lesson = lesson::read("lesson.toml", &source).unwrap();
    assert_eq!(check::check(&lesson, &source), []);
}

#[test]
fn a_card_tells_of_the_threshold_that_was_left_last() {
    let source = MOONS.to_owned()
        + "\n[[step]]\nid = \"end\"\ntitle = \"End\"\n[step.card]\n\
           found = [\"From {thresholds:threshold} on.\"]\n";
    let mut lab = lab(&source, "thresholds");
    for value in [0.9, 0.1, 0.7] {
        lab.act(Entry::Slide(Slider::Threshold, value)).unwrap();
        lab.go_to(5);
        let card = lab.outcome().card.unwrap();
        assert_eq!(card.found[0].text, format!("From {value} on."));
        lab.go_to(4);
    }
}

#[test]
fn a_value_beside_the_one_that_is_there_changes_nothing() {
    let mut lab = lab(MOONS, "noise");
    lab.act(Entry::Slide(Slider::Noise, 0.04)).unwrap();
    assert!(!lab.outcome().can_undo);
    lab.act(Entry::Slide(Slider::Noise, 0.15)).unwrap();
    assert!(lab.outcome().can_undo && lab.outcome().text.contains("0.2"));
    // What is asked for next is read from a file of its own, not told row by row.
    assert!(printed(&lab).contains("moons-noise-0.2.csv"), "{}", printed(&lab));
    lab.go_to(2);
    assert_eq!(lab.outcome().changed_at, Some(0));
}

#[test]
fn a_call_counts_as_its_threshold_says() {
    let source = MOONS.to_owned()
        + r#"
[[step]]
id = "goal"
title = "Goal"
run.predict = { model = "model", threshold = 0.5 }
touch = "threshold"
hold = ["w", "b"]
goal.recall = { at_least = 1.0 }
hints = ["Lower."]
solution = { value = 0.05 }
"#;
    for action in ["run.predict", "run.call"] {
        let mut lab = lab(&source.replace("run.predict", action), "goal");
        let recall = |lab: &Lab| lab.outcome().goal.unwrap().conditions[0].value.unwrap();
        let half = recall(&lab);
        lab.act(Entry::Slide(Slider::Threshold, 0.05)).unwrap();
        assert!(recall(&lab) > half, "{action}: {half}");
        lab.act(Entry::Slide(Slider::Threshold, 0.95)).unwrap();
        assert!(recall(&lab) < half, "{action}: {half}");
    }
}

#[test]
fn weights_drawn_anew_where_they_are_made_are_told_of_later() {
    // Where the lesson sets them next, nothing of the draw is left.
    open(MOONS, "unit").press("n").press("<esc><right>").hides("What you changed");
    let without = MOONS.replace(
        "run.set_weights = { layer = \"unit\", w = [[1.0], [-3.0]], b = [0.5] }",
        "text = \"On.\"",
    );
    assert_ne!(without, MOONS);
    let drawn = open(&without, "unit").press("n<esc><right>");
    drawn.shows("What you changed at step 3 still counts");
}

#[test]
fn the_mouse_on_the_curve_chooses_the_value() {
    let mut screen = open(MOONS, "thresholds").shows("From 0.5 on");
    let lines = screen.lines();
    let line = lines.iter().position(|line| line.contains("┬")).unwrap() as u16;
    let right = lines[usize::from(line)].trim_end().chars().count() as u16;
    screen.mouse(MouseEventKind::Down(MouseButton::Left), right - 1, line - 3);
    let mut screen = screen.shows("From 0.9 on");
    screen.mouse(MouseEventKind::Drag(MouseButton::Left), right - 15, line - 3);
    let screen = screen.hides("From 0.9 on");
    screen.press("u").shows("From 0.5 on");
}

#[test]
fn rows_of_a_group_stay_together() {
    let folder = scratch::empty_folder();
    let row = |at: usize| format!("{at},{},patient {}\n", at % 2, at / 3);
    let rows: String = (0..18).map(row).collect();
    fs::write(folder.join("visits.csv"), format!("x,y,who\n{rows}")).unwrap();
    let source = r#"
format = 1
title = "Visits"
about = "Patients who came three times"
[data.visits]
file = "visits.csv"
x = ["x"]
y = "y"
group = "who"
[[step]]
id = "visits"
title = "Visits"
run.dataset = "visits"
[[step]]
id = "parts"
title = "Parts"
run.train_test_split = { test_size = 0.5, then = 0.34, random_state = 1, group = true }
[[step]]
id = "cv"
title = "The rows to choose by"
split = "cv"
"#;
    let file = folder.join("visits.toml");
    fs::write(&file, source).unwrap();
    let mut lab = at(shelf::open(&file).unwrap().read().unwrap(), "parts");
    let page = printed(&lab);
    assert!(page.contains("GroupShuffleSplit"), "{page}");
    // Two of three patients, and one: three rows each.
    assert!(page.contains("\n9 3 6"), "{page}");
    lab.go_to(lab.position() + 1);
    let refused = |from: &str, to: &str| {
        fs::write(&file, source.replacen(from, to, 1)).unwrap();
        shelf::open(&file).unwrap().read().err().map(|error| error.to_string()).unwrap_or_default()
    };
    let told = refused("group = \"who\"\n", "");
    assert!(told.contains("nothing says which rows belong together"), "{told}");
    let told = refused("group = true", "group = true, shuffle = false");
    assert!(told.contains("groups are always shuffled"), "{told}");
}

#[test]
fn what_cannot_be_tried_is_refused() {
    let refused = |from: &str, to: &str| {
        let source = MOONS.replacen(from, to, 1);
        assert_ne!(source, MOONS);
        lesson::read("lesson.toml", &source)
            .err()
            .map(|error| error.to_string())
            .unwrap_or_default()
    };
    let told = refused("noise = [0.0, 0.2", "noise = [-0.1, 0.2");
    assert!(told.contains("a number that is not below 0"), "{told}");
    let told = refused("noise = [0.0, 0.2, 0.6]", "noise = [0.0, 3e38]");
    assert!(told.contains("do not fit float32"), "{told}");
    let told = refused("noise = [0.0, 0.2", "degree = [1, 2");
    assert!(told.contains("`degree` cannot be tried here: expected one of `noise`"), "{told}");
    let told = refused("rows = 100, noise", "rows = 20000, noise");
    assert!(told.contains("rows to make anew are too many: the limit is 1000"), "{told}");
    let told = refused("threshold = [0.1, ", "threshold = [-0.1, ");
    assert!(told.contains("a chance from 0 to 1"), "{told}");
    let told = refused("over = { threshold", "over = { noise = [0.0, 0.1], threshold");
    assert!(told.contains("one setting and its values"), "{told}");
    let told =
        refused("units = 1, activation = \"sigmoid\"", "units = 2, activation = \"softmax\"");
    assert!(told.contains("one output"), "{told}");
    let typed = "x = [[1.0], [2.0]]\ny = [[0.0], [1.0]]";
    let told = refused("generate = { name = \"moons\", rows = 100, noise = 0.1, seed = 3 }", typed);
    assert!(told.contains("only data with `generate` has noise to choose"), "{told}");
    let lesson = lesson::read("lesson.toml", MOONS).unwrap();
    assert_eq!(check::check(&lesson, MOONS), []);
}

#[test]
fn what_is_tried_is_seen_at_four_sizes() {
    for (source, step) in [(MOONS, "noise"), (MOONS, "thresholds"), (CURVE, "degrees")] {
        for (width, height) in [(40, 12), (80, 24), (120, 40), (160, 50)] {
            let mut screen = open(source, step).press("<up>").size(width, height);
            insta::assert_snapshot!(format!("{step}-{width}x{height}"), screen.text());
        }
    }
}
