//! What a check asks of the teaching of a lesson.

use std::ops::ControlFlow;

use layerlab::check::check_with;
use layerlab::lab::Lab;
use layerlab::lesson::read;

const HEAD: &str = r#"
format = 1
title = "Doubts"
about = "A lesson to doubt"
[data.rides]
x = [[1.0], [3.0]]
y = [[6.0], [10.0]]
x_label = "km"
y_label = "dollars"
"#;

fn step(id: &str, rest: &str) -> String {
    format!("[[step]]\nid = \"{id}\"\ntitle = \"{id}\"\ntext = \"Read this.\"\n{rest}\n")
}

fn data() -> String {
    step("data", "run.dataset = \"rides\"")
}

fn unit(rest: &str) -> String {
    let run = "run.unit = { name = \"fare\", w = [[1.0]], b = [0.0] }";
    step("unit", &format!("{run}\n{rest}"))
}

/// A question whose right option is at a place, counted from 1, with its text.
fn question(id: &str, answer: usize, right: &str) -> String {
    let option = |place: usize| {
        let text = if place == answer { right } else { "something else" };
        format!("[[step.question.options]]\ntext = \"{text}\"\nreply = \"So.\"\n")
    };
    let options: String = (1..=3).map(option).collect();
    step(id, &format!("[step.question]\nask = \"What?\"\nanswer = {answer}\n{options}"))
}

/// The doubts about a lesson of these steps, each with its step.
fn doubts(steps: &[String]) -> Vec<(String, String)> {
    let text = format!("{HEAD}{}", steps.concat());
    let lesson = read("doubts.toml", &text).unwrap_or_else(|error| panic!("{error}"));
    let train = |lab: &mut Lab| {
        lab.train(usize::MAX);
        ControlFlow::Continue(())
    };
    let checked = check_with(&lesson, &text, train);
    checked.doubts.into_iter().map(|doubt| (doubt.step, doubt.message)).collect()
}

#[track_caller]
fn doubted(steps: &[String], at: &str, words: &str) {
    let found = doubts(steps);
    let is_it = |(step, message): &(String, String)| step == at && message.contains(words);
    assert!(found.iter().any(is_it), "no {words:?} at {at} in {found:#?}");
}

fn read_steps(count: usize) -> Vec<String> {
    (0..count).map(|index| step(&format!("read-{index}"), "")).collect()
}

#[test]
fn a_lesson_for_the_hands_is_not_doubted() {
    let steps = [data(), unit(""), question("a", 1, "a thing"), question("b", 2, "a thing")];
    assert_eq!(doubts(&steps), []);
}

#[test]
fn an_act_that_comes_late_is() {
    let steps = |read: usize| [vec![data()], read_steps(read), vec![unit("")]].concat();
    doubted(&steps(4), "unit", "by step 5");
    assert!(doubts(&steps(3)).iter().all(|(_, message)| !message.contains("by step 5")));
    doubted(&[data()], "data", "nothing in the lesson is to be done");
}

#[test]
fn four_steps_in_a_row_that_are_only_read_are() {
    let steps = |read: usize| [vec![data(), unit("")], read_steps(read)].concat();
    doubted(&steps(4), "read-3", "4 steps in a row are only read");
    assert_eq!(doubts(&steps(3)), []);
}

#[test]
fn a_right_answer_that_gives_itself_away_is() {
    let long = "something that goes on for much longer than all the others";
    doubted(&[data(), unit(""), question("a", 2, long)], "a", "by far the longest");
    // A dozen characters beside two are short all the same.
    let short = |right: &str| {
        let short = question("a", 2, right).replace("something else", "no");
        doubts(&[data(), unit(""), short])
    };
    assert_eq!(short("twelve signs"), []);
    assert_eq!(short("twelve signs.").len(), 1);
    let asked =
        |c| ["a", "b", "c"].into_iter().zip([1, 1, c]).map(|(id, at)| question(id, at, "that"));
    let steps = |c| [vec![data(), unit("")], asked(c).collect()].concat();
    doubted(&steps(1), "c", "number 1 in every question");
    assert_eq!(doubts(&steps(2)), []);
}

#[test]
fn a_text_over_its_size_is() {
    let long = unit("").replace("Read this.", &"word ".repeat(101));
    doubted(&[data(), long], "unit", "101 words");
}

#[test]
fn a_goal_that_the_text_tells_is() {
    let goal = "goal.loss = { of = \"mean_absolute_error\", below = 0.1 }\nhints = [\"Turn.\"]\n\
                solution = { w = [[2.0]], b = [4.0] }";
    assert_eq!(doubts(&[data(), unit(goal)]), []);
    let told = unit(goal).replace("Read this.", "It costs 4 dollars, and 2 for each km.");
    doubted(&[data(), told], "unit", "tells the solution");
    // A single number can stand there for anything.
    let one = unit(&goal.replace("b = [4.0]", "b = [0.5]").replace("below = 0.1", "below = 5.0"));
    let one = one.replace("Read this.", "There are 2 rides.");
    assert!(doubts(&[data(), one]).iter().all(|(_, doubt)| !doubt.contains("tells the solution")));
    let before = data().replace("Read this.", "The line is 2 · x + 4.");
    doubted(&[before, unit(goal)], "unit", "the text of `data` tells the solution");
}

#[test]
fn data_without_a_picture_and_a_text_about_another_one_are() {
    let steps = [data(), unit(""), step("bare", "show = \"text\"")];
    doubted(&steps, "bare", "no picture of it");
    let bowl = step("bowl", "").replace("Read this.", "Look at the bowl.");
    doubted(&[data(), unit(""), bowl], "bowl", "speaks of the bowl");
}

#[test]
fn a_training_that_begins_solved_is() {
    let model = step(
        "model",
        "run.sequential = { name = \"m\", inputs = 1, layers = [{ dense = { name = \"L1\", units = 1 } }] }",
    );
    let fit = |w: &str| {
        let start = format!("start = [{{ layer = \"L1\", w = [[{w}]], b = [4.0] }}]");
        let fit = format!("model = \"m\", loss = \"mean_squared_error\", epochs = 2, {start}");
        step("fit", &format!("run.fit = {{ {fit} }}"))
    };
    doubted(&[data(), model.clone(), fit("2.0")], "fit", "begins solved");
    // The loss is 5 times the square of how far off w is: 0.00008 is as good as none, 0.00018 is not.
    doubted(&[data(), model.clone(), fit("2.004")], "fit", "begins solved");
    assert_eq!(doubts(&[data(), model.clone(), fit("2.006")]), []);
    assert_eq!(doubts(&[data(), model, fit("1.0")]), []);
}
