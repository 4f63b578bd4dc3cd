//! The question or the goal of a step: answers, hints, the solution.

use crate::journal::Entry;

use super::Lab;

impl Lab {
    /// Whether the question of this step has still to be answered.
    pub fn is_withheld(&self) -> bool {
        self.visit.now.is_withheld(self.at())
    }

    /// Whether what this step does is hidden until then.
    pub fn hides(&self) -> bool {
        self.visit.now.hides(self.at())
    }

    /// Answers the question of this step with an option, counted from 0.
    pub fn choose(&mut self, option: usize) {
        // An answer that nobody asked for changes nothing.
        let _ = self.act(Entry::Answer(option));
    }

    /// Gives the numbers of the prediction of this step, and locks them in. Says whether they were
    /// taken.
    pub fn predict(&mut self, numbers: &[f32]) -> bool {
        let given = numbers.iter().enumerate();
        let all = given.map(|(index, value)| Entry::Guess(index, *value)).chain([Entry::LockIn]);
        all.into_iter().all(|entry| self.act(entry).is_ok()) && !self.is_withheld()
    }

    /// Uncovers the next hint, if there is one left.
    pub fn hint(&mut self) {
        // Without one left nothing changes.
        let _ = self.act(Entry::Hint);
    }

    /// Gives the solution of the step: the right answer, or weights that reach the goal. Says
    /// whether there was anything to solve.
    pub fn skip(&mut self) -> bool {
        self.act(Entry::Solve).is_ok()
    }
}
