//! What a step speaks of, whether or not the step can be read: the names that it gives and the
//! actions that it names. Where an action is wrong, what it would have made is in doubt, and
//! nothing that uses it is a fault by itself.

use std::sync::LazyLock;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::action::Action;
use super::doubts::Naming;
use super::nearest::nearest;

/// What a step speaks of.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    names: Vec<String>,
    naming: Naming,
    actions: Vec<String>,
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

    /// Whether its action may have given names to something.
    pub(super) fn gives_names(&self) -> bool {
        NAMING.iter().any(|action| self.may_be(action))
    }

    /// The names in it, and whether those are all.
    pub(super) fn names(&self) -> (&[String], Naming) {
        (&self.names, self.naming)
    }

    // An action that is not there may be any of those that are.
    fn may_be(&self, action: &str) -> bool {
        let is_other = |said: &String| said != action && ACTIONS.contains(said);
        self.actions.is_empty() || !self.actions.iter().all(is_other)
    }
}

/// The name that a table gives, even where the field is misspelled.
fn name<'a>(table: &'a DeTable<'_>) -> Option<&'a DeValue<'a>> {
    let found = table.iter().find(|(key, _)| nearest(key.get_ref(), ["name"]).is_some());
    found.map(|(_, name)| name.get_ref())
}

/// The action that was most likely meant.
fn meant(action: &str) -> String {
    nearest(action, ACTIONS.iter().map(String::as_str)).unwrap_or(action).to_owned()
}

static ACTIONS: LazyLock<Vec<String>> = LazyLock::new(Action::names);

/// The actions that give a name to what they make.
const NAMING: [&str; 4] = ["unit", "dense", "sequential", "normalization"];
