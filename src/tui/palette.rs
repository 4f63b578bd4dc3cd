//! The palette: which colour a thing of one meaning has on each ground, and as deep as the terminal
//! can show it.
//!
//! One meaning a colour: blue is 1, positive, for; orange is 0, negative, against; violet is what
//! can be pressed, titles and code. The colours of marks are told apart by everyone and from every
//! shade of an output, with a contrast of 4.5 at least (WCAG 2).

#![expect(clippy::unreadable_literal, reason = "a colour reads best as six digits")]

use ratatui::style::Color;

use crate::chart::{Ramp, Tone};

use super::colors::Colors;
use super::ramp;
use super::theme::Theme;

/// What a colour means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hue {
    /// Asides, axes and rules; never on a shade.
    Muted,
    /// Titles, keys and code.
    Accent,
    /// What is chosen or looked at.
    Focus,
    /// Done, right.
    Good,
    /// Wrong.
    Bad,
    /// A mark of the class with this number.
    Class(u8),
    /// A weight below zero.
    Negative,
    /// A weight above zero.
    Positive,
    /// What a model says, or the loss of its training.
    Model,
    /// A second curve, such as that of the validation data, or of another run.
    Second,
    /// Boundaries, contours, data of no class and a third curve.
    Line,
}

/// A theme in as many colours as the terminal has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// The theme.
    pub theme: Theme,
    /// How many colours there are.
    pub colors: Colors,
}

impl Palette {
    /// The colour of what is drawn or written; none where the terminal's own is best, or all there
    /// is.
    pub fn hue(self, hue: Hue) -> Option<Color> {
        let Shades { dark, light, high, index, ansi } = shades(hue);
        let is_light = self.theme == Theme::Light;
        match self.colors {
            _ if self.theme == Theme::Plain => None,
            Colors::TrueColor if is_light => Some(rgb(light)),
            Colors::TrueColor if self.theme == Theme::HighContrast => Some(rgb(high)),
            Colors::TrueColor => Some(rgb(dark)),
            Colors::Indexed256 => Some(Color::Indexed(index[usize::from(is_light)])),
            Colors::Ansi16 => ansi,
            Colors::None => None,
        }
    }

    /// The colour of a shaded place; none where shade is shown by its coverage.
    pub fn tone(self, tone: Tone) -> Option<Color> {
        match self.colors {
            _ if self.theme == Theme::Plain => None,
            Colors::TrueColor => Some(rgb(ramp::color(self.theme, tone))),
            Colors::Indexed256 => self.grey(tone).map(Color::Indexed),
            Colors::Ansi16 | Colors::None => None,
        }
    }

    /// The grey of the 256 colours for a ramp that needs no colour: what there is much of is furthest
    /// from the ground.
    fn grey(self, tone: Tone) -> Option<u8> {
        let is_grey = matches!(tone.ramp, Ramp::Amount | Ramp::Ink);
        let far = (tone.share() * f32::from(GREYS)).round() as u8;
        let is_light = self.theme == Theme::Light;
        is_grey.then_some(if is_light { LAST_GREY - far } else { FIRST_GREY + far })
    }

    /// How much of a shaded place is covered, in quarters, and with which colour, where the
    /// terminal has too few for its tones. The sixteen colours are too bright to cover all of it.
    pub fn coverage(self, tone: Tone) -> (usize, Option<Color>) {
        let most = if self.colors == Colors::Ansi16 { 3.0 } else { 4.0 };
        let quarters = |share: f32| (share * most).round() as usize;
        let share = tone.share();
        match tone.ramp {
            Ramp::Output | Ramp::Weight => {
                let hue = usize::from(share > 0.5);
                let color = match (self.colors, self.theme) {
                    (Colors::Indexed256, Theme::Light) => Color::Indexed([215, 75][hue]),
                    (Colors::Indexed256, _) => Color::Indexed([94, 25][hue]),
                    _ => [Color::Yellow, Color::Blue][hue],
                };
                (quarters((share - 0.5).abs() * 2.0), Some(color))
            }
            Ramp::Amount => (quarters(share), self.hue(Hue::Model)),
            Ramp::Ink => (quarters(share), None),
            Ramp::Region { class, .. } => (1 + quarters(share) / 4, self.hue(Hue::Class(class))),
        }
    }

    /// The ground of a shaded place where shade is shown by its coverage.
    pub fn bare(self) -> Option<Color> {
        let index = if self.theme == Theme::Light { 255 } else { 234 };
        let is_indexed = self.colors == Colors::Indexed256 && self.theme != Theme::Plain;
        is_indexed.then_some(Color::Indexed(index))
    }

    /// The ground that is painted behind everything and the colour of plain text on it, if the
    /// theme has a ground of its own.
    pub fn ground(self) -> Option<(Color, Color)> {
        match self.colors {
            _ if self.theme != Theme::HighContrast => None,
            Colors::TrueColor => Some((rgb(0), rgb(0xffffff))),
            // Of the first sixteen nobody knows what they look like.
            Colors::Indexed256 => Some((Color::Indexed(16), Color::Indexed(231))),
            Colors::Ansi16 => Some((Color::Black, Color::White)),
            Colors::None => None,
        }
    }

    /// The ground and the colour of plain text, as 0xRRGGBB, where no terminal has its own.
    pub(super) fn paper(self) -> (u32, u32) {
        match self.theme {
            Theme::Dark => (0x1e1e1e, 0xe6e6e6),
            Theme::Light => (0xffffff, 0x1c1c1c),
            Theme::HighContrast => (0, 0xffffff),
            Theme::Plain => (0xffffff, 0),
        }
    }

    /// The colour of what is drawn on a ramp that reaches from dark to light: white on dark, black
    /// on light; none where the ramp leaves marks their colours.
    pub fn ink(self, tone: Tone) -> Option<Color> {
        let is_wide = matches!(tone.ramp, Ramp::Amount | Ramp::Weight | Ramp::Ink);
        match self.tone(tone)? {
            Color::Indexed(grey) => Some(Color::Indexed(if grey < MIDDLE_GREY { 231 } else { 16 })),
            _ => is_wide.then(|| rgb(ramp::ink(ramp::color(self.theme, tone)))),
        }
    }

    /// The colour behind the line of a run on a ramp of amounts.
    pub fn road(self, tone: Tone) -> Option<Color> {
        match self.tone(tone)? {
            Color::Indexed(_) => self.bare(),
            _ => Some(rgb(ramp::road(self.theme, ramp::color(self.theme, tone)))),
        }
    }

    /// The colour behind a mark that keeps its own on such a ramp.
    pub fn halo(self, tone: Tone) -> Option<Color> {
        let is_wide = matches!(tone.ramp, Ramp::Amount | Ramp::Weight | Ramp::Ink);
        let color = self.tone(tone)?;
        if matches!(color, Color::Indexed(_)) {
            return self.bare();
        }
        Some(if is_wide {
            rgb(ramp::halo(self.theme, ramp::color(self.theme, tone)))
        } else {
            color
        })
    }
}

/// The greys of the 256 colours, from near black to near white, so many steps of them, and the first
/// on which black is easier to read than white.
const FIRST_GREY: u8 = 233;
const LAST_GREY: u8 = 255;
const GREYS: u8 = 19;
const MIDDLE_GREY: u8 = 243;

/// A colour on dark, on light and on black, of the 256 on dark and on light, and of the 16.
struct Shades {
    dark: u32,
    light: u32,
    high: u32,
    index: [u8; 2],
    ansi: Option<Color>,
}

#[rustfmt::skip]
const fn shades(hue: Hue) -> Shades {
    let (dark, light, high, index, ansi) = match hue {
        Hue::Muted => (0xa3a8b0, 0x5c6068, 0xc8ccd2, [248, 59], None),
        Hue::Accent => (0xc4a8ff, 0x5b2fc0, 0xd8c6ff, [183, 56], Some(Color::Magenta)),
        Hue::Focus => (0xf3e94f, 0x8a0060, 0xfff36b, [227, 89], Some(Color::Red)),
        Hue::Good => (0x6fe8c8, 0x006a5a, 0x8cf4d8, [79, 23], Some(Color::Green)),
        Hue::Bad => (0xff7a6e, 0xa81400, 0xffa096, [210, 124], Some(Color::Red)),
        Hue::Class(class) => return class_shades(class),
        Hue::Negative => (0xff9a3d, 0xa04e00, 0xffb46b, [208, 130], Some(Color::Yellow)),
        Hue::Positive => (0x5aaaff, 0x0a5fd0, 0x94c8ff, [75, 26], Some(Color::Blue)),
        Hue::Model => (0x4fd8e8, 0x006a80, 0x83e8f4, [80, 24], Some(Color::Cyan)),
        Hue::Second => (0xffd166, 0x7a5200, 0xffdd8c, [221, 94], Some(Color::Green)),
        Hue::Line => (0xf2f2f2, 0x161616, 0xffffff, [255, 233], None),
    };
    Shades { dark, light, high, index, ansi }
}

#[rustfmt::skip]
const fn class_shades(class: u8) -> Shades {
    let (dark, light, high, index, ansi) = match class % 8 {
        0 => (0xffc67f, 0x6b3600, 0xffd9a8, [222, 94], Color::Yellow),
        1 => (0x98d9ff, 0x0b3a8c, 0xb8e4ff, [117, 19], Color::Blue),
        2 => (0x8ff0c4, 0x0f4a1f, 0xb4f6d8, [121, 22], Color::Green),
        3 => (0xf0bfff, 0x56106e, 0xf6d6ff, [219, 53], Color::Magenta),
        4 => (0xdfe88a, 0x454a00, 0xeaf0ae, [186, 58], Color::Cyan),
        5 => (0xd8d0ff, 0x3d2a66, 0xe6e0ff, [189, 54], Color::Red),
        6 => (0xa5ecec, 0x0b4748, 0xc4f3f3, [159, 23], Color::Gray),
        _ => (0xffc4b8, 0x6e1020, 0xffd8d0, [217, 88], Color::DarkGray),
    };
    Shades { dark, light, high, index, ansi: Some(ansi) }
}

const fn rgb(color: u32) -> Color {
    Color::from_u32(color)
}
