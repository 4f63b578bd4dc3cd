//! The keys: any bytes from a terminal, at any step, on a screen of any size.

use std::cell::RefCell;

use layerlab::chart::Glyphs;
use layerlab::lab::Lab;
use layerlab::lesson::{self, shelf};
use layerlab::tui::{App, Colors, Decoder, Effect, Message, Settings, Theme, to_message};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

/// The first byte chooses where and how large; the others are what comes from the terminal.
pub(crate) fn run(bytes: &[u8]) {
    let Some((first, keys)) = bytes.split_first() else { return };
    let size = SIZES[usize::from(first / 16) % SIZES.len()];
    let mut app = APPS.with_borrow(|apps| apps[usize::from(first % 16) % apps.len()].clone());
    app.update(Message::Resize(size.0, size.1));
    let mut decoder = Decoder::default();
    for piece in keys.chunks(7).take(KEYS) {
        let mut events = decoder.decode(piece);
        events.extend(decoder.give_up());
        for event in events {
            let Some(message) = to_message(&app, &event) else { continue };
            if app.update(message) != Effect::None {
                return;
            }
        }
        if app.pace().is_some() {
            app.update(Message::Train { batches: 3, per_second: 100 });
        }
        draw(&app, size);
    }
}

const SIZES: [(u16, u16); 8] =
    [(80, 24), (120, 40), (40, 12), (1, 1), (200, 60), (39, 11), (72, 16), (250, 5)];
const KEYS: usize = 40;

thread_local! {
    static APPS: RefCell<Vec<App>> = RefCell::new(apps());
}

/// Steps of every kind, some of them without colours.
fn apps() -> Vec<App> {
    let plain = Settings {
        theme: Theme::Plain,
        colors: Colors::None,
        glyphs: Glyphs::Ascii,
        ..Settings::default()
    };
    let all = shelf::NAMES.into_iter().flat_map(|name| {
        let source = shelf::built_in(name).map(|source| source.text);
        let lesson = lesson::read(name, &source.unwrap_or_default()).expect("a lesson");
        let last = lesson.steps.len() - 1;
        [0, last / 3, last * 3 / 4].map(|at| {
            let mut lab = Lab::new(lesson.clone());
            lab.go_to(at);
            App::new(lab, if at == 0 { plain } else { Settings::default() })
        })
    });
    all.collect()
}

fn draw(app: &App, (width, height): (u16, u16)) {
    let area = Rect::new(0, 0, width, height);
    app.render(area, &mut Buffer::empty(area));
}
