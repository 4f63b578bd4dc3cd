//! However the lab ends or stops, the terminal is as it was before.

use std::io::Write;
use std::thread;
use std::time::{Duration, Instant};

use layerlab::tui::{Session, Theme};
use portable_pty::{Child, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

use crate::terminal::{
    CONTROL_C, PROGRAM, SIZE, Terminal, command, is_a_whole_step, pty_size, standing,
};

const CONTROL_Z: &str = "\x1a";

#[test]
fn a_signal_that_ends_the_lab_gives_the_terminal_back() {
    let signals = [(Signal::TERM, 15), (Signal::INT, 2), (Signal::HUP, 1), (Signal::QUIT, 3)];
    for (signal, number) in signals {
        for mut terminal in [Terminal::at_weights(), training(), typing()] {
            terminal.signal(signal);
            assert_eq!(terminal.wait_for_end(), 128 + number, "{signal:?}");
            terminal.assert_given_back();
        }
    }
}

#[test]
fn a_stopped_lab_gives_the_terminal_back_and_takes_it_again() {
    for mut terminal in [Terminal::at_weights(), training(), typing()] {
        terminal.press(CONTROL_Z);
        is_stopped(&mut terminal);
        comes_back(&mut terminal);
        terminal.signal(Signal::TSTP);
        is_stopped(&mut terminal);
        comes_back(&mut terminal);
        assert_eq!(terminal.quit(CONTROL_C), 0);
    }
}

// SIGSTOP cannot be heard, so whoever sends it sees the lab's terminal.
#[test]
fn a_lab_that_was_stopped_without_a_word_draws_everything_again() {
    let mut terminal = training();
    terminal.signal(Signal::STOP);
    waits_until_stopped(&mut terminal);
    terminal.clear();
    comes_back(&mut terminal);
    assert_eq!(terminal.quit("q"), 0);
}

#[test]
fn a_terminal_that_has_gone_ends_the_lab_at_once() {
    let program = format!("exec {PROGRAM} coffee-roasting --step train-it");
    for script in [program.clone(), format!("trap '' HUP; {program}")] {
        let pair = native_pty_system().openpty(pty_size(SIZE)).unwrap();
        let variables = [("TERM", "xterm-256color")];
        let mut child =
            pair.slave.spawn_command(command("/bin/sh", &["-c", &script], &variables)).unwrap();
        thread::sleep(Duration::from_millis(300));
        assert!(child.try_wait().unwrap().is_none(), "the lab runs");
        drop(pair);
        assert_eq!(ends_within(Duration::from_secs(2), &mut *child), 129, "{script}");
    }
}

// Its output waits in a full buffer, and nobody takes it out.
#[test]
fn a_terminal_that_does_not_read_cannot_hold_the_lab_back() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129)] {
        let size = PtySize { rows: 60, cols: 200, ..PtySize::default() };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut keyboard = pair.master.take_writer().unwrap();
        let arguments = ["coffee-roasting", "--step", "train-it"];
        let mut child =
            pair.slave.spawn_command(command(PROGRAM, &arguments, &[("TERM", "xterm")])).unwrap();
        thread::sleep(Duration::from_millis(300));
        keyboard.write_all(b" >>>").unwrap();
        thread::sleep(Duration::from_millis(700));
        let pid = Pid::from_raw(child.process_id().unwrap() as i32).unwrap();
        kill_process(pid, signal).unwrap();
        assert_eq!(ends_within(Duration::from_secs(3), &mut *child), code);
    }
}

#[test]
fn a_lab_that_is_stopped_can_be_told_to_end() {
    let mut terminal = training();
    terminal.press(CONTROL_Z);
    is_stopped(&mut terminal);
    terminal.signal(Signal::TERM);
    terminal.signal(Signal::CONT);
    assert_eq!(terminal.wait_for_end(), 143);
    terminal.assert_given_back();
}

#[test]
fn a_lab_that_is_stopped_and_goes_on_at_once_goes_on() {
    let mut terminal = training();
    for _ in 0..20 {
        terminal.signal(Signal::TSTP);
        terminal.signal(Signal::CONT);
    }
    terminal.look(Duration::from_millis(200));
    // Between the two it may just have stopped.
    comes_back(&mut terminal);
    assert_eq!(terminal.quit("q"), 0);
}

#[track_caller]
fn ends_within(patience: Duration, child: &mut (dyn Child + Send + Sync)) -> u32 {
    let deadline = Instant::now() + patience;
    loop {
        match child.try_wait().unwrap() {
            Some(status) => return status.exit_code(),
            None if Instant::now() > deadline => {
                child.kill().unwrap();
                panic!("the lab does not end");
            }
            None => thread::sleep(Duration::from_millis(5)),
        }
    }
}

#[test]
fn a_process_that_aborts_gives_the_terminal_back() {
    let mut terminal = training();
    terminal.signal(Signal::ABORT);
    assert_ne!(terminal.wait_for_end(), 0);
    terminal.assert_given_back();
}

#[cfg(target_os = "linux")]
#[test]
fn a_process_without_memory_gives_the_terminal_back() {
    let lab = format!("exec {PROGRAM} coffee-roasting --step train-it");
    let mut terminal = Terminal::of(SIZE, command("/bin/sh", &["-c", &lab], &[("TERM", "xterm")]));
    terminal.wait_for("Space starts");
    let nothing = rustix::process::Rlimit { current: Some(1), maximum: Some(1) };
    rustix::process::prlimit(Some(terminal.pid()), rustix::process::Resource::As, nothing).unwrap();
    // What is drawn and kept takes memory, sooner or later more than there is.
    terminal.press(" >>>>>");
    terminal.resize((250, 200));
    (0..200).for_each(|_| terminal.press("\t1234\r?qlq"));
    assert_ne!(terminal.wait_for_end(), 0);
    terminal.assert_given_back();
}

// This test starts itself once more in a terminal, and there it panics.
#[test]
fn a_panic_gives_the_terminal_back_before_it_is_told() {
    const INSIDE: &str = "LAYERLAB_TEST_PANICS";
    if std::env::var_os(INSIDE).is_some() {
        let _session = Session::start(Some(Theme::Dark)).unwrap();
        panic!("as planned");
    }
    let this = std::env::current_exe().unwrap();
    let name = "signals::a_panic_gives_the_terminal_back_before_it_is_told";
    let variables = [("TERM", "xterm-256color"), (INSIDE, "1")];
    let arguments = ["--exact", name, "--nocapture"];
    let mut terminal = Terminal::of(SIZE, command(this.to_str().unwrap(), &arguments, &variables));
    assert_ne!(terminal.wait_for_end(), 0);
    terminal.assert_given_back();
    let told = terminal.screen().contents();
    assert!(told.contains("as planned"), "{told}");
}

fn training() -> Terminal {
    let mut terminal = Terminal::with(&["coffee-roasting", "--step", "train-it"], &[]);
    terminal.press(" ");
    terminal.wait_for("left");
    terminal
}

fn typing() -> Terminal {
    let mut terminal = Terminal::at_weights();
    terminal.press("\t15");
    terminal.wait_for("w [ 15▏ ]");
    terminal
}

#[track_caller]
fn is_stopped(terminal: &mut Terminal) {
    waits_until_stopped(terminal);
    terminal.look(Duration::from_millis(50));
    terminal.assert_given_back();
}

#[track_caller]
fn waits_until_stopped(terminal: &mut Terminal) {
    let deadline = Instant::now() + Duration::from_secs(5);
    while standing(&*terminal.child) != 'T' {
        assert!(Instant::now() < deadline, "the lab does not stop");
        terminal.look(Duration::from_millis(5));
    }
}

#[track_caller]
fn comes_back(terminal: &mut Terminal) {
    terminal.signal(Signal::CONT);
    terminal.wait("the lab again", |screen| screen.alternate_screen() && is_a_whole_step(screen));
}
