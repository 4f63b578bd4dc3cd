//! Printing: tensors exactly as `NumPy` 2, TensorFlow and Python show them.
//!
//! How an array is written is told in [`arrays`].

use crate::arrays;
use crate::nn::Tensor;

/// What `print(array)` shows: `[[300.]\n [500.]]`.
pub fn numpy_str(tensor: &Tensor) -> String {
    arrays::numpy_str(tensor)
}

/// What Python shows of an array by itself: `array([[200.]], dtype=float32)`.
pub fn numpy_repr(tensor: &Tensor) -> String {
    arrays::numpy_repr(tensor)
}

/// What `print(tensor)` shows: `tf.Tensor([[300.]], shape=(1, 1), dtype=float32)`.
pub fn tensor_str(tensor: &Tensor) -> String {
    let text = numpy_str(tensor);
    let line_break = if text.contains('\n') { "\n" } else { "" };
    format!("tf.Tensor({line_break}{text}, shape={}, dtype=float32)", shape_str(tensor.shape()))
}

/// What Python shows of `get_weights()`: a list of arrays.
///
/// The one weight without axes that Keras has is a counter, so it is shown as `np.int64(0)`.
pub fn list_repr(tensors: &[Tensor]) -> String {
    let texts: Vec<String> = tensors
        .iter()
        .map(|tensor| match (tensor.ndim(), tensor.first()) {
            (0, Some(count)) => format!("np.int64({})", *count as i64),
            _ => numpy_repr(tensor),
        })
        .collect();
    format!("[{}]", texts.join(", "))
}

/// A shape as Python shows it: `(2, 1)`, `(1,)` or `()`.
pub fn shape_str(shape: &[usize]) -> String {
    arrays::tuple_str(&shape.iter().map(usize::to_string).collect::<Vec<_>>())
}

/// A shape of which axes may be open: `(None, 1)`.
pub(super) fn open_shape_str(shape: &[Option<usize>]) -> String {
    let axis = |len: &Option<usize>| len.map_or_else(|| "None".to_owned(), |len| len.to_string());
    arrays::tuple_str(&shape.iter().map(axis).collect::<Vec<_>>())
}

/// Names as a Python list of strings: `['L1', 'L2']`.
pub(super) fn names_str(names: &[String]) -> String {
    let texts: Vec<String> = names.iter().map(|name| arrays::str_repr(name)).collect();
    format!("[{}]", texts.join(", "))
}
