//! Whether what a step speaks of is there when the step is reached: its data, its layers, its
//! rows.

use super::format::{Action, Ask, Layer, Lesson, Step};
use super::nearest::nearest;
use super::place::{Fault, Path};

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
    layers: Vec<String>,
    variables: Vec<String>,
    models: Vec<String>,
}

impl Known {
    fn check_action(&mut self, path: &Path, action: &Action, lesson: &Lesson) -> Result<(), Fault> {
        match action {
            Action::Imports => Ok(()),
            Action::Dataset(name) => {
                let names: Vec<&str> = lesson.data.keys().map(String::as_str).collect();
                known(&path.name("dataset"), "data set", name, &names)?;
                self.rows = lesson.data.get(name).map(|dataset| dataset.x.len());
                Ok(())
            }
            Action::Mask(_) => self.check_data(path),
            Action::Dense(dense) => {
                self.claim(&path.name("dense").name("name"), &dense.name)?;
                self.variables.push(dense.name.clone());
                Ok(())
            }
            Action::Normalization(layer) => {
                self.check_data(path)?;
                let path = path.name("normalization").name("name");
                self.unclaimed(&path, &layer.name)
            }
            Action::Sequential(model) => {
                let path = path.name("sequential");
                self.unclaimed(&path.name("name"), &model.name)?;
                for (index, Layer::Dense(dense)) in model.layers.iter().enumerate() {
                    let path = path.name("layers").index(index).name("dense").name("name");
                    self.claim(&path, &dense.name)?;
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

    /// Takes a name for a layer.
    fn claim(&mut self, path: &Path, name: &str) -> Result<(), Fault> {
        self.unclaimed(path, name)?;
        self.layers.push(name.to_owned());
        Ok(())
    }

    fn unclaimed(&self, path: &Path, name: &str) -> Result<(), Fault> {
        if self.layers.iter().chain(&self.models).any(|taken| taken == name) {
            return Err(Fault::new(path, format!("the name `{name}` is already taken")));
        }
        Ok(())
    }
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
