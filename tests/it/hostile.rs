//! Files that nobody would write in good faith, checked by the program itself: each is refused
//! within a moment, in words, or does no harm.

#![allow(clippy::unwrap_used, reason = "a test may be strict")]

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::scratch::{empty_folder, file};

const LESSON: &str = include_str!("../fixtures/lines.toml");

/// Far more than any of them takes, and far less than a hang; builds of tests are slow builds.
const MOMENT: Duration = Duration::from_secs(10);

/// Checks a file, which has to end soon, without a panic and without a flood of words.
#[track_caller]
fn check(name: &str, bytes: impl AsRef<[u8]>) -> (Option<i32>, String) {
    let path = file(name, bytes);
    let start = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_layerlab"));
    let output = command.arg("check").arg(&path).stdin(Stdio::null()).env_clear().output().unwrap();
    fs::remove_file(path).unwrap();
    assert!(start.elapsed() < MOMENT, "{name} took {:?}", start.elapsed());
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{name}");
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.len() < 5_000, "{name}: {} bytes", text.len());
    let steers = |c: char| c.is_control() && c != '\n';
    assert_eq!(text.chars().find(|c| steers(*c)), None, "{name}: {text:?}");
    (output.status.code(), text)
}

#[track_caller]
fn refused(name: &str, bytes: impl AsRef<[u8]>, needle: &str) {
    let (code, text) = check(name, bytes);
    assert_eq!(code, Some(1), "{name}: {text}");
    assert!(text.contains(needle), "{name}: no {needle:?} in:\n{text}");
}

fn with(from: &str, to: &str) -> String {
    assert!(LESSON.contains(from));
    LESSON.replacen(from, to, 1)
}

/// The lesson with one more step that says this.
fn step(line: &str) -> String {
    format!("{LESSON}[[step]]\nid = \"more\"\ntitle = \"More\"\n{line}\n")
}

#[test]
fn what_is_no_text_is_no_lesson() {
    let binary: Vec<u8> = (0..=255).cycle().take(10_000).collect();
    refused("binary.toml", binary, "this is not a text file in UTF-8");
    refused("nuls.toml", [0; 10_000], "nuls.toml:1:10001: key with no value");
    refused("nul.toml", format!("{LESSON}text = \"\0\""), "nul.toml:18:9: ");
    refused("returns.toml", LESSON.replace('\n', "\r"), "carriage return must be followed");
    refused("escape.toml", with("A line", "\u{1b}]0;x\u{7}"), "escape.toml:16:10: ");
    refused("escaped.toml", with("A line", "\\u001b]0;x\\u0007"), "could steer");
    assert_eq!(check("mark.toml", format!("\u{feff}{LESSON}")).0, Some(0));
}

#[test]
fn what_is_too_large_is_refused() {
    let limit = 2 << 20;
    refused("over.toml", "#".repeat(limit + 1), "too large for a lesson: more than 2 MiB");
    let full = format!("{LESSON}{}", "#".repeat(limit - LESSON.len()));
    assert_eq!(check("full.toml", full).0, Some(0));
    refused("empty-lines.toml", "\n".repeat(limit - 1) + "x", ".toml:2097152:2: ");
}

#[test]
fn nesting_has_an_end() {
    refused("arrays.toml", format!("x = {}", "[".repeat(2_000_000)), "recurs");
    refused("tables.toml", format!("x = {}", "{a=".repeat(600_000)), "recurs");
    refused("keys.toml", format!("{}b = 1", "a.".repeat(900_000)), "recurs");
    refused("heads.toml", "[".repeat(2_000_000), ".toml:1:3: ");
}

#[test]
fn too_many_of_anything_are_too_many() {
    let of = |piece: &str, count: usize| piece.repeat(count);
    let steps = LESSON.to_owned() + &of("[[step]]\nid = \"a\"\ntitle = \"A\"\n", 50_000);
    refused("steps.toml", steps, "50002 steps are too many: the limit is 500");
    let hints = step(&format!("hints = [{}]", of("\"a\",", 500_000)));
    refused("hints.toml", hints, "500000 hints are too many: the limit is 20");
    let solutions = step(&format!("solution = [{}]", of("{ w = [[1]], b = [1] },", 50_000)));
    refused("solutions.toml", solutions, "50000 solutions are too many: the limit is 20");
    let rows = with("[[1.0], [2.0]]", &format!("[{}]", of("[1],", 400_000)));
    refused("rows.toml", rows, "400000 rows are too many: the limit is 10000");
    let wide = with("[[1.0], [2.0]]", &format!("[[{}]]", of("1,", 1_000_000)));
    refused("wide.toml", wide, "1000000 numbers in a row are too many: the limit is 1000");
    let asked = step(&format!("run.call = {{ layer = \"line\", rows = [{}] }}", of("0,", 999_999)));
    refused("asked.toml", asked, "999999 rows are too many: the limit is 10000");
    let values = step(&format!("expect.values = [{}]", of("[1],", 400_000)));
    refused("values.toml", values, "400000 rows are too many: the limit is 10000");
}

#[test]
fn a_number_without_end_is_refused() {
    let digits = "9".repeat(1_000_000);
    refused("number.toml", with("300.0", &digits), "overflowed");
    refused("exponent.toml", with("300.0", &format!("1e{digits}")), "that fits float32");
    refused("units.toml", with("units = 1", &format!("units = {digits}")), "overflowed");
    assert_eq!(check("exact.toml", with("300.0", &format!("0.{digits}"))).0, Some(0));
}

#[test]
fn a_key_that_stands_twice_is_refused() {
    let keys: Vec<String> = (0..150_000).map(|key| format!("k{key} = 1\n")).collect();
    let keys = keys.concat();
    refused("twice.toml", format!("{keys}k1 = 2"), ".toml:150001:1: duplicate key");
    refused("unknown.toml", format!("{LESSON}{keys}"), "unknown field `k0`");
    refused("title.toml", format!("{LESSON}title = \"Again\""), ".toml:18:1: duplicate key");
}

#[test]
fn a_name_without_end_is_refused_and_not_printed() {
    let long = "x".repeat(1_000_000);
    let id = with("id = \"line\"", &format!("id = \"{long}\""));
    refused("id.toml", id, "an id has at most 80 characters, and here are 1000000");
    let title = with("A line", &long);
    refused("title.toml", title, "a title has at most 120 characters, and here are 1000000");
    let text = step(&format!("text = \"{long}\""));
    refused("text.toml", text, "a text has at most 4000 characters, and here are 1000000");
    let data = with("data.houses", &format!("data.{long}"));
    refused("data.toml", data, "the name of a data set has at most 60 characters");
    let layer = step(&format!("run.call = {{ layer = \"{long}\" }}"));
    refused("layer.toml", layer, "there is no layer `xxx");
    refused("field.toml", step(&format!("{long} = 1")), "expected one of `id`, `title`");
    refused("variant.toml", step(&format!("run = \"{long}\"")), "expected one of `imports`");
    refused("type.toml", step(&format!("run.mask = {{ y = \"{long}\" }}")), "expected a number");
}

#[test]
fn many_steps_and_many_files_are_checked_at_once() {
    let step = |index| format!("[[step]]\nid = \"s{index}\"\ntitle = \"S\"\ntext = \"**A** b.\"\n");
    let steps: String = (0..488).map(step).collect();
    let start = Instant::now();
    let (code, text) = check("steps-490.toml", format!("{LESSON}{steps}"));
    assert!(start.elapsed() < Duration::from_secs(5), "490 steps took {:?}", start.elapsed());
    assert_eq!(code, Some(0), "{text}");
    let many = empty_folder();
    (0..300).for_each(|index| fs::write(many.join(format!("{index}.toml")), LESSON).unwrap());
    let start = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_layerlab"));
    let output = command.arg("check").arg(&many).env_clear().output().unwrap();
    assert!(start.elapsed() < Duration::from_secs(5), "300 files took {:?}", start.elapsed());
    assert!(output.stdout.ends_with(b"300 lessons checked, 0 failed\n"));
}
