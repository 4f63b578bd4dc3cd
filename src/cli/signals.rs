//! Ctrl+C and what else asks a command to stop: noted when it comes, and looked at where the
//! command can stop without loss.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// The signal that has come, if one has.
#[derive(Debug, Default)]
pub(super) struct Signals {
    // Its number; 0 is none.
    caught: Arc<AtomicUsize>,
}

impl Signals {
    /// Notes Ctrl+C and SIGTERM from here on, in place of ending at once. The second one ends at
    /// once, for a command may be stuck where nothing looks.
    pub(super) fn catch() -> Self {
        let signals = Self::default();
        let has_come = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM] {
            let (code, number) = (128 + signal, signal as usize);
            // Where one cannot be noted, it goes on ending the command at once.
            let _ = flag::register_conditional_shutdown(signal, code, Arc::clone(&has_come));
            let _ = flag::register_usize(signal, Arc::clone(&signals.caught), number);
            let _ = flag::register(signal, Arc::clone(&has_come));
        }
        signals
    }

    /// The exit code of a command that the signal has stopped, if one has come.
    pub(super) fn exit_code(&self) -> Option<u8> {
        match self.caught.load(Ordering::Relaxed) {
            0 => None,
            signal => Some(128 + signal as u8),
        }
    }
}
