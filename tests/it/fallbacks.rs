//! Where a terminal has too few colours for tones, a shade is shown by its coverage: fewer levels,
//! of the same hue, in the same order.

use std::collections::BTreeSet;

use layerlab::chart::{
    Axis, Chart, Field, Glyphs, Ramp, Series, Shading, Spread, Style, Tone, draw, locate,
};
use layerlab::lab::Lab;
use layerlab::lesson;
use layerlab::tui::{Animation, Colors, Palette, Settings, Theme};
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use crate::harness::{Screen, walk};

/// A unit whose output goes evenly from 0 on the left to 1 on the right.
const SURFACE: &str = "
format = 1
title = 'A slope'
about = 'A unit of two inputs'

[data.d]
x = [[-4.0, -4.0], [4.0, 4.0]]
y = [[0.0], [1.0]]
x_label = 'one'
x2_label = 'other'
x_range = [-5.0, 5.0]
y_range = [-5.0, 5.0]
classes = ['no', 'yes']

[[step]]
id = 'data'
title = 'Data'
run.dataset = 'd'

[[step]]
id = 'unit'
title = 'A unit'
run.sequential = { name = 'model', inputs = 2, layers = [
    { dense = { name = 'unit', units = 1, activation = 'sigmoid' } },
] }

[[step]]
id = 'weights'
title = 'Its weights'
run.set_weights = { layer = 'unit', w = [[0.6], [0.0]], b = [0.0] }
";

const INDEXED: Settings = Settings {
    theme: Theme::Dark,
    colors: Colors::Indexed256,
    glyphs: Glyphs::Unicode,
    animation: Animation::On,
};
const ANSI: Settings = Settings { colors: Colors::Ansi16, ..INDEXED };
const PLAIN: Settings = Settings { theme: Theme::Plain, colors: Colors::None, ..INDEXED };
const ASCII: Settings = Settings { glyphs: Glyphs::Ascii, ..PLAIN };

#[test]
fn of_256_colours_a_surface_has_nine_levels_of_two_hues() {
    for (theme, hues, ground) in [(Theme::Dark, [94, 25], 234), (Theme::Light, [215, 75], 255)] {
        let hues = hues.map(Color::Indexed);
        let rows = surface(Settings { theme, ..INDEXED }, Color::Indexed(ground));
        let levels = in_order(&rows, hues, " ░▒▓█");
        assert_eq!(levels, (-4..=4).collect(), "{theme:?}");
    }
}

#[test]
fn of_16_colours_a_surface_has_seven_levels_of_two_hues() {
    let rows = surface(ANSI, Color::Reset);
    let levels = in_order(&rows, [Color::Yellow, Color::Blue], " ░▒▓");
    assert_eq!(levels, (-3..=3).collect());
    let with_ascii = surface(Settings { glyphs: Glyphs::Ascii, ..ANSI }, Color::Reset);
    assert_eq!(in_order(&with_ascii, [Color::Yellow, Color::Blue], " ,;%"), (-3..=3).collect());
}

#[test]
fn without_colours_a_surface_has_four_levels_and_its_boundary() {
    for (settings, levels) in [(PLAIN, " ░▒▓"), (ASCII, " ,;%")] {
        let rows = surface(settings, Color::Reset);
        assert_eq!(in_order(&rows, [Color::Reset; 2], levels), (0..=3).collect(), "{levels}");
        let drawn: String = rows.iter().flatten().map(Cell::symbol).collect();
        assert!(drawn.contains(|c: char| !levels.contains(c) && !"×○xo".contains(c)), "{drawn}");
    }
}

#[test]
fn a_field_is_drawn_in_the_same_four_levels() {
    let values = Field::Sampled(vec![(0..64).map(|x| f64::from(x) / 63.0).collect()]);
    let chart = Chart {
        proportion: layerlab::chart::Proportion::Plane,
        title: None,
        x: Axis::new("x", 0.0, 1.0),
        y: Axis::new("y", 0.0, 1.0),
        series: vec![Series::Shade {
            name: String::new(),
            ramp: Ramp::Output,
            spread: Spread::Even,
            from: 0.0,
            to: 1.0,
            values,
        }],
    };
    for (glyphs, levels) in [(Glyphs::Unicode, " ░▒▓"), (Glyphs::Ascii, " ,;%")] {
        let grid = draw(&chart, 40, 10, Style { glyphs, shading: Shading::Glyphs });
        let plot = locate(&chart, 40, 10, Style { glyphs, shading: Shading::Glyphs });
        let columns = plot.left..plot.left + plot.columns();
        let row = columns.map(|column| grid.get(column, plot.top).unwrap().symbol);
        let found: Vec<usize> = row.filter_map(|symbol| at(levels, symbol)).collect();
        assert!(found.is_sorted(), "{found:?}");
        assert_eq!(BTreeSet::from_iter(found), (0..=3).collect());
    }
}

// Every ramp, so that a loss and an image do not lose their order either.
#[test]
fn every_ramp_rises_with_its_share() {
    for (colors, most) in [(Colors::Indexed256, 4), (Colors::Ansi16, 3)] {
        let palette = Palette { theme: Theme::Dark, colors };
        for ramp in [Ramp::Amount, Ramp::Ink] {
            let covered = |level| palette.coverage(Tone { ramp, level }).0;
            let levels: Vec<usize> = (0..=Tone::TOP).map(covered).collect();
            assert!(levels.is_sorted() && levels[0] == 0, "{ramp:?} {levels:?}");
            assert_eq!(levels.last(), Some(&most), "{ramp:?}");
        }
        // A region is never bare, for its class would be lost.
        let region = Ramp::Region { class: 2, other: 1 };
        assert!((0..=Tone::TOP).all(|level| palette.coverage(Tone { ramp: region, level }).0 > 0));
    }
}

/// Whether a terminal has a colour.
type Holds = fn(Color) -> bool;

#[test]
fn a_step_has_no_colour_that_the_terminal_does_not_have() {
    let is_basic = |color: Color| !matches!(color, Color::Indexed(_) | Color::Rgb(..));
    let is_indexed = |color: Color| !matches!(color, Color::Rgb(..));
    let is_none = |color: Color| color == Color::Reset;
    let high = |colors| Settings { theme: Theme::HighContrast, colors, ..INDEXED };
    let light = Settings { theme: Theme::Light, ..ANSI };
    let looks: [(Settings, Holds); 7] = [
        (INDEXED, is_indexed),
        (high(Colors::Indexed256), is_indexed),
        (ANSI, is_basic),
        (light, is_basic),
        (high(Colors::Ansi16), is_basic),
        (PLAIN, is_none),
        (ASCII, is_none),
    ];
    walk("coffee-roasting", |lab| {
        for (settings, holds) in looks {
            for buffer in pictures(lab, settings) {
                let wrong = buffer.content.iter().find(|cell| !holds(cell.fg) || !holds(cell.bg));
                assert_eq!(wrong, None, "{} {settings:?}", lab.step().id);
                let is_ascii = buffer.content.iter().all(|cell| cell.symbol().is_ascii());
                assert!(is_ascii || settings.glyphs == Glyphs::Unicode, "{}", lab.step().id);
            }
        }
    });
}

/// The screen with each picture of a step.
fn pictures(lab: &Lab, settings: Settings) -> Vec<Buffer> {
    let mut screen = Screen::of(lab.clone(), settings).size(100, 30);
    let pictures = lab.outcome().pictures.len().max(1);
    let mut buffers = Vec::new();
    for _ in 0..pictures {
        buffers.push(screen.buffer());
        screen = screen.press("v");
    }
    buffers
}

/// The rows of the surface, which are in the same place whatever they are drawn with.
fn surface(settings: Settings, ground: Color) -> Vec<Vec<Cell>> {
    let lesson = lesson::read("slope.toml", SURFACE).unwrap();
    let mut lab = Lab::new(lesson);
    lab.go_to(2);
    let buffer = |settings| Screen::of(lab.clone(), settings).size(120, 40).buffer();
    let with_axes = buffer(INDEXED);
    let is = |x, y, symbols: &str| symbols.contains(with_axes[(x, y)].symbol());
    let corner = with_axes.area.positions().find(|at| is(at.x, at.y, "└")).unwrap();
    let right = (corner.x + 1..120).find(|x| !is(*x, corner.y, "─┬")).unwrap_or(120);
    let rows = (0..corner.y).filter(|y| is(corner.x, *y, "│┤"));
    let drawn = buffer(settings);
    let row = |y| (corner.x + 1..right).map(|x| drawn[(x, y)].clone()).collect();
    let rows: Vec<Vec<Cell>> = rows.map(row).collect();
    assert!(rows.len() > 15 && rows[0].len() > 40, "{} rows", rows.len());
    assert!(rows.iter().flatten().all(|cell| cell.bg == ground), "marks and all on one ground");
    rows
}

/// The levels of the surface, below zero those of the first hue. From left to right each row rises.
fn in_order(rows: &[Vec<Cell>], hues: [Color; 2], levels: &str) -> BTreeSet<i32> {
    let level = |cell: &Cell| {
        let covered = at(levels, cell.symbol().chars().next()?)? as i32;
        match cell.fg {
            color if color == hues[1] => Some(covered),
            color if color == hues[0] => Some(-covered),
            _ => (covered == 0).then_some(0),
        }
    };
    let is_full = |cell: &Cell| "█#".contains(cell.symbol()) && !levels.contains(cell.symbol());
    assert!(!rows.iter().flatten().any(is_full), "covered more than {levels:?} can");
    let mut all = BTreeSet::new();
    for row in rows {
        let found: Vec<i32> = row.iter().filter_map(level).collect();
        assert!(found.is_sorted(), "{found:?}");
        all.extend(found);
    }
    all
}

fn at(levels: &str, symbol: char) -> Option<usize> {
    levels.chars().position(|level| level == symbol)
}

#[test]
fn without_colours_what_is_muted_is_dim() {
    for settings in [PLAIN, ASCII, ANSI] {
        let source = lesson::read("a-slope.toml", SURFACE).unwrap();
        let mut lab = Lab::new(source);
        lab.go_to(2);
        let mut screen = Screen::of(lab, settings);
        let is_dim = |screen: &mut Screen, text: &str| {
            let at = screen.find(text);
            screen.buffer()[at].modifier.contains(Modifier::DIM)
        };
        assert!(is_dim(&mut screen, ">>>"), "{settings:?}");
        for text in ["Its weights", "get_weights", "array"] {
            assert!(!is_dim(&mut screen, text), "{text} {settings:?}");
        }
    }
}
