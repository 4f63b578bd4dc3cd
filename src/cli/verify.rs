//! `layerlab check`: lesson after lesson, a verdict on each.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::chart::Glyphs;
use crate::check::{self, Checked, Finding};
use crate::lesson::LessonError;

use super::find::{Named, named};
use super::output::Output;
use super::signals::Signals;
use super::stop::Stop;
use super::train::Watch;
use super::words::count;

/// Checks the lessons at some paths. The exit code is the verdict, whoever reads the rest.
pub(super) fn check_all(
    paths: &[PathBuf],
    doubts: Doubts,
    glyphs: Glyphs,
) -> Result<ExitCode, Stop> {
    let lessons = named(paths);
    let mut out = Output::new(glyphs);
    let mut watch = Watch::new(Signals::catch());
    let mut failed = 0;
    for (checked, named) in lessons.iter().enumerate() {
        watch.come_to(checked + 1, lessons.len());
        let (verdict, text) = match watch.exit_code() {
            Some(_) => (Verdict::Stopped(format!("lesson {}", checked + 1)), String::new()),
            None => check_one(named, doubts, &mut watch),
        };
        watch.clear();
        out.say(&text)?;
        match verdict {
            Verdict::Holds => (),
            Verdict::Fails => failed += 1,
            Verdict::Stopped(place) => {
                let all = count(lessons.len(), "lesson");
                out.say(&format!("{checked} of {all} checked, {failed} failed\n"))?;
                let message = format!("Stopped at {place}.");
                return Err(Stop::Signal(watch.exit_code().unwrap_or(1), message));
            }
        }
    }
    if lessons.is_empty() {
        failed += 1;
        out.say("there are no lesson files here: their names end in .toml\n")?;
    }
    out.say(&format!("{} checked, {failed} failed\n", count(lessons.len(), "lesson")))?;
    Ok(ExitCode::from(u8::from(failed > 0)))
}

/// What a doubt about the teaching of a lesson does to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubts {
    /// It is told.
    Warn,
    /// The lesson fails.
    Fail,
}

/// What came of a lesson.
enum Verdict {
    /// All of it holds.
    Holds,
    /// Something does not, or it is no lesson.
    Fails,
    /// It was not gone through to its end, but to this place.
    Stopped(String),
}

// The verdict, and all there is to say about the lesson.
fn check_one(named: &Named, doubts: Doubts, watch: &mut Watch) -> (Verdict, String) {
    let read = || {
        let source = named.open()?;
        let lesson = source.read()?;
        Ok::<_, LessonError>((source, lesson))
    };
    let (source, lesson) = match read() {
        Ok(read) => read,
        Err(error) => return (Verdict::Fails, format!("{error}\n\n")),
    };
    let file = &source.file;
    let checked = check::check_with(&lesson, &source.text, |lab| watch.train(lab));
    let text = told(file, "", &checked.findings) + &told(file, "warning: ", &checked.doubts);
    let is_strict = doubts == Doubts::Fail && !checked.doubts.is_empty();
    match checked {
        Checked { stopped_at: Some(step), .. } => {
            (Verdict::Stopped(format!("step `{step}` of {file}")), text)
        }
        Checked { findings, .. } if findings.is_empty() && !is_strict => {
            (Verdict::Holds, format!("{text}{file}: all steps hold\n"))
        }
        _ => (Verdict::Fails, text),
    }
}

fn told(file: &str, kind: &str, findings: &[Finding]) -> String {
    let mut text = String::new();
    for Finding { line, column, step, message } in findings {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{file}:{line}:{column}: step {step}: {kind}{message}");
    }
    text
}
