//! `layerlab run LESSON --step ID --picture NAME`: a picture of a step as text, or, with `--svg`,
//! as a file for a slide.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, IsTerminal, Read};
use std::path::Path;
use std::process::ExitCode;

use crate::chart::{Glyphs, Shading, Style};
use crate::lab::{Backward, Explained, Outcome, Picture};
use crate::lesson::format::PictureName;
use crate::lesson::nearest::nearest;
use crate::lesson::{self, Lesson};
use crate::svg;
use crate::transcript;
use crate::tui::{Colors, Settings, Theme, columns_of_errors};

use super::arguments::{Drawn, Format, HEIGHTS, WIDTHS};
use super::find::{find, position};
use super::output::Output;
use super::print::Print;
use super::stop::Stop;
use super::walk::Walk;

/// Whether a picture is asked for, and not the whole lesson or step.
pub(super) fn is_asked_for(drawn: &Drawn) -> bool {
    drawn.picture.is_some() || drawn.svg.is_some() || drawn.size.is_some() || drawn.theme.is_some()
}

/// Prints one picture of a step, or writes it into a file.
pub(super) fn draw(name: &OsStr, print: &Print<'_>, drawn: &Drawn) -> Result<ExitCode, Stop> {
    let (step, picture) = complete(print, drawn).map_err(Stop::Usage)?;
    let lesson = find(name)?;
    let position = position(&lesson, step)?;
    let picture = named(picture).map_err(Stop::Usage)?;
    let mut walk = Walk::new(lesson.clone(), print.set)?;
    walk.go_through_to(position)?;
    if let Some(message) = walk.assignments.not_applied(&lesson) {
        return Err(Stop::Usage(message));
    }
    // The loss over the weights of a large model is there where one of them is chosen.
    if picture == PictureName::Bowl && !has(&walk.lab.outcome(), picture) {
        let first = walk.lab.outcome().parameters.first().map(|value| value.parameter.clone());
        walk.lab.focus(first);
    }
    if picture == PictureName::Backward {
        walk.lab.explain(Explained::Backward { unit: None });
    }
    let outcome = walk.lab.outcome();
    if let (PictureName::Backward, Backward::Missing(reason)) = (picture, &outcome.backward) {
        let id = &outcome.heading.id;
        return Err(Stop::Usage(format!("The step `{id}` has no picture `backward`: {reason}.")));
    }
    let picture = of(&outcome, picture).map_err(Stop::Usage)?;
    if let Some(file) = &drawn.svg {
        write(file, &as_svg(&lesson, &outcome, picture, drawn, print.glyphs))?;
    } else {
        let mut text = as_text(picture, drawn, print.glyphs);
        let told = outcome.backward.told().filter(|_| picture.name == PictureName::Backward);
        text.extend(told.map(|told| format!("\n{}", transcript::backward(told, print.glyphs))));
        Output::new(print.glyphs).say(&text)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The step and the picture, if all is there that belongs together.
fn complete<'a>(print: &Print<'a>, drawn: &'a Drawn) -> Result<(&'a str, &'a str), String> {
    let needs = match (print.step, &drawn.picture, &drawn.svg, drawn.theme) {
        (_, None, Some(_), _) => "--svg needs to know which picture: --picture NAME",
        (_, None, ..) => "--size and --theme are for a picture: --picture NAME",
        (None, ..) => "A picture is one of a step: --step ID",
        (.., None, Some(_)) => "A picture as text has no colours: --theme is for --svg FILE",
        _ if print.format == Format::Json => "A picture is no data: leave out --format json",
        _ if print.data.is_some() => "A picture reads no files: leave out --data",
        (Some(step), Some(picture), ..) => return Ok((step, picture)),
    };
    Err(needs.to_owned())
}

fn named(word: &str) -> Result<PictureName, String> {
    if let Some(name) = PictureName::ALL.into_iter().find(|name| name.word() == word) {
        return Ok(name);
    }
    let words = PictureName::ALL.map(PictureName::word);
    let advice = match nearest(word, words) {
        Some(guess) => format!("Did you mean `{guess}`?"),
        None => format!("The pictures are: {}", words.join(", ")),
    };
    Err(format!("There is no picture `{}`. {advice}", lesson::quoted(word)))
}

fn has(outcome: &Outcome, name: PictureName) -> bool {
    outcome.pictures.iter().any(|picture| picture.name == name)
}

fn of(outcome: &Outcome, name: PictureName) -> Result<&Picture, String> {
    if let Some(picture) = outcome.pictures.iter().find(|picture| picture.name == name) {
        return Ok(picture);
    }
    let (id, word) = (&outcome.heading.id, name.word());
    let words: Vec<&str> = outcome.pictures.iter().map(|picture| picture.name.word()).collect();
    Err(match words.as_slice() {
        [] => format!("The step `{id}` has no pictures."),
        words => format!("The step `{id}` has no picture `{word}`. It has: {}", words.join(", ")),
    })
}

fn as_text(picture: &Picture, drawn: &Drawn, glyphs: Glyphs) -> String {
    let (columns, rows) = drawn.size.unwrap_or_else(size_of_text);
    let style = Style { glyphs, shading: Shading::Glyphs };
    let text = picture.drawing.draw(columns, rows, style).to_text();
    text.trim_end().to_owned() + "\n"
}

/// As wide as the terminal, if that is where the text goes, and four times as wide as high.
fn size_of_text() -> (u16, u16) {
    let is_seen = io::stdout().is_terminal();
    let columns = columns_of_errors().filter(|_| is_seen).unwrap_or(TEXT_COLUMNS);
    let columns = columns.clamp(WIDTHS.0, WIDTHS.1);
    (columns, (columns / 4).clamp(HEIGHTS.0, TEXT_ROWS_MAX))
}

const TEXT_COLUMNS: u16 = 80;
const TEXT_ROWS_MAX: u16 = 50;

fn as_svg(
    lesson: &Lesson,
    outcome: &Outcome,
    picture: &Picture,
    drawn: &Drawn,
    glyphs: Glyphs,
) -> String {
    let theme = drawn.theme.map_or(Theme::Dark, Theme::from);
    let colors = if theme == Theme::Plain { Colors::None } else { Colors::TrueColor };
    let settings = Settings { theme, colors, glyphs, ..Settings::default() };
    let (columns, rows) = drawn.size.unwrap_or(SVG_SIZE);
    let grid = picture.drawing.draw(columns, rows, settings.chart());
    let title = format!("{}: {} ({})", lesson.title, outcome.heading.title, picture.name.word());
    svg::of(&grid, settings, &title)
}

const SVG_SIZE: (u16, u16) = (100, 36);

/// Writes a file, over one that was written like this before but over no other.
fn write(path: &Path, text: &str) -> Result<(), Stop> {
    let name = lesson::quoted(&path.display().to_string());
    if path.exists() && !is_svg(path) {
        let message = format!("`{name}` is there, and it is no SVG file: name another one");
        return Err(Stop::Usage(message));
    }
    fs::write(path, text).map_err(|error| Stop::File(name, error))
}

// A device or a pipe is not even read: it may never end.
fn is_svg(path: &Path) -> bool {
    let mut start = [0; svg::START.len()];
    let mut read = |path: &Path| fs::File::open(path)?.read_exact(&mut start);
    path.is_file() && read(path).is_ok() && start == *svg::START.as_bytes()
}
