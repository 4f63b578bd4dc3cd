//! The way to a value in a lesson, and its place in the source, so that a fault found after parsing
//! still points at its line.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::harmless::quoted;

/// The way from the root of the file to a value: `step[3].run.call.rows`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Path(Vec<Key>);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
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

    /// The piece of the lesson that it leads to or through: a field of the whole, of a data set or
    /// of a step.
    pub(super) fn piece(&self) -> Self {
        let keys = match self.0.first() {
            Some(Key::Name(name)) if name == "data" || name == "step" => 3,
            _ => 1,
        };
        Self(self.0.iter().take(keys).cloned().collect())
    }

    /// The paths to all that it is a part of, and itself.
    pub(super) fn ends(&self) -> impl Iterator<Item = Self> {
        (1..=self.0.len()).map(|keys| Self(self.0[..keys].to_vec()))
    }

    /// Whether it is another path, or goes on from there.
    pub(super) fn is_below(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0)
    }

    /// The bytes of the value, or of the nearest thing around it that is there.
    pub(super) fn span(&self, root: &Spanned<DeTable<'_>>) -> Range<usize> {
        let mut span = 0..0;
        let mut table = Some(root.get_ref());
        let mut value: Option<&DeValue<'_>> = None;
        for key in &self.0 {
            let next = match key {
                Key::Name(name) => table.and_then(|table| table.get(name.as_str())),
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

    /// What a person would call it: ``step `fit`, run.fit.epochs``, or `data.houses.y[3]`.
    pub(super) fn part(&self, root: &Spanned<DeTable<'_>>) -> Option<String> {
        match self.0.as_slice() {
            [] => None,
            [Key::Name(step), Key::Index(index), rest @ ..] if step == "step" => {
                let name = step_name(steps(root).get(*index)?, *index);
                Some(if rest.is_empty() { name } else { format!("{name}, {}", dotted(rest)) })
            }
            all => Some(dotted(all)),
        }
    }

    fn with(&self, key: Key) -> Self {
        let mut keys = self.0.clone();
        keys.push(key);
        Self(keys)
    }
}

/// The byte at which each step names itself, or begins, where it has no id.
pub(super) fn ids(root: &Spanned<DeTable<'_>>) -> Vec<usize> {
    let begins =
        |step: &Spanned<DeValue<'_>>| id(step).map_or(step.span().start, |id| id.span().start);
    steps(root).iter().map(begins).collect()
}

fn steps<'a, 'b>(root: &'a Spanned<DeTable<'b>>) -> &'a [Spanned<DeValue<'b>>] {
    let step = root.get_ref().get("step");
    step.and_then(|step| step.get_ref().as_array()).map_or(&[], |array| array)
}

/// A step by its id, or, where it has none, by its number.
fn step_name(step: &Spanned<DeValue<'_>>, index: usize) -> String {
    match id(step).and_then(|id| id.get_ref().as_str()) {
        Some(id) => format!("step `{}`", quoted(id)),
        None => format!("step {}", index + 1),
    }
}

fn id<'a, 'b>(step: &'a Spanned<DeValue<'b>>) -> Option<&'a Spanned<DeValue<'b>>> {
    step.get_ref().as_table()?.get("id")
}

fn dotted(keys: &[Key]) -> String {
    let mut text = String::new();
    for key in keys {
        text = match key {
            Key::Name(name) if text.is_empty() => name.clone(),
            Key::Name(name) => format!("{text}.{name}"),
            Key::Index(index) => format!("{text}[{index}]"),
        };
    }
    text
}
