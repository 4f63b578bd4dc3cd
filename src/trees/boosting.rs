//! Gradient boosting: one small tree after another, each fitted to what is still wrong.
//!
//! It is what `xgb.train` does with `tree_method="exact"`, in float32 where it is float32 there, so
//! that every tree, margin and prediction is equal to the last bit (`XGBoost` 3.2, Apache-2.0,
//! <https://xgboost.readthedocs.io>; Chen and Guestrin 2016, <https://doi.org/10.1145/2939672.2939785>).
//! In the order one would teach it:
//!
//! - [`DMatrix`]: rows of numbers, some of which may be missing, and their labels.
//! - [`Objective`]: what is to be small: where to start, the [`gradients`] of each row, and what a
//!   margin means.
//! - [`leaf_weight`], [`score`], [`gain`]: what a leaf says and what a split is worth.
//! - [`candidates()`]: the splits of one feature that are considered, each with its gain.
//! - [`Tree`]: how it came out, split by split.
//! - [`Boosting`]: the training, an iterator over [`Round`]s, with early stopping.
//! - [`Metric`]: how wrong it is after a round.
//! - [`Booster`]: all trees together: predictions, the dump, importances.
//! - [`Params`] and [`limits`]: what can be set, and how large things may be.
//! - [`Error`]: what `XGBoost` says, and the same in plain words.
//!
//! ```
//! use layerlab::trees::boosting::{Boosting, DMatrix, Params, Rounds, Training};
//!
//! let sizes = [[1.0], [2.0], [3.0], [4.0], [5.0], [6.0]];
//! let houses = DMatrix::new(&sizes)?.with_label(&[3.0, 5.0, 4.0, 10.0, 12.0, 14.0])?;
//! let params = Params { max_depth: 1, eta: 0.5, ..Params::default() };
//! let mut boosting = Boosting::new(&params, &houses, 1, Training::watching("train", &houses))?;
//!
//! let lines: Vec<String> = boosting.by_ref().map(|round| round.line()).collect();
//! assert_eq!(lines, ["[0]\ttrain-rmse:2.81366"]);
//! let booster = boosting.booster();
//! assert_eq!(
//!     booster.get_dump(true),
//!     ["0:[f0<3.5] yes=1,no=2,missing=1,gain=72,cover=6\n\t1:leaf=-1.5,cover=3\n\t2:leaf=1.5,cover=3\n"]
//! );
//! assert_eq!(booster.predict(&houses, Rounds::All)?, [6.5, 6.5, 6.5, 9.5, 9.5, 9.5]);
//! # Ok::<(), layerlab::trees::boosting::Error>(())
//! ```

// Blank lines keep the reading order: the formatter sorts what stands together.
mod data;

mod objective;

mod metric;

mod params;

mod split;

mod sort;

mod columns;

mod scan;

mod candidates;

mod tree;

mod grow;

mod dump;

mod booster;

mod round;

mod training;

mod train;

mod classes;

mod number;

pub mod limits;

mod error;

pub use booster::{Best, Booster, Importance, Rounds};
pub use candidates::candidates;
pub use classes::count_classes;
pub use data::DMatrix;
pub use error::{BoosterError, DataError, Error, ParameterError, TrainingError};
pub use metric::Metric;
pub use objective::{GradientPair, Objective, gradients};
pub use params::Params;
pub use round::{Round, Score, printed};
pub use scan::Candidate;
pub use split::{GradStats, Penalty, gain, leaf_weight, score};
pub use train::Boosting;
pub use training::Training;
pub use tree::{Node, Split, Tree};
