//! `run = "imports"`.

use crate::lab::statement::Statement;
use crate::lesson::format::Imports;

use super::import::Import;
use super::runnable::{Runnable, Stage};

impl Runnable for Imports {
    fn statements(&self, stage: &Stage<'_>) -> Vec<Statement> {
        let has = |import| stage.needed.contains(&import);
        let has_trees = has(Import::Trees) || has(Import::Forests) || has(Import::Boosting);
        let layers = if has(Import::Normalization) { NORMALIZED } else { DENSE };
        let lines = [
            (true, "import numpy as np"),
            (has(Import::TensorFlow), "import tensorflow as tf"),
            (has(Import::Keras), "import keras"),
            (has(Import::Sequential), "from keras import Input, Sequential"),
            (!has_trees || has(Import::Sequential), layers),
            (has(Import::Optimizers), "from keras.optimizers import SGD, RMSprop, Adam"),
            (has(Import::EarlyStopping), "from keras.callbacks import EarlyStopping"),
            (has(Import::Losses), LOSSES),
            (has(Import::L2), "from keras.regularizers import L2"),
            (has(Import::LinearRegression), "from sklearn.linear_model import LinearRegression"),
            (has(Import::Ridge), "from sklearn.linear_model import Ridge"),
            (has(Import::Polynomials), "from sklearn.pipeline import make_pipeline"),
            (has(Import::Polynomials), POLYNOMIALS),
            (has(Import::Forests), FORESTS),
            (has(Import::Trees), TREES),
            (has(Import::Boosting), "import xgboost as xgb"),
            (has(Import::TrainTestSplit), "from sklearn.model_selection import train_test_split"),
            (
                has(Import::GroupShuffleSplit),
                "from sklearn.model_selection import GroupShuffleSplit",
            ),
        ];
        let needed = lines.into_iter().filter(|(is_needed, _)| *is_needed);
        let lines = needed.map(|(_, line)| line.to_owned()).chain(metrics(stage));
        vec![Statement::silent(lines.collect())]
    }
}

/// The line that imports the metrics that are needed.
fn metrics(stage: &Stage<'_>) -> Option<String> {
    let of_regressions =
        stage.needed.contains(&Import::Polynomials).then_some("mean_squared_error");
    let of_classes = stage.needed.iter().filter_map(|import| match import {
        Import::Metric(name) => Some(*name),
        _ => None,
    });
    let names: Vec<&str> = of_classes.chain(of_regressions).collect();
    (!names.is_empty()).then(|| format!("from sklearn.metrics import {}", names.join(", ")))
}

const DENSE: &str = "from keras.layers import Dense";
const NORMALIZED: &str = "from keras.layers import Dense, Normalization";
const POLYNOMIALS: &str = "from sklearn.preprocessing import PolynomialFeatures, StandardScaler";
const TREES: &str =
    "from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor, export_text";
const FORESTS: &str = "from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor";
const LOSSES: &str = "from keras.losses import BinaryCrossentropy, CategoricalCrossentropy, \
                      SparseCategoricalCrossentropy";
