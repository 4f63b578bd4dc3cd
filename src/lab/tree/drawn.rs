//! The pictures of a tree: the tree itself, and what each cut of its chosen node would gain.

use crate::chart::{Axis, Bar, Bars, Chart, Drawing, Field, Mark, Proportion, Role, Series};
use crate::journal::Place;
use crate::lab::answers::over_the_plane;
use crate::lab::data::Data;
use crate::lab::network::Sight;
use crate::lesson::format::PictureName;
use crate::trees::{Candidate, Split, candidates};

use super::{DecisionTree, mixed, picture};

/// Its answer at every place of a plane of two features.
pub(in crate::lab) fn surface(tree: &DecisionTree, data: &Data) -> Option<Field> {
    let model = tree.clone();
    over_the_plane(data, tree.numbers(), move |x| model.output(x))
}

/// Its pictures, with the node that is chosen.
pub(in crate::lab) fn pictures(
    tree: &DecisionTree,
    sight: Sight<'_>,
) -> Vec<(PictureName, Drawing)> {
    let place = sight.chosen.map_or(1, |focus| match focus.place {
        Place::Node { place } => place,
        _ => 1,
    });
    let is_told = |name| {
        // What questions gain is not told to someone who is to find it out.
        let is_free = tree.settings.questions.is_none() || sight.asked_for == Some(name);
        is_free && !sight.is_asked()
    };
    let gains = is_told(PictureName::Gains).then(|| gains(tree, place)).flatten();
    let gains = gains.map(|gains| (PictureName::Gains, gains));
    let is_wanted = sight.asked_for == Some(PictureName::Impurity) && !sight.is_asked();
    let has_measure = tree.settings.tells_impurity() && is_wanted;
    let mixed = has_measure.then(|| mixed::drawn(tree, place)).flatten();
    let mixed = mixed.map(|mixed| (PictureName::Impurity, mixed));
    let drawn = (PictureName::Tree, picture::drawn(tree, sight));
    [drawn].into_iter().chain(gains).chain(mixed).collect()
}

/// What each cut of a node would gain: along its feature, or, where no feature has more than one cut,
/// feature by feature.
fn gains(tree: &DecisionTree, place: u64) -> Option<Drawing> {
    let rows = tree.rows_at(place)?;
    let split = tree.split_at(place);
    let cuts = |feature| candidates(&tree.samples, tree.criterion, &rows, feature);
    let all: Vec<Vec<Candidate>> = (0..tree.samples.n_features()).map(cuts).collect();
    let feature = split.map_or(0, |split| split.feature);
    if all.len() == 1 || all.get(feature).is_some_and(|cuts| cuts.len() > 1) {
        return along(tree, all.get(feature)?, split);
    }
    let best = |cuts: &Vec<Candidate>| cuts.iter().map(|cut| cut.gain).fold(0.0, f64::max);
    let bar = |(feature, cuts): (usize, &Vec<Candidate>)| Bar {
        name: tree.feature(feature).to_owned(),
        value: best(cuts),
        role: if split.is_some_and(|split| split.feature == feature) {
            Role::Crosshair
        } else {
            Role::Model
        },
    };
    let bars: Vec<Bar> = all.iter().enumerate().map(bar).collect();
    let to = top(bars.iter().map(|bar| bar.value));
    Some(Drawing::Bars(Bars { title: "gain".to_owned(), bars, from: 0.0, to, target: None }))
}

/// The gain of every cut along a feature, and the one that is asked.
fn along(tree: &DecisionTree, cuts: &[Candidate], split: Option<Split>) -> Option<Drawing> {
    let feature = cuts.first()?.feature;
    let column = tree.samples.column(feature).iter().map(|x| f64::from(*x));
    let values = column.filter(|x| x.is_finite());
    let (from, to) = crate::chart::nice_range(values, 0.0);
    let points: Vec<[f64; 2]> = cuts.iter().map(|cut| [cut.threshold, cut.gain]).collect();
    let stems = points.iter().map(|[x, gain]| [*x, 0.0, *gain]).collect();
    let here = split.map(|split| Series::Crosshair { x: split.threshold, y: gain_of(split, cuts) });
    let series = vec![
        Series::Stems { name: "gain".to_owned(), points: stems },
        Series::Points {
            name: "cut".to_owned(),
            role: Role::Model,
            mark: Mark::Diamond,
            points: points.clone(),
        },
    ];
    Some(Drawing::Chart(Chart {
        title: None,
        proportion: Proportion::Course,
        x: Axis::new(tree.names.words.get(feature).map_or("x", String::as_str), from, to),
        y: Axis::new("gain", 0.0, top(points.iter().map(|[_, gain]| *gain))),
        series: series.into_iter().chain(here).collect(),
    }))
}

/// What a cut gains: as much as the one next to it that tells the same rows apart.
fn gain_of(split: Split, cuts: &[Candidate]) -> f64 {
    let distance = |cut: &&Candidate| (cut.threshold - split.threshold).abs();
    let nearest = cuts.iter().min_by(|a, b| distance(a).total_cmp(&distance(b)));
    nearest.map_or(0.0, |cut| cut.gain)
}

fn top(gains: impl Iterator<Item = f64>) -> f64 {
    let (_, top) = crate::chart::nice_range(gains, 0.0);
    if top > 0.0 { top } else { 1.0 }
}
