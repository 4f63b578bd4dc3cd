//! The pictures of a booster: what is still wrong, how wrong it is round by round, the tree of a round,
//! what the features gain.

use crate::chart::{
    Axis, Bar, Bars, Chart, Drawing, Field, Mark, Proportion, Role, Series, Tree, TreeNode,
    TreeQuestion, extremes, nice_range,
};
use crate::lab::answers::over_the_plane;
use crate::lab::asks::Asks;
use crate::lab::data::Data;
use crate::lab::network::Sight;
use crate::lab::number::brief;
use crate::lab::picture::x_range;
use crate::lesson::format::PictureName;
use crate::trees::boosting::{self, Importance, Split};

use super::Booster;

/// Its answer at every place of a plane of two features.
pub(in crate::lab) fn surface(booster: &Booster, data: &Data) -> Option<Field> {
    let model = booster.clone();
    let work = booster.shown * PRODUCTS_OF_A_TREE;
    over_the_plane(data, work, move |x| model.output(x))
}

/// Its pictures, for the round and the example that are looked at.
pub(in crate::lab) fn pictures(
    booster: &Booster,
    data: &Data,
    sight: Sight<'_>,
) -> Vec<(PictureName, Drawing)> {
    if booster.is_refused() {
        return Vec::new();
    }
    let rounds = (PictureName::Loss, Drawing::Chart(rounds(booster)));
    let tree = booster.tree().map(|tree| drawn(booster, tree, sight));
    let named = |name: PictureName| move |drawing| (name, drawing);
    // What a leaf adds is not told to someone who is to fill it in.
    let is_told = sight.asks != Asks::Blanks;
    let residuals = is_told.then(|| residuals(booster, data)).flatten();
    let residuals = residuals.map(Drawing::Chart).map(named(PictureName::Residuals));
    let tree = tree.filter(|_| is_told).map(named(PictureName::Tree));
    let importances = is_told.then(|| (PictureName::Importances, importances(booster)));
    residuals.into_iter().chain([rounds]).chain(tree).chain(importances).collect()
}

/// What is still wrong about each row before the round, and what its tree says and adds there: along
/// the feature, or row by row.
fn residuals(booster: &Booster, data: &Data) -> Option<Chart> {
    if booster.given.train.num_row() > MOST_ROWS {
        return None;
    }
    let is_along = data.x.shape()[1] == 1;
    let x = if is_along { axis_of_feature(data) } else { axis_of_rows(booster) };
    let added = if is_along { along(booster, (x.min, x.max)) } else { by_row(booster) };
    let (low, high) = widest(booster);
    let title = match booster.shown {
        0 => "before round 1".to_owned(),
        round => format!("round {round} of {}", booster.ran()),
    };
    Some(Chart {
        title: Some(title),
        proportion: Proportion::Course,
        x,
        y: Axis::new("residual", low, high),
        series: [left(booster, is_along)].into_iter().chain(added).collect(),
    })
}

fn axis_of_feature(data: &Data) -> Axis {
    let [from, to] = x_range(data);
    Axis::new(&data.dataset.x_label, from, to)
}

fn axis_of_rows(booster: &Booster) -> Axis {
    Axis::new("row", 0.0, booster.given.train.num_row().saturating_sub(1) as f64)
}

/// What is left of each row.
fn left(booster: &Booster, is_along: bool) -> Series {
    let column = booster.given.train.column(0);
    let at = |row: usize| if is_along { f64::from(column[row]) } else { row as f64 };
    let residuals = booster.residuals().into_iter().enumerate();
    Series::Points {
        name: "residual".to_owned(),
        role: Role::Data,
        mark: Mark::Cross,
        points: residuals.map(|(row, residual)| [at(row), residual]).collect(),
    }
}

/// The same range at every round, so that what is left can be seen to shrink: of what is wrong at first,
/// and of all that trees say of it.
fn widest(booster: &Booster) -> (f64, f64) {
    let first = Booster { shown: 0, ..booster.clone() }.residuals();
    let share = booster.trained.params.eta.clamp(f64::MIN_POSITIVE, 1.0);
    let nodes = booster.trained.booster.trees.iter().flat_map(|tree| &tree.nodes);
    let leaves = nodes.filter(|node| node.split.is_none());
    let said = leaves.map(|node| f64::from(node.leaf) / share);
    nice_range(first.into_iter().chain(booster.residuals()).chain(said).chain([0.0]), 0.1)
}

/// What the tree of the round adds at every place of its only feature.
fn along(booster: &Booster, (from, to): (f64, f64)) -> Vec<Series> {
    let Some(tree) = booster.tree() else { return Vec::new() };
    let place = |step: u32| from + (to - from) * f64::from(step) / f64::from(SAMPLES);
    let curve = |name: &str, role, share: f64| Series::Curve {
        name: name.to_owned(),
        role,
        points: (0..=SAMPLES)
            .map(|step| [place(step), share * f64::from(tree.predict(|_| place(step) as f32))])
            .collect(),
    };
    let eta = booster.trained.params.eta;
    // Where all of a leaf is added, both are one.
    let whole = (eta != 1.0 && eta > 0.0).then(|| curve("tree", Role::Formula, eta.recip()));
    let name = if eta == 1.0 { "tree".to_owned() } else { format!("{} · tree", brief(eta)) };
    whole.into_iter().chain([curve(&name, Role::Model, 1.0)]).collect()
}

/// What the tree of the round adds to each row.
fn by_row(booster: &Booster) -> Vec<Series> {
    let Some(tree) = booster.tree() else { return Vec::new() };
    let train = &booster.given.train;
    let says = |row: usize| f64::from(tree.predict(|feature| train.value(row, feature)));
    vec![Series::Points {
        name: "added".to_owned(),
        role: Role::Model,
        mark: Mark::Diamond,
        points: (0..train.num_row()).map(|row| [row as f64, says(row)]).collect(),
    }]
}

/// How wrong it is after each round, on each part, and where the round is that is looked at.
fn rounds(booster: &Booster) -> Chart {
    let scores = &booster.trained.scores;
    let curve = |(part, role): (usize, Role), name: &str| Series::Curve {
        name: name.to_owned(),
        role,
        points: (0_u32..)
            .zip(scores)
            .filter_map(|(round, scores)| Some([f64::from(round), *scores.get(part)?]))
            .collect(),
    };
    let roles = [(0, Role::Model), (1, Role::Rival(0))];
    let curves = booster.parts().zip(roles).map(|(part, role)| curve(role, part.name()));
    let at = booster.shown.min(booster.ran());
    let here = Series::Boundary { name: "round".to_owned(), at: at as f64 };
    let points = scores[at].iter().map(|score| [at as f64, *score]).collect();
    let marked = Series::Points {
        name: "the model shown".to_owned(),
        role: Role::Crosshair,
        mark: Mark::Diamond,
        points,
    };
    let (_, top) = nice_range(scores.iter().flatten().copied(), 0.0);
    Chart {
        title: None,
        proportion: Proportion::Course,
        x: Axis::new("round", 0.0, booster.ran().max(FEW_ROUNDS) as f64),
        y: Axis::new(booster.metric().name(), 0.0, top),
        series: curves.chain([here, marked]).collect(),
    }
}

/// The tree of the round.
fn drawn(booster: &Booster, tree: &boosting::Tree, sight: Sight<'_>) -> Drawing {
    let nodes = booster.nodes(tree);
    let leaves = nodes.iter().filter(|node| tree.nodes[node.number].split.is_none());
    let (low, high) = extremes(leaves.map(|node| f64::from(tree.nodes[node.number].leaf)));
    let way = passed(booster, tree, sight);
    let node = |node: &super::round::NodeOfRound| {
        let own = &tree.nodes[node.number];
        let answer = f64::from(own.leaf);
        TreeNode {
            place: node.place,
            is_on_way: way.contains(&node.number),
            question: own.split.map(|split| asked(booster, split, own.gain)),
            rows: node.rows.len() as u64,
            answer: if own.split.is_some() { String::new() } else { booster.short(own.leaf) },
            share: if high > low { ((answer - low) / (high - low)).clamp(0.0, 1.0) } else { 0.5 },
            ..TreeNode::default()
        }
    };
    Drawing::Tree(Tree {
        noun: ["row".to_owned(), "rows".to_owned()],
        nodes: nodes.iter().map(node).collect(),
        ..Tree::default()
    })
}

fn asked(booster: &Booster, split: Split, gain: f32) -> TreeQuestion {
    let name = booster.given.names.word(split.feature);
    let text = format!("{name} < {}?", brief(f64::from(split.threshold)));
    TreeQuestion { text, gain: Some(f64::from(gain)), histogram: None }
}

/// The nodes that the example passes, by number.
fn passed(booster: &Booster, tree: &boosting::Tree, sight: Sight<'_>) -> Vec<usize> {
    let features = booster.given.names.features.len();
    let row = sight.x.and_then(|x| {
        let is_there = x.shape() == [x.shape()[0], features] && sight.example < x.shape()[0];
        is_there.then(|| {
            (0..features).map(|at| x[[sight.example, at].as_slice()]).collect::<Vec<f32>>()
        })
    });
    let Some(row) = row else { return Vec::new() };
    let mut passed = vec![0];
    while let Some(split) = passed.last().and_then(|number| tree.nodes.get(*number)?.split) {
        passed.push(split.child(row[split.feature]));
    }
    passed
}

/// What the questions about each feature gain on average, the largest first.
fn importances(booster: &Booster) -> Drawing {
    let shown = &booster.trained.booster.trees[..booster.shown];
    let own = boosting::Booster { trees: shown.to_vec(), ..booster.trained.booster.clone() };
    let bar =
        |(name, value): (String, f32)| Bar { name, value: f64::from(value), role: Role::Model };
    let mut bars: Vec<Bar> = own.get_score(Importance::Gain).into_iter().map(bar).collect();
    bars.sort_by(|a, b| b.value.total_cmp(&a.value));
    let (_, to) = nice_range(bars.iter().map(|bar| bar.value), 0.0);
    let title = "gain of a question, on average".to_owned();
    Drawing::Bars(Bars { title, bars, from: 0.0, to, target: None })
}

/// An axis of fewer rounds would have ticks between them.
const FEW_ROUNDS: usize = 5;
/// More rows are more than anyone tells apart.
const MOST_ROWS: usize = 100;
const SAMPLES: u32 = 240;
/// A tree of a booster costs as much as so many products, about.
const PRODUCTS_OF_A_TREE: usize = 16;
