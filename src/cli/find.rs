//! Finding what a person has named: a lesson, a step, the lessons of a folder.

use std::path::{Path, PathBuf};

use crate::lesson::nearest::nearest;
use crate::lesson::shelf::{self, Source};
use crate::lesson::{self, Lesson, LessonError};

use super::Stop;

/// The lesson with a name on the shelf, or in a file.
pub(super) fn find(name: &str) -> Result<(Lesson, Source), Stop> {
    let path = Path::new(name);
    let source = match shelf::built_in(name) {
        Some(source) => source,
        None if path.exists() || looks_like_a_path(path) => shelf::open(path)?,
        None => return Err(Stop::Usage(no_such_lesson(name))),
    };
    let lesson = lesson::read(&source.file, &source.text)?;
    Ok((lesson, source))
}

pub(super) fn position(lesson: &Lesson, id: &str) -> Result<usize, Stop> {
    if let Some(position) = lesson.steps.iter().position(|step| step.id == id) {
        return Ok(position);
    }
    let ids = lesson.steps.iter().map(|step| step.id.as_str());
    let id = lesson::printable(id);
    let advice = match nearest(&id, ids.clone()) {
        Some(guess) => format!("Did you mean `{guess}`?"),
        None => format!("The steps are: {}", ids.collect::<Vec<_>>().join(", ")),
    };
    Err(Stop::Usage(format!("There is no step `{id}`. {advice}")))
}

/// The lessons at some paths: files as they are, folders by the TOML files in them. One that
/// cannot be read does not keep the others from being checked.
pub(super) fn sources(paths: &[PathBuf]) -> Vec<Result<Source, LessonError>> {
    if paths.is_empty() {
        return shelf::NAMES.into_iter().filter_map(shelf::built_in).map(Ok).collect();
    }
    let mut sources = Vec::new();
    for path in paths {
        if path.is_dir() {
            let entries = match path.read_dir() {
                Ok(entries) => entries,
                Err(error) => {
                    let file = path.display().to_string();
                    let message = format!("this folder cannot be read: {error}");
                    sources.push(Err(LessonError::whole(&file, message)));
                    continue;
                }
            };
            let mut files: Vec<PathBuf> =
                entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
            files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
            files.sort();
            sources.extend(files.iter().map(|file| shelf::open(file)));
        } else {
            let name = path.to_str().unwrap_or_default();
            sources.push(shelf::built_in(name).map_or_else(|| shelf::open(path), Ok));
        }
    }
    sources
}

pub(super) fn no_such_command(words: &[String]) -> String {
    let word = words.first().map(|word| lesson::printable(word)).unwrap_or_default();
    let advice = match nearest(&word, COMMANDS) {
        Some(guess) => format!("Did you mean `{guess}`?"),
        None => format!("The commands are: {}", COMMANDS.join(", ")),
    };
    format!("There is no command `{word}`. {advice}")
}

fn no_such_lesson(name: &str) -> String {
    let name = lesson::printable(name);
    let advice = match nearest(&name, shelf::NAMES.into_iter().chain(COMMANDS)) {
        Some(guess) => format!("Did you mean `{guess}`?"),
        None => format!("These are there: {}", shelf::NAMES.join(", ")),
    };
    format!("There is no lesson `{name}`. {advice}")
}

fn looks_like_a_path(path: &Path) -> bool {
    path.components().count() > 1 || path.extension().is_some()
}

const COMMANDS: [&str; 4] = ["run", "check", "list", "help"];
