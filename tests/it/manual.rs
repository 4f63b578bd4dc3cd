//! What the manual for teachers says holds: its lessons run, its tables are what the reader knows, its
//! limits are the limits, and what the check is said to say it can say.

#![allow(clippy::unwrap_used, reason = "a test may be strict")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use layerlab::lesson::limits;
use layerlab::lesson::live::{self, Piece};
use layerlab::{check, lesson};

use crate::harness::open;
use crate::scratch;

const MANUAL: &str = include_str!("../../docs/lessons.md");

/// The blocks of a language, in order.
pub(crate) fn blocks(text: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    let ends = |block: &str| block.split("```").next().unwrap_or_default().to_owned();
    text.split(&fence).skip(1).map(ends).collect()
}

/// The lesson of the manual with that title.
pub(crate) fn example(title: &str) -> String {
    let line = format!("\ntitle = \"{title}\"\nabout");
    let found = blocks(MANUAL, "toml").into_iter().find(|block| block.contains(&line));
    found.unwrap_or_else(|| panic!("no lesson {title} in the manual"))
}

#[test]
fn its_lessons_pass_their_own_check_and_teach_by_doing() {
    let lessons = blocks(MANUAL, "toml");
    assert_eq!(lessons.len(), 13);
    for (index, source) in lessons.iter().enumerate() {
        let lesson = lesson::read("lessons.md", source).unwrap();
        assert_eq!(check::check(&lesson, source), []);
        let file = scratch::file_at(&format!("manual-{index}.toml"), source);
        let checked = layerlab(&["check", "--strict", &file]);
        assert!(checked.ends_with("1 lesson checked, 0 failed\n"), "{checked}");
    }
}

#[test]
fn its_picture_is_the_screen() {
    let picture = &blocks(MANUAL, "text")[0];
    let mut screen = open(&example("One line"), "your-turn");
    assert_eq!(screen.text().trim_end(), picture.trim_end());
}

#[test]
fn a_solution_that_does_not_reach_its_goal_is_told_like_that() {
    let source =
        example("One line").replace("solution = { w = [[2.0]]", "solution = { w = [[3.0]]");
    let file = scratch::file_at("my-lesson.toml", source);
    let told = layerlab(&["check", &file]).replace(&file, "my-lesson.toml");
    assert_eq!(blocks(MANUAL, "text")[1], told);
}

#[test]
fn its_faults_are_told_like_that() {
    let source = example("One line").replacen("title", "tilte", 1);
    let source = source.replacen("{ layer = \"price\"", "{ layer = \"prize\"", 1);
    let error = lesson::read("my-lesson.toml", &source).unwrap_err().to_string();
    assert_eq!(blocks(MANUAL, "text")[2].trim_end(), error);
}

#[test]
fn every_goal_of_an_example_is_reached_by_hand() {
    let line = open(&example("One line"), "your-turn");
    line.press("<tab>2<enter>").shows("Reached.");
    let line = open(&example("Hands first"), "a-line").shows("b held");
    line.press("2<enter>").shows("Reached.");
    open(&example("A fair price"), "your-turn")
        .shows("now on average 275 thousand")
        .press("<tab>-10<enter>")
        .shows("With w = -10 a larger house costs")
        .press("200<enter><tab>100<enter>")
        .shows("Reached. The large house now costs 500");
}

#[test]
fn the_example_with_a_card_has_folded_code_and_what_was_found() {
    let screen = open(&example("A fare"), "by-hand").shows("c opens 5 lines of code").hides(">>>");
    let screen = screen.press("c").shows(">>> set_w").press("<tab>1.5<enter><tab>2<enter><esc>");
    let screen = screen.shows("Reached.").press("<right><right>").shows("What you found");
    screen.shows("✓ The fare is 1.5 for a kilometre").shows("Still open:");
}

#[test]
fn its_tables_are_what_the_reader_knows() {
    for (heading, place) in [
        ("### The head", "MORE"),
        ("### The data", "[data.more]\nMORE"),
        ("#### Data by a formula", "[data.more]\ngenerate = { MORE }"),
        ("### A step", "[[step]]\nMORE"),
        ("### What a step does", "[[step]]\nrun.MORE"),
        ("#### Asking a layer or a model", "[[step]]\nrun.call = { MORE }"),
        ("### To turn before there is code", "[[step]]\ntouch = \"more\""),
        ("### To ask first", "[[step]]\npredict = { MORE }"),
        ("### Blanks", "[[step]]\n[[step.fill]]\nMORE"),
        ("### Goals", "[[step]]\ngoal.claims = { MORE }"),
        ("### Questions and recall", "[[step]]\nquestion = { MORE }"),
        ("### The card", "[[step]]\ncard = { MORE }"),
        ("### Training and races", "[[step]]\nrun.fit = { MORE }"),
        ("### Pictures and bowls", "[[step]]\npicture = \"more\""),
        ("### The way there and back", "[[step]]\nbackward = { MORE }"),
    ] {
        assert_eq!(first_words(&tables(heading)[0]), known(place), "{heading}");
    }
    let second = |heading: &str| first_words(&tables(heading)[1]);
    assert_eq!(second("### To ask first"), known("[[step]]\npredict.what = \"more\""));
    assert_eq!(second("### Pictures and bowls"), known("[[step]]\nbowl = { MORE }"));
    let goal = [first_words(&tables("### Goals")[0]), second("### Goals")].concat();
    assert_eq!(sorted(goal), known("[[step]]\ngoal = { MORE }"));
}

#[test]
fn the_fields_of_each_action_are_those_that_the_reader_knows() {
    let table = &tables("### What a step does")[0];
    let mut compared = 0;
    for row in table {
        let (action, fields) = (quoted(&row[0]), quoted(&row[2]));
        if fields.is_empty() {
            assert!(row[2].contains("](#") || ["imports", "dataset"].contains(&&*action[0]));
            continue;
        }
        let place = format!("[[step]]\nrun.{} = {{ MORE }}", action[0]);
        assert_eq!(sorted(fields), known(&place), "{action:?}");
        compared += 1;
    }
    assert_eq!(compared, 16);
}

#[test]
fn its_live_words_are_live() {
    let words = first_words(&tables("### Live words")[0]);
    assert_eq!(words.len(), 33);
    for word in words {
        let pieces = live::pieces(&word);
        let is_live =
            |piece: &Piece<'_>| matches!(piece, Piece::Live(_, written) if *written == word);
        assert!(pieces.iter().any(is_live), "{word}");
    }
}

#[test]
fn its_limits_are_the_limits() {
    let known = [
        limits::STEPS,
        limits::DATA_SETS,
        limits::ROWS,
        limits::DATA_ROWS,
        limits::DATA_NUMBERS,
        limits::DATA_BYTES as usize,
        limits::LESSON_DATA_BYTES as usize,
        limits::DATA_WORDS,
        limits::SOURCE_CHARS,
        limits::FEATURES,
        limits::CLASSES,
        limits::LAYERS,
        limits::UNITS,
        limits::PARAMETERS,
        limits::EPOCHS,
        limits::TITLE_CHARS,
        limits::ABOUT_CHARS,
        limits::ID_CHARS,
        limits::LABEL_CHARS,
        limits::CLASS_CHARS,
        limits::TEXT_CHARS,
        limits::QUESTION_CHARS,
        limits::OPTION_CHARS,
        limits::HINT_CHARS,
        limits::REPLY_CHARS,
        limits::HINTS.max(limits::SOLUTIONS),
        limits::CONDITIONS,
        limits::STATE_REPLIES,
        limits::FILLED_ROWS,
        limits::RACE,
        limits::TRIED,
        limits::DEGREE,
        limits::TREES,
        limits::ROUNDS,
    ];
    let table = &tables("## Limits")[0];
    let told: Vec<usize> =
        table.iter().map(|row| row[1].replace(',', "").parse().unwrap()).collect();
    assert_eq!(told, known);
    assert_eq!(limits::HINTS, limits::SOLUTIONS);
}

#[test]
fn what_the_check_is_said_to_say_it_can_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files: Vec<_> =
        fs::read_dir(folder.join("check")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.extend([folder.join("check.rs"), folder.join("lab/asking.rs")]);
    let sources: String = files.iter().map(|file| fs::read_to_string(file).unwrap()).collect();
    // A line that ends in a backslash goes on with the next.
    let joined: Vec<&str> = sources.split("\\\n").map(str::trim_start).collect();
    let sources = joined.concat();
    let tables = tables("## Checking");
    assert_eq!(tables.len(), 2);
    for row in tables.iter().flatten() {
        let messages = quoted(&row[0]);
        assert!(!messages.is_empty(), "{row:?}");
        for message in messages {
            assert!(sources.contains(&message), "the check never says {message:?}");
        }
    }
}

#[test]
fn its_links_lead_somewhere() {
    let slug = |heading: &str| {
        let letters = heading.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
        format!("#{}", letters.replace('`', ""))
    };
    let slugs: BTreeSet<String> = MANUAL.lines().filter(|l| l.starts_with('#')).map(slug).collect();
    let links = MANUAL.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    for link in links {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(link);
        assert!(slugs.contains(link) || file.exists(), "{link}");
    }
}

/// What a command prints, whatever it comes to.
fn layerlab(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_layerlab")).args(arguments).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

type Row = Vec<String>;

/// The tables below a heading, as far as the next one: the rows of each without its head.
fn tables(heading: &str) -> Vec<Vec<Row>> {
    let start = format!("\n{heading}\n");
    let (_, rest) = MANUAL.split_once(&start).unwrap_or_else(|| panic!("no {heading}"));
    let section = rest.lines().take_while(|line| !line.starts_with('#'));
    let mut tables: Vec<Vec<Row>> = Vec::new();
    let mut is_inside = false;
    for line in section {
        if line.starts_with('|') && !is_inside {
            tables.push(Vec::new());
        }
        is_inside = line.starts_with('|');
        if is_inside {
            let cells = line.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned());
            tables.last_mut().unwrap().push(cells.collect());
        }
    }
    tables.into_iter().map(|table| table[2..].to_vec()).collect()
}

/// The words of the first column.
fn first_words(table: &[Row]) -> Vec<String> {
    sorted(table.iter().flat_map(|row| quoted(&row[0])).collect())
}

/// What stands between backticks, without the quotes of a string.
fn quoted(text: &str) -> Vec<String> {
    let words = text.split('`').skip(1).step_by(2);
    words.map(|word| word.trim_matches('"').to_owned()).collect()
}

fn sorted(mut words: Vec<String>) -> Vec<String> {
    words.sort();
    words
}

/// The words that the reader expects where it finds one that it does not know.
fn known(place: &str) -> Vec<String> {
    let source = place.replace("MORE", "more = 1");
    let error = lesson::read("test.toml", &source).unwrap_err();
    let unknown = ["unknown field `more`", "unknown variant `more`"];
    let faults = error.faults.into_iter().map(|fault| fault.message);
    let mut faults = faults.filter(|message| unknown.iter().any(|it| message.starts_with(it)));
    let message = faults.next().unwrap_or_else(|| panic!("nothing unknown in {source}"));
    sorted(quoted(message.lines().next().unwrap()).split_off(1))
}
