//! Two features: the data on a plane, and what a model makes of every place on it.

use crate::chart::{Axis, Chart, Layer, Mark, Role, extremes, nice_range};
use crate::lab::sample;
use crate::lab::state::Data;
use crate::lab::subject::Subject;
use crate::nn::{Forward, Tensor};

use super::points::{column, data_points, fitted, x_of, x_range};
use super::scene::Scene;

/// The data, the output at every place, and the example that is looked at.
pub(super) fn over_two_features(
    data: &Data,
    model: Option<Subject<'_>>,
    scene: &Scene<'_>,
) -> Chart {
    let mut chart = over_data(data);
    chart.title = Some(data.dataset.y_label.clone());
    chart.layers.extend(model.map(|model| output(data, model)).unwrap_or_default());
    if scene.example < data.x.shape()[0] && !scene.own && model.is_some() {
        let row = &data.dataset.x[scene.example];
        chart.layers.push(Layer::Crosshair { x: f64::from(row[0]), y: f64::from(row[1]) });
    }
    // Inputs of the step's own are no part of the data.
    let asked = scene.x.filter(|_| scene.own).and_then(|x| {
        let at = |column: usize| x.get([scene.example, column].as_slice()).copied();
        Some([f64::from(at(0)?), f64::from(at(1)?)])
    });
    if let Some([x, y]) = asked {
        chart.layers.push(Layer::Points {
            name: "asked".to_owned(),
            role: Role::Crosshair,
            mark: Mark::Diamond,
            points: vec![[x, y]],
        });
        chart.layers.push(Layer::Crosshair { x, y });
    }
    chart
}

/// The data of two features, on axes of their own.
fn over_data(data: &Data) -> Chart {
    over_some(data, usize::MAX)
}

/// The same with at most so many of its points.
pub(super) fn over_some(data: &Data, most: usize) -> Chart {
    let place = |row: usize| [x_of(data, row), f64::from(data.dataset.x[row][1])];
    let rows = sample::rows(data.x.shape()[0], most);
    let [x, y] = ranges(data);
    Chart {
        title: None,
        x: Axis::new(&data.dataset.x_label, x[0], x[1]),
        y: Axis::new(&data.dataset.x2_label, y[0], y[1]),
        layers: data_points(data, &rows, place),
    }
}

/// What every layer makes of two features, over the range of the chart.
pub(super) struct Surface {
    forwards: Vec<Forward>,
    side: usize,
}

impl Surface {
    pub(super) fn of(data: &Data, model: Subject<'_>) -> Option<Self> {
        let [x, y] = ranges(data);
        // A large model is looked at in fewer places, so that a frame stays short.
        let work = GRID * GRID * model.parameters();
        let side = if work > SURFACE_WORK { GRID / 3 } else { GRID };
        let along = |[from, to]: [f64; 2], index: usize| {
            (from + (to - from) * (index as f64 + 0.5) / side as f64) as f32
        };
        let inputs = Tensor::from_shape_fn(vec![side * side, 2], |at| match at[1] {
            0 => along(x, at[0] % side),
            _ => along(y, at[0] / side),
        });
        Some(Self { forwards: model.forward(&inputs)?, side })
    }

    /// The outputs of a unit, rows bottom to top.
    pub(super) fn values(&self, layer: usize, unit: usize) -> Vec<Vec<f64>> {
        let Some(forward) = self.forwards.get(layer) else { return Vec::new() };
        let values: Vec<f64> = forward
            .output
            .rows()
            .into_iter()
            .map(|row| row.get(unit).map_or(f64::NAN, |value| f64::from(*value)))
            .collect();
        values.chunks(self.side).map(<[f64]>::to_vec).collect()
    }
}

const GRID: usize = 48;
const SURFACE_WORK: usize = 3_000_000;

fn ranges(data: &Data) -> [[f64; 2]; 2] {
    [x_range(data), data.dataset.y_range.unwrap_or_else(|| fitted(column(&data.x, 1)))]
}

/// The output at every place, and, where it is a chance, the line where it is 0.5.
fn output(data: &Data, model: Subject<'_>) -> Vec<Layer> {
    let Some(surface) = Surface::of(data, model) else { return Vec::new() };
    let values = surface.values(model.layers().len() - 1, 0);
    let is_chance = model.is_probability();
    let (from, to) =
        if is_chance { (0.0, 1.0) } else { shade_range(values.iter().flatten().copied()) };
    // An output that is 0.5 everywhere, but for rounding, changes sides nowhere.
    let all = values.iter().flatten();
    let is_undecided = is_chance && all.clone().all(|p| (p - 0.5).abs() < 1e-3);
    let boundary = (is_chance && !is_undecided).then(|| Layer::Contour {
        name: "boundary".to_owned(),
        level: 0.5,
        values: values.clone(),
    });
    let shade = Layer::Shade { name: "output".to_owned(), from, to, values };
    [shade].into_iter().chain(boundary).collect()
}

/// The values from light to dark. Where all are alike, the rounding of float32 is not shown.
pub(super) fn shade_range(values: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let (low, high) = extremes(values.clone());
    if high - low < 1e-5 * high.abs().max(low.abs()) {
        return (low - 0.5, high + 0.5);
    }
    nice_range(values, 0.0)
}
