//! A tree in words: the arithmetic of one node, and the way of each example.

use serde::Serialize;

use crate::journal::{Parameter, Place};
use crate::lab::network::{Slot, Writer};
use crate::lab::number::brief;
use crate::lab::sample::EXAMPLES;
use crate::lab::tensors::in_float64;
use crate::lesson::format::{Blank, NodeLine, TreeLine};
use crate::nn::Tensor;
use crate::trees::{Criterion, Node, Split};

use super::DecisionTree;

/// A tree in words, or a forest.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ToldTree {
    /// The arithmetic of the node that is looked at, line by line; of a forest, how its first tree came
    /// about.
    pub node: Vec<String>,
    /// The way of each example from the root to its leaf; of a forest, what its trees say.
    pub ways: Vec<String>,
}

impl DecisionTree {
    /// The arithmetic of a node, the root if none is chosen, and the ways of some rows.
    pub(in crate::lab) fn told(&self, focus: Option<&Parameter>, x: Option<&Tensor>) -> ToldTree {
        let place = focus.and_then(|focus| match focus.place {
            Place::Node { place } => Some(place),
            _ => None,
        });
        let number = place.and_then(|place| self.number(place)).unwrap_or_default();
        let node = self.tree.nodes.get(number).map(|node| self.arithmetic(node));
        let rows = x.and_then(in_float64);
        let way = |row: ndarray::ArrayView1<'_, f64>| self.way(&row);
        let ways = rows.iter().flat_map(|rows| rows.rows().into_iter().take(EXAMPLES).map(way));
        ToldTree { node: node.unwrap_or_default(), ways: ways.collect() }
    }

    /// The nodes that a row passes, from the root to its leaf, by place.
    pub(in crate::lab) fn passed(&self, x: &Tensor, row: usize) -> Vec<u64> {
        let Some(rows) = in_float64(x).filter(|rows| row < rows.nrows()) else { return Vec::new() };
        let places = self.tree.places();
        self.tree.decision_path(rows.row(row)).into_iter().filter_map(|node| places[node]).collect()
    }

    /// A line of the arithmetic of a node with these terms left blank. `None` where there is no such
    /// node, or no question at it.
    pub(in crate::lab) fn with_blanks(
        &self,
        TreeLine { node, line }: TreeLine,
        blanks: &[Blank],
    ) -> Option<Vec<Slot>> {
        let node = self.node(node)?;
        let sides = node.split.map(|it| [it.left, it.right].map(|side| &self.tree.nodes[side]));
        let mut writer = Writer::new(blanks);
        match (line, sides) {
            (NodeLine::Node, _) => self.write_node(&mut writer, node),
            (NodeLine::Yes, Some([yes, _])) => {
                writer.text("yes: ");
                self.write_node(&mut writer, yes);
            }
            (NodeLine::No, Some([_, no])) => {
                writer.text("no: ");
                self.write_node(&mut writer, no);
            }
            (NodeLine::Gain, Some(sides)) => self.write_gain(&mut writer, node, sides),
            _ => return None,
        }
        Some(writer.merged())
    }

    /// `p = 4/5 = 0.8   H = 0.7219`, or `mean = 8.5   variance = 2.1`.
    fn write_node(&self, writer: &mut Writer<'_>, node: &Node) {
        if self.is_of_classes() {
            writer.text(&format!("p = {}/{} = ", Self::counts(node)[1], Self::rows(node)));
            writer.term(Blank::Share, self.answer(node) as f32);
        } else {
            writer.text(&format!("{} rows, mean = ", Self::rows(node)));
            writer.term(Blank::Mean, self.answer(node) as f32);
        }
        writer.text(&format!("   {} = ", self.letter()));
        writer.term(Blank::Impurity, node.impurity as f32);
    }

    /// `gain = 1 - 0.5 · 0.7219 - 0.5 · 0.7219 = 0.2781`.
    fn write_gain(&self, writer: &mut Writer<'_>, node: &Node, [yes, no]: [&Node; 2]) {
        let share =
            |side: &Node| (side.weighted_n_node_samples / node.weighted_n_node_samples) as f32;
        writer.text("gain = ");
        writer.term(Blank::Impurity, node.impurity as f32);
        writer.text(" - ");
        writer.term(Blank::WeightOfYes, share(yes));
        writer.text(" · ");
        writer.term(Blank::ImpurityOfYes, yes.impurity as f32);
        writer.text(" - ");
        writer.term(Blank::WeightOfNo, share(no));
        writer.text(" · ");
        writer.term(Blank::ImpurityOfNo, no.impurity as f32);
        writer.text(" = ");
        writer.term(Blank::Gain, self.gain(node).unwrap_or_default() as f32);
    }

    /// What a node asks, or says.
    pub(in crate::lab) fn told_question(&self, node: &Node) -> String {
        match &node.split {
            Some(split) => format!("{} ≤", self.feature(split.feature)),
            None if self.is_of_classes() => format!("share of {}", self.names.classes[1]),
            None => "mean".to_owned(),
        }
    }

    /// A feature's name without its unit.
    pub(in crate::lab) fn feature(&self, feature: usize) -> &str {
        self.names.word(feature)
    }

    /// How many rows of each class a node has, or their mean.
    pub(super) fn counts(node: &Node) -> Vec<f64> {
        node.value.iter().map(|share| (share * node.weighted_n_node_samples).round()).collect()
    }

    /// How many rows a node has; one that was drawn twice counts as two.
    pub(super) fn rows(node: &Node) -> u64 {
        node.weighted_n_node_samples.round() as u64
    }

    fn arithmetic(&self, node: &Node) -> Vec<String> {
        let impurity = brief(node.impurity);
        if !self.settings.tells_impurity() {
            return self.untold(node);
        }
        let here = format!("{}   {} = {impurity}", self.named_rows(node), self.letter());
        let Some(split) = &node.split else {
            return vec![here, format!("says {}{}", self.said(node), self.tie(node))];
        };
        let [left, right] = [split.left, split.right].map(|number| &self.tree.nodes[number]);
        let (n, gain) = (Self::rows(node), self.gain(node).unwrap_or_default());
        let side = |word: &str, side: &Node| {
            let impurity = brief(side.impurity);
            format!("{word}: {}   {} = {impurity}", self.rows_of(side), self.letter())
        };
        let part = |side: &Node| format!("{}/{n} · {}", Self::rows(side), brief(side.impurity));
        vec![
            here,
            side("yes", left),
            side("no", right),
            format!("gain = {impurity} - {} - {} = {}", part(left), part(right), brief(gain)),
        ]
    }

    /// The rows of a node and of both sides, before there is a measure of how mixed they are.
    fn untold(&self, node: &Node) -> Vec<String> {
        let here = self.named_rows(node);
        let Some(split) = &node.split else {
            return vec![here, format!("says {}{}", self.said(node), self.tie(node))];
        };
        let [left, right] = [split.left, split.right].map(|number| &self.tree.nodes[number]);
        vec![here, format!("yes: {}", self.rows_of(left)), format!("no: {}", self.rows_of(right))]
    }

    /// `10 rows: 5× cat, 5○ dog`, or `10 rows, mean 11.5`.
    fn named_rows(&self, node: &Node) -> String {
        if !self.is_of_classes() {
            return self.rows_of(node);
        }
        let counts = Self::counts(node).into_iter().zip(MARKS).zip(self.names.classes.iter());
        let each = counts.rev().map(|((count, mark), class)| format!("{count}{mark} {class}"));
        format!("{}: {}", rows(node), each.collect::<Vec<_>>().join(", "))
    }

    /// `5 rows 1× 4○`, or `5 rows, mean 11.5`.
    fn rows_of(&self, node: &Node) -> String {
        if !self.is_of_classes() {
            return format!("{}, mean {}", rows(node), brief(self.answer(node)));
        }
        let counts = Self::counts(node).into_iter().zip(MARKS).rev();
        let each = counts.map(|(count, mark)| format!("{count}{mark}"));
        format!("{} {}", rows(node), each.collect::<Vec<_>>().join(" "))
    }

    /// What a leaf says: `cat, 4 of 5`, or its mean.
    fn said(&self, node: &Node) -> String {
        if !self.is_of_classes() {
            return brief(self.answer(node));
        }
        let class = node.class();
        format!(
            "{}, {} of {}",
            self.names.classes[class],
            Self::counts(node)[class],
            Self::rows(node)
        )
    }

    /// What there is to say of a leaf with as many rows of each class.
    fn tie(&self, node: &Node) -> &'static str {
        let is_tie = self.is_of_classes() && node.value.iter().all(|share| *share == 0.5);
        if is_tie { ": of a tie, the first" } else { "" }
    }

    /// The way of a row: `ear 1 > 0.5, face 1 > 0.5 → cat, 4 of 4`.
    fn way(&self, row: &ndarray::ArrayView1<'_, f64>) -> String {
        let path = self.tree.decision_path(*row);
        let asked = path.iter().filter_map(|number| self.tree.nodes[*number].split);
        let answer = |split: Split| {
            let value = row.get(split.feature).copied().unwrap_or(f64::NAN);
            let sign = if split.goes_left(value as f32) { "≤" } else { ">" };
            let (name, threshold) = (self.feature(split.feature), brief(split.threshold));
            format!("{name} {} {sign} {threshold}", brief(value))
        };
        let asked: Vec<String> = asked.map(answer).collect();
        let leaf = path.last().map(|number| self.said(&self.tree.nodes[*number]));
        let arrow = if asked.is_empty() { "→" } else { " →" };
        format!("{}{arrow} {}", asked.join(", "), leaf.unwrap_or_default())
    }

    /// The letter that impurity has in formulas.
    const fn letter(&self) -> &'static str {
        match self.criterion {
            Criterion::Entropy => "H",
            Criterion::Gini => "G",
            Criterion::SquaredError => "variance",
        }
    }

    /// What the impurity is called.
    pub(super) const fn measure_name(&self) -> &'static str {
        match self.criterion {
            Criterion::Entropy => "entropy",
            Criterion::Gini => "gini",
            Criterion::SquaredError => "variance",
        }
    }
}

fn rows(node: &Node) -> String {
    let n = DecisionTree::rows(node);
    format!("{n} row{}", if n == 1 { "" } else { "s" })
}

/// The marks of both classes, as on the charts.
const MARKS: [char; 2] = ['○', '×'];
