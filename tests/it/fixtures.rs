//! Lessons of format 1 go on working as they do: the README's and one for each action, kept as they
//! are, each with what `layerlab run` prints of it beside it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use insta::{Settings, assert_snapshot};
use layerlab::{check, lesson};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/format-1");

#[test]
fn lessons_of_format_1_hold() {
    for (file, source) in lessons() {
        let lesson = lesson::read(&file, &source).unwrap();
        assert_eq!(check::check(&lesson, &source), [], "{file}");
    }
}

#[test]
fn lessons_of_format_1_print_what_they_printed() {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("../fixtures/format-1");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for (file, _) in lessons() {
            let name = file.strip_suffix(".toml").unwrap();
            assert_snapshot!(name, printed(&Path::new(FOLDER).join(&file)));
        }
    });
}

#[test]
fn each_action_has_a_lesson_of_its_name() {
    let action =
        source_files().into_iter().find(|path| path.ends_with("lesson/action.rs")).unwrap();
    let action = fs::read_to_string(action).unwrap();
    let (_, action) = action.split_once("pub enum Action {").unwrap();
    let (action, _) = action.split_once("\n}").unwrap();
    let actions: Vec<String> = action.lines().filter_map(variant).map(|(name, _)| name).collect();
    assert_eq!(actions.len(), 21);
    let files: BTreeSet<String> = lessons().into_iter().map(|(file, _)| file).collect();
    for action in actions {
        assert!(files.contains(&format!("{action}.toml")), "no lesson for {action}");
    }
}

#[test]
fn every_word_of_the_format_is_in_a_lesson_of_it() {
    let mut used = Words::default();
    for (_, source) in lessons() {
        used.take_up(&toml::Value::Table(source.parse().unwrap()));
    }
    let mut all = Words::default();
    for path in source_files() {
        all.declared_in(&fs::read_to_string(path).unwrap());
    }
    for known in ["early_stopping", "impossible", "min_delta", "step", "by_unit"] {
        assert!(all.keys.contains(known), "{known} is not found in the source");
    }
    assert!(all.values.contains("sparse_categorical_crossentropy(from_logits=True)"));
    assert_eq!(all.keys.difference(&used.keys).collect::<Vec<_>>(), [""; 0]);
    assert_eq!(all.values.difference(&used.values).collect::<Vec<_>>(), [""; 0]);
}

/// Words of a lesson: what stands before a `=`, and what in quotes behind one.
#[derive(Default)]
struct Words {
    keys: BTreeSet<String>,
    values: BTreeSet<String>,
}

impl Words {
    /// Takes up what a lesson says.
    fn take_up(&mut self, value: &toml::Value) {
        match value {
            toml::Value::String(text) => drop(self.values.insert(text.clone())),
            toml::Value::Array(values) => values.iter().for_each(|value| self.take_up(value)),
            toml::Value::Table(table) => {
                self.keys.extend(table.keys().cloned());
                table.values().for_each(|value| self.take_up(value));
            }
            _ => (),
        }
    }

    /// Takes up what a lesson may say: the fields and variants of all that is read in a source.
    fn declared_in(&mut self, source: &str) {
        let mut is_read = false;
        let mut renamed = None;
        for line in source.lines() {
            match line {
                _ if line.starts_with("#[derive(") => is_read = line.contains("Deserialize"),
                // Another type is read in its place.
                _ if line.starts_with("#[serde(try_from") => is_read = false,
                "}" => is_read = false,
                _ if !is_read => (),
                _ if line.trim_start().starts_with("#[serde(") => {
                    let rename =
                        line.split_once("rename = \"").and_then(|(_, r)| r.split_once('"'));
                    renamed = rename.map(|(name, _)| name.to_owned());
                }
                _ => {
                    if let Some(field) = field(line) {
                        self.keys.insert(renamed.take().unwrap_or(field));
                    } else if let Some((name, is_alone)) = variant(line) {
                        let words = if is_alone { &mut self.values } else { &mut self.keys };
                        words.insert(renamed.take().unwrap_or(name));
                    }
                }
            }
        }
    }
}

/// The field that a line of a type declares.
fn field(line: &str) -> Option<String> {
    let (name, _) = line.strip_prefix("    ")?.split_once(": ")?;
    let name = name.strip_prefix("pub ").unwrap_or(name);
    name.chars()
        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        .then(|| name.into())
}

/// The variant that a line of a type declares, as a lesson writes it, and whether it stands alone.
fn variant(line: &str) -> Option<(String, bool)> {
    let line = line.strip_prefix("    ")?;
    let end = line.find(|c: char| !c.is_ascii_alphanumeric())?;
    if !line.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let mut name = String::new();
    for c in line[..end].chars() {
        if c.is_ascii_uppercase() && !name.is_empty() {
            name.push('_');
        }
        name.push(c.to_ascii_lowercase());
    }
    Some((name, line[end..].starts_with(',')))
}

/// The sources that say what a lesson may say.
fn source_files() -> Vec<PathBuf> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let engine = ["activation.rs", "loss.rs", "metric.rs", "stopping.rs"];
    let mut files: Vec<PathBuf> = engine.map(|file| source.join("nn").join(file)).into();
    let format = ["format.rs", "dataset.rs", "architecture.rs", "action.rs"];
    files.extend(format.map(|file| source.join("lesson").join(file)));
    for folder in ["format", "action", "action/fit"] {
        let format = fs::read_dir(source.join("lesson").join(folder)).unwrap();
        files.extend(format.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()));
    }
    files
}

/// The lessons, each with the name of its file.
fn lessons() -> Vec<(String, String)> {
    let paths = fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path());
    let paths = paths.filter(|path| path.extension().is_some_and(|end| end == "toml"));
    let mut lessons: Vec<(String, String)> = paths
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect();
    lessons.sort();
    assert!(lessons.len() >= 16);
    lessons
}

/// What the program prints of a lesson.
fn printed(path: &Path) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_layerlab"));
    let output = command.arg("run").arg(path).env_clear().output().unwrap();
    assert!(output.status.success(), "{}", path.display());
    String::from_utf8(output.stdout).unwrap()
}
