//! The ramps in all colours: stops of a table, and what lies between them.
//!
//! Output and image are spaced evenly in CAM02-UCS, amounts in L*; the output's ramp stays dark
//! enough, or light enough, for every mark on it. The further from the ground, the more.

#![expect(clippy::unreadable_literal, reason = "a colour reads best as six digits")]

use crate::chart::{Ramp, Tone};

use super::theme::Theme;

/// The colour of a tone, as 0xRRGGBB.
pub(super) fn color(theme: Theme, tone: Tone) -> u32 {
    let levels = match (tone.ramp, theme) {
        (Ramp::Output, Theme::Light) => &OUTPUT_LIGHT,
        (Ramp::Output, Theme::HighContrast) => &OUTPUT_HIGH,
        (Ramp::Output, _) => &OUTPUT_DARK,
        (Ramp::Amount, Theme::Light) => &AMOUNT_LIGHT,
        (Ramp::Amount, _) => &AMOUNT_DARK,
        (Ramp::Weight, Theme::Light) => &WEIGHT_LIGHT,
        (Ramp::Weight, _) => &WEIGHT_DARK,
        (Ramp::Ink, Theme::Light) => &INK_LIGHT,
        (Ramp::Ink, _) => &INK_DARK,
        (Ramp::Region { class, other }, _) => return region(theme, class, other, tone.level),
    };
    levels[usize::from(tone.level.min(Tone::TOP))]
}

/// The colour of the region of a class: where another is as likely, theirs meet half way.
fn region(theme: Theme, class: u8, other: u8, level: u8) -> u32 {
    let regions = match theme {
        Theme::Light => &REGIONS_LIGHT,
        Theme::HighContrast => &REGIONS_HIGH,
        Theme::Dark | Theme::Plain => &REGIONS_DARK,
    };
    let of = |class: u8| regions[usize::from(class) % regions.len()];
    mixed(of(other), of(class), 32 + u32::from(level.min(Tone::TOP)), 64)
}

/// White or black, whichever can be read on a colour: its contrast is never below 4.58.
pub(super) fn ink(ground: u32) -> u32 {
    if luminance(ground) < MIDDLE { 0xffffff } else { 0 }
}

/// A colour made as dark, or as light, as a coloured mark needs it.
pub(super) fn halo(theme: Theme, ground: u32) -> u32 {
    match theme {
        Theme::Light => towards(0xffffff, ground, |color| luminance(color) >= 0.52),
        Theme::HighContrast => towards(0, ground, |color| luminance(color) <= 0.05),
        _ => towards(0, ground, |color| luminance(color) <= 0.08),
    }
}

/// The same for the line of a run, whose colour is no stronger than it must be beside the plane.
pub(super) fn road(theme: Theme, ground: u32) -> u32 {
    match theme {
        Theme::Light => towards(0xffffff, ground, |color| luminance(color) >= 0.76),
        _ => halo(theme, ground),
    }
}

/// As far from one colour to another as it takes.
fn towards(to: u32, ground: u32, is_enough: fn(u32) -> bool) -> u32 {
    let steps = (0..=16).map(|step| mixed(ground, to, step, 16));
    steps.into_iter().find(|color| is_enough(*color)).unwrap_or(to)
}

/// Where white and black are as easy to read.
const MIDDLE: f32 = 0.179;

/// Relative luminance, from 0 to 1, as WCAG 2 has it.
fn luminance(color: u32) -> f32 {
    let linear = |channel: u8| {
        let value = f32::from(channel) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    let [_, red, green, blue] = color.to_be_bytes();
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

type Levels = [u32; Tone::TOP as usize + 1];

/// All levels of a ramp with these stops.
const fn levels(stops: &[u32]) -> Levels {
    let top = Tone::TOP as usize;
    let mut levels = [0; Tone::TOP as usize + 1];
    let mut level = 0;
    while level <= top {
        let place = level * (stops.len() - 1);
        let before = if level == top { stops.len() - 2 } else { place / top };
        let along = place - before * top;
        levels[level] = mixed(stops[before], stops[before + 1], along as u32, top as u32);
        level += 1;
    }
    levels
}

/// So many of `all` parts of the way from one colour to another.
const fn mixed(from: u32, to: u32, parts: u32, all: u32) -> u32 {
    let (from, to) = (from.to_be_bytes(), to.to_be_bytes());
    let mut mixed = [0; 4];
    let mut channel = 1;
    while channel < 4 {
        let sum = from[channel] as u32 * (all - parts) + to[channel] as u32 * parts;
        mixed[channel] = ((sum + all / 2) / all) as u8;
        channel += 1;
    }
    u32::from_be_bytes(mixed)
}

static OUTPUT_DARK: Levels = levels(&[
    0x7c4100, 0x6a3b0f, 0x593416, 0x482e1a, 0x37271c, 0x27201d, 0x1a1a1c, 0x181e26, 0x182638,
    0x182f4d, 0x153966, 0x0f4480, 0x004f9d,
]);
static OUTPUT_LIGHT: Levels = levels(&[
    0xf5b16f, 0xf6be89, 0xf6cba2, 0xf6d7ba, 0xf5e3d1, 0xf4eee6, 0xeef0ef, 0xe2ebf2, 0xd4e5f4,
    0xc3def7, 0xb1d6fa, 0x9dcdfd, 0x87c4ff,
]);
static OUTPUT_HIGH: Levels = levels(&[0x633300, 0x000000, 0x003e7e]);
static AMOUNT_DARK: Levels = levels(&[
    0x121015, 0x1e162f, 0x2a1b4a, 0x351e68, 0x3d2483, 0x3d358f, 0x3c4499, 0x3a52a3, 0x2e63a9,
    0x0875a9, 0x0084a3, 0x0a939e, 0x14a29c, 0x26b097, 0x45be8e, 0x68ca81,
]);
static AMOUNT_LIGHT: Levels = levels(&[
    0xf5f3f0, 0xebe9da, 0xdde0c6, 0xccd7b4, 0xb5d0a7, 0x97c9a5, 0x75c1a9, 0x52b8b3, 0x36adbc,
    0x2ba0c4, 0x3691c9, 0x4981cb, 0x5572c7, 0x5f62c1, 0x6753b7, 0x6e42aa,
]);
static WEIGHT_DARK: Levels = levels(&[
    0xffa84e, 0xd58636, 0xaf661d, 0x8a4901, 0x633a17, 0x3e2b1d, 0x1d1c1c, 0x192637, 0x173b67,
    0x0753a1, 0x2673c4, 0x4995e1, 0x6cb9ff,
]);
static WEIGHT_LIGHT: Levels = levels(&[
    0x984d00, 0xb46b2a, 0xd08a49, 0xefac68, 0xf5cba0, 0xf5e7d8, 0xe5ecf1, 0xc0ddf7, 0x8fcafe,
    0x68acf1, 0x478ce0, 0x276dce, 0x004dbc,
]);
static INK_DARK: Levels = levels(&[0x17191c, 0xf2f2f2]);
static INK_LIGHT: Levels = levels(&[0xf4f2ee, 0x161616]);
const REGIONS_DARK: [u32; 8] =
    [0x7c4100, 0x004f9d, 0x014138, 0x410f53, 0x242c04, 0x51406f, 0x295759, 0x7f2a1f];
const REGIONS_LIGHT: [u32; 8] =
    [0xf5b16f, 0x87c4ff, 0xd5fdc0, 0xf9dfff, 0xd3e24c, 0xcdb4d2, 0xc0dcdf, 0xfbbfc6];
const REGIONS_HIGH: [u32; 8] =
    [0x613300, 0x003e7a, 0x01332c, 0x330c41, 0x1c2203, 0x3f3257, 0x204445, 0x632118];
