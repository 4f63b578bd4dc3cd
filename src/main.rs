//! The door: error reports, arguments, exit code.

use std::process::ExitCode;

use clap::Parser;
use color_eyre::config::HookBuilder;
use color_eyre::eyre::Result;
use layerlab::cli::{self, Arguments};

fn main() -> Result<ExitCode> {
    // Before the terminal is taken over: its own hook, which gives the terminal back, then runs
    // first when something panics.
    HookBuilder::default().display_env_section(false).install()?;
    cli::run(Arguments::parse())
}
