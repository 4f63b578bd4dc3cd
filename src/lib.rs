//! `layerlab`: a lab in the terminal for understanding neurons and layers.
//!
//! A lesson is a file. A step of it runs on the neuron engine and gives an outcome: the code, what
//! Keras would print, the shapes, the weights, the arithmetic, a chart. The faces show outcomes.
//!
//! ```text
//!  lesson file ──▶ lesson ──▶ lab ──▶ Outcome ──▶ tui · transcript · JSON · check
//!                              │
//!                    nn · chart (beside each other, below everything)
//! ```
//!
//! | module | what it is |
//! |---|---|
//! | [`nn`] | the neuron engine, in Keras's terms, float32 |
//! | [`chart`] | numbers in, cells with roles out |
//! | [`lesson`] | what a lesson file says: the format, its errors, the shelf |
//! | [`lab`] | a lesson being worked through: actions, edits, goals, outcomes |
//! | [`transcript`] | a lesson as plain text |
//! | [`tui`] | the terminal app |
//! | [`check`] | a lesson that proves itself |
//! | [`cli`] | the commands |
//!
//! Use goes one way: `cli` → `check` → `tui`, `transcript` → `lab` → `lesson` → `nn`, with `chart`
//! beside `nn`. `nn` knows no lesson, file, clock or terminal; only `lesson` knows TOML, only `tui`
//! knows ratatui and crossterm, only the curves of `chart` know textplots.

pub mod nn;

pub mod chart;

pub mod lesson;

pub mod journal;

pub mod lab;

pub mod store;

pub mod transcript;

pub mod tui;

pub mod check;

pub mod cli;

pub mod ascii;
