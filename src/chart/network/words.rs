//! What is said below a network: what its lines mean, and what of it is not drawn.

use super::super::grid::{self, Cell};
use super::super::{Glyphs, Role, Style, legend, number};
use super::plan::Plan;
use super::{Link, Network, lines};

/// The words in lines of at most `width` cells, most needed first, as many as a drawing of
/// `height` rows has room for.
pub(super) fn lines(
    network: &Network,
    plan: &Plan,
    width: u16,
    height: u16,
    style: Style,
) -> Vec<Vec<Cell>> {
    let rows_max = match height {
        0..6 => 0,
        6..10 => 1,
        10..14 => 2,
        _ => 3,
    };
    let items = [left_out(network, plan), chosen(network, plan), keys(network, style.glyphs)];
    let fitting = items.into_iter().flatten().filter(|item| item.len() <= usize::from(width));
    let mut lines = legend::pack(fitting, 2, width.into()).unwrap_or_default();
    lines.truncate(rows_max);
    lines
}

/// What the lines mean.
fn keys(network: &Network, glyphs: Glyphs) -> Vec<Vec<Cell>> {
    if network.links().next().is_none() {
        return vec![grid::cells("no weights yet", Role::Label)];
    }
    let strengths = match glyphs {
        Glyphs::Unicode => ["⠶⠶", "⠒⠒", "⠂⠂"],
        Glyphs::Ascii => ["##", "::", ".."],
    };
    let sizes = strengths.into_iter().zip(["large", "medium", "small"]);
    let signs = [("+", "positive", Role::Positive), ("-", "negative", Role::Negative)];
    sizes
        .map(|(key, name)| (key, name, Role::Label))
        .chain(signs)
        .map(|(key, name, role)| {
            [grid::cells(key, role), grid::cells(&format!(" {name}"), Role::Label)].concat()
        })
        .collect()
}

/// How many layers and weights are not drawn, and what the weights are.
fn left_out(network: &Network, plan: &Plan) -> Vec<Vec<Cell>> {
    let largest = lines::largest(network);
    let is_hidden = |link: &(Link, f64)| {
        let is_zero = link.1 == 0.0 && plan.ends(link.0).is_some();
        !is_zero && !lines::has_line(network, plan, &largest, *link)
    };
    let weights: Vec<f64> = network.links().filter(is_hidden).map(|(_, weight)| weight).collect();
    let finite = weights.iter().copied().filter(|weight| weight.is_finite());
    let layers = network.layers.len() - plan.columns.len();
    let mut texts = Vec::new();
    if layers > 0 {
        texts.push(format!("{layers} more {}", if layers == 1 { "layer" } else { "layers" }));
    }
    if !weights.is_empty() {
        texts.push(format!("{} not drawn:", counted(weights.len())));
        let ends = finite.clone().reduce(f64::min).zip(finite.reduce(f64::max));
        let range = ends.map(|(from, to)| [from, to].map(number::rounded).join(" to "));
        texts.push(range.unwrap_or("no numbers".to_owned()));
    }
    if (0..network.weights.len()).any(|layer| plan.is_crowded(layer)) {
        texts.push("where lines crowd, large ones only".to_owned());
    }
    texts.iter().map(|text| grid::cells(text, Role::Label)).collect()
}

fn counted(weights: usize) -> String {
    format!("{weights} {}", if weights == 1 { "weight" } else { "weights" })
}

/// The chosen weight, where there is no room for it on its line.
fn chosen(network: &Network, plan: &Plan) -> Vec<Vec<Cell>> {
    let Some(text) = network.chosen_text() else { return Vec::new() };
    let is_written = match network.chosen {
        Some(Link::Bias { layer, unit }) => plan.node(layer.saturating_add(1), unit).is_some(),
        Some(link) => plan.ends(link).is_some() && lines::has_room(plan, &text),
        None => true,
    };
    if is_written { Vec::new() } else { vec![grid::cells(&text, Role::Crosshair)] }
}
