//! A loss and its slopes, worked out by hand for a model of one unit.

use crate::lab::data::Data;
use crate::lab::tensors::vector;
use crate::nn::{Activation, Loss, Tensor, numpy};

use super::answering::Network;

/// The loss of one unit as a function of its weights and its bias.
///
/// With z = w · x + b and the output p: `∂L/∂w = mean(slope · x)` and `∂L/∂b = mean(slope)`, where
/// slope is `∂L/∂z` of an example: `2 (p - y)` for the mean squared error of a linear unit, that
/// times `p (1 - p)` behind a sigmoid, and `p - y` for crossentropy.
pub(in crate::lab) struct Unit {
    /// The inputs as the unit is given them.
    pub(in crate::lab) x: Tensor,
    pub(in crate::lab) y: Tensor,
    pub(in crate::lab) activation: Activation,
    pub(in crate::lab) loss: Loss,
    pub(in crate::lab) w: Vec<f32>,
    pub(in crate::lab) b: f32,
}

/// A loss and how it changes with each weight and with the bias.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::lab) struct Slopes {
    pub(in crate::lab) w: Vec<f32>,
    pub(in crate::lab) b: f32,
}

impl Unit {
    /// The only unit of a model, if it has its weights.
    pub(in crate::lab) fn of(data: &Data, network: Network<'_>, loss: Loss) -> Option<Self> {
        Self::with(network.given(&data.x), data.y.clone(), network, loss)
    }

    /// The same, over inputs as the unit is given them.
    pub(in crate::lab) fn with(
        x: Tensor,
        y: Tensor,
        network: Network<'_>,
        loss: Loss,
    ) -> Option<Self> {
        let layers = network.layers();
        let [(_, layer)] = layers.as_slice() else { return None };
        let (kernel, bias) = layer.kernel().zip(layer.bias())?;
        let fits = layer.units == 1 && x.shape().get(1) == Some(&kernel.nrows());
        let is_whole = x.is_standard_layout() && y.is_standard_layout();
        (fits && is_whole).then(|| Self {
            x,
            y,
            activation: layer.activation,
            loss,
            w: kernel.column(0).to_vec(),
            b: bias[0],
        })
    }

    /// The outputs, example by example, as `predict` gives them.
    pub(in crate::lab) fn outputs(&self) -> Vec<f32> {
        let rows = 0..self.x.shape()[0];
        let z: Vec<f32> = rows.map(|row| self.z(row, &self.w, self.b)).collect();
        let mut output = vector(&z);
        self.activation.apply_in_graph(&mut output);
        output.into_iter().collect()
    }

    /// The slope of each example, `∂L/∂z`.
    pub(in crate::lab) fn slope_of(&self, output: f32, target: f32) -> f32 {
        let error = output - target;
        match (self.loss, self.activation) {
            (Loss::BinaryCrossentropy, _) => error,
            (_, Activation::Sigmoid) => 2.0 * error * output * (1.0 - output),
            _ => 2.0 * error,
        }
    }

    /// The slopes of the loss at the weights as they are, as NumPy works them out.
    pub(in crate::lab) fn slopes(&self) -> Slopes {
        let outputs = self.outputs();
        let slopes: Vec<f32> =
            outputs.iter().zip(&self.y).map(|(p, y)| self.slope_of(*p, *y)).collect();
        let rows = slopes.len() as f32;
        let mut sums = vec![0.0_f32; self.w.len()];
        for (row, slope) in slopes.iter().enumerate() {
            sums.iter_mut().zip(self.inputs(row)).for_each(|(sum, x)| *sum += slope * x);
        }
        let w = match &sums[..] {
            [_] => {
                let products: Vec<f32> = slopes
                    .iter()
                    .enumerate()
                    .map(|(row, slope)| slope * self.inputs(row)[0])
                    .collect();
                vec![numpy::mean(&products)]
            }
            sums => sums.iter().map(|sum| sum / rows).collect(),
        };
        Slopes { w, b: numpy::mean(&slopes) }
    }

    /// How large each slope may be and still be nothing but rounding: the output of an example, its
    /// slope and every product are rounded to a float32.
    fn rounding(&self) -> Slopes {
        let outputs = self.outputs();
        let of_row = |(p, y): (&f32, &f32)| {
            let steep = match (self.loss, self.activation) {
                (Loss::BinaryCrossentropy, _) => 1.0,
                (_, Activation::Sigmoid) => 2.0 * p * (1.0 - p),
                _ => 2.0,
            };
            f32::EPSILON * (steep * (p.abs() + y.abs()) + self.slope_of(*p, *y).abs())
        };
        let of_rows: Vec<f32> = outputs.iter().zip(&self.y).map(of_row).collect();
        let along = |input: usize| {
            let products = of_rows.iter().enumerate();
            let products = products.map(|(row, of_row)| of_row * self.inputs(row)[input].abs());
            numpy::mean(&products.collect::<Vec<f32>>())
        };
        Slopes { w: (0..self.w.len()).map(along).collect(), b: numpy::mean(&of_rows) }
    }

    /// The slopes, where those that are nothing but rounding are 0.
    pub(in crate::lab) fn clear_slopes(&self) -> Slopes {
        let (slopes, rounding) = (self.slopes(), self.rounding());
        let clear = |slope: f32, most: f32| if slope.abs() <= most { 0.0 } else { slope };
        let w = slopes.w.iter().zip(&rounding.w).map(|(slope, most)| clear(*slope, *most));
        Slopes { w: w.collect(), b: clear(slopes.b, rounding.b) }
    }

    /// The weights along which the slope is not 0, but nothing but rounding, by name.
    pub(in crate::lab) fn level_but_for_rounding(&self) -> Vec<String> {
        let (slopes, clear) = (self.slopes(), self.clear_slopes());
        let name = |input: usize| match self.w.len() {
            1 => "w".to_owned(),
            _ => format!("w[{input}]"),
        };
        let of_weights = slopes.w.iter().zip(&clear.w).enumerate();
        let of_weights = of_weights.filter(|(_, (slope, clear))| slope != clear);
        let of_bias = (slopes.b != clear.b).then(|| "b".to_owned());
        of_weights.map(|(input, _)| name(input)).chain(of_bias).collect()
    }

    /// How far the loss can still fall by changing one of the numbers alone, where it is a bowl:
    /// `g² / 2c` with the slope g and the curvature c. Behind a sigmoid squared error is none.
    pub(in crate::lab) fn fall(&self) -> Option<f64> {
        let is_linear = self.activation == Activation::Linear;
        let bend = |p: f32| match self.loss {
            Loss::MeanSquaredError if is_linear => Some(2.0),
            Loss::BinaryCrossentropy => Some(p * (1.0 - p)),
            _ => None,
        };
        let bends: Vec<f32> = self.outputs().into_iter().map(bend).collect::<Option<_>>()?;
        let rows = bends.len() as f32;
        let along = |input: usize| {
            let bends = bends.iter().enumerate();
            bends.map(|(row, bend)| bend * self.x[[row, input]].powi(2)).sum::<f32>() / rows
        };
        let slopes = self.slopes();
        let of_weights = slopes.w.iter().enumerate().map(|(input, slope)| (*slope, along(input)));
        let of_bias = (slopes.b, bends.iter().sum::<f32>() / rows);
        let falls = of_weights.chain([of_bias]);
        let fall = |(slope, curve): (f32, f32)| {
            f64::from(slope).powi(2) / (2.0 * f64::from(curve)).max(f64::MIN_POSITIVE)
        };
        Some(falls.map(fall).fold(0.0, f64::max))
    }

    /// The loss at any weights. Far from 0 a crossentropy is taken from z, as Keras does it, so
    /// that no logarithm overflows.
    #[expect(clippy::many_single_char_names, reason = "the letters are those of the formulas")]
    pub(in crate::lab) fn loss_at(&self, w: &[f32], b: f32) -> f64 {
        let rows = self.x.shape()[0];
        let (targets, columns) = (self.y.as_slice().unwrap_or_default(), self.y.shape()[1]);
        let of_row = |row: usize| {
            let (z, y) = (f64::from(self.z(row, w, b)), f64::from(targets[row * columns]));
            let p =
                if self.activation == Activation::Sigmoid { 1.0 / (1.0 + (-z).exp()) } else { z };
            match self.loss {
                Loss::BinaryCrossentropy => z.max(0.0) + (-z.abs()).exp().ln_1p() - y * z,
                _ => (p - y) * (p - y),
            }
        };
        (0..rows).map(of_row).sum::<f64>() / rows as f64
    }

    fn z(&self, row: usize, w: &[f32], b: f32) -> f32 {
        w.iter().zip(self.inputs(row)).map(|(w, x)| w * x).sum::<f32>() + b
    }

    /// The inputs of an example.
    fn inputs(&self, row: usize) -> &[f32] {
        let numbers = self.x.as_slice().unwrap_or_default();
        &numbers[row * self.w.len()..(row + 1) * self.w.len()]
    }
}
