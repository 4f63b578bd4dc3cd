//! The rules of the house: who may use whom, and what is nowhere. Read from the source files.

#![allow(clippy::unwrap_used, reason = "a test may be strict")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::slice::from_ref;

use layerlab::lesson::shelf;

/// What each module may use of the others. A module that is not here may not be there.
const MAY_USE: &[(&str, &[&str])] = &[
    ("ascii", &[]),
    ("arrays", &[]),
    ("nn", &["arrays"]),
    ("sklearn", &["arrays"]),
    ("trees", &["arrays", "sklearn"]),
    ("chart", &[]),
    ("lesson", &["nn", "sklearn", "trees"]),
    ("journal", &["lesson"]),
    ("lab", &["arrays", "nn", "sklearn", "trees", "chart", "lesson", "journal"]),
    ("recall", &["lesson", "journal"]),
    ("store", &["journal"]),
    ("transcript", &["nn", "chart", "lesson", "journal", "lab", "ascii"]),
    ("tui", &["nn", "chart", "lesson", "journal", "lab", "ascii"]),
    ("svg", &["chart", "tui"]),
    ("check", &["lesson", "lab", "tui"]),
    (
        "cli",
        &[
            "ascii",
            "chart",
            "lesson",
            "journal",
            "lab",
            "transcript",
            "tui",
            "svg",
            "check",
            "store",
            "recall",
        ],
    ),
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
    ("ndarray", &["arrays", "nn", "sklearn", "trees", "lab"]),
    ("clap", &["cli", "main.rs"]),
    ("color_eyre", &["cli", "main.rs"]),
    ("serde_json", &["cli", "store"]),
    ("dirs", &["store"]),
    ("rustix", &["tui/terminal/unix.rs", "lesson/files.rs"]),
    ("csv", &["lesson/load/text.rs"]),
    ("flate2", &["lesson/load", "lesson/shelf.rs"]),
    ("signal_hook", &["cli/signals.rs", "tui/terminal/unix.rs"]),
    ("strsim", &["lesson/nearest.rs"]),
    ("annotate_snippets", &["lesson/draw.rs"]),
];

/// What there is of the world outside, and the modules that may touch it.
const OUTSIDE: &[(&str, &[&str])] = &[
    ("std::fs", &["lesson/shelf.rs", "lesson/files.rs", "cli", "store"]),
    (
        "std::io",
        &[
            "store",
            "lesson/shelf.rs",
            "lesson/files.rs",
            "lesson/load",
            "tui/encode.rs",
            "tui/frames.rs",
            "tui/session.rs",
            "tui/terminal.rs",
            "tui/terminal",
            "cli",
        ],
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

/// The only places of a face that work with the lab itself; all others read outcomes.
const WORK_WITH_THE_LAB: [&str; 2] = ["tui/app.rs", "tui/app"];

/// The only places in the lab that know what a network is made of: those about networks, and the
/// actions, some of which are.
const KNOW_NETWORKS: [&str; 4] = ["lab/network.rs", "lab/network", "lab/action.rs", "lab/action"];

/// The files that tell actions apart: what a lesson may say, what the lab does.
const TELL_ACTIONS_APART: [&str; 2] = ["lab/action.rs", "lesson/action.rs"];

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
fn no_two_files_use_each_other() {
    let uses = uses(&sources());
    let shown: Vec<String> = circles(&uses).iter().map(|circle| shown(circle, &uses)).collect();
    assert!(shown.is_empty(), "files that use each other:\n{}", shown.join("\n\n"));
}

#[test]
fn a_circle_is_noticed() {
    let made_up = |files: &[(&str, &str)]| -> Vec<Vec<String>> {
        let files = files.iter().map(|(name, text)| Source::new(name, text)).collect::<Vec<_>>();
        circles(&uses(&files)).into_iter().map(|circle| circle.into_iter().collect()).collect()
    };
    let declares = ("a.rs", "mod b;\nmod c;\npub use b::{B, b};");
    let none: [Vec<String>; 0] = [];

    // A parent that hands on its children uses none of them, whoever takes them from it.
    let parent = ("a.rs", "mod b;\nmod c;\npub use b::B;\nstruct A;");
    let child = ("a/c.rs", "use super::{A, B};\nuse crate::d::D;");
    assert_eq!(
        made_up(&[parent, ("a/b.rs", "struct B;"), child, ("d.rs", "use crate::a::A;")]),
        none
    );

    // Two children, one of which takes the other from the parent, or by a path in its code.
    let two = [["a/b.rs", "a/c.rs"]];
    let child = ("a/c.rs", "use crate::a::B;");
    assert_eq!(made_up(&[declares, ("a/b.rs", "use super::c::C;"), child]), two);
    let child = ("a/c.rs", "fn c() { super::b::b() }");
    assert_eq!(
        made_up(&[declares, ("a/b.rs", "use super::{c::{self}};\nfn b() { c::c() }"), child]),
        two
    );

    // A parent whose code uses what its child makes of the parent's own items.
    let child = ("a/b.rs", "use super::A;");
    for code in ["struct A(B);", "fn a() { b() }", "fn a() { b::b() }"] {
        let parent = format!("mod b;\npub use b::{{B, b}};\n{code}");
        assert_eq!(made_up(&[("a.rs", &parent), child]), [["a.rs", "a/b.rs"]], "{code}");
    }

    // A child of another name on each system.
    let parent = "#[cfg(unix)]\nuse b as d;\n#[cfg(not(unix))]\nuse c as d;\nfn a() { d::d() }";
    let files = [("a.rs", parent), ("a/b.rs", "use super::A;"), ("a/c.rs", "struct C;")];
    assert_eq!(made_up(&files), [["a.rs", "a/b.rs"]]);

    // Three in a ring.
    let ring = [
        ("a/b.rs", "use super::c::C;"),
        ("a/c.rs", "use super::d::D;"),
        ("a/d.rs", "use super::B;"),
    ];
    let files = [vec![("a.rs", "mod b;\nmod c;\nmod d;\npub use b::B;")], ring.to_vec()].concat();
    assert_eq!(made_up(&files), [["a/b.rs", "a/c.rs", "a/d.rs"]]);
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

// What an action is, and what it does, are the two things that are asked of any action.
#[test]
fn one_thing_is_asked_of_many_in_two_places() {
    // A function that is handed over is no such thing.
    let asks = |code: &str| code.replace("dyn Fn(", "").contains("dyn ");
    for file in sources().iter().filter(|file| asks(&file.code)) {
        assert!(TELL_ACTIONS_APART.contains(&file.name.as_str()), "{} has \"dyn \"", file.name);
    }
}

#[test]
fn two_files_alone_tell_actions_apart() {
    let sources = sources();
    let variants = variants(&sources, "lesson/action.rs", "Action");
    assert!(variants.contains(&"SetWeights".to_owned()), "{variants:?}");
    let names: Vec<&str> =
        telling_apart(&sources, "Action", "lesson/action.rs", &variants).collect();
    assert_eq!(names, TELL_ACTIONS_APART);
}

// Behind the seam another kind of model can stand in place of a network.
#[test]
fn faces_read_nothing_but_outcomes() {
    let faces = ["transcript", "tui"];
    for file in sources().iter().filter(|file| faces.contains(&file.module.as_str())) {
        let asks = file.has_word("Lab") || file.code.contains("lab()");
        assert!(!asks || file.is_in(&WORK_WITH_THE_LAB), "{} asks the lab", file.name);
    }
}

#[test]
fn what_the_lab_studies_stands_behind_a_seam() {
    let above = ["lab", "transcript", "check", "tui", "cli"];
    for file in sources().iter().filter(|file| above.contains(&file.module.as_str())) {
        for part in ["Dense", "Sequential"] {
            let knows = file.has_word(part) && !file.is_in(&KNOW_NETWORKS);
            assert!(!knows, "{} knows of {part}: ask lab/subject.rs", file.name);
        }
    }
}

#[test]
fn a_file_that_tells_actions_apart_is_noticed() {
    let variants = ["Fit".to_owned(), "Mask".to_owned()];
    let is_noticed = |text: &str| {
        let files = [Source::new("lab/a.rs", text)];
        telling_apart(&files, "Action", "lesson/action.rs", &variants).count() == 1
    };
    assert!(is_noticed("fn f(a: &Action) { if let Action::Fit(_) = a {} }"));
    assert!(is_noticed("fn f(a: &Action) { matches!(a, format::Action::Mask(_)) }"));
    assert!(is_noticed("use crate::lesson::Action as A;"));
    assert!(is_noticed("use crate::lesson::Action::*;"));
    assert!(is_noticed("use crate::lesson::Action::{Fit, Mask};"));
    assert!(!is_noticed("use crate::lesson::{Action, Lesson};\nfn f() { Action::words }"));
    assert!(!is_noticed("fn f() { Reaction::Fit; Action::Fitness; }"));
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
        .filter(|path| path.parent().unwrap().ends_with("lessons"))
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
    // Tables as people save them have quotes, and packed files have a format that is not ours.
    assert!(count("dependencies") + count("dev-dependencies") <= 22);
    // A Unix system has a terminal that can be read without waiting for it.
    assert!(manifest["target"]["cfg(unix)"]["dependencies"].as_table().unwrap().len() <= 1);
    // What packs the lessons unpacks them, too.
    let build = manifest["build-dependencies"].as_table().unwrap();
    assert_eq!(build.keys().collect::<Vec<_>>(), ["flate2"]);
    assert_eq!(build["flate2"], manifest["dependencies"]["flate2"]);
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
        Self::new(&parts.join("/"), &fs::read_to_string(path).unwrap())
    }

    fn new(name: &str, text: &str) -> Self {
        let is_code = |line: &&str| !line.trim_start().starts_with("//");
        Self {
            name: name.to_owned(),
            module: name.split('/').next().unwrap().trim_end_matches(".rs").to_owned(),
            code: text.lines().filter(is_code).collect::<Vec<_>>().join("\n"),
            text: text.to_owned(),
        }
    }

    /// The names that follow on each `prefix` in the code.
    fn names_after<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a str> {
        let is_name = |c: char| c.is_alphanumeric() || c == '_';
        let rests = self.code.match_indices(prefix).map(|(at, _)| &self.code[at + prefix.len()..]);
        rests.map(move |rest| &rest[..rest.find(|c| !is_name(c)).unwrap_or(rest.len())])
    }

    /// Whether a word is in the code, at the end of a path or by itself.
    fn has_word(&self, word: &str) -> bool {
        self.code.split(|c: char| !c.is_alphanumeric() && c != '_').any(|found| found == word)
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

/// The variants of an enum.
fn variants(sources: &[Source], file: &str, name: &str) -> Vec<String> {
    let file = sources.iter().find(|source| source.name == file).unwrap();
    let (_, rest) = file.code.split_once(&format!("pub enum {name} {{")).unwrap();
    let lines = rest.lines().take_while(|line| *line != "}").map(str::trim);
    let name = |line: &str| line.split(['(', ',']).next().unwrap().to_owned();
    lines.filter(|line| line.starts_with(char::is_uppercase)).map(name).collect()
}

/// The files that name variants of an enum, that which declares it among them, or could do so by
/// another name.
fn telling_apart<'a>(
    sources: &'a [Source],
    name: &'a str,
    home: &'a str,
    variants: &'a [String],
) -> impl Iterator<Item = &'a str> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let tells = move |source: &&Source| {
        let after = source.code.match_indices(name).filter_map(|(at, _)| {
            let is_whole = !source.code[..at].ends_with(is_name);
            is_whole.then(|| &source.code[at + name.len()..])
        });
        let names_one = |rest: &str| {
            let variant = rest.strip_prefix("::").unwrap_or_default();
            let end = variant.find(|c| !is_name(c)).unwrap_or(variant.len());
            variant.starts_with(['*', '{']) || variants.iter().any(|name| *name == variant[..end])
        };
        source.name == home
            || after.into_iter().any(|rest| rest.starts_with(" as ") || names_one(rest))
    };
    sources.iter().filter(tells).map(|source| source.name.as_str())
}

/// Which file uses which others of its module of the crate.
type Uses = BTreeMap<String, BTreeSet<String>>;

fn uses(files: &[Source]) -> Uses {
    let scopes: BTreeMap<Vec<String>, Scope> =
        files.iter().map(|file| (path_of(file), Scope::of(file))).collect();
    let of_file = |file: &Source| {
        let scope = &scopes[&path_of(file)];
        let found = scope.paths.iter().flat_map(|path| resolved(&scopes, scope, path, 0));
        let others = found.filter(|used| used.module == file.module && used.file != file.name);
        (file.name.clone(), others.map(|used| used.file.clone()).collect())
    };
    files.iter().map(of_file).collect()
}

/// The files that can be reached from each other.
fn circles(uses: &Uses) -> BTreeSet<BTreeSet<String>> {
    let reached = |start: &String| {
        let mut reached = BTreeSet::new();
        let mut open: Vec<&String> = uses[start].iter().collect();
        while let Some(file) = open.pop() {
            if reached.insert(file.clone()) {
                open.extend(&uses[file]);
            }
        }
        reached
    };
    let reach: BTreeMap<&String, BTreeSet<String>> =
        uses.keys().map(|file| (file, reached(file))).collect();
    let in_circle = uses.keys().filter(|file| reach[file].contains(*file));
    let circle = |file: &String| {
        reach[file].iter().filter(|other| reach[other].contains(file)).cloned().collect()
    };
    in_circle.map(circle).collect()
}

/// Who uses whom in a circle.
fn shown(circle: &BTreeSet<String>, uses: &Uses) -> String {
    let line = |file: &String| {
        let others: Vec<&str> = uses[file].intersection(circle).map(String::as_str).collect();
        format!("{file} uses {}", others.join(", "))
    };
    circle.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// What is known of a file by its names.
struct Scope {
    file: String,
    module: String,
    at: Vec<String>,
    /// Names from elsewhere, and their paths. A name may have another one on another system.
    brought_in: Vec<(String, Vec<String>)>,
    /// The paths that the file uses.
    paths: Vec<Vec<String>>,
}

impl Scope {
    fn of(file: &Source) -> Self {
        let mut scope = Self {
            file: file.name.clone(),
            module: file.module.clone(),
            at: path_of(file),
            brought_in: Vec::new(),
            paths: Vec::new(),
        };
        let mut rest = String::new();
        let mut declaration: Option<String> = None;
        for line in file.code.lines() {
            if is_use(line) {
                declaration = Some(String::new());
            }
            match &mut declaration {
                Some(text) => text.push_str(line),
                None => rest.extend([line, "\n"]),
            }
            if line.ends_with(';')
                && let Some(text) = declaration.take()
            {
                scope.bring_in(&text);
            }
        }
        scope.paths.extend(paths_in(&rest));
        scope
    }

    /// The paths of a name from elsewhere.
    fn paths_of(&self, name: &str) -> Vec<&Vec<String>> {
        self.brought_in.iter().filter(|(known, _)| known == name).map(|(_, path)| path).collect()
    }

    /// Reads a `use`. One that hands on what is below does not yet use it.
    fn bring_in(&mut self, declaration: &str) {
        let (before, tree) = declaration.split_once("use ").unwrap();
        for (name, path) in branches(tree.trim_end_matches(';')) {
            let is_from_above = matches!(path[0].as_str(), "crate" | "super");
            if before.trim().is_empty() || is_from_above {
                self.paths.push(path.clone());
            }
            self.brought_in.push((name, path));
        }
    }
}

/// Whether a line begins a `use`, whoever may see what it brings in.
fn is_use(line: &str) -> bool {
    let words = line.trim_start();
    let after = words.strip_prefix("pub").map_or(words, |rest| match rest.strip_prefix('(') {
        Some(scope) => scope.split_once(')').map_or(scope, |(_, rest)| rest),
        None => rest,
    });
    after.trim_start().starts_with("use ")
}

/// The place of a file among the modules.
fn path_of(file: &Source) -> Vec<String> {
    file.name.trim_end_matches(".rs").split('/').map(str::to_owned).collect()
}

/// The file that a path leads to; none if it ends at a module, or outside.
fn resolved<'a>(
    scopes: &'a BTreeMap<Vec<String>, Scope>,
    from: &'a Scope,
    path: &[String],
    depth: usize,
) -> Vec<&'a Scope> {
    let below = |at: &[String], name: &String| [at, from_ref(name)].concat();
    let (mut at, mut rest) = match path {
        [] => return Vec::new(),
        [start, rest @ ..] if start == "crate" => (Vec::new(), rest),
        [start, rest @ ..] if start == "self" => (from.at.clone(), rest),
        [start, rest @ ..] if start == "super" => (from.at[..from.at.len() - 1].to_vec(), rest),
        [name, ..] => {
            let is_module = scopes.contains_key(&below(&from.at, name));
            if !is_module && from.paths_of(name).is_empty() {
                return Vec::new();
            }
            (from.at.clone(), path)
        }
    };
    while let Some((name, others)) = rest.split_first() {
        let here = scopes.get(&at).filter(|_| depth < 8);
        let elsewhere = here.map(|here| here.paths_of(name)).unwrap_or_default();
        let module = below(&at, name);
        // A function may be called like a module beside it.
        let is_module =
            scopes.contains_key(&module) && (elsewhere.is_empty() || !others.is_empty());
        if name == "super" {
            at.pop();
        } else if is_module {
            at = module;
        } else if elsewhere.is_empty() {
            return here.into_iter().collect();
        } else {
            let onward = |(here, path): (&'a Scope, &Vec<String>)| {
                resolved(scopes, here, &[path, others].concat(), depth + 1)
            };
            return here.into_iter().cycle().zip(elsewhere).flat_map(onward).collect();
        }
        rest = others;
    }
    Vec::new()
}

/// The names and paths of a tree of `use`, such as `a::{self, b as c}`.
fn branches(tree: &str) -> Vec<(String, Vec<String>)> {
    let tree = tree.trim();
    if let Some((start, inner)) = tree.split_once('{') {
        let start: Vec<String> = names_of(start);
        let inner = inner.trim_end().strip_suffix('}').unwrap();
        let joined = |(name, path): (String, Vec<String>)| {
            let is_self = path == ["self"];
            let name = if name == "self" { start.last().unwrap().clone() } else { name };
            (name, if is_self { start.clone() } else { [start.clone(), path].concat() })
        };
        return parts(inner).into_iter().flat_map(branches).map(joined).collect();
    }
    let (path, name) = tree.split_once(" as ").unwrap_or((tree, ""));
    let path = names_of(path);
    match path.last() {
        Some(last) if name.is_empty() => vec![(last.clone(), path)],
        Some(_) => vec![(name.trim().to_owned(), path)],
        None => Vec::new(),
    }
}

/// What stands between the outermost commas.
fn parts(list: &str) -> Vec<&str> {
    let mut depth = 0;
    list.split(|c: char| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    })
    .collect()
}

fn names_of(path: &str) -> Vec<String> {
    path.split("::").map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// The paths in code: `a::b`, the name of a type, or a call.
fn paths_in(code: &str) -> Vec<Vec<String>> {
    let is_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let mut paths = Vec::new();
    let mut before = "";
    let mut rest = code;
    while let Some(start) = rest.find(is_path) {
        let (gap, path) = rest.split_at(start);
        let end = path.find(|c| !is_path(c)).unwrap_or(path.len());
        let is_use = path[..end].contains("::")
            || path.starts_with(char::is_uppercase)
            || path[end..].starts_with('(');
        // A method or a definition of that name is another thing.
        if is_use && !gap.ends_with('.') && before != "fn" {
            paths.push(names_of(&path[..end]));
        }
        (before, rest) = path.split_at(end);
    }
    paths
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
