//! What a step asks for and cannot be answered: for whoever checks a lesson.

use crate::lesson::format::{Predicted, Prediction, Step};

use super::Lab;
use super::filling;
use super::foresight;

impl Lab {
    /// What this step asks of the learner though there is nothing to hold it against, each in a
    /// sentence.
    pub fn unanswerable(&self) -> Vec<String> {
        let step = self.step();
        let prediction = step.predict.iter().flat_map(|prediction| self.unforeseen(prediction));
        prediction.chain(self.unwritten(step)).collect()
    }

    /// Whether there is data at this step that a chart has axes for.
    pub fn has_chart(&self) -> bool {
        let state = if self.hides() { &self.before[self.position] } else { self.now() };
        state.data.as_ref().is_some_and(|data| data.x.shape()[1] <= 2)
    }

    fn unforeseen(&self, prediction: &Prediction) -> Vec<String> {
        let truths = foresight::truths(prediction, self.now(), self.training(), self.at());
        let quantities = prediction.quantities();
        let name = |index: usize| quantities.get(index).map_or("the model", |it| it.written());
        let missing = truths.iter().enumerate().filter(|(_, truth)| !truth.is_finite());
        let mut faults: Vec<String> = missing
            .map(|(index, _)| format!("{} is to be predicted, and has no number here", name(index)))
            .collect();
        let is_drawn = matches!(prediction.what, Predicted::Point(_) | Predicted::Line(_));
        let before = self.before[self.position].data.as_deref();
        if is_drawn && before.is_none_or(|data| data.x.shape()[1] != 1) {
            faults.push(
                "a place on the chart is to be predicted, and there is no chart before".into(),
            );
        }
        faults
    }

    fn unwritten(&self, step: &Step) -> Vec<String> {
        if step.fill.is_empty() {
            return Vec::new();
        }
        if filling::truths(self.at(), self.now()).is_empty() {
            return vec!["there is no arithmetic here that could be filled in".to_owned()];
        }
        let missing = filling::missing(self.at(), self.now());
        let told = |blank| format!("{blank} is to be filled in, and does not stand in the row");
        missing.into_iter().map(told).collect()
    }
}
