//! Whether what a step speaks of is there when the step is reached: its data, its layers, its
//! rows.

mod training;

use super::draft::Draft;
use super::fault::{Fault, Faults};
use super::format::{Action, Ask, Dataset, Layer, Lesson, Sequential, Solution, Step};
use super::harmless::quoted;
use super::limits;
use super::nearest::nearest;
use super::path::Path;
use super::said::{Doubts, Said};
use super::validate::{solutions, within};

/// Walks the steps in order and notes every name that is not known by then. What an action with a
/// fault would have made is in doubt, and using it is no fault.
pub(super) fn check(draft: &Draft, faults: &mut Faults) {
    let mut known = Known::new(draft);
    for (index, step) in draft.lesson.steps.iter().enumerate() {
        let path = Path::default().name("step").index(index);
        if let Some(action) = &step.run {
            faults.check(known.check_action(&path.name("run"), action));
        }
        if faults.is_touched(&path.name("run")) {
            known.doubt(draft.said.get(index));
        }
        faults.check(known.check_goal(&path, step));
        known.check_solutions(&path, step, faults);
    }
}

/// What the steps so far have made.
struct Known<'a> {
    draft: &'a Draft,
    lesson: &'a Lesson,
    data: Data<'a>,
    taken: Vec<&'a str>,
    parameters: usize,
    layers: Vec<&'a str>,
    variables: Vec<&'a str>,
    models: Vec<&'a Sequential>,
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
    fn new(draft: &'a Draft) -> Self {
        Self {
            draft,
            lesson: &draft.lesson,
            data: Data::NoneYet,
            taken: Vec::new(),
            parameters: 0,
            layers: Vec::new(),
            variables: Vec::new(),
            models: Vec::new(),
            doubts: Doubts::default(),
        }
    }

    fn doubt(&mut self, said: Option<&Said>) {
        let said = said.cloned().unwrap_or_default();
        if said.takes_data() {
            self.data = Data::InDoubt;
        }
        self.doubts.add(&said);
        self.models.retain(|model| !said.has(&model.name));
        self.layers.retain(|layer| !said.has(layer));
        self.parameters = 0;
    }

    fn check_action(&mut self, path: &Path, action: &'a Action) -> Result<(), Fault> {
        let lesson = self.lesson;
        match action {
            Action::Imports | Action::Activation(_) => Ok(()),
            Action::Dataset(name) => {
                if let Some(names) = &self.draft.data {
                    let names: Vec<&str> = names.iter().map(String::as_str).collect();
                    known(&path.name("dataset"), "data set", name, &names)?;
                }
                self.data = lesson.data.get(name).map_or(Data::InDoubt, Data::Known);
                Ok(())
            }
            Action::Mask(_) => self.check_data(path).map(drop),
            Action::Dense(dense) => {
                let path = path.name("dense");
                self.take(&path.name("name"), &dense.name)?;
                self.layers.push(&dense.name);
                self.variables.push(&dense.name);
                self.make(&path.name("units"), widest(lesson), dense.units)
            }
            Action::Normalization(layer) => {
                self.check_data(path)?;
                self.take(&path.name("normalization").name("name"), &layer.name)
            }
            Action::Sequential(model) => {
                let mut inputs = model.inputs.unwrap_or(widest(lesson));
                let path = path.name("sequential");
                self.take(&path.name("name"), &model.name)?;
                for (index, Layer::Dense(dense)) in model.layers.iter().enumerate() {
                    let path = path.name("layers").index(index).name("dense");
                    self.take(&path.name("name"), &dense.name)?;
                    self.layers.push(&dense.name);
                    self.make(&path.name("units"), inputs, dense.units)?;
                    inputs = dense.units;
                }
                self.variables.push(&model.name);
                self.models.push(model);
                Ok(())
            }
            Action::GetWeights(_)
            | Action::SetWeights(_)
            | Action::Call(_)
            | Action::Predict(_)
            | Action::Summary(_)
            | Action::Gradient(_)
            | Action::Fit(_) => self.check_use(path, action),
        }
    }

    /// An action that uses what others have made.
    fn check_use(&self, path: &Path, action: &Action) -> Result<(), Fault> {
        match action {
            Action::GetWeights(get) => {
                self.check_layer(&path.name("get_weights").name("layer"), &get.layer)
            }
            Action::SetWeights(set) => {
                self.check_layer(&path.name("set_weights").name("layer"), &set.layer)
            }
            Action::Call(ask) => {
                let path = path.name("call");
                self.check_known(&path.name("layer"), "layer", &ask.layer, &self.variables)?;
                let is_layer = self.layers.contains(&ask.layer.as_str());
                if ask.by_unit && !is_layer && !self.doubts.may_be(&ask.layer) {
                    let message = "only a dense layer by itself can be computed unit by unit";
                    return Err(Fault::new(&path.name("by_unit"), message));
                }
                self.check_rows(&path, ask)
            }
            Action::Predict(ask) => {
                let path = path.name("predict");
                self.check_model(&path.name("model"), &ask.layer)?;
                self.check_rows(&path, ask)
            }
            Action::Summary(summary) => {
                self.check_model(&path.name("summary").name("model"), &summary.model).map(drop)
            }
            Action::Gradient(gradient) => {
                let path = path.name("gradient");
                let model = self.check_model(&path.name("model"), &gradient.model)?;
                let Some((model, data)) = model.zip(self.check_data(&path)?) else { return Ok(()) };
                training::check_gradient(&path, gradient, model, data)
            }
            Action::Fit(fit) => {
                let path = path.name("fit");
                let model = self.check_model(&path.name("model"), &fit.model)?;
                let data = self.check_data(&path)?;
                for (index, set) in fit.start.iter().enumerate() {
                    let path = path.name("start").index(index).name("layer");
                    self.check_layer(&path, &set.layer)?;
                }
                let Some((model, data)) = model.zip(data) else { return Ok(()) };
                training::check_fit(&path, fit, model, data)
            }
            Action::Imports
            | Action::Activation(_)
            | Action::Dataset(_)
            | Action::Mask(_)
            | Action::Dense(_)
            | Action::Normalization(_)
            | Action::Sequential(_) => Ok(()),
        }
    }

    fn check_goal(&self, path: &Path, step: &Step) -> Result<(), Fault> {
        if step.goal.is_none() {
            return Ok(());
        }
        let path = path.name("goal");
        if self.variables.is_empty() && self.doubts.is_empty() {
            return Err(Fault::new(&path, "there is no layer here to work on yet"));
        }
        self.check_data(&path).map(drop)
    }

    fn check_solutions(&self, path: &Path, step: &Step, faults: &mut Faults) {
        if faults.is_touched(&path.name("run")) {
            return;
        }
        for (path, solution) in solutions(path, step) {
            faults.check(self.check_solution(&path, solution, step.run.as_ref()));
        }
    }

    fn check_solution(
        &self,
        path: &Path,
        solution: &Solution,
        run: Option<&Action>,
    ) -> Result<(), Fault> {
        match (solution, run) {
            (Solution::Weights { layer: Some(layer), .. }, _) => {
                self.check_layer(&path.name("layer"), layer)
            }
            (Solution::Fit(change), Some(Action::Fit(fit))) => {
                let fit = fit.changed(change);
                let path = path.name("fit");
                let model = self.check_model(&path, &fit.model)?;
                let Some((model, data)) = model.zip(self.check_data(&path)?) else { return Ok(()) };
                training::check_fit(&path, &fit, model, data)
            }
            _ => Ok(()),
        }
    }

    fn check_layer(&self, path: &Path, layer: &str) -> Result<(), Fault> {
        self.check_known(path, "layer", layer, &self.layers)
    }

    /// Refuses a name that is not among those known, unless it is in doubt.
    fn check_known(
        &self,
        path: &Path,
        what: &str,
        name: &str,
        names: &[&str],
    ) -> Result<(), Fault> {
        if self.doubts.may_be(name) { Ok(()) } else { known(path, what, name, names) }
    }

    /// The model of that name, unless it is in doubt.
    fn check_model(&self, path: &Path, model: &str) -> Result<Option<&'a Sequential>, Fault> {
        if let Some(found) = self.models.iter().find(|known| known.name == model) {
            return Ok(Some(found));
        }
        if self.layers.contains(&model) {
            let message = format!("`{model}` is a layer, and only a model can do this");
            let advice = "call a layer with `run.call`, or make a model with `run.sequential`";
            return Err(Fault::new(path, format!("{message}: {advice}")));
        }
        let names: Vec<&str> = self.models.iter().map(|model| model.name.as_str()).collect();
        if names.is_empty() && self.doubts.is_empty() {
            let model = quoted(model);
            let message =
                format!("there is no model `{model}` here: make one with `run.sequential`");
            return Err(Fault::new(path, message));
        }
        self.check_known(path, "model", model, &names).map(|()| None)
    }

    fn check_rows(&self, path: &Path, ask: &Ask) -> Result<(), Fault> {
        let count = match (&ask.rows, &ask.x) {
            (Some(_), Some(_)) => {
                return Err(Fault::new(&path.name("x"), "expected `rows` or `x`, not both"));
            }
            (None, Some(x)) => x.len(),
            (rows, None) => {
                let Some(data) = self.check_data(path)? else { return Ok(()) };
                let available = data.x.len();
                let rows = rows.clone().unwrap_or_else(|| (0..available).collect());
                if let Some(index) = rows.iter().position(|row| *row >= available) {
                    let message = format!("the data has rows 0 to {}", available - 1);
                    return Err(Fault::new(&path.name("rows").index(index), message));
                }
                rows.len()
            }
        };
        if count == 0 {
            return Err(Fault::new(&path.name("rows"), "expected at least one row"));
        }
        if ask.flat && count != 1 {
            return Err(Fault::new(&path.name("flat"), "only one row can be handed over flat"));
        }
        Ok(())
    }

    /// The data that there is, unless it is in doubt.
    fn check_data(&self, path: &Path) -> Result<Option<&'a Dataset>, Fault> {
        match self.data {
            Data::Known(data) => Ok(Some(data)),
            Data::InDoubt => Ok(None),
            Data::NoneYet => {
                let message = "there is no data yet: an earlier step needs `run.dataset`";
                Err(Fault::new(path, message))
            }
        }
    }

    /// Takes a name, which nothing else may have.
    fn take(&mut self, path: &Path, name: &'a str) -> Result<(), Fault> {
        if self.taken.contains(&name) {
            // What it should have been called nobody knows.
            self.doubts.add_any();
            return Err(Fault::new(path, format!("the name `{name}` is already taken")));
        }
        self.taken.push(name);
        Ok(())
    }

    /// Counts the weights and biases of a layer towards what a lesson may have.
    fn make(&mut self, path: &Path, inputs: usize, units: usize) -> Result<(), Fault> {
        self.parameters += (inputs + 1) * units;
        within(path, "weights and biases in a lesson", self.parameters, limits::PARAMETERS)
    }
}

/// The most numbers that an example in this lesson has: what a layer may be called with.
pub(super) fn widest(lesson: &Lesson) -> usize {
    let data = lesson.data.values().map(|dataset| &dataset.x);
    let asked = lesson.steps.iter().filter_map(|step| match step.run.as_ref()? {
        Action::Call(ask) | Action::Predict(ask) => ask.x.as_ref(),
        _ => None,
    });
    data.chain(asked).filter_map(|x| x.first()).map(Vec::len).max().unwrap_or(1)
}

/// Refuses a name that is not among those known.
fn known(path: &Path, what: &str, name: &str, names: &[&str]) -> Result<(), Fault> {
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
