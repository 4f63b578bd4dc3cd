//! From the bytes of a terminal to keys, the mouse and pastes.
//!
//! What a terminal sends is in ECMA-48 (<https://ecma-international.org/publications-and-standards/standards/ecma-48/>)
//! and in xterm's control sequences (<https://invisible-island.net/xterm/ctlseqs/ctlseqs.html>).
//! Nothing in it says when a sequence was broken off: Esc is a key, and the first byte of most
//! sequences. So a decoder waits for the rest of a sequence for a moment only, and Ctrl-C counts
//! wherever it stands.

use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

use super::sequence::{self, Meaning};

/// The part of a sequence that has come so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decoder {
    half: Half,
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
    /// Esc and this character: a text for programs, which is not for this one.
    Text(char),
    /// An Esc in such a text, which ends it together with what follows.
    TextEnd,
    /// A paste that has not ended.
    Paste(Vec<u8>),
    /// What comes behind a paste that broke off, and may be the rest of it.
    Rest(Vec<u8>),
}

impl Decoder {
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
            Half::Paste(_) | Half::Text(_) | Half::TextEnd => Some(LONG_PATIENCE),
            Half::Rest(ref bytes) if bytes.is_empty() => Some(REST_PATIENCE),
            _ => Some(PATIENCE),
        }
    }

    /// What a sequence means whose rest does not come.
    pub fn give_up(&mut self) -> Vec<Event> {
        match std::mem::take(&mut self.half) {
            Half::Nothing | Half::Character(..) | Half::TextEnd => Vec::new(),
            Half::Escape => vec![key(KeyCode::Esc)],
            Half::Sequence(rest) if rest.is_empty() => vec![with_alt('[')],
            Half::Sequence(_) => Vec::new(),
            Half::Short => vec![with_alt('O')],
            Half::Text(first) => vec![with_alt(first)],
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
            Half::Text(first) => self.text(first, byte),
            Half::TextEnd if byte == b'\\' => (),
            Half::TextEnd => self.after_escape(byte, events),
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
            b']' | b'P' | b'X' | b'^' | b'_' => self.half = Half::Text(char::from(byte)),
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
                Meaning::BrokenOff => self.first(byte, KeyModifiers::NONE, events),
                Meaning::Nothing => (),
            }
        } else {
            self.half = Half::Sequence(rest);
            events.extend(self.give_up());
            self.first(byte, KeyModifiers::NONE, events);
        }
    }

    // It ends with a bell, or with the Esc of its end mark.
    fn text(&mut self, first: char, byte: u8) {
        self.half = match byte {
            BELL => Half::Nothing,
            ESCAPE => Half::TextEnd,
            _ => Half::Text(first),
        };
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
/// So long the rest of a paste that broke off may still come. It comes in one piece, and a key
/// comes alone.
const REST_PATIENCE: Duration = Duration::from_secs(1);

/// Of a sequence that means anything here nothing is beyond.
const SEQUENCE_BYTES: usize = 32;
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
