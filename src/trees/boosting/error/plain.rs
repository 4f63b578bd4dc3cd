//! The same in plain words, for someone who meets it for the first time.

use super::super::limits;
use super::{BoosterError, DataError, Error, ParameterError, TrainingError};

impl Error {
    /// What went wrong.
    pub fn what_happened(&self) -> String {
        match self {
            Self::Data(cause) => data(cause),
            Self::Parameter(cause) => parameter(cause),
            Self::Training(cause) => training(cause),
            Self::Booster(cause) => booster(cause),
        }
    }

    /// What one can do about it.
    pub fn what_to_do(&self) -> String {
        match self {
            Self::Data(cause) => mend_data(cause),
            Self::Parameter(cause) => mend_parameter(cause),
            Self::Training(cause) => mend_training(cause).to_owned(),
            Self::Booster(cause) => mend_booster(cause),
        }
    }
}

fn data(cause: &DataError) -> String {
    match cause {
        DataError::Ragged { .. } => "Some rows have more numbers than others.".to_owned(),
        DataError::Infinite => "There is a number that is infinite, or too large.".to_owned(),
        DataError::LabelNotFinite => "A label is missing, infinite or too large.".to_owned(),
        DataError::LabelSize { labels, rows } => {
            format!("There are {}, but {}.", counted(*rows, "row"), counted(*labels, "label"))
        }
        DataError::FeatureNames { wanted, given } => {
            format!("There are {}, but {}.", counted(*wanted, "column"), counted(*given, "name"))
        }
        DataError::DuplicateNames { names } => {
            format!("More than one column is called {}.", names.join(" or "))
        }
        DataError::NameCharacters => "A name has a [, a ] or a < in it.".to_owned(),
        DataError::TooLarge { rows, columns } => format!(
            "A table of {} and {} is more than is worked with here.",
            counted(*rows, "row"),
            counted(*columns, "column")
        ),
    }
}

fn parameter(cause: &ParameterError) -> String {
    match cause {
        ParameterError::Negative { parameter, .. } => {
            format!("{} is negative.", short(parameter))
        }
        ParameterError::OutOfRange { parameter, value } => {
            format!("{} = {value} is no number that float32 can hold.", short(parameter))
        }
        ParameterError::NotANumber { value } => {
            format!("Predictions cannot start from base_score = {value}.")
        }
        ParameterError::NotAnInt { parameter, value } => {
            format!("{} = {value} is more than can be counted.", short(parameter))
        }
        ParameterError::UnlimitedDepth => {
            "A max_depth of 0 means that a tree may grow without end, which exact trees may not."
                .to_owned()
        }
        ParameterError::BaseScore => "The training starts from the mean of the labels, or from \
             base_score. Here it is to be a chance between 0 and 1, and it is not."
            .to_owned(),
        ParameterError::TooDeep { max_depth } => format!(
            "A max_depth of {max_depth} is more than the {} that are worked with here.",
            limits::DEPTH
        ),
    }
}

fn training(cause: &TrainingError) -> String {
    match cause {
        TrainingError::NoFeatures => "The table has no columns.".to_owned(),
        TrainingError::NoLabels { rows } => {
            format!("There are {}, but no labels to learn from.", counted(*rows, "row"))
        }
        TrainingError::NoEvalLabels { .. } => {
            "A set in evals has no labels to measure with.".to_owned()
        }
        TrainingError::Label => "A label is below 0 or above 1.".to_owned(),
        TrainingError::Classes { got } => format!(
            "With {} the labels should be the numbers from 0 to {}.",
            if got.len() == 1 { "1 class".to_owned() } else { format!("{} classes", got.len()) },
            got.len().saturating_sub(1)
        ),
        TrainingError::NothingToWatch => {
            "Early stopping has nothing to watch: evals is empty.".to_owned()
        }
        TrainingError::HyphenInName | TrainingError::ColonInName | TrainingError::SpaceInName => {
            "The name of a set in evals has a sign that the printing needs for itself.".to_owned()
        }
        TrainingError::TooMuch { rows, columns, rounds } => format!(
            "{} over {} and {} would take more time or memory than is spent here.",
            counted(*rounds, "round"),
            counted(*rows, "row"),
            counted(*columns, "column")
        ),
    }
}

fn booster(cause: &BoosterError) -> String {
    match cause {
        BoosterError::NotFitted => "The model has not learned anything yet.".to_owned(),
        BoosterError::Columns { known, given }
        | BoosterError::FeatureShape { expected: known, got: given } => format!(
            "The model has learned from {}, but was given {}.",
            counted(*known, "column"),
            counted(*given, "column")
        ),
        BoosterError::TrainedColumns { widest, given } => format!(
            "There are {} to learn from, but {} in a set of evals.",
            counted(*given, "column"),
            counted(*widest, "column")
        ),
        BoosterError::NamesMissing { .. } => {
            "The model knows its columns by name, but these have no names.".to_owned()
        }
        BoosterError::NamesMismatch { .. } => {
            "The columns have other names than those that were learned from, or another order."
                .to_owned()
        }
        BoosterError::RoundsEnd { end, count } => {
            format!("There are {}, but the first {end} were asked for.", counted(*count, "round"))
        }
        BoosterError::RoundsOrder { begin, end } => {
            format!("The rounds asked for begin at {begin}, but end at {end}.")
        }
        BoosterError::NoBest => "Nothing was watched, so no round is the best.".to_owned(),
    }
}

fn mend_data(cause: &DataError) -> String {
    match cause {
        DataError::Ragged { .. } => "Give every row a number for each column.".to_owned(),
        DataError::Infinite => {
            "Look for a division by 0. A number that is not known is NaN.".to_owned()
        }
        DataError::LabelNotFinite => "Leave out the rows whose label is not known.".to_owned(),
        DataError::LabelSize { .. } => "Give every row one label.".to_owned(),
        DataError::FeatureNames { .. } => "Give every column one name.".to_owned(),
        DataError::DuplicateNames { .. } => "Give every column a name of its own.".to_owned(),
        DataError::NameCharacters => "Leave these signs out of the names.".to_owned(),
        DataError::TooLarge { .. } => "Take fewer rows, or fewer columns.".to_owned(),
    }
}

fn mend_parameter(cause: &ParameterError) -> String {
    match cause {
        ParameterError::Negative { parameter, .. } => {
            format!("Set {} to 0 or more.", short(parameter))
        }
        ParameterError::OutOfRange { .. } | ParameterError::NotANumber { .. } => {
            "Take an ordinary number, or leave it out.".to_owned()
        }
        ParameterError::NotAnInt { .. } => "Take a smaller number.".to_owned(),
        ParameterError::UnlimitedDepth => "Set max_depth to 1 or more.".to_owned(),
        ParameterError::BaseScore => {
            "Use the labels 0 and 1, and a base_score between them.".to_owned()
        }
        ParameterError::TooDeep { .. } => {
            format!("Set max_depth to {} or less.", limits::DEPTH)
        }
    }
}

const fn mend_training(cause: &TrainingError) -> &'static str {
    match cause {
        TrainingError::NoFeatures => "Give it at least one column.",
        TrainingError::NoLabels { .. } | TrainingError::NoEvalLabels { .. } => {
            "Give every row a label."
        }
        TrainingError::Label => "Use the labels 0 and 1.",
        TrainingError::Classes { .. } => "Number the classes from 0.",
        TrainingError::NothingToWatch => "Put a set that was not learned from into evals.",
        TrainingError::HyphenInName | TrainingError::ColonInName | TrainingError::SpaceInName => {
            "Use letters, digits and _ only."
        }
        TrainingError::TooMuch { .. } => "Take fewer rounds, fewer rows or shallower trees.",
    }
}

fn mend_booster(cause: &BoosterError) -> String {
    match cause {
        BoosterError::NotFitted => "Train it first.".to_owned(),
        BoosterError::Columns { .. }
        | BoosterError::FeatureShape { .. }
        | BoosterError::TrainedColumns { .. } => {
            "Give it the columns that it learned from.".to_owned()
        }
        BoosterError::NamesMissing { expected } | BoosterError::NamesMismatch { expected, .. } => {
            format!("Name the columns {}, in this order.", expected.join(", "))
        }
        BoosterError::RoundsEnd { count, .. } => format!("Ask for at most {count}."),
        BoosterError::RoundsOrder { .. } => "Write the smaller number first.".to_owned(),
        BoosterError::NoBest => "Set early_stopping_rounds.".to_owned(),
    }
}

/// The parameter as learners write it.
fn short(parameter: &str) -> &str {
    match parameter {
        "learning_rate" => "eta",
        "min_split_loss" => "gamma",
        "reg_lambda" => "lambda",
        "reg_alpha" => "alpha",
        other => other,
    }
}

fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}
