//! The lab in a terminal, lesson after lesson: the loop that draws, listens and trains.

use std::io::{self, Stdout, Write, stdout};
use std::time::{Duration, Instant};

use crossterm::style::force_color_output;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;

use crate::journal::Change;

use super::app::App;
use super::inbox::Inbox;
use super::keys::to_message;
use super::message::{Effect, Message};
use super::pace::Budget;
use super::terminal::{self, Input};
use super::theme::Theme;

/// A terminal that belongs to the lab until this is dropped.
#[derive(Debug)]
pub struct Session {
    screen: Terminal<CrosstermBackend<Stdout>>,
    inbox: Inbox,
}

/// Why a lesson is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The learner wants to.
    Quit,
    /// The learner wants the lesson that follows.
    NextLesson,
    /// The process was told to end, by the signal of this number.
    Signal(i32),
    /// The terminal has gone.
    Gone,
}

impl Session {
    /// Takes the terminal.
    ///
    /// # Errors
    /// There is none, or it cannot be drawn to or read from.
    pub fn start(theme: Theme) -> io::Result<Self> {
        // Whether there is colour is for the theme to say, which has looked at NO_COLOR.
        force_color_output(theme != Theme::Plain);
        let inputs = terminal::open()?;
        let screen = Terminal::new(CrosstermBackend::new(stdout()));
        if screen.is_err() {
            terminal::give_back();
        }
        Ok(Self { screen: screen?, inbox: Inbox::new(inputs) })
    }

    /// Works through a lesson until it is left, and says why. What is done there is handed to
    /// `keep` as it is done; what `keep` has to say is told to the learner.
    ///
    /// # Errors
    /// The terminal cannot be drawn to any more.
    pub fn run(
        &mut self,
        mut app: App,
        mut keep: impl FnMut(&[Change]) -> Option<String>,
    ) -> io::Result<End> {
        let end = self.work(&mut app, &mut keep);
        keep(&app.take_news());
        end
    }

    fn work(
        &mut self,
        app: &mut App,
        keep: &mut impl FnMut(&[Change]) -> Option<String>,
    ) -> io::Result<End> {
        self.fit(app)?;
        let mut trainer = Trainer::new();
        let mut is_changed = true;
        let mut kept = Instant::now();
        loop {
            let start = Instant::now();
            if is_changed {
                app.refresh();
                self.screen.draw(|frame| frame.render_widget(&*app, frame.area()))?;
            }
            is_changed = app.pace().is_some();
            // A training under way says the same again with every frame.
            if !is_changed || kept.elapsed() > KEPT_EVERY {
                kept = Instant::now();
                if let Some(notice) = keep(&app.take_news()) {
                    app.tell(notice);
                    is_changed = true;
                    continue;
                }
            }
            if is_changed {
                trainer.train(app, &mut self.inbox, start.elapsed());
            } else {
                self.inbox.wait();
                trainer = Trainer::new();
            }
            match self.listen(app)? {
                Heard::Nothing => (),
                Heard::Something => is_changed = true,
                Heard::End(end) => return Ok(end),
            }
        }
    }

    /// Takes what has piled up, as much as there is time for between two frames: a key that is
    /// held never runs on after it is let go, and what many keys do is still seen.
    fn listen(&mut self, app: &mut App) -> io::Result<Heard> {
        let start = Instant::now();
        let mut heard = Heard::Nothing;
        while start.elapsed() < FRAME {
            let Some(input) = self.inbox.next() else { break };
            match self.hear(app, input)? {
                Heard::Nothing => (),
                Heard::Something => heard = Heard::Something,
                end @ Heard::End(_) => return Ok(end),
            }
        }
        Ok(heard)
    }

    fn hear(&mut self, app: &mut App, input: Input) -> io::Result<Heard> {
        match input {
            Input::Event(event) => {
                app.settle();
                let Some(message) = to_message(app, &event) else { return Ok(Heard::Nothing) };
                match app.apply(message) {
                    Effect::None => (),
                    Effect::Stop => terminal::stop_all(),
                    Effect::Quit => return Ok(Heard::End(End::Quit)),
                    Effect::NextLesson => return Ok(Heard::End(End::NextLesson)),
                }
            }
            Input::Resized => self.fit(app)?,
            Input::Stop => {
                terminal::give_back();
                terminal::stop();
                self.take_again(app)?;
            }
            Input::Continue => self.take_again(app)?,
            Input::End(signal) => return Ok(Heard::End(End::Signal(signal))),
            Input::Gone => return Ok(Heard::End(End::Gone)),
        }
        Ok(Heard::Something)
    }

    fn take_again(&mut self, app: &mut App) -> io::Result<()> {
        terminal::take()?;
        self.fit(app)
    }

    /// Makes the screen as large as the terminal. All of it is drawn anew, for the terminal has cut
    /// what it showed, even if it is as large as before by now.
    fn fit(&mut self, app: &mut App) -> io::Result<()> {
        let size = self.screen.size()?;
        self.screen.resize(Rect::from(size))?;
        app.apply(Message::Resize(size.width, size.height));
        Ok(())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // Half a frame that is still to be written belongs to the lab's own screen.
        let _ = stdout().flush();
        terminal::give_back();
    }
}

/// What came of listening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Heard {
    /// Nothing that means anything.
    Nothing,
    /// Something that may be seen.
    Something,
    End(End),
}

const KEPT_EVERY: Duration = Duration::from_millis(250);

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
        let end = Instant::now() + share(frame);
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

/// What a frame leaves to training: most of the time, so that a picture that takes long is drawn
/// less often and the training is not held up.
fn share(frame: Duration) -> Duration {
    FRAME.saturating_sub(frame).max(3 * frame).min(LONGEST_SHARE)
}

/// A picture that is older looks as if it stood still.
const LONGEST_SHARE: Duration = Duration::from_millis(200);
