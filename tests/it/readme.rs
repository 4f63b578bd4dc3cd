//! What the README says holds: its lesson runs, its keys are the keys, its picture is the screen.

use std::fs;
use std::path::Path;
use std::process::Command;

use layerlab::lesson::shelf;
use layerlab::{check, lesson};

use crate::harness::open;
use crate::manual::{blocks, example};
use crate::scratch;

const README: &str = include_str!("../../README.md");
const FORMAT: &str = include_str!("../../src/lesson/format.rs");
const CARD: &str = include_str!("../../src/lesson/format/card.rs");

#[test]
fn the_example_lesson_is_the_first_of_the_manual() {
    let lessons = blocks(README, "toml");
    assert_eq!(lessons, [example("One line")]);
    assert!(README.contains("(docs/lessons.md)"));
}

#[test]
fn the_examples_of_the_doc_comments_pass_their_own_check() {
    let comments: String = [FORMAT, CARD]
        .iter()
        .flat_map(|file| file.lines())
        .filter_map(|l| l.strip_prefix("//!"))
        .flat_map(|l| [l.trim_start(), "\n"])
        .collect();
    let lessons = blocks(&comments, "toml");
    assert_eq!(lessons.len(), 3);
    for source in &lessons {
        let lesson = lesson::read("format.rs", source).unwrap();
        assert_eq!(check::check(&lesson, source), []);
    }
}

#[test]
fn the_picture_is_the_screen() {
    let picture = &blocks(README, "text")[0];
    let first = shelf::built_in("neurons-and-layers").unwrap().text;
    let mut screen = open(&first, "a-line-to-turn");
    assert_eq!(screen.text().trim_end(), picture.trim_end());
}

#[test]
fn the_drawings_are_what_their_commands_draw() {
    let commands = README.lines().filter(|line| line.contains("--svg docs/"));
    let commands: Vec<&str> = commands.collect();
    assert_eq!(commands.len(), 4);
    for command in commands {
        let mut words: Vec<&str> = command.split_whitespace().skip(1).collect();
        let at = words.iter().position(|word| word.starts_with("docs/")).unwrap();
        let (shipped, drawn) = (words[at], scratch::empty_folder().join("drawing.svg"));
        words[at] = drawn.to_str().unwrap();
        let done = Command::new(env!("CARGO_BIN_EXE_layerlab")).args(words).status().unwrap();
        assert!(done.success() && README.contains(&format!("({shipped})")), "{command}");
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join(shipped);
        let [known, now] = [shipped, drawn].map(|file| fs::read_to_string(file).unwrap());
        assert!(known == now, "draw it again: {command}");
    }
}

#[test]
fn the_faults_of_the_readme_are_told_like_that() {
    let source = example("One line").replacen("title", "tilte", 1);
    let source = source.replacen("{ layer = \"price\"", "{ layer = \"prize\"", 1);
    let error = lesson::read("my-lesson.toml", &source).unwrap_err().to_string();
    assert!(blocks(README, "text").iter().any(|block| block.trim_end() == error), "{error}");
}

#[test]
fn every_key_of_the_readme_is_in_the_help() {
    let source = &blocks(README, "toml")[0];
    let help = open(source, "your-turn").size(120, 90).press("?").text();
    let keys = [
        "←/→", "Tab", "↑/↓", "0-9", "Space", "b/e", "</>", "v", "g", "t", "u", "U", "r", "n", "h",
        "c", "o",
    ];
    for key in keys.into_iter().chain(["s", "l", "PgDn", "?", "q"]) {
        let line = help.lines().any(|line| line.trim_start().starts_with(key));
        assert!(line, "{key} is not in\n{help}");
    }
}
