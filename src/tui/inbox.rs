//! What has come from the terminal and is still to be taken.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError};
use std::time::{Duration, Instant};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseEventKind};

use super::terminal::{Answer, Input};

/// Inputs in their order, but for those that end the lab: they overtake what they end.
#[derive(Debug)]
pub(super) struct Inbox {
    inputs: Receiver<Input>,
    pile: VecDeque<(Input, Instant)>,
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

    /// Waits until the terminal has answered, at most so long. What ends the lab ends the wait.
    pub(super) fn wait_for_answer(&mut self, patience: Duration) {
        let until = Instant::now() + patience;
        self.collect();
        while !self.pile.iter().any(|(input, _)| is_last_answer(input) || ends(input)) {
            match self.inputs.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(input) => self.put(input),
                Err(RecvTimeoutError::Timeout) => return,
                Err(RecvTimeoutError::Disconnected) => self.put(Input::Gone),
            }
        }
    }

    /// What the terminal has answered, however much was typed before.
    pub(super) fn take_answers(&mut self) -> Vec<Answer> {
        self.collect();
        let mut answers = Vec::new();
        self.pile.retain(|(input, _)| match input {
            Input::Answer(answer) => {
                answers.push(*answer);
                false
            }
            _ => true,
        });
        answers
    }

    /// What ends the lab, if it comes within so long.
    pub(super) fn end_within(&mut self, patience: Duration) -> Option<Input> {
        let is_end = |input: &Input| matches!(input, Input::End(_) | Input::Gone);
        while self.wait_for(patience) {
            if let Some(end) = self.next().filter(is_end) {
                return Some(end);
            }
        }
        None
    }

    /// The next to be taken.
    pub(super) fn next(&mut self) -> Option<Input> {
        self.collect();
        self.pile.pop_front().map(|(input, _)| input)
    }

    /// Whether the lab is to go on again, after it was to stop.
    pub(super) fn goes_on(&mut self) -> bool {
        self.collect();
        self.pile.iter().any(|(input, _)| *input == Input::Continue)
    }

    /// Lets a q that has waited for long be the next, if nothing before it could make it a letter.
    /// At a step, that is, where no number is being typed.
    pub(super) fn let_q_overtake(&mut self) {
        self.collect();
        let q = key(KeyCode::Char('q'), KeyModifiers::NONE);
        let Some(at) = self.pile.iter().position(|(input, _)| *input == q) else { return };
        let is_late = self.pile[at].1.elapsed() > LATE;
        if is_late && self.pile.iter().take(at).all(|(input, _)| leaves_q_alone(input)) {
            self.pile.drain(..at);
        }
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
        }
        if is_said_again(&input, self.pile.back().map(|(last, _)| last)) {
            // Where something is dragged to is where it was last.
            if let Some(last) = self.pile.back_mut() {
                last.0 = input;
            }
            return;
        }
        // Of more than anyone types ahead the last counts: it may be a q.
        if self.pile.len() == PILE {
            self.pile.pop_front();
        }
        self.pile.push_back((input, Instant::now()));
    }
}

const PILE: usize = 8192;
/// Longer nobody waits for a key.
const LATE: Duration = Duration::from_millis(150);

// Ctrl-C means the same wherever one is, so it needs not wait for what was typed before.
fn ends(input: &Input) -> bool {
    let control_c = key(KeyCode::Char('c'), KeyModifiers::CONTROL);
    matches!(input, Input::End(_) | Input::Gone) || *input == control_c
}

fn is_last_answer(input: &Input) -> bool {
    *input == Input::Answer(Answer::Done)
}

// The wheel and the mouse come in floods that no screen can follow.
fn is_said_again(input: &Input, last: Option<&Input>) -> bool {
    let kind = |input: &Input| match input {
        Input::Event(Event::Mouse(mouse)) => Some(mouse.kind),
        _ => None,
    };
    let is_flood = |kind: MouseEventKind| !matches!(kind, MouseEventKind::Down(_));
    let kinds = kind(input).zip(last.and_then(kind));
    kinds.is_some_and(|(now, before)| now == before && is_flood(now))
        || (*input == Input::Resized && last == Some(&Input::Resized))
}

// These open nothing and begin no number.
fn leaves_q_alone(input: &Input) -> bool {
    let Input::Event(event) = input else {
        return matches!(input, Input::Resized | Input::Answer(_));
    };
    match event {
        Event::Key(key) => match key.code {
            KeyCode::Char(c) => !c.is_ascii_digit() && !"lL?-+.".contains(c),
            KeyCode::Enter | KeyCode::F(_) => false,
            _ => true,
        },
        Event::Mouse(mouse) => !matches!(mouse.kind, MouseEventKind::Down(_)),
        _ => true,
    }
}

fn key(code: KeyCode, modifiers: KeyModifiers) -> Input {
    Input::Event(Event::Key(KeyEvent::new(code, modifiers)))
}
