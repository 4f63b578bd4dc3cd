//! Races: several settings trained side by side from the same weights.

use layerlab::chart::{Role, Series};
use layerlab::journal::{Entry, Parameter, Place};
use layerlab::lab::{Lab, Setting, parse_setting};
use layerlab::lesson::format::PictureName;
use layerlab::lesson::read;

use crate::harness;

const LESSON: &str = r#"
format = 1
title = "A race"
about = "Three runs"
[data.houses]
x = [[1.0], [2.0], [3.0], [4.0]]
y = [[300.0], [500.0], [700.0], [900.0]]
x_label = "Size"
y_label = "Price"
[[step]]
id = "houses"
title = "Houses"
run.dataset = "houses"
[[step]]
id = "model"
title = "Model"
run.sequential = { name = "m", inputs = 1, layers = [{ dense = { name = "l", units = 1 } }] }
[[step]]
id = "race"
title = "Race"
picture = "loss"
run.fit = { model = "m", loss = "mean_squared_error", learning_rate = 0.01, batch_size = 4, epochs = 20, start = [{ layer = "l", w = [[0.0]], b = [0.0] }], race = [
    { learning_rate = 0.05 },
    { batch_size = 1, learning_rate = 0.001 },
] }
[[step]]
id = "alone"
title = "Alone"
run.fit = { model = "m", loss = "mean_squared_error", learning_rate = 0.05, batch_size = 4, epochs = 20, start = [{ layer = "l", w = [[0.0]], b = [0.0] }] }
"#;

fn lab(text: &str, step: &str) -> Lab {
    let mut lab = Lab::new(read("race.toml", text).unwrap());
    let at = lab.lesson().steps.iter().position(|s| s.id == step).unwrap();
    lab.go_to(at);
    lab
}

/// The curves of the loss: names, roles and points.
fn curves(lab: &Lab) -> Vec<(String, Role, Vec<[f64; 2]>)> {
    let pictures = lab.outcome().pictures;
    let loss = pictures.iter().find(|picture| picture.name == PictureName::Loss).unwrap();
    let curve = |series: &Series| match series {
        Series::Curve { name, role, points } => Some((name.clone(), *role, points.clone())),
        _ => None,
    };
    loss.chart().unwrap().series.iter().filter_map(curve).collect()
}

use curves as curves_of;

fn curve(lab: &Lab, name: &str) -> Vec<[f64; 2]> {
    let all = curves(lab);
    let found = all.iter().find(|(known, ..)| known == name);
    found.unwrap_or_else(|| panic!("no {name} among {all:?}")).2.clone()
}

#[test]
fn every_run_is_named_by_what_it_does_otherwise_and_has_its_colour() {
    let mut lab = lab(LESSON, "race");
    lab.train(3);
    let all = curves(&lab);
    let names: Vec<(&str, Role)> = all.iter().map(|(name, role, _)| (&**name, *role)).collect();
    let wanted = [
        ("rate 0.01, batch 4", Role::Model),
        ("rate 0.05", Role::Rival(0)),
        ("rate 0.001, batch 1", Role::Rival(1)),
    ];
    assert_eq!(names, wanted);
    let text = LESSON.replace("{ batch_size = 1, learning_rate = 0.001 },", "");
    let adam = text.replace("{ learning_rate = 0.05 },", "{ optimizer = \"adam\" },");
    let mut lab = self::lab(&adam, "race");
    lab.train(3);
    let all = curves(&lab);
    assert_eq!((&*all[0].0, &*all[1].0), ("sgd", "adam"));
}

#[test]
fn a_run_beside_the_fit_learns_what_it_would_learn_alone() {
    let (mut together, mut alone) = (lab(LESSON, "race"), lab(LESSON, "alone"));
    for _ in 0..4 {
        together.train(5);
        alone.train(5);
        let mut known = curve(&alone, "loss");
        // Of the model itself the chart says also what its loss is at this moment.
        known.pop();
        assert_eq!(curve(&together, "rate 0.05"), known);
    }
    // Smaller batches make more steps in an epoch, and all have come equally far.
    let mut half = lab(LESSON, "race");
    half.train(7);
    assert_eq!(curve(&half, "rate 0.001, batch 1").len(), 28);
    assert_eq!(curve(&half, "rate 0.05").len(), 7);
}

#[test]
fn only_the_fit_itself_changes_the_model() {
    let text = LESSON.replace("], race = [", "], nothing = [");
    let without = text[..text.find("], nothing").unwrap()].to_owned() + "] }\n";
    let (mut race, mut alone) = (lab(LESSON, "race"), lab(&without, "race"));
    race.train(20);
    alone.train(20);
    assert_eq!(race.answer(), alone.answer());
}

#[test]
fn all_start_over_together_from_the_weights_that_are_set() {
    let mut lab = lab(LESSON, "race");
    let w = Parameter { layer: "l".into(), place: Place::Weight { input: 0, unit: 0 } };
    lab.act(Entry::Set(w, 150.0)).unwrap();
    lab.train(5);
    let first: Vec<f64> = curves(&lab).iter().map(|(.., points)| points[0][1]).collect();
    assert!(first[..2].iter().all(|loss| *loss == first[0] && *loss < 100_000.0), "{first:?}");
    let before = curves(&lab);
    lab.act(Entry::StartOver).unwrap();
    let starts = curves(&lab).into_iter().filter(|(name, ..)| name != "run before");
    assert!(starts.into_iter().all(|(.., points)| points.len() <= 1));
    lab.train(5);
    assert_eq!(curves(&lab)[1..3], before[1..3]);
}

#[test]
fn more_epochs_and_another_rate_leave_the_others_as_they_are() {
    let mut lab = lab(LESSON, "race");
    lab.act(Entry::Fit(parse_setting(Setting::LearningRate, "0.02").unwrap())).unwrap();
    lab.train(20);
    lab.act(Entry::MoreEpochs).unwrap();
    lab.train(20);
    assert_eq!(curve(&lab, "rate 0.02, batch 4").len(), 41);
    assert_eq!(curve(&lab, "rate 0.05").len(), 40);
    // Taken back and done again it is the same.
    let known = curves(&lab);
    lab.undo();
    lab.undo();
    lab.redo();
    lab.redo();
    assert_eq!(curves(&lab), known);
}

#[test]
fn one_that_goes_astray_is_named_where_it_leaves_and_presses_nothing_flat() {
    let text = LESSON.replace("{ learning_rate = 0.05 },", "{ learning_rate = 5.0 },");
    let mut screen = harness::open(&text, "race").size(120, 40).press(" ");
    for _ in 0..400 {
        screen.app.update(layerlab::tui::Message::Train { batches: 1, per_second: 10 });
    }
    let text = screen.text();
    assert!(text.contains("rate 5.0") && text.contains("rate 0.01"), "{text}");
    assert!(!text.contains("1e8") && !text.contains("inf") && !text.contains("NaN"), "{text}");
    // The axis goes with the loss of the model.
    let loss = curves_of(screen.app.lab());
    let highest = loss[0].2.iter().map(|point| point[1]).fold(0.0, f64::max);
    let pictures = screen.app.lab().outcome().pictures;
    let chart = pictures.iter().find(|picture| picture.name == PictureName::Loss).unwrap();
    assert!(chart.chart().unwrap().y.max <= 100.0 * highest);
    assert!(loss[1].2.iter().any(|point| point[1] > 1e4 * highest), "{:?}", loss[1].2);
}

#[test]
fn a_name_says_what_a_run_does_otherwise_as_it_is_now() {
    let mut lab = lab(LESSON, "race");
    lab.train(2);
    for (setting, value) in [(Setting::LearningRate, "0.05"), (Setting::Optimizer, "adam")] {
        lab.act(Entry::Fit(parse_setting(setting, value).unwrap())).unwrap();
    }
    let names: Vec<String> = curves(&lab).into_iter().map(|(name, ..)| name).collect();
    let wanted = ["adam, rate 0.05, batch 4", "sgd", "sgd, rate 0.001, batch 1"];
    assert_eq!(names, wanted);
}

#[test]
fn a_batch_of_the_fit_leaves_no_more_than_a_batch_of_work_beside_it() {
    let rows = vec!["[1.0]"; 9_000].join(", ");
    let data = format!("x = [{rows}]\ny = [{rows}]\n");
    let text = LESSON
        .replace(
            "x = [[1.0], [2.0], [3.0], [4.0]]\ny = [[300.0], [500.0], [700.0], [900.0]]\n",
            &data,
        )
        .replace("batch_size = 4, epochs = 20, start", "batch_size = 9000, epochs = 1, start")
        .replace(
            "units = 1 } }",
            "units = 200, activation = \"relu\" } }, { dense = { name = \"o\", units = 1 } }",
        )
        .replace("start = [{ layer = \"l\", w = [[0.0]], b = [0.0] }], ", "");
    let text = text[..text.find("[[step]]\nid = \"alone\"").unwrap()].to_owned();
    let error = read("race.toml", &text).unwrap_err().to_string();
    assert!(error.contains("race"), "{error}");
}

#[test]
fn what_cannot_run_side_by_side_is_refused_with_its_place() {
    let refused = |race: &str, needle: &str| {
        let text = LESSON.replace("{ learning_rate = 0.05 },", race);
        let error = read("race.toml", &text).unwrap_err().to_string();
        assert!(error.contains(needle) && error.contains("race.toml:2"), "{error}");
    };
    refused("{ epochs = 3 },", "all runs of a race have the epochs of the fit");
    refused("{ learning_rate = 0.01 },", "expected a setting that is not that of the fit itself");
    refused("{},", "expected a setting that is not that of the fit itself");
    refused("{ learning_rate = 0.0 },", "a learning rate has to be above 0");
    refused("{ batch_size = 2 }, { batch_size = 3 },", "3 runs in a race");
    refused("{ optimiser = \"adam\" },", "optimizer");
}
