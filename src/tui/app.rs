//! The model of the app, and what each message does to it. Nothing here touches a file, a clock
//! or the terminal.

mod backward;
mod drawing;
mod editing;
mod finding;
mod folding;
mod freshness;
mod motion;
mod mouse;
mod moving;
mod pictures;
mod rows;
mod tasks;
mod training;

use crate::journal::{Change, Entry};
use crate::lab::{EditError, Lab, Setting};

use super::field::{self, Field};
use super::message::{Effect, Message};
use super::mode::Mode;
use super::notice::Notice;
use super::pace::Pace;
use super::page::{Grip, Page, Sight};
use super::run::Run;
use super::settings::Settings;
use super::shown::{Kind, Shown};
use super::theme::Theme;

use freshness::Freshness;

/// The lab, what is shown of it, and how that is laid out.
#[derive(Clone, Debug)]
pub struct App {
    lab: Lab,
    shown: Shown,
    page: Page,
    /// What is to be in sight once the page is laid out anew.
    sight: Sight,
    /// Whether a reply to the learner's state was shown last.
    is_replied: bool,
    freshness: Freshness,
    /// What the mouse holds, since it was pressed on it.
    grip: Option<Grip>,
    /// What was chosen before the terms of an example were gone through.
    before_terms: Option<Field>,
    /// The place on the axes that was clicked last, until anything else is done.
    pointed: Option<[f64; 2]>,
    /// Whether a lesson comes before this one.
    is_preceded: bool,
    /// What this lesson is called on the shelf, if it is there.
    name: Option<String>,
}

impl App {
    /// The app at the step that the lab is at, on a screen of 80 × 24 until it is told otherwise.
    pub fn new(lab: Lab, settings: Settings) -> Self {
        let shown = Shown::new(lab.outcome(), settings);
        let mut app = Self {
            page: Page::of(&shown, 0, Sight::Top),
            shown,
            sight: Sight::Same,
            is_replied: false,
            freshness: Freshness::Fresh,
            grip: None,
            before_terms: None,
            pointed: None,
            lab,
            is_preceded: false,
            name: None,
        };
        app.take_in_hand();
        app.refresh();
        app
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

    /// The same, followed by another lesson.
    #[must_use]
    pub fn followed_by(mut self, next_lesson: Option<String>) -> Self {
        self.shown.next_lesson = next_lesson;
        self.freshness = self.freshness.max(Freshness::OldPage);
        self
    }

    /// The same as a lesson of the shelf.
    #[must_use]
    pub fn named(self, name: String) -> Self {
        Self { name: Some(name), ..self }
    }

    /// The same as questions out of other lessons, with a lesson behind them.
    #[must_use]
    pub fn asking(mut self) -> Self {
        self.shown.kind = Kind::Questions;
        self.freshness = self.freshness.max(Freshness::OldPage);
        self
    }

    /// What was done since this was asked last, for whoever keeps it.
    pub fn take_news(&mut self) -> Vec<Change> {
        self.lab.take_news()
    }

    /// Tells the learner something, until the next key.
    pub fn tell(&mut self, notice: String) {
        self.shown.notice = Some(Notice::Words(notice));
        self.freshness = self.freshness.max(Freshness::OldPage);
    }

    /// Draws in another theme from now on.
    pub fn set_theme(&mut self, theme: Theme) {
        self.shown.settings.theme = theme;
        self.freshness = self.freshness.max(Freshness::OldPage);
    }

    /// The lab that is being shown.
    pub fn lab(&self) -> &Lab {
        &self.lab
    }

    /// What the app is doing.
    pub fn mode(&self) -> &Mode {
        &self.shown.mode
    }

    /// Whether the training of the step is running.
    pub fn run(&self) -> Run {
        self.shown.run
    }

    /// Whether there are batches to take between two frames, and how fast.
    pub fn pace(&self) -> Option<Pace> {
        match self.shown.run {
            Run::Paused => None,
            Run::Running => Some(self.shown.chosen_pace()),
            Run::Epoch | Run::Again | Run::Onward(_) => Some(Pace::Full),
        }
    }

    /// What is shown.
    pub(super) fn shown(&self) -> &Shown {
        &self.shown
    }

    /// How it is laid out.
    pub(super) fn page(&self) -> &Page {
        &self.page
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
        if !message.is_one_of_many() {
            self.refresh();
        }
        if message == Message::Next && self.leaves_lesson() {
            return Effect::NextLesson;
        }
        // The footer can be clicked only where it is not a notice that stands there.
        let keeps_notice = matches!(
            message,
            Message::Resize(..) | Message::Train { .. } | Message::Tick(_) | Message::Click(..)
        );
        if !keeps_notice {
            self.shown.notice = None;
        }
        let keeps_place = matches!(message, Message::AddRow | Message::Drag(..));
        if !message.is_one_of_many() && !keeps_place {
            self.pointed = None;
        }
        self.end_motion(&message);
        self.freshness = self.freshness.after(&message);
        self.take(message)
    }

    /// Works out anew what the lab says of the step, if it may be anything else by now.
    pub(super) fn settle(&mut self) {
        if self.freshness >= Freshness::Stale {
            self.refresh();
        }
    }

    /// Works out and lays out anew whatever is not fresh.
    pub(super) fn refresh(&mut self) {
        if self.freshness == Freshness::Trained {
            self.lab.follow_training();
        }
        if self.freshness >= Freshness::OldValues {
            self.shown.outcome = self.lab.outcome();
            self.drop_what_is_gone();
            self.bring_reply();
            self.show_ghost();
            self.read_list_again();
        }
        if self.freshness >= Freshness::OldPage {
            self.show_motion();
            self.show_cursor();
            self.show_term();
            let sight = std::mem::take(&mut self.sight);
            self.page = Page::of(&self.shown, self.page.scroll, sight);
        }
        self.freshness = Freshness::Fresh;
    }

    fn take(&mut self, message: Message) -> Effect {
        match message {
            Message::Quit => return self.quit(),
            Message::Stop => return Effect::Stop,
            Message::Resize(width, height) => self.shown.size = (width, height),
            Message::Next => self.go_to(self.lab.position() + 1),
            Message::Previous => self.go_to(self.lab.position().saturating_sub(1)),
            Message::First => self.jump(0),
            Message::Last => self.jump(usize::MAX),
            Message::NextWeight => self.choose_field(1),
            Message::PreviousWeight => self.choose_field(-1),
            Message::Up(steps) => self.vertical(i32::from(steps)),
            Message::Down(steps) => self.vertical(-i32::from(steps)),
            Message::NextExample | Message::PreviousExample | Message::NextWrong => {
                self.look(&message);
            }
            Message::Pixel(..) | Message::Ink | Message::Clear => self.draw(&message),
            Message::CloseOrAsk => self.close_or_ask(),
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
            Message::Train { batches, per_second } => self.train_on(batches, per_second),
            Message::Tick(millis) => self.tick(millis),
            Message::Trace | Message::NextTerm | Message::PreviousTerm => self.follow(&message),
            Message::NextPicture => self.next_picture(),
            Message::Zoom => self.zoom(),
            Message::Code => self.fold_or_open(),
            Message::Origin => return Effect::Origin,
            Message::AddRow => self.add_row(),
            Message::RemoveRow => self.remove_row(),
            Message::Hint => self.hint(),
            Message::Skip => self.skip(),
            Message::List => self.open_list(),
            Message::Shelf => return Effect::Shelf,
            Message::NextLesson | Message::PreviousLesson => return self.other_lesson(&message),
            Message::Meaningless => self.meaningless(),
            Message::Help => self.open_help(),
            Message::PageUp => self.move_by(-self.half_a_page()),
            Message::PageDown => self.move_by(self.half_a_page()),
            Message::WheelUp(column, row) => self.wheel(1, column, row),
            Message::WheelDown(column, row) => self.wheel(-1, column, row),
            Message::Drag(column, row) => self.drag(column, row),
            Message::Click(column, row) => return self.click(column, row),
        }
        Effect::None
    }

    /// Goes to the lesson after this one, or before it, if there is one.
    fn other_lesson(&mut self, message: &Message) -> Effect {
        match message {
            Message::NextLesson if self.shown.next_lesson.is_some() => return Effect::NextLesson,
            Message::NextLesson => self.notice("no lesson follows on this one"),
            _ if self.is_preceded => return Effect::PreviousLesson,
            _ => self.notice("no lesson comes before this one"),
        }
        Effect::None
    }

    // A reply that has just been given is to be seen, once the number that it is about is there.
    fn bring_reply(&mut self) {
        if self.shown.typing().is_some() {
            return;
        }
        let was_replied = self.is_replied;
        self.is_replied = self.shown.outcome.reply.is_some();
        let is_free = matches!(self.sight, Sight::Same | Sight::Chart);
        if self.is_replied && !was_replied && is_free {
            self.sight = Sight::News;
        }
    }

    fn quit(&mut self) -> Effect {
        self.keep_number();
        Effect::Quit
    }

    // What is chosen may be gone after a change.
    fn drop_what_is_gone(&mut self) {
        let fields = self.shown.fields();
        // Of another row of the data it is the same number.
        if let Some(Field::Coordinate(at)) = &mut self.shown.chosen
            && let Some(first) = self.shown.outcome.point.first()
        {
            at.row = first.coordinate.row;
        }
        if self.shown.chosen.as_ref().is_some_and(|chosen| !fields.contains(chosen)) {
            self.shown.chosen = None;
            self.lab.focus(None);
            self.shown.outcome = self.lab.outcome();
        }
        // Where a number is asked for there is nothing else to choose.
        if self.shown.chosen.is_none() {
            self.shown.chosen = field::asked(&self.shown.outcome).into_iter().next();
        }
    }

    /// Tells the learner something that has come of a key.
    // Most keys wait for an answer where one is asked for.
    fn meaningless(&mut self) {
        if self.lab.is_withheld() && self.shown.is_reading() {
            return self.notice(EditError::QuestionFirst.to_string().as_str());
        }
        if self.lab.growing().is_some() {
            return self.notice(EditError::Growing.to_string().as_str());
        }
        self.notice(MEANINGLESS);
    }

    fn notice(&mut self, notice: impl Into<Notice>) {
        self.shown.notice = Some(notice.into());
    }

    fn accept(&mut self) -> Effect {
        match &self.shown.mode {
            Mode::Typing(_) => {
                self.keep_number();
                // A prediction of a single number stands once that is typed.
                if self.shown.is_reading() && self.lab.predicts_one_number() {
                    self.lock_in();
                }
            }
            Mode::List(_) => self.go_to_found(),
            Mode::Shelf(_) => return self.open_found(),
            Mode::Help => self.cancel(),
            Mode::Reading if self.shown.chosen == Some(Field::Setting(Setting::Optimizer)) => {
                self.notice("↑ and ↓ choose the optimizer");
            }
            Mode::Reading if self.shown.can_lock_in() => self.lock_in(),
            Mode::Reading if self.shown.outcome.guesses.iter().any(|guess| guess.is_drawn) => {
                self.notice("move it first: ↑ and ↓, or the mouse");
            }
            Mode::Reading if self.shown.chosen.is_some() => self.start_typing(None),
            // Nobody answers a question that is not on the screen.
            Mode::Reading if !self.page.shows_option(self.shown.choice) => {
                self.sight = Sight::Choice;
            }
            Mode::Reading => self.answer(self.shown.choice),
        }
        Effect::None
    }

    fn cancel(&mut self) {
        match &mut self.shown.mode {
            Mode::Reading if matches!(self.shown.run, Run::Onward(_)) => {
                self.shown.run = Run::Paused;
            }
            Mode::Reading => {
                if !self.come_back_from_terms() {
                    self.choose(None);
                }
            }
            Mode::Help => self.sight = Sight::Top,
            // What was looked for is given up first.
            Mode::List(finder) | Mode::Shelf(finder) if !finder.text.is_empty() => {
                return finder.text.clear();
            }
            Mode::Typing(_) | Mode::List(_) | Mode::Shelf(_) => (),
        }
        self.lab.set_draft(None);
        self.shown.mode = Mode::Reading;
    }
}

const MEANINGLESS: &str = "nothing on that key: ? shows the keys";
