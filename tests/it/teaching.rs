//! What the lessons that ship say is true, in every state that a learner can reach.

use layerlab::journal::{Entry, Parameter, Place};
use layerlab::lab::{Lab, Printed};
use layerlab::lesson::{format::PictureName, read};
use layerlab::tui::Message;

use crate::harness::{Screen, lesson_text, open};

fn shipped(name: &str, step: &str) -> Lab {
    let mut lab = Lab::new(read(name, lesson_text(name)).unwrap());
    let at = lab.lesson().steps.iter().position(|s| s.id == step).unwrap();
    lab.go_to(at);
    lab
}

#[test]
fn a_boundary_in_its_place_that_says_yes_on_the_wrong_side_is_not_praised() {
    let mut lab = shipped("neurons-and-layers", "move-the-boundary");
    let set = |lab: &mut Lab, place, value| {
        lab.act(Entry::Set(Parameter { layer: "L1".into(), place }, value)).unwrap();
    };
    set(&mut lab, Place::Bias { unit: 0 }, 7.0);
    set(&mut lab, Place::Weight { input: 0, unit: 0 }, -2.0);
    assert!(!lab.outcome().is_reached());
    set(&mut lab, Place::Weight { input: 0, unit: 0 }, 2.0);
    set(&mut lab, Place::Bias { unit: 0 }, -7.0);
    assert!(lab.outcome().is_reached());
}

#[test]
fn a_layer_of_several_units_is_not_drawn_as_if_one_spoke_for_all() {
    for step in ["three-answers", "by-hand"] {
        let pictures = shipped("coffee-roasting", step).outcome().pictures;
        let names: Vec<PictureName> = pictures.iter().map(|picture| picture.name).collect();
        assert_eq!(names, [PictureName::Weights], "{step}");
    }
}

#[test]
fn ten_times_the_epochs_bring_equal_units_to_what_is_said() {
    let mut lab = shipped("coffee-roasting", "one-line");
    let loss = |lab: &Lab| *lab.history().unwrap().loss.last().unwrap();
    lab.train(usize::MAX);
    assert!((loss(&lab) - 0.33).abs() < 0.005, "{}", loss(&lab));
    let epochs = layerlab::lab::parse_setting(layerlab::lab::Setting::Epochs, "3000").unwrap();
    lab.act(Entry::Fit(epochs)).unwrap();
    lab.train(usize::MAX);
    assert!((loss(&lab) - 0.32).abs() < 0.005, "{}", loss(&lab));
}

/// What a fit of three classes prints once it is over.
fn printed(metric: &str, epochs: usize) -> String {
    let text = format!(
        r#"
format = 1
title = "Three"
about = "Three classes"
[data.d]
x = [[0.0], [1.0], [2.0], [3.0]]
y = [[0.0], [1.0], [2.0], [2.0]]
[[step]]
id = "data"
title = "Data"
run.dataset = "d"
[[step]]
id = "model"
title = "Model"
run.sequential = {{ name = "m", inputs = 1, layers = [{{ dense = {{ name = "l", units = 3, activation = "softmax" }} }}] }}
[[step]]
id = "fit"
title = "Fit"
run.fit = {{ model = "m", loss = "sparse_categorical_crossentropy", metric = "{metric}", epochs = {epochs}, validation_split = 0.25 }}
"#
    );
    let mut lab = Lab::new(read("three.toml", &text).unwrap());
    lab.go_to(2);
    lab.train(usize::MAX);
    match &lab.outcome().console.last().unwrap().printed {
        Printed::Text(text) => text.clone(),
        other => panic!("{other:?}"),
    }
}

// As Keras has it: names in the order of the alphabet, and no number for a single epoch.
#[test]
fn progress_is_printed_as_keras_prints_it() {
    let names = |text: &str| -> Vec<String> {
        let line = text.lines().last().unwrap().split("━ ").last().unwrap().to_owned();
        line.split(" - ").map(|part| part.split(':').next().unwrap().to_owned()).collect()
    };
    let sparse = printed("sparse_categorical_accuracy", 2);
    assert!(sparse.starts_with("Epoch 2/2\n"), "{sparse}");
    let wanted =
        ["loss", "sparse_categorical_accuracy", "val_loss", "val_sparse_categorical_accuracy"];
    assert_eq!(names(&sparse), wanted);
    let one = printed("accuracy", 1);
    assert!(one.starts_with("1/1 ") && !one.contains("Epoch"), "{one}");
    assert_eq!(names(&one), ["accuracy", "loss", "val_accuracy", "val_loss"]);
}

/// A lesson at a step after some keys, with a training run to its end.
fn trained(name: &str, step: &str, keys: &str) -> Screen {
    let text = lesson_text(name);
    let mut screen = open(text, step).press(keys);
    for _ in 0..60 {
        screen.app.update(Message::Train { batches: 20, per_second: 200 });
    }
    screen
}

#[test]
fn a_training_that_has_learned_nothing_is_not_ticked_and_keeps_its_arithmetic() {
    let screen = trained("why-layers", "train-flat", " ");
    screen.hides("✓").shows("■ at its end").shows("no line does better").shows("X[0] ▸");
    // At the bottom of the bowl all is done that can be.
    trained("a-yes-no-neuron", "train-the-line", " ")
        .shows("✓ trained")
        .shows("bottom of the bowl");
    trained("a-neuron-learns", "ten-epochs", " ").shows("✓ trained").hides("■");
}

#[test]
fn inputs_that_are_small_are_not_asked_to_be_scaled() {
    for rate in ["3", "30"] {
        let keys = format!("<tab>{rate}<enter> ");
        let mut screen = trained("why-layers", "learn-it", &keys);
        let text = screen.text();
        assert!(!text.contains("scaled"), "{rate}: {text}");
        let said = ["smaller", "learning_rate"].iter().all(|word| text.contains(word));
        assert!(said || text.contains("✓"), "{rate}: {text}");
    }
}

#[test]
fn a_setting_changed_before_the_first_run_is_kept_by_r() {
    let text = lesson_text("coffee-roasting");
    let screen = open(text, "train-it").press("<tab>0.1<enter>r");
    let screen = screen.shows("it is at its start, and runs with your settings");
    let screen = screen.press("<esc>").shows("learning_rate   0.1");
    // Undone it is the lesson's own; after a run r starts over with it, and once more puts it back.
    screen.press("u").shows("learning_rate   0.01");
    let mut run = trained("coffee-roasting", "train-it", "<tab>0.1<enter><esc> ");
    run = run.press("r").shows("□ Space starts").shows("learning_rate   0.1");
    run.press("r").shows("learning_rate   0.01");
}

#[test]
fn a_unit_at_the_bottom_is_not_told_to_take_longer_steps() {
    let keys = "jjjjjj<tab>9<enter> ";
    let screen = trained("a-yes-no-neuron", "bring-it-nearer", keys);
    let mut screen = screen.hides("too short").shows("bottom of the").shows("X[6] ▸");
    // What there is to say is said to its end.
    assert!(screen.text().contains("smaller loss."), "{}", screen.text());
}
