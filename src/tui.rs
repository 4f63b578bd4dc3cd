//! The terminal app: it shows the outcome of a step and hands the learner's keys to the lab.
//!
//! ```text
//!  title                                    9/31  step     view::header
//!  ━━━━━━━━━━━━━━━━────────────────────────────────────
//!  text, code, output,     │  chart                        view::reading │ view::picture
//!  question, goal, hints   │
//!  ────────────────────────┴───────────────────────────
//!  weights                              shapes             view::panel
//!  arithmetic
//!  keys                                                    view::footer
//! ```
//!
//! [`App`] is the model, [`Message`] what can happen, [`App::update`] the step from one to the
//! next, and `Widget for &App` the view. Only this file waits for events and touches the terminal.

mod app;
mod field;
mod fit;
mod keys;
mod message;
mod pace;
mod screen;
mod theme;
mod typing;
mod view;

use std::io::{self, stdout};
use std::time::{Duration, Instant};

use crossterm::event::{self, DisableMouseCapture, EnableMouseCapture};
use crossterm::execute;
use crossterm::style::force_color_output;
use ratatui::DefaultTerminal;
use ratatui::layout::Rect;

use pace::Budget;

pub use app::{App, Mode, Run, Settings};
pub use field::Field;
pub use fit::{Overflow, overflow};
pub use keys::to_message;
pub use message::{Effect, Message};
pub use pace::Pace;
pub use theme::Theme;
pub use typing::Typing;

/// Runs the app in this terminal until the learner quits or wants the next lesson, and says which.
/// The terminal is put back as it was, also after an error or a panic.
///
/// # Errors
/// The terminal cannot be drawn to or read from.
pub fn run(app: App) -> io::Result<Effect> {
    // Whether there is colour is for the theme to say, which has looked at NO_COLOR.
    force_color_output(app.settings.theme != Theme::Plain);
    let mut terminal = ratatui::try_init()?;
    release_mouse_on_panic();
    let result = execute!(stdout(), EnableMouseCapture).and_then(|()| drive(&mut terminal, app));
    let released = execute!(stdout(), DisableMouseCapture);
    let restored = ratatui::try_restore();
    let effect = result?;
    released.and(restored).map(|()| effect)
}

fn drive(terminal: &mut DefaultTerminal, mut app: App) -> io::Result<Effect> {
    // From the first look at the events on, no change of size is missed.
    event::poll(Duration::ZERO)?;
    let size = terminal.size()?;
    app.update(Message::Resize(size.width, size.height));
    let mut last = Instant::now();
    let mut budget = Budget::new();
    loop {
        terminal.draw(|frame| frame.render_widget(&app, frame.area()))?;
        let effect = match app.pace() {
            None => {
                let effect = await_change(terminal, &mut app)?;
                (last, budget) = (Instant::now(), Budget::new());
                effect
            }
            Some(pace) => {
                let elapsed = last.elapsed();
                last = Instant::now();
                train(&mut app, &mut budget, pace, elapsed);
                let left = FRAME.saturating_sub(last.elapsed());
                if event::poll(left)? { await_change(terminal, &mut app)? } else { Effect::None }
            }
        };
        if effect != Effect::None {
            return Ok(effect);
        }
    }
}

/// Takes the batches that are due between two frames, and no more than there is time for.
fn train(app: &mut App, budget: &mut Budget, pace: Pace, elapsed: Duration) {
    let batches = budget.due(pace, elapsed);
    if batches == 0 {
        return;
    }
    let start = Instant::now();
    app.update(Message::Train { batches, per_second: budget.per_second() });
    budget.took(batches, start.elapsed());
}

/// Sixty frames a second are as many as an eye can tell.
const FRAME: Duration = Duration::from_millis(16);

/// Waits until something has happened to the app. Keys that have piled up are all taken before the
/// next frame, so that a held key never runs on after it is let go.
fn await_change(terminal: &mut DefaultTerminal, app: &mut App) -> io::Result<Effect> {
    let mut is_changed = false;
    while !is_changed || event::poll(Duration::ZERO)? {
        let Some(message) = to_message(app, &event::read()?) else { continue };
        is_changed = true;
        if let Message::Resize(width, height) = message {
            // The terminal has cut what it showed, even if it is as large as before by now.
            terminal.resize(Rect::new(0, 0, width, height))?;
        }
        let effect = app.update(message);
        if effect != Effect::None {
            return Ok(effect);
        }
    }
    Ok(Effect::None)
}

fn release_mouse_on_panic() {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        // There is nobody left to tell if this fails as well.
        let _ = execute!(stdout(), DisableMouseCapture);
        hook(info);
    }));
}
