//! `run.train_test_split = …`: some rows of the data are held out.

use std::sync::Arc;

use crate::lab::assignment::{Lines, assigned};
use crate::lab::parts::Parts;
use crate::lab::state::State;
use crate::lab::statement::Statement;
use crate::lab::tensors::vector;
use crate::lesson::format::{Part, TrainTestSplit};

use super::import::Import;
use super::runnable::{Runnable, Stage};

impl Runnable for TrainTestSplit {
    fn perform(&self, state: &mut State, _seed: u64) {
        let Some(whole) = state.data.clone() else { return };
        let Ok(rows) = self.rows(&whole.dataset) else { return };
        let (train, parts) = Parts::of(&whole, &rows);
        state.normalized = state.normalized.as_ref().map(|_| Arc::new(state.given(&train.x)));
        state.data = Some(train);
        (state.part, state.aside) = (Part::Train, None);
        state.moved = None;
        state.parts = Some(Arc::new(parts));
    }

    fn needs(&self) -> Vec<Import> {
        vec![if self.group { Import::GroupShuffleSplit } else { Import::TrainTestSplit }]
    }

    fn statements(&self, stage: &Stage<'_>) -> Vec<Statement> {
        let Some(whole) = &stage.before.data else { return Vec::new() };
        let Ok(rows) = self.rows(&whole.dataset) else { return Vec::new() };
        let counts = [Some(&rows.train), rows.cv.as_ref(), Some(&rows.test)];
        let counts: Vec<String> =
            counts.into_iter().flatten().map(|rows| rows.len().to_string()).collect();
        let print = match self.then {
            Some(_) => "print(len(X_train), len(X_cv), len(X_test))",
            None => "print(len(X_train), len(X_test))",
        };
        let mut lines = if self.group {
            let groups: Vec<f32> = whole.dataset.groups.iter().map(|group| *group as f32).collect();
            assigned("groups", &vector(&groups), stage.step)
        } else {
            Lines::default()
        };
        lines.code.extend(if self.group { self.code_of_groups() } else { self.code() });
        lines.push(print.to_owned());
        vec![lines.printed(&counts.join(" "))]
    }
}

impl TrainTestSplit {
    /// The lines that make the parts.
    fn code(&self) -> Vec<String> {
        let all = "X, Y = X_train, Y_train".to_owned();
        let Some(then) = self.then else {
            return [vec![all], self.split("test", ["X", "Y"], self.test_size)].concat();
        };
        let first = self.split("rest", ["X", "Y"], self.test_size);
        let names = "X_cv, X_test, Y_cv, Y_test = (".to_owned();
        [vec![all], first, vec![names], self.called(["X_rest", "Y_rest"], then)].concat()
    }

    /// The lines that make them of whole groups.
    fn code_of_groups(&self) -> Vec<String> {
        let split = |names: &str, size: f64, rows: &str| {
            vec![
                "splitter = GroupShuffleSplit(".to_owned(),
                format!("    1, test_size={size}, random_state={})", self.random_state),
                format!("{names} = next("),
                format!("    splitter.split(X{rows}, Y{rows}, groups{rows}))"),
            ]
        };
        let part = |name: &str, rows: &str| format!("X_{name}, Y_{name} = X[{rows}], Y[{rows}]");
        let all = vec!["X, Y = X_train, Y_train".to_owned()];
        let parts = match self.then {
            None => [split("train, test", self.test_size, ""), vec![part("test", "test")]],
            Some(then) => [
                [split("train, rest", self.test_size, ""), split("cv, test", then, "[rest]")]
                    .concat(),
                vec![part("cv", "rest[cv]"), part("test", "rest[test]")],
            ],
        };
        [all, parts.concat(), vec![part("train", "train")]].concat()
    }

    fn split(&self, other: &str, data: [&str; 2], size: f64) -> Vec<String> {
        let names = format!("X_train, X_{other}, Y_train, Y_{other} = (");
        [vec![names], self.called(data, size)].concat()
    }

    fn called(&self, [x, y]: [&str; 2], size: f64) -> Vec<String> {
        let order = if self.shuffle {
            format!("random_state={}", self.random_state)
        } else {
            "shuffle=False".to_owned()
        };
        vec![
            format!("    train_test_split({x}, {y},"),
            format!("        test_size={size}, {order}))"),
        ]
    }
}
