//! `run.activation = …`: an activation by itself, drawn and computed for a few numbers.

use crate::chart::{Axis, Chart, Drawing, Mark, Proportion, Role, Series};
use crate::lab::picture::{Scene, fitted};
use crate::lab::python;
use crate::lab::statement::Statement;
use crate::lab::tensors::vector;
use crate::lesson::format::{ActivationAlone, PictureName};
use crate::nn::{Tensor, print};

use super::import::Import;
use super::runnable::{Runnable, Stage};

impl Runnable for ActivationAlone {
    fn statements(&self, _stage: &Stage<'_>) -> Vec<Statement> {
        let mut output = vector(&self.z);
        let z = python::float32(&output).unwrap_or_else(|| "...".to_owned());
        python::by_hand(self.name, &mut output);
        let code = vec![format!("z = {z}"), format!("print({})", python::activation(self.name))];
        vec![Statement::text(code, &print::numpy_str(&output))]
    }

    fn needs(&self) -> Vec<Import> {
        Import::of_activation(self.name)
    }

    fn picture(&self, _scene: &Scene<'_>) -> Option<(PictureName, Drawing)> {
        Some((PictureName::Model, Drawing::Chart(curve(self))))
    }

    fn is_drawn_alone(&self) -> bool {
        true
    }
}

/// The chart of an activation by itself.
fn curve(alone: &ActivationAlone) -> Chart {
    let function = |z: f64| {
        let mut value = Tensor::from_elem(vec![1, 1], z as f32);
        alone.name.apply(&mut value);
        value.first().map_or(f64::NAN, |value| f64::from(*value))
    };
    let reach = alone.z.iter().fold(0.0, |reach: f32, z| reach.max(z.abs()));
    let reach = f64::from(reach) * 1.2 + f64::from(f32::EPSILON);
    let at = |index: u32| reach * (2.0 * f64::from(index) / f64::from(SAMPLES) - 1.0);
    let curve: Vec<[f64; 2]> = (0..=SAMPLES).map(|i| [at(i), function(at(i))]).collect();
    let points = alone.z.iter().map(|z| [f64::from(*z), function(f64::from(*z))]).collect();
    let [bottom, top] = fitted(curve.iter().map(|point| point[1]));
    let name = alone.name.name().to_owned();
    Chart {
        proportion: Proportion::Plane,
        title: None,
        x: Axis::new("z", -reach, reach),
        y: Axis::new(format!("{name}(z)"), bottom, top),
        series: vec![
            Series::Curve { name, role: Role::Model, points: curve },
            Series::Points {
                name: "computed".to_owned(),
                role: Role::Crosshair,
                mark: Mark::Diamond,
                points,
            },
        ],
    }
}

const SAMPLES: u32 = 240;
