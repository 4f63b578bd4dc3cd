//! Arrays in code: written out, or, where nobody would type them, read from a file beside it.

use crate::nn::Tensor;

use super::data_file::DataFile;
use super::python;
use super::statement::Statement;

/// Lines of code, and the files that they read.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines {
    pub(super) code: Vec<String>,
    pub(super) files: Vec<DataFile>,
}

impl Lines {
    /// Lines that read no file.
    pub(super) fn of(code: Vec<String>) -> Self {
        Self { code, files: Vec::new() }
    }

    /// Adds a line.
    pub(super) fn push(&mut self, line: String) {
        self.code.push(line);
    }

    /// Adds others.
    pub(super) fn extend(&mut self, other: Self) {
        self.code.extend(other.code);
        self.files.extend(other.files);
    }

    /// The same as code that prints something.
    pub(super) fn printed(self, text: &str) -> Statement {
        Statement { files: self.files, ..Statement::text(self.code, text) }
    }

    /// The same as code that prints nothing.
    pub(super) fn silent(self) -> Statement {
        Statement { files: self.files, ..Statement::silent(self.code) }
    }
}

/// `name = np.float32([…])`, or the lines that read it from a file of the step.
pub(super) fn assigned(name: &str, array: &Tensor, step: &str) -> Lines {
    if let Some(literal) = python::float32(array) {
        return Lines::of(vec![format!("{name} = {literal}")]);
    }
    let file = format!("{step}-{name}.csv");
    // Of a single row or column NumPy would make a list.
    let is_flat = array.ndim() == 2 && array.shape().contains(&1);
    let dimensions = if is_flat { ", ndmin=2" } else { "" };
    let code = vec![
        format!("{name} = np.loadtxt(\"{file}\","),
        format!("    delimiter=\",\", dtype=\"float32\"{dimensions})"),
    ];
    Lines { code, files: vec![DataFile::of_array(file, array)] }
}

/// `model.set_weights([…])`: all weights of a model.
pub(super) fn set_all(model: &str, weights: &[Tensor], step: &str) -> Lines {
    let literals: Option<Vec<String>> = weights.iter().map(python::float32).collect();
    let mut lines = Lines::default();
    let names = || (1..=weights.len() / 2).flat_map(|n| [format!("w{n}"), format!("b{n}")]);
    let arrays = literals.unwrap_or_else(|| {
        for (name, array) in names().zip(weights) {
            lines.extend(assigned(&name, array, step));
        }
        names().collect()
    });
    let last = arrays.len().saturating_sub(1);
    for (index, array) in arrays.iter().enumerate() {
        let lead = if index == 0 { format!("{model}.set_weights([") } else { "    ".to_owned() };
        let end = if index == last { "])" } else { "," };
        lines.push(format!("{lead}{array}{end}"));
    }
    lines
}
