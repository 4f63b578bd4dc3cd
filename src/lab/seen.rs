//! A state as it is looked at: what of it is asked for, what may be changed, what is withheld.

use crate::journal::{Entry, Parameter, Slider, Task};
use crate::lesson::format::Touch;
use crate::lesson::{Part, Step};

use super::action;
use super::asked::Asked;
use super::asks::Asks;
use super::at::At;
use super::counts::Counts;
use super::data::Data;
use super::explained::Explained;
use super::explaining;
use super::foreseen::Foreseen;
use super::network::{Arithmetic, Case, Decisions, Training, Walkthrough};
use super::picture::{Scene, Validation};
use super::record::Record;
use super::shape::Shape;
use super::state::State;
use super::subject::Subject;
use super::tree::ToldTree;
use super::visit::Visit;
use super::{sample, shapes};

/// A state of a step as it is looked at.
pub(super) struct Seen<'a> {
    step: &'a Step,
    state: &'a State,
    pub(super) record: Record,
    pub(super) asked: Asked,
    data: Option<&'a Data>,
    pub(super) subject: Option<Subject<'a>>,
    pub(super) training: Option<&'a Training>,
    pub(super) is_withheld: bool,
    pub(super) has_blanks: bool,
}

impl<'a> Seen<'a> {
    pub(super) fn of(
        at: At<'a>,
        visit: &'a Visit,
        draft: Option<&Entry>,
        state: &'a State,
    ) -> Self {
        let now = &visit.now;
        let is_withheld = now.hides(at);
        let asked = match explaining::asked(at, state) {
            Asked { first, x, own, .. } if is_withheld => {
                Asked { first, x: x.filter(|_| !own), ..Asked::default() }
            }
            asked => asked,
        };
        Self {
            step: at.step(),
            state,
            record: with_draft(&now.record, draft),
            data: state.data.as_deref(),
            subject: explaining::subject(&asked, state),
            training: now.training.as_deref().filter(|_| !is_withheld),
            asked,
            is_withheld,
            has_blanks: now.has_blanks(at),
        }
    }

    /// The arithmetic of the unit that a weight belongs to, else of the one that is explained.
    pub(super) fn arithmetic(
        &self,
        focus: Option<&Parameter>,
        explained: Explained,
    ) -> Option<Arithmetic> {
        let layers = self.subject.map(Subject::layers).unwrap_or_default();
        let unit = focus.map(|p| (p.layer.as_str(), p.place.unit()));
        let unit = unit.or_else(|| explained_unit(explained, &layers));
        explaining::arithmetic(&self.asked, self.state, unit)
    }

    /// A tree in words, with the node that is chosen.
    pub(super) fn tree(&self, focus: Option<&Parameter>) -> Option<ToldTree> {
        let x = if self.asked.own { self.asked.x.as_ref() } else { self.data.map(|data| &data.x) };
        let targets = self.data.filter(|_| !self.asked.own).map(|data| &data.y);
        self.subject?.told(focus, x, targets)
    }

    /// How many rows can be looked at: those of the arithmetic, or, without any, those of data that
    /// can be changed, or are images.
    pub(super) fn examples(
        &self,
        arithmetic: Option<&Arithmetic>,
        tree: Option<&ToldTree>,
    ) -> usize {
        if let Some(tree) = tree {
            return tree.ways.len();
        }
        let images = || self.data.filter(|data| data.dataset.image.is_some() && !self.asked.own);
        match (arithmetic, self.touched(), images()) {
            (Some(arithmetic), _, _) => arithmetic.rows.len(),
            (None, Some(data), None) => data.x.shape()[0].min(sample::EXAMPLES),
            (None, _, Some(data)) => data.x.shape()[0].min(sample::EXAMPLES_OF_CLASSES),
            (None, None, None) => 0,
        }
    }

    /// The row that is looked at, counted from 0.
    pub(super) fn example(&self, rows: usize) -> usize {
        let first = self.step.backward.as_ref().and_then(|backward| backward.row);
        let first = first.unwrap_or(self.asked.first);
        self.record.example.unwrap_or(first).min(rows.saturating_sub(1))
    }

    /// The data, where it can be changed.
    pub(super) fn touched(&self) -> Option<&'a Data> {
        let is_free = self.step.moves_data() && !self.is_withheld && !self.asked.own;
        self.data.filter(|_| is_free)
    }

    /// The data, where its numbers can be changed one by one.
    pub(super) fn numbers(&self) -> Option<&'a Data> {
        self.touched().filter(|_| self.step.touch != Some(Touch::Image))
    }

    /// The data, where its images can be drawn into.
    pub(super) fn canvas(&self) -> Option<&'a Data> {
        self.touched().filter(|_| self.step.touch == Some(Touch::Image))
    }

    /// Where the numbers are that can be slid.
    pub(super) fn slid(&self) -> &[f32] {
        if self.is_withheld || self.has_blanks { &[] } else { &self.state.slid }
    }

    /// The same where it is this one.
    fn slid_along(&self, slider: Slider) -> Option<f32> {
        let slid = self.step.sliders().into_iter().zip(self.slid());
        slid.into_iter().find(|((slides, _), _)| *slides == slider).map(|(_, value)| *value)
    }

    /// Whether what is slid are settings.
    fn tries(&self) -> bool {
        self.step.over().is_some() || self.step.slides_settings()
    }

    /// From where on an output counts as a yes.
    pub(super) fn threshold(&self) -> f32 {
        self.asked.threshold.unwrap_or(0.5)
    }

    /// How often a yes is told yes and no, where the threshold can be moved.
    pub(super) fn counts(&self) -> Option<Counts> {
        self.slid_along(Slider::Threshold)?;
        Counts::of(self.data?, self.subject?, self.threshold())
    }

    /// What a model with several classes says of each example.
    pub(super) fn decisions(&self) -> Option<Decisions> {
        let data = self.data?;
        let own = self.asked.x.as_ref().filter(|_| self.asked.own);
        let targets = own.is_none().then_some(&data.y);
        let classifier = self.subject?.classifier(data, self.training.map(Training::loss_named))?;
        classifier.decisions(own.unwrap_or(&data.x), targets, sample::EXAMPLES_OF_CLASSES)
    }

    /// The shapes in play, where there is code that speaks of them.
    pub(super) fn shapes(&self) -> Vec<Shape> {
        let x = self.asked.x.as_ref().or(self.data.map(|data| &data.x));
        let is_in_code = self.subject.is_none_or(Subject::is_in_code);
        let x = x.filter(|_| is_in_code);
        x.map(|x| shapes::of(self.data, self.subject, x)).unwrap_or_default()
    }

    /// The rows to choose a model by, beside those that it learns from.
    fn beside(&self) -> Option<&'a Data> {
        let is_of_train = self.state.part == Part::Train;
        self.state.part_of_data(Part::Cv).filter(|_| is_of_train).map(AsRef::as_ref)
    }

    /// Both errors over the thresholds that the step tries.
    fn tried(&self) -> Option<Validation> {
        let action = self.step.run.as_ref().filter(|_| !self.is_withheld && !self.has_blanks)?;
        action::of(action).tried(self.state)
    }

    /// The prediction, and what it is held against.
    pub(super) fn foreseen(&self) -> Foreseen<'_> {
        let prediction = self.step.predict.as_ref();
        Foreseen { prediction, record: &self.record, data: self.data, training: self.training }
    }

    /// What goes through the model and back.
    pub(super) fn case(&self, example: usize) -> Case<'_> {
        Case {
            network: self.subject.and_then(Subject::network),
            data: self.data.filter(|_| !self.asked.own),
            step: self.step,
            training: self.training,
            example,
        }
    }

    /// What is still asked.
    fn asks(&self) -> Asks {
        match (self.is_withheld, self.has_blanks) {
            (true, _) => Asks::Answer,
            (false, true) => Asks::Blanks,
            (false, false) => Asks::Nothing,
        }
    }

    /// What pictures are made of.
    pub(super) fn scene<'s>(
        &'s self,
        focus: Option<&'s Parameter>,
        example: usize,
        backward: Option<&'s Walkthrough>,
        (counts, decisions): (Option<&'s Counts>, Option<&'s Decisions>),
    ) -> Scene<'s> {
        let own = self.asked.own;
        Scene {
            data: self.data,
            subject: self.subject,
            training: self.training,
            formula: self.asked.formula,
            focus,
            bowl: self.step.bowl.as_ref(),
            x: if own { self.asked.x.as_ref() } else { self.data.map(|data| &data.x) },
            example,
            own,
            slid: if self.tries() { &[] } else { self.slid() },
            beside: self.beside(),
            asks: self.asks(),
            threshold: f64::from(self.threshold()),
            tried: self.tried(),
            counts,
            decisions,
            backward,
            is_touched: self.touched().is_some(),
            predicted: self.foreseen().drawn(),
        }
    }
}

/// What has come of the task, with a number that is being typed.
fn with_draft(record: &Record, draft: Option<&Entry>) -> Record {
    let mut record = record.clone();
    if let (Some(Entry::Guess(index, value)), Task::Open) = (draft, record.task) {
        record.guesses.insert(*index, *value);
    }
    record
}

/// The unit whose arithmetic belongs to what is explained.
fn explained_unit<'a>(explained: Explained, layers: &[&'a str]) -> Option<(&'a str, usize)> {
    let Explained::Backward { unit: Some((layer, unit)) } = explained else { return None };
    Some((layers.get(layer)?, unit))
}
