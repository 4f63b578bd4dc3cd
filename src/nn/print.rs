//! Printing: numbers exactly as `NumPy` 2, TensorFlow and Python show them.
//!
//! The rules are those of `NumPy`'s default print options
//! (<https://numpy.org/doc/stable/reference/generated/numpy.set_printoptions.html>): 75 columns, at
//! most 8 digits after the point, and of more than 1000 numbers only three at each end of an axis.

use ndarray::{ArrayViewD, Axis};

use crate::nn::Tensor;

/// What `print(array)` shows: `[[300.]\n [500.]]`.
pub fn numpy_str(tensor: &Tensor) -> String {
    match (tensor.ndim(), tensor.first()) {
        (0, Some(number)) => scalar_str(*number),
        _ => Page { separator: " ", indent: 1, width: WIDTH }.write(tensor),
    }
}

/// What Python shows of an array by itself: `array([[200.]], dtype=float32)`.
pub fn numpy_repr(tensor: &Tensor) -> String {
    let start = "array(";
    let page = Page { separator: ", ", indent: start.len() + 1, width: WIDTH - ")".len() };
    let text = format!("{start}{},", page.write(tensor));
    let is_hidden = tensor.is_empty() && tensor.ndim() != 1 || tensor.len() > THRESHOLD;
    let shape =
        if is_hidden { format!("shape={}, ", shape_str(tensor.shape())) } else { String::new() };
    let extra = format!("{shape}dtype=float32)");
    let last_line = text.lines().last().map_or(0, str::len);
    if last_line + 1 + extra.len() > WIDTH {
        format!("{text}\n{}{extra}", " ".repeat(start.len()))
    } else {
        format!("{text} {extra}")
    }
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
    tuple_str(&shape.iter().map(usize::to_string).collect::<Vec<_>>())
}

/// A shape of which axes may be open: `(None, 1)`.
pub(super) fn open_shape_str(shape: &[Option<usize>]) -> String {
    let axis = |len: &Option<usize>| len.map_or_else(|| "None".to_owned(), |len| len.to_string());
    tuple_str(&shape.iter().map(axis).collect::<Vec<_>>())
}

/// Names as a Python list of strings: `['L1', 'L2']`.
pub(super) fn names_str(names: &[String]) -> String {
    let texts: Vec<String> = names
        .iter()
        .map(|name| if name.contains('\'') { format!("\"{name}\"") } else { format!("'{name}'") })
        .collect();
    format!("[{}]", texts.join(", "))
}

fn tuple_str(parts: &[String]) -> String {
    match parts {
        [only] => format!("({only},)"),
        _ => format!("({})", parts.join(", ")),
    }
}

const WIDTH: usize = 75;
const THRESHOLD: usize = 1000;
const EDGE: usize = 3;
const PRECISION: usize = 8;

/// From here on `NumPy` prefers powers of ten: float32 has but 6 digits that are always right.
const LARGE: f32 = 1e6;
const SMALL: f32 = 1e-4;

/// Where an array is written to.
struct Page {
    separator: &'static str,
    indent: usize,
    width: usize,
}

impl Page {
    fn write(&self, tensor: &Tensor) -> String {
        if tensor.is_empty() {
            return "[]".to_owned();
        }
        let edge = if tensor.len() > THRESHOLD { EDGE } else { usize::MAX };
        let format = Format::of(&corners(tensor, edge));
        let writer = Writer { separator: self.separator, format, edge };
        writer.nested(&tensor.view(), self.indent, self.width)
    }
}

/// The numbers that will be seen.
fn corners<'t>(tensor: &'t Tensor, edge: usize) -> Vec<f32> {
    let mut parts = vec![tensor.view()];
    for axis in (0..tensor.ndim()).map(Axis) {
        if tensor.len_of(axis) > edge.saturating_mul(2) {
            let split = |part: ArrayViewD<'t, f32>| {
                let (start, rest) = part.split_at(axis, edge);
                let end = rest.len_of(axis) - edge;
                [start, rest.split_at(axis, end).1]
            };
            parts = parts.into_iter().flat_map(split).collect();
        }
    }
    parts.iter().flatten().copied().collect()
}

struct Writer {
    separator: &'static str,
    format: Format,
    edge: usize,
}

impl Writer {
    /// The array in brackets, the lines after its first indented.
    fn nested(&self, array: &ArrayViewD<'_, f32>, indent: usize, width: usize) -> String {
        match (array.ndim(), array.first()) {
            (0, Some(number)) => return self.format.text(*number),
            (1, _) => return self.row(array, indent, width),
            _ => (),
        }
        let parts: Vec<String> = self
            .shown(array.len_of(Axis(0)))
            .map(|idx| match idx {
                Some(idx) => {
                    let part = array.index_axis(Axis(0), idx);
                    self.nested(&part, indent + 1, width.saturating_sub(1))
                }
                None => "...".to_owned(),
            })
            .collect();
        let line_breaks = "\n".repeat(array.ndim() - 1);
        let separator = format!("{}{line_breaks}{}", self.separator.trim_end(), " ".repeat(indent));
        format!("[{}]", parts.join(&separator))
    }

    /// One row of numbers, broken where the page ends.
    fn row(&self, array: &ArrayViewD<'_, f32>, indent: usize, width: usize) -> String {
        let room = width.saturating_sub(1);
        let mut text = String::new();
        let mut column = indent;
        for (position, idx) in self.shown(array.len()).enumerate() {
            let word = idx.map_or_else(|| "...".to_owned(), |idx| self.format.text(array[[idx]]));
            if position > 0 {
                text.push_str(self.separator);
                column += self.separator.len();
            }
            if column + word.len() > room && column > indent {
                text.truncate(text.trim_end().len());
                text.push('\n');
                text.push_str(&" ".repeat(indent));
                column = indent;
            }
            column += word.len();
            text.push_str(&word);
        }
        format!("[{text}]")
    }

    /// The places along an axis, `None` for those left out.
    fn shown(&self, len: usize) -> impl Iterator<Item = Option<usize>> {
        let left_out = len > self.edge.saturating_mul(2);
        let (start, end) = if left_out { (self.edge, len - self.edge) } else { (len, len) };
        (0..start).map(Some).chain(left_out.then_some(None)).chain((end..len).map(Some))
    }
}

/// How the numbers of one array are written, so that they stand below each other.
enum Format {
    /// `12.5`, padded before and after the point.
    Positional { before: usize, after: usize },
    /// `1.25e+01`, all with equally many digits.
    Scientific { before: usize, digits: usize },
}

impl Format {
    fn of(numbers: &[f32]) -> Self {
        let finite = || numbers.iter().copied().filter(|number| number.is_finite());
        if is_scientific(finite()) {
            let digits =
                finite().map(|number| fraction(&shortest(number)).len()).max().unwrap_or(0);
            let before = finite().map(|number| sign(number).len() + 1).max().unwrap_or(0);
            let before = before.max(room_for_others(numbers, digits + 1 + EXPONENT));
            Self::Scientific { before, digits }
        } else {
            let (befores, afters): (Vec<_>, Vec<_>) = finite()
                .map(|number| positional(number).split_once('.').map_or((0, 0), lengths))
                .unzip();
            let after = afters.into_iter().max().unwrap_or(0);
            let before = befores.into_iter().max().unwrap_or(0);
            Self::Positional { before: before.max(room_for_others(numbers, after + 1)), after }
        }
    }

    fn text(&self, number: f32) -> String {
        match *self {
            Self::Positional { before, after } if number.is_finite() => {
                let text = positional(number);
                let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
                format!("{whole:>before$}.{fraction:after$}")
            }
            Self::Scientific { before, digits } if number.is_finite() => {
                let text = scientific(number, digits);
                format!("{text:>width$}", width = before + 1 + digits + EXPONENT)
            }
            Self::Positional { before, after } => {
                format!("{:>width$}", special(number), width = before + 1 + after)
            }
            Self::Scientific { before, digits } => {
                format!("{:>width$}", special(number), width = before + 1 + digits + EXPONENT)
            }
        }
    }
}

/// The length of `e+08`.
const EXPONENT: usize = 4;

/// `NumPy`'s rule: a number is very large or very small, or one is more than 1000 times another.
fn is_scientific(finite: impl Iterator<Item = f32>) -> bool {
    let sizes = finite.map(f32::abs).filter(|size| *size > 0.0);
    let (min, max) =
        sizes.fold((f32::INFINITY, 0.0_f32), |(min, max), size| (min.min(size), max.max(size)));
    max > 0.0 && (max >= LARGE || min < SMALL || max / min > 1000.0)
}

/// How much must stand before the point for `nan` and `inf` to fit beside what stands after it.
fn room_for_others(numbers: &[f32], after: usize) -> usize {
    let others = numbers.iter().filter(|number| !number.is_finite());
    others.map(|number| special(*number).len().max(3).saturating_sub(after)).max().unwrap_or(0)
}

fn special(number: f32) -> &'static str {
    match number {
        f32::NEG_INFINITY => "-inf",
        f32::INFINITY => "inf",
        _ => "nan",
    }
}

fn sign(number: f32) -> &'static str {
    if number.is_sign_negative() { "-" } else { "" }
}

fn lengths((whole, fraction): (&str, &str)) -> (usize, usize) {
    (whole.len(), fraction.len())
}

/// At most 8 digits after the point.
fn positional(number: f32) -> String {
    let text = plain(number);
    match text.split_once('.') {
        Some((_, fraction)) if fraction.len() > PRECISION => {
            format!("{number:.PRECISION$}").trim_end_matches('0').to_owned()
        }
        _ => text,
    }
}

/// The fewest digits that mean this number and no other.
fn plain(number: f32) -> String {
    let text = format!("{number}");
    match text.split_once('.').map(|(_, fraction)| fraction.len()) {
        None => text + ".",
        Some(digits) => even(number, format!("{number:.digits$}"), text),
    }
}

/// The same with a power of ten.
fn shortest(number: f32) -> String {
    let text = format!("{number:e}");
    let digits = fraction(&text).len();
    even(number, format!("{number:.digits$e}"), text)
}

/// Of two texts equally near, Rust takes the larger and `NumPy` the one that ends in an even digit.
fn even(number: f32, rounded: String, shortest: String) -> String {
    if rounded.parse() == Ok(number) { rounded } else { shortest }
}

/// With exactly that many digits after the point and a power of ten of at least two.
fn scientific(number: f32, digits: usize) -> String {
    let shortest = shortest(number);
    let is_enough = fraction(&shortest).len() == digits;
    let text = if is_enough { shortest } else { format!("{number:.digits$e}") };
    let (mantissa, power) = text.split_once('e').unwrap_or((&text, "0"));
    let point = if mantissa.contains('.') { "" } else { "." };
    let (sign, power) = power.strip_prefix('-').map_or(("+", power), |power| ("-", power));
    format!("{mantissa}{point}e{sign}{power:0>2}")
}

/// What stands between the point and the power of ten.
fn fraction(text: &str) -> &str {
    let mantissa = text.split_once('e').map_or(text, |(mantissa, _)| mantissa);
    mantissa.split_once('.').map_or("", |(_, fraction)| fraction)
}

/// A number that is in no array at all.
fn scalar_str(number: f32) -> String {
    let size = f64::from(number.abs());
    if !number.is_finite() {
        special(number).to_owned()
    } else if size == 0.0 || (1e-4..f64::from(LARGE)).contains(&size) {
        let text = plain(number);
        if text.ends_with('.') { text + "0" } else { text }
    } else {
        scientific(number, fraction(&shortest(number)).len()).replace(".e", "e")
    }
}
