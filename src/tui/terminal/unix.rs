//! The terminal of a Unix system: its mode, its signals, and the thread that reads it.

use std::io;
use std::os::unix::net::UnixStream;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::process::{Signal, getpid, kill_current_process_group, kill_process};
use rustix::stdio::{stderr, stdin, stdout};
use rustix::termios::{
    OptionalActions, QueueSelector, Termios, tcflush, tcgetattr, tcgetwinsize, tcsetattr,
};
use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2,
    SIGWINCH,
};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;
use signal_hook::low_level;

use super::answer::QUESTION;
use super::decode::Decoder;
use super::input::{ANSWERS_WITHIN, Input};

/// Takes the terminal: keys come as they are typed, the screen is the lab's own. Taken once more it
/// is as after the first time, whatever another program has made of it meanwhile.
pub(in crate::tui) fn take() -> io::Result<()> {
    make_raw()?;
    write(ENTER);
    Ok(())
}

/// Asks the terminal for its background. Its answers come as [`Input::Answer`].
pub(super) fn ask() -> io::Result<()> {
    make_raw()?;
    write(QUESTION);
    Ok(())
}

/// Gives the terminal back as it was before it was taken. Safe at any moment, also in the handler
/// of a signal: it takes no lock, asks for no memory, and does nothing where nothing was taken.
pub(in crate::tui) fn give_back() {
    let Some(before) = BEFORE.get() else { return };
    if !IS_TAKEN.swap(false, Ordering::Relaxed) {
        return;
    }
    write(LEAVE);
    // Where there is no terminal any more there is nothing to give back.
    let _ = tcsetattr(stdin(), OptionalActions::Now, before);
}

/// Stops this process and all that were started with it, as Ctrl-Z does outside of the lab. The
/// signal comes back as [`Input::Stop`].
pub(in crate::tui) fn stop_all() {
    if kill_current_process_group(Signal::TSTP).is_err() {
        stop();
    }
}

/// Stops this process until somebody lets it go on.
pub(in crate::tui) fn stop() {
    // A process that cannot be stopped goes on.
    let _ = low_level::raise(signal_hook::consts::SIGSTOP);
}

/// How large the terminal is that is drawn to: columns and rows.
pub(in crate::tui) fn size() -> io::Result<(u16, u16)> {
    let size = tcgetwinsize(stdout())?;
    Ok((size.ws_col, size.ws_row))
}

/// How many columns the terminal has that errors are written to, if it is one.
pub fn columns_of_errors() -> Option<u16> {
    tcgetwinsize(stderr()).ok().map(|size| size.ws_col)
}

/// What is drawn, on its way to the terminal.
#[derive(Debug)]
pub(in crate::tui) struct Screen;

impl io::Write for Screen {
    // Whoever shares the terminal may have set it so that a write that would wait fails.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        IS_WRITING.store(true, Ordering::Relaxed);
        let written = loop {
            match rustix::io::write(stdout(), bytes) {
                Err(Errno::INTR) => (),
                Err(Errno::AGAIN) => wait_for_room(None),
                written => break written,
            }
        };
        IS_WRITING.store(false, Ordering::Relaxed);
        Ok(written?)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Listens to the terminal and to the signals that concern it. Only a terminal that is about to be
/// asked something has anything to answer.
pub(super) fn listen(asks: bool) -> io::Result<Receiver<Input>> {
    let (read, write) = UnixStream::pair()?;
    let signals = SignalDelivery::with_pipe(read, write, SignalOnly, ENDS.iter().chain(&OTHERS))?;
    give_back_on_abort()?;
    let (sender, receiver) = channel();
    let ear = Ear::new(asks);
    #[expect(clippy::disallowed_methods, reason = "this is the one thread that there is")]
    thread::Builder::new()
        .name("terminal".to_owned())
        .spawn(move || hear(signals, ear, &sender))?;
    Ok(receiver)
}

// The mode of the terminal before it was first taken.
static BEFORE: OnceLock<Termios> = OnceLock::new();
// Another program may have the terminal by now: it is given back only once.
static IS_TAKEN: AtomicBool = AtomicBool::new(false);
// Whether a frame is being written, and waits where the terminal does not read.
static IS_WRITING: AtomicBool = AtomicBool::new(false);

/// The other screen, no cursor, clicks, the wheel and what is dragged with their cells, pastes between
/// two marks.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?25l\x1b[?1002h\x1b[?1006h\x1b[?2004h";
/// The end of a frame that may have been cut short, and everything as it was.
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[?2004l\x1b[?1006l\x1b[?1002l\x1b[0m\x1b[?1049l\x1b[?25h";

/// Those that end the lab, as they would end any program.
const ENDS: [i32; 7] = [SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM];
const OTHERS: [i32; 3] = [SIGTSTP, SIGCONT, SIGWINCH];

fn make_raw() -> io::Result<()> {
    let now = tcgetattr(stdin())?;
    let mut raw = BEFORE.get_or_init(|| now).clone();
    raw.make_raw();
    tcsetattr(stdin(), OptionalActions::Now, &raw)?;
    IS_TAKEN.store(true, Ordering::Relaxed);
    Ok(())
}

fn write(mut bytes: &[u8]) {
    for _ in 0..TRIES {
        match rustix::io::write(stdout(), bytes) {
            Ok(written) if written == bytes.len() => return,
            Ok(written) => bytes = &bytes[written..],
            Err(Errno::INTR) => (),
            Err(Errno::AGAIN) => wait_for_room(Some(A_MOMENT)),
            // Nobody is there who could see it.
            Err(_) => return,
        }
    }
}

/// The last words have a second to be taken.
const TRIES: u32 = 10;
const A_MOMENT: Duration = Duration::from_millis(100);

fn wait_for_room(patience: Option<Duration>) {
    let patience = patience.and_then(|patience| Timespec::try_from(patience).ok());
    // What is wrong the next write will say.
    let _ = poll(&mut [PollFd::new(&stdout(), PollFlags::OUT)], patience.as_ref());
}

/// Throws away what the terminal has not read for a while, for what was heard has to be taken. Says
/// whether that was so: then all is to be drawn anew.
fn makes_room() -> bool {
    for _ in 0..TRIES {
        if !IS_WRITING.load(Ordering::Relaxed) {
            return false;
        }
        thread::sleep(A_MOMENT / 5);
    }
    while IS_WRITING.load(Ordering::Relaxed) {
        // A write that waits looks for room again when a signal comes.
        let flushed = tcflush(stdout(), QueueSelector::OFlush);
        if flushed.and_then(|()| kill_process(getpid(), Signal::WINCH)).is_err() {
            return false;
        }
        thread::sleep(A_MOMENT / 50);
    }
    true
}

// A process that runs out of memory aborts, without a word to those who would clean up.
#[expect(unsafe_code, reason = "what a handler may do cannot be told by its type")]
fn give_back_on_abort() -> io::Result<()> {
    let give_back_and_abort = || {
        give_back();
        // If even this fails, whoever aborts does so once more by itself.
        let _ = low_level::emulate_default_handler(SIGABRT);
    };
    // SAFETY: this reads what is written only once, makes system calls, and takes no lock.
    unsafe { low_level::register(SIGABRT, give_back_and_abort) }.map(drop)
}

type Signals = SignalDelivery<UnixStream, SignalOnly>;

/// Tells of everything there is to hear, until nobody listens or the terminal has gone.
fn hear(mut signals: Signals, mut ear: Ear, listener: &Sender<Input>) {
    let mut bytes = [0; 4096];
    loop {
        let heard = match wait(&signals, ear.decoder.patience()) {
            Heard::Nothing => ear.decoder.give_up().into_iter().map(Input::Event).collect(),
            Heard::Signal => in_order(signals.pending().filter_map(meaning).collect()),
            Heard::Terminal => match rustix::io::read(stdin(), &mut bytes) {
                Ok(count @ 1..) => ear.hear(&bytes[..count]),
                Err(Errno::INTR | Errno::AGAIN) => Vec::new(),
                Ok(0) | Err(_) => vec![Input::Gone],
            },
        };
        let is_something = !heard.is_empty();
        for input in heard {
            let is_last = input == Input::Gone;
            if listener.send(input).is_err() || is_last {
                return;
            }
        }
        if is_something && makes_room() && listener.send(Input::Resized).is_err() {
            return;
        }
    }
}

/// What makes inputs of bytes.
struct Ear {
    decoder: Decoder,
    /// When the terminal was asked for its background, if it was.
    asked: Option<Instant>,
}

impl Ear {
    fn new(asks: bool) -> Self {
        let decoder = if asks { Decoder::awaiting_an_answer() } else { Decoder::default() };
        Self { decoder, asked: asks.then(Instant::now) }
    }

    fn hear(&mut self, bytes: &[u8]) -> Vec<Input> {
        let mut heard: Vec<Input> =
            self.decoder.decode(bytes).into_iter().map(Input::Event).collect();
        let answers = self.decoder.take_answers();
        if self.asked.is_some_and(|asked| asked.elapsed() < ANSWERS_WITHIN) {
            heard.extend(answers.into_iter().map(Input::Answer));
        }
        heard
    }
}

enum Heard {
    /// Nothing for as long as one is to wait.
    Nothing,
    Signal,
    Terminal,
}

/// Waits for something, at most so long.
fn wait(signals: &Signals, patience: Option<Duration>) -> Heard {
    let patience = patience.and_then(|patience| Timespec::try_from(patience).ok());
    loop {
        let terminal = stdin();
        let mut both =
            [PollFd::new(signals.get_read(), PollFlags::IN), PollFd::new(&terminal, PollFlags::IN)];
        match poll(&mut both, patience.as_ref()) {
            Ok(0) => return Heard::Nothing,
            Ok(_) if both[0].revents().is_empty() => return Heard::Terminal,
            Ok(_) => return Heard::Signal,
            Err(Errno::INTR) => (),
            // Reading will say what is wrong.
            Err(_) => return Heard::Terminal,
        }
    }
}

// Whoever stops the lab and lets it go on does so in this order, whatever the numbers say.
fn in_order(mut inputs: Vec<Input>) -> Vec<Input> {
    inputs.sort_by_key(|input| *input == Input::Continue);
    inputs
}

fn meaning(signal: i32) -> Option<Input> {
    match signal {
        SIGWINCH => Some(Input::Resized),
        SIGTSTP => Some(Input::Stop),
        SIGCONT => Some(Input::Continue),
        end if ENDS.contains(&end) => Some(Input::End(end)),
        _ => None,
    }
}
