//! Boxes that Keras draws, on a screen that is too narrow for them: the padding goes first.

/// The lines of a box in at most `width` columns, if that can be done by taking out blanks.
///
/// A column of characters is taken out only where every line has a blank or a rule there; as long
/// as there is enough to take, one is left between the text and its border.
pub(super) fn squeeze(lines: &[&str], width: usize) -> Vec<String> {
    let mut rows: Vec<Vec<char>> = lines.iter().map(|line| line.chars().collect()).collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    for spare in [true, false] {
        for column in (0..columns).rev() {
            let is_wide = rows.iter().any(|row| row.len() > width);
            let is_spare = !spare || is_blank(&rows, column + 1);
            if is_wide && is_blank(&rows, column) && is_spare {
                for row in rows.iter_mut().filter(|row| column < row.len()) {
                    row.remove(column);
                }
            }
        }
    }
    rows.into_iter().map(|row| row.into_iter().collect()).collect()
}

/// Whether a line is part of a box, which cannot be broken like other output.
pub(in super::super) fn is_box(line: &str) -> bool {
    line.starts_with(['┏', '┃', '┡', '│', '├', '└'])
}

fn is_blank(rows: &[Vec<char>], column: usize) -> bool {
    rows.iter().all(|row| matches!(row.get(column), Some(' ' | '━' | '─')))
}
