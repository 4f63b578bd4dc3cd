//! What is shown: all that the screen is laid out from, as plain data.

use crate::chart::Drawing;
use crate::journal::{Parameter, Place};
use crate::lab::{Decisions, Listed, Outcome, Picture, Progress};
use crate::lesson::format::PictureName;

use super::field::{self, Field};
use super::finder::Finder;
use super::ghost::Ghost;
use super::mode::Mode;
use super::motion::Motion;
use super::notice::Notice;
use super::pace::Pace;
use super::run::Run;
use super::settings::Settings;
use super::shelved::{Shelf, Shelved};
use super::typing::Typing;

/// What is shown.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// What the lab says of this step, as of the last refresh.
    pub(super) outcome: Outcome,
    pub(super) mode: Mode,
    /// The weight or setting that ↑ and ↓ change.
    pub(super) chosen: Option<Field>,
    /// Whether the step's training is running.
    pub(super) run: Run,
    /// How fast the learner wants it to run.
    pub(super) pace: Option<Pace>,
    /// How many batches a second there have been of late.
    pub(super) per_second: u32,
    /// The picture that is looked at, counted from 0.
    pub(super) picture: usize,
    /// The term of the way there and back that is worked out, counted from 0, if that is gone
    /// through.
    pub(super) term: Option<usize>,
    /// How much of the screen it has.
    pub(super) view: View,
    /// The row and column of the pixel that is drawn at next, counted from 0.
    pub(super) pixel: (usize, usize),
    /// The option of the question that Enter takes.
    pub(super) choice: usize,
    pub(super) notice: Option<Notice>,
    /// The title of the lesson that follows on this one, if one does.
    pub(super) next_lesson: Option<String>,
    /// What moves.
    pub(super) motion: Motion,
    /// What was there before the last batch by hand.
    pub(super) ghost: Option<Ghost>,
    pub(super) settings: Settings,
    pub(super) size: (u16, u16),
    /// The steps, once their list was opened.
    pub(super) contents: Vec<Listed>,
    /// The lessons, once the shelf was opened.
    pub(super) shelf: Shelf,
    /// What kind of lesson it is.
    pub(super) kind: Kind,
}

/// What kind of lesson is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// One with a file of its own.
    #[default]
    Lesson,
    /// Questions out of others, with a lesson behind them.
    Questions,
}

/// How much of the screen the pictures have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum View {
    /// What the text and the numbers leave.
    #[default]
    Page,
    /// All of it.
    Picture,
}

impl Shown {
    /// A step as it is before any key, on a screen of 80 × 24.
    pub(super) fn new(outcome: Outcome, settings: Settings) -> Self {
        let chosen = field::asked(&outcome).into_iter().next();
        Self {
            outcome,
            mode: Mode::Reading,
            chosen,
            run: Run::Paused,
            pace: None,
            per_second: 0,
            picture: 0,
            term: None,
            view: View::Page,
            pixel: (0, 0),
            choice: 0,
            notice: None,
            next_lesson: None,
            motion: Motion::Still,
            ghost: None,
            settings,
            size: (80, 24),
            contents: Vec::new(),
            shelf: Shelf::default(),
            kind: Kind::Lesson,
        }
    }

    /// Whether a step is shown, and nothing is typed or lies over it.
    pub(super) fn is_reading(&self) -> bool {
        self.mode == Mode::Reading
    }

    /// The number that is being typed, if one is.
    pub(super) fn typing(&self) -> Option<&Typing> {
        match &self.mode {
            Mode::Typing(typing) => Some(typing),
            _ => None,
        }
    }

    /// What is looked for in the list that is open, if one is.
    pub(super) fn finder(&self) -> Option<&Finder> {
        match &self.mode {
            Mode::List(finder) | Mode::Shelf(finder) => Some(finder),
            _ => None,
        }
    }

    /// What can be edited at the step, in the order of the screen.
    pub(super) fn fields(&self) -> Vec<Field> {
        field::all(&self.outcome)
    }

    /// Whether a number is given for the prediction, so that it can be locked in.
    pub(super) fn can_lock_in(&self) -> bool {
        self.is_reading() && !self.outcome.guesses.is_empty() && self.outcome.has_guess
    }

    /// Whether what is chosen has a number that can be typed: a leaf of a tree has none.
    pub(super) fn has_number(&self) -> bool {
        let node = self.node();
        let mut numbers = self.outcome.parameters.iter();
        node.is_none_or(|node| numbers.any(|it| it.parameter == *node && it.nudge > 0.0))
    }

    /// The node of a tree that is chosen.
    pub(super) fn node(&self) -> Option<&Parameter> {
        let number = self.chosen.as_ref().and_then(Field::weight)?;
        matches!(number.place, Place::Node { .. }).then_some(number)
    }

    /// Whether a field is a weight or a setting that stays as it is at this step.
    pub(super) fn is_held(&self, field: &Field) -> bool {
        let mut held = self.outcome.parameters.iter().filter(|value| value.is_held);
        let mut settings = self.outcome.slides.iter().filter(|slide| slide.is_held);
        match field {
            Field::Weight(weight) => held.any(|value| value.parameter == *weight),
            Field::Slider(slider) => settings.any(|slide| slide.slider == *slider),
            _ => false,
        }
    }

    /// Which picture is looked at, counted from 0.
    pub(super) fn looked_at(&self) -> usize {
        if self.picture < self.outcome.pictures.len() { self.picture } else { 0 }
    }

    /// The picture that is looked at.
    pub(super) fn picture(&self) -> Option<&Picture> {
        self.outcome.pictures.get(self.looked_at())
    }

    /// The picture of the network with the way there and back, counted from 0.
    pub(super) fn backward_picture(&self) -> Option<usize> {
        let pictures = &self.outcome.pictures;
        pictures.iter().position(|picture| picture.name == PictureName::Backward)
    }

    /// The picture of a network that an example goes through, the one that is looked at first.
    pub(super) fn traceable(&self) -> Option<usize> {
        let is_traceable = |at: &usize| match self.outcome.pictures.get(*at).map(|p| &p.drawing) {
            Some(Drawing::Network(network)) => {
                !network.activations.is_empty() && network.passed.is_none()
            }
            _ => false,
        };
        [self.looked_at()].into_iter().chain(0..self.outcome.pictures.len()).find(is_traceable)
    }

    /// What a model with several classes says of each example, unless it is a unit that is looked
    /// at, or its terms are gone through.
    pub(super) fn decisions(&self) -> Option<&Decisions> {
        let has_unit = self.chosen.as_ref().and_then(Field::weight).is_some();
        self.outcome.decisions.as_ref().filter(|_| !has_unit && self.term.is_none())
    }

    /// The next example that a model with several classes takes for another class, counted from 0;
    /// after the last one the first.
    pub(super) fn next_wrong(&self) -> Option<usize> {
        let rows = &self.outcome.decisions.as_ref()?.rows;
        let is_wrong = |at: &usize| rows[*at].is_right() == Some(false);
        let from = (self.outcome.example + 1).min(rows.len());
        (from..rows.len()).chain(0..from).find(is_wrong)
    }

    /// How many examples the arithmetic is written out for.
    pub(super) fn examples(&self) -> usize {
        let ways = self.outcome.tree.as_ref().map(|tree| tree.ways.len());
        let rows = self.outcome.arithmetic.as_ref().map(|arithmetic| arithmetic.rows.len());
        ways.or(rows).unwrap_or_default()
    }

    /// How many examples can be looked at: those, or rows of data that can be changed.
    pub(super) fn to_look_at(&self) -> usize {
        self.outcome.examples
    }

    /// The pace that the learner has chosen, or the one at which there is something to watch.
    pub(super) fn chosen_pace(&self) -> Pace {
        let models = |training: &Progress| training.values.map_or(1, |(_, all)| all);
        let batches = |training: &Progress| models(training) * training.epochs * training.batches;
        let all = self.outcome.training.as_ref().map_or(0, batches);
        self.pace.unwrap_or_else(|| Pace::for_batches(all))
    }

    /// Which of the steps or lessons in the list that is open have in them what is looked for,
    /// counted from 0. The review comes behind the lessons.
    pub(super) fn found(&self) -> Vec<usize> {
        let step =
            |(index, step): (usize, &Listed)| format!("{} {} {}", index + 1, step.title, step.id);
        let lesson =
            |lesson: &Shelved| format!("{} {} {}", lesson.title, lesson.about, lesson.name);
        match &self.mode {
            Mode::List(finder) => finder.found(self.contents.iter().enumerate().map(step)),
            Mode::Shelf(finder) => {
                let review = self.shelf.review.map(|_| REVIEW.to_owned());
                finder.found(self.shelf.lessons.iter().map(lesson).chain(review))
            }
            _ => Vec::new(),
        }
    }
}

/// What the review is called on the shelf.
pub(super) const REVIEW: &str = "Review";
