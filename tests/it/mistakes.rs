//! Mistakes with scikit-learn: what it says, word for word, and the same in plain words.

#![allow(clippy::unwrap_used, reason = "a test may be strict")]

use layerlab::sklearn::metrics::{
    Average, Report, ZeroDivision, accuracy_score, class_labels, classification_report,
    confusion_matrix, f1_score, log_loss, mean_squared_error, precision_score, r2_score,
    recall_score,
};
use layerlab::sklearn::{
    Category, Error, Estimator, LinearRegression, OneHotEncoder, Order, PolynomialFeatures, Ridge,
    Size, Sizes, StandardScaler, Table, as_table, table, train_test_split,
};
use ndarray::ArrayD;

use crate::cases::sklearn_cases as cases;
use crate::cases::sklearn_more as more;
use crate::sklearn::check_said;

const YES: Average = Average::Binary { pos_label: 1 };

#[test]
fn errors_are_scikit_learns_word_for_word() {
    let mut seen = 0;
    for case in [cases("errors"), more("errors")].concat() {
        let what = case["what"].as_str().unwrap();
        if let Some(error) = mistake(what) {
            seen += 1;
            check_said(&case, &error);
            let plain = format!("{} {}", error.what_happened(), error.what_to_do());
            assert!(plain.ends_with('.') && !plain.contains('!'), "{what}: {plain}");
        }
    }
    assert_eq!(seen, 5 + more("errors").len());
}

/// The mistakes of the cases, made here; none for those of models that are elsewhere.
fn mistake(what: &str) -> Option<Error> {
    let x = || table(3, 2, &[1.0, 2.0, 3.0, 4.0, 5.0, 7.0]);
    let y = [1.0, 2.0, 3.0];
    if let Some((name, mistake)) = what.split_once(' ')
        && let Some(estimator) = [
            Estimator::StandardScaler,
            Estimator::PolynomialFeatures,
            Estimator::LinearRegression,
            Estimator::Ridge,
        ]
        .into_iter()
        .find(|estimator| estimator.name() == name)
    {
        return Some(mistake_of(estimator, mistake));
    }
    let names = vec!["a".to_owned()];
    let split =
        |n, sizes| train_test_split(n, sizes, Order::Shuffled { random_state: 0 }).unwrap_err();
    Some(match what {
        "scaler unfitted" => StandardScaler::new().transform(&x()).unwrap_err(),
        "scaler, other width" => {
            let mut scaler = StandardScaler::new();
            scaler.fit(&Table::ones((4, 2))).unwrap();
            scaler.transform(&Table::ones((1, 3))).unwrap_err()
        }
        "degree below 0" => PolynomialFeatures::new(-1).fit(&x()).unwrap_err(),
        "nothing left to train" => split(4, Sizes::test(Size::Share(1.0))),
        "one row to split" => split(1, Sizes::default()),
        "scaler unfitted, back" => StandardScaler::new().inverse_transform(&x()).unwrap_err(),
        "scaler width, back" => {
            let mut scaler = StandardScaler::new();
            scaler.fit(&x()).unwrap();
            scaler.inverse_transform(&Table::ones((1, 3))).unwrap_err()
        }
        "alpha -1.0" => Ridge::new(-1.0).fit(&x(), &y).unwrap_err(),
        "alpha nan" => Ridge::new(f64::NAN).fit(&x(), &y).unwrap_err(),
        "alpha inf" => Ridge::new(f64::INFINITY).fit(&x(), &y).unwrap_err(),
        "tol -1.0" => {
            let mut model = LinearRegression::new();
            model.tol = -1.0;
            model.fit(&x(), &y).unwrap_err()
        }
        "no column at all" => PolynomialFeatures::new(0).without_bias().fit(&x()).unwrap_err(),
        "names" => {
            let mut polynomial = PolynomialFeatures::new(2);
            polynomial.fit(&x()).unwrap();
            polynomial.feature_names_out(Some(&names)).unwrap_err()
        }
        "names unfitted" => PolynomialFeatures::new(2).feature_names_out(None).unwrap_err(),
        "too large" => {
            PolynomialFeatures::new(10).fit_transform(&Table::ones((10, 100))).unwrap_err()
        }
        _ => return mistake_of_encoder(what).or_else(|| mistake_of_metric(what)),
    })
}

fn mistake_of(estimator: Estimator, what: &str) -> Error {
    let x = table(3, 2, &[1.0, 2.0, 3.0, 4.0, 5.0, 7.0]);
    let with = |odd: f64| table(3, 2, &[odd, 2.0, 3.0, 4.0, 5.0, 7.0]);
    let y = [1.0, 2.0, 3.0];
    let fit = |x: &Table, y: &[f64]| match estimator {
        Estimator::StandardScaler => StandardScaler::new().fit(x).map(drop),
        Estimator::PolynomialFeatures => PolynomialFeatures::new(2).fit(x),
        Estimator::LinearRegression => LinearRegression::new().fit(x, y).map(drop),
        _ => Ridge::new(1.0).fit(x, y).map(drop),
    };
    let uses = |known: Option<&Table>, new: &Table| {
        let (mut scaler, mut polynomial) = (StandardScaler::new(), PolynomialFeatures::new(2));
        let (mut plain, mut ridge) = (LinearRegression::new(), Ridge::new(1.0));
        if let Some(x) = known {
            scaler.fit(x).unwrap();
            polynomial.fit(x).unwrap();
            plain.fit(x, &y).unwrap();
            ridge.fit(x, &y).unwrap();
        }
        match estimator {
            Estimator::StandardScaler => scaler.transform(new).map(drop),
            Estimator::PolynomialFeatures => polynomial.transform(new).map(drop),
            Estimator::LinearRegression => plain.predict(new).map(drop),
            _ => ridge.predict(new).map(drop),
        }
    };
    let array = |shape: &[usize], numbers: Vec<f64>| {
        let array = ArrayD::from_shape_vec(shape, numbers).unwrap();
        as_table(&array.view(), estimator).unwrap_err()
    };
    match what {
        "NaN" => fit(&with(f64::NAN), &y).unwrap_err(),
        "uses NaN" => uses(Some(&x), &with(f64::NAN)).unwrap_err(),
        "infinite" => fit(&with(f64::INFINITY), &y).unwrap_err(),
        "one axis" => array(&[3], vec![1.0, 3.0, 5.0]),
        "three axes" => array(&[1, 3, 2], vec![0.0; 6]),
        "no axis" => array(&[], vec![5.0]),
        "no rows" => fit(&Table::ones((0, 2)), &[]).unwrap_err(),
        "no columns" => fit(&Table::ones((3, 0)), &y).unwrap_err(),
        "unfitted" => uses(None, &x).unwrap_err(),
        "width" => uses(Some(&x), &Table::ones((1, 3))).unwrap_err(),
        "lengths" => fit(&x, &y[..2]).unwrap_err(),
        "y NaN" => fit(&x, &[1.0, f64::NAN, 2.0]).unwrap_err(),
        "y infinite" => fit(&x, &[1.0, f64::INFINITY, 2.0]).unwrap_err(),
        _ => panic!("{what}"),
    }
}

fn mistake_of_metric(what: &str) -> Option<Error> {
    if let Some((name, mistake)) = what.split_once(' ')
        && let (y, q) =
            if mistake == "lengths" { (&[0, 1, 1][..], &[0, 1][..]) } else { (&[][..], &[][..]) }
        && ["lengths", "nothing"].contains(&mistake)
    {
        return Some(match name {
            "accuracy_score" => accuracy_score(y, q).unwrap_err(),
            "confusion_matrix" => confusion_matrix(y, q, None).unwrap_err(),
            "precision_score" => precision_score(y, q, YES, ZeroDivision::Warn).unwrap_err(),
            "classification_report" => classification_report(y, q, &Report::default()).unwrap_err(),
            "log_loss" => {
                log_loss(y, &q.iter().map(|q| *q as f64 / 9.0).collect::<Vec<_>>()).unwrap_err()
            }
            _ => {
                let [y, q] = [y, q]
                    .map(|labels| labels.iter().map(|label| *label as f64).collect::<Vec<_>>());
                if name == "r2_score" {
                    r2_score(&y, &q).unwrap_err()
                } else {
                    mean_squared_error(&y, &q).unwrap_err()
                }
            }
        });
    }
    let report = |names: &[&str]| Report {
        target_names: Some(names.iter().map(|name| (*name).to_owned()).collect()),
        ..Report::default()
    };
    Some(match what {
        "accuracy_score unpredicted" => accuracy_score(&[0, 1], &[]).unwrap_err(),
        "confusion_matrix unpredicted" => confusion_matrix(&[0, 1], &[], None).unwrap_err(),
        "chances for labels" => class_labels(&[0.0, 1.0, 1.0], &[0.2, 0.7, 0.1]).unwrap_err(),
        "chances for three labels" => class_labels(&[0.0, 1.0, 2.0], &[0.2, 0.7, 0.1]).unwrap_err(),
        "measurements" => class_labels(&[0.2, 0.3], &[0.2, 0.7]).unwrap_err(),
        "labels NaN" => class_labels(&[0.0, 1.0, f64::NAN], &[0.0, 1.0, 1.0]).unwrap_err(),
        "predictions NaN" => class_labels(&[0.0, 1.0, 1.0], &[0.0, 1.0, f64::NAN]).unwrap_err(),
        "three labels" => f1_score(&[0, 1, 2], &[0, 1, 1], YES, ZeroDivision::Warn).unwrap_err(),
        "no yes" => recall_score(&[0, 2], &[2, 0], YES, ZeroDivision::Warn).unwrap_err(),
        "target names" => classification_report(&[0, 1], &[1, 0], &report(&["a"])).unwrap_err(),
        "no labels" => confusion_matrix(&[0, 1], &[1, 1], Some(&[])).unwrap_err(),
        "labels absent" => confusion_matrix(&[0, 1], &[1, 1], Some(&[5])).unwrap_err(),
        "mean_squared_error NaN" => mean_squared_error(&[1.0, f64::NAN], &[1.0, 2.0]).unwrap_err(),
        "mean_squared_error infinite" => {
            mean_squared_error(&[1.0, 2.0], &[1.0, f64::INFINITY]).unwrap_err()
        }
        "r2_score NaN" => r2_score(&[1.0, f64::NAN], &[1.0, 2.0]).unwrap_err(),
        "r2_score infinite" => r2_score(&[1.0, 2.0], &[1.0, f64::INFINITY]).unwrap_err(),
        "log_loss one label" => log_loss(&[1, 1], &[0.2, 0.3]).unwrap_err(),
        "log_loss above 1" => log_loss(&[0, 1], &[0.2, 1.5]).unwrap_err(),
        "log_loss below 0" => log_loss(&[0, 1], &[-0.5, 0.5]).unwrap_err(),
        "log_loss three labels" => log_loss(&[0, 1, 2], &[0.1, 0.2, 0.3]).unwrap_err(),
        "log_loss NaN" => log_loss(&[0, 1], &[0.1, f64::NAN]).unwrap_err(),
        _ => return None,
    })
}

fn mistake_of_encoder(what: &str) -> Option<Error> {
    let ints = |text: &[i64]| text.iter().copied().map(Category::from).collect::<Vec<_>>();
    let words = |text: &[&str]| text.iter().copied().map(Category::from).collect::<Vec<_>>();
    let animals = || [words(&["cat", "dog"]), words(&["x", "y"])];
    let encoder = || {
        let mut encoder = OneHotEncoder::new();
        encoder.fit(&animals()).unwrap();
        encoder
    };
    let names = vec!["a".to_owned()];
    Some(match what {
        "encoder unfitted" => OneHotEncoder::new().transform(&animals()).unwrap_err(),
        "encoder width" => encoder().transform(&animals()[..1]).unwrap_err(),
        "encoder names" => encoder().feature_names_out(Some(&names)).unwrap_err(),
        "unknown word" => encoder().transform(&[words(&["cow"]), words(&["x"])]).unwrap_err(),
        "unknown number" => {
            let mut encoder = OneHotEncoder::new();
            encoder.fit(&[ints(&[1, 2])]).unwrap();
            encoder.transform(&[ints(&[7])]).unwrap_err()
        }
        "encoder no rows" => OneHotEncoder::new().fit(&[words(&[]), words(&[])]).unwrap_err(),
        "encoder nothing" => OneHotEncoder::new().fit(&[]).unwrap_err(),
        "back, zeros" => {
            encoder().inverse_transform(&table(1, 4, &[0.0, 0.0, 1.0, 0.0])).unwrap_err()
        }
        "back, width" => encoder().inverse_transform(&table(1, 2, &[0.0, 1.0])).unwrap_err(),
        _ => return None,
    })
}
