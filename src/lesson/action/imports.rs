//! `run = "imports"`.

use super::words::Words;

/// `run = "imports"`: it has no words of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Imports;

impl Words for Imports {}
