//! The terminal of a system that is no Unix, as far as crossterm knows it. There are no signals.

use std::io::{self, stdout};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crossterm::cursor::{Hide, Show};
use crossterm::event::{self, DisableMouseCapture, EnableMouseCapture, Event};
use crossterm::execute;
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};

use super::input::{Answer, Input};

/// Takes the terminal: keys come as they are typed, the screen is the lab's own.
pub(in crate::tui) fn take() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(stdout(), EnterAlternateScreen, Hide, EnableMouseCapture)
}

/// Nothing: what crossterm makes of an answer is not known here.
pub(super) fn ask() -> io::Result<()> {
    Ok(())
}

/// Gives the terminal back as it was before it was taken.
pub(in crate::tui) fn give_back() {
    // Where there is no terminal any more there is nothing to give back.
    let _ = execute!(stdout(), DisableMouseCapture, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
}

/// Nothing: a process cannot be stopped here.
pub(in crate::tui) fn stop_all() {}

/// Nothing: a process cannot be stopped here.
pub(in crate::tui) fn stop() {}

/// How large the terminal is: columns and rows.
pub(in crate::tui) fn size() -> io::Result<(u16, u16)> {
    crossterm::terminal::size()
}

/// How many columns the terminal has that errors are written to: there is one.
pub fn columns_of_errors() -> Option<u16> {
    size().ok().map(|(columns, _)| columns)
}

/// What is drawn, on its way to the terminal.
#[derive(Debug)]
pub(in crate::tui) struct Screen;

impl io::Write for Screen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        stdout().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        stdout().flush()
    }
}

/// Listens to the terminal. It was not asked anything, so there is no answer to wait for.
pub(super) fn listen(_asks: bool) -> io::Result<Receiver<Input>> {
    let (sender, receiver) = channel();
    // The receiver is here, so there is somebody to take it.
    let _ = sender.send(Input::Answer(Answer::Done));
    #[expect(clippy::disallowed_methods, reason = "this is the one thread that there is")]
    thread::Builder::new().name("terminal".to_owned()).spawn(move || hear(&sender))?;
    Ok(receiver)
}

/// Tells of everything there is to hear, until nobody listens or the terminal has gone.
fn hear(listener: &Sender<Input>) {
    loop {
        let input = match event::read() {
            Ok(Event::Resize(..)) => Input::Resized,
            Ok(event) => Input::Event(event),
            Err(_) => Input::Gone,
        };
        let is_last = input == Input::Gone;
        if listener.send(input).is_err() || is_last {
            return;
        }
    }
}
