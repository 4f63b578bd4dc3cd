//! The first layer of a model for images: the weights of each unit as an image, and what they make of
//! the example that is looked at.

use crate::chart::{Drawing, Image, Images, Ramp};
use crate::lab::data::Data;
use crate::lab::example;
use crate::lab::pixels::rows_of;
use crate::lesson::format::{ImageSize, PictureName};
use crate::nn::{Dense, Tensor};

use super::answering::Network;
use super::sight::Sight;

/// The weights of each unit of the first layer, and the example times those of one unit.
pub(super) fn pictures(
    network: Network<'_>,
    data: &Data,
    sight: Sight<'_>,
) -> Vec<(PictureName, Drawing)> {
    let Some(first) = First::of(network, data) else { return Vec::new() };
    let evidence = first.evidence(network, sight);
    let named = |name| move |images| (name, Drawing::Images(images));
    let filters = Some(first.filters()).map(named(PictureName::Filters));
    filters.into_iter().chain(evidence.map(named(PictureName::Evidence))).collect()
}

/// The first layer of a model for images.
struct First<'a> {
    name: &'a str,
    layer: &'a Dense,
    size: ImageSize,
    /// What its units are called: by their class where they are the outputs.
    units: Vec<String>,
}

impl<'a> First<'a> {
    fn of(network: Network<'a>, data: &Data) -> Option<Self> {
        let size = data.dataset.image?;
        let layers = network.layers();
        let (name, layer) = *layers.first()?;
        let is_on_pixels = layer.kernel().is_some_and(|kernel| kernel.dim().0 == size.pixels());
        let classes = &data.dataset.classes;
        let is_output = layers.len() == 1 && classes.len() == layer.units;
        let unit = |unit: usize| if is_output { classes[unit].clone() } else { unit.to_string() };
        let units = (0..layer.units).map(unit).collect();
        is_on_pixels.then_some(Self { name, layer, size, units })
    }

    /// The weights of each unit, all on one scale.
    fn filters(&self) -> Images {
        let reach =
            self.layer.kernel().into_iter().flatten().fold(0.0, |reach: f32, w| reach.max(w.abs()));
        let image = |(unit, name): (usize, &String)| {
            let weights: Vec<f32> = self.weights(unit);
            let b = self.layer.bias().map_or(0.0, |bias| f64::from(bias[unit]));
            self.image(format!("{name} {b:+.2}"), &weights, reach)
        };
        Images { images: self.units.iter().enumerate().take(MOST).map(image).collect() }
    }

    /// Where the example speaks for a unit, and where against it: pixel by pixel what is added up.
    fn evidence(&self, network: Network<'_>, sight: Sight<'_>) -> Option<Images> {
        let x = sight.x.filter(|x| x.ndim() == 2 && sight.example < x.shape()[0])?;
        let row = x.slice_axis(ndarray::Axis(0), (sight.example..=sight.example).into()).to_owned();
        let given = given(network, &row)?;
        let unit = self.unit(network, &row, sight);
        let products: Vec<f32> =
            self.weights(unit).iter().zip(given.iter()).map(|(w, x)| w * x).collect();
        let reach = products.iter().fold(0.0, |reach: f32, product| reach.max(product.abs()));
        let b = self.layer.bias().map_or(0.0, |bias| bias[unit]);
        let z = products.iter().sum::<f32>() + b;
        let name = example::name(sight.example, network.variable.is_in_code(), sight.is_own);
        let of = if self.units.len() == 1 { String::new() } else { format!("[{unit}]") };
        let title = format!("{name} · w of {}{of}, z {z:+.2}", self.name);
        Some(Images { images: vec![self.image(title, &products, reach)] })
    }

    /// The unit of the weight that is chosen, else the one that says most.
    fn unit(&self, network: Network<'_>, row: &Tensor, sight: Sight<'_>) -> usize {
        let chosen = sight.chosen.filter(|chosen| chosen.layer == self.name);
        let loudest = || {
            let forwards = network.forward(row)?;
            let others = forwards.len().checked_sub(network.layers().len())?;
            let sums = forwards.get(others)?.z.iter().copied().enumerate();
            sums.max_by(|one, other| one.1.total_cmp(&other.1)).map(|(unit, _)| unit)
        };
        let unit = chosen.map(|chosen| chosen.place.unit()).or_else(loudest).unwrap_or(0);
        unit.min(self.units.len().saturating_sub(1))
    }

    fn weights(&self, unit: usize) -> Vec<f32> {
        self.layer.kernel().map(|kernel| kernel.column(unit).to_vec()).unwrap_or_default()
    }

    fn image(&self, title: String, values: &[f32], reach: f32) -> Image {
        let reach = if reach > 0.0 { f64::from(reach) } else { 1.0 };
        let pixels = rows_of(values, self.size);
        Image { title, ramp: Ramp::Weight, pixels, from: -reach, to: reach }
    }
}

/// More could not be told from each other.
const MOST: usize = 64;

/// What the first layer with units is given for an example.
fn given(network: Network<'_>, row: &Tensor) -> Option<Tensor> {
    let forwards = network.forward(row)?;
    match forwards.len().checked_sub(network.layers().len())? {
        0 => Some(network.given(row)),
        others => forwards.into_iter().nth(others - 1).map(|forward| forward.output),
    }
}
