//! What is written at a node that is drawn as a chart: its name, its bias, and what comes out of it.

use super::super::grid::{self, Cell};
use super::super::{Role, glyphs::Symbols, number};
use super::Network;

/// As much of it as `width` cells have room for. What comes out is left out where it has been
/// written elsewhere.
pub(super) fn title(
    network: &Network,
    (column, node): (usize, usize),
    width: usize,
    symbols: &Symbols,
    has_output: bool,
) -> Vec<Cell> {
    let is_chosen = network.chosen_bias() == Some((column, node));
    let role = if is_chosen { Role::Crosshair } else { Role::Title };
    let layer = &network.layers[column];
    let full = layer.titles.get(node).or(layer.nodes.get(node)).map_or("", |title| title);
    let bias = bias(network, column, node);
    let output = output(network, (column, node), symbols).filter(|_| !has_output);
    let parts = |name: &str, parts: [&Option<Vec<Cell>>; 2]| {
        let mut cells = grid::cells(name, role);
        for part in parts.into_iter().flatten() {
            cells.push(Cell::new(' ', Role::Muted));
            cells.extend(part);
        }
        cells
    };
    let first = words(full, 1);
    let is_own = layer.titles.iter().filter(|title| words(title, 1) == first).count() < 2;
    let names = || [full, if is_own { first } else { full }];
    // The number that is chosen is the last to go.
    let mut choices = [[&bias, &output], [&output, &None], [&bias, &None], [&None, &None]];
    if is_chosen {
        choices.swap(1, 2);
    }
    let mut tried = choices.into_iter().flat_map(|choice| names().map(move |name| (choice, name)));
    let fits = |(choice, name): ([&Option<Vec<Cell>>; 2], &str)| {
        Some(parts(name, choice)).filter(|cells| cells.len() <= width)
    };
    tried.find_map(fits).unwrap_or_else(|| grid::shortened(full, width, symbols.ellipsis, role))
}

/// The bias, as wide whatever it is, so that nothing moves while it changes.
fn bias(network: &Network, column: usize, node: usize) -> Option<Vec<Cell>> {
    let bias = network.bias(column, node)?;
    let role = match bias {
        _ if network.chosen_bias() == Some((column, node)) => Role::Crosshair,
        _ if bias > 0.0 => Role::Positive,
        _ if bias < 0.0 => Role::Negative,
        _ => Role::Label,
    };
    let number = grid::cells(&number::within(bias, NUMBER), role);
    Some([grid::cells("b ", Role::Label), number].concat())
}

/// What comes out of a node for the example.
pub(super) fn output(
    network: &Network,
    (column, node): (usize, usize),
    symbols: &Symbols,
) -> Option<Vec<Cell>> {
    let output = network.activation(column, node)?;
    let number = number::within(output, NUMBER);
    Some(grid::cells(&format!("{} {number}", symbols.out), Role::Model))
}

/// What comes out of a node in at most so many cells, without its arrow where that is too wide.
pub(super) fn output_within(
    network: &Network,
    node: (usize, usize),
    width: usize,
    symbols: &Symbols,
) -> Option<Vec<Cell>> {
    let whole = output(network, node, symbols)?;
    let number = whole.get(2..)?.to_vec();
    [whole, number].into_iter().find(|cells| cells.len() <= width)
}

/// The width of a number.
pub(super) const NUMBER: usize = 5;

/// The first words of a text.
fn words(text: &str, count: usize) -> &str {
    let end = text.match_indices(' ').nth(count - 1).map_or(text.len(), |(end, _)| end);
    text[..end].trim_end_matches(',')
}

/// As many first words of a text as fit, or the start of the first.
pub(super) fn first_words(text: &str, width: usize, ellipsis: char, role: Role) -> Vec<Cell> {
    let counts = (1..=text.split(' ').count()).rev();
    let tried = counts.map(|count| grid::cells(words(text, count), role));
    let fitting = tried.into_iter().find(|cells| cells.len() <= width);
    fitting.unwrap_or_else(|| grid::shortened(words(text, 1), width, ellipsis, role))
}
