//! Metrics: how wrong, as one number or as a few
//! (<https://scikit-learn.org/stable/modules/model_evaluation.html>).
//!
//! - numbers against numbers: [`mean_squared_error`], [`r2_score`], and [`log_loss`] for chances;
//! - labels against labels: [`accuracy_score`], and where it deceives, [`confusion_matrix`],
//!   [`precision_score`], [`recall_score`], [`f1_score`];
//! - all of them as a table: [`classification_report`].
//!
//! ```
//! use layerlab::arrays;
//! use layerlab::sklearn::metrics::{Average, ZeroDivision, confusion_matrix, precision_score};
//!
//! let (y_true, y_pred) = ([1, 0, 1, 1], [1, 1, 0, 1]);
//! let matrix = confusion_matrix(&y_true, &y_pred, None)?;
//! assert_eq!(arrays::numpy_str(&matrix.value), "[[0 1]\n [1 2]]");
//! let yes = Average::Binary { pos_label: 1 };
//! let precision = precision_score(&y_true, &y_pred, yes, ZeroDivision::Warn)?;
//! assert_eq!(precision.value, 2.0 / 3.0);
//! # Ok::<(), layerlab::sklearn::Error>(())
//! ```

mod distance;

mod confusion;

mod scores;

mod report;

pub use confusion::{accuracy_score, at_threshold, class_labels, confusion_matrix, unique_labels};
pub use distance::{log_loss, mean_squared_error, r2_score};
pub use report::{Report, classification_report};
pub use scores::{
    Average, PerClass, ZeroDivision, f1_score, precision_recall_fscore_support, precision_score,
    recall_score, score,
};
