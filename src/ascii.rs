//! One ASCII character for each sign that the program and its lessons use, for terminals and
//! fonts that have no others. One for one, so that nothing moves.

/// The nearest ASCII character, or the character itself where there is none.
pub fn fold(c: char) -> char {
    match c {
        // A bar that is filling up needs two signs.
        '━' => '=',
        '─' | '–' | '—' | '−' | '╌' | '┄' => '-',
        '│' | '┃' | '║' | '┊' | '┆' | '▏' => '|',
        '┌'..='╋' => '+',
        '→' | '▸' | '►' | '▶' | '›' => '>',
        '←' | '◂' | '◄' | '◀' | '‹' => '<',
        '↑' | '▲' => '^',
        '↓' | '▼' => 'v',
        '↕' => '|',
        '·' | '•' | '✓' | '★' => '*',
        '×' | '✗' => 'x',
        '○' | '●' | '◌' => 'o',
        '…' => '.',
        '≈' => '~',
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        '░' => '.',
        '▒' => ':',
        '▓' => '+',
        '█' | '■' => '#',
        '□' => 'o',
        '\u{a0}' => ' ',
        other => other,
    }
}

/// A text with every character [`fold`]ed.
pub fn fold_text(text: &str) -> String {
    text.chars().map(fold).collect()
}
