//! What is said of each tree: its number, and what it says.

use super::super::grid::{self, Cell};
use super::super::{Glyphs, Ramp, Role, Shading, Style, Tone, number};
use super::{ForestTree, Vote};

/// What is said of some trees, the first of all among them, in the longest words for which there is room
/// at each.
pub(super) fn said(trees: &[ForestTree], width: u16, style: Style) -> Vec<Vec<Cell>> {
    let all: Vec<_> = (1..).zip(trees).map(|(number, it)| it.said(number, style)).collect();
    let fits = |said: &Vec<Cell>| said.len() <= usize::from(width);
    let longest = |said: &Vec<Vec<Cell>>| said.iter().position(fits).unwrap_or(said.len() - 1);
    let words = all.iter().map(longest).max().unwrap_or(0);
    let told = |mut said: Vec<Vec<Cell>>| said.swap_remove(words.min(said.len() - 1));
    all.into_iter().map(told).collect()
}

impl ForestTree {
    /// Its number and what it says, the longest first: `tree 1: × cat 0.82`.
    fn said(&self, number: usize, style: Style) -> Vec<Vec<Cell>> {
        let head = |text: String| grid::cells(&text, Role::Label);
        let Some(vote) = self.vote else {
            return vec![head(format!("tree {number}")), head(number.to_string())];
        };
        let votes = self.voted(vote, style.glyphs).map(|cells| on_shade(cells, vote, style));
        let [named, marked] = &votes;
        let brief = format!("{number}: {}", number::within(vote.value, 1).trim());
        vec![
            [&head(format!("tree {number}: ")), named.as_slice()].concat(),
            [&head(format!("tree {number}: ")), marked.as_slice()].concat(),
            [&head(format!("{number}: ")), marked.as_slice()].concat(),
            [&head(format!("{number} ")), marked.as_slice()].concat(),
            head(brief),
        ]
    }

    /// The class of a vote with its share, or its number: with the name of the class, and without.
    fn voted(&self, vote: Vote, glyphs: Glyphs) -> [Vec<Cell>; 2] {
        let known = |class: u8| Some((class, self.tree.classes.get(usize::from(class))?));
        let Some((class, it)) = vote.class.and_then(known) else {
            let number = grid::cells(&number::rounded(vote.value), Role::Label);
            return [number.clone(), number];
        };
        let share = grid::cells(&format!(" {}", hundredths(vote.value)), Role::Label);
        let mark = it.mark.map(|mark| mark.symbol(glyphs)).or(it.name.chars().next());
        let mark = mark.map_or_else(String::new, String::from);
        let named = format!("{mark} {}", it.name);
        [named, mark].map(|said| [grid::cells(&said, Role::Class(class)), share.clone()].concat())
    }
}

/// A share in so many decimals as it has, two at the most.
fn hundredths(share: f64) -> String {
    let text = format!("{share:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// What is said, on the shade of what it comes to.
fn on_shade(mut cells: Vec<Cell>, vote: Vote, style: Style) -> Vec<Cell> {
    if style.shading != Shading::Glyphs {
        let shade = Some(Tone::new(Ramp::Output, vote.share as f32));
        for cell in &mut cells {
            cell.shade = shade;
        }
    }
    cells
}
