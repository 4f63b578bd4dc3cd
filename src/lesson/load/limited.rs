//! Reading with an end: however much a few packed bytes become, no more than a limit is read.

use std::io::{self, Read};

use crate::lesson::limits;

/// What is read through it is counted, and ends in an error where it is too much.
#[derive(Debug)]
pub(super) struct Limited<'a, R> {
    inner: R,
    /// What may still be read of this file, and of all files of the lesson.
    file: u64,
    lesson: &'a mut u64,
}

impl<'a, R: Read> Limited<'a, R> {
    pub(super) fn new(inner: R, lesson: &'a mut u64) -> Self {
        Self { inner, file: limits::DATA_BYTES, lesson }
    }
}

impl<R: Read> Read for Limited<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let left = |left: u64| left.checked_sub(read as u64);
        match (left(self.file), left(*self.lesson)) {
            (Some(file), Some(lesson)) => {
                (self.file, *self.lesson) = (file, lesson);
                Ok(read)
            }
            (None, _) => Err(too_large("this file has", limits::DATA_BYTES)),
            (_, None) => Err(too_large("the files of a lesson have", limits::LESSON_DATA_BYTES)),
        }
    }
}

fn too_large(who: &str, limit: u64) -> io::Error {
    let megabytes = limit / 1024 / 1024;
    io::Error::new(io::ErrorKind::FileTooLarge, format!("{who} more than {megabytes} MB, unpacked"))
}

/// What went wrong while a file was read, in words.
pub(super) fn told(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::FileTooLarge => format!("{error}: expected less"),
        _ => format!("this file cannot be read: {error}"),
    }
}
