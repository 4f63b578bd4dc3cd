//! The door: error reports, arguments, exit code.

use std::process::ExitCode;

use color_eyre::config::HookBuilder;
use color_eyre::eyre::Result;
use layerlab::cli;

fn main() -> Result<ExitCode> {
    // Before the terminal is taken over: its own hook, which gives the terminal back, then runs
    // first when something panics.
    HookBuilder::default().display_env_section(false).install()?;
    match cli::arguments() {
        Ok(arguments) => Ok(cli::run(arguments)),
        Err(code) => Ok(code),
    }
}
