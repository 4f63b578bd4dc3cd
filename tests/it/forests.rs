//! Forests in a lesson: grown, tried, told, drawn again, undone. Every number is scikit-learn 1.9.1's.

#![allow(clippy::unwrap_used, clippy::float_cmp, reason = "a test may be strict")]

use layerlab::chart::{Cell, Drawing, Forest, ForestTree, Glyphs, Role, Series, Shading, Style};
use layerlab::journal::{Column, Coordinate, Entry, Slider};
use layerlab::lab::{Lab, Outcome, Printed};
use layerlab::lesson;
use layerlab::lesson::format::PictureName;
use layerlab::lesson::limits::TREES;

use crate::harness::{code, lab_at, open, plain, printed};

/// Ten animals by three yes-or-no features; twelve birds on a plane; eggs, week by week.
const FORESTS: &str = r#"
format = 1
title = "Forests"
about = "Many trees"
[data.animals]
x = [[1.0, 1.0, 1.0], [0.0, 0.0, 1.0], [0.0, 1.0, 0.0], [1.0, 0.0, 1.0], [1.0, 1.0, 1.0], [1.0, 1.0, 0.0], [0.0, 0.0, 0.0], [1.0, 1.0, 0.0], [0.0, 1.0, 0.0], [0.0, 1.0, 0.0]]
y = [[1.0], [1.0], [0.0], [0.0], [1.0], [1.0], [0.0], [1.0], [0.0], [0.0]]
classes = ["other", "cat"]
[data.birds]
x = [[1.0, 20.0], [0.0, 35.0], [1.0, 15.0], [0.0, 90.0], [0.0, 120.0], [1.0, 60.0], [0.0, 25.0], [1.0, 110.0], [1.0, 70.0], [0.0, 10.0], [1.0, 95.0], [0.0, 55.0]]
y = [[1.0], [0.0], [1.0], [0.0], [0.0], [1.0], [0.0], [0.0], [1.0], [0.0], [0.0], [1.0]]
x_label = "Sings"
x2_label = "Weight (g)"
classes = ["other", "songbird"]
[data.eggs]
x = [[1.0], [2.0], [3.0], [4.0], [5.0], [6.0]]
y = [[2.0], [3.0], [2.5], [7.0], [8.0], [7.5]]
x_label = "Week"
y_label = "Eggs"
[data.same]
x = [[1.0], [2.0], [3.0]]
y = [[1.0], [1.0], [1.0]]
classes = ["no", "yes"]
[[step]]
id = "imports"
title = "Imports"
run = "imports"
[[step]]
id = "animals"
title = "Animals"
run.dataset = "animals"
[[step]]
id = "hundred"
title = "Hundred"
text = "{output[0]} and {output[1]}, {train_error} wrong."
run.random_forest = { name = "forest" }
goal.accuracy = { at_least = 1.0 }
goal.error = [{ of = "train", below = 0.01 }]
hints = ["It is there."]
[[step]]
id = "left-out"
title = "Left out"
run.random_forest = { name = "forest", n_estimators = 30, oob_score = true }
picture = "trees"
[[step]]
id = "few"
title = "Few"
run.random_forest = { name = "forest", n_estimators = 3, oob_score = true }
[[step]]
id = "depths"
title = "Depths"
text = "{max_depth}: {train_error}."
run.random_forest = { name = "forest", n_estimators = 10, over = { max_depth = [1, 2, 3] } }
[[step]]
id = "features"
title = "Features"
text = "{max_features} looked at: {train_error}."
run.random_forest = { name = "forest", n_estimators = 10, over = { max_features = [1, 2, 3] } }
[[step]]
id = "birds"
title = "Birds"
run.dataset = "birds"
[[step]]
id = "all"
title = "All"
text = "{output[11]}."
run.random_forest = { name = "forest", n_estimators = 25, criterion = "entropy", max_features = "all", random_state = 4 }
[[step]]
id = "moved"
title = "Moved"
text = "{output[1]}."
run.random_forest = { name = "forest", n_estimators = 5 }
touch = "data"
[[step]]
id = "parts"
title = "Parts"
run.train_test_split = { test_size = 0.5, random_state = 1 }
[[step]]
id = "numbers"
title = "Numbers"
text = "{n_estimators} trees: {train_error}."
run.random_forest = { name = "forest", over = { n_estimators = [1, 3, 10, 30] } }
[[step]]
id = "three"
title = "Three"
run.random_forest = { name = "forest", n_estimators = 3 }
[[step]]
id = "eggs"
title = "Eggs"
run.dataset = "eggs"
[[step]]
id = "measured"
title = "Measured"
text = "{output[2]}."
run.random_forest = { name = "forest", n_estimators = 20 }
[[step]]
id = "eggs-by-depth"
title = "Eggs by depth"
run.random_forest = { name = "forest", n_estimators = 20, over = { max_depth = [1, 2, 3] } }
[[step]]
id = "same"
title = "Same"
run.dataset = "same"
[[step]]
id = "one-class"
title = "One class"
text = "{output[0]}, {train_error} wrong."
run.random_forest = { name = "forest", n_estimators = 2, oob_score = true }
"#;

#[test]
fn a_forest_is_scikit_learns() {
    let hundred = at("hundred").outcome();
    assert_eq!(hundred.text, "0.97 and 0.76, 0 wrong.");
    assert!(hundred.is_reached());
    assert_eq!(printed(&hundred), ["RandomForestClassifier(random_state=0)", "train 1.0"]);
    let all = at("all").outcome();
    assert_eq!(all.text, "0.64.");
    assert_eq!(
        printed(&all)[0],
        "RandomForestClassifier(criterion='entropy', max_features=None, n_estimators=25,\n\
         \x20                      random_state=4)"
    );
    let measured = at("measured").outcome();
    assert_eq!(measured.text, "3.475.");
    assert_eq!(
        printed(&measured),
        ["RandomForestRegressor(n_estimators=20, random_state=0)", "train 0.1426"]
    );
}

#[test]
fn its_code_is_scikit_learns() {
    let code = code(&at("all").outcome());
    let lines = [
        "y_train = Y_train.ravel().astype(int)",
        "forest = RandomForestClassifier(",
        "    n_estimators=25,",
        "    criterion=\"entropy\",",
        "    max_features=None,",
        "    random_state=4)",
        "forest.fit(X_train, y_train)",
        "print(\"train\", round(forest.score(X_train, y_train), 4))",
    ];
    assert_eq!(code, lines);
    let imports = crate::harness::code(&at("imports").outcome());
    let lines = [
        "import numpy as np",
        "from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor",
        "from sklearn.model_selection import train_test_split",
    ];
    assert_eq!(imports, lines);
}

#[test]
fn rows_that_were_left_out_are_asked_about() {
    let outcome = at("left-out").outcome();
    let shown = "RandomForestClassifier(n_estimators=30, oob_score=True, random_state=0)";
    assert_eq!(printed(&outcome), [shown, "train 1.0", "oob 0.7"]);
    let node = |outcome: Outcome| outcome.tree.unwrap().node[0].clone();
    assert_eq!(node(outcome), "train error 0   out of bag: score 0.7");
    let few = "train error 0   out of bag: score 0.8, and 2 of 10 rows had no tree to ask";
    assert_eq!(node(at("few").outcome()), few);
    let printed = printed(&at("few").outcome());
    assert!(printed[0].starts_with("UserWarning: Some inputs do not have OOB scores."));
    assert_eq!(printed[2], "oob 0.8");
}

#[test]
fn each_value_gives_the_errors_that_scikit_learn_gives() {
    assert_eq!(printed(&at("depths").outcome())[0], "1 0.1\n2 0.0\n3 0.0");
    assert_eq!(printed(&at("features").outcome())[0], "1 0.0\n2 0.0\n3 0.0");
    assert_eq!(printed(&at("eggs-by-depth").outcome())[0], "1 0.161\n2 0.1625\n3 0.1426");
    // The smaller forests are the beginning of the largest.
    let numbers = printed(&at("numbers").outcome());
    assert_eq!(numbers[0], PARTS_BY_TREES);
    assert_eq!(printed(&at("three").outcome())[1], THREE_ON_PARTS);
}

#[test]
fn trees_are_added_along_the_slider() {
    let screen = open(FORESTS, "numbers").shows("1 trees: 0.1667.").press("<tab>");
    let screen = screen.press("<up>").shows("3 trees: ");
    screen.press("<up><up>").shows("30 trees: 0.").shows("27 of 30 trees say songbird");
    let mut lab = at("numbers");
    lab.act(Entry::Slide(Slider::NEstimators, 30.0)).unwrap();
    assert!(code(&lab.outcome()).contains(&"    n_estimators=30,".to_owned()));
    let curve = chart(&lab.outcome(), PictureName::ValidationCurve);
    let points = |at: usize| match &curve[at] {
        Series::Curve { points, .. } => points.iter().map(|[_, error]| *error).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    assert_eq!(points(0).len(), 4);
    assert!((points(0)[0] - 1.0 / 6.0).abs() < 1e-12);
}

#[test]
fn a_forest_says_what_its_trees_say() {
    let told = at("hundred").outcome().tree.unwrap();
    let node = [
        "train error 0",
        "tree 1 of 100 draws 10 times from 10 rows: 4 more than once, 4 never",
        "its root looks at 1 of 3 features, x2, and asks x2 ≤ 0.5",
    ];
    assert_eq!(told.node, node);
    assert_eq!(told.ways[1], "○××○×××××× … → 76 of 100 trees say cat, mean share 0.76: cat");
    assert_eq!(told.ways[3], "○○○○○○×××○ … → 34 of 100 trees say cat, mean share 0.34: other");
    let eggs = at("measured").outcome().tree.unwrap();
    assert!(eggs.ways[2].ends_with(" … → mean of 20 trees 3.475"), "{}", eggs.ways[2]);
}

#[test]
fn its_pictures_follow_the_example() {
    use PictureName::{Importances, Model, Rows, Tree, Trees, ValidationCurve, Votes};
    let names = |step: &str| -> Vec<PictureName> {
        at(step).outcome().pictures.iter().map(|picture| picture.name).collect()
    };
    assert_eq!(names("hundred"), [Rows, Votes, Trees, Importances, Tree]);
    assert_eq!(names("numbers"), [Model, ValidationCurve, Votes, Trees, Importances, Tree]);
    let mut lab = at("hundred");
    lab.act(Entry::Look(3)).unwrap();
    let votes = chart(&lab.outcome(), PictureName::Votes);
    let Some(Series::Points { points, .. }) = votes.first() else { panic!("no points") };
    assert_eq!(points.len(), 100);
    assert_eq!(points.iter().filter(|[_, share]| *share > 0.5).count(), 34);
    let Some(Series::Curve { points, .. }) = votes.last() else { panic!("no curve") };
    assert!((points[99][1] - 0.34).abs() < 1e-12 && points[99][0] == 100.0);
    let pictures = lab.outcome().pictures;
    let bars = pictures.iter().find(|picture| picture.name == Importances).unwrap();
    let Drawing::Bars(bars) = &bars.drawing else { panic!("no bars") };
    let told: Vec<(&str, String)> =
        bars.bars.iter().map(|bar| (bar.name.as_str(), format!("{:.4}", bar.value))).collect();
    let scikit_learns = [("x0", "0.5380"), ("x2", "0.2461"), ("x1", "0.2158")];
    assert_eq!(told, scikit_learns.map(|(name, value)| (name, value.to_owned())));
}

#[test]
fn its_first_trees_stand_side_by_side() {
    let mut lab = at("hundred");
    lab.act(Entry::Look(1)).unwrap();
    let forest = forest(&lab.outcome());
    assert_eq!((forest.trees.len(), forest.count), (60, 100));
    assert_eq!(forest.title, "76 of 100 trees say cat, mean share 0.76");
    let asked = |it: &ForestTree| it.tree.nodes[0].question.as_ref().unwrap().text.clone();
    let told: Vec<(String, usize, f64)> = forest.trees[..6]
        .iter()
        .map(|it| (asked(it), it.tree.nodes.len(), it.vote.unwrap().value))
        .collect();
    let scikit_learns = [
        ("x2", 7, 0.0),
        ("x0", 7, 1.0),
        ("x0", 7, 1.0),
        ("x1", 7, 0.0),
        ("x0", 7, 1.0),
        ("x1", 9, 1.0),
    ];
    assert_eq!(
        told,
        scikit_learns.map(|(name, nodes, says)| (format!("{name} ≤ 0.5?"), nodes, says))
    );
    lab.act(Entry::Look(3)).unwrap();
    let forest = self::forest(&lab.outcome());
    let way = |at: usize| -> Vec<usize> {
        let nodes = forest.trees[at].tree.nodes.iter().enumerate();
        nodes.filter(|(_, node)| node.is_on_way).map(|(number, _)| number).collect()
    };
    // As its `decision_path` says.
    assert_eq!([way(0), way(3), way(5)], [vec![0, 4, 5], vec![0, 1], vec![0, 1, 3]]);
}

#[test]
fn trees_that_say_numbers_are_measured_by_one_scale() {
    let mut lab = at("measured");
    lab.act(Entry::Look(2)).unwrap();
    let forest = forest(&lab.outcome());
    let votes: Vec<(f64, f64)> = forest.trees[..3]
        .iter()
        .map(|it| it.vote.map(|it| (it.value, it.share)).unwrap())
        .collect();
    // The least that any node says is 2, the most 8.
    assert_eq!(votes, [(2.5, 0.5 / 6.0), (7.0, 5.0 / 6.0), (2.5, 0.5 / 6.0)]);
    assert!(forest.trees.iter().all(|it| it.tree.classes.is_empty()));
}

#[test]
fn who_votes_what_is_seen_on_every_screen() {
    for (width, height) in [(80, 24), (120, 40), (160, 50)] {
        let screen = open(FORESTS, "left-out").size(width, height);
        let screen = screen.shows("1: × ").shows("2: × ").shows("more  × cat  ○ other");
        screen.press("j").shows("1: ○ ").shows("2: × ").hides("…≤0.5");
    }
    open(FORESTS, "left-out").size(40, 12).press("z").shows("x2 ≤ 0.5").shows("1: × 1");
    open(FORESTS, "three").size(120, 40).press("vv").shows("tree 3: ").hides("and 0 more");
    plain(FORESTS, "left-out").shows("x2 <= 0.5").shows("1: x 1").press("j").shows("1: o 0");
}

#[test]
fn a_row_says_how_often_the_first_tree_has_drawn_it() {
    let table = |source: &str, step: &str| {
        let outcome = lab_at(source, step).outcome();
        let rows = outcome.pictures.into_iter().find(|picture| picture.name == PictureName::Rows);
        let Some(Drawing::Table(table)) = rows.map(|rows| rows.drawing) else { panic!("no rows") };
        table
    };
    let hundred = table(FORESTS, "hundred");
    assert_eq!(hundred.columns, ["drawn", "x[0]", "x[1]", "x[2]"]);
    let drawn: Vec<&str> = hundred.rows.iter().map(|row| row.cells[0].as_str()).collect();
    // As its `_generate_sample_indices` draws.
    assert_eq!(drawn, ["2", "0", "2", "2", "0", "0", "1", "1", "0", "2"]);
    assert!(hundred.rows.iter().all(|row| row.is_left_out == (row.cells[0] == "0")));
    // Before there is a forest nothing is drawn, nor without bootstrap.
    assert_eq!(table(FORESTS, "animals").columns.len(), 3);
    let all = FORESTS.replace("name = \"forest\" }", "name = \"forest\", bootstrap = false }");
    let all = table(&all, "hundred");
    assert!(all.columns.len() == 3 && all.rows.iter().all(|row| !row.is_left_out));
}

#[test]
fn rows_of_another_part_were_never_drawn_from() {
    let animals = FORESTS.replace("run.dataset = \"birds\"", "run.dataset = \"animals\"");
    let animals = animals.replace("touch = \"data\"\n", "");
    let drawn = |source: &str| {
        let outcome = lab_at(source, "three").outcome();
        let rows =
            outcome.pictures.iter().find(|picture| picture.name == PictureName::Rows).unwrap();
        matches!(&rows.drawing, Drawing::Table(table) if table.columns[0] == "drawn")
    };
    assert!(drawn(&animals));
    let tested = animals.replace("id = \"three\"", "id = \"three\"\nsplit = \"test\"");
    assert!(!drawn(&tested));
}

#[test]
fn a_row_that_was_not_drawn_steps_back() {
    let seen = |style: Style| {
        let outcome = at("hundred").outcome();
        let rows =
            outcome.pictures.iter().find(|picture| picture.name == PictureName::Rows).unwrap();
        let grid = rows.drawing.draw(40, 12, style);
        let roles = |line: &[Cell]| -> Vec<Role> {
            line.iter().filter(|cell| cell.symbol != ' ').map(|cell| cell.role).collect()
        };
        grid.rows().skip(1).take(10).map(roles).collect::<Vec<_>>()
    };
    for glyphs in [Glyphs::Unicode, Glyphs::Ascii] {
        let rows = seen(Style { glyphs, shading: Shading::Background });
        for (row, drawn) in rows.iter().zip([2, 0, 2, 2, 0, 0, 1, 1, 0, 2]) {
            assert_eq!(row.iter().all(|role| *role == Role::Muted), drawn == 0);
        }
    }
    for (width, height) in [(80, 24), (120, 40)] {
        let screen = open(FORESTS, "hundred").size(width, height).shows("drawn x[");
        screen.shows("X[0] ►× cat 2 1 1 1").shows("X[1] × cat 0 0 0 1");
    }
}

#[test]
fn a_forest_follows_the_data_under_it() {
    let mut lab = at("moved");
    assert_eq!(lab.outcome().text, "0.");
    let other = Coordinate { row: 1, column: Column::Y(0) };
    lab.act(Entry::Point(vec![(other, 1.0)])).unwrap();
    assert_eq!(lab.outcome().text, "0.8.");
    lab.undo();
    assert_eq!(lab.outcome().text, "0.");
}

#[test]
fn rows_are_drawn_again_by_the_next_random_state() {
    let mut lab = at("moved");
    lab.act(Entry::Reroll).unwrap();
    let outcome = lab.outcome();
    assert_eq!(outcome.text, "0.2.");
    assert!(code(&outcome).contains(&"    random_state=1)".to_owned()), "{:?}", code(&outcome));
    assert_eq!(printed(&outcome)[1], "train 1.0");
    lab.undo();
    assert_eq!(lab.outcome().text, "0.");
    open(FORESTS, "moved").press("n").shows("random_state=1").press("u").shows("random_state=0");
}

#[test]
fn rows_are_drawn_again_where_nothing_else_can_be_changed() {
    open(FORESTS, "three").press("n").shows("random_state=1").press("u").shows("random_state=0");
}

#[test]
fn a_row_that_was_drawn_twice_counts_as_two() {
    let outcome = at("hundred").outcome();
    let Some(Drawing::Tree(tree)) = outcome
        .pictures
        .iter()
        .find(|picture| picture.name == PictureName::Tree)
        .map(|picture| picture.drawing.clone())
    else {
        panic!("no tree");
    };
    assert_eq!(tree.nodes[0].rows, 10);
    for node in &tree.nodes {
        assert_eq!(node.counts.iter().sum::<u64>(), node.rows);
    }
}

#[test]
fn a_single_class_is_told_and_no_other() {
    let outcome = at("one-class").outcome();
    assert_eq!(outcome.text, "1, 0 wrong.");
    assert!(outcome.tree.unwrap().ways[0].starts_with("×× → 2 of 2 trees say yes"));
}

#[test]
fn what_cannot_be_set_is_said_in_scikit_learns_words() {
    let refused = |settings: &str, message: &str| {
        let settings = format!("name = \"forest\", {settings}");
        let source = FORESTS.replace("name = \"forest\" }", &format!("{settings} }}"));
        let outcome = lab_at(&source, "hundred").outcome();
        let Some(Printed::Error(error)) = outcome.console.last().map(|it| &it.printed) else {
            panic!("no error of {settings}");
        };
        assert_eq!(error.keras, message);
    };
    let invalid = |parameter: &str, wanted: &str, got: &str| {
        format!(
            "The '{parameter}' parameter of RandomForestClassifier must be {wanted}. Got {got} instead."
        )
    };
    let trees = "an int in the range [1, inf)";
    refused("n_estimators = 0", &invalid("n_estimators", trees, "0"));
    refused("n_estimators = 0.5", &invalid("n_estimators", trees, "0.5"));
    let depth = "an int in the range [1, inf) or None";
    refused("max_depth = 0", &invalid("max_depth", depth, "0"));
    let features = "an int in the range [1, inf), a float in the range (0.0, 1.0], a str among \
                    {'log2', 'sqrt'} or None";
    refused("max_features = 0", &invalid("max_features", features, "0"));
    refused("max_features = 1.5", &invalid("max_features", features, "1.5"));
    let leaf = "an int in the range [1, inf) or a float in the range (0.0, 1.0)";
    refused("min_samples_leaf = 1.0", &invalid("min_samples_leaf", leaf, "1.0"));
    let left_out = "Out of bag estimation only available if bootstrap=True";
    refused("bootstrap = false, oob_score = true", left_out);
}

#[test]
fn what_a_lesson_cannot_say_is_refused_where_it_is_said() {
    let refused = |settings: &str, message: &str| {
        let settings = format!("name = \"forest\", {settings} }}");
        let source = FORESTS.replace("name = \"forest\" }", &settings);
        let error = lesson::read("test.toml", &source).unwrap_err().to_string();
        assert!(error.contains(message), "{error}");
        assert!(error.contains("run.random_forest") || error.contains("max_features"), "{error}");
    };
    let most = TREES + 1;
    let many = format!("{most} trees are too many: the limit is {TREES}");
    refused(&format!("n_estimators = {most}"), &many);
    refused(&format!("over = {{ n_estimators = [1, {most}] }}"), &many);
    refused("over = { n_estimators = [1, 2.5] }", "expected a whole number of 1 or more");
    refused("over = { ccp_alpha = [0.0, 1.0] }", "`ccp_alpha` cannot be tried here");
    refused("max_features = \"half\"", "expected `sqrt`, `log2`, `all`, a number of features");
    let long = "over = { max_depth = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30] }";
    let source = "x = [[1.0, 1.0, 1.0], ";
    let rows = format!("{source}{}", "[1.0, 0.5, 1.0], ".repeat(990));
    let labels = format!("y = [{}", "[1.0], ".repeat(990));
    let source = FORESTS.replacen(source, &rows, 1).replacen("y = [", &labels, 1);
    let settings = format!("name = \"forest\", n_estimators = 1000, {long} }}");
    let source = source.replace("name = \"forest\" }", &settings);
    let error = lesson::read("test.toml", &source).unwrap_err().to_string();
    assert!(error.contains("this forest is about "), "{error}");
    assert!(error.contains("expected fewer trees, rows, features or values to try"), "{error}");
}

/// 1 minus the scores on both parts of the birds, for 1, 3, 10 and 30 trees.
const PARTS_BY_TREES: &str = "1 0.1667 0.6667\n3 0.1667 0.8333\n10 0.0 0.6667\n30 0.0 0.6667";
const THREE_ON_PARTS: &str = "train 0.8333\ntest 0.1667";

fn at(step: &str) -> Lab {
    lab_at(FORESTS, step)
}

fn chart(outcome: &Outcome, name: PictureName) -> Vec<Series> {
    let picture = outcome.pictures.iter().find(|picture| picture.name == name).unwrap();
    picture.chart().unwrap().series.clone()
}

fn forest(outcome: &Outcome) -> Forest {
    let trees = outcome.pictures.iter().find(|picture| picture.name == PictureName::Trees).unwrap();
    let Drawing::Forest(forest) = &trees.drawing else { panic!("no forest") };
    forest.clone()
}
