//! Pictures on paper: what `--picture` prints, and that an SVG has every cell of its grid.

use std::collections::HashMap;
use std::fs;

use layerlab::chart::{Axis, Chart, Grid, Mark, Role, Series, draw};
use layerlab::lab::Lab;
use layerlab::lesson::format::PictureName;
use layerlab::lesson::shelf;
use layerlab::svg;
use layerlab::tui::{Colors, Settings, Theme, inked};

use crate::commands::{prints, stops};
use crate::harness::walk;
use crate::scratch::{empty_folder, file_at};

const COFFEE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/lessons/coffee-roasting.toml");

const TRAINED: [&str; 4] = ["run", COFFEE, "--step", "train-it"];
const THEMES: [Theme; 4] = [Theme::Dark, Theme::Light, Theme::HighContrast, Theme::Plain];

#[test]
fn every_picture_that_ships_has_all_its_cells_at_every_size() {
    let mut count = 0;
    for name in shelf::NAMES {
        walk(name, |lab| {
            for picture in lab.outcome().pictures {
                let theme = THEMES[count % THEMES.len()];
                for (width, height) in [(100, 36), (20, 8), (160, 50)] {
                    let grid = picture.drawing.draw(width, height, settings(theme).chart());
                    check(&grid, theme, &format!("{} at {}", picture.name.word(), lab.step().id));
                }
                count += 1;
            }
        });
    }
    assert!(count > 100, "{count} pictures");
}

#[test]
fn a_picture_has_the_colours_of_its_theme() {
    let grid = crossing("x", "× <&>");
    for (theme, paper, mark) in [
        (Theme::Dark, "#1e1e1e", "#98d9ff"),
        (Theme::Light, "#ffffff", "#0b3a8c"),
        (Theme::HighContrast, "#000000", "#b8e4ff"),
        (Theme::Plain, "#ffffff", "#000000"),
    ] {
        let text = svg::of(&grid, settings(theme), "A title");
        let elements = elements(&text);
        assert_eq!(elements[2].attributes["fill"], paper, "{theme:?}");
        let is_mark = |element: &&Element| element.name == "text" && element.words == "×";
        let marks: Vec<&Element> = elements.iter().filter(is_mark).collect();
        assert!(marks.len() > 1 && marks.iter().all(|m| m.attributes["fill"] == mark), "{marks:?}");
        assert!(marks.iter().all(|mark| mark.attributes["font-weight"] == "bold"));
    }
}

#[test]
fn what_means_something_in_xml_is_only_written() {
    let grid = crossing("a < b & c > d", "</text><script>\u{1}\u{ffff}");
    let text = svg::of(&grid, settings(Theme::Dark), "1 < 2 & \u{7}");
    let elements = elements(&text);
    assert_eq!(elements[1].words, "1 < 2 & \u{fffd}");
    assert!(elements.iter().any(|element| element.words.contains("a < b & c > d")), "{text}");
    assert!(elements.iter().all(|e| ["svg", "title", "g", "rect", "text"].contains(&&*e.name)));
    check(&grid, Theme::Dark, "a title with signs");
}

#[test]
fn equal_neighbours_are_one_rectangle() {
    let text = svg::of(&crossing("x", "y"), settings(Theme::Dark), "");
    // No shade at all: nothing but the paper.
    assert_eq!(elements(&text).iter().filter(|element| element.name == "rect").count(), 1);
}

#[test]
fn a_picture_is_printed_as_text() {
    let text = prints(&[&TRAINED[..], &["--picture", "loss"]].concat());
    assert!(text.contains("loss") && (15..=20).contains(&text.lines().count()), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    let model = prints(&[&TRAINED[..], &["--picture", "model", "--size", "60x24"]].concat());
    assert!((20..=24).contains(&model.lines().count()), "{model}");
    assert!(model.contains("▒") && model.lines().all(|line| line.chars().count() <= 60), "{model}");
    let ascii = prints(&[&TRAINED[..], &["--picture", "model", "--ascii"]].concat());
    assert!(ascii.is_ascii() && ascii.contains('%'), "{ascii}");
    // What is set and trained shows.
    let known = ["run", "neurons-and-layers", "--step", "known-weights", "--picture", "model"];
    let changed = prints(&[&known[..], &["--set", "linear_layer.w=-100"]].concat());
    assert_ne!(prints(&known), changed);
}

#[test]
fn a_picture_is_written_as_svg_over_nothing_but_an_svg() {
    let folder = empty_folder();
    let path = folder.join("a picture.svg");
    let file = path.to_str().unwrap();
    let write = |more: &[&str]| {
        let svg = ["--picture", "model", "--svg", file];
        assert_eq!(prints(&[&TRAINED[..], &svg, more].concat()), "");
        let text = fs::read_to_string(&path).unwrap();
        let first = &elements(&text)[0];
        let size = (first.attributes["width"].clone(), first.attributes["height"].clone());
        (text, size)
    };
    let (dark, size) = write(&[]);
    assert_eq!(size, ("900".to_owned(), "648".to_owned()));
    assert!(dark.contains("<title>Roasting Coffee: ") && dark.contains(" (model)</title>"));
    let (light, size) = write(&["--theme", "light", "--size", "160x50"]);
    assert_eq!(size, ("1440".to_owned(), "900".to_owned()));
    assert!(light.contains("#ffffff") && !dark.contains("#ffffff"));
    let (plain, _) = write(&["--theme", "none"]);
    let is_black_or_white = |element: &Element| match element.attributes.get("fill") {
        Some(color) => color == "#ffffff" || color == "#000000",
        None => true,
    };
    assert!(elements(&plain).iter().all(is_black_or_white) && plain.contains('▒'));

    let notes = file_at("notes.svg", "my notes");
    let refused = [&TRAINED[..], &["--picture", "model", "--svg", &notes]].concat();
    stops(&refused, 2, &["notes.svg` is there, and it is no SVG file: name another one"]);
    assert_eq!(fs::read_to_string(&notes).unwrap(), "my notes");
    let folder = folder.to_str().unwrap();
    let refused = [&TRAINED[..], &["--picture", "model", "--svg", folder]].concat();
    stops(&refused, 2, &["is there, and it is no SVG file"]);
    let nowhere = format!("{folder}/no/such/folder.svg");
    let failed = [&TRAINED[..], &["--picture", "model", "--svg", &nowhere]].concat();
    stops(&failed, 1, &["folder.svg` cannot be written: No such file or directory"]);
}

#[test]
fn what_is_missing_or_wrong_is_said_in_words() {
    let lesson = &TRAINED[..2];
    for (arguments, words) in [
        (&["--svg", "a.svg"][..], "--svg needs to know which picture: --picture NAME"),
        (&["--step", "train-it", "--svg", "a.svg"], "--svg needs to know which picture"),
        (&["--picture", "model"], "A picture is one of a step: --step ID"),
        (&["--picture", "model", "--svg", "a.svg"], "A picture is one of a step: --step ID"),
        (&["--size", "80x24"], "--size and --theme are for a picture"),
        (&["--step", "train-it", "--theme", "light"], "--size and --theme are for a picture"),
        (&["--step", "train-it", "--picture", "modle"], "`modle`. Did you mean `model`?"),
        (
            &["--step", "train-it", "--picture", "sunset"],
            "`sunset`. The pictures are: model, slice, loss, metric, bowl, units, network",
        ),
        (
            &["--step", "train-it", "--picture", "slice"],
            "The step `train-it` has no picture `slice`. It has: units, model, loss, metric",
        ),
        (&["--step", "welcome", "--picture", "bowl"], "The step `welcome` has no pictures."),
        (&["--step", "trian-it", "--picture", "bowl"], "Did you mean `train-it`?"),
        (
            &["--step", "train-it", "--picture", "model", "--theme", "light"],
            "A picture as text has no colours: --theme is for --svg FILE",
        ),
        (
            &["--step", "train-it", "--picture", "model", "--format", "json"],
            "A picture is no data: leave out --format json",
        ),
        (
            &["--step", "train-it", "--picture", "model", "--set", "fresh.w=1"],
            "no step that is printed has this weight",
        ),
    ] {
        stops(&[lesson, arguments].concat(), 2, &[words]);
    }
    for size in ["80", "80x", "axb", "80x24x3", "-80x24", "19x24", "401x24", "80x7", "80x201"] {
        let size = format!("--size={size}");
        let what = stops(&[lesson, &[&size]].concat(), 2, &["--size"]);
        assert!(what.contains("like 160x50") || what.contains("20 to 400 wide"), "{what}");
    }
}

#[test]
fn every_picture_is_called_what_a_lesson_calls_it() {
    for name in PictureName::ALL {
        assert_eq!(serde_json::to_value(name).unwrap(), name.word());
    }
    walk("a-neuron-learns", |lab: &Lab| {
        let pictures = lab.outcome().pictures;
        assert!(pictures.iter().all(|picture| PictureName::ALL.contains(&picture.name)));
    });
}

fn settings(theme: Theme) -> Settings {
    let colors = if theme == Theme::Plain { Colors::None } else { Colors::TrueColor };
    Settings { theme, colors, ..Settings::default() }
}

/// A chart of a few crosses of class 1, with a label and a name.
fn crossing(label: &str, name: &str) -> Grid {
    let chart = Chart {
        proportion: layerlab::chart::Proportion::Plane,
        title: None,
        x: Axis::new(label, 0.0, 10.0),
        y: Axis::new("", 0.0, 10.0),
        series: vec![Series::Points {
            name: name.to_owned(),
            role: Role::Class(1),
            mark: Mark::Cross,
            points: vec![[1.0, 1.0], [5.0, 5.0], [9.0, 9.0]],
        }],
    };
    draw(&chart, 60, 20, settings(Theme::Dark).chart())
}

/// Holds that an SVG shows each character of a grid and each half of a cell, in its colour.
#[track_caller]
fn check(grid: &Grid, theme: Theme, what: &str) {
    let text = svg::of(grid, settings(theme), what);
    assert!(text.starts_with(svg::START));
    let elements = elements(&text);
    let (columns, rows) = (usize::from(grid.width()), usize::from(grid.height()));
    let (mut symbols, mut grounds) = (vec![(' ', 0); columns * rows], vec![0; columns * rows * 2]);
    for element in &elements {
        match &*element.name {
            "rect" => {
                let [x, y] = ["x", "y"].map(|name| element.number(name));
                let [width, height] = ["width", "height"].map(|name| element.number(name));
                for half in y / 9..(y + height) / 9 {
                    grounds[half * columns + x / 9..][..width / 9].fill(element.color());
                }
            }
            "text" => {
                let at = (element.number("y") - 14) / 18 * columns + element.number("x") / 9;
                let width = element.words.chars().count();
                assert_eq!(element.number("textLength"), 9 * width, "{what}: {element:?}");
                for (index, symbol) in element.words.chars().enumerate() {
                    symbols[at + index] = (symbol, element.color());
                }
            }
            _ => (),
        }
    }
    for (index, cell) in grid.rows().flatten().enumerate() {
        let (row, column) = (index / columns, index % columns);
        let expected = inked(settings(theme), *cell);
        let [upper, lower] = [0, 1].map(|half| grounds[(2 * row + half) * columns + column]);
        assert_eq!([upper, lower], expected.ground, "{what}: {column} {row} of {theme:?}");
        let (symbol, color) = symbols[index];
        let is_writable = |symbol| !matches!(symbol, '\u{fffe}' | '\u{ffff}');
        let written = expected.symbol.map(|s| if is_writable(s) { s } else { '\u{fffd}' });
        assert_eq!(Some(symbol), written, "{what}: {column} {row}");
        assert!(symbol == ' ' || color == expected.ink, "{what}: {column} {row} {symbol}");
    }
}

/// An element of an SVG.
#[derive(Debug)]
struct Element {
    name: String,
    attributes: HashMap<String, String>,
    /// The text that follows on its start.
    words: String,
}

impl Element {
    fn number(&self, name: &str) -> usize {
        self.attributes.get(name).map_or(0, |number| number.parse().unwrap())
    }

    fn color(&self) -> u32 {
        u32::from_str_radix(self.attributes["fill"].strip_prefix('#').unwrap(), 16).unwrap()
    }
}

/// The elements of a text that has to be well-formed XML, in the order of their starts.
#[track_caller]
fn elements(text: &str) -> Vec<Element> {
    let allowed = |c: char| c == '\n' || !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    assert!(text.chars().all(allowed), "a character that XML does not have");
    let (mut elements, mut open): (Vec<Element>, Vec<String>) = (Vec::new(), Vec::new());
    for piece in text.split('<').skip(1) {
        let (tag, words) = piece.split_once('>').unwrap();
        assert!(!words.contains('>'), "{piece}");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name));
            continue;
        }
        assert!(elements.is_empty() || !open.is_empty(), "one element holds all others");
        let (tag, is_empty) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        elements.push(Element {
            name: name.to_owned(),
            attributes: attributes_of(attributes),
            words: if is_empty { String::new() } else { unescaped(words) },
        });
        open.extend((!is_empty).then(|| name.to_owned()));
    }
    assert!(open.is_empty(), "{open:?} are not closed");
    elements
}

#[track_caller]
fn attributes_of(text: &str) -> HashMap<String, String> {
    let mut attributes = HashMap::new();
    let mut parts = text.split('"');
    while let Some(name) = parts.next().map(str::trim).filter(|name| !name.is_empty()) {
        let value = parts.next().unwrap();
        let is_new =
            attributes.insert(name.strip_suffix('=').unwrap().to_owned(), unescaped(value));
        assert_eq!(is_new, None, "{name} twice");
    }
    attributes
}

#[track_caller]
fn unescaped(text: &str) -> String {
    let known = ["&lt;", "&gt;", "&amp;"];
    let ends = |(at, _): (usize, &str)| known.iter().any(|name| text[at..].starts_with(name));
    assert!(text.match_indices('&').all(ends), "{text}");
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
