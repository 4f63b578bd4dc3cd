//! What a learner sees and does: keys in, screens out.

use crossterm::event::MouseEventKind;
use insta::assert_snapshot;
use ratatui::style::{Color, Modifier};

use layerlab::tui::{Effect, Message};

use crate::harness::{SIZES, at, open, plain_at};

const STEPS: [&str; 30] = [
    "welcome",
    "tools",
    "two-houses",
    "the-line",
    "one-neuron",
    "no-weights-yet",
    "flat-input",
    "first-call",
    "w-and-b",
    "the-neighbour",
    "known-weights",
    "one-house",
    "all-houses",
    "a-new-house",
    "through-both-houses",
    "yes-or-no",
    "pick-the-yes",
    "the-squeeze",
    "a-model",
    "the-summary",
    "weights-of-l1",
    "set-l1",
    "one-patient",
    "all-patients",
    "what-it-means",
    "the-boundary",
    "move-the-boundary",
    "a-steeper-curve",
    "the-shapes",
    "the-end",
];

#[test]
fn every_step_at_80_by_24() {
    for (index, step) in STEPS.iter().enumerate() {
        assert_snapshot!(format!("80x24-{:02}-{step}", index + 1), at(step).text());
    }
}

#[test]
fn steps_at_120_by_40() {
    for step in ["two-houses", "no-weights-yet", "through-both-houses", "set-l1", "the-summary"] {
        assert_snapshot!(format!("120x40-{step}"), at(step).size(120, 40).text());
    }
}

#[test]
fn steps_at_40_by_12() {
    for step in ["welcome", "no-weights-yet", "through-both-houses", "set-l1", "the-summary"] {
        assert_snapshot!(format!("40x12-{step}"), at(step).size(40, 12).text());
    }
}

#[test]
fn steps_in_ascii() {
    for step in ["known-weights", "set-l1"] {
        assert_snapshot!(format!("ascii-{step}"), plain_at(step).text());
    }
}

#[test]
fn ascii_means_ascii_on_every_step() {
    for step in STEPS {
        let screen = plain_at(step).size(100, 30).text();
        assert!(screen.is_ascii(), "{step}: {screen}");
    }
}

#[test]
fn no_colour_means_no_colour() {
    for step in STEPS {
        let buffer = plain_at(step).press("<tab>h").buffer();
        let coloured =
            buffer.content.iter().find(|cell| cell.fg != Color::Reset || cell.bg != Color::Reset);
        assert_eq!(coloured, None, "{step}");
    }
}

#[test]
fn arrows_walk_through_the_lesson_and_stop_at_its_ends() {
    let mut screen = at("welcome");
    for step in &STEPS[1..] {
        screen = screen.press("<right>");
        assert_eq!(screen.step(), *step);
    }
    let screen = screen.press("<right>").shows("this is the last step");
    let screen = screen.press("<home>").shows("1/30");
    assert_eq!(screen.press("<left>").shows("this is the first step").step(), "welcome");
}

#[test]
fn a_typed_number_changes_everything_while_it_is_typed() {
    at("known-weights")
        .press("<tab>2")
        .shows("w [ 2▏ ]")
        .press("50")
        .shows("w [ 250▏ ]")
        .shows("set_w = np.float32([[250.0]])")
        .shows("[array([[250.]], dtype=float32),")
        .shows("f = 250 · 2 + 100 = 600")
        .press("<enter>")
        .shows("w [ 250 ]");
}

#[test]
fn escape_puts_the_number_back() {
    at("known-weights").press("<tab>999").shows("f = 999").press("<esc>").shows("f = 200 · 1");
}

#[test]
fn what_is_not_a_number_changes_nothing_and_says_so() {
    at("known-weights")
        .press("<tab>1-2")
        .shows("[ 1-2▏ ? ]")
        .shows("not a number: write it like 200, -4.5 or 1e-3")
        .shows("f = 200 · 1 + 100 = 300")
        .press("<enter>")
        .shows("Esc puts back")
        .shows("[ 1-2▏ ? ]")
        .press("<esc>")
        .shows("w [ 200 ]");
}

#[test]
fn infinite_weights_are_refused() {
    at("known-weights")
        .press("<tab>1e39<enter>")
        .shows("too large")
        .press("<esc>")
        .shows("[ 200 ]");
    at("known-weights").press("<tab>-inf<enter>").shows("not a number").press("<esc>");
    at("known-weights").press("<tab>-nan<enter>").shows("not a number");
}

#[test]
fn the_cursor_moves_within_the_number_and_every_character_goes_there() {
    at("known-weights")
        .press("<tab><enter>")
        .shows("[ 200▏ ]")
        .press("<left><left>5")
        .shows("[ 25▏00 ]")
        .press("<del><back>")
        .shows("[ 2▏0 ]")
        .press("q")
        .shows("[ 2q▏0 ? ]");
}

#[test]
fn tab_goes_round_the_weights_both_ways() {
    at("known-weights").press("<tab>").shows("w [ 200 ]").press("<tab>").shows("b [ 100 ]");
    at("known-weights").press("<tab><tab><tab>").shows("w [ 200 ]");
    at("known-weights").press("<s-backtab>").shows("b [ 100 ]").press("<esc>").hides("[ 100 ]");
}

#[test]
fn arrows_nudge_the_chosen_weight_by_round_steps() {
    at("known-weights")
        .press("<tab><up>")
        .shows("w [ 205 ]")
        .press("<down><down>")
        .shows("[ 195 ]");
    at("known-weights").press("<tab><s-up>").shows("w [ 250 ]");
    at("set-l1").press("<tab><up><up><up>").shows("w [ 2.3 ]");
    at("set-l1").press("<tab><tab><s-down>").shows("b [ -5.5 ]");
}

#[test]
fn undo_and_redo_go_through_what_was_done_cell_by_cell() {
    at("known-weights")
        .press("<tab>150<enter><up><tab>7<enter>")
        .shows("b [ 7 ]")
        .press("u")
        .shows("b [ 100 ]")
        .shows("w   155")
        .press("u")
        .shows("w   200")
        .press("u")
        .shows("there is nothing to undo")
        .press("UU")
        .shows("w   155")
        .shows("b [ 7 ]")
        .press("U")
        .shows("there is nothing to bring back");
}

#[test]
fn reset_can_be_undone() {
    at("known-weights").press("<tab>150<enter>r").shows("w [ 200 ]").press("u").shows("w [ 150 ]");
}

#[test]
fn going_back_restores_the_state_and_going_on_keeps_the_edits() {
    at("known-weights")
        .press("<tab>150<enter><right>")
        .shows("tf.Tensor([[250.]], shape=(1, 1)")
        .press("<left><left>")
        .shows("w   -1.47")
        .press("<right>")
        .shows("w   150")
        .press("<right>")
        .shows("tf.Tensor([[250.]], shape=(1, 1)");
}

#[test]
fn an_edit_in_a_later_step_is_a_line_of_code_there() {
    at("one-house")
        .press("<tab>300<enter>")
        .shows("linear_layer.set_weights(")
        .shows("tf.Tensor([[400.]], shape=(1, 1)")
        .press("<left>")
        .shows("w   200");
}

#[test]
fn edited_code_runs_from_top_to_bottom() {
    // A layer has no weights to set before its first call: so first the call, then the change.
    let lines = at("first-call").size(120, 40).press("<tab>5<enter>").lines();
    let line = |text: &str| lines.iter().position(|line| line.contains(text)).unwrap();
    assert!(line("[[-1.473476]]") < line("set_w = np.float32([[5.0]])"));
    assert!(line("linear_layer.set_weights([set_w, set_b])") < line("[[5.]]"));

    let lines = at("a-model").size(120, 40).press("<tab>5<enter>").lines();
    let line = |text: &str| lines.iter().position(|line| line.contains(text)).unwrap();
    assert!(line("... ])") < line("L1 = model.get_layer(\"L1\")"));
}

#[test]
fn a_later_step_says_whose_weights_it_uses() {
    at("known-weights")
        .press("<tab>150<enter><right>")
        .shows("What you changed at step 11 still counts")
        .press("<left>r<right>")
        .hides("What you changed at step");
}

#[test]
fn the_examples_can_be_walked_while_a_weight_is_chosen() {
    at("set-l1").press("<tab>jjjjj").shows("X[5] ▸").shows("w [ 2 ]").press("k").shows("X[4] ▸");
}

#[test]
fn a_goal_that_is_reached_says_what_there_is_to_see() {
    let screen = at("move-the-boundary").size(120, 40).press("<tab><tab>-7<enter>");
    screen.shows("the yes at").shows("x = 3 is missed");
    at("move-the-boundary").press("<tab><tab>-7<enter>s").shows("the goal is reached already");
}

#[test]
fn the_footer_offers_what_can_be_done() {
    at("known-weights").hides("u undo").press("<tab><up><esc>").shows("u undo").shows("r reset");
    at("first-call").shows("n new draw");
    at("known-weights").hides("n new draw");
}

#[test]
fn a_hint_is_in_view_on_the_smallest_screen() {
    at("move-the-boundary").size(40, 12).press("h").shows("1 of 3").press("hh").shows("3 of 3");
}

#[test]
fn new_random_weights_reach_the_steps_that_follow() {
    let mut before = at("w-and-b");
    let mut after = at("first-call").press("n<right>");
    assert_eq!(after.step(), "w-and-b");
    assert_ne!(before.text(), after.text());
    assert!(!after.text().contains("set_weights"));
}

#[test]
fn each_draw_of_random_weights_differs_from_the_last() {
    let draws = ["", "n", "nn", "nnn", "nn<right>n"].map(|keys| at("first-call").press(keys));
    let weights = draws.map(|screen| screen.app.lab().outcome().parameters[0].value);
    assert_eq!(weights[3], weights[4]);
    let mut distinct = weights[..4].to_vec();
    distinct.sort_by(f32::total_cmp);
    distinct.dedup();
    assert_eq!(distinct.len(), 4, "{weights:?}");
    assert!(weights.iter().all(|w| w.abs() <= 1.7321), "{weights:?}");
}

#[test]
fn weights_set_by_the_lesson_are_not_drawn_again() {
    at("known-weights").press("n").shows("these weights were set or trained");
    at("one-neuron").press("<tab>").shows("linear_layer = Dense");
}

#[test]
fn the_pointer_walks_through_the_examples() {
    at("all-houses")
        .shows("X[0] ▸")
        .press("<down>")
        .shows("X[1] ▸")
        .press("<down>")
        .shows("X[1] ▸");
    at("set-l1").press("<down><down><down><down><down>").shows("X[5] ▸ z = 2 · 5 - 4.5 = 5.5");
}

#[test]
fn an_answer_is_withheld_until_the_question_is_answered() {
    at("no-weights-yet")
        .hides("[]\n")
        .press("1")
        .shows("▸✗1  w and b, both 0")
        .shows("A bias does start at 0")
        .press("2")
        .shows("✓ 2  [], an empty list")
        .shows(" []  ");
}

#[test]
fn enter_takes_the_option_that_is_pointed_at() {
    at("no-weights-yet").press("<down>").shows("▸ 2").press("<enter>").shows("✓ 2");
    at("no-weights-yet")
        .press("<up><enter>")
        .shows("▸✗1")
        .press("<down>")
        .shows("✗ 1")
        .shows("▸ 2");
}

#[test]
fn skipping_a_question_answers_it() {
    at("flat-input").press("s").shows("– 3  It refuses").shows("ValueError: Input 0 with name");
}

#[test]
fn reset_opens_a_question_again() {
    at("no-weights-yet").press("2").shows("✓").press("r").hides("✓").shows("▸ 1");
}

#[test]
fn an_answer_that_was_reset_comes_back_with_undo() {
    for (width, height) in SIZES {
        let screen = at("no-weights-yet").size(width, height).press("2").shows("✓ 2");
        screen.press("r").shows("▸ 1").press("u").shows("✓ 2").press("u").shows("▸ 1");
    }
}

#[test]
fn what_cannot_be_read_is_not_left_by_a_click() {
    let screen = at("known-weights").press("<tab>-").click("b   100").shows("w [ -▏ ? ]");
    screen.press("<esc>").shows("w [ 200 ]");
}

#[test]
fn a_number_that_is_typed_pushes_no_other_aside() {
    let screen = at("known-weights").press("<tab>0.12345678901");
    screen.shows("w [345678901▏").click("b   100").shows("b [ 100 ]").shows("w   0.1234568");
}

#[test]
fn a_list_leaves_the_step_where_it_was_scrolled() {
    let scrolled = at("known-weights").size(40, 12).press("<pgdn>").lines();
    assert_eq!(at("known-weights").size(40, 12).press("<pgdn>l<esc>").lines(), scrolled);
    assert_ne!(at("known-weights").size(40, 12).lines(), scrolled);
}

#[test]
fn the_list_finds_a_step_by_its_number() {
    assert_eq!(at("welcome").press("l11<enter>").step(), "known-weights");
}

#[test]
fn the_goal_says_how_far_off_it_is_and_turns_green_by_itself() {
    let mut screen = at("through-both-houses")
        .shows("○ ──────── Goal: mean squared error below 1.")
        .press("<tab>200<enter><tab>100")
        .shows("✓ ━━━━━━━━ Goal: mean squared error below 1")
        .hides("below 1. Now")
        .press("<enter>")
        .shows("Reached.");
    let buffer = screen.buffer();
    let green =
        buffer.content.iter().any(|c| c.symbol() == "✓" && c.fg == Color::from_u32(0x006f_e8c8));
    assert!(green);
}

#[test]
fn the_boundary_goal_says_which_way() {
    at("move-the-boundary")
        .size(120, 40)
        .shows("boundary at 3.5; now 2.25, 1.25 too")
        .press("<tab><tab>-9<enter>")
        .shows("boundary at 3.5; now 4.5, 1 too far")
        .press("-7<enter>")
        .shows("Reached.");
}

#[test]
fn a_steeper_curve_needs_both_numbers() {
    at("a-steeper-curve")
        .press("<tab>4<enter>")
        .shows("✓ ━━━━━ steepness")
        .shows("○ boundary")
        .press("<tab>-9<enter>")
        .shows("Reached.");
}

#[test]
fn hints_come_one_at_a_time_and_stay() {
    at("move-the-boundary")
        .hides("1 of 3")
        .press("h")
        .shows("1 of 3")
        .hides("2 of 3")
        .press("hh")
        .shows("3 of 3")
        .press("h")
        .shows("no more hints")
        .press("<left><right>")
        .press("<pgdn>")
        .shows("3 of 3");
}

#[test]
fn skipping_a_goal_puts_the_solution_in_place() {
    at("through-both-houses")
        .press("s")
        .shows("w   200")
        .shows("b   100")
        .shows("One solution; u takes it back.")
        .press("u")
        .shows("w   50");
}

#[test]
fn the_list_goes_anywhere_and_knows_what_was_done() {
    let screen = at("no-weights-yet").press("2l").shows("✓   6  What does it weigh?").shows("here");
    let screen = screen.press("<home><enter>");
    assert_eq!(screen.step(), "welcome");
    assert_eq!(screen.press("l<down><down><enter>").step(), "two-houses");
}

#[test]
fn the_list_closes_without_going_anywhere() {
    assert_eq!(at("tools").press("l<down><esc>").step(), "tools");
}

#[test]
fn help_names_every_key_and_scrolls() {
    at("welcome")
        .press("?")
        .shows("←/→")
        .press("<pgdn><pgdn>")
        .shows("choose a weight")
        .press("<esc>")
        .shows("1/30");
    let screen = at("welcome").size(40, 12).press("?").shows("▼ more");
    screen.press(&"<pgdn>".repeat(40)).shows("dragged.");
}

#[test]
fn quitting_works_but_not_in_the_middle_of_a_number() {
    assert!(at("welcome").press("q").has_quit);
    assert!(!at("known-weights").press("<tab>1q").has_quit);
    assert!(at("known-weights").press("<tab>1<c-c>").has_quit);
    assert!(!at("known-weights").press("?q").has_quit);
}

#[test]
fn what_does_not_fit_scrolls_with_a_mark() {
    let mut screen = at("through-both-houses").size(40, 12).shows("▼");
    screen = screen.press("<pgdn>").shows("▲");
    screen = screen.press("<pgdn><pgdn><pgdn><pgdn>").shows("× data");
    screen.mouse(MouseEventKind::ScrollUp, 5, 5);
    screen.shows("▼");
}

#[test]
fn on_a_narrow_screen_a_chosen_weight_brings_chart_and_goal_into_view() {
    at("through-both-houses")
        .size(40, 12)
        .press("<tab>")
        .shows("○ ───── 111250, goal below 1")
        .shows("× data")
        .shows("w [ 50 ]")
        .press("200<enter><tab>100<enter>")
        .shows("✓ reached");
}

#[test]
fn the_mouse_chooses_weights_examples_options_and_points() {
    at("known-weights").click("b   100").shows("b [ 100 ]");
    at("all-houses").click("X[1]").shows("X[1] ▸");
    at("no-weights-yet").click("random numbers").shows("▸✗3");
    let mut screen = at("known-weights");
    let (column, row) = screen.find("⠚×");
    let column = column + 1;
    screen.mouse(MouseEventKind::Down(crossterm::event::MouseButton::Left), column, row);
    screen.shows("X[1] ▸");
}

#[test]
fn the_chosen_weight_is_lit_up_in_its_cell_and_in_the_arithmetic() {
    let buffer = at("known-weights").press("<tab>").buffer();
    let lit: String = buffer
        .content
        .iter()
        .filter(|cell| cell.modifier.contains(Modifier::REVERSED))
        .map(ratatui::buffer::Cell::symbol)
        .collect();
    assert_eq!(lit, "[ 200      ]200200");
}

#[test]
fn the_chart_keeps_its_scale_while_a_weight_changes() {
    let axis = |keys: &str| {
        let lines = at("known-weights").press(keys).lines();
        lines
            .into_iter()
            .filter(|line| line.contains('┤') || line.contains('┬'))
            .map(|line| line.chars().skip(46).take(7).collect::<String>())
            .collect::<Vec<_>>()
    };
    assert_eq!(axis(""), axis("<tab>9000<enter>"));
}

#[test]
fn a_line_that_leaves_the_chart_says_where_it_went() {
    at("known-weights").press("<tab><tab>-9000<enter>").shows("▼ below");
}

#[test]
fn small_screens_say_so_and_nothing_panics_at_any_size() {
    at("known-weights").size(39, 12).shows("This terminal is 39 × 12");
    for step in ["welcome", "flat-input", "through-both-houses", "set-l1", "the-summary"] {
        let mut screen = at(step).press("<tab>1");
        for (width, height) in [(1, 1), (2, 50), (40, 12), (41, 13), (71, 16), (72, 15), (300, 90)]
        {
            screen.resize(width, height);
            screen.text();
        }
    }
}

#[test]
fn resizing_keeps_the_place_and_the_number_that_is_being_typed() {
    let mut screen = at("known-weights").press("<tab>12");
    screen.resize(40, 12);
    screen.resize(120, 40);
    screen.shows("[ 12▏ ]").press("<enter>").shows("f = 12 · 1 + 100 = 112");
}

#[test]
fn a_summary_keeps_its_columns_on_a_narrow_screen() {
    let screen = at("the-summary").size(40, 20).press("s<pgup><pgup>");
    screen.shows("┃ Layer (type) ┃ Output Shape ┃Param#┃").shows("(None, 1)");
}

#[test]
fn enter_answers_nothing_that_is_off_the_screen() {
    let screen = at("flat-input").size(40, 12).press("<enter>").hides("✗");
    screen.shows("▸ 1").press("<enter>").shows("It could, if it knew");
}

#[test]
fn what_a_pencil_would_not_find_is_only_about_equal() {
    at("a-model").size(120, 40).shows("z = -1.1505 · 2 + 0 ≈ -2.3011").shows("sigmoid(0) = 0.5");
    let screen = at("a-steeper-curve").size(120, 40).press("<tab>4<enter>");
    screen.shows("= 15.5   sigmoid(15.5) ≈ 1");
}

#[test]
fn a_mark_for_more_covers_no_number_and_stands_for_weights_too() {
    at("set-l1").size(40, 12).press("<tab><up>").shows("X[0] ▸ 2.1 · 0 - 4.5 = -4.5 → 0.011   ▼");
    at("the-neighbour").size(40, 12).press("1n").shows("w   1.7192  b   0");
}

#[test]
fn an_open_question_takes_no_weights() {
    let screen = at("the-neighbour").press("1<tab>").shows("w [ -1.473476 ]").press("r");
    screen.hides("[ -1.473476 ]").press("2").shows("▸✗2").hides("[ 2");
    at("the-neighbour").click("-1.473476").shows("answer the question first");
}

#[test]
fn a_solution_that_is_taken_back_leaves_the_task_open() {
    at("through-both-houses")
        .press("su")
        .shows("○ ──────── Goal")
        .press("<tab>200<enter><tab>100<enter>")
        .shows("Reached.")
        .press("l")
        .shows("✓  15");
}

#[test]
fn large_and_small_numbers_stay_in_their_cell() {
    let screen = at("known-weights").size(40, 12).press("<tab>3e38<enter><enter>");
    screen.shows("[ 3e38▏ ]").press("<esc>1e-40<enter><enter>").shows("[ 1e-40▏ ]");
}

#[test]
fn setting_a_weight_to_what_it_is_is_no_change() {
    at("known-weights").press("<tab>200<enter><esc>").hides("u undo");
}

#[test]
fn a_new_draw_at_a_later_step_is_a_new_layer_in_the_code() {
    at("w-and-b")
        .size(120, 40)
        .press("n")
        .shows("linear_layer = Dense(units=1,")
        .shows("linear_layer.build((None, 1))");
    at("first-call").press("n").hides("build(").hides("set_w");
}

#[test]
fn the_list_scrolls_with_its_cursor() {
    at("welcome").size(40, 12).press("l").hides("PgDn more");
    at("welcome").size(40, 12).press("l<pgdn><pgdn><pgdn><enter>").shows("19/30");
}

const TWO_LAYERS: &str = r#"
format = 1
title = "Two layers"
about = "A hidden layer"

[data.points]
x = [[0.0, 1.0], [2.0, 3.0], [1.0, 2.0]]
y = [[0.0], [1.0], [1.0]]
classes = ["no", "yes"]

[[step]]
id = "data"
title = "Data"
run.dataset = "points"

[[step]]
id = "model"
title = "Model"
run.sequential = { name = "model", inputs = 2, layers = [
    { dense = { name = "hidden", units = 3, activation = "relu" } },
    { dense = { name = "out", units = 1, activation = "sigmoid" } },
] }

[[step]]
id = "predict"
title = "Predict"
run.predict = { model = "model", formula = true }
"#;

#[test]
fn a_hidden_layer_shows_the_unit_whose_weight_is_chosen() {
    open(TWO_LAYERS, "model")
        .size(120, 40)
        .shows("hidden   w[0, 0]")
        .shows("(2, 3)")
        .press("<tab><tab>1<enter>")
        .shows("w[0, 1] [ 1 ]")
        .shows("relu(")
        .press("<esc>")
        .shows("sigmoid(");
}

#[test]
fn a_click_on_the_chart_finds_the_example_with_two_features_too() {
    let mut screen = open(TWO_LAYERS, "predict").size(120, 40);
    let lines = screen.lines();
    let at = |text: char, x_from: usize| {
        let found = lines.iter().enumerate().skip(2).find_map(|(y, line)| {
            let x = line.chars().skip(x_from).position(|c| c == text)?;
            Some(((x + x_from) as u16, y as u16))
        });
        found.unwrap()
    };
    let (x, y) = at('×', 66);
    screen.mouse(MouseEventKind::Down(crossterm::event::MouseButton::Left), x, y);
    screen.shows("X[1] ▸");
}

#[test]
fn the_formula_of_two_layers_goes_layer_by_layer() {
    open(TWO_LAYERS, "predict")
        .size(120, 40)
        .shows("w1, b1, w2, b2 = model.get_weights()")
        .shows("a1 = np.maximum(0, z)");
}

#[test]
fn behind_the_last_step_is_the_next_lesson() {
    let mut app = at("the-end").app;
    assert_eq!(app.update(Message::Next), Effect::None);
    assert_eq!(app.update(Message::Next), Effect::None, "nothing follows on this one");
    let mut app = at("the-end").app.followed_by(Some("The Next".to_owned()));
    assert_eq!(app.update(Message::Next), Effect::None, "nobody leaves by accident");
    assert_eq!(app.update(Message::Previous), Effect::None);
    assert_eq!(app.update(Message::Next), Effect::None);
    assert_eq!(app.update(Message::Next), Effect::None);
    assert_eq!(app.update(Message::Next), Effect::NextLesson);
}
