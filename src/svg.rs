//! Pictures as SVG, for slides and handouts: the cells of a grid as rectangles and text.

use std::fmt::Write;

use crate::chart::{Cell, Grid};
use crate::tui::{Inked, Settings, inked};

/// What each of them starts with.
pub const START: &str = "<svg";

/// A grid as an SVG with a title, in all colours of a theme, or black on white without one.
///
/// Equal neighbours make one rectangle; a cell whose halves differ makes two. Equal characters in a
/// row make one text, which is as wide as its cells in any font.
pub fn of(grid: &Grid, settings: Settings, title: &str) -> String {
    let rows: Vec<Vec<Inked>> =
        grid.rows().map(|row| row.iter().map(|cell| inked(settings, *cell)).collect()).collect();
    let paper = inked(settings, Cell::default()).ground[0];
    let mut svg = Svg { text: String::new(), paper };
    svg.head(grid.width(), grid.height(), title);
    svg.line("<g shape-rendering=\"crispEdges\">");
    for (row, cells) in rows.iter().enumerate() {
        svg.grounds(row, cells);
    }
    svg.line("</g>");
    for (row, cells) in rows.iter().enumerate() {
        svg.words(row, cells);
    }
    svg.line("</svg>");
    svg.text
}

/// The width and the height of a cell; most fonts are three fifths as wide as high.
const CELL: (usize, usize) = (9, 18);
const FONT_SIZE: usize = 15;
/// How far below the top of its cell a character stands.
const BASE: usize = 14;
const FONTS: &str = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace";

struct Svg {
    text: String,
    paper: u32,
}

impl Svg {
    fn head(&mut self, columns: u16, rows: u16, title: &str) {
        let (width, height) = (usize::from(columns) * CELL.0, usize::from(rows) * CELL.1);
        let paper = self.paper;
        self.line(&format!(
            "{START} xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
             width=\"{width}\" height=\"{height}\" font-family=\"{FONTS}\" \
             font-size=\"{FONT_SIZE}\" xml:space=\"preserve\">"
        ));
        self.line(&format!("<title>{}</title>", escaped(title.chars())));
        self.line(&format!("<rect width=\"{width}\" height=\"{height}\" fill=\"#{paper:06x}\"/>"));
    }

    /// The grounds of a row, but for those that are of the colour of the paper.
    fn grounds(&mut self, row: usize, cells: &[Inked]) {
        let (top, half) = (row * CELL.1, CELL.1 / 2);
        for (column, run) in runs(cells, |cell| cell.ground) {
            let (x, width) = (column * CELL.0, run.len() * CELL.0);
            let [upper, lower] = run[0].ground;
            if upper == lower {
                self.rectangle([x, top, width, CELL.1], upper);
            } else {
                self.rectangle([x, top, width, half], upper);
                self.rectangle([x, top + half, width, half], lower);
            }
        }
    }

    fn rectangle(&mut self, [x, y, width, height]: [usize; 4], color: u32) {
        if color != self.paper {
            self.line(&format!(
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" \
                 fill=\"#{color:06x}\"/>"
            ));
        }
    }

    /// The characters of a row, without the blanks at the ends of each run.
    fn words(&mut self, row: usize, cells: &[Inked]) {
        for (column, run) in runs(cells, |cell| (cell.ink, cell.is_bold)) {
            let is_seen = |cell: &Inked| cell.symbol.is_none_or(|symbol| symbol != ' ');
            let Some(first) = run.iter().position(is_seen) else { continue };
            let end = run.iter().rposition(is_seen).map_or(0, |last| last + 1);
            let (run, x, y) = (&run[first..end], (column + first) * CELL.0, row * CELL.1 + BASE);
            let weight = if run[0].is_bold { " font-weight=\"bold\"" } else { "" };
            let (width, ink) = (run.len() * CELL.0, run[0].ink);
            let words = escaped(run.iter().filter_map(|cell| cell.symbol));
            self.line(&format!(
                "<text x=\"{x}\" y=\"{y}\" textLength=\"{width}\" \
                 lengthAdjust=\"spacingAndGlyphs\" fill=\"#{ink:06x}\"{weight}>{words}</text>"
            ));
        }
    }

    fn line(&mut self, line: &str) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.text, "{line}");
    }
}

/// Neighbours that are alike in something, each with the column that it starts at.
fn runs<T: PartialEq>(
    cells: &[Inked],
    of: impl Fn(&Inked) -> T,
) -> impl Iterator<Item = (usize, &[Inked])> {
    let mut column = 0;
    cells.chunk_by(move |one, next| of(one) == of(next)).map(move |run| {
        column += run.len();
        (column - run.len(), run)
    })
}

/// Characters as XML has them; for those that it has not at all, the sign for such.
fn escaped(symbols: impl Iterator<Item = char>) -> String {
    let mut text = String::new();
    for symbol in symbols {
        match symbol {
            '<' => text += "&lt;",
            '>' => text += "&gt;",
            '&' => text += "&amp;",
            '\u{fffe}' | '\u{ffff}' => text.push('\u{fffd}'),
            symbol if symbol.is_control() => text.push('\u{fffd}'),
            symbol => text.push(symbol),
        }
    }
    text
}
