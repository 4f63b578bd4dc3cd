//! What a lesson may ask for altogether: refused just above a limit and taken just below it, and
//! at the limits still quick and small.

#![allow(clippy::unwrap_used, reason = "a test may be strict")]

use std::fs;
use std::process::Command;
use std::time::Duration;

use layerlab::journal::Entry;
use layerlab::lab::{EditError, Lab, Setting, parse_setting};
use layerlab::lesson::format::Action;
use layerlab::lesson::work::{FitWork, Size};
use layerlab::lesson::{Lesson, limits, read};
use layerlab::tui::{App, Message, Settings};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use crate::large;
use crate::scratch::file;

/// A lesson that fits a model of so many units to so many rows.
fn fitted(rows: usize, units: usize, fit: &str) -> String {
    large::training((rows, 2), &[units], "relu", fit)
}

/// The work of the last step of a lesson, which is a fit of the model of the one before.
fn work(lesson: &Lesson) -> FitWork {
    let [.., model, fit] = lesson.steps.as_slice() else { panic!("too few steps") };
    let (Some(Action::Sequential(model)), Some(Action::Fit(fit))) = (&model.run, &fit.run) else {
        panic!("no fit of a model")
    };
    FitWork::of(Size::of_model(model, 2), fit, lesson.data["d"].x.len())
}

#[track_caller]
fn refused(text: &str, place: &str, needles: &[&str]) {
    let error = read("large.toml", text).unwrap_err().to_string();
    for needle in [place].iter().chain(needles) {
        assert!(error.contains(needle), "no {needle:?} in:\n{error}");
    }
}

#[track_caller]
fn taken(text: &str) -> Lesson {
    read("large.toml", text).unwrap()
}

#[test]
fn a_fit_takes_no_longer_than_its_limit() {
    let fit = |epochs: usize| fitted(2_000, 100, &format!("epochs = {epochs}"));
    let epochs = limits::FIT_WORK / work(&taken(&fit(1))).all;
    taken(&fit(epochs));
    let said = ["this fit is about 11 s of work, and the limit is 10 s", "expected fewer epochs"];
    refused(&fit(epochs + epochs / 20), "step `f`, run.fit.epochs", &said);
}

// In numbers, for a limit that has moved moves a test that asks for it along.
#[test]
fn the_work_of_a_fit_has_its_limit_to_the_epoch() {
    let fit = |epochs: usize| fitted(2_000, 100, &format!("epochs = {epochs}"));
    let epochs = 120_000_000_000 / work(&taken(&fit(1))).all;
    taken(&fit(epochs));
    refused(&fit(epochs + 1), "step `f`, run.fit.epochs", &["this fit is about"]);
    let mut lab = Lab::new(taken(&fit(1)));
    lab.go_to(2);
    let mut set = |epochs: usize| {
        lab.act(Entry::Fit(parse_setting(Setting::Epochs, &epochs.to_string()).unwrap()))
    };
    assert_eq!((set(epochs), set(epochs + 1)), (Ok(()), Err(EditError::TooMuchWork)));
}

// A lesson that is taken today is taken tomorrow: these are promises to who writes one.
#[test]
fn nothing_has_less_room_than_was_promised() {
    let words = [
        limits::TITLE_CHARS,
        limits::ABOUT_CHARS,
        limits::DATA_SET_CHARS,
        limits::LABEL_CHARS,
        limits::CLASS_CHARS,
        limits::ID_CHARS,
        limits::NAME_CHARS,
        limits::HINT_CHARS,
        limits::QUESTION_CHARS,
        limits::OPTION_CHARS,
        limits::EXPECTED_CHARS,
    ];
    assert_eq!(words, [120, 300, 60, 100, 40, 80, 40, 500, 500, 200, 20_000]);
    let counts = [limits::DATA_SETS, limits::CLASSES, limits::SOLUTIONS, limits::HINTS];
    assert_eq!(counts, [100, 20, 20, 20]);
    let sums = [limits::PRINTED_NUMBERS, limits::GRADIENT_NUMBERS, limits::KEPT_NUMBERS];
    assert_eq!(sums, [1_000, 200_000, 16_000_000]);
    assert_eq!([limits::BATCH_WORK, limits::WORK], [120_000_000; 2]);
    assert_eq!(limits::FILE_BYTES, 2 << 20);
}

#[test]
fn a_batch_takes_no_longer_than_a_frame() {
    let fit = |size: usize| fitted(5_000, 600, &format!("epochs = 1, batch_size = {size}"));
    taken(&fit(2_500));
    let said = ["one batch, with the validation of an epoch", "the limit is 10 ms"];
    refused(&fit(5_000), "run.fit.batch_size", &said);
}

#[test]
fn what_is_held_back_to_validate_counts() {
    let fit = |split: &str| fitted(10_000, 100, &format!("epochs = 20000, {split}batch_size = 3"));
    let held_back = fit("validation_split = 0.9997, ");
    refused(&held_back, "run.fit.epochs", &["this fit is about"]);
    taken(&held_back.replace("20000", "1000"));
}

#[test]
fn a_lesson_takes_no_longer_than_its_limit() {
    let one = fitted(2_000, 100, "epochs = 1");
    let epochs = limits::FIT_WORK / work(&taken(&one)).all;
    let lesson = |fits: usize| {
        let mut steps = vec![large::dataset(), large::model(&[100], "relu")];
        steps.extend((0..fits).map(|_| ("f", large::fit(&format!("epochs = {epochs}")))));
        large::lesson(&large::data(2_000, 2), &steps)
    };
    taken(&lesson(5));
    refused(&lesson(6), "step `f`", &["the lesson up to here is about", "the limit is 59 s"]);
}

#[test]
fn epochs_layers_and_numbers_of_all_steps_are_counted() {
    let mut steps = vec![large::dataset(), large::model(&[], "relu")];
    let epochs = limits::EPOCHS;
    steps.extend((0..31).map(|_| ("f", large::fit(&format!("epochs = {epochs}, batch_size = 2")))));
    let said = ["3100000 epochs in a lesson are too many", "the limit is 3000000"];
    refused(&large::lesson(&large::data(2, 1), &steps), "run.fit.epochs", &said);
    let models: Vec<String> =
        (0..51).map(|n| large::model_named(&format!("m{n}"), None, &[1; 19], "relu")).collect();
    let models: Vec<(&str, String)> = models.into_iter().map(|model| ("m", model)).collect();
    let said = ["1001 layers in a lesson are too many: the limit is 1000"];
    refused(&large::lesson("", &models), "run.sequential", &said);
    let mut steps = vec![large::dataset(), large::model(&[900], "relu")];
    steps.extend((0..10).map(|_| ("f", large::fit("epochs = 1, batch_size = 8"))));
    let said = ["numbers kept by all steps", "the limit is 40000000"];
    refused(&large::lesson(&large::data(20, 1_000), &steps), "step `f`", &said);
}

#[test]
fn a_call_asks_for_as_many_rows_as_it_may() {
    let lesson = |rows: usize| {
        let rows = vec!["0"; rows].join(",");
        let ask = format!("run.call = {{ layer = \"m\", rows = [{rows}] }}");
        large::lesson(
            &large::data(2, 1),
            &[large::dataset(), large::model(&[], "relu"), ("c", ask)],
        )
    };
    taken(&lesson(limits::ASKED_ROWS));
    let said = ["10001 rows are too many: the limit is 10000"];
    refused(&lesson(limits::ASKED_ROWS + 1), "step `c`, run.call.rows", &said);
}

#[test]
fn the_rows_of_a_call_count_as_work() {
    let lesson = |rows: usize| {
        let rows = vec!["0"; rows].join(",");
        let ask = format!("run.predict = {{ model = \"m\", rows = [{rows}] }}");
        large::lesson(
            &large::data(2, 100),
            &[large::dataset(), large::model(&[1_000], "relu"), ("c", ask)],
        )
    };
    taken(&lesson(800));
    refused(&lesson(1_000), "run.predict.rows", &["one pass of these rows", "the limit is 10 ms"]);
}

#[test]
fn a_step_says_as_much_as_it_may() {
    // The title, the question and eight options have a character each, and every reply 2,000.
    let option = format!("{{ text = \"a\", reply = \"{}\" }}", "é".repeat(limits::REPLY_CHARS));
    let options = vec![option; 8].join(", ");
    let lesson = |chars: usize| {
        let text = "é".repeat(chars);
        let question = format!("{{ ask = \"a\", answer = 1, options = [{options}] }}");
        large::lesson("", &[("t", format!("text = \"{text}\"\nquestion = {question}"))])
    };
    taken(&lesson(limits::STEP_CHARS - 16_010));
    let said = ["20001 characters in a step are too many: the limit is 20000"];
    refused(&lesson(limits::STEP_CHARS - 16_009), "step `t`, text", &said);
}

#[test]
fn a_learner_stays_within_the_limits_of_a_fit() {
    let mut lab = Lab::new(taken(&fitted(2_000, 100, "epochs = 10")));
    lab.go_to(2);
    let mut set = |setting, text: &str| {
        lab.act(Entry::Fit(parse_setting(setting, text).unwrap())).map_err(|e| e.to_string())
    };
    assert_eq!(set(Setting::Epochs, "1000"), Ok(()));
    let error = set(Setting::Epochs, "50000").unwrap_err();
    assert!(error.contains("that would take too long"), "{error}");
    assert!(set(Setting::Epochs, "100001").is_err());
}

/// How many moments a lab keeps, of all steps.
fn moments(lab: &Lab) -> usize {
    format!("{lab:?}").matches("record: Record").count()
}

/// A lab at the first of two fits of a large model.
fn large_fit() -> Lab {
    let fit = ("f", large::fit("epochs = 1, batch_size = 10"));
    let steps = [large::dataset(), large::model(&[900], "relu"), fit.clone(), fit];
    let mut lab = Lab::new(taken(&large::lesson(&large::data(20, 1_000), &steps)));
    lab.go_to(2);
    lab
}

fn change_and_train(lab: &mut Lab) {
    for (setting, text) in [(Setting::LearningRate, "0.1"), (Setting::BatchSize, "5")].repeat(4) {
        lab.act(Entry::Fit(parse_setting(setting, text).unwrap())).unwrap();
        lab.act(Entry::StartOver).unwrap();
        lab.train(1);
    }
}

/// Two of them come to nearly all numbers that may be kept; the present ones of the two steps go
/// with them, and one that is on its way.
const MOST_OF_LARGE: usize = 5;

// Only so many moments of a large model are kept; the others are done again from the start.
#[test]
fn everything_can_be_taken_back_however_large_the_model() {
    let mut lab = large_fit();
    change_and_train(&mut lab);
    assert!(moments(&lab) <= MOST_OF_LARGE);
    let trained = lab.outcome();
    let mut count = 0;
    while lab.undo() {
        lab.catch_up(usize::MAX);
        count += 1;
        // To look at all numbers takes its time.
        if count % 8 == 0 {
            assert!(moments(&lab) <= MOST_OF_LARGE);
        }
    }
    assert!(count > 10, "{count}");
    (0..count).for_each(|_| assert!(lab.redo()));
    lab.catch_up(usize::MAX);
    assert!(moments(&lab) <= MOST_OF_LARGE);
    assert_eq!(lab.outcome(), trained);
}

#[test]
fn moments_of_all_steps_share_a_limit() {
    let mut lab = large_fit();
    change_and_train(&mut lab);
    lab.go_to(3);
    change_and_train(&mut lab);
    let mut again = Lab::with(lab.lesson().clone(), lab.journal().clone());
    again.approach(3);
    again.catch_up(20);
    assert!(again.is_behind() && moments(&again) <= MOST_OF_LARGE, "on the way");
    again.catch_up(usize::MAX);
    assert_eq!(again.outcome(), lab.outcome());
    for lab in [&mut again, &mut lab] {
        assert!(moments(lab) <= MOST_OF_LARGE);
        lab.go_to(2);
        assert!(lab.undo());
        lab.catch_up(usize::MAX);
    }
    assert!(moments(&again) <= MOST_OF_LARGE);
    assert_eq!(again.outcome(), lab.outcome());
}

// Where they are too many, every other one of the older half goes.
#[test]
fn moments_of_a_small_model_are_kept_by_the_hundred() {
    let mut lab = Lab::new(taken(&fitted(10, 1, "epochs = 1")));
    lab.go_to(2);
    let parameters = lab.outcome().parameters;
    let mut kept = Vec::new();
    for deed in 1..=900_usize {
        let parameter = parameters[deed % 2].parameter.clone();
        lab.act(Entry::Set(parameter, 10.0 + deed as f32)).unwrap();
        if [1, 512, 513, 640, 641].contains(&deed) {
            kept.push(moments(&lab));
        }
    }
    assert_eq!(kept, [2, 513, 386, 513, 386]);
    for deed in (1..=900_usize).rev() {
        assert!(lab.undo());
        lab.catch_up(usize::MAX);
        let value = |deed: usize| match deed {
            0 => (&parameters[0].parameter, parameters[0].value),
            _ => (&parameters[deed % 2].parameter, 10.0 + deed as f32),
        };
        let [last, before] = [deed - 1, deed.saturating_sub(2)].map(value);
        assert_eq!(lab.value(last.0), Some(last.1), "{deed}");
        // It goes on with the last one, of which the moment before may be gone.
        if deed > 2 {
            lab.act(Entry::Set(last.0.clone(), 5.0)).unwrap();
            assert_eq!([last.0, before.0].map(|p| lab.value(p)), [Some(5.0), Some(before.1)]);
        }
    }
    assert!(!lab.undo() && moments(&lab) <= 513);
}

// What the system gives a process is held to the promise, so that more would end it.
#[test]
fn a_lesson_at_the_limits_fits_into_memory() {
    if !cfg!(target_os = "linux") {
        return;
    }
    let rows = (0..480).map(|_| large::dataset());
    let many_sets = large::lesson(&large::data(1_000, 200), &rows.collect::<Vec<_>>());
    let mut steps = vec![large::dataset(), large::model(&[900], "relu")];
    steps.extend(
        (0..4).map(|_| ("f", large::fit("epochs = 1, optimizer = \"adam\", batch_size = 5"))),
    );
    let large_model = large::lesson(&large::data(20, 1_000), &steps);
    let mut steps = vec![large::dataset(), large::model(&[100], "relu")];
    steps.extend((0..60).map(|_| ("f", large::fit("epochs = 1"))));
    let many_fits = large::lesson(&large::data(1_000, 60), &steps);
    let tiny = format!("[{}]", vec!["[1]"; 10_000].join(","));
    let sets: Vec<String> =
        (0..22).map(|n| format!("[data.d{n}]\nx = {tiny}\ny = {tiny}\n")).collect();
    let tiny_rows = large::lesson(&sets.concat(), &[("d", "run.dataset = \"d0\"".to_owned())]);
    for (command, name, text) in [
        ("run", "sets", many_sets),
        ("check", "model", large_model),
        ("check", "fits", many_fits),
        ("check", "faulty", format!("{tiny_rows}\n[[step]]\nid = \"A\"\ntitle = 3\n")),
        ("check", "rows", tiny_rows),
    ] {
        let path = file(&format!("{name}.toml"), text);
        let limited = format!("ulimit -v {MEMORY_KB} && exec \"$0\" {command} \"$1\"");
        let program = env!("CARGO_BIN_EXE_layerlab");
        let output =
            Command::new("sh").args(["-c", &limited, program]).arg(&path).output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        // A process that gets no more memory is ended by a signal.
        assert!(output.status.code().is_some_and(|code| code < 2), "{command} {name}: {errors}");
        fs::remove_file(path).unwrap();
    }
}

/// 512 MiB.
const MEMORY_KB: usize = 512 * 1024;

#[test]
fn every_key_is_quick_at_the_limits() {
    let goal = "goal = { loss = { of = \"binary_crossentropy\", below = 0.01 }, \
                accuracy = { at_least = 1.0 } }";
    let predict = "run.predict = { model = \"m\", threshold = 0.5, formula = true }";
    let rows = large::lesson(
        &large::data(10_000, 1),
        &[
            large::dataset(),
            large::model(&[], "relu"),
            ("p", format!("{predict}\n{goal}")),
            ("b", "run.gradient = { model = \"m\", loss = \"binary_crossentropy\" }".to_owned()),
            ("f", large::fit("epochs = 2, batch_size = 1000")),
        ],
    );
    let units = large::lesson(
        &large::data(10_000, 2),
        &[
            large::dataset(),
            large::model(&[100], "sigmoid"),
            ("u", format!("{predict}\npicture = \"units\"\n{goal}")),
        ],
    );
    let wide = large::lesson(
        &large::data(90, 1_000),
        &[large::dataset(), large::model(&[990], "relu"), ("p", format!("{predict}\n{goal}"))],
    );
    for text in [rows, units, wide] {
        let mut lab = Lab::new(taken(&text));
        let steps = lab.lesson().steps.len();
        lab.go_to(2);
        let mut app = App::new(lab, Settings::default());
        for step in 2..steps {
            every_key(&mut app);
            app.update(Message::Next);
            assert_eq!(app.lab().position(), (step + 1).min(steps - 1));
        }
    }
}

fn every_key(app: &mut App) {
    let step = app.lab().step().id.clone();
    let mut terminal = Terminal::new(TestBackend::new(120, 40)).unwrap();
    app.update(Message::Resize(120, 40));
    for message in KEYS {
        // The best of some, for the machine has other things to do.
        let quickest = (0..3).map(|_| {
            let start = large::time();
            app.update(message.clone());
            terminal.draw(|frame| frame.render_widget(&*app, frame.area())).unwrap();
            large::time().saturating_sub(start)
        });
        let time = quickest.min().unwrap();
        assert!(time < KEY_LIMIT, "{message:?} takes {time:?} at step {step}");
    }
}

const KEYS: [Message; 16] = [
    Message::NextWeight,
    Message::Up(1),
    Message::Type('5'),
    Message::Backspace,
    Message::Cancel,
    Message::NextExample,
    Message::Undo,
    Message::Redo,
    Message::Reset,
    Message::Reroll,
    Message::NextPicture,
    Message::PageDown,
    Message::Hint,
    Message::Skip,
    Message::List,
    Message::Cancel,
];

/// For a build that is not made for speed, on a machine that is busy; `cargo bench --bench limits`
/// holds the program itself to a tenth of a second.
const KEY_LIMIT: Duration = Duration::from_millis(500);
