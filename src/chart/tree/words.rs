//! What is said of a node: how many rows, of which classes, how mixed, and what is left out.

use super::super::grid::{self, Cell};
use super::super::{Glyphs, Role, Style, number};
use super::shape::Shape;
use super::{Tree, TreeNode};

/// What a question asks, in signs that can be shown.
pub(super) fn asked(text: &str, style: Style) -> String {
    match style.glyphs {
        Glyphs::Unicode => text.to_owned(),
        Glyphs::Ascii => text.replace('≤', "<="),
    }
}

/// How many rows came to a node and of which classes, or the number that it would answer, the
/// longest first: `200 roasts  43× 157○`.
pub(super) fn rows(tree: &Tree, node: &TreeNode, style: Style) -> Vec<Vec<Cell>> {
    let noun = &tree.noun[usize::from(node.rows != 1)];
    let count = label(&node.rows.to_string());
    let named =
        if noun.is_empty() { count.clone() } else { label(&format!("{} {noun}", node.rows)) };
    let said = match counts(tree, node, style) {
        said if said.is_empty() => answer(node, style).into_iter().collect(),
        said => said,
    };
    let Some(first) = said.first() else { return vec![named, count] };
    let with = |rows: &[Cell]| [rows, &label("  "), first].concat();
    [with(&named), with(&count)].into_iter().chain(said).chain([count]).collect()
}

/// How many rows are of each class, the longest first: all that there are, the most and the rest.
fn counts(tree: &Tree, node: &TreeNode, style: Style) -> Vec<Vec<Cell>> {
    let mut known: Vec<(usize, u64)> = order(tree)
        .into_iter()
        .filter_map(|class| Some((class, *node.counts.get(class)?)))
        .filter(|(_, count)| tree.classes.len() <= FEW || *count > 0)
        .collect();
    let said = |(class, count): &(usize, u64)| [label(" "), of_class(tree, *class, *count, style)];
    let all = known.iter().flat_map(said).flatten().skip(1).collect();
    if known.len() <= 1 {
        return if known.is_empty() { Vec::new() } else { vec![all] };
    }
    known.sort_by_key(|(_, count)| u64::MAX - count);
    let rest: u128 = known[1..].iter().map(|(_, count)| u128::from(*count)).sum();
    let most = of_class(tree, known[0].0, known[0].1, style);
    let brief = if rest > 0 { [most, label(&format!(" +{rest}"))].concat() } else { most };
    vec![all, brief]
}

/// Of so few classes also those are named that no row is of.
const FEW: usize = 3;

/// The classes in the order in which they are shown: of two the second comes first, as 1 is yes.
pub(super) fn order(tree: &Tree) -> Vec<usize> {
    let mut order: Vec<usize> = (0..tree.classes.len()).collect();
    if order.len() == 2 {
        order.reverse();
    }
    order
}

fn of_class(tree: &Tree, class: usize, count: u64, style: Style) -> Vec<Cell> {
    let sign = match mark(tree, class, style) {
        Some(mark) => mark.to_string(),
        None => format!(" {}", tree.classes[class].name),
    };
    grid::cells(&format!("{count}{sign}"), role(class))
}

/// The mark of a class.
pub(super) fn mark(tree: &Tree, class: usize, style: Style) -> Option<char> {
    Some(tree.classes.get(class)?.mark?.symbol(style.glyphs))
}

/// The role of what belongs to a class.
pub(super) fn role(class: usize) -> Role {
    u8::try_from(class).map_or(Role::Data, Role::Class)
}

/// The number that a node with a question would answer.
fn answer(node: &TreeNode, style: Style) -> Option<Vec<Cell>> {
    let out = style.glyphs.symbols().out;
    (!node.answer.is_empty()).then(|| label(&format!("{out} {}", node.answer)))
}

/// What a leaf answers, with the mark of its class.
pub(super) fn answered(tree: &Tree, node: &TreeNode, style: Style) -> Vec<Cell> {
    let Some(class) = node.class.map(usize::from) else { return label(&node.answer) };
    let mark = mark(tree, class, style).map(|mark| format!("{mark} ")).unwrap_or_default();
    grid::cells(&format!("{mark}{}", node.answer), role(class))
}

/// How many of a leaf's rows are of its class, the longest first: `39 of 50`. Where it answers with a
/// number, how many rows there are.
pub(super) fn support(tree: &Tree, node: &TreeNode) -> Vec<String> {
    if let Some(right) = right(node) {
        return vec![format!("{right} of {}", node.rows), format!("{right}/{}", node.rows)];
    }
    let noun = &tree.noun[usize::from(node.rows != 1)];
    vec![format!("{} {noun}", node.rows).trim_end().to_owned(), node.rows.to_string()]
}

/// Which share of a leaf's rows is of its class.
pub(super) fn share(node: &TreeNode) -> Option<String> {
    let right = right(node).filter(|_| node.rows > 0)?;
    Some(number::percent(right.into(), node.rows.into()))
}

fn right(node: &TreeNode) -> Option<u64> {
    node.counts.get(usize::from(node.class?)).copied()
}

/// How mixed the rows of a node are, and what its question gains, the longest first.
pub(super) fn impurity(tree: &Tree, node: &TreeNode) -> Vec<String> {
    let name = &tree.impurity;
    let impurity = node.impurity.map(|impurity| format!("{name} {}", amount(impurity)));
    let gain = node.question.as_ref().and_then(|question| question.gain);
    let gain = gain.map(|gain| format!("gain {}", amount(gain)));
    match (impurity, gain) {
        (Some(impurity), Some(gain)) => {
            vec![format!("{impurity}  {gain}"), format!("{impurity} {gain}"), impurity, gain]
        }
        (impurity, gain) => gain.into_iter().chain(impurity).collect(),
    }
}

/// A number with as many decimals as it takes to tell it from 0, up to four.
fn amount(value: f64) -> String {
    match value {
        0.0 => "0.00".to_owned(),
        value if (0.005..100.0).contains(&value) => format!("{value:.2}"),
        value if (0.00005..0.005).contains(&value) => format!("{value:.4}"),
        value if (0.0..0.00005).contains(&value) => "< 0.0001".to_owned(),
        value => number::rounded(value),
    }
}

/// What is below a node and not shown, the longest first: `… 5 questions more, 6 leaves`.
pub(super) fn hidden(shape: &Shape, node: usize, style: Style) -> Vec<String> {
    let (questions, leaves) = shape.hidden(node);
    let dots = dots(style);
    let plural = |count: usize, one: &str, many: &str| {
        format!("{count} {}", if count == 1 { one } else { many })
    };
    let leaves = plural(leaves, "leaf", "leaves");
    let asked = plural(questions, "question", "questions");
    let nodes = questions + shape.hidden(node).1;
    let brief = [format!("{dots} {nodes} nodes"), format!("{dots}{nodes}")];
    let long = match questions {
        0 => vec![format!("{dots} {leaves}")],
        _ => vec![format!("{dots} {asked} more, {leaves}"), format!("{dots} {asked}, {leaves}")],
    };
    long.into_iter().chain(brief).collect()
}

/// What is above and beside the topmost node that is shown, the longest first.
pub(super) fn left_out(shape: &Shape, root: usize, style: Style) -> Vec<String> {
    let above = shape.depth[root];
    let beside = shape.len() - shape.size(root) - above;
    let dots = dots(style);
    let questions = if above == 1 { "question" } else { "questions" };
    vec![
        format!("{dots} {above} {questions} above, {beside} nodes beside"),
        format!("{dots} {above} above, {beside} beside"),
        format!("{dots}{}", above + beside),
    ]
}

fn dots(style: Style) -> &'static str {
    match style.glyphs {
        Glyphs::Unicode => "…",
        Glyphs::Ascii => "..",
    }
}

/// The marks of the classes with their names.
pub(super) fn classes(tree: &Tree, style: Style) -> Vec<Vec<Cell>> {
    let said = |class: usize| {
        let mark = mark(tree, class, style)?;
        Some(grid::cells(&format!("{mark} {}", tree.classes[class].name), role(class)))
    };
    order(tree).into_iter().filter_map(said).collect()
}

/// The first that has room, or as much as has of the last.
pub(super) fn fitting(texts: &[Vec<Cell>], width: usize, style: Style) -> Vec<Cell> {
    let fits = |cells: &&Vec<Cell>| cells.len() <= width;
    if let Some(cells) = texts.iter().find(fits) {
        return cells.clone();
    }
    let ellipsis = Cell::new(style.glyphs.symbols().ellipsis, Role::Muted);
    grid::clipped(texts.last().cloned().unwrap_or_default(), width, ellipsis)
}

/// Plain text.
pub(super) fn label(text: &str) -> Vec<Cell> {
    grid::cells(text, Role::Label)
}
