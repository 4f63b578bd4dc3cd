//! What Keras says, word for word.

use std::fmt;

use crate::nn::{Error, print};

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::InvalidUnits { units } => invalid_units(*units),
            Self::InvalidName { name } => invalid_name(name),
            Self::UnknownActivation { name } => {
                format!("Could not interpret activation function identifier: {name}")
            }
            Self::UnknownLoss { name } => format!("Could not interpret loss identifier: {name}"),
            Self::WeightCount { layer, given, wanted } => weight_count(layer, *given, *wanted),
            Self::WeightShape { layer, wanted, given } => weight_shape(layer, wanted, given),
            Self::NotBuilt { layer } => not_built(layer),
            Self::NotCalled { .. } => NOT_CALLED.to_owned(),
            Self::MinNdim { layer, shape, .. } => min_ndim(layer, shape),
            Self::LastAxis { layer, wanted, shape } => last_axis(layer, *wanted, shape),
            Self::Features { wanted, shape, .. } => features(*wanted, shape),
            Self::Adapted { built, shape, .. } => adapted(built, shape),
            Self::NoAxis { .. } => OUT_OF_RANGE.to_owned(),
            Self::TooLarge { shape, .. } => too_large(shape),
            Self::InputShape { wanted, shape, shown, .. } => input_shape(wanted, shape, shown),
            Self::InCall { inputs, cause } => in_call(inputs, cause),
            Self::UnknownRank { .. } => UNKNOWN_RANK.to_owned(),
            Self::MatrixSize { batch, kernel, .. } => matrix_size(*batch, *kernel),
            Self::NoSuchLayer { name, existing } => no_such_layer(name, existing),
            Self::DuplicateName { name } => duplicate_name(name),
            Self::NoLayers { model } => no_layers(model),
            Self::Training(cause) => cause.to_string(),
        })
    }
}

fn invalid_units(units: usize) -> String {
    format!(
        "Received an invalid value for `units`, expected a positive integer. \
         Received: units={units}"
    )
}

fn invalid_name(name: &str) -> String {
    format!(
        "Argument `name` must be a string and cannot contain character `/`. \
         Received: name={name} (of type <class 'str'>)"
    )
}

fn weight_count(layer: &str, given: usize, wanted: usize) -> String {
    format!(
        "You called `set_weights(weights)` on layer '{layer}' with a weight list of length \
         {given}, but the layer was expecting {wanted} weights."
    )
}

fn weight_shape(layer: &str, wanted: &[usize], given: &[usize]) -> String {
    let (wanted, given) = (print::shape_str(wanted), print::shape_str(given));
    format!(
        "Layer {layer} weight shape {wanted} is not compatible with provided weight shape {given}."
    )
}

fn not_built(layer: &str) -> String {
    format!(
        "You tried to call `count_params` on layer '{layer}', but the layer isn't built. \
         You can build it manually via: `layer.build(input_shape)`."
    )
}

const NOT_CALLED: &str = "You must build the layer before accessing `kernel`.";

fn min_ndim(layer: &str, shape: &[usize]) -> String {
    let (ndim, shape) = (shape.len(), print::shape_str(shape));
    format!(
        "Input 0 with name 'None' of layer '{layer}' is incompatible with the layer: \
         expected min_ndim=2, found ndim={ndim}. Full shape received: {shape}"
    )
}

fn last_axis(layer: &str, wanted: usize, shape: &[Option<usize>]) -> String {
    let shape = print::open_shape_str(shape);
    format!(
        "Input 0 with name 'None' of layer '{layer}' is incompatible with the layer: \
         expected axis -1 of input shape to have value {wanted}, but received input with shape \
         {shape}"
    )
}

fn features(wanted: usize, shape: &[usize]) -> String {
    format!(
        "Exception encountered when calling Normalization.call().\n\n\
                 {{{{function_node __wrapped__Sub_device_/job:localhost/replica:0/task:0/device:CPU:0\
                 }}}} Incompatible shapes: {} vs. [1,{wanted}] [Op:Sub] name: \n\n\
                 Arguments received by Normalization.call():\n  \
                 • inputs=tf.Tensor(shape={}, dtype=float32)",
        bracketed(shape),
        print::shape_str(shape)
    )
}

fn adapted(built: &[Option<usize>], shape: &[usize]) -> String {
    if shape.len() < built.len() {
        return OUT_OF_RANGE.to_owned();
    }
    format!(
        "The layer was built with input_shape={}, but adapt() is being called with data with an \
         incompatible shape, data.shape={}",
        print::open_shape_str(built),
        print::shape_str(shape)
    )
}

const OUT_OF_RANGE: &str = "tuple index out of range";

fn too_large(shape: &[usize]) -> String {
    format!("OOM when allocating tensor with shape{} and type float", bracketed(shape))
}

fn input_shape(wanted: &[Option<usize>], shape: &[usize], shown: &str) -> String {
    let (wanted, shape) = (print::open_shape_str(wanted), print::shape_str(shape));
    format!(
        "Invalid input shape for input {shown} with name 'keras_tensor' and path ''. \
         Expected shape {wanted}, but input has incompatible shape {shape}"
    )
}

fn in_call(inputs: &[usize], cause: &Error) -> String {
    let inputs = print::shape_str(inputs);
    format!(
        "Exception encountered when calling Sequential.call().\n\n{cause}\n\n\
         Arguments received by Sequential.call():\n  \
         • inputs=tf.Tensor(shape={inputs}, dtype=float32)\n  \
         • training=None\n  • mask=None\n  • kwargs=<class 'inspect._empty'>"
    )
}

const UNKNOWN_RANK: &str = "\
Exception encountered when calling Sequential.call().

Cannot take the length of shape with unknown rank.

Arguments received by Sequential.call():
  • inputs=tf.Tensor(shape=<unknown>, dtype=float32)
  • training=False
  • mask=None
  • kwargs=<class 'inspect._empty'>";

fn matrix_size(batch: [usize; 2], kernel: [usize; 2]) -> String {
    let (batch, kernel) = (bracketed(&batch), bracketed(&kernel));
    format!("Graph execution error:\n\nMatrix size-incompatible: In[0]: {batch}, In[1]: {kernel}")
}

fn no_such_layer(name: &str, existing: &[String]) -> String {
    format!("No such layer: {name}. Existing layers are: {}.", print::names_str(existing))
}

fn duplicate_name(name: &str) -> String {
    format!(
        "All layers added to a Sequential model should have unique names. Name '{name}' is \
         already the name of a layer in this model. Update the `name` argument to pass a \
         unique name."
    )
}

fn no_layers(model: &str) -> String {
    format!(
        "Sequential model {model} cannot be built because it has no layers. \
         Call `model.add(layer)`."
    )
}

/// `[2,3]`, as TensorFlow's graph shows a shape.
fn bracketed(shape: &[usize]) -> String {
    let lens: Vec<String> = shape.iter().map(usize::to_string).collect();
    format!("[{}]", lens.join(","))
}
