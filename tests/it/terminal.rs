//! A real terminal with the program in it: keys are bytes, and so are frames.

use std::fs;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use vt100::{MouseProtocolMode, Parser, Screen};

use crate::harness::has;
use crate::scratch::fresh_folder;

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_layerlab");
/// Only a test that fails waits this long.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

pub(crate) const LEFT: &str = "\x1b[D";
pub(crate) const RIGHT: &str = "\x1b[C";
pub(crate) const DOWN: &str = "\x1b[B";
pub(crate) const PAGE_DOWN: &str = "\x1b[6~";
pub(crate) const CONTROL_C: &str = "\x03";

pub(crate) const SIZE: (u16, u16) = (80, 24);
pub(crate) const LESSON: &str = "neurons-and-layers";
/// The step with weights to play with that the tests use.
pub(crate) const WEIGHTS: &str = "known-weights";

/// A terminal with the program in it.
pub(crate) struct Terminal {
    parser: Parser,
    /// Everything that the program has written.
    pub(crate) bytes: Vec<u8>,
    output: Receiver<Vec<u8>>,
    keyboard: Box<dyn Write + Send>,
    master: Box<dyn MasterPty + Send>,
    // Held open, for the mode of a terminal is lost when nothing has it open any more.
    slave: Option<Box<dyn SlavePty + Send>>,
    pub(crate) child: Box<dyn Child + Send + Sync>,
    mode_before: String,
}

impl Terminal {
    /// A terminal in which the program shows the first step.
    pub(crate) fn new() -> Self {
        let terminal = Self::with(&[], &[]);
        assert_eq!(step(terminal.screen()).map(|(number, _)| number), Some(1));
        terminal
    }

    /// A terminal in which the program shows a step with weights.
    pub(crate) fn at_weights() -> Self {
        let mut terminal = Self::with(&["--step", WEIGHTS], &[]);
        terminal.wait_for("w 200 b 100");
        terminal
    }

    /// A terminal in which the program, with these arguments and variables, shows a step.
    pub(crate) fn with(arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        Self::sized(SIZE, arguments, variables)
    }

    /// The same in a terminal of another size.
    pub(crate) fn sized(size: (u16, u16), arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let mut terminal = Self::of(size, command(PROGRAM, arguments, variables));
        terminal.wait("first frame", |screen| is_a_whole_step(screen) && screen.hide_cursor());
        terminal
    }

    /// A terminal in which the program was started, with these arguments and variables.
    pub(crate) fn running(arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        Self::of(SIZE, command(PROGRAM, arguments, variables))
    }

    /// A terminal in which a command was started.
    pub(crate) fn of(size: (u16, u16), command: CommandBuilder) -> Self {
        let pair = native_pty_system().openpty(pty_size(size)).unwrap();
        let mode_before = mode(&*pair.master);
        Self {
            parser: Parser::new(rows_or_columns(size.1), rows_or_columns(size.0), 0),
            bytes: Vec::new(),
            output: read_all(pair.master.try_clone_reader().unwrap()),
            keyboard: pair.master.take_writer().unwrap(),
            child: pair.slave.spawn_command(command).unwrap(),
            master: pair.master,
            slave: Some(pair.slave),
            mode_before,
        }
    }

    pub(crate) fn screen(&self) -> &Screen {
        self.parser.screen()
    }

    pub(crate) fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
    }

    pub(crate) fn press_bytes(&mut self, bytes: &[u8]) {
        self.keyboard.write_all(bytes).unwrap();
    }

    /// Takes everything off the screen, as another program would.
    pub(crate) fn clear(&mut self) {
        self.parser.process(b"\x1b[2J");
    }

    pub(crate) fn resize(&mut self, size: (u16, u16)) {
        self.parser.screen_mut().set_size(rows_or_columns(size.1), rows_or_columns(size.0));
        self.master.resize(pty_size(size)).unwrap();
    }

    #[track_caller]
    pub(crate) fn go_on_to(&mut self, number: usize) {
        self.press(RIGHT);
        self.wait_for_step(number);
    }

    #[track_caller]
    pub(crate) fn wait_for_step(&mut self, number: usize) {
        let is_there = |screen: &Screen| step(screen).is_some_and(|(at, _)| at == number);
        self.wait(&format!("step {number}"), is_there);
    }

    #[track_caller]
    pub(crate) fn wait_for(&mut self, words: &str) {
        self.wait(words, |screen| has(&text(screen), words));
    }

    /// Takes what the program writes until the screen is as wanted.
    #[track_caller]
    pub(crate) fn wait(&mut self, what: &str, is_wanted: impl Fn(&Screen) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while self.is_within_a_frame() || !is_wanted(self.screen()) {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(why) => panic!("No {what} ({why}) on\n{}", self.screen().contents()),
            }
        }
    }

    /// Whether a frame has begun of which the rest has not been read yet.
    fn is_within_a_frame(&self) -> bool {
        let last = |mark: &[u8]| self.bytes.windows(mark.len()).rposition(|bytes| bytes == mark);
        last(b"\x1b[?2026h") > last(b"\x1b[?2026l")
    }

    pub(crate) fn take(&mut self, bytes: &[u8]) {
        self.parser.process(bytes);
        self.bytes.extend(bytes);
    }

    /// How long it takes until the program has ended, after some keys. The time in which it was
    /// ready to go on and others had the processor does not count, as far as the system tells it.
    #[track_caller]
    pub(crate) fn time_to_end(mut self, keys: &str) -> Duration {
        let (start, before) = (Instant::now(), queued(&*self.child).unwrap_or_default());
        self.press(keys);
        let (_, queued) = self.wait_for_status();
        start.elapsed().saturating_sub(queued.saturating_sub(before))
    }

    /// Takes what the program writes for a while.
    pub(crate) fn look(&mut self, time: Duration) {
        let deadline = Instant::now() + time;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Timeout) => return,
                Err(RecvTimeoutError::Disconnected) => return thread::sleep(left),
            }
        }
    }

    /// The exit code, whatever has become of the terminal.
    pub(crate) fn wait_for_code(&mut self) -> u32 {
        self.child.wait().unwrap().exit_code()
    }

    /// Sends the program a signal.
    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    pub(crate) fn pid(&self) -> Pid {
        Pid::from_raw(self.child.process_id().unwrap() as i32).unwrap()
    }

    /// Asserts that the terminal is as it was before the program took it.
    #[track_caller]
    pub(crate) fn assert_given_back(&self) {
        assert_eq!(mode(&*self.master), self.mode_before, "keys make lines again");
        let screen = self.screen();
        assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
        assert_eq!(screen.mouse_protocol_mode(), MouseProtocolMode::None);
    }

    /// The exit code after the keys that quit; the terminal has to be as it was before.
    #[track_caller]
    pub(crate) fn quit(mut self, keys: &str) -> u32 {
        assert_ne!(mode(&*self.master), self.mode_before, "the program takes keys, not lines");
        self.press(keys);
        let code = self.wait_for_end();
        self.assert_given_back();
        let told = text(self.screen());
        let is_how_to_go_on = told.starts_with("To go on where you are: ")
            || told.starts_with("What you did is not kept. To come back to this step: ");
        assert!(told.is_empty() || is_how_to_go_on, "{told}");
        code
    }

    /// Takes what the program still writes, and gives its exit code.
    #[track_caller]
    pub(crate) fn wait_for_end(&mut self) -> u32 {
        self.wait_for_status().0
    }

    /// The same, and how long in all its life the program has waited for the processor.
    #[track_caller]
    fn wait_for_status(&mut self) -> (u32, Duration) {
        let deadline = Instant::now() + PATIENCE;
        let mut waited = Duration::ZERO;
        let status = loop {
            waited = queued(&*self.child).unwrap_or(waited);
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
        (status.exit_code(), waited)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A command with these arguments, in an environment with nothing but these variables.
pub(crate) fn command(
    program: &str,
    arguments: &[&str],
    variables: &[(&str, &str)],
) -> CommandBuilder {
    let mut command = CommandBuilder::new(program);
    command.args(arguments);
    command.env_clear();
    command.env("TERM", "xterm-256color");
    command.env("XDG_STATE_HOME", fresh_folder());
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

pub(crate) fn pty_size((cols, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols, ..PtySize::default() }
}

fn rows_or_columns(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

/// Which step of how many the header says it is.
pub(crate) fn step(screen: &Screen) -> Option<(usize, usize)> {
    let header = rows(screen).next()?;
    let mut counts = header.split_whitespace().filter_map(|word| word.split_once('/'));
    counts.find_map(|(at, of)| Some((at.parse().ok()?, of.parse().ok()?)))
}

/// The keys are in the last line, and the last line is drawn last.
pub(crate) fn is_a_whole_step(screen: &Screen) -> bool {
    step(screen).is_some() && rows(screen).last().is_some_and(|row| row.len() > 1)
}

/// All words of a screen, whatever lines and gaps are between them.
pub(crate) fn text(screen: &Screen) -> String {
    screen.contents().split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(crate) fn rows(screen: &Screen) -> impl Iterator<Item = String> {
    screen.rows(0, screen.size().1.get())
}

pub(crate) fn cells(screen: &Screen) -> impl Iterator<Item = &vt100::Cell> {
    let (rows, columns) = screen.size();
    let positions = (0..rows.get()).flat_map(move |row| (0..columns.get()).map(move |c| (row, c)));
    positions.filter_map(|(row, column)| screen.cell(row, column))
}

pub(crate) fn first_beyond_ascii(bytes: &[u8]) -> Option<String> {
    let at = bytes.iter().position(|byte| !byte.is_ascii())?;
    Some(String::from_utf8_lossy(&bytes[at.saturating_sub(40)..(at + 8).min(bytes.len())]).into())
}

/// How long a process has been ready to go on while others had the processor.
fn queued(child: &dyn Child) -> Option<Duration> {
    let stat = fs::read_to_string(format!("/proc/{}/schedstat", child.process_id()?)).ok()?;
    stat.split_whitespace().nth(1)?.parse().ok().map(Duration::from_nanos)
}

/// The time that a process has had so far, in ticks of, as a rule, 10 ms.
#[cfg(target_os = "linux")]
pub(crate) fn ticks(child: &dyn Child) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{}/stat", child.process_id().unwrap())).unwrap();
    let (_, fields) = stat.rsplit_once(')').unwrap();
    fields.split_whitespace().skip(11).take(2).map(|field| field.parse::<u64>().unwrap()).sum()
}

/// How a process stands: `S` asleep, `R` running, `T` stopped.
#[cfg(target_os = "linux")]
pub(crate) fn standing(child: &dyn Child) -> char {
    let stat = fs::read_to_string(format!("/proc/{}/stat", child.process_id().unwrap())).unwrap();
    stat.rsplit_once(") ").unwrap().1.chars().next().unwrap()
}
