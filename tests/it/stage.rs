//! The pictures of a step: which are seen at once, their names, the whole screen for one of them,
//! and what a click on one says.

use crossterm::event::{MouseButton, MouseEventKind};

use crate::harness::{Screen, at, lesson_text, on_each_screen, open};

fn coffee(step: &str) -> Screen {
    open(lesson_text("coffee-roasting"), step)
}

#[test]
fn z_gives_the_picture_the_whole_screen_and_back() {
    for mut screen in on_each_screen("coffee-roasting", "train-it") {
        let before = screen.lines();
        let mut large = screen.press("z").hides("learning_rate").shows("○ bad");
        assert!(!large.text().contains(">>>"));
        assert_eq!(large.press("z").lines(), before);
    }
}

#[test]
fn the_whole_screen_ends_with_the_step() {
    let screen = coffee("units-picture").press("z").hides("A picture for each unit");
    screen.press("<right>").shows("For unit 0").press("<left>").shows("A picture for each unit");
}

#[test]
fn a_number_that_is_changed_is_seen_beside_a_large_picture() {
    let screen = at("known-weights").press("z").hides("X[0]").press("<tab>").shows("w [ 200 ]");
    screen.press("<up>").shows("w [ 205 ]").press("<esc>").hides("X[0]");
}

#[test]
fn the_names_of_the_pictures_stand_below_them_and_take_clicks() {
    for size in [(80, 24), (120, 40), (160, 50), (200, 60)] {
        let screen = coffee("train-it").size(size.0, size.1);
        let screen = screen.shows("units  model  loss  metric").click("model  loss").press("z");
        let screen = screen.hides("unit 0").shows("Good roast").click("units  model");
        screen.shows("unit 0").hides("Good roast");
    }
}

#[test]
fn the_name_of_what_is_looked_at_is_always_there() {
    let mut screen = coffee("train-it").shows("units  model  loss  metric").hides("network");
    for name in ["model", "loss", "metric", "network", "weights"] {
        screen = screen.press("v").shows(name);
    }
    screen
        .shows("network  weights")
        .click("network")
        .shows("x[0]")
        .press("vv")
        .shows("units  model");
}

#[test]
fn with_room_several_pictures_are_seen_at_once() {
    let mut screen = coffee("train-it").size(160, 50).press("e").shows("unit 0").shows("epoch");
    assert!(screen.text().contains("Good roast"));
    let mut screen = coffee("train-it").size(80, 24).press("e").shows("unit 0");
    assert!(!screen.text().contains("Good roast"));
}

#[test]
fn a_click_on_a_picture_beside_looks_at_it() {
    let screen = coffee("train-it").size(160, 50).press("e");
    screen.click("Good roast").press("z").shows("Good roast").hides("unit 0");
}

#[test]
fn a_click_on_a_plane_says_what_the_model_makes_of_the_place() {
    for size in [(80, 24), (120, 40)] {
        let mut screen = at("move-the-boundary").size(size.0, size.1).press("z");
        let (column, row) = screen.find("1 ┤");
        screen.mouse(MouseEventKind::Down(MouseButton::Left), column + 26, row + 3);
        screen.shows("x, one measurement").shows("y, the answer 0.").shows(": output 0.");
    }
}

/// Three classes at three corners, told apart by what `{ACTIVATION}` makes of three units.
const CLASSES: &str = "
format = 1
title = 'Three classes'
about = 'Three regions'

[data.d]
x = [[0.0, 0.0], [4.0, 0.0], [0.0, 4.0]]
y = [[0.0], [1.0], [2.0]]
x_label = 'one'
x2_label = 'other'
x_range = [-1.0, 5.0]
y_range = [-1.0, 5.0]
classes = ['ant', 'bee', 'cat']

[[step]]
id = 'data'
title = 'Data'
run.dataset = 'd'

[[step]]
id = 'model'
title = 'A model'
run.sequential = { name = 'model', inputs = 2, layers = [
    { dense = { name = 'out', units = 3, activation = 'ACTIVATION' } },
] }

[[step]]
id = 'weights'
title = 'Its weights'
run.set_weights = { layer = 'out', w = [[0.0, 3.0, 0.0], [0.0, 0.0, 3.0]], b = [6.0, 0.0, 0.0] }
";

/// What a click says, so many columns and rows from where the axis says 2, on a screen of 80 × 24 or
/// so many times as large.
fn said_at(activation: &str, times: u16, (right, down): (u16, i16)) -> Screen {
    let source = CLASSES.replace("ACTIVATION", activation);
    let (width, height) = [(80, 24), (120, 40)][usize::from(times) - 1];
    let mut screen = open(&source, "weights").size(width, height).press("z");
    let (column, row) = screen.find("2 ┤");
    screen.click_at(column + right * times, row.saturating_add_signed(down * times as i16))
}

#[test]
fn a_click_on_a_plane_of_classes_says_which_one_and_with_what_chance() {
    for times in [1, 2] {
        said_at("softmax", times, (24, 2)).shows("one ").shows(": bee, chance 0.");
        said_at("softmax", times, (11, -1)).shows(": cat, chance 0.");
        said_at("softmax", times, (9, 3)).shows(": ant, chance 0.");
        // Sums are logits, and what is shown of them are the chances that a softmax makes.
        said_at("linear", times, (24, 2)).shows(": bee, chance 0.");
    }
}

#[test]
fn the_slices_of_a_bowl_stand_beside_another_picture() {
    let lesson = lesson_text("a-neuron-learns");
    let screen = open(lesson, "bowl-from-above").size(160, 50).shows("Price");
    screen.shows("loss along w, where b = 80").shows("loss along b,").shows("where w = 130");
}

#[test]
fn the_axis_of_the_epochs_is_there_from_the_start() {
    coffee("train-it").size(160, 50).press("bb").shows("200").shows("epoch");
}

#[test]
fn the_run_before_is_seen_behind_the_next() {
    let screen = coffee("train-it").size(160, 50).press("eeee").hides("before");
    let screen = screen.press("r").press("ee").shows("before");
    screen.press("uuu").hides("before");
}

#[test]
fn a_reading_is_never_wider_than_can_be_read() {
    for width in [80, 120, 160, 200, 240] {
        let mut screen = at("known-weights").size(width, 50);
        let (column, _) = screen.find("│");
        assert!(column <= 60, "{column} at {width}");
    }
}

#[test]
fn the_wheel_over_a_number_changes_it_and_scrolls_elsewhere() {
    for mut screen in on_each_screen("neurons-and-layers", "known-weights") {
        let (column, row) = screen.find("b   100");
        screen.mouse(MouseEventKind::ScrollUp, column + 5, row);
        let mut screen = screen.shows("b [ 110 ]");
        screen.mouse(MouseEventKind::ScrollDown, column + 5, row);
        screen.mouse(MouseEventKind::ScrollDown, column + 5, row);
        screen.shows("b [ 90 ]").press("u<esc>").shows("b   100");
    }
    let mut screen = at("no-weights-yet");
    let (column, row) = screen.find("linear_layer");
    screen.mouse(MouseEventKind::ScrollUp, column, row);
    screen.hides("u undo");
}

const PRESS: MouseEventKind = MouseEventKind::Down(MouseButton::Left);
const DRAG: MouseEventKind = MouseEventKind::Drag(MouseButton::Left);
const LET_GO: MouseEventKind = MouseEventKind::Up(MouseButton::Left);

#[test]
fn a_line_follows_the_mouse() {
    let mut screen = at("known-weights").size(120, 40);
    let (column, row) = screen.find("⣠⠔⠉");
    screen.mouse(PRESS, column, row);
    for up in 1..=5 {
        screen.mouse(DRAG, column, row - up);
    }
    screen.mouse(LET_GO, column, row - 5);
    assert!(screen.text().contains("w   200") && !screen.text().contains("b   100"));
    let buffer = screen.buffer();
    let is_line = |row: u16| {
        let symbol = buffer[(column, row)].symbol().chars().next().unwrap();
        ('\u{2801}'..='\u{28ff}').contains(&symbol)
    };
    assert!((row - 6..row - 3).any(is_line) && !(row - 1..=row + 1).any(is_line));
    screen.press("u<esc>").shows("b   100").hides("u undo");
}

#[test]
fn a_boundary_follows_the_mouse() {
    let mut screen = at("move-the-boundary").size(120, 40);
    let (column, row) = screen.find("┊");
    screen.mouse(PRESS, column, row + 2);
    for right in 1..=11 {
        screen.mouse(DRAG, column + right, row + 2);
    }
    let (now, _) = screen.find("┊");
    assert!(now.abs_diff(column + 11) <= 1, "{now} for {}", column + 11);
    screen.press("<esc>").shows("w   2 ").press("u").shows("b   -4.5");
}

#[test]
fn what_is_not_gripped_is_not_dragged() {
    let mut screen = at("move-the-boundary").size(120, 40);
    let (column, row) = screen.find("┊");
    screen.mouse(PRESS, column + 8, row + 2);
    screen.mouse(DRAG, column + 12, row + 2);
    screen.mouse(DRAG, 2, 2);
    let mut screen = screen.shows("b   -4.5");
    screen.mouse(PRESS, 70, 2);
    screen.mouse(DRAG, 90, 9);
    screen.shows("b   -4.5");
}

#[test]
fn names_that_have_no_room_are_told_of_and_can_be_reached() {
    let mut screen = coffee("train-it").shows("units  model  loss  metric  …");
    let (column, row) = screen.find("metric  …");
    screen = screen.click_at(column + 8, row);
    screen.shows("network");
}
