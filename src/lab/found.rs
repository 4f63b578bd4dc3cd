//! What of a lesson the learner has found, was shown, or has still to find.

use crate::journal::{Entry, Task};
use crate::lesson::live::{Piece, Word, pieces};

use super::card::{Card, Found, Standing};
use super::goal::{self, Look};
use super::live::{Numbers, filled_by};
use super::network::Training;
use super::state::State;
use super::{At, Lab};

impl Lab {
    /// The card of this step, if it has one.
    pub(super) fn card(&self) -> Option<Card> {
        let card = self.step().card.as_ref()?;
        let found = card.found.iter().map(|text| self.found(text)).collect();
        Some(Card { found, open: card.open.clone() })
    }

    fn found(&self, text: &str) -> Found {
        let step = |piece: Piece<'_>| match piece {
            Piece::Live(Word::There { step, .. }, _) => self.index(&step),
            _ => None,
        };
        let steps = pieces(text).into_iter().filter_map(step);
        let told = steps.map(|index| (self.standing(index), index)).max();
        match told {
            Some((standing @ (Standing::Changed | Standing::Missing), index)) => {
                let text = format!("Step {}, {}", index + 1, self.lesson.steps[index].title);
                Found { text, standing }
            }
            told => Found {
                text: filled_by(text, |word| self.number_there(word)),
                standing: told.map_or(Standing::Said, |(standing, _)| standing),
            },
        }
    }

    fn standing(&self, index: usize) -> Standing {
        let step = &self.lesson.steps[index];
        match self.task(index) {
            // To see that a goal cannot be reached is all that there is to find.
            Task::Shown if step.is_impossible() => Standing::Found,
            Task::Done | Task::Shown if !self.still_holds(index) => Standing::Changed,
            Task::Done => Standing::Found,
            Task::Shown => Standing::Shown,
            Task::Open if step.has_task() => Standing::Missing,
            Task::Open if self.is_worked_at(index) => Standing::Found,
            Task::Open => Standing::Given,
        }
    }

    /// Whether the goal of a step, if it has one, is reached by what was left there.
    fn still_holds(&self, index: usize) -> bool {
        let goal = self.lesson.steps[index].goal.as_ref();
        goal.zip(self.left(index)).is_none_or(|(goal, state)| {
            let training = self.trained_at(index);
            // What a training that is no longer at hand held back, nobody knows.
            let is_unknown = goal.wanted.validation_loss.is_some() && training.is_none();
            is_unknown || goal::judge(&Look::at(state, training), &goal.wanted).is_met()
        })
    }

    /// Whether the learner has changed numbers at a step. To train is not enough: a training is run
    /// to its end by going on as well.
    fn is_worked_at(&self, index: usize) -> bool {
        let is_own = |entry: &Entry| entry.touches_the_model() && !matches!(entry, Entry::Train(_));
        let account = self.journal.account(&self.keys[index]);
        account.is_some_and(|account| account.entries.iter().any(is_own))
    }

    /// The number behind a word that names its step.
    fn number_there(&self, word: &Word) -> Option<String> {
        let Word::There { step, word } = word else { return None };
        let index = self.index(step)?;
        let state = self.left(index)?;
        let training = self.trained_at(index);
        Numbers::at(At { lesson: &self.lesson, index }, state, training).of(word)
    }

    /// The training of a step, where it has one that is at hand.
    fn trained_at(&self, index: usize) -> Option<&Training> {
        let visit =
            if index == self.position { Some(&self.visit) } else { self.others.get(&index) };
        visit?.now.training.as_deref()
    }

    /// What was left at a step, this one or one before it.
    fn left(&self, index: usize) -> Option<&State> {
        if index == self.position {
            Some(self.now())
        } else {
            self.before[..=self.position].get(index + 1)
        }
    }

    fn index(&self, step: &str) -> Option<usize> {
        self.lesson.steps.iter().position(|other| other.id == step)
    }
}
