//! What a model says at every place of a plane of two features.

use crate::chart::Field;
use crate::nn::Tensor;

use super::data::Data;
use super::picture::shown_ranges;

/// Its first output at every place of the plane that the data has. `None` where there is no plane.
/// `numbers` says about how many numbers it is made of.
pub(super) fn over_the_plane(
    data: &Data,
    numbers: usize,
    answer: impl Fn(&Tensor) -> Option<Tensor> + Send + Sync + 'static,
) -> Option<Field> {
    if data.x.shape()[1] != 2 {
        return None;
    }
    let [x, y] = shown_ranges(data);
    let at = |[from, to]: [f64; 2], share: f64| (from + (to - from) * share) as f32;
    Some(Field::asked(numbers, move |across, up| {
        let places = up.iter().flat_map(|up| across.iter().map(move |across| (*across, *up)));
        let inputs: Vec<f32> = places.flat_map(|(across, up)| [at(x, across), at(y, up)]).collect();
        let inputs = Tensor::from_shape_vec(vec![across.len() * up.len(), 2], inputs).ok();
        let answers = inputs.and_then(|inputs| answer(&inputs)).unwrap_or_default();
        answers.iter().map(|answer| f64::from(*answer)).collect()
    }))
}
