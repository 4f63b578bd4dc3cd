//! Errors: what `XGBoost` 3.2 says, word for word, and the same in plain words.
//!
//! `XGBoost` puts the time and a place in its source before some texts, and a stack trace behind:
//! those are left out.

mod plain;
mod text;

/// Something does not fit. `Display` is `XGBoost`'s own text;
/// [`what_happened`](Self::what_happened) and [`what_to_do`](Self::what_to_do) say it to a beginner.
#[derive(Debug, Clone, PartialEq)]
pub enum Error {
    /// What was given cannot be worked with.
    Data(DataError),
    /// A parameter cannot be what it is.
    Parameter(ParameterError),
    /// A training cannot begin.
    Training(TrainingError),
    /// A booster cannot answer.
    Booster(BoosterError),
}

/// What was given is no table of numbers with labels.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the sentence over a variant says what its fields are")]
pub enum DataError {
    /// Rows are not all equally long.
    Ragged { rows: usize },
    /// There is an infinite number, or one too large for float32.
    Infinite,
    /// A label is NaN, infinite or too large.
    LabelNotFinite,
    /// Another number of labels than of rows.
    LabelSize { labels: usize, rows: usize },
    /// Names for another number of columns than there are.
    FeatureNames { wanted: usize, given: usize },
    /// Columns have the same name.
    DuplicateNames { names: Vec<String> },
    /// A name has a character that is taken.
    NameCharacters,
    /// A table is larger than the limits.
    TooLarge { rows: usize, columns: usize },
}

/// A parameter cannot be what it is.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the sentence over a variant says what its fields are")]
pub enum ParameterError {
    /// Below 0; `value` is how it is shown, `about` what `XGBoost` says the parameter is.
    Negative { parameter: &'static str, value: String, about: &'static str },
    /// Too large or too small for float32.
    OutOfRange { parameter: &'static str, value: String },
    /// `base_score` is no number. `XGBoost`'s own text is about JSON, so this has the form of its other
    /// ones.
    NotANumber { value: String },
    /// Too large for a whole number of 32 bits.
    NotAnInt { parameter: &'static str, value: i64 },
    /// Exact trees need a `max_depth`.
    UnlimitedDepth,
    /// The logistic loss starts from a chance.
    BaseScore,
    /// `max_depth` is above the limits.
    TooDeep { max_depth: usize },
}

/// A training cannot begin.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the sentence over a variant says what its fields are")]
pub enum TrainingError {
    /// There are no columns.
    NoFeatures,
    /// There are no labels.
    NoLabels { rows: usize },
    /// There are no labels to measure with.
    NoEvalLabels { rows: usize },
    /// The logistic loss has a label that is no chance.
    Label,
    /// Labels of classes that are not 0, 1 and so on.
    Classes { got: Vec<i64> },
    /// Early stopping has no set to watch.
    NothingToWatch,
    /// The name of a set has a hyphen.
    HyphenInName,
    /// The name of a set has a colon.
    ColonInName,
    /// The name of a set has a blank.
    SpaceInName,
    /// It would take more than the limits.
    TooMuch { rows: usize, columns: usize, rounds: usize },
}

/// A booster cannot answer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the sentence over a variant says what its fields are")]
pub enum BoosterError {
    /// It was asked before it was trained.
    NotFitted,
    /// More columns than it knows.
    Columns { known: usize, given: usize },
    /// A set that is measured on has more columns than the one that is learned from.
    TrainedColumns { widest: usize, given: usize },
    /// Bare rows of another width.
    FeatureShape { expected: usize, got: usize },
    /// It was trained with names, but the data has none.
    NamesMissing { expected: Vec<String> },
    /// The data has other names.
    NamesMismatch { expected: Vec<String>, given: Vec<String> },
    /// More rounds than there are.
    RoundsEnd { end: usize, count: usize },
    /// Rounds that end before they begin.
    RoundsOrder { begin: usize, end: usize },
    /// There is no best round, for nothing was watched.
    NoBest,
}

impl From<DataError> for Error {
    fn from(cause: DataError) -> Self {
        Self::Data(cause)
    }
}

impl From<ParameterError> for Error {
    fn from(cause: ParameterError) -> Self {
        Self::Parameter(cause)
    }
}

impl From<TrainingError> for Error {
    fn from(cause: TrainingError) -> Self {
        Self::Training(cause)
    }
}

impl From<BoosterError> for Error {
    fn from(cause: BoosterError) -> Self {
        Self::Booster(cause)
    }
}

impl Error {
    /// The Python exception it would be.
    pub const fn python_type(&self) -> &'static str {
        use {BoosterError as B, DataError as D, ParameterError as P, TrainingError as T};
        match self {
            Self::Data(D::TooLarge { .. }) | Self::Training(T::TooMuch { .. }) => "MemoryError",
            Self::Parameter(P::TooDeep { .. }) => "MemoryError",
            Self::Data(D::Infinite | D::LabelNotFinite | D::LabelSize { .. }) => "XGBoostError",
            Self::Data(_) => "ValueError",
            Self::Parameter(_) => "XGBoostError",
            Self::Training(T::NoFeatures | T::NoLabels { .. } | T::NoEvalLabels { .. }) => {
                "XGBoostError"
            }
            Self::Training(T::Label) => "XGBoostError",
            Self::Training(T::HyphenInName) => "AssertionError",
            Self::Training(_) => "ValueError",
            Self::Booster(B::NotFitted) => "NotFittedError",
            Self::Booster(B::NoBest) => "AttributeError",
            Self::Booster(
                B::FeatureShape { .. } | B::NamesMissing { .. } | B::NamesMismatch { .. },
            ) => "ValueError",
            Self::Booster(_) => "XGBoostError",
        }
    }
}

impl std::error::Error for Error {}
