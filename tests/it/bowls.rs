//! Bowls: the loss over any two weights of a model, seen from above.

use layerlab::chart::{Axis, Chart, Field, Role, Series};
use layerlab::journal::{Entry, Parameter};
use layerlab::lab::Lab;
use layerlab::lesson::format::PictureName;
use layerlab::lesson::parameter::Place;
use layerlab::lesson::read;
use layerlab::nn::{Activation, Dense, Landscape, Layer, Loss, Sequential, WeightAt, tensor};
use proptest::prelude::*;

use crate::harness::{self, lesson_text};

const LESSON: &str = include_str!("../fixtures/bowls.toml");

fn lab(text: &str, step: &str) -> Lab {
    let mut lab = Lab::new(read("bowls.toml", text).unwrap());
    let at = lab.lesson().steps.iter().position(|s| s.id == step).unwrap();
    lab.go_to(at);
    lab
}

fn bowl(lab: &Lab) -> Option<Chart> {
    let pictures = lab.outcome().pictures;
    let bowl = pictures.into_iter().find(|picture| picture.name == PictureName::Bowl)?;
    bowl.chart().cloned()
}

fn field(chart: &Chart) -> &Field {
    let Some(Series::Shade { values, .. }) = chart.series.first() else { panic!("no shade") };
    values
}

fn loss(chart: &Chart, [x, y]: [f64; 2]) -> f64 {
    let share = |at: f64, axis: &Axis| (at - axis.min) / (axis.max - axis.min);
    field(chart).value([share(x, &chart.x), share(y, &chart.y)]).unwrap()
}

fn mark(chart: &Chart, starts: &str) -> Option<([f64; 2], String)> {
    chart.series.iter().find_map(|series| match series {
        Series::Points { name, points, .. } if name.starts_with(starts) => {
            Some((points[0], name.clone()))
        }
        _ => None,
    })
}

fn set(lab: &mut Lab, layer: &str, place: Place, value: f32) {
    let parameter = Parameter { layer: layer.to_owned(), place };
    lab.act(Entry::Set(parameter, value)).unwrap();
}

const fn w(input: usize, unit: usize) -> Place {
    Place::Weight { input, unit }
}

#[test]
fn over_two_weights_of_a_line_it_is_the_mean_of_the_squares() {
    let mut lab = lab(LESSON, "gradient");
    set(&mut lab, "l", Place::Bias { unit: 0 }, 0.5);
    let chart = bowl(&lab).unwrap();
    assert_eq!((chart.x.label.as_str(), chart.y.label.as_str()), ("w[0,0]", "w[1,0]"));
    let rows =
        [[1.0, 2.0, 5.0], [2.0, 1.0, 4.0], [3.0, 4.0, 11.0], [4.0, 2.0, 8.0], [0.0, 1.0, 2.0]];
    let mean = |x: f64, y: f64| {
        rows.iter().map(|[a, b, c]| (a * x + b * y + 0.5 - c).powi(2)).sum::<f64>() / 5.0
    };
    for at in [[0.0, 0.0], [1.0, 2.0], [-1.5, 0.25]] {
        assert!((loss(&chart, at) - mean(at[0], at[1])).abs() < 1e-6, "{at:?}");
    }
    // Where the slopes along both are 0: 30 x + 24 y = 73 and 24 x + 26 y = 71.
    let (at, name) = mark(&chart, "lowest").unwrap();
    let determinant = 30.0 * 26.0 - 24.0 * 24.0;
    let wanted =
        [(73.0 * 26.0 - 71.0 * 24.0) / determinant, (71.0 * 30.0 - 73.0 * 24.0) / determinant];
    assert!((at[0] - wanted[0]).abs() < 1e-9 && (at[1] - wanted[1]).abs() < 1e-9, "{name}");
}

#[test]
fn over_hidden_weights_it_is_what_evaluate_says() {
    let chart = bowl(&lab(LESSON, "train")).unwrap();
    assert_eq!((chart.x.label.as_str(), chart.y.label.as_str()), ("h w[0,0]", "h w[1,1]"));
    for [x, y] in [[0.0, 0.0], [7.5, -10.0], [-20.0, 12.5]] {
        let mut there = lab(LESSON, "train");
        set(&mut there, "h", w(0, 0), x as f32);
        set(&mut there, "h", w(1, 1), y as f32);
        let answers = there.answer().unwrap();
        let of = |(p, y): (&Vec<f32>, f64)| {
            let p = f64::from(p[0]);
            -(y * p.ln() + (1.0 - y) * (1.0 - p).ln())
        };
        let known = answers.iter().zip([0.0, 1.0, 1.0, 0.0]).map(of).sum::<f64>() / 4.0;
        assert!((loss(&chart, [x, y]) - known).abs() < 1e-5, "{x} {y}");
    }
}

#[test]
fn the_way_leads_from_the_start_to_where_the_weights_are() {
    let mut lab = lab(LESSON, "train");
    let before = bowl(&lab).unwrap();
    lab.train(100);
    let chart = bowl(&lab).unwrap();
    let Some(Series::Curve { points, .. }) =
        chart.series.iter().find(|s| matches!(s, Series::Curve { role: Role::Model, .. }))
    else {
        panic!("no way")
    };
    assert_eq!(points.len(), 101);
    assert_eq!(points[0], mark(&before, "here").unwrap().0);
    assert_eq!(points[0], mark(&chart, "start").unwrap().0);
    assert_eq!(points[100], mark(&chart, "here").unwrap().0);
}

#[test]
fn a_chosen_number_is_an_axis_and_its_units_bias_the_other() {
    let mut lab = lab(LESSON, "train");
    lab.focus(Some(Parameter { layer: "o".into(), place: w(1, 0) }));
    let chart = bowl(&lab).unwrap();
    assert_eq!((chart.x.label.as_str(), chart.y.label.as_str()), ("o w[1,0]", "o b"));
    // One of the lesson's own is there already.
    lab.focus(Some(Parameter { layer: "h".into(), place: w(1, 1) }));
    assert_eq!(bowl(&lab).unwrap().y.label, "h w[1,1]");
}

#[test]
fn at_a_fit_of_many_weights_choosing_one_opens_it() {
    let text =
        LESSON.replace("bowl = { axes = [\"h.w[0,0]\", \"h.w[1,1]\"] }\npicture = \"bowl\"\n", "");
    let screen = harness::open(&text, "train").size(200, 60).hides(" bowl");
    let mut chosen = screen.press("<tab><tab><tab><tab><tab>").shows("weights  bowl");
    // It takes no place from what is there.
    assert!(!chosen.text().contains("rest fixed"));
    chosen.press("vvvvv").shows("binary crossentropy, rest fixed");
}

#[test]
fn a_lowest_place_is_marked_only_where_all_around_is_higher() {
    for step in ["gradient", "fit", "train"] {
        let mut lab = lab(LESSON, step);
        for round in 0..4 {
            let chart = bowl(&lab).unwrap();
            if let Some(([x, y], name)) = mark(&chart, "lowest") {
                let [dx, dy] = [&chart.x, &chart.y].map(|axis| (axis.max - axis.min) / 10.0);
                let here = loss(&chart, [x, y]);
                for (a, b) in [(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0), (1.0, -1.0)] {
                    assert!(loss(&chart, [x + a * dx, y + b * dy]) > here, "{step} {round} {name}");
                }
            }
            lab.train(50);
        }
    }
}

#[test]
fn the_lowest_place_is_found_where_it_is() {
    let lesson = |x: &str, y: &str, fit: &str| {
        format!(
            "format = 1\ntitle = \"t\"\nabout = \"a\"\n[data.d]\nx = {x}\ny = {y}\n\
             [[step]]\nid = \"d\"\ntitle = \"d\"\nrun.dataset = \"d\"\n\
             [[step]]\nid = \"m\"\ntitle = \"m\"\nrun.sequential = {{ name = \"m\", inputs = 1, layers = \
             [{{ dense = {{ name = \"l\", units = 1, activation = \"sigmoid\" }} }}] }}\n\
             [[step]]\nid = \"f\"\ntitle = \"f\"\nrun.fit = {{ model = \"m\", {fit}, epochs = 1 }}\n"
        )
    };
    let (x, y) = ("[[0.0], [1.0], [2.0], [3.0]]", "[[0.0], [1.0], [0.0], [1.0]]");
    // By hand: the slopes of the crossentropy are 0 where w is 0.9417 and b is -1.4125.
    let chart = bowl(&lab(&lesson(x, y, "loss = \"binary_crossentropy\""), "f")).unwrap();
    let (at, name) = mark(&chart, "lowest").unwrap();
    let slope = |of: fn(f64) -> f64| {
        let rows = [(0.0, 0.0), (1.0, 1.0), (2.0, 0.0), (3.0, 1.0)];
        rows.iter()
            .map(|(x, y)| (1.0 / (1.0 + (-(at[0] * x + at[1])).exp()) - y) * of(*x))
            .sum::<f64>()
    };
    assert!(slope(|x| x).abs() < 1e-6 && slope(|_| 1.0).abs() < 1e-6, "{name}");
    // Looked for, where no formula says it: the squares behind a sigmoid.
    let chart = bowl(&lab(&lesson(x, y, "loss = \"mean_squared_error\""), "f")).unwrap();
    let (at, name) = mark(&chart, "lowest").unwrap();
    let here = loss(&chart, at);
    for (a, b) in [(0.2, 0.0), (-0.2, 0.0), (0.0, 0.2), (0.0, -0.2)] {
        assert!(loss(&chart, [at[0] + a, at[1] + b]) > here, "{name}");
    }
    // Where the classes can be told apart it falls for ever.
    let apart = lesson(x, "[[0.0], [0.0], [1.0], [1.0]]", "loss = \"binary_crossentropy\"");
    assert_eq!(mark(&bowl(&lab(&apart, "f")).unwrap(), "lowest"), None);
}

#[test]
fn the_scale_is_that_of_the_loss_however_large() {
    for times in ["", "e6", "e9"] {
        let y = format!("[[5.0{times}], [4.0{times}], [11.0{times}], [8.0{times}], [2.0{times}]]");
        let chart =
            bowl(&lab(&LESSON.replace("[[5.0], [4.0], [11.0], [8.0], [2.0]]", &y), "fit")).unwrap();
        let Some(Series::Shade { to, .. }) = chart.series.first() else { panic!("no shade") };
        let corners = [chart.x.min, chart.x.max]
            .map(|x| [chart.y.min, chart.y.max].map(|y| loss(&chart, [x, y])));
        let highest = corners.into_iter().flatten().fold(0.0, f64::max);
        assert!((to / highest - 1.0).abs() < 0.05, "{times}: {to} {highest}");
    }
}

#[test]
fn a_sample_of_the_rows_is_near_to_all_of_them() {
    let text = lesson_text("coffee-roasting");
    let mut lab = lab(text, "train-it");
    lab.focus(Some(Parameter { layer: "hidden".into(), place: w(0, 0) }));
    for _ in 0..4 {
        lab.train(50);
        let chart = bowl(&lab).unwrap();
        assert!(chart.title.as_ref().unwrap().contains("103 of 200 rows"));
        let known = *lab.history().unwrap().loss.last().unwrap();
        let here = loss(&chart, mark(&chart, "here").unwrap().0);
        assert!((here / f64::from(known) - 1.0).abs() < 0.1, "{here} {known}");
    }
}

#[test]
fn a_huge_weight_on_an_axis_moves_no_minimum() {
    let mut lab = lab(LESSON, "gradient");
    let known = mark(&bowl(&lab).unwrap(), "lowest").unwrap().0;
    set(&mut lab, "l", w(0, 0), 1e18);
    let far = bowl(&lab).unwrap();
    let at = mark(&far, "lowest").map_or(known, |(at, _)| at);
    assert_eq!(at, known);
}

#[test]
fn a_run_that_leaves_the_picture_is_not_drawn_in_it() {
    let text = LESSON.replace(
        "epochs = 60, batch_size = 5 }",
        "epochs = 60, batch_size = 5, race = [{ learning_rate = 0.03 }, { learning_rate = 5.0 }] }",
    );
    let mut lab = self::lab(&text, "fit");
    lab.train(30);
    let names: Vec<String> = bowl(&lab)
        .unwrap()
        .series
        .iter()
        .filter_map(|series| match series {
            Series::Curve { name, role: Role::Model | Role::Rival(_), .. } => Some(name.clone()),
            _ => None,
        })
        .collect();
    assert_eq!(names, ["rate 0.02", "rate 0.03"]);
}

#[test]
fn axes_that_are_no_weights_are_refused_with_what_to_write() {
    let refused = |axes: &str, needle: &str| {
        let text = LESSON.replace("[\"h.w[0,0]\", \"h.w[1,1]\"]", axes);
        let error = read("bowls.toml", &text).unwrap_err().to_string();
        assert!(error.contains(needle) && error.contains("bowls.toml:48"), "{error}");
    };
    refused("[\"h.w[0,0]\", \"h.w[2,1]\"]", "expected a weight of a model");
    refused("[\"h.w\", \"h.b[0]\"]", "expected a weight of a model");
    refused("[\"w[0,0]\", \"h.b[0]\"]", "expected a weight of a model");
    refused("[\"g.w[0,0]\", \"h.b[0]\"]", "there is no layer `g` here");
    refused("[\"h.b[0]\", \"h.b[0]\"]", "two different weights of one model");
    refused("[\"h.b[0]\", \"l.b\"]", "two different weights of one model");
    refused("[\"h.b[0]\"]", "2");
    let nothing = LESSON.replace(
        "run.dataset = \"two\"",
        "run.dataset = \"two\"\nbowl = { axes = [\"l.w[0,0]\", \"l.b\"] }",
    );
    let error = read("bowls.toml", &nothing).unwrap_err().to_string();
    assert!(error.contains("expected `loss`"), "{error}");
}

#[test]
fn a_step_without_a_fit_has_one_where_it_is_asked_for() {
    let asked = "run.dataset = \"two\"\nbowl = { axes = [\"l.w[0,0]\", \"l.b\"], loss = \"mean_squared_error\" }";
    let lab = lab(&LESSON.replace("run.dataset = \"two\"", asked), "xor");
    // No model was worked with on this data yet, so there is nothing to look at.
    assert_eq!(bowl(&lab), None);
    let at_weights = LESSON.to_owned()
        + "[[step]]\nid = \"set\"\ntitle = \"Set\"\nrun.get_weights = { layer = \"h\" }\nbowl = { axes = [\"h.w[0,0]\", \"o.b\"], loss = \"mean_squared_error\" }\n";
    let chart = bowl(&self::lab(&at_weights, "set")).unwrap();
    assert_eq!((chart.x.label.as_str(), chart.y.label.as_str()), ("h w[0,0]", "o b"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn the_landscape_of_the_engine_is_evaluate_at_other_weights(
        seed in 0_u64..1_000,
        x in prop::collection::vec(-2.0_f32..2.0, 12),
        y in prop::collection::vec(0.0_f32..1.0, 6),
        values in [-3.0_f32..3.0, -3.0_f32..3.0],
    ) {
        let layer = |name, units, activation, seed| {
            Layer::Dense(Dense::new(name, units, activation, seed).unwrap())
        };
        let layers = vec![
            layer("a", 3, Activation::Relu, seed),
            layer("b", 1, Activation::Sigmoid, seed + 1),
        ];
        let mut model = Sequential::new("m", layers).unwrap();
        let (x, y) = (tensor(&[6, 2], &x), tensor(&[6, 1], &y));
        model.call(&x).unwrap();
        let axes = [WeightAt { layer: 0, row: 1, unit: 2 }, WeightAt { layer: 1, row: 3, unit: 0 }];
        let mut land = Landscape::new(model.clone(), Loss::BinaryCrossentropy, (&x, &y), axes).unwrap();
        let there = land.loss(values);
        let mut weights = model.get_weights();
        weights[0][[1, 2].as_slice()] = values[0];
        weights[3][[0].as_slice()] = values[1];
        model.set_weights(&weights).unwrap();
        model.compile(layerlab::nn::Optimizer::SGD, Loss::BinaryCrossentropy, None);
        prop_assert_eq!(there, model.evaluate(&x, &y).unwrap().loss);
        // Where there is no such weight there is no loss.
        let nowhere = [axes[0], WeightAt { layer: 2, row: 0, unit: 0 }];
        let land = Landscape::new(model, Loss::BinaryCrossentropy, (&x, &y), nowhere);
        prop_assert!(land.unwrap().loss(values).is_nan());
    }
}
