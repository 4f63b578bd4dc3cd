//! The learner's changes at a step: made, shown before they are made, taken back, brought again.

use super::edit::{self, Edit, EditError};
use super::{Lab, Task};

impl Lab {
    /// Applies an edit at this step. It can be undone.
    ///
    /// # Errors
    /// The step's question is still open, or the edit does not fit the state: no such layer, no
    /// weights yet, a value that is no number.
    pub fn edit(&mut self, edit: Edit) -> Result<(), EditError> {
        self.draft = None;
        if self.is_withheld() {
            return Err(EditError::QuestionFirst);
        }
        if self.record().training.is_some() {
            return self.edit_training(&edit);
        }
        edit.check(&self.now)?;
        if edit.is_idle(&self.now) {
            return Ok(());
        }
        edit::apply(&mut self.now, &edit, &self.start, &self.lesson, self.position);
        let record = &mut self.records[self.position];
        record.edits.push(edit);
        record.undone.clear();
        self.settle();
        Ok(())
    }

    /// Shows what an edit would do, until the next edit, or until it is taken back with `None`.
    pub fn set_draft(&mut self, draft: Option<Edit>) {
        let open = self.is_withheld();
        self.draft = draft.filter(|edit| !open && edit.check(&self.now).is_ok());
    }

    /// Takes the last edit of this step back. Says whether there was one.
    pub fn undo(&mut self) -> bool {
        let record = &mut self.records[self.position];
        if let Some(training) = &mut record.training {
            let is_undone = training.undo();
            if is_undone {
                self.follow_training();
                self.reopen();
            }
            return is_undone;
        }
        let Some(edit) = record.edits.pop() else { return false };
        if matches!(edit, Edit::Solve(_)) && record.task == Task::Shown {
            record.task = Task::Open;
        }
        record.undone.push(edit);
        self.rerun();
        self.settle();
        true
    }

    /// Brings the edit back that was undone last. Says whether there was one.
    pub fn redo(&mut self) -> bool {
        let record = &mut self.records[self.position];
        if let Some(training) = &mut record.training {
            let is_redone = training.redo();
            if is_redone {
                self.follow_training();
            }
            return is_redone;
        }
        let Some(edit) = record.undone.pop() else { return false };
        record.edits.push(edit);
        self.rerun();
        self.settle();
        true
    }

    /// Whether there is an edit of this step to take back.
    pub fn can_undo(&self) -> bool {
        match &self.record().training {
            Some(training) => training.can_undo(),
            None => !self.record().edits.is_empty(),
        }
    }

    /// Whether the learner has edited or trained weights at this step or answered its question.
    pub fn is_changed(&self) -> bool {
        let record = self.record();
        if let Some(training) = &record.training {
            return training.is_changed() || !training.is_at_start();
        }
        !record.answers.is_empty() || !matches!(record.edits.last(), None | Some(Edit::Reset))
    }

    /// Puts the step back to how it started. The edits can be brought back with undo; the answer
    /// to its question is open again. A training starts over as it is set; from its start, it is
    /// set as the lesson has it.
    pub fn reset(&mut self) {
        let record = &mut self.records[self.position];
        if record.training.is_some() {
            return self.reset_training();
        }
        record.answers.clear();
        record.task = Task::Open;
        if !matches!(record.edits.last(), None | Some(Edit::Reset)) {
            record.edits.push(Edit::Reset);
            record.undone.clear();
        }
        self.rerun();
        self.settle();
    }
}
