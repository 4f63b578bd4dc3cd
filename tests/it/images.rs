//! Data that are images: a row as ink beside what the model says, weights as images, and drawing.

use crossterm::event::{MouseButton, MouseEventKind};
use layerlab::chart::{Drawing, Pictured};
use layerlab::lab::Lab;
use layerlab::lesson::format::PictureName;
use layerlab::lesson::read;

use crate::harness::{SIZES, Screen, lesson_text, open};

fn screen(step: &str) -> Screen {
    open(lesson_text("digits"), step)
}

fn drawing(lab: &Lab, name: PictureName) -> Drawing {
    let outcome = lab.outcome();
    let found = outcome.pictures.iter().find(|picture| picture.name == name);
    found.unwrap_or_else(|| panic!("no {name:?}")).drawing.clone()
}

fn pictured(lab: &Lab) -> Pictured {
    let Drawing::Pictured(pictured) = drawing(lab, PictureName::Digits) else { panic!() };
    pictured
}

#[test]
fn a_row_is_an_image_before_there_is_a_model() {
    let screen = screen("digits").press("jjj");
    let pictured = pictured(screen.app.lab());
    assert_eq!(pictured.title, "X[3]  it is 3");
    assert_eq!((pictured.image.pixels.len(), pictured.image.pixels[0].len()), (8, 8));
    assert!(pictured.said.is_none());
}

#[test]
fn it_stands_beside_what_the_model_says_of_it() {
    let screen = screen("model").press("jj");
    let lab = screen.app.lab();
    let said = pictured(lab).said.unwrap();
    let decision = lab.outcome().decisions.unwrap().rows[2].clone();
    let chances: Vec<f32> = said.bars.iter().map(|bar| bar.value as f32).collect();
    assert_eq!(chances, decision.chances);
}

#[test]
fn ten_units_are_ten_images() {
    let screen = screen("model");
    let Drawing::Images(filters) = drawing(screen.app.lab(), PictureName::Filters) else {
        panic!()
    };
    assert_eq!(filters.images.len(), 10);
    assert!(filters.images[4].title.starts_with("4 "));
    let weight = screen.app.lab().outcome().parameters[4].value;
    assert_eq!(filters.images[4].pixels[0][0] as f32, weight, "w[0, 4] is its first pixel");
}

// Pixel by pixel they are what is added up to z.
#[test]
fn what_speaks_for_a_unit_adds_up_to_its_sum() {
    let screen = screen("model").press("<tab>");
    let lab = screen.app.lab();
    let Drawing::Images(evidence) = drawing(lab, PictureName::Evidence) else { panic!() };
    let sum: f64 = evidence.images[0].pixels.iter().flatten().sum();
    let z = f64::from(lab.outcome().decisions.unwrap().rows[0].sums[0]);
    let bias =
        lab.outcome().parameters.iter().find(|it| it.name == "b[0]").map_or(0.0, |b| b.value);
    assert!((sum + f64::from(bias) - z).abs() < 1e-4, "{sum} {z}");
    assert!(evidence.images[0].title.contains("out[0]"), "{}", evidence.images[0].title);
}

#[test]
fn keys_draw_and_everything_follows() {
    let mut screen = screen("draw");
    let before = screen.app.lab().outcome().decisions.unwrap().rows[0].chances.clone();
    screen = screen.press("<s-right><s-down><s-down> ");
    let lab = screen.app.lab();
    let ink = pictured(lab).image.pixels[2][1];
    assert!(ink == 1.0 || ink == 0.0);
    assert_ne!(lab.outcome().decisions.unwrap().rows[0].chances, before);
    assert!(lab.outcome().is_changed);
    let code = lab.outcome().console.iter().flat_map(|it| it.code.clone()).collect::<Vec<_>>();
    assert!(code.iter().any(|line| line.starts_with("X_train[0, [17]] = [")), "{code:?}");
    screen = screen.press("u");
    assert_eq!(screen.app.lab().outcome().decisions.unwrap().rows[0].chances, before);
    screen = screen.press("x");
    assert!(pictured(screen.app.lab()).image.pixels.iter().flatten().all(|ink| *ink == 0.0));
    screen = screen.press("x");
    assert!(screen.text().contains("there is no ink to take away"));
}

#[test]
fn the_mouse_draws_and_takes_away() {
    let mut screen = screen("draw").press("x");
    let (column, row) = screen.find("X[0]  it is");
    let ink = |screen: &Screen| pictured(screen.app.lab()).image.pixels.clone();
    // A pixel is two columns and a row.
    screen = screen.click_at(column + 2, row + 3);
    screen.mouse(MouseEventKind::Drag(MouseButton::Left), column + 4, row + 3);
    assert_eq!((ink(&screen)[2][1], ink(&screen)[2][2], ink(&screen)[2][3]), (1.0, 1.0, 0.0));
    screen = screen.click_at(column + 2, row + 3);
    assert_eq!((ink(&screen)[2][1], ink(&screen)[2][2]), (0.0, 1.0));
}

#[test]
fn images_are_shown_on_each_screen() {
    for (width, height) in SIZES {
        for (step, name) in [("model", "image"), ("weights", "weights"), ("draw", "draw")] {
            let mut screen = screen(step).size(width, height);
            insta::assert_snapshot!(format!("{name}-{width}"), screen.text());
        }
    }
}

#[test]
fn a_size_that_does_not_fit_is_refused() {
    let wrong = |from: &str, to: &str| {
        let source = lesson_text("digits");
        assert!(source.contains(from));
        read("digits.toml", &source.replacen(from, to, 1)).unwrap_err().to_string()
    };
    let told = wrong("image = { rows = 8, columns = 8 }", "image = { rows = 8, columns = 7 }");
    assert!(told.contains("8 rows of 7 pixels are 56, and each row of x has 64 numbers"), "{told}");
    let told = wrong("image = { rows = 8, columns = 8 }", "");
    assert!(told.contains("the data are no images"), "{told}");
}
