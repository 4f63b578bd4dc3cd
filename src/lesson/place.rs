//! Finding the place of a value in the source of a lesson, so that a fault found after parsing
//! still points at its line.

use std::fmt;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::quoted;

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

/// The step that a byte of the file belongs to: the last that begins before it, unless something
/// that is no step begins in between.
pub(super) fn step_at(root: &Spanned<DeTable<'_>>, at: usize) -> Option<String> {
    let begins = |value: &Spanned<DeValue<'_>>| value.span().start;
    let steps = steps(root);
    let index = steps.iter().rposition(|step| begins(step) <= at)?;
    let others = root.get_ref().iter().filter(|(key, _)| key.get_ref() != "step");
    let mut others = others.flat_map(|(_, value)| match value.get_ref() {
        DeValue::Table(table) => table.iter().map(|(_, value)| begins(value)).collect(),
        _ => vec![begins(value)],
    });
    let is_step = !others.any(|other| begins(&steps[index]) < other && other <= at);
    is_step.then(|| step_name(&steps[index], index))
}

/// The byte at which each step names itself, or begins, where it has no id.
pub(super) fn ids(root: &Spanned<DeTable<'_>>) -> Vec<usize> {
    let begins =
        |step: &Spanned<DeValue<'_>>| id(step).map_or(step.span().start, |id| id.span().start);
    steps(root).iter().map(begins).collect()
}

fn steps<'a, 'b>(root: &'a Spanned<DeTable<'b>>) -> &'a [Spanned<DeValue<'b>>] {
    let step = root.get_ref().iter().find(|(key, _)| key.get_ref() == "step");
    step.and_then(|(_, value)| value.get_ref().as_array()).map_or(&[], |array| array)
}

/// A step by its id, or, where it has none, by its number.
fn step_name(step: &Spanned<DeValue<'_>>, index: usize) -> String {
    match id(step).and_then(|id| id.get_ref().as_str()) {
        Some(id) => format!("step `{}`", quoted(id)),
        None => format!("step {}", index + 1),
    }
}

fn id<'a, 'b>(step: &'a Spanned<DeValue<'b>>) -> Option<&'a Spanned<DeValue<'b>>> {
    let mut entries = step.get_ref().as_table()?.iter();
    entries.find(|(key, _)| key.get_ref() == "id").map(|(_, id)| id)
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
