//! A lesson file: read, and gone through as far as nothing has to be trained.

use layerlab::lab::Lab;
use layerlab::lesson;

/// A lesson is taken, or refused in words that steer no terminal; a step that is taken can be
/// shown.
pub(crate) fn run(bytes: &[u8]) {
    let Ok(source) = std::str::from_utf8(bytes) else { return };
    match lesson::read("fuzz.toml", source) {
        Ok(lesson) => go_through(lesson),
        Err(error) => {
            let told = error.to_string();
            assert!(!told.is_empty() && told.chars().all(|c| c == '\n' || !c.is_control()));
        }
    }
}

fn go_through(lesson: lesson::Lesson) {
    let steps = lesson.steps.len().min(STEPS);
    let mut lab = Lab::new(lesson);
    for index in 0..steps {
        if lab.unfinished_before(index).is_some() {
            return;
        }
        lab.go_to(index);
        assert_eq!(lab.position(), index);
        lab.train(1);
        lab.outcome();
        lab.skip();
        lab.outcome();
    }
}

/// More would only be slow.
const STEPS: usize = 12;
