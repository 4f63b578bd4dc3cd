//! Journals on disk: one file for each lesson, one line for each change, written as it happens.
//!
//! A process may be killed at any instant: what is missing then is at most the line that was being
//! written. A file that cannot be read is set aside under another name, and never written over.

mod memory;

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use crate::journal::{Change, Journal};

pub use memory::{forget_recalled, recalled, remember, today};

/// Where a lesson is: what its journal goes by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Home {
    /// On the shelf, under a name.
    Shelf(String),
    /// In a file.
    File(PathBuf),
}

/// The journal of a lesson, being written.
#[derive(Debug)]
pub struct Store {
    file: File,
    // Held as long as this is: no other process writes meanwhile.
    _lock: File,
}

/// What there was when a journal was opened.
#[derive(Debug, Default)]
pub struct Opened {
    /// What was done before.
    pub journal: Journal,
    /// Where to write what is done from here on, if that is possible.
    pub store: Option<Store>,
    /// What the learner should know about it.
    pub notice: Option<String>,
}

/// The folder that journals lie in: `layerlab` in the user's folder for state, such as
/// `XDG_STATE_HOME`, if there is one.
pub fn folder() -> Option<PathBuf> {
    let state = dirs::state_dir().or_else(dirs::data_local_dir)?;
    Some(state.join("layerlab"))
}

/// Opens the journal of a lesson in a folder.
pub fn open(folder: &Path, home: &Home) -> Opened {
    let path = folder.join(home.file_name());
    let lock = match fs::create_dir_all(folder).and_then(|()| lock(&path)) {
        Ok(Some(lock)) => lock,
        Ok(None) => return open_elsewhere(&path, home),
        Err(error) => return not_kept(Journal::default(), folder, &error),
    };
    let (journal, notice) = match read(&path, home) {
        Ok(journal) => (journal, None),
        Err(Unreadable::Missing) => (Journal::default(), None),
        Err(Unreadable::Wrong { readable, why }) => match set_aside(&path) {
            Ok(aside) => (readable, Some(put_aside(&aside, &why))),
            Err(error) => return not_kept(readable, folder, &error),
        },
    };
    match rewrite(&path, home, &journal) {
        Ok(file) => Opened { journal, store: Some(Store { file, _lock: lock }), notice },
        Err(error) => not_kept(journal, folder, &error),
    }
}

/// What was done in a lesson, as far as that can be read.
pub fn look(folder: &Path, home: &Home) -> Journal {
    match read(&folder.join(home.file_name()), home) {
        Ok(journal) | Err(Unreadable::Wrong { readable: journal, .. }) => journal,
        Err(Unreadable::Missing) => Journal::default(),
    }
}

/// When something was last done in a lesson, if anything was.
pub fn written_at(folder: &Path, home: &Home) -> Option<SystemTime> {
    fs::metadata(folder.join(home.file_name())).ok()?.modified().ok()
}

/// Forgets what was done in a lesson. Says whether there was anything.
///
/// # Errors
/// The file cannot be taken away, or another process writes it.
pub fn forget(folder: &Path, home: &Home) -> io::Result<bool> {
    let path = folder.join(home.file_name());
    if !path.exists() {
        return Ok(false);
    }
    let Some(_lock) = lock(&path)? else {
        return Err(io::Error::other("the lesson is open in another terminal"));
    };
    fs::remove_file(&path)?;
    Ok(true)
}

impl Store {
    /// Writes what has happened, in one piece.
    ///
    /// # Errors
    /// The file cannot be written: the disk is full, say.
    pub fn write(&mut self, changes: &[Change]) -> io::Result<()> {
        let mut lines = String::new();
        for change in changes {
            lines += &serde_json::to_string(change)?;
            lines.push('\n');
        }
        self.file.write_all(lines.as_bytes())
    }
}

impl Home {
    /// The name of the file: readable, and another one for every lesson.
    fn file_name(&self) -> String {
        match self {
            Self::Shelf(name) => format!("{name}.jsonl"),
            Self::File(path) => {
                let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
                let stem = stem.unwrap_or_default();
                let harmless = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
                let stem: String = stem.chars().take(STEM_CHARS).map(harmless).collect();
                format!("{stem}-{:016x}.jsonl", fnv1a(path.as_os_str().as_encoded_bytes()))
            }
        }
    }

    fn shown(&self) -> String {
        match self {
            Self::Shelf(name) => name.clone(),
            Self::File(path) => path.display().to_string(),
        }
    }
}

const STEM_CHARS: usize = 40;

/// The hash FNV-1a of 64 bits, which is the same everywhere and for ever
/// (<https://datatracker.ietf.org/doc/html/draft-eastlake-fnv>).
fn fnv1a(bytes: &[u8]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, step)
}

/// The first line of a file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    /// The version of what follows.
    layerlab: u32,
    /// The lesson, for people who look into the file.
    lesson: String,
}

const VERSION: u32 = 1;

enum Unreadable {
    Missing,
    Wrong { readable: Journal, why: String },
}

fn read(path: &Path, home: &Home) -> Result<Journal, Unreadable> {
    let wrong = |readable, why: String| Unreadable::Wrong { readable, why };
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(Unreadable::Missing),
        Err(error) => return Err(wrong(Journal::default(), error.to_string())),
    };
    let mut lines = whole_lines(&bytes);
    let head: Option<Head> = lines.next().and_then(|line| serde_json::from_slice(line).ok());
    match head {
        None if bytes.is_empty() => return Ok(Journal::default()),
        None => return Err(wrong(Journal::default(), "it is damaged".to_owned())),
        Some(Head { layerlab, .. }) if layerlab > VERSION => {
            return Err(wrong(Journal::default(), "a newer layerlab has written it".to_owned()));
        }
        Some(Head { lesson, .. }) if lesson != home.shown() => {
            return Err(wrong(Journal::default(), format!("it belongs to {lesson}")));
        }
        Some(_) => (),
    }
    let mut journal = Journal::default();
    for (index, line) in lines.enumerate() {
        match serde_json::from_slice::<Change>(line) {
            Ok(change) => journal.take(&change),
            Err(_) => return Err(wrong(journal, format!("its line {} is damaged", index + 2))),
        }
    }
    Ok(journal)
}

/// The lines but for the last one, where that was not written to its end.
fn whole_lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let end = bytes.iter().rposition(|byte| *byte == b'\n').unwrap_or(0);
    bytes[..end].split(|byte| *byte == b'\n').filter(|line| !line.is_empty())
}

/// Writes a journal anew, in as few lines as there can be, and in place of the old one only when
/// all of it is there.
fn rewrite(path: &Path, home: &Home, journal: &Journal) -> io::Result<File> {
    let new = path.with_extension("new");
    let head = Head { layerlab: VERSION, lesson: home.shown() };
    let mut lines = serde_json::to_string(&head)? + "\n";
    for change in journal.changes() {
        lines += &serde_json::to_string(&change)?;
        lines.push('\n');
    }
    fs::write(&new, lines)?;
    fs::rename(&new, path)?;
    OpenOptions::new().append(true).open(path)
}

/// The lock of a journal; nothing where another process has it.
fn lock(path: &Path) -> io::Result<Option<File>> {
    let file = File::create(path.with_extension("lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let name = |number: u32| path.with_extension(format!("aside-{number}"));
    let free = (1..=u32::MAX).map(name).find(|aside| !aside.exists());
    let aside = free.ok_or_else(|| io::Error::other("all names for it are taken"))?;
    fs::rename(path, &aside)?;
    Ok(aside)
}

fn open_elsewhere(path: &Path, home: &Home) -> Opened {
    let journal = match read(path, home) {
        Ok(journal) | Err(Unreadable::Wrong { readable: journal, .. }) => journal,
        Err(Unreadable::Missing) => Journal::default(),
    };
    let notice = "this lesson is open in another terminal: what you do here is not kept";
    Opened { journal, store: None, notice: Some(notice.to_owned()) }
}

fn not_kept(journal: Journal, folder: &Path, error: &io::Error) -> Opened {
    let notice = format!("what you do is not kept: {} ({error})", folder.display());
    Opened { journal, store: None, notice: Some(notice) }
}

fn put_aside(aside: &Path, why: &str) -> String {
    let name = aside.file_name().map(|name| name.to_string_lossy().into_owned());
    format!("what was kept could not all be read ({why}): it is now {}", name.unwrap_or_default())
}
