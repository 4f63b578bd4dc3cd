//! The loop over the values of a setting that a step tries, in code, with what each of them comes to.

use crate::lesson::format::Over;

use super::python;
use super::statement::Statement;

/// A loop over values.
pub(super) struct Loop<'a> {
    pub(super) over: &'a Over,
    /// What a value is called in it.
    pub(super) name: &'a str,
    /// The lines before it.
    pub(super) before: Vec<String>,
    /// What it does with each value, indented.
    pub(super) body: Vec<String>,
    /// What it prints of each beside the value, in code.
    pub(super) prints: Vec<String>,
}

impl Loop<'_> {
    /// Its code, and what it prints: each value with its numbers, to four places.
    pub(super) fn statement(self, came_to: impl Iterator<Item = (f64, Vec<f64>)>) -> Statement {
        let Self { over, name, before, body, prints } = self;
        let told = |value: f64| python::tried(over.slider, value);
        let values: Vec<String> = over.values.iter().map(|value| told(*value)).collect();
        let head = [format!("for {name} in [{}]:", values.join(", "))];
        let prints: Vec<String> =
            prints.iter().map(|number| format!("        round({number}, 4)")).collect();
        let prints = format!("    print({name},\n{})", prints.join(",\n"));
        let prints = prints.lines().map(str::to_owned);
        let code = before.into_iter().chain(head).chain(body).chain(prints).collect();
        let line = |(value, numbers): (f64, Vec<f64>)| {
            let numbers = numbers.into_iter().map(|number| python::rounded(number, 4));
            [told(value)].into_iter().chain(numbers).collect::<Vec<_>>().join(" ")
        };
        Statement::text(code, &came_to.map(line).collect::<Vec<_>>().join("\n"))
    }
}
