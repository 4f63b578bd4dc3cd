//! What the reader of a lesson asks of an action: whether its words are right, and what they come
//! to.

use crate::lesson::fault::{Fault, Faults};
use crate::lesson::known::Known;
use crate::lesson::over::Over;
use crate::lesson::path::Path;
use crate::lesson::slider::Slider;
use crate::lesson::spent::Spent;
use crate::lesson::work::{Schedule, Size};

use crate::nn::Loss;

use super::fit::FitChange;

/// The words of an action. `path` leads to `run`, below which they stand.
///
/// Whatever an action has nothing to say to is left out.
pub(in crate::lesson) trait Words {
    /// Notes what is wrong with each value by itself.
    fn check_values(&self, _path: &Path, _faults: &mut Faults) {}

    /// Refuses what speaks of something that is not there, and adds what the action makes.
    fn check_references(&self, _path: &Path, _known: &mut Known<'_>) -> Result<(), Fault> {
        Ok(())
    }

    /// The variable of a model that it makes and fits at once, as scikit-learn and `XGBoost` do: a
    /// regression, trees. It has no layers, and works with the data in float64.
    fn estimator(&self) -> Option<&str> {
        None
    }

    /// Adds the size of what it makes or takes up.
    fn make(&self, _path: &Path, spent: &mut Spent<'_>) -> Result<(), Fault> {
        self.estimator().into_iter().for_each(|name| spent.make(name, Size::default()));
        Ok(())
    }

    /// Adds the work that it is itself.
    fn spend(&self, _path: &Path, _spent: &mut Spent<'_>) -> Result<(), Fault> {
        Ok(())
    }

    /// Refuses what speaks of something that is not there once a solution has changed it. Here
    /// `path` leads to the change.
    fn check_change(
        &self,
        _path: &Path,
        _change: &FitChange,
        _known: &Known<'_>,
    ) -> Result<(), Fault> {
        Ok(())
    }

    /// Adds the work that it is once more, with a change. Here `path` leads to the change.
    fn spend_again(
        &self,
        _path: &Path,
        _change: &FitChange,
        _spent: &mut Spent<'_>,
    ) -> Result<(), Fault> {
        Ok(())
    }

    /// How much of the data it trains with and how often, if it is a fit: then there is something to
    /// change about it.
    fn schedule(&self) -> Option<Schedule> {
        None
    }

    /// Whether it works with the data in float64.
    fn works_in_float64(&self) -> bool {
        self.estimator().is_some()
    }

    /// Whether it measures, after each epoch, on what it does not learn from.
    fn validates(&self) -> bool {
        false
    }

    /// Whether it gives numbers to be moved before there is any code.
    fn is_live(&self) -> bool {
        false
    }

    /// The layer or the model that it works on.
    fn works_on(&self) -> Option<&str> {
        self.estimator()
    }

    /// The data set that it takes up.
    fn takes_up(&self) -> Option<&str> {
        None
    }

    /// Whether it measures the data, and goes on with what it has measured.
    fn measures_data(&self) -> bool {
        false
    }

    /// The numbers of it that can be slid, and where each is at first.
    fn slides(&self) -> Vec<(Slider, f32)> {
        Vec::new()
    }

    /// The values of a setting that it tries, along which the learner moves.
    fn over(&self) -> Option<&Over> {
        None
    }

    /// How many chances it makes of numbers of its own.
    fn chances(&self) -> usize {
        0
    }

    /// The loss that it makes small or looks at.
    fn loss(&self) -> Option<Loss> {
        None
    }

    /// The layer that a solution is about where it names none.
    fn layer(&self) -> Option<&str> {
        self.estimator()
    }

    /// The dense layers that it makes.
    fn layers_made(&self) -> Vec<&str> {
        self.estimator().into_iter().collect()
    }

    /// How many rows of the data there have to be for it to mean what it says.
    fn rows_needed(&self) -> usize {
        1
    }

    /// Inputs of its own.
    fn inputs(&self) -> Option<&[Vec<f32>]> {
        None
    }
}
