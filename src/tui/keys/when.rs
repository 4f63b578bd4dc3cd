//! When a line of the table counts.

use crate::journal::Task;
use crate::lab::{Backward, Setting};
use crate::tui::field::Field;
use crate::tui::mode::Mode;
use crate::tui::reach::Reach;
use crate::tui::run::Run;
use crate::tui::shown::{Kind, Shown, View};

/// When a binding counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) enum When {
    Always,
    /// Reading a step.
    Reading,
    /// Reading a step with a question that is still open.
    Asked,
    /// Reading a question out of another lesson.
    Recalled,
    /// Reading a step with hints.
    Hinted,
    /// The same, and one is still covered and of use.
    HintLeft,
    /// Reading a step with a solution.
    Solvable,
    /// The goal of the step, if it has one, is still to be reached.
    Unsolved,
    /// Reading a step with a goal that cannot be reached.
    Hopeless,
    /// Reading a step with weights.
    Weights,
    /// The same, and none is chosen.
    NoneChosen,
    /// The same, and there are others beside the one that is chosen.
    AnotherField,
    /// Reading a step at which rows of the data can be added and taken away.
    Rows,
    /// Reading a step at which something can be undone.
    Undoable,
    /// Reading a step at which the learner has done something.
    Changed,
    /// Reading a step with random weights.
    Random,
    /// The same, or reading a step with numbers, of which none may be random.
    Drawn,
    /// Reading a step with a training.
    Training,
    /// The same, or a forest is growing: while that waits.
    Waiting,
    /// The same, while it runs.
    Running,
    /// A training runs to its end, and then the lab goes on.
    Onward,
    /// Reading a step with several pictures.
    Pictures,
    /// Reading a step with a network that an example goes through.
    Traceable,
    /// Going through the way of an example there and back, term by term.
    Terms,
    /// Reading a step that is about that way.
    Told,
    /// Reading another step that trains.
    Sloped,
    /// Reading a step with a picture beside the text.
    Pictured,
    /// The same, where it has the whole screen.
    Zoomed,
    /// A weight or a setting is chosen.
    Chosen,
    /// A node of a tree is chosen.
    Node,
    /// A prediction can be locked in.
    Predicting,
    /// A number is chosen that the arrows change.
    Changeable,
    /// A field that takes a number is chosen.
    Numbered,
    /// A number is being typed.
    Typing,
    /// There are more examples than are shown.
    MoreExamples,
    /// Reading a step with an image to draw into, and no number is chosen.
    Drawable,
    /// Reading a step with a model that tells several classes from each other.
    Classes,
    /// The same, and it takes one of the examples for another class.
    Wrong,
    /// There is more to read below.
    More,
    /// The list of steps or the shelf is open.
    List,
    /// The same, and something is looked for.
    Searching,
    /// The help is open.
    Help,
    /// The list or the help is open.
    Overlay,
}

/// Whether a binding counts where this is shown.
pub(in crate::tui) fn counts(shown: &Shown, reach: Reach, when: When) -> bool {
    let counts = |when| counts(shown, reach, when);
    let (outcome, reading) = (&shown.outcome, shown.is_reading());
    let is_asked = reading && outcome.is_withheld();
    let has_picture = reading && !outcome.pictures.is_empty();
    let is_grown = outcome.growing.is_none();
    let is_free = reading && !outcome.is_withheld() && is_grown;
    let goes_on = reading && (outcome.training.is_some() || !is_grown);
    match when {
        When::Always => true,
        When::Typing => shown.typing().is_some(),
        When::MoreExamples => reading && reach.hides_examples,
        When::Drawable => is_free && outcome.canvas.is_some() && shown.chosen.is_none(),
        When::Classes => reading && outcome.decisions.is_some(),
        When::Wrong => counts(When::Classes) && shown.next_wrong().is_some(),
        When::More => reach.below > 0,
        When::List => shown.finder().is_some(),
        When::Searching => shown.finder().is_some_and(|finder| !finder.text.is_empty()),
        When::Help => shown.mode == Mode::Help,
        When::Overlay => counts(When::List) || counts(When::Help),
        When::Reading => reading,
        When::Asked => is_asked && shown.chosen.is_none(),
        When::Recalled => reading && shown.kind == Kind::Questions,
        When::Hinted => reading && !outcome.help.hints.is_empty(),
        When::HintLeft => reading && outcome.help.has_more() && !outcome.is_done(),
        When::Solvable => {
            is_asked || outcome.has_blanks() || (reading && !outcome.help.solution.is_empty())
        }
        When::Unsolved => !outcome.is_reached(),
        When::Hopeless => {
            reading && outcome.help.impossible.is_some() && outcome.task == Task::Open
        }
        When::Weights => reading && !shown.fields().is_empty(),
        When::Predicting => shown.can_lock_in(),
        When::Changeable => {
            counts(When::Chosen) && is_grown && !outcome.has_blanks() && !counts(When::Node)
        }
        When::Rows => is_free && outcome.has_open_rows,
        When::NoneChosen => counts(When::Weights) && shown.chosen.is_none(),
        When::AnotherField => counts(When::Chosen) && shown.fields().len() > 1,
        When::Training => reading && outcome.training.is_some(),
        When::Waiting => goes_on && shown.run == Run::Paused,
        When::Running => goes_on && shown.run != Run::Paused,
        When::Onward => matches!(shown.run, Run::Onward(_)),
        When::Pictures => reading && outcome.pictures.len() > 1,
        When::Pictured => has_picture && shown.view == View::Page,
        When::Zoomed => has_picture && shown.view == View::Picture,
        When::Traceable => reading && shown.traceable().is_some(),
        When::Terms => reading && shown.term.is_some(),
        When::Told => reading && shown.term.is_none() && outcome.backward.told().is_some(),
        When::Sloped => counts(When::Training) && outcome.backward == Backward::Offered,
        When::Undoable => reading && outcome.can_undo,
        When::Changed => reading && outcome.is_changed,
        When::Random => is_free && outcome.random,
        When::Drawn => counts(When::Weights) || counts(When::Random),
        When::Chosen => reading && shown.chosen.is_some(),
        When::Node => reading && shown.node().is_some(),
        When::Numbered => {
            counts(When::Chosen) && is_grown && !is_optimizer(shown) && shown.has_number()
        }
    }
}

// There is no number to type for the optimizer: ↑ and ↓ go through them.
fn is_optimizer(shown: &Shown) -> bool {
    matches!(shown.chosen, Some(Field::Setting(Setting::Optimizer)))
}
