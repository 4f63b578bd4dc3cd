//! One test binary: the engine against Keras, the charts, the lessons, the lab, the screens.

#![allow(clippy::unwrap_used, reason = "a test that has nothing to unwrap has failed")]

mod cases;
mod chart;
mod commands;
mod fitting;
mod harness;
mod hostile;
mod keras;
mod lab;
mod lessons;
mod printing;
mod pty;
mod readme;
mod screens;
mod stopping;
mod structure;
mod training;
