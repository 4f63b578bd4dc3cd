//! `run.activation = …`: an activation by itself, drawn and computed for a few numbers.

use crate::chart::{Axis, Chart, Drawing, Mark, Proportion, Role, Series};
use crate::journal::Slider;
use crate::lab::asks::Asks;
use crate::lab::assignment::{Lines, assigned};
use crate::lab::formula;
use crate::lab::number::round_number;
use crate::lab::picture::{Scene, fitted};
use crate::lab::python;
use crate::lab::slide::Slide;
use crate::lab::state::State;
use crate::lab::statement::Statement;
use crate::lab::tensors::vector;
use crate::lesson::format::{ActivationAlone, PictureName};
use crate::nn::print;

use super::import::Import;
use super::runnable::{Runnable, Stage};
use super::softmax;

impl Runnable for ActivationAlone {
    fn perform(&self, state: &mut State, _seed: u64) {
        if self.is_softmax() {
            state.by_hand.clone_from(&self.z);
        }
    }

    fn statements(&self, stage: &Stage<'_>) -> Vec<Statement> {
        if let Some(softmax) = stage.state.softmax() {
            return vec![softmax::statement(&softmax, stage.step)];
        }
        let mut output = vector(&numbers(self, &stage.state.slid));
        let Lines { mut code, files } = assigned("z", &output, stage.step);
        python::by_hand(self.name, &mut output);
        code.push(format!("print({})", python::activation(self.name)));
        vec![Statement { files, ..Statement::text(code, &print::numpy_str(&output)) }]
    }

    fn needs(&self) -> Vec<Import> {
        if self.is_softmax() { Vec::new() } else { Import::of_activation(self.name) }
    }

    fn slides(&self, _state: &State, values: &[f32]) -> Vec<Slide> {
        if self.is_softmax() {
            return softmax::slides(self, values);
        }
        let slide = |value: &f32| Slide {
            nudge: round_number(2.0 * reach(self) / NUDGES),
            equation: formula::filled(self.name, *value),
            ..Slide::new(Slider::Z(0), self.name.name(), *value)
        };
        values.iter().map(slide).collect()
    }

    fn picture(&self, scene: &Scene<'_>) -> Option<(PictureName, Drawing)> {
        if self.is_softmax() {
            return Some((
                PictureName::Bars,
                softmax::bars(self, scene.slid, scene.asks == Asks::Answer),
            ));
        }
        Some((PictureName::Model, Drawing::Chart(curve(self, scene.slid))))
    }

    fn is_drawn_alone(&self) -> bool {
        true
    }
}

/// The numbers that it is computed for: the first may be slid.
fn numbers(alone: &ActivationAlone, slid: &[f32]) -> Vec<f32> {
    let first = slid.first().or(alone.z.first()).copied();
    first.into_iter().chain(alone.z.iter().skip(1).copied()).collect()
}

/// How far its axis reaches on both sides of 0, wherever a number is slid.
fn reach(alone: &ActivationAlone) -> f64 {
    match alone.z.iter().fold(0.0, |reach: f32, z| reach.max(z.abs())) {
        0.0 => OF_NOTHING,
        reach => f64::from(reach) * 1.2 + f64::from(f32::EPSILON),
    }
}

/// The reach where 0 is the only number: an activation is all but flat beyond it, or straight.
const OF_NOTHING: f64 = 6.0;

/// The chart of an activation by itself.
fn curve(alone: &ActivationAlone, slid: &[f32]) -> Chart {
    let reach = reach(alone);
    let place = |z: f64| [z, f64::from(formula::value(alone.name, z as f32))];
    let at = |index: u32| reach * (2.0 * f64::from(index) / f64::from(SAMPLES) - 1.0);
    let curve: Vec<[f64; 2]> = (0..=SAMPLES).map(|index| place(at(index))).collect();
    let [bottom, top] = fitted(curve.iter().map(|point| point[1]));
    let name = alone.name.name().to_owned();
    let mut series = vec![Series::Curve { name: name.clone(), role: Role::Model, points: curve }];
    let all = numbers(alone, slid).into_iter().map(|z| place(f64::from(z))).collect();
    series.extend(marks(all, !slid.is_empty()));
    Chart {
        proportion: Proportion::Plane,
        title: None,
        x: Axis::new("z", -reach, reach),
        y: Axis::new(format!("{name}(z)"), bottom, top),
        series,
    }
}

/// The numbers that it is computed for on its curve, a crosshair at the one that is slid.
fn marks(mut all: Vec<[f64; 2]>, slides: bool) -> Vec<Series> {
    let marks = |name: &str, role, mark, points| Series::Points {
        name: name.to_owned(),
        role,
        mark,
        points,
    };
    if !slides || all.is_empty() {
        return vec![marks("computed", Role::Crosshair, Mark::Diamond, all)];
    }
    let slid = all.remove(0);
    let others = (!all.is_empty()).then(|| marks("computed", Role::Data, Mark::Cross, all));
    let here = marks("z", Role::Crosshair, Mark::Diamond, vec![slid]);
    others.into_iter().chain([here, Series::Crosshair { x: slid[0], y: slid[1] }]).collect()
}

const SAMPLES: u32 = 240;
/// About so many nudges lead from one end of the axis to the other.
const NUDGES: f64 = 45.0;
