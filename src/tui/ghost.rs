//! What a model was like before the last batch by hand: its line, and its place in the bowl; and how
//! they get from there to where they are now.

use crate::chart::{Chart, Mark, Role, Series};
use crate::lab::{Outcome, ParameterValue, Picture};
use crate::lesson::format::PictureName;

/// A line and a mark of before, to be seen until the weights change again.
#[derive(Clone, Debug)]
pub(super) struct Ghost {
    traces: Vec<Trace>,
    /// The weights that the batch has made, once they are known.
    since: Option<Vec<ParameterValue>>,
}

/// A line or a mark in one of the pictures.
#[derive(Clone, Debug)]
struct Trace {
    picture: PictureName,
    /// What the axes are: on others it has no place.
    axes: [String; 2],
    before: Vec<[f64; 2]>,
    now: Vec<[f64; 2]>,
}

impl Ghost {
    /// What is shown now, for when it has changed.
    pub(super) fn of(outcome: &Outcome) -> Self {
        let trace = |picture: &Picture| {
            let chart = picture.chart()?;
            let before = chart.series.iter().find_map(|series| moving(picture.name, series))?;
            let (axes, before) = (axes(chart), before.clone());
            Some(Trace { picture: picture.name, axes, before, now: Vec::new() })
        };
        Self { traces: outcome.pictures.iter().filter_map(trace).collect(), since: None }
    }

    /// The same, as long as the weights are those that the batch has made.
    pub(super) fn while_at(mut self, parameters: &[ParameterValue]) -> Option<Self> {
        let since = self.since.get_or_insert_with(|| parameters.to_vec());
        (since.as_slice() == parameters).then_some(self)
    }

    /// Puts what was there before, dim, below what the pictures show.
    pub(super) fn haunt(&mut self, pictures: &mut [Picture]) {
        for trace in &mut self.traces {
            let Some(chart) = trace.chart(pictures) else { continue };
            let now = chart.series.iter().find_map(|series| moving(trace.picture, series));
            trace.now = now.cloned().unwrap_or_default();
            chart.series.insert(0, dim(trace.picture, trace.before.clone()));
        }
    }

    /// Puts what has changed as far on its way from where it was, 0, to where it is now, 1.
    pub(super) fn glide(&self, pictures: &mut [Picture], way: f64) {
        for trace in &self.traces {
            let Some(chart) = trace.chart(pictures) else { continue };
            let mut series = chart.series.iter_mut();
            if let Some(points) = series.find_map(|series| moving_mut(trace.picture, series)) {
                *points = trace.at(way);
            }
        }
    }
}

impl Trace {
    fn chart<'a>(&self, pictures: &'a mut [Picture]) -> Option<&'a mut Chart> {
        let same = pictures.iter_mut().find(|picture| picture.name == self.picture);
        let chart = same.and_then(|picture| picture.drawing.chart_mut());
        chart.filter(|chart| axes(chart) == self.axes)
    }

    /// The points so far on their way; where there are not as many as before, where they are now.
    fn at(&self, way: f64) -> Vec<[f64; 2]> {
        if self.before.len() != self.now.len() {
            return self.now.clone();
        }
        let along = |before: f64, now: f64| before + way * (now - before);
        let point = |(a, b): (&[f64; 2], &[f64; 2])| [along(a[0], b[0]), along(a[1], b[1])];
        self.before.iter().zip(&self.now).map(point).collect()
    }
}

fn axes(chart: &Chart) -> [String; 2] {
    [&chart.x, &chart.y].map(|axis| axis.label.clone())
}

/// Whether it is the line of the model, or the mark of its weights.
fn is_moving(name: PictureName, series: &Series) -> bool {
    matches!(
        (name, series),
        (PictureName::Model, Series::Curve { role: Role::Model, .. })
            | (PictureName::Bowl, Series::Points { role: Role::Crosshair, .. })
    )
}

/// The points of what moves.
fn moving(name: PictureName, series: &Series) -> Option<&Vec<[f64; 2]>> {
    let (Series::Curve { points, .. } | Series::Points { points, .. }) = series else {
        return None;
    };
    is_moving(name, series).then_some(points)
}

fn moving_mut(name: PictureName, series: &mut Series) -> Option<&mut Vec<[f64; 2]>> {
    let moves = is_moving(name, series);
    let (Series::Curve { points, .. } | Series::Points { points, .. }) = series else {
        return None;
    };
    moves.then_some(points)
}

/// The same as something of before. Without colours the mark is told from that of now by its shape.
fn dim(picture: PictureName, points: Vec<[f64; 2]>) -> Series {
    let (name, role) = ("before".to_owned(), Role::Muted);
    match picture {
        PictureName::Bowl => Series::Points { name, role, mark: Mark::Cross, points },
        _ => Series::Curve { name, role, points },
    }
}
