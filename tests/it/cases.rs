//! Answers of the real Keras, as numbers and tensors, and of the real scikit-learn.

use std::fs;

use layerlab::nn::{Tensor, tensor};
use serde_json::Value;

/// The cases of a kind: the ones kept here, or those of the file in `KERAS_CASES`.
pub(crate) fn cases(kind: &str) -> Vec<Value> {
    of_kind(kind, "KERAS_CASES", "keras/cases.json")
}

/// The same of scikit-learn: the ones kept here, or those of the file in `SKLEARN_CASES`.
pub(crate) fn sklearn_cases(kind: &str) -> Vec<Value> {
    of_kind(kind, "SKLEARN_CASES", "sklearn/cases.json")
}

/// Other shapes, settings and mistakes, or those of the file in `SKLEARN_MORE`.
pub(crate) fn sklearn_more(kind: &str) -> Vec<Value> {
    of_kind(kind, "SKLEARN_MORE", "sklearn/more.json")
}

/// A case of scikit-learn that there is but one of.
pub(crate) fn sklearn_case(kind: &str) -> Value {
    all("SKLEARN_CASES", "sklearn/cases.json")[kind].clone()
}

/// Models of the real `XGBoost` and what it says, or those of the file in `BOOSTING_CASES`.
pub(crate) fn boosting_cases(kind: &str) -> Vec<Value> {
    of_kind(kind, "BOOSTING_CASES", "sklearn/boosting.json")
}

/// Large trees and forests, or those of the file in `TREE_CASES`.
pub(crate) fn tree_cases() -> Vec<Value> {
    all("TREE_CASES", "sklearn/trees.json").as_array().unwrap().clone()
}

fn of_kind(kind: &str, variable: &str, own: &str) -> Vec<Value> {
    all(variable, own)[kind].as_array().unwrap().clone()
}

fn all(variable: &str, own: &str) -> Value {
    let own = format!("{}/tests/{own}", env!("CARGO_MANIFEST_DIR"));
    let path = std::env::var(variable).unwrap_or(own);
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

pub(crate) fn table(value: &Value) -> Tensor {
    let rows: Vec<Vec<f32>> = value.as_array().unwrap().iter().map(numbers).collect();
    tensor(&[rows.len(), rows[0].len()], &rows.concat())
}

pub(crate) fn row(value: &Value) -> Tensor {
    let numbers = numbers(value);
    tensor(&[numbers.len()], &numbers)
}

/// JSON has no words for what is not finite: `null` is NaN, a string is an infinity.
pub(crate) fn numbers(value: &Value) -> Vec<f32> {
    let number = |value: &Value| match value {
        Value::Null => f32::NAN,
        Value::String(text) => text.parse().unwrap(),
        _ => value.as_f64().unwrap() as f32,
    };
    value.as_array().unwrap().iter().map(number).collect()
}
