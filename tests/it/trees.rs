//! Trees and forests: every array, number and text of `tests/sklearn/cases.json`, by `==`.
//!
//! `SKLEARN_CASES` may name another file of the same form, made with another seed.

#![allow(clippy::float_cmp, clippy::unwrap_used, reason = "a test may be strict")]

use std::sync::Arc;

use layerlab::sklearn::{Category, Error, Estimator, RandomState, Size, Table, as_table, table};
use layerlab::trees::{
    Criterion, DecisionTreeClassifier, DecisionTreeRegressor, Drawn, MaxFeatures, Node, Question,
    RandomForestClassifier, RandomForestRegressor, Samples, Settings, Split, Target, Text, Tree,
    Trees, by_hand, candidates, entropy, gini, labels, pruned, squared_error,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::cases::sklearn_cases as cases;
use crate::sklearn::{categories, check_same, count, flat, numbers, places, rows, size};

// ---- impurity and gain

#[test]
fn impurity_is_what_scipy_and_scikit_learn_say() {
    for case in cases("entropy") {
        let counts = numbers(&case["counts"]);
        check_near(entropy(&counts), &case["entropy"]);
        check_near(gini(&counts), &case["gini"]);
    }
    assert_eq!([entropy(&[]), gini(&[]), squared_error(&[])], [0.0; 3]);
    assert_eq!(squared_error(&[1.0, 3.0]), 1.0);
}

#[test]
fn every_question_gains_what_it_gains() {
    for case in cases("gains") {
        let (x, y) = (rows(&case["x"]), categories(&case["y"]));
        let samples = classes(&x, &y);
        for theirs in case["splits"].as_array().unwrap() {
            let feature = count(&theirs["feature"]);
            let all = candidates(&samples, Criterion::Entropy, &samples.rows(), feature);
            let threshold = theirs["threshold"].as_f64().unwrap();
            let found = all.iter().find(|it| (it.threshold - threshold).abs() < 1e-6);
            let sides = [&theirs["left"], &theirs["right"]].map(places);
            let Some(ours) = found else {
                assert!(sides.iter().any(Vec::is_empty), "{theirs}");
                continue;
            };
            assert_eq!([ours.left.n, ours.right.n], sides.each_ref().map(|it| it.len() as f64));
            assert_eq!(ours.left.n / x.nrows() as f64, theirs["w_left"].as_f64().unwrap());
            check_near(ours.left.impurity, &theirs["h_left"]);
            check_near(ours.right.impurity, &theirs["h_right"]);
            check_near(ours.gain, &theirs["gain"]);
        }
    }
}

/// The gain that is worked out of all numbers of both sides, once more for every question.
#[test]
fn a_question_about_numbers_takes_away_their_spread() {
    let x = table(9, 1, &[3.0, 1.0, f64::NAN, 2.0, 2.0, 7.0, f64::NAN, 1.0, 5.0]);
    let y = vec![0.5, 3.25, 9.0, -1.5, 4.0, 2.0, 8.5, 0.0, 7.0];
    let samples = Samples::new(&x, Target::Numbers(y.clone()));
    let all = candidates(&samples, Criterion::SquaredError, &samples.rows(), 0);
    assert_eq!(all.iter().map(|it| it.threshold).collect::<Vec<_>>(), [1.5, 2.5, 4.0, 6.0]);
    for ours in all {
        let gain = |missing_go_to_left: bool| {
            let split = Split {
                feature: 0,
                threshold: ours.threshold,
                missing_go_to_left,
                left: 1,
                right: 2,
            };
            let (left, right): (Vec<usize>, Vec<usize>) =
                (0..9).partition(|row| split.goes_left(x[[*row, 0]] as f32));
            let of = |rows: &[usize]| -> (f64, f64) {
                let numbers: Vec<f64> = rows.iter().map(|row| y[*row]).collect();
                (rows.len() as f64, squared_error(&numbers))
            };
            let [(n_left, left), (n_right, right)] = [of(&left), of(&right)];
            let gain = squared_error(&y) - n_left / 9.0 * left - n_right / 9.0 * right;
            (gain, [n_left, n_right], [left, right])
        };
        let (gain_of_ours, n, impurities) = gain(ours.missing_go_to_left);
        assert!((ours.gain - gain_of_ours).abs() < 1e-13, "{ours:?}");
        assert!(gain(!ours.missing_go_to_left).0 < gain_of_ours, "{ours:?}");
        assert_eq!([ours.left.n, ours.right.n], n);
        assert!((ours.left.impurity - impurities[0]).abs() < 1e-13);
        assert!((ours.right.impurity - impurities[1]).abs() < 1e-13);
    }
}

/// Both sides can gain alike and be rounded otherwise, so that they are compared as a tree compares.
#[test]
fn a_hand_sends_what_is_missing_where_a_tree_does() {
    for seed in 800..1300 {
        let mut state = RandomState::new(seed);
        let mut of = |most: i64, n: usize| -> Vec<f64> {
            state.randint(0..most, n).into_iter().map(|number| number as f64).collect()
        };
        let holes = of(6, 75);
        let value = |(at, number): (usize, f64)| match at % 3 {
            0 | 1 if holes[at] == 0.0 => f64::NAN,
            _ => number,
        };
        let x: Vec<f64> = of(5, 75).into_iter().enumerate().map(value).collect();
        let (x, y) = (table(25, 3, &x), labels(&of(3, 25)).unwrap());
        let (tree, samples) = grown(&x, &y, None);
        let places = tree.places();
        let question = |place: u64| {
            let number = places.iter().position(|it| *it == Some(place))?;
            let Split { feature, threshold, .. } = tree.nodes[number].split?;
            Some(Question { feature, threshold })
        };
        let splits = |tree: &Tree| tree.nodes.iter().map(|node| node.split).collect::<Vec<_>>();
        if splits(&tree).iter().flatten().all(|split| split.threshold.is_finite()) {
            let by_hand = by_hand(&samples, Criterion::Gini, question);
            assert_eq!(splits(&by_hand), splits(&tree), "{seed}");
        }
    }
}

// ---- trees

#[test]
fn classifiers_are_scikit_learns() {
    for case in cases("classifiers") {
        let (x, y, x_new) = (rows(&case["x"]), categories(&case["y"]), rows(&case["x_new"]));
        let mut model = DecisionTreeClassifier::new(settings(&case, Criterion::Gini));
        assert_eq!(model.repr(), case["repr"]);
        let tree = model.fit(&x, &y).unwrap().clone();
        check_tree(&tree, &case["tree"]);
        assert_eq!(tree.depth(), count(&case["depth"]));
        assert_eq!(tree.n_leaves(), count(&case["n_leaves"]));
        assert_eq!(model.classes().unwrap(), categories(&case["classes"]));
        assert_eq!(model.predict(&x_new).unwrap(), categories(&case["predict"]));
        check_same(&flat(&model.predict_proba(&x_new).unwrap()), &case["predict_proba"]);
        assert_eq!(model.apply(&x_new).unwrap(), places(&case["apply"]));
        assert_eq!(model.score(&x, &y).unwrap(), case["score"].as_f64().unwrap());
        check_same(&tree.feature_importances(), &case["feature_importances"]);
        assert_eq!(
            model.export_text(&named(names(&case).as_deref())).unwrap(),
            case["export_text"]
        );
        check_considered(&tree, &case["considered"]);
    }
}

#[test]
fn regressors_are_scikit_learns() {
    for case in cases("regressors") {
        let (x, y, x_new) = (rows(&case["x"]), numbers(&case["y"]), rows(&case["x_new"]));
        let mut model = DecisionTreeRegressor::new(settings(&case, Criterion::SquaredError));
        assert_eq!(model.repr(), case["repr"]);
        let tree = model.fit(&x, &y).unwrap().clone();
        check_tree(&tree, &case["tree"]);
        assert_eq!(tree.depth(), count(&case["depth"]));
        assert_eq!(tree.n_leaves(), count(&case["n_leaves"]));
        check_same(&model.predict(&x_new).unwrap(), &case["predict"]);
        assert_eq!(model.apply(&x_new).unwrap(), places(&case["apply"]));
        assert_eq!(model.score(&x, &y).unwrap(), case["score"].as_f64().unwrap());
        check_same(&tree.feature_importances(), &case["feature_importances"]);
        assert_eq!(
            model.export_text(&named(names(&case).as_deref())).unwrap(),
            case["export_text"]
        );
        check_considered(&tree, &case["considered"]);
    }
}

/// Sums beyond a float64 are infinite, and what is taken from them is no number. scikit-learn goes on.
#[test]
fn targets_whose_squares_have_no_number_are_split_all_the_same() {
    let x = table(4, 1, &[1.0, 2.0, 3.0, 4.0]);
    let targets = [
        [1e200, 2e200, 3e200, -1e200],
        [1e154, 2e154, 1e154, 1.0],
        [1e308, 1e308, 1e308, -1e308],
        [1e308; 4],
        [-1e308, 1e308, -1e308, 1e308],
    ];
    for (y, ccp_alpha) in targets.iter().flat_map(|y| [(y, 0.0), (y, 1.0)]) {
        let own = Settings::new(Criterion::SquaredError, 0);
        let mut model = DecisionTreeRegressor::new(Settings { ccp_alpha, ..own });
        let tree = model.fit(&x, y).unwrap();
        let thresholds: Vec<f64> =
            tree.nodes.iter().filter_map(|node| node.split).map(|split| split.threshold).collect();
        assert_eq!(thresholds, [1.5, 2.5, 3.5]);
        assert_eq!(model.predict(&x).unwrap(), y);
    }
}

#[test]
fn a_tree_that_does_not_depend_on_chance_is_the_same_for_every_random_state() {
    for case in cases("classifiers") {
        let (x, y) = (rows(&case["x"]), categories(&case["y"]));
        let grown = |random_state: i64| {
            let settings = Settings { random_state, ..settings(&case, Criterion::Gini) };
            let mut model = DecisionTreeClassifier::new(settings);
            let tree = model.fit(&x, &y).unwrap().clone();
            tree.nodes.into_iter().map(|node| node.split).collect::<Vec<_>>()
        };
        let is_free = (0..25).all(|random_state| grown(random_state) == grown(case_seed(&case)));
        assert_eq!(is_free, case["same_for_every_random_state"], "{}", case["note"]);
    }
}

#[test]
fn texts_are_scikit_learns_to_the_letter() {
    let export = exported();
    let trees = ["classifier", "regressor"].map(|of| tree_of(&export[of]));
    for case in export["texts"].as_array().unwrap() {
        let is_classifier = case["of"] == "classifier";
        let given = &case["arguments"];
        let names = |key: &str| given[key].as_array().map(|names| texts(names));
        let (features, classes) = (names("feature_names"), names("class_names"));
        let own = ["0", "1", "2"].map(str::to_owned).to_vec();
        let class_names = if is_classifier { classes.unwrap_or(own) } else { Vec::new() };
        let whole = |key: &str, own: usize| given[key].as_u64().map_or(own, |it| it as usize);
        let text = Text {
            feature_names: features.as_deref(),
            class_names: &class_names,
            max_depth: whole("max_depth", 10),
            spacing: whole("spacing", 3),
            decimals: whole("decimals", 2),
            show_weights: given["show_weights"] == true,
        };
        assert_eq!(text.of(&trees[usize::from(!is_classifier)]), case["text"], "{given}");
    }
}

fn exported() -> Value {
    crate::cases::sklearn_case("export")
}

// ---- forests

#[test]
fn forests_are_scikit_learns() {
    for case in cases("forests") {
        let (x, x_new) = (rows(&case["x"]), rows(&case["x_new"]));
        let trees = trees(&case);
        let oob = case["oob_score"].as_f64();
        if case["classes"].is_array() {
            let y = categories(&case["y"]);
            let own = settings_over(&case, RandomForestClassifier::own(0));
            let mut model = RandomForestClassifier::new(own, trees);
            assert_eq!(model.repr(), case["repr"]);
            check_forest(&model.fit(&x, &y).unwrap().trees, &case["trees"], &x);
            assert_eq!(model.classes().unwrap(), categories(&case["classes"]));
            assert_eq!(model.predict(&x_new).unwrap(), categories(&case["predict"]));
            check_same(&flat(&model.predict_proba(&x_new).unwrap()), &case["predict_proba"]);
            assert_eq!(model.score(&x, &y).unwrap(), case["score"].as_f64().unwrap());
            if oob.is_some() {
                assert_eq!(model.oob_score(&x, &y).ok(), oob);
                let (said, _) = model.forest().unwrap().out_of_bag(&x);
                check_same(&flat(&said), &case["oob"]);
            }
            let importances = model.forest().unwrap().feature_importances();
            check_same(&importances, &case["feature_importances"]);
        } else {
            let y = numbers(&case["y"]);
            let own = settings_over(&case, RandomForestRegressor::own(0));
            let mut model = RandomForestRegressor::new(own, trees);
            assert_eq!(model.repr(), case["repr"]);
            check_forest(&model.fit(&x, &y).unwrap().trees, &case["trees"], &x);
            check_same(&model.predict(&x_new).unwrap(), &case["predict"]);
            assert_eq!(model.score(&x, &y).unwrap(), case["score"].as_f64().unwrap());
            if oob.is_some() {
                assert_eq!(model.oob_score(&x, &y).ok(), oob);
                let (said, _) = model.forest().unwrap().out_of_bag(&x);
                check_same(&flat(&said), &case["oob"]);
            }
            let importances = model.forest().unwrap().feature_importances();
            check_same(&importances, &case["feature_importances"]);
        }
    }
}

fn check_forest(ours: &[Arc<Drawn>], theirs: &Value, x: &Table) {
    let theirs = theirs.as_array().unwrap();
    assert_eq!(ours.len(), theirs.len());
    for (ours, theirs) in ours.iter().zip(theirs) {
        assert_eq!(u64::from(ours.random_state), theirs["random_state"].as_u64().unwrap());
        match theirs["rows"].as_array() {
            Some(_) => assert_eq!(json!(ours.rows.as_deref().unwrap()), theirs["rows"]),
            None => assert_eq!(ours.counts(x.nrows()), vec![1; x.nrows()]),
        }
        check_tree(&ours.tree, theirs);
        check_considered(&ours.tree, &theirs["considered"]);
    }
}

// ---- errors

#[test]
fn errors_are_scikit_learns_word_for_word() {
    let (x, y) = (
        table(4, 2, &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]),
        labels(&[0.0, 1.0, 1.0, 0.0]).unwrap(),
    );
    let set = |set: fn(&mut Settings)| {
        let mut settings = Settings::new(Criterion::Gini, 0);
        set(&mut settings);
        DecisionTreeClassifier::new(settings).fit(&x, &y).unwrap_err()
    };
    let tree = DecisionTreeClassifier::new(Settings::new(Criterion::Gini, 0));
    let mut fitted = tree.clone();
    fitted.fit(&x, &y).unwrap();
    let forest = |n_estimators, bootstrap| {
        let trees = Trees { n_estimators: Size::Count(n_estimators), bootstrap, oob_score: true };
        RandomForestClassifier::new(RandomForestClassifier::own(0), trees)
    };
    let line = |numbers: &[f64]| {
        let array = ndarray::Array1::from(numbers.to_vec()).into_dyn();
        as_table(&array.view(), Estimator::DecisionTreeClassifier).unwrap_err()
    };
    let own = |what: &str| -> Option<Error> {
        Some(match what {
            "unfitted tree predicts" => tree.predict(&x).unwrap_err(),
            "unfitted forest predicts" => forest(3, true).predict(&x).unwrap_err(),
            "unfitted tree is written out" => tree.export_text(&Text::default()).unwrap_err(),
            "max_depth=0" => set(|it| it.max_depth = Some(Size::Count(0))),
            "max_depth=2.5" => set(|it| it.max_depth = Some(Size::Share(2.5))),
            "min_samples_split=1" => set(|it| it.min_samples_split = Size::Count(1)),
            "min_samples_split=1.5" => set(|it| it.min_samples_split = Size::Share(1.5)),
            "min_samples_leaf=0" => set(|it| it.min_samples_leaf = Size::Count(0)),
            "min_impurity_decrease=-0.1" => set(|it| it.min_impurity_decrease = -0.1),
            "ccp_alpha=-1.0" => set(|it| it.ccp_alpha = -1.0),
            "random_state=-1" => set(|it| it.random_state = -1),
            "n_estimators=0" => forest(0, true).fit(&x, &y).unwrap_err(),
            "oob_score without bootstrap" => forest(3, false).fit(&x, &y).unwrap_err(),
            "three features for two" => fitted.predict(&Table::zeros((1, 3))).unwrap_err(),
            "one dimension" => line(&[1.0, 1.0]),
            "one dimension in fit" => line(&[1.0, 0.0, 0.0, 1.0]),
            "labels too few" => tree.clone().fit(&x, &y[..3]).unwrap_err(),
            "no rows" => tree.clone().fit(&Table::zeros((0, 2)), &[]).unwrap_err(),
            "labels that are measurements" => labels(&[0.5, 1.0]).unwrap_err(),
            "infinite" => tree.clone().fit(&(&x / 0.0), &y).unwrap_err(),
            "NaN target" => {
                let settings = Settings::new(Criterion::SquaredError, 0);
                DecisionTreeRegressor::new(settings).fit(&x, &[f64::NAN; 4]).unwrap_err()
            }
            "names too few" => fitted.export_text(&named(Some(&["a".to_owned()]))).unwrap_err(),
            _ => return None,
        })
    };
    let mut compared = 0;
    for case in cases("errors") {
        let Some(error) = own(case["what"].as_str().unwrap()) else { continue };
        assert_eq!(error.python_type(), case["type"], "{}", case["what"]);
        assert_eq!(error.to_string(), case["text"], "{}", case["what"]);
        assert!(!error.what_happened().is_empty() && !error.what_to_do().is_empty());
        compared += 1;
    }
    assert_eq!(compared, 22);
}

#[test]
fn a_forest_beyond_the_limits_is_refused() {
    let trees = Trees { n_estimators: Size::Count(i64::MAX), ..Trees::default() };
    let mut forest = RandomForestClassifier::new(RandomForestClassifier::own(0), trees);
    let error = forest.fit(&Table::zeros((2, 2)), &labels(&[0.0, 1.0]).unwrap()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "RandomForestClassifier takes at most 10000 n_estimators here, but was given \
         9223372036854775807."
    );
    assert_eq!(error.what_to_do(), "Take 10000 n_estimators or fewer.");
}

// ---- what holds of all trees

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_leaf_counts_the_rows_that_reach_it((x, y) in any_rows(), depth in 1_i64..6) {
        let (tree, samples) = grown(&x, &y, Some(Size::Count(depth)));
        for (node, rows) in tree.nodes.iter().zip(tree.rows(&samples)) {
            prop_assert_eq!(node.n_node_samples, rows.len());
            let Target::Classes { codes, .. } = samples.target() else { unreachable!() };
            for (class, share) in node.value.iter().enumerate() {
                let of_class = rows.iter().filter(|row| codes[**row as usize] == class as u32);
                prop_assert_eq!(of_class.count() as f64 / rows.len() as f64, *share);
            }
        }
        for (row, leaf) in x.rows().into_iter().map(|row| tree.apply(row)).enumerate() {
            prop_assert!(tree.rows(&samples)[leaf].contains(&(row as u32)));
            prop_assert_eq!(tree.decision_path(x.row(row)).last().copied(), Some(leaf));
        }
    }

    #[test]
    fn no_question_gains_less_than_nothing((x, y) in any_rows()) {
        let samples = classes(&x, &y);
        for criterion in [Criterion::Gini, Criterion::Entropy] {
            for feature in 0..x.ncols() {
                for candidate in candidates(&samples, criterion, &samples.rows(), feature) {
                    prop_assert!(candidate.gain >= -1e-12, "{:?}", candidate);
                }
            }
        }
    }

    #[test]
    fn a_deeper_tree_has_no_larger_error((x, y) in any_rows()) {
        let score = |depth: i64| {
            let max_depth = Some(Size::Count(depth));
            let mut model = DecisionTreeClassifier::new(Settings { max_depth, ..Settings::new(Criterion::Gini, 3) });
            model.fit(&x, &y).unwrap();
            model.score(&x, &y).unwrap()
        };
        let scores: Vec<f64> = (1..6).map(score).collect();
        prop_assert!(scores.is_sorted(), "{:?}", scores);
    }

    #[test]
    fn a_forest_of_one_tree_without_chance_is_that_tree((x, y) in any_rows()) {
        let settings = Settings::new(Criterion::Gini, 5);
        let trees = Trees { n_estimators: Size::Count(1), bootstrap: false, oob_score: false };
        let mut forest = RandomForestClassifier::new(settings.clone(), trees);
        let grown = forest.fit(&x, &y).unwrap().trees[0].clone();
        let random_state = i64::from(grown.random_state);
        let mut tree = DecisionTreeClassifier::new(Settings { random_state, ..settings });
        prop_assert_eq!(tree.fit(&x, &y).unwrap(), &grown.tree);
        prop_assert_eq!(tree.predict(&x).unwrap(), forest.predict(&x).unwrap());
    }

    #[test]
    fn a_tree_asked_by_hand_is_the_tree_that_grew((x, y) in any_rows(), depth in 1_i64..5) {
        let (tree, samples) = grown(&x, &y, Some(Size::Count(depth)));
        let places = tree.places();
        let asked = |place: u64| {
            let number = places.iter().position(|it| *it == Some(place))?;
            let Split { feature, threshold, .. } = tree.nodes[number].split?;
            Some(Question { feature, threshold })
        };
        let by_hand = by_hand(&samples, Criterion::Gini, asked);
        let plain = |tree: &Tree| -> Vec<Node> {
            let node = |node: &Node| Node { considered: Vec::new(), ..node.clone() };
            tree.nodes.iter().map(node).collect()
        };
        // Where all that have a value go left, a hand cannot ask.
        prop_assume!(tree.nodes.iter().all(|it| it.split.is_none_or(|it| it.threshold.is_finite())));
        prop_assert_eq!(plain(&by_hand).len(), tree.nodes.len());
        for (ours, theirs) in plain(&by_hand).iter().zip(plain(&tree)) {
            prop_assert_eq!(&ours.value, &theirs.value);
            prop_assert_eq!(ours.impurity, theirs.impurity);
        }
    }

    #[test]
    fn so_many_questions_are_asked((x, y) in any_rows(), questions in 0_usize..9) {
        let (tree, samples) = grown(&x, &y, None);
        let first = tree.after(questions);
        let asked = |tree: &Tree| tree.nodes.iter().filter(|node| node.split.is_some()).count();
        prop_assert_eq!(asked(&first), questions.min(asked(&tree)));
        prop_assert_eq!(first.n_leaves(), asked(&first) + 1);
        prop_assert_eq!(first.rows(&samples).len(), first.nodes.len());
        prop_assert_eq!(tree.after(usize::MAX), tree);
    }

    #[test]
    fn a_higher_price_leaves_fewer_leaves((x, y) in any_rows()) {
        let (tree, _) = grown(&x, &y, None);
        let leaves: Vec<usize> =
            [0.0, 0.01, 0.05, 0.2, 1.0].map(|alpha| pruned(&tree, alpha).n_leaves()).to_vec();
        prop_assert!(leaves.is_sorted_by(|a, b| a >= b), "{:?}", leaves);
        prop_assert_eq!(leaves[4], 1);
    }

    #[test]
    fn no_number_makes_a_tree_panic(
        numbers in prop::collection::vec(any::<f64>(), 12),
        y in prop::collection::vec(any::<f64>(), 4),
        share in any::<f64>(),
        whole in any::<i64>(),
    ) {
        let x = table(4, 3, &numbers);
        let settings = Settings {
            max_depth: Some(Size::Count(whole)),
            min_samples_split: Size::Share(share),
            min_samples_leaf: Size::Count(whole),
            max_features: MaxFeatures::Size(Size::Share(share)),
            min_impurity_decrease: share,
            ccp_alpha: share,
            ..Settings::new(Criterion::SquaredError, whole)
        };
        let _ = DecisionTreeRegressor::new(settings).fit(&x, &y);
        let mut plain = DecisionTreeRegressor::new(Settings::new(Criterion::SquaredError, 1));
        let _ = plain.fit(&x, &y);
        let _ = plain.predict(&x);
        let words = y.iter().map(|y| Category::Int(*y as i64)).collect::<Vec<_>>();
        let _ = RandomForestClassifier::new(
            RandomForestClassifier::own(0),
            Trees { n_estimators: Size::Count(3), ..Trees::default() },
        ).fit(&x, &words);
        let samples = classes(&x, &words);
        let asked = |place: u64| (place < 9).then_some(Question { feature: whole as usize % 4, threshold: share });
        let _ = by_hand(&samples, Criterion::Gini, asked);
    }
}

/// Rows with few different values, some of them missing, and a label each.
fn any_rows() -> impl Strategy<Value = (Table, Vec<Category>)> {
    let value = prop_oneof![6 => (0..9).prop_map(f64::from), 1 => Just(f64::NAN), 2 => -2.0..2.0];
    (2_usize..25).prop_flat_map(move |n| {
        let x = prop::collection::vec(value.clone(), n * 3).prop_map(move |x| table(n, 3, &x));
        let y = prop::collection::vec((0_i64..3).prop_map(Category::Int), n);
        (x, y)
    })
}

fn grown(x: &Table, y: &[Category], max_depth: Option<Size>) -> (Tree, Samples) {
    let settings = Settings { max_depth, ..Settings::new(Criterion::Gini, 1) };
    let mut model = DecisionTreeClassifier::new(settings);
    (model.fit(x, y).unwrap().clone(), classes(x, y))
}

// ---- what a case says

fn classes(x: &Table, y: &[Category]) -> Samples {
    let mut known = y.to_vec();
    known.sort_unstable();
    known.dedup();
    let code = |label: &Category| known.iter().position(|it| it == label).unwrap() as u32;
    Samples::new(x, Target::Classes { codes: y.iter().map(code).collect(), count: known.len() })
}

fn settings(case: &Value, criterion: Criterion) -> Settings {
    settings_over(case, Settings::new(criterion, 0))
}

#[expect(clippy::needless_pass_by_value, reason = "what is its own is made for the call")]
pub(crate) fn settings_over(case: &Value, own: Settings) -> Settings {
    let given = &case["params"];
    let criterion = match given["criterion"].as_str() {
        Some("entropy") => Criterion::Entropy,
        Some("gini") => Criterion::Gini,
        _ => own.criterion,
    };
    let max_features = match (given["max_features"].as_str(), size(&given["max_features"])) {
        (Some("sqrt"), _) => MaxFeatures::Sqrt,
        (Some("log2"), _) => MaxFeatures::Log2,
        (_, Some(size)) => MaxFeatures::Size(size),
        _ if given.as_object().unwrap().contains_key("max_features") => MaxFeatures::All,
        _ => own.max_features,
    };
    let number = |key: &str| given[key].as_f64().unwrap_or_default();
    Settings {
        criterion,
        max_features,
        max_depth: size(&given["max_depth"]),
        min_samples_split: size(&given["min_samples_split"]).unwrap_or(own.min_samples_split),
        min_samples_leaf: size(&given["min_samples_leaf"]).unwrap_or(own.min_samples_leaf),
        min_impurity_decrease: number("min_impurity_decrease"),
        ccp_alpha: number("ccp_alpha"),
        random_state: case_seed(case),
    }
}

fn case_seed(case: &Value) -> i64 {
    case["params"]["random_state"].as_i64().unwrap()
}

pub(crate) fn trees(case: &Value) -> Trees {
    let (given, own) = (&case["params"], Trees::default());
    Trees {
        n_estimators: size(&given["n_estimators"]).unwrap_or(own.n_estimators),
        bootstrap: given["bootstrap"].as_bool().unwrap_or(own.bootstrap),
        oob_score: given["oob_score"].as_bool().unwrap_or(own.oob_score),
    }
}

fn names(case: &Value) -> Option<Vec<String>> {
    case["feature_names"].as_array().map(|names| texts(names))
}

fn texts(names: &[Value]) -> Vec<String> {
    names.iter().map(|name| name.as_str().unwrap().to_owned()).collect()
}

fn named(names: Option<&[String]>) -> Text<'_> {
    Text { feature_names: names, ..Text::default() }
}

/// Compares a tree with the arrays of `tree_`.
fn check_tree(ours: &Tree, theirs: &Value) {
    let of = |own: fn(&Split) -> f64, leaf: f64| -> Vec<f64> {
        ours.nodes.iter().map(|node| node.split.as_ref().map_or(leaf, own)).collect()
    };
    check_same(&of(|split| split.feature as f64, -2.0), &theirs["feature"]);
    check_same(&of(|split| split.threshold, -2.0), &theirs["threshold"]);
    check_same(&of(|split| split.left as f64, -1.0), &theirs["left"]);
    check_same(&of(|split| split.right as f64, -1.0), &theirs["right"]);
    let values: Vec<f64> = ours.nodes.iter().flat_map(|node| node.value.clone()).collect();
    check_same(&values, &theirs["value"]);
    let of = |own: fn(&Node) -> f64| -> Vec<f64> { ours.nodes.iter().map(own).collect() };
    check_same(&of(|node| node.n_node_samples as f64), &theirs["n_node_samples"]);
    if theirs["impurity"].is_array() {
        check_same(&of(|node| node.impurity), &theirs["impurity"]);
        let weights = &theirs["weighted_n_node_samples"];
        check_same(&of(|node| node.weighted_n_node_samples), weights);
        for (node, theirs) in
            ours.nodes.iter().zip(theirs["missing_go_to_left"].as_array().unwrap())
        {
            if let Some(split) = node.split {
                assert_eq!(split.missing_go_to_left, *theirs);
            }
        }
    }
}

fn check_considered(tree: &Tree, theirs: &Value) {
    if theirs.is_array() {
        let ours: Vec<&[usize]> =
            tree.nodes.iter().map(|node| node.considered.as_slice()).collect();
        assert_eq!(json!(ours), *theirs);
    }
}

/// A tree of the arrays of `tree_`.
fn tree_of(arrays: &Value) -> Tree {
    let of = |key: &str| numbers(&arrays[key]);
    let (feature, threshold, left, right) =
        (of("feature"), of("threshold"), of("left"), of("right"));
    let node = |number: usize| Node {
        split: (left[number] >= 0.0).then(|| Split {
            feature: feature[number] as usize,
            threshold: threshold[number],
            missing_go_to_left: false,
            left: left[number] as usize,
            right: right[number] as usize,
        }),
        impurity: of("impurity")[number],
        n_node_samples: of("n_node_samples")[number] as usize,
        weighted_n_node_samples: of("weighted_n_node_samples")[number],
        value: numbers(&arrays["value"][number]),
        considered: Vec::new(),
    };
    Tree { nodes: (0..left.len()).map(node).collect(), n_features: 2 }
}

/// The same but for the rounding of a formula in another order.
fn check_near(ours: f64, theirs: &Value) {
    let theirs = theirs.as_f64().unwrap();
    assert!((ours - theirs).abs() <= 4.0 * f64::EPSILON, "{ours} {theirs}");
}
