//! The outcome of a step: everything there is to show of it, as plain data.

use serde::Serialize;

use crate::journal::Task;
use crate::lesson::format::Show;

use super::canvas::Canvas;
use super::card::Card;
use super::counts::Counts;
use super::example;
use super::filling::{Filled, Filling};
use super::fold::Fold;
use super::foresight::GuessValue;
use super::forest::Growing;
use super::goal::Verdict;
use super::heading::Heading;
use super::help::Help;
use super::inquiry::Inquiry;
use super::network::{Arithmetic, Backward, Decisions, Progress};
use super::parameter::ParameterValue;
use super::picture::Picture;
use super::point::CoordinateValue;
use super::shape::Shape;
use super::slide::Slide;
use super::softmax::Softmax;
use super::statement::Statement;
use super::tree::ToldTree;

/// Everything there is to show of a step.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each says one thing of a step")]
pub struct Outcome {
    /// Which step it is.
    pub heading: Heading,
    /// What the learner reads, in Markdown.
    pub text: String,
    /// What the step is for: to be read, or to be worked on.
    #[serde(skip)]
    pub show: Show,
    /// Whether the step does something, so that its code is more than the learner's changes.
    pub acts: bool,
    /// Whether all but its text and its code is as it was before the step: its question is still open.
    #[serde(skip)]
    pub is_before: bool,
    /// The code and what it prints.
    pub console: Vec<Statement>,
    /// Whether code has made what the step is about. Without it rows are counted from 1, as people
    /// count.
    pub is_in_code: bool,
    /// Whether that is seen on a screen. In text and in data all of it is.
    #[serde(skip)]
    pub fold: Fold,
    /// The shapes in play, from the input to the output.
    pub shapes: Vec<Shape>,
    /// Every weight and bias of the layer or model that the step is about.
    pub parameters: Vec<ParameterValue>,
    /// The numbers of the row that is looked at, where the data can be changed.
    pub point: Vec<CoordinateValue>,
    /// The image that can be drawn into, where one can.
    pub canvas: Option<Canvas>,
    /// The numbers that can be slid, where any can.
    pub slides: Vec<Slide>,
    /// What a softmax makes of numbers, where the step works that out by hand.
    pub softmax: Option<Softmax>,
    /// How often a yes of the data is told yes and no, where the threshold can be moved.
    pub counts: Option<Counts>,
    /// From where on an output counts as a yes, and boundaries lie.
    pub threshold: f32,
    /// Whether rows of the data can be added and taken away.
    pub has_open_rows: bool,
    /// The numbers of a prediction that are still to be given.
    pub guesses: Vec<GuessValue>,
    /// Whether the learner has given any of them.
    pub has_guess: bool,
    /// Arithmetic with blanks to fill in.
    pub filling: Option<Filling>,
    /// One unit's arithmetic.
    pub arithmetic: Option<Arithmetic>,
    /// A tree in words, where the step is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tree: Option<ToldTree>,
    /// What a model with several classes says of each example.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decisions: Option<Decisions>,
    /// The way of the example through the model and back, term by term.
    #[serde(skip_serializing_if = "Backward::is_untold")]
    pub backward: Backward,
    /// The row of the arithmetic that is looked at, counted from 0.
    pub example: usize,
    /// How many examples can be looked at.
    pub examples: usize,
    /// Where each example stands on the chart: x and y.
    pub places: Vec<[f64; 2]>,
    /// Whether the rows of the arithmetic are inputs of the step's own, not rows of the data.
    pub shows_own_inputs: bool,
    /// The pictures, the one that the step is about first.
    pub pictures: Vec<Picture>,
    /// How far the step's training has come, if it has one.
    pub training: Option<Progress>,
    /// How far its forest has come, if that is still growing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub growing: Option<Growing>,
    /// The step's question or prediction, if it has one.
    pub question: Option<Inquiry>,
    /// How the step's goal stands, if it has one.
    pub goal: Option<Verdict>,
    /// What there is to say once the goal is reached, or the blanks are filled in.
    pub reached: Option<String>,
    /// What the learner takes along from the lesson.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub card: Option<Card>,
    /// What there is to say to the state that the learner has made, while it is not the goal.
    pub reply: Option<String>,
    /// Where the question or the goal stands.
    pub task: Task,
    /// What helps with it.
    pub help: Help,
    /// Whether there is anything to take back.
    pub can_undo: bool,
    /// Whether the learner has edited or trained weights or answered the question.
    pub is_changed: bool,
    /// The earlier step, counted from 0, at which the learner changed the weights or the data that
    /// are used here.
    pub changed_at: Option<usize>,
    /// Whether the weights are a random draw, which can be drawn again.
    pub random: bool,
}

impl Outcome {
    /// Whether the question has still to be answered.
    pub fn is_withheld(&self) -> bool {
        self.question.as_ref().is_some_and(|question| question.is_open)
    }

    /// Whether there are blanks still to be filled in.
    pub fn has_blanks(&self) -> bool {
        self.filling.as_ref().is_some_and(|filling| filling.is_open)
    }

    /// Whether the goal is reached.
    pub fn is_reached(&self) -> bool {
        self.goal.as_ref().is_some_and(Verdict::is_met)
    }

    /// Whether the task of the step is done, if it has one. What helps with it helps no more then.
    pub fn is_done(&self) -> bool {
        match &self.goal {
            Some(goal) => goal.is_met() || self.is_given_up(),
            None => self.task != Task::Open,
        }
    }

    /// Whether the goal cannot be reached, and the learner has been told so.
    pub fn is_given_up(&self) -> bool {
        self.help.impossible.is_some() && self.task == Task::Shown
    }

    /// What an example is called: in the code `X[2]`, or `x` where the step has inputs of its own;
    /// where there is no code `row 3`.
    pub fn example_name(&self, example: usize) -> String {
        example::name(example, self.is_in_code, self.shows_own_inputs)
    }

    /// What a row of arithmetic to fill in is about: an example, or a node of a tree.
    pub fn filled_name(&self, about: Filled) -> String {
        match about {
            Filled::Example(example) => self.example_name(example),
            Filled::Node(place) => format!("node {place}"),
        }
    }

    /// What a row of the data is called where its numbers can be changed.
    pub fn row_name(&self, row: usize) -> String {
        if self.is_in_code { format!("data[{row}]") } else { example::by_number(row) }
    }
}
