//! What is in doubt at a step, because of faults before it: nothing that uses it is a fault by
//! itself.

use std::collections::BTreeSet;

/// What is in doubt at a step, because of faults before it.
#[derive(Debug, Default)]
pub(super) struct Doubts {
    names: BTreeSet<String>,
    naming: Naming,
}

/// Whether all names that are given can be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Naming {
    #[default]
    Known,
    Unknown,
}

impl Doubts {
    /// Puts in doubt what has one of these names, and, unless all names can be read, any other.
    pub(super) fn add(&mut self, names: &[String], naming: Naming) {
        self.names.extend(names.iter().cloned());
        if naming == Naming::Unknown {
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
