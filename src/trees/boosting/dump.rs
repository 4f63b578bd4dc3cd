//! `get_dump`: a tree as text.

use super::number::general;
use super::tree::{Node, Tree};

/// A tree as `get_dump` writes it, with gain and cover or without; a column without a name is `f` and
/// its number.
pub(super) fn dump(tree: &Tree, names: Option<&[String]>, with_stats: bool) -> String {
    let mut text = String::new();
    let mut open = vec![(0, 0)];
    while let Some((number, depth)) = open.pop() {
        let Some(node) = tree.nodes.get(number) else { continue };
        text.push_str(&"\t".repeat(depth));
        text.push_str(&line(number, node, names, with_stats));
        if let Some(split) = node.split {
            open.extend([(split.right, depth + 1), (split.left, depth + 1)]);
        }
    }
    text
}

fn line(number: usize, node: &Node, names: Option<&[String]>, with_stats: bool) -> String {
    let cover = format!(",cover={}", float(node.stats.sum_hess as f32));
    let cover = if with_stats { cover.as_str() } else { "" };
    let Some(split) = node.split else {
        return format!("{number}:leaf={}{cover}\n", float(node.leaf));
    };
    let gain = if with_stats { format!(",gain={}", float(node.gain)) } else { String::new() };
    let (yes, no) = (split.left, split.right);
    let missing = if split.missing_left { yes } else { no };
    let name = name(split.feature, names);
    let threshold = float(split.threshold);
    format!("{number}:[{name}<{threshold}] yes={yes},no={no},missing={missing}{gain}{cover}\n")
}

/// The name of a column.
pub(super) fn name(feature: usize, names: Option<&[String]>) -> String {
    let known = names.and_then(|names| names.get(feature));
    known.cloned().unwrap_or_else(|| format!("f{feature}"))
}

/// As many digits as a float32 has at most.
fn float(number: f32) -> String {
    general(f64::from(number), 9)
}
