//! What a lesson asks for altogether: the work of all its steps, and the numbers that they keep.

use std::collections::BTreeMap;

use super::fault::{Fault, Faults};
use super::format::{Action, Ask, Dataset, Fit, Layer, Lesson, Solution, Step};
use super::limits;
use super::path::Path;
use super::references::widest;
use super::validate::{solutions, within};
use super::work::{FitWork, Size, learned_from};

/// Notes every step at which a lesson asks for more than it may.
///
/// Every name in the lesson is known to be there, or in doubt.
pub(super) fn check(lesson: &Lesson, faults: &mut Faults) {
    let mut account = Account::new(lesson);
    for (index, step) in lesson.steps.iter().enumerate() {
        let path = Path::default().name("step").index(index);
        if !faults.is_touched(&path.name("text")) {
            faults.check(check_text(&path.name("text"), step));
        }
        if faults.check(account.take(&path, step)).is_none() {
            account.forget(step);
        }
    }
}

fn check_text(path: &Path, step: &Step) -> Result<(), Fault> {
    within(path, "characters in a step", characters(step), limits::STEP_CHARS)
}

fn characters(step: &Step) -> usize {
    let goal = step.goal.iter().flat_map(|goal| goal.reached.iter().chain(&goal.impossible));
    let options = step.question.iter().flat_map(|question| &question.options);
    let options = options.flat_map(|option| [&option.text, &option.reply]);
    let asked = step.question.iter().map(|question| &question.ask);
    let texts = [&step.title, &step.text].into_iter().chain(&step.part).chain(&step.hints);
    texts.chain(goal).chain(options).chain(asked).map(|text| text.chars().count()).sum()
}

/// What the steps so far have asked for.
struct Account<'a> {
    lesson: &'a Lesson,
    widest: usize,
    data: Option<&'a Dataset>,
    /// Every layer and every model, by name, and the variable that it is part of.
    made: BTreeMap<&'a str, &'a Action>,
    /// What the step works on.
    subject: Option<&'a Action>,
    work: usize,
    numbers: usize,
    layers: usize,
    epochs: usize,
}

impl<'a> Account<'a> {
    fn new(lesson: &'a Lesson) -> Self {
        Self {
            lesson,
            widest: widest(lesson),
            data: None,
            made: BTreeMap::new(),
            subject: None,
            work: 0,
            numbers: 0,
            layers: 0,
            epochs: 0,
        }
    }

    fn take(&mut self, path: &Path, step: &'a Step) -> Result<(), Fault> {
        let run = path.name("run");
        if let Some(action) = &step.run {
            self.follow(&run, action)?;
        }
        // Each step may have a model of its own making, and its pictures look at the data.
        self.numbers += self.size(self.subject).weights();
        let rows = self.data.map_or(0, |data| data.x.len());
        self.work += VIEW + rows * ROW_VIEW + self.passes(rows, self.subject);
        match &step.run {
            Some(Action::Call(ask)) => {
                self.ask(&run.name("call"), ask)?;
                if ask.by_unit {
                    self.by_unit(&run.name("call"), ask)?;
                }
            }
            Some(Action::Predict(ask)) => self.ask(&run.name("predict"), ask)?,
            Some(Action::Fit(fit)) => self.fit(&run.name("fit"), fit)?,
            Some(Action::Gradient(_)) => {
                let numbers = self.data.map_or(0, |data| data.x.len() * data.x[0].len());
                let what = "numbers to work out a gradient of";
                within(&run.name("gradient"), what, numbers, limits::GRADIENT_NUMBERS)?;
            }
            _ => (),
        }
        self.solve(path, step)?;
        within_seconds(path, Span::Lesson, self.work)?;
        let what = "numbers kept by all steps, such as weights and examples,";
        within(path, what, self.numbers, limits::LESSON_NUMBERS)
    }

    /// What is over a limit is told once: what it comes from and the sums begin anew.
    fn forget(&mut self, step: &Step) {
        self.made.retain(|_, made| !step.run.as_ref().is_some_and(|run| std::ptr::eq(*made, run)));
        (self.work, self.numbers, self.layers, self.epochs) = (0, 0, 0, 0);
    }

    /// The solution of a fit is trained beside the fit itself; one that has none may be given up.
    fn solve(&mut self, path: &Path, step: &Step) -> Result<(), Fault> {
        let Some(Action::Fit(fit)) = &step.run else { return Ok(()) };
        for (path, solution) in solutions(path, step) {
            match solution {
                Solution::Fit(change) => self.train(&path.name("fit"), &fit.changed(change))?,
                Solution::Weights { .. } => self.train(&path, fit)?,
            }
        }
        if step.is_impossible() { self.train(&path.name("run").name("fit"), fit) } else { Ok(()) }
    }

    /// What is made, taken up or looked at.
    fn follow(&mut self, path: &Path, action: &'a Action) -> Result<(), Fault> {
        match action {
            Action::Dataset(name) => {
                self.data = self.lesson.data.get(name);
                self.subject = None;
            }
            Action::Dense(dense) => {
                self.make(&path.name("dense"), &dense.name, action)?;
            }
            Action::Sequential(model) => {
                let path = path.name("sequential");
                for Layer::Dense(dense) in &model.layers {
                    self.make(&path, &dense.name, action)?;
                }
                self.made.insert(&model.name, action);
            }
            _ => (),
        }
        if let Some(name) = worked_on(action) {
            self.subject = self.made.get(name).copied();
        }
        Ok(())
    }

    fn make(&mut self, path: &Path, name: &'a str, action: &'a Action) -> Result<(), Fault> {
        self.made.insert(name, action);
        self.layers += 1;
        within(path, "layers in a lesson", self.layers, limits::LESSON_LAYERS)?;
        let rows = self.lesson.data.values().map(|dataset| dataset.x.len()).max().unwrap_or(0);
        within_seconds(path, Span::Pass, rows.saturating_mul(self.size(Some(action)).forward()))
    }

    fn ask(&mut self, path: &Path, ask: &Ask) -> Result<(), Fault> {
        let rows = match (&ask.x, &ask.rows) {
            (Some(x), _) => x.len(),
            (None, Some(rows)) => rows.len(),
            (None, None) => return Ok(()),
        };
        within(&path.name("rows"), "rows", rows, limits::ASKED_ROWS)?;
        let size = self.size(self.subject);
        let name = if ask.x.is_some() { "x" } else { "rows" };
        within_seconds(&path.name(name), Span::Pass, rows.saturating_mul(size.asked()))?;
        self.work += PASSES * rows.saturating_mul(size.asked());
        Ok(())
    }

    /// Unit by unit, every number is printed.
    fn by_unit(&self, path: &Path, ask: &Ask) -> Result<(), Fault> {
        let rows = match (&ask.x, &ask.rows, self.data) {
            (Some(x), ..) => x.len(),
            (None, Some(rows), _) => rows.len(),
            (None, None, data) => data.map_or(0, |data| data.x.len()),
        };
        let numbers = rows.saturating_mul(self.size(self.subject).outputs());
        let path = path.name("by_unit");
        within(&path, "numbers printed unit by unit", numbers, limits::PRINTED_NUMBERS)
    }

    fn fit(&mut self, path: &Path, fit: &'a Fit) -> Result<(), Fault> {
        self.epochs += fit.epochs;
        within(&path.name("epochs"), "epochs in a lesson", self.epochs, limits::LESSON_EPOCHS)?;
        if let Some(data) = self.data {
            let row = data.x[0].len() + data.y[0].len() + ORDER;
            self.numbers += self.size(self.subject).kept() + data.x.len() * row + TRACE;
        }
        self.train(path, fit)
    }

    fn train(&mut self, path: &Path, fit: &Fit) -> Result<(), Fault> {
        let Some(data) = self.data else { return Ok(()) };
        let work = FitWork::of(self.size(self.subject), fit, data.x.len());
        within_seconds(&path.name("batch_size"), Span::Batch, work.batch)?;
        within_seconds(&path.name("epochs"), Span::Fit, work.all)?;
        self.work += work.all;
        let learned = learned_from(fit, data.x.len());
        self.work += PASSES * learned.saturating_mul(self.size(self.subject).forward());
        Ok(())
    }

    fn passes(&self, rows: usize, model: Option<&Action>) -> usize {
        PASSES.saturating_mul(rows).saturating_mul(self.size(model).forward())
    }

    fn size(&self, made: Option<&Action>) -> Size {
        match made {
            Some(Action::Dense(dense)) => {
                Size::of(self.widest, [(dense.units, dense.activation)].into_iter())
            }
            Some(Action::Sequential(model)) => Size::of_model(model, self.widest),
            _ => Size::default(),
        }
    }
}

/// The layer or the model that an action works on.
fn worked_on(action: &Action) -> Option<&str> {
    match action {
        Action::Dense(dense) => Some(&dense.name),
        Action::Sequential(model) => Some(&model.name),
        Action::GetWeights(get) => Some(&get.layer),
        Action::SetWeights(set) => Some(&set.layer),
        Action::Call(ask) | Action::Predict(ask) => Some(&ask.layer),
        Action::Summary(summary) => Some(&summary.model),
        Action::Gradient(gradient) => Some(&gradient.model),
        Action::Fit(fit) => Some(&fit.model),
        Action::Imports
        | Action::Dataset(_)
        | Action::Mask(_)
        | Action::Activation(_)
        | Action::Normalization(_) => None,
    }
}

/// What work is held against.
#[derive(Clone, Copy)]
enum Span {
    Pass,
    Batch,
    Fit,
    Lesson,
}

impl Span {
    const fn limit(self) -> usize {
        match self {
            Self::Pass => limits::WORK,
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
            Self::Lesson => ["the lesson up to here", "fewer epochs, rows, units or steps"],
        }
    }
}

/// Refuses work over its limit, in the time that it takes.
fn within_seconds(path: &Path, span: Span, work: usize) -> Result<(), Fault> {
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
const PASSES: usize = 8;
/// Work of all that a step shows, and that of each row of the data in it.
const VIEW: usize = 100_000_000;
const ROW_VIEW: usize = 20_000;
/// Numbers that a fit keeps for each row beside it, and for its curve.
const ORDER: usize = 2;
const TRACE: usize = 12 * 1024;
