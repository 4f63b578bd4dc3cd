//! An array as `NumPy` saves it: a head in words, then the numbers, one after the other
//! (<https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html>).

use crate::lesson::harmless::quoted;
use crate::lesson::limits;

/// What the head of an array says, shape (rows, columns).
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Head {
    pub(super) rows: usize,
    pub(super) columns: usize,
    /// Whether it has one axis only: then it is one column.
    pub(super) is_flat: bool,
    kind: Kind,
    /// Bytes of a number, and whether the first of them is the largest.
    size: usize,
    is_big_endian: bool,
    /// Whether it is stored column after column.
    is_fortran: bool,
    /// Where the numbers begin.
    start: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Signed,
    Unsigned,
    Float,
}

/// The longest head that is looked at. `NumPy` itself writes a few hundred bytes.
pub(super) const HEAD_BYTES: usize = 10_000;

impl Head {
    /// The head at the start of some bytes.
    ///
    /// # Errors
    /// What it is that cannot be read, and what to save in its place.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, String> {
        let rest = bytes.strip_prefix(b"\x93NUMPY").ok_or(NO_ARRAY)?;
        let (start, length) = match rest {
            [1, _, a, b, ..] => (10_usize, usize::from(u16::from_le_bytes([*a, *b]))),
            [2 | 3, _, a, b, c, d, ..] => (12, u32::from_le_bytes([*a, *b, *c, *d]) as usize),
            _ => return Err(NO_ARRAY.to_owned()),
        };
        let words = bytes.get(start..start.saturating_add(length)).ok_or(CUT)?;
        let words = String::from_utf8_lossy(words);
        let after = |key: &str| {
            let (_, value) = words.split_once(&format!("'{key}':")).ok_or(NO_ARRAY)?;
            Ok::<&str, String>(value.trim_start())
        };
        let (kind, size, is_big_endian) = number_type(after("descr")?)?;
        let shape = after("shape")?.trim_start_matches('(');
        let (rows, columns, is_flat) = shape_of(shape.split(')').next().unwrap_or_default())?;
        let is_fortran = after("fortran_order")?.starts_with("True");
        let head = Self {
            rows,
            columns,
            is_flat,
            kind,
            size,
            is_big_endian,
            is_fortran,
            start: start + length,
        };
        head.check()?;
        Ok(head)
    }

    /// How many bytes it takes with its numbers.
    pub(super) fn bytes(&self) -> usize {
        self.start + self.rows * self.columns * self.size
    }

    /// One number of the array whose bytes these are. Past their end it is no number.
    pub(super) fn number(&self, bytes: &[u8], row: usize, column: usize) -> f64 {
        let at =
            if self.is_fortran { column * self.rows + row } else { row * self.columns + column };
        let start = self.start + at * self.size;
        let Some(number) = bytes.get(start..start + self.size) else { return f64::NAN };
        // The lowest byte first, and the sign drawn out to eight of them.
        let fill = match self.kind {
            Kind::Signed if self.is_negative(number) => 0xff,
            _ => 0,
        };
        let mut eight = [fill; 8];
        for (place, byte) in number.iter().enumerate() {
            let place = if self.is_big_endian { self.size - 1 - place } else { place };
            eight[place] = *byte;
        }
        match (self.kind, self.size) {
            (Kind::Signed, _) => i64::from_le_bytes(eight) as f64,
            (Kind::Unsigned, _) => u64::from_le_bytes(eight) as f64,
            (Kind::Float, 4) => {
                f64::from(f32::from_le_bytes([eight[0], eight[1], eight[2], eight[3]]))
            }
            (Kind::Float, _) => f64::from_le_bytes(eight),
        }
    }

    fn is_negative(&self, number: &[u8]) -> bool {
        let largest = if self.is_big_endian { number.first() } else { number.last() };
        largest.is_some_and(|byte| *byte >= 0x80)
    }

    /// Refuses an array over the limits, before there is memory for it.
    fn check(&self) -> Result<(), String> {
        let numbers = self.rows.checked_mul(self.columns);
        match numbers {
            _ if self.rows > limits::DATA_ROWS => {
                let limit = limits::DATA_ROWS;
                Err(format!("{} rows are too many: the limit is {limit}", self.rows))
            }
            Some(0) => Err("this array is empty: expected at least one row".to_owned()),
            Some(numbers) if numbers <= limits::DATA_NUMBERS => Ok(()),
            _ => Err(format!("more than {} numbers are too many", limits::DATA_NUMBERS)),
        }
    }
}

/// What a file is told that ends before its numbers do.
pub(super) const CUT: &str = "this array ends before its last number: save it again";
const NO_ARRAY: &str =
    "this is no array that NumPy has saved: expected a file of np.save or np.savez";

/// The type of the numbers: `'<f8'`, a string with what comes behind it.
fn number_type(words: &str) -> Result<(Kind, usize, bool), String> {
    let name = words.strip_prefix('\'').and_then(|rest| rest.split('\'').next());
    let name = name.ok_or("this array has named fields: save its numbers as a table")?;
    let other = |what: &str| {
        format!("this array holds {what}: save numbers, such as x.astype(\"float32\")")
    };
    let (order, rest) = name.split_at_checked(1).unwrap_or(("", name));
    let (kind, size) = rest.split_at_checked(1).unwrap_or((rest, ""));
    let kind = match (kind, size) {
        ("i", "1" | "2" | "4" | "8") => Kind::Signed,
        ("u", "1" | "2" | "4" | "8") | ("b", "1") => Kind::Unsigned,
        ("f", "4" | "8") => Kind::Float,
        ("O", _) => return Err(other("Python objects")),
        ("U" | "S", _) => return Err(other("text")),
        _ => return Err(other(&format!("`{}`", quoted(name)))),
    };
    Ok((kind, size.parse().unwrap_or(1), order == ">"))
}

/// Rows, columns, and whether there is one axis only: `1797, 64`.
fn shape_of(words: &str) -> Result<(usize, usize, bool), String> {
    let axes = words.split(',').map(str::trim).filter(|axis| !axis.is_empty());
    let axes: Result<Vec<usize>, _> = axes.map(str::parse).collect();
    match axes.as_deref() {
        Ok([rows]) => Ok((*rows, 1, true)),
        Ok([rows, columns]) => Ok((*rows, *columns, false)),
        _ => {
            let shape = quoted(words);
            Err(format!(
                "this array has the shape ({shape}): expected rows and columns, such as \
                         x.reshape(len(x), -1)"
            ))
        }
    }
}
