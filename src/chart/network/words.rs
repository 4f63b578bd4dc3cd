//! What is said below a network: what its lines mean, and what of it is not drawn.

use super::super::grid::{self, Cell};
use super::super::{Glyphs, Role, Series, Style, number, packing};
use super::plan::{Column, Look, Plan};
use super::{Link, Lit, Network, charts, lines};

/// What is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// What would be missed: what is not drawn, and the chosen number.
    Missing,
    /// That, and what everything means.
    All,
}

/// The words in lines of at most `width` cells, most needed first, as many as a drawing of
/// `height` rows has room for.
pub(super) fn lines(
    network: &Network,
    plan: &Plan,
    (width, height): (u16, u16),
    said: Said,
    style: Style,
) -> Vec<Vec<Cell>> {
    let rows_max = match height {
        0..6 => 0,
        6..10 => 1,
        10..14 => 2,
        _ => 3,
    };
    let mut items = beside(network);
    items.extend(left_out(network, plan));
    items.extend(chosen(network, plan, width, style.glyphs));
    items.extend(around_nodes(network));
    if said == Said::All && network.passed.is_none() {
        items.extend(keys(network, style.glyphs));
        items.extend(marks(network, plan, style.glyphs));
    }
    items.retain(|item| item.len() <= usize::from(width));
    let mut lines = packing::in_order(&items, 2, width.into()).unwrap_or_default();
    lines.truncate(rows_max);
    lines
}

/// What is known of an example that goes there and back.
fn beside(network: &Network) -> Vec<Vec<Cell>> {
    let Some(passed) = &network.passed else { return Vec::new() };
    let role = if passed.lit == Lit::Loss { Role::Crosshair } else { Role::Model };
    passed.beside.iter().map(|text| grid::cells(text, role)).collect()
}

/// What stands above and below its nodes.
fn around_nodes(network: &Network) -> Vec<Vec<Cell>> {
    let Some(passed) = &network.passed else { return Vec::new() };
    let has_slopes = passed.slopes.iter().any(|slopes| !slopes.is_empty());
    let below = has_slopes.then(|| entry("below", "dL/dz", Role::Formula));
    [entry("above", "output", Role::Model)].into_iter().chain(below).collect()
}

/// What the lines mean.
fn keys(network: &Network, glyphs: Glyphs) -> Vec<Vec<Cell>> {
    if network.links().next().is_none() {
        return vec![grid::cells("no weights yet", Role::Label)];
    }
    let strengths: &[(&str, &str)] = match glyphs {
        Glyphs::Unicode => &[("⣿⣿", "large"), ("⠒⠒", "small")],
        Glyphs::Ascii => &[("##", "large"), ("::", "medium"), ("..", "small")],
    };
    let shows = network.shows_products(0);
    let product = shows.then_some(("w·a", "weight times input", Role::Label));
    let product = product.filter(|_| glyphs == Glyphs::Unicode);
    let signs = [("+", "positive", Role::Positive), ("-", "negative", Role::Negative)];
    let strengths = strengths.iter().map(|(key, name)| (*key, *name, Role::Label));
    product
        .into_iter()
        .chain(strengths)
        .chain(signs)
        .map(|(key, name, role)| entry(key, name, role))
        .collect()
}

/// What the marks on a large chart mean.
fn marks(network: &Network, plan: &Plan, glyphs: Glyphs) -> Vec<Vec<Cell>> {
    let is_large = |column: &Column| matches!(column.look, Look::Surface { .. });
    let large = plan.columns.iter().enumerate().rfind(|(_, column)| is_large(column));
    let chart = large.and_then(|(index, column)| {
        let (place, chart) = (column.places.first()?, network.surface(index, 0)?);
        charts::has_marks(chart, column, place).then_some(chart)
    });
    let series = chart.map(|chart| &chart.series);
    let mark = |series: &Series| match series {
        Series::Points { name, role, mark, points } if !points.is_empty() => {
            Some(entry(&mark.symbol(glyphs).to_string(), name, *role))
        }
        _ => None,
    };
    series.into_iter().flatten().filter_map(mark).collect()
}

fn entry(key: &str, name: &str, role: Role) -> Vec<Cell> {
    [grid::cells(key, role), grid::cells(&format!(" {name}"), Role::Label)].concat()
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

/// The chosen number, where there is no room for it in the drawing.
fn chosen(network: &Network, plan: &Plan, width: u16, glyphs: Glyphs) -> Option<Vec<Cell>> {
    let text = network.chosen_text()?;
    let is_written = match network.chosen? {
        Link::Bias { .. } if network.passed.is_some() => false,
        Link::Bias { layer, unit } => {
            let node = (layer.saturating_add(1), unit);
            charts::has_bias(network, plan, width, node, glyphs.symbols())
        }
        link @ Link::Weight { .. } => plan.ends(link).is_some() && lines::has_room(plan, &text),
    };
    let said = network.passed.as_ref().and_then(|passed| passed.said.clone());
    let is_said = is_written && said.as_ref().is_none_or(|said| lines::has_room(plan, said));
    let missing = match said {
        _ if is_said => return None,
        Some(said) if is_written => said,
        Some(said) => format!("{text}, {said}"),
        None => text,
    };
    Some(grid::cells(&missing, Role::Crosshair))
}
