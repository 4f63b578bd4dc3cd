//! The names that a lesson may give to variables of Python.

use super::fault::Fault;
use super::limits;
use super::path::Path;
use super::sizes::within;

/// Refuses what Python would not take as the name of a variable.
pub(super) fn check_name(path: &Path, name: &str) -> Result<(), Fault> {
    let starts_well = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let goes_on_well = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if !starts_well || !goes_on_well {
        let message = "expected a name that Python takes: letters, digits and _, no digit first";
        return Err(Fault::new(path, message));
    }
    within(path, "characters in a name", name.len(), limits::NAME_CHARS)?;
    if RESERVED.contains(&name) || is_numbered(name) {
        return Err(Fault::new(path, format!("`{name}` already means something in the code")));
    }
    Ok(())
}

// The keywords of Python, and the names that the code we show uses itself.
const RESERVED: [&str; 60] = [
    "data",
    "rows",
    "False",
    "None",
    "True",
    "and",
    "as",
    "assert",
    "async",
    "await",
    "break",
    "class",
    "continue",
    "def",
    "del",
    "elif",
    "else",
    "except",
    "finally",
    "for",
    "from",
    "global",
    "if",
    "import",
    "in",
    "is",
    "lambda",
    "nonlocal",
    "not",
    "or",
    "pass",
    "raise",
    "return",
    "try",
    "while",
    "with",
    "yield",
    "Dense",
    "Input",
    "Normalization",
    "Sequential",
    "X_norm",
    "X_train",
    "Y_train",
    "b",
    "error",
    "history",
    "int",
    "j",
    "keras",
    "np",
    "p",
    "pos",
    "print",
    "range",
    "set_b",
    "set_w",
    "slope",
    "w",
    "x",
];

// w1, b1 and a1 are the weights and outputs of the first layer, z what comes before an output.
fn is_numbered(name: &str) -> bool {
    let rest = name.strip_prefix(['w', 'b', 'a']);
    name == "z" || rest.is_some_and(|rest| rest.parse::<usize>().is_ok())
}
