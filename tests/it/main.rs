//! One test binary: the engine against Keras, the charts, the lessons, the lab, the screens.

#![allow(clippy::unwrap_used, reason = "a test that has nothing to unwrap has failed")]

#[cfg(unix)]
mod asked;
mod asking;
mod background;
mod backward;
mod blanks;
mod boosters;
mod boosting;
mod bowls;
mod card;
mod cases;
mod chart;
mod choosing;
mod classes;
mod commands;
mod datasets;
#[cfg(unix)]
mod decode;
mod fallbacks;
mod faults;
mod fitting;
mod fixtures;
mod folding;
mod foreseen;
mod forest_picture;
mod forests;
mod frames;
#[cfg(unix)]
mod fuzz;
mod ghosts;
mod goals;
mod growing;
mod handed_on;
mod harness;
mod hold;
mod holding;
mod hostile;
mod images;
mod journal;
#[cfg(unix)]
mod keeping;
mod keras;
mod kinds;
mod lab;
mod large;
mod lessons;
mod limits;
#[cfg(unix)]
mod listening;
mod live;
mod manual;
mod marked;
mod measured;
mod mistakes;
mod motion;
mod network;
mod palette;
mod panel;
mod parity;
mod parts;
mod pictures;
mod planes;
mod printing;
mod pty;
mod race;
mod reading;
mod readme;
mod recall;
mod scratch;
mod screens;
#[cfg(unix)]
mod seen;
mod signals;
mod sizes;
mod sklearn;
mod sliding;
mod softmax;
mod stage;
mod stopping;
mod strict;
mod structure;
mod svg;
#[cfg(unix)]
mod teaching;
mod terminal;
mod touch;
mod training;
mod tree_picture;
mod trees;
mod trees_large;
mod tried;
mod tuning;
mod turning;
mod units;
mod vision;
