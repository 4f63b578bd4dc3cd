//! Finding the place of a value in the source of a lesson, so that a fault found after parsing
//! still points at its line.

use std::fmt;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The way from the root of the file to a value: `step[3].run.call.rows`.
#[derive(Clone, Debug, Default)]
pub(super) struct Path(Vec<Key>);

#[derive(Clone, Debug)]
enum Key {
    Name(String),
    Index(usize),
}

impl Path {
    /// The path one name further down.
    pub(super) fn name(&self, name: &str) -> Self {
        self.with(Key::Name(name.to_owned()))
    }

    /// The path one element further down.
    pub(super) fn index(&self, index: usize) -> Self {
        self.with(Key::Index(index))
    }

    /// The bytes of the value, or of the nearest thing around it that is there.
    pub(super) fn span(&self, root: &Spanned<DeTable<'_>>) -> Range<usize> {
        let mut span = 0..0;
        let mut table = Some(root.get_ref());
        let mut value: Option<&DeValue<'_>> = None;
        for key in &self.0 {
            let next = match key {
                Key::Name(name) => {
                    table.and_then(|t| t.iter().find(|(k, _)| k.get_ref() == name)).map(|(_, v)| v)
                }
                Key::Index(index) => {
                    value.and_then(DeValue::as_array).and_then(|array| array.get(*index))
                }
            };
            let Some(found) = next else { break };
            span = found.span();
            value = Some(found.get_ref());
            table = found.get_ref().as_table();
        }
        span
    }

    fn with(&self, key: Key) -> Self {
        let mut keys = self.0.clone();
        keys.push(key);
        Self(keys)
    }
}

/// A fault at a path, before the path has become a line and a column.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) path: Path,
    pub(super) message: String,
}

impl Fault {
    pub(super) fn new(path: &Path, message: impl fmt::Display) -> Self {
        Self { path: path.clone(), message: message.to_string() }
    }
}
