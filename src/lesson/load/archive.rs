//! A zip archive, as far as `np.savez` writes one: its files, stored as they are or deflated.

use std::io::Read;

use flate2::Crc;
use flate2::read::DeflateDecoder;

/// A file in an archive.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry<'a> {
    pub(super) name: String,
    packed: &'a [u8],
    is_deflated: bool,
    checksum: u32,
}

/// The files of an archive, in their order.
///
/// # Errors
/// What it is that cannot be read.
pub(super) fn entries(archive: &[u8]) -> Result<Vec<Entry<'_>>, String> {
    let end = archive.windows(END.len()).rposition(|bytes| bytes == END).ok_or(NO_ARCHIVE)?;
    let count = two(archive, end + 10).ok_or(NO_ARCHIVE)?;
    let mut at = four(archive, end + 16).ok_or(NO_ARCHIVE)?;
    if count > MOST {
        return Err(format!("{count} arrays in one file are too many: the limit is {MOST}"));
    }
    let mut entries = Vec::new();
    for _ in 0..count {
        let (entry, next) = entry(archive, at).ok_or(NO_ARCHIVE)?;
        entries.push(entry?);
        at = next;
    }
    Ok(entries)
}

impl Entry<'_> {
    /// Its first bytes, at most so many.
    pub(super) fn start(&self, most: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        // What can be read of a damaged file is looked at; the whole of it is checked.
        let _ = self.unpacked().take(most as u64).read_to_end(&mut bytes);
        bytes
    }

    /// All of it, where it has so many bytes and what it had when it was packed.
    pub(super) fn whole(&self, bytes: usize) -> Result<Vec<u8>, String> {
        let mut whole = Vec::with_capacity(bytes);
        let read = self.unpacked().take(bytes as u64 + 1).read_to_end(&mut whole);
        let mut crc = Crc::new();
        crc.update(&whole);
        match read {
            Ok(_) if whole.len() == bytes && crc.sum() == self.checksum => Ok(whole),
            _ => Err("this array is damaged: save it again".to_owned()),
        }
    }

    fn unpacked(&self) -> Unpacked<'_> {
        if self.is_deflated {
            Unpacked::Deflated(DeflateDecoder::new(self.packed))
        } else {
            Unpacked::Stored(self.packed)
        }
    }
}

/// A file in an archive while it is read.
enum Unpacked<'a> {
    Stored(&'a [u8]),
    Deflated(DeflateDecoder<&'a [u8]>),
}

impl Read for Unpacked<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        match self {
            Self::Stored(bytes) => bytes.read(buffer),
            Self::Deflated(bytes) => bytes.read(buffer),
        }
    }
}

const END: &[u8] = b"PK\x05\x06";
const IN_DIRECTORY: &[u8] = b"PK\x01\x02";
const IN_FRONT: &[u8] = b"PK\x03\x04";
const NO_ARCHIVE: &str = "this is no file that np.savez has written, or it is damaged";
/// More arrays are no data set.
const MOST: usize = 1_000;

/// The file whose line of the directory is at some byte, and where the next line is.
fn entry(archive: &[u8], at: usize) -> Option<(Result<Entry<'_>, String>, usize)> {
    archive.get(at..)?.strip_prefix(IN_DIRECTORY)?;
    let (method, checksum) = (two(archive, at + 10)?, four(archive, at + 16)?);
    let (packed, name) = (four(archive, at + 20)?, two(archive, at + 28)?);
    let next = at + 46 + name + two(archive, at + 30)? + two(archive, at + 32)?;
    let name = String::from_utf8_lossy(archive.get(at + 46..at + 46 + name)?).into_owned();
    // The same stands again in front of the file itself, with a length of its own.
    let front = four(archive, at + 42)?;
    archive.get(front..)?.strip_prefix(IN_FRONT)?;
    let start = front + 30 + two(archive, front + 26)? + two(archive, front + 28)?;
    let packed = archive.get(start..start.checked_add(packed)?)?;
    let is_locked = two(archive, at + 8)? & 1 == 1;
    let entry = match method {
        0 | 8 if !is_locked => {
            Ok(Entry { name, packed, is_deflated: method == 8, checksum: checksum as u32 })
        }
        _ => Err("this archive is packed in another way: save it with np.savez".to_owned()),
    };
    Some((entry, next))
}

fn two(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..)?.first_chunk()?;
    Some(usize::from(u16::from_le_bytes(*bytes)))
}

fn four(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..)?.first_chunk()?;
    Some(u32::from_le_bytes(*bytes) as usize)
}
