//! The styles: how each piece of the screen and each role of a chart is drawn.

use ratatui::style::{Modifier, Style};

use crate::chart::Role;

use super::palette::{Hue, Palette};

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

impl Palette {
    /// What is behind everything: nothing, where the terminal's own ground is as good.
    pub(super) fn backdrop(self) -> Style {
        self.ground().map_or(Style::new(), |(ground, text)| Style::new().fg(text).bg(ground))
    }

    /// How a piece of the screen is drawn.
    pub(super) fn part(self, part: Part) -> Style {
        let style = match part {
            Part::Strong | Part::Title | Part::Question | Part::Key | Part::Looked | Part::Good => {
                Style::new().add_modifier(Modifier::BOLD)
            }
            Part::Italic => Style::new().add_modifier(Modifier::ITALIC),
            Part::Chosen => Style::new().add_modifier(Modifier::REVERSED),
            Part::Wrong => Style::new().add_modifier(Modifier::REVERSED | Modifier::UNDERLINED),
            _ => Style::new(),
        };
        self.coloured(style, hue_of_part(part))
    }

    /// How a cell of a chart is drawn.
    pub(super) fn role(self, role: Role) -> Style {
        let style = match role {
            Role::Data | Role::Class(_) | Role::Crosshair => {
                Style::new().add_modifier(Modifier::BOLD)
            }
            _ => Style::new(),
        };
        self.coloured(style, hue_of_role(role))
    }

    // The sixteen colours have no grey that can be read on every ground, and no colours have none.
    fn coloured(self, style: Style, hue: Option<Hue>) -> Style {
        match hue.and_then(|hue| self.hue(hue)) {
            Some(color) => style.fg(color),
            None if hue == Some(Hue::Muted) => style.add_modifier(Modifier::DIM),
            None => style,
        }
    }
}

fn hue_of_part(part: Part) -> Option<Hue> {
    match part {
        Part::Text | Part::Strong | Part::Italic | Part::Output => None,
        Part::Prompt | Part::Muted | Part::Rule => Some(Hue::Muted),
        Part::Code | Part::Title | Part::Progress | Part::Key => Some(Hue::Accent),
        Part::Question | Part::Hint => Some(Hue::Second),
        Part::Looked | Part::Chosen => Some(Hue::Focus),
        Part::Good => Some(Hue::Good),
        Part::Bad | Part::Wrong => Some(Hue::Bad),
    }
}

fn hue_of_role(role: Role) -> Option<Hue> {
    match role {
        Role::Label | Role::Title => None,
        Role::Axis | Role::Muted | Role::Bar => Some(Hue::Muted),
        Role::Rival(1..) | Role::Data | Role::Boundary | Role::Contour => Some(Hue::Line),
        Role::Class(class) => Some(Hue::Class(class)),
        Role::Model => Some(Hue::Model),
        Role::Formula | Role::Rival(0) => Some(Hue::Second),
        Role::Stem | Role::Negative => Some(Hue::Negative),
        Role::Positive => Some(Hue::Positive),
        Role::Crosshair => Some(Hue::Focus),
    }
}
