//! The arithmetic of one example, with some of its terms left blank.

use crate::lesson::format::Blank;
use crate::nn::Activation;

use super::arithmetic::{Arithmetic, Row, number};

/// A piece of arithmetic: characters, or a blank with what belongs into it.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::lab) enum Slot {
    /// Characters as they stand.
    Text(String),
    /// A term to fill in, and its number.
    Blank(Blank, f32),
}

impl Slot {
    /// As it stands in a line without blanks.
    pub(in crate::lab) fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Blank(..) => "",
        }
    }

    /// Whether it is this term, left blank.
    pub(in crate::lab) fn is(&self, blank: Blank) -> bool {
        matches!(self, Self::Blank(own, _) if *own == blank)
    }
}

impl Arithmetic {
    /// An example's arithmetic with these terms left blank: `f = 200 · ▢ + 100 = ▢`. `None` for an
    /// example that is not there, or with more inputs than are written out.
    pub(in crate::lab) fn with_blanks(
        &self,
        example: usize,
        blanks: &[Blank],
    ) -> Option<Vec<Slot>> {
        let row = self.rows.get(example).filter(|row| row.terms.len() <= MOST_TERMS)?;
        let is_linear = self.activation == Activation::Linear;
        let mut writer = Writer::new(blanks);
        let label = self.label.as_ref().map(|label| format!("{label}: ")).unwrap_or_default();
        writer.text(&format!("{label}{} = ", if is_linear { "f" } else { "z" }));
        writer.sum(row);
        if blanks.iter().any(|blank| matches!(blank, Blank::Product(_))) {
            writer.text(" = ");
            writer.products(row);
        }
        writer.text(" = ");
        if is_linear {
            writer.either([Blank::Output, Blank::Z], row.output);
        } else {
            writer.term(Blank::Z, row.z);
            writer.activated(self.activation, row);
        }
        writer.target(row, is_linear);
        Some(writer.merged())
    }
}

/// More would not fit a line.
const MOST_TERMS: usize = 4;

/// Writes arithmetic, term by term.
pub(in crate::lab) struct Writer<'a> {
    blanks: &'a [Blank],
    slots: Vec<Slot>,
}

impl<'a> Writer<'a> {
    pub(in crate::lab) const fn new(blanks: &'a [Blank]) -> Self {
        Self { blanks, slots: Vec::new() }
    }

    pub(in crate::lab) fn text(&mut self, text: &str) {
        self.slots.push(Slot::Text(text.to_owned()));
    }

    fn is_blank(&self, blank: Blank) -> bool {
        self.blanks.contains(&blank)
    }

    pub(in crate::lab) fn term(&mut self, blank: Blank, value: f32) {
        if self.is_blank(blank) {
            self.slots.push(Slot::Blank(blank, value));
        } else {
            self.text(&number(value));
        }
    }

    /// A number that goes by two names.
    fn either(&mut self, [first, second]: [Blank; 2], value: f32) {
        let blank = if self.is_blank(second) { second } else { first };
        self.term(blank, value);
    }

    /// A term behind a plus; a number that stands there below 0 takes a minus instead.
    fn added(&mut self, blank: Blank, value: f32) {
        if value < 0.0 && !self.is_blank(blank) {
            self.text(" - ");
            self.term(blank, -value);
        } else {
            self.text(" + ");
            self.term(blank, value);
        }
    }

    fn sum(&mut self, row: &Row) {
        for (input, term) in row.terms.iter().enumerate() {
            match input {
                0 => self.term(Blank::Weight(0), term.weight),
                input => self.added(Blank::Weight(input), term.weight),
            }
            self.text(" · ");
            self.term(Blank::Input(input), term.input);
        }
        self.added(Blank::Bias, row.bias);
    }

    fn products(&mut self, row: &Row) {
        for (input, term) in row.terms.iter().enumerate() {
            let product = term.weight * term.input;
            match input {
                0 => self.term(Blank::Product(0), product),
                input => self.added(Blank::Product(input), product),
            }
        }
        // It stood blank a moment ago, and is not asked for twice.
        let sign = if row.bias < 0.0 { '-' } else { '+' };
        let told = format!(" {sign} {}", number(row.bias.abs()));
        self.text(if self.is_blank(Blank::Bias) { " + b" } else { &told });
    }

    fn activated(&mut self, activation: Activation, row: &Row) {
        let z = if self.is_blank(Blank::Z) { "z".to_owned() } else { number(row.z) };
        let name = activation.name();
        self.text(&match activation {
            // It looks at the sums of all units at once, so it is no function of this one.
            Activation::Softmax => format!("   {name} gives "),
            _ => format!("   {name}({z}) = "),
        });
        self.term(Blank::Output, row.output);
    }

    fn target(&mut self, row: &Row, is_linear: bool) {
        let Some(target) = row.target else { return };
        self.text(&format!("   y {}", number(target)));
        // Beside the target it would say what is asked for.
        let tells = self.is_blank(Blank::Output) || self.is_blank(Blank::Z);
        if is_linear && (!tells || self.is_blank(Blank::Error)) {
            self.text("   error ");
            self.term(Blank::Error, row.output - target);
        }
    }

    /// All of it, with texts that stand side by side in one piece.
    pub(in crate::lab) fn merged(self) -> Vec<Slot> {
        let mut merged: Vec<Slot> = Vec::new();
        for slot in self.slots {
            match (merged.last_mut(), slot) {
                (Some(Slot::Text(before)), Slot::Text(text)) => before.push_str(&text),
                (_, slot) => merged.push(slot),
            }
        }
        merged
    }
}
