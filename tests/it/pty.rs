//! The program itself in a real terminal: it starts, listens, redraws, and leaves the terminal as
//! it was. What the screens look like is for other tests; here keys are bytes and so are frames.

#![cfg(unix)]

use std::fs;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use crate::stopping::long_lesson;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use vt100::{Color, MouseProtocolMode, Parser, Screen};

const PROGRAM: &str = env!("CARGO_BIN_EXE_layerlab");
/// Only a test that fails waits this long.
const PATIENCE: Duration = Duration::from_secs(10);

const LEFT: &str = "\x1b[D";
const RIGHT: &str = "\x1b[C";
const DOWN: &str = "\x1b[B";
const PAGE_DOWN: &str = "\x1b[6~";
const CONTROL_C: &str = "\x03";

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

#[test]
fn colors_can_be_turned_off() {
    let colored = |variables: &[_]| {
        let mut terminal = Terminal::with(&["--step", WEIGHTS], variables);
        terminal.press("\t");
        terminal.wait_for("w [ 200 ]");
        let bytes = String::from_utf8_lossy(&terminal.bytes);
        let escapes = ["38;5", "48;5", "38;2", "48;2"].iter().any(|color| bytes.contains(color));
        escapes || cells(terminal.screen()).any(|cell| cell.fgcolor() != Color::Default)
    };
    assert!(colored(&[]));
    assert!(colored(&[("NO_COLOR", "")]));
    assert!(!colored(&[("NO_COLOR", "1")]));
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
    terminal.wait_for("Tab");
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

#[test]
fn a_long_training_in_a_command_shows_how_far_it_is() {
    let path = std::env::temp_dir().join(format!("layerlab-long-{}.toml", std::process::id()));
    std::fs::write(&path, long_lesson()).unwrap();
    let path = path.to_str().unwrap();
    for arguments in [&["run", path, "--step", "fit"][..], &["check", path]] {
        let mut terminal = Terminal::running(arguments, &[]);
        terminal.wait_for("fit: epoch ");
        terminal.wait_for("of 25000 [#");
        assert_eq!(terminal.wait_for_end(), 0);
        let screen = text(terminal.screen());
        assert!(!screen.contains("[#"), "the bar is taken away in the end");
    }
    let mut terminal = Terminal::running(&["check", path, path], &[]);
    terminal.wait_for("1/2 fit: epoch ");
    terminal.press(CONTROL_C);
    assert_eq!(terminal.wait_for_end(), 130);
    let screen = text(terminal.screen());
    assert!(
        screen.contains("0 of 2 lessons checked, 0 failed Stopped at step `fit` of"),
        "{screen}"
    );
    assert!(!screen.contains("fit: epoch"), "the bar is taken away first: {screen}");
    std::fs::remove_file(path).unwrap();
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

const SIZE: (u16, u16) = (80, 24);
const LESSON: &str = "neurons-and-layers";
/// The step with weights to play with that the tests use.
const WEIGHTS: &str = "known-weights";

/// A terminal with the program in it.
struct Terminal {
    parser: Parser,
    /// Everything that the program has written.
    bytes: Vec<u8>,
    output: Receiver<Vec<u8>>,
    keyboard: Box<dyn Write + Send>,
    master: Box<dyn MasterPty + Send>,
    // Held open, for the mode of a terminal is lost when nothing has it open any more.
    slave: Option<Box<dyn SlavePty + Send>>,
    child: Box<dyn Child + Send + Sync>,
    mode_before: String,
}

impl Terminal {
    /// A terminal in which the program shows the first step.
    fn new() -> Self {
        let terminal = Self::with(&[], &[]);
        assert_eq!(step(terminal.screen()).map(|(number, _)| number), Some(1));
        terminal
    }

    /// A terminal in which the program shows a step with weights.
    fn at_weights() -> Self {
        let mut terminal = Self::with(&["--step", WEIGHTS], &[]);
        terminal.wait_for("w 200 b 100");
        terminal
    }

    /// A terminal in which the program, with these arguments and variables, shows a step.
    fn with(arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let mut terminal = Self::running(arguments, variables);
        // The cursor goes when the first frame is all there.
        terminal.wait("first frame", |screen| is_a_whole_step(screen) && screen.hide_cursor());
        terminal
    }

    /// A terminal in which the program was started, with these arguments and variables.
    fn running(arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let pair = native_pty_system().openpty(pty_size(SIZE)).unwrap();
        let mode_before = mode(&*pair.master);
        Self {
            parser: Parser::new(rows_or_columns(SIZE.1), rows_or_columns(SIZE.0), 0),
            bytes: Vec::new(),
            output: read_all(pair.master.try_clone_reader().unwrap()),
            keyboard: pair.master.take_writer().unwrap(),
            child: pair.slave.spawn_command(command(arguments, variables)).unwrap(),
            master: pair.master,
            slave: Some(pair.slave),
            mode_before,
        }
    }

    fn screen(&self) -> &Screen {
        self.parser.screen()
    }

    fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
    }

    fn resize(&mut self, size: (u16, u16)) {
        self.parser.screen_mut().set_size(rows_or_columns(size.1), rows_or_columns(size.0));
        self.master.resize(pty_size(size)).unwrap();
    }

    #[track_caller]
    fn go_on_to(&mut self, number: usize) {
        self.press(RIGHT);
        self.wait_for_step(number);
    }

    #[track_caller]
    fn wait_for_step(&mut self, number: usize) {
        let is_there = |screen: &Screen| step(screen).is_some_and(|(at, _)| at == number);
        self.wait(&format!("step {number}"), is_there);
    }

    #[track_caller]
    fn wait_for(&mut self, words: &str) {
        self.wait(words, |screen| text(screen).contains(words));
    }

    /// Takes what the program writes until the screen is as wanted.
    #[track_caller]
    fn wait(&mut self, what: &str, is_wanted: impl Fn(&Screen) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !is_wanted(self.screen()) {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(why) => panic!("No {what} ({why}) on\n{}", self.screen().contents()),
            }
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        self.parser.process(bytes);
        self.bytes.extend(bytes);
    }

    /// The exit code after the keys that quit; the terminal has to be as it was before.
    #[track_caller]
    fn quit(mut self, keys: &str) -> u32 {
        assert_ne!(mode(&*self.master), self.mode_before, "the program takes keys, not lines");
        self.press(keys);
        let code = self.wait_for_end();
        let screen = self.screen();
        assert!(!screen.alternate_screen() && !screen.hide_cursor());
        assert_eq!(screen.mouse_protocol_mode(), MouseProtocolMode::None);
        assert_eq!(text(screen), "");
        code
    }

    /// Takes what the program still writes, and gives its exit code.
    #[track_caller]
    fn wait_for_end(&mut self) -> u32 {
        let deadline = Instant::now() + PATIENCE;
        let status = loop {
            match self.child.try_wait().unwrap() {
                Some(status) => break status,
                None if Instant::now() > deadline => panic!("The program does not end"),
                None => thread::sleep(Duration::from_millis(2)),
            }
        };
        assert_eq!(mode(&*self.master), self.mode_before, "keys make lines again");
        self.slave = None;
        while let Ok(bytes) = self.output.recv_timeout(PATIENCE) {
            self.take(&bytes);
        }
        status.exit_code()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn command(arguments: &[&str], variables: &[(&str, &str)]) -> CommandBuilder {
    let mut command = CommandBuilder::new(PROGRAM);
    command.args(arguments);
    command.env_clear();
    command.env("TERM", "xterm-256color");
    for (name, value) in variables {
        command.env(name, value);
    }
    command
}

/// Sends on whatever there is to read, until there is no more to come.
#[expect(clippy::disallowed_methods, reason = "reading blocks, and a test has a deadline")]
fn read_all(mut reader: Box<dyn Read + Send>) -> Receiver<Vec<u8>> {
    let (sender, receiver): (Sender<Vec<u8>>, _) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = [0; 4096];
        while let Ok(count @ 1..) = reader.read(&mut bytes) {
            if sender.send(bytes[..count].to_vec()).is_err() {
                break;
            }
        }
    });
    receiver
}

/// What the terminal itself makes of keys and lines, in words that can be compared.
fn mode(master: &(dyn MasterPty + Send)) -> String {
    format!("{:?}", master.get_termios().unwrap())
}

fn pty_size((cols, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols, ..PtySize::default() }
}

fn rows_or_columns(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

/// Which step of how many the header says it is.
fn step(screen: &Screen) -> Option<(usize, usize)> {
    let header = rows(screen).next()?;
    let mut counts = header.split_whitespace().filter_map(|word| word.split_once('/'));
    counts.find_map(|(at, of)| Some((at.parse().ok()?, of.parse().ok()?)))
}

/// The keys are in the last line, and the last line is drawn last.
fn is_a_whole_step(screen: &Screen) -> bool {
    step(screen).is_some() && rows(screen).last().is_some_and(|row| row.len() > 1)
}

/// All words of a screen, whatever lines and gaps are between them.
fn text(screen: &Screen) -> String {
    screen.contents().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn rows(screen: &Screen) -> impl Iterator<Item = String> {
    screen.rows(0, screen.size().1.get())
}

fn cells(screen: &Screen) -> impl Iterator<Item = &vt100::Cell> {
    let (rows, columns) = screen.size();
    let positions = (0..rows.get()).flat_map(move |row| (0..columns.get()).map(move |c| (row, c)));
    positions.filter_map(|(row, column)| screen.cell(row, column))
}

fn first_beyond_ascii(bytes: &[u8]) -> Option<String> {
    let at = bytes.iter().position(|byte| !byte.is_ascii())?;
    Some(String::from_utf8_lossy(&bytes[at.saturating_sub(40)..(at + 8).min(bytes.len())]).into())
}

/// The time that a process has had so far, in ticks of, as a rule, 10 ms.
#[cfg(target_os = "linux")]
fn ticks(child: &dyn Child) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{}/stat", child.process_id().unwrap())).unwrap();
    let (_, fields) = stat.rsplit_once(')').unwrap();
    fields.split_whitespace().skip(11).take(2).map(|field| field.parse::<u64>().unwrap()).sum()
}
