//! Training against Keras 3 itself, and against its own formulas: every `train` case of
//! `tests/keras/cases.json`, gradients by differences, slices, validation, and what goes wrong.
//!
//! `KERAS_CASES` may name another file of cases, made with another seed.

#![allow(clippy::float_cmp, clippy::unwrap_used, reason = "a test may be strict")]

use layerlab::nn::{
    Activation, Dense, EarlyStopping, End, Error, Fit, Keep, Layer, Loss, Metric, Momentum,
    Monitor, Normalization, NotFinite, Optimizer, Sequential, Settings, Shuffle, Tensor,
    TrainingError, Validation, tensor,
};
use serde_json::Value;

use crate::cases::{cases, numbers, row, sklearn_cases, table};

#[test]
fn training_agrees_with_keras() {
    for case in cases("train") {
        let mut model = model_of(&case);
        model.set_weights(&weights_of(&case["weights"])).unwrap();
        let metric = case["metric"].as_str().map(|name| name.parse().unwrap());
        model.compile(optimizer_of(&case["optimizer"]), loss_of(&case), metric);
        let (x, y) = (table(&case["x"]), table(&case["y"]));
        let history = model.fit(&x, &y, &settings_of(&case)).unwrap();
        check_history(&history.loss, &case["history"]["loss"]);
        let metric = case["metric"].as_str().unwrap_or("accuracy");
        check_history(&history.metric, &case["history"][metric]);
        let evaluation = model.evaluate(&x, &y).unwrap();
        let scores: Vec<f32> = [evaluation.loss].into_iter().chain(evaluation.metric).collect();
        check_history(&scores, &case["evaluate"]);
        for (weights, expected) in model.get_weights().iter().zip(weights_of(&case["final"])) {
            check_close(weights, &expected, 2e-5, 1e-4);
        }
    }
}

#[test]
fn several_classes_validation_data_and_regularizers_agree_with_keras() {
    for case in sklearn_cases("network") {
        let mut model = model_of(&case);
        model.set_weights(&weights_of(&case["weights"])).unwrap();
        let metric = case["metric"].as_str().map(|name| name.parse().unwrap());
        model.compile(optimizer_of(&case["optimizer"]), loss_of(&case), metric);
        let (x, y) = (table(&case["x"]), table(&case["y"]));
        let (val_x, val_y) = (table(&case["val_x"]), table(&case["val_y"]));
        let validation = Validation::Data(Box::new((val_x.clone(), val_y.clone())));
        let history = model.fit(&x, &y, &Settings { validation, ..settings_of(&case) }).unwrap();
        let of = |name: &str| case["history"][name].clone();
        check_history(&history.loss, &of("loss"));
        check_history(&history.metric, &of("accuracy"));
        check_history(&history.val_loss, &of("val_loss"));
        check_history(&history.val_metric, &of("val_accuracy"));
        for (x, y, scores) in [(&x, &y, "evaluate_train"), (&val_x, &val_y, "evaluate_val")] {
            let evaluation = model.evaluate(x, y).unwrap();
            let found: Vec<f32> = [evaluation.loss].into_iter().chain(evaluation.metric).collect();
            check_history(&found, &case[scores]);
        }
        let first = val_x.slice_axis(ndarray::Axis(0), (..5).into()).to_owned();
        let predicted = model.predict(&first).unwrap();
        check_close(&predicted, &table(&case["predict"]), 2e-5, 1e-4);
        let largest = |row: ndarray::ArrayViewD<'_, f32>| {
            let best = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            row.iter().position(|value| *value == best).unwrap()
        };
        let classes: Vec<usize> = predicted.outer_iter().map(largest).collect();
        assert_eq!(serde_json::to_value(classes).unwrap(), case["classes"]);
        for (weights, expected) in model.get_weights().iter().zip(weights_of(&case["final"])) {
            check_close(weights, &expected, 2e-5, 1e-4);
        }
    }
}

// What was measured: the loss of an epoch comes before its step, that of evaluate after.
#[test]
fn the_two_houses_go_down_as_in_keras() {
    let (mut model, x, y) = houses(0.1);
    let history = model.fit(&x, &y, &full_batches(5)).unwrap();
    for (loss, expected) in history.loss.iter().zip([170_000.0, 16850.0, 1692.5, 191.69, 42.46]) {
        assert!((loss / expected - 1.0).abs() < 1e-4, "{loss} is not {expected}");
    }
    assert!((model.evaluate(&x, &y).unwrap().loss - 27.01).abs() < 0.01);
    let weights = model.get_weights();
    assert!((weights[0][[0, 0]] - 189.61).abs() < 0.01 && (weights[1][0] - 115.51).abs() < 0.01);
}

// As Keras does in training, whatever it says of a bare loss: 16.118 there, 50 here.
#[test]
fn behind_its_activation_a_crossentropy_does_not_clip() {
    let labels = [
        (Activation::Sigmoid, Loss::BinaryCrossentropy, tensor(&[1, 1], &[1.0])),
        (Activation::Softmax, Loss::SparseCategoricalCrossentropy, tensor(&[1, 1], &[0.0])),
        (Activation::Softmax, Loss::CategoricalCrossentropy, tensor(&[1, 2], &[1.0, 0.0])),
    ];
    for (activation, loss, y) in labels {
        let units = if activation == Activation::Sigmoid { 1 } else { 2 };
        let mut model = model(1, &[(units, activation)]);
        let kernel = tensor(&[1, units], &[-50.0, 0.0]);
        model.set_weights(&[kernel, Tensor::zeros(vec![units])]).unwrap();
        model.compile(Optimizer::SGD, loss, None);
        assert_eq!(model.evaluate(&tensor(&[1, 1], &[1.0]), &y).unwrap().loss, 50.0);
    }
}

#[test]
fn bare_crossentropies_agree_with_keras() {
    let p = tensor(&[1, 3], &[1e-9, 0.5, 0.7]);
    let (hot, label) = (tensor(&[1, 3], &[1.0, 0.0, 0.0]), tensor(&[1], &[0.0]));
    let logits = tensor(&[1, 3], &[1.0, 3.0, 0.0]);
    let close = |actual: f32, expected: f32| assert!((actual / expected - 1.0).abs() < 1e-6);
    close(Loss::CategoricalCrossentropy.value(&hot, &p), 16.118_095);
    close(Loss::CategoricalCrossentropyFromLogits.value(&hot, &p), 1.539_546_3);
    close(Loss::SparseCategoricalCrossentropy.value(&label, &p), 16.300_417);
    let sparse = Loss::SparseCategoricalCrossentropyFromLogits;
    close(sparse.value(&tensor(&[1], &[1.0]), &logits), 0.169_846_04);
    let binary = Loss::BinaryCrossentropyFromLogits;
    close(binary.value(&tensor(&[1, 1], &[1.0]), &tensor(&[1, 1], &[-50.0])), 50.0);
}

#[test]
fn gradients_are_those_of_differences() {
    for loss in Loss::ALL {
        for last in Activation::ALL.into_iter().filter(|last| suits(loss, *last)) {
            for hidden in Activation::ALL {
                check_gradient(loss, &[(4, hidden), (3, last)]);
            }
        }
    }
}

#[test]
fn slicing_never_changes_a_result() {
    let whole = {
        let (mut model, x, y) = yes_no(50);
        (model.fit(&x, &y, &shuffled(4)).unwrap(), model.get_weights())
    };
    for slice in [1, 2, 3, 7, 100] {
        let (model, x, y) = yes_no(50);
        let mut fit = Fit::new(model, &x, &y, &shuffled(4)).unwrap();
        while fit.by_ref().take(slice).count() > 0 {
            assert!(fit.model().is_built());
        }
        assert_eq!(fit.end(), Some(End::Epochs));
        assert_eq!((fit.history().clone(), fit.into_model().get_weights()), whole);
    }
}

#[test]
fn a_second_fit_goes_on_where_the_first_ended() {
    let (mut once, x, y) = yes_no(20);
    let mut twice = once.clone();
    let plain = |epochs| Settings { shuffle: Shuffle::Off, ..shuffled(epochs) };
    once.fit(&x, &y, &plain(4)).unwrap();
    twice.fit(&x, &y, &plain(1)).unwrap();
    twice.fit(&x, &y, &plain(3)).unwrap();
    assert_eq!(once, twice);
}

#[test]
fn the_seed_alone_decides_the_order() {
    let trained = |seed| {
        let (mut model, x, y) = yes_no(50);
        let settings = Settings { shuffle: Shuffle::Seed(seed), ..shuffled(2) };
        model.fit(&x, &y, &settings).unwrap();
        model.get_weights()
    };
    assert_eq!(trained(1), trained(1));
    assert_ne!(trained(1), trained(2));
}

#[test]
fn batches_count_and_the_last_may_be_smaller() {
    let (model, x, y) = yes_no(50);
    let fit = Fit::new(model, &x, &y, &Settings { batch_size: 16, ..shuffled(2) }).unwrap();
    assert_eq!((fit.batches(), fit.epochs()), (4, 2));
    let batches: Vec<_> = fit.map(|batch| (batch.epoch, batch.index, batch.examples)).collect();
    assert_eq!(batches[..5], [(0, 0, 16), (0, 1, 16), (0, 2, 16), (0, 3, 2), (1, 0, 16)]);
    assert_eq!(batches.len(), 8);
    let (model, x, y) = yes_no(5);
    assert_eq!(Fit::new(model, &x, &y, &shuffled(1)).unwrap().count(), 1);
}

#[test]
fn a_split_is_the_last_fraction() {
    let (mut split, x, y) = yes_no(50);
    let mut given = split.clone();
    let head = |table: &Tensor, rows: usize| {
        let columns = table.shape()[1];
        tensor(&[rows, columns], &table.iter().copied().collect::<Vec<_>>())
    };
    let tail = |table: &Tensor, from: usize| {
        let columns = table.shape()[1];
        let numbers: Vec<f32> = table.iter().copied().skip(from * columns).collect();
        tensor(&[50 - from, columns], &numbers)
    };
    let by_split = Settings { validation: Validation::Split(0.2), ..shuffled(3) };
    let data = Validation::Data(Box::new((tail(&x, 40), tail(&y, 40))));
    let by_data = Settings { validation: data, ..shuffled(3) };
    let history = split.fit(&x, &y, &by_split).unwrap();
    assert_eq!(history, given.fit(&head(&x, 40), &head(&y, 40), &by_data).unwrap());
    assert_eq!(history.val_loss.len(), 3);
    let last = given.evaluate(&tail(&x, 40), &tail(&y, 40)).unwrap();
    assert_eq!(history.val_loss.last(), Some(&last.loss));
    assert_eq!(history.val_metric.last().copied(), last.metric);
}

#[test]
fn stopping_early_keeps_what_it_is_told_to() {
    let run = |patience, keep| {
        let (model, x, y) = houses(0.5);
        let rule = EarlyStopping { monitor: Monitor::Loss, patience, keep, min_delta: 0.0 };
        let settings = Settings { early_stopping: Some(rule), ..full_batches(20) };
        let mut fit = Fit::new(model, &x, &y, &settings).unwrap();
        let epochs = fit.by_ref().count();
        (epochs, fit.end(), fit.model().get_weights()[0][[0, 0]])
    };
    // The rate is far too high, so that every epoch is worse than the first; 0 counts as 1.
    let stopped = Some(End::Stopped);
    assert!(matches!(run(0, Keep::Last), (2, end, w) if end == stopped && w != 650.0));
    assert!(matches!(run(1, Keep::Last), (2, end, _) if end == stopped));
    assert!(matches!(run(3, Keep::Last), (4, end, _) if end == stopped));
    // The best weights are those after the first epoch.
    assert_eq!(run(3, Keep::Best), (4, stopped, 650.0));
    // A number that is not measured stops nothing.
    let (mut model, x, y) = houses(0.1);
    let early_stopping = Some(EarlyStopping::default());
    let settings = Settings { early_stopping, ..full_batches(6) };
    assert_eq!(model.fit(&x, &y, &settings).unwrap().loss.len(), 6);
}

// In float64 the second number would be better than the first by more than is asked for.
#[test]
fn what_counts_as_better_is_decided_in_float32_as_in_keras() {
    let (x, y) = (tensor(&[1, 1], &[1.0]), tensor(&[1, 1], &[0.0]));
    let line = Dense::new("line", 1, Activation::Linear, 0).unwrap();
    let mut model = Sequential::with_input("model", 1, vec![Layer::Dense(line)]).unwrap();
    model.set_weights(&[tensor(&[1, 1], &[0.7]), tensor(&[1], &[0.0])]).unwrap();
    let rate = Optimizer::SGD.with_learning_rate(0.05);
    model.compile(rate, Loss::MeanAbsoluteError, None);
    let run = |min_delta| {
        let rule =
            EarlyStopping { monitor: Monitor::Loss, patience: 1, keep: Keep::Last, min_delta };
        let settings = Settings { early_stopping: Some(rule), ..full_batches(5) };
        let mut fit = Fit::new(model.clone(), &x, &y, &settings).unwrap();
        fit.by_ref().count()
    };
    let history = model.clone().fit(&x, &y, &full_batches(2)).unwrap().loss;
    let fell = f64::from(history[0]) - f64::from(history[1]);
    assert!(fell > 0.0);
    assert_eq!(run(fell / 2.0), 5);
    assert_eq!(run(fell - 1e-9), 2);
}

#[test]
fn what_is_not_finite_stops_at_its_step() {
    let (model, x, y) = houses(0.5);
    let mut fit = Fit::new(model, &x, &y, &full_batches(1000)).unwrap();
    let batches: Vec<_> = fit.by_ref().collect();
    let cause = NotFinite::Loss;
    let (epoch, batch) = (batches.len() - 1, 0);
    assert_eq!(fit.end(), Some(End::NotFinite { epoch, batch, cause }));
    assert!(!batches.last().unwrap().loss.is_finite());
    assert!((batches[1].loss / batches[0].loss - 5.89).abs() < 0.01);
    assert!(fit.model().get_weights().iter().flatten().all(|weight| weight.is_finite()));
    assert_eq!(fit.next_batch(), None);
}

#[test]
fn a_step_beyond_the_finite_weights_is_taken_back() {
    let (mut model, x, y) = houses(0.1);
    model.compile(Optimizer::SGD.with_learning_rate(1e38), Loss::MeanSquaredError, None);
    let before = model.get_weights();
    let mut fit = Fit::new(model, &x, &y, &full_batches(5)).unwrap();
    assert_eq!(fit.by_ref().count(), 1);
    let cause = NotFinite::Weight;
    assert_eq!(fit.end(), Some(End::NotFinite { epoch: 0, batch: 0, cause }));
    assert_eq!(fit.into_model().get_weights(), before);
}

#[test]
fn weights_and_rate_may_change_on_the_way() {
    let (model, x, y) = houses(0.1);
    let mut fit = Fit::new(model, &x, &y, &full_batches(600)).unwrap();
    assert_eq!(fit.by_ref().take(100).count(), 100);
    fit.set_weights(&[tensor(&[1, 1], &[-500.0]), tensor(&[1], &[7.0])]).unwrap();
    assert_eq!(fit.model().get_weights()[1][0], 7.0);
    fit.set_weights(&[tensor(&[1], &[0.0])]).unwrap_err();
    fit.set_learning_rate(0.2);
    while fit.next_batch().is_some() {}
    let weights = fit.model().get_weights();
    assert!((weights[0][[0, 0]] - 200.0).abs() < 0.1 && (weights[1][0] - 100.0).abs() < 0.1);
}

#[test]
fn a_normalization_in_front_is_applied_and_stays() {
    let x = tensor(&[4, 1], &[1000.0, 2000.0, 3000.0, 4000.0]);
    let y = tensor(&[4], &[300.0, 500.0, 700.0, 900.0]);
    let mut normalization = Normalization::new("normalization").unwrap();
    normalization.adapt(&x).unwrap();
    let layers = vec![Layer::Normalization(normalization.clone()), dense("L1", 1)];
    let mut model = Sequential::new("m", layers).unwrap();
    model.compile(Optimizer::SGD.with_learning_rate(0.1), Loss::MeanSquaredError, None);
    model.fit(&x, &y, &full_batches(100)).unwrap();
    assert!(model.evaluate(&x, &y).unwrap().loss < 1e-3);
    assert_eq!(model.get_weights()[..3], normalization.get_weights());
    let layers = vec![dense("L1", 1), Layer::Normalization(normalization)];
    let mut model = Sequential::new("m", layers).unwrap();
    model.compile(Optimizer::SGD, Loss::MeanSquaredError, None);
    assert!(matches!(
        model.fit(&x, &y, &full_batches(1)),
        Err(Error::Training(TrainingError::Untrainable { .. }))
    ));
}

#[test]
fn names_are_understood_and_others_are_not() {
    for metric in Metric::ALL {
        assert_eq!(metric.name().parse(), Ok(metric));
    }
    for optimizer in [Optimizer::SGD, Optimizer::RMSPROP, Optimizer::ADAM] {
        assert_eq!(optimizer.name().parse(), Ok(optimizer));
    }
    check_error(
        "accx".parse::<Metric>(),
        "ValueError: Could not interpret metric identifier: accx",
    );
    check_error(
        "sgdx".parse::<Optimizer>(),
        "ValueError: Could not interpret optimizer identifier: sgdx",
    );
    check_error(
        Dense::new("d", 1, Activation::Linear, 1).unwrap().with_l2(-1.0),
        "ValueError: Invalid value for argument l2: expected a non-negative float.Received: l2=-1.0",
    );
}

#[test]
fn error_not_compiled() {
    let text = "ValueError: You must call `compile()` before using the model.";
    let (x, y) = (Tensor::zeros(vec![6, 1]), Tensor::zeros(vec![6, 1]));
    let mut model = model(1, &[(1, Activation::Linear)]);
    check_error(model.fit(&x, &y, &Settings::default()), text);
    check_error(model.evaluate(&x, &y), text);
}

#[test]
fn error_unequal_lengths() {
    check_error(
        fitted(Loss::MeanSquaredError, 1, &Tensor::zeros(vec![4, 1])),
        "ValueError: Data cardinality is ambiguous. Make sure all arrays contain the same number \
         of samples.'x' sizes: 6\n'y' sizes: 4\n",
    );
}

#[test]
fn error_labels_out_of_range() {
    let loss = Loss::SparseCategoricalCrossentropy;
    check_error(
        fitted(loss, 3, &tensor(&[6, 1], &[3.0; 6])),
        "InvalidArgumentError: Graph execution error:\n\nReceived a label value of 3 which is \
         outside the valid range of [0, 3).  Label values: 3 3 3 3 3 3",
    );
    check_error(
        fitted(loss, 3, &tensor(&[6], &[0.0, -1.0, 0.0, 0.0, 2.9, 0.0])),
        "InvalidArgumentError: Graph execution error:\n\nReceived a label value of -1 which is \
         outside the valid range of [0, 3).  Label values: 0 -1 0 0 2 0",
    );
}

#[test]
fn error_shape_of_the_targets() {
    let start = "ValueError: Arguments `target` and `output` must have the same shape. Received:";
    let column = Tensor::zeros(vec![6, 1]);
    for loss in [Loss::CategoricalCrossentropy, Loss::BinaryCrossentropy] {
        let text = format!("{start} target.shape=(None, 1), output.shape=(None, 3)");
        check_error(fitted(loss, 3, &column), &text);
    }
    check_error(
        fitted(Loss::SparseCategoricalCrossentropy, 3, &Tensor::zeros(vec![6, 2])),
        "ValueError: Argument `output` must have rank (ndim) `target.ndim - 1`. Received: \
         target.shape=(None, 2), output.shape=(None, 3)",
    );
    check_error(
        fitted(Loss::MeanSquaredError, 3, &Tensor::zeros(vec![6, 2])),
        "ValueError: Dimensions must be equal, but are 2 and 3 with input shapes: [?,2], [?,3].",
    );
    fitted(Loss::MeanSquaredError, 3, &column).unwrap();
}

#[test]
fn error_validation_split() {
    let (mut model, x, y) = yes_no(6);
    for (split, shown) in [(1.0, "1.0"), (0.9, "0.9")] {
        let settings = Settings { validation: Validation::Split(split), ..shuffled(1) };
        check_error(
            model.fit(&x, &y, &settings),
            &format!(
                "ValueError: Training data contains 6 samples, which is not sufficient to split it \
                 into a validation and training set as specified by `validation_split={shown}`. \
                 Either provide more data, or a different value for the `validation_split` argument."
            ),
        );
    }
}

#[track_caller]
fn check_error<T: std::fmt::Debug>(result: Result<T, Error>, expected: &str) {
    let error = result.unwrap_err();
    assert_eq!(format!("{}: {error}", error.python_type()), expected);
    assert!(error.what_happened().ends_with('.') && error.what_to_do().ends_with('.'), "{error:?}");
}

#[track_caller]
fn check_history(actual: &[f32], expected: &Value) {
    let expected = expected.as_array().map_or_else(Vec::new, |_| numbers(expected));
    check_close(
        &tensor(&[actual.len()], actual),
        &tensor(&[expected.len()], &expected),
        1e-7,
        1e-4,
    );
}

#[track_caller]
fn check_close(actual: &Tensor, expected: &Tensor, absolute: f32, relative: f32) {
    assert_eq!(actual.shape(), expected.shape());
    for (a, e) in actual.iter().zip(expected) {
        assert!((a - e).abs() <= absolute + relative * e.abs(), "{a} is not {e}");
    }
}

/// One step of plain descent with the rate 1 shows the gradient; the loss on both sides of each
/// weight shows what it should be. They agree in the middle of the two slopes or between them.
#[track_caller]
fn check_gradient(loss: Loss, layers: &[(usize, Activation)]) {
    let mut model = model(2, layers);
    let x = tensor(&[3, 2], &[0.9, -0.4, 0.3, 0.8, -0.7, 0.5]);
    let y = targets(loss);
    let start: Vec<Tensor> = model.get_weights().iter().map(|w| w.mapv(|w| w + 0.05)).collect();
    model.set_weights(&start).unwrap();
    model.compile(Optimizer::SGD.with_learning_rate(1.0), loss, None);
    let mut stepped = model.clone();
    stepped.fit(&x, &y, &full_batches(1)).unwrap();
    let after = stepped.get_weights();
    for (which, tensor) in start.iter().enumerate() {
        for (idx, weight) in tensor.indexed_iter() {
            let mut loss_at = |step: f32| {
                let mut moved = start.clone();
                moved[which][&idx] = weight + step;
                model.set_weights(&moved).unwrap();
                f64::from(model.evaluate(&x, &y).unwrap().loss)
            };
            let [left, here, right] = [-STEP, 0.0, STEP].map(&mut loss_at);
            let slopes = [here - left, right - here].map(|rise| rise / f64::from(STEP));
            let gradient = f64::from(weight - after[which][&idx]);
            // At a kink the gradient lies between the slopes of the two sides.
            let near = 3e-3 + 1e-2 * gradient.abs();
            let (low, high) = (slopes[0].min(slopes[1]) - near, slopes[0].max(slopes[1]) + near);
            assert!((low..high).contains(&gradient), "{loss:?} {layers:?}: {gradient}, {slopes:?}");
        }
    }
}

const STEP: f32 = 2e-3;

/// Whether a loss means something for what an activation puts out. A crossentropy of what may be
/// negative is clipped here and there, where differences see a kink.
fn suits(loss: Loss, last: Activation) -> bool {
    let is_probability = matches!(last, Activation::Sigmoid | Activation::Softmax);
    match loss {
        Loss::CategoricalCrossentropy | Loss::SparseCategoricalCrossentropy => {
            is_probability || last == Activation::Softplus
        }
        Loss::BinaryCrossentropy => is_probability,
        _ => true,
    }
}

fn targets(loss: Loss) -> Tensor {
    match loss {
        Loss::SparseCategoricalCrossentropy | Loss::SparseCategoricalCrossentropyFromLogits => {
            tensor(&[3, 1], &[0.0, 2.0, 1.0])
        }
        Loss::MeanSquaredError | Loss::MeanAbsoluteError => {
            tensor(&[3, 3], &[2.5, -1.5, 3.5, 4.5, -3.0, 1.9, -2.0, 2.2, 5.0])
        }
        _ => tensor(&[3, 3], &[1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 1.0, 0.0]),
    }
}

/// Two houses of 1000 and 2000 square feet, and a neuron that knows nothing.
fn houses(rate: f32) -> (Sequential, Tensor, Tensor) {
    let mut model = model(1, &[(1, Activation::Linear)]);
    model.set_weights(&[Tensor::zeros(vec![1, 1]), Tensor::zeros(vec![1])]).unwrap();
    model.compile(Optimizer::SGD.with_learning_rate(rate), Loss::MeanSquaredError, None);
    (model, tensor(&[2, 1], &[1.0, 2.0]), tensor(&[2, 1], &[300.0, 500.0]))
}

/// Points on a spiral, those on the right being a yes.
fn yes_no(rows: usize) -> (Sequential, Tensor, Tensor) {
    let angle = |row: usize| row as f32 * 0.7;
    let x: Vec<f32> = (0..rows).flat_map(|row| [angle(row).cos(), angle(row).sin()]).collect();
    let y: Vec<f32> = (0..rows).map(|row| f32::from(angle(row).cos() > 0.0)).collect();
    let mut model = model(2, &[(3, Activation::Tanh), (1, Activation::Sigmoid)]);
    model.compile(Optimizer::ADAM, Loss::BinaryCrossentropy, Some(Metric::Accuracy));
    (model, tensor(&[rows, 2], &x), tensor(&[rows, 1], &y))
}

/// Six examples and a layer of so many units, after one epoch.
fn fitted(loss: Loss, units: usize, y: &Tensor) -> Result<(), Error> {
    let mut model = model(2, &[(units, Activation::Softmax)]);
    model.compile(Optimizer::SGD, loss, None);
    model.fit(&Tensor::ones(vec![6, 2]), y, &Settings::default()).map(|_| ())
}

fn full_batches(epochs: usize) -> Settings {
    Settings { batch_size: 1000, epochs, shuffle: Shuffle::Off, ..Settings::default() }
}

fn shuffled(epochs: usize) -> Settings {
    Settings { batch_size: 8, epochs, shuffle: Shuffle::Seed(3), ..Settings::default() }
}

fn model(inputs: usize, layers: &[(usize, Activation)]) -> Sequential {
    let layer = |(number, (units, activation)): (u64, &(usize, Activation))| {
        Layer::Dense(Dense::new(format!("L{number}"), *units, *activation, number).unwrap())
    };
    let layers = (1..).zip(layers).map(layer).collect();
    Sequential::with_input("sequential", inputs, layers).unwrap()
}

fn dense(name: &str, units: usize) -> Layer {
    Layer::Dense(Dense::new(name, units, Activation::Linear, 1).unwrap())
}

fn model_of(case: &Value) -> Sequential {
    let layers = case["layers"].as_array().unwrap().iter().zip(1..).map(|(layer, number)| {
        let activation = layer["activation"].as_str().unwrap().parse().unwrap();
        let units = layer["units"].as_u64().unwrap() as usize;
        let dense = Dense::new(format!("L{number}"), units, activation, number).unwrap();
        // The regularizer of one layer, or of all.
        Layer::Dense(match layer["l2"].as_f64().or(case["l2"].as_f64()) {
            Some(l2) => dense.with_l2(l2 as f32).unwrap(),
            None => dense,
        })
    });
    let inputs = case["input"].as_u64().unwrap() as usize;
    Sequential::with_input("sequential", inputs, layers.collect()).unwrap()
}

fn loss_of(case: &Value) -> Loss {
    case["loss"].as_str().unwrap().parse().unwrap()
}

fn optimizer_of(value: &Value) -> Optimizer {
    let number = |key: &str| value[key].as_f64().unwrap() as f32;
    let learning_rate = number("learning_rate");
    let sgd = |momentum| Optimizer::Sgd { learning_rate, momentum };
    match value["name"].as_str().unwrap() {
        "sgd" => sgd(Momentum::None),
        "momentum" => sgd(Momentum::Plain(number("momentum"))),
        "nesterov" => sgd(Momentum::Nesterov(number("momentum"))),
        name => name.parse::<Optimizer>().unwrap().with_learning_rate(learning_rate),
    }
}

fn settings_of(case: &Value) -> Settings {
    let number = |key: &str| case[key].as_u64().unwrap() as usize;
    let (batch_size, epochs) = (number("batch_size"), number("epochs"));
    Settings { batch_size, epochs, shuffle: Shuffle::Off, ..Settings::default() }
}

fn weights_of(layers: &Value) -> Vec<Tensor> {
    let layers = layers.as_array().unwrap();
    layers.iter().flat_map(|layer| [table(&layer["kernel"]), row(&layer["bias"])]).collect()
}

/// Weights that only a regularizer moves shrink for ever; below 1e-30 they are 0, so that no step has to
/// calculate with numbers that processors are slow at.
#[test]
fn what_nothing_needs_ends_at_0() {
    for optimizer in [Optimizer::ADAM, Optimizer::SGD] {
        let relu = Dense::new("relu", 3, Activation::Relu, 1).unwrap().with_l2(0.5).unwrap();
        let out = Dense::new("out", 1, Activation::Linear, 2).unwrap().with_l2(0.5).unwrap();
        let layers = vec![Layer::Dense(relu), Layer::Dense(out)];
        let mut model = Sequential::with_input("model", 1, layers).unwrap();
        // All units are off for these inputs, so the loss asks nothing of their weights.
        let weights = [tensor(&[1, 3], &[-1.0, -2.0, -0.5]), Tensor::zeros(vec![3])];
        let last = [tensor(&[3, 1], &[0.3, -0.2, 0.1]), Tensor::zeros(vec![1])];
        model.set_weights(&[weights, last].concat()).unwrap();
        model.compile(optimizer.with_learning_rate(0.01), Loss::MeanSquaredError, None);
        let (x, y) = (tensor(&[2, 1], &[1.0, 2.0]), tensor(&[2, 1], &[0.0, 0.0]));
        model.fit(&x, &y, &full_batches(20_000)).unwrap();
        let all = model.get_weights();
        let left: Vec<f32> = all.iter().flatten().copied().collect();
        assert!(left.iter().all(|w| *w == 0.0 || w.abs() >= 1e-30), "{left:?}");
        assert!(left.contains(&0.0), "{left:?}");
    }
}
