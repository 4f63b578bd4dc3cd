//! The same in plain words, for someone who meets it for the first time.

use super::{Error, EstimatorError, Input, InputError, MetricError, SplitError};

impl Error {
    /// What went wrong.
    pub fn what_happened(&self) -> String {
        match self {
            Self::Input(cause) => input(cause),
            Self::Estimator(cause) => estimator(cause),
            Self::Split(cause) => split(cause),
            Self::Metric(cause) => metric(cause),
        }
    }

    /// What one can do about it.
    pub fn what_to_do(&self) -> String {
        match self {
            Self::Input(cause) => mend_input(cause),
            Self::Estimator(cause) => mend_estimator(cause),
            Self::Split(cause) => mend_split(cause),
            Self::Metric(cause) => mend_metric(cause),
        }
    }
}

fn input(cause: &InputError) -> String {
    match cause {
        InputError::NotATable { .. } => "It wants a table: a row for each example, a column for \
             each of its numbers. What it was given has no rows and columns."
            .to_owned(),
        InputError::TooManyAxes { ndim, .. } => {
            format!("It wants a table with rows and columns, but was given {ndim} axes.")
        }
        InputError::Nothing { of: "feature", .. } => "The table has no columns.".to_owned(),
        InputError::Nothing { .. } | InputError::Empty { .. } => "There are no rows.".to_owned(),
        InputError::NotANumber { input } => {
            format!("{} has a gap: a number is missing.", named(*input))
        }
        InputError::Infinite { input, dtype: "float32" } => {
            format!("{} has a number that is infinite, or too large.", named(*input))
        }
        InputError::Infinite { input, .. } => {
            format!("{} has a number that is infinite.", named(*input))
        }
        InputError::Labels { labels, samples } => {
            format!("There are {labels} labels for {}.", counted(*samples, "row"))
        }
        InputError::ContinuousLabels => "Labels are whole numbers or words, but there are numbers \
             with fractions: measurements, it seems."
            .to_owned(),
        InputError::Lengths { lengths } => {
            let lengths: Vec<String> = lengths.iter().map(usize::to_string).collect();
            format!("What belongs together has different lengths: {}.", lengths.join(", "))
        }
        InputError::TooLarge { rows, columns } => format!(
            "A table of {} and {} is more than is worked with here.",
            counted(*rows, "row"),
            counted(*columns, "column")
        ),
    }
}

fn estimator(cause: &EstimatorError) -> String {
    match cause {
        EstimatorError::NotFitted { estimator } => {
            format!("The {estimator} has not learned anything yet.")
        }
        EstimatorError::InvalidParameter { parameter, owner, given, .. } => {
            format!("{owner} cannot work with {parameter} = {given}.")
        }
        EstimatorError::Width { given, wanted, estimator } => format!(
            "The {estimator} has learned from {}, but was given {}.",
            counted(*wanted, "column"),
            counted(*given, "column")
        ),
        EstimatorError::NoColumns => {
            "Degree 0 has but the column of ones, and that was left out.".to_owned()
        }
        EstimatorError::TooManyColumns { inputs, degree } => format!(
            "All products of {} up to degree {degree} are more than can be counted.",
            counted(*inputs, "column")
        ),
        EstimatorError::FeatureNames { wanted, given } => {
            format!("There are {}, but {given} names.", counted(*wanted, "column"))
        }
        EstimatorError::TreeNames { wanted, given } => {
            format!("The tree knows {}, but there are {given} names.", counted(*wanted, "feature"))
        }
        EstimatorError::OutOfBag => "Each tree learns from all rows, so no row is left out to ask \
             it about."
            .to_owned(),
        EstimatorError::TooDeep { .. } => "Every question parts few rows from many others, so the \
             tree is nearly as deep as there are rows."
            .to_owned(),
        EstimatorError::TooMuch { parameter, given, most, .. } => {
            format!("{given} {parameter} are more than the {most} that are worked with here.")
        }
        EstimatorError::Broadcast { columns, known, .. } => format!(
            "The scaler knows {}, but was given {}.",
            counted(*known, "column"),
            counted(*columns, "column")
        ),
        EstimatorError::UnknownCategories { words, column } => format!(
            "Column {column} has {}, which was not there when the encoder learned.",
            words.join(", ")
        ),
        EstimatorError::AllZeros { .. } => "A row has no 1, so it stands for no word.".to_owned(),
        EstimatorError::ShapeBack { given, wanted } => format!(
            "The encoder makes {}, but was given {}.",
            counted(*wanted, "column"),
            counted(*given, "column")
        ),
    }
}

fn mend_input(cause: &InputError) -> String {
    match cause {
        InputError::NotATable { .. } => "Write one more pair of brackets, or use \
             reshape(-1, 1) for one column and reshape(1, -1) for one row."
            .to_owned(),
        InputError::TooManyAxes { .. } => "Put each example in one row.".to_owned(),
        InputError::Nothing { .. } | InputError::Empty { .. } => {
            "Give it at least one row with one number.".to_owned()
        }
        InputError::NotANumber { .. } => {
            "Leave out the rows with gaps, or fill them in from the training rows.".to_owned()
        }
        InputError::Infinite { .. } => "Look for a division by 0.".to_owned(),
        InputError::Labels { .. } => "Give each row one label.".to_owned(),
        InputError::ContinuousLabels => "Take a regressor, or make classes of them.".to_owned(),
        InputError::Lengths { .. } => "Give every row one answer.".to_owned(),
        InputError::TooLarge { .. } => {
            "Take fewer rows, fewer columns or a smaller degree.".to_owned()
        }
    }
}

fn mend_estimator(cause: &EstimatorError) -> String {
    match cause {
        EstimatorError::NotFitted { .. } => "Call fit with the training rows first.".to_owned(),
        EstimatorError::InvalidParameter { wanted, .. } => format!("Give it {}.", plain(wanted)),
        EstimatorError::Width { wanted, .. } | EstimatorError::Broadcast { known: wanted, .. } => {
            format!("Give it the same {} as before.", counted(*wanted, "column"))
        }
        EstimatorError::NoColumns => "Take degree 1 or more.".to_owned(),
        EstimatorError::TooManyColumns { .. } => "Take a smaller degree.".to_owned(),
        EstimatorError::OutOfBag => {
            "Draw the rows with bootstrap, or ask for no oob_score.".to_owned()
        }
        EstimatorError::TooDeep { .. } => "Set max_depth, or a larger min_samples_leaf.".to_owned(),
        EstimatorError::TooMuch { parameter, most, .. } => {
            format!("Take {most} {parameter} or fewer.")
        }
        EstimatorError::TreeNames { .. } => "Name every feature once.".to_owned(),
        EstimatorError::FeatureNames { .. } => "Name every column once.".to_owned(),
        EstimatorError::UnknownCategories { .. } => {
            "Fit the encoder on rows that have all the words.".to_owned()
        }
        EstimatorError::AllZeros { .. } => "Give every row one 1 for each column.".to_owned(),
        EstimatorError::ShapeBack { .. } => "Give it what transform has made.".to_owned(),
    }
}

fn split(cause: &SplitError) -> String {
    match cause {
        SplitError::SizeOutOfRange { name, size, n_samples } => {
            format!("{name} = {size} is no part of {}.", counted(*n_samples, "row"))
        }
        SplitError::SharesAboveOne { .. } | SplitError::MoreThanAll { .. } => {
            "Both parts together are more than all rows.".to_owned()
        }
        SplitError::NothingToTrain { n_samples, .. } => {
            format!("Of {} none is left to learn from.", counted(*n_samples, "row"))
        }
        SplitError::Seed => "There is no such seed.".to_owned(),
    }
}

fn mend_split(cause: &SplitError) -> String {
    match cause {
        SplitError::Seed => "Take a seed from 0 to 4294967295.".to_owned(),
        SplitError::SizeOutOfRange { .. } => {
            "Give a share between 0 and 1, or a number of rows that leaves some over.".to_owned()
        }
        SplitError::SharesAboveOne { .. }
        | SplitError::MoreThanAll { .. }
        | SplitError::NothingToTrain { .. } => "Take a smaller part, or more rows.".to_owned(),
    }
}

fn metric(cause: &MetricError) -> String {
    match cause {
        MetricError::NothingToCompare => "There are no rows.".to_owned(),
        MetricError::Mix { .. } | MetricError::Continuous => {
            "Labels are whole numbers, but there are numbers with fractions: chances, it seems."
                .to_owned()
        }
        MetricError::NotBinary => {
            "There are more than two classes, so there is more than one score.".to_owned()
        }
        MetricError::PosLabel { pos_label, .. } => {
            format!("{pos_label} is to mean yes, but no row is {pos_label}.")
        }
        MetricError::TargetNames { classes, names } => {
            format!("There are {classes} classes, but {names} names.")
        }
        MetricError::NoLabels => "The list of labels is empty.".to_owned(),
        MetricError::LabelsAbsent => "No row has any of these labels.".to_owned(),
        MetricError::SingleClass { label } => format!("All rows are of class {label}."),
        MetricError::ClassCount { classes } => {
            format!("There are chances for 2 classes, but {} classes.", classes.len())
        }
        MetricError::AboveOne { .. } | MetricError::BelowZero { .. } => {
            "A chance lies between 0 and 1.".to_owned()
        }
    }
}

fn mend_metric(cause: &MetricError) -> String {
    match cause {
        MetricError::NothingToCompare => "Give it at least one row.".to_owned(),
        MetricError::Mix { .. } | MetricError::Continuous => {
            "Compare the chances with a threshold first.".to_owned()
        }
        MetricError::NotBinary => "Choose an average, or look at each class.".to_owned(),
        MetricError::PosLabel { .. } => "Name the label that means yes.".to_owned(),
        MetricError::TargetNames { .. } => "Name every class once.".to_owned(),
        MetricError::NoLabels | MetricError::LabelsAbsent => {
            "Name labels that are there.".to_owned()
        }
        MetricError::SingleClass { .. } => "Take rows of both classes.".to_owned(),
        MetricError::ClassCount { .. } => "Take rows of two classes.".to_owned(),
        MetricError::AboveOne { .. } | MetricError::BelowZero { .. } => {
            "Give it the output of a sigmoid, not what goes into it.".to_owned()
        }
    }
}

fn named(input: Input) -> &'static str {
    match input {
        Input::X(_) => "The table",
        Input::Y => "y",
        Input::YTrue => "y_true",
        Input::YPred => "y_pred",
        Input::Unnamed => "The input",
    }
}

fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

/// What scikit-learn wants, in everyday words.
fn plain(wanted: &str) -> String {
    let all = IN_PLAIN_WORDS.iter();
    all.fold(wanted.to_owned(), |told, (theirs, ours)| told.replace(theirs, ours))
}

const IN_PLAIN_WORDS: [(&str, &str); 7] = [
    ("an int in the range [0, inf)", "a whole number from 0 up"),
    ("an int in the range [1, inf)", "a whole number from 1 up"),
    ("an int in the range [2, inf)", "a whole number from 2 up"),
    ("a float in the range [0.0, inf)", "a number from 0 up"),
    ("a float in the range (0.0, 1.0)", "a share between 0 and 1"),
    ("a float in the range (0.0, 1.0]", "a share above 0, 1.0 at the most"),
    (" or None", ", or leave it out"),
];
