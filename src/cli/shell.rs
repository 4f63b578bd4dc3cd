//! Words of a command that can be pasted into a shell.

use std::ffi::OsStr;

use crate::lesson;

/// The name of a lesson as a shell takes it: what means something to the shell is quoted, and what
/// could steer the terminal that it is shown on is spelled out.
pub(super) fn word(name: &OsStr) -> String {
    let bytes = match name.as_encoded_bytes() {
        // It would be taken for an option.
        bytes @ [b'-', ..] => [b"./", bytes].concat(),
        bytes => bytes.to_vec(),
    };
    match str::from_utf8(&bytes) {
        Ok(text) if text.chars().all(is_plain) => text.to_owned(),
        // No name of a file has such a quote in it there.
        _ if cfg!(windows) => {
            format!("\"{}\"", lesson::printable(&String::from_utf8_lossy(&bytes)))
        }
        Ok(text) if lesson::printable(text) == text => format!("'{}'", text.replace('\'', r"'\''")),
        _ => format!("$'{}'", bytes.iter().map(|byte| spelled(*byte)).collect::<String>()),
    }
}

fn is_plain(c: char) -> bool {
    c.is_alphanumeric() || "/._-+,:@".contains(c) || cfg!(windows) && c == '\\'
}

fn spelled(byte: u8) -> String {
    match byte {
        b'\'' | b'\\' => format!("\\{}", byte as char),
        b' '..=b'~' => (byte as char).to_string(),
        _ => format!("\\{byte:03o}"),
    }
}
