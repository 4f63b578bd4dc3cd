//! Arrays as `NumPy` 2 prints them, of any kind of number.
//!
//! The rules are those of `NumPy`'s default print options
//! (<https://numpy.org/doc/stable/reference/generated/numpy.set_printoptions.html>): 75 columns, at
//! most 8 digits after the point, and of more than 1000 numbers only three at each end of an axis.
//! `float64`, `int64` and `bool` say nothing of their kind, all others name it.
//!
//! ```
//! use layerlab::arrays;
//!
//! let table = ndarray::array![[0.5, 2.0], [1.0, f64::NAN]];
//! assert_eq!(arrays::numpy_str(&table), "[[0.5 2. ]\n [1.  nan]]");
//! assert_eq!(arrays::numpy_repr(&ndarray::array![3_i64, -1]), "array([ 3, -1])");
//! ```
//!
//! It stands below the engines: both print with it, and it knows neither.

mod page;

mod element;

mod float;

mod python;

use ndarray::{ArrayBase, Data, Dimension};

pub use element::{Dtype, Element, Word};
pub use float::Float;
use page::{Page, THRESHOLD, WIDTH};
pub use python::{float_repr, float64_repr, str_repr, tuple_str};

/// What `print(array)` shows: `[[300.]\n [500.]]`.
pub fn numpy_str<S, D>(array: &ArrayBase<S, D>) -> String
where
    S: Data<Elem: Element>,
    D: Dimension,
{
    let array = array.view().into_dyn();
    match (array.ndim(), array.first()) {
        (0, Some(number)) => number.alone(),
        _ => Page { separator: " ", indent: 1, width: WIDTH }.write(&array),
    }
}

/// What Python shows of an array by itself: `array([1.5, 2. ])`, `array([[200.]], dtype=float32)`.
pub fn numpy_repr<S, D>(array: &ArrayBase<S, D>) -> String
where
    S: Data<Elem: Element>,
    D: Dimension,
{
    let array = array.view().into_dyn();
    let start = "array(";
    let page = Page { separator: ", ", indent: start.len() + 1, width: WIDTH - ")".len() };
    let text = page.write(&array);
    let extras = extras(&array);
    if extras.is_empty() {
        return format!("{start}{text})");
    }
    let (text, extras) = (format!("{start}{text},"), format!("{})", extras.join(", ")));
    let last_line = text.lines().last().map_or(0, |line| line.chars().count());
    if last_line + 1 + extras.len() > WIDTH {
        format!("{text}\n{}{extras}", " ".repeat(start.len()))
    } else {
        format!("{text} {extras}")
    }
}

/// The shape where not all can be seen, and the kind of number where it cannot be told.
fn extras<T: Element>(array: &ndarray::ArrayViewD<'_, T>) -> Vec<String> {
    let is_hidden = array.is_empty() && array.ndim() != 1 || array.len() > THRESHOLD;
    let shape = || array.shape().iter().map(usize::to_string).collect::<Vec<_>>();
    let shape = is_hidden.then(|| format!("shape={}", tuple_str(&shape())));
    let dtype = match T::dtype(array) {
        Dtype::Implied(_) if !array.is_empty() => None,
        Dtype::Implied(name) => Some(format!("dtype={name}")),
        Dtype::Named(name) => Some(format!("dtype={name}")),
    };
    shape.into_iter().chain(dtype).collect()
}
