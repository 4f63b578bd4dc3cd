//! Every kind of picture of a model and its training, as it is drawn at four sizes: characters, roles
//! and tones.

use insta::assert_snapshot;
use layerlab::chart::{Drawing, Glyphs, Shading, Style};
use layerlab::lab::Lab;
use layerlab::lesson::{self, format::PictureName};

use crate::seen::seen;

use crate::harness::lesson_text;

const HALVES: Style = Style { glyphs: Glyphs::Unicode, shading: Shading::HalfBlocks };
const SIZES: [(u16, u16); 4] = [(30, 10), (48, 16), (76, 24), (110, 34)];

const THREE: &str = r#"
format = 1
title = "Three"
about = "Three classes"
[data.bees]
x = [[0.0, 0.0], [1.0, 0.2], [0.5, 1.0], [0.2, 0.8], [0.9, 0.1]]
y = [[0.0], [1.0], [2.0], [2.0], [1.0]]
x_label = "length"
x2_label = "width"
classes = ["ant", "bee", "wasp"]
[[step]]
id = "data"
title = "Data"
run.dataset = "bees"
[[step]]
id = "model"
title = "Model"
run.sequential = { name = "m", inputs = 2, layers = [{ dense = { name = "l", units = 3, activation = "softmax" } }] }
[[step]]
id = "weights"
title = "Weights"
run.set_weights = { layer = "l", w = [[-6.0, 6.0, 0.0], [-6.0, -3.0, 6.0]], b = [4.0, -1.0, -2.0] }
"#;

/// A picture of a step as it is once its training has run, at four sizes.
fn look(kind: &str, (lesson, step): (&str, &str), name: PictureName) {
    let text = match lesson {
        "bowls" => include_str!("../fixtures/bowls.toml").to_owned(),
        "three" => THREE.to_owned(),
        shipped => lesson_text(shipped).to_owned(),
    };
    let mut lab = Lab::new(lesson::read(lesson, &text).unwrap());
    let at = lab.lesson().steps.iter().position(|s| s.id == step).unwrap();
    lab.go_to(at);
    lab.train(usize::MAX);
    let pictures = lab.outcome().pictures;
    let picture = pictures.iter().find(|picture| picture.name == name);
    snapshots(kind, &picture.unwrap_or_else(|| panic!("no {name:?}")).drawing);
}

fn snapshots(kind: &str, drawing: &Drawing) {
    for (width, height) in SIZES {
        let name = format!("{kind}_{width}x{height}");
        assert_snapshot!(name, seen(drawing, (width, height), HALVES));
    }
}

#[test]
fn a_line_with_its_data() {
    look("line", ("neurons-and-layers", "known-weights"), PictureName::Model);
}

#[test]
fn a_sigmoid_with_its_shade() {
    look("sigmoid", ("a-yes-no-neuron", "undisturbed"), PictureName::Model);
}

#[test]
fn a_surface_of_two_classes() {
    look("surface", ("coffee-roasting", "the-nor"), PictureName::Model);
}

#[test]
fn regions_of_three_classes() {
    look("regions", ("three", "weights"), PictureName::Model);
}

#[test]
fn a_value_over_two_features() {
    look("value", ("bowls", "fit"), PictureName::Model);
}

#[test]
fn a_bowl_with_the_way_of_a_training() {
    look("bowl", ("a-neuron-learns", "the-valley"), PictureName::Bowl);
}

#[test]
fn a_bowl_of_two_hidden_weights() {
    look("hidden_bowl", ("bowls", "train"), PictureName::Bowl);
}

#[test]
fn a_slice_with_its_slope() {
    look("slice", ("a-neuron-learns", "slice-along-w"), PictureName::Slice);
}

#[test]
fn the_loss_of_a_race() {
    look("race", ("a-neuron-learns", "three-rates"), PictureName::Loss);
}

#[test]
fn a_metric() {
    look("metric", ("coffee-roasting", "train-it"), PictureName::Metric);
}

#[test]
fn what_each_unit_sees() {
    look("units", ("coffee-roasting", "the-nor"), PictureName::Units);
}

#[test]
fn a_network_with_what_its_units_see() {
    look("network", ("coffee-roasting", "the-nor"), PictureName::Network);
}
