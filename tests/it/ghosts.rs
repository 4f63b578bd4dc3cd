//! The run before: what is seen of it behind the run that starts over from it.

use layerlab::chart::{Role, Series};
use layerlab::journal::{Entry, Parameter};
use layerlab::lab::{Lab, Outcome};
use layerlab::lesson::format::{FitChange, PictureName};
use layerlab::lesson::read;

use crate::harness;

const LINE: &str = r#"
format = 1
title = "Twice"
about = "Two runs"
[data.houses]
x = [[1.0], [2.0]]
y = [[300.0], [500.0]]
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
id = "fit"
title = "Fit"
run.fit = { model = "m", loss = "mean_squared_error", learning_rate = 0.01, batch_size = 2, epochs = 20, start = [{ layer = "l", w = [[0.0]], b = [0.0] }] }
"#;

const PLANE: &str = r#"
format = 1
title = "Twice"
about = "Two runs"
[data.lamps]
x = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
y = [[0.0], [0.0], [0.0], [1.0]]
x_label = "First"
x2_label = "Second"
y_label = "Lamp"
classes = ["off", "on"]
[[step]]
id = "lamps"
title = "Lamps"
run.dataset = "lamps"
[[step]]
id = "model"
title = "Model"
run.sequential = { name = "m", inputs = 2, layers = [{ dense = { name = "l", units = 1, activation = "sigmoid" } }] }
[[step]]
id = "fit"
title = "Fit"
run.fit = { model = "m", loss = "binary_crossentropy", learning_rate = 0.5, batch_size = 4, epochs = 100, start = [{ layer = "l", w = [[0.0], [0.0]], b = [0.0] }] }
"#;

fn at_fit(text: &str) -> Lab {
    let mut lab = Lab::new(read("twice.toml", text).unwrap());
    lab.go_to(2);
    lab
}

/// A lab that has trained, then started over with another rate and trained for some epochs.
fn twice(text: &str, epochs: usize) -> (Lab, Vec<f32>) {
    let mut lab = at_fit(text);
    lab.train(epochs);
    let left = weights(&lab.outcome());
    lab.act(Entry::Fit(FitChange { learning_rate: Some(0.1), ..FitChange::default() })).unwrap();
    lab.act(Entry::StartOver).unwrap();
    lab.train(3);
    (lab, left)
}

fn weights(outcome: &Outcome) -> Vec<f32> {
    outcome.parameters.iter().map(|parameter| parameter.value).collect()
}

/// The series of a picture that are of the run before.
fn ghosts(outcome: &Outcome, name: PictureName) -> Vec<Series> {
    let picture = outcome.pictures.iter().find(|picture| picture.name == name).unwrap();
    let is_muted = |series: &&Series| {
        matches!(
            series,
            Series::Curve { role: Role::Muted, .. }
                | Series::Points { role: Role::Muted, .. }
                | Series::Contour { role: Role::Muted, .. }
        )
    };
    picture.chart().unwrap().series.iter().filter(is_muted).cloned().collect()
}

#[test]
fn the_line_of_the_run_before_stays_behind_that_of_now() {
    let (lab, left) = twice(LINE, 20);
    let ghosts = ghosts(&lab.outcome(), PictureName::Model);
    let [Series::Curve { name, points, .. }] = ghosts.as_slice() else { panic!("{ghosts:?}") };
    assert_eq!(name, "run before");
    for [x, y] in points {
        let expected = f64::from(left[0]) * x + f64::from(left[1]);
        assert!((y - expected).abs() < 1e-3, "at {x}: {y}, not {expected}");
    }
    assert!(!points.is_empty());
}

#[test]
fn there_is_no_run_before_the_first_and_none_once_the_step_is_as_at_first() {
    let mut lab = at_fit(LINE);
    lab.train(5);
    assert_eq!(ghosts(&lab.outcome(), PictureName::Model), []);
    assert!(lab.outcome().parameters.iter().all(|parameter| parameter.before.is_none()));
    let (mut lab, _) = twice(LINE, 20);
    while lab.outcome().can_undo {
        lab.undo();
    }
    assert_eq!(ghosts(&lab.outcome(), PictureName::Model), []);
}

#[test]
fn it_is_there_before_the_next_run_begins_and_gone_with_a_second_r() {
    let befores =
        |lab: &Lab| lab.outcome().parameters.iter().filter_map(|p| p.before).collect::<Vec<_>>();
    let mut lab = at_fit(LINE);
    lab.train(20);
    let left = weights(&lab.outcome());
    lab.act(Entry::StartOver).unwrap();
    assert_eq!(befores(&lab), left);
    assert_eq!(ghosts(&lab.outcome(), PictureName::Model).len(), 1);
    // Other weights to start from are no run.
    lab.act(Entry::Reroll).unwrap();
    assert_eq!(befores(&lab), left);
    lab.act(Entry::Reset).unwrap();
    assert_eq!((befores(&lab), ghosts(&lab.outcome(), PictureName::Model)), (vec![], vec![]));
    for size in [(80, 24), (120, 40)] {
        let screen = harness::open(LINE, "fit").size(size.0, size.1).press("eer");
        screen.shows("run before").press("n").shows("run before").press("r").hides("run before");
    }
}

#[test]
fn weights_that_are_drawn_again_leave_the_run_before_where_it_was() {
    let mut lab = at_fit(LINE);
    lab.train(20);
    let left = weights(&lab.outcome());
    lab.act(Entry::Reroll).unwrap();
    lab.train(3);
    let before: Vec<Option<f32>> = lab.outcome().parameters.iter().map(|p| p.before).collect();
    assert_eq!(before, left.iter().map(|value| Some(*value)).collect::<Vec<_>>());
    // Its way in the bowl begins where that run began.
    let way = way(&mut lab);
    assert_eq!(way[0], [0.0, 0.0]);
    assert_eq!(way.last(), Some(&[f64::from(left[0]), f64::from(left[1])]));
}

#[test]
fn of_a_long_run_the_way_goes_to_its_end_too() {
    // So many steps are not all kept.
    let (mut lab, left) = twice(&LINE.replace("epochs = 20", "epochs = 1202"), 1202);
    let way = way(&mut lab);
    assert!(way.len() < 1202, "{}", way.len());
    assert_eq!(way.last(), Some(&[f64::from(left[0]), f64::from(left[1])]));
}

#[test]
fn the_axis_of_the_loss_has_room_for_both_runs() {
    let mut lab = at_fit(LINE);
    lab.train(20);
    lab.act(Entry::StartOver).unwrap();
    for (index, value) in [(0, 199.0), (1, 99.0)] {
        let parameter = lab.outcome().parameters[index].parameter.clone();
        lab.act(Entry::Set(parameter, value)).unwrap();
    }
    lab.train(3);
    let outcome = lab.outcome();
    let ghosts = ghosts(&outcome, PictureName::Loss);
    let [Series::Curve { points, .. }] = ghosts.as_slice() else { panic!("{ghosts:?}") };
    let loss = outcome.pictures.iter().find(|picture| picture.name == PictureName::Loss).unwrap();
    let top = loss.chart().unwrap().y.max;
    assert!(points[0][1] > 1e5 && top >= points[0][1], "{top} for {:?}", points[0]);
}

/// The way of the run before over the two weights of a line.
fn way(lab: &mut Lab) -> Vec<[f64; 2]> {
    let first: Parameter = lab.outcome().parameters[0].parameter.clone();
    lab.focus(Some(first));
    let pictures = lab.outcome().pictures;
    let bowl = pictures.iter().find(|picture| picture.name == PictureName::Bowl).unwrap();
    let layerlab::chart::Drawing::Sliced(bowl) = &bowl.drawing else { panic!() };
    let way = bowl.plane.series.iter().find_map(|series| match series {
        Series::Curve { role: Role::Muted, points, .. } => Some(points.clone()),
        _ => None,
    });
    way.unwrap()
}

#[test]
fn each_number_says_what_the_run_before_left_of_it() {
    let (lab, left) = twice(LINE, 20);
    let before: Vec<Option<f32>> = lab.outcome().parameters.iter().map(|p| p.before).collect();
    assert_eq!(before, left.iter().map(|value| Some(*value)).collect::<Vec<_>>());
    assert_ne!(weights(&lab.outcome()), left);
}

#[test]
fn the_boundary_of_the_run_before_goes_where_that_run_was_undecided() {
    let (lab, left) = twice(PLANE, 100);
    let ghosts = ghosts(&lab.outcome(), PictureName::Model);
    let [Series::Contour { name, levels, values, .. }] = ghosts.as_slice() else {
        panic!("{} ghosts", ghosts.len())
    };
    assert_eq!((name.as_str(), levels.as_slice()), ("run before", &[0.5][..]));
    // In the middle of the shown plane lies (0.5, 0.5), whatever its margins are.
    let middle = values.value([0.5, 0.5]).unwrap();
    let z = f64::from(0.5 * left[0] + 0.5 * left[1] + left[2]);
    assert!((middle - 1.0 / (1.0 + (-z).exp())).abs() < 1e-6, "{middle}");
}

#[test]
fn the_way_of_the_run_before_is_drawn_in_the_bowl_as_far_as_its_end() {
    let (mut lab, left) = twice(LINE, 20);
    let first: Parameter = lab.outcome().parameters[0].parameter.clone();
    lab.focus(Some(first));
    let outcome = lab.outcome();
    let bowl = outcome.pictures.iter().find(|picture| picture.name == PictureName::Bowl).unwrap();
    let layerlab::chart::Drawing::Sliced(bowl) = &bowl.drawing else { panic!() };
    let end = [f64::from(left[0]), f64::from(left[1])];
    let is_way = |series: &&Series| matches!(series, Series::Curve { role: Role::Muted, points, .. } if points.last() == Some(&end));
    let is_end = |series: &&Series| matches!(series, Series::Points { role: Role::Muted, points, .. } if *points == [end]);
    let way = bowl.plane.series.iter().find(is_way).unwrap();
    let Series::Curve { points, .. } = way else { panic!() };
    assert_eq!(points[0], [0.0, 0.0]);
    assert!(points.len() > 10, "{points:?}");
    assert_eq!(bowl.plane.series.iter().filter(is_end).count(), 1);
}

#[test]
fn the_screen_tells_the_run_before_from_the_run_of_now() {
    let text = harness::open(LINE, "fit").press("e e e r e").text();
    assert!(text.contains("run before: w "), "{text}");
    assert!(text.contains("┄┄ run before"), "{text}");
}
