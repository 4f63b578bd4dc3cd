//! `XGBoost`'s trees, margins, predictions and texts, to the last bit: `tests/sklearn/cases.json`, and
//! `boosting.json` for other data, settings and mistakes.
//!
//! `SKLEARN_CASES` and `BOOSTING_CASES` may name other files of the same forms, made with other seeds.

#![allow(clippy::float_cmp, clippy::unwrap_used, reason = "a test may be strict")]

use layerlab::trees::boosting::{
    Booster, BoosterError, Boosting, Candidate, DMatrix, Error, GradStats, GradientPair,
    Importance, Metric, Objective, Params, Penalty, Round, Rounds, Training, candidates,
    count_classes, gain, gradients, leaf_weight, limits, printed, score,
};
use proptest::prelude::*;
use serde_json::Value;

use crate::cases::{boosting_cases, sklearn_cases};

// ---- against the real library

#[test]
fn every_tree_margin_and_prediction_is_xgboosts() {
    let mut count = 0;
    for case in sklearn_cases("boosting").iter().chain(&boosting_cases("models")) {
        check_model(case);
        count += 1;
    }
    assert!(count >= 50, "{count}");
}

fn check_model(case: &Value) {
    let mut boosting = training(case).unwrap();
    let rounds: Vec<Round> = boosting.by_ref().collect();
    let margins = boosting.margins().to_vec();
    let booster = boosting.into_booster();
    let what = format!("{} {}", case["note"], case["params"]);
    assert_eq!(booster.get_dump(true), texts(&case["trees"]), "{what}");
    assert_eq!(booster.get_dump(false)[0], case["plain"].as_str().unwrap(), "{what}");
    assert_eq!(booster.base_score, number(&case["base_score"]), "{what}");
    let x = data(&case["x"], &case["feature_names"]);
    for (round, wanted) in case["margins"].as_array().unwrap().iter().enumerate() {
        let range = Rounds::Range(0, round + 1);
        assert_same(&booster.margins(&x, range).unwrap(), &numbers(wanted), &what);
    }
    assert_same(&booster.margins(&x, Rounds::All).unwrap(), &margins, &what);
    let new = data(&case["x_new"], &case["feature_names"]);
    assert_same(
        &booster.predict(&new, Rounds::All).unwrap(),
        &numbers(&case["predict_new"]),
        &what,
    );
    if let Some(wanted) = case.get("predict_later") {
        let later = booster.predict(&new, Rounds::Range(1, 0)).unwrap();
        assert_same(&later, &numbers(wanted), &what);
    }
    check_scores(case, &booster, &what);
    check_watched(case, &booster, &rounds, &what);
}

fn check_scores(case: &Value, booster: &Booster, what: &str) {
    let kinds = [
        ("weight", Importance::Weight),
        ("gain", Importance::Gain),
        ("cover", Importance::Cover),
        ("total_gain", Importance::TotalGain),
        ("total_cover", Importance::TotalCover),
    ];
    for (key, kind) in kinds.into_iter().filter(|(key, _)| case.get(key).is_some()) {
        let wanted = case[key].as_object().unwrap();
        let ours = booster.get_score(kind);
        assert_eq!(ours.len(), wanted.len(), "{what}");
        for (name, score) in ours {
            assert_eq!(score, number(&wanted[&name]), "{key} of {name}: {what}");
        }
    }
}

fn check_watched(case: &Value, booster: &Booster, rounds: &[Round], what: &str) {
    if let Some(wanted) = case.get("printed") {
        let every = case.get("verbose_eval").map_or(1, |every| every.as_u64().unwrap() as usize);
        assert_eq!(printed(rounds, every), wanted.as_str().unwrap(), "{what}");
    }
    if let Some(history) = case.get("history") {
        for score in rounds.iter().flat_map(|round| &round.scores) {
            let wanted = &history[&score.set][score.metric.name()];
            assert_eq!(wanted.as_array().unwrap().len(), rounds.len());
        }
        for round in rounds {
            for score in &round.scores {
                let wanted = &history[&score.set][score.metric.name()][round.number];
                assert_eq!(score.value, wanted.as_f64().unwrap(), "{what}");
            }
        }
    }
    match case.get("best_iteration") {
        Some(wanted) => {
            let best = booster.best.unwrap();
            assert_eq!(booster.best_iteration().unwrap() as u64, wanted.as_u64().unwrap());
            assert_eq!(best.score, case["best_score"].as_f64().unwrap(), "{what}");
            let new = data(&case["x_new"], &case["feature_names"]);
            let by_hand = booster.predict(&new, Rounds::Range(0, best.iteration + 1));
            assert_eq!(booster.predict(&new, Rounds::Best), by_hand);
            if let Some(wanted) = case.get("predict_best") {
                assert_same(&by_hand.unwrap(), &numbers(wanted), what);
            }
        }
        None => assert_eq!(booster.best_iteration(), Err(BoosterError::NoBest.into())),
    }
}

#[test]
fn mistakes_are_told_in_xgboosts_words() {
    let cases = boosting_cases("errors");
    assert!(cases.len() >= 35);
    for case in cases {
        let what = case["what"].as_str().unwrap();
        let error = mistake(&case).expect_err(what);
        assert_eq!(error.to_string(), case["text"].as_str().unwrap(), "{what}");
        assert_eq!(error.python_type(), case["type"].as_str().unwrap(), "{what}");
        check_plain(&error);
    }
}

/// Does what went wrong there.
fn mistake(case: &Value) -> Result<(), Error> {
    let booster = training(case)?.into_trained();
    let Some(new) = case.get("x_new") else { return Ok(()) };
    if case["inplace"] == true {
        return booster.inplace_predict(&table(new), Rounds::All).map(drop);
    }
    let new = DMatrix::new(&table(new))?;
    let new = match case.get("names_new") {
        Some(names) => new.with_feature_names(&texts(names))?,
        None => new,
    };
    let range = case.get("range").map_or(Rounds::All, |range| {
        let end = |place: usize| range[place].as_u64().unwrap() as usize;
        Rounds::Range(end(0), end(1))
    });
    booster.predict(&new, range).map(drop)
}

trait Trained {
    fn into_trained(self) -> Booster;
}

impl Trained for Boosting {
    fn into_trained(mut self) -> Booster {
        self.by_ref().for_each(drop);
        self.into_booster()
    }
}

fn check_plain(error: &Error) {
    for text in [error.what_happened(), error.what_to_do()] {
        assert!(text.ends_with('.') && text.starts_with(char::is_alphanumeric), "{text}");
    }
}

#[test]
fn mistakes_of_the_wrappers_are_known_too() {
    let told = |what: &str| {
        let all = sklearn_cases("errors");
        let found = all.iter().find(|case| case["what"] == what).unwrap();
        (found["type"].as_str().unwrap().to_owned(), found["text"].as_str().unwrap().to_owned())
    };
    let said = |error: Error| (error.python_type().to_owned(), error.to_string());
    let x = [[1.0, 1.0], [0.0, 0.0], [0.0, 1.0], [1.0, 0.0]];
    let data = DMatrix::new(&x).unwrap().with_label(&[1.0, 0.0, 0.0, 1.0]).unwrap();
    let stopping = Training::default().stopping_after(2);
    let error = Boosting::new(&Params::default(), &data, 1, stopping).unwrap_err();
    assert_eq!(said(error), told("xgboost, early stopping without data"));
    assert_eq!(count_classes(&[1, 0, 0, 1]), Ok(2));
    assert_eq!(said(count_classes(&[2, 1, 1, 2]).unwrap_err()), told("xgboost, labels 1 and 2"));
    let boosting = Boosting::new(&Params::default(), &data, 1, Training::default());
    let booster = boosting.unwrap().into_trained();
    let error = booster.inplace_predict(&[[1.0; 3]], Rounds::All).unwrap_err();
    assert_eq!(said(error), told("xgboost, other width"));
    assert_eq!(said(BoosterError::NotFitted.into()), told("xgboost unfitted"));
}

// ---- by hand

#[test]
fn six_houses_by_hand() {
    let labels = [3.0, 5.0, 4.0, 10.0, 12.0, 14.0];
    let start = Objective::base_score(&labels);
    assert_eq!(start, 8.0);
    let rows = gradients(Objective::SquaredError, &[start; 6], &labels);
    let slopes: Vec<f32> = rows.iter().map(|row| row.grad).collect();
    assert_eq!(slopes, [5.0, 3.0, 4.0, -2.0, -4.0, -6.0]);
    let penalty = Penalty { lambda: 1.0, alpha: 0.0, min_child_weight: 1.0 };
    let (left, right) = (GradStats::of(&rows[..3]), GradStats::of(&rows[3..]));
    assert_eq!((left.sum_grad, left.sum_hess), (12.0, 3.0));
    assert_eq!(leaf_weight(left, &penalty), -3.0);
    assert_eq!(score(left, &penalty), 36.0);
    let whole = GradStats::of(&rows);
    assert_eq!(gain(whole, left, right, &penalty), 72.0);

    let sizes = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
    let found = candidates(&sizes, &rows, &[0, 1, 2, 3, 4, 5], &penalty);
    let thresholds: Vec<f32> = found.iter().map(|split| split.threshold).collect();
    assert_eq!(thresholds, [5.5, 4.5, 3.5, 2.5, 1.5]);
    assert!(found.iter().all(|split| split.missing_left));
    assert_eq!(best(&found).gain, 72.0);
    assert_eq!(found[0].left.sum_hess, 5.0);

    // What weighs too little is no side, and a large alpha leaves nothing.
    let heavy = Penalty { min_child_weight: 3.0, ..penalty };
    assert_eq!(candidates(&sizes, &rows, &[0, 1, 2, 3, 4, 5], &heavy).len(), 1);
    assert_eq!(leaf_weight(left, &Penalty { min_child_weight: 3.5, ..penalty }), 0.0);
    assert_eq!(leaf_weight(left, &Penalty { alpha: 4.0, ..penalty }), -2.0);
    assert_eq!(leaf_weight(left, &Penalty { alpha: 20.0, ..penalty }), 0.0);
    // Of no rows, nothing is divided by nothing.
    let free = Penalty { lambda: 0.0, alpha: 0.0, min_child_weight: 0.0 };
    assert_eq!(score(GradStats::default(), &free), 0.0);
    assert_eq!(leaf_weight(GradStats::default(), &free), 0.0);
}

#[test]
fn rows_without_a_value_are_tried_on_both_sides() {
    let rows = gradients(Objective::SquaredError, &[0.0; 4], &[1.0, 1.0, 5.0, 5.0]);
    let penalty = Penalty { lambda: 0.0, alpha: 0.0, min_child_weight: 1.0 };
    let column = [1.0, f32::NAN, 2.0, f32::NAN];
    let found = candidates(&column, &rows, &[0, 1, 2, 3], &penalty);
    let sides: Vec<(bool, f32)> =
        found.iter().map(|split| (split.missing_left, split.threshold)).collect();
    let beyond = 2.0 + (2.0 + 1e-6);
    let below = 1.0 - (1.0 + 1e-6);
    assert_eq!(sides, [(false, 1.5), (false, beyond), (true, 1.5), (true, below)]);
    // A column that was never asked of some rows, or of rows that are not there.
    assert_eq!(candidates(&column, &rows, &[0, 2, 99], &penalty).len(), 2);
    assert_eq!(candidates(&[], &rows, &[0], &penalty), []);
}

fn best(found: &[Candidate]) -> Candidate {
    found.iter().copied().reduce(|a, b| if b.gain > a.gain { b } else { a }).unwrap()
}

#[test]
fn what_is_considered_is_what_is_taken() {
    for case in sklearn_cases("boosting").iter().chain(&boosting_cases("models")) {
        let params = params(&case["params"]);
        let mut boosting = training(case).unwrap();
        let before = boosting.margins().to_vec();
        let data = data(&case["x"], &case["feature_names"]);
        let labels: Vec<f32> = numbers(&case["y"]);
        boosting.next().unwrap();
        let tree = &boosting.booster().trees[0];
        let pairs = gradients(params.objective, &before, &labels);
        let penalty = params.penalty().unwrap();
        let Some(split) = tree.nodes[0].split else { continue };
        let all: Vec<usize> = (0..data.num_row()).collect();
        let found = candidates(data.column(split.feature), &pairs, &all, &penalty);
        let best = best(&found);
        assert_eq!((best.gain, best.threshold), (tree.nodes[0].gain, split.threshold), "{case}");
        assert_eq!(best.missing_left, split.missing_left);
        // The middle of two very large numbers is infinite: then all rows go left.
        if split.threshold.is_finite() {
            assert_eq!(best.left.sum_hess as f32, tree.nodes[split.left].stats.sum_hess as f32);
        }
    }
}

#[test]
fn a_split_that_was_taken_back_can_still_be_seen() {
    let data = houses();
    let params = Params { max_depth: 2, eta: 1.0, lambda: 0.0, gamma: 5.0, ..Params::default() };
    let booster = trained(&params, &data, 1);
    let nodes = &booster.trees[0].nodes;
    assert!(nodes[1].split.is_none() && nodes[1].gain > 0.0 && nodes[1].gain < 5.0);
    assert_eq!(nodes.len(), 7);
    assert_eq!(booster.trees[0].reached(), [0, 2, 6, 5, 1]);
    assert_eq!(booster.leaves(&data), [[1], [1], [1], [5], [5], [6]]);
}

#[test]
fn how_a_training_is_sliced_changes_nothing() {
    let data = houses();
    let params = Params::default();
    let mut sliced = Boosting::new(&params, &data, 8, Training::watching("t", &data)).unwrap();
    let mut rounds: Vec<Round> = sliced.by_ref().take(3).collect();
    let mut gone_on = sliced.clone();
    rounds.extend(gone_on.by_ref());
    assert_eq!((rounds.len(), sliced.booster().num_boosted_rounds()), (8, 3));
    assert!(gone_on.next().is_none() && !gone_on.has_stopped());
    assert_eq!(gone_on.into_booster(), trained(&params, &data, 8));
}

#[test]
fn what_cannot_be_done_here_is_refused_in_plain_words() {
    let data = houses();
    let refused = |params: Params, rounds| {
        let error = Boosting::new(&params, &data, rounds, Training::default()).unwrap_err();
        check_plain(&error);
        assert_eq!(error.python_type(), "MemoryError");
        error.to_string()
    };
    let deep = Params { max_depth: limits::DEPTH as i64 + 1, ..Params::default() };
    assert_eq!(refused(deep, 1), "A max_depth of 101 is more than is worked with here.");
    let many = refused(Params::default(), limits::ROUNDS + 1);
    assert_eq!(many, "100001 rounds over 6 × 1 numbers are more than is worked with here.");
    let rows = vec![[0.0; 0]; 3];
    let none =
        Boosting::new(&Params::default(), &DMatrix::new(&rows).unwrap(), 1, Training::default());
    assert_eq!(none.unwrap_err().python_type(), "XGBoostError");
}

#[test]
fn metrics_of_no_rows_are_0() {
    for metric in [Metric::Rmse, Metric::Logloss, Metric::Error] {
        assert_eq!(metric.evaluate(&[], &[]), 0.0);
    }
    assert_eq!(Metric::Error.evaluate(&[0.5, 0.6], &[0.0, 1.0]), 0.0);
    assert_eq!(Metric::Error.evaluate(&[0.5, 0.6], &[1.0, 1.0]), 0.5);
}

// ---- of any numbers

prop_compose! {
    fn any_data()(rows in 1_usize..40, columns in 1_usize..4)(
        x in prop::collection::vec(prop::collection::vec(value(), columns), rows),
        y in prop::collection::vec(-20.0..20.0_f64, rows),
    ) -> DMatrix {
        DMatrix::new(&x).unwrap().with_label(&y).unwrap()
    }
}

/// Few different values, so that there are ties, and some that are missing.
fn value() -> impl Strategy<Value = f64> {
    prop_oneof![
        3 => (-4_i32..4).prop_map(f64::from),
        3 => -5.0..5.0_f64,
        1 => Just(f64::NAN),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    // A leaf takes off the most that it can, so no round can make it worse; rounding aside.
    #[test]
    fn more_rounds_never_fit_worse(
        data in any_data(), eta in 0.01..1.0_f64, lambda in 0.0..5.0_f64, alpha in 0.0..2.0_f64,
        max_depth in 1_i64..5,
    ) {
        let params = Params { eta, lambda, alpha, max_depth, ..Params::default() };
        let boosting = Boosting::new(&params, &data, 12, Training::watching("t", &data)).unwrap();
        let scores: Vec<f64> = boosting.map(|round| round.scores[0].value).collect();
        for pair in scores.windows(2) {
            prop_assert!(pair[1] <= pair[0] * (1.0 + 1e-5) + 1e-5, "{scores:?}");
        }
    }

    #[test]
    fn what_is_split_gains_and_weighs_what_its_sides_do(
        data in any_data(), gamma in 0.0..20.0_f64, max_depth in 1_i64..6,
        min_child_weight in 0.0..4.0_f64,
    ) {
        let params = Params { gamma, max_depth, min_child_weight, ..Params::default() };
        for tree in trained(&params, &data, 4).trees {
            for number in tree.reached() {
                let node = tree.nodes[number];
                prop_assert!(node.gain >= 0.0);
                let Some(split) = node.split else { continue };
                let (left, right) = (tree.nodes[split.left], tree.nodes[split.right]);
                let is_last = left.split.is_none() && right.split.is_none();
                prop_assert!(node.gain > 1e-6);
                prop_assert!(!is_last || f64::from(node.gain) >= gamma - 1e-5);
                prop_assert_eq!(left.stats.sum_hess + right.stats.sum_hess, node.stats.sum_hess);
                prop_assert!(left.stats.sum_hess.min(right.stats.sum_hess) >= min_child_weight);
            }
        }
    }

    #[test]
    fn a_leaf_without_brakes_is_the_mean_of_what_is_left_over(
        data in any_data(), max_depth in 1_i64..6,
    ) {
        let params = Params { eta: 1.0, lambda: 0.0, max_depth, ..Params::default() };
        let booster = trained(&params, &data, 1);
        let leaves = booster.leaves(&data);
        for (number, node) in booster.trees[0].nodes.iter().enumerate() {
            let residuals: Vec<f32> = (0..data.num_row())
                .filter(|row| leaves[*row] == [number])
                .map(|row| data.label()[row] - booster.start)
                .collect();
            if !residuals.is_empty() {
                let mean = residuals.iter().sum::<f32>() / residuals.len() as f32;
                prop_assert!((node.leaf - mean).abs() < 1e-4, "{} {mean}", node.leaf);
            }
        }
    }

    #[test]
    fn no_number_makes_it_panic(
        x in prop::collection::vec([any::<f64>(), any::<f64>()], 0..30),
        y in prop::collection::vec(prop_oneof![any::<f64>(), Just(0.0), Just(1.0)], 0..30),
        numbers in prop::array::uniform6(any::<f64>()),
        shape in (any::<i64>(), any::<usize>(), any::<usize>(), 0_usize..9, 0_usize..9),
        is_mild: bool, is_logistic: bool,
    ) {
        let mild = |number: f64| if is_mild { number % 8.0 } else { number };
        let rows: Vec<[f64; 2]> = x.iter().map(|row| row.map(mild)).collect();
        let labels: Vec<f64> = rows.iter().zip(y.iter().cycle()).map(|(_, y)| mild(*y)).collect();
        let [eta, gamma, min_child_weight, lambda, alpha, base] = numbers.map(mild).map(|number| {
            if is_mild { number.abs() } else { number }
        });
        let (depth, rounds, stopping, begin, end) = shape;
        let params = Params {
            objective: if is_logistic { Objective::Logistic } else { Objective::SquaredError },
            max_depth: if is_mild { depth.rem_euclid(7) } else { depth },
            base_score: (base > 0.5).then_some(base),
            eval_metric: vec![Metric::Rmse, Metric::Logloss, Metric::Error],
            eta, gamma, min_child_weight, lambda, alpha,
        };
        let Ok(data) = DMatrix::new(&rows).and_then(|data| data.with_label(&labels)) else {
            return Ok(());
        };
        let rounds = if is_mild { rounds % 9 } else { rounds };
        let watching = Training::watching("t", &data).stopping_after(stopping);
        match Boosting::new(&params, &data, rounds, watching) {
            Ok(mut boosting) => {
                boosting.by_ref().take(9).for_each(|round| drop(round.line()));
                let booster = boosting.into_booster();
                drop((booster.get_dump(true), booster.get_score(Importance::Gain)));
                drop(booster.predict(&data, Rounds::Range(begin, end)));
            }
            Err(error) => check_plain(&error),
        }
    }
}

// ---- reading the cases

fn houses() -> DMatrix {
    let sizes = [[1.0], [2.0], [3.0], [4.0], [5.0], [6.0]];
    DMatrix::new(&sizes).unwrap().with_label(&[3.0, 5.0, 4.0, 10.0, 12.0, 14.0]).unwrap()
}

fn trained(params: &Params, data: &DMatrix, rounds: usize) -> Booster {
    Boosting::new(params, data, rounds, Training::default()).unwrap().into_trained()
}

fn training(case: &Value) -> Result<Boosting, Error> {
    let labelled = |x: &Value, y: &Value| -> Result<DMatrix, Error> {
        let data = DMatrix::new(&table(x))?.with_label(&wide(y))?;
        if case["feature_names"].is_array() {
            return data.with_feature_names(&texts(&case["feature_names"]));
        }
        Ok(data)
    };
    let data = labelled(&case["x"], &case["y"])?;
    let mut training = Training::default();
    if case.get("val_x").is_some() {
        let name = case["val_name"].as_str().unwrap_or("val");
        training = Training::watching("train", &data)
            .and(name, &labelled(&case["val_x"], &case["val_y"])?);
    }
    let stopping = case.get("early_stopping_rounds").map_or(0, |rounds| rounds.as_u64().unwrap());
    let rounds = case.get("rounds").map_or(2, |rounds| rounds.as_u64().unwrap());
    let training = training.stopping_after(stopping as usize);
    Boosting::new(&params(&case["params"]), &data, rounds as usize, training)
}

fn params(given: &Value) -> Params {
    let mut params = Params::default();
    for (key, value) in given.as_object().unwrap() {
        let number = || self::value_of(value);
        match key.as_str() {
            "objective" if value == "binary:logistic" => params.objective = Objective::Logistic,
            "objective" => assert_eq!(value, Objective::SquaredError.name()),
            "eta" => params.eta = number(),
            "gamma" => params.gamma = number(),
            "max_depth" => params.max_depth = value.as_i64().unwrap(),
            "min_child_weight" => params.min_child_weight = number(),
            "reg_lambda" => params.lambda = number(),
            "reg_alpha" => params.alpha = number(),
            "base_score" => params.base_score = Some(number()),
            "eval_metric" => {
                let known = [Metric::Rmse, Metric::Logloss, Metric::Error];
                let of = |name: &String| *known.iter().find(|m| m.name() == name).unwrap();
                params.eval_metric = texts(value).iter().map(of).collect();
            }
            other => panic!("{other}"),
        }
    }
    params
}

fn data(x: &Value, names: &Value) -> DMatrix {
    let data = DMatrix::new(&table(x)).unwrap();
    if names.is_array() {
        return data.with_feature_names(&texts(names)).unwrap();
    }
    data
}

fn table(value: &Value) -> Vec<Vec<f64>> {
    value.as_array().unwrap().iter().map(wide).collect()
}

/// JSON has no words for what is not finite: `null` is NaN, a string is an infinity.
fn value_of(value: &Value) -> f64 {
    match value {
        Value::Null => f64::NAN,
        Value::String(text) => text.parse().unwrap(),
        _ => value.as_f64().unwrap(),
    }
}

fn wide(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(value_of).collect()
}

fn number(value: &Value) -> f32 {
    value_of(value) as f32
}

fn numbers(value: &Value) -> Vec<f32> {
    value.as_array().unwrap().iter().map(number).collect()
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

/// To the last bit, but a NaN is a NaN.
fn assert_same(ours: &[f32], wanted: &[f32], what: &str) {
    let bits = |numbers: &[f32]| -> Vec<u32> {
        numbers.iter().map(|n| if n.is_nan() { f32::NAN.to_bits() } else { n.to_bits() }).collect()
    };
    assert!(bits(ours) == bits(wanted), "{what}\n{ours:?}\n{wanted:?}");
}

#[test]
fn a_gradient_bends_at_least_a_little() {
    let sure = Objective::Logistic.gradient(100.0, 1.0);
    assert_eq!(sure, GradientPair { grad: 0.0, hess: 1e-16 });
}
