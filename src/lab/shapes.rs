//! The shapes in play at a step, from the input to the output.

use serde::Serialize;

use crate::nn::Tensor;

use super::state::State;

/// The shape of an array.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shape {
    /// What the array is: `X`, `w`, `b`, `output`.
    pub name: String,
    /// The length of each axis.
    pub shape: Vec<usize>,
}

/// The shapes of the input `x`, of every weight and bias of the model that the state follows, and
/// of its output. Without a model: those of the data.
pub(super) fn of(state: &State, x: &Tensor) -> Vec<Shape> {
    let mut shapes = vec![shape("X", x.shape())];
    let Some(subject) = state.subject() else {
        shapes.extend(state.data.iter().map(|data| shape("Y", data.y.shape())));
        return shapes;
    };
    let layers = subject.layers();
    let many = layers.len() > 1;
    for (name, layer) in layers {
        let Some((kernel, bias)) = layer.kernel().zip(layer.bias()) else { continue };
        let of = |array: &str| if many { format!("{name}.{array}") } else { array.to_owned() };
        shapes.push(shape(&of("w"), kernel.shape()));
        shapes.push(shape(&of("b"), bias.shape()));
    }
    shapes.extend(subject.output(x).map(|output| shape("output", output.shape())));
    shapes
}

fn shape(name: &str, shape: &[usize]) -> Shape {
    Shape { name: name.to_owned(), shape: shape.to_vec() }
}
