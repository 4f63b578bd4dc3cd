//! Predictions and blanks: what is asked before it is shown, and how it is held against the engine.

use layerlab::journal::{Entry, Task};
use layerlab::lab::{EditError, Lab};
use layerlab::lesson::format::FitChange;
use layerlab::lesson::read;

use crate::harness::{self, Screen, open};

const LESSON: &str = include_str!("../fixtures/asked.toml");

fn lab(step: &str) -> Lab {
    let mut lab = Lab::new(read("asked.toml", LESSON).unwrap());
    let at = lab.lesson().steps.iter().position(|s| s.id == step).unwrap();
    for index in 0..=at {
        lab.go_to(index);
        if index < at {
            lab.skip();
        }
    }
    lab
}

/// The step at three sizes.
fn at(step: &str) -> [Screen; 3] {
    [(80, 24), (120, 40), (40, 12)].map(|(width, height)| open(LESSON, step).size(width, height))
}

#[test]
fn a_number_is_typed_and_then_stands_beside_what_is() {
    for screen in at("number") {
        let mut screen = screen.shows("you say [?").hides("tf.Tensor([[400");
        assert!(screen.app.lab().is_withheld());
        screen = screen.press("380<enter>");
        let reply = screen.app.lab().outcome().question.unwrap().reply.unwrap();
        assert_eq!(reply, "You said 380 thousand dollars, close enough: it is 400. It says 400.");
        assert_eq!(screen.app.lab().record().task, Task::Done);
        screen.hides("you say [");
    }
}

#[test]
fn a_number_far_off_is_told_so_and_how_far() {
    for (typed, told) in [("700", "300 too high"), ("-50.5", "450.5 too low"), ("400", "so it is")]
    {
        let mut screen = open(LESSON, "number").press(typed).press("<enter>");
        let text = screen.text();
        let reply = screen.app.lab().outcome().question.unwrap().reply.unwrap();
        assert!(reply.contains(told), "{reply}");
        let last = reply.split(' ').next_back().unwrap();
        assert!(harness::has(&text, last), "{text}");
    }
}

#[test]
fn enter_with_nothing_given_locks_nothing_in() {
    let screen = open(LESSON, "number").press("<enter><esc>");
    assert!(screen.app.lab().is_withheld());
    let mut lab = lab("number");
    lab.act(Entry::LockIn).unwrap();
    assert!(lab.is_withheld());
    assert!(!lab.can_undo());
}

#[test]
fn a_prediction_is_taken_back_done_again_and_given_up() {
    let mut screen = open(LESSON, "number").press("380<enter>u");
    assert!(screen.app.lab().is_withheld());
    screen = screen.shows("you say [ 380").press("<c-r>");
    assert_eq!(screen.app.lab().record().task, Task::Done);
    let screen = screen.press("r");
    assert!(screen.app.lab().is_withheld());
    assert_eq!(screen.app.lab().guess(0), None);
    let screen = screen.press("s");
    assert_eq!(screen.app.lab().record().task, Task::Shown);
    screen.shows("It is 400 thousand dollars.");
}

#[test]
fn what_was_predicted_comes_back_with_its_journal() {
    let mut before = lab("number");
    before.act(Entry::Guess(0, 380.0)).unwrap();
    before.act(Entry::LockIn).unwrap();
    let mut after = Lab::with(before.lesson().clone(), before.journal().clone());
    after.go_to(before.position());
    assert_eq!(after.outcome().question, before.outcome().question);
    assert_eq!(after.record().task, Task::Done);
}

#[test]
fn nothing_but_the_prediction_can_be_changed_while_it_is_open() {
    let mut lab = lab("number");
    let reroll = lab.act(Entry::Reroll);
    assert_eq!(reroll, Err(EditError::QuestionFirst));
    assert_eq!(lab.act(Entry::Guess(0, f32::NAN)), Err(EditError::TooLarge));
    assert_eq!(lab.act(Entry::Guess(7, 1.0)), Ok(()));
    assert_eq!(lab.guess(7), None);
    // Once it stands it stays.
    lab.act(Entry::Guess(0, 1.0)).unwrap();
    lab.act(Entry::LockIn).unwrap();
    lab.act(Entry::Guess(0, 2.0)).unwrap();
    assert_eq!(lab.guess(0), Some(1.0));
}

#[test]
fn a_point_is_moved_on_the_chart_and_stays_beside_the_answer() {
    for screen in at("point") {
        let mut screen = screen.shows("at x = 2.2 [ 300").press("<up><up>");
        assert_eq!(screen.app.lab().guess(0), Some(320.0));
        screen = screen.press("<enter>");
        let reply = screen.app.lab().outcome().question.unwrap().reply.unwrap();
        assert_eq!(reply, "You said 320, 220 too low: it is 540. It says 540.");
    }
    open(LESSON, "point").press("<up><enter>").shows("◆ your prediction");
}

#[test]
fn a_click_on_the_chart_moves_the_point_and_the_line() {
    let mut screen = open(LESSON, "point");
    let (column, row) = screen.find("400 ┤");
    screen = screen.click_at(column + 12, row);
    assert_eq!(screen.app.lab().guess(0), Some(400.0));
    let mut screen = open(LESSON, "set");
    let (column, row) = screen.find("200 ┤");
    screen = screen.click_at(column + 12, row);
    assert_eq!(screen.app.lab().guess(1), Some(200.0));
    // A line with a slope goes through the place, too.
    let screen = screen.press("<backtab><s-up>").click_at(column + 12, row);
    let (w, b) = (screen.app.lab().guess(0).unwrap(), screen.app.lab().guess(1).unwrap());
    assert!(w > 0.0 && b < 200.0, "w {w}, b {b}");
}

#[test]
fn a_line_is_turned_locked_in_and_kept_in_the_picture() {
    for screen in at("set") {
        let screen = screen.press("<tab>100<enter><backtab>200<enter>");
        assert_eq!(screen.app.lab().guess(0), Some(200.0));
        assert!(screen.app.lab().is_withheld(), "a line has two numbers, so Enter only keeps one");
        let screen = screen.press("<enter>");
        let reply = screen.app.lab().outcome().question.unwrap().reply.unwrap();
        assert!(reply.contains("close enough"), "{reply}");
    }
    open(LESSON, "set").press("<up><enter>").shows("your prediction").shows("away.");
}

#[test]
fn an_order_is_given_thing_by_thing() {
    for screen in at("order") {
        let screen = screen.press("2");
        assert!(screen.app.lab().is_withheld());
        let screen = screen.press("2").press("3");
        assert!(screen.app.lab().is_withheld(), "the same thing twice is no order");
        let screen = screen.press("1");
        assert_eq!(screen.app.lab().record().task, Task::Done);
        let reply = screen.app.lab().outcome().question.unwrap().reply.unwrap();
        assert!(reply.starts_with("So it is: 500 sqft (200)"), "{reply}");
    }
    open(LESSON, "order").press("123").shows("✗ 1  2200 sqft: the smallest");
    open(LESSON, "order").press("2u").hides("the smallest");
}

#[test]
fn a_course_is_judged_by_the_training_that_was_run() {
    let screen = open(LESSON, "fit").press("3").shows("Space runs the training");
    let mut lab = screen.app.lab().clone();
    assert!(lab.outcome().question.unwrap().reply.unwrap().starts_with("You said: it grows."));
    lab.train(usize::MAX);
    let reply = lab.outcome().question.unwrap().reply.unwrap();
    assert!(reply.starts_with("You said: it grows. This time: it falls. It went to"), "{reply}");
}

#[test]
fn each_course_is_told_from_the_others() {
    for (rate, course) in
        [("0.1", "it falls"), ("10.0", "it grows"), ("0.0000001", "it hardly moves")]
    {
        let text = LESSON.replace("learning_rate = 0.1", &format!("learning_rate = {rate}"));
        let mut lab = Lab::new(read("asked.toml", &text).unwrap());
        let fit = lab.lesson().steps.iter().position(|s| s.id == "fit").unwrap();
        lab.go_to(fit);
        lab.skip();
        lab.train(usize::MAX);
        let told = lab.outcome().question.unwrap().reply.unwrap().to_lowercase();
        assert!(told.starts_with(course), "{rate}: {told}");
    }
}

#[test]
fn a_number_after_an_epoch_is_the_one_that_the_training_comes_to() {
    let mut lab = lab("fit2");
    lab.act(Entry::Guess(0, 0.0)).unwrap();
    lab.act(Entry::LockIn).unwrap();
    let told = |lab: &Lab| lab.outcome().question.unwrap().reply.unwrap();
    assert_eq!(told(&lab), "You said 0. Space runs the training.");
    let mut changed = lab.clone();
    lab.train(1);
    let is = |lab: &Lab| {
        let w = lab.outcome().parameters[0].value;
        format!("it is {}", layerlab::lab::brief(format!("{w:.3e}").parse().unwrap()))
    };
    assert!(told(&lab).contains(&is(&lab)), "{} / {}", told(&lab), is(&lab));
    let there = told(&lab);
    lab.train(usize::MAX);
    assert_eq!(told(&lab), there, "what came stays, however far it is trained on");
    // With another rate it is another number, and that is the one that is told.
    let rate = FitChange { learning_rate: Some(0.01), ..FitChange::default() };
    changed.act(Entry::Fit(rate)).unwrap();
    changed.train(1);
    assert!(told(&changed).contains(&is(&changed)), "{}", told(&changed));
    let there = told(&changed);
    changed.train(usize::MAX);
    assert_eq!(told(&changed), there);
    assert_ne!(is(&changed), is(&lab));
}

/// A net whose weights are set and asked about.
const AFTER: &str = r#"
format = 1
title = "After"
about = "A question about what is there"
[data.points]
x = [[0.0], [1.0], [2.0]]
y = [[1.0], [1.0], [3.0]]
[[step]]
id = "points"
title = "Points"
run.dataset = "points"
[[step]]
id = "net"
title = "Net"
run.sequential = { name = "net", inputs = 1, seed = 1, layers = [{ dense = { name = "line", units = 1, activation = "linear" } }] }
[[step]]
id = "ours"
title = "Ours"
text = "Now w is {w}."
run.set_weights = { layer = "line", w = [[7.5]], b = [0.25] }
[step.question]
ask = "Is it steep?"
answer = 1
after = true
[[step.question.options]]
text = "Yes"
reply = "It is."
[[step.question.options]]
text = "No"
reply = "Look again."
"#;

#[test]
fn a_question_about_what_is_there_is_asked_after_it() {
    let mut screen = open(AFTER, "ours").shows("Now w is 7.5.").shows("Is it steep?");
    assert!(screen.app.lab().is_withheld() && !screen.app.lab().hides());
    let text = screen.text();
    assert!(harness::has(&text, "7.5 · 0 + 0.25 = 0.25"), "{text}");
    // Nothing can be changed before it is answered.
    let refused = screen.app.lab().clone().act(Entry::Reroll);
    assert_eq!(refused, Err(EditError::QuestionFirst));
    screen
        .press("<tab>")
        .shows("answer the question first")
        .press("2")
        .shows("Look again.")
        .press("1")
        .shows("It is.");
    let before = AFTER.replace("after = true\n", "");
    open(&before, "ours").hides("Now w is 7.5.").hides("7.5 · 0").press("1").shows("Now w is 7.5.");
}

#[test]
fn blanks_are_filled_in_one_by_one_and_what_is_right_stays() {
    for screen in at("fill") {
        let mut screen = screen.hides("f = 200 · 2").press("100<enter>");
        assert_eq!(screen.app.lab().guess(0), Some(100.0));
        screen = screen.shows("✗").press("200<enter>");
        assert_eq!(screen.app.lab().outcome().filling.unwrap().right, 1);
        screen = screen.press("400<enter>");
        assert_eq!(screen.app.lab().record().task, Task::Open);
        // What is right cannot be changed any more.
        let mut lab = screen.app.lab().clone();
        lab.act(Entry::Guess(0, 1.0)).unwrap();
        assert_eq!(lab.guess(0), Some(200.0));
        let screen = screen.press("500<enter>");
        assert_eq!(screen.app.lab().record().task, Task::Done);
        assert!(screen.app.lab().outcome().arithmetic.is_some());
        assert_eq!(screen.app.lab().outcome().reached.as_deref(), Some("And w is 200."));
    }
}

#[test]
fn nothing_on_the_screen_says_what_belongs_into_a_blank() {
    let outcome = lab("fill").outcome();
    assert!(outcome.arithmetic.is_none());
    let printed = format!("{:?}", outcome.console);
    assert!(printed.contains("Withheld") && !printed.contains("500"), "{printed}");
    open(LESSON, "fill").press("s").shows("Filled in for you").shows("f = 200 · 2 + 100 = 500");
}

#[test]
fn three_digits_are_enough_where_there_are_more() {
    let text = LESSON.replace("w = [[200.0]], b = [100.0]", "w = [[1.23456]], b = [0.0]");
    let mut lab = Lab::new(read("asked.toml", &text).unwrap());
    let fill = lab.lesson().steps.iter().position(|s| s.id == "fill").unwrap();
    lab.go_to(fill);
    for (value, is_right) in [(1.2, false), (1.24, true)] {
        lab.act(Entry::Guess(0, value)).unwrap();
        let outcome = lab.outcome();
        assert_eq!(outcome.filling.unwrap().right == 1, is_right, "{value}");
    }
}

#[test]
fn what_cannot_be_asked_is_refused_with_its_place() {
    let refused = |from: &str, to: &str| {
        let text = LESSON.replace(from, to);
        assert_ne!(text, LESSON, "{from}");
        read("asked.toml", &text).unwrap_err().to_string()
    };
    for (from, to, told) in [
        ("of = \"output[0]\", within", "of = \"outptu\", within", "expected `output[row]`"),
        ("L1.w after 1 epoch\"", "L1.w after 99 epochs\"", "the fit has 20 epochs"),
        ("L1.w after 1 epoch\"", "L1.w after 0 epochs\"", "expected `output[row]`"),
        ("of = \"output[0]\", within", "of = \"loss\", within", "expected `run.fit`"),
        ("within = 20.0 }\nreply = \"w is", "within = 0.0 }\nreply = \"w is", "above 0"),
        ("row = 1\n", "row = 2\n", "there are rows 0 to 1"),
        ("\"product\", \"w\"", "\"w\", \"w\"", "blank already"),
        ("\"product\", \"w\"", "\"v\"", "a term of the arithmetic"),
        ("filled = \"And w", "filled = \"\"\n# \"And w", "a letter that can be seen"),
        ("blanks = [\"product\", \"w\", \"output\"]", "", "at least one blank"),
        (
            "[step.predict]\nask = \"What will the loss",
            "goal.loss = { of = \"mean_squared_error\", below = 1.0 }\n[step.predict]\nask = \"What will the loss",
            "not both",
        ),
    ] {
        let error = refused(from, to);
        assert!(error.contains(told), "{told}:\n{error}");
    }
}

#[test]
fn a_check_finds_what_has_no_number() {
    let checked = |from: &str, to: &str| {
        let text = LESSON.replace(from, to);
        let lesson = read("asked.toml", &text).unwrap();
        let findings = layerlab::check::check(&lesson, &text);
        findings.into_iter().map(|finding| finding.message).collect::<Vec<_>>().join("\n")
    };
    let none = checked("title = \"Forms\"", "title = \"Forms\"");
    assert!(!none.contains("has no number"), "{none}");
    let row = checked("of = \"output[0]\", within", "of = \"output[3]\", within");
    assert!(row.contains("output[3] is to be predicted, and has no number"), "{row}");
    let blank = checked("\"product\", \"w\"", "\"x[1]\", \"w\"");
    assert!(blank.contains("x[1] is to be filled in, and does not stand"), "{blank}");
}

#[test]
fn tab_goes_from_blank_to_blank_and_skips_none() {
    let screen = open(LESSON, "fill").press("200<tab>400<tab>");
    assert_eq!((screen.app.lab().guess(0), screen.app.lab().guess(1)), (Some(200.0), Some(400.0)));
    let screen = screen.press("500<tab><up>");
    assert_eq!(screen.app.lab().record().task, Task::Done);
    assert_eq!(screen.app.lab().outcome().parameters[0].value, 200.0);
}

#[test]
fn a_point_that_was_not_moved_is_not_locked_in() {
    let screen = open(LESSON, "point").press("<enter>").shows("move it first");
    assert!(screen.app.lab().is_withheld());
}
