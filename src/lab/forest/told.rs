//! A forest in words: what its trees say of each example, and how its first tree came about.

use ndarray::ArrayView1;

use crate::lab::number::brief;
use crate::lab::picture::told;
use crate::lab::sample::EXAMPLES;
use crate::lab::tensors::in_float64;
use crate::lab::tree::ToldTree;
use crate::nn::Tensor;
use crate::trees::Drawn;

use super::Grown;

impl Grown {
    /// What its first tree has drawn, and what all say of some rows.
    pub(in crate::lab) fn told(&self, x: Option<&Tensor>) -> ToldTree {
        let n_features = self.forest.n_features;
        let rows = x.and_then(in_float64).filter(|rows| rows.ncols() == n_features);
        let way = |row: ArrayView1<'_, f64>| self.way(&row);
        let ways = rows.iter().flat_map(|rows| rows.rows().into_iter().take(EXAMPLES).map(way));
        let first = self.forest.trees.first();
        let node = first.map(|drawn| vec![self.told_rows(drawn), self.told_root(drawn)]);
        let measured: Vec<String> =
            [self.told_errors(), self.told_left_out()].into_iter().flatten().collect();
        let measured = (!measured.is_empty()).then(|| measured.join("   "));
        let node = measured.into_iter().chain(node.into_iter().flatten());
        ToldTree { node: node.collect(), ways: ways.collect() }
    }

    /// What all say of a row: `72 of 100 trees say cat, mean share 0.68`, or the mean.
    pub(super) fn verdict(&self, votes: &[f64]) -> String {
        let n = votes.len();
        let (trees, say) = if n == 1 { ("tree", "says") } else { ("trees", "say") };
        let mean = votes.iter().sum::<f64>() / n.max(1) as f64;
        let [_, second] = self.given.bare.classes() else {
            return format!("mean of {n} {trees} {}", brief(mean));
        };
        let yes = votes.iter().filter(|vote| **vote > 0.5).count();
        format!("{yes} of {n} {trees} {say} {second}, mean share {}", brief(mean))
    }

    /// What the first trees say of a row, and what comes of all:
    /// `○×× … → 72 of 100 trees say cat, mean share 0.68: cat`.
    fn way(&self, row: &ArrayView1<'_, f64>) -> String {
        let votes = self.votes(row);
        let some = &votes[..votes.len().min(FIRST)];
        let rest = if votes.len() > FIRST { " …" } else { "" };
        let mean = votes.iter().sum::<f64>() / votes.len().max(1) as f64;
        let [first, second] = self.given.bare.classes() else {
            let numbers: Vec<String> = some.iter().map(|vote| brief(*vote)).collect();
            return format!("{}{rest} → {}", numbers.join(", "), self.verdict(&votes));
        };
        let mark = |vote: &f64| if *vote > 0.5 { '×' } else { '○' };
        let marks: String = some.iter().map(mark).collect();
        let class = if mean > 0.5 { second } else { first };
        format!("{marks}{rest} → {}: {class}", self.verdict(&votes))
    }

    /// `train error 0   cv error 0.1957`; where values are tried, that stands beside the value.
    fn told_errors(&self) -> Option<String> {
        let errors = self.measured().iter().map(|it| (it.part.name(), Some(it.error)));
        (!self.is_tried).then(|| told(errors).text)
    }

    /// `out of bag: score 0.7`, where rows are asked of the trees that have not drawn them.
    fn told_left_out(&self) -> Option<String> {
        let out_of_bag = self.out_of_bag?;
        let unasked = match out_of_bag.unasked {
            0 => String::new(),
            rows => format!(", and {rows} of {} rows had no tree to ask", self.given.train.y.len()),
        };
        Some(format!("out of bag: score {}{unasked}", brief(out_of_bag.score)))
    }

    /// `tree 1 of 100 draws 8 of 8 rows: 2 more than once, 3 never`.
    fn told_rows(&self, drawn: &Drawn) -> String {
        let of = format!("tree 1 of {}", self.forest.trees.len());
        let n = self.given.train.y.len();
        if drawn.rows.is_none() {
            return format!("{of} learns from all {n} rows");
        }
        let counts = drawn.counts(n);
        let again = counts.iter().filter(|count| **count > 1).count();
        let never = counts.iter().filter(|count| **count == 0).count();
        format!("{of} draws {n} times from {n} rows: {again} more than once, {never} never")
    }

    /// `its root looks at 1 of 2 features, Weight, and asks Weight ≤ 40`.
    fn told_root(&self, drawn: &Drawn) -> String {
        let bare = &self.given.bare;
        let asking = drawn.tree.nodes.first().and_then(|root| Some((root, root.split?)));
        let Some((root, split)) = asking else { return "its root asks nothing".to_owned() };
        let looked: Vec<&str> = root.considered.iter().map(|it| bare.feature(*it)).collect();
        let (n, all) = (looked.len(), drawn.tree.n_features);
        let asks = format!("asks {} ≤ {}", bare.feature(split.feature), brief(split.threshold));
        format!("its root looks at {n} of {all} features, {}, and {asks}", looked.join(", "))
    }
}

/// So many trees are told one by one.
const FIRST: usize = 10;
