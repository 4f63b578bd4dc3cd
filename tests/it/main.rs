//! The tests.

mod chart;
mod keras;
mod printing;
