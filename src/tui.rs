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
//! next, and `Widget for &App` the view. Only [`Session`] waits for anything, and only `terminal`
//! touches the terminal.

mod app;
mod field;
mod finder;
mod fit;
mod inbox;
mod keys;
mod message;
mod pace;
mod screen;
mod session;
mod shelved;
mod terminal;
mod theme;
mod typing;
mod view;

pub use app::{App, Mode, Run, Settings};
pub use field::Field;
pub use finder::Finder;
pub use fit::{Overflow, overflow};
pub use keys::to_message;
pub use message::{Effect, Message};
pub use pace::Pace;
pub use session::{End, Outside, Session};
pub use shelved::Shelved;
#[cfg(unix)]
pub use terminal::Decoder;
pub use terminal::columns_of_errors;
pub use theme::Theme;
pub use typing::Typing;
