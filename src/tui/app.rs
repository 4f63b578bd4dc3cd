//! The model of the app, and what each message does to it. Nothing here touches a file, a clock
//! or the terminal.

mod editing;
mod finding;
mod moving;
mod tasks;
mod training;

use crate::chart::{Glyphs, Shading, Style};
use crate::journal::{Change, Entry};
use crate::lab::{EditError, Lab, Outcome, Picture};
use crate::lesson::format::PictureName;

use super::field::{self, Field};
use super::finder::Finder;
use super::message::{Effect, Message};
use super::pace::Pace;
use super::screen::{self, Target};
use super::shelved::Shelved;
use super::theme::Theme;
use super::typing::Typing;
use super::view;

pub use training::Run;

/// Everything the screen is drawn from.
#[derive(Clone, Debug)]
pub struct App {
    pub(super) lab: Lab,
    /// What the lab says of this step, as of the last refresh.
    pub(super) outcome: Outcome,
    freshness: Freshness,
    pub(super) mode: Mode,
    /// The weight or setting that ↑ and ↓ change.
    pub(super) chosen: Option<Field>,
    /// Whether the step's training is running.
    pub(super) run: Run,
    /// How fast the learner wants it to run.
    pub(super) pace: Option<Pace>,
    /// How many batches a second there have been of late.
    pub(super) per_second: u32,
    /// The picture that is looked at, counted from 0.
    pub(super) picture: usize,
    /// The option of the question that Enter takes.
    pub(super) choice: usize,
    /// How many lines of the reading are above the screen.
    pub(super) scroll: usize,
    /// Something to tell the learner, until the next key.
    pub(super) notice: Option<String>,
    pub(super) settings: Settings,
    pub(super) size: (u16, u16),
    /// The title of the lesson that follows on this one, if one does.
    pub(super) next_lesson: Option<String>,
    /// Whether a lesson comes before this one.
    is_preceded: bool,
    /// The lessons, once the shelf was opened.
    pub(super) shelf: Vec<Shelved>,
    /// What this lesson is called on the shelf, if it is there.
    pub(super) name: Option<String>,
}

/// How far the outcome tells of the lab as it is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Freshness {
    /// In all.
    Fresh,
    /// In what there is, its names and its number; not in every value.
    OldValues,
    /// Not at all.
    Stale,
    /// Not at all, and the lab has trained and not looked at it yet.
    Trained,
}

/// What the app is doing.
#[derive(Clone, Debug, PartialEq)]
pub enum Mode {
    /// Showing a step.
    Reading,
    /// Taking a number for a weight.
    Typing(Typing),
    /// The list of steps.
    List(Finder),
    /// The shelf of lessons.
    Shelf(Finder),
    /// The keys.
    Help,
}

/// How the screen is drawn.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settings {
    /// The colours.
    pub theme: Theme,
    /// The characters.
    pub glyphs: Glyphs,
}

impl Settings {
    /// How charts are drawn: a shade needs a glyph where there is no colour.
    pub(super) fn chart(self) -> Style {
        let shading = match (self.theme, self.glyphs) {
            (Theme::Plain, _) => Shading::Glyphs,
            (_, Glyphs::Unicode) => Shading::HalfBlocks,
            (_, Glyphs::Ascii) => Shading::Background,
        };
        Style { glyphs: self.glyphs, shading }
    }
}

impl App {
    /// The app at the step that the lab is at, on a screen of 80 × 24 until it is told otherwise.
    pub fn new(lab: Lab, settings: Settings) -> Self {
        Self {
            outcome: lab.outcome(),
            freshness: Freshness::Fresh,
            lab,
            mode: Mode::Reading,
            chosen: None,
            run: Run::Paused,
            pace: None,
            per_second: 0,
            picture: 0,
            choice: 0,
            scroll: 0,
            notice: None,
            settings,
            size: (80, 24),
            next_lesson: None,
            is_preceded: false,
            shelf: Vec::new(),
            name: None,
        }
    }

    /// The same at another step, counted from 0, or on the way there: what is to be trained before
    /// it is trained in sight.
    #[must_use]
    pub fn starting_at(mut self, position: usize) -> Self {
        if position == self.lab.position() {
            self.lab.approach(position);
            self.catch_up();
        } else {
            self.go_to(position);
        }
        self.freshness = Freshness::Stale;
        self.refresh();
        self
    }

    /// The same, with another lesson before it.
    #[must_use]
    pub fn preceded(self) -> Self {
        Self { is_preceded: true, ..self }
    }

    /// The same as a lesson of the shelf.
    #[must_use]
    pub fn named(self, name: String) -> Self {
        Self { name: Some(name), ..self }
    }

    /// What was done since this was asked last, for whoever keeps it.
    pub fn take_news(&mut self) -> Vec<Change> {
        self.lab.take_news()
    }

    /// Tells the learner something, until the next key.
    pub fn tell(&mut self, notice: String) {
        self.notice = Some(notice);
    }

    /// The same, followed by another lesson.
    #[must_use]
    pub fn followed_by(self, next_lesson: Option<String>) -> Self {
        Self { next_lesson, ..self }
    }

    /// The lab that is being shown.
    pub fn lab(&self) -> &Lab {
        &self.lab
    }

    /// Whether a step is shown, and nothing is typed or lies over it.
    pub(super) fn is_reading(&self) -> bool {
        self.mode == Mode::Reading
    }

    /// What the app is doing.
    pub fn mode(&self) -> &Mode {
        &self.mode
    }

    /// Lets a message happen, and looks at what has come of it.
    pub fn update(&mut self, message: Message) -> Effect {
        self.settle();
        let effect = self.apply(message);
        self.refresh();
        effect
    }

    /// Lets a message happen that is one of many: nothing is shown before the next refresh.
    pub(super) fn apply(&mut self, message: Message) -> Effect {
        if !message.is_one_of_many() && self.freshness != Freshness::Fresh {
            self.refresh();
        }
        if message == Message::Next && self.leaves_lesson() {
            return Effect::NextLesson;
        }
        // The footer can be clicked only where it is not a notice that stands there.
        let keeps_notice =
            matches!(message, Message::Resize(..) | Message::Train { .. } | Message::Click(..));
        if !keeps_notice {
            self.notice = None;
        }
        self.freshness = self.freshness.after(&message);
        self.take(message)
    }

    /// Works out anew what the lab says of the step, if it may be anything else by now.
    pub(super) fn settle(&mut self) {
        if matches!(self.freshness, Freshness::Stale | Freshness::Trained) {
            self.refresh();
        }
    }

    /// Works out anew whatever is not fresh.
    pub(super) fn refresh(&mut self) {
        if self.freshness == Freshness::Trained {
            self.lab.follow_training();
        }
        if self.freshness != Freshness::Fresh {
            self.freshness = Freshness::Fresh;
            self.outcome = self.lab.outcome();
            self.drop_what_is_gone();
        }
        self.scroll = self.scroll.min(screen::max_scroll(self));
    }

    fn take(&mut self, message: Message) -> Effect {
        match message {
            Message::Quit => return Effect::Quit,
            Message::Stop => return Effect::Stop,
            Message::Resize(width, height) => self.size = (width, height),
            Message::Next => self.go_to(self.lab.position() + 1),
            Message::Previous => self.go_to(self.lab.position().saturating_sub(1)),
            Message::First => self.jump(0),
            Message::Last => self.jump(usize::MAX),
            Message::NextWeight => self.choose_field(1),
            Message::PreviousWeight => self.choose_field(-1),
            Message::Up(steps) => self.vertical(i32::from(steps)),
            Message::Down(steps) => self.vertical(-i32::from(steps)),
            Message::NextExample => self.look_further(1),
            Message::PreviousExample => self.look_further(-1),
            Message::Accept => return self.accept(),
            Message::Cancel => self.cancel(),
            Message::Paste(text) => self.paste(&text),
            Message::Type(_)
            | Message::Backspace
            | Message::Delete
            | Message::CursorLeft
            | Message::CursorRight => self.type_number(&message),
            Message::Option(option) => self.answer(option),
            Message::Undo => self.history(Lab::undo, "there is nothing to undo at this step"),
            Message::Redo => self.history(Lab::redo, "there is nothing to bring back"),
            Message::Reset => self.reset(),
            Message::Reroll => self.edit(Entry::Reroll),
            Message::RunOrPause => self.run_or_pause(),
            Message::Batch => self.one_batch(),
            Message::Epoch => self.one_epoch(),
            Message::Slower => self.change_pace(Pace::slower),
            Message::Faster => self.change_pace(Pace::faster),
            Message::Train { batches, per_second } => {
                self.per_second = per_second;
                self.train(batches);
            }
            Message::NextPicture => self.next_picture(),
            Message::Hint => self.hint(),
            Message::Skip => self.skip(),
            Message::List => self.mode = Mode::List(Finder::at(self.lab.position())),
            Message::Shelf => return Effect::Shelf,
            Message::NextLesson if self.next_lesson.is_some() => return Effect::NextLesson,
            Message::NextLesson => self.tell("no lesson follows on this one".to_owned()),
            Message::PreviousLesson if self.is_preceded => return Effect::PreviousLesson,
            Message::PreviousLesson => self.tell("no lesson comes before this one".to_owned()),
            Message::Meaningless => self.tell(MEANINGLESS.to_owned()),
            Message::Help => self.open_help(),
            Message::PageUp => self.move_by(-self.page()),
            Message::PageDown => self.move_by(self.page()),
            Message::WheelUp => self.move_by(-WHEEL),
            Message::WheelDown => self.move_by(WHEEL),
            Message::Click(column, row) => return self.click(column, row),
        }
        Effect::None
    }

    /// The picture that is looked at.
    pub(super) fn picture(&self) -> Option<&Picture> {
        self.outcome.pictures.get(self.picture).or(self.outcome.pictures.first())
    }

    /// The loss of a training, unless it is looked at anyway.
    pub(super) fn loss(&self) -> Option<&Picture> {
        let looked_at = self.picture()?.name;
        let loss = self.outcome.pictures.iter().find(|p| p.name == PictureName::Loss)?;
        (looked_at != PictureName::Loss).then_some(loss)
    }

    /// The number that is being typed, if one is.
    pub(super) fn typing(&self) -> Option<&Typing> {
        match &self.mode {
            Mode::Typing(typing) => Some(typing),
            _ => None,
        }
    }

    // What is chosen may be gone after a change.
    fn drop_what_is_gone(&mut self) {
        let fields = if self.lab.is_withheld() { Vec::new() } else { field::all(&self.outcome) };
        self.chosen = self.chosen.take().filter(|chosen| fields.contains(chosen));
    }

    fn accept(&mut self) -> Effect {
        match &self.mode {
            Mode::Typing(_) => self.keep_number(),
            Mode::List(_) => self.go_to_found(),
            Mode::Shelf(_) => return self.open_found(),
            Mode::Help => self.cancel(),
            Mode::Reading if self.chosen.is_some() => self.start_typing(None),
            Mode::Reading => match screen::option_in_view(self) {
                Ok(()) => self.answer(self.choice),
                // Nobody answers a question that is not on the screen.
                Err(scroll) => self.scroll = scroll,
            },
        }
        Effect::None
    }

    fn cancel(&mut self) {
        match self.mode {
            Mode::Reading if matches!(self.run, Run::Onward(_)) => self.run = Run::Paused,
            Mode::Reading => self.choose(None),
            Mode::Help => self.scroll = 0,
            // What was looked for is given up first.
            Mode::List(ref mut finder) | Mode::Shelf(ref mut finder) if !finder.text.is_empty() => {
                return finder.text.clear();
            }
            Mode::Typing(_) | Mode::List(_) | Mode::Shelf(_) => (),
        }
        self.lab.set_draft(None);
        self.mode = Mode::Reading;
    }

    fn click(&mut self, column: u16, row: u16) -> Effect {
        if row + 1 == self.size.1 {
            let key = view::key_at(self, column);
            return key.map_or(Effect::None, |message| self.take(message));
        }
        self.notice = None;
        self.keep_number();
        if self.mode != Mode::Reading {
            return self.click_in_list(row);
        }
        if row == 1 && self.size.1 >= ROWS_WITH_BAR {
            self.go_to(screen::step_of_bar(self, column));
            return Effect::None;
        }
        match screen::target(self, column, row) {
            Some(Target::Field(_)) if self.lab.is_withheld() => {
                self.notice = Some(EditError::QuestionFirst.to_string());
            }
            Some(Target::Field(field)) => self.choose(Some(field)),
            Some(Target::Example(example)) => self.lab.look_at(example),
            Some(Target::Option(option)) => self.answer(option),
            None => (),
        }
        Effect::None
    }
}

const WHEEL: i32 = 3;
/// From so many rows on there is a bar below the title.
const ROWS_WITH_BAR: u16 = 16;
const MEANINGLESS: &str = "that key does nothing here: ? shows the keys";

impl Freshness {
    fn after(self, message: &Message) -> Self {
        match message {
            Message::Resize(..) | Message::Meaningless => self,
            Message::Train { .. } => Self::Trained,
            _ if message.is_one_of_many() && self != Self::Stale => Self::OldValues,
            _ => Self::Stale,
        }
    }
}
