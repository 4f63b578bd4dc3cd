//! What the program's promises of speed come to on this machine: `cargo bench`.
//!
//! Each line is something that a learner waits for. The limit is how long it may take. The floor
//! is how long a comparable thing takes without this program's own work in it, so that a slow
//! machine is not taken for a slow program: a process that ends at once, a frame of ratatui with
//! nothing on it, the formula of a neuron on bare numbers.

use std::fmt;
use std::hint::black_box;
use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use layerlab::chart::{self, Axis, Chart, Glyphs, Mark, Proportion, Role, Series, Style};
use layerlab::journal::{Entry, Journal};
use layerlab::lab::Lab;
use layerlab::lesson::{self, Lesson, shelf};
use layerlab::nn::{Activation, Dense, tensor};
use layerlab::transcript;
use layerlab::tui::{App, Colors, Frames, Message, Settings};
use ratatui::layout::Rect;
use ratatui::text::Line as Nothing;

const PROGRAM: &str = env!("CARGO_BIN_EXE_layerlab");
const LESSON: &str = "neurons-and-layers";
/// The step at which weights are changed.
const WEIGHTS: &str = "move-the-boundary";

const START_LIMIT: Duration = Duration::from_millis(10);
const TEXT_LIMIT: Duration = Duration::from_millis(20);
const CALL_LIMIT: Duration = Duration::from_nanos(400);
const OPENING_LIMIT: Duration = Duration::from_millis(50);
const SWEEP_LIMIT: Duration = Duration::from_millis(10);
const SMALL: Size = Size {
    columns: 80,
    rows: 24,
    limit: Duration::from_millis(2),
    key_limit: Duration::from_micros(200),
    picture_limit: Duration::from_millis(8),
};
const LARGE: Size = Size {
    columns: 200,
    rows: 60,
    limit: Duration::from_millis(5),
    key_limit: Duration::from_micros(500),
    picture_limit: Duration::from_millis(16),
};

fn main() {
    println!(
        "{:<44} {:>9} {:>9} {:>9} {:>6} {:>9} {:>7}",
        "what", "median", "p99", "limit", "used", "floor", "x floor"
    );
    start();
    opening();
    undoing();
    for size in [SMALL, LARGE] {
        keys(size);
        slowest_step(size);
        frames_of_a_training(size);
    }
    ten_degrees();
    frames_of_digits();
    a_million_points();
    one_neuron();
}

fn start() {
    let first_frame = || Screen::new(App::new(lab(), settings()), SMALL);
    sample(200, |_| time(first_frame)).line("read the lesson, first frame").within(START_LIMIT);
    sample(60, |_| time(whole_text)).line("the whole lesson as text").end();
    let nothing = sample(60, |_| time(|| process(&["--version"])));
    let lesson = sample(60, |_| time(|| process(&["run", LESSON])));
    lesson.line("the same as a process").beside(&nothing).within(TEXT_LIMIT);
}

/// A lesson is opened again, up to its first frame: with 2,000 acts beside a trained network, and
/// with all of every lesson done.
fn opening() {
    let coffee = lesson_of("coffee-roasting");
    let journal = with_2000_acts(&coffee);
    let open = || opened(coffee.clone(), journal.clone());
    sample(20, |_| time(open)).line("2000 acts and a training opened").within(OPENING_LIMIT);
    for name in shelf::NAMES {
        let lesson = lesson_of(name);
        let journal = all_done(&lesson);
        let open = || opened(lesson.clone(), journal.clone());
        sample(20, |_| time(open)).line(&format!("{name}, all done, opened")).within(START_LIMIT);
    }
}

/// The first frame of a lesson in which something was done.
fn opened(lesson: Lesson, journal: Journal) -> Screen {
    let lab = Lab::with(lesson, journal);
    let position = lab.left_at().unwrap_or(0);
    Screen::new(App::new(lab, settings()).starting_at(position), SMALL)
}

/// Taking back what was done last costs the same however much was done before.
fn undoing() {
    let coffee = lesson_of("coffee-roasting");
    let undo = |lab: &mut Lab| time(|| assert!(lab.undo()));
    let mut few = with_acts(&coffee, 100);
    let floor = sample(50, |_| undo(&mut few));
    let mut many = with_acts(&coffee, 10_000);
    let late = sample(50, |_| undo(&mut many));
    late.line("an undo after 10,000 acts, after 100").beside(&floor).within(SMALL.limit);
}

fn with_2000_acts(lesson: &Lesson) -> Journal {
    with_acts(lesson, 2_000).journal().clone()
}

/// A lab with a trained network, whose weights were then set by hand so many times.
fn with_acts(lesson: &Lesson, acts: usize) -> Lab {
    let mut lab = Lab::new(lesson.clone());
    lab.go_to(position(lesson, "train-it"));
    lab.train(usize::MAX);
    let parameters = lab.outcome().parameters;
    for (act, value) in parameters.iter().cycle().take(acts).enumerate() {
        let entry = Entry::Set(value.parameter.clone(), act as f32 / 1_000.0);
        lab.act(entry).expect("a weight takes a number");
    }
    lab
}

fn all_done(lesson: &Lesson) -> Journal {
    let mut lab = Lab::new(lesson.clone());
    for index in 0..lesson.steps.len() {
        lab.go_to(index);
        lab.skip();
        lab.train(usize::MAX);
    }
    lab.journal().clone()
}

/// One key, up to the bytes for the terminal, with a weight chosen.
fn keys(size: Size) {
    let all = [
        ("a weight up or down", [Message::Up(1), Message::Down(1)]),
        ("a digit of a number typed or erased", [Message::Type('5'), Message::Backspace]),
        ("a step on or back", [Message::Next, Message::Previous]),
    ];
    let floor = nothing_drawn(size);
    for (what, messages) in all {
        let mut screen = Screen::new(with_a_chosen_weight(size), size);
        let keys = sample(1000, |i| time(|| screen.press(messages[i % 2].clone())));
        keys.line(&format!("{what}, {size}")).beside(&floor).within(size.key_limit);
    }
    let mut screen = Screen::new(with_a_chosen_weight(size), size);
    (0..2000).for_each(|_| screen.press(Message::Up(1)));
    let late = sample(200, |_| time(|| screen.press(Message::Down(1))));
    late.line(&format!("a weight after 2000 changes, {size}")).within(size.key_limit);
}

/// The step that takes longest to get to, worked out and drawn for the first time.
fn slowest_step(size: Size) {
    let steps = lab().lesson().steps.clone();
    let arrive = |index| sample(20, |_| arrival(lab(), index, size));
    let all = (1..steps.len()).map(|index| (arrive(index), &steps[index]));
    let Some((slowest, step)) = all.max_by_key(|(sample, _)| sample.median) else { return };
    slowest.line(&format!("{} (the slowest step), {size}", step.id)).within(size.limit);
}

fn arrival(mut lab: Lab, index: usize, size: Size) -> Duration {
    lab.go_to(index - 1);
    let mut screen = Screen::new(App::new(lab, settings()), size);
    time(|| screen.press(Message::Next))
}

/// Ten curves fitted at once, each of another degree, and drawn.
fn ten_degrees() {
    let lesson = lesson_of("will-it-hold");
    let index = position(&lesson, "two-curves");
    let arrive = || arrival(Lab::new(lesson.clone()), index, LARGE);
    sample(20, |_| arrive()).line("ten degrees fitted and drawn").within(SWEEP_LIMIT);
}

/// The slowest picture of the largest lesson, with all models trained: on to the next example.
fn frames_of_digits() {
    let lesson = lesson_of("reading-digits");
    let mut lab = Lab::new(lesson.clone());
    lab.go_to(lesson.steps.len() - 1);
    let mut screen = Screen::new(App::new(lab, settings()), LARGE);
    screen.press(Message::First);
    let mut all = Vec::new();
    for step in &lesson.steps {
        for _ in 0..PICTURES {
            let frames = sample(20, |_| time(|| screen.press(Message::NextExample)));
            all.push((frames, &step.id));
            screen.press(Message::NextPicture);
        }
        screen.press(Message::Next);
    }
    let Some((slowest, id)) = all.iter().max_by_key(|(frames, _)| frames.median) else { return };
    slowest.line(&format!("digits, {id} (the slowest), {LARGE}")).within(FRAME_LIMIT);
}

/// At least as many as any step has.
const PICTURES: usize = 8;

/// A frame while a training runs at full speed, as the loop of the app has it: the batches that the
/// frame before has shown to be possible, and everything drawn anew.
fn frames_of_a_training(size: Size) {
    let (wide, long) = (training_of(2_000, 20, 25), training_of(10_000, 1, 25));
    let large = training_of(200, 2, 1_000);
    let coffee = shelf::built_in("coffee-roasting").expect("a lesson").text;
    for (what, source, step, views) in [
        ("coffee", coffee.as_str(), "train-it", 0),
        ("its surface", coffee.as_str(), "train-it", 1),
        ("its network", coffee.as_str(), "train-it", 4),
        ("2000 x 20", &wide, "fit", 0),
        ("10000 x 1", &long, "fit", 0),
        ("1000 units", &large, "fit", 0),
    ] {
        let lesson = lesson::read("bench.toml", source).expect("a lesson");
        let index = position(&lesson, step);
        let mut lab = Lab::new(lesson);
        lab.go_to(index);
        let mut screen = Screen::new(App::new(lab, settings()), size);
        (0..views).for_each(|_| screen.press(Message::NextPicture));
        screen.press(Message::RunOrPause);
        let mut batches = 1;
        let frames = sample(300, |_| {
            let slice = time(|| {
                screen.app.update(Message::Train { batches, per_second: 1 });
            });
            if slice > SLICE {
                batches = (batches / 2).max(1);
            } else if slice < SLICE / 3 {
                batches *= 2;
            }
            if screen.app.pace().is_none() {
                screen.app.update(Message::RunOrPause);
            }
            slice + time(|| screen.draw())
        });
        let limit = if views > 0 { size.picture_limit } else { FRAME_LIMIT };
        frames.line(&format!("a frame of training, {what}, {size}")).within(limit);
    }
}

const SLICE: Duration = Duration::from_millis(7);
const FRAME_LIMIT: Duration = Duration::from_millis(16);

/// A lesson with so many rows of so many numbers, and a model of two hidden layers to fit, the
/// first of so many units.
fn training_of(rows: u32, columns: u32, units: u32) -> String {
    use std::fmt::Write;
    let mut inputs = String::new();
    let mut targets = String::new();
    for row in 0..rows {
        let number = |column: u32| f64::from((row * 37 + column * 101) % 97) / 97.0;
        let numbers: Vec<String> =
            (0..columns).map(|column| format!("{:.3}", number(column))).collect();
        write!(inputs, "[{}],", numbers.join(",")).expect("a string takes everything");
        write!(targets, "[{}.0],", row % 2).expect("a string takes everything");
    }
    format!(
        "format = 1\ntitle = \"Large\"\nabout = \"Large\"\n[data.d]\nx = [{inputs}]\ny = [{targets}]\n\
         [[step]]\nid = \"d\"\ntitle = \"d\"\nrun.dataset = \"d\"\n\
         [[step]]\nid = \"m\"\ntitle = \"m\"\nrun.sequential = {{ name = \"m\", layers = [\
         {{ dense = {{ name = \"first\", units = {units}, activation = \"relu\" }} }}, \
         {{ dense = {{ name = \"second\", units = 15, activation = \"relu\" }} }}, \
         {{ dense = {{ name = \"third\", units = 1, activation = \"sigmoid\" }} }}] }}\n\
         [[step]]\nid = \"fit\"\ntitle = \"fit\"\nrun.fit = {{ model = \"m\", loss = \"binary_crossentropy\", \
         optimizer = \"adam\", epochs = 1000 }}\n"
    )
}

/// More points than there are cells, by far: each cell says how many it holds.
fn a_million_points() {
    let point = |index: u32| {
        let (x, y) = (f64::from(index) * 0.618_034 % 1.0, f64::from(index) * 0.754_878 % 1.0);
        [x, y]
    };
    let class = |class: u8, mark| Series::Points {
        name: format!("class {class}"),
        role: Role::Class(class),
        mark,
        points: (0..500_000).map(|index| point(2 * index + u32::from(class))).collect(),
    };
    let chart = Chart {
        title: None,
        proportion: Proportion::Plane,
        x: Axis::new("x", 0.0, 1.0),
        y: Axis::new("y", 0.0, 1.0),
        series: vec![class(0, Mark::Circle), class(1, Mark::Cross)],
    };
    let draw = || chart::draw(&chart, LARGE.columns, LARGE.rows, Style::default());
    sample(20, |_| time(draw)).line("a million points on one chart").within(FRAME_LIMIT);
}

/// The logistic neuron on one example, and its formula on bare numbers.
fn one_neuron() {
    let mut neuron = Dense::new("L1", 1, Activation::Sigmoid, 1).expect("a layer");
    let x = tensor(&[1, 1], &[2.5]);
    neuron.build(1).expect("weights");
    neuron.set_weights(&[tensor(&[1, 1], &[2.0]), tensor(&[1], &[-4.5])]).expect("weights");
    let formula = |x: f32, w: f32, b: f32| 1.0 / (1.0 + (-(w * x + b)).exp());
    let numbers = || formula(black_box(2.5), black_box(2.0), black_box(-4.5));
    let floor = sample(500, |_| time(|| (0..1000).for_each(|_| _ = black_box(numbers()))) / 1000);
    let calls =
        sample(500, |_| time(|| (0..1000).for_each(|_| _ = neuron.call(black_box(&x)))) / 1000);
    calls.line("a logistic neuron, one example").beside(&floor).within(CALL_LIMIT);
}

/// What the terminal is to hold, and how long a frame of it may take: the first of a step, and one
/// that follows on a key.
#[derive(Clone, Copy)]
struct Size {
    columns: u16,
    rows: u16,
    limit: Duration,
    key_limit: Duration,
    /// A frame of a training with a picture of what comes out at every place.
    picture_limit: Duration,
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{}", self.columns, self.rows)
    }
}

/// The app on a terminal that swallows every byte.
struct Screen {
    app: App,
    frames: Frames,
}

impl Screen {
    fn new(mut app: App, size: Size) -> Self {
        app.update(Message::Resize(size.columns, size.rows));
        let mut screen = Self { app, frames: frames(size) };
        screen.draw();
        screen
    }

    fn press(&mut self, message: Message) {
        self.app.update(message);
        self.draw();
    }

    fn draw(&mut self) {
        self.frames.draw(&self.app, &mut Wire).expect("a wire takes everything");
    }
}

/// Where the bytes for the terminal go.
struct Wire;

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(black_box(bytes).len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn frames(size: Size) -> Frames {
    Frames::new(Rect::new(0, 0, size.columns, size.rows))
}

fn nothing_drawn(size: Size) -> Sample {
    let mut frames = frames(size);
    sample(1000, |_| time(|| frames.draw(Nothing::default(), &mut Wire)))
}

/// A terminal that shows any colour.
fn settings() -> Settings {
    Settings { colors: Colors::TrueColor, ..Settings::default() }
}

fn lab() -> Lab {
    Lab::new(lesson_of(LESSON))
}

fn lesson_of(name: &str) -> Lesson {
    let source = shelf::built_in(name).expect("a lesson on the shelf");
    lesson::read(&source.file, &source.text).expect("a lesson without faults")
}

fn position(lesson: &Lesson, id: &str) -> usize {
    lesson.steps.iter().position(|step| step.id == id).expect("the step")
}

fn with_a_chosen_weight(size: Size) -> App {
    let mut lab = lab();
    lab.go_to(position(lab.lesson(), WEIGHTS));
    let mut app = App::new(lab, settings());
    app.update(Message::Resize(size.columns, size.rows));
    app.update(Message::NextWeight);
    app
}

fn whole_text() -> String {
    let mut lab = lab();
    let steps = lab.lesson().steps.len();
    let page = |index| {
        lab.go_to(index);
        transcript::step(&lab.outcome(), Glyphs::Unicode)
    };
    (0..steps).map(page).collect()
}

fn process(arguments: &[&str]) -> Vec<u8> {
    let mut command = Command::new(PROGRAM);
    command.args(arguments).stdin(Stdio::null());
    command.output().expect("the program runs").stdout
}

fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    let result = black_box(work());
    let time = start.elapsed();
    drop(result);
    time
}

/// How long one thing took, over many times.
struct Sample {
    median: Duration,
    p99: Duration,
}

fn sample(times: usize, run: impl FnMut(usize) -> Duration) -> Sample {
    let mut all: Vec<Duration> = (0..times).map(run).collect();
    all.sort();
    Sample { median: all[times / 2], p99: all[times * 99 / 100] }
}

impl Sample {
    fn line(&self, what: &str) -> Line<'_> {
        Line { what: what.to_owned(), sample: self, floor: None }
    }
}

/// A line of the table.
struct Line<'a> {
    what: String,
    sample: &'a Sample,
    floor: Option<&'a Sample>,
}

impl<'a> Line<'a> {
    fn beside(self, floor: &'a Sample) -> Self {
        Self { floor: Some(floor), ..self }
    }

    fn within(self, limit: Duration) {
        let used = share(self.sample.median, limit) * 100.0;
        self.print(&format!("{:>9} {used:>5.1}%", short(limit)));
    }

    fn end(self) {
        self.print(&format!("{:>9} {:>6}", "", ""));
    }

    fn print(self, limit: &str) {
        let Self { what, sample, floor } = self;
        let (median, p99) = (short(sample.median), short(sample.p99));
        let floor = floor.map_or_else(String::new, |floor| {
            format!("{:>9} {:>7.1}", short(floor.median), share(sample.median, floor.median))
        });
        println!("{what:<44} {median:>9} {p99:>9} {limit} {floor}");
    }
}

fn share(part: Duration, whole: Duration) -> f64 {
    part.as_secs_f64() / whole.as_secs_f64()
}

fn short(time: Duration) -> String {
    match time.as_secs_f64() {
        seconds @ 1e-3.. => format!("{:.2} ms", seconds * 1e3),
        seconds @ 1e-6.. => format!("{:.1} us", seconds * 1e6),
        seconds => format!("{:.0} ns", seconds * 1e9),
    }
}
