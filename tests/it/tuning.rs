//! Settings of trees and forests in their cells: changed, refused, undone, held. Every number is
//! scikit-learn 1.9.1's.

#![allow(clippy::unwrap_used, reason = "a test may be strict")]

use layerlab::chart::Drawing;
use layerlab::journal::{Entry, Node, Parameter, Place, Slider, Task};
use layerlab::lab::{EditError, Lab, Opening, Printed};
use layerlab::lesson::format::PictureName;
use layerlab::lesson::{self, limits};

use crate::harness::{SIZES, code, lab_at, open, printed};

const TUNED: &str = r#"
format = 1
title = "Tuned"
about = "Settings in cells"

[data.d]
x = [[1.0], [2.0], [3.0], [4.0], [5.0], [6.0], [7.0], [8.0]]
y = [[0.0], [1.0], [0.0], [1.0], [1.0], [0.0], [1.0], [1.0]]
classes = ["no", "yes"]

[data.numbers]
x = [[1.0], [2.0], [3.0], [4.0], [5.0], [6.0], [7.0], [8.0]]
y = [[1.0], [2.0], [4.0], [3.0], [6.0], [8.0], [7.0], [9.0]]

[[step]]
id = "d"
title = "D"
text = "Rows."
run.dataset = "d"

[[step]]
id = "tree"
title = "Tree"
text = "Depth {max_depth}, split {min_samples_split}: {train_error} wrong."
run.decision_tree = { name = "tree", max_depth = 2, min_samples_split = 2 }

[[step]]
id = "goal"
title = "Goal"
text = "Make it better."
run.decision_tree = { name = "better", max_depth = 1 }
goal.error = [{ of = "train", below = 0.2 }]
hints = ["Ask more questions."]
solution = { settings = { max_depth = 3 } }

[[step]]
id = "share"
title = "Share"
text = "Leaf {min_samples_leaf}: {train_error}."
run.decision_tree = { name = "share", min_samples_leaf = 0.25 }

[[step]]
id = "asked"
title = "Asked"
text = "By hand."
run.decision_tree = { name = "asked", max_depth = 2, questions = [] }

[[step]]
id = "forest"
title = "Forest"
text = "{n_estimators} trees, depth {max_depth}: {train_error} wrong."
run.random_forest = { name = "forest", n_estimators = 3, max_depth = 2 }

[[step]]
id = "both"
title = "Both"
text = "{n_estimators} trees, depth {max_depth}: {train_error} wrong."
run.random_forest = { name = "both", n_estimators = 3, over = { max_depth = [1, 2, 3] } }

[[step]]
id = "held"
title = "Held"
text = "{max_depth} questions: {train_error}."
run.random_forest = { name = "fixed", n_estimators = 3, max_depth = 2 }
hold = ["max_depth"]

[[step]]
id = "all-held"
title = "All held"
text = "Nothing to change."
run.decision_tree = { name = "still", max_depth = 2 }
hold = ["max_depth"]

[[step]]
id = "wrong"
title = "Wrong"
text = "A depth of 0."
run.decision_tree = { name = "wrong", max_depth = 0 }

[[step]]
id = "numbers"
title = "Numbers"
text = "Numbers."
run.dataset = "numbers"

[[step]]
id = "pruned"
title = "Pruned"
text = "{leaves} leaves."
run.decision_tree = { name = "pruned", ccp_alpha = 0.0 }
"#;

fn slide(lab: &mut Lab, slider: Slider, value: f32) {
    lab.act(Entry::Slide(slider, value)).unwrap();
}

/// The cells of settings, each with its value.
fn cells(lab: &Lab) -> Vec<(String, f32)> {
    lab.outcome().slides.into_iter().map(|slide| (slide.name, slide.value)).collect()
}

fn named(cells: &[(&str, f32)]) -> Vec<(String, f32)> {
    cells.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect()
}

#[test]
fn a_tree_has_a_cell_for_every_setting_that_is_named() {
    let mut lab = lab_at(TUNED, "tree");
    assert_eq!(cells(&lab), named(&[("max_depth", 2.0), ("min_samples_split", 2.0)]));
    assert_eq!(lab.outcome().text, "Depth 2, split 2: 0.25 wrong.");
    slide(&mut lab, Slider::MaxDepth, 3.0);
    assert_eq!(lab.outcome().text, "Depth 3, split 2: 0.125 wrong.");
    assert_eq!(printed(&lab.outcome())[0], "DecisionTreeClassifier(max_depth=3, random_state=0)");
    slide(&mut lab, Slider::MinSamplesSplit, 4.0);
    assert_eq!(lab.outcome().text, "Depth 3, split 4: 0.125 wrong.");
    assert!(code(&lab.outcome()).contains(&"    min_samples_split=4,".to_owned()));
    assert!(lab.undo() && lab.undo());
    assert_eq!(lab.outcome().text, "Depth 2, split 2: 0.25 wrong.");
    assert_eq!(cells(&lab)[0].1, 2.0);
    assert!(lab.redo());
    assert_eq!(cells(&lab)[0].1, 3.0);
    lab.reset();
    assert_eq!(lab.outcome().text, "Depth 2, split 2: 0.25 wrong.");
}

#[test]
fn a_changed_setting_grows_the_tree_anew_over_what_was_asked_by_hand() {
    let mut lab = lab_at(TUNED, "tree");
    lab.act(Entry::Close(Node { tree: "tree".to_owned(), place: 1 })).unwrap();
    assert_eq!(lab.outcome().text, "Depth 2, split 2: 0.375 wrong.");
    // What stands in the cell is not what the tree is.
    assert_eq!(cells(&lab)[0], ("grown with max_depth".to_owned(), 2.0));
    slide(&mut lab, Slider::MaxDepth, 1.0);
    assert_eq!(cells(&lab)[0], ("max_depth".to_owned(), 1.0));
    assert_eq!(lab.outcome().text, "Depth 1, split 2: 0.25 wrong.");
    assert_eq!(printed(&lab.outcome())[0], "DecisionTreeClassifier(max_depth=1, random_state=0)");
    assert!(lab.undo());
    assert_eq!(lab.outcome().text, "Depth 2, split 2: 0.375 wrong.");
    let root = Parameter { layer: "tree".to_owned(), place: Place::Node { place: 1 } };
    assert!(lab.undo() && lab.value(&root).is_some());
}

#[test]
fn a_goal_is_reached_by_a_setting_and_solved_by_it() {
    let mut lab = lab_at(TUNED, "goal");
    assert_eq!((lab.record().task, lab.opening()), (Task::Open, Opening::First));
    slide(&mut lab, Slider::MaxDepth, 3.0);
    assert_eq!(lab.record().task, Task::Done);
    let mut lab = lab_at(TUNED, "goal");
    slide(&mut lab, Slider::MaxDepth, 0.0);
    assert!(lab.skip() && lab.outcome().is_reached());
    assert_eq!(cells(&lab), named(&[("max_depth", 3.0)]));
}

#[test]
fn a_setting_that_cannot_be_is_said_in_scikit_learns_words_and_set_right() {
    for (step, name, place) in [("tree", "tree", 0), ("forest", "forest", 1)] {
        let mut lab = lab_at(TUNED, step);
        let class = ["DecisionTreeClassifier", "RandomForestClassifier"][place];
        let first = lab.outcome();
        slide(&mut lab, Slider::MaxDepth, 0.0);
        let outcome = lab.outcome();
        let Printed::Error(error) = &outcome.console.last().unwrap().printed else {
            panic!("no error at {step}");
        };
        let wanted = "an int in the range [1, inf) or None. Got 0 instead.";
        let said = format!("The 'max_depth' parameter of {class} must be {wanted}");
        assert_eq!(error.keras, said);
        assert!(code(&outcome).contains(&"    max_depth=0,".to_owned()), "{name}");
        // Nothing else is told of it.
        assert!(outcome.tree.is_none() && outcome.parameters.is_empty());
        assert!(outcome.text.ends_with("… wrong."), "{}", outcome.text);
        assert_eq!(cells(&lab).iter().filter(|(name, _)| name == "max_depth").count(), 1);
        slide(&mut lab, Slider::MaxDepth, 2.0);
        assert_eq!(lab.outcome().console, first.console);
        assert_eq!(lab.outcome().text, first.text);
        slide(&mut lab, Slider::MaxDepth, 0.5);
        assert!(matches!(lab.outcome().console.last().unwrap().printed, Printed::Error(_)));
        assert!(lab.undo());
        assert_eq!(lab.outcome().text, first.text);
    }
}

#[test]
fn what_a_lesson_has_set_wrong_can_be_set_right() {
    let mut lab = lab_at(TUNED, "wrong");
    assert!(lab.outcome().tree.is_none(), "that of an earlier step is not this one");
    slide(&mut lab, Slider::MaxDepth, 1.0);
    assert_eq!(printed(&lab.outcome())[0], "DecisionTreeClassifier(max_depth=1, random_state=0)");
    assert!(lab.outcome().tree.is_some());
}

#[test]
fn a_share_goes_by_tenths_and_a_whole_number_is_a_count() {
    let mut lab = lab_at(TUNED, "share");
    let slides = lab.outcome().slides;
    assert_eq!((slides[0].value, slides[0].nudge), (0.25, 0.1));
    assert_eq!(lab.outcome().text, "Leaf 0.25: 0.25.");
    slide(&mut lab, Slider::MinSamplesLeaf, 0.5);
    assert_eq!(lab.outcome().text, "Leaf 0.5: 0.375.");
    slide(&mut lab, Slider::MinSamplesLeaf, 1.0);
    assert!(code(&lab.outcome()).contains(&"    min_samples_leaf=1,".to_owned()));
    assert_eq!(lab.outcome().text, "Leaf 1: 0.");

    // All rows are a share where scikit-learn takes that for one.
    let source =
        TUNED.replace("min_samples_leaf = 0.25 }", "min_samples_split = 1.0, max_depth = 1 }");
    let mut lab = lab_at(&source, "share");
    slide(&mut lab, Slider::MaxDepth, 2.0);
    assert!(code(&lab.outcome()).contains(&"    min_samples_split=1.0,".to_owned()));
    slide(&mut lab, Slider::MinSamplesSplit, 2.0);
    assert!(code(&lab.outcome()).contains(&"    min_samples_split=2,".to_owned()));
}

#[test]
fn the_words_of_a_step_tell_its_own_settings_while_it_asks() {
    let question = "\n[step.question]\nask = \"A?\"\nanswer = 1\n\n[[step.question.options]]\ntext = \"A\"\nreply = \"A.\"\n\n[[step.question.options]]\ntext = \"B\"\nreply = \"B.\"\n";
    let source = TUNED.replace("hold = [\"max_depth\"]", "");
    let source = source.replace(
        "run.random_forest = { name = \"both\", n_estimators = 3, over = { max_depth = [1, 2, 3] } }\n",
        &format!("run.random_forest = {{ name = \"both\", n_estimators = 9, max_depth = 5 }}\n{question}"),
    );
    let lab = lab_at(&source, "both");
    assert!(lab.is_withheld() && lab.outcome().is_before);
    assert!(lab.outcome().text.starts_with("9 trees, depth 5: "), "{}", lab.outcome().text);
    open(&source, "both").shows("as step 6 left it").press("1").hides("left it");
}

#[test]
fn a_later_step_tells_nothing_of_what_was_refused() {
    let source = TUNED.replace("run.random_forest = { name = \"forest\"", "#");
    let source = source.replace("run.decision_tree = { name = \"asked\"", "#");
    let mut lab = lab_at(&source, "share");
    slide(&mut lab, Slider::MinSamplesLeaf, 0.0);
    lab.go_to(lab.position() + 2);
    assert!(lab.outcome().text.ends_with("… wrong."), "{}", lab.outcome().text);
    assert!(lab.outcome().tree.is_none());
}

#[test]
fn a_tree_of_numbers_is_pruned_in_its_cell() {
    let mut lab = lab_at(TUNED, "pruned");
    assert_eq!(cells(&lab), named(&[("ccp_alpha", 0.0)]));
    assert_eq!((lab.outcome().slides[0].nudge, lab.outcome().text.as_str()), (0.01, "8 leaves."));
    slide(&mut lab, Slider::CcpAlpha, 0.5);
    assert_eq!(lab.outcome().text, "2 leaves.");
}

#[test]
fn a_tree_that_is_asked_has_no_settings_to_change() {
    let lab = lab_at(TUNED, "asked");
    assert_eq!(cells(&lab), Vec::new());
    assert_eq!(
        lab.clone().act(Entry::Slide(Slider::MaxDepth, 1.0)),
        Err(EditError::NothingToSlide)
    );
}

#[test]
fn a_forest_has_a_cell_for_every_setting_that_is_named() {
    let mut lab = lab_at(TUNED, "forest");
    assert_eq!(cells(&lab), named(&[("n_estimators", 3.0), ("max_depth", 2.0)]));
    assert_eq!(lab.outcome().text, "3 trees, depth 2: 0.125 wrong.");
    slide(&mut lab, Slider::NEstimators, 4.0);
    assert_eq!(lab.outcome().text, "4 trees, depth 2: 0.5 wrong.");
    slide(&mut lab, Slider::MaxDepth, 3.0);
    assert_eq!(lab.outcome().text, "4 trees, depth 3: 0.375 wrong.");
    slide(&mut lab, Slider::MaxDepth, 2.0);
    lab.act(Entry::Reroll).unwrap();
    assert_eq!(lab.outcome().text, "4 trees, depth 2: 0.25 wrong.");
    // A draw outlasts settings, also those that cannot be.
    slide(&mut lab, Slider::NEstimators, 0.0);
    assert!(lab.outcome().tree.is_none());
    slide(&mut lab, Slider::NEstimators, 4.0);
    assert_eq!(lab.outcome().text, "4 trees, depth 2: 0.25 wrong.");
    assert!(code(&lab.outcome()).contains(&"    random_state=1)".to_owned()));
}

#[test]
fn a_forest_tells_its_errors_where_nothing_is_tried() {
    let node = |step: &str| lab_at(TUNED, step).outcome().tree.unwrap().node;
    assert_eq!(node("forest")[0], "train error 0.125");
    assert!(!node("both")[0].contains("error"), "that stands beside the value");
}

#[test]
fn what_is_tried_follows_the_other_settings() {
    let mut lab = lab_at(TUNED, "both");
    assert_eq!(cells(&lab), named(&[("max_depth", 1.0), ("n_estimators", 3.0)]));
    assert_eq!(printed(&lab.outcome())[0], "1 0.25\n2 0.125\n3 0.0");
    slide(&mut lab, Slider::NEstimators, 4.0);
    assert_eq!(printed(&lab.outcome())[0], "1 0.375\n2 0.5\n3 0.375");
    slide(&mut lab, Slider::MaxDepth, 3.0);
    assert_eq!(lab.outcome().text, "4 trees, depth 3: 0.375 wrong.");
    assert_eq!(cells(&lab), named(&[("max_depth", 3.0), ("n_estimators", 4.0)]));
    slide(&mut lab, Slider::NEstimators, 3.0);
    assert_eq!(lab.outcome().text, "3 trees, depth 3: 0 wrong.");
}

#[test]
fn a_forest_grows_no_larger_than_its_limit() {
    let mut lab = lab_at(TUNED, "forest");
    let most = limits::TREES;
    slide(&mut lab, Slider::NEstimators, most as f32 + 1.0);
    let outcome = lab.outcome();
    let Printed::Error(error) = &outcome.console.last().unwrap().printed else { panic!("taken") };
    let said = format!(
        "RandomForestClassifier takes at most {most} n_estimators here, but was given {}.",
        most + 1
    );
    assert_eq!(error.keras, said);
    // What scikit-learn refuses itself comes first.
    slide(&mut lab, Slider::MaxDepth, -1.0);
    let Printed::Error(error) = &lab.outcome().console.last().unwrap().printed.clone() else {
        panic!("taken")
    };
    assert!(error.keras.starts_with("The 'max_depth' parameter"), "{}", error.keras);
    for strange in [f32::MAX, -1.0, 1e9] {
        slide(&mut lab, Slider::NEstimators, strange);
        assert!(matches!(lab.outcome().console.last().unwrap().printed, Printed::Error(_)));
    }
    assert_eq!(lab.act(Entry::Slide(Slider::NEstimators, f32::NAN)), Err(EditError::TooLarge));
}

#[test]
fn a_forest_keeps_no_more_than_a_lesson_may() {
    let x: Vec<String> = (0..10_000).map(|row| format!("[{row}.0]")).collect();
    let y: Vec<String> = (0..10_000).map(|row| format!("[{}.0]", u8::from(row > 50))).collect();
    let (head, rest) = TUNED.split_once("x = [").unwrap();
    let rest = &rest[rest.find("classes").unwrap()..];
    let source = format!("{head}x = [{}]\ny = [{}]\n{rest}", x.join(", "), y.join(", "));
    let mut lab = lab_at(&source, "forest");
    slide(&mut lab, Slider::NEstimators, 251.0);
    let Printed::Error(error) = &lab.outcome().console.last().unwrap().printed.clone() else {
        panic!("taken")
    };
    let said = "RandomForestClassifier takes at most 250 n_estimators here, but was given 251.";
    assert_eq!(error.keras, said);
    slide(&mut lab, Slider::NEstimators, 5.0);
    assert_eq!(printed(&lab.outcome())[1], "train 1.0");
}

#[test]
fn a_setting_that_is_held_has_no_cell() {
    let mut lab = lab_at(TUNED, "held");
    let held = |lab: &Lab| -> Vec<(String, bool)> {
        lab.outcome().slides.iter().map(|slide| (slide.label(), slide.is_held)).collect()
    };
    let both = [("n_estimators".to_owned(), false), ("max_depth held".to_owned(), true)];
    assert_eq!(held(&lab), both);
    assert_eq!(lab.outcome().text, "2 questions: 0.125.");
    open(TUNED, "held").shows("max_depth held   2").press("<tab>").shows("n_estimators [ 3");
    open(TUNED, "held").click("held").shows("this number is held at this step");
    assert_eq!(lab.act(Entry::Slide(Slider::MaxDepth, 3.0)), Err(EditError::Held));
    slide(&mut lab, Slider::NEstimators, 4.0);
    assert_eq!(lab.outcome().text, "2 questions: 0.5.");
    // Another draw leaves it as it is.
    lab.act(Entry::Reroll).unwrap();
    assert!(code(&lab.outcome()).contains(&"    random_state=1)".to_owned()));
    let lab = lab_at(TUNED, "all-held");
    assert_eq!((held(&lab).len(), lab.opening()), (1, Opening::Nothing));
    // Nor are the questions changed that the setting makes.
    assert!(lab.outcome().parameters.is_empty());
    let node = Node { tree: "still".to_owned(), place: 1 };
    assert_eq!(lab.clone().act(Entry::Close(node)), Err(EditError::Held));

    let source = TUNED.replace("hold = [\"max_depth\"]", "hold = [\"eta\"]");
    let lesson = lesson::read("test.toml", &source).unwrap();
    let findings = layerlab::check::check(&lesson, &source);
    let said = "`eta` is to be held, and there is none at this step";
    assert_eq!(findings.iter().filter(|finding| finding.message == said).count(), 2);
    let source =
        TUNED.replace("hold = [\"max_depth\"]", "hold = [\"max_depth\"]\nchoose = \"max_depth\"");
    let lesson = lesson::read("test.toml", &source).unwrap();
    let findings = layerlab::check::check(&lesson, &source);
    let said = "`max_depth` is to be chosen, and is held";
    assert_eq!(findings.iter().filter(|finding| finding.message == said).count(), 2);
    let source = TUNED.replace("max_depth = 1 }\n", "max_depth = 1 }\nhold = [\"max_depth\"]\n");
    let lesson = lesson::read("test.toml", &source).unwrap();
    let findings = layerlab::check::check(&lesson, &source);
    let said = "the solution changes `max_depth`, which is held";
    assert!(findings.iter().any(|finding| finding.message == said), "{findings:?}");
    let source = TUNED.replace("hold = [\"max_depth\"]", "hold = [\"depth\"]");
    let error = lesson::read("test.toml", &source).unwrap_err().to_string();
    assert!(error.contains("or a setting that can be changed here"), "{error}");
}

#[test]
fn an_error_of_0_is_drawn_where_it_is() {
    let x: Vec<String> = (0..100).map(|row| format!("[{row}.0]")).collect();
    let y: Vec<String> =
        (0..100).map(|row| format!("[{}.0]", u8::from(row * 37 % 100 >= 60))).collect();
    let curve = |depths: &str| {
        let rows = format!("x = [{}]\ny = [{}]\n", x.join(", "), y.join(", "));
        let (head, rest) = TUNED.split_once("x = [").unwrap();
        let rest = &rest[rest.find("classes").unwrap()..];
        let source = format!("{head}{rows}{rest}");
        let source =
            source.replace("max_depth = 1 }", &format!("over = {{ max_depth = {depths} }} }}"));
        let outcome = lab_at(&source.replace("settings = { max_depth = 3 }", "value = 67"), "goal");
        let pictures = outcome.outcome().pictures;
        let curve = pictures.into_iter().find(|it| it.name == PictureName::ValidationCurve);
        let Some(Drawing::Chart(chart)) = curve.map(|it| it.drawing) else { panic!("no curve") };
        chart.y
    };
    let axis = curve("[1, 65, 67]");
    assert_eq!((axis.label.as_str(), axis.min), ("error", 0.0));
    assert_eq!(curve("[1, 65]").label, "error (log)");
}

#[test]
fn settings_are_changed_with_the_keys_of_a_fit() {
    for (width, height) in SIZES {
        let screen = open(TUNED, "forest").size(width, height).shows("n_estimators [ 3");
        let screen = screen.press("<up>").shows("n_estimators [ 4").press("u");
        let screen = screen.press("7<enter>").shows("n_estimators [ 7");
        let screen = screen.press("<tab>").shows("max_depth [ 2").press("0<enter>");
        let screen = screen.press("zz").shows("max_depth [ 0");
        screen.press("<up>").shows("max_depth [ 1").press("r").shows("max_depth [ 2");
    }
    let screen = open(TUNED, "tree").press("0<enter>").shows("must be").shows("[1, inf)");
    screen.shows("Give it a whole number from 1 up, or leave").shows("it out.");
    // Nudges stay where there is something to see, and come back from where there is not.
    let screen = open(TUNED, "forest").press("<down><down><down><s-down>");
    let screen =
        screen.shows("n_estimators [ 1").press("0<enter><down>").shows("[ 0").press("<up>");
    screen.shows("n_estimators [ 1").press("-4<enter><up>").shows("n_estimators [ -3");
}
