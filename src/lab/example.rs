//! What the examples of a step are called.

/// What an example is called: in the code `X[2]`, or `x` where the step has inputs of its own; where
/// there is no code `row 3`.
pub(super) fn name(example: usize, is_in_code: bool, is_own: bool) -> String {
    match (is_in_code, is_own) {
        (false, _) => by_number(example),
        (true, true) => "x".to_owned(),
        (true, false) => format!("X[{example}]"),
    }
}

/// As people count.
pub(super) fn by_number(example: usize) -> String {
    format!("row {}", example + 1)
}
