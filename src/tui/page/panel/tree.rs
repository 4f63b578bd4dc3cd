//! A tree in words: the arithmetic of the node that is looked at, and the ways of the examples.

use std::ops::Range;

use ratatui::text::Line;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::lab::ToldTree;
use crate::tui::shown::Shown;
use crate::tui::style::Part;

/// The arithmetic of the node, line by line.
pub(super) fn lines(shown: &Shown, width: u16) -> Vec<Line<'static>> {
    let Some(tree) = &shown.outcome.tree else { return Vec::new() };
    let (palette, room) = (shown.settings.palette(), usize::from(width).saturating_sub(2));
    let line = |text: &String| {
        Line::styled(format!(" {}", end_cut(text, room)), palette.part(Part::Looked))
    };
    let lines = match tree.node.as_slice() {
        // Both sides in a line, where there is room for them.
        [node, yes, no, gain] if yes.width() + GAP.len() + no.width() <= room => {
            vec![node.clone(), format!("{yes}{GAP}{no}"), gain.clone()]
        }
        lines => lines.to_vec(),
    };
    lines.iter().map(line).collect()
}

/// The ways of some examples from the root to their leaves.
pub(super) fn ways(
    shown: &Shown,
    tree: &ToldTree,
    part: Range<usize>,
    width: usize,
) -> Vec<Line<'static>> {
    let palette = shown.settings.palette();
    let line = |example: usize| {
        let is_looked_at = example == shown.outcome.example;
        let mark = if is_looked_at { "▸" } else { " " };
        let name = shown.outcome.example_name(example);
        let way = tree.ways.get(example).map_or("", String::as_str);
        let head = format!(" {name} {mark} ");
        let text = start_cut(way, width.saturating_sub(head.width()));
        let style = palette.part(if is_looked_at { Part::Looked } else { Part::Muted });
        Line::styled(format!("{head}{text}"), style)
    };
    part.map(line).collect()
}

const GAP: &str = "    ";

/// As much of a text as fits, its beginning first.
fn end_cut(text: &str, room: usize) -> String {
    if text.width() <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        if kept.width() + c.width().unwrap_or(0) + 2 > room {
            break;
        }
        kept.push(c);
    }
    format!("{} …", kept.trim_end())
}

/// As much of a way as fits: where it ends is worth more than where it began. A question is left out
/// as a whole, and what the leaf says is never left out.
fn start_cut(way: &str, room: usize) -> String {
    if way.width() <= room {
        return way.to_owned();
    }
    let leaf = way.rfind('→').unwrap_or(0);
    let questions = way[..leaf].match_indices(BETWEEN).map(|(at, between)| at + between.len());
    let mut rests = questions.chain([leaf]).map(|at| format!("… {}", &way[at..]));
    let whole = |rest: &String| rest.width() <= room;
    rests.find(whole).unwrap_or_else(|| end_cut(&way[leaf..], room))
}

/// What stands between two questions of a way.
const BETWEEN: &str = ", ";
