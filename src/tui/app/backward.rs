//! Forward, Loss, Backward, Update: going through the terms of the example, one at a time.

use crate::lab::{About, Backward, Explained, Stage};
use crate::tui::app::App;
use crate::tui::field::Field;
use crate::tui::message::Message;
use crate::tui::notice::Notice;
use crate::tui::page::Sight;
use crate::tui::shown::View;

impl App {
    /// Follows the example: all the way to the output, or a term on, or back.
    pub(super) fn follow(&mut self, message: &Message) {
        match message {
            Message::NextTerm => self.next_term(),
            Message::PreviousTerm => self.previous_term(),
            _ => self.trace(),
        }
    }

    /// Begins with the terms, or goes on to the next.
    fn next_term(&mut self) {
        match (self.shown.term, self.shown.outcome.backward.told()) {
            (Some(term), Some(told)) if term + 1 < told.terms.len() => self.go_to_term(term + 1),
            (Some(_), _) => self.notice("that was the last term: G goes back, Esc leaves"),
            (None, _) => self.begin_terms(),
        }
    }

    /// Goes back to the term before.
    fn previous_term(&mut self) {
        match self.shown.term {
            Some(0) => self.notice("that is the first term: g goes on, Esc leaves"),
            Some(term) => self.go_to_term(term - 1),
            None => match &self.shown.outcome.backward {
                Backward::Missing(reason) => self.notice(Notice::Words(reason.clone())),
                _ => self.notice("g goes through Forward, Loss, Backward, Update"),
            },
        }
    }

    /// Leaves the terms. Says whether they were gone through.
    pub(super) fn leave_terms(&mut self) -> bool {
        let was_on = self.shown.term.take().is_some();
        if was_on {
            self.lab.explain(Explained::Nothing);
            self.shown.picture = 0;
        }
        was_on
    }

    /// Leaves the terms for what was chosen before them. Says whether they were gone through.
    pub(super) fn come_back_from_terms(&mut self) -> bool {
        let was_on = self.leave_terms();
        if was_on {
            let before = self.before_terms.take();
            self.choose(before);
        }
        was_on
    }

    /// Whether a weight is chosen that the term is not about: its slope is what is asked for next.
    pub(super) fn waits_for_slope(&self) -> bool {
        let Some(chosen) = self.shown.chosen.as_ref().and_then(Field::weight) else { return false };
        let told = self.shown.outcome.backward.told();
        let term = self.shown.term.zip(told).and_then(|(term, told)| told.terms.get(term));
        term.is_some_and(
            |term| !matches!(&term.about, About::Number { parameter, .. } if parameter == chosen),
        )
    }

    /// Follows a weight that was chosen to its term.
    pub(super) fn follow_choice(&mut self) {
        let (Some(term), Some(Field::Weight(chosen))) = (self.shown.term, &self.shown.chosen)
        else {
            return;
        };
        let Some(told) = self.shown.outcome.backward.told() else { return };
        let stage = told.terms.get(term).map(|term| term.stage);
        let found = match stage {
            Some(Stage::Update) => told.step_of(chosen),
            _ => told.slope_of(chosen),
        };
        if let Some(found) = found.filter(|found| *found != term) {
            self.shown.term = Some(found);
            self.sight = Sight::Top;
        }
    }

    /// Draws the term into the picture. Where nothing is told any more, the way ends.
    pub(super) fn show_term(&mut self) {
        let Some(term) = self.shown.term else { return };
        let outcome = &mut self.shown.outcome;
        match &outcome.backward {
            Backward::Told(told) => {
                let term = term.min(told.terms.len().saturating_sub(1));
                self.shown.term = Some(term);
                let passed = told.passed(term);
                let picture = self.shown.backward_picture();
                let pictures = &mut self.shown.outcome.pictures;
                let network = picture.and_then(|at| pictures[at].drawing.network_mut());
                if let (Some(network), Some(passed)) = (network, passed) {
                    network.pass(passed);
                }
            }
            Backward::Missing(reason) => {
                let reason = Notice::Words(reason.clone());
                self.leave_terms();
                self.notice(reason);
            }
            Backward::Offered => drop(self.leave_terms()),
        }
    }

    fn begin_terms(&mut self) {
        if let Backward::Missing(reason) = &self.shown.outcome.backward {
            return self.notice(Notice::Words(reason.clone()));
        }
        self.lab.explain(Explained::Backward { unit: None });
        self.shown.outcome = self.lab.outcome();
        match &self.shown.outcome.backward {
            Backward::Told(told) => {
                let first = told.begin;
                self.before_terms = self.shown.chosen.clone();
                self.shown.view = View::Page;
                self.go_to_term(first);
            }
            Backward::Missing(reason) => {
                let reason = Notice::Words(reason.clone());
                self.lab.explain(Explained::Nothing);
                self.notice(reason);
            }
            Backward::Offered => (),
        }
    }

    /// Goes to a term. Its weight is chosen, so that ↑ and ↓ change it; where it is about none, that
    /// which was chosen before.
    fn go_to_term(&mut self, term: usize) {
        let Some(told) = self.shown.outcome.backward.told() else { return };
        let Some(about) = told.terms.get(term).map(|term| term.about.clone()) else { return };
        self.shown.term = Some(term);
        let before = self.before_terms.clone().filter(|field| field.weight().is_some());
        let (field, unit) = match about {
            About::Number { parameter, .. } => (Some(Field::Weight(parameter)), None),
            About::Unit { layer, unit } => (before, Some((layer, unit))),
            About::Loss => (before, None),
        };
        self.lab.explain(Explained::Backward { unit });
        self.take_up(field);
        self.shown.picture = self.shown.backward_picture().unwrap_or(self.shown.picture);
        self.sight = Sight::Top;
    }
}
