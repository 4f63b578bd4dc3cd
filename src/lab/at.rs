//! A step of a lesson, and where it is.

use crate::journal::Slider;
use crate::lesson::Lesson;
use crate::lesson::format::Step;

/// A step of a lesson.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    pub(super) lesson: &'a Lesson,
    /// Counted from 0.
    pub(super) index: usize,
}

impl<'a> At<'a> {
    pub(super) fn step(self) -> &'a Step {
        &self.lesson.steps[self.index]
    }

    /// Whether this number can be slid at it.
    pub(super) fn slides(self, slider: Slider) -> bool {
        self.index_of(slider).is_some()
    }

    /// Its place among the numbers that can be slid, counted from 0.
    pub(super) fn index_of(self, slider: Slider) -> Option<usize> {
        self.step().sliders().iter().position(|(slides, _)| *slides == slider)
    }
}
