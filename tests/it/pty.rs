//! The program itself in a real terminal: it starts, listens, redraws, and leaves the terminal as
//! it was. What the screens look like is for other tests; here keys are bytes and so are frames.

#![cfg(unix)]

use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use vt100::{Color, MouseProtocolMode};

use crate::frames::{BEGIN, END};
use crate::scratch::file_at;
use crate::stopping::long_lesson;
use crate::terminal::{
    CONTROL_C, DOWN, LEFT, LESSON, PAGE_DOWN, PROGRAM, RIGHT, Terminal, WEIGHTS, cells,
    first_beyond_ascii, is_a_whole_step, rows, step, text, ticks,
};

const COFFEE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/lessons/coffee-roasting.toml");

#[test]
fn starts_at_the_first_step() {
    let terminal = Terminal::new();
    assert!(terminal.screen().alternate_screen() && terminal.screen().hide_cursor());
    assert_ne!(terminal.screen().mouse_protocol_mode(), MouseProtocolMode::None);
}

#[test]
fn walks_to_the_last_step_and_stays_there() {
    let mut terminal = Terminal::new();
    let (_, steps) = step(terminal.screen()).unwrap();
    (2..=steps).for_each(|number| terminal.go_on_to(number));
    terminal.press(RIGHT);
    terminal.wait_for("this is the last step");
    assert_eq!(step(terminal.screen()), Some((steps, steps)));
}

#[test]
fn opens_at_a_step_and_lists_all_of_them() {
    let mut terminal = Terminal::with(&[LESSON, "--step", WEIGHTS], &[]);
    let (number, _) = step(terminal.screen()).unwrap();
    terminal.press(&format!("l{DOWN}\r"));
    terminal.wait_for_step(number + 1);
}

#[test]
fn a_typed_weight_changes_code_weights_and_arithmetic() {
    let mut terminal = Terminal::at_weights();
    terminal.press("\t150\r");
    terminal.wait_for("set_w = np.float32([[150.0]])");
    terminal.wait_for("[array([[150.]]");
    terminal.wait_for("w [ 150 ] b 100");
    terminal.wait_for("f = 150 · 1 + 100 = 250");
}

#[test]
fn a_click_chooses_a_weight_and_escape_lets_go() {
    let mut terminal = Terminal::at_weights();
    let row = rows(terminal.screen()).position(|row| row.contains("w   200")).unwrap();
    let column = rows(terminal.screen()).nth(row).unwrap().find("200").unwrap();
    terminal.press(&format!("\x1b[<0;{};{}M", column + 1, row + 1));
    terminal.wait_for("w [ 200 ]");
    terminal.press("\x1b");
    terminal.wait_for("w 200 b 100");
}

#[test]
fn another_size_is_another_screen_of_the_same_step() {
    let mut terminal = Terminal::at_weights();
    terminal.press("\t");
    terminal.wait_for("w [ 200 ]");
    for size in [(120, 40), (10, 3), (40, 12), (39, 12), (40, 11), (1, 1), (80, 24)] {
        terminal.resize(size);
        match size {
            (1, 1) => (),
            (width @ ..40, height) | (width, height @ ..12) => {
                terminal.wait_for(&format!("This terminal is {width} × {height}."));
            }
            _ => terminal.wait("step with its keys", is_a_whole_step),
        }
    }
    terminal.press("150\r");
    terminal.wait_for("w [ 150 ] b 100");
    assert_eq!(terminal.quit("q"), 0);
}

#[test]
fn q_leaves_the_terminal_as_it_was() {
    let terminal = Terminal::new();
    assert_eq!(terminal.quit("q"), 0);
}

#[test]
fn control_c_leaves_the_terminal_as_it_was_even_from_a_number() {
    let mut terminal = Terminal::at_weights();
    terminal.press("\t15");
    terminal.wait_for("w [ 15▏ ]");
    assert_eq!(terminal.quit(CONTROL_C), 0);
}

#[test]
fn keys_that_pile_up_all_count() {
    let mut terminal = Terminal::new();
    terminal.press(&(format!("{RIGHT}{LEFT}").repeat(100) + &RIGHT.repeat(5)));
    terminal.wait_for_step(6);
    assert_eq!(terminal.quit(&(RIGHT.repeat(200) + "q")), 0);
}

// A terminal that knows the marks shows a frame at once, and waits for the mark at its end.
#[test]
fn every_frame_stands_between_two_marks() {
    let mut terminal = Terminal::with(&["coffee-roasting", "--step", "train-it"], &[]);
    terminal.wait_for("Space starts");
    terminal.press(" ");
    terminal.wait_for("s left");
    terminal.resize((100, 30));
    terminal.press(&format!("{RIGHT}{LEFT}{RIGHT}vv?{CONTROL_C}"));
    terminal.wait_for_end();
    let bytes = String::from_utf8(terminal.bytes.clone()).unwrap();
    let (before, frames) = bytes.split_once(BEGIN).unwrap();
    assert!(before.contains("\x1b[?1049h") && !before.contains(END), "{before:?}");
    let (frames, after) = frames.rsplit_once("\x1b[?1049l").unwrap();
    let frames = frames.strip_suffix("\x1b[0m").unwrap();
    let (frames, leave) = frames.rsplit_once(END).unwrap();
    assert!(!leave.contains(BEGIN) && !after.contains(BEGIN));
    // How many there are depends on what else the machine has to do.
    assert!(frames.split(BEGIN).count() > 2, "{frames:?}");
    for frame in frames.split(BEGIN) {
        let (frame, between) = frame.split_once(END).unwrap();
        assert!(!frame.is_empty() && between.is_empty(), "{between:?}");
    }
}

// Such a frame would wake a terminal up, and one behind it that sends it on.
#[test]
fn what_changes_nothing_writes_nothing() {
    let mut terminal = Terminal::at_weights();
    terminal.look(Duration::from_millis(100));
    let before = terminal.bytes.len();
    terminal.press("\x1b[<35;1;1M\x1b");
    terminal.look(Duration::from_millis(300));
    assert_eq!(String::from_utf8_lossy(&terminal.bytes[before..]), "");
}

#[test]
fn colors_can_be_turned_off() {
    let colored = |arguments: &[&str], variables: &[_]| {
        let mut terminal = Terminal::with(&[&["--step", WEIGHTS], arguments].concat(), variables);
        terminal.press("\t");
        terminal.wait_for("w [ 200 ]");
        let bytes = String::from_utf8_lossy(&terminal.bytes);
        let escapes = ["38;5", "48;5", "38;2", "48;2"].iter().any(|color| bytes.contains(color));
        escapes || cells(terminal.screen()).any(|cell| cell.fgcolor() != Color::Default)
    };
    let (no_color, dumb) = ([("NO_COLOR", "1")], [("TERM", "dumb")]);
    assert!(colored(&[], &[]));
    assert!(colored(&[], &[("NO_COLOR", "")]));
    assert!(!colored(&[], &no_color));
    for none in [["--theme", "none"], ["--colors", "none"]] {
        assert!(!colored(&none, &[]));
    }
    for some in [["--theme", "dark"], ["--colors", "16"]] {
        assert!(colored(&some, &no_color) && colored(&some, &dumb), "{some:?}");
    }
}

#[test]
fn ascii_is_ascii_on_every_screen() {
    let mut terminal = Terminal::with(&["--ascii"], &[]);
    let (_, steps) = step(terminal.screen()).unwrap();
    for number in 2..=steps {
        terminal.press(PAGE_DOWN);
        terminal.go_on_to(number);
    }
    terminal.press("l");
    terminal.wait_for("Esc back");
    terminal.press("q?");
    terminal.wait_for("At a step");
    terminal.press(&PAGE_DOWN.repeat(9));
    terminal.wait_for("Ctrl+C");
    terminal.press(CONTROL_C);
    terminal.wait_for_end();
    // Every frame on the way, not only the last.
    assert_eq!(first_beyond_ascii(&terminal.bytes), None);
}

#[cfg(target_os = "linux")]
#[test]
fn an_idle_lab_takes_no_time_of_the_processor() {
    let mut terminal = Terminal::at_weights();
    terminal.press("\t");
    terminal.wait_for("w [ 200 ]");
    let before = ticks(&*terminal.child);
    thread::sleep(Duration::from_millis(300));
    assert!(ticks(&*terminal.child) <= before + 1);
}

// The loop alone decides when a batch is due: no key is pressed while it runs.
#[cfg(target_os = "linux")]
#[test]
fn a_training_runs_by_itself_and_rests_when_it_is_over() {
    let mut terminal = Terminal::with(&["coffee-roasting", "--step", "train-it"], &[]);
    terminal.wait_for("Space starts");
    terminal.press(" ");
    terminal.wait_for("s left");
    terminal.press(" ");
    terminal.wait_for("paused");
    terminal.press(">>> ");
    terminal.wait_for("✓ trained");
    let before = ticks(&*terminal.child);
    thread::sleep(Duration::from_millis(300));
    assert!(ticks(&*terminal.child) <= before + 1);
    assert_eq!(terminal.quit("q"), 0);
}

// The loop alone tells how much time has gone by, and only while something moves.
#[cfg(target_os = "linux")]
#[test]
fn an_example_goes_through_the_network_and_then_the_lab_rests() {
    let mut terminal = Terminal::with(&[COFFEE, "--step", "the-nor"], &[]);
    terminal.wait_for("t trace");
    let frames =
        |terminal: &Terminal| String::from_utf8_lossy(&terminal.bytes).matches(BEGIN).count();
    let before = frames(&terminal);
    terminal.press("t");
    terminal.look(Duration::from_secs(2));
    // Five stages, and then all as before; a machine that is busy skips some.
    let drawn = frames(&terminal) - before;
    assert!((2..=6).contains(&drawn), "{drawn}");
    let before = ticks(&*terminal.child);
    thread::sleep(Duration::from_millis(300));
    assert!(ticks(&*terminal.child) <= before + 1);
    assert_eq!(terminal.quit("q"), 0);
}

#[test]
fn without_motion_a_training_is_drawn_four_times_a_second() {
    for (arguments, variables) in
        [(&["--motion", "off"][..], &[][..]), (&[], &[("NO_MOTION", "1")])]
    {
        let arguments = [&["coffee-roasting", "--step", "train-it"], arguments].concat();
        let mut terminal = Terminal::with(&arguments, variables);
        terminal.wait_for("Space starts");
        terminal.press(" ");
        terminal.wait_for("s left");
        terminal.look(Duration::from_millis(300));
        let before = terminal.bytes.len();
        terminal.look(Duration::from_secs(1));
        let bytes = String::from_utf8_lossy(&terminal.bytes[before..]).into_owned();
        assert!(
            (2..=5).contains(&bytes.matches(BEGIN).count()),
            "{}",
            bytes.matches(BEGIN).count()
        );
        assert_eq!(terminal.quit("q"), 0);
    }
}

#[test]
fn a_long_training_in_a_command_shows_how_far_it_is() {
    let path = &file_at("long.toml", long_lesson());
    for arguments in [&["run", path, "--step", "f"][..], &["check", path]] {
        let mut terminal = Terminal::running(arguments, &[]);
        terminal.wait_for("f: epoch ");
        terminal.wait_for("of 25000 [#");
        assert_eq!(terminal.wait_for_end(), 0);
        let screen = text(terminal.screen());
        assert!(!screen.contains("[#"), "the bar is taken away in the end");
    }
    let mut terminal = Terminal::running(&["check", path, path], &[]);
    terminal.wait_for("1/2 f: epoch ");
    terminal.press(CONTROL_C);
    assert_eq!(terminal.wait_for_end(), 130);
    let screen = text(terminal.screen());
    assert!(screen.contains("0 of 2 lessons checked, 0 failed Stopped at step `f` of"), "{screen}");
    assert!(!screen.contains("f: epoch"), "the bar is taken away first: {screen}");
}

#[test]
fn the_bar_of_a_command_stays_in_its_line() {
    let path = file_at("long.toml", long_lesson());
    let mut terminal = Terminal::running(&["run", &path, "--step", "f"], &[]);
    terminal.resize((20, 24));
    terminal.wait_for("f: epoch ");
    terminal.look(Duration::from_millis(300));
    // The title of the lesson, and the bar.
    let rows: Vec<String> = rows(terminal.screen()).filter(|row| !row.is_empty()).collect();
    assert!(rows.len() == 2 && rows[1].trim_end().len() <= 17, "{rows:?}");
    terminal.press(CONTROL_C);
    assert_eq!(terminal.wait_for_end(), 130);
    let screen = text(terminal.screen());
    assert!(
        screen.ends_with("Stopped at step 3 of 3, `f`.") && !screen.contains("epoch"),
        "{screen}"
    );
}

#[test]
fn a_dumb_terminal_gets_ascii_without_colours() {
    let mut terminal = Terminal::with(&["--step", WEIGHTS], &[("TERM", "dumb")]);
    terminal.press("\t");
    terminal.wait_for("w [ 200 ]");
    assert_eq!(first_beyond_ascii(&terminal.bytes), None);
    assert!(cells(terminal.screen()).all(|cell| cell.fgcolor() == Color::Default));
}

#[test]
fn without_a_terminal_it_says_what_to_do_instead() {
    let output = Command::new(PROGRAM).stdin(Stdio::null()).output().unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    assert!(message.contains("layerlab run neurons-and-layers"), "{message}");
}
