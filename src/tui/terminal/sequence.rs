//! The sequences that keys and the mouse are told by: Esc [ numbers letter, and Esc O letter.

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

/// What a whole sequence means.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meaning {
    Event(Event),
    /// What follows was pasted.
    PasteBegins,
    /// It was none: its last character was typed behind one that broke off.
    BrokenOff,
    /// The terminal has said what kind it is, which it was asked behind all else.
    Answered,
    /// Nothing to this program.
    Nothing,
}

/// The meaning of Esc [, `rest` and `last`.
pub(super) fn meaning(rest: &[u8], last: u8) -> Meaning {
    if let Some(report) = rest.strip_prefix(b"<") {
        return mouse(&numbers(report), last).map_or(Meaning::BrokenOff, Meaning::Event);
    }
    let numbers = numbers(rest);
    let first = numbers.first().copied().unwrap_or(1);
    let modifiers = numbers.get(1).map_or(KeyModifiers::NONE, |number| modifiers(*number));
    let code = match (last, first) {
        (b'~', 200) => return Meaning::PasteBegins,
        (b'c', _) if rest.starts_with(b"?") => return Meaning::Answered,
        (b'~', number) => numbered(number),
        (letter, _) if rest == b"[" => f_key_of_linux(letter),
        (b'Z', _) => Some(KeyCode::BackTab),
        // Row and column of the cursor, which nobody has asked for.
        (b'R', 2..) => None,
        (letter, _) => lettered(letter),
    };
    let shift = if last == b'Z' { KeyModifiers::SHIFT } else { KeyModifiers::NONE };
    code.map_or(Meaning::Nothing, |code| Meaning::Event(key(code, modifiers | shift)))
}

/// The meaning of Esc O and a letter.
pub(super) fn short(letter: u8) -> Option<Event> {
    let code = if letter == b'M' { Some(KeyCode::Enter) } else { lettered(letter) };
    code.map(|code| key(code, KeyModifiers::NONE))
}

fn lettered(letter: u8) -> Option<KeyCode> {
    Some(match letter {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'P'..=b'S' => KeyCode::F(letter - b'P' + 1),
        _ => return None,
    })
}

fn numbered(number: u16) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number as u8 - 10),
        17..=21 => KeyCode::F(number as u8 - 11),
        23..=24 => KeyCode::F(number as u8 - 12),
        _ => return None,
    })
}

fn f_key_of_linux(letter: u8) -> Option<KeyCode> {
    matches!(letter, b'A'..=b'E').then(|| KeyCode::F(letter - b'A' + 1))
}

/// The numbers between the semicolons; one that is none counts as 1, as one that is left out does.
fn numbers(text: &[u8]) -> Vec<u16> {
    let number = |digits: &[u8]| std::str::from_utf8(digits).ok()?.parse().ok();
    text.split(|byte| *byte == b';').map(|digits| number(digits).unwrap_or(1)).collect()
}

/// One more than the sum of 1 for Shift, 2 for Alt and 4 for Ctrl.
fn modifiers(number: u16) -> KeyModifiers {
    let bits = number.saturating_sub(1);
    let all = [(1, KeyModifiers::SHIFT), (2, KeyModifiers::ALT), (4, KeyModifiers::CONTROL)];
    all.into_iter().filter(|(bit, _)| bits & bit != 0).map(|(_, modifier)| modifier).collect()
}

/// A report of the mouse: what it did, column and row, both counted from 1.
fn mouse(numbers: &[u16], last: u8) -> Option<Event> {
    let [button, column, row] = numbers else { return None };
    let kind = match (last, button & !MODIFIERS) {
        (b'M', 0) => MouseEventKind::Down(MouseButton::Left),
        (b'M', 1) => MouseEventKind::Down(MouseButton::Middle),
        (b'M', 2) => MouseEventKind::Down(MouseButton::Right),
        (b'm', 1) => MouseEventKind::Up(MouseButton::Middle),
        (b'm', 2) => MouseEventKind::Up(MouseButton::Right),
        (b'm', _) => MouseEventKind::Up(MouseButton::Left),
        (b'M', 64) => MouseEventKind::ScrollUp,
        (b'M', 65) => MouseEventKind::ScrollDown,
        (b'M', 32) => MouseEventKind::Drag(MouseButton::Left),
        (b'M', _) => MouseEventKind::Moved,
        _ => return None,
    };
    // Column and row 0 do not exist, but come.
    let (column, row) = (column.saturating_sub(1), row.saturating_sub(1));
    Some(Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }))
}

/// The bits of a mouse report that tell of Shift, Alt and Ctrl.
const MODIFIERS: u16 = 4 | 8 | 16;

fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
    Event::Key(KeyEvent::new(code, modifiers))
}
