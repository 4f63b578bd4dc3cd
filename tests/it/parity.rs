//! The engine against Keras 3 and NumPy 2 where every digit and every word counts: the answers of
//! `tests/keras/parity.json`, which `tests/keras/make_parity.py` has asked them for.

#![allow(clippy::float_cmp, clippy::unwrap_used, reason = "a test may be strict")]

use std::fs;

use layerlab::nn::{
    Activation, Dense, End, Fit, Layer, Loss, Normalization, Optimizer, Sequential, Settings,
    Shuffle, Tensor, Validation, numpy, tensor,
};
use serde_json::Value;

use crate::cases::numbers;

fn answers(kind: &str) -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/keras/parity.json");
    let all: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    all[kind].clone()
}

fn list(value: &Value) -> Vec<Value> {
    value.as_array().unwrap().clone()
}

/// How many of two lists of numbers are the same to the last digit.
fn same(left: &[f32], right: &[f32]) -> usize {
    assert_eq!(left.len(), right.len());
    let is_same = |(left, right): &(&f32, &f32)| left == right || left.is_nan() && right.is_nan();
    left.iter().zip(right).filter(is_same).count()
}

#[test]
fn a_sigmoid_is_that_of_predict_of_a_call_and_of_numpy_to_the_last_digit() {
    let asked = answers("sigmoid");
    let z = numbers(&asked["z"]);
    let table = tensor(&[z.len(), 1], &z);
    let mut model = model(&[1, 1], &["sigmoid"]);
    model.set_weights(&[tensor(&[1, 1], &[1.0]), tensor(&[1], &[0.0])]).unwrap();
    let predicted: Vec<f32> = model.predict(&table).unwrap().into_iter().collect();
    assert_eq!(same(&predicted, &numbers(&asked["predict"])), z.len());
    let called: Vec<f32> = model.call(&table).unwrap().into_iter().collect();
    // The power is that of the system's library here and there.
    assert!(same(&called, &numbers(&asked["call"])) + 3 >= z.len());
    let by_hand: Vec<f32> = z.iter().map(|z| 1.0 / (1.0 + numpy::exp(-z))).collect();
    assert_eq!(same(&by_hand, &numbers(&asked["numpy"])), z.len());
}

#[test]
fn powers_logarithms_and_means_are_those_of_numpy_to_the_last_digit() {
    for (name, function) in [("exp", numpy::exp as fn(f32) -> f32), ("log", numpy::log)] {
        let asked = answers(name);
        let (x, y) = (numbers(&asked["x"]), numbers(&asked["y"]));
        let ours: Vec<f32> = x.iter().map(|x| function(*x)).collect();
        assert_eq!(same(&ours, &y), y.len(), "{name}");
    }
    for asked in list(&answers("mean")) {
        assert_eq!(numpy::mean(&numbers(&asked["x"])), asked["y"][0].as_f64().unwrap() as f32);
    }
}

#[test]
fn a_unit_adds_up_as_keras_does() {
    for asked in list(&answers("products")) {
        let shape: Vec<usize> =
            list(&asked["shape"]).iter().map(|n| n.as_u64().unwrap() as usize).collect();
        let [rows, inputs, units] = shape[..] else { panic!("three numbers") };
        let mut model = model(&[inputs, units], &["linear"]);
        let w = tensor(&[inputs, units], &numbers(&asked["w"]));
        model.set_weights(&[w, tensor(&[units], &numbers(&asked["b"]))]).unwrap();
        let x = tensor(&[rows, inputs], &numbers(&asked["x"]));
        let ours: Vec<f32> = model.predict(&x).unwrap().into_iter().collect();
        let keras = numbers(&asked["y"]);
        // Several units are added up by a library, as the processor likes it.
        let is_near =
            ours.iter().zip(&keras).all(|(a, b)| (a - b).abs() <= 3e-7 * b.abs().max(1.0));
        assert!(is_near, "{ours:?} {keras:?}");
        assert!(units > 1 || ours == keras, "{ours:?} {keras:?}");
    }
}

#[test]
fn a_compile_without_metrics_keeps_those_of_the_one_before() {
    let (x, y) = (tensor(&[3, 1], &[1.0, 2.0, 3.0]), tensor(&[3, 1], &[0.0, 0.0, 1.0]));
    for asked in list(&answers("metrics")) {
        let mut model = model(&[1, 1], &["sigmoid"]);
        for (metric, fit) in list(&asked["compiled"]).iter().zip(list(&asked["fits"])) {
            let metric = metric.as_str().map(|name| name.parse().unwrap());
            model.compile(Optimizer::SGD, Loss::BinaryCrossentropy, metric);
            let mut ours = Fit::new(model, &x, &y, &Settings::default()).unwrap();
            while ours.next_batch().is_some() {}
            let wanted = list(&fit).into_iter().find(|name| name != "loss");
            assert_eq!(ours.metric().map(|metric| metric.name().into()), wanted);
            assert_eq!(ours.history().metric.is_empty(), wanted.is_none());
            model = ours.into_model();
        }
    }
}

#[test]
fn beyond_the_finite_numbers_a_training_goes_on_as_in_keras() {
    for asked in list(&answers("overflows")) {
        let mut fit = overflowing(&asked);
        while fit.next_batch().is_some() {}
        assert!(matches!(fit.end(), Some(End::NotFinite { .. })), "{asked}");
        assert!(fit.weights().all(f32::is_finite));
        let beyond = fit.beyond().unwrap();
        let (ours, keras) = (beyond.history(), &asked["history"]);
        check_alike(&ours.loss, &keras["loss"]);
        check_alike(&ours.metric, &keras["accuracy"]);
        check_alike(&ours.val_loss, &keras["val_loss"]);
        // Asked for more epochs, it has them.
        let epochs = fit.epochs();
        fit.set_epochs(2 * epochs);
        assert_eq!(fit.beyond().unwrap().history().loss.len(), 2 * epochs);
        assert!(matches!(fit.end(), Some(End::NotFinite { .. })));
    }
}

fn overflowing(asked: &Value) -> Fit {
    let sizes: Vec<usize> =
        list(&asked["sizes"]).iter().map(|n| n.as_u64().unwrap() as usize).collect();
    let activations = list(&asked["activations"]);
    let activations: Vec<&str> = activations.iter().map(|name| name.as_str().unwrap()).collect();
    let mut model = model(&sizes, &activations);
    let weights: Vec<Tensor> = model
        .get_weights()
        .iter()
        .zip(list(&asked["weights"]))
        .map(|(array, kept)| tensor(array.shape(), &numbers(&kept)))
        .collect();
    model.set_weights(&weights).unwrap();
    let optimizer: Optimizer = asked["optimizer"].as_str().unwrap().parse().unwrap();
    let rate = asked["learning_rate"].as_f64().unwrap() as f32;
    let metric = asked["metric"].as_str().map(|name| name.parse().unwrap());
    let loss: Loss = asked["loss"].as_str().unwrap().parse().unwrap();
    model.compile(optimizer.with_learning_rate(rate), loss, metric);
    let (x, y) = (numbers(&asked["x"]), numbers(&asked["y"]));
    let settings = Settings {
        batch_size: asked["batch_size"].as_u64().unwrap() as usize,
        epochs: asked["epochs"].as_u64().unwrap() as usize,
        shuffle: Shuffle::Off,
        validation: match asked["split"].as_f64().unwrap() {
            0.0 => Validation::None,
            split => Validation::Split(split),
        },
        early_stopping: None,
    };
    let (x, y) = (tensor(&[y.len(), sizes[0]], &x), tensor(&[y.len(), 1], &y));
    Fit::new(model, &x, &y, &settings).unwrap()
}

/// The same numbers up to rounding, and what is not finite at the same epochs.
fn check_alike(ours: &[f32], keras: &Value) {
    let keras = keras.as_array().map(|_| numbers(keras)).unwrap_or_default();
    let is_alike = |(ours, keras): (&f32, &f32)| {
        ours == keras
            || ours.is_nan() && keras.is_nan()
            || (ours - keras).abs() <= 1e-3 * keras.abs()
    };
    let is_same = ours.len() == keras.len() && ours.iter().zip(&keras).all(is_alike);
    assert!(is_same, "{ours:?}\n{keras:?}");
}

#[test]
fn a_normalization_refuses_other_data_in_the_words_of_keras() {
    for asked in list(&answers("adapt")) {
        let ones = |shape: &Value| {
            let shape: Vec<usize> =
                list(shape).iter().map(|n| n.as_u64().unwrap() as usize).collect();
            Tensor::ones(shape)
        };
        let mut layer = Normalization::new("normalization").unwrap();
        layer.adapt(&ones(&asked["first"])).unwrap();
        let weights = layer.get_weights();
        let error = layer.adapt(&ones(&asked["second"])).unwrap_err();
        assert_eq!(format!("{}: {error}", error.python_type()), asked["error"]);
        assert!(!error.what_happened().is_empty() && error.drawing().is_some());
        assert_eq!(layer.get_weights(), weights);
    }
}

#[test]
fn a_loss_from_logits_behind_chances_warns_as_keras_does() {
    for asked in list(&answers("warnings")) {
        let activation = asked["activation"].as_str().unwrap();
        let loss: Loss = asked["loss"].as_str().unwrap().parse().unwrap();
        let warning = loss.is_misled_by(activation_of(activation)).then(|| loss.warning());
        assert_eq!(warning.as_deref(), asked["warning"].as_str(), "{asked}");
    }
}

fn model(sizes: &[usize], activations: &[&str]) -> Sequential {
    let layer = |(index, (units, activation)): (usize, (&usize, &&str))| {
        let name = format!("L{index}");
        Layer::Dense(Dense::new(name, *units, activation_of(activation), 1).unwrap())
    };
    let layers = sizes[1..].iter().zip(activations).enumerate().map(layer).collect();
    Sequential::with_input("model", sizes[0], layers).unwrap()
}

fn activation_of(name: &str) -> Activation {
    Activation::ALL.into_iter().find(|activation| activation.name() == name).unwrap()
}

/// The weights that Keras 3.15.1 ends with after so many epochs over two houses, from 0.
#[test]
fn adam_and_rmsprop_end_where_keras_ends() {
    let runs = [
        ("adam", 10.0, 1, [9.999_933, 9.999_933]),
        ("adam", 10.0, 2, [19.978_256, 19.977_825]),
        ("adam", 10.0, 40, [176.414_83, 168.929_63]),
        ("adam", 0.1, 40, [3.989_713_4, 3.989_550_6]),
        ("rmsprop", 0.1, 2, [0.545_431_7, 0.545_428_4]),
        ("rmsprop", 0.1, 40, [4.889_253_6, 4.888_964]),
    ];
    let (x, y) = (tensor(&[2, 1], &[1.0, 2.0]), tensor(&[2, 1], &[300.0, 500.0]));
    for (name, rate, epochs, expected) in runs {
        let mut model = model(&[1, 1], &["linear"]);
        model.set_weights(&[tensor(&[1, 1], &[0.0]), tensor(&[1], &[0.0])]).unwrap();
        let optimizer: Optimizer = name.parse().unwrap();
        model.compile(optimizer.with_learning_rate(rate), Loss::MeanSquaredError, None);
        let settings =
            Settings { batch_size: 2, epochs, shuffle: Shuffle::Off, ..Settings::default() };
        let mut fit = Fit::new(model, &x, &y, &settings).unwrap();
        while fit.next_batch().is_some() {}
        for (found, expected) in fit.weights().zip(expected) {
            let off = (found - expected).abs() / expected;
            assert!(off < 3e-7, "{name} {rate} {epochs}: {found} is not {expected}");
        }
    }
}
