//! What has come from the terminal and is still to be taken.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError};
use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

use super::terminal::Input;

/// Inputs in their order, but for those that end the lab: they overtake what they end.
#[derive(Debug)]
pub(super) struct Inbox {
    inputs: Receiver<Input>,
    pile: VecDeque<Input>,
}

impl Inbox {
    pub(super) fn new(inputs: Receiver<Input>) -> Self {
        Self { inputs, pile: VecDeque::new() }
    }

    /// Waits until something is there.
    pub(super) fn wait(&mut self) {
        if self.is_empty() {
            let input = self.inputs.recv().unwrap_or(Input::Gone);
            self.put(input);
        }
    }

    /// Waits until something is there, at most so long. Says whether there is.
    pub(super) fn wait_for(&mut self, patience: Duration) -> bool {
        if self.is_empty() && !patience.is_zero() {
            match self.inputs.recv_timeout(patience) {
                Ok(input) => self.put(input),
                Err(RecvTimeoutError::Timeout) => (),
                Err(RecvTimeoutError::Disconnected) => self.put(Input::Gone),
            }
        }
        !self.is_empty()
    }

    /// The next to be taken.
    pub(super) fn next(&mut self) -> Option<Input> {
        self.collect();
        self.pile.pop_front()
    }

    fn is_empty(&mut self) -> bool {
        self.collect();
        self.pile.is_empty()
    }

    fn collect(&mut self) {
        loop {
            match self.inputs.try_recv() {
                Ok(input) => self.put(input),
                Err(TryRecvError::Empty) => return,
                Err(TryRecvError::Disconnected) => return self.put(Input::Gone),
            }
        }
    }

    fn put(&mut self, input: Input) {
        if ends(&input) {
            self.pile.clear();
            self.pile.push_front(input);
        } else if self.pile.len() < PILE || !matches!(input, Input::Event(_)) {
            self.pile.push_back(input);
        }
    }
}

/// More keys than anyone types ahead: what is beyond was pasted, or is noise.
const PILE: usize = 8192;

// Ctrl-C means the same wherever one is, so it needs not wait for what was typed before.
fn ends(input: &Input) -> bool {
    let control_c = KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
    matches!(input, Input::End(_) | Input::Gone) || *input == Input::Event(Event::Key(control_c))
}
