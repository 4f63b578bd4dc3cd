//! What came of asking questions again, on disk: a line for each.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::journal::{Day, Recalled};

/// All that was asked again, the first first. A line that cannot be read counts for nothing: the
/// question is asked once more.
pub fn recalled(folder: &Path) -> Vec<Recalled> {
    let text = fs::read_to_string(path(folder)).unwrap_or_default();
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

/// Keeps what was asked again, in one piece.
///
/// # Errors
/// The file cannot be written.
pub fn remember(folder: &Path, recalled: &Recalled) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut file = OpenOptions::new().create(true).append(true).open(path(folder))?;
    let line = serde_json::to_string(recalled)? + "\n";
    file.write_all(line.as_bytes())
}

/// Forgets what was asked again of a lesson.
///
/// # Errors
/// The file cannot be written.
pub fn forget_recalled(folder: &Path, lesson: &str) -> io::Result<()> {
    let all = recalled(folder);
    let kept: Vec<&Recalled> = all.iter().filter(|it| it.lesson != lesson).collect();
    if kept.len() == all.len() {
        return Ok(());
    }
    let mut lines = String::new();
    for recalled in kept {
        lines += &serde_json::to_string(recalled)?;
        lines.push('\n');
    }
    let new = path(folder).with_extension("new");
    fs::write(&new, lines)?;
    fs::rename(&new, path(folder))
}

/// The day that it is, in universal time.
pub fn today() -> Day {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    Day(u32::try_from(since.as_secs() / SECONDS_OF_A_DAY).unwrap_or(u32::MAX))
}

const SECONDS_OF_A_DAY: u64 = 24 * 60 * 60;

/// No lesson of the shelf has this name.
fn path(folder: &Path) -> PathBuf {
    folder.join("recall.jsonl")
}
