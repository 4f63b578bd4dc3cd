//! scikit-learn's numbers, lists and texts: `tests/sklearn/cases.json` for what is drawn, split,
//! scaled, fitted and measured, `more.json` for other shapes and settings.
//!
//! `SKLEARN_CASES` and `SKLEARN_MORE` may name other files of the same forms, made with other seeds.

#![allow(clippy::float_cmp, clippy::unwrap_used, reason = "a test may be strict")]

use layerlab::arrays;
use layerlab::sklearn::metrics::{
    Average, Report, ZeroDivision, accuracy_score, at_threshold, class_labels,
    classification_report, confusion_matrix, f1_score, log_loss, mean_squared_error,
    precision_recall_fscore_support, precision_score, r2_score, recall_score, score,
};
use layerlab::sklearn::{
    Category, Curve, Error, Estimator, Knob, Line, LinearRegression, OneHotEncoder, Order, Parts,
    Polynomial, PolynomialFeatures, RandomState, Regression, Ridge, Rows, Score, Size, Sizes,
    Split, StandardScaler, Table, Warned, Warning, as_table, group_split, limits, table,
    train_cv_test_split, train_test_split,
};
use ndarray::{ArrayD, Axis};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::cases::sklearn_cases as cases;
use crate::cases::sklearn_more as more;

const YES: Average = Average::Binary { pos_label: 1 };

// ---- the generator

#[test]
fn the_generator_draws_what_numpy_draws() {
    for case in cases("generator") {
        let state = || RandomState::new(case["seed"].as_u64().unwrap() as u32);
        assert_eq!(state().randint(0..1 << 32, 5), whole(&case["u32"]));
        assert_eq!(state().randint(0..10, 12), whole(&case["randint_10"]));
        assert_eq!(state().randint(0..918, 12), whole(&case["randint_918"]));
        assert_eq!(state().randint(0..2_147_483_647, 4), whole(&case["randint_int32_max"]));
        assert_eq!(state().permutation(13), places(&case["permutation_13"]));
        let mut drawn = state();
        let drawn: Vec<f64> = (0..4).map(|_| drawn.random_sample()).collect();
        assert_eq!(drawn, numbers(&case["random"]));
    }
}

#[test]
fn the_generator_goes_on_as_numpy_does() {
    for case in more("generator") {
        let state = || RandomState::new(case["seed"].as_u64().unwrap() as u32);
        assert_eq!(state().permutation(700), places(&case["permutation"]));
        let mut shuffled: Vec<usize> = (0..100).collect();
        state().shuffle(&mut shuffled);
        assert_eq!(shuffled, places(&case["shuffled"]));
        let mut uniform = state();
        let uniform: Vec<f64> = (0..6).map(|_| uniform.uniform(-3.0..5.0)).collect();
        assert_eq!(uniform, numbers(&case["uniform"]));
        let mut normal = state();
        let normal: Vec<f64> = (0..9).map(|_| normal.standard_normal()).collect();
        check_all_close(&normal, &numbers(&case["normal"]), 1e-14);
        for drawn in case["randint"].as_array().unwrap() {
            let range = drawn["low"].as_i64().unwrap()..drawn["high"].as_i64().unwrap();
            assert_eq!(state().randint(range, 9), whole(&drawn["drawn"]), "{drawn}");
        }
    }
}

#[test]
fn nothing_is_drawn_from_an_empty_range() {
    let mut state = RandomState::new(0);
    let before = state.clone();
    assert_eq!(state.randint(3..3, 2), Vec::<i64>::new());
    assert_eq!(state.permutation(0), Vec::<usize>::new());
    assert_eq!(state.permutation(1), [0]);
    assert_eq!(state, before);
}

// ---- splits

#[test]
fn splits_have_scikit_learns_rows() {
    for case in cases("splits") {
        let sizes = Sizes::test(size(&case["test_size"]).unwrap());
        let split = train_test_split(count(&case["n"]), sizes, order(&case)).unwrap();
        assert_eq!(split.train, places(&case["train"]), "{case}");
        assert_eq!(split.test, places(&case["test"]), "{case}");
    }
}

#[test]
fn splits_of_any_size_agree_or_complain_alike() {
    let sizes =
        |case: &Value| Sizes { test: size(&case["test_size"]), train: size(&case["train_size"]) };
    for case in more("splits") {
        check_told(&case, train_test_split(count(&case["n"]), sizes(&case), order(&case)));
    }
    for case in more("groups") {
        let seed = case["random_state"].as_i64().unwrap();
        check_told(&case, group_split(&whole(&case["groups"]), sizes(&case), seed));
    }
}

fn check_told(case: &Value, split: Result<Split, Error>) {
    match split {
        Ok(split) => assert_eq!(json!([split.train, split.test]), case["value"], "{case}"),
        Err(error) => check_said(case, &error),
    }
}

#[test]
fn three_parts_are_two_splits() {
    for case in more("thirds") {
        let (rest, test) = (size(&case["rest"]).unwrap(), size(&case["test"]).unwrap());
        let random_state = case["random_state"].as_i64().unwrap();
        let order = Order::Shuffled { random_state };
        let parts = train_cv_test_split(count(&case["n"]), rest, test, order).unwrap();
        assert_eq!(parts.train, places(&case["train"]));
        assert_eq!(parts.cv, places(&case["cv"]));
        assert_eq!(parts.test, places(&case["last"]));
    }
}

proptest! {
    #[test]
    fn every_row_goes_to_one_side(n in 2_usize..200, share in 0.01_f64..0.99, seed in 0_i64..1 << 32) {
        let order = Order::Shuffled { random_state: seed };
        if let Ok(split) = train_test_split(n, Sizes::test(Size::Share(share)), order) {
            let mut rows = [split.train, split.test].concat();
            rows.sort_unstable();
            prop_assert_eq!(rows, (0..n).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_group_stays_together_and_in_order(
        groups in prop::collection::vec(0_u8..9, 2..60),
        share in 0.1_f64..0.9,
        seed in 0_i64..1 << 32,
    ) {
        if let Ok(split) = group_split(&groups, Sizes::test(Size::Share(share)), seed) {
            let sides = [&split.train, &split.test];
            prop_assert!(sides.iter().all(|side| side.is_sorted()));
            prop_assert_eq!(split.train.len() + split.test.len(), groups.len());
            let is_torn = |row: &usize| split.test.iter().any(|other| groups[*other] == groups[*row]);
            prop_assert!(!split.train.iter().any(is_torn));
        }
    }

    #[test]
    fn no_size_makes_a_split_panic(n in 0_usize..30, test in any_size(), train in any_size(), seed in any::<i64>()) {
        let sizes = Sizes { test, train };
        let _ = train_test_split(n, sizes, Order::Shuffled { random_state: seed });
        let _ = train_test_split(n, sizes, Order::AsTheyStand);
        let _ = group_split(&(0..n).collect::<Vec<_>>(), sizes, seed);
    }
}

fn any_size() -> impl Strategy<Value = Option<Size>> {
    prop::option::of(prop_oneof![
        any::<f64>().prop_map(Size::Share),
        (-0.5_f64..1.5).prop_map(Size::Share),
        any::<i64>().prop_map(Size::Count),
        (-2_i64..40).prop_map(Size::Count),
    ])
}

// ---- scaling, polynomials, words

#[test]
fn scalers_have_scikit_learns_numbers() {
    for case in [cases("scaler"), more("scaler")].concat() {
        let mut scaler = StandardScaler::new();
        assert_eq!(scaler.repr(), "StandardScaler()");
        let (x, x_new) = (rows(&case["x"]), rows(&case["x_new"]));
        let scale = scaler.fit(&x).unwrap().clone();
        check_same(&scale.mean, &case["mean"]);
        check_same(&scale.var, &case["var"]);
        check_same(&scale.scale, &case["scale"]);
        if case["seen"].is_array() {
            let seen: Vec<f64> = scale.n_samples_seen.iter().map(|count| *count as f64).collect();
            assert_eq!(seen, numbers(&case["seen"]));
        }
        let z = scaler.transform(&x).unwrap();
        check_same(&flat(&z), &case["y"]);
        let z_new = scaler.transform(&x_new).unwrap();
        check_same(&flat(&z_new), &case["y_new"]);
        // The cases go back from the new rows, the others from their own.
        let back = if case["seen"].is_array() { z } else { z_new };
        check_same(&flat(&scaler.inverse_transform(&back).unwrap()), &case["back"]);
    }
}

#[test]
fn polynomials_have_scikit_learns_columns() {
    for case in [cases("polynomial"), more("polynomial")].concat() {
        let x = rows(&case["x"]);
        let mut polynomial = PolynomialFeatures::new(case["degree"].as_i64().unwrap());
        if case["include_bias"] == false {
            polynomial = polynomial.without_bias();
        }
        check_same(&flat(&polynomial.fit_transform(&x).unwrap()), &case["y"]);
        assert_eq!(json!(polynomial.powers().unwrap()), case["powers"]);
        assert_eq!(json!(polynomial.feature_names_out(None).unwrap()), case["names"]);
        assert_eq!(polynomial.repr(), case["repr"]);
        if case["named"].is_array() {
            let names: Vec<String> = (0..x.ncols()).map(|idx| format!("in{idx}")).collect();
            assert_eq!(json!(polynomial.feature_names_out(Some(&names)).unwrap()), case["named"]);
        }
    }
}

#[test]
fn encoders_have_scikit_learns_columns() {
    for case in more("words") {
        let x = columns(&case["x"]);
        let mut encoder = OneHotEncoder::new();
        check_same(&flat(&encoder.fit_transform(&x).unwrap()), &case["y"]);
        let known: Vec<_> = case["categories"].as_array().unwrap().iter().map(categories).collect();
        assert_eq!(encoder.categories().unwrap(), known);
        assert_eq!(json!(encoder.feature_names_out(None).unwrap()), case["names"]);
        let names =
            if x[0][0] >= Category::from("") { ["in0", "in1", "in2"] } else { ["a", "b", "c"] };
        let names: Vec<String> = names[..x.len()].iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(json!(encoder.feature_names_out(Some(&names)).unwrap()), case["named"]);
        let back = encoder.inverse_transform(&rows(&case["y"])).unwrap();
        assert_eq!(back, columns(&case["back"]));
        assert_eq!(encoder.repr(), case["repr"]);
    }
}

proptest! {
    #[test]
    fn scaled_columns_have_mean_0_and_deviation_1(x in any_table(12, 4)) {
        let z = StandardScaler::new().fit_transform(&x).unwrap();
        for (idx, column) in z.columns().into_iter().enumerate() {
            let varies = x.column(idx).iter().any(|number| *number != x[[0, idx]]);
            let (mean, square) = (column.mean().unwrap(), column.mapv(|z| z * z).mean().unwrap());
            prop_assert!(mean.abs() < 1e-9, "{}", mean);
            prop_assert!(!varies || (square - 1.0).abs() < 1e-9, "{}", square);
        }
    }

    #[test]
    fn a_polynomial_is_the_product_of_powers(x in any_table(3, 4), degree in 0_i64..5) {
        let mut polynomial = PolynomialFeatures::new(degree);
        let y = polynomial.fit_transform(&x).unwrap();
        for (column, powers) in polynomial.powers().unwrap().iter().enumerate() {
            for (row, numbers) in x.rows().into_iter().enumerate() {
                let power = |(number, power): (&f64, &usize)| number.powi(*power as i32);
                let product: f64 = numbers.iter().zip(powers).map(power).product();
                prop_assert!((y[[row, column]] - product).abs() <= 1e-12 * product.abs());
            }
        }
    }
}

#[test]
fn what_is_too_large_is_refused_at_once() {
    let mut wide = PolynomialFeatures::new(10);
    let x = Table::ones((10, 100));
    wide.fit(&x).unwrap();
    let text = wide.transform(&x).unwrap_err().to_string();
    assert_eq!(
        text,
        "Unable to allocate 3.33 PiB for an array with shape (10, 46897636623981) and data type \
         float64"
    );
    for (degree, columns) in [(1000, 1000), (i64::MAX, 1), (i64::MAX, 3), (200_000, 1)] {
        let mut polynomial = PolynomialFeatures::new(degree);
        let x = Table::ones((1, columns));
        polynomial.fit(&x).unwrap();
        polynomial.transform(&x).unwrap_err();
        polynomial.powers().unwrap_err();
        polynomial.feature_names_out(None).unwrap_err();
    }
    let x = Table::zeros((2000, 1000));
    let error = LinearRegression::new().fit(&x, &vec![0.0; 2000]).unwrap_err();
    assert_eq!(error.python_type(), "MemoryError");
    let labels: Vec<i64> = (0..limits::COLUMNS as i64).collect();
    confusion_matrix(&labels, &labels, None).unwrap_err();
}

// ---- lines

#[test]
fn lines_are_scikit_learns() {
    for case in cases("linear") {
        let (x, y) = (rows(&case["x"]), numbers(&case["y"]));
        let (line, predicted, repr) = match case["alpha"].as_f64() {
            None => fitted(LinearRegression::exact(), &x, &y, &x),
            Some(alpha) => held_back(Ridge::new(alpha), &x, &y, &x),
        };
        check_all_close(&line.coef, &numbers(&case["coef"]), 1e-9);
        check_close(line.intercept, case["intercept"].as_f64().unwrap(), 1e-9);
        check_all_close(&predicted, &numbers(&case["predict"]), 1e-9);
        let error = mean_squared_error(&y, &predicted).unwrap() / 2.0;
        check_close(error, case["half_mse"].as_f64().unwrap(), 1e-9);
        assert_eq!(repr, case["repr"]);
    }
}

#[test]
fn lines_of_columns_that_say_the_same_are_scikit_learns() {
    for case in more("linear") {
        let (x, y, x_new) = (rows(&case["x"]), numbers(&case["y"]), rows(&case["x_new"]));
        let (line, predicted, repr) = match (case["alpha"].as_f64(), case["tol"].as_f64()) {
            (Some(alpha), _) => held_back(Ridge::new(alpha), &x, &y, &x_new),
            (None, Some(0.0)) => fitted(LinearRegression::exact(), &x, &y, &x_new),
            (None, _) => fitted(LinearRegression::new(), &x, &y, &x_new),
        };
        let note = case["note"].as_str().unwrap();
        let size = numbers(&case["coef"]).iter().fold(0.0_f64, |size, w| size.max(w.abs()));
        for (ours, theirs) in line.coef.iter().zip(numbers(&case["coef"])) {
            assert!((ours - theirs).abs() <= 1e-6 * size + 1e-12, "{note}: {ours} and {theirs}");
        }
        let size = y.iter().fold(0.0_f64, |size, y| size.max(y.abs()));
        for (ours, theirs) in predicted.iter().zip(numbers(&case["predict"])) {
            assert!((ours - theirs).abs() <= 1e-6 * size.max(theirs.abs()), "{note}");
        }
        check_close(line.intercept, case["intercept"].as_f64().unwrap(), 1e-6);
        assert_eq!(repr, case["repr"]);
    }
}

fn fitted(
    mut model: LinearRegression,
    x: &Table,
    y: &[f64],
    new: &Table,
) -> (Line, Vec<f64>, String) {
    let line = model.fit(x, y).unwrap().clone();
    (line, model.predict(new).unwrap(), model.repr())
}

fn held_back(mut model: Ridge, x: &Table, y: &[f64], new: &Table) -> (Line, Vec<f64>, String) {
    let line = model.fit(x, y).unwrap().clone();
    (line, model.predict(new).unwrap(), model.repr())
}

proptest! {
    #[test]
    fn no_number_makes_a_model_panic(
        numbers in prop::collection::vec(any::<f64>(), 12),
        y in prop::collection::vec(any::<f64>(), 4),
        p in prop::collection::vec(-0.5_f64..1.5, 4),
        alpha in any::<f64>(),
        degree in any::<i8>(),
    ) {
        let x = table(4, 3, &numbers);
        let rows = Rows { x: x.clone(), y: y.clone() };
        let _ = StandardScaler::new().fit_transform(&x);
        let _ = Polynomial::fit(i64::from(degree), Regression::Ridge { alpha }, &rows);
        let _ = LinearRegression::new().fit(&x, &y).map(|line| line.coef.len());
        let _ = LinearRegression::exact().fit(&x, &y).map(|line| line.coef.len());
        let _ = Ridge::new(alpha).fit(&x, &y).map(|line| line.coef.len());
        let _ = (mean_squared_error(&y, &p), r2_score(&y, &p), class_labels(&y, &p), log_loss(&[0, 1, 1, 0], &p));
        let _ = (arrays::numpy_str(&x), arrays::numpy_repr(&x));
        let _ = OneHotEncoder::new().inverse_transform(&x);
    }

    // The normal equations, which every least-squares solution meets.
    #[test]
    fn no_direction_makes_a_line_better(
        x in any_table(14, 4),
        seed in 0_u32..1000,
        alpha in prop::option::of(1e-3_f64..100.0),
    ) {
        let mut state = RandomState::new(seed);
        let y: Vec<f64> = (0..x.nrows()).map(|_| state.uniform(-9.0..9.0)).collect();
        let (line, predicted) = match alpha {
            None => (LinearRegression::exact().fit(&x, &y).unwrap().clone(), None),
            Some(alpha) => (Ridge::new(alpha).fit(&x, &y).unwrap().clone(), Some(alpha)),
        };
        let alpha = predicted.unwrap_or(0.0);
        let residuals: Vec<f64> = x.rows().into_iter().zip(&y).map(|(row, y)| {
            y - line.intercept - row.iter().zip(&line.coef).map(|(x, w)| x * w).sum::<f64>()
        }).collect();
        let largest = x.iter().fold(1.0_f64, |largest, x| largest.max(x.abs()));
        let weights = line.coef.iter().fold(1.0_f64, |largest, w| largest.max(w.abs()));
        let rounding = 1e-9 * largest * largest * weights.max(1.0) * 14.0;
        prop_assert!(residuals.iter().sum::<f64>().abs() <= rounding);
        for (column, w) in x.columns().into_iter().zip(&line.coef) {
            let along: f64 = column.iter().zip(&residuals).map(|(x, r)| x * r).sum();
            prop_assert!((along - alpha * w).abs() <= rounding, "{} of {}", along, rounding);
        }
    }

    #[test]
    fn units_and_repetitions_change_no_answer(x in any_table(12, 3), seed in 0_u32..1000) {
        let mut state = RandomState::new(seed);
        let y: Vec<f64> = (0..12).map(|_| state.uniform(-9.0..9.0)).collect();
        let answers = |x: &Table| {
            let mut model = LinearRegression::exact();
            model.fit(x, &y).unwrap();
            model.predict(x).unwrap()
        };
        let plain = answers(&x);
        let other_units = &x * &ndarray::array![[1e6, 1.0, 1e-6]];
        let twice = ndarray::concatenate![Axis(1), x, &x * 1000.0];
        for other in [answers(&other_units), answers(&twice)] {
            for (one, other) in plain.iter().zip(&other) {
                prop_assert!((one - other).abs() < 1e-7, "{} and {}", one, other);
            }
        }
    }

    #[test]
    fn of_several_lines_the_shortest_is_taken(x in any_table(9, 3), seed in 0_u32..1000) {
        let mut state = RandomState::new(seed);
        let y: Vec<f64> = (0..9).map(|_| state.uniform(-9.0..9.0)).collect();
        let twice = ndarray::concatenate![Axis(1), x, x];
        let mut once = Ridge::new(2.0);
        let (mut both, mut plain) = (Ridge::new(1.0), LinearRegression::new());
        let once = once.fit(&x, &y).unwrap();
        let both = both.fit(&twice, &y).unwrap();
        for (idx, w) in once.coef.iter().enumerate() {
            // Each of two equal columns carries half.
            prop_assert!((both.coef[idx] - both.coef[idx + 3]).abs() < 1e-9);
            let _ = w;
        }
        let plain = plain.fit(&twice, &y).unwrap();
        for idx in 0..3 {
            let size = plain.coef[idx].abs().max(1e-3);
            prop_assert!((plain.coef[idx] - plain.coef[idx + 3]).abs() < 1e-6 * size);
        }
    }
}

// ---- curves

#[test]
fn curves_have_scikit_learns_errors() {
    for case in cases("curves") {
        let all = Rows {
            x: table(numbers(&case["x"]).len(), 1, &numbers(&case["x"])),
            y: numbers(&case["y"]),
        };
        let parts =
            Parts { train: all.at(&places(&case["train"])), others: all.at(&places(&case["cv"])) };
        let degree = case["degree"].as_i64().unwrap();
        let knob = match case["alpha"].as_f64() {
            None => Knob::Degree { degrees: vec![degree], regression: Regression::Plain },
            Some(alpha) => Knob::Alpha { degree, alphas: vec![alpha] },
        };
        let points: Vec<_> = Curve::new(parts, knob).collect::<Result<_, _>>().unwrap();
        // Ridge solves the equations of the textbook, which lose their digits where nothing is added.
        let within = if case["alpha"].as_f64() == Some(0.0) { 0.05 } else { 1e-6 };
        check_close(points[0].train, case["train_half_mse"].as_f64().unwrap(), within);
        check_close(points[0].others, case["cv_half_mse"].as_f64().unwrap(), within);
    }
}

// Twelve rows and ten powers: the equations of the textbook give 88 and 108748.
#[test]
fn ten_powers_of_twelve_rows_are_exact() {
    let all = course_rows(EIGHTEEN);
    let split =
        train_test_split(18, Sizes::test(Size::Share(0.33)), Order::Shuffled { random_state: 1 })
            .unwrap();
    let parts = Parts { train: all.at(&split.train), others: all.at(&split.test) };
    let knob = Knob::Degree { degrees: vec![1, 2, 10], regression: Regression::Plain };
    let mut curve = Curve::new(parts.clone(), knob);
    assert_eq!(curve.len(), 3);
    let points: Vec<_> = curve.by_ref().collect::<Result<_, _>>().unwrap();
    let errors: Vec<[f64; 2]> =
        points.iter().map(|point| [point.train.round(), point.others.round()]).collect();
    assert_eq!(errors, [[62437.0, 31859.0], [14883.0, 20243.0], [58.0, 171_215.0]]);
    assert!((points[2].train - 58.01).abs() < 0.005);
    assert_eq!(curve.next(), None);

    // scikit-learn's own tol leaves directions out.
    let point = &points[2];
    let x = |rows: &Rows| {
        point.model.scaler.transform(&point.model.features.transform(&rows.x).unwrap()).unwrap()
    };
    let mut model = LinearRegression::new();
    model.fit(&x(&parts.train), &parts.train.y).unwrap();
    let half =
        |rows: &Rows| mean_squared_error(&rows.y, &model.predict(&x(rows)).unwrap()).unwrap() / 2.0;
    assert_eq!([half(&parts.train).round(), half(&parts.others).round()], [2086.0, 21384.0]);

    let knob = Knob::Alpha { degree: 10, alphas: ALPHAS.to_vec() };
    let errors: Vec<f64> =
        Curve::new(parts, knob).map(|point| point.unwrap().others.round()).collect();
    assert_eq!(
        errors,
        [
            171_215.0, 14275.0, 16963.0, 22194.0, 27928.0, 33545.0, 31002.0, 17010.0, 14738.0,
            79202.0
        ]
    );
}

#[test]
fn more_rows_are_the_first_ones() {
    let all = course_rows(EIGHTEEN);
    let parts =
        Parts { train: all.at(&(0..12).collect::<Vec<_>>()), others: all.at(&[12, 13, 99]) };
    assert_eq!(parts.others.y.len(), 2);
    let knob = Knob::Rows { degree: 1, regression: Regression::Plain, counts: vec![3, 12, 50] };
    assert!(!knob.is_empty());
    let points: Vec<_> = Curve::new(parts.clone(), knob).collect::<Result<_, _>>().unwrap();
    assert_eq!(points.iter().map(|point| point.value).collect::<Vec<_>>(), [3.0, 12.0, 12.0]);
    let first = Rows {
        x: parts.train.x.slice(ndarray::s![..3, ..]).to_owned(),
        y: parts.train.y[..3].to_vec(),
    };
    assert_eq!(points[0].model, Polynomial::fit(1, Regression::Plain, &first).unwrap());
    assert_eq!(points[1].train, points[2].train);
    let knob = Knob::Rows { degree: 1, regression: Regression::Plain, counts: vec![0] };
    Curve::new(parts, knob).next().unwrap().unwrap_err();
}

// The split is luck: the test error is twice that of the other part at every degree.
#[test]
fn forty_rows_have_the_errors_scikit_learn_has() {
    let all = course_rows(FORTY);
    let order = Order::Shuffled { random_state: 1 };
    let split = train_cv_test_split(40, Size::Share(0.4), Size::Share(0.5), order).unwrap();
    assert_eq!(split.cv, [33, 2, 28, 26, 19, 30, 17, 29]);
    let test = all.at(&split.test);
    let parts = Parts { train: all.at(&split.train), others: all.at(&split.cv) };

    let knob = Knob::Degree { degrees: (1..=10).collect(), regression: Regression::Plain };
    let errors = Curve::new(parts.clone(), knob).map(|point| {
        let point = point.unwrap();
        [point.train, point.others, point.model.error(&test).unwrap()].map(f64::round)
    });
    let by_degree = [
        [33075.0, 57076.0, 144_258.0],
        [10285.0, 39592.0, 94835.0],
        [8415.0, 42672.0, 89699.0],
        [5573.0, 60706.0, 83986.0],
        [4984.0, 63952.0, 76668.0],
        [4735.0, 72689.0, 92141.0],
        [4008.0, 115_892.0, 166_956.0],
        [3821.0, 129_499.0, 212_693.0],
        [3780.0, 140_864.0, 208_512.0],
        [3046.0, 331_406.0, 305_776.0],
    ];
    assert_eq!(errors.collect::<Vec<_>>(), by_degree);

    let knob = Knob::Alpha { degree: 10, alphas: ALPHAS.to_vec() };
    let errors = Curve::new(parts, knob).map(|point| point.unwrap().others.round());
    let by_alpha = [
        331_406.0, 115_064.0, 98996.0, 76073.0, 64245.0, 58923.0, 56997.0, 54961.0, 68105.0,
        119_626.0,
    ];
    assert_eq!(errors.collect::<Vec<_>>(), by_alpha);
}

const ALPHAS: [f64; 10] = [0.0, 1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1.0, 10.0, 100.0];

/// Made by the formula of a course: x², with noise.
const EIGHTEEN: &str = include_str!("../sklearn/poly_18.csv");
const FORTY: &str = include_str!("../sklearn/poly_40.csv");

fn course_rows(text: &str) -> Rows {
    let numbers: Vec<f64> = text
        .lines()
        .skip(1)
        .flat_map(|line| line.split(',').take(2).map(|number| number.parse().unwrap()))
        .collect();
    let column = |at: usize| numbers.iter().copied().skip(at).step_by(2).collect::<Vec<_>>();
    Rows { x: table(numbers.len() / 2, 1, &column(0)), y: column(1) }
}

// ---- metrics

#[test]
fn yes_no_metrics_are_scikit_learns() {
    for case in cases("binary_metrics") {
        let (y, p) = (whole(&case["y"]), numbers(&case["p"]));
        for at in case["thresholds"].as_array().unwrap() {
            let q = at_threshold(&p, at["threshold"].as_f64().unwrap());
            let matrix = confusion_matrix(&y, &q, Some(&[0, 1])).unwrap().value;
            let counts = [&at["tn"], &at["fp"], &at["fn"], &at["tp"]];
            assert_eq!(
                matrix.iter().copied().collect::<Vec<_>>(),
                counts.map(|count| count.as_i64().unwrap())
            );
            assert_eq!(accuracy_score(&y, &q).unwrap(), at["accuracy"]);
            let scores = [precision_score, recall_score, f1_score]
                .map(|f| f(&y, &q, YES, ZeroDivision::Warn).unwrap());
            assert_eq!(
                json!(scores.each_ref().map(|score| score.value)),
                json!([at["precision"], at["recall"], at["f1"]])
            );
            let warnings: Vec<String> = [&scores[0], &scores[2]]
                .iter()
                .flat_map(|score| &score.warnings)
                .map(Warning::to_string)
                .collect();
            assert_eq!(json!(warnings), at["warnings"]);
        }
        let q = at_threshold(&p, 0.5);
        assert_eq!(
            arrays::numpy_str(&confusion_matrix(&y, &q, None).unwrap().value),
            case["confusion"]
        );
        let silent = Report { zero_division: ZeroDivision::Zero, ..Report::default() };
        assert_eq!(classification_report(&y, &q, &silent).unwrap().value, case["report"]);
        check_close(log_loss(&y, &p).unwrap(), case["log_loss"].as_f64().unwrap(), 1e-14);
        let truth: Vec<f64> = y.iter().map(|y| *y as f64).collect();
        assert_eq!(mean_squared_error(&truth, &p).unwrap(), case["mse"]);
        check_close(r2_score(&truth, &p).unwrap().value, case["r2"].as_f64().unwrap(), 1e-14);
    }
}

#[test]
fn metrics_of_several_classes_are_scikit_learns() {
    for case in cases("metrics") {
        let (y, q) = (whole(&case["y"]), whole(&case["predicted"]));
        assert_eq!(
            json!(nested(&confusion_matrix(&y, &q, None).unwrap().value)),
            case["confusion"]
        );
        assert_eq!(accuracy_score(&y, &q).unwrap(), case["accuracy"]);
        for (average, name) in
            [(Average::Macro, "macro"), (Average::Micro, "micro"), (Average::Weighted, "weighted")]
        {
            for (of, which) in
                [("precision", Score::Precision), ("recall", Score::Recall), ("f1", Score::F1)]
            {
                let value = score(which, &y, &q, average, ZeroDivision::Zero).unwrap().value;
                assert_eq!(value, case[format!("{of}_{name}")], "{of} {name}");
            }
        }
        let report = Report { digits: 3, zero_division: ZeroDivision::Zero, ..Report::default() };
        assert_eq!(classification_report(&y, &q, &report).unwrap().value, case["report"]);
    }
}

#[test]
fn scores_that_have_no_meaning_agree_or_complain_alike() {
    for case in more("labels") {
        let (y, q) = (whole(&case["y"]), whole(&case["predicted"]));
        let matrix = confusion_matrix(&y, &q, None);
        check_warned(&case["confusion"], matrix, |matrix| json!(nested(matrix)));
        assert_eq!(accuracy_score(&y, &q).unwrap(), case["accuracy"]);
        for told in case["scores"].as_array().unwrap() {
            let which = match told["score"].as_str().unwrap() {
                "precision" => Score::Precision,
                "recall" => Score::Recall,
                _ => Score::F1,
            };
            let average = match told["average"].as_str().unwrap() {
                "binary" => YES,
                "micro" => Average::Micro,
                "macro" => Average::Macro,
                _ => Average::Weighted,
            };
            check_warned(told, score(which, &y, &q, average, zero_division(told)), |value| {
                json!(value)
            });
        }
        for told in case["each"].as_array().unwrap() {
            let each = precision_recall_fscore_support(&y, &q, None, zero_division(told));
            check_warned(told, each, |each| {
                json!([
                    each.precision,
                    each.recall,
                    each.f1,
                    each.support
                        .iter()
                        .map(|n| if told["value"][3][0].is_f64() {
                            json!(*n as f64)
                        } else {
                            json!(n)
                        })
                        .collect::<Vec<_>>()
                ])
            });
        }
        for told in case["reports"].as_array().unwrap() {
            let report = Report {
                labels: told["labels"].is_array().then(|| whole(&told["labels"])),
                target_names: told["target_names"].is_array().then(|| texts(&told["target_names"])),
                digits: told["digits"].as_u64().unwrap_or(2) as usize,
                zero_division: zero_division(told),
            };
            check_warned(told, classification_report(&y, &q, &report), |text| json!(text));
        }
    }
}

fn check_warned<T>(told: &Value, ours: Result<Warned<T>, Error>, shown: impl Fn(&T) -> Value) {
    match ours {
        Err(error) => check_said(told, &error),
        Ok(Warned { value, warnings }) => {
            assert_eq!(shown(&value), told["value"], "{told}");
            let warnings: Vec<[String; 2]> = warnings
                .iter()
                .map(|warning| [warning.python_type().to_owned(), warning.to_string()])
                .collect();
            assert_eq!(json!(warnings), told["warnings"], "{told}");
        }
    }
}

fn zero_division(told: &Value) -> ZeroDivision {
    match &told["zero_division"] {
        Value::Number(number) if number.as_f64() == Some(0.0) => ZeroDivision::Zero,
        Value::Number(_) => ZeroDivision::One,
        Value::String(text) if text == "nan" => ZeroDivision::Nan,
        _ => ZeroDivision::Warn,
    }
}

#[test]
fn errors_of_numbers_are_scikit_learns() {
    for case in more("numbers") {
        let (y, predicted) = (numbers(&case["y"]), numbers(&case["predicted"]));
        assert_eq!(mean_squared_error(&y, &predicted).unwrap(), case["mse"]);
        let r2 = r2_score(&y, &predicted).unwrap();
        assert_eq!(r2.warnings.len(), case["r2"]["warnings"].as_array().unwrap().len());
        assert!(
            r2.value.is_nan() && case["r2"]["value"].is_null()
                || (r2.value - case["r2"]["value"].as_f64().unwrap()).abs()
                    <= 1e-13 * r2.value.abs()
        );
        match log_loss(&whole(&case["labels"]), &numbers(&case["p"])) {
            Ok(loss) => check_close(loss, case["log_loss"]["value"].as_f64().unwrap(), 1e-14),
            Err(error) => check_said(&case["log_loss"], &error),
        }
    }
}

proptest! {
    #[test]
    fn counts_add_up(y in prop::collection::vec(0_i64..4, 1..60), seed in 0_u32..1000) {
        let mut state = RandomState::new(seed);
        let q = state.randint(0..4, y.len());
        let matrix = confusion_matrix(&y, &q, None).unwrap().value;
        prop_assert_eq!(matrix.sum(), y.len() as i64);
        let accuracy = accuracy_score(&y, &q).unwrap();
        prop_assert!((matrix.diag().sum() as f64 / y.len() as f64 - accuracy).abs() < 1e-15);
        let micro = f1_score(&y, &q, Average::Micro, ZeroDivision::Warn).unwrap().value;
        prop_assert_eq!(micro, accuracy);
        let each = precision_recall_fscore_support(&y, &q, None, ZeroDivision::Warn).unwrap().value;
        for idx in 0..each.labels.len() {
            let (precision, recall) = (each.precision[idx], each.recall[idx]);
            let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
            prop_assert!((each.f1[idx] - f1).abs() < 1e-12);
        }
    }
}

// ---- printing

#[test]
fn arrays_are_printed_as_numpy_does() {
    for case in [cases("prints"), more("prints")].concat() {
        let shape = places(&case["shape"]);
        let data = case["data"].as_array().unwrap();
        let [str, repr] = match case["dtype"].as_str().unwrap() {
            "f" => printed(&shape, numbers(&case["data"])),
            "i" => printed(&shape, whole(&case["data"])),
            "b" => printed(&shape, data.iter().map(|yes| yes.as_bool().unwrap()).collect()),
            "U" => printed(&shape, texts(&case["data"])),
            _ => printed(&shape, texts(&case["data"]).into_iter().map(arrays::Word).collect()),
        };
        assert_eq!(str, case["str"]);
        assert_eq!(repr, case["repr"]);
    }
    assert_eq!(arrays::float64_repr(0.1 + 0.2), "np.float64(0.30000000000000004)");
    for case in more("floats") {
        assert_eq!(arrays::float_repr(case["value"].as_f64().unwrap()), case["repr"]);
    }
}

fn printed<T: arrays::Element>(shape: &[usize], data: Vec<T>) -> [String; 2] {
    let array = ArrayD::from_shape_vec(shape, data).unwrap();
    [arrays::numpy_str(&array), arrays::numpy_repr(&array)]
}

#[test]
fn whole_numbers_are_labels() {
    assert_eq!(class_labels(&[0.0, 2.0], &[2.0, -1.0]).unwrap(), [vec![0, 2], vec![2, -1]]);
    let array = ndarray::array![[1.0, 2.0]];
    assert_eq!(as_table(&array.view().into_dyn(), Estimator::Ridge).unwrap(), array);
}

// ---- helpers

pub(crate) fn check_said(case: &Value, error: &Error) {
    assert_eq!(error.to_string(), case["text"], "{case}");
    assert_eq!(error.python_type(), case["type"], "{case}");
}

#[track_caller]
fn check_close(ours: f64, theirs: f64, relative: f64) {
    let size = theirs.abs().max(1e-9);
    assert!((ours - theirs).abs() <= relative * size, "{ours} and {theirs}");
}

#[track_caller]
fn check_all_close(ours: &[f64], theirs: &[f64], relative: f64) {
    assert_eq!(ours.len(), theirs.len());
    ours.iter().zip(theirs).for_each(|(ours, theirs)| check_close(*ours, *theirs, relative));
}

/// To the last bit, NaN being NaN.
#[track_caller]
pub(crate) fn check_same(ours: &[f64], theirs: &Value) {
    let theirs = numbers(theirs);
    let is_same = |(a, b): (&f64, &f64)| a == b || a.is_nan() && b.is_nan();
    assert!(
        ours.len() == theirs.len() && ours.iter().zip(&theirs).all(is_same),
        "{ours:?}\n{theirs:?}"
    );
}

pub(crate) fn any_table(rows: usize, columns: usize) -> impl Strategy<Value = Table> {
    prop::collection::vec(-90_i32..90, rows * columns).prop_map(move |numbers| {
        let numbers: Vec<f64> = numbers.into_iter().map(|number| f64::from(number) / 8.0).collect();
        table(rows, columns, &numbers)
    })
}

pub(crate) fn flat(table: &Table) -> Vec<f64> {
    table.iter().copied().collect()
}

fn nested(matrix: &ndarray::Array2<i64>) -> Vec<Vec<i64>> {
    matrix.rows().into_iter().map(|row| row.to_vec()).collect()
}

pub(crate) fn size(value: &Value) -> Option<Size> {
    match (value.as_i64(), value.as_f64()) {
        (Some(count), _) => Some(Size::Count(count)),
        (None, share) => share.map(Size::Share),
    }
}

fn order(case: &Value) -> Order {
    if case["shuffle"] == true {
        Order::Shuffled { random_state: case["random_state"].as_i64().unwrap() }
    } else {
        Order::AsTheyStand
    }
}

pub(crate) fn count(value: &Value) -> usize {
    value.as_u64().unwrap() as usize
}

pub(crate) fn places(value: &Value) -> Vec<usize> {
    value.as_array().unwrap().iter().map(count).collect()
}

fn whole(value: &Value) -> Vec<i64> {
    value.as_array().unwrap().iter().map(|number| number.as_i64().unwrap()).collect()
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

/// All numbers of an array of any depth, in order.
pub(crate) fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Array(parts) => parts.iter().flat_map(numbers).collect(),
        Value::Null => vec![f64::NAN],
        Value::String(text) => vec![text.parse().unwrap()],
        _ => vec![value.as_f64().unwrap()],
    }
}

pub(crate) fn rows(value: &Value) -> Table {
    let rows = value.as_array().unwrap();
    table(rows.len(), rows[0].as_array().unwrap().len(), &numbers(value))
}

/// Words or whole numbers.
pub(crate) fn categories(value: &Value) -> Vec<Category> {
    let category = |value: &Value| match value.as_i64() {
        Some(number) => Category::Int(number),
        None => Category::from(value.as_str().unwrap()),
    };
    value.as_array().unwrap().iter().map(category).collect()
}

/// The columns of rows of them.
fn columns(value: &Value) -> Vec<Vec<Category>> {
    let rows: Vec<Vec<Category>> = value.as_array().unwrap().iter().map(categories).collect();
    (0..rows[0].len()).map(|idx| rows.iter().map(|row| row[idx].clone()).collect()).collect()
}
