//! The rules of the house: who may use whom, and what is nowhere. Read from the source files.

#![allow(clippy::unwrap_used, reason = "a test may be strict")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use layerlab::lesson::shelf;

/// What each module may use of the others. A module that is not here may not be there.
const MAY_USE: &[(&str, &[&str])] = &[
    ("ascii", &[]),
    ("nn", &[]),
    ("chart", &[]),
    ("lesson", &["nn"]),
    ("journal", &["lesson"]),
    ("lab", &["nn", "chart", "lesson", "journal"]),
    ("store", &["journal"]),
    ("transcript", &["nn", "chart", "lesson", "journal", "lab", "ascii"]),
    ("tui", &["nn", "chart", "lesson", "journal", "lab", "ascii"]),
    ("check", &["lesson", "lab", "tui"]),
    ("cli", &["ascii", "chart", "lesson", "journal", "lab", "transcript", "tui", "check", "store"]),
    ("lib", &[]),
    ("main", &["cli"]),
];

/// The only places, as the start of a path below `src`, where these are spoken of.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("toml", &["lesson"]),
    ("pulldown_cmark", &["lesson/text.rs"]),
    ("ratatui", &["tui"]),
    ("crossterm", &["tui"]),
    ("textplots", &["chart/raster.rs"]),
    ("rand", &["nn/initializer.rs"]),
    ("ndarray", &["nn", "lab"]),
    ("clap", &["cli", "main.rs"]),
    ("color_eyre", &["cli", "main.rs"]),
    ("serde_json", &["cli", "store"]),
    ("dirs", &["store"]),
    ("rustix", &["tui/terminal/unix.rs", "lesson/shelf.rs"]),
    ("signal_hook", &["cli/signals.rs", "tui/terminal/unix.rs"]),
    ("strsim", &["lesson/nearest.rs"]),
    ("annotate_snippets", &["lesson/draw.rs"]),
];

/// What there is of the world outside, and the modules that may touch it.
const OUTSIDE: &[(&str, &[&str])] = &[
    ("std::fs", &["lesson/shelf.rs", "cli", "store"]),
    (
        "std::io",
        &["store", "lesson/shelf.rs", "tui/session.rs", "tui/terminal.rs", "tui/terminal", "cli"],
    ),
    ("std::net", &[]),
    ("std::thread", &["tui/terminal"]),
    (
        "std::time",
        &["store", "tui/session.rs", "tui/inbox.rs", "tui/pace.rs", "tui/terminal", "cli/train.rs"],
    ),
    ("std::env", &["cli"]),
    ("std::process", &["cli", "main.rs"]),
];

#[test]
fn use_goes_one_way() {
    for file in sources() {
        let Some((_, allowed)) = MAY_USE.iter().find(|(module, _)| *module == file.module) else {
            panic!("{} has no row in the table of what it may use", file.name);
        };
        for used in file.names_after("crate::").chain(file.names_after("layerlab::")) {
            let is_allowed = used == file.module || allowed.contains(&used);
            assert!(is_allowed, "{} uses {used:?}: one of {allowed:?} expected", file.name);
        }
    }
}

// `super::super` could leave a module without naming what it uses.
#[test]
fn no_path_climbs_out_of_its_module() {
    for file in sources() {
        let depth = file.name.split('/').count();
        let climb = "super::".repeat(depth);
        assert!(!file.code.contains(&climb), "{} uses {climb}", file.name);
    }
}

#[test]
fn a_library_is_known_in_one_place_only() {
    for (library, places) in ONLY_IN {
        for file in sources().iter().filter(|file| file.mentions(&format!("{library}::"))) {
            assert!(file.is_in(places), "{} uses {library}, for {places:?} alone", file.name);
        }
    }
}

#[test]
fn the_world_outside_is_touched_at_the_edge_only() {
    for (outside, places) in OUTSIDE {
        for file in sources().iter().filter(|file| file.mentions(outside)) {
            assert!(file.is_in(places), "{} uses {outside}, for {places:?} alone", file.name);
        }
    }
}

// Without these two, `std::{fs, io}` would hide what the tables look for.
#[test]
fn a_path_is_written_so_that_it_can_be_found() {
    for file in sources() {
        assert!(!file.code.contains("crate::{"), "{}: one `use` for each module", file.name);
        for hidden in ["fs", "io", "net", "thread", "time", "env", "process"] {
            let lines = file.code.lines().filter(|line| line.contains("std::{"));
            let hides =
                |line: &str| line.split(|c: char| !c.is_alphanumeric()).any(|w| w == hidden);
            assert!(
                !lines.into_iter().any(hides),
                "{}: std::{hidden} on a line of its own",
                file.name
            );
        }
    }
}

#[test]
fn nothing_is_left_to_chance_or_to_later() {
    let nowhere = [
        "dyn ",
        ".unwrap()",
        ".expect(",
        "panic!",
        "unreachable!",
        "todo!",
        "unimplemented!",
        "dbg!",
        "#[allow",
        "static mut",
        "Rc<RefCell",
        "print!(",
    ];
    for file in sources() {
        for word in nowhere {
            let found = file.code.replace("eprint", "").contains(word);
            assert!(!found, "{} has {word:?}", file.name);
        }
        for word in ["TODO", "FIXME", "XXX"] {
            assert!(!file.text.contains(word), "{} has {word}", file.name);
        }
    }
}

// A handler of signals cannot be set without it.
#[test]
fn one_file_alone_is_trusted_with_more_than_the_compiler_can_check() {
    for file in sources().iter().filter(|file| file.mentions("unsafe")) {
        assert_eq!(file.name, "tui/terminal/unix.rs");
        assert_eq!(file.code.matches("unsafe {").count(), 1);
    }
}

#[test]
fn every_file_says_what_it_is() {
    for file in sources() {
        assert!(file.text.starts_with("//! "), "{} does not begin with //!", file.name);
    }
}

#[test]
fn the_shelf_holds_every_lesson() {
    let on_disk: BTreeSet<String> = files(&root().join("lessons"))
        .iter()
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    let on_shelf = shelf::NAMES.iter().map(|name| format!("{name}.toml")).collect();
    assert_eq!(on_disk, on_shelf);
    for name in shelf::NAMES {
        let source = shelf::built_in(name).unwrap();
        assert_eq!(source.text, fs::read_to_string(root().join(source.file)).unwrap());
    }
}

#[test]
fn dependencies_are_few() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let manifest: toml::Table = toml::from_str(&manifest).unwrap();
    let count = |table| manifest[table].as_table().unwrap().len();
    // Two are in every build already, below clap and crossterm: an edit distance that is
    // not ours to keep, and signals. A folder for state is another one on every system. Source that
    // is drawn with carets has wide characters and long lines, which rustc's own drawing knows.
    assert!(count("dependencies") + count("dev-dependencies") <= 20);
    // A Unix system has a terminal that can be read without waiting for it.
    assert!(manifest["target"]["cfg(unix)"]["dependencies"].as_table().unwrap().len() <= 1);
    assert!(!manifest.contains_key("build-dependencies"));
}

/// A source file of the program.
struct Source {
    /// Its path below `src`.
    name: String,
    /// The module of the crate that it belongs to.
    module: String,
    text: String,
    /// The text without its comments.
    code: String,
}

impl Source {
    fn read(path: &Path) -> Self {
        let parts = path.strip_prefix(root().join("src")).unwrap();
        let parts: Vec<&str> = parts.iter().map(|part| part.to_str().unwrap()).collect();
        let text = fs::read_to_string(path).unwrap();
        let is_code = |line: &&str| !line.trim_start().starts_with("//");
        Self {
            name: parts.join("/"),
            module: parts[0].trim_end_matches(".rs").to_owned(),
            code: text.lines().filter(is_code).collect::<Vec<_>>().join("\n"),
            text,
        }
    }

    /// The names that follow on each `prefix` in the code.
    fn names_after<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a str> {
        let is_name = |c: char| c.is_alphanumeric() || c == '_';
        let rests = self.code.match_indices(prefix).map(|(at, _)| &self.code[at + prefix.len()..]);
        rests.map(move |rest| &rest[..rest.find(|c| !is_name(c)).unwrap_or(rest.len())])
    }

    /// Whether a path is in the code, as a whole word.
    fn mentions(&self, path: &str) -> bool {
        let is_name = |c: char| c.is_alphanumeric() || c == '_';
        self.code.match_indices(path).any(|(at, _)| {
            let ends = path.ends_with("::") || !self.code[at + path.len()..].starts_with(is_name);
            ends && !self.code[..at].ends_with(|c| is_name(c) || c == ':')
        })
    }

    /// Whether it is one of some files, or lies in one of some folders.
    fn is_in(&self, places: &[&str]) -> bool {
        let lies_in = |place: &str| self.name.starts_with(&format!("{place}/"));
        places.iter().any(|place| *place == self.name || *place == self.module || lies_in(place))
    }
}

fn sources() -> Vec<Source> {
    let sources: Vec<Source> =
        files(&root().join("src")).iter().map(|path| Source::read(path)).collect();
    assert!(sources.iter().any(|source| source.name == "lesson/read.rs"));
    sources
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(self::files(&path)) } else { files.push(path) }
    }
    files
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
