//! Polynomials: all powers and products of columns up to a degree
//! (<https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.PolynomialFeatures.html>).

use super::Table;
use super::error::{Error, EstimatorError};
use super::estimator::Estimator;
use super::input::{Gaps, check_table, check_width, fitted, input_names};
use super::limits;

/// `PolynomialFeatures(degree)`: columns by total degree, then in the order of the inputs: 1, x0, x1,
/// x0², x0·x1, x1², … Shapes (rows, d) → (rows, C(d + degree, degree)), one column fewer without bias.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolynomialFeatures {
    /// `degree`: the largest sum of powers; 0 or more, or `fit` complains.
    pub degree: i64,
    /// `include_bias`: whether the first column is 1 everywhere.
    pub include_bias: bool,
    inputs: Option<usize>,
}

impl PolynomialFeatures {
    /// Up to that degree, with the column of ones.
    pub const fn new(degree: i64) -> Self {
        Self { degree, include_bias: true, inputs: None }
    }

    /// `include_bias=False`: without the column of ones, for a model that has a bias of its own.
    #[must_use]
    pub const fn without_bias(self) -> Self {
        Self { include_bias: false, ..self }
    }

    /// How Python shows it: what differs from the defaults.
    pub fn repr(&self) -> String {
        let degree = (self.degree != 2).then(|| format!("degree={}", self.degree));
        let bias = (!self.include_bias).then(|| "include_bias=False".to_owned());
        let changed: Vec<String> = degree.into_iter().chain(bias).collect();
        format!("{}({})", Estimator::PolynomialFeatures, changed.join(", "))
    }

    /// Learns how many columns there are.
    pub fn fit(&mut self, x: &Table) -> Result<(), Error> {
        if self.degree < 0 {
            return Err(EstimatorError::InvalidParameter {
                parameter: "degree",
                owner: Estimator::PolynomialFeatures.name(),
                wanted: "an int in the range [0, inf) or an array-like",
                given: self.degree.to_string(),
            }
            .into());
        }
        check_table(x, Estimator::PolynomialFeatures, Gaps::Refused)?;
        if self.degree == 0 && !self.include_bias {
            return Err(EstimatorError::NoColumns.into());
        }
        self.inputs = Some(x.ncols());
        Ok(())
    }

    /// The powers and products of each row. More than [`limits::NUMBERS`] numbers are refused.
    pub fn transform(&self, x: &Table) -> Result<Table, Error> {
        let inputs = *fitted(self.inputs.as_ref(), Estimator::PolynomialFeatures)?;
        check_table(x, Estimator::PolynomialFeatures, Gaps::Refused)?;
        check_width(x, inputs, Estimator::PolynomialFeatures)?;
        let steps = self.steps(inputs, x.nrows())?;
        let mut output = Table::ones((x.nrows(), steps.len()));
        for (idx, step) in steps.iter().enumerate() {
            if let Some(Step { times, of }) = *step {
                for row in 0..x.nrows() {
                    let before = of.map_or(1.0, |of| output[[row, of]]);
                    output[[row, idx]] = before * x[[row, times]];
                }
            }
        }
        Ok(output)
    }

    /// `fit`, then `transform` of the same rows.
    pub fn fit_transform(&mut self, x: &Table) -> Result<Table, Error> {
        self.fit(x)?;
        self.transform(x)
    }

    /// `powers_`: the power of each input in each column, (columns out, columns in).
    pub fn powers(&self) -> Result<Vec<Vec<usize>>, Error> {
        let inputs = *fitted(self.inputs.as_ref(), Estimator::PolynomialFeatures)?;
        let mut powers: Vec<Vec<usize>> = Vec::new();
        for step in self.steps(inputs, inputs)? {
            let mut row = vec![0; inputs];
            if let Some(Step { times, of }) = step {
                row = of.map_or(row, |of| powers[of].clone());
                row[times] += 1;
            }
            powers.push(row);
        }
        Ok(powers)
    }

    /// `get_feature_names_out()`: `1`, `x0`, `x0^2`, `x0 x1`, or with the names given for the inputs.
    pub fn feature_names_out(&self, names: Option<&[String]>) -> Result<Vec<String>, Error> {
        let inputs = *fitted(self.inputs.as_ref(), Estimator::PolynomialFeatures)?;
        let names = input_names(names, inputs)?;
        let factor = |(name, power): (&String, &usize)| match power {
            0 => None,
            1 => Some(name.clone()),
            _ => Some(format!("{name}^{power}")),
        };
        let name = |powers: &Vec<usize>| {
            let factors: Vec<String> = names.iter().zip(powers).filter_map(factor).collect();
            if factors.is_empty() { "1".to_owned() } else { factors.join(" ") }
        };
        Ok(self.powers()?.iter().map(name).collect())
    }

    /// How each column is made of one before it: `None` is the column of ones.
    ///
    /// A column of degree k is one of degree k − 1 times an input that is not after its first one.
    fn steps(&self, inputs: usize, rows: usize) -> Result<Vec<Option<Step>>, Error> {
        let bias = usize::from(self.include_bias);
        let degree = usize::try_from(self.degree).unwrap_or(0);
        let columns = combinations(inputs, degree).map(|all| all - 1 + bias);
        let columns = columns.ok_or(EstimatorError::TooManyColumns { inputs, degree })?;
        limits::check(rows, columns)?;
        let mut steps = vec![None; bias];
        // Where the columns of the degree before begin whose first input is this one, or a later one.
        let mut begins: Vec<usize> = Vec::new();
        for power in 1..=degree {
            let end = steps.len();
            let mut next = Vec::new();
            for times in 0..inputs {
                next.push(steps.len());
                match begins.get(times) {
                    Some(begin) if power > 1 => {
                        steps.extend((*begin..end).map(|of| Some(Step { times, of: Some(of) })));
                    }
                    _ => steps.push(Some(Step { times, of: None })),
                }
            }
            begins = next;
        }
        Ok(steps)
    }
}

/// One product: a column before it times an input.
#[derive(Debug, Clone, Copy)]
struct Step {
    times: usize,
    of: Option<usize>,
}

/// C(inputs + degree, degree), if it can be counted.
fn combinations(inputs: usize, degree: usize) -> Option<usize> {
    let (small, large) = (inputs.min(degree), inputs.max(degree));
    let mut count: u128 = 1;
    for idx in 1..=small as u128 {
        count = count.checked_mul(large as u128 + idx)? / idx;
        if count > i64::MAX as u128 {
            return None;
        }
    }
    usize::try_from(count).ok()
}
