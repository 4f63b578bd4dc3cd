//! How large a lesson may be. A lesson file is untrusted: whatever it asks for has to fit into
//! memory and into a frame.

/// Bytes in a lesson file. While it is read it takes a hundred times as many.
pub const FILE_BYTES: u64 = 2 * 1024 * 1024;
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

// What follows holds sums. Work is counted in the unit of `super::work`.

/// As much work as is done in a millisecond, about.
pub const WORK_PER_MS: usize = 12_000_000;
/// Work of one batch, with the validation and the shuffle at the end of an epoch: about 10 ms, what
/// can be done between two frames.
pub const BATCH_WORK: usize = 120_000_000;
/// Work of a whole fit: about 10 seconds.
pub const FIT_WORK: usize = 120_000_000_000;
/// Work of one pass of the largest data set through all layers of a lesson: about 10 ms, for a
/// key may take several.
pub const WORK: usize = 120_000_000;
/// Work of everything that a lesson asks for, from its first step to its last: about a minute.
pub const LESSON_WORK: usize = 700_000_000_000;
/// Characters in everything that a step says, in the labels of a data set, and in the title and the
/// line about a lesson: what is on the screen is set anew with every key.
pub const TEXT_CHARS: usize = 20_000;
/// Numbers that a call prints unit by unit: Python prints every one of them.
pub const PRINTED_NUMBERS: usize = 1_000;
/// Numbers in the inputs of a data set of which a gradient is worked out by hand.
pub const GRADIENT_NUMBERS: usize = 200_000;
/// Rows that a call or a prediction may ask for.
pub const ASKED_ROWS: usize = ROWS;
/// Layers in all models of a lesson.
pub const LESSON_LAYERS: usize = 1_000;
/// Epochs in all fits of a lesson, of which each keeps a few numbers: 48 MB.
pub const LESSON_EPOCHS: usize = 3_000_000;
/// Numbers that all steps of a lesson keep together, such as weights and examples: 160 MB.
pub const LESSON_NUMBERS: usize = 40_000_000;
/// Numbers that are kept of all trainings of a lesson to go back to: 64 MB.
pub const KEPT_NUMBERS: usize = 16_000_000;
