//! A tree as text
//! (<https://scikit-learn.org/stable/modules/generated/sklearn.tree.export_text.html>).

use std::fmt::Write as _;

use super::tree::{Node, Tree};

/// How `export_text` writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text<'a> {
    /// A name for each feature; without them, `feature_0` and so on.
    pub feature_names: Option<&'a [String]>,
    /// What a leaf says for each class; of a regressor, none.
    pub class_names: &'a [String],
    /// Beyond so many questions, a branch is only named.
    pub max_depth: usize,
    /// How wide a step to the right is.
    pub spacing: usize,
    /// Places after the point.
    pub decimals: usize,
    /// Whether a leaf says how many rows of each class it has.
    pub show_weights: bool,
}

impl Default for Text<'_> {
    fn default() -> Self {
        Self {
            feature_names: None,
            class_names: &[],
            max_depth: 10,
            spacing: 3,
            decimals: 2,
            show_weights: false,
        }
    }
}

/// What is still to be written.
enum Pending {
    Node { number: usize, depth: usize },
    Line(String),
}

impl Text<'_> {
    /// The tree, a line for each side of a question and for each leaf.
    pub fn of(&self, tree: &Tree) -> String {
        let mut lines = String::new();
        let heights = tree.heights();
        let mut pending = vec![Pending::Node { number: 0, depth: 1 }];
        while let Some(next) = pending.pop() {
            let (number, depth) = match next {
                Pending::Node { number, depth } => (number, depth),
                Pending::Line(line) => {
                    lines.push_str(&line);
                    continue;
                }
            };
            let Some(node) = tree.nodes.get(number) else { break };
            let indent = self.indent(depth);
            let is_cut_off = depth > self.max_depth.saturating_add(1);
            let _ = match (&node.split, heights[number]) {
                (Some(_), height) if is_cut_off => {
                    writeln!(lines, "{indent} truncated branch of depth {height}")
                }
                (None, _) => writeln!(lines, "{indent} {}", self.leaf(node)),
                (Some(split), _) => {
                    let name = self.feature(split.feature);
                    let threshold = fixed(split.threshold, self.decimals);
                    pending.extend([
                        Pending::Node { number: split.right, depth: depth + 1 },
                        Pending::Line(format!("{indent} {name} >  {threshold}\n")),
                        Pending::Node { number: split.left, depth: depth + 1 },
                    ]);
                    writeln!(lines, "{indent} {name} <= {threshold}")
                }
            };
        }
        lines
    }

    fn indent(&self, depth: usize) -> String {
        let step = format!("|{}", " ".repeat(self.spacing));
        format!("{}|{}", step.repeat(depth.saturating_sub(1)), "-".repeat(self.spacing))
    }

    fn feature(&self, feature: usize) -> String {
        let name = self.feature_names.and_then(|names| names.get(feature));
        name.cloned().unwrap_or_else(|| format!("feature_{feature}"))
    }

    fn leaf(&self, node: &Node) -> String {
        if self.class_names.is_empty() {
            return format!("value: {}", self.list(node.value.iter().copied()));
        }
        let class = self.class_names.get(node.class()).map_or("", String::as_str);
        if !self.show_weights {
            return format!("class: {class}");
        }
        let counts = node.value.iter().map(|share| share * node.weighted_n_node_samples);
        format!("weights: {} class: {class}", self.list(counts))
    }

    fn list(&self, numbers: impl Iterator<Item = f64>) -> String {
        let numbers: Vec<String> = numbers.map(|number| fixed(number, self.decimals)).collect();
        format!("[{}]", numbers.join(", "))
    }
}

/// Python's fixed notation, in which an infinite threshold is `inf`.
fn fixed(number: f64, places: usize) -> String {
    format!("{number:.places$}")
}
