//! Where the data files of a lesson are, and how a file of somebody else's is opened.

use std::fs::{self, File, FileType, OpenOptions};
use std::io::{self, Cursor, Read};
#[cfg(unix)]
use std::os::unix::fs::{FileTypeExt, OpenOptionsExt};
use std::path::{Component, Path, PathBuf};

use super::nearest::nearest;

/// Where a lesson finds its data files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Files {
    /// In this folder, where the lesson is, or in one below it.
    Beside(PathBuf),
    /// Among those that ship with the program.
    Shipped,
}

/// A data file that is open.
#[derive(Debug)]
pub(super) enum Opened {
    Disk(File),
    Shipped(Cursor<&'static [u8]>),
}

impl Files {
    /// Opens a data file by its name.
    ///
    /// # Errors
    /// In words: it is not there, may not be read, is no file, or lies outside of the folder.
    pub(super) fn open(&self, name: &str) -> Result<Opened, String> {
        match self {
            Self::Beside(folder) => open_below(folder, name).map(Opened::Disk),
            Self::Shipped => shipped(name).map(|bytes| Opened::Shipped(Cursor::new(bytes))),
        }
    }
}

impl Read for Opened {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Disk(file) => file.read(buffer),
            Self::Shipped(bytes) => bytes.read(buffer),
        }
    }
}

/// The data that ships with the program, by the name that lessons on the shelf have for it.
const SHIPPED: [(&str, &[u8]); 13] = [
    ("data/digits.npz", include_bytes!("../../lessons/data/digits.npz")),
    ("data/heart.csv.gz", include_bytes!("../../lessons/data/heart.csv.gz")),
    ("data/blobs6.csv.gz", include_bytes!("../../lessons/data/blobs6.csv.gz")),
    ("data/poly_40.csv", include_bytes!("../../lessons/data/poly_40.csv")),
    ("data/blobs_100.csv", include_bytes!("../../lessons/data/blobs_100.csv")),
    ("data/digits_middle.csv", include_bytes!("../../lessons/data/digits_middle.csv")),
    ("data/heart_no_slope.csv.gz", include_bytes!("../../lessons/data/heart_no_slope.csv.gz")),
    ("data/heart_one_in_ten.csv.gz", include_bytes!("../../lessons/data/heart_one_in_ten.csv.gz")),
    ("data/heart_lots.csv.gz", include_bytes!("../../lessons/data/heart_lots.csv.gz")),
    ("data/animals.csv", include_bytes!("../../lessons/data/animals.csv")),
    ("data/animals_drawn.csv", include_bytes!("../../lessons/data/animals_drawn.csv")),
    ("data/switches.csv", include_bytes!("../../lessons/data/switches.csv")),
    ("data/poly_40_squared.csv", include_bytes!("../../lessons/data/poly_40_squared.csv")),
];

fn shipped(name: &str) -> Result<&'static [u8], String> {
    if let Some((_, bytes)) = SHIPPED.iter().find(|(known, _)| *known == name) {
        return Ok(bytes);
    }
    let advice = nearest(name, SHIPPED.iter().map(|(known, _)| *known))
        .map_or_else(String::new, |name| format!("\nDid you mean `{name}`?"));
    Err(format!("there is no such file among those that ship with the program{advice}"))
}

/// Opens a file in a folder or below it. A link could lead out of it, so that there may be none.
fn open_below(folder: &Path, name: &str) -> Result<File, String> {
    let inside = Path::new(name);
    let is_plain = |part: Component<'_>| matches!(part, Component::Normal(_));
    if name.is_empty() || name.contains('\\') || !inside.components().all(is_plain) {
        return Err("a data file lies beside its lesson or in a folder below it: expected a name \
                    such as \"clouds.csv\" or \"data/clouds.csv\""
            .to_owned());
    }
    let mut path = folder.to_owned();
    for part in inside.components() {
        path.push(part);
        let is_link = fs::symlink_metadata(&path).map_err(|error| reason(&error))?.is_symlink();
        if is_link {
            return Err("a symbolic link may lead anywhere: put the file itself there".to_owned());
        }
    }
    open_file(&path, "a data file", Links::Refused)
}

/// What is done about a symbolic link.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Links {
    Followed,
    Refused,
}

/// Opens a file, and nothing that is none. `what` is what it should be.
///
/// # Errors
/// In words: it is not there, may not be read, or is a folder, a pipe, a socket or a device.
pub(super) fn open_file(path: &Path, what: &str, links: Links) -> Result<File, String> {
    let check = |kind: FileType| {
        if kind.is_file() {
            Ok(())
        } else {
            Err(format!("this is {}, not {what}", other_than_a_file(kind)))
        }
    };
    // Asked before it is opened, for opening a pipe waits until somebody writes into it.
    check(fs::metadata(path).map_err(|error| reason(&error))?.file_type())?;
    let opened = open_at_once(path, links).map_err(|error| reason(&error))?;
    // What was asked about may have become something else meanwhile.
    check(opened.metadata().map_err(|error| reason(&error))?.file_type())?;
    Ok(opened)
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

/// Opens a file without waiting, even if it is one that somebody has to write into first.
#[cfg_attr(not(unix), allow(unused_variables))]
fn open_at_once(path: &Path, links: Links) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        let links = if links == Links::Refused { OFlags::NOFOLLOW } else { OFlags::empty() };
        options.custom_flags((OFlags::NONBLOCK | links).bits() as i32);
    }
    options.open(path)
}

/// Why a file could not be read, in words.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "this file may not be read".to_owned(),
        _ => format!("this file cannot be read: {error}"),
    }
}
