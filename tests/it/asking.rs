//! Trees in a lesson: asked by hand with keys and the mouse, grown, tried, told, undone.

#![allow(clippy::unwrap_used, clippy::float_cmp, reason = "a test may be strict")]

use layerlab::chart::Series;
use layerlab::journal::{Entry, Node, Parameter, Place};
use layerlab::lab::{Along, EditError, Lab};
use layerlab::lesson::format::PictureName;
use layerlab::lesson::shelf;

use crate::harness::{lab_at as at, open};

/// Ten animals, by three yes-or-no features, and by their weight.
const ANIMALS: &str = r#"
format = 1
title = "Animals"
about = "Cats and others"
[data.animals]
x = [[1.0, 1.0, 1.0], [0.0, 0.0, 1.0], [0.0, 1.0, 0.0], [1.0, 0.0, 1.0], [1.0, 1.0, 1.0], [1.0, 1.0, 0.0], [0.0, 0.0, 0.0], [1.0, 1.0, 0.0], [0.0, 1.0, 0.0], [0.0, 1.0, 0.0]]
y = [[1.0], [1.0], [0.0], [0.0], [1.0], [1.0], [0.0], [1.0], [0.0], [0.0]]
classes = ["other", "cat"]
[data.weights]
x = [[7.2], [8.8], [15.0], [9.2], [8.4], [7.6], [11.0], [10.2], [18.0], [20.0]]
y = [[1.0], [1.0], [0.0], [0.0], [1.0], [1.0], [0.0], [1.0], [0.0], [0.0]]
x_label = "weight (pounds)"
classes = ["other", "cat"]
[data.plane]
x = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
y = [[0.0], [1.0], [1.0], [0.0]]
classes = ["same", "other"]
[[step]]
id = "animals"
title = "Animals"
run.dataset = "animals"
[[step]]
id = "first"
title = "First"
text = "It gains {gain}."
run.decision_tree = { name = "tree", criterion = "entropy", questions = [] }
goal.tree = [{ of = "gain", at_least = 0.2 }]
goal.reached = "With {gain}."
hints = ["The ears."]
solution = { questions = [{ node = 1, feature = 0, threshold = 0.5 }] }
[[step]]
id = "blanks"
title = "Blanks"
run.decision_tree = { name = "tree", criterion = "entropy", questions = [{ node = 1, feature = 0, threshold = 0.5 }] }
filled = "Done."
[[step.fill]]
tree = { node = 1, line = "no" }
blanks = ["p", "h"]
[[step.fill]]
tree = { node = 1, line = "gain" }
blanks = ["w_yes", "gain"]
[[step]]
id = "grown"
title = "Grown"
text = "{leaves} leaves, {depth} deep."
run.decision_tree = { name = "tree", criterion = "entropy" }
[[step]]
id = "weights"
title = "Weights"
run.dataset = "weights"
[[step]]
id = "cut"
title = "Cut"
text = "At {node[1]} it gains {gain}."
run.decision_tree = { name = "tree", criterion = "entropy", questions = [{ node = 1, feature = 0, threshold = 13.0 }] }
picture = "gains"
[[step]]
id = "depths"
title = "Depths"
text = "{max_depth} deep: {train_error}."
run.decision_tree = { name = "tree", criterion = "entropy", over = { max_depth = [1, 2, 3] } }
[[step]]
id = "moved"
title = "Moved"
run.decision_tree = { name = "stump", criterion = "entropy", max_depth = 1 }
touch = "data"
[[step]]
id = "plane"
title = "Plane"
run.dataset = "plane"
[[step]]
id = "xor"
title = "Xor"
text = "Gain {gain}."
run.decision_tree = { name = "xor" }
"#;

#[test]
fn arrows_ask_one_question_after_the_other() {
    let screen = open(ANIMALS, "first").press("<tab>").shows("10 rows: 5× cat, 5○ other   H = 1");
    let screen = screen.shows("says other, 5 of 10: of a tie, the first").hides("0-9 type");
    let screen = screen.press("<down>").shows("0-9 type").shows("if x[0] <= 0.5:");
    let screen = screen.shows("gain = 1 - 5/10 · 0.7219 - 5/10 · 0.7219 = 0.2781");
    let screen = screen.shows("With 0.2781.").press("<down>").shows("= 0.0349");
    let screen = screen.press("<down>").shows("= 0.1245").press("<down>").shows("= 0.2781");
    let screen = screen.press("<up>").shows("= 0.1245").press("x").shows("says other, 5 of 10");
    // Where the goal was reached one change ends.
    let screen = screen.press("u").shows("= 0.1245").press("u").shows("= 0.2781");
    screen.press("u").shows("says other, 5 of 10");
}

#[test]
fn a_node_is_closed_with_all_below_it() {
    let screen = open(ANIMALS, "grown").press("<tab>").shows("4 leaves, 2 deep.").press("x");
    let screen = screen.shows("1 leaves, 0 deep.").press("x").shows("2 leaves, 1 deep.");
    screen.press("uu").shows("4 leaves, 2 deep.");
}

#[test]
fn a_threshold_is_typed_and_parts_the_rows() {
    let screen = open(ANIMALS, "cut").press("<tab>").shows("At 13 it gains 0.3958.");
    let screen = screen.press("9<enter>").shows("At 9 it gains 0.61.").shows("if x[0] <= 9.0:");
    let screen = screen.press("99<enter>").shows("all rows of this node would say yes");
    let screen = screen.press("-1<enter>").shows("would say no");
    // With one feature the arrows go along its cuts.
    screen.press("<up>").shows("At 9.7 it gains 0.2781.").press("<down>").shows("At 9 ");
}

#[test]
fn a_click_on_the_gains_moves_the_cut() {
    let mut screen = open(ANIMALS, "cut").size(120, 40);
    // The highest of the gains that is not the one chosen.
    let (column, row) = screen.find("◆");
    screen.click_at(column, row).shows("it gains 0.61.");
}

#[test]
fn what_is_tried_with_a_setting_is_not_asked_by_hand() {
    let mut lab = at(ANIMALS, "depths");
    let root = Node { tree: "tree".to_owned(), place: 1 };
    assert_eq!(lab.act(Entry::Close(root)).unwrap_err(), EditError::Held);
    assert_eq!(lab.act(Entry::Set(node("tree", 1), 8.0)).unwrap_err(), EditError::Held);
}

#[test]
fn a_tree_that_a_setting_is_tried_with_has_no_cells() {
    let cells = |step: &str| at(ANIMALS, step).outcome().parameters.len();
    assert_eq!((cells("grown"), cells("depths")), (7, 0));
    open(ANIMALS, "grown").size(120, 40).shows("tree   x0 ≤").shows("share of cat");
    let screen = open(ANIMALS, "depths").shows("max_depth").hides("tree   weight ≤").hides("held");
    // Nor is there one to go to.
    screen.press("<up><tab><tab>").hides("tree   weight ≤").hides("share of cat");
}

#[test]
fn no_cell_says_what_is_to_be_filled_in() {
    for (width, height) in [(80, 24), (120, 40)] {
        let screen = open(ANIMALS, "blanks").size(width, height);
        let screen = screen.shows("tree   x0 ≤").hides("share of cat");
        let screen = screen.press("0.8<enter>0.722<enter>0.5<enter>").hides("share of cat");
        screen.press("0.278<enter>").shows("Done.").shows("share of cat");
    }
}

#[test]
fn a_way_that_is_too_long_is_cut_between_its_questions() {
    let way = ["round face 0 ≤ 0.5, ", "pointed ears 0 ≤ 0.5 ", "→ same, 1 of 1"];
    let ends: Vec<String> = (0..3).map(|first| way[first..].concat()).collect();
    let seen: Vec<usize> =
        (40..100).map(|width| shown_end(&ends, &looked_at(NAMED, width))).collect();
    assert!(seen.is_sorted_by(|one, next| one >= next) && seen[0] > 0 && seen[59] == 0, "{seen:?}");
    // What is left of a leaf is its beginning.
    let class = "neither of them, or both at once";
    let long = NAMED.replace("\"same\"", &format!("{class:?}"));
    let told = looked_at(&long, 40);
    assert!(told.starts_with("→ neither of them, or") && told.ends_with(" …"), "{told}");
    let told = looked_at(&long, 70);
    assert_eq!(told, format!("… → {class}, 1 of 1"));
}

/// Which of these ends of a way is shown, with a sign that something stands before it.
fn shown_end(ends: &[String], told: &str) -> usize {
    let of = |end: usize| if end == 0 { ends[0].clone() } else { format!("… {}", ends[end]) };
    (0..ends.len()).find(|end| of(*end) == told).unwrap_or_else(|| panic!("{told}"))
}

/// What a screen of so many columns says of the example that is looked at.
fn looked_at(source: &str, width: u16) -> String {
    let lines = open(source, "xor").size(width, 40).lines();
    let line = lines.into_iter().find_map(|line| Some(line.split_once("X[0] ▸ ")?.1.to_owned()));
    line.unwrap().trim_end_matches([' ', '▼']).to_owned()
}

#[test]
fn nothing_is_said_of_what_has_no_name_yet() {
    let source = ANIMALS.replace("criterion = \"entropy\", questions = [] }", "questions = [] }");
    let screen = open(&source, "first").size(120, 40).press("<tab><down>");
    let screen = screen.hides("H =").hides("gini").shows("yes: 5 rows 1× 4○");
    open(ANIMALS, "first").size(120, 40).press("<tab><down>").shows("entropy");
    drop(screen);
}

#[test]
fn what_is_to_be_filled_in_stands_in_no_picture() {
    let screen = open(ANIMALS, "blanks").size(160, 50).hides("gain 0.28").hides("entropy 0.72");
    let screen = screen.press("0.8<enter>0.722<enter>0.5<enter>0.278<enter>");
    screen.shows("gain 0.28");
}

#[test]
fn a_click_on_the_tree_chooses_a_node() {
    for (width, height) in [(80, 24), (160, 50)] {
        let mut screen = open(ANIMALS, "grown").size(width, height);
        let (column, row) = screen.find("x2 ≤ 0.5?");
        screen.click_at(column, row).shows("5 rows: 1× cat, 4○ other   H = 0.7219");
    }
}

#[test]
fn blanks_of_a_node_are_filled_in() {
    let screen = open(ANIMALS, "blanks").shows("no: p = 4/5 =").shows("gain = 1 -");
    let screen = screen.press("0.8<enter>").press("0.722<enter>").press("0.5<enter>");
    screen.press("0.2<enter>").shows("gain").press("0.278<enter>").shows("Done.");
}

#[test]
fn what_is_grown_is_scikit_learns() {
    let printed = printed(ANIMALS, "grown");
    assert!(printed.contains("DecisionTreeClassifier(criterion='entropy', random_state=0)"));
    assert!(printed.contains("|--- ear") || printed.contains("|--- x0 <= 0.50"), "{printed}");
    assert!(printed.contains("train 1.0"));
    let printed = self::printed(ANIMALS, "depths");
    assert!(printed.contains("1 0.1\n2 0.1\n3 0.0"), "{printed}");
}

#[test]
fn depths_are_slid_along() {
    let screen = open(ANIMALS, "depths").shows("1 deep: 0.1.");
    screen.press("<up><up>").shows("3 deep: 0.");
}

#[test]
fn a_tree_follows_the_data_under_it() {
    let mut lab = at(ANIMALS, "moved");
    let cut = |lab: &Lab| lab.value(&node("stump", 1)).unwrap();
    assert_eq!(cut(&lab), 9.0);
    let y = layerlab::journal::Column::Y(0);
    let other = layerlab::journal::Coordinate { row: 3, column: y };
    lab.act(Entry::Point(vec![(other, 1.0)])).unwrap();
    assert_eq!(cut(&lab), 10.6);
    lab.undo();
    assert_eq!(cut(&lab), 9.0);
}

#[test]
fn rows_of_one_class_are_told_as_that_class() {
    let source =
        ANIMALS.replace("y = [[0.0], [1.0], [1.0], [0.0]]", "y = [[1.0], [1.0], [1.0], [1.0]]");
    let mut lab = at(&source, "xor");
    let told = lab.outcome().tree.unwrap();
    assert_eq!(told.node[0], "4 rows: 4× other, 0○ same   G = 0");
    assert!(lab.outcome().console.iter().any(|it| format!("{it:?}").contains("train 1.0")));
    let asked = lab.asked_next(&node("xor", 1), 1, Along::Features).unwrap();
    lab.act(asked).unwrap();
    assert!(lab.outcome().tree.unwrap().node[1].contains("2 rows 2× 0○"));
}

#[test]
fn a_threshold_that_is_a_value_parts_as_its_code_does() {
    let source = ANIMALS.replace("x = [[7.2], [8.8]", "x = [[0.1], [0.2]");
    let mut lab = at(&source, "cut");
    lab.act(Entry::Set(node("tree", 1), 0.2)).unwrap();
    assert!(lab.outcome().tree.unwrap().node[1].starts_with("yes: 2 rows"));
    lab.act(Entry::Set(node("tree", 1), 0.1)).unwrap();
    assert!(lab.outcome().tree.unwrap().node[1].starts_with("yes: 1 row "));
}

#[test]
fn a_tree_as_deep_as_its_rows_is_refused() {
    let x = layerlab::sklearn::Table::from_shape_fn((9000, 1), |(row, _)| row as f64);
    let y: Vec<f64> = (0..9000).map(|row| f64::from(row % 2)).collect();
    let settings = layerlab::trees::Settings::new(layerlab::trees::Criterion::Gini, 0);
    let mut tree = layerlab::trees::DecisionTreeClassifier::new(settings);
    let error = tree.fit(&x, &layerlab::trees::labels(&y).unwrap()).unwrap_err();
    assert_eq!(error.what_to_do(), "Set max_depth, or a larger min_samples_leaf.");
}

#[test]
fn exclusive_or_is_cut_all_the_same() {
    let outcome = at(ANIMALS, "xor").outcome();
    assert_eq!(outcome.text, "Gain 0.");
    assert!(outcome.console.iter().any(|it| format!("{it:?}").contains("train 1.0")));
}

#[test]
fn what_cannot_be_asked_is_refused() {
    let mut lab = at(ANIMALS, "first");
    let node = |place| Node { tree: "tree".to_owned(), place };
    let mut refused = |entry| lab.act(entry).unwrap_err();
    assert_eq!(refused(Entry::Ask(node(1), 9, 0.5)), EditError::NoSuchNode);
    assert_eq!(refused(Entry::Ask(node(5), 0, 0.5)), EditError::NoSuchNode);
    assert_eq!(refused(Entry::Ask(node(1), 0, 1.5)), EditError::AllLeft);
    assert_eq!(refused(Entry::Ask(node(1), 0, -0.5)), EditError::AllRight);
    assert_eq!(refused(Entry::Ask(node(1), 0, f32::NAN)), EditError::AllRight);
    assert_eq!(refused(Entry::Close(node(1))), EditError::NoQuestion);
    assert_eq!(refused(Entry::Set(self::node("tree", 1), 0.5)), EditError::NoQuestion);
    let strange = Node { tree: "none".to_owned(), place: 1 };
    assert_eq!(refused(Entry::Ask(strange, 0, 0.5)), EditError::NoSuchNode);
}

#[test]
fn what_is_asked_below_comes_back_with_its_question() {
    let mut lab = at(ANIMALS, "grown");
    let mut next = |steps| {
        let asked = lab.asked_next(&node("tree", 1), steps, Along::Features);
        lab.act(asked.unwrap()).unwrap();
        lab.outcome().text
    };
    assert_ne!(next(1), "4 leaves, 2 deep.");
    assert_eq!(next(-1), "4 leaves, 2 deep.");
}

#[test]
fn the_gains_are_not_told_to_someone_who_asks() {
    let names = |step: &str| -> Vec<PictureName> {
        at(ANIMALS, step).outcome().pictures.iter().map(|picture| picture.name).collect()
    };
    assert_eq!(names("first"), [PictureName::Tree, PictureName::Rows]);
    assert_eq!(names("grown"), [PictureName::Tree, PictureName::Rows, PictureName::Gains]);
    assert_eq!(names("cut")[0], PictureName::Gains);
    assert_eq!(names("animals"), [PictureName::Rows]);
}

#[test]
fn every_size_shows_the_tree() {
    for (width, height) in [(40, 12), (80, 24), (120, 40), (160, 50)] {
        let screen = open(ANIMALS, "grown").size(width, height);
        let screen = if height < 24 { screen.press("z") } else { screen };
        screen.shows("x0 ≤ 0.5?");
    }
}

/// Two switches with long names.
const NAMED: &str = r#"
format = 1
title = "Named"
about = "Two features with names"
[data.plane]
x = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
y = [[0.0], [1.0], [1.0], [0.0]]
x_label = "pointed ears"
x2_label = "round face"
classes = ["same", "other"]
[[step]]
id = "plane"
title = "Plane"
run.dataset = "plane"
[[step]]
id = "xor"
title = "Xor"
run.decision_tree = { name = "xor" }
"#;

fn node(tree: &str, place: u64) -> Parameter {
    Parameter { layer: tree.to_owned(), place: Place::Node { place } }
}

fn printed(source: &str, step: &str) -> String {
    let outcome = at(source, step).outcome();
    outcome.console.iter().map(|it| format!("{:?}\n", it.printed).replace("\\n", "\n")).collect()
}

#[test]
fn how_mixed_a_node_is_stands_on_the_curve_of_all_shares() {
    let source = &shelf::built_in("twenty-questions").unwrap().text;
    // What is asked for stands in no picture.
    let screen = open(source, "gain-of-ears").hides("both sides");
    let mut screen = screen.press("0.278<enter><enter>").shows("gain 0.2781 = 1 - 0.7219");
    assert!(screen.text().contains("both sides"));
    let outcome = screen.app.lab().outcome();
    let picture = outcome.pictures.iter().find(|it| it.name == PictureName::Impurity).unwrap();
    let chart = picture.chart().unwrap();
    let at = |wanted: &str| -> [f64; 2] {
        let found = chart.series.iter().find_map(|series| match series {
            Series::Points { name, points, .. } if name == wanted => points.first(),
            _ => None,
        });
        found.unwrap().map(|value| (value * 1e4).round() / 1e4)
    };
    assert_eq!((at("here"), at("yes"), at("no")), ([0.5, 1.0], [0.2, 0.7219], [0.8, 0.7219]));
    let gained = chart.series.iter().find_map(|series| match series {
        Series::Stems { points, .. } => Some(points[0].map(|value| (value * 1e4).round() / 1e4)),
        _ => None,
    });
    assert_eq!(gained, Some([0.5, 0.7219, 1.0]));
    let Series::Curve { points, .. } = &chart.series[0] else { panic!("no curve") };
    assert_eq!((points[0], points[60]), ([0.0, 0.0], [0.5, 1.0]));
}
