//! The card at the end of a lesson.
//!
//! A lesson whose code is folded until it is wanted, with a question that later lessons ask again and
//! a card:
//!
//! ```toml
//! format = 1
//! title = "Lemonade"
//! about = "One number, found by hand"
//! code = "folded"
//!
//! [data.jugs]
//! x = [[1.0], [2.0]]
//! y = [[3.0], [6.0]]
//! x_label = "Litres of water"
//! y_label = "Lemons"
//!
//! [[step]]
//! id = "two-jugs"
//! title = "Two jugs"
//! run.dataset = "jugs"
//!
//! [[step]]
//! id = "a-unit"
//! title = "A unit"
//! code = "open"
//! run.sequential = { name = "model", inputs = 1, layers = [{ dense = { name = "lemons", units = 1 } }] }
//!
//! [[step]]
//! id = "by-hand"
//! title = "Your turn: by hand"
//! run.set_weights = { layer = "lemons", w = [[1.0]], b = [0.0] }
//! goal.loss = { of = "mean_absolute_error", below = 0.1 }
//! hints = ["How many lemons are in one litre?"]
//! solution = { w = [[3.0]], b = [0.0] }
//!
//! [[step]]
//! id = "no-water"
//! title = "No water"
//!
//! [step.question]
//! ask = "How many lemons go into no water?"
//! recall = "A unit computes w · x + b. What does it answer for x = 0?"
//! answer = 2
//! options = [
//!     { text = "w", reply = "w counts once for each 1 of x, and here is none." },
//!     { text = "b", reply = "Yes: w · 0 is 0, and b is left." },
//! ]
//!
//! [[step]]
//! id = "the-end"
//! title = "The end"
//!
//! [step.card]
//! found = ["A litre takes {by-hand:w} lemons."]
//! open = "And with sugar, how many numbers will it be?"
//! ```

use serde::Deserialize;

/// What a learner takes along from a lesson, on its last step: `[step.card]`.
///
/// The card says which lesson follows and how to open it by itself, so there is no need to write
/// that.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// What there was to find, a sentence each, one to ten of them. `{the-step:w}` stands for a number
    /// of an earlier step as the learner left it there; the words behind the colon are those of
    /// [`Step::text`](super::Step::text). Whether the learner found it, was shown it, or has it still
    /// to do is told by the task of that step: a sentence whose task is still open is not shown, for
    /// it would give the answer away.
    pub found: Vec<String>,
    /// What the lesson leaves open: the question that leads on.
    pub open: Option<String>,
}
