//! Arithmetic with blanks, which the learner fills in.

use std::fmt;

use serde::Deserialize;

/// A row of the arithmetic, with some of its terms left blank.
///
/// ```toml
/// [[step.fill]]
/// row = 1
/// blanks = ["w", "output"]
/// ```
///
/// With no blanks the row stands whole, as an example to learn from. Each blank is judged for
/// itself, and what is right stays. Three digits are enough where a number has more.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fill {
    /// The row of the data, or of the step's own inputs, counted from 0; left out, 0. Of a tree there are
    /// none.
    #[serde(default)]
    pub row: usize,
    /// Where the step is about a tree: a line of the arithmetic of a node.
    pub tree: Option<TreeLine>,
    /// The terms that are left blank.
    #[serde(default)]
    pub blanks: Vec<Blank>,
}

/// `tree = { node = 1, line = "yes" }`: a line of the arithmetic of a node; of a booster, of its tree in
/// the round that is looked at, where a line says how large the leaf is: `residuals`, `leaf`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TreeLine {
    /// The place of the node: 1 is the root, and below a place p are 2p and 2p + 1.
    pub node: u64,
    /// Which line.
    pub line: NodeLine,
}

/// A line of the arithmetic of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NodeLine {
    /// The node itself: the share of its rows that are of the second class, `p`, and its impurity, `h`; of
    /// numbers their `mean` in place of the share.
    Node,
    /// The same of the rows that answer its question with yes.
    Yes,
    /// The same of those that answer with no.
    No,
    /// What the question gains: `h`, `w_yes`, `h_yes`, `w_no`, `h_no`, `gain`.
    Gain,
}

/// A term of the arithmetic: `x`, `w`, `b`, `product`, `z`, `output`, `error`.
///
/// Only a linear unit has an `error`. Behind any other activation the arithmetic shows none: what a
/// sigmoid says is a chance, and how wrong a chance is no difference tells, but the loss.
///
/// Where there are several inputs, the first three that have one for each are written with its
/// number: `x[0]`, `w[1]`, `product[1]`. Those of a tree are told at its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Blank {
    /// The input of this number.
    Input(usize),
    /// What it is multiplied with.
    Weight(usize),
    /// What comes of that.
    Product(usize),
    /// What is added.
    Bias,
    /// The sum.
    Z,
    /// What the activation makes of the sum.
    Output,
    /// The output minus the target.
    Error,
    /// Of a node: the share of its rows that are of the second class.
    Share,
    /// Of a node of numbers: their mean.
    Mean,
    /// Of a node: its impurity.
    Impurity,
    /// The share of a node's rows that answer yes.
    WeightOfYes,
    /// The impurity of those.
    ImpurityOfYes,
    /// The share of a node's rows that answer no.
    WeightOfNo,
    /// The impurity of those.
    ImpurityOfNo,
    /// What a question gains.
    Gain,
    /// Of a leaf of a booster: the sum of what is still wrong about its rows.
    Residuals,
    /// What a leaf of a booster adds.
    Leaf,
}

impl TryFrom<String> for Blank {
    type Error = &'static str;

    fn try_from(written: String) -> Result<Self, &'static str> {
        let (name, input) = match written.strip_suffix(']').and_then(|text| text.split_once('[')) {
            Some((name, index)) => (name, index.parse().map_err(|_| WANTED)?),
            None => (written.as_str(), 0),
        };
        let is_indexed = name.len() < written.len();
        match name {
            "x" => Ok(Self::Input(input)),
            "w" => Ok(Self::Weight(input)),
            "product" => Ok(Self::Product(input)),
            "b" if !is_indexed => Ok(Self::Bias),
            "z" if !is_indexed => Ok(Self::Z),
            "output" if !is_indexed => Ok(Self::Output),
            "error" if !is_indexed => Ok(Self::Error),
            "p" if !is_indexed => Ok(Self::Share),
            "mean" if !is_indexed => Ok(Self::Mean),
            "h" if !is_indexed => Ok(Self::Impurity),
            "w_yes" if !is_indexed => Ok(Self::WeightOfYes),
            "h_yes" if !is_indexed => Ok(Self::ImpurityOfYes),
            "w_no" if !is_indexed => Ok(Self::WeightOfNo),
            "h_no" if !is_indexed => Ok(Self::ImpurityOfNo),
            "gain" if !is_indexed => Ok(Self::Gain),
            "residuals" if !is_indexed => Ok(Self::Residuals),
            "leaf" if !is_indexed => Ok(Self::Leaf),
            _ => Err(WANTED),
        }
    }
}

impl fmt::Display for Blank {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(input) => write!(f, "x[{input}]"),
            Self::Weight(input) => write!(f, "w[{input}]"),
            Self::Product(input) => write!(f, "product[{input}]"),
            Self::Bias => f.write_str("b"),
            Self::Z => f.write_str("z"),
            Self::Output => f.write_str("output"),
            Self::Error => f.write_str("error"),
            Self::Share => f.write_str("p"),
            Self::Mean => f.write_str("mean"),
            Self::Impurity => f.write_str("h"),
            Self::WeightOfYes => f.write_str("w_yes"),
            Self::ImpurityOfYes => f.write_str("h_yes"),
            Self::WeightOfNo => f.write_str("w_no"),
            Self::ImpurityOfNo => f.write_str("h_no"),
            Self::Gain => f.write_str("gain"),
            Self::Residuals => f.write_str("residuals"),
            Self::Leaf => f.write_str("leaf"),
        }
    }
}

const WANTED: &str = "expected a term of the arithmetic: `x`, `w`, `product`, `b`, `z`, `output` or \
                      `error`, of several inputs `w[1]`; of a tree `p`, `mean`, `h`, `w_yes`, \
                      `h_yes`, `w_no`, `h_no` or `gain`; of a booster `residuals`, `leaf` or `gain`";
