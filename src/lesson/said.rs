//! What a step speaks of, whether or not the step can be read: the names that it gives and the
//! actions that it names. Where an action is wrong, what it would have made is in doubt, and
//! nothing that uses it is a fault by itself.

use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::nearest::nearest;

/// What a step speaks of.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    names: Vec<String>,
    naming: Naming,
    actions: Vec<String>,
}

/// What is in doubt at a step, because of faults before it.
#[derive(Debug, Default)]
pub(super) struct Doubts {
    names: BTreeSet<String>,
    naming: Naming,
}

/// Whether all names that are given can be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Naming {
    #[default]
    Known,
    Unknown,
}

impl Said {
    /// What a step as it stands in its file speaks of.
    pub(super) fn of(step: &DeValue<'_>) -> Self {
        let mut said = Self::default();
        match step.as_table().and_then(|step| step.get("run")).map(Spanned::get_ref) {
            Some(DeValue::String(action)) => said.actions.push(meant(action)),
            Some(DeValue::Table(run)) => {
                for (action, value) in run {
                    said.actions.push(meant(action.get_ref()));
                    said.find_names(value.get_ref());
                    if value.get_ref().as_table().is_none_or(|table| name(table).is_none()) {
                        said.naming = Naming::Unknown;
                    }
                }
            }
            _ => said.naming = Naming::Unknown,
        }
        said
    }

    fn find_names(&mut self, value: &DeValue<'_>) {
        match value {
            DeValue::Array(array) => {
                array.iter().for_each(|value| self.find_names(value.get_ref()));
            }
            DeValue::Table(table) => {
                match name(table).map(DeValue::as_str) {
                    Some(Some(name)) => self.names.push(name.to_owned()),
                    Some(None) => self.naming = Naming::Unknown,
                    None => (),
                }
                table.values().for_each(|value| self.find_names(value.get_ref()));
            }
            _ => (),
        }
    }

    /// Whether its action may have taken up data.
    pub(super) fn takes_data(&self) -> bool {
        self.may_be("dataset")
    }

    /// Whether it gives something that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.makes_names() && self.names.iter().any(|said| said == name)
    }

    fn makes_names(&self) -> bool {
        ["dense", "sequential", "normalization"].iter().any(|action| self.may_be(action))
    }

    // An action that is not there may be any of those that are.
    fn may_be(&self, action: &str) -> bool {
        let is_other = |said: &String| said != action && ACTIONS.contains(&said.as_str());
        self.actions.is_empty() || !self.actions.iter().all(is_other)
    }
}

impl Doubts {
    /// Puts in doubt what a step would have made.
    pub(super) fn add(&mut self, said: &Said) {
        if !said.makes_names() {
            return;
        }
        self.names.extend(said.names.iter().cloned());
        if said.naming == Naming::Unknown {
            self.add_any();
        }
    }

    /// Puts in doubt what any name stands for that is not known.
    pub(super) fn add_any(&mut self) {
        self.naming = Naming::Unknown;
    }

    /// Whether something may have been given a name, if only it were right.
    pub(super) fn may_be(&self, name: &str) -> bool {
        self.naming == Naming::Unknown || self.names.contains(name)
    }

    /// Whether nothing is in doubt.
    pub(super) fn is_empty(&self) -> bool {
        self.naming == Naming::Known && self.names.is_empty()
    }
}

/// The name that a table gives, even where the field is misspelled.
fn name<'a>(table: &'a DeTable<'_>) -> Option<&'a DeValue<'a>> {
    let found = table.iter().find(|(key, _)| nearest(key.get_ref(), ["name"]).is_some());
    found.map(|(_, name)| name.get_ref())
}

/// The action that was most likely meant.
fn meant(action: &str) -> String {
    nearest(action, ACTIONS).unwrap_or(action).to_owned()
}

const ACTIONS: [&str; 14] = [
    "imports",
    "dataset",
    "mask",
    "activation",
    "dense",
    "sequential",
    "normalization",
    "get_weights",
    "set_weights",
    "call",
    "predict",
    "summary",
    "gradient",
    "fit",
];
