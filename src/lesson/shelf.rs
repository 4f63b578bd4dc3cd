//! The shelf: the lessons that ship with the program, and lessons opened by their path.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::error::printable;
use super::{LessonError, limits};

/// The text of a lesson file and the name to call it by.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The file, as errors name it.
    pub file: String,
    /// What is in it.
    pub text: String,
}

/// The names of the lessons that ship with the program, in the order to take them.
pub const NAMES: [&str; 5] =
    ["neurons-and-layers", "a-neuron-learns", "a-yes-no-neuron", "coffee-roasting", "why-layers"];

/// The lesson of that name, if it is on the shelf.
pub fn built_in(name: &str) -> Option<Source> {
    let text = match name {
        "neurons-and-layers" => include_str!("../../lessons/neurons-and-layers.toml"),
        "a-neuron-learns" => include_str!("../../lessons/a-neuron-learns.toml"),
        "a-yes-no-neuron" => include_str!("../../lessons/a-yes-no-neuron.toml"),
        "coffee-roasting" => include_str!("../../lessons/coffee-roasting.toml"),
        "why-layers" => include_str!("../../lessons/why-layers.toml"),
        _ => return None,
    };
    Some(Source { file: format!("lessons/{name}.toml"), text: text.to_owned() })
}

/// The lesson in a file.
///
/// # Errors
/// In one line: the file is missing, cannot be read, is no file, is larger than
/// [`limits::FILE_BYTES`], or is not UTF-8.
pub fn open(path: &Path) -> Result<Source, LessonError> {
    let file = path.display().to_string();
    let fault = |message: String| LessonError::whole(&file, message);
    let opened = File::open(path).map_err(|error| fault(reason(&error)))?;
    if opened.metadata().is_ok_and(|metadata| metadata.is_dir()) {
        return Err(fault("this is a folder, not a lesson file".to_owned()));
    }
    // Reading one byte past the limit tells a file that is too large, even one without an end.
    let mut bytes = Vec::new();
    opened
        .take(limits::FILE_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| fault(reason(&error)))?;
    if bytes.len() as u64 > limits::FILE_BYTES {
        return Err(fault("this is too large for a lesson: more than 2 MiB".to_owned()));
    }
    let text = String::from_utf8(bytes)
        .map_err(|_| fault("this is not a text file in UTF-8".to_owned()))?;
    Ok(Source { file: printable(&file), text })
}

fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "this file may not be read".to_owned(),
        _ => format!("this file cannot be read: {error}"),
    }
}
