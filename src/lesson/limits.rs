//! How large a lesson may be. A lesson file is untrusted: whatever it asks for has to fit into
//! memory and into a frame.

/// Bytes in a lesson file. While it is read it takes a hundred times as many.
pub const FILE_BYTES: u64 = 2 * 1024 * 1024;
/// Steps in a lesson.
pub const STEPS: usize = 500;
/// Rows in a data set that a lesson has typed in.
pub const ROWS: usize = 10_000;
/// Rows that a data set may have from a file.
pub const DATA_ROWS: usize = 1_000_000;
/// Numbers that a data set may have from a file: 80 MB.
pub const DATA_NUMBERS: usize = 20_000_000;
/// Bytes in a data file, unpacked.
pub const DATA_BYTES: u64 = 64 * 1024 * 1024;
/// Bytes in all data files of a lesson, unpacked: what is read in a few seconds.
pub const LESSON_DATA_BYTES: u64 = 4 * DATA_BYTES;
/// Different values of a column that becomes one column for each, and different groups.
pub const DATA_WORDS: usize = 10_000;
/// Characters in the line on where data is from.
pub const SOURCE_CHARS: usize = 1_000;
/// Numbers in a row of a data set, and inputs of a model.
pub const FEATURES: usize = 1_000;
/// Data sets in a lesson.
pub const DATA_SETS: usize = 100;
/// Classes of a data set.
pub const CLASSES: usize = 20;
/// Images of a data set that can be drawn into.
pub const DRAWN_ROWS: usize = 2_000;
/// Characters in the name of a layer or a model.
pub const NAME_CHARS: usize = 40;
/// Units in a layer.
pub const UNITS: usize = 1_000;
/// Layers in a model.
pub const LAYERS: usize = 20;
/// Weights and biases in all layers of a lesson.
pub const PARAMETERS: usize = 1_000_000;
/// Values of a setting that a step tries.
pub const TRIED: usize = 100;
/// The highest power of the inputs of a regression.
pub const DEGREE: usize = 30;
/// Questions that a lesson asks in a tree.
pub const QUESTIONS: usize = 200;
/// Questions on the way to a place of a tree that is grown by hand.
pub const TREE_DEPTH: usize = 12;
/// Trees of a forest.
pub const TREES: usize = 1_000;
/// Rounds of a booster.
pub const ROUNDS: usize = 1_000;
/// Epochs of a fit.
pub const EPOCHS: usize = 100_000;

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
/// Rows of data that can be changed.
pub const TOUCHED_ROWS: usize = 1_000;
/// Rows that can be added to those that a lesson has.
pub const ADDED_ROWS: usize = 100;
/// Runs beside that of a fit: more curves than three could not be told apart by every eye.
pub const RACE: usize = 2;
/// Conditions of one kind in a goal: more could not be ticked on one screen.
pub const CONDITIONS: usize = 8;
/// Replies of a goal to states that are not it.
pub const STATE_REPLIES: usize = 8;
/// Characters in the unit of a loss.
pub const UNIT_CHARS: usize = 40;
/// Hints of a goal.
pub const HINTS: usize = 20;
/// Characters in a hint.
pub const HINT_CHARS: usize = 500;
/// Sentences on a card.
pub const FOUND: usize = 10;
/// Characters in a question, or in a sentence on a card.
pub const QUESTION_CHARS: usize = 500;
/// Numbers that a step names to hold.
pub const HELD: usize = 100;
/// Rows of arithmetic to fill in at a step.
pub const FILLED_ROWS: usize = 6;
/// Blanks in a row of arithmetic.
pub const BLANKS: usize = 12;
/// Characters in an option of a question.
pub const OPTION_CHARS: usize = 200;
/// Characters in a reply to an answer or to a state, in what is said of a goal that is reached, or
/// of one that cannot be.
pub const REPLY_CHARS: usize = 2_000;
/// Characters in an output or an error that a step is held to.
pub const EXPECTED_CHARS: usize = 20_000;

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
/// Work of a regression or a tree with all values that it tries: about 100 ms, for it is done at once.
pub const REGRESSION_WORK: usize = 1_200_000_000;
/// Work of a booster with all values that it tries, and of a single tree of a forest, for both are waited
/// for: about a second where data is as unkind as it can be, and a tenth of that as a rule.
pub const AT_ONCE_WORK: usize = 12_000_000_000;
/// Work of the trees that a forest has when it is first seen, as they turn out: about 100 ms. A bar that
/// flashes by would be no help.
pub const FOREST_AT_ONCE: usize = 1_200_000_000;
/// Work of sorting one row by one feature, with what is worked out on the way.
pub const SORT_WORK: usize = 200;
/// Work of a node of a tree, whatever its rows.
pub const NODE_WORK: usize = 12_000;
/// Work of a tree of a forest, whatever its nodes.
pub const TREE_WORK: usize = 600_000;
/// Work of a forest with all values that it tries: about 10 seconds.
pub const FOREST_WORK: usize = 120_000_000_000;
/// Work of everything that a lesson asks for, from its first step to its last: about a minute.
pub const LESSON_WORK: usize = 700_000_000_000;
/// Characters in everything that a step says: what is on the screen is set anew with every key.
pub const STEP_CHARS: usize = 20_000;
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
