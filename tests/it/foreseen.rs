//! Predictions: what is kept back until they stand, what each course is, and what counts as an order.

use layerlab::chart::Series;
use layerlab::journal::{Entry, Task};
use layerlab::lab::{Lab, Mark};
use layerlab::lesson::format::PictureName;
use layerlab::lesson::read;

use crate::harness::{SIZES, open};

const ASKED: &str = include_str!("../fixtures/asked.toml");

fn lab_of(text: &str, step: &str) -> Lab {
    let mut lab = Lab::new(read("foreseen.toml", text).unwrap());
    let at = lab.lesson().steps.iter().position(|s| s.id == step).unwrap();
    lab.go_to(at);
    lab
}

fn reply(lab: &Lab) -> Option<String> {
    lab.outcome().question.unwrap().reply
}

/// What is said of a training of one row, whose loss comes to `(1 - 4 rate)^2` of what it was with
/// every epoch.
fn course(fit: &str) -> String {
    let text = format!(
        r#"
format = 1
title = "Courses"
about = "What a loss does"
[data.d]
x = [[1.0]]
y = [[0.0]]
[[step]]
id = "data"
title = "Data"
run.dataset = "d"
[[step]]
id = "model"
title = "Model"
run.sequential = {{ name = "m", inputs = 1, layers = [{{ dense = {{ name = "l", units = 1 }} }}] }}
[[step]]
id = "fit"
title = "Fit"
run.fit = {{ model = "m", loss = "mean_squared_error", optimizer = "sgd", {fit}, start = [{{ layer = "l", w = [[1.0]], b = [0.0] }}] }}
[step.predict]
ask = "What will the loss do?"
what = "course"
reply = "So much for it."
"#
    );
    let mut lab = lab_of(&text, "fit");
    lab.skip();
    lab.train(usize::MAX);
    let said = reply(&lab).unwrap();
    said.split('.').next().unwrap().to_owned()
}

#[test]
fn a_tenth_of_the_loss_is_what_counts_as_a_movement() {
    // In four steps from 1 to 0.93 and to 0.87, and up to 1.08 and 1.22.
    assert_eq!(course("learning_rate = 0.00225, epochs = 5"), "It hardly moves");
    assert_eq!(course("learning_rate = 0.0043, epochs = 5"), "It falls");
    assert_eq!(course("learning_rate = 0.5025, epochs = 5"), "It hardly moves");
    assert_eq!(course("learning_rate = 0.50625, epochs = 5"), "It grows");
}

#[test]
fn a_swing_goes_up_and_down_to_the_end() {
    // With momentum it goes past the bottom and comes back, every time a little less far.
    let momentum =
        |epochs: usize| course(&format!("learning_rate = 0.1, momentum = 0.95, epochs = {epochs}"));
    assert_eq!(momentum(19), "It swings up and down");
    // In the end it lies still, whatever it did at first.
    assert_eq!(momentum(110), "It falls");
    // What only climbs does not swing, however far.
    assert_eq!(course("learning_rate = 0.625, epochs = 5"), "It grows");
}

#[test]
fn what_there_is_to_say_of_a_course_is_said_once_it_has_run() {
    for size in SIZES {
        let screen = open(ASKED, "fit").size(size.0, size.1).press("1").hides("It went to");
        let mut lab = screen.app.lab().clone();
        assert_eq!(reply(&lab).unwrap(), "You said: it falls. Space runs the training.");
        lab.train(usize::MAX);
        assert!(reply(&lab).unwrap().starts_with("You said: it falls. So it did. It went to"));
    }
}

#[test]
fn the_course_that_it_was_is_marked_whatever_was_said() {
    let marks = |lab: &Lab| {
        let answers = lab.outcome().question.unwrap().answers;
        answers.iter().map(|answer| answer.mark).collect::<Vec<_>>()
    };
    let mut lab = lab_of(ASKED, "fit");
    lab.choose(2);
    assert_eq!(marks(&lab), [Mark::Untried, Mark::Untried, Mark::Chosen, Mark::Untried]);
    lab.train(usize::MAX);
    assert_eq!(marks(&lab), [Mark::Right, Mark::Untried, Mark::Wrong, Mark::Untried]);
}

#[test]
fn a_training_is_not_seen_before_its_prediction_stands() {
    let mut lab = lab_of(ASKED, "fit");
    let pictures =
        |lab: &Lab| lab.outcome().pictures.iter().map(|picture| picture.name).collect::<Vec<_>>();
    assert!(lab.outcome().training.is_none());
    assert!(!pictures(&lab).contains(&PictureName::Loss), "{:?}", pictures(&lab));
    open(ASKED, "fit").hides("learning_rate").hides("loss by epoch");
    lab.choose(0);
    assert!(lab.outcome().training.is_some());
    assert!(pictures(&lab).contains(&PictureName::Loss));
    open(ASKED, "fit").press("1").shows("learning_rate");
}

#[test]
fn inputs_of_the_steps_own_are_not_worked_out_before_their_prediction_stands() {
    let lab = lab_of(ASKED, "number");
    let rows = |lab: &Lab| {
        let arithmetic = lab.outcome().arithmetic.unwrap();
        arithmetic.rows.iter().map(|row| row.terms[0].input).collect::<Vec<_>>()
    };
    assert_eq!((rows(&lab), lab.outcome().shows_own_inputs), (vec![1.0, 2.0], false));
    let mut lab = lab;
    assert!(lab.predict(&[380.0]));
    assert_eq!((rows(&lab), lab.outcome().shows_own_inputs), (vec![1.5], true));
}

#[test]
fn a_slope_that_is_asked_for_is_not_drawn_before_it_is_answered() {
    let text = r#"
format = 1
title = "Slope"
about = "A question about a slope"
[data.d]
x = [[1.0], [2.0]]
y = [[3.0], [5.0]]
[[step]]
id = "data"
title = "Data"
run.dataset = "d"
[[step]]
id = "model"
title = "Model"
run.sequential = { name = "m", inputs = 1, layers = [{ dense = { name = "l", units = 1 } }] }
[[step]]
id = "set"
title = "Set"
run.set_weights = { layer = "l", w = [[1.0]], b = [0.0] }
[[step]]
id = "slope"
title = "Slope"
run.gradient = { model = "m", loss = "mean_squared_error", along = "w" }
[step.question]
ask = "Where does it lead?"
answer = 1
options = [{ text = "Down", reply = "Yes." }, { text = "Up", reply = "No." }]
"#;
    let is_drawn = |lab: &Lab| {
        let pictures = lab.outcome().pictures;
        pictures.iter().any(|picture| picture.name == PictureName::Slice)
    };
    let mut lab = lab_of(text, "slope");
    assert!(!is_drawn(&lab));
    open(text, "slope").hides("slope -");
    lab.choose(1);
    assert!(!is_drawn(&lab), "a wrong answer is none");
    lab.choose(0);
    assert!(is_drawn(&lab));
    open(text, "slope").press("1").shows("slope -");
}

#[test]
fn what_was_not_predicted_is_not_drawn_as_if_it_had_been() {
    for step in ["point", "set"] {
        let mut screen = open(ASKED, step).size(120, 40).shows("your prediction").press("s");
        screen = screen.hides("your prediction");
        assert_eq!(screen.app.lab().record().task, Task::Shown);
        // Taken back it can be given again.
        screen.press("u").shows("your prediction");
    }
}

#[test]
fn a_line_is_as_far_off_as_at_its_worse_end() {
    // The axis of the houses goes from 0 to 2.5, where w = 180 is 50 too low.
    let mut lab = lab_of(ASKED, "set");
    assert!(lab.predict(&[180.0, 100.0]));
    let told = "You said w = 180, b = 100. It is w = 200, b = 100: up to 50 away.";
    assert!(reply(&lab).unwrap().starts_with(told), "{:?}", reply(&lab));
    let mut lab = lab_of(ASKED, "set");
    assert!(lab.predict(&[192.0, 120.0]));
    assert!(reply(&lab).unwrap().contains("close enough"), "{:?}", reply(&lab));
}

/// The order of three houses, of which two are as large.
fn alike() -> String {
    ASKED.replace("[[2.2], [0.5], [1.0]]", "[[2.2], [0.5], [0.5]]")
}

#[test]
fn equal_things_may_stand_in_any_order() {
    for order in ["231", "321"] {
        let screen = open(&alike(), "order").press(order);
        let question = screen.app.lab().outcome().question.unwrap();
        assert!(question.reply.unwrap().starts_with("So it is"), "{order}");
        assert!(question.answers.iter().all(|answer| answer.mark == Mark::Right), "{order}");
    }
    let screen = open(&alike(), "order").press("213");
    let question = screen.app.lab().outcome().question.unwrap();
    assert!(question.reply.unwrap().starts_with("From the smallest on it is"));
    let marks: Vec<Mark> = question.answers.iter().map(|answer| answer.mark).collect();
    assert_eq!(marks, [Mark::Wrong, Mark::Right, Mark::Wrong]);
}

#[test]
fn an_order_that_is_begun_anew_is_judged_when_it_is_whole() {
    for size in SIZES {
        let mut screen = open(ASKED, "order").size(size.0, size.1).press("123r2");
        let question = screen.app.lab().outcome().question.unwrap();
        let marks: Vec<Mark> = question.answers.iter().map(|answer| answer.mark).collect();
        assert_eq!(marks, [Mark::Untried, Mark::Chosen, Mark::Untried]);
        screen = screen.hides("✓").hides("✗");
        screen.press("31").shows("✓");
    }
}

#[test]
fn a_draft_of_a_prediction_is_drawn_and_the_answer_is_not() {
    let mut lab = lab_of(ASKED, "point");
    lab.set_draft(Some(Entry::Guess(0, 200.0)));
    let pictures = lab.outcome().pictures;
    let model = pictures.iter().find(|picture| picture.name == PictureName::Model).unwrap();
    let place = model.chart().unwrap().series.iter().find_map(|series| match series {
        Series::Points { name, points, .. } if name == "your prediction" => points.first().copied(),
        _ => None,
    });
    assert_eq!(place, Some([2.2, 200.0]));
    assert!(lab.outcome().places.iter().all(|place| place[0] != 2.2), "{:?}", lab.outcome().places);
}
