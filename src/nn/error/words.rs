//! Words that many errors share.

pub(super) fn unknown(kind: &str, name: &str) -> String {
    format!("There is no {kind} called \"{name}\".")
}

/// A shape in words.
pub(super) fn words(shape: &[usize]) -> String {
    match shape {
        [] => "a number without brackets".to_owned(),
        [len] => format!("a row of {}", counted(*len, "number", "numbers")),
        [rows, columns] => {
            format!("{}, {}", counted(*rows, "row", "rows"), counted(*columns, "column", "columns"))
        }
        _ => format!("numbers in {} brackets", shape.len()),
    }
}

pub(super) fn give_columns(wanted: usize) -> String {
    format!("Give it a table with {}.", counted(wanted, "column", "columns"))
}

pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
