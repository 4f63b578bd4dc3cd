//! Why something that a learner does is refused.

use std::fmt;

/// Why an edit was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditError {
    /// The text is no number.
    NotANumber,
    /// The number does not fit float32, or is infinite.
    TooLarge,
    /// The layer has no weights before its first call.
    NoWeights,
    /// The data of this step is not to be changed.
    FixedData,
    /// There is no such number at this step that could be slid.
    NothingToSlide,
    /// There is no such number in the data.
    NoSuchNumber,
    /// More rows are not taken.
    TooManyRows,
    /// There is no other row.
    LastRow,
    /// A later step speaks of as many rows as there are.
    NeededRow,
    /// A class is a whole number, one of those that there are.
    NotAClass,
    /// Nothing can be learned from such data.
    NothingToLearn,
    /// There is no such number in the layer.
    NoSuchParameter,
    /// The step holds the number.
    Held,
    /// The step holds a number of the draw.
    HeldDraw,
    /// There is nothing random to draw again.
    NotRandom,
    /// The question of the step has to be answered first.
    QuestionFirst,
    /// There is no optimizer of that name.
    NoSuchOptimizer,
    /// A learning rate is not above 0.
    NotPositive,
    /// It is not a whole number from 1 up.
    NotACount,
    /// The fit would take too long.
    TooMuchWork,
    /// More epochs have begun than there are to be.
    EpochsBehind,
    /// There is no such node in the tree.
    NoSuchNode,
    /// A leaf asks nothing.
    NoQuestion,
    /// The node is as deep as a tree by hand goes.
    TooDeep,
    /// All rows of the node would answer with yes.
    AllLeft,
    /// All rows of the node would answer with no.
    AllRight,
    /// There is no fit at this step.
    NoFit,
    /// There is nothing to solve at this step.
    NothingToSolve,
    /// What was done here before is still being done again.
    CatchingUp,
    /// The forest that it needs is still growing.
    Growing,
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotANumber => "not a number: write it like 200, -4.5 or 1e-3",
            Self::TooLarge => "too large: a float32 goes up to 3.4e38",
            Self::NoWeights => "there are no weights here yet",
            Self::FixedData => "the data of this step is fixed",
            Self::NothingToSlide => "there is no such number at this step",
            Self::NothingToLearn => "the model cannot learn from such a number",
            Self::NoSuchNumber => "the data has no such number",
            Self::TooManyRows => "the data is as large as it may be here: take a row away first",
            Self::LastRow => "one row has to stay",
            Self::NeededRow => "the lesson speaks of all rows that are left: add one first",
            Self::NotAClass => {
                "y is a class here: only the numbers of the classes that there are will do"
            }
            Self::HeldDraw => "a number is held at this step, so nothing is drawn again",
            Self::Held => "this number is held at this step: change another one",
            Self::NoSuchParameter => "the layer has no such number",
            Self::NoSuchOptimizer => "the optimizers are sgd, rmsprop and adam: ↑ and ↓ choose",
            Self::NotPositive => "a learning rate has to be above 0: write it like 0.1 or 1e-3",
            Self::NotACount => "a whole number from 1 up is needed here",
            Self::TooMuchWork => {
                "that would take too long: a fit has 10 seconds and 100000 epochs at the most"
            }
            Self::EpochsBehind => "more epochs have begun already: r starts over, then take fewer",
            Self::NoSuchNode => "the tree has no such node",
            Self::NoQuestion => "a leaf asks nothing: ↑ or ↓ gives it a question",
            Self::TooDeep => {
                "no tree is asked deeper than 12 questions by hand: close a node above"
            }
            Self::AllLeft => "all rows of this node would say yes: a smaller number parts them",
            Self::AllRight => "all rows of this node would say no: a larger number parts them",
            Self::NoFit => "nothing is trained at this step",
            Self::NothingToSolve => "there is nothing to solve at this step",
            Self::CatchingUp => "what you did here is being done again: a moment",
            Self::Growing => "the forest has still to grow: Space runs that, and pauses it",
            Self::QuestionFirst => "answer the question first, or press s to see the answer",
            Self::NotRandom => "these weights were set or trained: there is nothing to draw again",
        })
    }
}

impl std::error::Error for EditError {}
