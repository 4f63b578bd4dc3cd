//! The shelf: the lessons that ship with the program, and lessons opened by their path.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;

use super::files::{Files, Links, open_file, reason};
use super::harmless::printable;
use super::read::read_with;
use super::{Lesson, LessonError, limits};

/// The text of a lesson file, the name to call it by, and where its data is.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The file, as errors name it.
    pub file: String,
    /// What is in it.
    pub text: String,
    /// Where its data files are.
    pub files: Files,
}

impl Source {
    /// The lesson that it is.
    ///
    /// # Errors
    /// All faults that can be found at once, those of its data files among them.
    pub fn read(&self) -> Result<Lesson, LessonError> {
        read_with(&self.file, &self.text, &self.files)
    }
}

/// A lesson as the build has packed it.
macro_rules! packed {
    ($name:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".toml.gz"))
    };
}

/// The names of the lessons that ship with the program, in the order to take them.
pub const NAMES: [&str; 14] = [
    "neurons-and-layers",
    "a-neuron-learns",
    "a-yes-no-neuron",
    "why-layers",
    "a-hidden-weight",
    "coffee-roasting",
    "bends",
    "which-of-many",
    "reading-digits",
    "will-it-hold",
    "who-is-ill",
    "twenty-questions",
    "many-trees",
    "learning-from-mistakes",
];

/// The lesson of that name, if it is on the shelf.
pub fn built_in(name: &str) -> Option<Source> {
    let packed: &[u8] = match name {
        "neurons-and-layers" => packed!("neurons-and-layers"),
        "a-neuron-learns" => packed!("a-neuron-learns"),
        "a-yes-no-neuron" => packed!("a-yes-no-neuron"),
        "coffee-roasting" => packed!("coffee-roasting"),
        "bends" => packed!("bends"),
        "which-of-many" => packed!("which-of-many"),
        "reading-digits" => packed!("reading-digits"),
        "will-it-hold" => packed!("will-it-hold"),
        "who-is-ill" => packed!("who-is-ill"),
        "twenty-questions" => packed!("twenty-questions"),
        "many-trees" => packed!("many-trees"),
        "learning-from-mistakes" => packed!("learning-from-mistakes"),
        "a-hidden-weight" => packed!("a-hidden-weight"),
        "why-layers" => packed!("why-layers"),
        _ => return None,
    };
    let mut text = String::new();
    GzDecoder::new(packed).read_to_string(&mut text).ok()?;
    Some(Source { file: format!("lessons/{name}.toml"), text, files: Files::Shipped })
}

/// The lesson in a file.
///
/// # Errors
/// In one line: the file is missing, cannot be read, is no file but a folder, a pipe, a socket or
/// a device, is larger than [`limits::FILE_BYTES`], is not UTF-8, or is a symbolic link to what is
/// no lesson. Nothing of a file behind a link is quoted before it looks like one.
pub fn open(path: &Path) -> Result<Source, LessonError> {
    let file = path.display().to_string();
    let fault = |message: String| LessonError::whole(&file, message);
    let opened = open_file(path, "a lesson file", Links::Followed).map_err(fault)?;
    let bytes = read_up_to_limit(opened).map_err(|error| fault(reason(&error)))?;
    if bytes.len() as u64 > limits::FILE_BYTES {
        return Err(fault("this is too large for a lesson: more than 2 MiB".to_owned()));
    }
    let text = String::from_utf8(bytes)
        .map_err(|_| fault("this is not a text file in UTF-8".to_owned()))?;
    if is_link(path) && !has_a_step(&text) {
        let message = "this symbolic link leads to a file that is no lesson: no line of it begins \
                       with [[step";
        return Err(fault(message.to_owned()));
    }
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    Ok(Source { file: printable(&file), text, files: Files::Beside(folder) })
}

// One byte past the limit tells a file that is too large, even one that grows while it is read.
fn read_up_to_limit(file: File) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(limits::FILE_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

// The file itself may be a link, or any folder on the way to it.
fn is_link(path: &Path) -> bool {
    let is_link = |part: &Path| {
        // Below the root some systems have links of their own: /tmp, say.
        let is_deep = part.is_relative() || part.components().count() > 2;
        is_deep && fs::symlink_metadata(part).is_ok_and(|metadata| metadata.is_symlink())
    };
    path.ancestors().any(is_link)
}

fn has_a_step(text: &str) -> bool {
    text.lines().any(|line| line.trim_start().starts_with("[[step"))
}
