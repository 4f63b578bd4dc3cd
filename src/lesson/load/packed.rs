//! What kind of file one is, by its name, and unpacking it.

use std::io::{self, Read, Take};

use flate2::read::MultiGzDecoder;

use crate::lesson::files::Opened;
use crate::lesson::limits;

/// A kind of data file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    PackedText,
    Array,
    Arrays,
}

impl Kind {
    /// The kind that the name of a file says.
    pub(super) fn of(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        let kinds = [
            (".csv", Self::Text),
            (".csv.gz", Self::PackedText),
            (".npy", Self::Array),
            (".npz", Self::Arrays),
        ];
        kinds.into_iter().find(|(end, _)| name.ends_with(end)).map(|(_, kind)| kind)
    }

    /// What is said of any other.
    pub(super) const EXPECTED: &str =
        ": expected a name that ends in .csv, .csv.gz, .npy or .npz, for what is in the file";
}

/// A file, packed or not.
#[derive(Debug)]
pub(super) enum Packed {
    No(Opened),
    Gzip(Box<MultiGzDecoder<Take<Opened>>>),
}

impl Packed {
    pub(super) fn new(kind: Option<Kind>, opened: Opened) -> Self {
        match kind {
            // Parts that unpack to nothing could follow each other without end.
            Some(Kind::PackedText) => {
                Self::Gzip(Box::new(MultiGzDecoder::new(opened.take(limits::DATA_BYTES))))
            }
            _ => Self::No(opened),
        }
    }
}

impl Read for Packed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::No(opened) => opened.read(buffer),
            Self::Gzip(packed) => packed.read(buffer),
        }
    }
}
