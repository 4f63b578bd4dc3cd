//! Whether what a step speaks of is there when the step is reached: its data, its layers, its
//! rows.

use super::format::{Action, Ask, Layer, Lesson, Step};
use super::limits;
use super::nearest::nearest;
use super::place::{Fault, Path};
use super::validate::within;

/// Walks the steps in order and refuses the first name that is not known by then.
pub(super) fn check(lesson: &Lesson) -> Result<(), Fault> {
    let mut known = Known::default();
    for (index, step) in lesson.steps.iter().enumerate() {
        let path = Path::default().name("step").index(index);
        if let Some(action) = &step.run {
            known.check_action(&path.name("run"), action, lesson)?;
        }
        known.check_goal(&path, step)?;
    }
    Ok(())
}

/// What the steps so far have made.
#[derive(Default)]
struct Known {
    rows: Option<usize>,
    taken: Vec<String>,
    parameters: usize,
    layers: Vec<String>,
    variables: Vec<String>,
    models: Vec<String>,
}

impl Known {
    fn check_action(&mut self, path: &Path, action: &Action, lesson: &Lesson) -> Result<(), Fault> {
        match action {
            Action::Imports | Action::Activation(_) => Ok(()),
            Action::Dataset(name) => {
                let names: Vec<&str> = lesson.data.keys().map(String::as_str).collect();
                known(&path.name("dataset"), "data set", name, &names)?;
                self.rows = lesson.data.get(name).map(|dataset| dataset.x.len());
                Ok(())
            }
            Action::Mask(_) => self.check_data(path),
            Action::Dense(dense) => {
                let path = path.name("dense");
                self.take(&path.name("name"), &dense.name)?;
                self.layers.push(dense.name.clone());
                self.variables.push(dense.name.clone());
                self.make(&path.name("units"), widest(lesson), dense.units, lesson)
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
                    self.layers.push(dense.name.clone());
                    self.make(&path.name("units"), inputs, dense.units, lesson)?;
                    inputs = dense.units;
                }
                self.variables.push(model.name.clone());
                self.models.push(model.name.clone());
                Ok(())
            }
            Action::GetWeights(get) => {
                self.check_layer(&path.name("get_weights").name("layer"), &get.layer)
            }
            Action::SetWeights(set) => {
                self.check_layer(&path.name("set_weights").name("layer"), &set.layer)
            }
            Action::Call(ask) => {
                let path = path.name("call");
                let names: Vec<&str> = self.variables.iter().map(String::as_str).collect();
                known(&path.name("layer"), "layer", &ask.layer, &names)?;
                self.check_rows(&path, ask)
            }
            Action::Predict(ask) => {
                let path = path.name("predict");
                self.check_model(&path.name("model"), &ask.layer)?;
                self.check_rows(&path, ask)
            }
            Action::Summary(summary) => {
                self.check_model(&path.name("summary").name("model"), &summary.model)
            }
        }
    }

    fn check_goal(&self, path: &Path, step: &Step) -> Result<(), Fault> {
        if step.goal.is_some() {
            if self.variables.is_empty() {
                return Err(Fault::new(
                    &path.name("goal"),
                    "there is no layer here to work on yet",
                ));
            }
            self.check_data(&path.name("goal"))?;
        }
        match step.solution.as_ref().and_then(|solution| solution.layer.as_ref()) {
            Some(layer) => self.check_layer(&path.name("solution").name("layer"), layer),
            None => Ok(()),
        }
    }

    fn check_layer(&self, path: &Path, layer: &str) -> Result<(), Fault> {
        let names: Vec<&str> = self.layers.iter().map(String::as_str).collect();
        known(path, "layer", layer, &names)
    }

    fn check_model(&self, path: &Path, model: &str) -> Result<(), Fault> {
        if self.layers.iter().any(|layer| layer == model) {
            let message = format!("`{model}` is a layer, and only a model can do this");
            return Err(Fault::new(path, format!("{message}: call a layer with `run.call`")));
        }
        let names: Vec<&str> = self.models.iter().map(String::as_str).collect();
        known(path, "model", model, &names)
    }

    fn check_rows(&self, path: &Path, ask: &Ask) -> Result<(), Fault> {
        let count = match (&ask.rows, &ask.x) {
            (Some(_), Some(_)) => {
                return Err(Fault::new(&path.name("x"), "expected `rows` or `x`, not both"));
            }
            (None, Some(x)) => x.len(),
            (rows, None) => {
                self.check_data(path)?;
                let available = self.rows.unwrap_or(0);
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

    fn check_data(&self, path: &Path) -> Result<(), Fault> {
        if self.rows.is_some() {
            return Ok(());
        }
        let message = "there is no data yet: an earlier step needs `run.dataset`";
        Err(Fault::new(path, message))
    }

    /// Takes a name, which nothing else may have.
    fn take(&mut self, path: &Path, name: &str) -> Result<(), Fault> {
        if self.taken.iter().any(|taken| taken == name) {
            return Err(Fault::new(path, format!("the name `{name}` is already taken")));
        }
        self.taken.push(name.to_owned());
        Ok(())
    }

    /// Counts the weights and biases of a layer towards what a lesson may have.
    fn make(
        &mut self,
        path: &Path,
        inputs: usize,
        units: usize,
        lesson: &Lesson,
    ) -> Result<(), Fault> {
        self.parameters += (inputs + 1) * units;
        within(path, "weights and biases in a lesson", self.parameters, limits::PARAMETERS)?;
        let rows = lesson.data.values().map(|dataset| dataset.x.len()).max().unwrap_or(0);
        within(path, "rows times weights", rows * self.parameters, limits::WORK)
    }
}

/// The most numbers that an example in this lesson has: what a layer may be called with.
fn widest(lesson: &Lesson) -> usize {
    let data = lesson.data.values().map(|dataset| &dataset.x);
    let asked = lesson.steps.iter().filter_map(|step| match step.run.as_ref()? {
        Action::Call(ask) | Action::Predict(ask) => ask.x.as_ref(),
        _ => None,
    });
    data.chain(asked).filter_map(|x| x.first()).map(Vec::len).max().unwrap_or(1)
}

fn known(path: &Path, what: &str, name: &str, names: &[&str]) -> Result<(), Fault> {
    if names.contains(&name) {
        return Ok(());
    }
    let mut message = format!("there is no {what} `{name}` here");
    if let Some(guess) = nearest(name, names.iter().copied()) {
        message = format!("{message}\nDid you mean `{guess}`?");
    } else if !names.is_empty() {
        message = format!("{message}\nExpected one of: {}", names.join(", "));
    }
    Err(Fault::new(path, message))
}
