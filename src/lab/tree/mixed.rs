//! How mixed a node is, on the curve of all shares: the node, both sides of its question, and what the
//! question gains.

use crate::chart::{Axis, Chart, Drawing, Mark, Proportion, Role, Series};
use crate::lab::number::brief;
use crate::trees::{Criterion, Node, entropy, gini};

use super::DecisionTree;

/// The impurity over the share of the second class, with the node at a place on it. Both sides of its
/// question lie on the curve, their mean by rows on the line between them; the gain is what is left up
/// to the node. `None` where there are no two classes.
pub(super) fn drawn(tree: &DecisionTree, place: u64) -> Option<Drawing> {
    let [_, second] = tree.classes() else { return None };
    let node = tree.node(place)?;
    let name = tree.measure_name();
    let points = (0..=STEPS).map(|step| f64::from(step) / f64::from(STEPS));
    let curve = Series::Curve {
        name: name.to_owned(),
        role: Role::Model,
        points: points.map(|p| [p, of_share(tree.criterion, p)]).collect(),
    };
    let here = mark("here", Role::Crosshair, Mark::Diamond, on_curve(tree, node));
    let sides = sides(tree, node).unwrap_or_default();
    Some(Drawing::Chart(Chart {
        title: Some(title(tree, node)),
        proportion: Proportion::Course,
        x: Axis::new(format!("p, share of {second}"), 0.0, 1.0),
        y: Axis::new(name, 0.0, of_share(tree.criterion, 0.5)),
        series: [curve].into_iter().chain(sides).chain([here]).collect(),
    }))
}

/// `gain 0.2781 = 1 - 0.7219`, or `entropy 1` where nothing is asked.
fn title(tree: &DecisionTree, node: &Node) -> String {
    let here = brief(node.impurity);
    match tree.gain(node) {
        Some(gain) => format!("gain {} = {here} - {}", brief(gain), brief(node.impurity - gain)),
        None => format!("{} {here}", tree.measure_name()),
    }
}

/// Both sides, the line between them, and what is gained.
fn sides(tree: &DecisionTree, node: &Node) -> Option<Vec<Series>> {
    let split = node.split?;
    let [yes, no] = [split.left, split.right].map(|at| on_curve(tree, &tree.tree.nodes[at]));
    let between =
        Series::Curve { name: "both sides".to_owned(), role: Role::Formula, points: vec![yes, no] };
    let [p, impurity] = on_curve(tree, node);
    let gain = tree.gain(node)?;
    let gained =
        Series::Stems { name: "gain".to_owned(), points: vec![[p, impurity - gain, impurity]] };
    let yes = mark("yes", Role::Rival(0), Mark::Triangle, yes);
    let no = mark("no", Role::Rival(1), Mark::Square, no);
    Some(vec![between, gained, yes, no])
}

fn mark(name: &str, role: Role, mark: Mark, point: [f64; 2]) -> Series {
    Series::Points { name: name.to_owned(), role, mark, points: vec![point] }
}

fn on_curve(tree: &DecisionTree, node: &Node) -> [f64; 2] {
    [tree.answer(node), node.impurity]
}

fn of_share(criterion: Criterion, p: f64) -> f64 {
    let counts = [1.0 - p, p];
    if criterion == Criterion::Entropy { entropy(&counts) } else { gini(&counts) }
}

const STEPS: u32 = 120;
