//! How long trees and forests take on one core: `cargo bench --bench trees`.
//!
//! `benches/trees.py` does the same work with scikit-learn and xgboost in the same minute and puts the
//! times side by side; for it, `-- --plain` prints `name<tab>seconds` of the work that they share.

use std::hint::black_box;
use std::time::{Duration, Instant};

use flate2::read::GzDecoder;
use layerlab::sklearn::{
    Category, Order, RandomState, Size, Sizes, Table, table, train_test_split,
};
use layerlab::trees::boosting::{Boosting, DMatrix, Objective, Params, Training};
use layerlab::trees::{
    Candidate, Criterion, DecisionTreeClassifier, DecisionTreeRegressor, RandomForestClassifier,
    Samples, Settings, Target, Text, Trees, candidates, labels,
};
use ndarray::Axis;

/// A time is the least of so many runs.
const RUNS: usize = 15;

/// What is timed beside scikit-learn. `benches/trees.py` has the same names.
const NAMES: [&str; 7] = [
    "heart: full tree",
    "heart: full tree, entropy",
    "heart: forest of 100",
    "heart: regressor of the age",
    "4000 x 10: full tree",
    "4000 x 10: full regressor",
    "heart: 100 rounds of depth 3",
];

/// Rows and columns of the larger table.
const LARGER: (usize, usize) = (4000, 10);

fn main() {
    let heart = heart();
    if std::env::args().any(|argument| argument == "--plain") {
        for (name, time) in NAMES.into_iter().zip(shared(&heart)) {
            println!("{name}\t{}", time.as_secs_f64());
        }
        return;
    }
    println!("{:<44} {:>10} {:>8}", "what", "time", "x first");
    for (name, time) in NAMES.into_iter().zip(shared(&heart)) {
        println!("{name:<44} {:>10}", short(time));
    }
    let rows = [1000, 2000, 4000, 8000];
    growth("rows of 10 columns", &rows, |rows| full_tree(&Rows::drawn(rows, LARGER.1)));
    let columns = [5, 10, 20, 40];
    growth("columns of 1000 rows", &columns, |columns| full_tree(&Rows::drawn(1000, columns)));
    let trees = [25, 50, 100];
    growth("trees on the heart", &trees, |trees| forest(&heart, trees));
    println!();
    asking(&heart);
}

/// The work of [`NAMES`].
fn shared(heart: &Rows) -> [Duration; 7] {
    let drawn = Rows::drawn(LARGER.0, LARGER.1);
    let entropy = Settings::new(Criterion::Entropy, 55);
    let age = Rows {
        x: heart.x.select(Axis(1), &(1..heart.x.ncols()).collect::<Vec<_>>()),
        y: heart.x.column(0).to_vec(),
        labels: Vec::new(),
    };
    [
        full_tree(heart),
        tree(heart, &entropy),
        forest(heart, 100),
        regressor(&age),
        full_tree(&drawn),
        regressor(&drawn),
        boosted(heart),
    ]
}

fn full_tree(rows: &Rows) -> Duration {
    tree(rows, &Settings::new(Criterion::Gini, 55))
}

fn tree(rows: &Rows, settings: &Settings) -> Duration {
    least(|| {
        let mut model = DecisionTreeClassifier::new(settings.clone());
        model.fit(&rows.x, &rows.labels).expect("a tree").nodes.len()
    })
}

fn regressor(rows: &Rows) -> Duration {
    least(|| {
        let mut model = DecisionTreeRegressor::new(Settings::new(Criterion::SquaredError, 55));
        model.fit(&rows.x, &rows.y).expect("a tree").nodes.len()
    })
}

fn forest(rows: &Rows, trees: i64) -> Duration {
    let trees = Trees { n_estimators: Size::Count(trees), ..Trees::default() };
    least(|| {
        let mut model = RandomForestClassifier::new(RandomForestClassifier::own(55), trees);
        model.fit(&rows.x, &rows.labels).expect("a forest").trees.len()
    })
}

/// A hundred rounds of depth 3, of which each tree mends what those before left over.
fn boosted(rows: &Rows) -> Duration {
    let x: Vec<Vec<f64>> = rows.x.rows().into_iter().map(|row| row.to_vec()).collect();
    let data = DMatrix::new(&x).and_then(|data| data.with_label(&rows.y)).expect("data");
    let params = Params { objective: Objective::Logistic, max_depth: 3, ..Params::default() };
    least(|| {
        let rounds = Boosting::new(&params, &data, 100, Training::default()).expect("rounds");
        rounds.count()
    })
}

/// How the time grows with a size.
fn growth<T: Copy + std::fmt::Display>(of: &str, sizes: &[T], time: impl Fn(T) -> Duration) {
    println!();
    let mut first = None;
    for size in sizes {
        let time = time(*size);
        let times = time.as_secs_f64() / first.get_or_insert(time).as_secs_f64();
        println!("{:<44} {:>10} {times:>8.2}", format!("{size} {of}"), short(time));
    }
}

/// What a grown tree is asked while a learner looks on.
fn asking(heart: &Rows) {
    let mut model = DecisionTreeClassifier::new(Settings::new(Criterion::Gini, 55));
    let grown = model.fit(&heart.x, &heart.labels).expect("a tree").clone();
    let codes = heart.y.iter().map(|label| *label as u32).collect();
    let samples = Samples::new(&heart.x, Target::Classes { codes, count: 2 });
    let rows = samples.rows();
    let every = |feature| candidates(&samples, Criterion::Gini, &rows, feature);
    let features = 0..samples.n_features();
    let one = || -> Vec<Candidate> { every(0) };
    let all = || -> Vec<Vec<Candidate>> { features.clone().map(every).collect() };
    let count: usize = all().iter().map(Vec::len).sum();
    line(&format!("every question about the age, {}", one().len()), least(one));
    line(&format!("every question about all columns, {count}"), least(all));
    line("a full tree as text", least(|| model.export_text(&Text::default())));
    line("what 734 rows are told", least(|| model.predict(&heart.x)));
    line("the rows of every node", least(|| grown.rows(&samples)));
    line("how much each feature counts", least(|| grown.feature_importances()));
}

fn line(what: &str, time: Duration) {
    println!("{what:<44} {:>10}", short(time));
}

fn least<T>(work: impl Fn() -> T) -> Duration {
    let run = |_| {
        let start = Instant::now();
        black_box(work());
        start.elapsed()
    };
    (0..RUNS).map(run).min().unwrap_or_default()
}

/// Rows to grow on. Their y are labels too.
struct Rows {
    x: Table,
    y: Vec<f64>,
    labels: Vec<Category>,
}

impl Rows {
    fn new(x: Table, y: Vec<f64>) -> Self {
        let labels = labels(&y).expect("labels");
        Self { x, y, labels }
    }

    /// Numbers of no meaning, a third of which are told by the first column.
    fn drawn(rows: usize, columns: usize) -> Self {
        let mut state = RandomState::new(1);
        let x = state.randint(0..1000, rows * columns);
        let noise = state.randint(0..3, rows);
        let label = |(row, noise): (&[i64], &i64)| match noise {
            0 => (row[0] / 250) as f64,
            noise => *noise as f64,
        };
        let y = x.chunks(columns).zip(&noise).map(label).collect();
        let numbers: Vec<f64> = x.iter().map(|number| *number as f64 / 8.0).collect();
        Self::new(table(rows, columns, &numbers), y)
    }
}

/// The patients that ship, the 734 that are trained on: 11 columns with gaps, without the hospital.
fn heart() -> Rows {
    let file = include_bytes!("../lessons/data/heart.csv.gz");
    let mut reader = csv::Reader::from_reader(GzDecoder::new(&file[..]));
    let number = |text: &str| text.parse().unwrap_or(f64::NAN);
    let read = |row: Result<csv::StringRecord, csv::Error>| -> Vec<f64> {
        row.expect("a row").iter().map(number).collect()
    };
    let rows: Vec<Vec<f64>> = reader.records().map(read).collect();
    let order = Order::Shuffled { random_state: 55 };
    let split =
        train_test_split(rows.len(), Sizes::test(Size::Share(0.2)), order).expect("a split");
    let train = || split.train.iter().map(|row| &rows[*row]);
    let x: Vec<f64> = train().flat_map(|row| row[..FEATURES].to_vec()).collect();
    let y = train().map(|row| row[DISEASE]).collect();
    Rows::new(table(split.train.len(), FEATURES, &x), y)
}

const FEATURES: usize = 11;
const DISEASE: usize = 12;

fn short(time: Duration) -> String {
    match time.as_secs_f64() {
        seconds @ 1.0.. => format!("{seconds:.2} s"),
        seconds @ 1e-3.. => format!("{:.2} ms", seconds * 1e3),
        seconds => format!("{:.2} us", seconds * 1e6),
    }
}
