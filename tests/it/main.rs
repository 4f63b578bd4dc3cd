//! One test binary: the engine against Keras, the charts, the lessons, the lab, the screens.

mod chart;
mod keras;
mod printing;
