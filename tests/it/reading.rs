//! Steps that are to be read, and the picture that one of them may name.

use layerlab::lab::Lab;
use layerlab::lesson::format::{PictureName, Show};
use layerlab::lesson::{self, shelf};

use crate::harness::{lesson_text, open, walk};

/// A lesson whose last step is to be read; `{MORE}` is what it says besides its text.
const LESSON: &str = "
format = 1
title = 'To read'
about = 'A step with much to read'

[data.d]
x = [[1.0], [2.0]]
y = [[300.0], [500.0]]
x_label = 'Size'
y_label = 'Price'

[[step]]
id = 'data'
title = 'Data'
run.dataset = 'd'

[[step]]
id = 'unit'
title = 'A unit'
run.sequential = { name = 'model', inputs = 1, layers = [
    { dense = { name = 'line', units = 1, activation = 'linear' } },
] }

[[step]]
id = 'read'
title = 'To read'
text = 'TEXT'
show = 'text'
";

fn with(more: &str, words: usize) -> String {
    LESSON.replace("TEXT", &"word ".repeat(words)) + more
}

const MODEL: &str = "picture = 'model'";

#[test]
fn a_step_to_be_read_has_no_picture_but_the_one_it_names() {
    for size in [(80, 24), (120, 40), (160, 50), (40, 12)] {
        let plain = open(&with("", 20), "read").size(size.0, size.1);
        plain.shows("word word").hides("500 ┤").press("z").hides("500 ┤");
        let named = open(&with(MODEL, 20), "read").size(size.0, size.1);
        let named = named.shows("word word").hides("X[0]").hides("line   w");
        named.press("z").shows("500 ┤").hides("X[0]").press("v").shows("nothing on that key");
    }
}

#[test]
fn the_picture_leaves_its_room_to_a_text_that_needs_it() {
    let mut long = open(&with(MODEL, 240), "read").shows("word word").hides("Price");
    let last = long.lines().iter().rposition(|line| line.contains("word")).unwrap();
    assert!(last < 22, "all of it is seen at once");
    long.press("z").shows("Price").press("z").hides("Price").size(120, 40).shows("Price");
}

#[test]
fn a_question_about_a_slope_is_asked_before_the_slope_is_drawn() {
    let text = lesson_text("a-neuron-learns");
    let screen = open(text, "slope-in-square-feet").size(120, 40);
    screen
        .shows("1  Still -1300")
        .hides("mean squared error")
        .press("2")
        .shows("mean squared error");
}

/// The steps of the shelf that are to be read and name a picture.
fn steps() -> Vec<(&'static str, String, PictureName)> {
    let of = |name: &'static str| {
        let lesson = lesson::read(name, &shelf::built_in(name).unwrap().text).unwrap();
        let steps = lesson.steps.into_iter().filter(|step| step.show == Show::Text);
        steps.filter_map(move |step| Some((name, step.id, step.picture?))).collect::<Vec<_>>()
    };
    shelf::NAMES.into_iter().flat_map(of).collect()
}

#[test]
fn a_named_picture_is_there_and_alone() {
    let steps = steps();
    assert!(steps.len() > 15);
    for name in shelf::NAMES {
        walk(name, |lab: &Lab| {
            let id = &lab.step().id;
            let Some((.., wanted)) = steps.iter().find(|(of, step, _)| (*of, step) == (name, id))
            else {
                return;
            };
            let pictures: Vec<PictureName> =
                lab.outcome().pictures.iter().map(|picture| picture.name).collect();
            let shows_answer = matches!(wanted, PictureName::Slice | PictureName::Confusion);
            let is_asked_for = shows_answer && lab.is_withheld();
            assert!(pictures == [*wanted] || is_asked_for, "{name} {id}: {pictures:?}");
        });
    }
}

#[test]
fn no_text_moves_when_its_question_is_answered() {
    for (name, step, picture) in steps() {
        let screen = open(&shelf::built_in(name).unwrap().text, &step);
        if picture == PictureName::Slice || screen.app.lab().outcome().question.is_none() {
            continue;
        }
        let mut screen = screen;
        let first = screen.lines()[2].clone();
        let answered = screen.press("1").lines()[2].clone();
        assert_eq!(first, answered, "{name} {step}");
    }
}
