//! Data that is made by a formula: `generate = { name = "moons", rows = 200, noise = 0.2, seed = 3 }`.

use serde::Deserialize;

use crate::sklearn::datasets::{self, Made};

use super::fault::Fault;
use super::limits;
use super::path::Path;
use super::sizes::within;
use super::table::Table;

/// What is made, and how much of it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Generate {
    /// What it looks like.
    name: Shape,
    /// How many rows it has.
    rows: usize,
    /// How far it is scattered. Left out, it is as the formula has it.
    noise: Option<f64>,
    /// Where random numbers start.
    #[serde(default)]
    seed: u32,
    /// Where the clouds of `blobs` are: `[[-2.0, 0.0], [2.0, 0.0]]`.
    #[serde(default)]
    centers: Vec<Vec<f64>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Shape {
    Line,
    Sine,
    Polynomial,
    Blobs,
    Moons,
    Circles,
    Spiral,
    Xor,
}

impl Generate {
    /// The inputs and the targets, with at most so many numbers.
    pub(super) fn make(&self, path: &Path, room: usize) -> Result<[Table; 2], Fault> {
        self.check(path)?;
        let features = self.centers.first().map_or(2, Vec::len);
        within(path, "numbers", self.rows * (features + 1), room.min(limits::DATA_NUMBERS))?;
        let (rows, noise, seed) = (self.rows, self.noise, self.seed);
        let made = match self.name {
            Shape::Line => datasets::make_line(rows, noise, seed),
            Shape::Sine => datasets::make_sine(rows, noise, seed),
            Shape::Polynomial => datasets::make_polynomial(rows, noise, seed),
            Shape::Blobs => datasets::make_blobs(rows, &self.centers, noise.unwrap_or(1.0), seed),
            Shape::Moons => datasets::make_moons(rows, noise, seed),
            Shape::Circles => datasets::make_circles(rows, noise, seed),
            Shape::Spiral => datasets::make_spiral(rows, noise, seed),
            Shape::Xor => datasets::make_xor(rows, noise, seed),
        };
        tables(&path.name("noise"), &made)
    }

    /// The same, scattered so far.
    #[must_use]
    pub(super) fn with_noise(&self, noise: f64) -> Self {
        Self { noise: Some(noise), ..self.clone() }
    }

    fn check(&self, path: &Path) -> Result<(), Fault> {
        let rows = path.name("rows");
        within(&rows, "rows", self.rows, limits::DATA_ROWS)?;
        let wrong = |name: &str, message: &str| Err(Fault::new(&path.name(name), message));
        let width = self.centers.first().map_or(0, Vec::len);
        match (self.name, self.centers.len()) {
            _ if self.rows == 0 => wrong("rows", "expected at least one row"),
            _ if self.noise.is_some_and(|noise| noise < 0.0) => {
                wrong("noise", "expected a number that is not below 0")
            }
            (Shape::Blobs, 0) => {
                wrong("centers", "expected where the clouds are: [[-2.0, 0.0], [2.0, 0.0]]")
            }
            (Shape::Blobs, clouds) => {
                within(&path.name("centers"), "clouds", clouds, limits::CLASSES)?;
                within(&path.name("centers"), "numbers in a row", width, limits::FEATURES)?;
                if width == 0 || self.centers.iter().any(|center| center.len() != width) {
                    return wrong("centers", "expected as many numbers for each cloud");
                }
                Ok(())
            }
            (_, 0) => Ok(()),
            _ => wrong("centers", "only blobs have centers: take this out"),
        }
    }
}

fn tables(path: &Path, made: &Made) -> Result<[Table; 2], Fault> {
    let x: Vec<f32> = made.x.iter().map(|number| *number as f32).collect();
    let y: Vec<f32> = made.y.iter().map(|number| *number as f32).collect();
    if x.iter().chain(&y).any(|number| !number.is_finite()) {
        return Err(Fault::new(path, "this makes numbers that do not fit float32: expected less"));
    }
    Ok([Table::new(x, made.x.ncols()), Table::new(y, 1)])
}
