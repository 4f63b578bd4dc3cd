//! A training on the screen: running, pausing, stepping, starting over, being changed.

use insta::assert_snapshot;
use layerlab::chart::{Glyphs, Shading, Style};
use layerlab::journal::{Entry, Parameter, Place};
use layerlab::lab::{Lab, Picture, Trouble};
use layerlab::transcript;
use layerlab::tui::{Message, Pace, Run};
use ratatui::style::Color;

use crate::harness::{Screen, open, plain};
use crate::large;

const LESSON: &str = r#"format = 1
title = "Fit"
about = "Trainings of every kind"
seed = 4

[data.houses]
x = [[1.0], [2.0]]
y = [[300.0], [500.0]]
x_range = [0.0, 2.5]
y_range = [0.0, 600.0]

[data.xor]
x = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
y = [[0.0], [1.0], [1.0], [0.0]]
classes = ["no", "yes"]

[[step]]
id = "data"
title = "Data"
run.dataset = "houses"

[[step]]
id = "model"
title = "Model"
run.sequential = { name = "model", inputs = 1, layers = [
    { dense = { name = "line", units = 1, activation = "linear" } },
] }

[[step]]
id = "fit"
title = "Fit"
text = "Let it learn."
run.fit = { model = "model", loss = "mean_squared_error", learning_rate = 0.1, batch_size = 1, epochs = 100, shuffle = false, start = [
    { layer = "line", w = [[0.0]], b = [0.0] },
] }

[[step]]
id = "after"
title = "After"
run.predict = { model = "model" }

[[step]]
id = "high"
title = "Too high"
run.fit = { model = "model", loss = "mean_squared_error", learning_rate = 0.5, epochs = 100, start = [
    { layer = "line", w = [[0.0]], b = [0.0] },
] }

[[step]]
id = "low"
title = "Too low"
run.fit = { model = "model", loss = "mean_squared_error", learning_rate = 1e-6, epochs = 100, start = [
    { layer = "line", w = [[0.0]], b = [0.0] },
] }

[[step]]
id = "asked"
title = "Asked"
run.fit = { model = "model", loss = "mean_squared_error", learning_rate = 0.1, epochs = 10, start = [
    { layer = "line", w = [[0.0]], b = [0.0] },
] }
question = { ask = "Will it learn?", answer = 1, options = [
    { text = "Yes", reply = "It will." },
    { text = "No", reply = "Why not?" },
] }

[[step]]
id = "find"
title = "Find a rate"
run.fit = { model = "model", loss = "mean_squared_error", learning_rate = 0.001, epochs = 60, start = [
    { layer = "line", w = [[0.0]], b = [0.0] },
] }
goal.loss = { of = "mean_squared_error", below = 1.0 }
hints = ["Larger."]
solution = { fit = { learning_rate = 0.2, epochs = 100 } }

[[step]]
id = "long"
title = "Long"
run.fit = { model = "model", loss = "mean_squared_error", learning_rate = 0.01, epochs = 20000, start = [
    { layer = "line", w = [[0.0]], b = [0.0] },
] }

[[step]]
id = "xor"
title = "XOR"
run.dataset = "xor"

[[step]]
id = "net"
title = "Net"
run.sequential = { name = "net", inputs = 2, layers = [
    { dense = { name = "hidden", units = 3, activation = "relu" } },
    { dense = { name = "out", units = 1, activation = "sigmoid" } },
] }

[[step]]
id = "learn"
title = "Learn"
run.fit = { model = "net", loss = "binary_crossentropy", optimizer = "adam", learning_rate = 0.05, metric = "accuracy", batch_size = 4, epochs = 300 }

[[step]]
id = "alone"
title = "Impossible"
text = "Try."
run.sequential = { name = "one", inputs = 2, layers = [{ dense = { name = "only", units = 1, activation = "sigmoid" } }] }
goal.accuracy = { at_least = 1.0 }
goal.impossible = "No line parts these points."
hints = ["Try a line."]
"#;

fn at(step: &str) -> Screen {
    open(LESSON, step)
}

/// What the loop does between two frames.
fn run(mut screen: Screen, batches: usize) -> Screen {
    screen.app.update(Message::Train { batches, per_second: 50 });
    screen
}

fn weights(screen: &Screen) -> Vec<f32> {
    screen.app.lab().outcome().parameters.iter().map(|value| value.value).collect()
}

#[test]
fn nothing_is_trained_before_the_learner_says_so() {
    let screen = at("fit").shows("□ Space starts  epoch 0/100").hides("Epoch 1/100");
    assert_eq!(weights(&screen), [0.0, 0.0]);
    assert_eq!(screen.app.pace(), None);
}

#[test]
fn space_runs_and_pauses() {
    let screen = at("fit").press(" ").shows("▶ training");
    assert!(screen.app.pace().is_some());
    let screen = run(screen, 7).shows("epoch 3/100  batch 1/2").shows("Epoch 4/100").shows("1/2 ━");
    let before = weights(&screen);
    let screen = screen.press(" ").shows("■ paused");
    assert_eq!(screen.app.pace(), None);
    assert_eq!(weights(&screen), before);
    assert_ne!(before, [0.0, 0.0]);
}

#[test]
fn one_key_takes_a_batch_and_one_an_epoch() {
    let screen = at("fit").press("b").shows("epoch 0/100  batch 1/2").shows("1/2 ━━━━━━━━━━──");
    assert_eq!(weights(&screen), [60.0, 60.0], "2 · 0.1 · 300 from the first house alone");
    let screen =
        screen.press("e").shows("epoch 1/100  batch 0/2").shows("2/2 ━━━━━━━━━━━━━━━━━━━━");
    screen.press("e").shows("epoch 2/100");
}

#[test]
fn a_long_epoch_is_waited_for_in_sight() {
    let source = large::training((5000, 1), &[], "relu", "batch_size = 1, epochs = 300");
    let screen = open(&source, "f").press("e").shows("batch 2000/5000").shows("▶ training");
    assert_eq!(screen.app.pace(), Some(Pace::Full));
    run(screen, 90_000).shows("■ paused").shows("epoch 1/300").shows("batch 0/5000");
}

#[test]
fn the_progress_says_what_keras_says() {
    // Keras 3.15: SGD(0.1), batch_size=1, shuffle=False, from (0, 0), two epochs.
    at("fit").press("e").shows("loss: 96200.0000").press("e").shows("loss: 97.9199");
}

#[test]
fn starting_over_gives_the_same_weights_and_new_ones_differ() {
    let screen = at("fit").press("ee");
    let trained = weights(&screen);
    let screen = screen.press("r").shows("epoch 0/100").hides("Epoch");
    assert_eq!(weights(&screen), [0.0, 0.0]);
    let screen = screen.press("ee");
    assert_eq!(weights(&screen), trained, "the same start has to be had again");
    let screen = screen.press("n").shows("epoch 0/100");
    let drawn = weights(&screen);
    assert_ne!(drawn[0], 0.0);
    let screen = screen.press("n");
    assert_ne!(weights(&screen)[0], drawn[0]);
    let screen = screen.press("uu");
    assert_eq!(weights(&screen), trained);
    assert_eq!(weights(&screen.press("U")), drawn);
}

#[test]
fn a_reset_at_the_start_brings_the_settings_of_the_lesson_back() {
    let screen = at("fit").press("<tab>0.2<enter>er").shows("learning_rate [ 0.2 ]");
    screen.press("r").shows("learning_rate [ 0.1 ]").shows("SGD(learning_rate=0.1)");
}

#[test]
fn settings_are_edited_like_weights() {
    let screen = at("fit").press("<tab>").shows("learning_rate [ 0.1 ]");
    let screen = screen.press("<up>").shows("learning_rate [ 0.2 ]").shows("learning_rate=0.2)");
    let screen = screen.press("<down><down>").shows("learning_rate [ 0.05 ]");
    let screen = screen.press("0").shows("[ 0▏ ? ]").shows("has to be above 0");
    let screen = screen.press("<esc>").shows("learning_rate [ 0.05 ]");
    let screen = screen.press("<tab><up>").shows("epochs [ 200 ]").shows("epochs=200,");
    let screen = screen.press("2.5").shows("a whole number").press("<esc>");
    let screen = screen.press("999999999<enter>").shows("that would take too long");
    let screen = screen.press("<tab><up>").shows("batch_size [ 2 ]").shows("batch_size=2");
    let screen = screen.press("<tab><down>").shows("optimizer [ adam ]").shows("Adam(");
    screen.press("<tab>").shows("w [ 0 ]");
}

#[test]
fn a_change_in_the_middle_counts_from_there_on() {
    let screen = at("fit").press("e<tab>1e-9<enter>");
    let before = weights(&screen);
    let after = weights(&screen.press("<esc>e"));
    assert!((before[0] - after[0]).abs() < 1e-3, "{before:?} {after:?}");
}

#[test]
fn a_weight_pulled_away_comes_back() {
    let screen = run(at("fit").press(" "), 100).press(" <s-backtab><s-backtab>");
    let pulled = screen.press("-500<enter>").shows("w [ -500 ]");
    let back = weights(&run(pulled.press("<esc> "), 100));
    assert!((back[0] - 200.0).abs() < 30.0, "{back:?}");
    assert!((back[1] - 100.0).abs() < 60.0, "{back:?}");
}

#[test]
fn at_its_end_there_are_as_many_epochs_again() {
    let screen = run(at("fit").press(" "), 200).shows("✓ trained  epoch 100/100");
    assert_eq!(screen.app.pace(), None);
    screen.press(" ").shows("epoch 100/200").shows("epochs=200,").press("u").shows("100/100");
}

#[test]
fn a_training_that_overflows_says_where_and_keeps_the_last_numbers() {
    let screen = run(at("high").press(" "), 100).shows("✗ overflow  epoch 44/100");
    let screen = screen.shows("! At epoch 44 the loss outgrew a float32").shows("loss: nan");
    assert!(weights(&screen).iter().all(|weight| weight.is_finite()));
    let screen = screen.press(" ").shows("r starts over").press("<tab>0.1<enter><esc>r");
    run(screen.press(" "), 100).shows("✓ trained");
}

#[test]
fn a_rate_too_small_is_told() {
    run(at("low").press(" "), 100).shows("! The loss falls, but hardly").shows("10 times as large");
}

#[test]
fn going_on_trains_to_the_end_first() {
    let screen = at("fit").press("<right>").shows("After");
    let (w, b) = (weights(&screen)[0], weights(&screen)[1]);
    assert!((w - 200.0).abs() < 0.5 && (b - 100.0).abs() < 0.5, "{w} {b}");
    screen.press("<left>").shows("✓ trained  epoch 100/100").shows("Epoch 100/100");
}

#[test]
fn a_long_training_is_waited_for_in_sight() {
    let screen = at("long").press("<right>").shows("▶ to the end, then on").shows("Long");
    assert_eq!(screen.app.pace(), Some(Pace::Full));
    let screen = run(screen, 5000).shows("7000/20000");
    let stays = screen.press("<esc>").shows("■ paused");
    assert_eq!(stays.app.pace(), None);
    let screen = run(stays.press("<right>"), 20_000).shows("XOR");
    assert_eq!(screen.step(), "xor");
}

#[test]
fn what_is_changed_here_is_trained_anew_there() {
    let screen = at("fit").press("<right><left>r<tab><tab>1<enter><esc><right>");
    assert_eq!(screen.step(), "after");
    let (w, changed) = (weights(&screen)[0], screen.app.lab().outcome().changed_at);
    assert!(w < 190.0, "one epoch only: {w}");
    assert_eq!(changed, Some(2));
}

#[test]
fn a_question_is_answered_before_the_training_runs() {
    let screen = at("asked").press(" ").hides("training");
    assert_eq!(screen.app.pace(), None);
    let screen = screen.press("1 ").shows("▶ training");
    assert!(screen.app.pace().is_some());
}

#[test]
fn a_goal_is_reached_by_training_with_another_rate() {
    let screen =
        run(at("find").press(" "), 60).shows("○ ━━────── Goal").press("r<tab>0.25<enter><esc> ");
    run(screen, 60).shows("✓ ━━━━━━━━ Goal").shows("Reached.");
}

#[test]
fn the_solution_of_a_fit_is_run_to_its_end() {
    let screen = at("find").press("s").shows("One solution").shows("learning_rate   0.2");
    screen.press("u").shows("○ ──────── Goal");
}

#[test]
fn an_impossible_goal_can_be_given_up() {
    at("alone")
        .hides("No line parts")
        .shows("s give up")
        .shows("○ ")
        .press("s")
        .shows("It cannot be done. No line parts these")
        .shows("– Goal: ")
        .hides("○ ━")
        .hides("Now:");
}

#[test]
fn slower_and_faster_change_the_pace() {
    let screen = at("fit").shows("100 batches/s").press("<<").shows("1 batch/s");
    let screen = screen.press(">").shows("10 batches/s").press(">>>>>>").shows("full speed");
    assert_eq!(screen.press(" ").app.pace(), Some(Pace::Full));
}

#[test]
fn the_time_that_is_left_is_told_while_it_runs() {
    run(at("fit").press(" "), 100).shows("2 s left").press(" ").hides("left");
}

#[test]
fn pictures_follow_each_other() {
    let screen = at("learn").press("e").shows("boundary").press("v").shows("loss");
    let screen = screen.press("v").shows("│ accuracy").press("v").shows("unit 0").shows("unit 2");
    let screen = screen.press("v").shows("x[0]").shows("hidden").shows("unit 2").shows("out");
    let screen = screen.press("v").shows("hidden.w (2, 3)").shows("unit 2");
    screen.press("v").shows("boundary");
}

#[test]
fn a_chosen_weight_is_lit_in_the_table_of_weights() {
    let mut screen = at("learn").press("vvvvv").press("<tab><tab><tab><tab><tab>");
    let shown = format!("{:.3}", weights(&screen)[0]);
    let marked = screen.text().split('►').nth(1).unwrap_or_default().trim_start().to_owned();
    assert!(marked.starts_with(&shown), "{shown}:\n{}", screen.text());
}

#[test]
fn a_chosen_weight_is_lit_in_the_network_and_in_the_arithmetic() {
    let mut screen = at("learn").press("vvvv").press("<tab><tab><tab><tab><tab>");
    let first = weights(&screen)[0];
    let shown = layerlab::lab::brief(f64::from(first));
    let text = screen.text();
    assert!(text.matches(&shown[..4]).count() >= 3, "cell, line and term show {shown}:\n{text}");
}

#[test]
fn a_dead_unit_is_named() {
    let screen = at("learn").press("b<tab><tab><tab><tab>");
    // Every weight of unit 0 and its bias below 0.
    let screen = screen.press("<tab>-1<enter><tab><tab><tab>-1<enter><tab><tab><tab>-1<enter>");
    screen.press("<esc>b").shows("! 2 of 3 units of hidden are dead");
}

#[test]
fn on_a_small_screen_a_training_can_be_run_too() {
    let screen = at("fit").size(40, 12).shows("epoch 0/100").press(" ");
    let screen =
        run(screen, 20).shows("epoch 10/100").press("<tab>").shows("learning_rate [ 0.1 ]");
    assert_eq!(screen.app.run(), Run::Running);
}

#[test]
fn a_training_at_three_sizes() {
    for (width, height) in [(80, 24), (120, 40), (40, 12)] {
        let screen = |step, keys, batches| run(at(step).size(width, height).press(keys), batches);
        let name = |what| format!("{width}x{height}-fit-{what}");
        assert_snapshot!(name("before"), at("fit").size(width, height).text());
        assert_snapshot!(name("running"), screen("fit", " ", 30).text());
        assert_snapshot!(name("overflow"), screen("high", " ", 100).text());
        assert_snapshot!(name("units"), screen("learn", " vvv", 150).text());
        assert_snapshot!(name("network"), screen("learn", " vvvv", 150).text());
    }
}

#[test]
fn a_training_without_colour_and_in_ascii() {
    let mut screen = run(plain(LESSON, "learn").press(" vvvv"), 150);
    let text = screen.text();
    assert!(text.is_ascii(), "{text}");
    assert_snapshot!("80x24-fit-network-ascii", text);
    assert_snapshot!(
        "80x24-fit-units-ascii",
        run(plain(LESSON, "learn").press(" vvv"), 150).text()
    );
}

#[test]
fn the_sign_of_a_weight_has_a_colour_and_a_mark() {
    let mut screen = at("learn").size(120, 40).press("vvvv");
    let buffer = screen.buffer();
    let colors = |mark: &str| -> Vec<Color> {
        let chart = (66..118).flat_map(|x| (2..18).map(move |y| (x, y)));
        chart.filter(|at| buffer[*at].symbol() == mark).map(|at| buffer[at].fg).collect()
    };
    let (plus, minus) = (colors("+"), colors("-"));
    assert!(!plus.is_empty() && !minus.is_empty(), "{}", screen.text());
    assert!(plus.iter().all(|color| !minus.contains(color)), "{plus:?} {minus:?}");
}

/// A lesson of three steps: data, a model of one unit, and what a test adds.
fn with_steps(model: &str, steps: &str) -> String {
    format!(
        r#"format = 1
title = "Short"
about = "A fit of one unit"
data.d = {{ x = [[1.0], [2.0], [3.0], [4.0]], y = [[1.0], [2.0], [3.0], [90.0]] }}
[[step]]
id = "data"
title = "Data"
run.dataset = "d"
[[step]]
id = "model"
title = "Model"
run.sequential = {{ name = "m", {model}layers = [{{ dense = {{ name = "line", units = 1 }} }}] }}
{steps}
[[step]]
id = "end"
title = "End"
"#
    )
}

const FIT: &str = r#"[[step]]
id = "fit"
title = "Fit"
run.fit = { model = "m", loss = "mean_squared_error", learning_rate = 0.05, epochs = 300, MORE }
"#;

fn fit_with(more: &str) -> String {
    with_steps("", &FIT.replace("MORE", more))
}

#[test]
fn a_fit_that_keras_refuses_does_not_stand_in_the_way() {
    let source = with_steps("inputs = 2, ", &FIT.replace(", MORE", ""));
    let screen = open(&source, "fit").shows("InvalidArgumentError").press(" b");
    assert_eq!(screen.press("<right>").step(), "end");
    assert_eq!(open(&source, "data").press("<end>").step(), "end");
}

#[test]
fn a_batch_grows_no_further_than_the_data() {
    let screen = open(&fit_with("batch_size = 1"), "fit").press("<tab><tab><tab>");
    screen.press(&"<up>".repeat(70)).shows("batch_size [ 4 ]").press("<down>").shows("[ 2 ]");
}

#[test]
fn the_loss_that_is_drawn_is_that_of_what_is_learned_from() {
    let screen = run(open(&fit_with("validation_split = 0.25"), "fit").press(" "), 300);
    let loss = &screen.app.lab().outcome().pictures[1];
    let points = match &loss.chart().unwrap().series[0] {
        layerlab::chart::Series::Curve { points, .. } => points.clone(),
        other => panic!("{other:?}"),
    };
    let last = points.last().unwrap()[1];
    assert!(last < 1.0, "90 is held back, and not a part of this: {last}");
}

#[test]
fn behind_an_open_question_a_long_training_is_waited_for() {
    let fit = FIT.replace("epochs = 300, MORE", "epochs = 20000");
    let question = "question = { ask = \"?\", answer = 1, options = [\
        { text = \"a\", reply = \"A.\" }, { text = \"b\", reply = \"B.\" }] }\n";
    let screen = open(&with_steps("", &format!("{fit}{question}")), "fit").press("<right>");
    let screen = screen.shows("training to the end, then on; Esc stays here");
    assert_eq!((screen.step(), screen.app.pace()), ("fit", Some(Pace::Full)));
    assert_eq!(run(screen, 20_000).step(), "end");
}

#[test]
fn a_solution_starts_from_the_lesson_and_is_taken_back_at_once() {
    let screen = at("find").press("<tab><tab>1<enter><esc>s");
    let screen = screen.shows("One solution").shows("learning_rate   0.2").shows("epochs   100");
    let screen = screen.press("u").shows("learning_rate   0.2").shows("epoch 0/100");
    screen.press("u").shows("○ ──────── Goal").shows("learning_rate   0.001").shows("epochs   1 ");
}

#[test]
fn a_goal_that_was_reached_is_no_change_to_warn_of() {
    let screen = at("find").press("<tab>0.2<enter><tab>100<enter><esc>");
    let screen = run(screen.press(" "), 100).shows("✓ ━━━━━━━━ Goal").press("<right>");
    assert_eq!(screen.app.lab().outcome().changed_at, None);
}

#[test]
fn undoing_a_setting_leaves_a_question_answered() {
    let screen = at("asked").press("s<tab><up>").shows("learning_rate [ 0.2 ]");
    screen.press("u").shows("learning_rate [ 0.1 ]").shows("– 1").shows("It will.");
}

#[test]
fn what_was_answered_stays_where_only_the_training_starts_over() {
    let screen = at("asked").press("1").shows("✓ 1").press("eer");
    screen.shows("✓ 1").shows("epoch  0/").press("r").hides("✓ 1");
}

#[test]
fn an_epoch_too_many_is_taken_back_with_the_epochs_that_were_added_for_it() {
    let screen = run(at("fit").press(" "), 2000);
    let end = screen.app.lab().outcome().training.unwrap();
    assert_eq!(end.epochs_done, end.epochs);
    let mut screen = screen.press("e");
    let more = screen.app.lab().outcome().training.unwrap();
    assert_eq!((more.epochs, more.epochs_done), (2 * end.epochs, end.epochs + 1));
    screen = screen.press("u");
    let back = screen.app.lab().outcome().training.unwrap();
    assert_eq!((back.epochs, back.epochs_done), (end.epochs, end.epochs));
    screen = screen.press("U");
    let again = screen.app.lab().outcome().training.unwrap();
    assert_eq!((again.epochs, again.epochs_done), (more.epochs, more.epochs_done));
}

#[test]
fn a_key_of_the_training_says_what_comes_first() {
    for key in ["e", "b", " "] {
        at("asked").press(key).shows("answer the question first");
    }
}

#[test]
fn a_training_that_stopped_early_can_go_on() {
    let early = "early_stopping = { monitor = \"loss\", patience = 1, min_delta = 1000.0 }";
    let screen = run(open(&fit_with(early), "fit").press(" "), 300).shows("✓ stopped early");
    let before = weights(&screen);
    let screen = run(screen.press(" "), 1);
    assert_ne!(weights(&screen), before);
}

#[test]
fn nothing_to_undo_undoes_nothing_elsewhere() {
    let screen = at("high").press("<left><left>").press("<right><right>");
    let screen = screen.press("<tab>0.2<enter><esc>bbb<left>u").shows("nothing to undo");
    screen.press("<right>").shows("epoch 3/100").shows("learning_rate   0.2");
}

#[test]
fn settings_outlive_a_change_of_what_comes_before() {
    let screen = at("high").press("<tab>0.2<enter><esc><left><left>r<tab>0.05<enter><esc>");
    let screen = screen.press("<right><right>");
    assert_eq!(screen.step(), "high");
    screen.shows("learning_rate   0.2").shows("epoch 0/100");
}

#[test]
fn epochs_that_have_begun_cannot_be_taken_back_by_a_number() {
    let screen = at("fit").press("eeeb<tab><tab>2<enter>").shows("r starts over, then take fewer");
    screen.press("r2<enter>").shows("epochs [ 2 ]");
}

#[test]
fn a_change_at_the_end_says_how_to_use_it() {
    let screen = run(at("fit").press(" "), 200).press("<tab><up>");
    screen.shows("r starts over with this; Space goes on from here");
}

#[test]
fn another_optimizer_keeps_the_rate() {
    let screen = at("fit").press("<tab><tab><tab><tab><down>").shows("Adam(learning_rate=0.1)");
    screen.press("<down><down>").shows("SGD(learning_rate=0.1)");
}

#[test]
fn a_loss_that_climbs_far_above_its_best_is_told() {
    let screen = run(at("fit").press(" "), 200).press("<tab>0.5<enter><esc> ");
    run(screen, 60).shows("! The loss grows");
}

// The steps are so short that the loss is the square of the weight that is set.
#[test]
fn far_above_its_best_is_a_hundred_times_as_much() {
    let fit = fit_with("batch_size = 1").replace("0.05", "1e-12");
    let fit = fit.replace("[[1.0], [2.0], [3.0], [4.0]]", "[[1.0]]");
    let lesson = fit.replace("[[1.0], [2.0], [3.0], [90.0]]", "[[0.0]]");
    let mut lab = Lab::new(layerlab::lesson::read("fit.toml", &lesson).unwrap());
    lab.go_to(2);
    let place = Place::Weight { input: 0, unit: 0 };
    let mut grows = |weight: f32| {
        let line = Parameter { layer: "line".to_owned(), place };
        lab.act(Entry::Set(line, weight)).unwrap();
        assert_eq!(lab.train(1), 1);
        lab.progress().unwrap().findings.iter().any(|found| found.trouble == Trouble::Diverging)
    };
    assert_eq!([40.0, 1.0, 7.0, 10.0, 10.01].map(&mut grows), [false, false, false, false, true]);
}

#[test]
fn on_paper_there_are_two_pictures_of_a_training() {
    let lab = at("learn").press("e").app.lab().clone();
    let style = Style { glyphs: Glyphs::Ascii, shading: Shading::Glyphs };
    let text = transcript::step(&lab.outcome(), Glyphs::Ascii);
    let is_drawn = |picture: &Picture| {
        let drawn = picture.drawing.draw(72, 18, style).to_text();
        drawn.lines().all(|line| text.contains(line.trim_end()))
    };
    let drawn: Vec<bool> = lab.outcome().pictures.iter().map(is_drawn).collect();
    assert_eq!(drawn, [true, true, false, false, false, false]);
}

#[test]
fn the_code_starts_from_the_weights_that_were_drawn() {
    let screen = at("fit").press("n");
    let w = weights(&screen)[0];
    screen.shows(&format!("      {w:?}]]),"));
}

/// The second unit of the lamp is off for every case, and all four are right all the same.
#[test]
fn nothing_is_said_of_a_dead_unit_where_every_example_is_right() {
    let text = r#"
format = 1
title = "Off"
about = "A unit that nobody misses"
[data.lamp]
x = [[0.0], [1.0]]
y = [[0.0], [1.0]]
classes = ["off", "on"]
[[step]]
id = "lamp"
title = "Lamp"
run.dataset = "lamp"
[[step]]
id = "model"
title = "Model"
run.sequential = { name = "m", inputs = 1, layers = [
    { dense = { name = "two", units = 2, activation = "relu" } },
    { dense = { name = "last", units = 1, activation = "sigmoid" } },
] }
[[step]]
id = "fit"
title = "Fit"
run.fit = { model = "m", loss = "binary_crossentropy", learning_rate = 0.01, batch_size = 2, epochs = 3, start = [
    { layer = "two", w = [[1.0, -1.0]], b = [0.0, -1.0] },
    { layer = "last", w = [[W], [1.0]], b = [-2.0] },
] }
"#;
    let after = |w: &str| open(&text.replace("[W]", w), "fit").press("e");
    after("[-4.0]").shows("Unit 1 of two is dead");
    after("[4.0]").hides("is dead");
}
