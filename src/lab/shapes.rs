//! The shapes in play at a step, from the input to the output.

use crate::nn::Tensor;

use super::data::Data;
use super::shape::{Array, Shape};
use super::subject::Subject;

/// The shapes of the input `x`, of every weight and bias of the model that the state follows, and
/// of its output. Without a model: those of the data.
pub(super) fn of(data: Option<&Data>, subject: Option<Subject<'_>>, x: &Tensor) -> Vec<Shape> {
    let mut shapes = vec![Shape::new("X", Array::Input, x.shape())];
    let Some(subject) = subject else {
        shapes.extend(data.iter().map(|data| Shape::new("Y", Array::Target, data.y.shape())));
        return shapes;
    };
    shapes.extend(subject.shapes());
    let output = subject.first_output(x).map(|first| {
        let rows = x.shape().iter().take(1);
        rows.chain(first.shape().iter().skip(1)).copied().collect::<Vec<_>>()
    });
    shapes.extend(output.map(|output| Shape::new("output", Array::Output, &output)));
    shapes
}
