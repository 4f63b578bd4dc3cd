//! Warnings: a number is given all the same, but it may not be what one thinks.

use std::fmt;

/// A result, and what is to be said about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Warned<T> {
    /// The result.
    pub value: T,
    /// What Python would warn of.
    pub warnings: Vec<Warning>,
}

/// What scikit-learn warns of. `Display` is its own text; [`what_happened`](Self::what_happened) and
/// [`what_to_do`](Self::what_to_do) say it to a beginner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Warning {
    /// Precision, where nothing is predicted, divides by 0. So do the others in their way.
    IllDefined {
        /// The number that has no meaning.
        score: Score,
        /// Whether it is one among several.
        among: Among,
    },
    /// All true and predicted labels are the same one.
    SingleLabel,
    /// R² of a single row.
    SingleSample,
    /// As many names as labels were wanted.
    TargetNames {
        /// How many labels.
        labels: usize,
        /// How many names.
        names: usize,
    },
}

/// A share of right answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Score {
    /// Of those predicted, the share that is right.
    Precision,
    /// Of those there are, the share that is found.
    Recall,
    /// 2 · precision · recall / (precision + recall).
    F1,
}

/// Whether a score is of one class or of each of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Among {
    /// One number.
    One,
    /// One for each label.
    Labels,
}

impl Warning {
    /// The class of the warning.
    pub const fn python_type(self) -> &'static str {
        match self {
            Self::IllDefined { .. } | Self::SingleSample => "UndefinedMetricWarning",
            Self::SingleLabel | Self::TargetNames { .. } => "UserWarning",
        }
    }

    /// What went wrong, in words for someone who meets it for the first time.
    pub const fn what_happened(self) -> &'static str {
        match self {
            Self::IllDefined { score: Score::Precision, .. } => {
                "Nothing was predicted to be of this class, so there is no share of it that is right. \
                 The number shown is 0."
            }
            Self::IllDefined { score: Score::Recall, .. } => {
                "No row is truly of this class, so there is no share of it that could be found. The \
                 number shown is 0."
            }
            Self::IllDefined { score: Score::F1, .. } => {
                "No row is truly of this class and none was predicted to be. The number shown is 0."
            }
            Self::SingleLabel => {
                "All rows are of one class and were predicted to be, so the table has but one field."
            }
            Self::SingleSample => "One row does not vary, so R² has nothing to compare with.",
            Self::TargetNames { .. } => "There are more labels than names, or fewer.",
        }
    }

    /// What one can do about it.
    pub const fn what_to_do(self) -> &'static str {
        match self {
            Self::IllDefined { .. } => {
                "Look at the confusion matrix first. A lower threshold predicts the class more often."
            }
            Self::SingleLabel => "Name all classes with labels.",
            Self::SingleSample => "Give it more rows.",
            Self::TargetNames { .. } => "Give every label one name.",
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (score, among) = match self {
            Self::IllDefined { score, among } => (score, among),
            Self::SingleLabel => return f.write_str(SINGLE_LABEL),
            Self::SingleSample => return f.write_str(SINGLE_SAMPLE),
            Self::TargetNames { labels, names } => {
                return write!(
                    f,
                    "labels size, {labels}, does not match size of target_names, {names}"
                );
            }
        };
        let (score, missing) = match score {
            Score::Precision => ("Precision", "predicted"),
            Score::Recall => ("Recall", "true"),
            Score::F1 => ("F-score", "true nor predicted"),
        };
        let place = match among {
            Among::One => "due to",
            Among::Labels => "in labels with",
        };
        write!(
            f,
            "{score} is ill-defined and being set to 0.0 {place} no {missing} samples. \
             Use `zero_division` parameter to control this behavior."
        )
    }
}

const SINGLE_LABEL: &str = "A single label was found in 'y_true' and 'y_pred'. For the confusion \
                            matrix to have the correct shape, use the 'labels' parameter to pass \
                            all known labels.";
const SINGLE_SAMPLE: &str = "R^2 score is not well-defined with less than two samples.";
