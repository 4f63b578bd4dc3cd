//! What the steps of a lesson have made so far, by name.

use std::collections::BTreeMap;

use super::architecture::Architecture;
use super::dataset::Dataset;
use super::doubts::{Doubts, Naming};
use super::fault::Fault;
use super::harmless::quoted;
use super::limits;
use super::nearest::nearest;
use super::part::Part;
use super::path::Path;
use super::sizes::within;

/// What the steps so far have made.
pub(super) struct Known<'a> {
    sets: &'a BTreeMap<String, Dataset>,
    /// The names of all data sets, unless there may be others.
    set_names: Option<&'a [String]>,
    /// The most numbers that an example of the lesson has.
    widest: usize,
    data: Data<'a>,
    /// The parts that the data is in once it is split, each with its number of rows.
    parts: Vec<(Part, usize)>,
    /// The one that the step looks at.
    part: Part,
    taken: Vec<String>,
    parameters: usize,
    layers: Vec<String>,
    /// Units that no code has made.
    units: Vec<String>,
    variables: Vec<String>,
    /// Models that are fitted at once, and have no layers.
    regressions: Vec<String>,
    models: Vec<(String, Architecture)>,
    doubts: Doubts,
}

/// The data that a step has.
#[derive(Clone, Copy)]
enum Data<'a> {
    NoneYet,
    InDoubt,
    Known(&'a Dataset),
}

impl<'a> Known<'a> {
    pub(super) fn new(
        sets: &'a BTreeMap<String, Dataset>,
        set_names: Option<&'a [String]>,
        widest: usize,
    ) -> Self {
        Self {
            sets,
            set_names,
            widest,
            data: Data::NoneYet,
            parts: Vec::new(),
            part: Part::Train,
            taken: Vec::new(),
            parameters: 0,
            layers: Vec::new(),
            units: Vec::new(),
            variables: Vec::new(),
            regressions: Vec::new(),
            models: Vec::new(),
            doubts: Doubts::default(),
        }
    }

    /// The most numbers that an example of the lesson has.
    pub(super) fn widest(&self) -> usize {
        self.widest
    }

    /// Takes up a data set, which has to be there.
    pub(super) fn take_up_data(&mut self, path: &Path, name: &str) -> Result<(), Fault> {
        if let Some(names) = self.set_names {
            check_name(path, "data set", name, names.iter().map(String::as_str))?;
        }
        self.data = self.sets.get(name).map_or(Data::InDoubt, Data::Known);
        self.parts.clear();
        Ok(())
    }

    /// Whether the data is split.
    pub(super) fn is_split(&self) -> bool {
        !self.parts.is_empty()
    }

    /// Splits the data into parts of so many rows.
    pub(super) fn split(&mut self, parts: Vec<(Part, usize)>) {
        self.parts = parts;
    }

    /// Looks at a part of the data from here on.
    pub(super) fn look_at(&mut self, part: Part) {
        self.part = part;
    }

    /// How many rows there are to be looked at, unless they are in doubt.
    pub(super) fn check_rows(&self, path: &Path) -> Result<Option<usize>, Fault> {
        let data = self.check_data(path)?;
        let part = self.parts.iter().find(|(part, _)| *part == self.part);
        Ok(part.map(|(_, rows)| *rows).or(data.map(|data| data.x.len())))
    }

    /// Refuses a part that the data does not have.
    pub(super) fn check_part(&self, path: &Path, part: Part) -> Result<(), Fault> {
        let name = part.name();
        let is_there = self.parts.iter().any(|(known, _)| *known == part);
        let message = match self.parts.as_slice() {
            _ if part == Part::Train || is_there => return Ok(()),
            _ if matches!(self.data, Data::InDoubt) => return Ok(()),
            [] => {
                format!("there is no `{name}` part: an earlier step needs `run.train_test_split`")
            }
            _ => format!("there is no `{name}` part: expected `then` in `run.train_test_split`"),
        };
        Err(Fault::new(path, message))
    }

    /// Takes a name, which nothing else may have.
    pub(super) fn take(&mut self, path: &Path, name: &str) -> Result<(), Fault> {
        if self.taken.iter().any(|taken| taken == name) {
            // What it should have been called nobody knows.
            self.doubts.add_any();
            return Err(Fault::new(path, format!("the name `{name}` is already taken")));
        }
        self.taken.push(name.to_owned());
        Ok(())
    }

    /// Takes the name of a unit that no code makes: another such unit may have had it.
    pub(super) fn take_unit(&mut self, path: &Path, name: &str) -> Result<(), Fault> {
        if self.units.iter().any(|unit| unit == name) {
            return Ok(());
        }
        self.take(path, name)?;
        self.units.push(name.to_owned());
        Ok(())
    }

    /// Takes the name of a regression, which may be fitted anew: it has numbers, and no layers.
    pub(super) fn take_regression(&mut self, path: &Path, name: &str) -> Result<(), Fault> {
        if self.regressions.iter().any(|regression| regression == name) {
            return Ok(());
        }
        self.take(path, name)?;
        self.regressions.push(name.to_owned());
        Ok(())
    }

    /// The data of a model of trees, which says one number, or tells two classes apart.
    pub(super) fn check_trees(&self, path: &Path, what: &str) -> Result<Option<&Dataset>, Fault> {
        let Some(data) = self.check_data(path)? else { return Ok(None) };
        within(path, &format!("targets of {what}"), data.y[0].len(), 1)?;
        if data.classes.len() > 2 {
            let message = format!("{what} here tells two classes apart, and no more");
            return Err(Fault::new(path, message));
        }
        Ok(Some(data))
    }

    /// Adds a dense layer, by itself or in a model.
    pub(super) fn add_layer(&mut self, name: &str) {
        self.layers.push(name.to_owned());
    }

    /// Adds something that can be called.
    pub(super) fn add_variable(&mut self, name: &str) {
        self.variables.push(name.to_owned());
    }

    pub(super) fn add_model(&mut self, name: &str, architecture: Architecture) {
        self.models.push((name.to_owned(), architecture));
    }

    /// Counts the weights and biases of a layer towards what a lesson may have.
    pub(super) fn count_weights(
        &mut self,
        path: &Path,
        inputs: usize,
        units: usize,
    ) -> Result<(), Fault> {
        self.parameters += (inputs + 1) * units;
        within(path, "weights and biases in a lesson", self.parameters, limits::PARAMETERS)
    }

    /// The data that there is, unless it is in doubt.
    pub(super) fn check_data(&self, path: &Path) -> Result<Option<&'a Dataset>, Fault> {
        match self.data {
            Data::Known(data) => Ok(Some(data)),
            Data::InDoubt => Ok(None),
            Data::NoneYet => {
                let message = "there is no data yet: an earlier step needs `run.dataset`";
                Err(Fault::new(path, message))
            }
        }
    }

    /// Refuses the name of a dense layer that is not there, unless it is in doubt.
    pub(super) fn check_layer(&self, path: &Path, name: &str) -> Result<(), Fault> {
        self.check_code(path, name)?;
        self.check(path, "layer", name, self.layers.iter().map(String::as_str))
    }

    /// The same for what speaks of its numbers alone: a unit that no code has made has some, too.
    pub(super) fn check_layer_or_unit(&self, path: &Path, name: &str) -> Result<(), Fault> {
        let all = self.layers.iter().chain(&self.units).chain(&self.regressions);
        self.check(path, "layer", name, all.map(String::as_str))
    }

    /// Refuses the name of something to call that is not there, unless it is in doubt.
    pub(super) fn check_variable(&self, path: &Path, name: &str) -> Result<(), Fault> {
        self.check_code(path, name)?;
        self.check(path, "layer", name, self.variables.iter().map(String::as_str))
    }

    /// The model of that name, unless it is in doubt.
    pub(super) fn check_model(
        &self,
        path: &Path,
        name: &str,
    ) -> Result<Option<&Architecture>, Fault> {
        if let Some((_, found)) = self.models.iter().find(|(known, _)| known == name) {
            return Ok(Some(found));
        }
        self.check_code(path, name)?;
        if self.layers.iter().any(|layer| layer == name) {
            let message = format!("`{name}` is a layer, and only a model can do this");
            let advice = "call a layer with `run.call`, or make a model with `run.sequential`";
            return Err(Fault::new(path, format!("{message}: {advice}")));
        }
        if self.models.is_empty() && self.doubts.is_empty() {
            let name = quoted(name);
            let message =
                format!("there is no model `{name}` here: make one with `run.sequential`");
            return Err(Fault::new(path, message));
        }
        let names = self.models.iter().map(|(name, _)| name.as_str());
        self.check(path, "model", name, names).map(|()| None)
    }

    /// The model that a layer is part of.
    pub(super) fn model_with(&self, layer: &str) -> Option<&Architecture> {
        let holds = |model: &&Architecture| model.layers.iter().any(|plan| plan.name == layer);
        self.models.iter().map(|(_, model)| model).find(holds)
    }

    /// Whether it is a dense layer, or in doubt.
    pub(super) fn may_be_layer(&self, name: &str) -> bool {
        self.layers.iter().any(|layer| layer == name) || self.doubts.may_be(name)
    }

    /// Whether there is certainly nothing yet that has numbers.
    pub(super) fn is_empty(&self) -> bool {
        let has_none =
            [&self.variables, &self.units, &self.regressions].iter().all(|it| it.is_empty());
        has_none && self.doubts.is_empty()
    }

    /// Puts the data in doubt.
    pub(super) fn doubt_data(&mut self) {
        self.data = Data::InDoubt;
    }

    /// Puts in doubt what has one of these names, and, unless those are all, whatever is not known.
    pub(super) fn doubt_names(&mut self, names: &[String], naming: Naming) {
        self.doubts.add(names, naming);
        self.models.retain(|(model, _)| !names.contains(model));
        self.layers.retain(|layer| !names.contains(layer));
        self.units.retain(|unit| !names.contains(unit));
    }

    /// What is over a limit is told once: the count begins anew.
    pub(super) fn count_anew(&mut self) {
        self.parameters = 0;
    }

    /// Refuses a name that code cannot speak of.
    fn check_code(&self, path: &Path, name: &str) -> Result<(), Fault> {
        if !self.units.iter().any(|unit| unit == name) {
            return Ok(());
        }
        let message = format!("no code has made `{name}`, so no code can speak of it");
        Err(Fault::new(path, format!("{message}: make a layer with `run.dense`")))
    }

    /// Refuses a name that is not among those known, unless it is in doubt.
    fn check<'n>(
        &self,
        path: &Path,
        what: &str,
        name: &str,
        names: impl Iterator<Item = &'n str>,
    ) -> Result<(), Fault> {
        if self.doubts.may_be(name) { Ok(()) } else { check_name(path, what, name, names) }
    }
}

/// Refuses a name that is not among those known.
fn check_name<'n>(
    path: &Path,
    what: &str,
    name: &str,
    names: impl Iterator<Item = &'n str>,
) -> Result<(), Fault> {
    let names: Vec<&str> = names.collect();
    if names.contains(&name) {
        return Ok(());
    }
    let mut message = format!("there is no {what} `{}` here", quoted(name));
    if let Some(guess) = nearest(name, names.iter().copied()) {
        message = format!("{message}\nDid you mean `{guess}`?");
    } else if !names.is_empty() {
        message = format!("{message}\nExpected one of: {}", names.join(", "));
    }
    Err(Fault::new(path, message))
}
