//! The tests.

mod keras;
mod printing;
