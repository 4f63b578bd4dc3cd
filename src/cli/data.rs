//! `layerlab run LESSON --data DIR`: the files that the code of a lesson reads.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::lab::{DataFile, Outcome};
use crate::lesson;

use super::stop::Stop;

/// The folder that they go into, and which are there already.
pub(super) struct Folder<'a> {
    path: &'a Path,
    written: BTreeSet<String>,
}

impl<'a> Folder<'a> {
    pub(super) fn new(path: &'a Path) -> Self {
        Self { path, written: BTreeSet::new() }
    }

    /// Writes the files that the code of a step reads.
    pub(super) fn take(&mut self, outcome: &Outcome) -> Result<(), Stop> {
        for file in outcome.console.iter().flat_map(|entry| &entry.files) {
            if self.written.insert(file.name.clone()) {
                self.write(file)?;
            }
        }
        Ok(())
    }

    /// Writes a file, over one that was written like this before but over no other.
    fn write(&self, file: &DataFile) -> Result<(), Stop> {
        let path: PathBuf = self.path.join(&file.name);
        let name = lesson::quoted(&path.display().to_string());
        if path.exists() && !is_ours(&path) {
            let message = format!(
                "`{name}` is there, and it was not written by layerlab: name another folder"
            );
            return Err(Stop::Usage(message));
        }
        let written = fs::create_dir_all(self.path).and_then(|()| fs::write(&path, file.text()));
        written.map_err(|error| Stop::File(name, error))
    }
}

// A device or a pipe is not even read: it may never end.
fn is_ours(path: &Path) -> bool {
    let mut start = [0; DataFile::START.len()];
    let mut read = |path: &Path| fs::File::open(path)?.read_exact(&mut start);
    path.is_file() && read(path).is_ok() && start == *DataFile::START.as_bytes()
}
