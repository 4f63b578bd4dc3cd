//! `run.dataset = …`: a data set becomes `X_train` and `Y_train`.

use std::sync::Arc;

use unicode_width::UnicodeWidthStr;

use crate::journal::Slider;
use crate::lab::assignment::Lines;
use crate::lab::data::{Data, Precision};
use crate::lab::data_file::DataFile;
use crate::lab::picture::shown_ranges;
use crate::lab::python;
use crate::lab::slide::Slide;
use crate::lab::state::State;
use crate::lab::statement::Statement;
use crate::lesson::format::{Over, Part, TakenUp};
use crate::nn::{Tensor, print};

use super::runnable::{Runnable, Stage};

impl Runnable for TakenUp {
    fn perform(&self, state: &mut State, _seed: u64) {
        state.data = state.sets.get(&self.name).cloned();
        state.taken_up.insert(self.name.clone());
        (state.moved, state.scattered_at) = (None, None);
        (state.parts, state.part, state.aside) = (None, Part::Train, None);
        state.normalized = None;
        state.subject = None;
        state.normalization = None;
        if let Some(first) = self.over.as_ref().and_then(|over| over.values.first()) {
            self.slid(state, Slider::Noise, *first as f32);
        }
    }

    fn slid(&self, state: &mut State, _slider: Slider, value: f32) {
        let noise = self.over.as_ref().and_then(|over| over.nearest(value.into()));
        let Some((noise, set)) = noise.zip(state.sets.get(&self.name)) else { return };
        state.data = self.scattered(set, noise);
        state.slid = vec![noise as f32];
        state.moved = None;
    }

    fn slides(&self, _state: &State, values: &[f32]) -> Vec<Slide> {
        let slide = |(over, value): (&Over, &f32)| Slide::along(over, &self.name, *value, None);
        self.over.iter().zip(values).map(slide).collect()
    }

    fn shows_data(&self) -> bool {
        true
    }

    fn statements(&self, stage: &Stage<'_>) -> Vec<Statement> {
        let Some(data) = &stage.state.data else { return Vec::new() };
        let is_typed = [&data.x, &data.y].map(python::float32).iter().all(Option::is_some);
        // What is too long to be typed is the lesson's own: what was changed comes behind it.
        let origin = stage.state.moved.as_ref().map(|moved| &moved.origin);
        let data = origin.filter(|_| !is_typed).unwrap_or(data);
        let shape = |array: &Tensor| print::shape_str(array.shape());
        let printed = Statement::text(
            vec!["print(X_train.shape, Y_train.shape)".to_owned()],
            &format!("{} {}", shape(&data.x), shape(&data.y)),
        );
        let mut taken_up = self.taken_up(stage.state, data);
        // Where it is from stands where it is seen first.
        let source = data.dataset.source.as_deref();
        let source = source.filter(|_| !stage.before.taken_up.contains(&self.name));
        taken_up.code.splice(0..0, source.map(comment).unwrap_or_default());
        vec![taken_up, printed]
    }
}

impl TakenUp {
    /// The data scattered so far, on axes that hold it however far it is.
    fn scattered(&self, set: &Data, noise: f64) -> Option<Arc<Data>> {
        let widest = set.scattered(*self.over.as_ref()?.values.last()?)?;
        let [x, y] = shown_ranges(&widest);
        Some(Arc::new(set.scattered(noise)?.held(x, y)))
    }

    /// What the file with the data is called: scattered otherwise it is another one.
    fn file(&self, state: &State) -> String {
        let file = state.file_of(&self.name);
        match self.over.as_ref().zip(state.slid.first()) {
            Some((over, noise)) => {
                let noise = over.nearest(f64::from(*noise)).unwrap_or_default();
                format!(
                    "{}-noise-{}.csv",
                    file.trim_end_matches(".csv"),
                    python::tried(over.slider, noise)
                )
            }
            None => file,
        }
    }

    /// The lines that take up the data: written out, or read from a file, which has it as the
    /// lesson does.
    fn taken_up(&self, state: &State, data: &Arc<Data>) -> Statement {
        let literals = python::float32(&data.x).zip(python::float32(&data.y));
        if let Some((x, y)) = literals {
            let [x, y] = [x, y].map(|literal| match data.precision {
                Precision::Float32 => literal,
                Precision::Float64 => literal.replacen("np.float32", "np.float64", 1),
            });
            return Statement::silent(vec![format!("X_train = {x}"), format!("Y_train = {y}")]);
        }
        let (file, features) = (self.file(state), data.x.shape()[1]);
        let dimensions = if data.x.shape()[0] == 1 { ", ndmin=2" } else { "" };
        let code = vec![
            format!("data = np.loadtxt(\"{file}\","),
            format!("    delimiter=\",\"{}{dimensions})", dtype(data.precision)),
            format!("X_train = data[:, :{features}]"),
            format!("Y_train = data[:, {features}:]"),
        ];
        Lines { code, files: vec![DataFile::of_set(file, data)] }.silent()
    }
}

/// How NumPy is told what to read; what it is not told is float64.
const fn dtype(precision: Precision) -> &'static str {
    match precision {
        Precision::Float32 => ", dtype=\"float32\"",
        Precision::Float64 => "",
    }
}

/// A text as comment lines.
fn comment(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= COMMENT_COLUMNS => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(format!("# {word}")),
        }
    }
    lines
}

/// A prompt and this is what fits beside a picture at 80 columns.
const COMMENT_COLUMNS: usize = 41;
