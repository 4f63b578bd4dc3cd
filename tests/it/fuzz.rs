//! The three doors through which the world comes in (a lesson file, a number, the keys) under
//! noise: a bounded run with fixed seeds here, as long as one likes with cargo-fuzz.

mod keys;
mod lesson;
mod number;

use std::fs;
use std::path::Path;

use layerlab::lesson::shelf;
use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};

#[test]
fn a_lesson_may_be_anything() {
    let sources = shelf::NAMES.map(|name| shelf::built_in(name).unwrap().text);
    let sources: Vec<&[u8]> = sources.iter().map(String::as_bytes).collect();
    under_noise(1, 300, &sources, lesson::run);
}

#[test]
fn a_number_may_be_anything() {
    let numbers: [&[u8]; 6] = [
        b"200\r",
        b"-1e-50\r",
        b"1111111111111111111\r",
        b"\x7f\x7f0.1\t",
        b"1e39\x1b[D9\r",
        b".\r",
    ];
    under_noise(2, 2_000, &numbers, number::run);
}

#[test]
fn keys_may_come_in_any_order() {
    let keys: [&[u8]; 5] = [
        b"\0\t150\r\x1b[A\x1b[Bujkn?q",
        b"\x0f  >>>> eebbrnv\x1b[C",
        b"\x19l\x1b[B\r12hhs\x1b[200~9\x1b[201~",
        b"\x2a\t5\x1b[<0;10;20M\x1b[<64;3;3M\x1b[6~",
        b"\x33\x1b[H\x1b[F\x1b[1;2A\x1b[1;2B\x12Uu",
    ];
    under_noise(3, 100, &keys, keys::run);
}

// What cargo-fuzz has found stays here.
#[test]
fn what_was_found_once_stays_mended() {
    for (folder, run) in
        [("lesson", lesson::run as fn(&[u8])), ("number", number::run), ("keys", keys::run)]
    {
        let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz").join(folder);
        for case in fs::read_dir(cases).unwrap() {
            run(&fs::read(case.unwrap().path()).unwrap());
        }
    }
}

/// Runs so many inputs, each made of one of the samples by a few changes.
fn under_noise(seed: u64, times: usize, samples: &[&[u8]], run: fn(&[u8])) {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    for _ in 0..times {
        let mut bytes = samples[random.random_range(0..samples.len())].to_vec();
        for _ in 0..random.random_range(0..8) {
            change(&mut bytes, &mut random);
        }
        run(&bytes);
    }
}

/// One change: a byte replaced, taken out or put in, or a stretch said twice.
fn change(bytes: &mut Vec<u8>, random: &mut ChaCha8Rng) {
    let at = random.random_range(0..=bytes.len());
    let end = (at + random.random_range(0..20)).min(bytes.len());
    match random.random_range(0..4) {
        0 => bytes.insert(at, random.random()),
        1 => drop(bytes.drain(at..end)),
        2 => {
            let again = bytes[at..end].to_vec();
            bytes.splice(at..at, again);
        }
        _ if at < bytes.len() => bytes[at] = random.random_range(b' '..=b'~'),
        _ => (),
    }
}
