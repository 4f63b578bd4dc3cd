//! What the environment says of the terminal: which characters it shows, and which colours.

use std::ffi::OsString;

use crate::chart::Glyphs;
use crate::tui::{Animation, Colors, Settings, Theme};

/// How somebody wants it drawn, which counts more than what the environment says.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wish {
    /// What the colours are to be like.
    pub theme: Option<Theme>,
    /// How many colours there are to be.
    pub colors: Option<Colors>,
    /// The characters.
    pub glyphs: Option<Glyphs>,
    /// Whether anything is to move by itself.
    pub animation: Option<Animation>,
}

/// How to draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// What the colours are like; none if that depends on the background, for which the terminal
    /// is to be asked.
    pub theme: Option<Theme>,
    /// How many colours there are.
    pub colors: Colors,
    /// The characters.
    pub glyphs: Glyphs,
    /// Whether anything moves by itself.
    pub animation: Animation,
}

impl Look {
    /// How to draw as long as the terminal has not answered.
    pub fn settings(self) -> Settings {
        let theme = self.theme.unwrap_or_default();
        Settings { theme, colors: self.colors, glyphs: self.glyphs, animation: self.animation }
    }
}

/// How to draw, from what somebody wants and from the variables of the environment.
///
/// `TERM=dumb` means ASCII without colours, a locale that is set and is not UTF-8 means ASCII,
/// `NO_COLOR` no colours, `NO_MOTION` and `REDUCED_MOTION` that nothing moves. Whoever names a theme or a number of colours wants colours, unless that
/// is `none`.
pub fn look(wish: Wish, variable: impl Fn(&str) -> Option<OsString>) -> Look {
    // A variable that is empty is one that is not set.
    let set = |name: &str| {
        let value = variable(name)?.to_string_lossy().into_owned();
        (!value.is_empty()).then_some(value)
    };
    let is_dumb = set("TERM").is_some_and(|term| term == "dumb");
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set);
    let shows_unicode = !is_dumb && locale.is_none_or(|locale| is_utf8(&locale));
    let glyphs = if shows_unicode { Glyphs::Unicode } else { Glyphs::Ascii };
    let is_plain = match (wish.theme, wish.colors) {
        (None, None) => is_dumb || set("NO_COLOR").is_some(),
        (theme, colors) => theme == Some(Theme::Plain) || colors == Some(Colors::None),
    };
    let (theme, colors) = if is_plain {
        (Some(Theme::Plain), Colors::None)
    } else {
        (wish.theme.or_else(|| theme(set)), wish.colors.unwrap_or_else(|| colors(set)))
    };
    Look {
        theme,
        colors,
        glyphs: wish.glyphs.unwrap_or(glyphs),
        animation: wish.animation.unwrap_or_else(|| animation(set)),
    }
}

/// There is no one name for it.
fn animation(set: impl Fn(&str) -> Option<String>) -> Animation {
    let is_reduced = ["NO_MOTION", "REDUCED_MOTION"].into_iter().any(|name| set(name).is_some());
    match set("SSH_CONNECTION") {
        _ if is_reduced => Animation::Off,
        Some(_) => Animation::Distant,
        None => Animation::On,
    }
}

// A locale is language_COUNTRY.CHARACTERS@more, and without characters it has those of old.
fn is_utf8(locale: &str) -> bool {
    let characters = locale.split('@').next().and_then(|name| name.split_once('.'));
    characters.is_some_and(|(_, name)| matches!(&*name.to_lowercase(), "utf-8" | "utf8"))
}

/// How many colours a terminal shows. What a terminal says of itself beyond `TERM` gets lost on the
/// way to another machine, and then it is taken for less than it is.
fn colors(set: impl Fn(&str) -> Option<String>) -> Colors {
    let says = |name: &str, values: &[&str]| set(name).is_some_and(|v| values.contains(&&*v));
    let term = set("TERM").unwrap_or_default();
    let is_true = says("COLORTERM", &["truecolor", "24bit"])
        || says("TERM_PROGRAM", &["iTerm.app", "WezTerm", "vscode", "ghostty"])
        || term.ends_with("-direct")
        || term.split('-').any(|name| TRUE_COLOR.contains(&name));
    match () {
        () if is_true => Colors::TrueColor,
        () if term.contains("256color") => Colors::Indexed256,
        () => Colors::Ansi16,
    }
}

/// Terminals that show any colour, and tell their name in `TERM`.
const TRUE_COLOR: [&str; 7] =
    ["kitty", "ghostty", "alacritty", "wezterm", "foot", "contour", "rio"];

/// The theme for the background, as far as the environment tells; none if the terminal can tell.
fn theme(set: impl Fn(&str) -> Option<String>) -> Option<Theme> {
    let told = set("COLORFGBG").and_then(|colors| for_background(&colors));
    told.or_else(|| {
        let answers = set("TERM").is_some_and(|term| can_be_asked(&term));
        (!answers).then_some(Theme::Dark)
    })
}

// Some terminals say `foreground;background` here, as numbers of the 16-colour palette.
fn for_background(colors: &str) -> Option<Theme> {
    match colors.rsplit(';').next()?.parse() {
        Ok(7 | 15) => Some(Theme::Light),
        Ok(0..=15) => Some(Theme::Dark),
        _ => None,
    }
}

// These show the question, or pass it on and lose the answer.
fn can_be_asked(term: &str) -> bool {
    !(matches!(term, "linux" | "dumb") || term.starts_with("screen"))
}
