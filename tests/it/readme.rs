//! What the README says holds: its lesson runs, its keys are the keys, its picture is the screen.

use std::fs;
use std::path::Path;
use std::process::Command;

use layerlab::lesson::shelf;
use layerlab::{check, lesson};

use crate::harness::open;
use crate::scratch;

const README: &str = include_str!("../../README.md");
const FORMAT: &str = include_str!("../../src/lesson/format.rs");
const CARD: &str = include_str!("../../src/lesson/format/card.rs");

/// The blocks of a language, in order.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    let ends = |block: &str| block.split("```").next().unwrap_or_default().to_owned();
    text.split(&fence).skip(1).map(ends).collect()
}

#[test]
fn the_example_lessons_pass_their_own_check() {
    let lessons = blocks(README, "toml");
    assert_eq!(lessons.len(), 8);
    for source in &lessons {
        let lesson = lesson::read("README.md", source).unwrap();
        assert_eq!(check::check(&lesson, source), []);
    }
}

#[test]
fn the_examples_of_the_manual_pass_their_own_check() {
    let manual: String = [FORMAT, CARD]
        .iter()
        .flat_map(|file| file.lines())
        .filter_map(|l| l.strip_prefix("//!"))
        .flat_map(|l| [l.trim_start(), "\n"])
        .collect();
    let lessons = blocks(&manual, "toml");
    assert_eq!(lessons.len(), 3);
    for source in &lessons {
        let lesson = lesson::read("format.rs", source).unwrap();
        assert_eq!(check::check(&lesson, source), []);
    }
}

#[test]
fn the_goal_of_the_example_can_be_reached() {
    let source = &blocks(README, "toml")[0];
    open(source, "your-turn").press("<tab>2<enter>").shows("Reached.");
}

#[test]
fn the_example_with_a_card_has_folded_code_and_what_was_found() {
    let source = &blocks(README, "toml")[5];
    let screen = open(source, "by-hand").shows("c opens 5 lines of Keras").hides(">>>");
    let screen = screen.press("c").shows(">>> set_w").press("<tab>1.5<enter><tab>2<enter><esc>");
    let screen = screen.shows("Reached.").press("<right><right>").shows("What you found");
    screen.shows("✓ The fare is 1.5 for a kilometre").shows("Still open:");
}

#[test]
fn the_goal_in_a_unit_is_told_in_it_and_replies() {
    let source = &blocks(README, "toml")[2];
    open(source, "your-turn")
        .shows("now on average 275 thousand")
        .press("<tab>-10<enter>")
        .shows("With w = -10 a larger house costs")
        .press("200<enter><tab>100<enter>")
        .shows("Reached. The large house now costs 500");
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
    let source = blocks(README, "toml")[0].replacen("title", "tilte", 1);
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
