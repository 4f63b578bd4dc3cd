//! The commands: what the words after `layerlab` mean.

pub mod environment;

mod find;
mod kept;
mod open;
mod output;
mod print;
mod set;
mod signals;
mod train;
mod verify;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use crate::chart::Glyphs;
use crate::lesson::shelf;
use crate::lesson::{self, LessonError};
use crate::tui::{Settings, Theme};

use find::find;
use open::{Keeping, open};
use output::{Output, folded};
use print::{Print, print};
use verify::check_all;

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
    /// the first lesson. It goes on where it was left
    lesson: Vec<OsString>,
    /// Start at the step with this id
    #[arg(long, value_name = "ID")]
    step: Option<String>,
    /// Draw with ASCII characters only, as with TERM=dumb or a locale that is not UTF-8
    #[arg(long, global = true)]
    ascii: bool,
    /// Keep nothing of what is done, and know nothing of what was done before
    #[arg(long)]
    no_save: bool,
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
        lesson: OsString,
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
    /// Say what was done in each lesson
    Progress {
        /// What to print
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Forget what was done in a lesson, or in all that ship
    Reset {
        /// A lesson's name, as `layerlab list` shows it, or the path of a lesson file
        lesson: Option<OsString>,
        /// Do not ask first
        #[arg(long)]
        yes: bool,
    },
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
        let is_plain = |word: OsString| {
            let word = word.to_string_lossy();
            lesson::quoted(&word) == word
        };
        if std::env::args_os().all(is_plain) {
            let _ = error.print();
        } else {
            // The answer quotes the arguments, which must not reach the terminal as they are. If
            // it cannot be written, nobody is left to tell.
            let _ = writeln!(io::stderr(), "{}", lesson::told(&error.to_string()));
        }
        ExitCode::from(error.exit_code() as u8)
    })
}

/// Does what the arguments ask for. The exit code is 0 if all went well, 1 if a lesson fails or
/// cannot be read, 2 if the arguments make no sense, 130 or 143 if Ctrl+C or SIGTERM came first.
pub fn run(arguments: Arguments) -> ExitCode {
    let around = environment::settings(|name| std::env::var_os(name));
    let settings = Settings {
        theme: arguments.theme.map_or(around.theme, Theme::from),
        glyphs: if arguments.ascii { Glyphs::Ascii } else { around.glyphs },
    };
    let glyphs = settings.glyphs;
    let done = match arguments.command {
        Some(_) if arguments.step.is_some() || arguments.theme.is_some() => {
            Err(Stop::Usage("--step and --theme stand behind the command they are for".to_owned()))
        }
        None => {
            let keeping = Keeping::of(!arguments.no_save);
            open(&arguments.lesson, arguments.step.as_deref(), settings, &keeping)
        }
        Some(Command::Run { lesson, step, format, set }) => {
            print(&lesson, &Print { step: step.as_deref(), format, set: &set, glyphs })
        }
        Some(Command::Check { paths }) => check_all(&paths, glyphs),
        Some(Command::Progress { format }) => kept::progress(format, settings.glyphs),
        Some(Command::Reset { lesson, yes }) => {
            kept::reset(lesson.as_deref(), yes, settings.glyphs)
        }
        Some(Command::List) => list(glyphs),
    };
    done.unwrap_or_else(|stop| stop.tell(glyphs))
}

impl From<ThemeName> for Theme {
    fn from(name: ThemeName) -> Self {
        match name {
            ThemeName::Dark => Self::Dark,
            ThemeName::Light => Self::Light,
            ThemeName::None => Self::Plain,
        }
    }
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
    /// A signal has come: the exit code for it, and how far the command had come.
    Signal(u8, String),
}

impl Stop {
    /// Says why, and gives the exit code. Where nobody can be told, the code has to do.
    fn tell(self, glyphs: Glyphs) -> ExitCode {
        let (message, code) = match self {
            Self::Usage(message) => (message, 2),
            Self::Lesson(error) => (error.to_string(), 1),
            Self::Terminal(error) => (format!("the terminal cannot be used: {error}"), 1),
            Self::Output(error) => (format!("the output cannot be written: {error}"), 1),
            Self::Signal(code, message) => (message, code),
        };
        let _ = writeln!(io::stderr(), "{}", folded(&message, glyphs));
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

fn list(glyphs: Glyphs) -> Result<ExitCode, Stop> {
    let mut out = Output::new(glyphs);
    for name in shelf::NAMES {
        let lesson = find(name.as_ref())?;
        let steps = count(lesson.steps.len(), "step");
        out.say(&format!("{name}\n    {}\n    {steps}\n", lesson.about))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}
