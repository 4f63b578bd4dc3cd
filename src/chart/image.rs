//! Images: pixels as shades, such as digits as ink, or the weights of a unit.

use serde::Serialize;

use super::{
    Glyphs, Ramp, Role, Shading, Style, Tone,
    grid::{self, Cell, Grid},
    number, shade,
};

/// One image, or several side by side.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Images {
    /// The images, in reading order. What does not fit is counted.
    pub images: Vec<Image>,
}

/// Pixels, and what they are shaded with.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Image {
    /// A line above it.
    pub title: String,
    /// Its colours.
    pub ramp: Ramp,
    /// The pixels, row by row from the top; what is missing, or not a number, is left blank.
    pub pixels: Vec<Vec<f64>>,
    /// The value at the start of the ramp. On a ramp with a neutral middle that is 0, and the ends
    /// are as far from it as the further of the two.
    pub from: f64,
    /// The value at its end.
    pub to: f64,
}

impl Images {
    /// Draws the images into a grid of exactly `width` × `height` cells, two pixels a cell. All are
    /// enlarged as many times; where one does not fit, its pixels are averaged.
    pub fn draw(&self, width: u16, height: u16, style: Style) -> Grid {
        let mut grid = Grid::blank(width, height);
        let Some(tiles) = Tiles::of(self, (width, height), style) else { return grid };
        for (index, image) in self.images.iter().take(tiles.count).enumerate() {
            let (left, top) = tiles.place(index);
            let ellipsis = style.glyphs.symbols().ellipsis;
            if tiles.title > 0 {
                let room = usize::from(tiles.room_for_title(index, width));
                let title = grid::shortened(&image.title, room, ellipsis, Role::Title);
                grid.write(left, top, &title);
            }
            image.draw(&mut grid, (left, top + tiles.title), &tiles, style);
        }
        let hidden = self.images.len() - tiles.count;
        let mut below = Vec::new();
        if hidden > 0 {
            let text = format!("{} {hidden} more", style.glyphs.symbols().more);
            below.extend(grid::cells(&text, Role::Label));
        }
        let gap = 3 * usize::from(hidden > 0);
        let key = self.key(style).filter(|key| below.len() + gap + key.len() <= width.into());
        if let Some(key) = key {
            below.extend(vec![Cell::default(); gap]);
            below.extend(key);
        }
        if tiles.has_line {
            grid.write(0, tiles.line(height), &below);
        }
        grid
    }

    /// Which value has which shade, if it is the same in all images.
    fn key(&self, style: Style) -> Option<Vec<Cell>> {
        let first = self.images.first()?;
        let [from, to] = first.ends();
        let is_shared = |image: &Image| image.ramp == first.ramp && image.ends() == [from, to];
        if !self.images.iter().all(is_shared) {
            return None;
        }
        let share = |step: u8| f32::from(step) / f32::from(KEY_STEPS - 1);
        let steps = (0..KEY_STEPS).map(|step| shaded(first.ramp, [Some(share(step)); 2], style));
        let mut cells = grid::cells(&(number::rounded(from) + " "), Role::Label);
        cells.extend(steps);
        cells.extend(grid::cells(&(" ".to_owned() + &number::rounded(to)), Role::Label));
        Some(cells)
    }
}

const KEY_STEPS: u8 = 9;

/// A size at which so many images are drawn.
struct Tiles {
    count: usize,
    columns: u16,
    /// The columns and halves of rows of the largest image.
    width: u16,
    halves: u16,
    /// Cells for each pixel of an image: a whole number, or less than one.
    scale: f64,
    /// The row of the title, if there is one.
    title: u16,
    /// Whether there is a line below.
    has_line: bool,
}

/// Columns between images.
const GAP: u16 = 2;

/// An image is not made smaller than so many columns and halves of rows.
const LEAST: (u16, u16) = (6, 6);

impl Tiles {
    /// The largest whole scale at which all fit, or the largest at which they fit when averaged, or
    /// as many as fit at the smallest; one alone is averaged down to whatever there is.
    fn of(images: &Images, (width, height): (u16, u16), style: Style) -> Option<Self> {
        let count = images.images.len();
        let sizes = images.images.iter().map(Image::size);
        let size = sizes.fold((0, 0), |most, size| (most.0.max(size.0), most.1.max(size.1)));
        if size.0 == 0 || size.1 == 0 || width == 0 || height == 0 {
            return None;
        }
        let title = u16::from(height > 1 && images.images.iter().any(|i| !i.title.is_empty()));
        let room = (width, height - title);
        let attempt = |count: usize, scale: f64, has_line: bool| {
            let pixels = |pixels: usize| ((pixels as f64 * scale + 1e-9) as u16).max(1);
            let (width, halves) = (pixels(size.0), pixels(size.1));
            let tiles = Self { count, columns: 1, width, halves, scale, title, has_line };
            tiles.fitted(room.0, height)
        };
        let scales = scales(size, room, style);
        let all =
            |scale: &f64| attempt(count, *scale, true).or_else(|| attempt(count, *scale, false));
        let most = |scale: &f64| (1..count).rev().find_map(|count| attempt(count, *scale, true));
        let only = || attempt(1, scale_into(size, room), false);
        scales.iter().find_map(all).or_else(|| scales.last().and_then(most)).or_else(only)
    }

    /// In as many columns as there is room for; none if that takes too many rows.
    fn fitted(mut self, width: u16, height: u16) -> Option<Self> {
        let columns = (width + GAP) / (self.width + GAP);
        self.columns = columns.min(u16::try_from(self.count).unwrap_or(u16::MAX));
        let rows = self.count.div_ceil(usize::from(self.columns.max(1)));
        let needed = rows * usize::from(self.pitch()) - usize::from(!self.has_line);
        if self.columns == 0 || needed > usize::from(height) {
            return None;
        }
        // The rows are about as long as each other.
        self.columns = self.count.div_ceil(rows) as u16;
        Some(self)
    }

    /// The columns up to the next image, or to the edge.
    fn room_for_title(&self, index: usize, width: u16) -> u16 {
        let (left, _) = self.place(index);
        let is_last = index + 1 == self.count || (index + 1).is_multiple_of(self.columns.into());
        if is_last { width - left } else { self.width + GAP - 1 }
    }

    /// The rows from an image to the one below: one of them is blank.
    fn pitch(&self) -> u16 {
        self.title + self.halves.div_ceil(2) + 1
    }

    /// The row after the last image, or the next one.
    fn line(&self, height: u16) -> u16 {
        let rows = self.count.div_ceil(usize::from(self.columns)) as u16;
        (rows * self.pitch()).min(height - 1)
    }

    fn place(&self, index: usize) -> (u16, u16) {
        let (row, column) = (index as u16 / self.columns, index as u16 % self.columns);
        (column * (self.width + GAP), row * self.pitch())
    }
}

/// How many columns and halves of rows a pixel may take up, from large to small.
fn scales(size: (usize, usize), room: (u16, u16), style: Style) -> Vec<f64> {
    let largest = scale_into(size, room);
    // Without half blocks a pixel is as high as whole rows, or is averaged with the one below.
    let is_whole = |scale: &u16| {
        style.shading == Shading::HalfBlocks || scale.is_multiple_of(2) || *scale == 1
    };
    let whole = (1..=largest as u16).rev().filter(is_whole).map(f64::from);
    let is_legible = |scale: &f64| {
        let least = |pixels: usize, least: u16| {
            pixels as f64 * scale >= f64::from(least).min(pixels as f64)
        };
        least(size.0, LEAST.0) && least(size.1, LEAST.1)
    };
    let columns = (1..size.0.min(usize::from(room.0) + 1)).rev();
    let averaged = columns.map(|columns| columns as f64 / size.0 as f64).filter(is_legible);
    whole.chain(averaged).collect()
}

/// The largest scale at which an image fits.
fn scale_into((columns, rows): (usize, usize), (width, height): (u16, u16)) -> f64 {
    let across = f64::from(width) / columns as f64;
    across.min(f64::from(height) * 2.0 / rows as f64)
}

impl Image {
    /// Columns and rows of pixels.
    fn size(&self) -> (usize, usize) {
        (self.pixels.iter().map(Vec::len).max().unwrap_or(0), self.pixels.len())
    }

    /// The values at the ends of the ramp.
    fn ends(&self) -> [f64; 2] {
        if self.ramp != Ramp::Weight {
            return [self.from, self.to];
        }
        let reach = self.from.abs().max(self.to.abs());
        [-reach, reach]
    }

    fn draw(&self, grid: &mut Grid, (left, top): (u16, u16), tiles: &Tiles, style: Style) {
        let (columns, rows) = self.size();
        let cells = |pixels: usize| ((pixels as f64 * tiles.scale + 1e-9) as u16).max(1);
        let [from, to] = self.ends();
        let share = |value: f64| ((value - from) / (to - from)) as f32;
        for half in (0..cells(rows)).step_by(2) {
            for column in 0..cells(columns) {
                let halves = [half, half + 1].map(|half| {
                    let across = span(column, cells(columns), columns);
                    let value = self.mean(across, span(half, cells(rows), rows))?;
                    Some(share(value)).filter(|share| !share.is_nan())
                });
                let cell = shaded(self.ramp, halves, style);
                if left + column < grid.width() {
                    grid.write(left + column, top + half / 2, &[cell]);
                }
            }
        }
    }

    /// The mean over a part of the image, of the pixels that are known.
    fn mean(&self, [left, right]: [f64; 2], [top, bottom]: [f64; 2]) -> Option<f64> {
        let overlap = |at: usize, from: f64, to: f64| {
            (to.min(at as f64 + 1.0) - from.max(at as f64)).max(0.0)
        };
        let (mut sum, mut area) = (0.0, 0.0);
        let rows = self.pixels.iter().enumerate().take(bottom.ceil() as usize).skip(top as usize);
        for (row, pixels) in rows {
            let pixels = pixels.iter().enumerate().take(right.ceil() as usize).skip(left as usize);
            for (column, pixel) in pixels.filter(|(_, pixel)| !pixel.is_nan()) {
                let part = overlap(row, top, bottom) * overlap(column, left, right);
                // Nothing times infinity would be no number.
                if part > 1e-9 {
                    sum += pixel * part;
                    area += part;
                }
            }
        }
        (area > 0.0).then(|| sum / area)
    }
}

/// The pixels that fall on one of so many places: from, to. A place after the last has none.
fn span(place: u16, places: u16, pixels: usize) -> [f64; 2] {
    let edge = |place: u16| f64::from(place) * pixels as f64 / f64::from(places);
    [edge(place), edge(place + 1)]
}

/// A cell whose upper and lower halves are so far along a ramp.
fn shaded(ramp: Ramp, halves: [Option<f32>; 2], style: Style) -> Cell {
    let tone = |share: f32| Tone::new(ramp, share);
    let mean = match halves {
        [Some(upper), Some(lower)] => Some(f32::midpoint(upper, lower)),
        [upper, lower] => upper.or(lower),
    };
    let blank = Cell::new(' ', Role::Bar);
    match style.shading {
        Shading::HalfBlocks => {
            let [upper, shade] = halves.map(|half| half.map(tone));
            Cell { shade, upper, ..blank }
        }
        Shading::Background => Cell { shade: mean.map(tone), ..blank },
        Shading::Glyphs => {
            Cell { symbol: mean.map_or(' ', |mean| glyph(ramp, mean, style.glyphs)), ..blank }
        }
    }
}

/// The character for what is so far along a ramp: with a sign where the middle is neutral.
fn glyph(ramp: Ramp, share: f32, glyphs: Glyphs) -> char {
    match (ramp, share) {
        (Ramp::Weight, ..0.2) => '=',
        (Ramp::Weight, ..0.4) => '-',
        (Ramp::Weight, ..=0.6) => ' ',
        (Ramp::Weight, ..=0.8) => '+',
        (Ramp::Weight, _) => '#',
        _ => shade::glyph(share.clamp(0.0, 1.0), glyphs),
    }
}
