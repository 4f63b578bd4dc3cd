//! The keys: one table that the dispatcher, the footer and the help all read.

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use super::app::{App, Mode};
use super::message::Message;
use super::screen;

/// A line of the table.
pub(super) struct Binding {
    pub(super) keys: &'static [(KeyModifiers, KeyCode, Message)],
    /// The keys, as a person reads them.
    pub(super) shown: &'static str,
    /// One or two words for the footer; empty keeps it out of the footer.
    pub(super) short: &'static str,
    /// A line for the help.
    pub(super) help: &'static str,
    /// When it counts.
    pub(super) when: When,
}

/// When a binding counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    Always,
    /// Reading a step.
    Reading,
    /// Reading a step with a question that is still open.
    Asked,
    /// Reading a step with hints.
    Hinted,
    /// Reading a step with a solution that is still to be shown.
    Solvable,
    /// Reading a step with weights.
    Weights,
    /// Reading a step at which something can be undone.
    Undoable,
    /// Reading a step at which the learner has done something.
    Changed,
    /// Reading a step with random weights.
    Random,
    /// A weight is chosen.
    Chosen,
    /// A number is being typed.
    Typing,
    /// There are more examples than are shown.
    MoreExamples,
    /// There is more to read below.
    More,
    /// The list of steps is open.
    List,
    /// The help is open.
    Help,
    /// The list or the help is open.
    Overlay,
}

const NONE: KeyModifiers = KeyModifiers::NONE;
const SHIFT: KeyModifiers = KeyModifiers::SHIFT;
const CONTROL: KeyModifiers = KeyModifiers::CONTROL;

/// Every key. The first line that counts wins, and the footer shows them in this order.
pub(super) const BINDINGS: &[Binding] = &[
    Binding {
        keys: &[(NONE, KeyCode::Enter, Message::Accept)],
        shown: "Enter",
        short: "keep",
        help: "keep the number that was typed",
        when: When::Typing,
    },
    Binding {
        keys: &[(NONE, KeyCode::Esc, Message::Cancel)],
        shown: "Esc",
        short: "put back",
        help: "put the number back as it was",
        when: When::Typing,
    },
    Binding {
        keys: &[
            (NONE, KeyCode::Backspace, Message::Backspace),
            (NONE, KeyCode::Delete, Message::Delete),
            (NONE, KeyCode::Left, Message::CursorLeft),
            (NONE, KeyCode::Right, Message::CursorRight),
        ],
        shown: "←/→",
        short: "in the number",
        help: "move within the number that is being typed",
        when: When::Typing,
    },
    Binding {
        keys: &[
            (NONE, KeyCode::Tab, Message::NextWeight),
            (SHIFT, KeyCode::BackTab, Message::PreviousWeight),
            (NONE, KeyCode::Up, Message::Up(1)),
            (NONE, KeyCode::Down, Message::Down(1)),
            (SHIFT, KeyCode::Up, Message::Up(10)),
            (SHIFT, KeyCode::Down, Message::Down(10)),
        ],
        shown: "Tab",
        short: "keep, next",
        help: "keep the number and go to the next weight",
        when: When::Typing,
    },
    Binding {
        keys: &[
            (NONE, KeyCode::Up, Message::Up(1)),
            (NONE, KeyCode::Down, Message::Down(1)),
            (NONE, KeyCode::Home, Message::First),
            (NONE, KeyCode::End, Message::Last),
        ],
        shown: "↑/↓",
        short: "choose",
        help: "choose a step",
        when: When::List,
    },
    Binding {
        keys: &[(NONE, KeyCode::Enter, Message::Accept)],
        shown: "Enter",
        short: "go there",
        help: "go to the step",
        when: When::List,
    },
    Binding {
        keys: &[(NONE, KeyCode::Up, Message::Up(1)), (NONE, KeyCode::Down, Message::Down(1))],
        shown: "↑/↓",
        short: "scroll",
        help: "scroll this help",
        when: When::Help,
    },
    Binding {
        keys: &[
            (NONE, KeyCode::Esc, Message::Cancel),
            (NONE, KeyCode::Char('q'), Message::Cancel),
            (NONE, KeyCode::Char('l'), Message::Cancel),
            (NONE, KeyCode::Char('?'), Message::Cancel),
            (SHIFT, KeyCode::Char('?'), Message::Cancel),
        ],
        shown: "Esc",
        short: "back",
        help: "back to the step",
        when: When::Overlay,
    },
    Binding {
        keys: &[(NONE, KeyCode::Enter, Message::Accept)],
        shown: "1-9 or Enter",
        short: "answer",
        help: "answer a question: its number, or ↑ ↓ and Enter",
        when: When::Asked,
    },
    Binding {
        keys: &[
            (NONE, KeyCode::Up, Message::Up(1)),
            (NONE, KeyCode::Down, Message::Down(1)),
            (SHIFT, KeyCode::Up, Message::Up(10)),
            (SHIFT, KeyCode::Down, Message::Down(10)),
        ],
        shown: "↑/↓",
        short: "change",
        help: "change the chosen weight; with Shift ten times as far",
        when: When::Chosen,
    },
    Binding {
        keys: &[(NONE, KeyCode::Enter, Message::Accept), (NONE, KeyCode::Esc, Message::Cancel)],
        shown: "0-9",
        short: "type",
        help: "type a new number for the chosen weight; Enter keeps it, Esc puts back",
        when: When::Chosen,
    },
    Binding {
        keys: &[(NONE, KeyCode::Left, Message::Previous), (NONE, KeyCode::Right, Message::Next)],
        shown: "←/→",
        short: "step",
        help: "the step before, the next step",
        when: When::Reading,
    },
    Binding {
        keys: &[
            (NONE, KeyCode::Tab, Message::NextWeight),
            (SHIFT, KeyCode::BackTab, Message::PreviousWeight),
            (NONE, KeyCode::BackTab, Message::PreviousWeight),
        ],
        shown: "Tab",
        short: "edit",
        help: "choose a weight; Shift+Tab goes the other way, Esc lets go",
        when: When::Weights,
    },
    Binding {
        keys: &[
            (NONE, KeyCode::Up, Message::Up(1)),
            (NONE, KeyCode::Down, Message::Down(1)),
            (SHIFT, KeyCode::Up, Message::Up(10)),
            (SHIFT, KeyCode::Down, Message::Down(10)),
            (NONE, KeyCode::Esc, Message::Cancel),
        ],
        shown: "↑/↓",
        short: "",
        help: "without a chosen weight: the example before, the next example",
        when: When::Reading,
    },
    Binding {
        keys: &[
            (NONE, KeyCode::Char('j'), Message::NextExample),
            (NONE, KeyCode::Char('k'), Message::PreviousExample),
        ],
        shown: "j/k",
        short: "",
        help: "the next example, the one before, also while a weight is chosen",
        when: When::Reading,
    },
    Binding {
        keys: &[
            (NONE, KeyCode::Char('j'), Message::NextExample),
            (NONE, KeyCode::Char('k'), Message::PreviousExample),
        ],
        shown: "j/k",
        short: "example",
        help: "",
        when: When::MoreExamples,
    },
    Binding {
        keys: &[(NONE, KeyCode::PageDown, Message::PageDown)],
        shown: "PgDn",
        short: "more",
        help: "scroll down: ▼ says that there is more",
        when: When::More,
    },
    Binding {
        keys: &[(NONE, KeyCode::Char('h'), Message::Hint)],
        shown: "h",
        short: "hint",
        help: "a hint; once more for the next one. They stay to be read again",
        when: When::Hinted,
    },
    Binding {
        keys: &[(NONE, KeyCode::Char('s'), Message::Skip)],
        shown: "s",
        short: "solution",
        help: "skip the task: show the answer, or weights that reach the goal",
        when: When::Solvable,
    },
    Binding {
        keys: &[(NONE, KeyCode::Char('u'), Message::Undo)],
        shown: "u",
        short: "undo",
        help: "take back the last change of a weight at this step",
        when: When::Undoable,
    },
    Binding {
        keys: &[(NONE, KeyCode::Char('u'), Message::Undo)],
        shown: "u",
        short: "",
        help: "",
        when: When::Weights,
    },
    Binding {
        keys: &[
            (SHIFT, KeyCode::Char('U'), Message::Redo),
            (NONE, KeyCode::Char('U'), Message::Redo),
            (CONTROL, KeyCode::Char('r'), Message::Redo),
        ],
        shown: "U",
        short: "",
        help: "bring the change back again",
        when: When::Weights,
    },
    Binding {
        keys: &[(NONE, KeyCode::Char('n'), Message::Reroll)],
        shown: "n",
        short: "new draw",
        help: "new random weights, where they are random",
        when: When::Random,
    },
    Binding {
        keys: &[(NONE, KeyCode::Char('n'), Message::Reroll)],
        shown: "n",
        short: "",
        help: "",
        when: When::Weights,
    },
    Binding {
        keys: &[(NONE, KeyCode::Char('r'), Message::Reset)],
        shown: "r",
        short: "reset",
        help: "the step as it started; u brings your changes back",
        when: When::Changed,
    },
    Binding {
        keys: &[(NONE, KeyCode::Char('l'), Message::List)],
        shown: "l",
        short: "steps",
        help: "the list of all steps, to go anywhere",
        when: When::Reading,
    },
    Binding {
        keys: &[(NONE, KeyCode::Home, Message::First), (NONE, KeyCode::End, Message::Last)],
        shown: "Home/End",
        short: "",
        help: "the first step, the last step",
        when: When::Reading,
    },
    Binding {
        keys: &[(NONE, KeyCode::PageUp, Message::PageUp)],
        shown: "PgUp",
        short: "",
        help: "scroll back up",
        when: When::Always,
    },
    Binding {
        keys: &[(NONE, KeyCode::Char('q'), Message::Quit)],
        shown: "q",
        short: "quit",
        help: "leave the lab",
        when: When::Reading,
    },
    Binding {
        keys: &[(CONTROL, KeyCode::Char('c'), Message::Quit)],
        shown: "Ctrl+C",
        short: "",
        help: "leave the lab, from anywhere",
        when: When::Always,
    },
    Binding {
        keys: &[
            (NONE, KeyCode::Char('?'), Message::Help),
            (SHIFT, KeyCode::Char('?'), Message::Help),
            (NONE, KeyCode::F(1), Message::Help),
        ],
        shown: "?",
        short: "help",
        help: "this help",
        when: When::Reading,
    },
];

/// What an event means to the app as it stands, if anything.
pub fn to_message(app: &App, event: &Event) -> Option<Message> {
    match event {
        Event::Key(key) if key.is_press() || key.is_repeat() => key_message(app, *key),
        Event::Mouse(mouse) => mouse_message(*mouse),
        Event::Resize(width, height) => Some(Message::Resize(*width, *height)),
        _ => None,
    }
}

/// Whether a binding counts in the app as it stands.
pub(super) fn counts(app: &App, when: When) -> bool {
    let reading = matches!(app.mode, Mode::Reading);
    let step = app.lab.step();
    match when {
        When::Always => true,
        When::Typing => app.typing().is_some(),
        When::MoreExamples => reading && screen::hides_examples(app),
        When::More => app.scroll < screen::max_scroll(app),
        When::List => matches!(app.mode, Mode::List { .. }),
        When::Help => app.mode == Mode::Help,
        When::Overlay => matches!(app.mode, Mode::List { .. } | Mode::Help),
        When::Reading => reading,
        When::Asked => reading && app.chosen.is_none() && app.lab.is_withheld(),
        When::Hinted => reading && !step.hints.is_empty(),
        When::Solvable => reading && (app.lab.is_withheld() || step.solution.is_some()),
        When::Weights => reading && !app.outcome.parameters.is_empty() && !app.lab.is_withheld(),
        When::Undoable => reading && app.lab.can_undo() && !app.lab.is_withheld(),
        When::Changed => reading && app.lab.is_changed(),
        When::Random => reading && app.outcome.random && !app.lab.is_withheld(),
        When::Chosen => reading && app.chosen.is_some(),
    }
}

fn key_message(app: &App, key: KeyEvent) -> Option<Message> {
    let modifiers = key.modifiers & (SHIFT | CONTROL | KeyModifiers::ALT);
    let bound = BINDINGS.iter().filter(|binding| counts(app, binding.when)).find_map(|binding| {
        let is_key = |(with, code, _): &&(KeyModifiers, KeyCode, Message)| {
            *with == modifiers && *code == key.code
        };
        binding.keys.iter().find(is_key).map(|(_, _, message)| *message)
    });
    let typed = match key.code {
        KeyCode::Char(c) if (modifiers - SHIFT).is_empty() => Some(c),
        _ => None,
    };
    match (typed, app.typing()) {
        // While a number is being typed every character belongs to it.
        (Some(c), Some(_)) => Some(Message::Type(c)),
        (Some(c), None) if starts_number(c) && counts(app, When::Chosen) => Some(Message::Type(c)),
        (Some(c @ '1'..='9'), None) if counts(app, When::Asked) => {
            Some(Message::Option(c as usize - '1' as usize))
        }
        _ => bound,
    }
}

fn starts_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '-' | '+' | '.')
}

fn mouse_message(mouse: MouseEvent) -> Option<Message> {
    match mouse.kind {
        MouseEventKind::ScrollUp => Some(Message::WheelUp),
        MouseEventKind::ScrollDown => Some(Message::WheelDown),
        MouseEventKind::Down(MouseButton::Left) => Some(Message::Click(mouse.column, mouse.row)),
        _ => None,
    }
}
