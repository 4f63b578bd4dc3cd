//! A race: a training and the runs beside it.

use crate::lesson::format::Fit as Settings;
use crate::lesson::work::FitWork;
use crate::nn::{self, Layer};

use super::Training;
use super::rival::{self, Rival};

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
        self.way_through(of, self.trace().weights())
    }

    /// The same of a run beside it.
    pub(in crate::lab) fn way_of(&self, rival: &Rival, of: [usize; 2]) -> Vec<[f64; 2]> {
        self.way_through(of, rival.weights())
    }

    fn way_through<'a>(
        &self,
        of: [usize; 2],
        steps: impl Iterator<Item = &'a [f32]>,
    ) -> Vec<[f64; 2]> {
        let layers = self.now.origin.layers.iter().filter_map(|layer| match layer {
            Layer::Dense(dense) => Some(dense.get_weights()),
            Layer::Normalization(_) => None,
        });
        let origin: Vec<f32> = layers.flatten().flatten().collect();
        let two = |weights: &[f32]| of.map(|index| weights.get(index).map(|w| f64::from(*w)));
        let all = std::iter::once(two(&origin)).chain(steps.map(two));
        all.map_while(|[x, y]| Some([x?, y?])).collect()
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
