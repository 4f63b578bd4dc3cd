//! Whether the limits of a lesson keep what they promise on this machine: `cargo bench --bench
//! limits`.
//!
//! The first table holds the work that is counted against the time that it takes. The second
//! presses every key at lessons as large as they may be.

#[path = "../tests/it/large.rs"]
mod large;

use std::hint::black_box;
use std::time::Duration;

use layerlab::lab::Lab;
use layerlab::lesson::format::{Action, Fit};
use layerlab::lesson::work::{FitWork, Size};
use layerlab::lesson::{self, Lesson, limits};
use layerlab::tui::{App, Message, Settings};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

fn main() {
    println!("{:<46} {:>9} {:>9} {:>6}", "an epoch of", "counted", "taken", "taken/counted");
    for (columns, hidden) in [
        (1, &[][..]),
        (2, &[3]),
        (8, &[8]),
        (20, &[25, 15]),
        (100, &[100]),
        (2, &[128, 128]),
        (1, &[1000]),
        (1000, &[]),
        (1000, &[10]),
        (1000, &[900]),
        (4, &[4; 19]),
        (32, &[32; 19]),
    ] {
        for activation in ["relu", "sigmoid", "gelu"] {
            for optimizer in ["sgd", "adam"] {
                for batch_size in [1, 32, 10_000] {
                    epoch(
                        columns,
                        hidden,
                        activation,
                        &format!("optimizer = \"{optimizer}\", batch_size = {batch_size}"),
                    );
                }
            }
            epoch(columns, hidden, activation, "validation_split = 0.99");
        }
    }
    println!("\n{:<46} {:>9} {:>9} {:>9}", "every key, the slowest", "open", "go to", "key");
    for (name, text) in lessons() {
        keys(name, &text);
    }
}

fn epoch(columns: usize, hidden: &[usize], activation: &str, fit: &str) {
    let rows = (2_000_000 / (columns * (hidden.first().copied().unwrap_or(1)))).clamp(64, 2000);
    let text = large::lesson(
        &large::data(rows, columns),
        &[
            large::dataset(),
            large::model(hidden, activation),
            ("f", large::fit(&format!("learning_rate = 1e-9, epochs = 1, {fit}"))),
        ],
    );
    let lesson = match lesson::read("bench.toml", &text) {
        Ok(lesson) => lesson,
        Err(error) => {
            return println!("{columns} > {hidden:?} {activation} {fit}: {}", error.message);
        }
    };
    let work = work_of(&lesson).all as f64 / limits::WORK_PER_MS as f64;
    let taken = (0..3)
        .map(|_| {
            let mut lab = Lab::new(lesson.clone());
            lab.go_to(2);
            time(|| lab.train(usize::MAX))
        })
        .min()
        .unwrap_or_default()
        .as_secs_f64()
        * 1e3;
    let what = format!("{columns} > {hidden:?} {activation} {fit}");
    let ratio = taken / work;
    let flag = if (0.5..2.0).contains(&ratio) { "" } else { " !" };
    println!("{what:<90} {work:>6.2} ms {taken:>6.2} ms {ratio:>6.2}{flag}");
}

fn work_of(lesson: &Lesson) -> FitWork {
    let of = |wanted: usize| lesson.steps[wanted].run.as_ref();
    let (Some(Action::Sequential(model)), Some(Action::Fit(fit))) = (of(1), of(2)) else {
        panic!()
    };
    let fit: &Fit = fit;
    let data = &lesson.data["d"];
    FitWork::of(Size::of_model(model, data.x[0].len()), fit, data.x.len())
}

fn lessons() -> Vec<(&'static str, String)> {
    let goal = "goal = { loss = { of = \"binary_crossentropy\", below = 0.01 }, accuracy = { at_least = 1.0 } }\nhints = [\"a\", \"b\"]";
    let line_goal = "goal = { loss = { of = \"binary_crossentropy\", below = 0.01 }, boundary = { at = 0.3, within = 0.001 }, steepness = { at_least = 100.0 }, accuracy = { at_least = 1.0 } }\nhints = [\"a\", \"b\"]\nsolution = { layer = \"m_end\", w = [[1.0]], b = [0.0] }";
    let predict = |more: &str| format!("run.predict = {{ model = \"m\"{more} }}");
    let all = (0..10_000).map(|i| i.to_string()).collect::<Vec<_>>().join(",");
    let mut lessons = Vec::new();
    lessons.push(("10000 rows, 1 feature, 1 unit", large::lesson(&large::data(10_000, 1), &[
        large::dataset(), large::model(&[], "relu"),
        ("p", predict(", threshold = 0.5, formula = true")),
        ("q", format!("{}\nquestion = {{ ask = \"?\", options = [{{ text = \"a\", reply = \"b\" }}, {{ text = \"a\", reply = \"b\" }}], answer = 2 }}", predict(&format!(", rows = [{all}]")))),
        ("g", format!("run.get_weights = {{ layer = \"m_end\" }}\n{line_goal}")),
        ("bowl", "run.gradient = { model = \"m\", loss = \"binary_crossentropy\" }".to_owned()),
        ("slice", "run.gradient = { model = \"m\", loss = \"binary_crossentropy\", along = \"w\" }".to_owned()),
        ("f", large::fit("batch_size = 10000, epochs = 1000, metric = \"accuracy\"")),
        ("fg", format!("{}\n{}", large::fit("validation_split = 0.5, epochs = 100, learning_rate = 1e-6"), goal)),
    ])));
    lessons.push((
        "10000 rows, 2 features, 100 units",
        large::lesson(
            &large::data(10_000, 2),
            &[
                large::dataset(),
                large::model(&[100], "sigmoid"),
                ("p", predict("")),
                ("u", format!("{}\npicture = \"units\"\n{goal}", predict(""))),
                ("n", format!("{}\npicture = \"network\"", predict(""))),
                (
                    "f",
                    format!(
                        "{}\npicture = \"units\"",
                        large::fit("epochs = 40, metric = \"accuracy\", optimizer = \"adam\"")
                    ),
                ),
            ],
        ),
    ));
    lessons.push((
        "10000 rows, 1 feature, 350 units",
        large::lesson(
            &large::data(10_000, 1),
            &[
                large::dataset(),
                large::model(&[350], "relu"),
                ("p", predict("")),
                ("g", format!("{}\n{goal}", predict(""))),
                ("f", large::fit("epochs = 10")),
            ],
        ),
    ));
    lessons.push((
        "95 rows, 1000 x 990",
        large::lesson(
            &large::data(95, 1000),
            &[
                large::dataset(),
                large::model(&[990], "relu"),
                ("p", predict("")),
                ("g", format!("run.get_weights = {{ layer = \"m_0\" }}\n{goal}")),
                ("s", "run.summary = { model = \"m\" }\npicture = \"network\"".to_owned()),
                ("f", large::fit("epochs = 100, optimizer = \"adam\", batch_size = 20")),
                (
                    "h",
                    predict(&format!(
                        ", rows = [{}]",
                        (0..8_000)
                            .map(|i| (i % 95).to_string())
                            .take(90)
                            .collect::<Vec<_>>()
                            .join(",")
                    )),
                ),
            ],
        ),
    ));
    lessons.push((
        "1000 rows, 12 layers of 64",
        large::lesson(
            &large::data(1_000, 2),
            &[
                large::dataset(),
                large::model(&[64; 19], "sigmoid"),
                ("p", predict("")),
                ("u", format!("{}\npicture = \"units\"\n{goal}", predict(""))),
                ("s", "run.summary = { model = \"m\" }\npicture = \"network\"".to_owned()),
                ("f", large::fit("epochs = 100, optimizer = \"adam\"")),
            ],
        ),
    ));
    lessons.push((
        "2 features, 1000 units",
        large::lesson(
            &large::data(400, 2),
            &[
                large::dataset(),
                large::model(&[1000, 15], "relu"),
                ("u", format!("{}\npicture = \"units\"\n{goal}", predict(""))),
                (
                    "f",
                    format!(
                        "{}\npicture = \"units\"",
                        large::fit("epochs = 100, optimizer = \"adam\"")
                    ),
                ),
            ],
        ),
    ));
    lessons.push((
        "119 rows, 2 x 1000 x 950",
        large::lesson(
            &large::data(119, 2),
            &[
                large::dataset(),
                large::model(&[1000, 950], "relu"),
                ("u", format!("{}\npicture = \"units\"\n{goal}", predict(""))),
                (
                    "f",
                    format!(
                        "{}\npicture = \"units\"",
                        large::fit("epochs = 3, optimizer = \"adam\", batch_size = 8")
                    ),
                ),
            ],
        ),
    ));
    lessons.push(("gradient, 10000 x 20", large::lesson(&large::data(10_000, 20), &[
        large::dataset(), large::model(&[], "relu"),
        ("s", "run.gradient = { model = \"m\", loss = \"binary_crossentropy\", along = \"w[3]\" }".to_owned()),
    ])));
    let dense = |units: usize| {
        format!("run.dense = {{ name = \"l\", units = {units}, activation = \"softmax\" }}")
    };
    lessons.push((
        "a call unit by unit",
        large::lesson(
            &large::data(90, 1000),
            &[
                large::dataset(),
                ("l", dense(990)),
                ("c", "run.call = { layer = \"l\", by_unit = true, formula = true }".to_owned()),
                ("w", "run.get_weights = { layer = \"l\" }".to_owned()),
            ],
        ),
    ));
    lessons.push(("epochs", large::lesson(&large::data(2, 1), &[
        large::dataset(), large::model(&[], "relu"),
        ("f", large::fit("epochs = 100000, metric = \"accuracy\", validation_split = 0.5, learning_rate = 1e-6")),
        ("f2", large::fit("epochs = 100000, learning_rate = 1e-6")),
    ])));
    let z: Vec<String> = (0..1000).map(|z| format!("{z}.0")).collect();
    lessons.push((
        "activation",
        large::lesson(
            "",
            &[("a", format!("run.activation = {{ name = \"gelu\", z = [{}] }}", z.join(",")))],
        ),
    ));
    lessons.push((
        "text",
        large::lesson("", &[("a", format!("text = \"\"\"{}\"\"\"", "**a** b `c` ".repeat(1600)))]),
    ));
    let mut many = vec![large::dataset(), large::model(&[30, 15], "relu")];
    for _ in 0..245 {
        many.push(("f", large::fit("epochs = 20")));
        many.push(("d2", "run.dataset = \"d\"".to_owned()));
    }
    lessons.push(("500 steps", large::lesson(&large::data(500, 20), &many)));
    let mut many = vec![large::dataset(), large::model(&[10], "relu")];
    many.extend((0..490).map(|_| ("w", "run.set_weights = { layer = \"m_end\", w = [[0.1],[0.1],[0.1],[0.1],[0.1],[0.1],[0.1],[0.1],[0.1],[0.1]], b = [0.0] }".to_owned())));
    lessons.push(("500 steps of weights", large::lesson(&large::data(10_000, 1), &many)));
    lessons
}

fn keys(name: &str, text: &str) {
    use Message::*;
    let t = large::time();
    let lesson = match lesson::read("bench.toml", text) {
        Ok(lesson) => lesson,
        Err(error) => return println!("{name}: {}", error.message),
    };
    let open = large::time() - t;
    let steps = lesson.steps.len();
    let mut lab = Lab::new(lesson);
    let mut go = Duration::ZERO;
    let go_all = time(|| {
        for index in 0..steps {
            go = go.max(time(|| lab.go_to(index)));
            lab.train(usize::MAX);
        }
    });
    println!(
        "{name}: read {} ms, reach all {} ms, one {} ms",
        open.as_millis(),
        go_all.as_millis(),
        go.as_millis()
    );
    let pressed = [
        Previous,
        Next,
        NextWeight,
        Up(1),
        Down(10),
        Type('5'),
        Type('1'),
        Backspace,
        Accept,
        Undo,
        Redo,
        PreviousWeight,
        Up(1),
        Down(1),
        Cancel,
        Up(1),
        Down(1),
        NextExample,
        PageDown,
        PageUp,
        NextPicture,
        NextPicture,
        NextPicture,
        NextPicture,
        Reroll,
        Reset,
        Batch,
        Undo,
        Hint,
        Option(0),
        Option(1),
        Skip,
        List,
        Down(1),
        Cancel,
        Help,
        Cancel,
        Click(70, 8),
        Resize(80, 24),
        Resize(200, 60),
        Reset,
        Reset,
    ];
    let mut app = App::new(lab, Settings::default());
    let last = (0..steps).rev().take(12).rev();
    for step in last {
        while app.lab().position() != step {
            app.update(if app.lab().position() < step { Next } else { Previous });
            while app.pace().is_some() {
                app.update(Train { batches: 100_000, per_second: 1 });
            }
        }
        let mut terminal = Terminal::new(TestBackend::new(200, 60)).expect("a screen");
        app.update(Resize(200, 60));
        let mut worst: Vec<(Duration, String)> = Vec::new();
        for message in pressed {
            let before = app.lab().position();
            let update = time(|| app.update(message));
            if message == Resize(80, 24) {
                terminal = Terminal::new(TestBackend::new(80, 24)).expect("a screen");
            }
            if message == Resize(200, 60) {
                terminal = Terminal::new(TestBackend::new(200, 60)).expect("a screen");
            }
            let draw =
                time(|| terminal.draw(|frame| frame.render_widget(&app, frame.area())).map(drop));
            worst.push((update + draw, format!("{message:?} {:.1}+{:.1}", ms(update), ms(draw))));
            if app.lab().position() != before && !matches!(message, Next | Previous) {
                break;
            }
        }
        worst.sort();
        let id = app.lab().step().id.clone();
        let shown: Vec<String> = worst.iter().rev().take(4).map(|(_, w)| w.clone()).collect();
        println!(
            "   {step:>3} {id:<6} {:>7.1} ms  {}",
            ms(worst.last().expect("keys").0),
            shown.join(" | ")
        );
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let start = large::time();
    black_box(work());
    large::time() - start
}
