//! The shapes in play at a step, from the input to the output.

use serde::Serialize;

use crate::nn::Tensor;

use super::state::Data;
use super::subject::Subject;

/// The shape of an array.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shape {
    /// What the array is called: `X`, `w`, `b`, `output`, or `L1.w` where there are more layers.
    pub name: String,
    /// What it is for.
    pub array: Array,
    /// The length of each axis.
    pub shape: Vec<usize>,
}

/// What an array is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Array {
    /// The examples.
    Input,
    /// What the data says of them.
    Target,
    /// What the inputs are multiplied with.
    Kernel,
    /// What is added.
    Bias,
    /// What comes out.
    Output,
}

/// The shapes of the input `x`, of every weight and bias of the model that the state follows, and
/// of its output. Without a model: those of the data.
pub(super) fn of(data: Option<&Data>, subject: Option<Subject<'_>>, x: &Tensor) -> Vec<Shape> {
    let mut shapes = vec![shape("X", Array::Input, x.shape())];
    let Some(subject) = subject else {
        shapes.extend(data.iter().map(|data| shape("Y", Array::Target, data.y.shape())));
        return shapes;
    };
    let layers = subject.layers();
    let many = layers.len() > 1;
    for (name, layer) in layers {
        let Some((kernel, bias)) = layer.kernel().zip(layer.bias()) else { continue };
        let of = |array: &str| if many { format!("{name}.{array}") } else { array.to_owned() };
        shapes.push(shape(&of("w"), Array::Kernel, kernel.shape()));
        shapes.push(shape(&of("b"), Array::Bias, bias.shape()));
    }
    let output = subject.first_output(x).map(|first| {
        let rows = x.shape().iter().take(1);
        rows.chain(first.shape().iter().skip(1)).copied().collect::<Vec<_>>()
    });
    shapes.extend(output.map(|output| shape("output", Array::Output, &output)));
    shapes
}

fn shape(name: &str, array: Array, shape: &[usize]) -> Shape {
    Shape { name: name.to_owned(), array, shape: shape.to_vec() }
}
