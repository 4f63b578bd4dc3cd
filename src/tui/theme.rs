//! The colours: one style for each role, dark or light, or none at all.

use ratatui::style::{Color, Modifier, Style};

use crate::chart::Role;

/// Which colours to use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Light on dark.
    #[default]
    Dark,
    /// Dark on light.
    Light,
    /// Light on black, as far apart as can be.
    HighContrast,
    /// No colour: bold, underline and reverse only.
    Plain,
}

/// What a piece of the screen is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Text,
    Strong,
    Italic,
    Code,
    Prompt,
    Output,
    Muted,
    Title,
    Rule,
    Progress,
    Question,
    Good,
    Bad,
    Hint,
    /// The weight that is chosen, wherever it stands.
    Chosen,
    /// The example that is looked at.
    Looked,
    /// A number that cannot be read.
    Wrong,
    Key,
}

impl Theme {
    /// How a piece of the screen is drawn.
    pub(super) fn part(self, part: Part) -> Style {
        let plain = match part {
            Part::Strong | Part::Title | Part::Question | Part::Key | Part::Looked => {
                Style::new().add_modifier(Modifier::BOLD)
            }
            Part::Good => Style::new().add_modifier(Modifier::BOLD),
            Part::Italic => Style::new().add_modifier(Modifier::ITALIC),
            Part::Chosen => Style::new().add_modifier(Modifier::REVERSED),
            Part::Wrong => Style::new().add_modifier(Modifier::REVERSED | Modifier::UNDERLINED),
            _ => Style::new(),
        };
        match self.part_color(part) {
            Some(color) => plain.fg(color),
            None => plain,
        }
    }

    /// How a cell of a chart is drawn.
    pub(super) fn role(self, role: Role) -> Style {
        let color = match (self, role) {
            (Self::Plain, _) | (_, Role::Label | Role::Title) => None,
            (_, Role::Axis | Role::Muted | Role::Bar) => Some(self.muted()),
            (_, Role::Data | Role::Class(1)) => Some(self.pick(203, 124)),
            (_, Role::Class(0)) => Some(self.pick(231, 16)),
            (_, Role::Class(_)) => Some(self.pick(120, 22)),
            (_, Role::Model) => Some(self.pick(87, 18)),
            (_, Role::Formula | Role::Boundary) => Some(self.pick(213, 90)),
            (_, Role::Stem) => Some(self.pick(180, 95)),
            (_, Role::Positive) => Some(self.pick(75, 25)),
            (_, Role::Negative) => Some(self.pick(215, 130)),
            (_, Role::Crosshair) => Some(self.pick(221, 94)),
        };
        let style = color.map_or(Style::new(), |color| Style::new().fg(color));
        match role {
            Role::Data | Role::Class(_) | Role::Crosshair => style.add_modifier(Modifier::BOLD),
            _ => style,
        }
    }

    /// The background for a shade from 0 to 1.
    pub(super) fn shade(self, shade: f32) -> Option<Color> {
        let ramp: [u8; 5] = match self {
            Self::Plain => return None,
            Self::Dark | Self::HighContrast => [233, 17, 18, 19, 20],
            Self::Light => [255, 195, 153, 117, 75],
        };
        let step = (shade.clamp(0.0, 1.0) * (ramp.len() - 1) as f32 + 0.5) as usize;
        Some(Color::Indexed(ramp[step]))
    }

    fn part_color(self, part: Part) -> Option<Color> {
        if self == Self::Plain {
            return None;
        }
        match part {
            Part::Text | Part::Strong | Part::Italic | Part::Output => None,
            Part::Code => Some(self.pick(117, 25)),
            Part::Prompt | Part::Muted | Part::Rule => Some(self.muted()),
            Part::Title | Part::Progress | Part::Key => Some(self.pick(39, 27)),
            Part::Question | Part::Hint | Part::Looked | Part::Chosen => Some(self.pick(221, 130)),
            Part::Good => Some(self.pick(114, 28)),
            Part::Bad | Part::Wrong => Some(self.pick(203, 160)),
        }
    }

    fn muted(self) -> Color {
        self.pick(245, 242)
    }

    // Colours of the 256-colour palette, which nearly every terminal shows alike.
    fn pick(self, dark: u8, light: u8) -> Color {
        Color::Indexed(if self == Self::Light { light } else { dark })
    }
}
