//! Numbers, words and tuples as Python itself shows them.

use super::float;

/// What Python shows of a number of its own: `0.1`, `1e-06`, `3.0`, `nan`.
pub fn float_repr(number: f64) -> String {
    float::alone(number)
}

/// What Python shows of a number that NumPy keeps: `np.float64(0.1)`.
pub fn float64_repr(number: f64) -> String {
    format!("np.float64({})", float_repr(number))
}

/// What Python shows of a word: `'cat'`, or `"cat's"`.
pub fn str_repr(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut repr = String::from(quote);
    for letter in text.chars() {
        match letter {
            '\n' => repr.push_str("\\n"),
            '\r' => repr.push_str("\\r"),
            '\t' => repr.push_str("\\t"),
            '\\' => repr.push_str("\\\\"),
            _ if letter == quote => repr.extend(['\\', quote]),
            _ if letter.is_ascii_control() => {
                let code = format!("\\x{:02x}", letter as u32);
                repr.push_str(&code);
            }
            _ => repr.push(letter),
        }
    }
    repr.push(quote);
    repr
}

/// A tuple of what is in it: `(2, 1)`, `(1,)` or `()`.
pub fn tuple_str(parts: &[String]) -> String {
    match parts {
        [only] => format!("({only},)"),
        _ => format!("({})", parts.join(", ")),
    }
}
