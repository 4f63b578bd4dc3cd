//! The commands: what the words after `layerlab` mean.

mod find;
mod set;
mod train;

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use crate::ascii;
use crate::chart::Glyphs;
use crate::check;
use crate::lab::Lab;
use crate::lesson::shelf;
use crate::lesson::{self, LessonError};
use crate::transcript::{self, Outcomes, StepOutcome};
use crate::tui::{App, End, Session, Settings, Theme};

use find::{find, no_such_command, position, sources};
use set::{Assignment, apply, assignment, not_applied};
use train::train;

/// A lab in the terminal for understanding neurons and layers.
///
/// Without a command it opens a lesson. There, arrow keys go from step to step, Tab chooses a
/// weight and ? shows all keys.
#[derive(Debug, Parser)]
#[command(name = "layerlab", version, after_help = EXAMPLES)]
pub struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// A lesson's name, as `layerlab list` shows it, or the path of a lesson file; without one,
    /// the first lesson
    lesson: Vec<String>,
    /// Start at the step with this id
    #[arg(long, value_name = "ID")]
    step: Option<String>,
    /// Draw with ASCII characters only
    #[arg(long, global = true)]
    ascii: bool,
    /// The colours of the lab. NO_COLOR in the environment means none
    #[arg(long, value_enum)]
    theme: Option<ThemeName>,
}

const EXAMPLES: &str = "\
Examples:
  layerlab                               start with the first lesson
  layerlab my-lesson.toml                work through a lesson of your own
  layerlab run neurons-and-layers        print a whole lesson as text
  layerlab run neurons-and-layers --step one-house --set linear_layer.w=150
  layerlab check my-lesson.toml          find what is wrong with a lesson";

#[derive(Debug, Subcommand)]
enum Command {
    /// Print a lesson as plain text, or its outcomes as data
    Run {
        /// A lesson's name, as `layerlab list` shows it, or the path of a lesson file
        #[arg(default_value = shelf::NAMES[0])]
        lesson: String,
        /// Only the step with this id
        #[arg(long, value_name = "ID")]
        step: Option<String>,
        /// What to print
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
        /// Change a weight wherever its layer has weights: `line.w=150`, `L1.b=-2` or `L1.w[0,2]=0.5`
        #[arg(long, value_name = "LAYER.WEIGHT=NUMBER")]
        set: Vec<String>,
    },
    /// Run lessons and say what in them does not hold
    Check {
        /// Lesson files, folders of them, or names. Without any, the lessons that ship
        paths: Vec<PathBuf>,
    },
    /// Name the lessons that ship with the program
    List,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// Text to read, with charts
    Text,
    /// Every outcome as JSON
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ThemeName {
    /// For a dark background
    Dark,
    /// For a light background
    Light,
    /// No colours
    None,
}

/// The arguments of this process, or the exit code after an answer to them: the help, or what
/// about them is not understood.
pub fn arguments() -> Result<Arguments, ExitCode> {
    Arguments::try_parse().map_err(|error| {
        let steers = std::env::args_os().any(|word| {
            let word = word.to_string_lossy();
            lesson::printable(&word) != word
        });
        if steers {
            // The answer quotes the arguments, which must not reach the terminal as they are. If
            // it cannot be written, nobody is left to tell.
            let _ = writeln!(io::stderr(), "{}", lesson::printable(&error.to_string()));
        } else {
            let _ = error.print();
        }
        ExitCode::from(error.exit_code() as u8)
    })
}

/// Does what the arguments ask for. The exit code is 0 if all went well, 1 if a lesson fails or
/// cannot be read, 2 if the arguments make no sense.
pub fn run(arguments: Arguments) -> ExitCode {
    let settings = Settings { theme: theme(arguments.theme), glyphs: glyphs(arguments.ascii) };
    let done = match arguments.command {
        Some(_) if arguments.step.is_some() || arguments.theme.is_some() => {
            Err(Stop::Usage("--step and --theme stand behind the command they are for".to_owned()))
        }
        None => open(&arguments.lesson, arguments.step.as_deref(), settings),
        Some(Command::Run { lesson, step, format, set }) => {
            print_lesson(&lesson, step.as_deref(), format, &set, settings.glyphs)
        }
        Some(Command::Check { paths }) => check_all(&paths),
        Some(Command::List) => list(settings.glyphs),
    };
    done.unwrap_or_else(Stop::tell)
}

/// Why a command ends early.
enum Stop {
    /// The arguments make no sense.
    Usage(String),
    /// A lesson cannot be read.
    Lesson(LessonError),
    /// The lab cannot use the terminal.
    Terminal(io::Error),
    /// What there is to print cannot be written.
    Output(io::Error),
}

impl Stop {
    /// Says why, and gives the exit code. Where nobody can be told, the code has to do.
    fn tell(self) -> ExitCode {
        let mut err = io::stderr();
        let (told, code) = match self {
            Self::Usage(message) => (writeln!(err, "{message}"), 2),
            Self::Lesson(error) => (writeln!(err, "{error}"), 1),
            Self::Terminal(error) => (writeln!(err, "the terminal cannot be used: {error}"), 1),
            // Whoever was reading has read enough.
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => (Ok(()), 0),
            Self::Output(error) => (writeln!(err, "the output cannot be written: {error}"), 1),
        };
        drop(told);
        ExitCode::from(code)
    }
}

impl From<LessonError> for Stop {
    fn from(error: LessonError) -> Self {
        Self::Lesson(error)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

fn open(names: &[String], step: Option<&str>, settings: Settings) -> Result<ExitCode, Stop> {
    // Several words are a command that is misspelled, not a lesson.
    let name = match names {
        [] => shelf::NAMES[0],
        [name] => name.as_str(),
        _ => return Err(Stop::Usage(no_such_command(names))),
    };
    let (lesson, _) = find(name)?;
    let first = step.map(|id| position(&lesson, id)).transpose()?;
    if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
        return Err(Stop::Usage(format!(
            "The lab needs a terminal. To print the lesson instead: layerlab run {}",
            lesson::printable(name)
        )));
    }
    let mut session = Session::start(settings.theme).map_err(Stop::Terminal)?;
    let mut app = App::new(Lab::new(lesson), settings).starting_at(first.unwrap_or(0));
    let mut next = next_lesson(name);
    loop {
        let following = next.map(find).transpose()?;
        let title = following.as_ref().map(|(lesson, _)| lesson.title.clone());
        let end = session.run(app.followed_by(title)).map_err(Stop::Terminal)?;
        let (End::NextLesson, Some((lesson, _))) = (end, following) else {
            return Ok(exit_code(end));
        };
        app = App::new(Lab::new(lesson), settings);
        next = next.and_then(next_lesson);
    }
}

/// A shell says 128 and the number of the signal of a process that a signal has ended.
fn exit_code(end: End) -> ExitCode {
    match end {
        End::Quit | End::NextLesson => ExitCode::SUCCESS,
        End::Signal(signal) => ExitCode::from(128 + signal as u8),
        End::Gone => ExitCode::from(128 + HANG_UP),
    }
}

/// The signal of a terminal that has gone.
const HANG_UP: u8 = 1;

/// The lesson that follows on the shelf.
fn next_lesson(name: &str) -> Option<&'static str> {
    let at = shelf::NAMES.iter().position(|known| *known == name)?;
    shelf::NAMES.get(at + 1).copied()
}

fn print_lesson(
    name: &str,
    step: Option<&str>,
    format: Format,
    set: &[String],
    glyphs: Glyphs,
) -> Result<ExitCode, Stop> {
    let (lesson, _) = find(name)?;
    let only = step.map(|id| position(&lesson, id)).transpose()?;
    let assignments: Vec<Assignment> =
        set.iter().map(|text| assignment(text)).collect::<Result<_, _>>()?;
    let mut lab = Lab::new(lesson.clone());
    let mut applied = vec![false; assignments.len()];
    let mut text = String::new();
    let mut steps = Vec::new();
    for index in 0..=only.unwrap_or(lesson.steps.len() - 1) {
        train::go_to(&mut lab, index);
        if lab.is_withheld() {
            lab.skip();
        }
        apply(&mut lab, &assignments, &mut applied);
        train(&mut lab);
        if only.is_none_or(|only| only == index) {
            match format {
                Format::Text => text += &transcript::step(&lab, glyphs),
                Format::Json => steps.push(StepOutcome {
                    id: lab.step().id.clone(),
                    title: lab.step().title.clone(),
                    outcome: lab.outcome(),
                    history: lab.history().cloned(),
                }),
            }
        }
        if lab.step().goal.is_some() {
            lab.skip();
            train(&mut lab);
        }
    }
    if let Some(index) = applied.iter().position(|applied| !applied) {
        return Err(Stop::Usage(not_applied(&lesson, &set[index], &assignments[index].layer)));
    }
    let mut out = io::stdout().lock();
    match format {
        Format::Text => write!(out, "{}\n\n{text}", folded(&lesson.title, glyphs))?,
        Format::Json => {
            let outcomes = Outcomes { lesson: &lesson.title, seed: lesson.seed, steps };
            let json = serde_json::to_string_pretty(&outcomes).map_err(io::Error::from)?;
            writeln!(out, "{json}")?;
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn check_all(paths: &[PathBuf]) -> Result<ExitCode, Stop> {
    let sources = sources(paths);
    let mut out = io::stdout().lock();
    let mut failed = 0;
    for source in &sources {
        let source = match source {
            Ok(source) => source,
            Err(error) => {
                failed += 1;
                writeln!(out, "{error}\n")?;
                continue;
            }
        };
        let findings = match lesson::read(&source.file, &source.text) {
            Ok(lesson) => check::check(&lesson, &source.text),
            Err(error) => {
                failed += 1;
                writeln!(out, "{error}\n")?;
                continue;
            }
        };
        for finding in &findings {
            let check::Finding { line, step, message } = finding;
            writeln!(out, "{}:{line}: step {step}: {message}", source.file)?;
        }
        match findings.len() {
            0 => writeln!(out, "{}: all steps hold", source.file)?,
            _ => failed += 1,
        }
    }
    if sources.is_empty() {
        failed += 1;
        writeln!(out, "there are no lesson files here: their names end in .toml")?;
    }
    writeln!(out, "{} checked, {failed} failed", count(sources.len(), "lesson"))?;
    Ok(ExitCode::from(u8::from(failed > 0)))
}

fn list(glyphs: Glyphs) -> Result<ExitCode, Stop> {
    let mut out = io::stdout().lock();
    for name in shelf::NAMES {
        let (lesson, _) = find(name)?;
        let about = folded(&lesson.about, glyphs);
        writeln!(out, "{name}\n    {about}\n    {}", count(lesson.steps.len(), "step"))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn theme(chosen: Option<ThemeName>) -> Theme {
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    match chosen {
        Some(ThemeName::Dark) => Theme::Dark,
        Some(ThemeName::Light) => Theme::Light,
        Some(ThemeName::None) => Theme::Plain,
        None if no_color => Theme::Plain,
        None if has_light_background() => Theme::Light,
        None => Theme::Dark,
    }
}

// Some terminals say `foreground;background` here, as numbers of the 16-colour palette.
fn has_light_background() -> bool {
    let colors = std::env::var("COLORFGBG").unwrap_or_default();
    matches!(colors.rsplit(';').next(), Some("7" | "15"))
}

fn glyphs(ascii: bool) -> Glyphs {
    if ascii { Glyphs::Ascii } else { Glyphs::Unicode }
}

fn folded(text: &str, glyphs: Glyphs) -> String {
    match glyphs {
        Glyphs::Unicode => text.to_owned(),
        Glyphs::Ascii => ascii::fold_text(text),
    }
}

fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}
