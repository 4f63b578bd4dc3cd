//! Data that can be touched: rows that are moved with the keys or the mouse, and what follows.

use crossterm::event::{MouseButton, MouseEventKind};
use layerlab::chart::Series;
use layerlab::journal::{Column, Coordinate, Entry, NewRow};
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
            && name != "output"
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

const LABELS: &str = r#"
format = 1
title = "Labels"
about = "Classes that have no names"
[data.d]
x = [[0.0], [1.0], [2.0]]
y = [[0.0], [0.0], [1.0]]
[[step]]
id = "data"
title = "Data"
run.dataset = "d"
touch = "data"
[[step]]
id = "model"
title = "Model"
run.sequential = { name = "m", inputs = 1, layers = [{ dense = { name = "l", units = 3, activation = "softmax" } }] }
[[step]]
id = "fit"
title = "Fit"
run.fit = { model = "m", loss = "sparse_categorical_crossentropy", epochs = 3 }
touch = "data"
"#;

#[test]
fn a_label_stays_one_of_the_labels_also_where_classes_have_no_names() {
    for step in [0, 2] {
        let mut lab = Lab::new(read("labels.toml", LABELS).unwrap());
        lab.go_to(step);
        for value in [7.0, 0.5, -1.0, 2.0] {
            assert_eq!(lab.act(Entry::Point(vec![(y(0), value)])), Err(EditError::NotAClass));
        }
        assert_eq!(lab.act(Entry::Point(vec![(y(0), 1.0)])), Ok(()));
        assert_eq!(lab.coordinate(y(0)), Some(1.0));
    }
}

#[test]
fn a_row_with_a_label_is_dragged_across_and_its_label_nudged_by_one() {
    let mut screen = harness::open(LABELS, "data").size(120, 40);
    let (column, row) = cell_of(&mut screen, "×");
    screen.mouse(MouseEventKind::Down(MouseButton::Left), column, row);
    screen.mouse(MouseEventKind::Drag(MouseButton::Left), column - 8, row + 4);
    let number = |screen: &Screen, at| screen.app.lab().coordinate(at).unwrap();
    assert!(number(&screen, x(2)) < 1.9 && number(&screen, y(2)) == 1.0);
    let mut screen = harness::open(LABELS, "data").press("<tab><tab><up>");
    assert_eq!(number(&screen, y(0)), 1.0);
    screen = screen.press("<up>").shows("y is a class here");
    assert_eq!(number(&screen, y(0)), 1.0);
}

#[test]
fn a_solution_is_shown_on_the_data_of_the_lesson() {
    let solved = LESSON.replace(
        "epochs = 100 }\ntouch = \"data\"",
        "epochs = 100 }\ntouch = \"data\"\nsolution = { fit = { learning_rate = 0.2, epochs = 200 } }",
    );
    let mut lab = Lab::new(read("touch.toml", &solved).unwrap());
    lab.go_to(3);
    lab.act(Entry::Point(vec![(y(1), 5_000.0)])).unwrap();
    lab.act(Entry::Solve).unwrap();
    assert_eq!(lab.coordinate(y(1)), Some(500.0));
    lab.train(200);
    assert!((lab.answer().unwrap()[1][0] - 500.0).abs() < 0.1);
}

#[test]
fn where_nothing_is_trained_it_is_as_well() {
    let made = "units = 1 } }] }\ntouch = \"data\"";
    let solved = LESSON.replace(
        made,
        &format!("{made}\nsolution = {{ layer = \"l\", w = [[200.0]], b = [100.0] }}"),
    );
    let mut lab = Lab::new(read("touch.toml", &solved).unwrap());
    lab.go_to(2);
    lab.act(Entry::Point(vec![(y(1), 650.0)])).unwrap();
    lab.act(Entry::Solve).unwrap();
    assert_eq!(points(&lab), [[1.0, 300.0], [2.0, 500.0], [3.0, 700.0]]);
    lab.undo();
    assert_eq!(points(&lab)[1], [2.0, 650.0]);
}

#[test]
fn weights_of_a_solution_can_be_put_back() {
    let solved = LESSON.replace(
        "epochs = 100 }\ntouch = \"data\"",
        "epochs = 100 }\ntouch = \"data\"\nsolution = { layer = \"l\", w = [[200.0]], b = [100.0] }",
    );
    let mut lab = Lab::new(read("touch.toml", &solved).unwrap());
    lab.go_to(3);
    let before = lab.answer();
    lab.act(Entry::Solve).unwrap();
    assert_ne!(lab.answer(), before);
    lab.reset();
    assert_eq!(lab.answer(), before);
}

#[test]
fn where_it_would_mean_nothing_data_cannot_be_touched() {
    let refused = |from: &str, to: &str, needle: &str| {
        let error = read("touch.toml", &LESSON.replace(from, to)).unwrap_err().to_string();
        assert!(error.contains(needle), "{error}");
    };
    let goal = "run.predict = { model = \"m\" }\ntouch = \"data\"\ngoal.loss = { of = \"mean_squared_error\", below = 1.0 }";
    refused(
        "run.predict = { model = \"m\" }",
        goal,
        "a goal could be reached by changing the data",
    );
    let norm = "run.normalization = { name = \"scale\" }\ntouch = \"data\"";
    refused("run.normalization = { name = \"scale\" }", norm, "this step measures the data");
}

#[test]
fn what_was_moved_back_is_no_change() {
    let mut lab = lab("houses");
    lab.act(Entry::Point(vec![(y(1), 510.0)])).unwrap();
    lab.act(Entry::Look(0)).unwrap();
    lab.act(Entry::Point(vec![(y(1), 500.0)])).unwrap();
    lab.go_to(2);
    assert_eq!(lab.outcome().changed_at, None);
}

#[test]
fn what_is_moved_later_stands_later_in_the_code() {
    let mut lab = lab("fit");
    lab.act(Entry::Point(vec![(y(0), 310.0)])).unwrap();
    assert!(code(&lab).starts_with("Y_train[0] = [310.0]"), "{}", code(&lab));
    lab.train(100);
    lab.act(Entry::Point(vec![(y(1), 800.0)])).unwrap();
    let moved = "# after epoch 100:\nY_train[0] = [310.0]\nY_train[1] = [800.0]";
    assert!(code(&lab).contains(moved) && code(&lab).starts_with("m.compile"), "{}", code(&lab));
    lab.act(Entry::StartOver).unwrap();
    assert!(code(&lab).starts_with("Y_train[0] = [310.0]\nY_train[1]"), "{}", code(&lab));
}

#[test]
fn rows_that_are_too_many_to_type_are_changed_in_the_code_behind_them() {
    let rows = |value: &str| vec![value; 60].join(", ");
    let text = LESSON
        .replace("x = [[1.0], [2.0], [3.0]]", &format!("x = [{}]", rows("[1.0]")))
        .replace("y = [[300.0], [500.0], [700.0]]", &format!("y = [{}]", rows("[300.0]")));
    let mut lab = Lab::new(read("touch.toml", &text).unwrap());
    lab.act(Entry::Point(vec![(x(1), 20.0)])).unwrap();
    assert!(code(&lab).ends_with("X_train[1] = [20.0]"), "{}", code(&lab));
}

#[test]
fn what_is_held_back_and_what_runs_beside_it_learn_from_it_too() {
    let fit = "run.fit = { model = \"m\", loss = \"mean_squared_error\", learning_rate = 0.1, batch_size = 3, epochs = 100 }";
    let with = LESSON.replace(
        fit,
        &fit.replace(
            "epochs = 100 }",
            "epochs = 100, validation_split = 0.34, race = [{ learning_rate = 0.05 }] }",
        ),
    );
    let run = |moved: Option<(Coordinate, f32)>| {
        let mut lab = Lab::new(read("touch.toml", &with).unwrap());
        lab.go_to(3);
        if let Some(moved) = moved {
            lab.act(Entry::Point(vec![moved])).unwrap();
        }
        lab.train(20);
        let pictures = lab.outcome().pictures;
        let loss = pictures.iter().find(|picture| picture.name == PictureName::Loss).unwrap();
        let last = |series: &Series| match series {
            Series::Curve { name, points, .. } => Some((name.clone(), points.last().unwrap()[1])),
            _ => None,
        };
        let all: Vec<(String, f64)> =
            loss.chart().unwrap().series.iter().filter_map(last).collect();
        let of = |name: &str| all.iter().find(|(known, _)| known == name).unwrap().1;
        [of("val_loss"), of("rate 0.05")]
    };
    let [held_back, beside] = run(None);
    // The last row is held back to validate, the first is learned from.
    assert_ne!(run(Some((y(2), 900.0)))[0], held_back);
    assert_eq!(run(Some((y(2), 900.0)))[1], beside);
    assert_ne!(run(Some((y(0), 350.0)))[1], beside);
    // The inputs are handed on through the normalization, which has measured them before.
    assert_ne!(run(Some((x(0), 0.5)))[1], beside);
}

#[test]
fn after_numbers_that_have_overflowed_the_data_can_be_put_right() {
    let mut lab = lab("fit");
    lab.act(Entry::Point(vec![(x(0), 1e30)])).unwrap();
    lab.train(1);
    assert!(!lab.can_train());
    lab.act(Entry::Point(vec![(x(0), 1.0)])).unwrap();
    assert!(lab.can_train());
    assert_eq!(lab.train(3), 3);
    assert!(lab.history().unwrap().loss.iter().all(|loss| loss.is_finite()));
}

#[test]
fn inputs_of_a_steps_own_are_no_data() {
    let text = LESSON.replace(
        "run.predict = { model = \"m\" }",
        "run.predict = { model = \"m\", x = [[1.5]] }\ntouch = \"data\"",
    );
    let mut lab = Lab::new(read("touch.toml", &text).unwrap());
    lab.go_to(4);
    assert!(lab.outcome().point.is_empty());
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

const ROWS: &str = r#"
format = 1
title = "Rows"
about = "Rows that come and go"
[data.houses]
x = [[1.0], [2.0], [3.0]]
y = [[300.0], [500.0], [700.0]]
x_range = [0.0, 4.0]
y_range = [0.0, 900.0]
[data.two]
x = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
y = [[0.0], [1.0], [1.0], [0.0]]
classes = ["no", "yes"]
[data.line]
x = [[0.0], [1.0], [4.0], [5.0]]
y = [[0.0], [0.0], [1.0], [1.0]]
x_range = [-0.5, 5.5]
y_range = [-0.1, 1.1]
classes = ["no", "yes"]
[[step]]
id = "houses"
title = "Houses"
run.dataset = "houses"
touch = "rows"
[[step]]
id = "model"
title = "Model"
run.sequential = { name = "m", inputs = 1, seed = 1, layers = [{ dense = { name = "l", units = 1 } }] }
touch = "rows"
[[step]]
id = "fit"
title = "Fit"
run.fit = { model = "m", loss = "mean_squared_error", learning_rate = 0.02, batch_size = 2, epochs = 400 }
touch = "rows"
[[step]]
id = "fixed"
title = "Fixed"
run.predict = { model = "m", rows = [0, 1] }
touch = "data"
[[step]]
id = "plane"
title = "Plane"
run.dataset = "two"
touch = "rows"
[[step]]
id = "line"
title = "Line"
run.dataset = "line"
touch = "rows"
"#;

fn rows_lab(step: &str) -> Lab {
    let mut lab = Lab::new(read("rows.toml", ROWS).unwrap());
    let at = lab.lesson().steps.iter().position(|s| s.id == step).unwrap();
    lab.go_to(at);
    lab
}

fn row(x: &[f32], y: f32) -> Entry {
    Entry::AddRow(NewRow { x: x.to_vec(), y: vec![y] })
}

#[test]
fn rows_come_and_go_and_code_picture_and_steps_follow() {
    let mut lab = rows_lab("houses");
    lab.act(row(&[1.5], 450.0)).unwrap();
    assert!(code(&lab).contains("X_train = np.float32([[1.0], [2.0], [3.0], [1.5]])"));
    assert_eq!(lab.outcome().example, 3, "what is new is looked at");
    lab.act(Entry::RemoveRow(0)).unwrap();
    assert_eq!(points(&lab), [[2.0, 500.0], [3.0, 700.0], [1.5, 450.0]]);
    lab.go_to(1);
    assert_eq!(points(&lab), [[2.0, 500.0], [3.0, 700.0], [1.5, 450.0]]);
    assert_eq!(lab.outcome().changed_at, Some(0));
    lab.act(Entry::RemoveRow(1)).unwrap();
    lab.act(row(&[2.5], 600.0)).unwrap();
    lab.act(Entry::Point(vec![(x(0), 2.25), (y(2), 610.0)])).unwrap();
    let wanted = "X_train[0] = [2.25]\n\
                  X_train = np.delete(X_train, [1], axis=0)\n\
                  X_train = np.append(X_train, np.float32([[2.5]]), axis=0)\n\
                  Y_train = np.delete(Y_train, [1], axis=0)\n\
                  Y_train = np.append(Y_train, np.float32([[610.0]]), axis=0)";
    assert!(code(&lab).starts_with(wanted), "{}", code(&lab));
    let known = (code(&lab), points(&lab));
    let mut again = Lab::with(read("rows.toml", ROWS).unwrap(), lab.journal().clone());
    again.go_to(1);
    assert_eq!((code(&again), points(&again)), known);
    for _ in 0..3 {
        lab.undo();
    }
    assert_eq!(points(&lab), [[2.0, 500.0], [3.0, 700.0], [1.5, 450.0]]);
    lab.redo();
    assert_eq!(points(&lab), [[2.0, 500.0], [1.5, 450.0]]);
    lab.reset();
    assert_eq!(points(&lab).len(), 3);
    lab.go_to(0);
    lab.reset();
    assert_eq!(points(&lab), [[1.0, 300.0], [2.0, 500.0], [3.0, 700.0]]);
    // A row that was taken away and put back is no change that would count later.
    lab.act(Entry::RemoveRow(2)).unwrap();
    lab.act(row(&[3.0], 700.0)).unwrap();
    lab.go_to(1);
    assert_eq!((lab.outcome().changed_at, code(&lab).contains("np.append")), (None, false));
}

#[test]
fn a_row_that_cannot_come_or_go_changes_nothing() {
    let refused = |lab: &mut Lab, entry: Entry, error: EditError| {
        let before = (code(lab), points(lab), lab.journal().clone());
        assert_eq!(lab.act(entry), Err(error));
        assert!(before == (code(lab), points(lab), lab.journal().clone()));
    };
    let mut lab = rows_lab("fixed");
    refused(&mut lab, row(&[1.0], 1.0), EditError::FixedData);
    refused(&mut lab, Entry::RemoveRow(0), EditError::FixedData);
    let mut lab = rows_lab("houses");
    refused(&mut lab, row(&[1.0, 2.0], 1.0), EditError::NoSuchNumber);
    refused(&mut lab, row(&[], 1.0), EditError::NoSuchNumber);
    refused(&mut lab, row(&[f32::NAN], 1.0), EditError::TooLarge);
    refused(&mut lab, Entry::RemoveRow(3), EditError::NoSuchNumber);
    // The step `fixed` asks for rows 0 and 1.
    lab.act(Entry::RemoveRow(1)).unwrap();
    refused(&mut lab, Entry::RemoveRow(1), EditError::NeededRow);
    let mut lab = rows_lab("plane");
    refused(&mut lab, row(&[0.5, 0.5], 0.5), EditError::NotAClass);
    for _ in 0..3 {
        lab.act(Entry::RemoveRow(0)).unwrap();
    }
    refused(&mut lab, Entry::RemoveRow(0), EditError::LastRow);
    // Of a class that is gone a row can be had again.
    lab.act(row(&[0.5, 0.5], 1.0)).unwrap();
    for _ in 2..104 {
        lab.act(row(&[0.5, 0.5], 1.0)).unwrap();
    }
    refused(&mut lab, row(&[0.5, 0.5], 1.0), EditError::TooManyRows);
    lab.go_to(5);
    lab.go_to(4);
    assert_eq!(lab.outcome().places.len(), 104);
}

/// What a training learns after rows have come and gone is what it learns where they were so from
/// the start.
#[test]
fn a_training_learns_from_the_rows_that_there_are() {
    let answers = |source: &str, entries: &[Entry]| {
        let mut lab = Lab::new(read("rows.toml", source).unwrap());
        lab.go_to(2);
        for entry in entries {
            lab.act(entry.clone()).unwrap();
        }
        lab.train(usize::MAX);
        (lab.history().unwrap().clone(), lab.answer().unwrap())
    };
    let split = ROWS.replace("epochs = 400 }", "epochs = 400, validation_split = 0.3 }");
    for source in [ROWS, &split] {
        let known = source
            .replace("x = [[1.0], [2.0], [3.0]]", "x = [[1.0], [3.0], [2.5], [0.5]]")
            .replace("y = [[300.0], [500.0], [700.0]]", "y = [[300.0], [700.0], [500.0], [250.0]]");
        let entries = [Entry::RemoveRow(1), row(&[2.5], 500.0), row(&[0.5], 250.0)];
        assert_eq!(answers(source, &entries), answers(&known, &[]));
    }
    // In the middle of an epoch that begins anew, and what was learned stays.
    let mut lab = rows_lab("fit");
    lab.train(401);
    let before = lab.answer().unwrap();
    lab.act(row(&[2.5], 640.0)).unwrap();
    assert_eq!(lab.answer().unwrap()[..3], before);
    assert!(code(&lab).contains("# after epoch 200:\nX_train = np.append"), "{}", code(&lab));
    assert_eq!(lab.outcome().training.unwrap().history.loss.len(), 200);
    lab.train(usize::MAX);
    assert_eq!(lab.outcome().training.unwrap().history.loss.len(), 400);
    lab.act(Entry::RemoveRow(3)).unwrap();
    lab.act(Entry::StartOver).unwrap();
    lab.train(usize::MAX);
    assert!((lab.answer().unwrap()[1][0] - 500.0).abs() < 1.0);
}

#[test]
fn nothing_is_learned_where_all_that_is_left_is_held_back() {
    let split = ROWS.replace("epochs = 400 }", "epochs = 4, validation_split = 0.6 }");
    let split = split.replace("rows = [0, 1] ", "rows = [0] ");
    let mut lab = Lab::new(read("rows.toml", &split).unwrap());
    // Of two rows of which more than half are held back none is left, here and at the steps before.
    for step in [2, 0] {
        lab.go_to(step);
        assert_eq!(lab.act(Entry::RemoveRow(2)), Err(EditError::NeededRow));
    }
    lab.go_to(2);
    assert_eq!(lab.train(usize::MAX), 4);
}

/// Whatever is done, the code makes of the data before it the data that is shown.
#[test]
fn the_code_of_rows_that_come_and_go_says_what_is_there() {
    let mut seed = 7_u64;
    let mut chance = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    for _ in 0..40 {
        let mut lab = rows_lab("houses");
        for step in [0, 1] {
            lab.go_to(step);
            let mut tables = rows_of(&lab);
            for _ in 0..chance(12) {
                let rows = points(&lab).len();
                let value = chance(9) as f32 + 0.5;
                let entry = match chance(3) {
                    0 => row(&[value], 100.0 * value),
                    1 => Entry::RemoveRow(chance(rows)),
                    _ => Entry::Point(vec![(x(chance(rows)), value)]),
                };
                let _ = lab.act(entry);
            }
            if step == 1 {
                run_code(&code(&lab), &mut tables);
                assert_eq!(tables, rows_of(&lab), "{}", code(&lab));
            }
        }
    }
}

/// The features and targets that there are.
fn rows_of(lab: &Lab) -> [Vec<f64>; 2] {
    let points = points(lab);
    [0, 1].map(|column| points.iter().map(|point| point[column]).collect())
}

/// Does what lines of code do to two tables of one column.
fn run_code(code: &str, tables: &mut [Vec<f64>; 2]) {
    let numbers = |text: &str| -> Vec<f64> {
        let list = text.split(|c| "[], ".contains(c)).filter(|word| !word.is_empty());
        list.map_while(|word| word.parse().ok()).collect()
    };
    for line in code.lines().filter(|line| line.contains("_train")) {
        let Some((name, rest)) = line.split_once("_train") else { continue };
        let table = &mut tables[usize::from(name == "Y")];
        if let Some(rest) = rest.strip_prefix('[') {
            let (row, value) = rest.split_once("] = ").unwrap();
            table[row.parse::<usize>().unwrap()] = numbers(value)[0];
        } else if let Some((_, rows)) = rest.split_once("np.delete(") {
            let gone = numbers(rows.split_once(", ").unwrap().1);
            let mut row = -1.0;
            table.retain(|_| {
                row += 1.0;
                !gone.contains(&row)
            });
        } else if let Some((_, rows)) = rest.split_once("np.float32(") {
            table.extend(numbers(rows));
        }
    }
}

#[test]
fn with_the_keys_a_row_is_added_moved_and_taken_away() {
    for size in harness::SIZES {
        let screen = harness::open(ROWS, "houses").size(size.0, size.1).press("<down>a");
        // A copy, its first number chosen.
        let mut screen = screen.shows("data[3]   x [2").press("<up>");
        assert!(points(screen.app.lab())[3][0] > 2.0 && points(screen.app.lab()).len() == 4);
        screen = screen.press("d");
        assert_eq!(points(screen.app.lab()).len(), 3);
        screen = screen.press("<esc>ddd").shows("the lesson speaks of all rows");
        assert_eq!(points(screen.press("uuuuu").app.lab()).len(), 3);
    }
    harness::open(ROWS, "houses").size(100, 24).shows("a/d add/delete row").hides("nothing on");
    let screen = harness::open(ROWS, "fixed").press("a").shows("nothing on that key");
    assert_eq!(points(screen.press("d").app.lab()).len(), 3);
    // A class is set like any number.
    let screen = harness::open(ROWS, "plane").press("a<tab><tab><up>");
    assert_eq!(screen.app.lab().coordinate(Coordinate { row: 4, column: Column::Y(0) }), Some(1.0));
}

#[test]
fn with_the_mouse_a_row_is_put_where_was_clicked() {
    let at = |screen: &Screen, row| {
        let number = |column| screen.app.lab().coordinate(Coordinate { row, column }).unwrap();
        (number(Column::X(0)), number(Column::Y(0)))
    };
    let mut screen = harness::open(ROWS, "houses").size(120, 40);
    let (column, row) = cell_of(&mut screen, "×");
    screen = screen.click_at(column - 12, row + 1).shows("a adds a row here").press("a");
    let (x, y) = at(&screen, 3);
    assert!(x < 2.9 && (600.0..700.0).contains(&y), "{x} {y}");
    assert_eq!(screen.buffer()[(column - 12, row + 1)].symbol(), "×", "{}", screen.text());
    // Anything else in between, and it is a copy again.
    screen = screen.click_at(column - 12, row + 4).press("<esc>ka");
    assert_eq!(at(&screen, 4), (3.0, 700.0));
    // On the axis of a class the nearest counts.
    let mut screen = harness::open(ROWS, "line").size(120, 40);
    let (column, row) = cell_of(&mut screen, "×");
    screen = screen.click_at(column - 8, row + 2).press("a");
    assert!(at(&screen, 4).0 < 3.9 && at(&screen, 4).1 == 1.0, "{:?}", at(&screen, 4));
}

#[test]
fn rows_that_may_come_count_as_work() {
    let fit = |touch: &str| {
        let units = "units = 400 } }, { dense = { name = \"k\", units = 1";
        let source = ROWS.replace("name = \"l\", units = 1", &format!("name = \"l\", {units}"));
        let source =
            source.replace("batch_size = 2, epochs = 400 }", "batch_size = 200, epochs = 60000 }");
        read("rows.toml", &source.replace("touch = \"rows\"", touch))
    };
    assert!(fit("touch = \"data\"").is_ok());
    let error = fit("touch = \"rows\"").unwrap_err().to_string();
    assert!(error.contains("of work, and the limit is"), "{error}");
}
