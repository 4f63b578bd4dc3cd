//! The shelf: the lessons that ship with the program, and lessons opened by their path.

use std::fs::{self, File, FileType, OpenOptions};
use std::io::Read;
#[cfg(unix)]
use std::os::unix::fs::{FileTypeExt, OpenOptionsExt};
use std::path::Path;

use super::harmless::printable;
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
pub const NAMES: [&str; 6] = [
    "neurons-and-layers",
    "a-neuron-learns",
    "a-yes-no-neuron",
    "why-layers",
    "a-hidden-weight",
    "coffee-roasting",
];

/// The lesson of that name, if it is on the shelf.
pub fn built_in(name: &str) -> Option<Source> {
    let text = match name {
        "neurons-and-layers" => include_str!("../../lessons/neurons-and-layers.toml"),
        "a-neuron-learns" => include_str!("../../lessons/a-neuron-learns.toml"),
        "a-yes-no-neuron" => include_str!("../../lessons/a-yes-no-neuron.toml"),
        "coffee-roasting" => include_str!("../../lessons/coffee-roasting.toml"),
        "a-hidden-weight" => include_str!("../../lessons/a-hidden-weight.toml"),
        "why-layers" => include_str!("../../lessons/why-layers.toml"),
        _ => return None,
    };
    Some(Source { file: format!("lessons/{name}.toml"), text: text.to_owned() })
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
    let unread = |error: std::io::Error| fault(reason(&error));
    // Asked before it is opened, for opening a pipe waits until somebody writes into it.
    let kind = fs::metadata(path).map_err(unread)?.file_type();
    if !kind.is_file() {
        return Err(fault(format!("this is {}, not a lesson file", other_than_a_file(kind))));
    }
    let opened = open_at_once(path).map_err(unread)?;
    // What was asked about may have become something else meanwhile.
    let kind = opened.metadata().map_err(unread)?.file_type();
    if !kind.is_file() {
        return Err(fault(format!("this is {}, not a lesson file", other_than_a_file(kind))));
    }
    let bytes = read_up_to_limit(opened).map_err(unread)?;
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
    Ok(Source { file: printable(&file), text })
}

fn other_than_a_file(kind: FileType) -> &'static str {
    match kind {
        kind if kind.is_dir() => "a folder",
        #[cfg(unix)]
        kind if kind.is_fifo() => "a pipe",
        #[cfg(unix)]
        kind if kind.is_socket() => "a socket",
        _ => "a device",
    }
}

// One byte past the limit tells a file that is too large, even one that grows while it is read.
fn read_up_to_limit(file: File) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(limits::FILE_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Opens a file without waiting, even if it is one that somebody has to write into first.
fn open_at_once(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits() as i32);
    options.open(path)
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

fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "this file may not be read".to_owned(),
        _ => format!("this file cannot be read: {error}"),
    }
}
