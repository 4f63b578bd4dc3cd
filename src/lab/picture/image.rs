//! The example that is looked at as an image, where the data are images, beside what the model says of
//! it.

use crate::chart::{Bars, Image, Pictured, Ramp};
use crate::lab::data::Data;
use crate::lab::example;
use crate::lab::network::Decision;
use crate::lab::pixels::{most, rows_of};
use crate::lab::subject::Subject;

use super::bars::Classes;
use super::scene::Scene;

/// The example as ink, and the chances of its classes.
pub(super) fn draw(scene: &Scene<'_>) -> Option<Pictured> {
    let data = scene.data?;
    let size = data.dataset.image?;
    let x = scene.x.filter(|x| x.ndim() == 2 && x.shape()[1] == size.pixels())?;
    let row = (scene.example < x.shape()[0]).then_some(scene.example)?;
    let pixels: Vec<f32> = (0..size.pixels()).map(|at| x[[row, at].as_slice()]).collect();
    let decision = scene.decisions.and_then(|decisions| decisions.rows.get(row));
    Some(Pictured {
        title: title(scene, data, row),
        image: Image {
            title: String::new(),
            ramp: Ramp::Ink,
            pixels: rows_of(&pixels, size),
            from: 0.0,
            to: f64::from(most(data)),
        },
        said: decision.map(|decision| said(scene, decision)),
        cursor: None,
    })
}

/// `X[7]  it is 8`.
fn title(scene: &Scene<'_>, data: &Data, row: usize) -> String {
    let name = example::name(row, scene.subject.is_none_or(Subject::is_in_code), scene.own);
    let targets: Vec<f32> =
        data.y.rows().into_iter().nth(row).map(|y| y.to_vec()).unwrap_or_default();
    let [class] = targets.as_slice() else { return name };
    if scene.own {
        return name;
    }
    let class =
        data.dataset.classes.get(*class as usize).cloned().unwrap_or_else(|| class.to_string());
    format!("{name}  it is {class}")
}

fn said(scene: &Scene<'_>, decision: &Decision) -> Bars {
    let names = scene.decisions.map(|decisions| decisions.names.clone()).unwrap_or_default();
    let classes = Classes {
        names,
        sums: &decision.sums,
        chances: &decision.chances,
        target: None,
        reach: 0.0,
    };
    classes.drawn("", "softmax").chances
}
