//! The ramps in all colours: stops of a table, and what lies between them.
//!
//! Output and image are spaced evenly in CAM02-UCS, amounts in L*; the output's ramp stays dark
//! enough, or light enough, for every mark on it. The further from the ground, the more.

#![expect(clippy::unreadable_literal, reason = "a colour reads best as six digits")]

use crate::chart::{Ramp, Tone};

use super::theme::Theme;

/// The colour of a tone, as 0xRRGGBB.
pub(super) fn color(theme: Theme, tone: Tone) -> u32 {
    let is_light = theme == Theme::Light;
    match (tone.ramp, theme) {
        (Ramp::Output, Theme::Light) => at(&OUTPUT_LIGHT, tone.share()),
        (Ramp::Output, Theme::HighContrast) => at(&OUTPUT_HIGH, tone.share()),
        (Ramp::Output, _) => at(&OUTPUT_DARK, tone.share()),
        (Ramp::Amount, _) => at(if is_light { &AMOUNT_LIGHT } else { &AMOUNT_DARK }, tone.share()),
        (Ramp::Weight, _) => at(if is_light { &WEIGHT_LIGHT } else { &WEIGHT_DARK }, tone.share()),
        (Ramp::Ink, _) => at(if is_light { &INK_LIGHT } else { &INK_DARK }, tone.share()),
        (Ramp::Region { class, other }, _) => {
            let regions = match theme {
                Theme::Light => &REGIONS_LIGHT,
                Theme::HighContrast => &REGIONS_HIGH,
                Theme::Dark | Theme::Plain => &REGIONS_DARK,
            };
            let of = |class: u8| regions[usize::from(class) % regions.len()];
            // Where two classes are as likely, their colours meet half way.
            mixed(of(other), of(class), 0.5 + tone.share() / 2.0)
        }
    }
}

/// White or black, whichever can be read on a colour: its contrast is never below 4.58.
pub(super) fn ink(ground: u32) -> u32 {
    if luminance(ground) < MIDDLE { 0xffffff } else { 0 }
}

/// A colour made as dark, or as light, as a coloured mark needs it.
pub(super) fn halo(theme: Theme, ground: u32) -> u32 {
    let (to, is_enough): (u32, fn(u32) -> bool) = match theme {
        Theme::Light => (0xffffff, |color| luminance(color) >= 0.52),
        Theme::HighContrast => (0, |color| luminance(color) <= 0.05),
        _ => (0, |color| luminance(color) <= 0.08),
    };
    let steps = (0_u8..=16).map(|step| mixed(ground, to, f32::from(step) / 16.0));
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

fn at(stops: &[u32], share: f32) -> u32 {
    let place = share * (stops.len() - 1) as f32;
    let before = (place as usize).min(stops.len() - 2);
    mixed(stops[before], stops[before + 1], place - before as f32)
}

fn mixed(from: u32, to: u32, share: f32) -> u32 {
    let (from, to) = (from.to_be_bytes(), to.to_be_bytes());
    let channel = |index: usize| {
        let (from, to) = (f32::from(from[index]), f32::from(to[index]));
        (from + (to - from) * share).round() as u8
    };
    u32::from_be_bytes([0, 1, 2, 3].map(channel))
}

const OUTPUT_DARK: [u32; 13] = [
    0x7c4100, 0x6a3b0f, 0x593416, 0x482e1a, 0x37271c, 0x27201d, 0x1a1a1c, 0x181e26, 0x182638,
    0x182f4d, 0x153966, 0x0f4480, 0x004f9d,
];
const OUTPUT_LIGHT: [u32; 13] = [
    0xf5b16f, 0xf6be89, 0xf6cba2, 0xf6d7ba, 0xf5e3d1, 0xf4eee6, 0xeef0ef, 0xe2ebf2, 0xd4e5f4,
    0xc3def7, 0xb1d6fa, 0x9dcdfd, 0x87c4ff,
];
const OUTPUT_HIGH: [u32; 3] = [0x633300, 0x000000, 0x003e7e];
const AMOUNT_DARK: [u32; 16] = [
    0x121015, 0x1e162f, 0x2a1b4a, 0x351e68, 0x3d2483, 0x3d358f, 0x3c4499, 0x3a52a3, 0x2e63a9,
    0x0875a9, 0x0084a3, 0x0a939e, 0x14a29c, 0x26b097, 0x45be8e, 0x68ca81,
];
const AMOUNT_LIGHT: [u32; 16] = [
    0xf5f3f0, 0xebe9da, 0xdde0c6, 0xccd7b4, 0xb5d0a7, 0x97c9a5, 0x75c1a9, 0x52b8b3, 0x36adbc,
    0x2ba0c4, 0x3691c9, 0x4981cb, 0x5572c7, 0x5f62c1, 0x6753b7, 0x6e42aa,
];
const WEIGHT_DARK: [u32; 13] = [
    0xffa84e, 0xd58636, 0xaf661d, 0x8a4901, 0x633a17, 0x3e2b1d, 0x1d1c1c, 0x192637, 0x173b67,
    0x0753a1, 0x2673c4, 0x4995e1, 0x6cb9ff,
];
const WEIGHT_LIGHT: [u32; 13] = [
    0x984d00, 0xb46b2a, 0xd08a49, 0xefac68, 0xf5cba0, 0xf5e7d8, 0xe5ecf1, 0xc0ddf7, 0x8fcafe,
    0x68acf1, 0x478ce0, 0x276dce, 0x004dbc,
];
const INK_DARK: [u32; 2] = [0x17191c, 0xf2f2f2];
const INK_LIGHT: [u32; 2] = [0xf4f2ee, 0x161616];
const REGIONS_DARK: [u32; 8] =
    [0x7c4100, 0x004f9d, 0x014138, 0x410f53, 0x242c04, 0x51406f, 0x295759, 0x7f2a1f];
const REGIONS_LIGHT: [u32; 8] =
    [0xf5b16f, 0x87c4ff, 0xd5fdc0, 0xf9dfff, 0xd3e24c, 0xcdb4d2, 0xc0dcdf, 0xfbbfc6];
const REGIONS_HIGH: [u32; 8] =
    [0x613300, 0x003e7a, 0x01332c, 0x330c41, 0x1c2203, 0x3f3257, 0x204445, 0x632118];
