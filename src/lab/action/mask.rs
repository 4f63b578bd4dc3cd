//! `run.mask = …`: the inputs whose target is a number.

use crate::lab::data::Data;
use crate::lab::python;
use crate::lab::statement::Statement;
use crate::lab::tensors::vector;
use crate::lesson::format::Mask;
use crate::nn::{Tensor, print};

use super::runnable::{Runnable, Stage};

impl Runnable for Mask {
    fn statements(&self, stage: &Stage<'_>) -> Vec<Statement> {
        stage.state.data.iter().map(|data| pick(data, self.y)).collect()
    }
}

// A mask over a table picks single numbers: the result is flat, as in NumPy.
fn pick(data: &Data, y: f32) -> Statement {
    let (features, outputs) = (data.x.shape()[1], data.y.shape()[1]);
    let is_y = |row: usize| data.dataset.y[row].first() == Some(&y);
    let picked: Vec<&[f32]> =
        (0..data.x.shape()[0]).filter(|row| is_y(*row)).map(|row| &data.dataset.x[row]).collect();
    let (mask, text) = if features == 1 && outputs == 1 {
        let numbers: Vec<f32> = picked.concat();
        ("Y_train", print::numpy_str(&vector(&numbers)))
    } else {
        let table = Tensor::from_shape_fn(vec![picked.len(), features], |at| picked[at[0]][at[1]]);
        ("Y_train[:, 0]", print::numpy_str(&table))
    };
    let code = vec![format!("pos = {mask} == {}", short(y)), "print(X_train[pos])".to_owned()];
    Statement::text(code, &text)
}

fn short(value: f32) -> String {
    if value.fract() == 0.0 { format!("{value:.0}") } else { python::number(value) }
}
