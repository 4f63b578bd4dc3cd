//! The page of a step, and what lies under a cell of it.

use std::ops::Range;

use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use crate::chart::{Chart, Drawing, Plot, Role, Series};
use crate::journal::{Place, Slider};
use crate::lab::ParameterValue;
use crate::lesson::format::PictureName;
use crate::tui::field::Field;
use crate::tui::shown::Shown;

use super::areas::Areas;
use super::header;
use super::panel::{Panel, Wanted};
use super::reading::Document;
use super::sight::Sight;
use super::stage::{Stage, Tile};
use super::target::{Grip, Handle, Ink, Target};

/// A step as it is laid out.
#[derive(Clone, Debug)]
pub(in crate::tui) struct StepPage {
    pub(in crate::tui) areas: Areas,
    pub(in crate::tui) header: Vec<Line<'static>>,
    pub(in crate::tui) reading: Document,
    pub(in crate::tui) panel: Panel,
    pub(in crate::tui) stage: Stage,
    /// Whether there are more examples than the panel shows.
    pub(super) hides_examples: bool,
}

impl StepPage {
    pub(super) fn of(shown: &Shown, area: Rect) -> Self {
        let wanted = Wanted::of(shown, area.width);
        let areas = Areas::of(shown, wanted.rows(), area);
        let panel = Panel::of(shown, wanted, areas.panel);
        let has_shapes = panel.shapes.is_some();
        let reading = Document::of(shown, &areas, has_shapes);
        let (areas, reading) = match areas.yielding(shown, reading.lines_without_reply(shown)) {
            Some(areas) => (areas, Document::of(shown, &areas, has_shapes)),
            None => (areas, reading),
        };
        Self {
            header: header::lines(shown, areas.header),
            reading,
            hides_examples: panel.hides_examples,
            stage: Stage::of(shown, areas.stage),
            panel,
            areas,
        }
    }

    /// Whether some lines of the reading are on the screen, scrolled so far.
    pub(super) fn is_in_sight(&self, lines: &Range<usize>, scroll: usize) -> bool {
        lines.start >= scroll && lines.end <= scroll + self.rows()
    }

    /// How many lines of the reading are seen at once.
    pub(super) fn rows(&self) -> usize {
        usize::from(self.areas.reading.height)
    }

    /// The scroll nearest to the one there is at which something is in sight.
    pub(super) fn scrolled(&self, scroll: usize, sight: Sight, choice: usize) -> usize {
        match sight {
            Sight::Same => scroll,
            Sight::Top => 0,
            Sight::Chart => self.reading.chart.unwrap_or(scroll),
            Sight::News => self.reading.news.as_ref().map_or(scroll, |news| {
                scroll.max(news.end.saturating_sub(self.rows())).min(news.start)
            }),
            Sight::Choice => self.scrolled_to_option(scroll, choice),
        }
    }

    // All options with their question, where one of them cannot be read.
    fn scrolled_to_option(&self, scroll: usize, choice: usize) -> usize {
        let options = &self.reading.options;
        match (options.get(choice), options.first()) {
            (Some(option), Some(first)) if !self.is_in_sight(option, scroll) => {
                first.start.saturating_sub(1)
            }
            _ => scroll,
        }
    }

    /// What lies under a cell, where so many lines of the reading are above the screen.
    pub(super) fn under(
        &self,
        shown: &Shown,
        scroll: usize,
        column: u16,
        row: u16,
    ) -> Option<Target> {
        let (at, areas) = (Position::new(column, row), &self.areas);
        if areas.header.contains(at) && row > areas.header.y && self.header.len() > 1 {
            let heading = &shown.outcome.heading;
            return Some(Target::Step(header::step_of_bar(heading, column, areas.header.width)));
        }
        if areas.panel.contains(at) {
            return self.panel.under(usize::from(column), usize::from(row - areas.panel.y));
        }
        if let Some(picture) = self.stage.tab_at(at) {
            return Some(Target::Picture(picture));
        }
        if let Some(tile) = self.stage.tile_at(at) {
            return on_picture(shown, tile, at);
        }
        if areas.reading.contains(at) {
            let line = usize::from(row - areas.reading.y) + scroll;
            if self.reading.fold == Some(line) {
                return Some(Target::Code);
            }
            if self.reading.next_lesson.as_ref().is_some_and(|lines| lines.contains(&line)) {
                return Some(Target::NextLesson);
            }
            let mut options = self.reading.options.iter();
            return options.position(|lines| lines.contains(&line)).map(Target::Option);
        }
        None
    }
}

impl StepPage {
    /// What can be dragged at a cell: a row of the data, the line of one unit with one input or its
    /// boundary, a number that can be slid.
    pub(super) fn grip(&self, shown: &Shown, column: u16, row: u16) -> Option<Grip> {
        let at = Position::new(column, row);
        if shown.outcome.guesses.iter().any(|guess| guess.is_drawn) {
            return self.place(shown, column, row).map(|_| Grip::Guess);
        }
        let target = self.stage.tile_at(at).and_then(|tile| on_picture(shown, tile, at));
        let slider = shown.outcome.slides.first().map(|slide| slide.slider);
        match target {
            Some(Target::Pixel(row, column)) => {
                let canvas = shown.outcome.canvas.as_ref()?;
                let is_dark = canvas.pixel((row, column)) >= canvas.most / 2.0;
                Some(Grip::Pen(if is_dark { Ink::None } else { Ink::Full }))
            }
            Some(Target::Place(_)) if slider == Some(Slider::Z(0)) => {
                Some(Grip::Slider(Slider::Z(0)))
            }
            Some(Target::Place(_)) if shows_tried(shown) => slider.map(Grip::Slider),
            Some(Target::Place(_)) if shows(shown, PictureName::Gains) => Some(Grip::Cut),
            _ if self.is_on_threshold(shown, column, row) => Some(Grip::Slider(Slider::Threshold)),
            Some(Target::Example(row)) if !shown.outcome.point.is_empty() => Some(Grip::Point(row)),
            _ if shown.outcome.parameters.len() == 2 => self.grip_of_a_unit(shown, column, row),
            _ => None,
        }
    }

    /// Whether the line of a threshold that can be moved is drawn at a cell or next to it.
    fn is_on_threshold(&self, shown: &Shown, column: u16, row: u16) -> bool {
        let slide = shown.outcome.slides.iter().find(|it| it.slider == Slider::Threshold);
        let Some((slide, (chart, plot, (_, y)))) = slide.zip(self.model_at(shown, column, row))
        else {
            return false;
        };
        let is_drawn = chart
            .series
            .iter()
            .any(|series| matches!(series, Series::Curve { role: Role::Boundary, .. }));
        let line = plot.row_of(f64::from(slide.value)).filter(|_| is_drawn);
        line.is_some_and(|line| line.abs_diff(y) <= 1)
    }

    fn grip_of_a_unit(&self, shown: &Shown, column: u16, row: u16) -> Option<Grip> {
        let (chart, plot, (x, y)) = self.model_at(shown, column, row)?;
        let boundary = chart.series.iter().find_map(|series| match series {
            Series::Boundary { at, .. } => plot.column_of(*at),
            _ => None,
        });
        let line = chart.series.iter().find_map(|series| match series {
            Series::Curve { role: Role::Model, points, .. } => {
                let near = points.iter().filter(|[at, _]| plot.column_of(*at) == Some(x));
                near.filter_map(|[_, value]| plot.row_of(*value)).map(|at| at.abs_diff(y)).min()
            }
            _ => None,
        });
        match (boundary, line) {
            (Some(boundary), _) => {
                (boundary.abs_diff(x) <= 1).then_some(Grip::Model(Handle::Boundary))
            }
            (None, Some(distance)) => (distance <= 1).then_some(Grip::Model(Handle::Line)),
            (None, None) => None,
        }
    }

    /// The place on the axes of the picture that is looked at where a cell lies.
    pub(super) fn place(&self, shown: &Shown, column: u16, row: u16) -> Option<[f64; 2]> {
        let name = match shown.picture()?.name {
            PictureName::ValidationCurve if shows_tried(shown) => PictureName::ValidationCurve,
            PictureName::Gains => PictureName::Gains,
            _ => PictureName::Model,
        };
        let (_, plot, (x, y)) = self.chart_at(name, shown, (column, row))?;
        plot.x_at(x).zip(plot.y_at(y)).map(|(x, y)| [x, y])
    }

    /// Of some values along the curve over what is tried, the one that is drawn nearest to a cell.
    pub(super) fn stop(&self, shown: &Shown, stops: &[f32], column: u16, row: u16) -> Option<f32> {
        let (_, plot, (x, _)) =
            self.chart_at(PictureName::ValidationCurve, shown, (column, row))?;
        // On a logarithmic axis 0 is left of all others, and the last value may stand on its end.
        let off = |stop: f32| if stop > 0.0 { plot.left + plot.columns() } else { plot.left };
        let at = |stop: f32| plot.column_of(f64::from(stop)).unwrap_or_else(|| off(stop));
        let distance = |stop: &&f32| at(**stop).abs_diff(x);
        stops.iter().min_by_key(distance).copied()
    }

    /// The chart of the data and the model, if that is looked at, and a cell of it.
    fn model_at<'a>(
        &self,
        shown: &'a Shown,
        column: u16,
        row: u16,
    ) -> Option<(&'a Chart, Plot, (u16, u16))> {
        self.chart_at(PictureName::Model, shown, (column, row))
    }

    /// The chart of that name, if it is looked at, and a cell of it.
    fn chart_at<'a>(
        &self,
        name: PictureName,
        shown: &'a Shown,
        (column, row): (u16, u16),
    ) -> Option<(&'a Chart, Plot, (u16, u16))> {
        let tile = self.stage.tile_at(Position::new(column, row))?;
        let picture = shown.picture().filter(|_| tile.picture == shown.looked_at())?;
        let chart = picture.chart().filter(|_| picture.name == name)?;
        let Rect { width, height, .. } = tile.area;
        let plot = picture.drawing.locate(width, height, shown.settings.chart())?;
        Some((chart, plot, (column - tile.area.x, row - tile.area.y)))
    }
}

/// Whether the values that a step tries are looked at, and the learner may move along them.
fn shows_tried(shown: &Shown) -> bool {
    let slide = shown.outcome.slides.first();
    slide.is_some_and(|slide| !slide.stops.is_empty()) && shows(shown, PictureName::ValidationCurve)
}

/// Whether this picture is looked at.
fn shows(shown: &Shown, name: PictureName) -> bool {
    shown.picture().is_some_and(|picture| picture.name == name)
}

/// What lies under a cell of a picture: the example whose place is there, or the place itself. A
/// picture that stands beside the one that is looked at is chosen by a click.
fn on_picture(shown: &Shown, tile: Tile, at: Position) -> Option<Target> {
    let picture = shown.outcome.pictures.get(tile.picture)?;
    if tile.picture != shown.looked_at() {
        return Some(Target::Picture(tile.picture));
    }
    let Rect { x: left, y: top, width, height } = tile.area;
    if let (Drawing::Pictured(pictured), Some(_)) = (&picture.drawing, &shown.outcome.canvas) {
        let pixel = pictured.pixel_at((at.x.checked_sub(left)?, at.y - top), (width, height));
        return pixel.map(|(row, column)| Target::Pixel(row, column));
    }
    let (x, y) = (at.x.checked_sub(left)?, at.y - top);
    if let Drawing::Tree(tree) = &picture.drawing {
        let place = tree.node_at((x, y), (width, height), shown.settings.chart())?;
        let is_there = |number: &&ParameterValue| number.parameter.place == Place::Node { place };
        let node = shown.outcome.parameters.iter().find(is_there)?;
        return Some(Target::Field(Field::Weight(node.parameter.clone())));
    }
    let plot = picture.drawing.locate(width, height, shown.settings.chart())?;
    let distance = |place: &[f64; 2]| {
        let (column, row) = (plot.column_of(place[0])?, plot.row_of(place[1])?);
        // A cell is about twice as high as it is wide.
        Some(x.abs_diff(column) + 2 * y.abs_diff(row))
    };
    let places = shown.outcome.places.iter().take(shown.to_look_at()).enumerate();
    let near = places.filter_map(|(index, place)| Some((distance(place)?, index)));
    let nearest = near.min().filter(|_| picture.name == PictureName::Model);
    if let Some((_, example)) = nearest.filter(|(distance, _)| *distance <= NEAR) {
        return Some(Target::Example(example));
    }
    let place = plot.x_at(x).zip(plot.y_at(y)).map(|(x, y)| [x, y]);
    place.map(Target::Place)
}

/// So many columns from an example a click still means it.
const NEAR: u16 = 2;
