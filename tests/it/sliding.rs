//! Numbers that are no weights and can be slid: a z along an activation.

use crossterm::event::{MouseButton, MouseEventKind};
use layerlab::chart::{Glyphs, Series};
use layerlab::journal::{Entry, Slider};
use layerlab::lab::{EditError, Lab};
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
    let slide = lab.outcome().slide.unwrap();
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
    lab.act(Entry::Slide(Slider::Z, 1.5)).unwrap();
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
        lab.act(Entry::Slide(Slider::Z, z)).unwrap();
    }
    let mut again = Lab::with(read("slide.toml", LESSON).unwrap(), lab.journal().clone());
    again.go_to(3);
    assert_eq!((again.slid(), again.outcome()), (Some(3.0), lab.outcome()));
    assert!(lab.outcome().is_changed);
    lab.undo();
    assert_eq!((lab.slid(), lab.can_undo()), (Some(-4.0), false), "one drag is one deed");
    lab.redo();
    lab.reset();
    assert_eq!(lab.slid(), Some(-4.0));
    // The steps after it know nothing of it.
    lab.go_to(4);
    assert_eq!((lab.slid(), crosshair(&lab)), (None, Vec::new()));
    assert!(code(&lab).starts_with("z = np.float32([-4.0, 0.0, 4.0])"));
    for (slider, error) in
        [(Slider::Z, EditError::NothingToSlide), (Slider::Threshold, EditError::NothingToSlide)]
    {
        assert_eq!(lab.act(Entry::Slide(slider, 1.0)), Err(error));
    }
    lab.go_to(3);
    assert_eq!(lab.act(Entry::Slide(Slider::Z, f32::NAN)), Err(EditError::TooLarge));
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
    let first = screen.app.lab().slid().unwrap();
    assert!(first > -3.0, "{first}");
    screen.mouse(MouseEventKind::Drag(MouseButton::Left), column + 30, row - 9);
    let second = screen.app.lab().slid().unwrap();
    assert!(second > first + 0.5, "{second}");
    assert_eq!(screen.press("u").app.lab().slid(), Some(-4.0));
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
            lab.act(Entry::Slide(Slider::Z, z)).unwrap();
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
