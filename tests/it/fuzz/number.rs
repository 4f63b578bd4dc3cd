//! A number cell: any bytes typed into it.

use std::cell::RefCell;

use crossterm::event::Event;
use layerlab::lab::{Lab, Setting, parse_setting, parse_value};
use layerlab::lesson;
use layerlab::tui::{App, Decoder, Mode, Settings, to_message};

/// Whatever is typed, a weight is a finite number, and the cell never holds more than it shows.
pub(crate) fn run(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        assert!(parse_value(text).is_ok_and(f32::is_finite) || parse_value(text).is_err());
        for setting in Setting::ALL {
            let _ = parse_setting(setting, text);
        }
    }
    let mut app = APP.with_borrow(App::clone);
    for event in Decoder::default().decode(bytes) {
        take(&mut app, &event);
        if !matches!(app.lab().step().id.as_str(), STEP) {
            return;
        }
    }
    let values = app.lab().outcome().parameters;
    assert!(values.iter().all(|weight| weight.value.is_finite()));
}

const STEP: &str = "known-weights";

const LESSON: &str = include_str!("../../lessons/neurons-and-layers.toml");

thread_local! {
    // With the first weight chosen.
    static APP: RefCell<App> = RefCell::new(app());
}

fn app() -> App {
    let lesson = lesson::read("lesson.toml", LESSON).expect("a lesson");
    let at = lesson.steps.iter().position(|step| step.id == STEP).expect("the step");
    let mut lab = Lab::new(lesson);
    lab.go_to(at);
    let mut app = App::new(lab, Settings::default());
    for event in Decoder::default().decode(b"\t") {
        take(&mut app, &event);
    }
    app
}

fn take(app: &mut App, event: &Event) {
    if let Some(message) = to_message(app, event) {
        app.update(message);
    }
    if let Mode::Typing(typing) = app.mode() {
        assert!(typing.text().chars().count() <= 16);
    }
}
