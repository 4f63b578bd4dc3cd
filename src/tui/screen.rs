//! Where everything goes on a screen of a given size, and what lies under a cell of it.

use ratatui::layout::{Constraint, Layout, Position, Rect};

use crate::chart;
use crate::lab::{Printed, Statement};
use crate::lesson::format::PictureName;

use super::app::{App, Mode};
use super::field::Field;
use super::view::{self, boxes, panel, reading};

/// The smallest screen that a step can be worked on.
pub(super) const SMALLEST: (u16, u16) = (40, 12);
/// From this width on, text and chart stand side by side.
pub(super) const SIDE_BY_SIDE: u16 = 72;
/// Lines of text wider than this are hard to read.
const READABLE: u16 = 76;

/// The areas of a screen. An area that is not there has no rows.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Screen {
    pub(super) header: Rect,
    pub(super) reading: Rect,
    pub(super) chart: Rect,
    /// Below the chart, where there is room for the loss of a training as well.
    pub(super) loss: Rect,
    pub(super) rule: Rect,
    pub(super) panel: Rect,
    pub(super) footer: Rect,
    pub(super) arrangement: Arrangement,
}

/// Where the chart of a step stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Arrangement {
    /// There is none, or no room for it beside what Keras prints.
    #[default]
    TextOnly,
    /// Beside the text.
    SideBySide,
    /// Below the text, in the same scrolling column.
    Stacked,
}

/// What can be clicked.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Target {
    Field(Field),
    Example(usize),
    Option(usize),
}

/// The screen of the app as it stands, in an area.
pub(super) fn arrange(app: &App, area: Rect) -> Screen {
    let header_rows = if area.height >= 16 { 2 } else { 1 };
    let panel_rows = panel_rows(app, area);
    let rows = Layout::vertical([
        Constraint::Length(header_rows),
        Constraint::Min(1),
        Constraint::Length(u16::from(panel_rows > 0 && area.height >= 16)),
        Constraint::Length(panel_rows),
        Constraint::Length(1),
    ]);
    let [header, body, rule, panel, footer] = rows.areas(area);
    let arrangement = arrangement(app, area.width);
    let (reading, chart) = match arrangement {
        Arrangement::TextOnly | Arrangement::Stacked => (body, Rect::default()),
        Arrangement::SideBySide => {
            let columns = [Constraint::Length(text_columns(area.width)), Constraint::Min(1)];
            let [reading, chart] = Layout::horizontal(columns).areas(body);
            (reading, chart)
        }
    };
    let (chart, loss) = with_loss(app, chart);
    Screen { header, reading, chart, loss, rule, panel, footer, arrangement }
}

// While a model learns, both are to be seen: what it does, and how its loss falls.
fn with_loss(app: &App, chart: Rect) -> (Rect, Rect) {
    // A picture that the learner or the lesson has chosen gets the room first.
    let is_chosen = app.picture().is_some_and(|picture| picture.name != PictureName::Model);
    let needed = if is_chosen { ROWS_FOR_A_CHOSEN_ONE } else { ROWS_FOR_TWO };
    if app.loss().is_none() || chart.height < needed {
        return (chart, Rect::default());
    }
    let rows = (chart.height * 2 / 5).max(6);
    let parts = [Constraint::Min(1), Constraint::Length(rows)];
    let [chart, loss] = Layout::vertical(parts).areas(chart);
    (chart, loss)
}

const ROWS_FOR_TWO: u16 = 13;
const ROWS_FOR_A_CHOSEN_ONE: u16 = 20;

/// How wide the text of a reading of this width may run.
pub(super) fn text_width(reading: Rect) -> usize {
    usize::from(reading.width.saturating_sub(2).min(READABLE))
}

/// How far the reading, or what lies over it, can be scrolled.
pub(super) fn max_scroll(app: &App) -> usize {
    let area = whole(app);
    if app.mode == Mode::Help {
        return view::help::lines(app).len().saturating_sub(view::help::rows(area));
    }
    let screen = arrange(app, area);
    let lines = reading::document(app, &screen).lines.len();
    lines.saturating_sub(usize::from(screen.reading.height))
}

/// The scroll at which the chart is in view, where it stands below the text.
pub(super) fn scroll_to_chart(app: &App) -> Option<usize> {
    reading::document(app, &arrange(app, whole(app))).chart
}

/// The scroll nearest to the one there is at which what is new can be read.
pub(super) fn scroll_to_news(app: &App) -> usize {
    let screen = arrange(app, whole(app));
    let document = reading::document(app, &screen);
    let rows = usize::from(screen.reading.height);
    let Some(news) = document.news else { return app.scroll };
    app.scroll.max(news.end.saturating_sub(rows)).min(news.start)
}

/// Whether there are more examples than the panel shows.
pub(super) fn hides_examples(app: &App) -> bool {
    let panel = arrange(app, whole(app)).panel;
    panel::wanted_rows(app, panel.width) > usize::from(panel.height)
}

/// Whether the option that Enter would take can be read; if not, the scroll at which it can.
pub(super) fn option_in_view(app: &App) -> Result<(), usize> {
    let screen = arrange(app, whole(app));
    let rows = usize::from(screen.reading.height);
    let document = reading::document(app, &screen);
    let Some(option) = document.options.get(app.choice) else { return Ok(()) };
    if option.start >= app.scroll && option.end <= app.scroll + rows {
        return Ok(());
    }
    let options = document.options.first().map_or(0, |first| first.start);
    Err(options.saturating_sub(1).min(document.lines.len().saturating_sub(rows)))
}

/// The step, counted from 0, that a column of the bar below the title stands for.
pub(super) fn step_of_bar(app: &App, column: u16) -> usize {
    let (steps, width) = (app.lab.lesson().steps.len(), usize::from(app.size.0).saturating_sub(2));
    let at = usize::from(column).saturating_sub(1);
    (at * steps / width.max(1)).min(steps - 1)
}

/// What lies under a cell.
pub(super) fn target(app: &App, column: u16, row: u16) -> Option<Target> {
    let screen = arrange(app, whole(app));
    let at = Position::new(column, row);
    if screen.panel.contains(at) {
        let (x, y) = (column - screen.panel.x, row - screen.panel.y);
        return panel::target(app, screen.panel, x, y);
    }
    if screen.chart.contains(at) {
        return point(app, screen.chart, at).map(Target::Example);
    }
    if screen.reading.contains(at) {
        let line = usize::from(row - screen.reading.y) + app.scroll;
        let document = reading::document(app, &screen);
        return document.options.iter().position(|lines| lines.contains(&line)).map(Target::Option);
    }
    None
}

fn whole(app: &App) -> Rect {
    Rect::new(0, 0, app.size.0, app.size.1)
}

fn arrangement(app: &App, width: u16) -> Arrangement {
    let room = usize::from(text_columns(width).saturating_sub(2));
    match app.picture() {
        None => Arrangement::TextOnly,
        Some(_) if width < SIDE_BY_SIDE => Arrangement::Stacked,
        Some(_) if widest_box(app) > room => Arrangement::TextOnly,
        Some(_) => Arrangement::SideBySide,
    }
}

/// The columns for the text where the chart stands beside it: more room goes to the chart.
fn text_columns(width: u16) -> u16 {
    (u32::from(width) * 46 / 80).clamp(40, 64) as u16
}

// What Keras draws as a box cannot be broken into lines, so it gets the whole width.
fn widest_box(app: &App) -> usize {
    let boxed = |entry: &Statement| match &entry.printed {
        Printed::Text(text) => {
            let boxes = text.lines().filter(|line| boxes::is_box(line));
            boxes.map(|line| line.chars().count()).max().unwrap_or(0)
        }
        _ => 0,
    };
    app.outcome.console.iter().map(boxed).max().unwrap_or(0)
}

fn panel_rows(app: &App, area: Rect) -> u16 {
    let wanted = panel::wanted_rows(app, area.width);
    let most = if area.height >= 16 { (area.height - 4) / 4 } else { 2 };
    // A training has two lines of its own, and as it goes on the others must not move.
    match app.outcome.training {
        Some(_) => most + 1,
        None => wanted.min(usize::from(most)) as u16,
    }
}

/// The example whose place is nearest to a cell of the chart.
fn point(app: &App, area: Rect, at: Position) -> Option<usize> {
    let chart = app.picture()?.chart()?;
    let width = area.width.saturating_sub(view::DIVIDER);
    let plot = chart::locate(chart, width, area.height, app.settings.chart());
    let (x, y) = (at.x.checked_sub(area.x + view::DIVIDER)?, at.y - area.y);
    let distance = |place: &[f64; 2]| {
        let (column, row) = (plot.column_of(place[0])?, plot.row_of(place[1])?);
        // A cell is about twice as high as it is wide.
        Some(x.abs_diff(column) + 2 * y.abs_diff(row))
    };
    let rows = app.outcome.arithmetic.as_ref().map_or(0, |arithmetic| arithmetic.rows.len());
    let places = app.outcome.places.iter().take(rows).enumerate();
    let near = places.filter_map(|(index, place)| Some((distance(place)?, index)));
    near.min().map(|(_, index)| index)
}
