//! A booster in words: the round that is looked at, and how the sum of each example comes about.

use ndarray::ArrayView1;

use crate::lab::network::{Slot, Writer};
use crate::lab::number::brief;
use crate::lab::sample::EXAMPLES;
use crate::lab::tensors::in_float64;
use crate::lab::tree::ToldTree;
use crate::lesson::format::{Blank, NodeLine, TreeLine};
use crate::nn::Tensor;
use crate::trees::boosting::{GradStats, Node, Tree};

use super::Booster;
use super::round::NodeOfRound;

impl Booster {
    /// The round that is looked at, and the sums of some rows.
    pub(in crate::lab) fn told(&self, x: Option<&Tensor>, y: Option<&Tensor>) -> Option<ToldTree> {
        if self.is_refused() {
            return None;
        }
        let rows = x.and_then(in_float64);
        let targets = y.map(|y| y.iter().copied().collect::<Vec<f32>>()).unwrap_or_default();
        let way = |(index, row): (usize, ArrayView1<'_, f64>)| {
            self.sum(&row, targets.get(index).copied())
        };
        let rows = rows.iter().flat_map(|rows| rows.rows().into_iter().take(EXAMPLES));
        let ways = rows.enumerate().map(way).collect();
        Some(ToldTree { node: [vec![self.head()], self.lines()].concat(), ways })
    }

    /// A line of the arithmetic of a node of the tree that is looked at, with these terms left blank.
    pub(in crate::lab) fn with_blanks(
        &self,
        TreeLine { node, line }: TreeLine,
        blanks: &[Blank],
    ) -> Option<Vec<Slot>> {
        let tree = self.tree().filter(|_| !self.is_refused())?;
        let nodes = self.nodes(tree);
        let at = |place: u64| nodes.iter().find(|node| node.place == place);
        let mut writer = Writer::new(blanks);
        match line {
            NodeLine::Node => self.write_leaf(&mut writer, tree, at(node)?),
            NodeLine::Yes => {
                writer.text("yes: ");
                self.write_leaf(&mut writer, tree, at(node.checked_mul(2)?)?);
            }
            NodeLine::No => {
                writer.text("no: ");
                self.write_leaf(&mut writer, tree, at(node.checked_mul(2)?.checked_add(1)?)?);
            }
            NodeLine::Gain => self.write_gain(&mut writer, tree, at(node)?)?,
        }
        Some(writer.merged())
    }

    /// `round 2 of 4: size < 3.5   rmse train 2.0265, cv 2.4`.
    fn head(&self) -> String {
        let (metric, scores) = self.measured();
        let each = self.parts().zip(scores);
        let told: Vec<String> =
            each.map(|(part, score)| format!("{} {}", part.name(), brief(*score))).collect();
        let asks = match self.tree() {
            None => format!("no tree yet: all get {}", brief(self.first())),
            Some(tree) => format!("round {} of {}: {}", self.shown, self.ran(), self.asks(tree, 0)),
        };
        format!("{asks}   {} {}", metric.name(), told.join(", "))
    }

    /// What comes of the root of the tree that is looked at.
    fn lines(&self) -> Vec<String> {
        let line = |line| self.with_blanks(TreeLine { node: 1, line }, &[]);
        let text = |slots: Vec<Slot>| slots.iter().map(Slot::text).collect::<String>();
        match line(NodeLine::Gain) {
            Some(gain) => {
                let sides = [line(NodeLine::Yes), line(NodeLine::No)].into_iter().flatten();
                sides.chain([gain]).map(text).collect()
            }
            None => line(NodeLine::Node).map(text).into_iter().collect(),
        }
    }

    /// What a node asks, or that it asks nothing.
    pub(super) fn asks(&self, tree: &Tree, number: usize) -> String {
        let asked = tree.nodes.get(number).and_then(|node| node.split);
        let gained = tree.nodes.get(number).map_or(0.0, |node| node.gain);
        asked.map_or_else(
            || match gained {
                LEAST.. => format!("gamma took back a gain of {}", self.short(gained)),
                _ => "its tree asks nothing".to_owned(),
            },
            |split| {
                let name = self.given.names.word(split.feature);
                format!("{name} < {}", brief(f64::from(split.threshold)))
            },
        )
    }

    /// `3 rows   leaf = 0.5 · -12 / (3 + 1) = -1.5`, or what it asks itself.
    fn write_leaf(&self, writer: &mut Writer<'_>, tree: &Tree, node: &NodeOfRound) {
        let (own, rows, params) = (&tree.nodes[node.number], node.rows.len(), &self.trained.params);
        writer.text(&format!("{rows} row{}   ", if rows == 1 { "" } else { "s" }));
        if own.split.is_some() {
            return writer.text(&format!("asks {}", self.asks(tree, node.number)));
        }
        if own.stats.sum_hess < f64::from(params.min_child_weight as f32) {
            let weight = weight(own.stats);
            return writer.text(&format!("leaf = 0: they weigh {weight}, below min_child_weight"));
        }
        writer.text(&format!("leaf = {} · ", brief(params.eta)));
        writer.term(Blank::Residuals, self.residuals_of(own.stats));
        writer.text(&format!(" / ({} + {}) = ", weight(own.stats), brief(params.lambda)));
        writer.term(Blank::Leaf, self.not_rounding(own.leaf));
    }

    /// `gain = 12² / (3 + 1) + 12² / (3 + 1) - 0² / (6 + 1) = 72`.
    fn write_gain(&self, writer: &mut Writer<'_>, tree: &Tree, node: &NodeOfRound) -> Option<()> {
        let own: &Node = &tree.nodes[node.number];
        let split = own.split?;
        let lambda = brief(self.trained.params.lambda);
        let penalty = f64::from(self.trained.params.lambda as f32);
        let part = |stats: GradStats| {
            let sum = self.residuals_of(stats).abs();
            // What weighs has more digits than a line has room for.
            if self.is_of_classes() {
                return brief(f64::from(sum).powi(2) / (stats.sum_hess + penalty));
            }
            format!("{}² / ({} + {lambda})", self.short(sum), weight(stats))
        };
        let [yes, no] = [split.left, split.right].map(|side| part(tree.nodes[side].stats));
        writer.text(&format!("gain = {yes} + {no} - {} = ", part(own.stats)));
        writer.term(Blank::Gain, self.not_rounding(own.gain));
        Some(())
    }

    /// The sum of what is still wrong about some rows.
    fn residuals_of(&self, stats: GradStats) -> f32 {
        // There is but one 0.
        self.not_rounding(0.0 - stats.sum_grad as f32)
    }

    /// A number as it is told: what is left of rounding is 0.
    pub(super) fn short(&self, value: f32) -> String {
        brief(f64::from(self.not_rounding(value)))
    }

    fn not_rounding(&self, value: f32) -> f32 {
        if value.abs() < ROUNDING * self.given.scale() { 0.0 } else { value }
    }

    /// ` - 1.5`, or ` + 1.5`.
    fn added(&self, value: f32) -> String {
        let sign = if value < 0.0 { '-' } else { '+' };
        format!(" {sign} {}", self.short(value.abs()))
    }

    /// What it says before the first tree.
    fn first(&self) -> f64 {
        let booster = &self.trained.booster;
        f64::from(booster.objective.transform(booster.start))
    }

    /// `8 - 1.5 - 0.9375 → 5.5625, y 3`; of classes what it adds up to, and the chance that it is.
    fn sum(&self, row: &ArrayView1<'_, f64>, target: Option<f32>) -> String {
        let value = |feature: usize| row.get(feature).map_or(f32::NAN, |value| *value as f32);
        let sum = self.added_up(value);
        let margin = self.margin(self.shown, value);
        let said = self.trained.booster.objective.transform(margin);
        if let [first, second] = &*self.given.names.classes {
            let (class, margin) =
                (if said > 0.5 { second } else { first }, brief(f64::from(margin)));
            return format!(
                "{sum} = {margin} → chance of {second} {}: {class}",
                brief(f64::from(said))
            );
        }
        let target = target.map(|y| format!(", y {}", brief(f64::from(y)))).unwrap_or_default();
        format!("{sum} → {}{target}", brief(f64::from(said)))
    }

    /// `8 - 1.5 - 0.9375`, or of many terms the first: `8 - 1.5 - 0.9375 + 38 more`.
    fn added_up(&self, value: impl Fn(usize) -> f32) -> String {
        let booster = &self.trained.booster;
        // With classes there is more to say behind the sum.
        let [most, first] = if self.is_of_classes() { OF_CLASSES } else { OF_NUMBERS };
        let told = if self.shown > most { first } else { most };
        let trees = booster.trees.iter().take(self.shown.min(told));
        let terms: String = trees.map(|tree| self.added(tree.predict(&value))).collect();
        let rest = self.shown.saturating_sub(told);
        let rest = if rest > 0 { format!(" + {rest} more") } else { String::new() };
        format!("{}{terms}{rest}", brief(f64::from(booster.start)))
    }
}

/// What rows weigh: as many as they are, or a sum of p(1 - p).
fn weight(stats: GradStats) -> String {
    brief(stats.sum_hess)
}

/// So many terms of a sum are written out, and of more than those the first.
const OF_NUMBERS: [usize; 2] = [6, 3];
const OF_CLASSES: [usize; 2] = [2, 1];
/// The share of the largest label that is no more than rounding of float32.
const ROUNDING: f32 = 5e-7;
/// A split has to gain so much.
const LEAST: f32 = 1e-6;
