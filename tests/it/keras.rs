//! The engine against Keras 3 itself: the numbers, printings and summaries of
//! `tests/keras/cases.json`, and Keras's words for every error.
//!
//! `KERAS_CASES` may name another file of cases, made with another seed.

#![allow(clippy::float_cmp, clippy::unwrap_used, reason = "a test may be strict")]

use layerlab::nn::{
    Activation, Dense, Error, Layer, Loss, Momentum, Names, Normalization, Optimizer, Sequential,
    Settings, Tensor, initializer, print, tensor,
};
use serde_json::Value;

use crate::cases::{cases, numbers, row, table};

#[test]
fn forward_agrees_with_keras() {
    for case in cases("forward") {
        let mut model = model_of(&case);
        model.set_weights(&weights_of(&case)).unwrap();
        check_close(&model.predict(&table(&case["x"])).unwrap(), &table(&case["y"]));
    }
}

#[test]
fn the_last_forward_is_the_call() {
    for case in cases("forward") {
        let (mut model, x) = (model_of(&case), table(&case["x"]));
        let forwards = model.forward(&x).unwrap();
        assert_eq!(forwards.last().unwrap().output, model.call(&x).unwrap());
    }
}

#[test]
fn normalization_agrees_with_keras() {
    for case in cases("normalization") {
        let mut layer = Normalization::new("normalization").unwrap();
        layer.adapt(&table(&case["x"])).unwrap();
        let weights = layer.get_weights();
        check_close(&weights[0], &row(&case["mean"]));
        check_close(&weights[1], &row(&case["variance"]));
        check_close(&layer.call(&table(&case["x"])).unwrap(), &table(&case["y"]));
    }
}

#[test]
fn prints_agree_with_numpy_and_tensorflow() {
    for case in cases("prints") {
        let array = tensor(&shape(&case["shape"]), &numbers(&case["data"]));
        assert_eq!(print::numpy_str(&array), case["str"]);
        assert_eq!(print::numpy_repr(&array), case["repr"]);
        if case["tensor"].is_string() {
            assert_eq!(print::tensor_str(&array), case["tensor"]);
        }
    }
}

#[test]
fn summaries_agree_with_keras() {
    for case in cases("summaries") {
        assert_eq!(model_of(&case).summary(), case["text"]);
    }
}

#[test]
fn glorot_fills_its_limits_as_in_keras() {
    for case in cases("glorot_uniform") {
        let [fan_in, fan_out] = ["fan_in", "fan_out"].map(|key| case[key].as_u64().unwrap());
        let (fan_in, fan_out) = (fan_in as usize, fan_out as usize);
        let limit = initializer::glorot_limit(fan_in, fan_out);
        let draws: Vec<f32> =
            (0..200).flat_map(|seed| initializer::glorot_uniform(fan_in, fan_out, seed)).collect();
        let (min, max) = draws.iter().fold((0_f32, 0_f32), |(a, b), x| (a.min(*x), b.max(*x)));
        let deviation = (draws.iter().map(|x| x * x).sum::<f32>() / draws.len() as f32).sqrt();
        assert!((f64::from(limit) - case["limit"].as_f64().unwrap()).abs() < 1e-6);
        assert!(-limit <= min && min < -0.95 * limit && 0.95 * limit < max && max <= limit);
        assert!((deviation * 3_f32.sqrt() / limit - 1.0).abs() < 0.1);
    }
}

#[test]
fn the_same_seed_draws_the_same_numbers() {
    let draw = |seed| initializer::glorot_uniform(2, 3, seed);
    assert_eq!(draw(1), draw(1));
    assert_ne!(draw(1), draw(2));
}

#[test]
fn activations_stay_exact_where_they_saturate() {
    let far = [-1000.0, -20.0, -5.0, 20.0, 1000.0];
    check_activation(Activation::Sigmoid, &far, &[0.0, 2.061_153_7e-9, 0.006_692_85, 1.0, 1.0]);
    check_activation(Activation::Tanh, &far, &[-1.0, -1.0, -0.999_909_16, 1.0, 1.0]);
    check_activation(Activation::Relu, &far, &[0.0, 0.0, 0.0, 20.0, 1000.0]);
    check_activation(Activation::LeakyRelu, &far, &[-200.0, -4.0, -1.0, 20.0, 1000.0]);
    check_activation(Activation::Elu, &far, &[-1.0, -1.0, -0.993_262, 20.0, 1000.0]);
    check_activation(Activation::Gelu, &far, &[0.0, 0.0, -1.433_257_8e-6, 20.0, 1000.0]);
    check_activation(Activation::Silu, &far, &[0.0, -4.122_308e-8, -0.033_464_26, 20.0, 1000.0]);
    check_activation(
        Activation::Softplus,
        &far,
        &[0.0, 2.061_153_7e-9, 0.006_715_35, 20.0, 1000.0],
    );
    check_activation(Activation::Softmax, &far, &[0.0, 0.0, 0.0, 0.0, 1.0]);
}

#[test]
fn activations_let_nan_through() {
    for activation in Activation::ALL {
        let mut z = tensor(&[1, 1], &[f32::NAN]);
        activation.apply(&mut z);
        assert!(z[[0, 0]].is_nan(), "{activation:?}");
    }
}

#[test]
fn every_name_is_understood_as_it_is_written() {
    for activation in Activation::ALL {
        assert_eq!(activation.name().parse(), Ok(activation));
        assert_eq!(serde_json::to_value(activation).unwrap(), activation.name());
    }
    for loss in Loss::ALL {
        assert_eq!(loss.name().parse(), Ok(loss));
        assert_eq!(serde_json::to_value(loss).unwrap(), loss.name());
    }
}

#[test]
fn losses_agree_with_keras() {
    check_loss(Loss::MeanSquaredError, [0.043_333_337, 0.09]);
    check_loss(Loss::MeanAbsoluteError, [0.166_666_67, 0.3]);
    check_loss(Loss::BinaryCrossentropy, [0.193_272_87, 0.794_651_27]);
}

#[test]
fn crossentropy_clips_as_keras_does() {
    let loss = |t, p| Loss::BinaryCrossentropy.value(&tensor(&[1], &[t]), &tensor(&[1], &[p]));
    assert_eq!([loss(1.0, 0.0), loss(0.0, 1.0)], [16.118_095, 15.942_385]);
    assert_eq!([loss(0.0, 0.0), loss(1.0, 1.0)], [1.192_092_9e-7, 1.192_092_9e-7]);
}

#[test]
fn losses_pair_shapes_as_keras_does() {
    let (flat, tall) = (tensor(&[2], &[1.0, 2.0]), tensor(&[2, 1], &[1.0, 4.0]));
    assert_eq!(Loss::MeanSquaredError.value(&flat, &tall), 2.0);
    assert_eq!(Loss::MeanSquaredError.value(&tall, &flat), 2.0);
    assert_eq!(Loss::MeanSquaredError.value(&tall, &tensor(&[2, 2], &[1.0; 4])), 4.5);
    assert!(Loss::BinaryCrossentropy.value(&tall, &tensor(&[2, 2], &[1.0; 4])).is_nan());
    assert!(Loss::MeanAbsoluteError.value(&flat, &tensor(&[3], &[])).is_nan());
}

#[test]
fn an_unbuilt_layer_has_no_weights() {
    let layer = dense("dense", 1);
    assert_eq!(layer.repr(), "<Dense name=dense, built=False>");
    assert_eq!(print::list_repr(&layer.get_weights()), "[]");
    assert_eq!(layer.kernel(), None);
}

#[test]
fn the_first_call_builds_a_layer() {
    let mut layer = dense("dense", 3);
    layer.call(&Tensor::zeros(vec![5, 2])).unwrap();
    assert_eq!(layer.repr(), "<Dense name=dense, built=True>");
    assert_eq!(layer.kernel().unwrap().dim(), (2, 3));
    assert_eq!(layer.bias().unwrap().to_vec(), [0.0; 3]);
    assert_eq!(layer.count_params(), Ok(9));
}

#[test]
fn a_failing_call_leaves_a_layer_and_a_model_unbuilt() {
    let mut layer = dense("dense", 1);
    layer.call(&tensor(&[1], &[1.0])).unwrap_err();
    assert!(!layer.is_built());
    let mut model = sequential();
    model.call(&tensor(&[1], &[1.0])).unwrap_err();
    assert!(!model.is_built() && !model.layers[0].is_built());
}

#[test]
fn building_again_changes_nothing() {
    let mut layer = house();
    let before = layer.clone();
    layer.build(1).unwrap();
    assert_eq!(layer, before);
}

#[test]
fn a_seed_starts_a_layer_over() {
    let mut layer = house();
    layer.reinitialize(7);
    assert_eq!(layer.kernel(), Some(&initializer::glorot_uniform(1, 1, 7)));
    assert_eq!(layer.bias().unwrap().to_vec(), [0.0]);
}

#[test]
fn known_weights_give_known_prices() {
    let mut layer = house();
    let price = layer.call(&tensor(&[2, 1], &[1.0, 2.0])).unwrap();
    assert_eq!(
        print::tensor_str(&price),
        "tf.Tensor(\n[[300.]\n [500.]], shape=(2, 1), dtype=float32)"
    );
    let weights = print::list_repr(&layer.get_weights());
    assert_eq!(weights, "[array([[200.]], dtype=float32), array([100.], dtype=float32)]");
}

#[test]
fn a_layer_works_along_the_last_axis() {
    let output = house().call(&tensor(&[2, 3, 1], &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0])).unwrap();
    assert_eq!(output, tensor(&[2, 3, 1], &[300.0, 500.0, 700.0, 900.0, 1100.0, 1300.0]));
}

#[test]
fn a_transposed_input_is_read_the_right_way_round() {
    let mut layer = dense("dense", 1);
    layer.build(2).unwrap();
    layer.set_weights(&[tensor(&[2, 1], &[1.0, 10.0]), tensor(&[1], &[0.0])]).unwrap();
    let x = tensor(&[2, 2], &[1.0, 2.0, 3.0, 4.0]).reversed_axes();
    assert_eq!(layer.call(&x).unwrap(), tensor(&[2, 1], &[31.0, 42.0]));
}

#[test]
fn empty_tables_give_empty_tables() {
    assert_eq!(house().call(&Tensor::zeros(vec![0, 1])).unwrap().shape(), [0, 1]);
    assert_eq!(dense("dense", 2).call(&Tensor::zeros(vec![0, 0])).unwrap().shape(), [0, 2]);
    let zeros = dense("dense", 2).call(&Tensor::zeros(vec![2, 0])).unwrap();
    assert_eq!(zeros, Tensor::zeros(vec![2, 2]));
}

#[test]
fn a_normalization_without_data_changes_nothing() {
    let mut layer = Normalization::new("normalization").unwrap();
    let x = tensor(&[1, 2], &[3.0, 4.0]);
    assert_eq!(layer.call(&x), Ok(x));
}

#[test]
fn a_constant_column_becomes_zero() {
    let mut layer = Normalization::new("normalization").unwrap();
    layer.adapt(&tensor(&[2, 1], &[7.0, 7.0])).unwrap();
    assert_eq!(layer.call(&tensor(&[1, 1], &[7.0])), Ok(tensor(&[1, 1], &[0.0])));
}

#[test]
fn a_normalization_counts_with_an_integer() {
    let mut layer = Normalization::new("normalization").unwrap();
    layer.adapt(&tensor(&[3, 2], &[1.0, 2.0, 3.0, 4.0, 8.0, 2.0])).unwrap();
    assert_eq!(
        print::list_repr(&layer.get_weights()),
        "[array([4.       , 2.6666667], dtype=float32), \
         array([8.666667  , 0.88888884], dtype=float32), np.int64(0)]"
    );
}

#[test]
fn a_model_called_without_its_last_axis_adds_it() {
    let mut model = built();
    model.set_weights(&[tensor(&[1, 1], &[2.0]), tensor(&[1], &[1.0])]).unwrap();
    assert_eq!(model.call(&tensor(&[2], &[1.0, 2.0])), Ok(tensor(&[2, 1], &[3.0, 5.0])));
}

#[test]
fn names_are_unique() {
    let mut names = Names::default();
    let given = ["dense", "dense", "sequential", "dense"].map(|base| names.unique(base));
    assert_eq!(given, ["dense", "dense_1", "sequential", "dense_2"]);
}

#[test]
fn an_unbuilt_summary_knows_nothing() {
    check_row(
        &sequential(),
        "│ L1 (Dense)                      │ ?                      │   0 (unbuilt) │",
    );
}

#[test]
fn a_summary_shows_the_shape_of_the_first_call() {
    let mut model = sequential();
    model.call(&Tensor::zeros(vec![2, 3, 1])).unwrap();
    check_row(
        &model,
        "│ L1 (Dense)                      │ (2, 3, 1)              │             2 │",
    );
    let mut model = sequential();
    model.predict(&Tensor::zeros(vec![40, 1])).unwrap();
    check_row(
        &model,
        "│ L1 (Dense)                      │ (32, 1)                │             2 │",
    );
}

#[test]
fn a_summary_crops_long_words_and_wraps_long_lines() {
    check_named(
        "a_rather_long_name_for_a_layer_that_needs_wrapping",
        "│ a_rather_long_name_for_a_layer… │ (None, 7)              │            28 │\n\
         │ (Dense)                         │                        │               │",
    );
    check_named(
        "a rather long name of a layer that needs wrapping",
        "│ a rather long name of a layer   │ (None, 7)              │            28 │\n\
         │ that needs wrapping (Dense)     │                        │               │",
    );
}

#[test]
fn a_summary_counts_what_is_not_trained() {
    let normalization = Layer::Normalization(Normalization::new("normalization").unwrap());
    let layers = vec![normalization, Layer::Dense(dense("L1", 3))];
    let summary = Sequential::with_input("sequential", 2, layers).unwrap().summary();
    assert!(
        summary.contains(
            "│ normalization (Normalization)   │ (None, 2)              │             5 │"
        )
    );
    assert!(summary.ends_with(
        "\n Total params: 14 (60.00 B)\n Trainable params: 9 (36.00 B)\n \
         Non-trainable params: 5 (24.00 B)\n"
    ));
}

// As Keras 3.15 prints it after `fit`: 13 weights, two numbers kept for each by Adam.
#[test]
fn a_summary_counts_what_the_optimizer_keeps() {
    let momentum = Momentum::Plain(0.9);
    let cases = [
        (Optimizer::SGD, "15 (64.00 B)", "2 (12.00 B)"),
        (Optimizer::Sgd { learning_rate: 0.1, momentum }, "28 (116.00 B)", "15 (64.00 B)"),
        (Optimizer::RMSPROP, "28 (116.00 B)", "15 (64.00 B)"),
        (Optimizer::ADAM, "41 (168.00 B)", "28 (116.00 B)"),
    ];
    for (optimizer, total, kept) in cases {
        let layers = vec![Layer::Dense(dense("a", 3)), Layer::Dense(dense("b", 1))];
        let mut model = Sequential::with_input("sequential", 2, layers).unwrap();
        model.compile(optimizer, Loss::MeanSquaredError, None);
        assert!(!model.summary().contains("Optimizer"), "nothing is kept before the first fit");
        model
            .fit(&tensor(&[4, 2], &[0.0; 8]), &tensor(&[4, 1], &[0.0; 4]), &Settings::default())
            .unwrap();
        assert!(
            model.summary().ends_with(&format!(
                " Total params: {total}\n Trainable params: 13 (52.00 B)\n \
             Non-trainable params: 0 (0.00 B)\n Optimizer params: {kept}\n"
            )),
            "{}",
            model.summary()
        );
    }
}

#[test]
fn error_units() {
    check_error(
        Dense::new("dense", 0, Activation::Linear, 1),
        "ValueError: Received an invalid value for `units`, expected a positive integer. Received: \
         units=0",
    );
}

#[test]
fn error_name() {
    check_error(
        Dense::new("a/b", 1, Activation::Linear, 1),
        "ValueError: Argument `name` must be a string and cannot contain character `/`. Received: \
         name=a/b (of type <class 'str'>)",
    );
}

#[test]
fn error_activation_and_loss() {
    check_error(
        "sigmoide".parse::<Activation>(),
        "ValueError: Could not interpret activation function identifier: sigmoide",
    );
    check_error("mse_".parse::<Loss>(), "ValueError: Could not interpret loss identifier: mse_");
}

#[test]
fn error_set_weights() {
    let weights = [tensor(&[1, 1], &[200.0]), tensor(&[1], &[100.0])];
    let start = "ValueError: You called `set_weights(weights)` on layer";
    check_error(
        dense("dense", 1).set_weights(&weights),
        &format!(
            "{start} 'dense' with a weight list of length 2, but the layer was expecting 0 weights."
        ),
    );
    check_error(
        built().set_weights(&weights[..1]),
        &format!(
            "{start} 'm' with a weight list of length 1, but the layer was expecting 2 weights."
        ),
    );
}

#[test]
fn error_set_weights_shape() {
    let weights = [tensor(&[1], &[200.0]), tensor(&[1], &[100.0])];
    let end = "weight shape (1, 1) is not compatible with provided weight shape (1,).";
    check_error(house().set_weights(&weights), &format!("ValueError: Layer house {end}"));
    check_error(built().set_weights(&weights), &format!("ValueError: Layer m {end}"));
}

#[test]
fn failing_weights_change_nothing() {
    let mut layer = house();
    layer.set_weights(&[tensor(&[1, 1], &[7.0]), tensor(&[2], &[7.0])]).unwrap_err();
    assert_eq!(layer, house());
}

#[test]
fn error_count_params() {
    check_error(
        dense("dense", 1).count_params(),
        "ValueError: You tried to call `count_params` on layer 'dense', but the layer isn't built. \
         You can build it manually via: `layer.build(input_shape)`.",
    );
}

#[test]
fn error_forward_of_an_unbuilt_layer() {
    let text = "AttributeError: You must build the layer before accessing `kernel`.";
    check_error(dense("dense", 1).forward(&Tensor::zeros(vec![1, 1])), text);
    check_error(sequential().forward(&Tensor::zeros(vec![1, 1])), text);
}

#[test]
fn error_flat_input() {
    let start =
        "ValueError: Input 0 with name 'None' of layer 'dense' is incompatible with the layer:";
    check_error(
        dense("dense", 1).call(&tensor(&[1], &[1.0])),
        &format!("{start} expected min_ndim=2, found ndim=1. Full shape received: (1,)"),
    );
    check_error(
        dense("dense", 1).call(&tensor(&[], &[1.0])),
        &format!("{start} expected min_ndim=2, found ndim=0. Full shape received: ()"),
    );
}

#[test]
fn error_wrong_columns() {
    check_error(
        house().call(&Tensor::zeros(vec![1, 2])),
        "ValueError: Input 0 with name 'None' of layer 'house' is incompatible with the layer: \
         expected axis -1 of input shape to have value 1, but received input with shape (1, 2)",
    );
}

#[test]
fn error_wrong_columns_in_a_model() {
    check_error(
        built().call(&Tensor::zeros(vec![2, 3])),
        "ValueError: Exception encountered when calling Sequential.call().\n\n\
         Input 0 with name 'None' of layer 'L1' is incompatible with the layer: expected axis -1 \
         of input shape to have value 1, but received input with shape (2, 3)\n\n\
         Arguments received by Sequential.call():\n  \
         • inputs=tf.Tensor(shape=(2, 3), dtype=float32)\n  • training=None\n  • mask=None\n  \
         • kwargs=<class 'inspect._empty'>",
    );
}

#[test]
fn error_wrong_rank_in_a_model() {
    let error = built().call(&Tensor::ones(vec![2, 1, 2])).unwrap_err();
    assert!(error.to_string().contains(
        "\n\nInvalid input shape for input [[[1. 1.]]\n\n [[1. 1.]]] with name 'keras_tensor' and \
         path ''. Expected shape (None, 1), but input has incompatible shape (2, 1, 2)\n\n"
    ));
}

#[test]
fn error_predict() {
    check_error(
        built().predict(&tensor(&[1], &[1.0])),
        "ValueError: Exception encountered when calling Sequential.call().\n\n\
         Cannot take the length of shape with unknown rank.\n\n\
         Arguments received by Sequential.call():\n  \
         • inputs=tf.Tensor(shape=<unknown>, dtype=float32)\n  • training=False\n  • mask=None\n  \
         • kwargs=<class 'inspect._empty'>",
    );
    check_error(
        built().predict(&Tensor::zeros(vec![2, 3])),
        "InvalidArgumentError: Graph execution error:\n\n\
         Matrix size-incompatible: In[0]: [2,3], In[1]: [1,1]",
    );
}

#[test]
fn error_predict_in_batches_of_32() {
    let error = built().predict(&Tensor::zeros(vec![40, 3])).unwrap_err();
    assert!(error.to_string().ends_with("In[0]: [32,3], In[1]: [1,1]"));
}

#[test]
fn error_layers_of_a_model() {
    check_error(
        built().get_layer("nope"),
        "ValueError: No such layer: nope. Existing layers are: ['L1'].",
    );
    check_error(
        Sequential::new("m", vec![Layer::Dense(dense("a", 1)), Layer::Dense(dense("a", 1))]),
        "ValueError: All layers added to a Sequential model should have unique names. Name 'a' is \
         already the name of a layer in this model. Update the `name` argument to pass a unique name.",
    );
    check_error(
        Sequential::new("e", Vec::new()).unwrap().call(&Tensor::zeros(vec![1, 1])),
        "ValueError: Sequential model e cannot be built because it has no layers. Call \
         `model.add(layer)`.",
    );
}

#[test]
fn error_columns_of_a_built_layer_in_a_model() {
    check_error(
        Sequential::with_input("m", 3, vec![Layer::Dense(house())]),
        "ValueError: Input 0 with name 'None' of layer 'house' is incompatible with the layer: \
         expected axis -1 of input shape to have value 1, but received input with shape (None, 3)",
    );
}

#[test]
fn error_wrong_columns_of_a_normalization() {
    let mut layer = Normalization::new("normalization").unwrap();
    layer.build(2);
    check_error(
        layer.call(&Tensor::zeros(vec![2, 3])),
        "InvalidArgumentError: Exception encountered when calling Normalization.call().\n\n\
         {{function_node __wrapped__Sub_device_/job:localhost/replica:0/task:0/device:CPU:0}} \
         Incompatible shapes: [2,3] vs. [1,2] [Op:Sub] name: \n\n\
         Arguments received by Normalization.call():\n  \
         • inputs=tf.Tensor(shape=(2, 3), dtype=float32)",
    );
}

#[test]
fn error_too_large() {
    check_error(
        dense("h", 1 << 62).call(&Tensor::zeros(vec![1, 8])),
        "ResourceExhaustedError: OOM when allocating tensor with shape[8,4611686018427387904] and \
         type float",
    );
}

#[test]
fn errors_speak_plainly_and_draw() {
    let error = dense("dense", 1).call(&tensor(&[1], &[1.0])).unwrap_err();
    assert_eq!(
        error.what_happened(),
        "\"dense\" was given a row of 1 number. It wants a table: a row for each example, a column \
         for each of its numbers."
    );
    assert_eq!(
        error.what_to_do(),
        "Put another pair of brackets around the row, or write .reshape(1, 1)."
    );
    assert_eq!(
        error.drawing().unwrap(),
        "got     [x]      shape (1,)\nwanted  [[x]]    shape (1, 1)"
    );
}

#[test]
fn every_error_has_words_and_narrow_drawings() {
    for error in errors() {
        assert!(error.what_happened().ends_with('.') && error.what_to_do().ends_with('.'));
        assert!(!error.to_string().is_empty());
        let drawing = error.drawing().unwrap_or_default();
        assert!(drawing.lines().all(|line| line.chars().count() <= 40), "{drawing}");
    }
}

/// One of each kind, with shapes of all sizes.
fn errors() -> Vec<Error> {
    let shapes: [&[usize]; 6] = [&[], &[1], &[5], &[0, 4], &[5000, 9000], &[2, 3, 4, 5]];
    let mut errors: Vec<Error> = shapes
        .iter()
        .flat_map(|shape| {
            let x = Tensor::zeros(vec![0; shape.len()]);
            let owned = shape.to_vec();
            [
                dense("dense", 1).call(&x).err(),
                house().call(&x).err(),
                built().call(&x).err(),
                built().predict(&x).err(),
                Normalization::new("n").unwrap().adapt(&x).err(),
                Some(Error::WeightShape { layer: "a".into(), wanted: owned.clone(), given: owned }),
            ]
        })
        .flatten()
        .collect();
    errors.extend(dense("dense", 1).set_weights(&[Tensor::zeros(vec![1])]).err());
    errors.extend(house().set_weights(&[Tensor::zeros(vec![1])]).err());
    errors.extend(built().get_layer("nope").err());
    errors.extend("nope".parse::<Activation>().err());
    errors.extend("nope".parse::<Loss>().err());
    errors
}

#[track_caller]
fn check_error<T: std::fmt::Debug>(result: Result<T, Error>, expected: &str) {
    let error = result.unwrap_err();
    assert_eq!(format!("{}: {error}", error.python_type()), expected);
}

#[track_caller]
fn check_close(actual: &Tensor, expected: &Tensor) {
    assert_eq!(actual.shape(), expected.shape());
    // What is added up in another order is as far off as its largest terms make it.
    let largest = expected.iter().fold(1.0_f32, |largest, e| largest.max(e.abs()));
    for (a, e) in actual.iter().zip(expected) {
        assert!((a - e).abs() <= 2e-6 * largest + 1e-5 * e.abs(), "{a} is not {e}");
    }
}

/// Here the difference may be but a few units in the last place.
#[track_caller]
fn check_activation(activation: Activation, z: &[f32], expected: &[f32]) {
    let mut actual = tensor(&[1, z.len()], z);
    activation.apply(&mut actual);
    for (a, e) in actual.iter().zip(expected) {
        assert!((a - e).abs() <= 2e-6 * e.abs(), "{activation:?}: {a} is not {e}");
    }
}

#[track_caller]
fn check_loss(loss: Loss, expected: [f32; 2]) {
    let (y, p) = (tensor(&[3, 1], &[0.0, 1.0, 1.0]), tensor(&[3, 1], &[0.2, 0.7, 1.0]));
    let one = loss.value(&tensor(&[1, 1], &[0.3]), &tensor(&[1, 1], &[0.6]));
    check_close(&tensor(&[2], &[loss.value(&y, &p), one]), &tensor(&[2], &expected));
}

#[track_caller]
fn check_row(model: &Sequential, expected: &str) {
    assert_eq!(model.summary().lines().nth(4), Some(expected));
}

#[track_caller]
fn check_named(name: &str, expected: &str) {
    let layers = vec![Layer::Dense(dense(name, 7))];
    let summary = Sequential::with_input(name, 3, layers).unwrap().summary();
    assert!(summary.contains(expected), "{summary}");
}

fn dense(name: &str, units: usize) -> Dense {
    Dense::new(name, units, Activation::Linear, 1).unwrap()
}

/// The neuron that knows the houses' prices.
fn house() -> Dense {
    let mut layer = dense("house", 1);
    layer.build(1).unwrap();
    layer.set_weights(&[tensor(&[1, 1], &[200.0]), tensor(&[1], &[100.0])]).unwrap();
    layer
}

fn sequential() -> Sequential {
    Sequential::new("m", vec![Layer::Dense(dense("L1", 1))]).unwrap()
}

fn built() -> Sequential {
    Sequential::with_input("m", 1, vec![Layer::Dense(dense("L1", 1))]).unwrap()
}

fn model_of(case: &Value) -> Sequential {
    let layers = case["layers"].as_array().unwrap().iter().zip(1..).map(|(layer, number)| {
        let activation = layer["activation"].as_str().unwrap().parse().unwrap();
        let units = layer["units"].as_u64().unwrap() as usize;
        Layer::Dense(Dense::new(format!("L{number}"), units, activation, number).unwrap())
    });
    let inputs = case["input"].as_u64().unwrap() as usize;
    Sequential::with_input("sequential", inputs, layers.collect()).unwrap()
}

fn weights_of(case: &Value) -> Vec<Tensor> {
    let layers = case["weights"].as_array().unwrap();
    layers.iter().flat_map(|layer| [table(&layer["kernel"]), row(&layer["bias"])]).collect()
}

fn shape(value: &Value) -> Vec<usize> {
    value.as_array().unwrap().iter().map(|len| len.as_u64().unwrap() as usize).collect()
}
