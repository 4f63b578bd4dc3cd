//! What `XGBoost` says, word for word.

use std::fmt;

use super::{BoosterError, DataError, Error, ParameterError, TrainingError};
use crate::arrays::str_repr;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::Data(cause) => data(cause),
            Self::Parameter(cause) => parameter(cause),
            Self::Training(cause) => training(cause),
            Self::Booster(cause) => booster(cause),
        })
    }
}

fn data(cause: &DataError) -> String {
    match cause {
        DataError::Ragged { rows } => format!(
            "setting an array element with a sequence. The requested array has an inhomogeneous \
             shape after 1 dimensions. The detected shape was ({rows},) + inhomogeneous part."
        ),
        DataError::Infinite => "Check failed: valid: Input data contains `inf` or a value too \
             large, while `missing` is not set to `inf`"
            .to_owned(),
        DataError::LabelNotFinite => {
            "Check failed: valid: Label contains NaN, infinity or a value too large.".to_owned()
        }
        DataError::LabelSize { labels, rows } => format!(
            "Check failed: p_info->Size() % n_samples == 0 ({} vs. 0) : Invalid size for \
             `label`:({labels},1). n_samples:{rows}",
            labels.checked_rem(*rows).unwrap_or(*labels)
        ),
        DataError::FeatureNames { wanted, given } => format!(
            "('feature names must have the same length as the number of data columns, ', \
             'expected {wanted}, got {given}')"
        ),
        DataError::DuplicateNames { names } => {
            let names: Vec<String> =
                names.iter().map(|name| format!("np.str_({})", str_repr(name))).collect();
            format!("feature_names must be unique. Duplicates found: [{}]", names.join(", "))
        }
        DataError::NameCharacters => {
            "feature_names must be string, and may not contain [, ] or <".to_owned()
        }
        DataError::TooLarge { rows, columns } => {
            format!("A set of {rows} × {columns} numbers is more than is worked with here.")
        }
    }
}

fn parameter(cause: &ParameterError) -> String {
    match cause {
        ParameterError::Negative { parameter, value, about } => format!(
            "value {value} for Parameter {parameter} should be greater equal to 0\n{parameter}: {about}"
        ),
        ParameterError::OutOfRange { parameter, value } => {
            format!("Out of range value for {parameter}, value='{value}'")
        }
        ParameterError::NotANumber { value } => {
            format!("Invalid Parameter format for base_score expect float but value='{value}'")
        }
        ParameterError::NotAnInt { parameter, value } => {
            format!("Invalid Parameter format for {parameter} expect int but value='{value}'")
        }
        ParameterError::UnlimitedDepth => "Check failed: param_.max_depth > 0 (0 vs. 0) : exact \
             tree method doesn't support unlimited depth."
            .to_owned(),
        ParameterError::BaseScore => {
            "Check failed: is_valid: base_score must be in (0,1) for the logistic loss.".to_owned()
        }
        ParameterError::TooDeep { max_depth } => {
            format!("A max_depth of {max_depth} is more than is worked with here.")
        }
    }
}

fn training(cause: &TrainingError) -> String {
    match cause {
        TrainingError::NoFeatures => {
            "Check failed: mparam_.num_feature != 0 (0 vs. 0) : 0 feature \
             is supplied.  Are you using raw Booster interface?"
                .to_owned()
        }
        TrainingError::NoLabels { rows } => format!(
            "Check failed: info.labels.Size() == preds.Size() (0 vs. {rows}) : Invalid shape of \
             labels."
        ),
        TrainingError::NoEvalLabels { rows } => format!(
            "Check failed: preds.Size() == info.labels.Size() ({rows} vs. 0) : label and \
             prediction size not match, hint: use merror or mlogloss for multi-class \
             classification"
        ),
        TrainingError::Label => "label must be in (0, 1) for logistic regression".to_owned(),
        TrainingError::Classes { got } => {
            let expected: Vec<i64> = (0..got.len() as i64).collect();
            format!(
                "Invalid classes inferred from unique values of `y`.  Expected: {}, got {}",
                row(&expected),
                row(got)
            )
        }
        TrainingError::NothingToWatch => {
            "Must have at least 1 validation dataset for early stopping.".to_owned()
        }
        TrainingError::HyphenInName => "Dataset name should not contain `-`".to_owned(),
        TrainingError::ColonInName => "too many values to unpack (expected 2)".to_owned(),
        TrainingError::SpaceInName => "not enough values to unpack (expected 2, got 1)".to_owned(),
        TrainingError::TooMuch { rows, columns, rounds } => format!(
            "{rounds} rounds over {rows} × {columns} numbers are more than is worked with here."
        ),
    }
}

fn booster(cause: &BoosterError) -> String {
    match cause {
        BoosterError::NotFitted => "need to call fit or load_model beforehand".to_owned(),
        BoosterError::Columns { known, given } => format!(
            "Check failed: learner_model_param_.num_feature >= p_fmat->Info().num_col_ \
             ({known} vs. {given}) : {COLUMNS}"
        ),
        BoosterError::TrainedColumns { widest, given } => format!(
            "Check failed: learner_model_param_.num_feature == p_fmat->Info().num_col_ \
             ({widest} vs. {given}) : {COLUMNS}"
        ),
        BoosterError::FeatureShape { expected, got } => {
            format!("Feature shape mismatch, expected: {expected}, got {got}")
        }
        BoosterError::NamesMissing { expected } => format!(
            "data did not contain feature names, but the following fields are expected: {}",
            expected.join(", ")
        ),
        BoosterError::NamesMismatch { expected, given } => mismatch(expected, given),
        BoosterError::RoundsEnd { end, count } => format!(
            "Check failed: end <= model.BoostedRounds() ({end} vs. {count}) : Out of range for \
             tree layers."
        ),
        BoosterError::RoundsOrder { begin, end } => {
            format!("Check failed: tree_begin <= tree_end ({begin} vs. {end}) : ")
        }
        BoosterError::NoBest => {
            "`best_iteration` is only defined when early stopping is used.".to_owned()
        }
    }
}

const COLUMNS: &str = "Number of columns does not match number of features in booster.";

/// Names that one has and the other lacks come sorted; `XGBoost` has them in any order.
fn mismatch(expected: &[String], given: &[String]) -> String {
    let lacking = |names: &[String], others: &[String]| {
        let mut names: Vec<String> =
            names.iter().filter(|name| !others.contains(name)).cloned().collect();
        names.sort();
        names.join(", ")
    };
    let text = format!("feature_names mismatch: {} {}", list(expected), list(given));
    let missing = match lacking(expected, given).as_str() {
        "" => String::new(),
        names => format!("\nexpected {names} in input data"),
    };
    let unknown = match lacking(given, expected).as_str() {
        "" => String::new(),
        names => format!("\ntraining data did not have the following fields: {names}"),
    };
    text + &missing + &unknown
}

/// As Python writes a list of words.
fn list(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|word| str_repr(word)).collect();
    format!("[{}]", words.join(", "))
}

/// As `NumPy` writes a short row of whole numbers.
fn row(numbers: &[i64]) -> String {
    let words: Vec<String> = numbers.iter().map(i64::to_string).collect();
    let width = words.iter().map(String::len).max().unwrap_or(0);
    let words: Vec<String> = words.iter().map(|word| format!("{word:>width$}")).collect();
    format!("[{}]", words.join(" "))
}
