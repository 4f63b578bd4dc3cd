//! What each unit of the first layer makes of two inputs: true at every half cell, however large the
//! model is.

use layerlab::chart::{
    Chart, Drawing, Field, Glyphs, Ramp, Series, Shading, Style, Tone, draw, locate,
};
use layerlab::journal::{Entry, Parameter, Place};
use layerlab::lab::Lab;
use layerlab::lesson::{self, format::PictureName};

use crate::large;

const HALVES: Style = Style { glyphs: Glyphs::Unicode, shading: Shading::HalfBlocks };
const SIZE: (u16, u16) = (60, 24);
/// A unit that changes sides within a few cells.
const STEEP: Steep = Steep { w: [30.0, -50.0], b: 7.0 };

/// The weights and the bias of a unit with two inputs.
struct Steep {
    w: [f32; 2],
    b: f32,
}

impl Steep {
    fn z(&self, x: f64, y: f64) -> f64 {
        f64::from(self.w[0]) * x + f64::from(self.w[1]) * y + f64::from(self.b)
    }
}

/// A model of two inputs and these hidden layers, with a steep unit for its second.
fn with_a_steep_unit(hidden: &[usize], activation: &str) -> Lab {
    let model = ("m", large::model_named("m", Some(2), hidden, activation));
    let text = large::lesson(&large::data(40, 2), &[large::dataset(), model]);
    let mut lab = Lab::new(lesson::read("units.toml", &text).unwrap());
    lab.go_to(1);
    let weight = |input: usize| (Place::Weight { input, unit: 1 }, STEEP.w[input]);
    for (place, value) in [weight(0), weight(1), (Place::Bias { unit: 1 }, STEEP.b)] {
        lab.act(Entry::Set(Parameter { layer: "m_0".to_owned(), place }, value)).unwrap();
    }
    lab
}

/// The shade of the second unit alone.
fn second_unit(lab: &Lab) -> Chart {
    let pictures = lab.outcome().pictures;
    let units = pictures.into_iter().find(|picture| picture.name == PictureName::Units).unwrap();
    let Drawing::Panels(mut panels) = units.drawing else { panic!("units are panels") };
    let mut chart = panels.charts.swap_remove(1);
    assert_eq!(chart.title.take().unwrap(), "unit 1");
    chart.series.retain(|series| matches!(series, Series::Shade { .. }));
    chart
}

/// The values and the ends of the only shade of a chart.
fn shade(chart: &Chart) -> (&Field, [f64; 2]) {
    let [Series::Shade { values, from, to, .. }] = &chart.series[..] else { panic!("one shade") };
    (values, [*from, *to])
}

/// Every half cell of the plot: where it lies, and its tone.
fn half_cells(chart: &Chart) -> Vec<([f64; 2], Tone)> {
    let plot = locate(chart, SIZE.0, SIZE.1, HALVES);
    let grid = draw(chart, SIZE.0, SIZE.1, HALVES);
    let quarter = (plot.y_at(plot.top).unwrap() - plot.y_at(plot.top + 1).unwrap()) / 4.0;
    let rows = plot.top..plot.top + plot.rows();
    let columns = || plot.left..plot.left + plot.columns();
    let places = rows.flat_map(|row| columns().map(move |column| (column, row)));
    let halves = places.flat_map(|(column, row)| {
        let (x, y) = (plot.x_at(column).unwrap(), plot.y_at(row).unwrap());
        let cell = grid.get(column, row).unwrap();
        let (lower, upper) = (cell.shade.unwrap(), cell.upper.or(cell.shade).unwrap());
        [([x, y - quarter], lower), ([x, y + quarter], upper)]
    });
    halves.collect()
}

#[test]
fn a_panel_is_what_its_unit_says_at_every_half_cell() {
    for hidden in [[3, 2], [1_000, 15]] {
        let chart = second_unit(&with_a_steep_unit(&hidden, "sigmoid"));
        let halves = half_cells(&chart);
        assert!(halves.len() > 1_000);
        for ([x, y], tone) in halves {
            let wanted = Tone::new(Ramp::Output, (1.0 / (1.0 + (-STEEP.z(x, y)).exp())) as f32);
            // Two ways to add up may round to either side of the border between two levels.
            assert!(tone.level.abs_diff(wanted.level) < 2, "{hidden:?} at {x} {y}: {tone:?}");
        }
    }
}

#[test]
fn a_panel_is_shaded_from_the_least_to_the_most_that_its_unit_says() {
    for hidden in [[3, 2], [1_000, 15]] {
        let chart = second_unit(&with_a_steep_unit(&hidden, "relu"));
        let (values, [from, to]) = shade(&chart);
        let corners = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];
        let most = corners.map(|at| values.value(at).unwrap()).into_iter().fold(0.0, f64::max);
        // A first look has no place right in a corner.
        assert!(from == 0.0 && to > 0.8 * most && to < 1.2 * most, "{hidden:?}: {to} for {most}");
    }
}
