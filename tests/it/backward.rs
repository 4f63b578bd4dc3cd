//! Forward, Loss, Backward, Update: the numbers of one example there and back against those of
//! `TensorFlow`, the nudges beside them, and the terms on the screen, key by key.

#![allow(clippy::unwrap_used, reason = "a test may be strict")]

use std::fmt::Write;
use std::fs;

use insta::assert_snapshot;
use layerlab::chart::{Drawing, Lit, Network};
use layerlab::lab::{About, Agreement, Backward, Explained, Lab, Stage, Walkthrough, WorkedTerm};
use layerlab::lesson::format::PictureName;
use layerlab::lesson::{self, shelf};
use layerlab::nn::{Dense, Layer, Loss, Sequential, Tape, tensor};
use serde_json::Value;

use crate::cases::{numbers, row, table};
use crate::commands::{prints, stops};
use crate::harness::{SIZES, Screen, open, plain};
use crate::manual::example;
use crate::scratch;

/// The example of the manual: two switches, two hidden units.
fn switches() -> String {
    example("A hidden weight")
}

/// The same as far as the model, before any of its numbers.
fn model_only() -> String {
    let text = switches();
    text[..text.find("[[step]]\nid = \"hidden-numbers\"").unwrap()].to_owned()
}

/// What `TensorFlow` has recorded.
fn cases() -> Vec<Value> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/keras/backward.json");
    let all: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    all.as_array().unwrap().clone()
}

fn layers(case: &Value) -> &[Value] {
    case["layers"].as_array().unwrap()
}

fn loss(case: &Value) -> Loss {
    case["loss"].as_str().unwrap().parse().unwrap()
}

fn near(found: f32, wanted: f32) -> bool {
    (found - wanted).abs() <= 2e-6 + 2e-5 * wanted.abs()
}

#[track_caller]
fn check(found: &[f32], wanted: &[f32], what: &str) {
    assert_eq!(found.len(), wanted.len(), "{what}");
    let pairs = found.iter().zip(wanted);
    assert!(pairs.clone().all(|(a, b)| near(*a, *b)), "{what}: {found:?} for {wanted:?}");
}

#[test]
fn the_tape_agrees_with_that_of_tensorflow() {
    for case in cases() {
        let dense = |(index, layer): (usize, &Value)| {
            let kernel = table(&layer["kernel"]);
            let activation = layer["activation"].as_str().unwrap().parse().unwrap();
            let mut dense =
                Dense::new(format!("l{index}"), kernel.shape()[1], activation, 1).unwrap();
            dense.build(kernel.shape()[0]).unwrap();
            dense.set_weights(&[kernel, row(&layer["bias"])]).unwrap();
            Layer::Dense(dense)
        };
        let model = layers(&case).iter().enumerate().map(dense).collect();
        let model = Sequential::new("model", model).unwrap();
        let [x, y] = ["x", "y"].map(|side| numbers(&case[side]));
        let (x, y) = (tensor(&[1, x.len()], &x), tensor(&[1, y.len()], &y));
        let record = Tape::new(model, loss(&case), (&x, &y)).unwrap().record(0).unwrap();
        let name = case["name"].as_str().unwrap();
        check(&[record.loss], &[case["value"].as_f64().unwrap() as f32], name);
        for (record, layer) in record.layers.iter().zip(layers(&case)) {
            check(&record.z, &numbers(&layer["z"]), name);
            check(&record.output, &numbers(&layer["output"]), name);
            check(&record.slope_of_z, &numbers(&layer["slope_of_z"]), name);
            let rows = layer["kernel_gradient"].as_array().unwrap().iter().flat_map(numbers);
            let gradient: Vec<f32> = rows.chain(numbers(&layer["bias_gradient"])).collect();
            let found: Vec<f32> = record.gradient.iter().copied().collect();
            check(&found, &gradient, name);
        }
    }
}

/// A case as a lesson, whose last step tells of it.
fn lesson_of(case: &Value) -> String {
    let mut text = "format = 1\ntitle = \"t\"\nabout = \"a\"\n[data.d]\n".to_owned();
    let [x, y] = ["x", "y"].map(|side| numbers(&case[side]));
    write!(text, "x = [{x:?}]\ny = [{y:?}]\nx_label = \"x\"\n").unwrap();
    text +=
        "[[step]]\nid = \"data\"\ntitle = \"t\"\nrun.dataset = \"d\"\n[[step]]\nid = \"model\"\n";
    let inputs = x.len();
    write!(text, "title = \"t\"\nrun.sequential = {{ name = \"m\", inputs = {inputs}, layers = [")
        .unwrap();
    for (index, layer) in layers(case).iter().enumerate() {
        let (units, activation) = (numbers(&layer["bias"]).len(), &layer["activation"]);
        write!(
            text,
            "{{ dense = {{ name = \"l{index}\", units = {units}, activation = {activation} }} }},"
        )
        .unwrap();
    }
    text += "] }\n";
    for (index, layer) in layers(case).iter().enumerate() {
        let kernel: Vec<Vec<f32>> =
            layer["kernel"].as_array().unwrap().iter().map(numbers).collect();
        let bias = numbers(&layer["bias"]);
        write!(
            text,
            "[[step]]\nid = \"set-{index}\"\ntitle = \"t\"\nrun.set_weights = {{ layer = \"l{index}\", \
             w = {kernel:?}, b = {bias:?} }}\n"
        )
        .unwrap();
    }
    write!(
        text,
        "[[step]]\nid = \"way\"\ntitle = \"t\"\nbackward = {{ loss = {} }}\n",
        case["loss"]
    )
    .unwrap();
    text
}

fn lab_at(text: &str, step: &str) -> Lab {
    let lesson = lesson::read("test.toml", text).unwrap();
    let at = lesson.steps.iter().position(|s| s.id == step).unwrap();
    let mut lab = Lab::new(lesson);
    lab.go_to(at);
    lab
}

fn told(lab: &Lab) -> Walkthrough {
    match lab.outcome().backward {
        Backward::Told(told) => *told,
        other => panic!("{other:?}"),
    }
}

/// The number at the end of a line of arithmetic.
fn result(line: &str) -> f32 {
    let last = line.rsplit(['=', '≈']).next().unwrap();
    last.trim().parse().unwrap_or_else(|_| panic!("no number at the end of {line:?}"))
}

/// What `TensorFlow` says of what a term is about.
fn wanted(case: &Value, term: &WorkedTerm) -> f32 {
    let unit_of = |key: &str, layer: usize, unit: usize| numbers(&layers(case)[layer][key])[unit];
    match (&term.about, term.stage) {
        (About::Loss, _) => case["value"].as_f64().unwrap() as f32,
        (About::Unit { layer, unit }, Stage::Forward) => unit_of("output", *layer, *unit),
        (About::Unit { layer, unit }, _) => unit_of("slope_of_z", *layer, *unit),
        (About::Number { layer, parameter }, _) => match parameter.place {
            lesson::parameter::Place::Bias { unit } => unit_of("bias_gradient", *layer, unit),
            lesson::parameter::Place::Node { .. } => panic!("a network has no nodes"),
            lesson::parameter::Place::Weight { input, unit } => {
                numbers(&layers(case)[*layer]["kernel_gradient"][input])[unit]
            }
        },
    }
}

#[test]
fn every_term_ends_in_the_number_of_tensorflow() {
    for case in cases() {
        let told = told(&lab_at(&lesson_of(&case), "way"));
        let terms = told.terms.iter().filter(|term| term.stage != Stage::Update);
        for term in terms {
            let line = term.lines.last().unwrap();
            let found = match line.split_once(", worked out from z") {
                Some((line, _)) => result(line),
                None => result(line),
            };
            let wanted = wanted(&case, term);
            // Four digits are written.
            let is_near = (found - wanted).abs() <= 6e-5 + 1e-3 * wanted.abs();
            assert!(is_near, "{}: {line} for {wanted}\n{term:#?}", case["name"]);
        }
    }
}

#[test]
fn what_is_written_as_equal_is_equal() {
    for case in cases() {
        for term in told(&lab_at(&lesson_of(&case), "way")).terms {
            for line in term.lines.iter().filter(|line| !line.contains('≈')) {
                // The last two sides, where both are plain numbers in a sum of products.
                let sides: Vec<&str> = line.split(" = ").collect();
                let [.., left, right] = sides.as_slice() else { continue };
                let Some(left) = sum_of_products(left) else { continue };
                let right: f64 = right.parse().unwrap();
                let is_near = (left - right).abs() <= 6e-5 + 6e-5 * right.abs();
                assert!(is_near, "{}: {line}", case["name"]);
            }
        }
    }
}

// Where rounding lets a pencil find another last digit, it finds no other number.
#[test]
fn what_is_written_as_about_equal_is_about_equal() {
    let mut sums = 0;
    for case in cases() {
        for term in told(&lab_at(&lesson_of(&case), "way")).terms {
            for line in &term.lines {
                let Some((left, right)) = line.split_once(" ≈ ") else { continue };
                let left = left.rsplit(" = ").next().unwrap();
                let (Some(sum), Ok(right)) = (sum_of_products(left), right.parse::<f64>()) else {
                    continue;
                };
                let sizes = sum_of_products(&left.replace(" - ", " + ").replace('-', ""));
                let is_near = (sum - right).abs() <= 2e-3 * sizes.unwrap_or(sum).abs() + 1e-4;
                assert!(is_near, "{}: {line}", case["name"]);
                sums += 1;
            }
        }
    }
    assert!(sums > 100, "{sums}");
}

/// `1.5 · -2 + 3 · 0.5 - 1`; none where there is anything else in it.
fn sum_of_products(text: &str) -> Option<f64> {
    let text = text.replace(" - ", " + -1 · ");
    let product = |part: &str| {
        let factors = part.split(" · ").map(|number| number.trim().parse::<f64>().ok());
        factors.into_iter().try_fold(1.0, |product, factor| Some(product * factor?))
    };
    text.split(" + ").map(product).sum()
}

#[test]
fn every_nudge_agrees_with_its_slope() {
    let mut counted = [0, 0, 0];
    for case in cases() {
        for term in told(&lab_at(&lesson_of(&case), "way")).terms {
            let Some(check) = term.check else { continue };
            assert_eq!(term.stage, Stage::Backward);
            let place = match check.agreement {
                Agreement::Good => 0,
                Agreement::TooSmall => 1,
                Agreement::Bend | Agreement::Corner => 2,
            };
            counted[place] += 1;
            let off = (check.quotient - check.slope).abs();
            // A nudge may step over the corner of a unit.
            let has_corner = case["name"].as_str().unwrap().contains("relu");
            let is_near = off <= 0.01 * check.slope.abs() + 4e-3;
            assert!(if place == 2 { has_corner } else { is_near }, "{}: {check:?}", case["name"]);
        }
    }
    let [good, small, cornered] = counted;
    assert!(good > 1_000 && good > 10 * small && cornered < 10, "{counted:?}");
}

/// A line of one unit and a loss that may have a corner.
fn line(w: &str, loss: &str, activation: &str) -> String {
    format!(
        "format = 1\ntitle = \"t\"\nabout = \"a\"\n[data.d]\nx = [[1.0], [2.0]]\ny = [[1.0], [5.0]]\n\
         x_label = \"x\"\n[[step]]\nid = \"data\"\ntitle = \"t\"\nrun.dataset = \"d\"\n[[step]]\n\
         id = \"unit\"\ntitle = \"t\"\nrun.sequential = {{ name = \"m\", inputs = 1, layers = [\
         {{ dense = {{ name = \"l\", units = 1, activation = \"{activation}\" }} }}] }}\n[[step]]\n\
         id = \"way\"\ntitle = \"t\"\nrun.set_weights = {{ layer = \"l\", w = [[{w}]], b = [0.0] }}\n\
         backward = {{ loss = \"{loss}\" }}\n"
    )
}

fn checks(text: &str) -> Vec<layerlab::lab::Check> {
    told(&lab_at(text, "way")).terms.into_iter().filter_map(|term| term.check).collect()
}

#[test]
fn a_corner_a_bend_and_a_flat_place_are_told_as_what_they_are() {
    // p = y: the absolute error has a corner there.
    let corner = &checks(&line("1.0", "mean_absolute_error", "linear"))[0];
    assert_eq!((corner.agreement, corner.slope), (Agreement::Corner, 0.0));
    assert!(corner.lines[2].contains("a corner here"), "{corner:?}");
    // z = 0: relu has one.
    let relu = &checks(&line("0.0", "mean_squared_error", "relu"))[0];
    assert_eq!(relu.agreement, Agreement::Corner);
    // At the bottom of a valley the loss only bends.
    let valley = &checks(&line("1.0", "mean_squared_error", "linear"))[0];
    assert_eq!((valley.agreement, valley.slope), (Agreement::Bend, 0.0));
    // Far out a sigmoid is flat: the change is lost in a float32.
    let flat = &checks(&line("-9.0", "mean_squared_error", "sigmoid"))[0];
    assert_eq!(flat.agreement, Agreement::TooSmall);
    assert!(flat.slope != 0.0, "{flat:?}");
}

#[test]
fn a_corner_and_a_leak_are_written_as_keras_has_them() {
    let lines = |w: &str, loss: &str, activation: &str| {
        let told = told(&lab_at(&line(w, loss, activation), "way"));
        let term = told.terms.into_iter().find(|term| term.stage == Stage::Backward).unwrap();
        term.lines.join("\n")
    };
    // Where p is y, neither side of the corner is taken.
    let corner = lines("1.0", "mean_absolute_error", "linear");
    assert!(corner.ends_with("\ndL/dz = 0 = 0"), "{corner}");
    let leak = lines("-1.0", "mean_squared_error", "leaky_relu");
    assert!(leak.contains("1 above 0, else 0.2"), "{leak}");
}

#[test]
fn one_row_alone_has_no_mean_and_a_fit_takes_that_of_what_it_learns_from() {
    let notes = |text: &str, step: &str| {
        let told = told(&lab_at(text, step));
        told.terms.into_iter().flat_map(|term| term.notes).collect::<Vec<_>>().join("\n")
    };
    let alone = notes(&lesson_of(&cases()[0]), "way");
    assert!(!alone.contains("all 1 row") && !alone.contains("mean"), "{alone}");
    let all = notes(&switches(), "there-and-back");
    assert!(all.contains("over all 4 rows it is"), "{all}");
    let split = switches().replace("batch_size = 4", "batch_size = 3, validation_split = 0.25");
    let learned = notes(&split, "there-and-back");
    assert!(learned.contains("over all 3 rows it is"), "{learned}");
}

/// Two slopes that come back with weights of other signs and cancel but for the last digit.
#[test]
fn slopes_that_cancel_on_the_way_leave_rounding_noise() {
    let text = "format = 1\ntitle = \"t\"\nabout = \"a\"\n[data.d]\nx = [[1.0]]\n\
                y = [[-0.7, -1.3]]\nx_label = \"x\"\n[[step]]\nid = \"data\"\ntitle = \"t\"\n\
                run.dataset = \"d\"\n[[step]]\nid = \"units\"\ntitle = \"t\"\nrun.sequential = { name = \"m\", \
                inputs = 1, layers = [{ dense = { name = \"h\", units = 1 } }, { dense = { name = \"o\", units = 2 } }] }\n\
                [[step]]\nid = \"first\"\ntitle = \"t\"\nrun.set_weights = { layer = \"h\", w = [[1.0]], b = [0.0] }\n\
                [[step]]\nid = \"way\"\ntitle = \"t\"\nbackward = { loss = \"mean_squared_error\" }\n\
                run.set_weights = { layer = \"o\", w = [[0.3, -0.3000001]], b = [0.0, 0.0] }\n";
    let told = told(&lab_at(text, "way"));
    let is_hidden = |term: &&WorkedTerm| {
        term.stage == Stage::Backward && matches!(term.about, About::Unit { layer: 0, .. })
    };
    let term = told.terms.iter().find(is_hidden).unwrap();
    assert!(term.notes.iter().any(|note| note.starts_with("dL/da is rounding noise")), "{term:#?}");
}

#[test]
fn a_large_weight_gets_a_nudge_that_a_float32_can_add() {
    for (w, nudge) in [("1.0", 0.001), ("200.0", 0.1), ("20000.0", 10.0)] {
        let check = &checks(&line(w, "mean_squared_error", "linear"))[0];
        assert!((check.nudge / nudge - 1.0).abs() < 1e-3, "{check:?}");
    }
}

#[test]
fn each_stage_comes_in_its_order() {
    let told = told(&lab_at(&switches(), "there-and-back"));
    let stages: Vec<Stage> = told.terms.iter().map(|term| term.stage).collect();
    assert!(stages.is_sorted_by_key(|stage| Stage::ALL.iter().position(|s| s == stage)));
    let count = |stage| stages.iter().filter(|s| **s == stage).count();
    assert_eq!(Stage::ALL.map(count), [3, 1, 12, 9]);
    let titles: Vec<&str> = told.terms[4..8].iter().map(|term| term.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "How the loss changes with z of output",
            "The slope of output.w[0,0]",
            "The slope of output.w[1,0]",
            "The slope of output.b"
        ]
    );
    assert_eq!(told.terms[8].title, "How the loss changes with z of hidden[0]");
}

#[test]
fn a_step_is_the_one_that_the_training_takes() {
    for optimizer in ["sgd", "adam", "rmsprop"] {
        // A batch of the one row alone.
        let text =
            switches().replace("learning_rate = 0.5,", "learning_rate = 0.5, shuffle = false,");
        let text = text
            .replace("shuffle = false,", &format!("shuffle = false, optimizer = \"{optimizer}\","));
        let text =
            text.replace("batch_size = 4", "batch_size = 1").replace("row = 1 }", "row = 0 }");
        let mut lab = lab_at(&text, "there-and-back");
        let steps: Vec<WorkedTerm> =
            told(&lab).terms.into_iter().filter(|term| term.stage == Stage::Update).collect();
        assert_eq!(lab.train(1), 1);
        let after = lab.outcome().parameters;
        assert_eq!(steps.len(), after.len());
        for (term, after) in steps.iter().zip(&after) {
            let line = term.lines.last().unwrap();
            let end = line.split(", by").next().unwrap().split_whitespace().last().unwrap();
            let found: f32 = end.parse().unwrap();
            assert!((found - after.value).abs() < 1e-4, "{optimizer}: {line} for {after:?}");
        }
        assert!(steps[0].why.contains("slope"), "{steps:?}");
    }
}

#[test]
fn who_has_named_the_loss_is_said() {
    let said = |text: &str, step: &str| {
        let mut lab = lab_at(text, step);
        lab.explain(Explained::Backward { unit: None });
        let told = told(&lab);
        (told.loss, told.terms.iter().find(|term| term.stage == Stage::Loss).unwrap().why.clone())
    };
    let (loss, why) = said(&switches(), "there-and-back");
    assert_eq!(
        (loss, why.as_str()),
        ("binary_crossentropy", "The loss is that of this step: binary crossentropy.")
    );
    let (loss, why) = said(&switches(), "two-layers");
    assert_eq!(loss, "binary_crossentropy");
    assert_eq!(why, "No loss is named here: binary crossentropy is the usual one.");
    let linear = model_only()
        .replace("units = 1, activation = \"sigmoid\"", "units = 1, activation = \"linear\"");
    assert_eq!(said(&linear, "two-layers").0, "mean_squared_error");
    // After its training a model is what it was compiled with.
    let after = switches() + "\n[[step]]\nid = \"after\"\ntitle = \"t\"\n";
    let (loss, why) = said(&after, "after");
    assert_eq!(loss, "binary_crossentropy");
    assert_eq!(why, "The loss is what the model was compiled with: binary crossentropy.");
}

#[test]
fn rows_that_cancel_leave_rounding_noise() {
    // The slopes of both rows are as large, and of other signs, but for the last digit.
    let text = "format = 1\ntitle = \"t\"\nabout = \"a\"\n[data.d]\nx = [[1.0], [1.0]]\n\
                y = [[0.70001], [-0.1]]\nx_label = \"x\"\n[[step]]\nid = \"data\"\ntitle = \"t\"\n\
                run.dataset = \"d\"\n[[step]]\nid = \"unit\"\ntitle = \"t\"\nrun.sequential = { name = \"m\", \
                inputs = 1, layers = [{ dense = { name = \"l\", units = 1, activation = \"linear\" } }] }\n\
                [[step]]\nid = \"way\"\ntitle = \"t\"\nbackward = {}\n\
                run.set_weights = { layer = \"l\", w = [[0.1]], b = [0.200005] }\n";
    let cancelled = told(&lab_at(text, "way"));
    let notes: Vec<&String> = cancelled.terms.iter().flat_map(|term| &term.notes).collect();
    let is_said = notes.iter().any(|note| note.contains("rounding noise"));
    let is_zero = notes.iter().any(|note| note.contains("over all 2 rows it is 0."));
    assert!(is_said || is_zero, "{notes:#?}");
    assert!(!notes.iter().any(|note| note.contains("e-8.") || note.contains("e-9.")), "{notes:#?}");
    // What a float32 can tell from 0 is no noise: slopes of 1 and of -1.0000012.
    let apart = text.replace("[[0.70001], [-0.1]]", "[[-0.5], [0.5000006]]");
    let apart = apart.replace("w = [[0.1]], b = [0.200005]", "w = [[0.0]], b = [0.0]");
    let told = told(&lab_at(&apart, "way"));
    let notes: Vec<&String> = told.terms.iter().flat_map(|term| &term.notes).collect();
    assert!(notes.iter().all(|note| !note.contains("cancel")), "{notes:#?}");
    assert!(
        notes.iter().any(|note| note.contains("over all 2 rows it is -5.960e-7")),
        "{notes:#?}"
    );
}

fn network(lab: &Lab) -> Network {
    let pictures = lab.outcome().pictures;
    let found = pictures.into_iter().find(|it| it.name == PictureName::Backward).unwrap();
    match found.drawing {
        Drawing::Network(network) => network,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_picture_knows_what_has_been_worked_out() {
    let lab = lab_at(&switches(), "there-and-back");
    let told = told(&lab);
    let passed = |at: usize| told.passed(at).unwrap();
    assert_eq!((passed(0).values, passed(0).slopes[1].len()), (vec![1, 0], 0));
    assert_eq!(passed(0).lit, Lit::Unit { layer: 0, unit: 0 });
    assert_eq!((passed(2).values, passed(2).beside.len()), (vec![2, 1], 0));
    assert_eq!(
        (passed(3).lit, passed(3).beside),
        (Lit::Loss, vec!["y 1".to_owned(), "loss 0.5121".to_owned()])
    );
    assert_eq!(passed(4).slopes.iter().map(Vec::len).collect::<Vec<_>>(), [0, 1]);
    assert_eq!(passed(24).slopes.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(told.passed(25), None);
    // Before anyone goes through it, all is there.
    assert_eq!(network(&lab).passed, told.passed(24));
    let one = lab_at(&switches(), "one-weight");
    assert!(matches!(network(&one).passed.unwrap().lit, Lit::Number(_)));
}

fn xor(size: (u16, u16)) -> Screen {
    open(&switches(), "there-and-back").size(size.0, size.1)
}

/// Scrolls down until a text is there.
fn finds(mut screen: Screen, text: &str) -> Screen {
    for _ in 0..12 {
        if crate::harness::has(&screen.text(), text) {
            return screen;
        }
        screen = screen.press("<pgdn>");
    }
    screen.shows(text)
}

#[test]
fn one_key_goes_through_all_terms_and_its_shift_goes_back() {
    for size in SIZES {
        let mut screen = xor(size).press("g").shows("[Forward]");
        screen = screen.shows("What comes out of hidden[0]").shows("z = 1 · 0 + 0.5 · 1 - 0.5 = 0");
        screen = screen.shows("a = sigmoid(0) = 0.5").press("g");
        screen =
            screen.shows("z = -1.2 · 0 + 0.8 · 1 + 0.1 = 0.9").shows("a = sigmoid(0.9) ≈ 0.7109");
        screen = screen
            .press("g")
            .shows("What comes out of output")
            .shows("p = sigmoid(0.4023) ≈ 0.5992");
        screen = screen.press("g").shows("[Loss]").shows("loss = -ln 0.5992 ≈ 0.5121");
        screen = screen.press("g").shows("[Backward]").shows("dL/dz = 0.5992 - 1 = -0.4008");
        screen = screen
            .press("g")
            .shows("The slope of output.w[0,0]")
            .shows("slope = -0.4008 · 0.5 = -0.2004");
        screen = finds(screen, "✓ the slope: -0.200").press("ggg");
        screen = screen.shows("How the loss changes with z of");
        screen = screen.shows("dL/da = -0.4008 · 1.2 ≈ -0.4809");
        screen = finds(screen, "-0.1202").press("gg").shows("The slope of hidden.w[1,0]");
        screen = screen.shows("slope = -0.1202 · 1 = -0.1202").press("gggggg").shows("[Update]");
        screen = screen.shows("A step of hidden.w[0,0]").press("gg");
        screen = screen
            .shows("0.5 - 0.5 · (-0.1202) = 0.5601")
            .press("GG")
            .shows("A step of hidden.w[0,0]");
        screen = screen.press("G").shows("[Backward]").press("GGGGGGGGGGGG").shows("[Loss]");
        screen = screen.press("GGGG").shows("that is the first term");
        screen = screen.press(&"g".repeat(24)).shows("A step of output.b");
        screen
            .press("g")
            .shows("that was the last term")
            .press("<esc>")
            .hides("Update")
            .shows("There and back");
    }
}

#[test]
fn tab_asks_for_the_slope_of_any_weight() {
    for size in SIZES {
        let screen = xor(size).press("g<tab>").shows("The slope of hidden.w[0,0]");
        let screen = screen.press("<tab>").shows("The slope of hidden.w[0,1]");
        let screen = screen.press("<tab>").shows("The slope of hidden.w[1,0]").shows("-0.1202");
        let screen = screen.press("<s-backtab>").shows("The slope of hidden.w[0,1]");
        // At the update it goes from step to step.
        let screen = screen.press("gggggggggg").shows("[Update]").press("<tab>").shows("[Update]");
        drop(screen);
    }
}

#[test]
fn it_begins_with_the_first_term_whatever_is_chosen_and_leads_back_to_that() {
    for size in SIZES {
        let chosen = |screen: &mut Screen| screen.text().contains("[ 0.5");
        let mut screen = xor(size).press("<tab><tab><tab><tab><tab><tab><tab>");
        let before = screen.text();
        assert!(chosen(&mut screen), "{before}");
        // It stays chosen until a term is about another weight.
        let mut screen = screen.press("g").shows("[Forward]").shows("What comes out of hidden[0]");
        assert!(chosen(&mut screen), "{}", screen.text());
        let screen = screen.press("ggg").shows("[Loss]").press("gg").shows("[Backward]");
        assert_eq!(screen.press("gggg<esc>").text(), before);
        // Its slope is what is asked for first.
        let screen = xor(size).press("<tab><tab><tab><tab><tab><tab><tab>g<tab>");
        let screen = screen.shows("The slope of hidden.w[1,0]").press("<tab>");
        assert_eq!(screen.shows("The slope of hidden.w[1,1]").press("<esc>").text(), before);
    }
}

#[test]
fn the_help_has_its_keys_where_an_example_can_be_followed() {
    let keys = ["go through Forward, Loss", "the next term of Forward", "In Forward, Loss"];
    let mut with = xor((120, 110)).press("?");
    let first = shelf::built_in("neurons-and-layers").unwrap().text;
    let mut without = open(&first, "welcome").size(120, 110).press("?");
    for key in keys {
        assert!(with.text().contains(key), "{key} is not in\n{}", with.text());
        assert!(!without.text().contains(key), "{key} is in\n{}", without.text());
    }
}

#[test]
fn a_weight_that_is_changed_changes_its_slope_at_once() {
    let screen = xor((80, 24)).press("ggggggggggg").shows("The slope of hidden.w[1,0]");
    // The weight of the term is chosen.
    let screen = screen.shows("[ 0.5").press("<up>").shows("w[1, 0] [ 0.6");
    let screen =
        screen.shows("The slope of hidden.w[1,0]").hides("-0.1202").press("u").shows("-0.1202");
    // So can the example be.
    screen
        .press("g<esc>")
        .shows("There and back")
        .press("jgggg")
        .shows("y is 1")
        .press("j")
        .shows("y is 0");
}

#[test]
fn a_training_goes_on_meanwhile() {
    let screen = xor((120, 40)).press("ggggg").shows("dL/dz = 0.5992 - 1 = -0.4008").press("e");
    let screen = screen.hides("dL/dz = 0.5992 - 1").shows("How the loss changes with z of output");
    screen.press("<left>").hides("How the loss changes");
}

#[test]
fn esc_leaves_and_the_step_is_as_before() {
    for size in SIZES {
        let mut before = xor(size);
        let mut screen = xor(size).press("ggggggg<esc>");
        assert_eq!(screen.text(), before.text(), "{size:?}");
        let mut screen = xor(size).press("ggg<right><left>");
        assert_eq!(screen.text(), xor(size).press("<right><left>").text(), "{size:?}");
    }
}

#[test]
fn nothing_of_it_is_kept() {
    let plain = xor((80, 24)).app.lab().journal().clone();
    assert_eq!(xor((80, 24)).press("ggggggg<tab>G<esc>").app.lab().journal(), &plain);
}

#[test]
fn where_it_cannot_be_told_it_says_why() {
    let says = |text: &str, step: &str, reason: &str| {
        let screen = open(text, step).size(120, 40).hides("g slopes");
        assert!(reason.chars().count() < 79, "{reason}");
        screen.press("G").shows(reason).press("g").shows(reason).hides("[Forward]");
    };
    says(
        &switches(),
        "the-switches",
        "there is no model at this step for an example to go through",
    );
    let first = shelf::built_in("neurons-and-layers").unwrap().text;
    says(&first, "welcome", "there is no model at this step for an example to go through");
    let large = model_only().replace("units = 2, activation", "units = 90, activation");
    says(
        &large,
        "two-layers",
        "the model has 361 weights, too many to go through one by one: 300 at most",
    );
    let three =
        model_only().replace("name = \"output\", units = 1", "name = \"output\", units = 3");
    says(&three, "two-layers", "no loss compares 3 outputs with 1 number of y");
    let own = switches()
        + "\n[[step]]\nid = \"own\"\ntitle = \"t\"\nrun.predict = { model = \"model\", x = [[0.5, 0.5]] }\n";
    says(&own, "own", "nothing here says what the answer should be, so there is no loss");
}

#[test]
fn a_question_comes_first() {
    let text = switches()
        + "\n[[step]]\nid = \"asked\"\ntitle = \"t\"\n[step.question]\nask = \"What?\"\nanswer = 1\n\
           [[step.question.options]]\ntext = \"a\"\nreply = \"Yes.\"\n[[step.question.options]]\n\
           text = \"b\"\nreply = \"No.\"\n";
    let screen = open(&text, "asked").press("g").shows("answer the question first").press("1");
    screen.press("g").shows("[Forward]");
}

#[test]
fn at_three_sizes_without_colour_and_in_ascii() {
    for (width, height) in SIZES {
        let name = |what: &str| format!("{width}x{height}-backward-{what}");
        let at = |keys: &str| xor((width, height)).press(keys).text();
        assert_snapshot!(name("forward"), at("gg"));
        assert_snapshot!(name("hidden"), at("ggggggggg"));
        assert_snapshot!(name("weight"), at("ggggggggggg"));
        let mut ascii =
            plain(&switches(), "there-and-back").size(width, height).press("ggggggggggg");
        let text = ascii.text();
        assert!(text.is_ascii(), "{text}");
        assert_snapshot!(name("ascii"), text);
    }
}

#[test]
fn where_a_step_says_where_it_begins_it_begins_there() {
    let screen = open(&switches(), "one-weight").shows("g slopes").shows("backward");
    let mut screen = screen.press("g").shows("The slope of hidden.w[1,0]");
    assert!(screen.text().contains("slope -0.1202"), "{}", screen.text());
    for (at, title) in [
        ("forward", "What comes out of hidden[0]"),
        ("loss", "How wrong that is"),
        ("backward", "How the loss changes with z of output"),
        ("update", "A step of hidden.w[0,0]"),
        ("output.b", "The slope of output.b"),
    ] {
        let text = switches().replace("at = \"hidden.w[1,0]\"", &format!("at = \"{at}\""));
        open(&text, "one-weight").press("g").shows(title);
    }
}

#[test]
fn a_fault_in_it_has_its_place() {
    let fault = |from: &str, to: &str| {
        let text = switches().replace(from, to);
        lesson::read("test.toml", &text).unwrap_err().to_string()
    };
    let row = fault("row = 1, at", "row = 4, at");
    assert!(
        row.contains("step `one-weight`, backward.row: the data has 4 rows, counted from 0"),
        "{row}"
    );
    let place = fault("at = \"hidden.w[1,0]\"", "at = \"hidden.w[2,0]\"");
    assert!(place.contains("`hidden` has 2 inputs and 2 units"), "{place}");
    let layer = fault("at = \"hidden.w[1,0]\"", "at = \"hiden.w[1,0]\"");
    assert!(
        layer.contains("there is no layer `hiden` here") && layer.contains("`hidden`"),
        "{layer}"
    );
    let stage = fault("at = \"hidden.w[1,0]\"", "at = \"backwards\"");
    assert!(stage.contains("expected `forward`, `loss`, `backward`, `update`"), "{stage}");
    let early = fault("run.dataset = \"switches\"", "run.dataset = \"switches\"\nbackward = {}");
    assert!(early.contains("there is no layer here to go through yet"), "{early}");
}

#[test]
fn what_cannot_be_told_does_not_pass_the_check() {
    let text = switches().replace(
        "loss = \"binary_crossentropy\" }\n\n[[step]]\nid = \"there",
        "loss = \"categorical_crossentropy\" }\n\n[[step]]\nid = \"there",
    );
    assert!(layerlab::check::check(&lesson::read("t", &text).unwrap(), &text).is_empty());
    let text =
        switches().replace("name = \"output\", units = 1", "name = \"output\", units = 3").replace(
            "w = [[1.2], [-0.7]], b = [0.3]",
            "w = [[1.2, 0.0, 0.0], [-0.7, 0.0, 0.0]], b = [0.3, 0.0, 0.0]",
        );
    let text = text[..text.find("[[step]]\nid = \"there-and-back\"").unwrap()].to_owned();
    let found = layerlab::check::check(&lesson::read("t", &text).unwrap(), &text);
    let wanted = "Forward, Loss, Backward, Update cannot be told here: binary crossentropy does not \
                  compare 3 outputs with 1 number of y";
    assert!(found.iter().any(|it| it.message == wanted), "{found:?}");
}

#[test]
fn blanks_come_first() {
    let text = switches()
        + "\n[[step]]\nid = \"blank\"\ntitle = \"t\"\n[[step.fill]]\nrow = 1\nblanks = [\"output\"]\n";
    open(&text, "blank").press("g").shows("fill in the blanks first").hides("[Forward]");
}

#[test]
fn a_command_prints_the_picture_and_all_terms() {
    let file = scratch::file_at("way.toml", switches());
    let run = |step: &str, more: &[&str]| prints(&[&["run", &file, "--step", step], more].concat());
    let all = run("two-layers", &["--picture", "backward"]);
    for text in ["(x[0])", "Forward, X[0]", "Loss, X[0]", "Backward, X[0]", "Update, X[0]"] {
        assert!(all.contains(text), "{all}");
    }
    assert_eq!(all.matches("\n  The slope of ").count(), 9, "{all}");
    assert!(all.lines().all(|line| line.chars().count() <= 80), "{all}");
    // In print a step says what it is about: the way to the weight, its slope and its step.
    let one = run("one-weight", &[]);
    let titles: Vec<&str> = one.lines().filter(|line| line.starts_with("  ")).collect();
    let titles: Vec<&str> =
        titles.into_iter().filter(|line| line.ends_with(':') && !line.starts_with("   ")).collect();
    assert_eq!(
        titles,
        [
            "  How the loss changes with z of output:",
            "  How the loss changes with z of hidden[0]:",
            "  The slope of hidden.w[1,0]:",
            "  A step of hidden.w[1,0]:"
        ]
    );
    assert!(one.contains("w + 0.001: loss from 0.51207864 to 0.5119585"), "{one}");
    let ascii = run("one-weight", &["--ascii"]);
    assert!(ascii.is_ascii(), "{ascii}");
    let words = ["The step `the-switches` has no picture `backward`: there is no model"];
    stops(&["run", &file, "--step", "the-switches", "--picture", "backward"], 2, &words);
}

#[test]
fn it_is_data_where_it_is_told_and_nowhere_else() {
    let told = serde_json::to_value(lab_at(&switches(), "one-weight").outcome()).unwrap();
    let terms = told["backward"]["told"]["terms"].as_array().unwrap();
    assert_eq!(terms.len(), 25);
    let untold = serde_json::to_value(lab_at(&switches(), "two-layers").outcome()).unwrap();
    assert!(untold.get("backward").is_none());
}

#[test]
fn what_is_written_in_the_picture_stands_apart_from_its_lines() {
    let is_line = |c: char| ('\u{2801}'..='\u{28ff}').contains(&c);
    let is_written = |c: char| c.is_ascii_digit() || "().".contains(c);
    for size in [(80, 24), (100, 30), (120, 40), (160, 50)] {
        for terms in 1..=25 {
            let mut screen = xor(size).press(&"g".repeat(terms));
            for line in screen.lines() {
                let all: Vec<char> = line.chars().collect();
                let touches = all.windows(2).any(|two| {
                    is_line(two[0]) && is_written(two[1]) || is_written(two[0]) && is_line(two[1])
                });
                assert!(!touches, "{size:?} after {terms}: {line}\n{}", screen.text());
            }
        }
    }
}
