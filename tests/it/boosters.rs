//! Boosting in a lesson: round by round, forward and back, by other settings, with blanks. Every number
//! is XGBoost 3.2.0's.

#![allow(clippy::unwrap_used, clippy::float_cmp, reason = "a test may be strict")]

use layerlab::chart::{Drawing, Series};
use layerlab::journal::{Column, Coordinate, Entry, Slider};
use layerlab::lab::{EditError, Lab, Outcome, Printed};
use layerlab::lesson;
use layerlab::lesson::format::PictureName;
use layerlab::lesson::limits::ROUNDS;

use crate::harness::{code, lab_at, open, printed};

/// Six houses, and twelve birds on a plane.
const BOOSTERS: &str = r#"
format = 1
title = "Boosting"
about = "One small tree after another"
[data.houses]
x = [[1.0], [2.0], [3.0], [4.0], [5.0], [6.0]]
y = [[3.0], [5.0], [4.0], [10.0], [12.0], [14.0]]
x_label = "Rooms"
y_label = "Price"
[data.birds]
x = [[1.0, 20.0], [0.0, 35.0], [1.0, 15.0], [0.0, 90.0], [0.0, 120.0], [1.0, 60.0], [0.0, 25.0], [1.0, 110.0], [1.0, 70.0], [0.0, 10.0], [1.0, 95.0], [0.0, 55.0]]
y = [[1.0], [0.0], [1.0], [0.0], [0.0], [1.0], [0.0], [0.0], [1.0], [0.0], [0.0], [1.0]]
x_label = "Sings"
x2_label = "Weight (g)"
classes = ["other", "songbird"]
[[step]]
id = "imports"
title = "Imports"
run = "imports"
[[step]]
id = "houses"
title = "Houses"
run.dataset = "houses"
[[step]]
id = "four"
title = "Four"
text = "{output[0]} after {num_boost_round} with {eta} and {lambda}."
run.booster = { name = "booster", num_boost_round = 4, max_depth = 1, eta = 1.0, lambda = 0.0 }
[[step]]
id = "half"
title = "Half"
run.booster = { name = "half", num_boost_round = 4, max_depth = 1, eta = 0.5 }
touch = "data"
[[step]]
id = "taken-back"
title = "Taken back"
run.booster = { name = "taken", num_boost_round = 1, max_depth = 2, eta = 1.0, lambda = 0.0, gamma = 20.0 }
[[step]]
id = "blanks"
title = "Blanks"
run.booster = { name = "one", num_boost_round = 1, max_depth = 1, eta = 0.5, lambda = 1.0 }
[[step.fill]]
tree = { node = 1, line = "yes" }
blanks = ["residuals", "leaf"]
[[step.fill]]
tree = { node = 1, line = "gain" }
blanks = ["gain"]
[[step]]
id = "rates"
title = "Rates"
text = "{eta}: {train_error}."
run.booster = { name = "rates", num_boost_round = 4, max_depth = 1, over = { eta = [0.1, 0.5, 1.0] } }
[[step]]
id = "weights"
title = "Weights"
run.booster = { name = "weights", num_boost_round = 4, max_depth = 1, over = { lambda = [0.0, 1.0] } }
[[step]]
id = "first"
title = "First"
text = "{num_boost_round}: {output[0]}."
run.booster = { name = "first", num_boost_round = 3, round = 0, max_depth = 1, eta = 0.5 }
choose = "eta"
[[step]]
id = "goal"
title = "Goal"
run.booster = { name = "aim", num_boost_round = 4, max_depth = 1, eta = 0.1, lambda = 1.0 }
goal.error = [{ of = "train", below = 0.3 }]
hints = ["Larger steps, and nothing that holds leaves back."]
solution = { settings = { eta = 1.0, lambda = 0.0 } }
[[step]]
id = "birds"
title = "Birds"
run.dataset = "birds"
[[step]]
id = "classes"
title = "Classes"
text = "{output[1]}."
run.booster = { name = "birds", num_boost_round = 20, max_depth = 2, min_child_weight = 0.5 }
[[step]]
id = "parts"
title = "Parts"
run.train_test_split = { test_size = 0.25, random_state = 6 }
[[step]]
id = "stopped"
title = "Stopped"
run.booster = { name = "stopped", num_boost_round = 50, max_depth = 2, eta = 1.0, early_stopping_rounds = 3, min_child_weight = 0.0, over = { eta = [0.3, 1.0] } }
"#;

#[test]
fn a_booster_is_xgboosts() {
    let four = at("four").outcome();
    assert_eq!(four.text, "3 after 4 with 1 and 0.");
    let lines = [
        "[0]     train-rmse:1.29099\n[1]     train-rmse:0.93095\n\
         [2]     train-rmse:0.84063\n[3]     train-rmse:0.71181",
        "0:[Rooms<1.5] yes=1,no=2,missing=1,gain=1.20000041,cover=6\n\
         \x20       1:leaf=-1,cover=1\n        2:leaf=0.200000197,cover=5",
        "[ 3.         4.2000003  4.2000003 11.4       11.4       13.799999 ]",
    ];
    assert_eq!(printed(&four), lines);
    let taken = printed(&at("taken-back").outcome());
    let dump = "0:[Rooms<3.5] yes=1,no=2,missing=1,gain=96,cover=6\n\
                \x20       1:leaf=-4,cover=3\n        2:leaf=4,cover=3";
    assert_eq!(taken[1], dump);
    let classes = at("classes").outcome();
    assert_eq!(classes.text, "0.2679.");
    let lines = "[0]     train-logloss:0.57749\n[10]    train-logloss:0.25165\n\
                 [19]    train-logloss:0.21429";
    assert_eq!(printed(&classes)[0], lines);
    assert_eq!(printed(&classes)[2], "train 0.9167");
}

#[test]
fn its_code_is_xgboosts() {
    let lines = [
        "names = [\"Rooms\"]",
        "train = xgb.DMatrix(",
        "    data=X_train,",
        "    label=Y_train,",
        "    feature_names=names)",
        "params = {",
        "    \"max_depth\": 1,",
        "    \"eta\": 1.0,",
        "    \"lambda\": 0.0,",
        "    \"tree_method\": \"exact\"}",
        "booster = xgb.train(",
        "    params=params,",
        "    dtrain=train,",
        "    num_boost_round=4,",
        "    evals=[(train, \"train\")])",
        "print(booster.get_dump(with_stats=True)[-1])",
        "print(booster.predict(train))",
    ];
    assert_eq!(code(&at("four").outcome()), lines);
    assert!(code(&at("imports").outcome()).contains(&"import xgboost as xgb".to_owned()));
    assert!(
        code(&at("classes").outcome())
            .contains(&"    \"objective\": \"binary:logistic\",".to_owned())
    );
    // One of its settings is a word of Python.
    let weights = code(&at("weights").outcome());
    assert!(weights.contains(&"for reg_lambda in [0.0, 1.0]:".to_owned()));
    assert!(weights.contains(&"        \"lambda\": reg_lambda,".to_owned()));
}

#[test]
fn rounds_go_forward_and_back() {
    let mut lab = at("four");
    let says = [
        "[ 4.  4.  4. 12. 12. 12.]",
        "[ 3.6  3.6  3.6 11.6 11.6 14. ]",
        "[ 4.        4.        4.       11.2      11.2      13.599999]",
    ];
    for (round, says) in (1..).zip(says) {
        lab.act(Entry::Slide(Slider::NumBoostRound, round as f32)).unwrap();
        let outcome = lab.outcome();
        assert_eq!(printed(&outcome).last().unwrap(), says);
        assert!(code(&outcome).contains(&format!("    num_boost_round={round},")));
    }
    // Before its first tree it starts from the mean, which XGBoost's own does not know yet.
    lab.act(Entry::Slide(Slider::NumBoostRound, 0.0)).unwrap();
    assert_eq!(lab.outcome().text, "8 after 0 with 1 and 0.");
    assert_eq!(printed(&lab.outcome()), [""]);
    let screen = open(BOOSTERS, "four").shows("round 4 of 4: Rooms < 1.5");
    screen.press("<down><down>").shows("round 2 of 4: Rooms < 5.5").press("<up><up><up>");
    open(BOOSTERS, "first").shows("0: 8.").shows("no tree yet: all get 8");
}

#[test]
fn a_step_says_which_setting_is_chosen_first() {
    let screen = open(BOOSTERS, "first").shows("eta [ 0.5").press("<up>").shows("eta [ 0.6");
    screen.press("1").press("<enter>").shows("eta [ 1   ]");
    let unknown = BOOSTERS.replace("choose = \"eta\"", "choose = \"gamma\"");
    let lesson = lesson::read("test.toml", &unknown).unwrap();
    let faults = layerlab::check::check(&lesson, &unknown);
    let told = "`gamma` is to be chosen, and there is none at this step";
    assert!(faults.iter().any(|fault| fault.message.contains(told)), "{faults:?}");
}

#[test]
fn a_setting_that_is_named_can_be_changed() {
    let mut lab = at("half");
    lab.act(Entry::Slide(Slider::Eta, 0.1)).unwrap();
    assert!(printed(&lab.outcome())[0].ends_with("[3]     train-rmse:3.20032"));
    lab.undo();
    let half = "[ 4.7425003  4.7425003  4.7425003  9.6175    11.861112  11.861112 ]";
    assert_eq!(printed(&lab.outcome())[2], half);
    // Whoever looks at an earlier round goes on to.
    lab.act(Entry::Slide(Slider::NumBoostRound, 1.0)).unwrap();
    lab.act(Entry::Slide(Slider::Eta, 1.0)).unwrap();
    assert_eq!(printed(&lab.outcome()).last().unwrap(), "[ 5.  5.  5. 11. 11. 11.]");
    let other = Entry::Slide(Slider::Gamma, 1.0);
    assert_eq!(lab.act(other), Err(EditError::NothingToSlide));
}

#[test]
fn what_a_setting_cannot_be_is_said_in_xgboosts_words_and_can_be_undone() {
    let mut lab = at("half");
    let before = printed(&lab.outcome());
    lab.act(Entry::Slide(Slider::Eta, -1.0)).unwrap();
    let outcome = lab.outcome();
    let Some(Printed::Error(error)) = outcome.console.last().map(|it| &it.printed) else {
        panic!("no error");
    };
    let said = "value -1 for Parameter learning_rate should be greater equal to 0";
    assert!(error.keras.starts_with(said), "{}", error.keras);
    assert_eq!(error.what_to_do, "Set eta to 0 or more.");
    lab.act(Entry::Slide(Slider::Eta, 0.5)).unwrap();
    assert_eq!(printed(&lab.outcome()), before);
    // A lesson that begins with such a setting can be set right by hand.
    let source =
        BOOSTERS.replace("max_depth = 1, eta = 0.5 }\ntouch", "max_depth = 1, eta = -0.5 }\ntouch");
    let mut lab = lab_at(&source, "half");
    assert!(matches!(lab.outcome().console.last().unwrap().printed, Printed::Error(_)));
    lab.act(Entry::Slide(Slider::Eta, 0.5)).unwrap();
    assert_eq!(printed(&lab.outcome()), before);
}

#[test]
fn one_that_is_refused_is_not_an_earlier_one_of_its_name() {
    let other = "name = \"half\", num_boost_round = 1, max_depth = 2, eta = -1.0";
    let source =
        BOOSTERS.replace("name = \"taken\", num_boost_round = 1, max_depth = 2, eta = 1.0", other);
    let mut lab = lab_at(&source, "taken-back");
    let is_refused =
        |lab: &Lab| matches!(lab.outcome().console.last().unwrap().printed, Printed::Error(_));
    assert!(is_refused(&lab) && lab.outcome().tree.is_none());
    lab.act(Entry::Slide(Slider::Eta, 1.0)).unwrap();
    assert_eq!(lab.outcome().tree.unwrap().node[0], "round 1 of 1: Rooms < 3.5   rmse train 1.291");
    // While it is refused nothing is told that it said before.
    lab.act(Entry::Slide(Slider::Eta, -2.0)).unwrap();
    assert!(is_refused(&lab) && lab.outcome().tree.is_none());
}

#[test]
fn what_gamma_takes_back_is_told() {
    let mut lab = at("taken-back");
    lab.act(Entry::Slide(Slider::Gamma, 100.0)).unwrap();
    let told = lab.outcome().tree.unwrap().node;
    assert_eq!(told[0], "round 1 of 1: gamma took back a gain of 96   rmse train 4.2032");
    assert_eq!(told[1], "6 rows   leaf = 1 · 0 / (6 + 0) = 0");
}

#[test]
fn names_that_xgboost_does_not_take_are_made_such() {
    let source = BOOSTERS.replace("x_label = \"Sings\"", "x_label = \"a<b (x)\"");
    let source = source.replace("x2_label = \"Weight (g)\"", "x2_label = \"ab\"");
    let code = code(&lab_at(&source, "classes").outcome());
    assert_eq!(code[0], "names = [\"ab\", \"ab 2\"]");
}

#[test]
fn a_round_is_told_and_every_sum() {
    let told = at("half").outcome().tree.unwrap();
    let node = [
        "round 4 of 4: Rooms < 4.5   rmse train 1.1828",
        "yes: 4 rows   leaf = 0.5 · -3.075 / (4 + 1) = -0.3075",
        "no: 2 rows   leaf = 0.5 · 3.4167 / (2 + 1) = 0.5694",
        "gain = 3.075² / (4 + 1) + 3.4167² / (2 + 1) - 0.3417² / (6 + 1) = 5.7657",
    ];
    assert_eq!(told.node, node);
    assert_eq!(told.ways[0], "8 - 1.5 - 0.9375 - 0.5125 - 0.3075 → 4.7425, y 3");
    let classes = at("classes").outcome().tree.unwrap();
    let way = &classes.ways[1];
    assert!(way.ends_with(" + 19 more = -1.0055 → chance of songbird 0.2679: other"), "{way}");
}

#[test]
fn a_leaf_can_have_blanks() {
    let screen = open(BOOSTERS, "blanks").shows("yes: 3 rows   leaf = 0.5 · [       ]");
    let names: Vec<PictureName> =
        at("blanks").outcome().pictures.iter().map(|picture| picture.name).collect();
    assert_eq!(names, [PictureName::Model, PictureName::Loss]);
    // What belongs there is not told beside it.
    let screen = screen.hides("-12").hides("-1.5").press("-12<enter>").shows("-12");
    screen.press("-1.5<enter>72<enter>").shows("round 1 of 1: Rooms < 3.5");
}

#[test]
fn each_value_gives_what_xgboost_measures() {
    let rates = at("rates");
    assert_eq!(printed(&rates.outcome())[0], "0.1 3.2003\n0.5 1.1828\n1.0 0.4858");
    assert_eq!(rates.outcome().text, "0.1: 5.121.");
    let screen = open(BOOSTERS, "rates").press("<tab>").shows("0.1: 5.121.");
    screen.press("<backtab><up><up>").shows("1: 0.118.");
    let Drawing::Chart(curve) = drawing(&rates.outcome(), PictureName::ValidationCurve) else {
        panic!("no chart");
    };
    assert_eq!(curve.y.label, "rmse");
}

#[test]
fn early_stopping_counts_rounds_from_0() {
    let outcome = at("stopped").outcome();
    let lines = printed(&outcome);
    // Each value is told at its own end.
    assert_eq!(lines[0], "0.3 0.1916 0.7784\n1.0 0.0821 0.8963");
    let last = "[3]     train-logloss:0.10332   test-logloss:0.86179\n\
                [4]     train-logloss:0.08206   test-logloss:0.89630";
    assert!(lines[1].ends_with(last), "{}", lines[1]);
    assert_eq!(lines[2], "1 5");
}

#[test]
fn its_pictures_follow_the_round() {
    use PictureName::{Importances, Loss, Model, Residuals, Tree};
    let mut lab = at("half");
    let names = |lab: &Lab| -> Vec<PictureName> {
        lab.outcome().pictures.iter().map(|picture| picture.name).collect()
    };
    assert_eq!(names(&lab), [Model, Residuals, Loss, Tree, Importances]);
    lab.act(Entry::Slide(Slider::NumBoostRound, 1.0)).unwrap();
    let Drawing::Chart(chart) = drawing(&lab.outcome(), Residuals) else { panic!("no chart") };
    let Series::Points { points, .. } = &chart.series[0] else { panic!("no points") };
    let residuals: Vec<f64> = points.iter().map(|point| point[1]).collect();
    assert_eq!(residuals, [-5.0, -3.0, -4.0, 2.0, 4.0, 6.0]);
    let ends = |series: &Series| match series {
        Series::Curve { points, .. } => [points[0][1], points[points.len() - 1][1]],
        other => panic!("{other:?}"),
    };
    assert_eq!(ends(&chart.series[1]), [-3.0, 3.0]);
    assert_eq!(ends(&chart.series[2]), [-1.5, 1.5]);
    let Drawing::Tree(tree) = drawing(&lab.outcome(), Tree) else { panic!("no tree") };
    let answers: Vec<&str> = tree.nodes[1..].iter().map(|node| node.answer.as_str()).collect();
    assert_eq!((answers, tree.nodes[0].rows), (vec!["-1.5", "1.5"], 6));
    lab.act(Entry::Slide(Slider::NumBoostRound, 0.0)).unwrap();
    assert_eq!(names(&lab), [Model, Residuals, Loss, Importances]);
    let Drawing::Bars(bars) = drawing(&at("classes").outcome(), Importances) else {
        panic!("no bars");
    };
    let told: Vec<String> =
        bars.bars.iter().map(|bar| format!("{} {:.6}", bar.name, bar.value)).collect();
    assert_eq!(told, ["Sings 0.632896", "Weight 0.536244"]);
}

#[test]
fn a_booster_follows_the_data_under_it() {
    let mut lab = at("half");
    let before = printed(&lab.outcome());
    let cheap = Coordinate { row: 5, column: Column::Y(0) };
    lab.act(Entry::Point(vec![(cheap, 2.0)])).unwrap();
    assert_ne!(printed(&lab.outcome())[0], before[0]);
    assert!(lab.outcome().tree.unwrap().ways[5].ends_with("y 2"));
    lab.undo();
    assert_eq!(printed(&lab.outcome()), before);
}

#[test]
fn a_goal_is_reached_with_other_settings() {
    let screen = open(BOOSTERS, "goal").press("s").shows("✓");
    screen.shows("eta   1 ").shows("lambda   0 ").press("u").shows("eta   0.1 ");
    // Whatever was changed before.
    let mut lab = at("goal");
    lab.act(Entry::Slide(Slider::NumBoostRound, 0.0)).unwrap();
    lab.act(Entry::Slide(Slider::MaxDepth, 0.0)).unwrap();
    assert!(lab.skip());
    assert!(lab.outcome().is_reached());
    let unknown = BOOSTERS.replace("settings = { eta = 1.0,", "settings = { gamma = 1.0,");
    let error = lesson::read("test.toml", &unknown).unwrap_err().to_string();
    let known = "expected one of `num_boost_round`, `eta`, `lambda`, `max_depth`";
    assert!(error.contains(known), "{error}");
}

#[test]
fn what_a_lesson_cannot_say_is_refused_where_it_is_said() {
    let refused = |settings: &str, message: &str| {
        let source = BOOSTERS.replace("num_boost_round = 4, max_depth = 1, eta = 0.5", settings);
        let error = lesson::read("test.toml", &source).unwrap_err().to_string();
        assert!(error.contains(message) && error.contains("run.booster"), "{error}");
    };
    let most = ROUNDS + 1;
    let many = format!("{most} rounds are too many: the limit is {ROUNDS}");
    refused(&format!("num_boost_round = {most}"), &many);
    refused("over = { num_boost_round = [1, 2] }", "`num_boost_round` cannot be tried here");
    refused("over = { eta = [-1.0, 2.0] }", "expected a number that is not below 0");
    refused("over = { max_depth = [1.5, 2.0] }", "expected a whole number of 1 or more");
}

fn at(step: &str) -> Lab {
    lab_at(BOOSTERS, step)
}

fn drawing(outcome: &Outcome, name: PictureName) -> Drawing {
    let found = outcome.pictures.iter().find(|picture| picture.name == name);
    found.unwrap_or_else(|| panic!("no {name:?}")).drawing.clone()
}

#[test]
fn a_value_that_is_not_tried_is_told_with_the_one_that_was_taken() {
    let screen = open(BOOSTERS, "rates").press("0.3<enter>");
    let mut screen = screen.shows("0.3 is not tried here: ");
    let taken = screen.app.lab().slid(Slider::Eta).unwrap();
    assert!(screen.text().contains(&format!("0.3 is not tried here: {taken} comes nearest")));
}
