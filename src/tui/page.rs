//! The page: the whole screen laid out once, with its areas, its lines, and what lies under a cell.
//! The view draws it, the mouse asks it.

mod areas;
mod bar;
mod boxes;
mod footer;
mod header;
mod help;
mod list;
mod panel;
mod reading;
mod rows;
mod shapes;
mod sheet;
mod sight;
mod stage;
mod step;
mod target;

use ratatui::layout::Rect;

use super::mode::Mode;
use super::reach::Reach;
use super::shown::Shown;

pub(super) use areas::{Areas, SMALLEST};
pub(super) use footer::Footer;
pub(super) use panel::Panel;
pub(super) use sheet::Sheet;
pub(super) use sight::Sight;
pub(super) use stage::Stage;
pub(super) use step::StepPage;
pub(super) use target::{Grip, Handle, Ink, Target};

/// A screen as it is laid out.
#[derive(Clone, Debug)]
pub(super) struct Page {
    pub(super) body: Body,
    /// How many lines of it are above the screen.
    pub(super) scroll: usize,
    /// How far it can be scrolled.
    pub(super) max_scroll: usize,
    pub(super) reach: Reach,
    pub(super) footer: Footer,
    /// The last row of the screen.
    pub(super) foot: Rect,
}

/// What stands above the footer.
#[derive(Clone, Debug)]
pub(super) enum Body {
    /// A step.
    Step(Box<StepPage>),
    /// The steps or the lessons to choose from, or the keys.
    Sheet(Sheet),
}

impl Page {
    /// Lays out what is shown, scrolled to `scroll` or as near as what is to be in sight wants it.
    pub(super) fn of(shown: &Shown, scroll: usize, sight: Sight) -> Self {
        let area = Rect::new(0, 0, shown.size.0, shown.size.1);
        let body = match &shown.mode {
            Mode::Help => Body::Sheet(help::sheet(shown, area)),
            Mode::List(finder) => Body::Sheet(list::steps(shown, finder, area)),
            Mode::Shelf(finder) => Body::Sheet(list::lessons(shown, finder, area)),
            Mode::Reading | Mode::Typing(_) => Body::Step(Box::new(StepPage::of(shown, area))),
        };
        let max_scroll = body.lines().saturating_sub(body.rows());
        // A list is scrolled by its choice, and the step behind it stays where it is.
        let is_list = shown.finder().is_some();
        let scroll = match body.scrolled(scroll, sight, shown.choice) {
            scroll if is_list => scroll,
            scroll => scroll.min(max_scroll),
        };
        let below = if is_list { 0 } else { max_scroll - scroll };
        let reach = Reach { below, hides_examples: body.hides_examples() };
        let footer = Footer::of(shown, reach, area.width);
        let foot = Rect { y: area.bottom().saturating_sub(1), height: area.height.min(1), ..area };
        Self { body, scroll, max_scroll, reach, footer, foot }
    }

    /// The page of a step, if that is what is shown.
    pub(super) fn step(&self) -> Option<&StepPage> {
        match &self.body {
            Body::Step(step) => Some(step),
            Body::Sheet(_) => None,
        }
    }

    /// The first line of a list that is on the screen, if a list is.
    pub(super) fn first_listed(&self) -> Option<usize> {
        match &self.body {
            Body::Step(_) => None,
            Body::Sheet(sheet) => sheet.first,
        }
    }

    /// How many lines there are above the footer and its numbers, and how many are seen at once.
    pub(super) fn lines_and_rows(&self) -> (usize, usize) {
        (self.body.lines(), self.body.rows())
    }

    /// Whether the option that Enter would take can be read.
    pub(super) fn shows_option(&self, option: usize) -> bool {
        let Some(step) = self.step() else { return false };
        let lines = step.reading.options.get(option);
        lines.is_none_or(|lines| step.is_in_sight(lines, self.scroll))
    }

    /// What can be dragged at a cell.
    pub(super) fn grip(&self, shown: &Shown, column: u16, row: u16) -> Option<Grip> {
        self.step()?.grip(shown, column, row)
    }

    /// The place on the axes of the picture that is looked at where a cell lies.
    pub(super) fn stop(&self, shown: &Shown, stops: &[f32], column: u16, row: u16) -> Option<f32> {
        self.step()?.stop(shown, stops, column, row)
    }

    pub(super) fn place(&self, shown: &Shown, column: u16, row: u16) -> Option<[f64; 2]> {
        self.step()?.place(shown, column, row)
    }

    /// What lies under a cell.
    pub(super) fn under(&self, shown: &Shown, column: u16, row: u16) -> Option<Target> {
        if shown.size.0 < SMALLEST.0 || shown.size.1 < SMALLEST.1 {
            return None;
        }
        if row == self.foot.y {
            return self.footer.key_at(column).map(Target::Key);
        }
        match &self.body {
            Body::Step(step) => step.under(shown, self.scroll, column, row),
            Body::Sheet(sheet) => sheet.line_at(row).map(Target::Line),
        }
    }
}

impl Body {
    fn lines(&self) -> usize {
        match self {
            // Behind a picture on the whole screen there is nothing to scroll to.
            Self::Step(step) if step.areas.reading.is_empty() => 0,
            Self::Step(step) => step.reading.lines.len(),
            Self::Sheet(sheet) => sheet.lines.len(),
        }
    }

    fn rows(&self) -> usize {
        match self {
            Self::Step(step) => step.rows(),
            Self::Sheet(sheet) => sheet.rows(),
        }
    }

    fn hides_examples(&self) -> bool {
        match self {
            Self::Step(step) => step.hides_examples,
            Self::Sheet(_) => false,
        }
    }

    fn scrolled(&self, scroll: usize, sight: Sight, choice: usize) -> usize {
        match (self, sight) {
            (Self::Step(step), _) => step.scrolled(scroll, sight, choice),
            (Self::Sheet(_), Sight::Top) => 0,
            (Self::Sheet(_), _) => scroll,
        }
    }
}
