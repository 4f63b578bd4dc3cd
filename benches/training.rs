//! How long training takes on one core: `cargo bench --bench training`.
//!
//! The floor is the same work in C, `limit.c`, compiled for this machine with its sizes known. Where
//! there is no C compiler, the times stand alone. Every time is the least of several runs taken in
//! turn with those of the floor, so that a busy machine disturbs both alike.

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use layerlab::nn::{
    Activation, Dense, Fit, Layer, Loss, Optimizer, Sequential, Settings, Tensor, tensor,
};

const TURNS: usize = 7;

const COFFEE: Work = Work {
    name: "coffee",
    sizes: &[2, 3, 1],
    rows: 200_000,
    epochs: 1,
    batch_size: 32,
    limit: 1.5,
    hidden: Activation::Sigmoid,
    last: Activation::Sigmoid,
    loss: Loss::BinaryCrossentropy,
    optimizer: Optimizer::ADAM.with_learning_rate(0.01),
    l2: None,
};

const DIGITS: Work = Work {
    name: "digits",
    sizes: &[400, 25, 15, 10],
    rows: 5000,
    epochs: 1,
    batch_size: 32,
    limit: 1.5,
    hidden: Activation::Relu,
    last: Activation::Linear,
    loss: Loss::SparseCategoricalCrossentropyFromLogits,
    optimizer: Optimizer::ADAM,
    l2: None,
};

/// The digits of 8 x 8 pixels that come with the lab. Ten epochs are to take half a second at most.
const SMALL_DIGITS: Work = Work {
    name: "small-digits",
    sizes: &[64, 25, 15, 10],
    rows: 1437,
    epochs: 10,
    limit: 1.0,
    ..DIGITS
};

/// The same with a softmax in the model, as the lessons have it.
const SOFTMAX: Work = Work {
    name: "softmax",
    last: Activation::Softmax,
    loss: Loss::SparseCategoricalCrossentropy,
    ..SMALL_DIGITS
};

fn main() {
    println!(
        "{:<48} {:>10} {:>10} {:>10} {:>8}",
        "a training of", "time", "a step", "floor", "x floor"
    );
    for work in [COFFEE, DIGITS, SMALL_DIGITS, SOFTMAX] {
        beside_floor(&work);
    }
    println!("\n{:<34} {:>10} {:>10} {:>8}", "an epoch of a long one", "at first", "slowest", "x");
    for optimizer in Optimizer::ALL {
        a_long_one(optimizer);
    }
    println!("\n{:<34} {:>10} {:>10} {:>10}", "what an epoch costs", "time", "a step", "a row");
    for rows in [2000, 20_000, 200_000] {
        Work { rows, ..COFFEE }.line(&format!("coffee, {rows} rows"));
    }
    for batch_size in [1, 8, 32, 256, 200_000] {
        Work { batch_size, ..COFFEE }.line(&format!("coffee, batches of {batch_size}"));
    }
    let all: [&[usize]; 5] = [&[2, 3, 1], &[2, 8, 1], &[2, 32, 1], &[2, 128, 1], &[2, 128, 128, 1]];
    for sizes in all {
        Work { sizes, rows: 20_000, ..COFFEE }.line(&format!("sizes {sizes:?}, 20000 rows"));
    }
    for batch_size in [1, 8, 32, 256] {
        Work { batch_size, ..DIGITS }.line(&format!("digits, batches of {batch_size}"));
    }
}

/// A network and what it is to learn from.
#[derive(Clone, Copy)]
struct Work {
    name: &'static str,
    sizes: &'static [usize],
    rows: usize,
    epochs: usize,
    batch_size: usize,
    /// How many times the floor a training may take.
    limit: f64,
    hidden: Activation,
    last: Activation,
    loss: Loss,
    optimizer: Optimizer,
    l2: Option<f32>,
}

impl Work {
    fn model(&self) -> Sequential {
        let count = self.sizes.len() - 1;
        let layer = |idx: usize| {
            let activation = if idx == count { self.last } else { self.hidden };
            let name = format!("L{idx}");
            let dense = Dense::new(name, self.sizes[idx], activation, idx as u64);
            let costing = |dense: Dense| match self.l2 {
                Some(l2) => dense.with_l2(l2),
                None => Ok(dense),
            };
            Layer::Dense(dense.and_then(costing).expect("a layer"))
        };
        let layers = (1..=count).map(layer).collect();
        let mut model = Sequential::with_input("m", self.sizes[0], layers).expect("a model");
        model.compile(self.optimizer, self.loss, None);
        model
    }

    /// A training that is about to begin.
    fn fit(&self) -> Fit {
        let mut noise = noise();
        let inputs = self.sizes[0];
        let x = Tensor::from_shape_simple_fn(vec![self.rows, inputs], || noise() - 0.5);
        let classes = self.sizes[self.sizes.len() - 1];
        let label = |row: usize| match classes {
            1 => f32::from(x[[row, 0]] + x[[row, 1]] > 0.0),
            _ => (row % classes) as f32,
        };
        let y = tensor(&[self.rows, 1], &(0..self.rows).map(label).collect::<Vec<_>>());
        let (batch_size, epochs) = (self.batch_size, self.epochs);
        let settings = Settings { batch_size, epochs, ..Settings::default() };
        Fit::new(self.model(), &x, &y, &settings).expect("a training")
    }

    fn time(&self) -> Duration {
        let fit = self.fit();
        let start = Instant::now();
        let loss = fit.last().map_or(f32::NAN, |batch| batch.mean_loss);
        let time = start.elapsed();
        assert!(loss.is_finite());
        time
    }

    fn steps(&self) -> u32 {
        (self.epochs * self.rows.div_ceil(self.batch_size)) as u32
    }

    fn line(&self, what: &str) {
        let time = (0..3).map(|_| self.time()).min().unwrap_or_default();
        let (step, row) = (time / self.steps(), time / self.rows as u32);
        println!("{what:<34} {:>10} {:>10} {:>10}", short(time), short(step), short(row));
    }

    /// The same in C; nothing where it cannot be compiled.
    fn floor(&self) -> Option<PathBuf> {
        let program =
            std::env::temp_dir().join(format!("limit-{}-{}", self.name, std::process::id()));
        let sizes: Vec<String> = self.sizes.iter().map(usize::to_string).collect();
        let mut compiler = Command::new("cc");
        compiler.args(["-O3", "-march=native", "-ffast-math", "-o"]).arg(&program);
        compiler.arg(format!("-DSIZES={}", sizes.join(",")));
        compiler.arg(format!("-DLAYERS={}", self.sizes.len() - 1));
        compiler.arg(format!("-DROWS={}", self.rows));
        compiler.arg(format!("-DYES_NO={}", u8::from(self.last == Activation::Sigmoid)));
        compiler.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/benches/limit.c")).arg("-lm");
        compiler.status().is_ok_and(|status| status.success()).then_some(program)
    }
}

fn beside_floor(work: &Work) {
    let floor = work.floor();
    if floor.is_none() {
        println!("There is no C compiler to make the floor with.");
    }
    let (mut own, mut limit) = (Duration::MAX, Duration::MAX);
    for _ in 0..TURNS {
        own = own.min(work.time());
        let epoch = floor.as_ref().and_then(|floor| floor_epoch(floor, work.epochs));
        if let Some(time) = epoch {
            limit = limit.min(time * work.epochs as u32);
        }
    }
    let Work { name, epochs, rows, sizes, .. } = work;
    let what = format!("{name}, {epochs} x {rows} rows of {sizes:?}");
    let beside = floor.as_ref().map_or_else(String::new, |_| {
        let ratio = own.as_secs_f64() / limit.as_secs_f64();
        let verdict = if ratio <= work.limit { "within" } else { "beyond" };
        format!("{:>10} {ratio:>8.2} {verdict} {:.1}", short(limit), work.limit)
    });
    println!("{what:<48} {:>10} {:>10} {beside}", short(own), short(own / work.steps()));
    // A file left behind among the temporary ones does no harm.
    let _ = floor.map(std::fs::remove_file);
}

fn floor_epoch(program: &PathBuf, epochs: usize) -> Option<Duration> {
    let output = Command::new(program).arg(epochs.to_string()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    text.split_whitespace().next()?.parse().ok().map(Duration::from_secs_f64)
}

/// Weights that nothing needs shrink for as long as a training goes on. No stretch of 10 epochs may
/// take longer for their sake than the first.
fn a_long_one(optimizer: Optimizer) {
    let work = Work { epochs: 1000, optimizer, l2: Some(0.1), ..SMALL_DIGITS };
    let (mut fit, mut start, mut stretches) = (work.fit(), Instant::now(), Vec::new());
    while let Some(batch) = fit.next_batch() {
        assert!(batch.loss.is_finite());
        if fit.history().loss.len() == (stretches.len() + 1) * 10 {
            stretches.push(start.elapsed() / 10);
            start = Instant::now();
        }
    }
    let what = format!("digits with an L2 of 0.1, {}", optimizer.name());
    // A single one may have been disturbed: of any three that follow each other, the fastest.
    let calm: Vec<Duration> =
        stretches.windows(3).filter_map(|s| s.iter().min().copied()).collect();
    let (first, slowest) = (calm[0], calm.iter().max().copied().unwrap_or_default());
    let ratio = slowest.as_secs_f64() / first.as_secs_f64();
    println!("{what:<34} {:>10} {:>10} {ratio:>8.2}", short(first), short(slowest));
}

/// Numbers from 0 to 1 that look random (Knuth's linear congruence for 64 bits).
fn noise() -> impl FnMut() -> f32 {
    let mut state = 1_u64;
    move || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f32 / (1_u64 << 24) as f32
    }
}

fn short(time: Duration) -> String {
    match time.as_secs_f64() {
        seconds @ 1.0.. => format!("{seconds:.2} s"),
        seconds @ 1e-3.. => format!("{:.2} ms", seconds * 1e3),
        seconds @ 1e-6.. => format!("{:.2} us", seconds * 1e6),
        seconds => format!("{:.0} ns", seconds * 1e9),
    }
}
