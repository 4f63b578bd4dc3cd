//! What an event of the terminal means to the app as it stands.

use crossterm::event::{Event, MouseButton, MouseEvent, MouseEventKind};

use super::app::App;
use super::keys;
use super::message::Message;

/// What an event means to the app as it stands, if anything.
pub fn to_message(app: &App, event: &Event) -> Option<Message> {
    match event {
        Event::Key(key) if key.is_press() || key.is_repeat() => {
            keys::message(app.shown(), app.page().reach, *key)
        }
        Event::Mouse(mouse) => mouse_message(*mouse),
        Event::Paste(text) => Some(Message::Paste(text.clone())),
        Event::Resize(width, height) => Some(Message::Resize(*width, *height)),
        _ => None,
    }
}

fn mouse_message(MouseEvent { kind, column, row, .. }: MouseEvent) -> Option<Message> {
    match kind {
        MouseEventKind::ScrollUp => Some(Message::WheelUp(column, row)),
        MouseEventKind::ScrollDown => Some(Message::WheelDown(column, row)),
        MouseEventKind::Down(MouseButton::Left) => Some(Message::Click(column, row)),
        MouseEventKind::Drag(MouseButton::Left) => Some(Message::Drag(column, row)),
        _ => None,
    }
}
