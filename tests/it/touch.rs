//! Data that can be touched: rows that are moved with the keys or the mouse, and what follows.

use crossterm::event::{MouseButton, MouseEventKind};
use layerlab::chart::Series;
use layerlab::journal::{Column, Coordinate, Entry};
use layerlab::lab::{EditError, Lab};
use layerlab::lesson::format::PictureName;
use layerlab::lesson::read;
use layerlab::tui::Message;

use crate::harness::{self, Screen};

const LESSON: &str = r#"
format = 1
title = "Touch"
about = "Rows that move"
[data.houses]
x = [[1.0], [2.0], [3.0]]
y = [[300.0], [500.0], [700.0]]
x_label = "Size"
y_label = "Price"
[data.two]
x = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
y = [[0.0], [1.0], [1.0], [0.0]]
classes = ["no", "yes"]
[[step]]
id = "houses"
title = "Houses"
run.dataset = "houses"
touch = "data"
[[step]]
id = "norm"
title = "Scale"
run.normalization = { name = "scale" }
[[step]]
id = "model"
title = "Model"
run.sequential = { name = "m", inputs = 1, layers = [{ dense = { name = "l", units = 1 } }] }
touch = "data"
[[step]]
id = "fit"
title = "Fit"
run.fit = { model = "m", loss = "mean_squared_error", learning_rate = 0.1, batch_size = 3, epochs = 100 }
touch = "data"
[[step]]
id = "fixed"
title = "Fixed"
run.predict = { model = "m" }
[[step]]
id = "plane"
title = "Plane"
run.dataset = "two"
touch = "data"
"#;

fn lab(step: &str) -> Lab {
    let mut lab = Lab::new(read("touch.toml", LESSON).unwrap());
    let at = lab.lesson().steps.iter().position(|s| s.id == step).unwrap();
    lab.go_to(at);
    lab
}

const fn x(row: usize) -> Coordinate {
    Coordinate { row, column: Column::X(0) }
}

const fn y(row: usize) -> Coordinate {
    Coordinate { row, column: Column::Y(0) }
}

fn code(lab: &Lab) -> String {
    let console = lab.outcome().console;
    console.iter().flat_map(|statement| statement.code.clone()).collect::<Vec<_>>().join("\n")
}

fn points(lab: &Lab) -> Vec<[f64; 2]> {
    let pictures = lab.outcome().pictures;
    let model = pictures.iter().find(|picture| picture.name == PictureName::Model).unwrap();
    let mut all = Vec::new();
    for series in &model.chart().unwrap().series {
        if let Series::Points { name, points, .. } = series
            && name != "answer"
        {
            all.extend(points.iter().copied());
        }
    }
    all
}

#[test]
fn a_moved_row_is_in_the_code_the_picture_and_the_answer() {
    let mut lab = lab("houses");
    lab.act(Entry::Point(vec![(x(1), 2.5), (y(1), 400.0)])).unwrap();
    assert!(code(&lab).contains("X_train = np.float32([[1.0], [2.5], [3.0]])"), "{}", code(&lab));
    assert!(code(&lab).contains("[400.0]"), "{}", code(&lab));
    assert_eq!(points(&lab), [[1.0, 300.0], [2.5, 400.0], [3.0, 700.0]]);
    // The steps after it go on with it, and say so.
    lab.go_to(2);
    assert_eq!(points(&lab), [[1.0, 300.0], [2.5, 400.0], [3.0, 700.0]]);
    assert_eq!(lab.outcome().changed_at, Some(0));
    lab.act(Entry::Point(vec![(x(0), 1.25)])).unwrap();
    assert!(
        code(&lab).starts_with("X_train[0] = [1.25]\nX_norm = scale(X_train)"),
        "{}",
        code(&lab)
    );
    // What takes up data anew has the lesson's own.
    lab.go_to(5);
    assert_eq!(lab.outcome().changed_at, None);
    lab.go_to(0);
    lab.undo();
    assert_eq!(points(&lab), [[1.0, 300.0], [2.0, 500.0], [3.0, 700.0]]);
    lab.redo();
    assert_eq!(points(&lab)[1], [2.5, 400.0]);
    lab.reset();
    assert_eq!(points(&lab)[1], [2.0, 500.0]);
}

#[test]
fn a_training_goes_on_with_what_was_moved() {
    let mut lab = lab("fit");
    lab.train(100);
    let before = lab.answer().unwrap();
    assert!((before[1][0] - 500.0).abs() < 0.1, "{before:?}");
    lab.act(Entry::Point(vec![(y(1), 800.0)])).unwrap();
    // The weights stay, and so does how far it has come.
    assert_eq!(lab.answer().unwrap(), before);
    let training = lab.outcome().training.unwrap();
    assert_eq!((training.epochs_done, training.history.loss.len()), (100, 100));
    lab.act(Entry::MoreEpochs).unwrap();
    lab.train(100);
    // The least squares of 300, 800 and 700 at three even places.
    let after = lab.answer().unwrap();
    for (row, wanted) in [400.0, 600.0, 800.0].into_iter().enumerate() {
        assert!((after[row][0] - wanted).abs() < 0.1, "{after:?}");
    }
    // Started over it still has them; reset it has the lesson's own.
    lab.act(Entry::StartOver).unwrap();
    assert_eq!(points(&lab)[1][1], 800.0);
    lab.reset();
    assert_eq!(points(&lab)[1][1], 500.0);
    lab.train(100);
    assert_eq!(lab.answer().unwrap(), before);
}

#[test]
fn what_was_moved_is_there_again_and_one_drag_is_one_deed() {
    let mut lab = lab("fit");
    for value in [510.0, 520.0, 530.0] {
        lab.act(Entry::Point(vec![(x(1), 2.0), (y(1), value)])).unwrap();
    }
    lab.train(7);
    let known = (code(&lab), points(&lab), lab.answer());
    let again = Lab::with(read("touch.toml", LESSON).unwrap(), lab.journal().clone());
    let mut again = again;
    again.go_to(3);
    again.catch_up(usize::MAX);
    assert!(known == (code(&again), points(&again), again.answer()));
    lab.undo();
    assert_eq!(points(&lab)[1][1], 530.0);
    lab.undo();
    assert_eq!(points(&lab)[1][1], 500.0);
    assert!(!lab.undo());
}

#[test]
fn what_cannot_be_a_number_of_the_data_is_refused_and_changes_nothing() {
    let refused = |step: &str, numbers: Vec<(Coordinate, f32)>, error: EditError| {
        let mut lab = lab(step);
        let before = (code(&lab), points(&lab), lab.journal().clone());
        assert_eq!(lab.act(Entry::Point(numbers)), Err(error));
        assert!(before == (code(&lab), points(&lab), lab.journal().clone()));
    };
    refused("fixed", vec![(x(0), 1.0)], EditError::FixedData);
    refused("houses", vec![(x(3), 1.0)], EditError::NoSuchNumber);
    refused(
        "houses",
        vec![(Coordinate { row: 0, column: Column::X(1) }, 1.0)],
        EditError::NoSuchNumber,
    );
    refused("houses", vec![(x(0), f32::NAN)], EditError::TooLarge);
    refused("fit", vec![(x(0), 1.0), (y(0), f32::INFINITY)], EditError::TooLarge);
    refused("plane", vec![(y(0), 2.0)], EditError::NotAClass);
    refused("plane", vec![(y(0), 0.5)], EditError::NotAClass);
    refused("plane", vec![(y(0), -1.0)], EditError::NotAClass);
}

#[test]
fn what_is_too_large_to_be_touched_is_refused_with_its_place() {
    let rows = |count: usize| vec!["[0.0, 0.0]"; count].join(", ");
    let text = |count| {
        LESSON
            .replace(
                "[[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]",
                &format!("[{}]", rows(count)),
            )
            .replace(
                "[[0.0], [1.0], [1.0], [0.0]]",
                &format!("[{}]", vec!["[0.0]"; count].join(", ")),
            )
    };
    assert!(read("touch.toml", &text(1_000)).is_ok());
    let error = read("touch.toml", &text(1_001)).unwrap_err().to_string();
    assert!(error.contains("step `plane`, touch") && error.contains("1000"), "{error}");
}

#[test]
fn with_the_keys_a_row_is_chosen_and_its_numbers_changed() {
    for size in harness::SIZES {
        let screen = harness::open(LESSON, "houses").size(size.0, size.1);
        let screen = screen.press("<down><tab>").shows("data[1]   x [ 2");
        let screen = screen.press("<up>");
        assert!(points(screen.app.lab())[1][0] > 2.0, "{size:?}");
        let mut screen = screen.press("<tab>650<enter>");
        assert_eq!(points(screen.app.lab())[1][1], 650.0);
        // Another row, the same number.
        screen = screen.press("j").shows("data[2]").shows("[ 700");
        screen = screen.press("1e99<enter>").shows("too large");
        assert_eq!(points(screen.press("<esc><esc>uu").app.lab())[1], [2.0, 500.0]);
    }
}

/// Where a row of the data stands on the screen.
fn cell_of(screen: &mut Screen, mark: &str) -> (u16, u16) {
    let buffer = screen.buffer();
    let middle = buffer.area.width / 2;
    let cells =
        (0..buffer.area.height - 6).flat_map(|y| (middle..buffer.area.width).map(move |x| (x, y)));
    cells.into_iter().find(|at| buffer[*at].symbol() == mark).expect("a mark")
}

#[test]
fn with_the_mouse_a_mark_is_dragged_and_the_axes_stay() {
    for step in ["houses", "fit"] {
        let mut screen = harness::open(LESSON, step).size(120, 40).press("z").press("z");
        let scales = |screen: &mut Screen| {
            let pictures = screen.app.lab().outcome().pictures;
            let chart = pictures.iter().find(|p| p.name == PictureName::Model).unwrap();
            let chart = chart.chart().unwrap().clone();
            (chart.x, chart.y)
        };
        let before = scales(&mut screen);
        let (column, row) = cell_of(&mut screen, "×");
        screen.mouse(MouseEventKind::Down(MouseButton::Left), column, row);
        screen.mouse(MouseEventKind::Drag(MouseButton::Left), column - 3, row + 2);
        screen.mouse(MouseEventKind::Drag(MouseButton::Left), column - 6, row + 4);
        screen.mouse(MouseEventKind::Up(MouseButton::Left), column - 6, row + 4);
        assert_eq!(scales(&mut screen), before);
        let moved = points(screen.app.lab())[2];
        assert!(moved[0] < 2.9 && moved[1] < 660.0, "{moved:?}");
        let buffer = screen.buffer();
        assert_eq!(buffer[(column - 6, row + 4)].symbol(), "×", "{}", screen.text());
        // Off the axes it stays where it was last.
        screen.mouse(MouseEventKind::Down(MouseButton::Left), column - 6, row + 4);
        screen.mouse(MouseEventKind::Drag(MouseButton::Left), 0, 0);
        assert_eq!(points(screen.app.lab())[2], moved);
        assert_eq!(points(screen.press("u").app.lab())[2], [3.0, 700.0], "one deed");
    }
}

#[test]
fn on_a_plane_both_features_are_dragged_and_the_class_stays() {
    let mut screen = harness::open(LESSON, "plane").size(120, 40);
    let (column, row) = cell_of(&mut screen, "×");
    screen.mouse(MouseEventKind::Down(MouseButton::Left), column, row);
    screen.mouse(MouseEventKind::Drag(MouseButton::Left), column + 8, row + 3);
    let cell =
        |column| screen.app.lab().coordinate(Coordinate { row: 1, column }).map(f64::from).unwrap();
    assert!(cell(Column::X(0)) > 0.05 && cell(Column::X(1)) < 0.95 && cell(Column::Y(0)) == 1.0);
}

#[test]
fn at_a_step_that_does_not_allow_it_nothing_is_dragged() {
    let mut screen = harness::open(LESSON, "fixed").size(120, 40);
    let before = points(screen.app.lab());
    let (column, row) = cell_of(&mut screen, "×");
    screen.mouse(MouseEventKind::Down(MouseButton::Left), column, row);
    screen.mouse(MouseEventKind::Drag(MouseButton::Left), column - 6, row + 4);
    assert_eq!(points(screen.app.lab()), before);
    screen.hides("data[");
}

#[test]
fn while_it_trains_a_point_can_be_moved_and_the_line_follows() {
    let mut screen = harness::open(LESSON, "fit").size(120, 40).press(" ");
    screen.app.update(Message::Train { batches: 50, per_second: 100 });
    let (column, row) = cell_of(&mut screen, "×");
    screen.mouse(MouseEventKind::Down(MouseButton::Left), column, row);
    screen.mouse(MouseEventKind::Drag(MouseButton::Left), column, row + 6);
    screen.app.update(Message::Train { batches: 40, per_second: 100 });
    let answers = screen.app.lab().answer().unwrap();
    let last = points(screen.app.lab())[2][1];
    assert!(last < 640.0 && f64::from(answers[2][0]) < 690.0, "{last} {answers:?}");
    assert!(screen.app.pace().is_some(), "it goes on");
}
