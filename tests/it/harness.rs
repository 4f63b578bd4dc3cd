//! Pressing keys and looking at the screen: the real app, its real keys, on a buffer in place of a
//! terminal.

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use layerlab::chart::Glyphs;
use layerlab::lab::{Lab, Outcome, Printed};
use layerlab::lesson::{self, shelf};
use layerlab::tui::{
    App, Colors, Effect, Message, Review, Settings, Shelf, Shelved, Theme, to_message,
};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Size;

/// The sizes at which everything is to work: an ordinary screen, a large one, the smallest.
pub(crate) const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (40, 12)];

/// An app on a screen.
pub(crate) struct Screen {
    pub(crate) app: App,
    pub(crate) has_quit: bool,
    /// What the last event has asked of the world outside. The shelf is opened at once.
    pub(crate) effect: Effect,
    /// What there is to review on the shelf.
    pub(crate) review: Option<Review>,
    terminal: Terminal<TestBackend>,
}

/// A lesson that keys are pressed in. These are as they once shipped, for they are to go on working
/// whatever becomes of those on the shelf.
#[track_caller]
pub(crate) fn lesson_text(name: &str) -> &'static str {
    match name {
        "neurons-and-layers" => include_str!("../lessons/neurons-and-layers.toml"),
        "a-neuron-learns" => include_str!("../lessons/a-neuron-learns.toml"),
        "a-yes-no-neuron" => include_str!("../lessons/a-yes-no-neuron.toml"),
        "why-layers" => include_str!("../lessons/why-layers.toml"),
        "coffee-roasting" => include_str!("../lessons/coffee-roasting.toml"),
        "softmax" => include_str!("../lessons/softmax.toml"),
        "four-clouds" => include_str!("../lessons/four-clouds.toml"),
        "digits" => include_str!("../lessons/digits.toml"),
        other => panic!("no lesson is called {other}"),
    }
}

/// The lab of a lesson at one of its steps.
#[track_caller]
pub(crate) fn lab_at(source: &str, step: &str) -> Lab {
    let lesson = lesson::read("test.toml", source).unwrap();
    let index = lesson.steps.iter().position(|it| it.id == step).unwrap();
    let mut lab = Lab::new(lesson);
    lab.go_to(index);
    lab
}

/// The code of a step, line by line.
pub(crate) fn code(outcome: &Outcome) -> Vec<String> {
    outcome.console.iter().flat_map(|statement| statement.code.clone()).collect()
}

/// What the code of a step prints, statement by statement.
pub(crate) fn printed(outcome: &Outcome) -> Vec<String> {
    let text = |printed: &Printed| match printed {
        Printed::Text(text) => Some(text.clone()),
        _ => None,
    };
    outcome.console.iter().filter_map(|statement| text(&statement.printed)).collect()
}

/// The first lesson at one of its steps, 80 × 24.
pub(crate) fn at(step: &str) -> Screen {
    open(lesson_text("neurons-and-layers"), step)
}

/// A lesson at one of its steps, on a screen of each size.
pub(crate) fn on_each_screen(name: &str, step: &str) -> [Screen; 3] {
    let text = lesson_text(name);
    SIZES.map(|(width, height)| {
        let mut screen = open(text, step).size(width, height);
        screen.app = screen.app.named(name.to_owned());
        screen
    })
}

/// A lesson of one's own at one of its steps, 80 × 24.
pub(crate) fn open(source: &str, step: &str) -> Screen {
    open_with(source, step, Settings { colors: Colors::TrueColor, ..Settings::default() })
}

/// The first lesson with ASCII characters and no colour.
pub(crate) fn plain_at(step: &str) -> Screen {
    plain(lesson_text("neurons-and-layers"), step)
}

/// A lesson of one's own with ASCII characters and no colour.
pub(crate) fn plain(source: &str, step: &str) -> Screen {
    open_with(
        source,
        step,
        Settings {
            theme: Theme::Plain,
            colors: Colors::None,
            glyphs: Glyphs::Ascii,
            ..Settings::default()
        },
    )
}

fn open_with(source: &str, step: &str, settings: Settings) -> Screen {
    let lesson = lesson::read("test.toml", source).unwrap();
    let index = lesson.steps.iter().position(|s| s.id == step).unwrap();
    let mut lab = Lab::new(lesson);
    lab.go_to(index);
    Screen::of(lab, settings)
}

/// Shows each step of a lesson of the shelf as one comes to it, and then with all done that there
/// is to do but for its goal.
pub(crate) fn walk(name: &str, mut show: impl FnMut(&Lab)) {
    let lesson = lesson::read(name, &shelf::built_in(name).unwrap().text).unwrap();
    let steps = lesson.steps.len();
    let mut lab = Lab::new(lesson);
    for index in 0..steps {
        lab.go_to(index);
        show(&lab);
        if lab.is_withheld() {
            lab.skip();
        }
        while lab.can_train() {
            lab.train(1_000);
        }
        show(&lab);
        if lab.step().goal.is_some() {
            lab.skip();
        }
    }
}

impl Screen {
    /// A lab, drawn as somebody wants it, 80 × 24.
    pub(crate) fn of(lab: Lab, settings: Settings) -> Self {
        let terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
        let (app, effect) = (App::new(lab, settings), Effect::None);
        Self { app, has_quit: false, effect, review: None, terminal }
    }

    /// The same on a screen of another size.
    pub(crate) fn size(mut self, width: u16, height: u16) -> Self {
        self.resize(width, height);
        self
    }

    /// Changes the size of the screen.
    pub(crate) fn resize(&mut self, width: u16, height: u16) {
        self.terminal.backend_mut().resize(width, height);
        self.app.update(Message::Resize(width, height));
    }

    /// Presses keys: characters as they are, others as `<tab>`, `<s-up>`, `<c-c>`.
    #[track_caller]
    pub(crate) fn press(mut self, keys: &str) -> Self {
        for key in parse(keys) {
            self.event(&Event::Key(key));
        }
        self
    }

    /// Clicks the first place where a text stands.
    #[track_caller]
    pub(crate) fn click(mut self, text: &str) -> Self {
        let (column, row) = self.find(text);
        self.click_at(column, row)
    }

    /// Clicks a cell.
    pub(crate) fn click_at(mut self, column: u16, row: u16) -> Self {
        self.mouse(MouseEventKind::Down(MouseButton::Left), column, row);
        self
    }

    /// The first cell of the first place where a text stands: column and row.
    #[track_caller]
    pub(crate) fn find(&mut self, text: &str) -> (u16, u16) {
        let lines = self.lines();
        let hit = lines.iter().enumerate().find_map(|(y, line)| {
            let byte = line.find(text)?;
            Some((line[..byte].chars().count() as u16, y as u16))
        });
        hit.unwrap_or_else(|| panic!("no {text:?} on\n{}", self.text()))
    }

    /// Does something with the mouse at a cell.
    pub(crate) fn mouse(&mut self, kind: MouseEventKind, column: u16, row: u16) {
        let event = MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE };
        self.event(&Event::Mouse(event));
    }

    /// Turns the wheel by a notch, over the middle of the smallest screen.
    pub(crate) fn wheel(mut self, kind: MouseEventKind) -> Self {
        self.mouse(kind, 20, 6);
        self
    }

    /// The screen, line by line, without the blanks at the ends.
    pub(crate) fn text(&mut self) -> String {
        self.lines().join("\n")
    }

    /// The lines of the screen.
    pub(crate) fn lines(&mut self) -> Vec<String> {
        let buffer = self.buffer();
        let row = |y| (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect::<String>();
        (0..buffer.area.height).map(|y| row(y).trim_end().to_owned()).collect()
    }

    /// The cells of the screen.
    pub(crate) fn buffer(&mut self) -> Buffer {
        let app = &self.app;
        self.terminal.draw(|frame| frame.render_widget(app, frame.area())).unwrap();
        self.terminal.backend().buffer().clone()
    }

    /// Asserts that a text stands on the screen. How many blanks keep its words apart is for the
    /// snapshots to say.
    #[track_caller]
    pub(crate) fn shows(mut self, text: &str) -> Self {
        let screen = self.text();
        assert!(has(&screen, text), "no {text:?} on\n{screen}");
        self
    }

    /// Asserts that a text does not stand on the screen.
    #[track_caller]
    pub(crate) fn hides(mut self, text: &str) -> Self {
        let screen = self.text();
        assert!(!has(&screen, text), "{text:?} on\n{screen}");
        self
    }

    /// The id of the step.
    pub(crate) fn step(&self) -> &str {
        &self.app.lab().step().id
    }

    fn event(&mut self, event: &Event) {
        if let Some(message) = to_message(&self.app, event) {
            self.effect = self.app.update(message);
            self.has_quit |= self.effect == Effect::Quit;
            if self.effect == Effect::Shelf {
                self.app.show_shelf(Shelf { lessons: shelf(), review: self.review });
                let Size { width, height } = self.terminal.size().unwrap();
                self.app.update(Message::Resize(width, height));
            }
        }
    }
}

/// The shelf, with something done in the first lesson and much in the fourth.
fn shelf() -> Vec<Shelved> {
    let done = [(1, 0, 0), (0, 0, 0), (0, 0, 0), (12, 3, 1), (0, 0, 0)];
    let shelved = |(name, (seen, done, skipped)): (&str, (usize, usize, usize))| {
        let lesson = lesson::read(name, lesson_text(name)).unwrap();
        let (name, steps, tasks) = (name.to_owned(), lesson.steps.len(), 9);
        let (title, about) = (lesson.title, lesson.about);
        Shelved { name, title, about, steps, seen, tasks, done, skipped }
    };
    SHELVED.into_iter().zip(done).map(shelved).collect()
}

const SHELVED: [&str; 5] =
    ["neurons-and-layers", "a-neuron-learns", "a-yes-no-neuron", "coffee-roasting", "why-layers"];

/// Whether a text stands somewhere, with one blank or with several between its words.
pub(crate) fn has(screen: &str, text: &str) -> bool {
    squeezed(screen).contains(&squeezed(text))
}

/// A text with one blank in place of several, and none within the brackets of a cell.
fn squeezed(text: &str) -> String {
    let line = |line: &str| {
        let edge = if line.starts_with(' ') { " " } else { "" };
        let words: Vec<&str> = line.split_whitespace().collect();
        let end = if line.len() > 1 && line.ends_with(' ') { " " } else { "" };
        format!("{edge}{}{end}", words.join(" ")).replace("[ ", "[").replace(" ]", "]")
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn parse(keys: &str) -> Vec<KeyEvent> {
    let mut parsed = Vec::new();
    let mut rest = keys;
    while let Some(c) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|tail| tail.split_once('>'));
        let (key, tail) = match named {
            Some((name, tail)) => (named_key(name), tail),
            None => (KeyEvent::new(KeyCode::Char(c), modifiers(c)), &rest[c.len_utf8()..]),
        };
        parsed.push(key);
        rest = tail;
    }
    parsed
}

// Terminals report Shift with a capital letter.
fn modifiers(c: char) -> KeyModifiers {
    if c.is_uppercase() { KeyModifiers::SHIFT } else { KeyModifiers::NONE }
}

#[track_caller]
fn named_key(name: &str) -> KeyEvent {
    let (modifiers, name) = match name.split_once('-') {
        Some(("s", name)) => (KeyModifiers::SHIFT, name),
        Some(("c", name)) => (KeyModifiers::CONTROL, name),
        _ => (KeyModifiers::NONE, name),
    };
    let code = match name {
        "tab" => KeyCode::Tab,
        "backtab" => KeyCode::BackTab,
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pgup" => KeyCode::PageUp,
        "pgdn" => KeyCode::PageDown,
        "back" => KeyCode::Backspace,
        "del" => KeyCode::Delete,
        one if one.chars().count() == 1 => KeyCode::Char(one.chars().next().unwrap_or(' ')),
        other => panic!("no key is called {other}"),
    };
    KeyEvent::new(code, modifiers)
}
