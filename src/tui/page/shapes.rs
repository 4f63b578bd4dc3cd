//! The shapes in play, in one line.

use crate::lab::{Array, Shape};
use crate::nn::print;

/// The shapes in play in one line: `X (2, 1) · w (1, 1) + b (1,) → (2, 1)`.
pub(super) fn line(shapes: &[Shape]) -> String {
    let told = |Shape { name, array, shape }: &Shape| {
        let shape = print::shape_str(shape);
        match array {
            Array::Input => format!("{name} {shape}"),
            Array::Target => format!("   {name} {shape}"),
            Array::Kernel => format!(" · {name} {shape}"),
            Array::Bias => format!(" + {name} {shape}"),
            Array::Output => format!(" → {shape}"),
        }
    };
    shapes.iter().map(told).collect()
}
