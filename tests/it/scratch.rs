//! Files and folders for one test alone: tests run side by side, and two that write the same file
//! read each other's.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A folder that is not there yet.
pub(crate) fn fresh_folder() -> PathBuf {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let folder = format!("{}-{number}", std::process::id());
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    // One of an earlier process may have had the same number.
    let _ = fs::remove_dir_all(&folder);
    folder
}

/// A folder with nothing in it.
pub(crate) fn empty_folder() -> PathBuf {
    let folder = fresh_folder();
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A file in a folder of its own.
pub(crate) fn file(name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = empty_folder().join(name);
    fs::write(&path, bytes).unwrap();
    path
}

/// Where such a file is, as a command is told it.
pub(crate) fn file_at(name: &str, bytes: impl AsRef<[u8]>) -> String {
    file(name, bytes).to_str().unwrap().to_owned()
}
