//! A lab in the terminal for understanding neurons and layers.

pub mod ascii;
pub mod chart;
pub mod lab;
pub mod lesson;
pub mod nn;
pub mod transcript;
pub mod tui;
