//! Actions with settings that the learner changes.

use super::slider::Slider;

/// An action with settings that the learner changes, each in a cell.
pub trait Tunable: Clone + PartialEq {
    /// These settings, each with its value: what is tried first, then every other one that is given.
    fn cells(&self) -> Vec<(Slider, f64)>;

    /// The same with another value of a setting.
    #[must_use]
    fn with(&self, slider: Slider, value: f64) -> Self;

    /// The same with other values of all of them, in their order.
    #[must_use]
    fn with_all(&self, values: impl IntoIterator<Item = f64>) -> Self {
        let cells = self.cells().into_iter().zip(values);
        cells.fold(self.clone(), |it, ((slider, _), value)| it.with(slider, value))
    }

    /// Whether it is the same but for what the learner changes.
    fn is_like(&self, other: &Self) -> bool {
        let bare = |it: &Self| it.with_all(std::iter::repeat(0.0));
        bare(self) == bare(other)
    }
}
