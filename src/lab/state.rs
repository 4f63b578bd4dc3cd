//! The state of a lab between two steps: the data and the layers that the steps so far have made.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::lesson::{Dataset, Lesson, Part, Step, limits};
use crate::nn::{self, Loss, Normalization, Tensor};

use super::data::{Data, Moved, Precision, Targets};
use super::forest::{Growing, RandomForest};
use super::model::Model;
use super::network::Variable;
use super::parts::Parts;
use super::picture::shown_ranges;
use super::softmax::Softmax;
use super::subject::{Subject, normalized};

/// What the steps so far have made.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The data sets of the lesson, which all states share.
    pub(super) sets: Arc<BTreeMap<String, Arc<Data>>>,
    /// The data in use, as `X_train` and `Y_train`.
    pub(super) data: Option<Arc<Data>>,
    /// The data sets that were in use so far.
    pub(super) taken_up: BTreeSet<String>,
    /// What is held out of it, if it was split.
    pub(super) parts: Option<Arc<Parts>>,
    /// Which part of it is in use.
    pub(super) part: Part,
    /// What is learned from, while another part is in use.
    pub(super) aside: Option<Aside>,
    /// What the learner has changed about it, if it is not the lesson's own.
    pub(super) moved: Option<Moved>,
    /// The step, counted from 0, at which the learner chose another noise for it than the first.
    pub(super) scattered_at: Option<usize>,
    /// Its inputs as models are given them, where that is not as they are.
    pub(super) normalized: Option<Arc<Tensor>>,
    /// The variables of the code, in the order they were made. States share those that no step
    /// between them has changed.
    pub(super) variables: Vec<Arc<Model>>,
    /// The variable that charts and arithmetic follow: the one last worked with on this data.
    pub(super) subject: Option<String>,
    /// The normalization that models are given the data through.
    pub(super) normalization: Option<String>,
    /// The layers whose weights the lesson has set: they are no longer a random draw.
    pub(super) set_by_lesson: BTreeSet<String>,
    /// The layers whose weights the learner has set at this step.
    pub(super) edited: BTreeSet<String>,
    /// Where the numbers are that can be slid at this step.
    pub(super) slid: Vec<f32>,
    /// From where on an output counts as a yes, where this step says it.
    pub(super) threshold: Option<f32>,
    /// The numbers of the softmax that this step works out by hand, as the lesson has them.
    pub(super) by_hand: Vec<f32>,
    /// The layers whose weights the learner has drawn again at this step, though a step before
    /// had made them.
    pub(super) redrawn: BTreeSet<String>,
    /// The layers whose weights the action of this step has made.
    pub(super) fresh: BTreeSet<String>,
    /// The layers whose weights the code so far does not lead to: those of a solution, or of a
    /// training that went otherwise than its code says.
    pub(super) untold: BTreeSet<String>,
    /// The losses whose warning Keras has given, which it does once.
    pub(super) warned: BTreeSet<&'static str>,
    /// The layers of which the code of this step says first what weights an earlier one has left.
    pub(super) told: BTreeSet<String>,
    /// At which step the learner last changed a layer, where the lesson has not set it since.
    pub(super) changed_at: BTreeMap<String, usize>,
    /// The names that Keras has given so far.
    pub(super) names: nn::Names,
    /// How often random weights were drawn again.
    pub(super) rolls: u64,
}

/// What is learned from, while another part of the data is in use.
#[derive(Clone, Debug)]
pub(super) struct Aside {
    data: Arc<Data>,
    moved: Option<Moved>,
    normalized: Option<Arc<Tensor>>,
}

impl State {
    /// Before the first step of a lesson.
    pub(super) fn new(lesson: &Lesson) -> Self {
        let labelled = labelled(lesson);
        let targets = |name: &str| {
            if labelled.contains(name) { Targets::Labels } else { Targets::Values }
        };
        let exact = in_float64(lesson);
        let precision = |name: &str| {
            if exact.contains(name) { Precision::Float64 } else { Precision::Float32 }
        };
        let set = |(name, set): (&String, &Dataset)| {
            (name.clone(), Arc::new(Data::new(set, targets(name), precision(name))))
        };
        Self { sets: Arc::new(lesson.data.iter().map(set).collect()), ..Self::default() }
    }

    pub(super) fn variable(&self, name: &str) -> Option<&Model> {
        self.variables.iter().map(Arc::as_ref).find(|variable| variable.name() == name)
    }

    pub(super) fn variable_mut(&mut self, name: &str) -> Option<&mut Model> {
        self.variables.iter_mut().find(|variable| variable.name() == name).map(Arc::make_mut)
    }

    /// What the file with a data set is called. Names that look alike without their odd characters
    /// are numbered.
    pub(super) fn file_of(&self, set: &str) -> String {
        let plain = |name: &str| {
            let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
            let plain: String = name.chars().map(|c| if is_plain(c) { c } else { '-' }).collect();
            plain.to_lowercase()
        };
        let before = self.sets.keys().take_while(|name| *name != set);
        match before.filter(|name| plain(name) == plain(set)).count() {
            0 => format!("{}.csv", plain(set)),
            count => format!("{}-{}.csv", plain(set), count + 1),
        }
    }

    /// Adds a variable, or puts another one in its place.
    pub(super) fn put(&mut self, variable: Model) {
        for layer in variable.layers() {
            self.untold.remove(layer);
        }
        self.variables.retain(|other| other.name() != variable.name());
        self.variables.push(Arc::new(variable));
    }

    /// Takes a variable away.
    pub(super) fn forget(&mut self, name: &str) {
        self.variables.retain(|variable| variable.name() != name);
    }

    /// Changes the data. Its axes stay as they are.
    pub(super) fn change_data(&mut self, step: usize, change: impl FnOnce(&Data) -> Data) {
        let Some(before) = self.data.clone() else { return };
        let [x, y] = shown_ranges(&before);
        let mut data = Arc::new(change(&before.held(x, y)));
        let origin = self.moved.take().map_or(before, |moved| moved.origin);
        if !data.is_same(&origin) {
            self.moved = Some(Moved { origin, step });
        } else if data.ids() == origin.ids() {
            data = origin;
        }
        self.normalized = self.normalized.as_ref().map(|_| Arc::new(self.given(&data.x)));
        self.data = Some(data);
    }

    /// Grows what it follows on the data as it is.
    pub(super) fn regrow(&mut self) {
        let (Some(data), Some(name)) = (self.learned_from().cloned(), self.subject.clone()) else {
            return;
        };
        let regrown = self.variable(&name).and_then(|model| model.regrown(&data, self.beside()));
        if let (Some(regrown), Some(model)) = (regrown, self.variable_mut(&name)) {
            *model = regrown;
        }
    }

    /// How far a forest has come that is still growing.
    pub(super) fn growing(&self) -> Option<Growing> {
        self.forests().find_map(RandomForest::growing)
    }

    /// Lets forests grow by so many trees at most, here and wherever else they are held. Says how many
    /// there were.
    pub(super) fn grow(&self, trees: usize) -> usize {
        self.forests().fold(0, |grown, forest| grown + forest.grow(trees - grown))
    }

    /// Whether one of its forests took longer than what grows at once.
    pub(super) fn has_grown_long(&self) -> bool {
        self.forests().any(RandomForest::is_long)
    }

    fn forests(&self) -> impl Iterator<Item = &RandomForest> {
        self.variables.iter().filter_map(|variable| variable.forest())
    }

    /// How many rows the data may have at the most.
    pub(super) fn most_rows(&self) -> usize {
        let origin = self.moved.as_ref().map(|moved| &moved.origin).or(self.data.as_ref());
        let rows = origin.map_or(0, |data| data.x.shape()[0]);
        (rows + limits::ADDED_ROWS).min(limits::TOUCHED_ROWS)
    }

    /// Takes the data of another state.
    pub(super) fn take_data_of(&mut self, other: &Self) {
        self.data.clone_from(&other.data);
        self.normalized.clone_from(&other.normalized);
        self.moved.clone_from(&other.moved);
    }

    /// The softmax that this step works out by hand, if it does.
    pub(super) fn softmax(&self) -> Option<Softmax> {
        let is_slid = self.slid.len() == self.by_hand.len();
        let z = if is_slid { &self.slid } else { &self.by_hand };
        (!z.is_empty()).then(|| Softmax::of(z))
    }

    /// What charts and arithmetic follow. Where settings are not taken there is nothing to follow.
    pub(super) fn subject(&self) -> Option<Subject<'_>> {
        let model = self.variable(self.subject.as_deref()?)?;
        (!model.is_refused()).then(|| model.subject(self.normalization()))
    }

    /// Whether the settings of what it would follow are not taken.
    pub(super) fn is_refused(&self) -> bool {
        let name = self.subject.as_deref();
        name.is_some_and(|name| self.variable(name).is_none_or(Model::is_refused))
    }

    /// Follows the variable that a layer is part of.
    pub(super) fn follow(&mut self, layer: &str) {
        let owner = self.owner(layer).map(|variable| variable.name().to_owned());
        self.subject = owner.or(self.subject.take());
    }

    /// The layer that models are given the data through.
    pub(super) fn normalization(&self) -> Option<&Normalization> {
        self.network(self.normalization.as_deref()?).and_then(Variable::normalization)
    }

    /// What the data is called that models are given.
    pub(super) fn data_name(&self) -> String {
        self.name_of(self.part)
    }

    /// What a part of the data is called as models are given it.
    pub(super) fn name_of(&self, part: Part) -> String {
        match (&self.normalization, part) {
            (Some(_), Part::Train) => "X_norm".to_owned(),
            (Some(layer), _) => format!("{layer}(X_{})", part.name()),
            (None, _) => format!("X_{}", part.name()),
        }
    }

    /// Takes up a part of the data, where it is split.
    pub(super) fn look_at(&mut self, part: Part) {
        if let Some(Aside { data, moved, normalized }) = self.aside.take() {
            (self.data, self.moved, self.normalized) = (Some(data), moved, normalized);
        }
        self.part = Part::Train;
        let held_out = self.parts.as_ref().and_then(|parts| parts.held_out(part)).cloned();
        let Some((held_out, data)) = held_out.zip(self.data.clone()) else { return };
        let (moved, normalized) = (self.moved.take(), self.normalized.take());
        self.normalized = normalized.as_ref().map(|_| Arc::new(self.given(&held_out.x)));
        self.aside = Some(Aside { data, moved, normalized });
        (self.data, self.part) = (Some(held_out), part);
    }

    /// What is learned from, whichever part is in use.
    pub(super) fn learned_from(&self) -> Option<&Arc<Data>> {
        self.aside.as_ref().map(|aside| &aside.data).or(self.data.as_ref())
    }

    /// A part of the data, where it is there.
    pub(super) fn part_of_data(&self, part: Part) -> Option<&Arc<Data>> {
        match part {
            Part::Train => self.learned_from(),
            part => self.parts.as_ref()?.held_out(part),
        }
    }

    /// What errors are measured on beside what is learned from: the rows to choose by, else those to
    /// report on.
    pub(super) fn beside(&self) -> Option<(Part, &Data)> {
        let part = |part: Part| Some((part, self.part_of_data(part)?.as_ref()));
        part(Part::Cv).or_else(|| part(Part::Test))
    }

    /// What models are given for some inputs.
    pub(super) fn given(&self, x: &Tensor) -> Tensor {
        normalized(self.normalization(), x)
    }

    /// The names of all layers that have weights.
    pub(super) fn built_layers(&self) -> BTreeSet<String> {
        let layers = self.variables.iter().flat_map(|variable| variable.built_layers());
        layers.map(str::to_owned).collect()
    }

    /// Whether a layer has weights.
    pub(super) fn is_built(&self, layer: &str) -> bool {
        self.owner(layer).is_some_and(|owner| owner.built_layers().contains(&layer))
    }

    /// How many weights it has that another state does not share, about.
    pub(super) fn numbers_beside(&self, other: &Self) -> usize {
        let is_own = |variable: &&Arc<Model>| {
            !other.variables.iter().any(|shared| Arc::ptr_eq(shared, variable))
        };
        let own = self.variables.iter().filter(is_own);
        let data = self
            .data
            .as_ref()
            .filter(|data| other.data.as_ref().is_none_or(|shared| !Arc::ptr_eq(shared, data)));
        let data = data.map_or(0, |data| OF_A_NUMBER * (data.x.len() + data.y.len()));
        OWN_NUMBERS + data + own.map(|variable| variable.numbers()).sum::<usize>()
    }

    /// The variable that holds a layer: the layer itself, or the model that it is part of.
    pub(super) fn owner(&self, layer: &str) -> Option<&Model> {
        self.variables.iter().map(Arc::as_ref).find(|variable| variable.layers().contains(&layer))
    }

    pub(super) fn owner_mut(&mut self, layer: &str) -> Option<&mut Model> {
        let owner = self.owner(layer)?.name().to_owned();
        self.variable_mut(&owner)
    }

    /// Notes that the code of this step begins with the weights that an earlier one has left to a
    /// layer or a model, where the code so far does not lead to them.
    pub(super) fn tell(&mut self, name: Option<&str>) {
        let Some(name) = name else { return };
        let Some(owner) = self.variable(name).or_else(|| self.owner(name)) else { return };
        let is_meant = |layer: &&str| owner.name() == name || *layer == name;
        let layers = owner.layers().into_iter().filter(is_meant).map(str::to_owned);
        for layer in layers.collect::<Vec<String>>() {
            if self.untold.remove(&layer) {
                self.told.insert(layer);
            }
        }
    }

    /// Sets the weights of a layer. Says whether Keras took them.
    pub(super) fn set_weights(&mut self, layer: &str, w: &[Vec<f32>], b: &[f32]) -> bool {
        self.owner_mut(layer).is_some_and(|owner| owner.set_weights(layer, w, b))
    }

    /// Sets the weights of a layer to what the lesson has chosen.
    pub(super) fn set_by_lesson(&mut self, layer: &str, w: &[Vec<f32>], b: &[f32]) {
        if self.set_weights(layer, w, b) {
            self.set_by_lesson.insert(layer.to_owned());
            self.untold.remove(layer);
            self.changed_at.remove(layer);
        }
    }
}

/// The data sets whose targets are classes: those that have classes, and those that a loss for
/// classes compares with what a model says.
fn labelled(lesson: &Lesson) -> BTreeSet<&str> {
    let named = lesson.data.iter().filter(|(_, set)| !set.classes.is_empty());
    let mut labelled: BTreeSet<&str> = named.map(|(name, _)| name.as_str()).collect();
    let mut now = None;
    for step in &lesson.steps {
        now = step.data_set().or(now);
        let goal = step.goal.as_ref().map(|goal| &goal.wanted);
        if goal.is_some_and(|goal| goal.classes.is_some()) {
            labelled.extend(now);
        }
        let goal = goal.and_then(|goal| goal.loss.as_ref()).map(|goal| goal.of);
        let bowl = step.bowl.as_ref().and_then(|bowl| bowl.loss);
        let backward = step.backward.as_ref().and_then(|backward| backward.loss);
        let mut losses = [step.loss(), goal, bowl, backward].into_iter().flatten();
        if losses.any(|loss| !matches!(loss, Loss::MeanSquaredError | Loss::MeanAbsoluteError)) {
            labelled.extend(now);
        }
    }
    labelled
}

/// The data sets that scikit-learn works with.
fn in_float64(lesson: &Lesson) -> BTreeSet<&str> {
    let mut now = None;
    let used = |step| {
        now = Step::data_set(step).or(now);
        now.filter(|_| step.works_in_float64())
    };
    lesson.steps.iter().filter_map(used).collect()
}

/// What a number of the data takes, in rows of its own and in tensors, in numbers of four bytes.
const OF_A_NUMBER: usize = 16;
/// What a state takes besides weights, in numbers of four bytes, about.
const OWN_NUMBERS: usize = 256;
