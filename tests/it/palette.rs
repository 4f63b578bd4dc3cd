//! The colours hold what the palette promises: they can be read, and told apart, on every ground
//! that they meet, by every eye.

#![expect(clippy::unreadable_literal, reason = "a colour reads best as six digits")]

use std::collections::BTreeMap;

use layerlab::chart::{Ramp, Tone};
use layerlab::lab::Lab;
use layerlab::lesson::shelf;
use layerlab::tui::{Colors, Hue, Palette, Settings, Theme};
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};

use crate::harness::{Screen, walk};
use crate::vision::{contrast, difference, least_difference, lightness, luminance, of_index};

const THEMES: [Theme; 3] = [Theme::Dark, Theme::Light, Theme::HighContrast];

/// The grounds of terminals that many have: black, Windows Terminal, VS Code, Dracula, One Dark,
/// Nord, Solarized, Ubuntu, Gruvbox.
const DARK_GROUNDS: [u32; 9] =
    [0x000000, 0x0c0c0c, 0x1e1e1e, 0x282a36, 0x282c34, 0x2e3440, 0x002b36, 0x300a24, 0x282828];
/// White, One Light, Solarized, Catppuccin Latte, Gruvbox, the second ground of Solarized.
const LIGHT_GROUNDS: [u32; 6] = [0xffffff, 0xfafafa, 0xfdf6e3, 0xeff1f5, 0xfbf1c7, 0xeee8d5];

/// The least contrast on all of the dark and on all of the light grounds, and on painted black.
const HUES: [(Hue, f64, f64); 18] = [
    (Hue::Muted, 5.2, 5.1),
    (Hue::Accent, 6.1, 6.5),
    (Hue::Focus, 9.8, 7.6),
    (Hue::Good, 8.3, 5.3),
    (Hue::Bad, 4.9, 6.1),
    (Hue::Negative, 5.9, 4.7),
    (Hue::Positive, 5.1, 4.8),
    (Hue::Model, 7.3, 5.0),
    (Hue::Second, 8.6, 5.6),
    (Hue::Line, 11.1, 14.7),
    (Hue::Class(0), 8.1, 7.9),
    (Hue::Class(1), 8.1, 8.5),
    (Hue::Class(2), 9.0, 8.4),
    (Hue::Class(3), 8.0, 10.0),
    (Hue::Class(4), 9.5, 7.6),
    (Hue::Class(5), 8.5, 9.9),
    (Hue::Class(6), 9.3, 8.5),
    (Hue::Class(7), 8.2, 9.7),
];

#[test]
fn every_hue_can_be_read_on_the_grounds_of_well_known_terminals() {
    for (hue, dark, light) in HUES {
        for (theme, grounds, least) in [
            (Theme::Dark, &DARK_GROUNDS[..], dark),
            (Theme::Light, &LIGHT_GROUNDS[..], light),
            (Theme::HighContrast, &[0], 10.0),
        ] {
            for ground in grounds {
                holds(colour(theme, hue), *ground, least, &format!("{hue:?} {theme:?}"));
            }
        }
    }
}

#[test]
fn every_mark_can_be_read_on_every_output() {
    for theme in THEMES {
        let least = if theme == Theme::HighContrast { 7.7 } else { 5.0 };
        for tone in tones(Ramp::Output) {
            for class in 0..8 {
                let what = format!("class {class} {theme:?} {tone:?}");
                holds(colour(theme, Hue::Class(class)), shade(theme, tone), least, &what);
            }
            for hue in [Hue::Line, Hue::Focus] {
                holds(colour(theme, hue), shade(theme, tone), 4.5, &format!("{hue:?} {theme:?}"));
            }
            assert_eq!(palette(theme).ink(tone), None, "lines keep their colour there");
            assert_eq!(palette(theme).halo(tone), palette(theme).tone(tone), "so do marks");
        }
    }
}

#[test]
fn every_mark_can_be_read_on_every_region() {
    let classes = || (0..8).flat_map(|class| (0..8).map(move |other| (class, other)));
    for theme in THEMES {
        let least = if theme == Theme::HighContrast { 7.7 } else { 4.8 };
        for (class, other) in classes() {
            for tone in tones(Ramp::Region { class, other }) {
                for mark in (0..8).map(Hue::Class).chain([Hue::Line]) {
                    let what = format!("{mark:?} {theme:?} {tone:?}");
                    holds(colour(theme, mark), shade(theme, tone), least, &what);
                }
            }
        }
    }
}

#[test]
fn lines_and_marks_can_be_read_on_the_wide_ramps() {
    for theme in THEMES {
        for tone in [Ramp::Amount, Ramp::Weight, Ramp::Ink].into_iter().flat_map(tones) {
            let what = format!("{theme:?} {tone:?}");
            let ink = palette(theme).ink(tone).map(rgb).unwrap();
            holds(ink, shade(theme, tone), 4.58, &what);
            let halo = palette(theme).halo(tone).map(rgb).unwrap();
            let least = if theme == Theme::HighContrast { 7.0 } else { 4.8 };
            for mark in (0..8).map(Hue::Class).chain([Hue::Line, Hue::Focus]) {
                holds(colour(theme, mark), halo, least, &format!("{mark:?} with halo, {what}"));
            }
            let road = palette(theme).road(tone).map(rgb).unwrap();
            for run in [Hue::Model, Hue::Second, Hue::Line] {
                holds(colour(theme, run), road, 4.5, &format!("{run:?} on its road, {what}"));
            }
        }
    }
}

/// Pairs that are told apart by colour, and how far apart they are at least to any eye: on dark, on
/// light, and in high contrast, where all are near to white.
#[rustfmt::skip]
const PAIRS: [(Hue, Hue, [f64; 3]); 6] = [
    (Hue::Class(0), Hue::Class(1), [36.0, 41.0, 26.0]),
    (Hue::Negative, Hue::Positive, [52.5, 51.5, 41.0]),
    (Hue::Good, Hue::Bad, [20.0, 21.5, 15.0]),
    (Hue::Model, Hue::Second, [37.5, 36.0, 30.0]),
    (Hue::Model, Hue::Line, [15.0, 34.0, 12.5]),
    (Hue::Second, Hue::Line, [15.0, 34.0, 12.5]),
];

#[test]
fn pairs_are_told_apart_by_every_eye() {
    for (one, other, least) in PAIRS {
        for (theme, least) in THEMES.into_iter().zip(least) {
            let found = least_difference(colour(theme, one), colour(theme, other));
            assert!(found >= least, "{one:?} {other:?} {theme:?}: {found:.1}, not {least}");
        }
    }
}

#[test]
fn neighbours_on_a_ramp_are_told_apart() {
    let steps = |theme, ramp, count: u8| -> Vec<u32> {
        let at = |step: u8| Tone::new(ramp, f32::from(step) / f32::from(count - 1));
        (0..count).map(|step| shade(theme, at(step))).collect()
    };
    // The stops lie between the levels: the 9 are one and a half stops apart, or 15/16 of one.
    for (theme, ramp, count, least, least_of_all) in [
        (Theme::Dark, Ramp::Output, 9, 1.5 * 5.3, 1.5 * 4.4),
        (Theme::Light, Ramp::Output, 9, 1.5 * 4.2, 1.5 * 3.3),
        (Theme::HighContrast, Ramp::Output, 9, 7.4, 6.2),
        (Theme::Dark, Ramp::Amount, 17, 4.8, 3.4),
        (Theme::Light, Ramp::Amount, 17, 4.2, 2.5),
        (Theme::Dark, Ramp::Weight, 9, 18.0, 15.0),
        (Theme::Light, Ramp::Weight, 9, 15.5, 13.5),
    ] {
        for pair in steps(theme, ramp, count).windows(2) {
            let (all, worst) = (difference(pair[0], pair[1]), least_difference(pair[0], pair[1]));
            let what = format!("{theme:?} {ramp:?} {:06x} {:06x}", pair[0], pair[1]);
            assert!(all >= least, "{what}: {all:.2}, not {least}");
            assert!(worst >= least_of_all, "{what}: {worst:.2} to some eye, not {least_of_all}");
        }
    }
}

#[test]
fn regions_are_told_apart_as_far_as_colours_can() {
    for (theme, least) in
        THEMES.into_iter().zip([[14.5, 10.0, 6.5], [14.0, 9.5, 7.0], [11.5, 8.5, 5.5]])
    {
        for (count, least) in [4, 6, 8].into_iter().zip(least) {
            let region = |class| shade(theme, Tone::new(Ramp::Region { class, other: class }, 1.0));
            for (one, other) in (0..count).flat_map(|one| (0..one).map(move |other| (one, other))) {
                let found = least_difference(region(one), region(other));
                assert!(found >= least, "{theme:?} {one} {other} of {count}: {found:.1}");
            }
        }
    }
}

#[test]
fn more_is_further_from_the_ground() {
    for (theme, sign) in [(Theme::Dark, 1.0), (Theme::Light, -1.0), (Theme::HighContrast, 1.0)] {
        for ramp in [Ramp::Amount, Ramp::Ink] {
            let light: Vec<f64> = tones(ramp).map(|tone| lightness(shade(theme, tone))).collect();
            let rises = light.windows(2).all(|pair| (pair[1] - pair[0]) * sign > 0.0);
            assert!(rises, "{theme:?} {ramp:?} {light:.1?}");
            let first = if sign > 0.0 { light[0] } else { 100.0 - light[0] };
            assert!(first < 13.0, "{theme:?} {ramp:?} begins at the ground: {:.1}", light[0]);
        }
    }
}

#[test]
fn outputs_leave_room_for_marks_and_are_neutral_in_the_middle() {
    for theme in THEMES {
        for tone in tones(Ramp::Output) {
            // In two digits, as the limits are.
            let y = (luminance(shade(theme, tone)) * 100.0).round();
            let is_within = match theme {
                Theme::Light => y >= 52.0,
                Theme::HighContrast => y <= 5.0,
                _ => y <= 8.0,
            };
            assert!(is_within, "{theme:?} {tone:?}: {y} %");
        }
        let [_, red, green, blue] = shade(theme, Tone::new(Ramp::Output, 0.5)).to_be_bytes();
        assert!(red.abs_diff(blue) <= 3 && red.abs_diff(green) <= 3, "{theme:?} has a hue at 0.5");
    }
}

#[test]
fn of_256_colours_every_hue_can_be_read() {
    for (hue, ..) in HUES {
        let index = |theme| match (Palette { theme, colors: Colors::Indexed256 }).hue(hue) {
            Some(Color::Indexed(index)) => of_index(index),
            other => panic!("{hue:?} is {other:?}"),
        };
        let is_mark = matches!(hue, Hue::Class(_) | Hue::Line | Hue::Focus);
        for (theme, ground, bare) in [(Theme::Dark, 0, 234), (Theme::Light, 0xffffff, 255)] {
            holds(index(theme), ground, 4.5, &format!("{hue:?} of 256, {theme:?}"));
            if is_mark {
                holds(
                    index(theme),
                    of_index(bare),
                    4.5,
                    &format!("mark {hue:?} of 256, {theme:?}"),
                );
            }
        }
        holds(index(Theme::HighContrast), of_index(16), 7.0, &format!("{hue:?} of 256, high"));
    }
}

#[test]
fn whatever_meets_on_the_screen_can_be_read() {
    let mut seen = THEMES.map(|theme| (theme, BTreeMap::new()));
    for name in shelf::NAMES {
        walk(name, |lab| {
            for (theme, pairs) in &mut seen {
                look(lab, *theme, &format!("{name} {}", lab.step().id), pairs);
            }
        });
    }
    for (theme, pairs) in seen {
        assert!(pairs.len() > 100, "{theme:?}: {} pairs", pairs.len());
        for ((ink, ground, symbol), place) in pairs {
            let least = match theme {
                _ if is_rule(symbol) => 3.0,
                Theme::HighContrast if is_on_a_wide_ramp(ink, ground) => 4.58,
                Theme::HighContrast => 7.0,
                _ => 4.5,
            };
            holds(ink, ground, least, &format!("{symbol:?} at {place}, {theme:?}"));
        }
    }
}

/// What stands on what, and where that was seen first.
type Pairs = BTreeMap<(u32, u32, char), String>;

/// Looks at a step with each of its pictures, and with a weight chosen and a hint.
fn look(lab: &Lab, theme: Theme, place: &str, pairs: &mut Pairs) {
    let settings = Settings { theme, colors: Colors::TrueColor, ..Settings::default() };
    let pictures = lab.outcome().pictures.len().max(1);
    let mut screen = Screen::of(lab.clone(), settings).size(120, 40);
    for _ in 0..pictures {
        collect(&screen.buffer(), theme, place, pairs);
        screen = screen.press("v");
    }
    collect(&screen.press("h<tab>").buffer(), theme, place, pairs);
}

fn collect(buffer: &Buffer, theme: Theme, place: &str, pairs: &mut Pairs) {
    let (paper, text) = match theme {
        Theme::Light => (0xffffff, 0x1c1c1c),
        Theme::HighContrast => (0, 0xffffff),
        _ => (0x1e1e1e, 0xe6e6e6),
    };
    for cell in buffer.content() {
        let is_painted = cell.bg != Color::Reset && cell.fg != Color::Reset;
        assert!(is_painted || theme != Theme::HighContrast, "{cell:?} at {place}");
        let symbol = cell.symbol().chars().next().unwrap_or(' ');
        // Half a cell is no text.
        if matches!(symbol, ' ' | '▀') {
            continue;
        }
        let of = |color, own| if color == Color::Reset { own } else { rgb(color) };
        let (mut ink, mut ground) = (of(cell.fg, text), of(cell.bg, paper));
        if cell.modifier.contains(Modifier::REVERSED) {
            (ink, ground) = (ground, ink);
        }
        pairs.entry((ink, ground, symbol)).or_insert_with(|| place.to_owned());
    }
}

/// Lines that part things, and axes.
fn is_rule(symbol: char) -> bool {
    matches!(symbol, '─'..='╋')
}

/// A line that is white or black on a ramp that nothing but white or black can be read on.
fn is_on_a_wide_ramp(ink: u32, ground: u32) -> bool {
    matches!(ink, 0 | 0xffffff) && luminance(ground) > 0.05
}

#[track_caller]
fn holds(ink: u32, ground: u32, least: f64, what: &str) {
    let found = contrast(ink, ground);
    assert!(found >= least, "{what}: {ink:06x} on {ground:06x} is {found:.2}, not {least}");
}

fn palette(theme: Theme) -> Palette {
    Palette { theme, colors: Colors::TrueColor }
}

fn colour(theme: Theme, hue: Hue) -> u32 {
    rgb(palette(theme).hue(hue).unwrap())
}

fn shade(theme: Theme, tone: Tone) -> u32 {
    rgb(palette(theme).tone(tone).unwrap())
}

fn tones(ramp: Ramp) -> impl Iterator<Item = Tone> {
    (0..=Tone::TOP).map(move |level| Tone { ramp, level })
}

fn rgb(color: Color) -> u32 {
    match color {
        Color::Rgb(red, green, blue) => u32::from_be_bytes([0, red, green, blue]),
        other => panic!("{other:?} is not one of all colours"),
    }
}
