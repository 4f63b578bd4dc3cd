//! Nothing makes the lab deaf: not an event without a meaning, not half a sequence, not a training
//! whose batches take long, not thousands of keys at once.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::frames::BEGIN;
use crate::large;
use crate::scratch::file;
use crate::terminal::{CONTROL_C, DOWN, PATIENCE, Terminal, step, text};

/// How long q and Ctrl-C may take.
const AT_ONCE: Duration = Duration::from_millis(300);

#[test]
fn an_event_without_a_meaning_does_not_hold_a_training_up() {
    let meaningless = [
        "y",
        "\x1b[15~",
        "\x1bp",
        "\x1b[<35;40;10M",
        "\x1b[<0;40;2m",
        "\x1b[I",
        "\x1b[O",
        "\x1b[?1;2c",
        "\x1b]11;rgb:0000/0000/0000\x1b\\",
        "\0",
    ];
    let mut terminal = training();
    for bytes in meaningless {
        terminal.press(bytes);
        goes_on(&mut terminal, bytes);
    }
    assert_eq!(terminal.quit("q"), 0);
}

#[test]
fn half_a_sequence_holds_nothing_up() {
    for half in HALVES {
        let mut terminal = training();
        terminal.press(half);
        goes_on(&mut terminal, half);
        terminal.resize((100, 30));
        terminal.wait("the whole width", |screen| {
            screen.rows(0, 100).nth(1).is_some_and(|row| row.trim_end().chars().count() > 90)
        });
        // Nobody types faster than this, and a busy machine reads later.
        terminal.look(Duration::from_millis(500));
        terminal.press("?");
        terminal.wait_for("Esc back");
        terminal.press("q");
        assert_eq!(terminal.quit("q"), 0, "after {half:?}");
    }
}

#[test]
fn control_c_and_q_count_right_behind_half_a_sequence() {
    for half in HALVES {
        for key in [CONTROL_C, "q"] {
            // Together with a letter these are a whole key, or a text for another program.
            if key == "q" && !["\x1b[<", "\x1b[<0;1", "\x1bO", "\x1b[200~"].contains(&half) {
                continue;
            }
            at_once(&format!("{half:?} and {key:?}"), || {
                training().time_to_end(&format!("{half}{key}"))
            });
        }
    }
}

const HALVES: [&str; 9] = [
    "\x1b",
    "\x1b[",
    "\x1b[<",
    "\x1b[<0;1",
    "\x1bO",
    "\x1b]11",
    "\x1bP",
    "\x1b[200~",
    "\u{e9}\x1b[",
];

#[test]
fn a_byte_that_is_no_character_does_not_take_the_next_key_along() {
    let mut terminal = Terminal::at_weights();
    terminal.press_bytes(b"\xe9?");
    terminal.wait_for("Esc back");
    terminal.press_bytes(b"\xf0\x9fq");
    terminal.wait_for("Tab edit");
    assert_eq!(terminal.quit("q"), 0);
}

#[test]
fn escape_and_control_c_in_one_read_are_both_taken() {
    let mut terminal = Terminal::at_weights();
    terminal.press("\t15");
    terminal.wait_for("w [ 15▏ ]");
    assert_eq!(terminal.quit(&format!("\x1b{CONTROL_C}")), 0);
}

// Ten thousand rows, and a frame that takes longer than an eye can tell.
#[test]
fn a_training_with_long_frames_hears_every_key() {
    let lesson = Lesson::new("slow", &long_training());
    for keys in ["q", CONTROL_C] {
        at_once(&format!("{keys:?} in a long training"), || {
            let mut terminal = lesson.open("f");
            terminal.press(" >>>>>");
            terminal.wait_for("full speed");
            terminal.look(Duration::from_millis(300));
            terminal.time_to_end(keys)
        });
    }
    let mut terminal = lesson.open("f");
    terminal.press(" >>>>>");
    terminal.wait_for("full speed");
    terminal.press(" ");
    terminal.wait_for("paused");
}

// The picture is drawn less often, and the training is not slowed to a batch a frame.
#[test]
fn full_speed_is_full_speed() {
    let lesson = Lesson::new("speed", &long_training());
    let mut terminal = lesson.open("f");
    terminal.press(" >>>>>");
    terminal.wait_for("full speed");
    let start = Instant::now();
    terminal.look(Duration::from_secs(2));
    let frames = frames(&terminal.bytes);
    let batches = epoch(&text(terminal.screen())).unwrap() * BATCHES;
    let seconds = start.elapsed().as_secs_f64();
    assert!(batches as f64 > 3.0 * 60.0 * seconds, "{batches} batches, {frames} frames");
}

const BATCHES: usize = 313;

#[test]
fn keys_that_pile_up_are_taken_between_few_frames() {
    let mut terminal = Terminal::at_weights();
    let before = frames(&terminal.bytes);
    terminal.press(&("j".repeat(2_000) + "?"));
    terminal.wait_for("Esc back");
    let frames = frames(&terminal.bytes) - before;
    assert!(frames <= 200, "{frames} frames for 2,000 keys");
}

#[test]
fn control_c_overtakes_what_was_typed_before() {
    for pile in ["j".repeat(4_000), format!("\t{DOWN}").repeat(2_000), "w ".repeat(20_000)] {
        at_once("Ctrl-C behind many keys", || {
            let mut terminal = Terminal::at_weights();
            terminal.press(&pile);
            terminal.time_to_end(CONTROL_C)
        });
    }
}

#[test]
fn q_is_heard_behind_many_keys() {
    at_once("q behind 2,000 keys", || {
        Terminal::at_weights().time_to_end(&("j".repeat(2_000) + "q"))
    });
}

#[test]
fn q_is_heard_behind_whatever_is_no_number() {
    for pile in ["x".repeat(300_000), "bne".repeat(1_000), "\x1b[<65;10;10M".repeat(20_000)] {
        at_once("q behind a flood", || {
            let mut terminal = Terminal::with(&["coffee-roasting", "--step", "train-it"], &[]);
            terminal.press(&pile);
            terminal.time_to_end("q")
        });
    }
}

// The way to the end of a lesson with many fits is long.
#[test]
fn q_is_heard_on_the_way_to_a_far_step() {
    let lesson = Lesson::new("fits", &many_fits());
    at_once("q on the way", || {
        let mut terminal = lesson.open("d");
        terminal.press("\x1b[F");
        terminal.look(Duration::from_millis(100));
        terminal.time_to_end("q")
    });
}

fn many_fits() -> String {
    let ids: Vec<String> = (0..400).map(|number| format!("f{number}")).collect();
    let fit = large::fit("epochs = 2000, learning_rate = 1e-6");
    let mut steps = vec![large::dataset(), large::model(&[], "relu")];
    steps.extend(ids.iter().map(|id| (id.as_str(), fit.clone())));
    large::lesson(&large::data(2, 1), &steps)
}

#[test]
fn the_mouse_may_be_anywhere() {
    let mut terminal = Terminal::at_weights();
    for (button, column, row) in [(0, 0, 1), (0, 1, 0), (0, 0, 0), (64, 0, 0), (0, 65_535, 65_535)]
    {
        terminal.press(&format!("\x1b[<{button};{column};{row}M\x1b[<{button};{column};{row}m"));
    }
    terminal.press("\x1b[<99999999999;1;1M\x1b[<M\x1b[<-1;-1;-1M\x1b[<0;1M");
    terminal.press("?");
    terminal.wait_for("Esc back");
    terminal.press("q");
    assert_eq!(terminal.quit("q"), 0);
}

#[test]
fn a_paste_goes_into_a_number_that_is_typed_and_nowhere_else() {
    let paste = |text: &str| format!("\x1b[200~{text}\x1b[201~");
    let mut terminal = Terminal::at_weights();
    terminal.press(&paste("a quick paste: n r u q 1\r"));
    terminal.wait_for("only a number that is being typed");
    terminal.press("\t");
    terminal.wait_for("w [ 200 ]");
    terminal.press(&paste("150"));
    terminal.wait_for("begin to type a number");
    terminal.press("1");
    terminal.wait_for("w [ 1▏ ]");
    terminal.press(&paste("no number"));
    terminal.wait_for("is no number");
    terminal.press(&paste(&"1".repeat(40)));
    terminal.wait_for("room for 16 characters");
    terminal.press(&paste(" 50\n"));
    terminal.wait_for("w [ 150▏ ]");
    terminal.press("\r");
    terminal.wait_for("f = 150 · 1 + 100 = 250");
    assert_eq!(terminal.quit("q"), 0);
}

#[test]
fn a_megabyte_that_is_pasted_is_over_at_once() {
    at_once("q behind a megabyte", || {
        let mut terminal = Terminal::at_weights();
        let text = format!("\x1b[200~{}\x1b[201~", "9 ".repeat(500_000));
        terminal.press(&text);
        terminal.time_to_end("q")
    });
}

#[test]
fn no_digit_is_dropped_in_silence() {
    let mut terminal = Terminal::at_weights();
    terminal.press(&format!("\t{}", "1".repeat(40)));
    terminal.wait_for("room for 16 characters");
    terminal.press("\x1b");
    terminal.wait_for("w [ 200 ]");
    terminal.press("1e-50\r");
    terminal.wait_for("kept as 0");
    terminal.press("0.123456789\r");
    terminal.wait_for("kept as 0.12345679");
    terminal.press("0.1\r");
    terminal.wait_for("w [ 0.1 ]");
    assert!(!text(terminal.screen()).contains("kept as"));
}

/// A terminal in which a training runs, for longer than a test takes.
fn training() -> Terminal {
    let mut terminal = Terminal::with(&["coffee-roasting", "--step", "train-it"], &[]);
    terminal.press(" ");
    terminal.wait("a training", |screen| epoch(&text(screen)) >= Some(1));
    terminal
}

#[track_caller]
fn goes_on(terminal: &mut Terminal, after: &str) {
    let now = epoch(&text(terminal.screen()));
    terminal.wait(&format!("more after {after:?}"), |screen| {
        epoch(&text(screen)) > now.map(|epoch| epoch + 1)
    });
}

/// How many epochs are done: `epoch 17/200`.
fn epoch(text: &str) -> Option<usize> {
    text.split_once("epoch ")?.1.split_once('/')?.0.parse().ok()
}

fn frames(bytes: &[u8]) -> usize {
    bytes.windows(BEGIN.len()).filter(|bytes| *bytes == BEGIN.as_bytes()).count()
}

/// Holds a time to [`AT_ONCE`], each of three times. Where the system does not tell how long a
/// program had to wait for others, one of them may be the fault of those.
#[track_caller]
fn at_once(what: &str, mut time: impl FnMut() -> Duration) {
    let times = [time(), time(), time()];
    let late = times.iter().filter(|time| **time >= AT_ONCE).count();
    let others = usize::from(!cfg!(target_os = "linux"));
    assert!(late <= others, "{what} took {times:?}");
}

/// A lesson in a file of its own.
struct Lesson(PathBuf);

impl Lesson {
    fn new(name: &str, source: &str) -> Self {
        Self(file(&format!("{name}.toml"), source))
    }

    fn open(&self, at: &str) -> Terminal {
        let mut terminal = Terminal::running(&[self.0.to_str().unwrap(), "--step", at], &[]);
        terminal.wait("a step", |screen| step(screen).is_some());
        assert!(PATIENCE > AT_ONCE);
        terminal
    }
}

fn long_training() -> String {
    large::training((10_000, 2), &[25, 15], "relu", "optimizer = \"adam\", epochs = 500")
}
