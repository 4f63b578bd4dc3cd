//! The commands: each of the words behind `layerlab` comes to the file that does it.

pub mod environment;

mod arguments;
mod data;
mod desk;
mod find;
mod keeping;
mod kept;
mod list;
mod open;
mod output;
mod picture;
mod print;
mod recalling;
mod set;
mod shell;
mod signals;
mod stop;
mod train;
mod verify;
mod walk;
mod words;

use std::process::ExitCode;

use crate::chart::Glyphs;
use crate::tui::{Animation, Colors, Theme};

pub use arguments::{Arguments, arguments};

use arguments::Command;
use environment::Wish;
use keeping::Keeping;
use list::list;
use open::{open, review};
use print::{Print, print};
use stop::Stop;
use verify::{Doubts, check_all};

/// Does what the arguments ask for. The exit code is 0 if all went well, 1 if a lesson fails or
/// cannot be read, 2 if the arguments make no sense, 130 or 143 if Ctrl+C or SIGTERM came first.
pub fn run(arguments: Arguments) -> ExitCode {
    let wish = Wish {
        theme: arguments.theme.map(Theme::from),
        colors: arguments.colors.map(Colors::from),
        glyphs: arguments.ascii.then_some(Glyphs::Ascii),
        animation: arguments.motion.map(Animation::from),
    };
    let look = environment::look(wish, |name| std::env::var_os(name));
    let glyphs = look.glyphs;
    let done = match arguments.command {
        Some(_) if arguments.step.is_some() || arguments.theme.is_some() => {
            Err(Stop::Usage("--step and --theme stand behind the command they are for".to_owned()))
        }
        None => {
            let keeping = Keeping::of(!arguments.no_save);
            open(&arguments.lesson, arguments.step.as_deref(), look, &keeping)
        }
        Some(Command::Run { lesson, step, format, set, data, drawn }) => {
            let data = data.as_deref();
            let wanted = Print { step: step.as_deref(), format, set: &set, data, glyphs };
            if picture::is_asked_for(&drawn) {
                picture::draw(&lesson, &wanted, &drawn)
            } else {
                print(&lesson, &wanted)
            }
        }
        Some(Command::Check { paths, strict }) => {
            let doubts = if strict { Doubts::Fail } else { Doubts::Warn };
            check_all(&paths, doubts, glyphs)
        }
        Some(Command::Progress { format }) => kept::progress(format, glyphs),
        Some(Command::Review) => review(look, &Keeping::of(true)),
        Some(Command::Reset { lesson, yes }) => kept::reset(lesson.as_deref(), yes, glyphs),
        Some(Command::List) => list(glyphs),
    };
    done.unwrap_or_else(|stop| stop.tell(glyphs))
}
