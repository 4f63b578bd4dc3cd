//! Trees of hundreds of rows and forests of hundreds of trees: every array of scikit-learn's, by its
//! checksum in `tests/sklearn/trees.json`, of which `make_trees.py` says how it came about.
//!
//! `TREE_CASES` may name another file of the same form, made with another seed.

#![allow(clippy::float_cmp, clippy::unwrap_used, reason = "a test may be strict")]

use std::collections::BTreeMap;

use flate2::read::GzDecoder;
use layerlab::sklearn::{
    Category, Order, RandomState, Size, Sizes, Table, table, train_test_split,
};
use layerlab::trees::{
    Criterion, DecisionTreeClassifier, DecisionTreeRegressor, Forest, Node, RandomForestClassifier,
    RandomForestRegressor, Settings, Split, Text, Tree, labels,
};
use ndarray::Axis;
use serde_json::Value;

use crate::cases::tree_cases;
use crate::sklearn::{count, flat};
use crate::trees::{settings_over, trees};

#[test]
fn large_trees_and_forests_are_scikit_learns() {
    let cases = tree_cases();
    assert!(cases.len() > 30);
    let wrong: Vec<String> = cases.iter().filter_map(difference).collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

/// What is not the same, if anything.
fn difference(case: &Value) -> Option<String> {
    let rows = match &case["data"] {
        Value::Object(data) if data.contains_key("heart") => heart(&data["heart"]),
        data => drawn(&data["drawn"]),
    };
    let ours = match case["model"].as_str().unwrap() {
        "DecisionTreeClassifier" => classifier(case, &rows),
        "DecisionTreeRegressor" => regressor(case, &rows),
        "RandomForestClassifier" => forest_classifier(case, &rows),
        _ => forest_regressor(case, &rows),
    };
    let numbers = ["nodes", "depth", "score", "score_new", "oob_score"].into_iter();
    let numbers = numbers.filter(|key| ours.numbers.get(key).copied() != case[*key].as_f64());
    let theirs = case["checksums"].as_object().unwrap();
    assert_eq!(ours.checksums.len(), theirs.len(), "{case}");
    let arrays = theirs.iter().filter(|(key, sum)| ours.checksums[key.as_str()] != **sum);
    let wrong: Vec<&str> = numbers.chain(arrays.map(|(key, _)| key.as_str())).collect();
    (!wrong.is_empty()).then(|| format!("{wrong:?} of {case}"))
}

// ---- models

/// What is compared of a model.
#[derive(Default)]
struct Told {
    numbers: BTreeMap<&'static str, f64>,
    checksums: BTreeMap<&'static str, String>,
}

impl Told {
    fn note(&mut self, key: &'static str, numbers: &[f64]) {
        self.checksums.insert(key, checksum(numbers));
    }

    fn score(&mut self, rows: &Rows, score: impl Fn(&Table, &[f64]) -> f64) {
        self.numbers.insert("score", score(&rows.x, &rows.y));
        self.numbers.insert("score_new", score(&rows.x_new, &rows.y_new));
    }

    /// The arrays of `tree_`, those of several trees one after another.
    fn trees(&mut self, trees: &[&Tree]) {
        let nodes: Vec<&Node> = trees.iter().flat_map(|tree| &tree.nodes).collect();
        let depth = trees.iter().map(|tree| tree.depth()).max().unwrap();
        self.numbers.extend([("nodes", nodes.len() as f64), ("depth", depth as f64)]);
        let mut of_split = |key, leaf: f64, of: fn(&Split) -> f64| {
            let of_node = |node: &&Node| node.split.as_ref().map_or(leaf, of);
            self.note(key, &nodes.iter().map(of_node).collect::<Vec<_>>());
        };
        of_split("feature", -2.0, |split| split.feature as f64);
        of_split("threshold", -2.0, |split| split.threshold);
        of_split("left", -1.0, |split| split.left as f64);
        of_split("right", -1.0, |split| split.right as f64);
        of_split("missing_go_to_left", 0.0, |split| f64::from(u8::from(split.missing_go_to_left)));
        let mut of_node = |key, of: fn(&Node) -> f64| {
            self.note(key, &nodes.iter().map(|node| of(node)).collect::<Vec<_>>());
        };
        of_node("impurity", |node| node.impurity);
        of_node("n_node_samples", |node| node.n_node_samples as f64);
        of_node("weighted_n_node_samples", |node| node.weighted_n_node_samples);
        self.note("value", &nodes.iter().flat_map(|node| node.value.clone()).collect::<Vec<_>>());
    }

    fn tree(&mut self, tree: &Tree, leaves: &[usize], text: &str) {
        self.trees(&[tree]);
        self.note("importances", &tree.feature_importances());
        self.note("apply", &leaves.iter().map(|leaf| *leaf as f64).collect::<Vec<_>>());
        self.note("export_text", &text.bytes().map(f64::from).collect::<Vec<_>>());
    }

    fn forest(&mut self, forest: &Forest, x: &Table) {
        self.trees(&forest.trees.iter().map(|drawn| &drawn.tree).collect::<Vec<_>>());
        self.note("importances", &forest.feature_importances());
        if self.numbers.contains_key("oob_score") {
            self.note("oob", &flat(&forest.out_of_bag(x).0));
        }
    }
}

fn classifier(case: &Value, rows: &Rows) -> Told {
    let mut told = Told::default();
    let mut model =
        DecisionTreeClassifier::new(settings_over(case, Settings::new(Criterion::Gini, 0)));
    model.fit(&rows.x, &labels(&rows.y).unwrap()).unwrap();
    let leaves = model.apply(&rows.x_new).unwrap();
    told.tree(model.tree().unwrap(), &leaves, &model.export_text(&text()).unwrap());
    told.note("predict", &plain(&model.predict(&rows.x_new).unwrap()));
    told.note("predict_proba", &flat(&model.predict_proba(&rows.x_new).unwrap()));
    told.score(rows, |x, y| model.score(x, &labels(y).unwrap()).unwrap());
    told
}

fn regressor(case: &Value, rows: &Rows) -> Told {
    let mut told = Told::default();
    let own = Settings::new(Criterion::SquaredError, 0);
    let mut model = DecisionTreeRegressor::new(settings_over(case, own));
    model.fit(&rows.x, &rows.y).unwrap();
    let leaves = model.apply(&rows.x_new).unwrap();
    told.tree(model.tree().unwrap(), &leaves, &model.export_text(&text()).unwrap());
    told.note("predict", &model.predict(&rows.x_new).unwrap());
    told.score(rows, |x, y| model.score(x, y).unwrap());
    told
}

fn forest_classifier(case: &Value, rows: &Rows) -> Told {
    let mut told = Told::default();
    let own = RandomForestClassifier::own(0);
    let mut model = RandomForestClassifier::new(settings_over(case, own), trees(case));
    let y = labels(&rows.y).unwrap();
    model.fit(&rows.x, &y).unwrap();
    if trees(case).oob_score {
        told.numbers.insert("oob_score", model.oob_score(&rows.x, &y).unwrap());
    }
    told.forest(model.forest().unwrap(), &rows.x);
    told.note("predict", &plain(&model.predict(&rows.x_new).unwrap()));
    told.note("predict_proba", &flat(&model.predict_proba(&rows.x_new).unwrap()));
    told.score(rows, |x, y| model.score(x, &labels(y).unwrap()).unwrap());
    told
}

fn forest_regressor(case: &Value, rows: &Rows) -> Told {
    let mut told = Told::default();
    let own = RandomForestRegressor::own(0);
    let mut model = RandomForestRegressor::new(settings_over(case, own), trees(case));
    model.fit(&rows.x, &rows.y).unwrap();
    if trees(case).oob_score {
        told.numbers.insert("oob_score", model.oob_score(&rows.x, &rows.y).unwrap());
    }
    told.forest(model.forest().unwrap(), &rows.x);
    told.note("predict", &model.predict(&rows.x_new).unwrap());
    told.score(rows, |x, y| model.score(x, y).unwrap());
    told
}

fn text() -> Text<'static> {
    Text { max_depth: 4, ..Text::default() }
}

fn plain(labels: &[Category]) -> Vec<f64> {
    let number = |label: &Category| match label {
        Category::Int(number) => *number as f64,
        Category::Word(_) => f64::NAN,
    };
    labels.iter().map(number).collect()
}

/// FNV-1a of 64 bits (Fowler, Noll, Vo, <https://www.rfc-editor.org/rfc/rfc9923>), over the bytes of the
/// numbers, the least first.
fn checksum(numbers: &[f64]) -> String {
    let bytes = numbers.iter().flat_map(|number| number.to_le_bytes());
    let found = bytes.fold(0xCBF2_9CE4_8422_2325_u64, |found, byte| {
        (found ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    });
    format!("{found:016x}")
}

// ---- rows

/// Rows to grow on, and rows to ask about.
struct Rows {
    x: Table,
    y: Vec<f64>,
    x_new: Table,
    y_new: Vec<f64>,
}

/// Columns of the heart by name, of the rows that have a y.
fn heart(data: &Value) -> Rows {
    let file = include_bytes!("../../lessons/data/heart.csv.gz");
    let mut reader = csv::Reader::from_reader(GzDecoder::new(&file[..]));
    let names = reader.headers().unwrap().clone();
    let place = |name: &Value| names.iter().position(|it| it == name.as_str().unwrap()).unwrap();
    let (y, columns) = (place(&data["y"]), data["x"].as_array().unwrap());
    let columns: Vec<usize> = columns.iter().map(place).collect();
    let rows: Vec<csv::StringRecord> =
        reader.records().map(Result::unwrap).filter(|row| !row[y].is_empty()).collect();
    let number = |text: &str| if text.is_empty() { f64::NAN } else { text.parse().unwrap() };
    let x = rows.iter().flat_map(|row| columns.iter().map(|at| number(&row[*at])));
    let x = table(rows.len(), columns.len(), &x.collect::<Vec<_>>());
    let y: Vec<f64> = rows.iter().map(|row| number(&row[y])).collect();
    let order = Order::Shuffled { random_state: 55 };
    let split = train_test_split(rows.len(), Sizes::test(Size::Share(0.2)), order).unwrap();
    let of = |rows: &[usize]| (x.select(Axis(0), rows), rows.iter().map(|row| y[*row]).collect());
    let ((x, y), (x_new, y_new)) = (of(&split.train), of(&split.test));
    Rows { x, y, x_new, y_new }
}

/// Rows from `NumPy`'s generator, half as many to ask about. Gaps are in every second column.
fn drawn(data: &Value) -> Rows {
    let of = |key: &str| count(&data[key]);
    let (rows, features, classes) = (of("rows"), of("features"), of("classes") as i64);
    let mut state = RandomState::new(of("seed") as u32);
    let n = rows + rows / 2;
    let values = state.randint(0..of("levels") as i64, n * features);
    let holes = state.randint(0..100, n * features);
    let (unit, gaps) = (data["unit"].as_f64().unwrap(), of("gaps") as i64);
    let value = |(at, (value, hole)): (usize, (&i64, &i64))| match (at % features) % 2 {
        0 if *hole < gaps => f64::NAN,
        _ => *value as f64 * unit,
    };
    let x: Vec<f64> = values.iter().zip(&holes).enumerate().map(value).collect();
    let y: Vec<f64> = match classes {
        0 => state.randint(0..1000, n).into_iter().map(|y| y as f64 / 10.0).collect(),
        _ => state.randint(0..classes, n).into_iter().map(|y| y as f64).collect(),
    };
    let (x, x_new) = x.split_at(rows * features);
    let (y, y_new) = y.split_at(rows);
    Rows {
        x: table(rows, features, x),
        y: y.to_vec(),
        x_new: table(n - rows, features, x_new),
        y_new: y_new.to_vec(),
    }
}
