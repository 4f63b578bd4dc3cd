//! The lab in a terminal, lesson after lesson: the loop that draws, listens and trains.

use std::io;
use std::time::{Duration, Instant};

use crossterm::style::force_color_output;
use ratatui::layout::Rect;

use crate::journal::Change;

use super::animation::Animation;
use super::app::App;
use super::events::to_message;
use super::frames::Frames;
use super::inbox::Inbox;
use super::message::{Effect, Message};
use super::pace::Budget;
use super::shelved::Shelf;
use super::terminal::{self, ANSWERS_WITHIN, Answer, Input, Screen};
use super::theme::Theme;

/// A terminal that belongs to the lab until this is dropped.
#[derive(Debug)]
pub struct Session {
    frames: Frames,
    inbox: Inbox,
    /// When the terminal was asked for its background, while it has not answered all.
    asked: Option<Instant>,
    /// The theme that goes with the background, once that is known.
    theme: Option<Theme>,
}

/// What the lab needs of the world outside, but for the terminal.
pub trait Outside {
    /// Keeps what was done, and gives what there is to tell the learner about that.
    fn keep(&mut self, changes: &[Change]) -> Option<String>;
    /// The lessons on the shelf, how much of each is done, and how much there is to review.
    fn shelf(&mut self) -> Shelf;
}

/// Why a lesson is left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// The learner wants to.
    Quit,
    /// The learner wants the lesson that follows.
    NextLesson,
    /// The learner wants the lesson before.
    PreviousLesson,
    /// The learner wants the lesson of this name.
    Open(String),
    /// The learner wants the questions of all lessons.
    Review,
    /// The learner wants to see where a question comes from, and this is the id of its step.
    Origin(String),
    /// The process was told to end, by the signal of this number.
    Signal(i32),
    /// The terminal has gone.
    Gone,
}

impl End {
    fn of(input: &Input) -> Self {
        match input {
            Input::End(signal) => Self::Signal(*signal),
            _ => Self::Gone,
        }
    }
}

impl Session {
    /// Takes the terminal. Without a theme it is asked for its background, and whatever is shown
    /// follows that.
    ///
    /// The first frame waits for the answer, but for a blink only: one that is dark on a light
    /// terminal and then light is ugly, and a lab that does not appear is worse.
    ///
    /// # Errors
    /// There is none, or it cannot be drawn to or read from.
    pub fn start(theme: Option<Theme>) -> io::Result<Self> {
        // Whether there is colour is for the theme to say, which has looked at NO_COLOR.
        force_color_output(theme != Some(Theme::Plain));
        let inputs = terminal::open(theme.is_none())?;
        let asked = theme.is_none().then(Instant::now);
        // As large as the terminal that is drawn to, which need not be the one that is read.
        let area = area();
        if area.is_err() {
            terminal::give_back();
        }
        let (frames, mut inbox) = (Frames::new(area?), Inbox::new(inputs));
        if asked.is_some() {
            inbox.wait_for_answer(A_BLINK);
        }
        Ok(Self { frames, inbox, asked, theme: None })
    }

    /// Works through a lesson until it is left, and says why. What is done there is kept as it is
    /// done.
    ///
    /// # Errors
    /// The terminal cannot be drawn to any more.
    pub fn run(&mut self, mut app: App, outside: &mut impl Outside) -> io::Result<End> {
        let end = self.work(&mut app, outside);
        outside.keep(&app.take_news());
        // A terminal that has gone cannot be drawn to, and is told of a moment later.
        end.or_else(|error| self.inbox.end_within(A_MOMENT).map(|end| End::of(&end)).ok_or(error))
    }

    fn work(&mut self, app: &mut App, outside: &mut impl Outside) -> io::Result<End> {
        self.fit(app)?;
        self.follow_background(app);
        let mut trainer = Trainer::new();
        let mut ticker = Ticker::new();
        let mut is_changed = true;
        let mut kept = Instant::now();
        loop {
            let start = Instant::now();
            if is_changed {
                app.refresh();
                self.frames.draw(&*app, &mut Screen)?;
            }
            is_changed = app.pace().is_some();
            // A training under way says the same again with every frame.
            if !is_changed || kept.elapsed() > KEPT_EVERY {
                kept = Instant::now();
                if let Some(notice) = outside.keep(&app.take_news()) {
                    app.tell(notice);
                    is_changed = true;
                    continue;
                }
            }
            if is_changed {
                trainer.train(app, &mut self.inbox, start.elapsed());
            } else {
                self.rest(app);
                trainer = Trainer::new();
            }
            is_changed |= ticker.tick(app);
            match self.listen(app, outside)? {
                Heard::Nothing => (),
                Heard::Something => is_changed = true,
                Heard::End(end) => return Ok(end),
            }
        }
    }

    /// Waits until something has come, or until what moves is to be seen further on.
    fn rest(&mut self, app: &App) {
        match app.due() {
            Some(millis) => {
                self.inbox.wait_for(Duration::from_millis(millis.into()));
            }
            None => self.inbox.wait(),
        }
    }

    /// Takes what has piled up, as much as there is time for between two frames: a key that is
    /// held never runs on after it is let go, and what many keys do is still seen.
    fn listen(&mut self, app: &mut App, outside: &mut impl Outside) -> io::Result<Heard> {
        let start = Instant::now();
        let mut heard = Heard::Nothing;
        while start.elapsed() < FRAME {
            if app.shown().is_reading() {
                self.inbox.let_q_overtake();
            }
            let Some(input) = self.inbox.next() else { break };
            match self.hear(app, outside, input)? {
                Heard::Nothing => (),
                Heard::Something => heard = Heard::Something,
                end @ Heard::End(_) => return Ok(end),
            }
        }
        Ok(heard)
    }

    fn hear(
        &mut self,
        app: &mut App,
        outside: &mut impl Outside,
        input: Input,
    ) -> io::Result<Heard> {
        match input {
            Input::Event(event) => {
                app.settle();
                let Some(message) = to_message(app, &event) else { return Ok(Heard::Nothing) };
                match app.apply(message) {
                    Effect::None => (),
                    Effect::Stop => terminal::stop_all(),
                    Effect::Shelf => {
                        // It tells of what was done just now as well.
                        outside.keep(&app.take_news());
                        app.show_shelf(outside.shelf());
                    }
                    Effect::Open => return Ok(Heard::End(opened(app))),
                    Effect::Review => return Ok(Heard::End(End::Review)),
                    Effect::Origin => {
                        return Ok(Heard::End(End::Origin(app.shown().outcome.heading.id.clone())));
                    }
                    Effect::Quit => return Ok(Heard::End(End::Quit)),
                    Effect::NextLesson => return Ok(Heard::End(End::NextLesson)),
                    Effect::PreviousLesson => return Ok(Heard::End(End::PreviousLesson)),
                }
            }
            Input::Resized => self.fit(app)?,
            Input::Answer(answer) => {
                self.take_answer(answer);
                self.follow_background(app);
            }
            Input::Stop => {
                self.give_back();
                if !self.inbox.goes_on() {
                    terminal::stop();
                }
                return self.come_back(app);
            }
            Input::Continue => self.take_again(app)?,
            Input::End(_) | Input::Gone => return Ok(Heard::End(End::of(&input))),
        }
        Ok(Heard::Something)
    }

    fn take_answer(&mut self, answer: Answer) {
        match answer {
            Answer::Dark => self.theme = Some(Theme::Dark),
            Answer::Light => self.theme = Some(Theme::Light),
            Answer::Done => self.asked = None,
        }
    }

    fn follow_background(&mut self, app: &mut App) {
        for answer in self.inbox.take_answers() {
            self.take_answer(answer);
        }
        if let Some(theme) = self.theme {
            app.set_theme(theme);
        }
    }

    /// Gives the terminal back. Whoever has it next would take an answer that is still on its way
    /// for keys.
    fn give_back(&mut self) {
        if self.asked.take().is_some_and(|asked| asked.elapsed() < ANSWERS_WITHIN) {
            self.inbox.wait_for_answer(A_BLINK);
        }
        terminal::give_back();
    }

    // A process that was stopped may be told to end before it is told to go on, and from the
    // background it must not touch the terminal.
    fn come_back(&mut self, app: &mut App) -> io::Result<Heard> {
        loop {
            self.inbox.wait();
            match self.inbox.next() {
                Some(Input::Continue) => break,
                Some(end @ (Input::End(_) | Input::Gone)) => return Ok(Heard::End(End::of(&end))),
                _ => (),
            }
        }
        self.take_again(app)?;
        Ok(Heard::Something)
    }

    fn take_again(&mut self, app: &mut App) -> io::Result<()> {
        terminal::take()?;
        self.fit(app)
    }

    /// Makes the screen as large as the terminal. All of it is drawn anew, for the terminal has cut
    /// what it showed, even if it is as large as before by now.
    fn fit(&mut self, app: &mut App) -> io::Result<()> {
        let area = area()?;
        self.frames = Frames::new(area);
        app.apply(Message::Resize(area.width, area.height));
        Ok(())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.give_back();
    }
}

fn opened(app: &App) -> End {
    app.chosen_lesson().map_or(End::Quit, |name| End::Open(name.to_owned()))
}

/// The cells to draw to. Nobody has a screen that is larger, and a terminal may say anything.
fn area() -> io::Result<Rect> {
    let (columns, rows) = terminal::size()?;
    Ok(Rect::new(0, 0, columns.min(LARGEST.0), rows.min(LARGEST.1)))
}

const LARGEST: (u16, u16) = (1000, 400);

/// What came of listening.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Heard {
    /// Nothing that means anything.
    Nothing,
    /// Something that may be seen.
    Something,
    End(End),
}

const KEPT_EVERY: Duration = Duration::from_millis(250);

/// Longer than a terminal nearby takes to answer, and hardly noticed.
const A_BLINK: Duration = Duration::from_millis(50);

const A_MOMENT: Duration = Duration::from_millis(100);

/// Sixty frames a second are as many as an eye can tell.
const FRAME: Duration = Duration::from_millis(16);

/// A training between the frames.
struct Trainer {
    last: Instant,
    budget: Budget,
}

impl Trainer {
    fn new() -> Self {
        Self { last: Instant::now(), budget: Budget::new() }
    }

    /// Takes the batches that are due until the next frame is, or until something has come.
    fn train(&mut self, app: &mut App, inbox: &mut Inbox, frame: Duration) {
        let end = Instant::now() + share(frame, app.shown().settings.animation);
        while let Some(pace) = app.pace() {
            let start = Instant::now();
            let batches = self.budget.due(pace, start - self.last);
            self.last = start;
            if batches > 0 {
                app.apply(Message::Train { batches, per_second: self.budget.per_second() });
                self.budget.took(batches, start.elapsed());
            }
            let left = end.saturating_duration_since(Instant::now());
            let patience = if self.budget.is_behind(pace) { Duration::ZERO } else { left };
            if inbox.wait_for(patience) || left.is_zero() {
                return;
            }
        }
    }
}

/// The time for what moves.
struct Ticker {
    last: Instant,
}

impl Ticker {
    fn new() -> Self {
        Self { last: Instant::now() }
    }

    /// Tells how much time has gone by, if something moves. What is set off next begins now.
    fn tick(&mut self, app: &mut App) -> bool {
        let millis = u32::try_from(self.last.elapsed().as_millis()).unwrap_or(u32::MAX);
        self.last += Duration::from_millis(millis.into());
        let moves = app.due().is_some();
        if moves {
            app.apply(Message::Tick(millis));
        }
        moves
    }
}

/// What a frame leaves to training: most of the time, so that a picture that takes long is drawn
/// less often and the training is not held up.
fn share(frame: Duration, animation: Animation) -> Duration {
    let every = Duration::from_millis(animation.frame().into());
    let rest = every.saturating_sub(frame);
    if animation == Animation::Off { rest } else { rest.max(3 * frame).min(LONGEST_SHARE) }
}

/// A picture that is older looks as if it stood still.
const LONGEST_SHARE: Duration = Duration::from_millis(200);
