//! From the bytes of a terminal to keys, the mouse, pastes and answers.
//!
//! What a terminal sends is in ECMA-48 (<https://ecma-international.org/publications-and-standards/standards/ecma-48/>)
//! and in xterm's control sequences (<https://invisible-island.net/xterm/ctlseqs/ctlseqs.html>).
//! Nothing in it says when a sequence was broken off: Esc is a key, and the first byte of most
//! sequences. So a decoder waits for the rest of a sequence for a moment only, and Ctrl-C counts
//! wherever it stands. An answer is no key, even if its rest comes late.

use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

use super::answer;
use super::input::Answer;
use super::sequence::{self, Meaning};

/// The part of a sequence that has come so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decoder {
    half: Half,
    /// Whether the terminal still owes an answer, whose Esc may be on its way alone.
    awaits: bool,
    answers: Vec<Answer>,
}

#[derive(Clone, Debug, Default, PartialEq)]
enum Half {
    #[default]
    Nothing,
    /// The first bytes of a character that takes several, typed with these modifiers.
    Character(Vec<u8>, KeyModifiers),
    /// Esc, which may be all or the beginning of more.
    Escape,
    /// Esc [ and what has followed.
    Sequence(Vec<u8>),
    /// Esc O: one more character is to come.
    Short,
    /// A text for programs, from the character behind its Esc on.
    Text(Vec<u8>),
    /// An Esc in such a text, which ends it together with what follows.
    TextEnd(Vec<u8>),
    /// What has come, behind its Esc, of an answer whose rest is late.
    Late(Vec<u8>),
    /// A question mark behind a late Esc [: a key, or the next of such an answer.
    QuestionMark,
    /// A paste that has not ended.
    Paste(Vec<u8>),
    /// What comes behind a paste that broke off, and may be the rest of it.
    Rest(Vec<u8>),
}

impl Decoder {
    /// One for a terminal that has just been asked something.
    pub fn awaiting_an_answer() -> Self {
        Self { awaits: true, ..Self::default() }
    }

    /// What the terminal has answered since this was asked last.
    pub fn take_answers(&mut self) -> Vec<Answer> {
        std::mem::take(&mut self.answers)
    }

    /// What some bytes mean, after all that came before them.
    pub fn decode(&mut self, bytes: &[u8]) -> Vec<Event> {
        let mut events = Vec::new();
        for byte in bytes {
            self.take(*byte, &mut events);
        }
        events
    }

    /// How long the rest of a sequence that has begun may take to come.
    pub fn patience(&self) -> Option<Duration> {
        match self.half {
            Half::Nothing => None,
            Half::Late(_) => Some(LATE_PATIENCE),
            Half::TextEnd(ref text) if answer::background(text).is_some() => Some(LATE_PATIENCE),
            Half::Paste(_) | Half::Text(_) | Half::TextEnd(_) => Some(LONG_PATIENCE),
            Half::Escape if self.awaits => Some(LONG_PATIENCE),
            Half::QuestionMark => Some(REST_PATIENCE),
            Half::Rest(ref bytes) if bytes.is_empty() => Some(REST_PATIENCE),
            _ => Some(PATIENCE),
        }
    }

    /// What a sequence means whose rest does not come.
    pub fn give_up(&mut self) -> Vec<Event> {
        let half = std::mem::take(&mut self.half);
        if let Some(begun) = self.begun_answer(&half) {
            self.half = Half::Late(begun);
            return if half == Half::Escape { vec![key(KeyCode::Esc)] } else { Vec::new() };
        }
        match half {
            Half::Nothing | Half::Character(..) | Half::TextEnd(_) | Half::Late(_) => Vec::new(),
            Half::Escape => vec![key(KeyCode::Esc)],
            Half::Sequence(rest) if rest.is_empty() => vec![with_alt('[')],
            Half::Sequence(_) => Vec::new(),
            Half::Short => vec![with_alt('O')],
            Half::QuestionMark => vec![typed('?', KeyModifiers::NONE)],
            Half::Text(text) => {
                text.first().map(|c| with_alt(char::from(*c))).into_iter().collect()
            }
            // Nobody pastes a single character: it was typed behind a paste that broke off.
            Half::Paste(bytes) | Half::Rest(bytes) if bytes.len() <= 1 => self.decode(&bytes),
            Half::Paste(bytes) => {
                self.half = Half::Rest(Vec::new());
                vec![pasted(&bytes)]
            }
            Half::Rest(_) => Vec::new(),
        }
    }

    fn take(&mut self, byte: u8, events: &mut Vec<Event>) {
        match std::mem::take(&mut self.half) {
            // Terminals take it out of a paste, and no sequence has it.
            half if byte == CONTROL_C => {
                self.half = half;
                events.extend(self.give_up());
                events.push(control(byte, KeyModifiers::NONE));
            }
            Half::Nothing => self.first(byte, KeyModifiers::NONE, events),
            Half::Character(bytes, modifiers) => self.character(bytes, byte, modifiers, events),
            Half::Escape => self.after_escape(byte, events),
            Half::Sequence(rest) => self.sequence(rest, byte, events),
            Half::Short => match sequence::short(byte) {
                Some(event) => events.push(event),
                None => self.first(byte, KeyModifiers::NONE, events),
            },
            Half::Text(text) => self.text(text, byte),
            Half::TextEnd(text) if byte == b'\\' => self.answers.extend(answer::background(&text)),
            Half::TextEnd(_) => self.after_escape(byte, events),
            Half::Late(begun) => self.late(begun, byte, events),
            Half::QuestionMark if byte.is_ascii_digit() => {
                self.half = Half::Late(vec![b'[', b'?', byte]);
            }
            Half::QuestionMark => {
                events.push(typed('?', KeyModifiers::NONE));
                self.first(byte, KeyModifiers::NONE, events);
            }
            Half::Paste(bytes) => self.paste(bytes, byte, events),
            Half::Rest(mut bytes) => {
                bytes.push(byte);
                let over = bytes.len().saturating_sub(PASTE_END.len());
                bytes.drain(1.min(over)..over);
                if !bytes.ends_with(PASTE_END) {
                    self.half = Half::Rest(bytes);
                }
            }
        }
    }

    fn first(&mut self, byte: u8, modifiers: KeyModifiers, events: &mut Vec<Event>) {
        match byte {
            ESCAPE => self.half = Half::Escape,
            ..0x20 | 0x7f => events.push(control(byte, modifiers)),
            0x20..0x7f => events.push(typed(char::from(byte), modifiers)),
            // Anything else begins a character of UTF-8, or is nothing.
            0xc2..=0xf4 => self.half = Half::Character(vec![byte], modifiers),
            _ => (),
        }
    }

    fn character(
        &mut self,
        mut bytes: Vec<u8>,
        byte: u8,
        modifiers: KeyModifiers,
        events: &mut Vec<Event>,
    ) {
        // A byte that continues nothing begins something new.
        if !(0x80..0xc0).contains(&byte) {
            return self.first(byte, KeyModifiers::NONE, events);
        }
        bytes.push(byte);
        match std::str::from_utf8(&bytes) {
            Ok(text) => events.extend(text.chars().map(|c| typed(c, modifiers))),
            Err(error) if error.error_len().is_none() => {
                self.half = Half::Character(bytes, modifiers);
            }
            Err(_) => (),
        }
    }

    fn after_escape(&mut self, byte: u8, events: &mut Vec<Event>) {
        match byte {
            ESCAPE => {
                events.push(key(KeyCode::Esc));
                self.half = Half::Escape;
            }
            b'[' => self.half = Half::Sequence(Vec::new()),
            b'O' => self.half = Half::Short,
            b']' | b'P' | b'X' | b'^' | b'_' => self.half = Half::Text(vec![byte]),
            _ => self.first(byte, KeyModifiers::ALT, events),
        }
    }

    fn sequence(&mut self, mut rest: Vec<u8>, byte: u8, events: &mut Vec<Event>) {
        let goes_on = (0x20..0x40).contains(&byte) || (byte == b'[' && rest.is_empty());
        if goes_on {
            // Of a long one nothing more is understood, but it still has its end.
            if rest.len() < SEQUENCE_BYTES {
                rest.push(byte);
            }
            self.half = Half::Sequence(rest);
        } else if (0x40..0x7f).contains(&byte) {
            match sequence::meaning(&rest, byte) {
                Meaning::Event(event) => events.push(event),
                Meaning::PasteBegins => self.half = Half::Paste(Vec::new()),
                Meaning::Answered => self.has_answered(),
                Meaning::BrokenOff => self.first(byte, KeyModifiers::NONE, events),
                Meaning::Nothing => (),
            }
        } else {
            self.half = Half::Sequence(rest);
            events.extend(self.give_up());
            self.half = Half::Nothing;
            self.first(byte, KeyModifiers::NONE, events);
        }
    }

    // It ends with a bell, or with the Esc of its end mark.
    fn text(&mut self, mut text: Vec<u8>, byte: u8) {
        match byte {
            BELL => self.answers.extend(answer::background(&text)),
            ESCAPE => self.half = Half::TextEnd(text),
            _ => {
                // Of a long one nothing is understood, but it still has its end.
                if text.len() < TEXT_BYTES {
                    text.push(byte);
                }
                self.half = Half::Text(text);
            }
        }
    }

    // What cannot be the rest of an answer is a key.
    fn late(&mut self, mut begun: Vec<u8>, byte: u8, events: &mut Vec<Event>) {
        let background = answer::background(&begun);
        match byte {
            BELL if background.is_some() => self.answers.extend(background),
            ESCAPE if background.is_some() => self.half = Half::TextEnd(begun),
            b'c' if begun.starts_with(b"[?") => self.has_answered(),
            b'?' if begun == b"[" => self.half = Half::QuestionMark,
            _ => {
                begun.push(byte);
                if answer::may_begin(&begun) {
                    self.half = Half::Late(begun);
                } else {
                    self.first(byte, KeyModifiers::NONE, events);
                }
            }
        }
    }

    fn has_answered(&mut self) {
        self.awaits = false;
        self.answers.push(Answer::Done);
    }

    /// What has come of an answer, behind its Esc, if that is what has broken off.
    fn begun_answer(&self, half: &Half) -> Option<Vec<u8>> {
        let begun = match half {
            Half::Escape => Vec::new(),
            Half::Sequence(rest) => [b"[", rest.as_slice()].concat(),
            Half::Text(text) => text.clone(),
            _ => return None,
        };
        // So little may as well be a key, unless an answer is awaited.
        let is_likely = self.awaits || begun.len() > 1;
        (is_likely && answer::may_begin(&begun)).then_some(begun)
    }

    fn paste(&mut self, mut bytes: Vec<u8>, byte: u8, events: &mut Vec<Event>) {
        bytes.push(byte);
        if bytes.ends_with(PASTE_END) {
            bytes.truncate(bytes.len() - PASTE_END.len());
            events.push(pasted(&bytes));
            return;
        }
        // Of a long one the beginning is enough, with room for the mark at its end.
        if bytes.len() > PASTE_BYTES {
            let end = bytes.len() - PASTE_END.len();
            bytes.drain(PASTE_BYTES - 2 * PASTE_END.len()..end);
        }
        self.half = Half::Paste(bytes);
    }
}

/// Longer than a slow line takes to bring the rest, and too short for anyone to notice.
const PATIENCE: Duration = Duration::from_millis(40);
/// What programs send comes in one piece, as a rule, but over a line there may be a gap.
const LONG_PATIENCE: Duration = Duration::from_millis(150);
/// So long the rest of what broke off may still come, where that looks like a key. It comes in one
/// piece, and a key comes alone.
const REST_PATIENCE: Duration = Duration::from_secs(1);

/// So long the rest of an answer may still come, over the slowest line.
const LATE_PATIENCE: Duration = Duration::from_secs(2);

/// Of a sequence that means anything here nothing is beyond.
const SEQUENCE_BYTES: usize = 32;
/// No answer is longer.
const TEXT_BYTES: usize = 64;
/// No number is longer.
const PASTE_BYTES: usize = 1024;

const CONTROL_C: u8 = 0x03;
const BELL: u8 = 0x07;
const ESCAPE: u8 = 0x1b;
const PASTE_END: &[u8] = b"\x1b[201~";

fn control(byte: u8, modifiers: KeyModifiers) -> Event {
    let letter = |first: u8, offset: u8| KeyCode::Char(char::from(first + offset));
    let (code, control) = match byte {
        0x00 => (KeyCode::Char(' '), KeyModifiers::CONTROL),
        b'\t' => (KeyCode::Tab, KeyModifiers::NONE),
        b'\r' => (KeyCode::Enter, KeyModifiers::NONE),
        0x08 | 0x7f => (KeyCode::Backspace, KeyModifiers::NONE),
        0x01..=0x1a => (letter(b'a', byte - 1), KeyModifiers::CONTROL),
        // Esc itself has been taken as the beginning of something.
        _ => (letter(b'4', byte.saturating_sub(0x1c)), KeyModifiers::CONTROL),
    };
    modified(code, control | modifiers)
}

fn typed(c: char, modifiers: KeyModifiers) -> Event {
    let shift = if c.is_uppercase() { KeyModifiers::SHIFT } else { KeyModifiers::NONE };
    modified(KeyCode::Char(c), modifiers | shift)
}

fn with_alt(c: char) -> Event {
    typed(c, KeyModifiers::ALT)
}

fn pasted(bytes: &[u8]) -> Event {
    Event::Paste(String::from_utf8_lossy(bytes).into_owned())
}

fn key(code: KeyCode) -> Event {
    modified(code, KeyModifiers::NONE)
}

fn modified(code: KeyCode, modifiers: KeyModifiers) -> Event {
    Event::Key(KeyEvent::new(code, modifiers))
}
