//! A drawing as text that a snapshot can hold: what is there, what it is, and how it is shaded.

use std::fmt::Write;

use layerlab::chart::{Cell, Drawing, Ramp, Role, Style, Tone};

/// A drawing as its characters, the roles of these as letters, and its tones: of each row the
/// upper halves, where there are any, and the rest, from `a` to `z`.
pub(crate) fn seen(drawing: &Drawing, (width, height): (u16, u16), style: Style) -> String {
    let grid = drawing.draw(width, height, style);
    assert_eq!((grid.width(), grid.height()), (width, height));
    let mut text = grid.to_text() + "roles\n";
    for row in grid.rows() {
        let role = |cell: &Cell| if cell.symbol == ' ' { ' ' } else { letter(cell.role) };
        line(&mut text, row.iter().map(role));
    }
    if grid.rows().flatten().any(|cell| cell.shade.or(cell.upper).is_some()) {
        text += "tones\n";
        for row in grid.rows() {
            if row.iter().any(|cell| cell.upper.is_some()) {
                line(&mut text, row.iter().map(|cell| level(cell.upper)));
            }
            line(&mut text, row.iter().map(|cell| level(cell.shade)));
        }
    }
    text
}

fn line(text: &mut String, symbols: impl Iterator<Item = char>) {
    let line: String = symbols.collect();
    writeln!(text, "{}", line.trim_end()).unwrap();
}

fn letter(role: Role) -> char {
    match role {
        Role::Axis => 'a',
        Role::Label => 'l',
        Role::Title => 't',
        Role::Data => 'd',
        Role::Class(class) => char::from(b'0' + class % 10),
        Role::Model => 'm',
        Role::Rival(_) => 'v',
        Role::Formula => 'f',
        Role::Boundary => 'b',
        Role::Contour => 'c',
        Role::Stem => 's',
        Role::Crosshair => 'X',
        Role::Positive => 'p',
        Role::Negative => 'n',
        Role::Bar => 'r',
        Role::Muted => 'u',
    }
}

fn level(tone: Option<Tone>) -> char {
    tone.map_or(' ', |tone| {
        let first = match tone.ramp {
            Ramp::Output | Ramp::Weight => b'a',
            _ => b'A',
        };
        char::from(first + (u16::from(tone.level) * 25 / u16::from(Tone::TOP)) as u8)
    })
}
