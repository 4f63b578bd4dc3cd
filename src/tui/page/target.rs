//! What can be clicked.

use crate::journal::Slider;
use crate::tui::field::Field;
use crate::tui::message::Message;

/// What can be dragged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) enum Grip {
    /// A row of the data.
    Point(usize),
    /// The prediction.
    Guess,
    /// A model of one unit and one input.
    Model(Handle),
    /// A number that can be slid.
    Slider(Slider),
    /// The cut of a node's question, along its feature.
    Cut,
    /// A pen.
    Pen(Ink),
}

/// What a pen does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) enum Ink {
    /// It draws.
    Full,
    /// It takes ink away.
    None,
}

/// Where a model is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) enum Handle {
    /// At its line.
    Line,
    /// At the place where its answer changes.
    Boundary,
}

/// What can be clicked.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::tui) enum Target {
    /// A key of the footer, and what it does.
    Key(Message),
    /// A step, counted from 0, on the bar below the title.
    Step(usize),
    /// One of the things in a list that are found, counted from 0.
    Line(usize),
    /// A weight or a setting.
    Field(Field),
    /// An example.
    Example(usize),
    /// The name of a picture, or one beside the one that is looked at.
    Picture(usize),
    /// A pixel of an image that can be drawn into, by its row and column.
    Pixel(usize, usize),
    /// A place on the axes of the picture that is looked at.
    Place([f64; 2]),
    /// The line that the code is folded to.
    Code,
    /// The title of the lesson that follows.
    NextLesson,
    /// An option of the question.
    Option(usize),
}
