//! A step after so many things were done there, and what each further thing makes of it.

use std::sync::Arc;

use crate::journal::{Entry, Task};
use crate::lesson::format::Question;
use crate::lesson::limits;

use super::action;
use super::at::At;
use super::edit;
use super::edit_error::EditError;
use super::filling;
use super::foresight;
use super::goal::{self, Look, Verdict};
use super::network::{self, Training};
use super::record::Record;
use super::state::State;

/// A step after so many things were done.
#[derive(Clone, Debug)]
pub(super) struct Moment {
    /// How many.
    pub(super) done: usize,
    pub(super) state: State,
    /// The training, at a step with a fit that Keras takes.
    pub(super) training: Option<Box<Training>>,
    pub(super) record: Record,
    /// How the state stands to the goal.
    pub(super) verdict: Option<Verdict>,
    /// How far off each condition of the goal was before anything was done.
    offs_at_start: Arc<[Option<f64>]>,
}

impl Moment {
    /// A step before anything is done there, from the state after its action.
    pub(super) fn first(start: &State, at: At<'_>) -> Self {
        let mut now = Self {
            done: 0,
            state: start.clone(),
            training: action::begin(start, at).and_then(Result::ok).map(Box::new),
            record: Record::default(),
            verdict: None,
            offs_at_start: Arc::default(),
        };
        now.follow(at);
        now.offs_at_start = now.verdict.iter().flat_map(Verdict::offs).collect();
        now.judge(at);
        now
    }

    /// Takes the weights of the training into the state, and looks how that stands to the goal.
    pub(super) fn follow(&mut self, at: At<'_>) {
        if let Some(training) = &mut self.training {
            network::show(training, &mut self.state, at);
        }
        self.verdict = self.verdict_on(&self.state, at);
    }

    /// How a state at this moment stands to the goal.
    pub(super) fn verdict_on(&self, state: &State, at: At<'_>) -> Option<Verdict> {
        let goal = at.step().goal.as_ref()?;
        let verdict = goal::judge(&Look::at(state, self.training.as_deref()), &goal.wanted);
        Some(verdict.since(&self.offs_at_start))
    }

    /// Takes batches, at most so many, and says how many. The goal can be reached at the end of an
    /// epoch only, so that it does not show how the batches were asked for.
    pub(super) fn advance(&mut self, batches: usize, at: At<'_>) -> usize {
        let mut taken = 0;
        while taken < batches {
            let Some(training) = &mut self.training else { break };
            let is_open = at.step().goal.is_some() && self.record.task == Task::Open;
            let waits = foresight::awaits(at, training);
            let most = if is_open || waits { training.left_of_epoch() } else { usize::MAX };
            let slice = training.advance(most.min(batches - taken));
            if slice == 0 {
                break;
            }
            taken += slice;
            if is_open && slice == most {
                self.judge(at);
            }
            if waits && slice == most {
                self.note_what_came(at);
            }
        }
        taken
    }

    /// What was predicted after some epochs is kept once it is there: the learner trains on.
    fn note_what_came(&mut self, at: At<'_>) {
        if self.training.as_deref().is_some_and(|training| !foresight::awaits(at, training)) {
            self.follow(at);
            let came = foresight::came(at, &self.state, self.training.as_deref());
            self.record.truths = came.map_or_else(Vec::new, |came| vec![came]);
        }
    }

    /// Whether a forest of the state is still growing.
    pub(super) fn is_growing(&self) -> bool {
        self.state.growing().is_some()
    }

    /// Lets it grow by so many trees at most, and looks at the goal once it has grown. Says how many
    /// there were.
    pub(super) fn grow(&mut self, trees: usize, at: At<'_>) -> usize {
        let grown = self.state.grow(trees);
        if !self.is_growing() {
            self.follow(at);
            if self.record.changes == 0 {
                self.offs_at_start = self.verdict.iter().flat_map(Verdict::offs).collect();
            }
            self.judge(at);
        }
        grown
    }

    /// Does anything but train, and says whether it changed something.
    pub(super) fn take(
        &mut self,
        entry: &Entry,
        start: &State,
        epochs: usize,
        at: At<'_>,
    ) -> Result<bool, EditError> {
        match entry {
            Entry::Answer(option) => Ok(self.answer(*option, at)),
            Entry::Guess(index, value) => self.guess(*index, *value, at),
            Entry::LockIn => Ok(self.lock_in(at)),
            Entry::Hint => Ok(self.hint(at)),
            Entry::Look(example) => Ok(self.record.example.replace(*example) != Some(*example)),
            Entry::Solve => self.solve(start, at),
            Entry::Reset | Entry::StartOver => self.start_over(entry, start, at),
            _ if self.is_withheld(at) => Err(EditError::QuestionFirst),
            _ => self.edit(entry, start, epochs, at),
        }
    }

    /// The state with something that is shown before it is done.
    pub(super) fn shown(&self, start: &State, draft: Option<&Entry>, at: At<'_>) -> State {
        let mut state = self.state.clone();
        if let Some(draft) = draft {
            edit::apply(&mut state, draft, start, at);
        }
        state
    }

    /// Whether the learner has edited or trained weights or answered the question.
    pub(super) fn is_changed(&self) -> bool {
        match &self.training {
            Some(training) => training.is_changed() || !training.is_at_start(),
            None => self.record.is_answered() || self.record.changes > 0,
        }
    }

    /// Whether the question of the step has still to be answered, or the prediction to be locked in.
    pub(super) fn is_withheld(&self, at: At<'_>) -> bool {
        let is_asked = at.step().question.is_some() || at.step().predict.is_some();
        is_asked && self.record.task == Task::Open
    }

    /// Whether what the step does is hidden until then: not where the question is about that, nor where
    /// it is a unit that no code has made, which prints nothing that a question could be about.
    pub(super) fn hides(&self, at: At<'_>) -> bool {
        let step = at.step();
        let is_shown = |question: &Question| question.after || step.is_unit();
        self.is_withheld(at) && !step.question.as_ref().is_some_and(is_shown)
    }

    /// Whether blanks of the step have still to be filled in.
    pub(super) fn has_blanks(&self, at: At<'_>) -> bool {
        !at.step().fill.is_empty() && self.record.task == Task::Open
    }

    fn answer(&mut self, option: usize, at: At<'_>) -> bool {
        if self.record.task != Task::Open {
            return false;
        }
        match (&at.step().question, &at.step().predict) {
            (Some(question), _) => self.record.answer(question, option),
            (None, Some(prediction)) => {
                let is_taken = self.record.choose(prediction, option);
                if is_taken && foresight::is_complete(prediction, &self.record) {
                    self.lock_in(at);
                }
                is_taken
            }
            (None, None) => false,
        }
    }

    /// Takes a number of the prediction, or one for a blank. What is right in a blank stays there.
    fn guess(&mut self, index: usize, value: f32, at: At<'_>) -> Result<bool, EditError> {
        if !value.is_finite() {
            return Err(EditError::TooLarge);
        }
        if self.record.task != Task::Open {
            return Ok(false);
        }
        if let Some(prediction) = &at.step().predict {
            let is_asked = index < prediction.numbers();
            return Ok(is_asked && self.record.guesses.insert(index, value) != Some(value));
        }
        let truths = filling::truths(at, &self.state);
        let Some(truth) = truths.get(index) else { return Err(EditError::NoSuchNumber) };
        let is_right = |guess: f32, truth: f32| filling::is_right(guess, truth);
        if self.record.guesses.get(&index).is_some_and(|given| is_right(*given, *truth)) {
            return Ok(false);
        }
        self.record.guesses.insert(index, value);
        let given = |(index, truth): (usize, &f32)| {
            self.record.guesses.get(&index).is_some_and(|given| is_right(*given, *truth))
        };
        if truths.iter().enumerate().all(given) {
            self.record.task = Task::Done;
        }
        Ok(true)
    }

    /// From here on the prediction stands, and what comes is shown.
    fn lock_in(&mut self, at: At<'_>) -> bool {
        let Some(prediction) = &at.step().predict else { return false };
        if self.record.task != Task::Open || !foresight::is_complete(prediction, &self.record) {
            return false;
        }
        self.foresee(at);
        self.record.task = Task::Done;
        true
    }

    fn foresee(&mut self, at: At<'_>) {
        let Some(prediction) = &at.step().predict else { return };
        let training = self.training.as_deref();
        self.record.truths = foresight::truths(prediction, &self.state, training, at);
    }

    fn hint(&mut self, at: At<'_>) -> bool {
        let is_left = self.record.hints < at.step().hints.len();
        self.record.hints += usize::from(is_left);
        is_left
    }

    fn solve(&mut self, start: &State, at: At<'_>) -> Result<bool, EditError> {
        let step = at.step();
        if let (Some(question), Task::Open) = (&step.question, self.record.task) {
            self.record.answers.push(question.answer - 1);
            self.record.task = Task::Shown;
            return Ok(true);
        }
        if step.is_asked() && self.record.task == Task::Open {
            self.foresee(at);
            self.record.task = Task::Shown;
            return Ok(true);
        }
        if step.solution.is_empty() && !step.is_impossible() {
            return Err(EditError::NothingToSolve);
        }
        let is_new = self.record.task == Task::Open;
        if is_new {
            self.record.task = Task::Shown;
        }
        if step.is_impossible() {
            return Ok(is_new);
        }
        self.edit(&Entry::Solve, start, limits::EPOCHS, at)
    }

    // The answer to the step's question is open again, too, unless only a training starts over.
    fn start_over(&mut self, entry: &Entry, start: &State, at: At<'_>) -> Result<bool, EditError> {
        let was_touched = self.record.is_answered() || self.record.task == Task::Shown;
        let is_edited = match &self.training {
            Some(_) => self.edit(entry, start, limits::EPOCHS, at)?,
            None if self.record.changes > 0 => self.edit(&Entry::Reset, start, 0, at)?,
            None => false,
        };
        if *entry == Entry::StartOver && was_touched && at.step().goal.is_none() {
            return Ok(is_edited);
        }
        if !was_touched && !is_edited {
            return Ok(false);
        }
        self.record.answers.clear();
        self.record.guesses.clear();
        self.record.truths.clear();
        self.record.task = Task::Open;
        self.record.reached_after = None;
        self.record.changes = 0;
        Ok(true)
    }

    /// Changes the weights or the training.
    fn edit(
        &mut self,
        entry: &Entry,
        start: &State,
        epochs: usize,
        at: At<'_>,
    ) -> Result<bool, EditError> {
        let is_changed = if let Some(training) = &mut self.training {
            network::show(training, &mut self.state, at);
            let bench = network::Bench { now: &self.state, start, at, epochs };
            network::edit_training(training, entry, &bench)?
        } else {
            edit::check(entry, &self.state, at)?;
            let is_changed = !edit::is_idle(entry, &self.state, at);
            if is_changed {
                edit::apply(&mut self.state, entry, start, at);
            }
            is_changed
        };
        self.record.changes += usize::from(is_changed);
        // What was just added is looked at.
        if let (Entry::AddRow(_), Some(data)) = (entry, &self.state.data) {
            self.record.example = Some(data.ids().len().saturating_sub(1));
        }
        Ok(is_changed)
    }

    /// One more thing is done.
    pub(super) fn count(&mut self, at: At<'_>) {
        self.done += 1;
        self.judge(at);
    }

    // A goal is reached by what is done here, or by what an earlier step has left.
    fn judge(&mut self, at: At<'_>) {
        self.follow(at);
        let is_met = self.verdict.as_ref().is_some_and(Verdict::is_met);
        if self.record.task == Task::Open && is_met {
            self.record.task = Task::Done;
            self.record.reached_after = Some(self.done);
        }
    }

    /// How many numbers it keeps beside those of the start.
    pub(super) fn numbers(&self, start: &State) -> usize {
        let training = self.training.as_ref().map_or(0, |training| training.numbers());
        training + self.state.numbers_beside(start)
    }
}
