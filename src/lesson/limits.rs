//! How large a lesson may be. A lesson file is untrusted: whatever it asks for has to fit into
//! memory and into a frame.

/// Bytes in a lesson file.
pub const FILE_BYTES: u64 = 4 * 1024 * 1024;
/// Steps in a lesson.
pub const STEPS: usize = 500;
/// Rows in a data set.
pub const ROWS: usize = 10_000;
/// Numbers in a row of a data set, and inputs of a model.
pub const FEATURES: usize = 1_000;
/// Data sets in a lesson.
pub const DATA_SETS: usize = 100;
/// Classes of a data set.
pub const CLASSES: usize = 20;
/// Characters in the name of a layer or a model.
pub const NAME_CHARS: usize = 40;
/// Units in a layer.
pub const UNITS: usize = 1_000;
/// Layers in a model.
pub const LAYERS: usize = 20;
/// Weights and biases in all layers of a lesson.
pub const PARAMETERS: usize = 1_000_000;
/// Epochs of a fit.
pub const EPOCHS: usize = 100_000;
/// Multiplications for one batch: rows times weights, what can be done between two frames.
pub const BATCH_WORK: usize = 10_000_000;
/// Multiplications for a whole fit: rows times weights times epochs, a few seconds of work.
pub const FIT_WORK: usize = 20_000_000_000;
/// Batches of a fit.
pub const FIT_BATCHES: usize = 2_000_000;
/// Multiplications for one pass of the largest data set through all layers of a lesson: what can
/// still be done between two frames.
pub const WORK: usize = 50_000_000;

// Characters of what a lesson says. They leave room for several times what fits the screen, and
// keep a file of megabytes from being one title.

/// Characters in the title of a lesson, a step or a part.
pub const TITLE_CHARS: usize = 120;
/// Characters in the line about a lesson.
pub const ABOUT_CHARS: usize = 300;
/// Characters in the name of a data set.
pub const DATA_SET_CHARS: usize = 60;
/// Characters in the label of an axis.
pub const LABEL_CHARS: usize = 100;
/// Characters in the name of a class.
pub const CLASS_CHARS: usize = 40;
/// Characters in the id of a step: the longest name that a lesson can have.
pub const ID_CHARS: usize = 80;
/// Characters in the text of a step.
pub const TEXT_CHARS: usize = 4_000;
/// Solutions of a goal, to be done in order.
pub const SOLUTIONS: usize = 20;
/// Hints of a goal.
pub const HINTS: usize = 20;
/// Characters in a hint.
pub const HINT_CHARS: usize = 500;
/// Characters in a question.
pub const QUESTION_CHARS: usize = 500;
/// Characters in an option of a question.
pub const OPTION_CHARS: usize = 200;
/// Characters in a reply to an answer, in what is said of a goal that is reached, or of one that
/// cannot be.
pub const REPLY_CHARS: usize = 2_000;
/// Characters in an output or an error that a step is held to.
pub const EXPECTED_CHARS: usize = 20_000;

/// How much work a fit is, to be held against the limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FitWork {
    /// Multiplications for one batch: [`BATCH_WORK`].
    pub batch: usize,
    /// Batches: [`FIT_BATCHES`].
    pub batches: usize,
    /// Multiplications in all: [`FIT_WORK`].
    pub all: usize,
}

impl FitWork {
    /// The work of a fit that learns from so many rows with so many weights and biases.
    pub fn of(rows: usize, parameters: usize, batch_size: usize, epochs: usize) -> Self {
        let batch = batch_size.min(rows).max(1);
        Self {
            batch: batch.saturating_mul(parameters),
            batches: rows.div_ceil(batch).saturating_mul(epochs),
            all: rows.saturating_mul(parameters).saturating_mul(epochs),
        }
    }

    /// Whether all of it is within the limits.
    pub fn is_allowed(self) -> bool {
        self.batch <= BATCH_WORK && self.batches <= FIT_BATCHES && self.all <= FIT_WORK
    }
}
