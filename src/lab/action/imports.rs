//! `run = "imports"`.

use crate::lab::statement::Statement;
use crate::lesson::format::Imports;

use super::import::Import;
use super::runnable::{Runnable, Stage};

impl Runnable for Imports {
    fn statements(&self, stage: &Stage<'_>) -> Vec<Statement> {
        let has = |import| stage.needed.contains(&import);
        let layers = if has(Import::Normalization) { NORMALIZED } else { DENSE };
        let lines = [
            (true, "import numpy as np"),
            (has(Import::Keras), "import keras"),
            (has(Import::Sequential), "from keras import Input, Sequential"),
            (true, layers),
            (has(Import::Optimizers), "from keras.optimizers import SGD, RMSprop, Adam"),
            (has(Import::EarlyStopping), "from keras.callbacks import EarlyStopping"),
            (has(Import::Losses), LOSSES),
            (has(Import::L2), "from keras.regularizers import L2"),
            (has(Import::TrainTestSplit), "from sklearn.model_selection import train_test_split"),
        ];
        let needed = lines.into_iter().filter(|(is_needed, _)| *is_needed);
        vec![Statement::silent(needed.map(|(_, line)| line.to_owned()).collect())]
    }
}

const DENSE: &str = "from keras.layers import Dense";
const NORMALIZED: &str = "from keras.layers import Dense, Normalization";
const LOSSES: &str = "from keras.losses import BinaryCrossentropy, CategoricalCrossentropy, \
                      SparseCategoricalCrossentropy";
