//! What the steps of a lesson have asked for so far: work, and numbers that are kept.

use std::collections::BTreeMap;

use super::dataset::Dataset;
use super::fault::Fault;
use super::limits;
use super::path::Path;
use super::sizes::within;
use super::work::Size;

/// What the steps so far have asked for.
pub(super) struct Spent<'a> {
    sets: &'a BTreeMap<String, Dataset>,
    /// The most numbers that an example of the lesson has.
    widest: usize,
    /// The largest number of rows that a data set of the lesson has.
    longest: usize,
    data: Option<&'a Dataset>,
    /// Rows that a learner may add to it.
    added: usize,
    /// Every layer and every model, by name.
    made: BTreeMap<String, Made>,
    /// The size of what the step works on.
    subject: Size,
    step: usize,
    work: usize,
    numbers: usize,
    layers: usize,
    epochs: usize,
}

/// A variable that a step has made.
#[derive(Clone, Copy)]
struct Made {
    size: Size,
    step: usize,
}

impl<'a> Spent<'a> {
    pub(super) fn new(sets: &'a BTreeMap<String, Dataset>, widest: usize) -> Self {
        Self {
            sets,
            widest,
            longest: sets.values().map(|dataset| dataset.x.len()).max().unwrap_or(0),
            data: None,
            added: 0,
            made: BTreeMap::new(),
            subject: Size::default(),
            step: 0,
            work: 0,
            numbers: 0,
            layers: 0,
            epochs: 0,
        }
    }

    /// The most numbers that an example of the lesson has.
    pub(super) fn widest(&self) -> usize {
        self.widest
    }

    /// The data that is taken up.
    pub(super) fn data(&self) -> Option<&'a Dataset> {
        self.data
    }

    /// How many rows it has, or may come to have.
    pub(super) fn rows(&self) -> usize {
        self.data.map_or(0, |data| data.x.len() + self.added)
    }

    /// Lets rows be added to the data from here on.
    pub(super) fn add_rows(&mut self) {
        self.added = limits::ADDED_ROWS;
    }

    /// The size of what the step works on.
    pub(super) fn subject(&self) -> Size {
        self.subject
    }

    /// Goes to a step, counted from 0.
    pub(super) fn begin(&mut self, step: usize) {
        self.step = step;
    }

    pub(super) fn take_up_data(&mut self, name: &str) {
        self.data = self.sets.get(name);
        self.added = 0;
        self.subject = Size::default();
    }

    /// Adds a variable, or another name for one.
    pub(super) fn make(&mut self, name: &str, size: Size) {
        self.made.insert(name.to_owned(), Made { size, step: self.step });
    }

    /// Adds a layer that is a variable of such a size, or part of one.
    pub(super) fn make_layer(&mut self, path: &Path, name: &str, size: Size) -> Result<(), Fault> {
        self.make(name, size);
        self.layers += 1;
        within(path, "layers in a lesson", self.layers, limits::LESSON_LAYERS)?;
        within_seconds(path, Span::Pass, self.longest.saturating_mul(size.forward()))
    }

    /// Works on what has that name.
    pub(super) fn work_on(&mut self, name: &str) {
        self.subject = self.made.get(name).map(|made| made.size).unwrap_or_default();
    }

    pub(super) fn add_work(&mut self, work: usize) {
        self.work += work;
    }

    pub(super) fn add_numbers(&mut self, numbers: usize) {
        self.numbers += numbers;
    }

    pub(super) fn add_epochs(&mut self, path: &Path, epochs: usize) -> Result<(), Fault> {
        self.epochs += epochs;
        within(path, "epochs in a lesson", self.epochs, limits::LESSON_EPOCHS)
    }

    /// Adds what a step is, whatever it does: each may have a model of its own making, and its
    /// pictures look at the data.
    pub(super) fn show(&mut self) {
        self.add_numbers(self.subject.weights());
        let rows = self.rows();
        let passes = PASSES.saturating_mul(rows).saturating_mul(self.subject.forward());
        self.add_work(VIEW + rows * ROW_VIEW + passes);
    }

    /// Refuses sums that are over their limits.
    pub(super) fn check(&self, path: &Path) -> Result<(), Fault> {
        within_seconds(path, Span::Lesson, self.work)?;
        let what = "numbers kept by all steps, such as weights and examples,";
        within(path, what, self.numbers, limits::LESSON_NUMBERS)
    }

    /// What is over a limit is told once: what the step has made and the sums begin anew.
    pub(super) fn forget(&mut self) {
        self.made.retain(|_, made| made.step != self.step);
        (self.work, self.numbers, self.layers, self.epochs) = (0, 0, 0, 0);
    }
}

/// What work is held against.
#[derive(Clone, Copy)]
pub(super) enum Span {
    Pass,
    Batch,
    Fit,
    Ahead,
    Regression,
    Tree,
    TreeOfForest,
    Forest,
    Booster,
    Lesson,
}

impl Span {
    const fn limit(self) -> usize {
        match self {
            Self::Pass | Self::Ahead => limits::WORK,
            Self::Regression | Self::Tree => limits::REGRESSION_WORK,
            Self::TreeOfForest | Self::Booster => limits::AT_ONCE_WORK,
            Self::Forest => limits::FOREST_WORK,
            Self::Batch => limits::BATCH_WORK,
            Self::Fit => limits::FIT_WORK,
            Self::Lesson => limits::LESSON_WORK,
        }
    }

    const fn words(self) -> [&'static str; 2] {
        match self {
            Self::Pass => ["one pass of these rows through the layers", "fewer rows or units"],
            Self::Batch => {
                ["one batch, with the validation of an epoch,", "smaller batches or fewer units"]
            }
            Self::Fit => ["this fit", "fewer epochs, rows or units"],
            Self::Ahead => ["what this prediction looks ahead at", "fewer epochs after which"],
            Self::Tree => ["this tree", "fewer rows, features or values to try"],
            Self::TreeOfForest => ["one tree of this forest", "fewer rows, features or levels"],
            Self::Forest => ["this forest", "fewer trees, rows, features or values to try"],
            Self::Booster => ["this booster", "fewer rounds, levels, rows or values to try"],
            Self::Regression => ["this regression", "fewer rows, powers or values to try"],
            Self::Lesson => ["the lesson up to here", "fewer epochs, rows, units or steps"],
        }
    }
}

/// Refuses work over its limit, in the time that it takes.
pub(super) fn within_seconds(path: &Path, span: Span, work: usize) -> Result<(), Fault> {
    if work <= span.limit() {
        return Ok(());
    }
    let [what, instead] = span.words();
    let (work, limit) = (time(work), time(span.limit()));
    let message = format!("{what} is about {work} of work, and the limit is {limit}");
    Err(Fault::new(path, format!("{message}: expected {instead}")))
}

// Rounded up, so that what is over a limit is never shown as the limit itself.
fn time(work: usize) -> String {
    let milliseconds = work.div_ceil(limits::WORK_PER_MS);
    match milliseconds {
        0..10_000 => format!("{milliseconds} ms"),
        _ => format!("{} s", milliseconds.div_ceil(1_000)),
    }
}

/// How often a step sends its rows through its model: a command shows it several times over.
pub(super) const PASSES: usize = 8;
/// Work of all that a step shows, and that of each row of the data in it.
const VIEW: usize = 100_000_000;
const ROW_VIEW: usize = 20_000;
