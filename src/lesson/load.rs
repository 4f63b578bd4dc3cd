//! Where the numbers of a data set come from: the lesson itself, or a file that it names.

mod archive;
mod arrays;
mod columns;
mod form;
mod gather;
mod gathered;
mod limited;
mod npy;
mod packed;
mod text;

use super::dataset::{Dataset, Formula};
use super::fault::{Fault, Faults, Stage};
use super::files::Files;
use super::generate::Generate;
use super::harmless::quoted;
use super::limits;
use super::path::Path;
use super::sizes::check_table;
use super::table::Table;

use columns::{Columns, Plan};
use gather::Gather;
use gathered::Gathered;
use limited::Limited;
use packed::{Kind, Packed};

pub(super) use form::Form;
use form::Given;

/// What loads the data sets of a lesson, as much as one lesson may have.
#[derive(Debug)]
pub(super) struct Loader<'a> {
    files: &'a Files,
    /// How many files may still be read, how many bytes of them, and how many numbers kept.
    sets: usize,
    bytes: u64,
    numbers: usize,
}

impl<'a> Loader<'a> {
    pub(super) fn new(files: &'a Files) -> Self {
        Self {
            files,
            sets: limits::DATA_SETS,
            bytes: limits::LESSON_DATA_BYTES,
            numbers: limits::LESSON_NUMBERS,
        }
    }

    /// The data set at a path in the lesson. What is wrong with its numbers is noted, and then it
    /// has none.
    pub(super) fn load(&mut self, path: &Path, form: Form, faults: &mut Faults) -> Dataset {
        faults.begin(Stage::Values);
        let mut numbers = match (&form.file, &form.generate) {
            (None, None) => typed(path, &form, faults),
            (Some(file), _) => self.gather(path, file, &form, faults),
            (None, Some(generate)) => self.make(path, generate, &form, faults),
        };
        if let Some(divisor) = form.divide {
            match divisor {
                0.0 => faults.note(Fault::new(&path.name("divide"), "expected a number but 0")),
                _ => numbers.x.divide(divisor),
            }
        }
        dressed(form, numbers)
    }

    /// What is made by a formula.
    fn make(
        &mut self,
        path: &Path,
        generate: &Generate,
        form: &Form,
        faults: &mut Faults,
    ) -> Gathered {
        refuse_reading(path, form, faults);
        for (name, given) in [("x", &form.x), ("y", &form.y)] {
            if !given.is_empty() {
                let message = "`generate` makes x and y: take this out, or `generate`";
                faults.note(Fault::new(&path.name(name), message));
            }
        }
        let made = generate.make(&path.name("generate"), self.numbers);
        let Some([x, y]) = faults.check(made) else { return lost(path, faults) };
        let made = Gathered { x, y, ..Gathered::default() };
        self.numbers = self.numbers.saturating_sub(made.count());
        made
    }

    /// What stands in a file.
    fn gather(&mut self, path: &Path, file: &str, form: &Form, faults: &mut Faults) -> Gathered {
        let at = path.name("file");
        if form.generate.is_some() {
            let message = "the numbers come from a file: take this out, or `file`";
            faults.note(Fault::new(&path.name("generate"), message));
        }
        let fault = |message: String| Fault::new(&at, format!("{}{message}", quoted(file)));
        // With too many data sets there is no end to the work; that they are is told elsewhere.
        let Some(sets) = self.sets.checked_sub(1) else { return Gathered::default() };
        self.sets = sets;
        let opened = self.files.open(file).map_err(|message| fault(format!(": {message}")));
        let Some(opened) = faults.check(opened) else { return lost(path, faults) };
        let room = self.numbers;
        let gather = |columns: &Columns| {
            let plan = Plan::new(path, form, columns, faults)?;
            Some(Gather::new(plan, form.missing, room))
        };
        let kind = Kind::of(file);
        let input = Limited::new(Packed::new(kind, opened), &mut self.bytes);
        let read = match kind {
            Some(Kind::Text | Kind::PackedText) => text::read(input, gather),
            Some(Kind::Array) => arrays::read_one(input, gather),
            Some(Kind::Arrays) => arrays::read_many(input, gather),
            None => Err(Kind::EXPECTED.to_owned()),
        };
        match read {
            Ok(Some(gathered)) => {
                self.numbers = self.numbers.saturating_sub(gathered.count());
                gathered
            }
            Ok(None) => lost(path, faults),
            Err(message) => {
                faults.note(fault(message));
                lost(path, faults)
            }
        }
    }
}

/// Nothing, where a fault has been noted: nothing else is then said of its numbers.
fn lost(path: &Path, faults: &mut Faults) -> Gathered {
    for name in ["x", "y"] {
        faults.leave_out(&path.name(name));
    }
    Gathered::default()
}

/// Refuses what only a file can have.
fn refuse_reading(path: &Path, form: &Form, faults: &mut Faults) {
    for (name, is_there) in [
        ("missing", form.missing.is_some()),
        ("one_hot", !form.one_hot.is_empty()),
        ("group", form.group.is_some()),
    ] {
        if is_there {
            let message = "this says how a file is read: expected `file` beside it";
            faults.note(Fault::new(&path.name(name), message));
        }
    }
}

/// What stands in the lesson itself.
fn typed(path: &Path, form: &Form, faults: &mut Faults) -> Gathered {
    refuse_reading(path, form, faults);
    let mut table = |name: &str, given: &Given| {
        let path = path.name(name);
        match given {
            Given::Rows(rows) => {
                faults.check(check_table(&path, rows));
                Table::from(rows.as_slice())
            }
            Given::Columns(_) => {
                let message = "these are names of columns: expected `file` beside them, or rows \
                               of numbers such as [[1.0], [2.0]]";
                faults.note(Fault::new(&path, message));
                Table::default()
            }
        }
    };
    let (x, y) = (table("x", &form.x), table("y", &form.y));
    Gathered { x, y, ..Gathered::default() }
}

/// Numbers with all else that is said of them. A column that has a name is called by it.
fn dressed(form: Form, numbers: Gathered) -> Dataset {
    let Gathered { x, y, features, targets, groups } = numbers;
    let label = |given: Option<String>, names: &[String], at: usize, other: &str| {
        given.or_else(|| names.get(at).cloned()).unwrap_or_else(|| other.to_owned())
    };
    let one_target = if targets.len() == 1 { targets.as_slice() } else { &[] };
    Dataset {
        x_label: label(form.x_label, &features, 0, "x"),
        x2_label: label(form.x2_label, &features, 1, "x2"),
        y_label: label(form.y_label, one_target, 0, "y"),
        made: form.generate.map(|generate| Formula { generate, divisor: form.divide }),
        x_range: form.x_range,
        y_range: form.y_range,
        classes: form.classes,
        image: form.image,
        source: form.source,
        x,
        y,
        features,
        groups,
    }
}
