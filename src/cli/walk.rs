//! A walk through a lesson, step by step, in which all is done that there is to do.

use std::ops::ControlFlow;

use crate::lab::Lab;
use crate::lesson::Lesson;

use super::set::Assignments;
use super::signals::Signals;
use super::stop::Stop;
use super::train::Watch;

/// A walk through a lesson.
pub(super) struct Walk<'a> {
    pub(super) lab: Lab,
    pub(super) assignments: Assignments<'a>,
    watch: Watch,
}

impl<'a> Walk<'a> {
    /// A walk on which these weights are changed, as they were written.
    pub(super) fn new(lesson: Lesson, set: &'a [String]) -> Result<Self, Stop> {
        let assignments = Assignments::new(set)?;
        Ok(Self { lab: Lab::new(lesson), assignments, watch: Watch::new(Signals::catch()) })
    }

    /// Goes to a step and does what there is to do at it, but for its goal.
    pub(super) fn go_to(&mut self, index: usize) -> Result<(), Stop> {
        let done = self.work_out(index);
        self.watch.clear();
        if done.is_break() {
            return Err(Stop::Signal(self.watch.exit_code().unwrap_or(1), stopped_at(&self.lab)));
        }
        Ok(())
    }

    /// Leaves a step: what follows goes on from its solution.
    pub(super) fn leave(&mut self) {
        if self.lab.step().goal.is_some() {
            self.lab.skip();
        }
    }

    /// Goes to a step over all that are before it.
    pub(super) fn go_through_to(&mut self, last: usize) -> Result<(), Stop> {
        for index in 0..last {
            self.go_to(index)?;
            self.leave();
        }
        self.go_to(last)
    }

    fn work_out(&mut self, index: usize) -> ControlFlow<()> {
        self.watch.go_to(&mut self.lab, index)?;
        if self.lab.is_withheld() {
            self.lab.skip();
        }
        self.assignments.apply(&mut self.lab);
        self.watch.train(&mut self.lab)
    }
}

fn stopped_at(lab: &Lab) -> String {
    let (number, all) = (lab.position() + 1, lab.lesson().steps.len());
    format!("Stopped at step {number} of {all}, `{}`.", lab.step().id)
}
