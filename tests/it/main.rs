//! One test binary: the engine against Keras, the charts, the lessons, the lab, the screens.

#![allow(clippy::unwrap_used, reason = "a test that has nothing to unwrap has failed")]

mod cases;
mod chart;
mod commands;
mod fitting;
mod harness;
mod journal;
mod keras;
mod lab;
mod large;
mod lessons;
mod limits;
mod printing;
mod pty;
mod readme;
mod screens;
mod structure;
mod training;
