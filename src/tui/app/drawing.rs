//! Drawing into an image: a cursor on its pixels, ink, and the mouse as a pen.

use crate::chart::Drawing;
use crate::journal::Entry;
use crate::lab::Canvas;
use crate::tui::app::App;
use crate::tui::message::Message;
use crate::tui::page::Sight;

impl App {
    /// Moves the pen, or draws with it.
    pub(super) fn draw(&mut self, message: &Message) {
        match message {
            Message::Pixel(across, down) => self.move_pixel((*across, *down)),
            Message::Ink => self.ink(),
            _ => self.clear(),
        }
    }

    /// Moves the cursor by columns and rows, and looks at the image.
    fn move_pixel(&mut self, (across, down): (i8, i8)) {
        let Some(canvas) = &self.shown.outcome.canvas else { return };
        let moved = |at: usize, by: i8, count: usize| {
            at.saturating_add_signed(by.into()).min(count.saturating_sub(1))
        };
        let (row, column) = self.shown.pixel;
        self.shown.pixel = (moved(row, down, canvas.rows), moved(column, across, canvas.columns));
        self.look_at_canvas();
    }

    /// Inks the pixel under the cursor, or takes its ink away.
    fn ink(&mut self) {
        let Some(canvas) = &self.shown.outcome.canvas else { return };
        let ink = self.pen();
        self.draw_at(self.shown.pixel, canvas.inked(self.shown.pixel, ink));
    }

    /// What the pen does at the cursor: it inks what is not dark, and takes away the ink of what is.
    fn pen(&self) -> f32 {
        let canvas = self.shown.outcome.canvas.as_ref();
        canvas.map_or(0.0, |canvas| {
            if canvas.pixel(self.shown.pixel) < canvas.most / 2.0 { canvas.most } else { 0.0 }
        })
    }

    /// Draws at a pixel with the mouse.
    pub(super) fn paint(&mut self, pixel: (usize, usize), ink: f32) {
        let entry = self.shown.outcome.canvas.as_ref().and_then(|it| it.inked(pixel, ink));
        self.draw_at(pixel, entry);
    }

    /// Takes all ink away.
    fn clear(&mut self) {
        let entry = self.shown.outcome.canvas.as_ref().and_then(Canvas::cleared);
        match entry {
            Some(entry) => self.edit(entry),
            None => self.notice("there is no ink to take away"),
        }
        self.look_at_canvas();
    }

    /// Shows where the cursor is, where there is an image to draw into.
    pub(super) fn show_cursor(&mut self) {
        let cursor = self.shown.outcome.canvas.is_some().then_some(self.shown.pixel);
        for picture in &mut self.shown.outcome.pictures {
            if let Drawing::Pictured(pictured) = &mut picture.drawing {
                pictured.cursor = cursor;
            }
        }
    }

    fn draw_at(&mut self, pixel: (usize, usize), entry: Option<Entry>) {
        self.shown.pixel = pixel;
        if let Some(entry) = entry {
            self.edit(entry);
        }
        self.look_at_canvas();
    }

    fn look_at_canvas(&mut self) {
        let mut pictures = self.shown.outcome.pictures.iter();
        let canvas = pictures.position(|it| matches!(it.drawing, Drawing::Pictured(_)));
        self.shown.picture = canvas.unwrap_or(self.shown.picture);
        self.sight = Sight::Chart;
    }
}
