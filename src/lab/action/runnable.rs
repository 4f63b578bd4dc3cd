//! What the lab asks of an action: what it does, its code and what that prints.

use std::collections::BTreeSet;

use crate::chart::Drawing;
use crate::journal::Slider;
use crate::lab::asked::Asked;
use crate::lab::network::Training;
use crate::lab::picture::{Scene, Validation};
use crate::lab::slide::Slide;
use crate::lab::state::State;
use crate::lab::statement::Statement;
use crate::lesson::format::PictureName;
use crate::nn;

use super::import::Import;

/// An action that can be done.
///
/// Whatever an action has nothing to do with is left out.
pub(in crate::lab) trait Runnable {
    /// Does it: from the state before the step to the state after it. What Keras refuses changes
    /// nothing.
    fn perform(&self, _state: &mut State, _seed: u64) {}

    /// Its code and what that prints.
    fn statements(&self, _stage: &Stage<'_>) -> Vec<Statement> {
        Vec::new()
    }

    /// What its code needs.
    fn needs(&self) -> Vec<Import> {
        Vec::new()
    }

    /// Whether its code sets the weights of a layer as they are now, whoever has changed them.
    fn shows_weights(&self, _layer: &str, _before: &State) -> bool {
        false
    }

    /// Whether its code shows the data as it is now, whoever has changed it.
    fn shows_data(&self) -> bool {
        false
    }

    /// The layer or model whose weights its code hangs on.
    fn hangs_on(&self) -> Option<&str> {
        None
    }

    /// Whether it is printed once more when weights that it has made itself were changed.
    fn is_asked_again(&self) -> bool {
        false
    }

    /// The inputs that it asks for.
    fn asked(&self, _state: &State) -> Asked {
        Asked::default()
    }

    /// The numbers of it that can be slid, where those are at these values.
    fn slides(&self, _state: &State, _values: &[f32]) -> Vec<Slide> {
        Vec::new()
    }

    /// Follows a number of it that can be slid to a value.
    fn slid(&self, _state: &mut State, _slider: Slider, _value: f32) {}

    /// Both errors over the values that it tries, where those are not another model's each.
    fn tried(&self, _state: &State) -> Option<Validation> {
        None
    }

    /// A picture of its own.
    fn picture(&self, _scene: &Scene<'_>) -> Option<(PictureName, Drawing)> {
        None
    }

    /// Whether there is no other picture beside its own.
    fn is_drawn_alone(&self) -> bool {
        false
    }

    /// Whether something is trained.
    fn is_fit(&self) -> bool {
        false
    }

    /// The training that it begins, or an error as Keras gives it; `None` where there is nothing
    /// to train.
    fn begin(&self, _start: &State, _seed: u64) -> Option<Result<Training, nn::Error>> {
        None
    }

    /// The code of its training and how far that has come, or why it cannot begin.
    fn statements_of_training(
        &self,
        _stage: &Stage<'_>,
        _trained: Result<&Training, &nn::Error>,
    ) -> Vec<Statement> {
        Vec::new()
    }
}

/// Where an action is shown: the states on both sides of it.
pub(in crate::lab) struct Stage<'a> {
    /// Before it.
    pub(in crate::lab) before: &'a State,
    /// After it, and after what the learner has changed.
    pub(in crate::lab) state: &'a State,
    /// The id of its step.
    pub(in crate::lab) step: &'a str,
    /// What the code of the whole lesson needs.
    pub(in crate::lab) needed: &'a BTreeSet<Import>,
}
