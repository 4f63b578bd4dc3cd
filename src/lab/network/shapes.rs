//! The shapes of the weights of a network.

use crate::lab::shape::{Array, Shape};

use super::answering::Network;

/// The shapes of every kernel and bias, from the input to the output.
pub(in crate::lab) fn of(network: Network<'_>) -> Vec<Shape> {
    let layers = network.layers();
    let many = layers.len() > 1;
    let mut shapes = Vec::new();
    for (name, layer) in layers {
        let Some((kernel, bias)) = layer.kernel().zip(layer.bias()) else { continue };
        let of = |array: &str| if many { format!("{name}.{array}") } else { array.to_owned() };
        shapes.push(Shape::new(&of("w"), Array::Kernel, kernel.shape()));
        shapes.push(Shape::new(&of("b"), Array::Bias, bias.shape()));
    }
    shapes
}
