//! A step being worked at: what was done there, done again from its start, and the moments on the
//! way that are kept to go back to. All of it is a cache of the journal.

use std::sync::Arc;

use crate::journal::{Entry, Task};
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

/// A step being worked at.
#[derive(Clone, Debug)]
pub(super) struct Visit {
    /// The state after the step's action.
    pub(super) start: State,
    pub(super) now: Moment,
    /// Batches of a training that still have to be taken again.
    left: usize,
    /// Moments before this one, the last of them last.
    past: Vec<Moment>,
    /// Moments that were gone back from, the nearest last.
    ahead: Vec<Moment>,
}

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

impl Visit {
    /// The step before anything is done, after what the steps before it have left.
    pub(super) fn begin(before: &State, at: At<'_>) -> Self {
        let start = action::perform(before, at.lesson, at.index);
        let mut now = Moment {
            done: 0,
            state: start.clone(),
            training: action::begin(&start, at).and_then(Result::ok).map(Box::new),
            record: Record::default(),
            verdict: None,
            offs_at_start: Arc::default(),
        };
        now.follow(at);
        now.offs_at_start = now.verdict.iter().flat_map(Verdict::offs).collect();
        now.judge(at);
        Self { start, now, left: 0, past: Vec::new(), ahead: Vec::new() }
    }

    /// Does something. Says whether it changed anything; an error changes nothing.
    pub(super) fn act(
        &mut self,
        entry: &Entry,
        epochs: usize,
        at: At<'_>,
    ) -> Result<bool, EditError> {
        let before = self.now.clone();
        let is_changed = self.now.take(entry, &self.start, epochs, at)?;
        if is_changed {
            self.keep(before);
            self.now.count(at);
        }
        Ok(is_changed)
    }

    /// Does something in place of what was done last.
    pub(super) fn act_instead(
        &mut self,
        entry: &Entry,
        epochs: usize,
        at: At<'_>,
    ) -> Result<(), EditError> {
        let Some(before) = self.past.pop() else { return Err(EditError::CatchingUp) };
        self.ahead.clear();
        let last = std::mem::replace(&mut self.now, before.clone());
        let taken = self.now.take(entry, &self.start, epochs, at);
        self.past.push(before);
        match taken {
            Ok(_) => self.now.count(at),
            Err(_) => self.now = last,
        }
        taken.map(drop)
    }

    /// Whether the moment before the last thing is at hand.
    pub(super) fn knows_the_last(&self) -> bool {
        self.past.last().is_some_and(|moment| moment.done + 1 == self.now.done)
    }

    /// Trains, as something new or going on with it: takes at most so many batches, and says how
    /// many.
    pub(super) fn train(&mut self, batches: usize, is_new: bool, at: At<'_>) -> usize {
        if !is_new {
            return self.now.advance(batches, at);
        }
        let before = self.now.clone();
        self.now.done += 1;
        let taken = self.now.advance(batches, at);
        if taken == 0 {
            self.now.done -= 1;
        } else {
            self.keep(before);
        }
        taken
    }

    /// Does again what is not done yet, at most so many batches of it, and says how many there were.
    /// Whatever does not fit the step any more is passed over.
    pub(super) fn catch_up(&mut self, entries: &[Entry], most: usize, at: At<'_>) -> usize {
        let mut budget = most;
        while budget > 0 {
            if self.left > 0 {
                let taken = self.now.advance(self.left.min(budget), at);
                self.left = if taken == 0 { 0 } else { self.left - taken };
                budget -= taken.max(1).min(budget);
                self.now.follow(at);
                continue;
            }
            let Some(entry) = entries.get(self.now.done) else { break };
            self.keep_past(self.now.clone());
            budget -= 1;
            match entry {
                Entry::Train(batches) => {
                    self.now.done += 1;
                    self.left = *batches;
                }
                entry => {
                    let _ = self.now.take(entry, &self.start, limits::EPOCHS, at);
                    self.now.count(at);
                }
            }
        }
        most - budget
    }

    /// Whether something is still to be done again.
    pub(super) fn is_behind(&self, entries: &[Entry]) -> bool {
        self.left > 0 || self.now.done < entries.len()
    }

    /// Goes back to when so many things were done, or to a moment before that.
    pub(super) fn go_back_to(&mut self, done: usize, before: &State, at: At<'_>) {
        while self.now.done > done || self.left > 0 {
            let is_whole = self.left == 0;
            self.left = 0;
            let moment = match self.past.pop() {
                Some(moment) => moment,
                None => Self::begin(before, at).now,
            };
            let gone = std::mem::replace(&mut self.now, moment);
            if is_whole {
                self.ahead.push(gone);
            }
        }
    }

    /// Goes forward to when so many things were done, as far as that was kept.
    pub(super) fn go_ahead_to(&mut self, done: usize) {
        while let Some(moment) = self.ahead.pop_if(|moment| moment.done <= done) {
            let gone = std::mem::replace(&mut self.now, moment);
            self.keep_past(gone);
        }
    }

    /// How many numbers its moments keep, about.
    pub(super) fn kept(&self) -> usize {
        self.past.iter().chain(&self.ahead).map(|moment| moment.numbers(&self.start)).sum()
    }

    /// Lets go of the moments ahead, and of every other one of the older half; the last one stays.
    pub(super) fn thin(&mut self) {
        self.ahead.clear();
        let older = self.past.len().div_ceil(2);
        let mut index = 0;
        let last = self.past.len().saturating_sub(1);
        self.past.retain(|_| {
            index += 1;
            index % 2 == 1 || index > older || index > last
        });
    }

    /// Lets go of all moments but the present one and the one before it.
    pub(super) fn forget(&mut self) {
        self.ahead.clear();
        let surplus = self.past.len().saturating_sub(1);
        self.past.drain(..surplus);
    }

    fn keep(&mut self, before: Moment) {
        self.ahead.clear();
        self.keep_past(before);
    }

    fn keep_past(&mut self, before: Moment) {
        let most = (limits::KEPT_NUMBERS / before.numbers(&self.start)).min(MOST_KEPT);
        self.past.push(before);
        if self.past.len() + self.ahead.len() > most {
            self.thin();
        }
    }
}

/// More are soon done again from the nearest one.
const MOST_KEPT: usize = 512;

impl Moment {
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
    fn advance(&mut self, batches: usize, at: At<'_>) -> usize {
        let mut taken = 0;
        while taken < batches {
            let Some(training) = &mut self.training else { break };
            let is_open = at.step().goal.is_some() && self.record.task == Task::Open;
            let most = if is_open { training.left_of_epoch() } else { usize::MAX };
            let slice = training.advance(most.min(batches - taken));
            if slice == 0 {
                break;
            }
            taken += slice;
            if is_open && slice == most {
                self.judge(at);
            }
        }
        taken
    }

    /// Does anything but train, and says whether it changed something.
    fn take(
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
            let is_changed = !edit::is_idle(entry, &self.state);
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
    fn count(&mut self, at: At<'_>) {
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

    fn numbers(&self, start: &State) -> usize {
        let training = self.training.as_ref().map_or(0, |training| training.numbers());
        training + self.state.numbers_beside(start)
    }
}
