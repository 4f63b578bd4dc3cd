//! The terminal: taken for the lab, given back however the lab ends, and listened to.
//!
//! One thread reads it, for the whole program, so that nothing can make the lab deaf: not a long
//! slice of a training, not half a key sequence. What it hears comes through a channel.

#[cfg(unix)]
mod answer;
#[cfg(unix)]
mod decode;
mod input;
#[cfg(unix)]
mod sequence;

#[cfg(unix)]
mod unix;
#[cfg(unix)]
use unix as system;

#[cfg(not(unix))]
mod elsewhere;
#[cfg(not(unix))]
use elsewhere as system;

use std::io;
use std::panic;
use std::sync::mpsc::Receiver;

#[cfg(unix)]
pub use decode::Decoder;
pub use input::Answer;
pub(super) use input::{ANSWERS_WITHIN, Input};
pub use system::columns_of_errors;
pub(super) use system::{Screen, give_back, size, stop, stop_all, take};

/// Takes the terminal and listens to it from now on, after a question for its background if that
/// is asked for. A panic gives it back before it is told.
///
/// # Errors
/// There is no terminal, or it cannot be read or written.
pub(super) fn open(asks: bool) -> io::Result<Receiver<Input>> {
    // From here on no change of size and no signal is missed.
    let inputs = system::listen(asks)?;
    let hook = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        give_back();
        hook(info);
    }));
    if asks {
        system::ask()?;
    }
    take()?;
    Ok(inputs)
}
