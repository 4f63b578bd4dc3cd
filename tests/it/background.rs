//! A terminal that is asked for its background: whatever it answers, and whenever, the theme is
//! right, the keys are heard, and nothing of the answer is one.

use std::thread;
use std::time::{Duration, Instant};

use rustix::process::Signal;
use vt100::{Color, Screen};

use crate::frames::BEGIN;
use crate::terminal::{
    CONTROL_C, LESSON, PATIENCE, PROGRAM, RIGHT, Terminal, WEIGHTS, cells, command,
    is_a_whole_step, standing, step, text,
};

const QUESTION: &str = "\x1b]11;?\x1b\\\x1b[c";
const DARK: &str = "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\";
const LIGHT: &str = "\x1b]11;rgb:fdfd/f6f6/e3e3\x1b\\";
/// What kind of terminal it is, which every one says.
const KIND: &str = "\x1b[?62;22c";

#[test]
fn the_theme_follows_the_background() {
    let (dark, light, next) = (look_of("dark"), look_of("light"), next_step());
    assert!(dark != light);
    for (answer, wanted) in [
        (format!("{LIGHT}{KIND}"), &light),
        (format!("{DARK}{KIND}"), &dark),
        // As tmux says it, and others.
        (format!("\x1b]11;rgb:ffff/ffff/ffff\x07{KIND}"), &light),
        (format!("\x1b]11;rgba:ff/ff/ff/ff\x07{KIND}"), &light),
        (format!("{KIND}{LIGHT}"), &light),
        (LIGHT.to_owned(), &light),
        (KIND.to_owned(), &dark),
        (String::new(), &dark),
        ("\x1b]11;?\x1b\\".to_owned(), &dark),
        (format!("\x1b]11;rgb:zz/zz/zz\x07{KIND}"), &dark),
        (format!("\x1b]11;rgb:ffff/ffff\x07{KIND}"), &dark),
        ("\x1b]11;".to_owned(), &dark),
        ("\x1b]11;rgb:ffff/ff".to_owned(), &dark),
        ("\x1b[?62".to_owned(), &dark),
    ] {
        let mut terminal = asked();
        terminal.press(&answer);
        if wanted == &light {
            terminal.wait("light", |screen| look(screen) == light);
        }
        stays(&mut terminal, wanted, &answer);
        terminal.go_on_to(next);
        assert_eq!(terminal.quit("q"), 0);
    }
}

// A machine that is busy may let the terminal of a test answer too late for that.
#[test]
fn the_first_frame_is_that_of_the_background() {
    let light = look_of("light");
    let is_first = || {
        let mut terminal = asked();
        terminal.press(&format!("{LIGHT}{KIND}"));
        terminal.wait("light", |screen| look(screen) == light);
        terminal.bytes.windows(BEGIN.len()).filter(|bytes| *bytes == BEGIN.as_bytes()).count() == 1
    };
    assert!((0..5).any(|_| is_first()));
}

#[test]
fn a_terminal_that_answers_nothing_holds_nothing_up() {
    let quickest = (0..5).map(|_| {
        let mut terminal = asked();
        let start = Instant::now();
        terminal.wait("first frame", is_a_whole_step);
        start.elapsed()
    });
    assert!(quickest.min() < Some(Duration::from_millis(300)));
}

#[test]
fn a_late_answer_is_no_key_and_no_theme() {
    let dark = look_of("dark");
    for gap in [0, 60] {
        let mut terminal = asked();
        terminal.look(Duration::from_millis(1500));
        for byte in format!("{LIGHT}{KIND}").bytes() {
            terminal.press_bytes(&[byte]);
            terminal.look(Duration::from_millis(gap));
        }
        stays(&mut terminal, &dark, "late");
        terminal.go_on_to(next_step());
        assert_eq!(terminal.quit("q"), 0);
    }
}

#[test]
fn an_answer_in_two_pieces_is_no_key() {
    let (dark, light, next) = (look_of("dark"), look_of("light"), next_step());
    let answer = format!("{LIGHT}{KIND}");
    for at in [2, 3, 12, LIGHT.len() - 1, LIGHT.len() + 2, LIGHT.len() + 4] {
        let mut terminal = asked();
        terminal.press(&answer[..at]);
        terminal.look(Duration::from_millis(300));
        terminal.press(&answer[at..]);
        terminal.look(Duration::from_millis(150));
        // Where the machine is busy it is late.
        let now = look(terminal.screen());
        assert!(now == light || now == dark, "at {at}:\n{}", terminal.screen().contents());
        terminal.go_on_to(next);
        assert_eq!(terminal.quit("q"), 0);
    }
}

#[test]
fn what_is_known_is_not_asked() {
    let none: &[&str] = &[];
    for (arguments, variables, theme) in [
        (none, ("COLORFGBG", "0;15"), "light"),
        (none, ("COLORFGBG", "15;0"), "dark"),
        (&["--theme", "light"], ("COLORFGBG", "15;0"), "light"),
        (&["--theme", "dark"], ("COLORFGBG", "15;default"), "dark"),
        (&["--theme", "light"], ("TERM", "xterm-256color"), "light"),
        (none, ("TERM", "linux"), "dark"),
        (none, ("TERM", "screen"), "dark"),
        (none, ("TERM", "screen-256color"), "dark"),
        (none, ("TERM", "dumb"), "none"),
        (&["--theme", "none"], ("TERM", "xterm"), "none"),
        (none, ("NO_COLOR", "1"), "none"),
    ] {
        let arguments = [&["--step", WEIGHTS], arguments].concat();
        let mut terminal = Terminal::with(&arguments, &[variables]);
        assert!(!terminal.bytes.windows(4).any(|bytes| bytes == b"\x1b]11"), "{variables:?}");
        // So nothing that looks like an answer changes anything.
        let before = look(terminal.screen());
        let other = if theme == "light" { DARK } else { LIGHT };
        terminal.press(&format!("{other}{KIND}"));
        stays(&mut terminal, &before, theme);
        let is_colored =
            before.iter().any(|(_, fore, _)| fore.is_some_and(|fore| fore != Color::Default));
        assert_eq!(is_colored, theme != "none", "{variables:?}");
    }
}

#[test]
fn keys_count_in_their_order_whenever_the_answer_comes() {
    let change = |terminal: &mut Terminal| {
        terminal.wait_for("f = 150 · 1 + 100 = 250");
        terminal.press("\t");
        terminal.wait_for("b [ 100 ]");
        look(terminal.screen())
    };
    let mut named = Terminal::with(&["--step", WEIGHTS, "--theme", "light"], &[]);
    named.press("\t150\r");
    let light = change(&mut named);
    for (before, within, after) in
        [("\t150\r", "", ""), ("\t15", "0", "\r"), ("", "\t", "150\r"), ("\t", "150", "\r")]
    {
        let mut terminal = asked();
        terminal.press(&format!("{before}{LIGHT}{within}{KIND}{after}"));
        change(&mut terminal);
        stays(&mut terminal, &light, "keys");
        assert_eq!(terminal.quit(CONTROL_C), 0);
    }
}

#[test]
fn control_c_counts_before_an_answer_and_within_it() {
    for half in ["", "\x1b", "\x1b]", "\x1b]11;rgb:ff", LIGHT, "\x1b[?6"] {
        let mut terminal = asked();
        terminal.press(&format!("{half}{CONTROL_C}"));
        assert_eq!(terminal.wait_for_end(), 0, "{half:?}");
        terminal.assert_given_back();
    }
}

#[test]
fn a_lab_that_comes_back_does_not_ask_again() {
    let light = look_of("light");
    let mut terminal = asked();
    terminal.press(&format!("{LIGHT}{KIND}"));
    terminal.wait("light", |screen| look(screen) == light);
    terminal.press("\x1a");
    let deadline = Instant::now() + PATIENCE;
    while standing(&*terminal.child) != 'T' {
        assert!(Instant::now() < deadline, "the lab does not stop");
        terminal.look(Duration::from_millis(5));
    }
    terminal.clear();
    terminal.signal(Signal::CONT);
    terminal.wait("light again", |screen| look(screen) == light);
    assert_eq!(questions(&terminal), 1);
    assert_eq!(terminal.quit("q"), 0);
}

#[test]
fn the_lesson_that_follows_has_the_same_theme() {
    let follow = |terminal: &mut Terminal| {
        terminal.press("\x1b[F");
        terminal.wait_for("What you know now");
        terminal.press(&RIGHT.repeat(2));
        terminal.wait_for_step(1);
        terminal.look(Duration::from_millis(100));
        look(terminal.screen())
    };
    let mut named = Terminal::with(&["--step", WEIGHTS, "--theme", "light"], &[]);
    let mut terminal = asked();
    terminal.press(&format!("{LIGHT}{KIND}"));
    let (named, following) = (follow(&mut named), follow(&mut terminal));
    assert!(named == following, "{}", terminal.screen().contents());
}

// Whoever has the terminal next would take it for keys. A machine that is busy may be too late.
#[test]
fn an_answer_on_its_way_is_not_left_behind() {
    let is_clean = || {
        let script = format!("{PROGRAM} {LESSON}; read -r line; echo left: ${{#line}} bytes");
        let variables = [("TERM", "xterm-256color")];
        let mut terminal = Terminal::of((80, 24), command("/bin/sh", &["-c", &script], &variables));
        wait_for_question(&mut terminal);
        terminal.press("q");
        thread::sleep(Duration::from_millis(70));
        terminal.press(&format!("{LIGHT}{KIND}"));
        terminal.look(Duration::from_millis(200));
        terminal.press("\n");
        terminal.wait_for("bytes");
        text(terminal.screen()).contains("left: 0 bytes")
    };
    assert!((0..5).any(|_| is_clean()));
}

/// A terminal in which the program has just asked for the background.
fn asked() -> Terminal {
    let mut terminal = Terminal::running(&["--step", WEIGHTS], &[]);
    wait_for_question(&mut terminal);
    terminal
}

#[track_caller]
fn wait_for_question(terminal: &mut Terminal) {
    let deadline = Instant::now() + PATIENCE;
    while questions(terminal) == 0 {
        assert!(Instant::now() < deadline, "nothing is asked");
        terminal.look(Duration::from_millis(1));
    }
}

fn questions(terminal: &Terminal) -> usize {
    String::from_utf8_lossy(&terminal.bytes).matches(QUESTION).count()
}

/// The number of the step behind that with weights.
fn next_step() -> usize {
    let terminal = Terminal::at_weights();
    step(terminal.screen()).map_or(0, |(number, _)| number + 1)
}

/// Every cell: what stands there, and in which colours.
type Look = Vec<(String, Option<Color>, Color)>;

/// What the same step looks like in a theme that was named.
fn look_of(theme: &str) -> Look {
    let mut terminal = Terminal::with(&["--step", WEIGHTS, "--theme", theme], &[]);
    terminal.look(Duration::from_millis(50));
    look(terminal.screen())
}

fn look(screen: &Screen) -> Look {
    // The colour of what is not there cannot be seen.
    let ink = |cell: &vt100::Cell| (!cell.contents().trim().is_empty()).then(|| cell.fgcolor());
    let cell = |cell: &vt100::Cell| (cell.contents().to_owned(), ink(cell), cell.bgcolor());
    cells(screen).map(cell).collect()
}

#[track_caller]
fn stays(terminal: &mut Terminal, wanted: &Look, after: &str) {
    terminal.wait("the look", |screen| look(screen) == *wanted);
    terminal.look(Duration::from_millis(200));
    assert!(look(terminal.screen()) == *wanted, "{after:?}:\n{}", terminal.screen().contents());
}
