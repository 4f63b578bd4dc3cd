//! `run.dataset = "houses"`.

use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, Visitor};

use crate::lesson::fault::{Fault, Faults};
use crate::lesson::known::Known;
use crate::lesson::limits;
use crate::lesson::over::Over;
use crate::lesson::path::Path;
use crate::lesson::sizes::within;
use crate::lesson::slider::Slider;
use crate::lesson::spent::Spent;

use super::words::Words;

/// `run.dataset = "houses"`: a data set of the lesson becomes `X_train` and `Y_train`.
///
/// Of data that is made by a formula the learner can choose how far it is scattered:
/// `run.dataset = { name = "moons", over = { noise = [0.0, 0.1, 0.3] } }`. It begins at the first of
/// them, and the steps behind it go on with the one that was chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct TakenUp {
    /// Which one.
    pub name: String,
    /// Values of its noise to choose from.
    pub over: Option<Over>,
}

impl Words for TakenUp {
    fn check_values(&self, path: &Path, faults: &mut Faults) {
        let path = path.name("dataset").name("over");
        let over = self.over.as_ref().map(|over| over.check(&path, &[Slider::Noise]));
        faults.check(over.unwrap_or(Ok(())));
    }

    fn check_references(&self, path: &Path, known: &mut Known<'_>) -> Result<(), Fault> {
        let path = path.name("dataset");
        let name = if self.over.is_some() { path.name("name") } else { path.clone() };
        known.take_up_data(&name, &self.name)?;
        let Some((over, data)) = self.over.as_ref().zip(known.check_data(&path)?) else {
            return Ok(());
        };
        let path = path.name("over");
        within(&path, "rows to make anew", data.x.len(), limits::TOUCHED_ROWS)?;
        let most = over.values.last().copied().unwrap_or(0.0);
        match data.scattered(&path, most) {
            Some(made) => made.map(drop),
            None => Err(Fault::new(&path, "only data with `generate` has noise to choose")),
        }
    }

    fn make(&self, _path: &Path, spent: &mut Spent<'_>) -> Result<(), Fault> {
        spent.take_up_data(&self.name);
        Ok(())
    }

    fn takes_up(&self) -> Option<&str> {
        Some(&self.name)
    }

    fn over(&self) -> Option<&Over> {
        self.over.as_ref()
    }

    fn slides(&self) -> Vec<(Slider, f32)> {
        let first = |over: &Over| Some((over.slider, *over.values.first()? as f32));
        self.over.iter().filter_map(first).collect()
    }
}

impl<'de> Deserialize<'de> for TakenUp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NameOrTable)
    }
}

struct NameOrTable;

impl<'de> Visitor<'de> for NameOrTable {
    type Value = TakenUp;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a data set, or { name = \"…\", over = { noise = […] } }")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<TakenUp, E> {
        Ok(TakenUp { name: name.to_owned(), over: None })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<TakenUp, A::Error> {
        let table = TakenUpTable::deserialize(MapAccessDeserializer::new(map))?;
        Ok(TakenUp { name: table.name, over: Some(table.over) })
    }
}

// With no values to choose from the name alone would do.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TakenUpTable {
    name: String,
    over: Over,
}
