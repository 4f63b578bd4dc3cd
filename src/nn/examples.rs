//! Examples to learn from: inputs and targets that fit each other, the model and the loss.

use ndarray::Axis;

use crate::nn::{Error, Layer, Loss, Sequential, Tensor, TrainingError};

/// Inputs `(rows, inputs)` and targets `(rows, targets)`, row by row.
#[derive(Debug, Clone)]
pub(super) struct Examples {
    pub(super) rows: usize,
    inputs: usize,
    targets: usize,
    x: Vec<f32>,
    y: Vec<f32>,
}

impl Examples {
    /// Checks that everything fits; normalizations before the first neuron are applied once.
    ///
    /// The model must be built.
    pub(super) fn new(
        model: &Sequential,
        loss: Loss,
        x: &Tensor,
        y: &Tensor,
    ) -> Result<Self, Error> {
        let [x_rows, y_rows] = [x, y].map(|side| side.shape().first().copied().unwrap_or(0));
        if x_rows != y_rows {
            return Err(TrainingError::Cardinality { x: x_rows, y: y_rows }.into());
        }
        let mut x = x.clone();
        for layer in model.layers.iter().take_while(|layer| !matches!(layer, Layer::Dense(_))) {
            x = layer.forward(&x)?.output;
        }
        let outputs = model.outputs();
        let y = targets(loss, y, outputs)?;
        Ok(Self {
            rows: x_rows,
            inputs: x.len_of(Axis(x.ndim() - 1)),
            targets: if loss.is_sparse() { 1 } else { outputs },
            x: x.iter().copied().collect(),
            y,
        })
    }

    pub(super) const fn inputs(&self) -> usize {
        self.inputs
    }

    pub(super) fn x(&self, row: usize) -> &[f32] {
        &self.x[row * self.inputs..(row + 1) * self.inputs]
    }

    pub(super) fn y(&self, row: usize) -> &[f32] {
        &self.y[row * self.targets..(row + 1) * self.targets]
    }

    /// Those before a row, and those from it on.
    pub(super) fn split(mut self, row: usize) -> (Self, Self) {
        let x = self.x.split_off(row * self.inputs);
        let y = self.y.split_off(row * self.targets);
        let rest = Self { rows: self.rows - row, x, y, ..self };
        (Self { rows: row, x: self.x, y: self.y, ..rest }, rest)
    }
}

/// The targets in the shape the loss wants: for the two errors a lone column is repeated.
fn targets(loss: Loss, y: &Tensor, outputs: usize) -> Result<Vec<f32>, Error> {
    let columns = match y.shape() {
        [_] => Some(1),
        [_, columns] => Some(*columns),
        _ => None,
    };
    let wanted = if loss.is_sparse() { 1 } else { outputs };
    let is_repeated = matches!(loss, Loss::MeanSquaredError | Loss::MeanAbsoluteError);
    match columns {
        Some(columns) if columns == wanted => {
            let y: Vec<f32> = y.iter().copied().collect();
            if loss.is_sparse() { check_labels(&y, outputs).map(|()| y) } else { Ok(y) }
        }
        Some(1) if is_repeated => {
            Ok(y.iter().flat_map(|y| std::iter::repeat_n(*y, outputs)).collect())
        }
        _ => Err(TrainingError::TargetShape { loss, target: y.shape().to_vec(), outputs }.into()),
    }
}

/// A label is the number of a class; Keras cuts off a fraction, and looks at a batch at a time.
fn check_labels(labels: &[f32], classes: usize) -> Result<(), Error> {
    let whole = |label: f32| if label.is_nan() { i64::MIN } else { label as i64 };
    let is_out = |label: &f32| whole(*label) < 0 || whole(*label) >= classes as i64;
    for batch in labels.chunks(32) {
        if let Some(label) = batch.iter().find(|label| is_out(label)) {
            return Err(TrainingError::LabelOutOfRange {
                label: whole(*label),
                classes,
                batch: batch.iter().map(|label| whole(*label)).collect(),
            }
            .into());
        }
    }
    Ok(())
}
