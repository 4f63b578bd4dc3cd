//! What a learner does with keys and with the mouse, on an ordinary screen, on a large one and on
//! the smallest.

use crossterm::event::MouseEventKind;
use layerlab::tui::{Effect, Message};

use crate::harness::{SIZES, Screen, on_each_screen};

/// From this width on the footer has room for all that counts.
const WIDE: u16 = 80;

#[test]
fn the_list_of_steps_finds_a_step_and_goes_there() {
    for screen in neurons("no-weights-yet") {
        let screen = screen.press("l").shows("Steps ○ open ✓ done – skipped").shows("type to find");
        let screen = screen.press("summary").shows("with summary▏").hides("What does it weigh?");
        let screen = screen.shows("20 The summary").press("<enter>");
        assert_eq!(screen.step(), "the-summary");
        assert_eq!(screen.press("l29<enter>").step(), "the-shapes");
    }
}

#[test]
fn the_list_says_that_nothing_was_found_and_gives_the_search_up() {
    for screen in neurons("no-weights-yet") {
        let screen = screen.press("lzz").shows("Nothing has these letters in it.");
        let screen = screen.shows("shows all.").press("<enter>").shows("with zz▏");
        let screen = screen.press("<back>").shows("with z▏").press("<esc>").shows("type to find");
        let screen = screen.press("<esc>").shows("6/30");
        assert_eq!(screen.step(), "no-weights-yet");
    }
}

#[test]
fn keys_and_wheel_walk_through_the_list_of_steps() {
    for screen in neurons("no-weights-yet") {
        let screen = screen.press("ljjk<enter>");
        assert_eq!(screen.step(), "flat-input");
        let screen = screen.press("l").wheel(MouseEventKind::ScrollDown).press("<enter>");
        assert_eq!(screen.step(), "the-neighbour");
        let screen = screen.press("l").wheel(MouseEventKind::ScrollUp).press("<enter>");
        assert_eq!(screen.step(), "flat-input");
        assert_eq!(screen.press("l<end><enter>").step(), "the-end");
    }
}

// Where the list moved under the mouse, the second click would be on another step.
#[test]
fn two_clicks_on_a_step_of_the_list_go_there() {
    for mut screen in neurons("no-weights-yet") {
        screen = screen.press("l");
        let (column, row) = screen.find("10  Where did w come from?");
        let screen = screen.click_at(column, row).shows("Steps");
        assert_eq!(screen.click_at(column, row).step(), "the-neighbour");
    }
    // A heading is no step, and neither is an empty row.
    for screen in neurons("no-weights-yet") {
        let screen = screen.press("l").click("A. A neuron").click("A. A neuron").shows("Steps");
        assert_eq!(screen.press("<enter>").step(), "no-weights-yet");
    }
}

#[test]
fn the_list_of_steps_tells_what_was_done() {
    for screen in neurons("no-weights-yet") {
        screen
            .press("2<right>sl")
            .shows("✓ 6 What does it weigh? seen")
            .shows("– 7 One house, handed over")
            .shows(" here\n")
            .shows("○ 10 Where did w come from?");
    }
    // No title is so long that it takes the word behind it along.
    for step in ["w-and-b", "the-neighbour", "move-the-boundary", "a-steeper-curve"] {
        for screen in neurons(step) {
            screen.press("l").shows(" here\n");
        }
    }
}

#[test]
fn the_shelf_tells_how_much_of_each_lesson_is_done() {
    for (screen, (width, _)) in neurons("welcome").into_iter().zip(SIZES) {
        let screen = screen.press("L").shows("Lessons Enter goes on where you were");
        let screen = screen.shows("type to find").shows("━───────── 1/30").press("jjj");
        let screen = screen.shows("Roasting Coffee ━━━━────── 12/35");
        let screen = screen.press("kk").shows("A Yes-No Neuron ────────── ");
        if width >= WIDE {
            screen.shows("12/35 steps seen, 3/9 tasks done, 1 skipped");
        }
    }
}

#[test]
fn the_shelf_opens_what_is_found_or_chosen() {
    for (keys, name) in [
        ("L<enter>", None),
        ("Ljjk<enter>", Some("a-neuron-learns")),
        ("Llamp<enter>", Some("why-layers")),
        ("L<end>k<enter>", Some("coffee-roasting")),
    ] {
        for screen in neurons("welcome") {
            opens(&screen.press(keys), name);
        }
    }
    for screen in neurons("welcome") {
        let screen = screen.press("Lzz<enter>").shows("shows all.");
        assert_eq!(screen.effect, Effect::None);
    }
}

#[test]
fn two_clicks_on_a_lesson_open_it() {
    for mut screen in neurons("welcome") {
        screen = screen.press("Ljj");
        let (column, row) = screen.find("Roasting Coffee");
        let screen = screen.click_at(column, row).shows("Lessons");
        assert_eq!(screen.effect, Effect::None);
        opens(&screen.click_at(column, row), Some("coffee-roasting"));
    }
}

#[test]
fn the_wheel_passes_no_lesson_by() {
    for mut screen in neurons("welcome") {
        screen = screen.press("L");
        for name in ["a-neuron-learns", "a-yes-no-neuron", "coffee-roasting", "why-layers"] {
            screen = screen.wheel(MouseEventKind::ScrollDown);
            assert_eq!(screen.app.chosen_lesson(), Some(name));
        }
        screen = screen.wheel(MouseEventKind::ScrollUp);
        assert_eq!(screen.app.chosen_lesson(), Some("coffee-roasting"));
    }
}

#[test]
fn the_bar_at_the_top_is_the_way_through_the_lesson() {
    for (part, key, step) in [(1, "<end>", "the-end"), (2, "l15<enter>", "through-both-houses")] {
        for (screen, (width, height)) in neurons("known-weights").into_iter().zip(SIZES) {
            // The smallest screen has text in its place, and keys that go there.
            let expected = if height >= 16 { step } else { "known-weights" };
            let screen = screen.click_at((width - 2) / part, 1);
            assert_eq!(screen.step(), expected);
            assert_eq!(screen.press(key).step(), step);
        }
    }
}

#[test]
fn the_keys_in_the_footer_take_clicks() {
    for screen in neurons("two-houses") {
        let screen = screen.click("→ step");
        assert_eq!(screen.step(), "the-line");
        let screen = screen.click("←/→ step");
        assert_eq!(screen.step(), "two-houses");
        let screen = screen.click("? help").shows("Keys").click("Esc back").shows("3/30");
        let screen = screen.click("l steps").shows("type to find").press("j");
        let screen = screen.click("Enter go there");
        assert_eq!(screen.step(), "the-line");
        screen.click("l steps").click("Esc back").shows("4/30");
    }
    for screen in neurons("known-weights") {
        let screen = screen.click("Tab edit").shows("w [ 200 ]").press("1").shows("w [ 1▏ ]");
        screen
            .click("Esc put back")
            .shows("w [ 200 ]")
            .press("2")
            .click("Enter keep")
            .shows("[ 2 ]");
    }
    for screen in neurons("no-weights-yet") {
        screen.press("<down>").click("1-9 or Enter answer").shows("✓ 2");
    }
    for mut screen in coffee("train-it") {
        screen =
            screen.click("Space run  ").shows("▶ training").click("Space pause").shows("□ Space");
        screen.click("h hint").shows("1 of 3");
    }
}

#[test]
fn numbers_and_answers_take_clicks() {
    for screen in neurons("known-weights") {
        let screen = screen.click("b   100").shows("b [ 100 ]").press("7<enter>").shows("b [ 7 ]");
        screen.click("w   200").shows("w [ 200 ]").press("<esc>").shows("w 200 b 7");
    }
    for screen in coffee("train-it") {
        let screen = screen.click("epochs  200").shows("epochs [ 200 ]").press("50<enter>");
        let screen = screen.shows("epoch 0/50").click("w[0, 0]").shows("w[0, 0] [ 1.09");
        screen.press("2<enter>").shows("w[0, 0] [ 2");
    }
    for screen in neurons("no-weights-yet") {
        let screen = screen.click("w and b, both 0").shows("▸✗1").press("<pgdn>");
        let screen = screen.click("random numbers").shows("▸✗3").press("<pgup>");
        screen.click("an empty list").shows("✓ 2");
    }
}

#[test]
fn the_examples_of_the_panel_take_clicks() {
    for (screen, (width, _)) in neurons("all-houses").into_iter().zip(SIZES) {
        let screen = screen.shows("X[0] ▸");
        match width {
            WIDE.. => screen.click("X[1]").shows("X[1] ▸").click("X[0]").shows("X[0] ▸"),
            // The smallest panel shows one example, and a key goes on to the next.
            _ => screen.hides("X[1]").press("j").shows("X[1] ▸").press("k").shows("X[0] ▸"),
        };
    }
}

/// One thing that can be done: lesson, step, keys, and what only the screen after them shows.
const DEEDS: [(&str, &str, &str, &str); 10] = [
    ("neurons-and-layers", "known-weights", "<tab>150<enter><esc>", "w 150"),
    ("neurons-and-layers", "known-weights", "<tab><tab><s-up><esc>", "b 200"),
    ("neurons-and-layers", "through-both-houses", "s", "w 200"),
    ("neurons-and-layers", "first-call", "n", "w 1.719"),
    ("neurons-and-layers", "no-weights-yet", "2", "✓ 2 [], an empty list"),
    ("neurons-and-layers", "no-weights-yet", "1", "✗1 w and b, both 0"),
    ("neurons-and-layers", "move-the-boundary", "h", "1 of 3"),
    ("coffee-roasting", "train-it", "<tab><up><esc>", "learning_rate 0.02"),
    ("coffee-roasting", "train-it", "e", "epoch 1/200"),
    ("coffee-roasting", "train-it", "<tab><tab>300<enter><esc>", "epoch 0/300"),
];

#[test]
fn whatever_was_done_can_be_taken_back_and_brought_again() {
    for (lesson, step, keys, after) in DEEDS {
        for screen in on_each_screen(lesson, step) {
            let screen = screen.hides(after).press(keys).shows(after);
            let screen = screen.press("u").hides(after).press("U").shows(after);
            let screen = screen.press("u").hides(after);
            screen.press("u").shows("there is nothing to undo at this step");
        }
    }
}

#[test]
fn a_training_that_ran_is_taken_back_and_brought_again() {
    for mut screen in coffee("train-it") {
        screen = screen.press(" ").shows("▶ training");
        screen.app.update(Message::Train { batches: 30, per_second: 50 });
        let screen = screen.press(" ").shows("epoch 30/200").press("u").shows("epoch 0/200");
        screen.press("U").shows("epoch 30/200").press("U").shows("there is nothing to bring back");
    }
}

#[test]
fn many_deeds_are_taken_back_one_by_one() {
    for screen in coffee("train-it") {
        let mut screen = screen.press("h<tab><up><esc>ee").shows("epoch 2/200");
        for shown in ["learning_rate 0.02", "learning_rate 0.01"] {
            screen = screen.press("u").shows("epoch 0/200").shows(shown);
        }
        let screen = screen.press("u").shows("Space starts").press("u").shows("nothing to undo");
        screen.press("UUU").shows("epoch 2/200").shows("learning_rate 0.02");
    }
}

#[test]
fn a_key_that_means_nothing_says_so_and_changes_nothing() {
    for step in ["welcome", "known-weights"] {
        for key in ["y", "ä", " ", "<back>", "<del>", "<enter>", "<c-x>", "v"] {
            for mut screen in neurons(step) {
                let (before, journal) = (screen.lines(), screen.app.lab().journal().clone());
                let mut screen = screen.press(key).shows("nothing on that key: ? shows the keys");
                let now = screen.lines();
                assert_eq!(now[..now.len() - 1], before[..before.len() - 1], "{key}");
                assert_eq!((screen.app.lab().journal(), screen.effect), (&journal, Effect::None));
                assert_eq!(screen.press("<esc>").lines(), before, "{key}");
            }
        }
    }
}

#[test]
fn a_key_that_is_used_up_leaves_the_footer() {
    for screen in neurons("move-the-boundary") {
        let screen = screen.shows("h hint").press("hh").shows("h hint").press("h").hides("h hint");
        screen.press("h").shows("no more hints").press("u").shows("h hint");
    }
    for screen in neurons("no-weights-yet") {
        let screen = screen.shows("Enter answer").press("1").shows("Enter answer");
        screen.press("2").hides("Enter answer").press("u").shows("Enter answer");
    }
    for screen in neurons("through-both-houses") {
        let screen = has_room_for(screen.hides("u undo"), "s solution");
        let screen = screen.press("<tab>200<enter><tab>100<enter><esc>").hides("s solution");
        let screen = has_room_for(screen, "u undo").press("s").shows("the goal is reached already");
        has_room_for(screen.press("uu").hides("u undo"), "s solution");
    }
}

/// Asserts that the footer offers a key, and on the smallest screen, where there is no room for it,
/// that it does not.
#[track_caller]
fn has_room_for(mut screen: Screen, words: &str) -> Screen {
    let is_wide = screen.buffer().area.width >= WIDE;
    if is_wide { screen.shows(words) } else { screen.hides(words) }
}

#[test]
fn giving_up_leaves_the_footer_with_the_task() {
    for screen in on_each_screen("why-layers", "try-by-hand") {
        let screen = has_room_for(screen, "s give up").press("s").shows("It cannot be done.");
        let screen = screen.hides("s give up").press("u").hides("It cannot be done.");
        has_room_for(screen, "s give up");
    }
}

#[test]
fn every_list_says_how_to_choose_and_how_to_leave() {
    for keys in ["l", "lsum", "L", "Lwhy"] {
        for screen in neurons("welcome") {
            let screen = screen.press(keys).shows("↑/↓ choose").shows("Enter go there");
            screen.shows("Esc back");
        }
    }
}

#[test]
fn keys_ask_for_the_lesson_before_and_after() {
    for screen in neurons("known-weights") {
        let screen = screen.press("<c-right>").shows("no lesson follows on this one");
        let mut screen = screen.press("<c-left>").shows("no lesson comes before this one");
        screen.app = screen.app.followed_by(Some("The Next".to_owned())).preceded();
        let screen = screen.press("<c-right>");
        assert_eq!(screen.effect, Effect::NextLesson);
        assert_eq!(screen.press("<c-left>").effect, Effect::PreviousLesson);
    }
}

#[test]
fn behind_the_last_step_a_second_key_opens_the_next_lesson() {
    for mut screen in neurons("the-end") {
        screen.app = screen.app.followed_by(Some("The Next".to_owned()));
        let screen = screen.press("<right>").shows("this is the last step. → once more");
        assert_eq!(screen.effect, Effect::None);
        assert_eq!(screen.press("<right>").effect, Effect::NextLesson);
    }
}

fn neurons(step: &str) -> [Screen; 3] {
    on_each_screen("neurons-and-layers", step)
}

fn coffee(step: &str) -> [Screen; 3] {
    on_each_screen("coffee-roasting", step)
}

/// Asserts that a lesson is asked for, or that the shelf was closed.
#[track_caller]
fn opens(screen: &Screen, name: Option<&str>) {
    let effect = if name.is_some() { Effect::Open } else { Effect::None };
    assert_eq!((screen.effect, screen.app.chosen_lesson()), (effect, name));
}
