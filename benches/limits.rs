//! Whether the limits of a lesson keep what they promise on this machine: `cargo bench --bench
//! limits`.
//!
//! The first table holds the work that is counted against the time that it takes: a limit in
//! seconds is worth as much as this comes near. The second presses every key at every step of
//! lessons as large as they may be: none may take longer than a tenth of a second.

#[path = "../tests/it/large.rs"]
mod large;

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use layerlab::lab::Lab;
use layerlab::lesson::format::Action;
use layerlab::lesson::work::{FitWork, Size};
use layerlab::lesson::{self, Lesson, limits, shelf};
use layerlab::tui::{App, Message, Settings};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

fn main() {
    println!("{:<70} {:>10} {:>10} {:>6}", "an epoch of", "counted", "taken", "x");
    for (columns, hidden) in SHAPES {
        for activation in ["relu", "sigmoid", "gelu"] {
            for fit in FITS {
                epoch(columns, hidden, activation, fit);
            }
        }
    }
    println!("\n{:<36} {:>10}  which", "the slowest key at step", "time");
    for (name, text) in lessons() {
        lesson_of(name, &text);
    }
    largest_file();
}

/// A data file with as many rows as it may have: it should be there within a second.
fn largest_file() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("largest");
    fs::create_dir_all(&folder).expect("a folder");
    let row = |row: usize| format!("{}.{},{},{}\n", row % 977, row % 89, row % 31, row % 2);
    let rows: String = (0..limits::DATA_ROWS).map(row).collect();
    fs::write(folder.join("rows.csv"), format!("a,b,y\n{rows}")).expect("a file");
    let lesson = "format = 1\ntitle = \"t\"\nabout = \"a\"\n[data.d]\nfile = \"rows.csv\"\n\
                  x = [\"a\", \"b\"]\ny = \"y\"\n[[step]]\nid = \"d\"\ntitle = \"d\"\n\
                  run.dataset = \"d\"\n";
    fs::write(folder.join("lesson.toml"), lesson).expect("a file");
    let start = Instant::now();
    let read = shelf::open(&folder.join("lesson.toml")).and_then(|source| source.read());
    let lab = Lab::new(read.expect("a lesson"));
    let loaded = start.elapsed();
    println!("\n{:<36} {:>10}", "the largest file is read in", format!("{loaded:.0?}"));
    let start = Instant::now();
    black_box(lab.outcome());
    println!("{:<36} {:>10}", "and shown in", format!("{:.0?}", start.elapsed()));
    assert!(loaded < Duration::from_secs(1), "a large file is slow");
}

const SHAPES: [(usize, &[usize]); 10] = [
    (1, &[]),
    (2, &[3]),
    (8, &[8]),
    (20, &[25, 15]),
    (100, &[100]),
    (2, &[128, 128]),
    (1, &[1000]),
    (1000, &[10]),
    (1000, &[900]),
    (32, &[32; 12]),
];

const FITS: [&str; 6] = [
    "optimizer = \"sgd\", batch_size = 1",
    "optimizer = \"sgd\", batch_size = 32",
    "optimizer = \"sgd\", batch_size = 10000",
    "optimizer = \"adam\", batch_size = 1",
    "optimizer = \"adam\", batch_size = 32",
    "validation_split = 0.99",
];

/// The least of several runs, for the machine has other things to do.
fn epoch(columns: usize, hidden: &[usize], activation: &str, fit: &str) {
    let rows = (2_000_000 / (columns * hidden.first().unwrap_or(&1))).clamp(64, 1_000);
    let what = format!("{columns} > {hidden:?} {activation}, {rows} rows, {fit}");
    let fit = format!("learning_rate = 1e-9, epochs = 1, {fit}");
    let source = large::training((rows, columns), hidden, activation, &fit);
    let lesson = match lesson::read("bench.toml", &source) {
        Ok(lesson) => lesson,
        Err(error) => return println!("{what}: {}", error.faults[0].message),
    };
    let counted = work_of(&lesson).all as f64 / limits::WORK_PER_MS as f64;
    let run = |_| {
        let mut lab = Lab::new(lesson.clone());
        lab.go_to(2);
        let start = Instant::now();
        black_box(lab.train(usize::MAX));
        start.elapsed()
    };
    let taken = ms((0..7).map(run).min().unwrap_or_default());
    println!("{what:<70} {counted:>7.2} ms {taken:>7.2} ms {:>6.2}", taken / counted);
}

fn work_of(lesson: &Lesson) -> FitWork {
    match [&lesson.steps[1].run, &lesson.steps[2].run] {
        [Some(Action::Sequential(model)), Some(Action::Fit(fit))] => {
            let x = &lesson.data["d"].x;
            FitWork::of(Size::of_model(model, x[0].len()), fit, x.len())
        }
        _ => panic!("a model and a fit of it"),
    }
}

/// Lessons that are each as large as they may be in another way.
fn lessons() -> Vec<(&'static str, String)> {
    let of = |rows, columns, hidden: &[usize], activation, more: Vec<(&'static str, String)>| {
        let steps = [vec![large::dataset(), large::model(hidden, activation)], more].concat();
        large::lesson(&large::data(rows, columns), &steps)
    };
    let z: Vec<String> = (0..1000).map(|z| format!("{z}.0")).collect();
    let activation = format!("run.activation = {{ name = \"gelu\", z = [{}] }}", z.join(","));
    let text = format!("text = \"\"\"{}\"\"\"", "**a** b `c` ".repeat(1600));
    vec![
        ("10000 rows, 1 feature", of(10_000, 1, &[], "relu", many_rows())),
        ("10000 rows, 100 units", of(10_000, 2, &[100], "sigmoid", pictures(40))),
        ("10000 rows, 350 units", of(10_000, 1, &[350], "relu", pictures(10))),
        ("95 rows, 1000 x 990", of(95, 1000, &[990], "relu", pictures(20))),
        ("119 rows, 2 x 1000 x 950", of(119, 2, &[1000, 950], "relu", pictures(5))),
        ("1000 rows, 12 layers of 64", of(1_000, 2, &[64; 12], "sigmoid", pictures(100))),
        ("gradient, 10000 x 20", of(10_000, 20, &[], "relu", vec![gradient("along = \"w[3]\"")])),
        ("100000 epochs", of(2, 1, &[], "relu", vec![("f", large::fit(LONG))])),
        ("500 steps", of(500, 20, &[30, 15], "relu", vec![("f", large::fit("epochs = 5")); 490])),
        ("activation and text", large::lesson("", &[("a", activation), ("t", text)])),
    ]
}

const LONG: &str = "epochs = 100000, metric = \"accuracy\", learning_rate = 1e-6";

fn gradient(more: &str) -> (&'static str, String) {
    ("g", format!("run.gradient = {{ model = \"m\", loss = \"binary_crossentropy\", {more} }}"))
}

fn predict(more: &str) -> String {
    format!("run.predict = {{ model = \"m\"{more} }}")
}

const GOAL: &str = "goal = { loss = { of = \"binary_crossentropy\", below = 0.01 }, \
                    accuracy = { at_least = 1.0 } }";

fn many_rows() -> Vec<(&'static str, String)> {
    let rows: Vec<String> = (0..limits::ASKED_ROWS).map(|row| row.to_string()).collect();
    let option = "{ text = \"a\", reply = \"b\" }";
    let question =
        format!("question = {{ ask = \"?\", options = [{option}, {option}], answer = 2 }}");
    let asked = predict(&format!(", rows = [{}]", rows.join(",")));
    vec![
        ("p", predict(", threshold = 0.5, formula = true")),
        ("q", format!("{asked}\n{question}")),
        ("w", format!("run.get_weights = {{ layer = \"m_end\" }}\n{GOAL}")),
        gradient(""),
        gradient("along = \"w\""),
        ("f", large::fit("batch_size = 10000, epochs = 1000, metric = \"accuracy\"")),
        ("v", large::fit("validation_split = 0.5, epochs = 100")),
    ]
}

fn pictures(epochs: usize) -> Vec<(&'static str, String)> {
    let fit = large::fit(&format!("epochs = {epochs}, optimizer = \"adam\", batch_size = 20"));
    vec![
        ("p", predict(", threshold = 0.5, formula = true")),
        ("u", format!("{}\npicture = \"units\"\n{GOAL}", predict(""))),
        ("s", "run.summary = { model = \"m\" }\npicture = \"network\"".to_owned()),
        ("f", format!("{fit}\n{GOAL}")),
    ]
}

fn lesson_of(name: &str, text: &str) {
    let start = large::time();
    let lesson = match lesson::read("bench.toml", text) {
        Ok(lesson) => lesson,
        Err(error) => return println!("{name}: {error}"),
    };
    let read = large::time().saturating_sub(start);
    let steps = lesson.steps.len();
    let mut lab = Lab::new(lesson);
    lab.go_to(steps - 1);
    println!("{name}, read in {:.0} ms", ms(read));
    let mut app = App::new(lab, Settings::default());
    for step in (0..steps).take(14) {
        app.update(Message::First);
        while app.lab().position() < step {
            app.update(Message::Next);
        }
        if let Some((time, message)) = KEYS
            .map(|key| (press(&mut app, key.clone()), key))
            .into_iter()
            .max_by_key(|(time, _)| *time)
        {
            let id = &app.lab().step().id;
            println!("  {step:>3} {id:<30} {:>7.1} ms  {message:?}", ms(time));
        }
    }
}

/// The time of a key and of the frame that it is followed by.
fn press(app: &mut App, message: Message) -> Duration {
    let mut terminal = Terminal::new(TestBackend::new(200, 60)).expect("a screen");
    app.update(Message::Resize(200, 60));
    let start = large::time();
    app.update(message);
    terminal.draw(|frame| frame.render_widget(&*app, frame.area())).expect("a frame");
    large::time().saturating_sub(start)
}

const KEYS: [Message; 33] = [
    Message::NextWeight,
    Message::Up(1),
    Message::Down(10),
    Message::Type('5'),
    Message::Type('1'),
    Message::Backspace,
    Message::Accept,
    Message::Undo,
    Message::Redo,
    Message::PreviousWeight,
    Message::Up(1),
    Message::Cancel,
    Message::NextExample,
    Message::PageDown,
    Message::PageUp,
    Message::NextPicture,
    Message::NextPicture,
    Message::NextPicture,
    Message::Reroll,
    Message::Reset,
    Message::Batch,
    Message::Undo,
    Message::Hint,
    Message::Option(0),
    Message::Option(1),
    Message::Skip,
    Message::List,
    Message::Down(1),
    Message::Cancel,
    Message::Help,
    Message::Cancel,
    Message::Click(150, 20),
    Message::Reset,
];

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
