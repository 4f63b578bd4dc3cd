//! The page an array is written to: brackets, rows that break where it ends, and what is left out.

use ndarray::{ArrayD, ArrayViewD, Axis};

use super::element::Element;

pub(super) const WIDTH: usize = 75;
pub(super) const THRESHOLD: usize = 1000;
const EDGE: usize = 3;

/// Where an array is written to.
pub(super) struct Page {
    pub(super) separator: &'static str,
    pub(super) indent: usize,
    pub(super) width: usize,
}

impl Page {
    pub(super) fn write<T: Element>(&self, array: &ArrayViewD<'_, T>) -> String {
        if array.is_empty() {
            return "[]".to_owned();
        }
        let edge = if array.len() > THRESHOLD { EDGE } else { usize::MAX };
        let seen = corners(array, edge);
        let words = T::words(&seen.iter().collect::<Vec<_>>());
        let mut writer = Writer { separator: self.separator, edge, words: words.into_iter() };
        writer.nested(array.shape(), self.indent, self.width)
    }
}

/// The numbers that will be seen.
fn corners<T: Clone>(array: &ArrayViewD<'_, T>, edge: usize) -> ArrayD<T> {
    let mut seen = array.to_owned();
    for axis in 0..array.ndim() {
        let len = array.shape()[axis];
        if len > edge.saturating_mul(2) {
            let ends: Vec<usize> = (0..edge).chain(len - edge..len).collect();
            seen = seen.select(Axis(axis), &ends);
        }
    }
    seen
}

/// Writes words, which come in the order of the numbers they are of.
struct Writer {
    separator: &'static str,
    edge: usize,
    words: std::vec::IntoIter<String>,
}

impl Writer {
    /// The array in brackets, the lines after its first indented.
    fn nested(&mut self, shape: &[usize], indent: usize, width: usize) -> String {
        let (len, inner) = match shape {
            [] => return self.words.next().unwrap_or_default(),
            [len] => return self.row(*len, indent, width),
            [len, inner @ ..] => (*len, inner),
        };
        let mut parts = Vec::new();
        for place in shown(len, self.edge) {
            parts.push(match place {
                Place::Seen => self.nested(inner, indent + 1, width.saturating_sub(1)),
                Place::LeftOut => "...".to_owned(),
            });
        }
        let line_breaks = "\n".repeat(inner.len());
        let separator = format!("{}{line_breaks}{}", self.separator.trim_end(), " ".repeat(indent));
        format!("[{}]", parts.join(&separator))
    }

    /// One row of numbers, broken where the page ends.
    fn row(&mut self, len: usize, indent: usize, width: usize) -> String {
        let room = width.saturating_sub(1);
        let mut text = String::new();
        let mut column = indent;
        for (position, place) in shown(len, self.edge).enumerate() {
            let word = match place {
                Place::Seen => self.words.next().unwrap_or_default(),
                Place::LeftOut => "...".to_owned(),
            };
            let word_len = word.chars().count();
            if position > 0 {
                text.push_str(self.separator);
                column += self.separator.len();
            }
            if column + word_len > room && column > indent {
                text.truncate(text.trim_end().len());
                text.push('\n');
                text.push_str(&" ".repeat(indent));
                column = indent;
            }
            column += word_len;
            text.push_str(&word);
        }
        format!("[{text}]")
    }
}

/// A place along an axis.
#[derive(Clone, Copy)]
enum Place {
    Seen,
    LeftOut,
}

fn shown(len: usize, edge: usize) -> impl Iterator<Item = Place> {
    let left_out = len > edge.saturating_mul(2);
    let (start, end) = if left_out { (edge, edge) } else { (len, 0) };
    let seen = |count| std::iter::repeat_n(Place::Seen, count);
    seen(start).chain(left_out.then_some(Place::LeftOut)).chain(seen(end))
}
