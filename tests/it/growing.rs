//! Forests that take long: they grow in sight, can be paused, left and taken up again, and come to the
//! same in the end. Every number is scikit-learn 1.9.1's.

#![allow(clippy::unwrap_used, reason = "a test may be strict")]

use std::fs;
use std::sync::LazyLock;

use layerlab::journal::{Entry, Slider, Task};
use layerlab::lab::{EditError, Growing, Lab, Outcome};
use layerlab::lesson::limits::{AT_ONCE_WORK, FOREST_AT_ONCE, FOREST_WORK};
use layerlab::lesson::{self, format::PictureName};
use layerlab::tui::{Message, Run, Settings};

use crate::harness::{SIZES, Screen, code, lab_at, printed};
use crate::scratch::empty_folder;

/// A forest of 600 trees for each of two values, and one of 1000, on 200 rows.
static LONG: LazyLock<String> = LazyLock::new(|| {
    let x = |row: usize| {
        let numbers = (0..10).map(|at| ((row * 37 + at * 101) % 997) as f64 / 1000.0);
        numbers.map(|number| format!("{number:.3}")).collect::<Vec<String>>().join(", ")
    };
    let is_late = |row: usize| ((row * 37) % 997 > 500) != row.is_multiple_of(40);
    let rows: Vec<String> = (0..200).map(|row| format!("[{}]", x(row))).collect();
    let late: Vec<String> = (0..200).map(|row| format!("[{}.0]", u8::from(is_late(row)))).collect();
    let data = format!("x = [{}]\ny = [{}]\n", rows.join(", "), late.join(", "));
    STEPS.replace("DATA\n", &data)
});

const STEPS: &str = r#"
format = 1
title = "Long"
about = "Forests that take long"

[data.trains]
DATA
classes = ["punctual", "late"]

[[step]]
id = "trains"
title = "Trains"
text = "Some trains."
run.dataset = "trains"

[[step]]
id = "few"
title = "A few"
text = "A few trees."
run.random_forest = { name = "few", n_estimators = 3 }

[[step]]
id = "many"
title = "Many"
text = "{train_error} wrong."
run.random_forest = { name = "many", n_estimators = 600, max_features = "all", min_samples_split = 60, over = { min_samples_split = [2, 60] } }
picture = "validation_curve"
goal.error = [{ of = "train", below = 0.01 }]
goal.reached = "There: {train_error}."

[[step]]
id = "asked"
title = "Asked"
text = "A thousand, asked about what they have not drawn."
run.random_forest = { name = "asked", n_estimators = 1000, max_features = "all", oob_score = true }

[step.question]
ask = "How many are wrong?"
answer = 1

[[step.question.options]]
text = "None"
reply = "They know all of them."

[[step.question.options]]
text = "Some"
reply = "None are."

[[step]]
id = "end"
title = "End"
text = "Over."
"#;

/// A lab that is on its way to a step, with what stands there before anything is waited for.
fn toward(step: &str) -> Lab {
    let lesson = lesson::read("long.toml", &LONG).unwrap();
    let index = lesson.steps.iter().position(|it| it.id == step).unwrap();
    let mut lab = Lab::new(lesson);
    while !lab.approach(index) {
        lab.catch_up(usize::MAX);
    }
    lab
}

fn trees(lab: &Lab) -> usize {
    lab.growing().unwrap().trees
}

fn has_model(outcome: &Outcome) -> bool {
    let tells = |name: PictureName| {
        matches!(name, PictureName::Votes | PictureName::Trees | PictureName::ValidationCurve)
    };
    outcome.tree.is_some() || outcome.pictures.iter().any(|picture| tells(picture.name))
}

#[test]
fn a_forest_that_takes_long_comes_to_what_scikit_learn_says() {
    let lab = lab_at(&LONG, "many");
    let outcome = lab.outcome();
    assert_eq!(outcome.growing, None);
    assert_eq!(printed(&outcome)[0], "2 0.0\n60 0.02");
    assert_eq!(printed(&outcome)[2], "train 0.98");
    let mut asked = lab_at(&LONG, "asked");
    asked.choose(0);
    assert_eq!(printed(&asked.outcome())[1..], ["train 1.0", "oob 0.945"]);
}

#[test]
fn a_forest_that_takes_long_grows_tree_by_tree() {
    let mut lab = toward("many");
    let Growing { trees: begun, of, forests } = lab.growing().unwrap();
    assert_eq!((of, forests), (1200, 2));
    let growing = |trees| Growing { trees, of, forests }.forest();
    assert_eq!(
        [0, 599, 600, 1199, 1200].map(growing),
        [(0, 0, 600), (0, 599, 600), (1, 0, 600), (1, 599, 600), (1, 600, 600)]
    );
    assert!((300..1000).contains(&begun), "{begun}");
    let outcome = lab.outcome();
    assert_eq!(outcome.growing, lab.growing());
    assert!(!has_model(&outcome), "nothing is said of it before it is there");
    assert_eq!(outcome.text, "… wrong.");
    assert_eq!(printed(&outcome), Vec::<String>::new());
    assert_eq!(code(&outcome).last().map(String::as_str), Some("many.fit(X_train, y_train)"));
    assert_eq!(lab.catch_up(1), 1);
    assert_eq!(trees(&lab), begun + 1);
    assert_eq!(lab.catch_up(100), 100);
    assert!(!has_model(&lab.outcome()));
    assert_eq!(lab.catch_up(usize::MAX), 1200 - begun - 101);
    assert!(!lab.is_behind() && lab.catch_up(1) == 0);
    assert_eq!(lab.outcome(), lab_at(&LONG, "many").outcome());
}

#[test]
fn a_small_forest_is_there_at_once() {
    let lab = toward("few");
    assert!(lab.growing().is_none() && !lab.is_behind());
    assert!(has_model(&lab.outcome()));
}

#[test]
fn nothing_is_changed_at_a_forest_that_is_growing() {
    let mut lab = toward("many");
    let before = lab.growing();
    for entry in [Entry::Reroll, Entry::Slide(Slider::MinSamplesSplit, 2.0), Entry::Solve] {
        assert_eq!(lab.act(entry), Err(EditError::Growing));
    }
    assert!(!lab.skip() && !lab.can_undo());
    assert_eq!(lab.growing(), before);
}

#[test]
fn the_goal_is_judged_once_the_forest_is_there() {
    let mut lab = toward("many");
    lab.catch_up(usize::MAX);
    lab.act(Entry::Slide(Slider::MinSamplesSplit, 2.0)).unwrap();
    assert_eq!(lab.record().task, Task::Done);
    // Drawn again it is another one, and again it is waited for.
    lab.act(Entry::Reroll).unwrap();
    assert_eq!(lab.growing().map(|it| it.of), Some(1200));
    lab.catch_up(usize::MAX);
    assert_eq!(printed(&lab.outcome())[0], "2 0.0\n60 0.02");
    assert!(code(&lab.outcome()).contains(&"    random_state=1)".to_owned()));

    // What is there once it has grown may be the goal.
    let source = LONG.replace("min_samples_split = 60, over", "min_samples_split = 2, over");
    let mut lab = Lab::new(lesson::read("long.toml", &source).unwrap());
    assert!(lab.approach(2));
    assert_eq!(lab.record().task, Task::Open);
    lab.catch_up(usize::MAX);
    assert_eq!(lab.record().task, Task::Done);

    // At the start the goal is not reached, and how far off it is counts from there.
    let lab = lab_at(&LONG, "many");
    assert_eq!(lab.record().task, Task::Open);
    let mut late = toward("many");
    late.catch_up(usize::MAX);
    assert_eq!(late.outcome().goal, lab.outcome().goal);
}

#[test]
fn a_new_draw_is_taken_back_while_it_grows() {
    let mut lab = lab_at(&LONG, "many");
    let first = lab.outcome();
    lab.act(Entry::Reroll).unwrap();
    lab.catch_up(100);
    let grown = trees(&lab);
    assert!(lab.undo());
    assert_eq!((lab.growing(), lab.outcome()), (None, first));
    // What had grown is kept.
    assert!(lab.redo());
    assert_eq!(trees(&lab), grown);
    lab.catch_up(usize::MAX);
    assert!(lab.undo() && lab.growing().is_none());
}

#[test]
fn a_forest_that_is_growing_gives_way_to_another_start_and_to_other_settings() {
    let mut lab = lab_at(&LONG, "many");
    let first = lab.outcome();
    lab.act(Entry::Reroll).unwrap();
    assert!(lab.growing().is_some());
    lab.reset();
    assert_eq!((lab.growing(), &lab.outcome().console), (None, &first.console));

    // Where no goal is judged on the way, nobody has to wait for what nobody wants any more.
    let mut lab = toward("asked");
    lab.choose(0);
    let growing = lab.growing().unwrap();
    lab.act(Entry::Slide(Slider::NEstimators, 5.0)).unwrap();
    assert_eq!((growing.of, lab.growing()), (1000, None));
    assert!(code(&lab.outcome()).contains(&"    n_estimators=5,".to_owned()));
    let mut again = Lab::with(lesson::read("long.toml", &LONG).unwrap(), lab.journal().clone());
    again.approach(2);
    again.catch_up(usize::MAX);
    assert!(again.approach(3));
    assert!(again.catch_up(10) <= 3, "there is nothing to grow on the way");
    assert_eq!(again.outcome(), lab.outcome());
}

#[test]
fn a_step_that_is_left_goes_on_growing_where_it_was() {
    let mut lab = toward("many");
    lab.catch_up(30);
    let grown = trees(&lab);
    assert!(lab.approach(1));
    assert_eq!(lab.growing(), None);
    assert!(lab.approach(2));
    assert_eq!(trees(&lab), grown);
    lab.catch_up(usize::MAX);
    // What took long is not grown again because somebody looks back.
    lab.go_to(0);
    assert!(lab.approach(2));
    assert_eq!(lab.growing(), None);
}

#[test]
fn the_way_onward_waits_for_a_forest() {
    let mut lab = toward("few");
    assert!(!lab.approach(4), "there is a forest before it");
    assert_eq!(lab.position(), 2);
    assert!(!lab.approach(4) && lab.growing().is_some());
    lab.catch_up(usize::MAX);
    assert!(!lab.approach(4));
    assert_eq!(lab.position(), 3);
    lab.catch_up(usize::MAX);
    assert!(lab.approach(4));
    assert_eq!(lab.position(), 4);
}

#[test]
fn what_was_done_is_done_again_as_the_forests_grow() {
    let mut live = lab_at(&LONG, "many");
    live.act(Entry::Look(3)).unwrap();
    live.act(Entry::Reroll).unwrap();
    live.catch_up(usize::MAX);
    live.act(Entry::Slide(Slider::MinSamplesSplit, 2.0)).unwrap();
    let mut again = Lab::with(lesson::read("long.toml", &LONG).unwrap(), live.journal().clone());
    assert!(again.approach(2));
    let mut slices = 0;
    while again.is_behind() {
        assert!(again.catch_up(50) <= 50);
        slices += 1;
    }
    assert!(slices > 8, "two times 1200 trees, {slices} slices");
    assert_eq!(again.outcome(), live.outcome());
    assert_eq!(again.record().task, Task::Done);
}

#[test]
fn a_question_is_answered_while_the_forest_grows() {
    let mut lab = toward("asked");
    let growing = lab.growing();
    assert!(growing.is_some() && lab.is_withheld());
    lab.choose(0);
    assert_eq!((lab.record().task, lab.growing()), (Task::Done, growing));
    lab.catch_up(usize::MAX);
    let mut other = lab_at(&LONG, "asked");
    other.choose(0);
    assert_eq!(lab.outcome(), other.outcome());
    // And from the journal likewise.
    let mut again = Lab::with(lesson::read("long.toml", &LONG).unwrap(), lab.journal().clone());
    again.go_to(3);
    assert_eq!(again.outcome(), other.outcome());
}

/// An app that has gone to the forest with a key, as one does.
fn on_the_way(size: (u16, u16)) -> Screen {
    let screen = Screen::of(lab_at(&LONG, "few"), Settings::default());
    screen.size(size.0, size.1).press("<right>")
}

fn grow(screen: &mut Screen, trees: usize) {
    screen.app.update(Message::Train { batches: trees, per_second: 500 });
}

#[test]
fn a_forest_shows_how_far_it_is_and_can_be_paused() {
    for size in SIZES {
        let mut screen = on_the_way(size).shows("▶ growing").shows("/600").hides("new draw");
        assert_eq!(screen.app.run(), Run::Again);
        let begun = trees(screen.app.lab());
        grow(&mut screen, 50);
        assert_eq!(trees(screen.app.lab()), begun + 50);
        let (forest, tree) = ((begun + 50) / 600 + 1, (begun + 50) % 600);
        let mut screen = screen.shows(&format!("forest {forest}/2  tree {tree:>3}/600"));
        if size.0 > 40 {
            screen = screen.shows("━").hides("left").shows("Space pause");
        }
        let screen = screen.press(" ").shows("■ paused");
        assert_eq!(screen.app.pace(), None);
        let screen = screen.press("n").shows("the forest has still to grow");
        // What was asked for too early goes with the wait.
        let mut screen = screen.press(" ").press("n").shows("the forest has still to grow");
        grow(&mut screen, usize::MAX);
        grow(&mut screen, 1);
        let screen = screen.hides("has still to grow").hides("growing").hides("/600");
        assert_eq!((screen.app.run(), screen.app.pace()), (Run::Paused, None));
        assert!(has_model(&screen.app.lab().outcome()));
    }
}

#[test]
fn the_app_goes_on_once_the_forests_on_the_way_are_there() {
    let screen = on_the_way((80, 24));
    let mut screen = screen.press("<right>").shows("▶ to the end, then on").shows("Esc stay here");
    assert_eq!((screen.step(), screen.app.run()), ("many", Run::Onward(3)));
    grow(&mut screen, usize::MAX);
    grow(&mut screen, 1);
    // There is a question, and a forest that grows behind it.
    assert_eq!(screen.step(), "asked");
    let mut screen = screen.shows("How many are wrong?").press("1").shows("They know all");
    grow(&mut screen, usize::MAX);
    assert_eq!(screen.app.lab().growing(), None);

    // Over both at a time; Esc stays with the first.
    let screen = Screen::of(lab_at(&LONG, "few"), Settings::default()).press("<end>");
    assert!(screen.step() == "many" && matches!(screen.app.run(), Run::Onward(_)));
    let screen = screen.press("<esc>").shows("■ paused");
    assert_eq!(screen.step(), "many");
    let mut screen = screen.press("<end>");
    for _ in 0..4 {
        grow(&mut screen, usize::MAX);
    }
    assert_eq!(screen.step(), "end");
}

#[test]
fn a_new_draw_grows_in_sight() {
    let mut screen = on_the_way((80, 24));
    grow(&mut screen, usize::MAX);
    grow(&mut screen, 1);
    let screen = screen.press("n").shows("▶ growing");
    assert_eq!(screen.app.run(), Run::Again);
    let screen = screen.press("u").hides("growing").shows("random_state=0");
    assert_eq!(screen.app.run(), Run::Paused);
    screen.press("n").shows("▶ growing").press("<left>").hides("growing");
}

#[test]
fn a_forest_has_its_limits() {
    assert_eq!(
        [FOREST_AT_ONCE, AT_ONCE_WORK, FOREST_WORK].map(|it| it / 1_000_000_000),
        [1, 12, 120]
    );
    let ten: Vec<String> = (2..18).map(|value| value.to_string()).collect();
    let source = LONG.replace("[2, 60]", &format!("[{}]", ten.join(", ")));
    let error = lesson::read("long.toml", &source).unwrap_err().to_string();
    assert!(error.contains("this forest is about 11 s of work, and the limit is 10 s"), "{error}");
    assert!(error.contains("step `many`, run.random_forest"), "{error}");
}

#[test]
fn a_single_tree_of_a_forest_has_its_limit() {
    let columns: Vec<String> = (0..20).map(|column| format!("c{column}")).collect();
    let row = "1,".repeat(20);
    let rows = format!("{row}0\n{row}1\n").repeat(50_000);
    let table = format!("{},y\n{rows}", columns.join(","));
    let folder = empty_folder();
    fs::write(folder.join("rows.csv"), table).unwrap();
    let names: Vec<String> = columns.iter().map(|name| format!("\"{name}\"")).collect();
    let data = format!("file = \"rows.csv\"\nx = [{}]\ny = \"y\"\n", names.join(", "));
    let source = STEPS.replace("DATA\n", &data);
    let file = folder.join("long.toml");
    fs::write(&file, source).unwrap();
    let error = lesson::shelf::open(&file).unwrap().read().unwrap_err().to_string();
    assert!(error.contains("one tree of this forest is about 1067 ms of work"), "{error}");
}
