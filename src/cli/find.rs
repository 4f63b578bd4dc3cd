//! Finding what a person has named: a lesson, a step, the lessons of a folder.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use crate::lesson::nearest::nearest;
use crate::lesson::shelf::{self, Source};
use crate::lesson::{self, Lesson, LessonError};

use super::stop::Stop;
use super::words::listed;

/// The lesson with a name on the shelf, or in a file.
pub(super) fn find(name: &OsStr) -> Result<Lesson, Stop> {
    let path = Path::new(name);
    let source = match on_the_shelf(name) {
        Some(source) => source,
        None if path.exists() || looks_like_a_path(path) => shelf::open(path)?,
        None => return Err(Stop::Usage(no_such_lesson(name))),
    };
    Ok(source.read()?)
}

pub(super) fn position(lesson: &Lesson, id: &str) -> Result<usize, Stop> {
    if let Some(position) = lesson.steps.iter().position(|step| step.id == id) {
        return Ok(position);
    }
    let ids = lesson.steps.iter().map(|step| step.id.as_str());
    let advice = match nearest(id, ids.clone()) {
        Some(guess) => format!("Did you mean `{guess}`?"),
        None => format!("The steps are: {}", listed(&ids.collect::<Vec<_>>())),
    };
    Err(Stop::Usage(format!("There is no step `{}`. {advice}", lesson::quoted(id))))
}

/// A lesson to check, before it has been opened.
pub(super) enum Named {
    /// One that ships with the program.
    Shipped(Source),
    /// A file.
    File(PathBuf),
    /// What cannot be a lesson.
    Fault(LessonError),
}

impl Named {
    pub(super) fn open(&self) -> Result<Source, LessonError> {
        match self {
            Self::Shipped(source) => Ok(source.clone()),
            Self::File(path) => shelf::open(path),
            Self::Fault(error) => Err(error.clone()),
        }
    }
}

/// The lessons at some paths: files as they are, folders by the TOML files in them; those that
/// ship where there are no paths.
pub(super) fn named(paths: &[PathBuf]) -> Vec<Named> {
    if paths.is_empty() {
        return shelf::NAMES.into_iter().filter_map(shelf::built_in).map(Named::Shipped).collect();
    }
    let at = |path: &PathBuf| match on_the_shelf(path.as_os_str()) {
        Some(source) => vec![Named::Shipped(source)],
        None if path.is_dir() => in_folder(path),
        None if !path.exists() && !looks_like_a_path(path) => {
            let name = path.as_os_str();
            vec![Named::Fault(LessonError::whole(
                &path.display().to_string(),
                no_such_lesson(name),
            ))]
        }
        None => vec![Named::File(path.clone())],
    };
    paths.iter().flat_map(at).collect()
}

fn in_folder(path: &Path) -> Vec<Named> {
    let entries = match path.read_dir() {
        Ok(entries) => entries,
        Err(error) => {
            let message = format!("this folder cannot be read: {error}");
            return vec![Named::Fault(LessonError::whole(&path.display().to_string(), message))];
        }
    };
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    files.into_iter().map(Named::File).collect()
}

pub(super) fn no_such_command(words: &[OsString]) -> String {
    let word = words.first().map(|word| word.to_string_lossy()).unwrap_or_default();
    if shelf::NAMES.contains(&&*word) {
        return format!("One lesson is opened at a time, such as: layerlab {word}");
    }
    let advice = match nearest(&word, COMMANDS) {
        Some(guess) => format!("Did you mean `{guess}`?"),
        None => format!("The commands are: {}", COMMANDS.join(", ")),
    };
    format!("There is no command `{}`. {advice}", lesson::quoted(&word))
}

fn no_such_lesson(name: &OsStr) -> String {
    let name = name.to_string_lossy();
    let advice = match nearest(&name, shelf::NAMES.into_iter().chain(COMMANDS)) {
        Some(guess) => format!("Did you mean `{guess}`?"),
        None => format!("These are there: {}", shelf::NAMES.join(", ")),
    };
    format!("There is no lesson `{}`. {advice}", lesson::quoted(&name))
}

fn on_the_shelf(name: &OsStr) -> Option<Source> {
    shelf::built_in(name.to_str()?)
}

fn looks_like_a_path(path: &Path) -> bool {
    path.components().count() > 1 || path.extension().is_some()
}

const COMMANDS: [&str; 7] = ["run", "check", "list", "progress", "review", "reset", "help"];
