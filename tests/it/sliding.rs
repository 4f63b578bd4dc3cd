//! Numbers that are no weights and can be slid: a z along an activation, the threshold of decisions.

use crossterm::event::{MouseButton, MouseEventKind};
use layerlab::chart::{Drawing, Glyphs, Series};
use layerlab::journal::{Entry, Parameter, Place, Slider};
use layerlab::lab::{Counts, EditError, Lab};
use layerlab::lesson::format::PictureName;
use layerlab::lesson::read;
use layerlab::nn::{Activation, Tensor};
use layerlab::{check, transcript};

use crate::harness;

const LESSON: &str = r#"
format = 1
title = "Slide"
about = "Numbers to slide"
[data.houses]
x = [[1.0], [2.0]]
y = [[300.0], [500.0]]
[[step]]
id = "houses"
title = "Houses"
run.dataset = "houses"
[[step]]
id = "line"
title = "A line"
run.dense = { name = "line", units = 1 }
[[step]]
id = "call"
title = "Call"
run.call = { layer = "line" }
[[step]]
id = "z"
title = "A z"
text = "Slide it."
run.activation = { name = "sigmoid", z = [-4.0, 0.0, 4.0] }
touch = "z"
[[step]]
id = "still"
title = "Still"
run.activation = { name = "sigmoid", z = [-4.0, 0.0, 4.0] }
"#;

const DECIDE: &str = r#"
format = 1
title = "Decide"
about = "A threshold that moves"
[data.tumors]
x = [[0.0], [1.0], [2.0], [2.5], [3.0], [4.0], [5.0]]
y = [[0.0], [0.0], [0.0], [1.0], [0.0], [1.0], [1.0]]
x_range = [-0.5, 5.5]
y_range = [-0.1, 1.1]
classes = ["no", "yes"]
[data.plane]
x = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
y = [[0.0], [1.0], [1.0], [1.0]]
[[step]]
id = "tumors"
title = "Tumors"
run.dataset = "tumors"
[[step]]
id = "model"
title = "Model"
run.sequential = { name = "model", inputs = 1, layers = [{ dense = { name = "unit", units = 1, activation = "sigmoid" } }] }
[[step]]
id = "weights"
title = "Weights"
run.set_weights = { layer = "unit", w = [[2.0]], b = [-5.5] }
[[step]]
id = "threshold"
title = "Threshold"
text = "Move it."
run.predict = { model = "model", threshold = 0.5, rows = [2, 3, 4] }
touch = "threshold"
[[step]]
id = "fixed"
title = "Fixed"
run.call = { layer = "model", threshold = 0.3, rows = [3] }
[[step]]
id = "plane"
title = "Plane"
run.dataset = "plane"
[[step]]
id = "net"
title = "Net"
run.sequential = { name = "net", inputs = 2, layers = [{ dense = { name = "either", units = 1, activation = "sigmoid" } }] }
[[step]]
id = "or"
title = "Or"
run.set_weights = { layer = "either", w = [[2.0], [2.0]], b = [-1.0] }
[[step]]
id = "wide"
title = "Wide"
run.call = { layer = "net", threshold = 0.5 }
touch = "threshold"
"#;

fn deciding(step: &str) -> Lab {
    let mut lab = Lab::new(read("decide.toml", DECIDE).unwrap());
    let at = lab.lesson().steps.iter().position(|s| s.id == step).unwrap();
    lab.go_to(at);
    lab
}

fn counted(lab: &Lab) -> [usize; 4] {
    let counts = lab.outcome().counts.unwrap();
    let Counts { true_positives, false_negatives, false_positives, true_negatives, .. } = counts;
    [true_positives, false_negatives, false_positives, true_negatives]
}

/// Where the boundaries of the model lie: places on one axis, or the level of a contour.
fn boundaries(lab: &Lab) -> Vec<f64> {
    let pictures = lab.outcome().pictures;
    let model = pictures.iter().find(|picture| picture.name == PictureName::Model).unwrap();
    let places = model.chart().unwrap().series.iter().flat_map(|series| match series {
        Series::Boundary { at, .. } => vec![*at],
        Series::Contour { levels, .. } => levels.clone(),
        _ => Vec::new(),
    });
    places.collect()
}

fn lab(step: &str) -> Lab {
    let mut lab = Lab::new(read("slide.toml", LESSON).unwrap());
    let at = lab.lesson().steps.iter().position(|s| s.id == step).unwrap();
    lab.go_to(at);
    lab
}

fn code(lab: &Lab) -> String {
    let console = lab.outcome().console;
    console.iter().flat_map(|statement| statement.code.clone()).collect::<Vec<_>>().join("\n")
}

fn equation(lab: &Lab) -> String {
    let slide = lab.outcome().slides.remove(0);
    slide.equation.iter().flatten().map(|piece| piece.text.as_str()).collect()
}

/// Where the crosshair of the only picture meets.
fn crosshair(lab: &Lab) -> Vec<[f64; 2]> {
    let pictures = lab.outcome().pictures;
    let series = pictures.iter().flat_map(|picture| &picture.chart().unwrap().series);
    let places = series.filter_map(|series| match series {
        Series::Crosshair { x, y } => Some([*x, *y]),
        _ => None,
    });
    places.collect()
}

#[test]
fn a_z_slides_and_code_formula_and_curve_follow() {
    let mut lab = lab("z");
    assert_eq!(crosshair(&lab)[0][0], -4.0);
    lab.act(Entry::Slide(Slider::Z(0), 1.5)).unwrap();
    assert!(code(&lab).starts_with("z = np.float32([1.5, 0.0, 4.0])"), "{}", code(&lab));
    assert_eq!(equation(&lab), "sigmoid(1.5) = 1 / (1 + e^-1.5) ≈ 1 / (1 + 0.2231) ≈ 0.8176");
    let [x, y] = crosshair(&lab)[0];
    assert!(x == 1.5 && (y - 0.817_574).abs() < 1e-5);
    let paper = transcript::step(&lab.outcome(), Glyphs::Unicode);
    assert!(paper.contains("sigmoid   z = 1.5\nsigmoid(1.5) = 1"), "{paper}");
    // It is alone there: the layer of the steps before is not spoken of.
    let outcome = lab.outcome();
    assert!(outcome.parameters.is_empty() && outcome.arithmetic.is_none() && !outcome.random);
    assert!(outcome.shapes.is_empty() && outcome.places.is_empty());
    assert_eq!(lab.act(Entry::Reroll), Err(EditError::NoWeights));
}

#[test]
fn it_is_taken_back_reset_and_done_again() {
    let mut lab = lab("z");
    for z in [1.0, 2.0, 3.0] {
        lab.act(Entry::Slide(Slider::Z(0), z)).unwrap();
    }
    let mut again = Lab::with(read("slide.toml", LESSON).unwrap(), lab.journal().clone());
    again.go_to(3);
    assert_eq!((again.slid(Slider::Z(0)), again.outcome()), (Some(3.0), lab.outcome()));
    assert!(lab.outcome().is_changed);
    lab.undo();
    assert_eq!(
        (lab.slid(Slider::Z(0)), lab.can_undo()),
        (Some(-4.0), false),
        "one drag is one deed"
    );
    lab.redo();
    lab.reset();
    assert_eq!(lab.slid(Slider::Z(0)), Some(-4.0));
    // The steps after it know nothing of it.
    lab.go_to(4);
    assert_eq!((lab.slid(Slider::Z(0)), crosshair(&lab)), (None, Vec::new()));
    assert!(code(&lab).starts_with("z = np.float32([-4.0, 0.0, 4.0])"));
    for (slider, error) in
        [(Slider::Z(0), EditError::NothingToSlide), (Slider::Threshold, EditError::NothingToSlide)]
    {
        assert_eq!(lab.act(Entry::Slide(slider, 1.0)), Err(error));
    }
    lab.go_to(3);
    assert_eq!(lab.act(Entry::Slide(Slider::Z(0), f32::NAN)), Err(EditError::TooLarge));
}

#[test]
fn with_the_keys_it_is_chosen_already_nudged_and_typed() {
    for (width, height) in harness::SIZES {
        let screen = harness::open(LESSON, "z").size(width, height).shows("z [-4");
        let mut screen = screen.press("<up>").shows("z [-3.8").shows("≈ 0.0219");
        assert!(screen.text().contains('◆'), "{}", screen.text());
        screen = screen.press("2.5").shows("z [2.5▏").shows("≈ 0.9241");
        screen = screen.press("<esc>").shows("≈ 0.0219").press("2.5<enter>").shows("≈ 0.9241");
        screen = screen.press("<s-down>").shows("z [0.5").press("1e99<enter>").shows("too large");
        screen.press("<esc>u").shows("z [-4");
    }
    // Without colour or other signs than those of ASCII all is there too.
    let screen = harness::plain(LESSON, "z").press("1.5<enter>");
    screen.shows("sigmoid(1.5) = 1 / (1 + e^-1.5) ~ 1 / (1 + 0.2231) ~ 0.8176");
    // From 0 there is one step to either side, and 0 is 0.
    harness::open(LESSON, "z").press("0.2<enter><down>").shows("[0.0, 0.0, 4.0]");
    harness::open(LESSON, "still").hides("z [");
}

#[test]
fn with_the_mouse_it_goes_where_it_is_put() {
    let mut screen = harness::open(LESSON, "z").size(120, 40);
    let buffer = screen.buffer();
    let cells = (0..30).flat_map(|y| (60..119).map(move |x| (x, y)));
    let (column, row) = cells.into_iter().find(|at| buffer[*at].symbol() == "◆").unwrap();
    screen.mouse(MouseEventKind::Down(MouseButton::Left), column + 20, row - 3);
    let first = screen.app.lab().slid(Slider::Z(0)).unwrap();
    assert!(first > -3.0, "{first}");
    screen.mouse(MouseEventKind::Drag(MouseButton::Left), column + 30, row - 9);
    let second = screen.app.lab().slid(Slider::Z(0)).unwrap();
    assert!(second > first + 0.5, "{second}");
    assert_eq!(screen.press("u").app.lab().slid(Slider::Z(0)), Some(-4.0));
}

/// Every activation: what is said at the end is what the engine gives, and = stands only before what
/// is all there is.
#[test]
fn every_formula_comes_to_what_the_activation_gives() {
    for activation in Activation::ALL.into_iter().filter(|one| *one != Activation::Softmax) {
        for z in [-200.0, -1.4, -0.5, 0.0, 0.3, 1.0, 2.0, 20.0, 1e20_f32] {
            let source = LESSON.replacen("\"sigmoid\"", &format!("{:?}", activation.name()), 1);
            let mut lab = Lab::new(read("slide.toml", &source).unwrap());
            lab.go_to(3);
            lab.act(Entry::Slide(Slider::Z(0), z)).unwrap();
            let mut value = Tensor::from_elem(vec![1], z);
            activation.apply(&mut value);
            let said = equation(&lab);
            let (_, end) = said.rsplit_once(' ').unwrap();
            let (end, value) = (end.parse::<f32>().unwrap(), value[0]);
            assert!((end - value).abs() <= 1e-3 * value.abs() + 1e-4, "{said}: {value}");
            let is_exact = !said.contains('≈');
            assert!(!is_exact || (end - value).abs() <= 1e-6 * value.abs(), "{said}: {value}");
            assert!(!said.contains("inf") && !said.contains("NaN"), "{said}");
        }
    }
}

#[test]
fn where_there_is_nothing_to_slide_it_is_refused_with_its_place() {
    let source =
        LESSON.replace("run.dataset = \"houses\"", "run.dataset = \"houses\"\ntouch = \"z\"");
    let error = read("slide.toml", &source).unwrap_err().to_string();
    assert!(error.contains("step `houses`, touch: expected `run.activation`"), "{error}");
    assert_eq!(check::check(&read("slide.toml", LESSON).unwrap(), LESSON), []);
}

#[test]
fn a_threshold_moves_and_decisions_counts_and_boundary_follow() {
    let mut lab = deciding("threshold");
    let told = |lab: &Lab| {
        let console = lab.outcome().console;
        let last = console.last().unwrap();
        (last.code[0].clone(), format!("{:?}", last.printed))
    };
    assert_eq!((counted(&lab), boundaries(&lab)), ([2, 1, 1, 3], vec![2.75]));
    assert!(told(&lab).1.contains("[[0]\\n [0]\\n [1]]"), "{:?}", told(&lab));
    lab.act(Entry::Slide(Slider::Threshold, 0.3)).unwrap();
    assert_eq!(told(&lab).0, "print((p >= 0.3).astype(int))");
    assert!(told(&lab).1.contains("[[0]\\n [1]\\n [1]]"), "{:?}", told(&lab));
    assert_eq!(counted(&lab), [3, 0, 1, 3]);
    let wanted = f64::midpoint(5.5, (0.3_f64 / 0.7).ln());
    assert!((boundaries(&lab)[0] - wanted).abs() < 1e-6);
    // Where nothing can be a chance nobody, and everybody, is told yes; and there is no boundary.
    for (threshold, counts) in [(0.0, [3, 0, 4, 0]), (1.0, [0, 3, 0, 4]), (7.0, [0, 3, 0, 4])] {
        lab.act(Entry::Slide(Slider::Threshold, threshold)).unwrap();
        assert_eq!((counted(&lab), boundaries(&lab)), (counts, Vec::new()), "{threshold}");
    }
    let measures = lab.outcome().counts.unwrap().measures();
    assert_eq!(
        measures,
        ["accuracy 57.1 % (4 of 7)", "precision: there is none", "recall 0 % (0 of 3)"]
    );
    lab.undo();
    assert_eq!(counted(&lab), [2, 1, 1, 3]);
    let measures = lab.outcome().counts.unwrap().measures();
    assert_eq!(
        measures,
        ["accuracy 71.4 % (5 of 7)", "precision 66.7 % (2 of 3)", "recall 66.7 % (2 of 3)"]
    );
    // The weights still follow, and the counts with them.
    lab.act(Entry::Slide(Slider::Threshold, 0.3)).unwrap();
    lab.act(Entry::Set(
        Parameter { layer: "unit".to_owned(), place: Place::Bias { unit: 0 } },
        9.0,
    ))
    .unwrap();
    assert_eq!(counted(&lab), [3, 0, 4, 0]);
}

#[test]
fn the_counts_are_those_of_counting_by_hand() {
    let mut lab = deciding("threshold");
    let chance = |x: f32| 1.0 / (1.0 + (5.5 - 2.0 * x).exp());
    let data: Vec<(f32, f32)> = [0.0, 1.0, 2.0, 2.5, 3.0, 4.0, 5.0]
        .into_iter()
        .zip([0.0, 0.0, 0.0, 1.0, 0.0, 1.0, 1.0])
        .collect();
    for step in 1..40 {
        let threshold = 0.025 * step as f32;
        lab.act(Entry::Slide(Slider::Threshold, threshold)).unwrap();
        let count = |is: f32, told: bool| {
            data.iter().filter(|(x, y)| *y == is && (chance(*x) >= threshold) == told).count()
        };
        let wanted = [count(1.0, true), count(1.0, false), count(0.0, true), count(0.0, false)];
        assert_eq!(counted(&lab), wanted, "{threshold}");
        let pictures = lab.outcome().pictures;
        let confusion = pictures.iter().find(|it| it.name == PictureName::Confusion).unwrap();
        let Drawing::Confusion(confusion) = &confusion.drawing else { panic!("{confusion:?}") };
        let [tp, fn_, fp, tn] = wanted.map(|count| count as u64);
        assert_eq!(confusion.counts, [[tn, fp], [fn_, tp]]);
        assert_eq!(confusion.classes, ["no", "yes"]);
    }
}

// As the code has it: `p >= threshold`.
#[test]
fn what_lies_at_the_threshold_is_told_yes() {
    // There the sum is 0, and half of all is 0.5.
    let text = DECIDE.replace("[2.5]", "[2.75]");
    let mut lab = Lab::new(read("decide.toml", &text).unwrap());
    lab.go_to(3);
    assert_eq!(counted(&lab), [3, 0, 1, 3]);
    let printed = format!("{:?}", lab.outcome().console.last().unwrap().printed);
    assert!(printed.contains("[[0]\\n [1]\\n [1]]"), "{printed}");
    lab.act(Entry::Slide(Slider::Threshold, 0.5001)).unwrap();
    assert_eq!(counted(&lab), [2, 1, 1, 3]);
}

#[test]
fn to_slide_it_to_where_it_is_is_no_deed() {
    let mut lab = lab("z");
    lab.act(Entry::Slide(Slider::Z(0), -4.0)).unwrap();
    assert!(!lab.can_undo() && !lab.outcome().is_changed);
    let screen = harness::open(LESSON, "z").press("-4<enter>");
    assert!(!screen.app.lab().can_undo());
}

#[test]
fn with_two_features_the_line_moves_and_without_touch_all_stays() {
    let mut lab = deciding("wide");
    assert_eq!((counted(&lab), boundaries(&lab)), ([3, 0, 0, 1], vec![0.5]));
    assert!(
        code(&lab).contains("p = net(X_train)\nprint(p)\nprint((p.numpy() >= 0.5).astype(int))")
    );
    lab.act(Entry::Slide(Slider::Threshold, 0.25)).unwrap();
    assert_eq!((counted(&lab), boundaries(&lab)), ([3, 0, 1, 0], vec![0.25]));
    let lab = deciding("fixed");
    assert!(lab.outcome().counts.is_none() && lab.outcome().slides.is_empty());
    assert!((boundaries(&lab)[0] - f64::midpoint(5.5, (0.3_f64 / 0.7).ln())).abs() < 1e-6);
}

#[test]
fn with_the_keys_the_threshold_is_moved_and_the_counts_are_read() {
    for (width, height) in harness::SIZES {
        let screen = harness::open(DECIDE, "threshold").size(width, height);
        let mut screen = screen.shows("threshold [0.5").press("<down>").shows("threshold [0.45");
        screen = if height > 12 {
            screen.shows("yes told yes: 2   yes told no: 1   no told yes: 1   no told no: 3")
        } else {
            // What comes of it is there before weights that stay as they are.
            screen.shows("yes: 2 told so, 1 not")
        };
        screen = screen.press("0.3<enter>").press("<tab>").shows("w [2").press("<esc>u");
        assert_eq!(screen.app.lab().slid(Slider::Threshold), Some(0.5), "{width}");
    }
    let screen = harness::open(DECIDE, "threshold").press("0.3").shows("precision 75 % (3 of 4)");
    screen.press("<enter>v").shows("actual ↓").shows("accuracy 85.7 % (6 of 7)");
    harness::plain(DECIDE, "threshold").shows("yes told yes: 2").press("v").shows("=3");
}

#[test]
fn with_the_mouse_its_line_is_dragged_and_the_boundary_keeps_to_it() {
    let mut screen = harness::open(DECIDE, "threshold").size(120, 40).press("0.3<enter>");
    let (column, row) = screen.find("┊");
    let (low, _) = (row + 12, column);
    // The line lies at 0.3 of the axis: look for the row where it can be gripped.
    let line = (row..row + 22)
        .find(|row| {
            let mut tried = harness::open(DECIDE, "threshold").size(120, 40).press("0.3<enter>");
            tried.mouse(MouseEventKind::Down(MouseButton::Left), column + 20, *row);
            tried.mouse(MouseEventKind::Drag(MouseButton::Left), column + 20, low - 8);
            tried.app.lab().slid(Slider::Threshold) != Some(0.3)
        })
        .expect("a row of the line");
    screen.mouse(MouseEventKind::Down(MouseButton::Left), column + 20, line + 1);
    screen.mouse(MouseEventKind::Drag(MouseButton::Left), column + 20, line - 4);
    let moved = screen.app.lab().slid(Slider::Threshold).unwrap();
    assert!(moved > 0.4, "{moved}");
    // The boundary is dragged by its bias, to where the chance is that of the threshold.
    let (column, row) = screen.find("┊");
    screen.mouse(MouseEventKind::Down(MouseButton::Left), column, row);
    screen.mouse(MouseEventKind::Drag(MouseButton::Left), column + 8, row);
    let at = boundaries(screen.app.lab())[0];
    assert!(screen.buffer()[(column + 8, row)].symbol() == "┊", "{at}\n{}", screen.text());
    assert_eq!(screen.app.lab().slid(Slider::Threshold), Some(moved));
}

#[test]
fn where_there_is_no_yes_and_no_no_a_threshold_is_refused() {
    let refused = |from: &str, to: &str, needle: &str| {
        let error = read("decide.toml", &DECIDE.replace(from, to)).unwrap_err().to_string();
        assert!(error.contains(needle), "{error}");
    };
    refused("threshold = 0.5, rows = [2, 3, 4]", "rows = [2]", "with a `threshold` here");
    refused("rows = [2, 3, 4]", "x = [[1.0]]", "take the `x` of this step out");
    refused("y = [[0.0], [1.0], [1.0], [1.0]]", "y = [[0.0], [1.0], [2.0], [1.0]]", "0 or 1");
    assert_eq!(check::check(&read("decide.toml", DECIDE).unwrap(), DECIDE), []);
}

#[test]
fn a_text_says_where_the_number_is() {
    let said = |text: &str, from: &str, to: &str, step: &str, entry: Option<Entry>| {
        let text = text.replace(from, to);
        let mut lab = Lab::new(read("said.toml", &text).unwrap());
        let at = lab.lesson().steps.iter().position(|s| s.id == step).unwrap();
        lab.go_to(at);
        if let Some(entry) = entry {
            lab.act(entry).unwrap();
        }
        lab.outcome().text
    };
    let z = |entry| said(LESSON, "Slide it.", "z is {z}, not {threshold}.", "z", entry);
    assert_eq!(z(None), "z is -4, not {threshold}.");
    assert_eq!(z(Some(Entry::Slide(Slider::Z(0), 1.5))), "z is 1.5, not {threshold}.");
    let threshold = |entry| said(DECIDE, "Move it.", "From {threshold} on.", "threshold", entry);
    assert_eq!(threshold(None), "From 0.5 on.");
    assert_eq!(threshold(Some(Entry::Slide(Slider::Threshold, 0.25))), "From 0.25 on.");
    let still = LESSON.replace("title = \"Still\"", "title = \"Still\"\ntext = \"z is {z}.\"");
    let faults = check::check(&read("still.toml", &still).unwrap(), &still);
    assert!(faults.iter().any(|fault| fault.message.contains("speaks of {z}")), "{faults:?}");
}
