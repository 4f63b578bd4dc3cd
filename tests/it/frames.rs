//! Frames: what is written for one, and what is not.

use std::io::{self, ErrorKind, Write};
use std::num::NonZeroU16;

use layerlab::chart::{Drawing, Grid, Style, locate};
use layerlab::lab::{Lab, Picture};
use layerlab::lesson;
use layerlab::lesson::format::PictureName;
use layerlab::tui::{App, Colors, Frames, Inked, Settings, inked};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style as Look};
use ratatui::widgets::Widget;

use crate::harness::{lesson_text, walk};

pub(crate) const BEGIN: &str = "\x1b[?2026h";
pub(crate) const END: &str = "\x1b[?2026l";

const SETTINGS: Settings = Settings {
    theme: layerlab::tui::Theme::Dark,
    colors: Colors::TrueColor,
    glyphs: layerlab::chart::Glyphs::Unicode,
    animation: layerlab::tui::Animation::On,
};

#[test]
fn a_frame_stands_between_two_marks() {
    let mut frames = Frames::new(Rect::new(0, 0, 20, 4));
    let first = written(&mut frames, "a word");
    assert!(first.starts_with(&format!("{BEGIN}\x1b[2J")), "{first:?}");
    assert!(first.contains("word") && first.ends_with(END), "{first:?}");
    let second = written(&mut frames, "a ward");
    assert!(second.starts_with(BEGIN) && second.ends_with(END), "{second:?}");
    assert!(second.contains('a') && !second.contains("rd"), "only what is new: {second:?}");
}

#[test]
fn a_frame_like_the_one_before_writes_nothing() {
    let mut frames = Frames::new(Rect::new(0, 0, 20, 4));
    written(&mut frames, "a word");
    assert_eq!(written(&mut frames, "a word"), "");
    // On a new screen even nothing has to be drawn, for it may show anything.
    let mut frames = Frames::new(Rect::new(0, 0, 20, 4));
    assert!(written(&mut frames, "").contains("\x1b[2J"));
    assert_eq!(written(&mut frames, ""), "");
}

#[test]
fn a_frame_that_cannot_be_written_ends_all_the_same_and_is_drawn_anew() {
    let mut frames = Frames::new(Rect::new(0, 0, 20, 4));
    written(&mut frames, "a word");
    let mut screen = Narrow { written: Vec::new(), room: 12, has_failed: false };
    let error = frames.draw("another", &mut screen).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Other);
    let cut = String::from_utf8(screen.written).unwrap();
    assert!(cut.starts_with(BEGIN) && cut.ends_with(END) && !cut.contains("another"), "{cut:?}");
    let anew = written(&mut frames, "another");
    assert!(anew.contains("\x1b[2J") && anew.contains("another"), "{anew:?}");
}

// 33 levels are what makes this so, and that of a pen nothing is told that it has already: of all
// colours, each told with each cell, it would be several times as much.
#[test]
fn a_frame_of_a_training_is_small() {
    let lesson = lesson::read("coffee", lesson_text("coffee-roasting")).unwrap();
    let index = lesson.steps.iter().position(|step| step.id == "train-it").unwrap();
    let mut lab = Lab::new(lesson);
    lab.go_to(index);
    let (size, cells) = size_of_plot(&picture(&lab).drawing, (80, 34));
    let mut frames = Frames::new(Rect::new(0, 0, size.0, size.1));
    draw(&mut frames, &lab, size);
    let mut bytes = Vec::new();
    while lab.train(1) > 0 {
        bytes.push(draw(&mut frames, &lab, size));
    }
    // As for a plot of 80 × 34 cells, next to which the text beside it is little.
    let share = |bytes: usize| bytes * 80 * 34 / cells;
    let (most, all) = (share(*bytes.iter().max().unwrap()), bytes.iter().sum::<usize>());
    let mean = share(all / bytes.len());
    println!("{} frames of {cells} cells: {mean} bytes for 80 × 34, at most {most}", bytes.len());
    assert!(bytes.len() > 100 && most > 1_000, "{bytes:?}");
    assert!(most <= 12 * 1024 && mean <= 5 * 1024, "{most}, {mean} of {bytes:?}");
}

fn draw(frames: &mut Frames, lab: &Lab, (width, height): (u16, u16)) -> usize {
    let mut bytes = Vec::new();
    let grid = picture(lab).drawing.draw(width, height, SETTINGS.chart());
    frames.draw(Painted(grid), &mut bytes).unwrap();
    bytes.len()
}

fn picture(lab: &Lab) -> Picture {
    let pictures = lab.outcome().pictures;
    pictures.into_iter().find(|picture| picture.name == PictureName::Model).unwrap()
}

/// The smallest size at which a drawing has a plot of so many cells, or of a few more, as its axes
/// would have it, and how many cells that is.
fn size_of_plot(drawing: &Drawing, (columns, rows): (u16, u16)) -> ((u16, u16), usize) {
    let Drawing::Chart(chart) = drawing else { panic!("no chart") };
    let style: Style = SETTINGS.chart();
    let sizes = (columns..columns + 40).flat_map(|w| (rows..rows + 20).map(move |h| (w, h)));
    let fits = |(width, height): (u16, u16)| {
        let plot = locate(chart, width, height, style);
        let cells = usize::from(plot.columns()) * usize::from(plot.rows());
        (plot.columns() >= columns && plot.rows() >= rows).then_some(((width, height), cells))
    };
    sizes.into_iter().find_map(fits).unwrap()
}

/// A grid on a screen.
struct Painted(Grid);

impl Widget for Painted {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        for (y, row) in (area.y..).zip(self.0.rows()) {
            for (x, cell) in (area.x..).zip(row) {
                let Inked { symbol, ink, ground: [upper, lower], is_bold } = inked(SETTINGS, *cell);
                let bold = if is_bold { Modifier::BOLD } else { Modifier::empty() };
                let (symbol, ink) =
                    if upper == lower { (symbol, ink) } else { (Some('▀'), upper) };
                let [ink, lower] = [ink, lower].map(Color::from_u32);
                let look = Look::new().fg(ink).bg(lower).add_modifier(bold);
                buffer[(x, y)].set_char(symbol.unwrap_or(' ')).set_style(look);
            }
        }
    }
}

// What is told in fewer bytes is the same: a terminal that has been shown one frame after another
// looks like one that has been shown the last alone.
#[test]
fn frames_add_up_to_what_is_to_be_seen() {
    let mut frames = Frames::new(Rect::new(0, 0, 80, 24));
    let mut terminal = vt100::Parser::new(rows(24), rows(80), 0);
    walk("a-yes-no-neuron", |lab| {
        let app = App::new(lab.clone(), SETTINGS);
        let mut bytes = Vec::new();
        frames.draw(&app, &mut bytes).unwrap();
        terminal.process(&bytes);
        let mut expected = Buffer::empty(Rect::new(0, 0, 80, 24));
        app.render(expected.area, &mut expected);
        for at in expected.area.positions() {
            let (cell, seen) = (&expected[at], terminal.screen().cell(at.y, at.x).unwrap());
            let place = format!("{at} of {}: {cell:?} {seen:?}", lab.step().id);
            let [ink, ground] = [seen.fgcolor(), seen.bgcolor()];
            // Half a cell may be drawn from below.
            let (symbol, ink, ground) = match seen.contents() {
                "▄" => ("▀", ground, ink),
                "" => (" ", ink, ground),
                symbol => (symbol, ink, ground),
            };
            assert_eq!((symbol, ground), (cell.symbol(), color(cell.bg)), "{place}");
            assert!(symbol == " " || ink == color(cell.fg), "{place}");
            for (modifier, is_so) in [
                (Modifier::BOLD, seen.bold()),
                (Modifier::DIM, seen.dim()),
                (Modifier::ITALIC, seen.italic()),
                (Modifier::UNDERLINED, seen.underline()),
                (Modifier::REVERSED, seen.inverse()),
            ] {
                assert_eq!(cell.modifier.contains(modifier), is_so, "{modifier:?} {place}");
            }
        }
    });
}

fn color(color: Color) -> vt100::Color {
    match color {
        Color::Reset => vt100::Color::Default,
        Color::Rgb(red, green, blue) => vt100::Color::Rgb(red, green, blue),
        other => panic!("{other:?} is not one of all colours"),
    }
}

fn rows(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

fn written(frames: &mut Frames, words: &str) -> String {
    let mut bytes = Vec::new();
    frames.draw(words, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// A screen that takes so many bytes, fails once, and then takes more.
struct Narrow {
    written: Vec<u8>,
    room: usize,
    has_failed: bool,
}

impl Write for Narrow {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = if self.has_failed { bytes.len() } else { bytes.len().min(self.room) };
        self.room = self.room.saturating_sub(count);
        self.has_failed |= count == 0;
        if count == 0 {
            return Err(io::Error::other("the cable is cut"));
        }
        self.written.extend(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
