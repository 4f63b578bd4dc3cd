//! `layerlab`: a lab in the terminal for understanding neurons and layers.
//!
//! A lesson is a file. A step of it runs on the neuron engine and gives an outcome: the code, what
//! Keras would print, the shapes, the weights, the arithmetic, a chart. What a learner does is an
//! entry of a journal; the state of a step is its entries, done again over the lesson. The faces show
//! outcomes.
//!
//! ```text
//!  lesson file ──▶ lesson ──┐
//!                           ├──▶ lab ──▶ Outcome ──▶ tui · transcript · JSON · check
//!  journal file ◀▶ journal ─┘     │
//!      nn · sklearn · chart (beside each other, below everything), trees over sklearn, all over arrays
//! ```
//!
//! | module | what it is |
//! |---|---|
//! | [`arrays`] | arrays as NumPy prints them |
//! | [`nn`] | the neuron engine, in Keras's terms, float32 |
//! | [`sklearn`] | what is around models, in scikit-learn's terms, float64: splits, scaling, lines, metrics |
//! | [`trees`] | trees, forests and boosting, in scikit-learn's and XGBoost's terms |
//! | [`chart`] | numbers in, cells with roles out |
//! | [`lesson`] | what a lesson file says: the format, its errors, the shelf |
//! | [`journal`] | what was done in a lesson: entries by step, undo and redo |
//! | [`lab`] | a lesson being worked through: actions, the replay of what was done, goals, outcomes |
//! | [`recall`] | questions of earlier lessons, asked again |
//! | [`store`] | journals on disk |
//! | [`transcript`] | a lesson as plain text |
//! | [`tui`] | the terminal app |
//! | [`svg`] | a picture for slides and handouts |
//! | [`check`] | a lesson that proves itself |
//! | [`cli`] | the commands |
//!
//! Use goes one way: `cli` → `check` → `tui`, `transcript` → `lab` → `journal` → `lesson` → `nn`, with
//! `sklearn` and `chart` beside `nn`, `trees` over `sklearn`, `recall` beside `lab`, and `store` knows
//! `journal` alone. `nn`, `sklearn` and `trees` know no lesson, file, clock or terminal;
//! only `lesson` knows TOML, only `tui` knows ratatui and crossterm, only the curves of `chart` know
//! textplots.

pub mod arrays;

pub mod nn;

pub mod sklearn;

pub mod trees;

pub mod chart;

pub mod lesson;

pub mod journal;

pub mod lab;

pub mod recall;

pub mod store;

pub mod transcript;

pub mod tui;

pub mod svg;

pub mod check;

pub mod cli;

pub mod ascii;
