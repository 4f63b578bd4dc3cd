//! The words behind `layerlab`: which there are, and what is told of them.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::lesson::{self, shelf};
use crate::tui::{Animation, Colors, Theme};

/// A lab in the terminal for understanding neurons and layers.
///
/// Without a command it opens a lesson. There, arrow keys go from step to step, Tab chooses a
/// weight and ? shows all keys.
#[derive(Debug, Parser)]
#[command(name = "layerlab", version, after_help = EXAMPLES)]
pub struct Arguments {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    /// A lesson's name, as `layerlab list` shows it, or the path of a lesson file; without one,
    /// the first lesson. It goes on where it was left
    pub(super) lesson: Vec<OsString>,
    /// Start at the step with this id
    #[arg(long, value_name = "ID")]
    pub(super) step: Option<String>,
    /// Draw with ASCII characters only, as with TERM=dumb or a locale that is not UTF-8
    #[arg(long, global = true)]
    pub(super) ascii: bool,
    /// Keep nothing of what is done, and know nothing of what was done before
    #[arg(long)]
    pub(super) no_save: bool,
    /// What the colours of the lab are like. Without it they follow the terminal's background, and
    /// NO_COLOR in the environment means none
    #[arg(long, value_enum)]
    pub(super) theme: Option<ThemeName>,
    /// How many colours the terminal shows, where the environment does not say it right
    #[arg(long, global = true, value_enum)]
    pub(super) colors: Option<ColorsName>,
    /// Whether anything in the lab moves by itself. Without it all does, unless NO_MOTION or
    /// REDUCED_MOTION is set in the environment
    #[arg(long, global = true, value_enum, value_name = "WHETHER")]
    pub(super) motion: Option<MotionName>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
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
        /// Write the files that the lesson's code reads into this folder
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
        #[command(flatten)]
        drawn: Drawn,
    },
    /// Run lessons and say what in them does not hold
    Check {
        /// Lesson files, folders of them, or names. Without any, the lessons that ship
        paths: Vec<PathBuf>,
        /// Let a lesson fail for a warning about its teaching, too
        #[arg(long)]
        strict: bool,
    },
    /// Name the lessons that ship with the program
    List,
    /// Say what was done in each lesson
    Progress {
        /// What to print
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Ask the questions of your lessons again that are due
    Review,
    /// Forget what was done in a lesson, or in all that ship
    Reset {
        /// A lesson's name, as `layerlab list` shows it, or the path of a lesson file
        lesson: Option<OsString>,
        /// Do not ask first
        #[arg(long)]
        yes: bool,
    },
}

/// A picture of a step, on its own.
#[derive(Debug, Args)]
pub(super) struct Drawn {
    /// Only this picture of the step: model, slice, loss, metric, bowl, units, network, weights,
    /// confusion or backward, the last with its terms below it
    #[arg(long, value_name = "NAME")]
    pub(super) picture: Option<String>,
    /// Write the picture into this file as an SVG, for a slide
    #[arg(long, value_name = "FILE")]
    pub(super) svg: Option<PathBuf>,
    /// How large the picture is, in columns and rows; an SVG is 100x36 without it
    #[arg(long, value_name = "WIDTHxHEIGHT", value_parser = size)]
    pub(super) size: Option<(u16, u16)>,
    /// The colours of the SVG; dark ones without it
    #[arg(long, value_enum)]
    pub(super) theme: Option<ThemeName>,
}

/// How wide and how high a picture may be.
pub(super) const WIDTHS: (u16, u16) = (20, 400);
pub(super) const HEIGHTS: (u16, u16) = (8, 200);

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Text to read, with charts
    Text,
    /// Every outcome as JSON
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ThemeName {
    /// For a dark background
    Dark,
    /// For a light background
    Light,
    /// On black, as far apart as can be
    HighContrast,
    /// No colours
    None,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ColorsName {
    /// Any colour
    #[value(name = "truecolor")]
    TrueColor,
    /// The palette of 256
    #[value(name = "256")]
    Indexed256,
    /// The sixteen that every colour terminal has
    #[value(name = "16")]
    Ansi16,
    /// No colours
    None,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum MotionName {
    /// What is set off is seen on its way
    On,
    /// All jumps to its end, and a training is drawn four times a second
    Off,
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

/// A size such as 160x50.
fn size(text: &str) -> Result<(u16, u16), String> {
    let parts = text.split_once(['x', '×']);
    let numbers = parts.and_then(|(width, height)| width.parse().ok().zip(height.parse().ok()));
    let (width, height) = numbers.ok_or("a size is written like 160x50")?;
    let is_within = |number, (least, most)| (least..=most).contains(&number);
    if is_within(width, WIDTHS) && is_within(height, HEIGHTS) {
        return Ok((width, height));
    }
    let (from, to) = (WIDTHS, HEIGHTS);
    Err(format!("a picture is {} to {} wide and {} to {} high", from.0, from.1, to.0, to.1))
}

impl From<ThemeName> for Theme {
    fn from(name: ThemeName) -> Self {
        match name {
            ThemeName::Dark => Self::Dark,
            ThemeName::Light => Self::Light,
            ThemeName::HighContrast => Self::HighContrast,
            ThemeName::None => Self::Plain,
        }
    }
}

impl From<MotionName> for Animation {
    fn from(name: MotionName) -> Self {
        match name {
            MotionName::On => Self::On,
            MotionName::Off => Self::Off,
        }
    }
}

impl From<ColorsName> for Colors {
    fn from(name: ColorsName) -> Self {
        match name {
            ColorsName::TrueColor => Self::TrueColor,
            ColorsName::Indexed256 => Self::Indexed256,
            ColorsName::Ansi16 => Self::Ansi16,
            ColorsName::None => Self::None,
        }
    }
}

const EXAMPLES: &str = "\
Examples:
  layerlab                               start with the first lesson
  layerlab my-lesson.toml                work through a lesson of your own
  layerlab run neurons-and-layers        print a whole lesson as text
  layerlab run neurons-and-layers --step one-house --set linear_layer.w=150
  layerlab run coffee-roasting --step train-it --picture model --svg coffee.svg
  layerlab run coffee-roasting --data .  the same, and the data that its code reads
  layerlab check my-lesson.toml          find what is wrong with a lesson";
