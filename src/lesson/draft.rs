//! A lesson as far as its file can be read: each data set and each step by itself, so that a fault
//! in one of them hides none in the others.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue, ValueDeserializer};

use super::explain::explain;
use super::fault::{Fault, Faults, Stage};
use super::files::Files;
use super::format::{Lesson, Step};
use super::load::{Form, Loader};
use super::path::Path;
use super::said::Said;
use super::{piece, signs};

/// What could be read of a lesson.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// Without what could not be read; a step stays in its place.
    pub(super) lesson: Lesson,
    /// The names of all data sets, unless there may be others.
    pub(super) data: Option<Vec<String>>,
    /// What each step speaks of.
    pub(super) said: Vec<Said>,
}

/// Reads a parsed file, and takes it apart while doing so, for as a tree it is large.
pub(super) fn draft(root: Spanned<DeTable<'_>>, files: &Files, faults: &mut Faults) -> Draft {
    let (path, span) = (Path::default(), root.span());
    let mut head = root.into_inner();
    let (data, steps) = (head.remove("data"), head.remove("step"));
    let mut draft = Draft::default();
    match read(&path, Spanned::new(span, DeValue::Table(head)), faults) {
        Some(lesson) => draft.lesson = lesson,
        None => HEAD.iter().for_each(|name| faults.leave_out(&path.name(name))),
    }
    let place = path.name("data");
    draft.data = match data {
        Some(data) => draft.read_data(&place, data, Loader::new(files), faults),
        None => (!faults.is_unread(&place)).then(Vec::new),
    };
    if let Some(steps) = steps {
        draft.read_steps(&path.name("step"), steps, faults);
    }
    draft
}

const HEAD: [&str; 5] = ["format", "title", "about", "seed", "code"];

impl Draft {
    /// Takes out all that has a fault: data sets, actions, goals and their solutions.
    pub(super) fn take_out(&mut self, faults: &Faults) {
        let path = Path::default().name("data");
        self.lesson.data.retain(|name, _| !faults.is_touched(&path.name(name)));
        for (index, step) in self.lesson.steps.iter_mut().enumerate() {
            let path = Path::default().name("step").index(index);
            let is_wrong = |name: &str| faults.is_touched(&path.name(name));
            if is_wrong("run") {
                step.run = None;
            }
            if is_wrong("goal") {
                step.goal = None;
            }
            if is_wrong("solution") || is_wrong("run") {
                step.solution.clear();
            }
        }
    }

    /// Reads all data sets that can be read, and the names of all.
    fn read_data(
        &mut self,
        path: &Path,
        data: Spanned<DeValue<'_>>,
        mut loader: Loader<'_>,
        faults: &mut Faults,
    ) -> Option<Vec<String>> {
        if !data.get_ref().is_table() {
            refuse::<BTreeMap<String, Form>>(path, data, faults);
            return None;
        }
        let DeValue::Table(sets) = data.into_inner() else { return None };
        let mut names = Vec::new();
        for (name, set) in sets {
            let path = path.name(name.get_ref());
            faults.begin(Stage::Signs);
            signs::check_key(&path, &name, faults);
            let name = name.into_inner().into_owned();
            match read(&path, complete(set), faults) {
                Some(form) => {
                    let set = loader.load(&path, form, faults);
                    self.lesson.data.insert(name.clone(), set);
                }
                None => faults.leave_out(&path),
            }
            names.push(name);
        }
        Some(names)
    }

    fn read_steps(&mut self, path: &Path, steps: Spanned<DeValue<'_>>, faults: &mut Faults) {
        if !steps.get_ref().is_array() {
            return refuse::<Vec<Step>>(path, steps, faults);
        }
        let DeValue::Array(steps) = steps.into_inner() else { return };
        for (index, step) in steps.into_iter().enumerate() {
            let path = path.index(index);
            self.said.push(Said::of(step.get_ref()));
            let step = read(&path, step, faults);
            if step.is_none() {
                faults.leave_out(&path);
            }
            self.lesson.steps.push(step.unwrap_or_default());
        }
    }
}

/// What is generated has no x and y of its own, and every data set has these fields.
fn complete(mut set: Spanned<DeValue<'_>>) -> Spanned<DeValue<'_>> {
    if let DeValue::Table(table) = set.get_mut()
        && table.contains_key("generate")
    {
        for name in ["x", "y"] {
            let nothing = || Spanned::new(0..0, DeValue::Array(DeArray::default()));
            table.entry(Spanned::new(0..0, name.into())).or_insert_with(nothing);
        }
    }
    set
}

fn read<'de, T: Deserialize<'de>>(
    path: &Path,
    value: Spanned<DeValue<'de>>,
    faults: &mut Faults,
) -> Option<T> {
    faults.begin(Stage::Signs);
    signs::check(path, value.get_ref(), faults);
    faults.begin(Stage::Form);
    piece::read(path, value, faults)
}

/// Says how a value is not of a type.
fn refuse<'de, T: Deserialize<'de>>(
    path: &Path,
    value: Spanned<DeValue<'de>>,
    faults: &mut Faults,
) {
    faults.begin(Stage::Form);
    if let Err(error) = T::deserialize(ValueDeserializer::from(value)) {
        faults.note(Fault::at(&Path::default(), error.span(), explain(&error)));
    }
    faults.leave_out(path);
}
