//! The pictures of a forest: what each tree says, its first trees, what the features are worth.

use std::sync::Arc;

use ndarray::Array1;

use crate::chart::{
    Axis, Bar, Bars, Chart, Drawing, Field, Mark, Proportion, Role, Series, nice_range,
};
use crate::lab::answers::over_the_plane;
use crate::lab::data::Data;
use crate::lab::network::Sight;
use crate::lab::number::brief;
use crate::lab::tensors::in_float64;
use crate::lab::tree;
use crate::lesson::format::PictureName;

use super::{Grown, small};

/// Its answer at every place of a plane of two features.
pub(in crate::lab) fn surface(forest: &Arc<Grown>, data: &Data) -> Option<Field> {
    let model = forest.clone();
    let questions = forest.forest.trees.iter().map(|drawn| drawn.tree.depth() + 1);
    let work = questions.sum::<usize>() * PRODUCTS_OF_A_QUESTION;
    over_the_plane(data, work, move |x| model.output(x))
}

/// Its pictures, for the example that is looked at.
pub(in crate::lab) fn pictures(
    forest: &Grown,
    data: &Data,
    sight: Sight<'_>,
) -> Vec<(PictureName, Drawing)> {
    let row = looked_at(forest, &sight);
    let said = row.as_ref().map(|row| forest.votes(&row.view()));
    let votes = said.as_ref().map(|said| (PictureName::Votes, votes(forest, data, said)));
    let trees = (PictureName::Trees, small::drawn(forest, row.as_ref().zip(said.as_deref())));
    let importances = (PictureName::Importances, importances(forest));
    let first = forest.first().map(|first| tree::pictures(&first, sight)).unwrap_or_default();
    let first = first.into_iter().filter(|(name, _)| *name == PictureName::Tree);
    votes.into_iter().chain([trees, importances]).chain(first).collect()
}

/// The example, where it is one that the trees can be asked about.
fn looked_at(forest: &Grown, sight: &Sight<'_>) -> Option<Array1<f64>> {
    let rows = in_float64(sight.x?)?;
    let is_there = sight.example < rows.nrows() && rows.ncols() == forest.forest.n_features;
    is_there.then(|| rows.row(sight.example).to_owned())
}

/// What each tree says of the example, and the mean from the first on.
fn votes(forest: &Grown, data: &Data, votes: &[f64]) -> Drawing {
    let mean = |sum: &mut f64, (tree, vote): (u32, &f64)| {
        *sum += vote;
        Some([f64::from(tree), *sum / f64::from(tree)])
    };
    let means = (1..).zip(votes).scan(0.0, mean).collect();
    let points = (1_u32..).zip(votes).map(|(tree, vote)| [f64::from(tree), *vote]).collect();
    let y = if let [_, second] = forest.given.bare.classes() {
        Axis::new(format!("share of {second}"), 0.0, 1.0)
    } else {
        let (low, high) = nice_range(votes.iter().copied(), 0.1);
        Axis::new(&data.dataset.y_label, low, high)
    };
    Drawing::Chart(Chart {
        title: Some(title(votes)),
        proportion: Proportion::Course,
        x: Axis::new("tree", 0.0, votes.len().max(FEW_TREES) as f64),
        y,
        series: vec![
            Series::Points {
                name: "one tree".to_owned(),
                role: Role::Rival(0),
                mark: Mark::Diamond,
                points,
            },
            Series::Curve { name: "mean so far".to_owned(), role: Role::Model, points: means },
        ],
    })
}

/// `mean of 100 trees: 0.52`.
fn title(votes: &[f64]) -> String {
    let (n, sum) = (votes.len(), votes.iter().sum::<f64>());
    let trees = if n == 1 { "tree" } else { "trees" };
    format!("mean of {n} {trees}: {}", brief(sum / n.max(1) as f64))
}

/// How much each feature has made the trees purer, the largest first.
fn importances(forest: &Grown) -> Drawing {
    let all = forest.forest.feature_importances();
    let bar = |(feature, value): (usize, f64)| Bar {
        name: forest.given.bare.feature(feature).to_owned(),
        value,
        role: Role::Model,
    };
    let mut bars: Vec<Bar> = all.into_iter().enumerate().map(bar).collect();
    bars.sort_by(|a, b| b.value.total_cmp(&a.value));
    let (_, to) = nice_range(bars.iter().map(|bar| bar.value), 0.0);
    let title = "importance in these trees".to_owned();
    Drawing::Bars(Bars { title, bars, from: 0.0, to, target: None })
}

/// An axis of fewer trees would have ticks between them.
const FEW_TREES: usize = 5;
/// A question costs as much as so many products, about.
const PRODUCTS_OF_A_QUESTION: usize = 4;
