//! Goals: whether the learner's model reaches what the step asks for, how far off it is, and what
//! there is to say to a state that is not the goal.

mod answers;
mod bound;
mod condition;
mod look;
mod place;
mod words;

use crate::lesson::format::{Conditions, Goal};

pub use condition::{Condition, Verdict};

pub(super) use answers::right_share;
pub(super) use look::Look;

/// How a model stands to some conditions, in the order of the lesson format.
pub(super) fn judge(look: &Look<'_>, wanted: &Conditions) -> Verdict {
    let Conditions { loss, validation_loss, boundary, steepness, accuracy, classes, .. } = wanted;
    let Conditions { precision, recall, .. } = wanted;
    let one_each = [
        loss.as_ref().map(|goal| answers::loss(goal, look)),
        validation_loss.as_ref().map(|goal| answers::validation_loss(goal, look)),
        boundary.as_ref().map(|goal| place::boundary(goal, look)),
        steepness.as_ref().map(|goal| place::steepness(goal, look)),
        accuracy.as_ref().map(|goal| answers::accuracy(goal, look)),
        classes.as_ref().map(|goal| answers::classes(goal, look)),
        precision.as_ref().map(|goal| answers::precision(goal, look)),
        recall.as_ref().map(|goal| answers::recall(goal, look)),
    ];
    let weights = wanted.weight.iter().map(|goal| bound::weight(goal, look));
    let outputs = wanted.output.iter().map(|goal| bound::output(goal, look));
    let all = one_each.into_iter().flatten().chain(weights).chain(outputs);
    let errors = wanted.error.iter().map(|goal| answers::error(goal, look));
    let trees = wanted.tree.iter().map(|goal| bound::tree(goal, look));
    Verdict { conditions: all.chain(errors).chain(trees).collect() }
}

/// Which reply of a goal a state that is not the goal gets: the first whose conditions all hold.
pub(super) fn reply(look: &Look<'_>, goal: &Goal) -> Option<usize> {
    goal.replies.iter().position(|reply| judge(look, &reply.state).is_met())
}
