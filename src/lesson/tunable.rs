//! Actions with settings that the learner changes.

use super::over::Over;
use super::slider::Slider;

/// An action with settings that the learner changes, each in a cell.
pub trait Tunable: Clone + PartialEq {
    /// The settings that can be changed, where they are given.
    const SETTINGS: &'static [Slider];

    /// The values of one of them that are tried, one after the other.
    fn trials(&self) -> Option<&Over>;

    /// A setting as it is given, if it is given as a number.
    fn given(&self, slider: Slider) -> Option<f64>;

    /// The same with another value of a setting.
    #[must_use]
    fn with(&self, slider: Slider, value: f64) -> Self;

    /// One of the settings: as it is given, or of what is tried the value where it stands, which is the
    /// first where none is given.
    fn value_of(&self, slider: Slider) -> Option<f64> {
        let given = self.given(slider);
        match self.trials().filter(|over| over.slider == slider) {
            Some(over) => over.nearest(given.or(over.values.first().copied())?),
            None => given,
        }
    }

    /// Where it stands on what is tried.
    fn value(&self) -> Option<f64> {
        self.value_of(self.trials()?.slider)
    }

    /// The same with another value of what is tried: the nearest that there is.
    #[must_use]
    fn at(&self, value: f64) -> Self {
        let Some(over) = self.trials() else { return self.clone() };
        self.with(over.slider, over.nearest(value).unwrap_or(value))
    }

    /// All that can be changed here, each setting with its value: what is tried first.
    fn cells(&self) -> Vec<(Slider, f64)> {
        let tried = self.trials().map(|over| over.slider);
        let others = Self::SETTINGS.iter().copied().filter(|slider| Some(*slider) != tried);
        let cell = |slider| Some((slider, self.value_of(slider)?));
        tried.into_iter().chain(others).filter_map(cell).collect()
    }

    /// Whether it is the same but for what can be changed.
    fn is_like(&self, other: &Self) -> bool {
        let zero = |it: Self, (slider, _): (Slider, f64)| it.with(slider, 0.0);
        let bare = |it: &Self| it.cells().into_iter().fold(it.clone(), zero);
        bare(self) == bare(other)
    }
}

/// The values of cells, as they can be slid.
pub fn positions(cells: Vec<(Slider, f64)>) -> Vec<f32> {
    cells.into_iter().map(|(_, value)| value as f32).collect()
}
