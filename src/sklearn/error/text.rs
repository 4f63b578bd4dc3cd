//! What scikit-learn says, word for word.

use std::fmt;

use super::{Error, EstimatorError, Input, InputError, MetricError, SplitError, Target};
use crate::arrays::{float_repr, numpy_str};

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::Input(cause) => input(cause),
            Self::Estimator(cause) => estimator(cause),
            Self::Split(cause) => split(cause),
            Self::Metric(cause) => metric(cause),
        })
    }
}

fn input(cause: &InputError) -> String {
    match cause {
        InputError::NotATable { ndim, shown } => not_a_table(*ndim, shown),
        InputError::TooManyAxes { ndim, estimator } => {
            format!("Found array with dim {ndim}, while dim <= 2 is required by {estimator}.")
        }
        InputError::Nothing { of, shape: (rows, columns), estimator } => format!(
            "Found array with 0 {of}(s) (shape=({rows}, {columns})) while a minimum of 1 is \
             required by {estimator}."
        ),
        InputError::Empty { shape } => format!(
            "Found array with 0 sample(s) (shape={shape}) while a minimum of 1 is required."
        ),
        InputError::NotANumber { input } => not_a_number(*input),
        InputError::Infinite { input, dtype } => format!(
            "{} contains infinity or a value too large for dtype('{dtype}').",
            input_name(*input)
        ),
        InputError::Labels { labels, samples } => {
            format!("Number of labels={labels} does not match number of samples={samples}")
        }
        InputError::ContinuousLabels => "Unknown label type: continuous. Maybe you are trying to \
             fit a classifier, which expects discrete classes on a regression target with \
             continuous values."
            .to_owned(),
        InputError::Lengths { lengths } => {
            format!("Found input variables with inconsistent numbers of samples: {lengths:?}")
        }
        InputError::TooLarge { rows, columns } => format!(
            "Unable to allocate {} for an array with shape ({rows}, {columns}) and data type \
             float64",
            size(*rows as u128 * *columns as u128 * 8)
        ),
    }
}

fn estimator(cause: &EstimatorError) -> String {
    match cause {
        EstimatorError::NotFitted { estimator } => format!(
            "This {estimator} instance is not fitted yet. Call 'fit' with appropriate arguments \
             before using this estimator."
        ),
        EstimatorError::InvalidParameter { parameter, owner, wanted, given } => {
            format!("The '{parameter}' parameter of {owner} must be {wanted}. Got {given} instead.")
        }
        EstimatorError::Width { given, wanted, estimator } => format!(
            "X has {given} features, but {estimator} is expecting {wanted} features as input."
        ),
        EstimatorError::NoColumns => "Setting degree to zero and include_bias to False would \
             result in an empty output array."
            .to_owned(),
        EstimatorError::TooManyColumns { inputs, degree } => too_many_columns(*inputs, *degree),
        EstimatorError::FeatureNames { wanted, given } => format!(
            "input_features should have length equal to number of features ({wanted}), got {given}"
        ),
        EstimatorError::Broadcast { rows, columns, known } => format!(
            "operands could not be broadcast together with shapes ({rows},{columns}) ({known},) \
             ({rows},{columns}) "
        ),
        EstimatorError::UnknownCategories { words, column } => format!(
            "Found unknown categories [{}] in column {column} during transform",
            words.join(", ")
        ),
        EstimatorError::AllZeros { rows } => format!(
            "Samples {} can not be inverted when drop=None and handle_unknown='error' because they \
             contain all zeros",
            numpy_str(&ndarray::aview1(rows))
        ),
        EstimatorError::TreeNames { wanted, given } => {
            format!("feature_names must contain {wanted} elements, got {given}")
        }
        EstimatorError::OutOfBag => {
            "Out of bag estimation only available if bootstrap=True".to_owned()
        }
        EstimatorError::TooDeep { estimator } => {
            format!("{estimator} goes too deep here: its nodes have too many rows together.")
        }
        EstimatorError::TooMuch { estimator, parameter, given, most } => {
            format!("{estimator} takes at most {most} {parameter} here, but was given {given}.")
        }
        EstimatorError::ShapeBack { given, wanted } => format!(
            "Shape of the passed X data is not correct. Expected {wanted} columns, got {given}."
        ),
    }
}

fn split(cause: &SplitError) -> String {
    match cause {
        SplitError::SizeOutOfRange { name, size, n_samples } => format!(
            "{name}={size} should be either positive and smaller than the number of samples \
             {n_samples} or a float in the (0, 1) range"
        ),
        SplitError::SharesAboveOne { sum } => format!(
            "The sum of test_size and train_size = {}, should be in the (0, 1) range. Reduce \
             test_size and/or train_size.",
            float_repr(*sum)
        ),
        SplitError::MoreThanAll { sum, n_samples } => format!(
            "The sum of train_size and test_size = {sum}, should be smaller than the number of \
             samples {n_samples}. Reduce test_size and/or train_size."
        ),
        SplitError::NothingToTrain { n_samples, test_size, train_size } => format!(
            "With n_samples={n_samples}, test_size={test_size} and train_size={train_size}, the \
             resulting train set will be empty. Adjust any of the aforementioned parameters."
        ),
        SplitError::Seed => "Seed must be between 0 and 2**32 - 1".to_owned(),
    }
}

fn metric(cause: &MetricError) -> String {
    match cause {
        MetricError::NothingToCompare => "Found empty input array (e.g., `y_true` or `y_pred`) \
             while a minimum of 1 sample is required."
            .to_owned(),
        MetricError::Mix { y_true, y_pred } => format!(
            "Classification metrics can't handle a mix of {} and {} targets",
            target(*y_true),
            target(*y_pred)
        ),
        MetricError::Continuous => "continuous is not supported".to_owned(),
        MetricError::NotBinary => "Target is multiclass but average='binary'. Please choose \
             another average setting, one of [None, 'micro', 'macro', 'weighted']."
            .to_owned(),
        MetricError::PosLabel { pos_label, labels } => format!(
            "pos_label={pos_label} is not a valid label. It should be one of {}",
            numpy_str(&ndarray::aview1(labels))
        ),
        MetricError::TargetNames { classes, names } => format!(
            "Number of classes, {classes}, does not match size of target_names, {names}. Try \
             specifying the labels parameter"
        ),
        MetricError::NoLabels => "'labels' should contain at least one label.".to_owned(),
        MetricError::LabelsAbsent => "At least one label specified must be in y_true".to_owned(),
        MetricError::SingleClass { label } => format!(
            "y_true contains only one label ({label}). Please provide the list of all expected \
             class labels explicitly through the labels argument."
        ),
        MetricError::ClassCount { classes } => format!(
            "y_true and y_prob contain different number of classes: {} vs 2. Please provide the \
             true labels explicitly through the labels argument. Classes found in y_true: {}",
            classes.len(),
            numpy_str(&ndarray::aview1(classes))
        ),
        MetricError::AboveOne { value } => {
            format!("y_prob contains values greater than 1: {}", float_repr(*value))
        }
        MetricError::BelowZero { value } => {
            format!("y_prob contains values lower than 0: {}", float_repr(*value))
        }
    }
}

fn not_a_table(ndim: usize, shown: &str) -> String {
    let given = if ndim == 0 { "scalar array" } else { "1D array" };
    format!(
        "Expected 2D array, got {given} instead:\narray={shown}.\nReshape your data either using \
         array.reshape(-1, 1) if your data has a single feature or array.reshape(1, -1) if it \
         contains a single sample."
    )
}

fn not_a_number(input: Input) -> String {
    match input {
        Input::X(estimator) => format!("Input X contains NaN.\n{estimator} {NO_GAPS}"),
        _ => format!("{} contains NaN.", input_name(input)),
    }
}

/// What follows on the name of an estimator.
const NO_GAPS: &str = "does not accept missing values encoded as NaN natively. For supervised \
    learning, you might want to consider sklearn.ensemble.HistGradientBoostingClassifier and \
    Regressor which accept missing values encoded as NaNs natively. Alternatively, it is possible to \
    preprocess the data, for instance by using an imputer transformer in a pipeline or drop samples \
    with missing values. See https://scikit-learn.org/stable/modules/impute.html You can find a list \
    of all estimators that handle NaN values at the following page: \
    https://scikit-learn.org/stable/modules/impute.html#estimators-that-handle-nan-values";

fn input_name(input: Input) -> &'static str {
    match input {
        Input::X(_) => "Input X",
        Input::Y => "Input y",
        Input::YTrue => "Input y_true",
        Input::YPred => "Input y_pred",
        Input::Unnamed => "Input",
    }
}

fn target(target: Target) -> &'static str {
    match target {
        Target::Binary => "binary",
        Target::Multiclass => "multiclass",
        Target::Continuous => "continuous",
    }
}

/// The number of columns is left out: scikit-learn writes all its digits, which may be hundreds.
fn too_many_columns(inputs: usize, degree: usize) -> String {
    format!(
        "The output that would result from the current configuration would have features which is \
         too large to be indexed by int64. Please change some or all of the following:\n\
         - The number of features in the input, currently n_features={inputs}\n\
         - The range of degrees to calculate, currently [0, {degree}]"
    )
}

/// A number of bytes as `NumPy` shows it: three digits and a unit.
fn size(bytes: u128) -> String {
    const UNITS: [&str; 7] = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
    let (mut amount, mut unit) = (bytes as f64, 0);
    while amount.round() >= 1024.0 && unit + 1 < UNITS.len() {
        amount /= 1024.0;
        unit += 1;
    }
    let amount = match amount {
        _ if unit == 0 => format!("{amount:.0}"),
        _ if amount < 9.995 => format!("{amount:.2}"),
        _ if amount < 99.95 => format!("{amount:.1}"),
        _ => format!("{amount:.0}."),
    };
    format!("{amount} {}", UNITS[unit])
}
