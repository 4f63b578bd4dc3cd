//! cargo-fuzz: see the file that is run.

#![no_main]

#[path = "../../tests/it/fuzz/lesson.rs"]
mod target;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| target::run(bytes));
