//! What the environment says of the terminal: which characters it shows, and which colours.

use std::ffi::OsString;

use crate::chart::Glyphs;
use crate::tui::{Colors, Settings, Theme};

/// How to draw where nobody has said it, from the variables of the environment.
///
/// `TERM=dumb` means ASCII without colours, a locale that is set and is not UTF-8 means ASCII,
/// `NO_COLOR` no colours.
pub fn settings(variable: impl Fn(&str) -> Option<OsString>) -> Settings {
    // A variable that is empty is one that is not set.
    let set = |name: &str| {
        let value = variable(name)?.to_string_lossy().into_owned();
        (!value.is_empty()).then_some(value)
    };
    let is_dumb = set("TERM").is_some_and(|term| term == "dumb");
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set);
    let shows_unicode = !is_dumb && locale.is_none_or(|locale| is_utf8(&locale));
    Settings {
        theme: match set("COLORFGBG") {
            _ if is_dumb || set("NO_COLOR").is_some() => Theme::Plain,
            Some(colors) if has_light_background(&colors) => Theme::Light,
            _ => Theme::Dark,
        },
        colors: if set("COLORTERM").is_some() { Colors::TrueColor } else { Colors::Indexed256 },
        glyphs: if shows_unicode { Glyphs::Unicode } else { Glyphs::Ascii },
    }
}

// A locale is language_COUNTRY.CHARACTERS@more, and without characters it has those of old.
fn is_utf8(locale: &str) -> bool {
    let characters = locale.split('@').next().and_then(|name| name.split_once('.'));
    characters.is_some_and(|(_, name)| matches!(&*name.to_lowercase(), "utf-8" | "utf8"))
}

// Some terminals say `foreground;background` here, as numbers of the 16-colour palette.
fn has_light_background(colors: &str) -> bool {
    matches!(colors.rsplit(';').next(), Some("7" | "15"))
}
