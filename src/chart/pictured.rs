//! An example that is an image, beside the chances that a model gives its classes.

use serde::Serialize;

use super::{
    Bars, Grid, Image, Images, Role, Shading, Style, Tone,
    grid::{self, Cell},
};

/// An image, and what is said of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pictured {
    /// A line above both.
    pub title: String,
    /// The image.
    pub image: Image,
    /// What is said of it, where anything is.
    pub said: Option<Bars>,
    /// The row and column of the pixel that is marked, counted from 0.
    pub cursor: Option<(usize, usize)>,
}

impl Pictured {
    /// Draws both into a grid of exactly `width` × `height` cells, the image as large as a whole
    /// number of columns a pixel allows. Where there is no room for both, the image is alone.
    pub fn draw(&self, width: u16, height: u16, style: Style) -> Grid {
        let mut grid = Grid::blank(width, height);
        let ellipsis = style.glyphs.symbols().ellipsis;
        grid.write(0, 0, &grid::shortened(&self.title, width.into(), ellipsis, Role::Title));
        let place = self.place(width, height);
        let image = Image { title: String::new(), ..self.image.clone() };
        let images = Images { images: vec![image] };
        grid.paste(0, TITLE, &images.draw(place.width, place.height, style));
        if let Some(said) = self.said.as_ref().filter(|_| place.is_beside) {
            let left = place.width + GAP;
            grid.paste(left, TITLE, &said.draw(width - left, height - TITLE, style));
        }
        self.mark(&mut grid, &place, style);
        grid
    }

    /// The row and column of the pixel that a cell lies on, in a grid of `width` × `height` cells.
    pub fn pixel_at(
        &self,
        (x, y): (u16, u16),
        (width, height): (u16, u16),
    ) -> Option<(usize, usize)> {
        let (columns, rows) = self.size();
        let place = self.place(width, height);
        let scale = usize::from(place.scale).max(1);
        let (column, half) = (usize::from(x) / scale, 2 * usize::from(y.checked_sub(TITLE)?));
        let row = half / scale;
        (column < columns && row < rows).then_some((row, column))
    }

    fn size(&self) -> (usize, usize) {
        let columns = self.image.pixels.iter().map(Vec::len).max().unwrap_or(0);
        (columns, self.image.pixels.len())
    }

    fn place(&self, width: u16, height: u16) -> Place {
        let (columns, rows) = self.size();
        let room = 2 * usize::from(height.saturating_sub(TITLE));
        let scale = |width: u16| (usize::from(width) / columns.max(1)).min(room / rows.max(1));
        let beside = width.checked_sub(LEAST + GAP).map_or(0, scale);
        let is_beside = self.said.is_some() && beside > 0;
        let scale = if is_beside { beside } else { scale(width) };
        let size = |pixels: usize| u16::try_from(pixels * scale.max(1)).unwrap_or(u16::MAX);
        Place {
            scale: scale as u16,
            width: size(columns).min(width),
            height: size(rows).div_ceil(2).min(height.saturating_sub(TITLE)),
            is_beside,
        }
    }

    /// Marks the pixel that is chosen.
    fn mark(&self, grid: &mut Grid, place: &Place, style: Style) {
        let Some((row, column)) = self.cursor.filter(|_| place.scale > 0) else { return };
        let (left, wide) = (column as u16 * place.scale, place.scale);
        let middle = row as u16 * place.scale + (place.scale - 1) / 2;
        let y = TITLE + middle / 2;
        let marks = match wide {
            1 => vec![(left, '+')],
            // Between two brackets there is to be something to see.
            2 if style.shading == Shading::Glyphs => vec![(left, '[')],
            wide => vec![(left, '['), (left + wide - 1, ']')],
        };
        for (x, symbol) in marks {
            let Some(cell) = grid.get(x, y) else { continue };
            // The mark is to be read on any ink.
            let faint = |tone: Tone| Tone { level: tone.level.min(FAINT), ..tone };
            let shade = cell.shade.or(cell.upper).map(faint);
            grid.write(x, y, &[Cell { symbol, role: Role::Crosshair, shade, upper: None }]);
        }
    }
}

/// Where the image is.
struct Place {
    /// Columns and halves of rows a pixel.
    scale: u16,
    width: u16,
    height: u16,
    /// Whether there is room for what is said beside it.
    is_beside: bool,
}

/// A level of ink on which a mark can be read.
const FAINT: u8 = 12;
/// The row of the title.
const TITLE: u16 = 1;
/// The columns in which a chance with its name can be read.
const LEAST: u16 = 14;
const GAP: u16 = 2;
