//! Trees, forests and boosting, in scikit-learn's and XGBoost's terms and to their digits.
//!
//! In the order one would teach it:
//!
//! - [`Criterion`], [`entropy`], [`gini`]: how mixed a set of rows is.
//! - [`candidates()`]: every question about a feature, and what it gains.
//! - [`Growing`]: a tree that grows node by node; [`Tree`]: what has grown.
//! - [`by_hand()`]: a tree of questions that someone else asks.
//! - [`pruned`]: branches that are not worth their leaves.
//! - [`DecisionTreeClassifier`] and [`DecisionTreeRegressor`]; [`Text`]: a tree written out.
//! - [`RandomForestClassifier`] and [`RandomForestRegressor`]: many trees, each on rows of its own.
//! - [`boosting`]: trees that each mend what the ones before left over.
//! - [`limits`]: how large things may be.
//!
//! ```
//! use layerlab::sklearn::table;
//! use layerlab::trees::{Criterion, DecisionTreeClassifier, Settings, Text, labels};
//!
//! let weights = table(4, 1, &[7.2, 8.8, 15.0, 9.2]);
//! let mut tree = DecisionTreeClassifier::new(Settings::new(Criterion::Entropy, 0));
//! tree.fit(&weights, &labels(&[1.0, 1.0, 0.0, 0.0])?)?;
//! assert_eq!(tree.tree()?.nodes[0].impurity, 1.0);
//! assert_eq!(
//!     tree.export_text(&Text::default())?,
//!     "|--- feature_0 <= 9.00\n|   |--- class: 1\n|--- feature_0 >  9.00\n|   |--- class: 0\n"
//! );
//! # Ok::<(), layerlab::sklearn::Error>(())
//! ```
//!
//! Features are float32, everything else float64. Errors are those of [`crate::sklearn::Error`]. Nothing
//! here knows a lesson, a file, a clock or a terminal.

// Blank lines keep the reading order: the formatter sorts what stands together.
mod impurity;

mod samples;

mod sort;

mod sums;

mod features;

mod splitter;

mod tree;

mod grow;

mod prune;

mod candidates;

mod by_hand;

mod settings;

mod export;

mod input;

mod decision_tree;

mod forest;

mod random_forest;

pub mod boosting;

pub mod limits;

pub use by_hand::{Question, by_hand};
pub use candidates::{Candidate, Side, candidates};
pub use decision_tree::{DecisionTreeClassifier, DecisionTreeRegressor};
pub use export::Text;
pub use forest::{Drawn, Forest, GrowingForest, Trees};
pub use grow::{Growing, Limits};
pub use impurity::{Criterion, entropy, gini, squared_error};
pub use input::labels;
pub use prune::pruned;
pub use random_forest::{RandomForestClassifier, RandomForestRegressor};
pub use samples::{Samples, Target};
pub use settings::{MaxFeatures, Settings};
pub use tree::{Node, Split, Tree};
