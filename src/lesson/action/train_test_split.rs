//! `run.train_test_split = …`.

use serde::Deserialize;

use crate::lesson::dataset::Dataset;
use crate::lesson::fault::{Fault, Faults};
use crate::lesson::known::Known;
use crate::lesson::part::Part;
use crate::lesson::path::Path;
use crate::sklearn::{
    Order, Size, Sizes, Split, ThreeParts, group_split, train_cv_test_split, train_test_split,
};

use super::words::Words;

/// `run.train_test_split = { test_size = 0.4, random_state = 1 }`: some rows of the data are held
/// out, as scikit-learn's function of that name does it.
///
/// From here on `X_train` has the other rows alone. With `then` the rows that are held out are split
/// again, and there are three parts: `X_train`, `X_cv` and `X_test`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrainTestSplit {
    /// How much is held out: a share, 0.4, which is rounded up to whole rows, or so many rows, 360.
    pub test_size: f64,
    /// How much of what is held out is the test set, where there are three parts: a share or a
    /// number of rows. The rest is `X_cv`.
    pub then: Option<f64>,
    /// Where the shuffle begins; left out, 0.
    #[serde(default)]
    pub random_state: u32,
    /// Whether rows are shuffled before; left out, they are. `false` holds out the last rows.
    #[serde(default = "yes")]
    pub shuffle: bool,
    /// Whether rows of one group stay together, as `GroupShuffleSplit` keeps them: the data says with
    /// `group` which do. Sizes then count groups.
    #[serde(default)]
    pub group: bool,
}

impl TrainTestSplit {
    /// Which rows of some data go where: the rows to learn from, those to choose by if there are
    /// three parts, those to report on.
    ///
    /// # Errors
    /// In scikit-learn's words: a part would be empty, or there are not so many rows.
    pub fn rows(&self, data: &Dataset) -> Result<Rows, crate::sklearn::Error> {
        if self.group {
            return self.groups(&data.groups);
        }
        let (count, size) = (data.x.len(), size(self.test_size));
        let order = if self.shuffle {
            Order::Shuffled { random_state: self.random_state.into() }
        } else {
            Order::AsTheyStand
        };
        if let Some(then) = self.then {
            let ThreeParts { train, cv, test } =
                train_cv_test_split(count, size, self::size(then), order)?;
            return Ok(Rows { train, cv: Some(cv), test });
        }
        let split = train_test_split(count, Sizes::test(size), order)?;
        Ok(Rows { train: split.train, cv: None, test: split.test })
    }

    fn groups(&self, groups: &[u32]) -> Result<Rows, crate::sklearn::Error> {
        let seed = self.random_state.into();
        let Split { train, test: rest } =
            group_split(groups, Sizes::test(size(self.test_size)), seed)?;
        let Some(then) = self.then else { return Ok(Rows { train, cv: None, test: rest }) };
        let groups: Vec<u32> = rest.iter().map(|row| groups[*row]).collect();
        let second = group_split(&groups, Sizes::test(size(then)), seed)?;
        let rows = |places: Vec<usize>| places.into_iter().map(|place| rest[place]).collect();
        Ok(Rows { train, cv: Some(rows(second.train)), test: rows(second.test) })
    }
}

/// Places of rows in the data, in the order of each part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows {
    /// The rows to learn from.
    pub train: Vec<usize>,
    /// The rows to choose a model by.
    pub cv: Option<Vec<usize>>,
    /// The rows to report on.
    pub test: Vec<usize>,
}

impl Words for TrainTestSplit {
    fn check_values(&self, path: &Path, faults: &mut Faults) {
        let path = path.name("train_test_split");
        let sizes = [("test_size", Some(self.test_size)), ("then", self.then)];
        for (name, size) in sizes {
            if size.is_some_and(|size| !is_size(size)) {
                let message = "expected a share between 0 and 1, or a whole number of rows";
                faults.note(Fault::new(&path.name(name), message));
            }
        }
        if self.group && !self.shuffle {
            let message = "groups are always shuffled: take this out, or `group`";
            faults.note(Fault::new(&path.name("shuffle"), message));
        }
    }

    fn check_references(&self, path: &Path, known: &mut Known<'_>) -> Result<(), Fault> {
        let path = path.name("train_test_split");
        let Some(data) = known.check_data(&path)? else { return Ok(()) };
        if known.is_split() {
            let message = "the data is split already: take it up anew with `run.dataset` first";
            return Err(Fault::new(&path, message));
        }
        if self.group && data.groups.is_empty() {
            let message =
                "nothing says which rows belong together: expected `group` at the data set";
            return Err(Fault::new(&path.name("group"), message));
        }
        let rows = self.rows(data);
        let rows = rows.map_err(|error| Fault::new(&path, error.to_string()))?;
        let parts = [
            (Part::Train, Some(&rows.train)),
            (Part::Cv, rows.cv.as_ref()),
            (Part::Test, Some(&rows.test)),
        ];
        let count = |(part, rows): (Part, Option<&Vec<usize>>)| Some((part, rows?.len()));
        known.split(parts.into_iter().filter_map(count).collect());
        Ok(())
    }
}

fn is_size(size: f64) -> bool {
    (0.0 < size && size < 1.0) || (size >= 1.0 && size.fract() == 0.0 && size < 1e15)
}

fn size(size: f64) -> Size {
    if size < 1.0 { Size::Share(size) } else { Size::Count(size as i64) }
}

const fn yes() -> bool {
    true
}
