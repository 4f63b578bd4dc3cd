//! A race: a training and the runs beside it.

use crate::lesson::format::Fit as Settings;
use crate::lesson::work::FitWork;
use crate::nn::{self, Sequential};

use super::Training;
use super::before;
use super::rival::{self, Rival};
use super::trace::Trace;

impl Training {
    /// The runs beside this one.
    pub(in crate::lab) fn rivals(&self) -> &[Rival] {
        &self.now.rivals
    }

    /// What this run is called among those of a race; none where there is no race.
    pub(in crate::lab) fn name(&self) -> Option<String> {
        let all: Vec<&Settings> = self.now.rivals.iter().map(Rival::settings).collect();
        (!all.is_empty()).then(|| rival::name(&self.now.settings, &all))
    }

    /// What a run beside it is called: by what it does otherwise.
    pub(in crate::lab) fn name_of(&self, rival: &Rival) -> String {
        rival::name(rival.settings(), &[&self.now.settings])
    }

    /// The way of two of its weights, counted as they are kept, from where it began.
    pub(in crate::lab) fn way(&self, of: [usize; 2]) -> Vec<[f64; 2]> {
        way_through(&self.now.origin, of, self.trace())
    }

    /// The same of the run before, as far as where it ended.
    pub(in crate::lab) fn way_before(&self, of: [usize; 2]) -> Vec<[f64; 2]> {
        let Some(before) = self.before() else { return Vec::new() };
        let mut way = way_through(&before.origin, of, &before.trace);
        // Of a large model only its end is kept: a line straight to it would be no way.
        if way.len() == 1 {
            way.clear();
        }
        way.extend(two(&before.weights(), of));
        way
    }

    /// The same of a run beside it.
    pub(in crate::lab) fn way_of(&self, rival: &Rival, of: [usize; 2]) -> Vec<[f64; 2]> {
        way_through(&self.now.origin, of, rival.trace())
    }

    /// Puts all runs of a race at the start.
    pub(super) fn line_up(&mut self) -> Result<(), nn::Error> {
        let begin = |settings: &Settings| self.fit_of(settings, &self.now.origin);
        let race = self.race(self.now.settings.epochs);
        let all = race.map(|settings| Rival::new(settings, begin));
        self.now.rivals = all.collect::<Result<_, _>>()?;
        self.now.moved_after = None;
        Ok(())
    }

    /// The work of the runs beside this one while it takes a batch with such settings.
    pub(super) fn work_beside(&self, settings: &Settings) -> usize {
        let epochs = settings.epochs.max(1);
        let rivals = self.race(epochs).map(|fit| FitWork::of(self.size(), &fit, self.rows()).all);
        let batches = self.rows().div_ceil(settings.batch_size.max(1)).max(1);
        rivals.map(|all| all / epochs / batches).sum()
    }

    /// The settings of the runs beside this one, with so many epochs.
    pub(super) fn race(&self, epochs: usize) -> impl Iterator<Item = Settings> {
        let changed = move |change| Settings { epochs, ..self.lesson.changed(change) };
        self.lesson.race.iter().map(changed)
    }
}

/// The way of two weights from a model on.
fn way_through(origin: &Sequential, of: [usize; 2], trace: &Trace) -> Vec<[f64; 2]> {
    let origin = before::dense_weights(origin);
    let all = std::iter::once(origin.as_slice()).chain(trace.weights());
    all.map_while(|weights| two(weights, of)).collect()
}

fn two(weights: &[f32], of: [usize; 2]) -> Option<[f64; 2]> {
    let [x, y] = of.map(|index| weights.get(index).map(|w| f64::from(*w)));
    Some([x?, y?])
}
