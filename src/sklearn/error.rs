//! Errors: what scikit-learn 1.9 says, word for word, and the same in plain words.

mod plain;
mod text;

use super::estimator::Estimator;

/// Something does not fit. `Display` is scikit-learn's own text;
/// [`what_happened`](Self::what_happened) and [`what_to_do`](Self::what_to_do) say it to a beginner.
#[derive(Debug, Clone, PartialEq)]
pub enum Error {
    /// What was given is no table of numbers.
    Input(InputError),
    /// An estimator cannot do what it was asked.
    Estimator(EstimatorError),
    /// A split that cannot be made.
    Split(SplitError),
    /// A metric that cannot be worked out.
    Metric(MetricError),
}

/// An estimator was not fitted, was set wrongly, or was given other columns than it knows.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the sentence over a variant says what its fields are")]
pub enum EstimatorError {
    /// It was asked before it was fitted.
    NotFitted { estimator: Estimator },
    /// A setting is not one of those `wanted`; `owner` is the estimator or function.
    InvalidParameter {
        parameter: &'static str,
        owner: &'static str,
        wanted: &'static str,
        given: String,
    },
    /// The table has another number of columns than the one it was fitted on.
    Width { given: usize, wanted: usize, estimator: Estimator },
    /// A polynomial of degree 0 without the column of ones has no column at all.
    NoColumns,
    /// A polynomial has more columns than can be counted.
    TooManyColumns { inputs: usize, degree: usize },
    /// Names for another number of columns than there are.
    FeatureNames { wanted: usize, given: usize },
    /// The way back of a scaler got another number of columns than it knows.
    Broadcast { rows: usize, columns: usize, known: usize },
    /// Words that were not there when it was fitted.
    UnknownCategories { words: Vec<String>, column: usize },
    /// The way back of an encoder got rows that have no 1 for a column.
    AllZeros { rows: Vec<usize> },
    /// Names for another number of features than a tree knows.
    TreeNames { wanted: usize, given: usize },
    /// Rows left out are asked for, where none are.
    OutOfBag,
    /// A tree is nearly as deep as it has rows.
    TooDeep { estimator: Estimator },
    /// The work is more than is done here.
    TooMuch { estimator: Estimator, parameter: &'static str, given: usize, most: usize },
    /// The way back of an encoder got another number of columns than it makes.
    ShapeBack { given: usize, wanted: usize },
}

/// What was given cannot be worked with at all.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the sentence over a variant says what its fields are")]
pub enum InputError {
    /// A single number or a row where a table is needed; `shown` is how it prints.
    NotATable { ndim: usize, shown: String },
    /// More axes than a table has.
    TooManyAxes { ndim: usize, estimator: Estimator },
    /// A table without rows (`of` is "sample") or without columns ("feature").
    Nothing { of: &'static str, shape: (usize, usize), estimator: Estimator },
    /// No rows, where it is not said for whom.
    Empty { shape: String },
    /// There is NaN.
    NotANumber { input: Input },
    /// There is an infinite number, or one too large for that kind of number.
    Infinite { input: Input, dtype: &'static str },
    /// Labels for another number of rows than there are.
    Labels { labels: usize, samples: usize },
    /// Measurements where classes are wanted.
    ContinuousLabels,
    /// Things that belong together have different lengths.
    Lengths { lengths: Vec<usize> },
    /// A table, or the work on it, is larger than the limits.
    TooLarge { rows: usize, columns: usize },
}

/// What was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// A table.
    X(Estimator),
    /// The answers to it.
    Y,
    /// True labels.
    YTrue,
    /// Predicted labels.
    YPred,
    /// It has no name.
    Unnamed,
}

/// Rows cannot be split like this.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the sentence over a variant says what its fields are")]
pub enum SplitError {
    /// A size is not between nothing and all.
    SizeOutOfRange { name: &'static str, size: String, n_samples: usize },
    /// Two shares are more than all.
    SharesAboveOne { sum: f64 },
    /// Two parts have more rows than there are.
    MoreThanAll { sum: usize, n_samples: usize },
    /// No row is left to learn from.
    NothingToTrain { n_samples: usize, test_size: String, train_size: String },
    /// A seed is negative or too large.
    Seed,
}

/// A metric was given what it cannot take.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the sentence over a variant says what its fields are")]
pub enum MetricError {
    /// There are no rows.
    NothingToCompare,
    /// Labels on one side, measurements on the other.
    Mix { y_true: Target, y_pred: Target },
    /// Measurements on both sides.
    Continuous,
    /// There are more than two labels, and no average is chosen.
    NotBinary,
    /// Neither of two labels is the one that means yes.
    PosLabel { pos_label: i64, labels: Vec<i64> },
    /// Names for another number of classes than there are.
    TargetNames { classes: usize, names: usize },
    /// An empty list of labels was asked for.
    NoLabels,
    /// None of the labels asked for is there.
    LabelsAbsent,
    /// All rows are of one class.
    SingleClass { label: i64 },
    /// Chances for two classes, but more of them.
    ClassCount { classes: Vec<i64> },
    /// A chance above 1.
    AboveOne { value: f64 },
    /// A chance below 0.
    BelowZero { value: f64 },
}

/// What a row of answers seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// At most two whole numbers.
    Binary,
    /// More of them.
    Multiclass,
    /// Numbers with fractions.
    Continuous,
}

impl From<InputError> for Error {
    fn from(cause: InputError) -> Self {
        Self::Input(cause)
    }
}

impl From<EstimatorError> for Error {
    fn from(cause: EstimatorError) -> Self {
        Self::Estimator(cause)
    }
}

impl From<SplitError> for Error {
    fn from(cause: SplitError) -> Self {
        Self::Split(cause)
    }
}

impl From<MetricError> for Error {
    fn from(cause: MetricError) -> Self {
        Self::Metric(cause)
    }
}

impl Error {
    /// The Python exception it would be.
    pub const fn python_type(&self) -> &'static str {
        match self {
            Self::Estimator(EstimatorError::NotFitted { .. }) => "NotFittedError",
            Self::Estimator(EstimatorError::InvalidParameter { .. }) => "InvalidParameterError",
            Self::Input(InputError::TooLarge { .. })
            | Self::Estimator(EstimatorError::TooMuch { .. } | EstimatorError::TooDeep { .. }) => {
                "MemoryError"
            }
            Self::Input(_) | Self::Estimator(_) | Self::Split(_) | Self::Metric(_) => "ValueError",
        }
    }
}

impl std::error::Error for Error {}
