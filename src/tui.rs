//! The terminal app: it shows the outcome of a step and hands the learner's keys to the lab.
//!
//! ```text
//!  title                                    9/31  step     page::header
//!  ━━━━━━━━━━━━━━━━────────────────────────────────────
//!  text, code, output,     │  chart                        page::reading │ painting
//!  question, goal, hints   │
//!  ────────────────────────┴───────────────────────────
//!  weights                              shapes             page::panel
//!  arithmetic
//!  keys                                                    page::footer
//! ```
//!
//! [`App`] is the model, [`Message`] what can happen, [`App::update`] the step from one to the
//! next. After it the page is laid out once; `Widget for &App`, the view, draws it, and the mouse
//! asks it. Only [`Session`] waits for anything, and only `terminal` touches the terminal.

mod animation;
mod app;
mod colors;
mod encode;
mod events;
mod field;
mod finder;
mod frames;
mod ghost;
mod inbox;
mod inked;
mod keys;
mod message;
mod mode;
mod motion;
mod notice;
mod overflow;
mod pace;
mod page;
mod painting;
mod palette;
mod ramp;
mod reach;
mod run;
mod session;
mod settings;
mod shelved;
mod shown;
mod style;
mod terminal;
mod theme;
mod typing;
mod view;

pub use animation::Animation;
pub use app::App;
pub use colors::Colors;
pub use events::to_message;
pub use field::Field;
pub use finder::Finder;
pub use frames::Frames;
pub use inked::{Inked, inked};
pub use message::{Effect, Message};
pub use mode::Mode;
pub use overflow::{Overflow, overflow};
pub use pace::Pace;
pub use palette::{Hue, Palette};
pub use run::Run;
pub use session::{End, Outside, Session};
pub use settings::Settings;
pub use shelved::{Review, Shelf, Shelved};
pub use shown::Kind;
#[cfg(unix)]
pub use terminal::Decoder;
pub use terminal::{Answer, columns_of_errors};
pub use theme::Theme;
pub use typing::Typing;
