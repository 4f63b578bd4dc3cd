//! Reading a lesson: from the text of a file to a lesson that can be run, or to all faults in it.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeTable;

use super::draft::draft;
use super::error::{LessonError, LessonFault};
use super::explain::explain;
use super::fault::{Fault, Faults, Stage};
use super::files::Files;
use super::place::Place;
use super::validate::validate;
use super::{Lesson, limits, path};

/// Reads the text of a lesson file, as one of the shelf. `file` is what errors call it.
///
/// # Errors
/// As [`read_with`].
pub fn read(file: &str, source: &str) -> Result<Lesson, LessonError> {
    read_with(file, source, &Files::Shipped)
}

/// Reads the text of a lesson file, and its data from where that is. `file` is what errors call it.
///
/// # Errors
/// All faults that can be found at once: names or values that the format does not have, what goes
/// over a limit, references to what is not there, characters that could steer a terminal. Where
/// the file is not TOML, that alone.
pub fn read_with(file: &str, source: &str, files: &Files) -> Result<Lesson, LessonError> {
    if source.len() as u64 > limits::FILE_BYTES {
        return Err(LessonError::whole(file, "this is too large for a lesson: more than 2 MiB"));
    }
    let source = &tidy(source);
    let no_toml = |fault: &toml::de::Error| {
        let place = Place::of(source, fault.span().unwrap_or(0..0));
        LessonError::new(file, vec![LessonFault::at(place, None, &explain(fault))], 0)
    };
    // As a tree a file takes a hundred times its size, so it is there once, and never beside the
    // lesson; where something is wrong it is read again.
    let root = DeTable::parse(source).map_err(|fault| no_toml(&fault))?;
    let mut faults = Faults::new();
    let mut draft = draft(root, files, &mut faults);
    validate(&mut draft, &mut faults);
    if faults.is_empty() {
        return Ok(draft.lesson);
    }
    drop(draft);
    let root = DeTable::parse(source).map_err(|fault| no_toml(&fault))?;
    Err(placed(file, source, &root, faults))
}

/// Where the steps of a lesson file name themselves, as line and column, each counted from 1; the
/// column in characters. Empty for a text that is no lesson.
pub fn step_places(source: &str) -> Vec<(usize, usize)> {
    let source = &tidy(source);
    let Ok(root) = DeTable::parse(source) else { return Vec::new() };
    let breaks: Vec<usize> = source.match_indices('\n').map(|(at, _)| at).collect();
    let place = |at: usize| {
        let line = breaks.partition_point(|newline| *newline < at);
        let start = line.checked_sub(1).map_or(0, |before| breaks[before] + 1);
        (line + 1, source.get(start..at).map_or(0, |text| text.chars().count()) + 1)
    };
    path::ids(&root).into_iter().map(place).collect()
}

// Windows ends its lines in two characters and may put a mark in front of the first.
fn tidy(source: &str) -> String {
    source.strip_prefix('\u{feff}').unwrap_or(source).replace("\r\n", "\n")
}

/// Puts faults in the order of their places.
fn placed(file: &str, source: &str, root: &Spanned<DeTable<'_>>, faults: Faults) -> LessonError {
    let (found, more) = faults.into_parts();
    let span = |fault: &Fault| fault.span.clone().unwrap_or_else(|| fault.path.span(root));
    let spans: Vec<(Stage, Range<usize>)> =
        found.iter().map(|(stage, fault)| (*stage, span(fault))).collect();
    let has_cause = |at: usize| spans.iter().any(|cause| is_cause(cause, &spans[at]));
    let mut order: Vec<usize> = (0..found.len()).filter(|at| !has_cause(*at)).collect();
    order.sort_by_key(|at| spans[*at].1.start);
    let shown = order.iter().take(LessonError::SHOWN).map(|at| {
        let Fault { path, message, .. } = &found[*at].1;
        LessonFault::at(Place::of(source, spans[*at].1.clone()), path.part(root), message)
    });
    let more = more + order.len().saturating_sub(LessonError::SHOWN);
    LessonError::new(file, shown.collect(), more)
}

/// Whether one fault lies where another was found at an earlier stage.
fn is_cause(cause: &(Stage, Range<usize>), fault: &(Stage, Range<usize>)) -> bool {
    cause.0 < fault.0 && cause.1.start < fault.1.end && fault.1.start < cause.1.end
}
