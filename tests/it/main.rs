//! One test binary: the engine against Keras, the charts, the lessons, the lab, the screens.

mod chart;
mod harness;
mod keras;
mod printing;
mod readme;
mod screens;
