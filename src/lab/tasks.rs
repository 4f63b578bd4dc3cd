//! The question or the goal of a step: answers, hints, the solution, and where it stands.

use super::edit::Edit;
use super::{Lab, Task, Verdict, goal};

impl Lab {
    /// Whether the question of this step has still to be answered.
    pub fn is_withheld(&self) -> bool {
        self.step().question.is_some() && self.record().task == Task::Open
    }

    /// Answers the question of this step with an option, counted from 0.
    pub fn choose(&mut self, option: usize) {
        let Some(question) = &self.lesson.steps[self.position].question else { return };
        let record = &mut self.records[self.position];
        if option >= question.options.len() || record.task != Task::Open {
            return;
        }
        record.answers.push(option);
        if option + 1 == question.answer {
            record.task = Task::Done;
        }
    }

    /// Uncovers the next hint, if there is one left.
    pub fn hint(&mut self) {
        let hints = self.step().hints.len();
        let record = &mut self.records[self.position];
        record.hints = (record.hints + 1).min(hints);
    }

    /// Gives the solution of the step: the right answer, or weights that reach the goal. Says
    /// whether there was anything to solve.
    pub fn skip(&mut self) -> bool {
        let step = &self.lesson.steps[self.position];
        let record = &mut self.records[self.position];
        if let (Some(question), Task::Open) = (&step.question, record.task) {
            record.answers.push(question.answer - 1);
            record.task = Task::Shown;
            return true;
        }
        let is_impossible = step.is_impossible();
        if step.solution.is_empty() && !is_impossible {
            return false;
        }
        if record.task == Task::Open {
            record.task = Task::Shown;
        }
        let solution = step.solution.clone();
        is_impossible || self.edit(Edit::Solve(solution)).is_ok()
    }

    // A goal whose solution was taken back is open again; what was answered or given up is not.
    pub(super) fn reopen(&mut self) {
        let verdict = self.verdict.clone();
        let is_impossible = self.step().is_impossible();
        let record = &mut self.records[self.position];
        let is_open = verdict.is_some_and(|verdict| !verdict.is_met()) && !is_impossible;
        if record.task == Task::Shown && is_open {
            record.task = Task::Open;
        }
    }

    // A goal is reached by an edit here, or by what an earlier step has left.
    pub(super) fn judge(&mut self) {
        self.verdict = goal::judge(&self.now, self.step().goal.as_ref());
        let is_met = self.verdict.as_ref().is_some_and(Verdict::is_met);
        let record = &mut self.records[self.position];
        if record.task == Task::Open && is_met {
            record.task = Task::Done;
        }
    }
}
