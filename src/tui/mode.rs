//! What the app is doing.

use super::finder::Finder;
use super::typing::Typing;

/// What the app is doing.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Mode {
    /// Showing a step.
    #[default]
    Reading,
    /// Taking a number for a weight.
    Typing(Typing),
    /// The list of steps.
    List(Finder),
    /// The shelf of lessons.
    Shelf(Finder),
    /// The keys.
    Help,
}
