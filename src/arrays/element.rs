//! What can stand in an array, and how it is written.

use ndarray::ArrayViewD;

use super::float;
use super::python::str_repr;

/// What can stand in an array.
pub trait Element: Clone {
    /// The words for the elements that are seen, padded so that they stand below each other.
    fn words(seen: &[&Self]) -> Vec<String>;

    /// What `print` shows of an array that is this one element.
    fn alone(&self) -> String;

    /// The kind of element, as `dtype=` shows it.
    fn dtype(array: &ArrayViewD<'_, Self>) -> Dtype;
}

/// The kind of element an array has, and whether `repr` names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dtype {
    /// One can tell from the elements.
    Implied(&'static str),
    /// One cannot.
    Named(String),
}

/// A word in an array of objects, as scikit-learn keeps the names of features.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word(pub String);

impl Element for f32 {
    fn words(seen: &[&Self]) -> Vec<String> {
        float::words(seen)
    }

    fn alone(&self) -> String {
        float::alone(*self)
    }

    fn dtype(_: &ArrayViewD<'_, Self>) -> Dtype {
        Dtype::Named("float32".to_owned())
    }
}

impl Element for f64 {
    fn words(seen: &[&Self]) -> Vec<String> {
        float::words(seen)
    }

    fn alone(&self) -> String {
        float::alone(*self)
    }

    fn dtype(_: &ArrayViewD<'_, Self>) -> Dtype {
        Dtype::Implied("float64")
    }
}

macro_rules! whole_numbers {
    ($($whole:ty),+) => {$(
        impl Element for $whole {
            fn words(seen: &[&Self]) -> Vec<String> {
                right_aligned(seen)
            }

            fn alone(&self) -> String {
                self.to_string()
            }

            fn dtype(_: &ArrayViewD<'_, Self>) -> Dtype {
                Dtype::Implied("int64")
            }
        }
    )+};
}

// Places in a list are `int64` in NumPy, too.
whole_numbers!(i64, usize);

impl Element for bool {
    fn words(seen: &[&Self]) -> Vec<String> {
        seen.iter().map(|yes| if **yes { " True" } else { "False" }.to_owned()).collect()
    }

    fn alone(&self) -> String {
        if *self { "True" } else { "False" }.to_owned()
    }

    fn dtype(_: &ArrayViewD<'_, Self>) -> Dtype {
        Dtype::Implied("bool")
    }
}

impl Element for String {
    fn words(seen: &[&Self]) -> Vec<String> {
        seen.iter().map(|word| str_repr(word)).collect()
    }

    fn alone(&self) -> String {
        self.clone()
    }

    fn dtype(array: &ArrayViewD<'_, Self>) -> Dtype {
        let longest = array.iter().map(|word| word.chars().count()).max().unwrap_or(0).max(1);
        Dtype::Named(format!("'<U{longest}'"))
    }
}

impl Element for Word {
    fn words(seen: &[&Self]) -> Vec<String> {
        seen.iter().map(|word| str_repr(&word.0)).collect()
    }

    fn alone(&self) -> String {
        self.0.clone()
    }

    fn dtype(_: &ArrayViewD<'_, Self>) -> Dtype {
        Dtype::Named("object".to_owned())
    }
}

fn right_aligned<T: std::fmt::Display>(seen: &[&T]) -> Vec<String> {
    let words: Vec<String> = seen.iter().map(|number| format!("{number}")).collect();
    let width = words.iter().map(String::len).max().unwrap_or(0);
    words.iter().map(|word| format!("{word:>width$}")).collect()
}
