"""The work of benches/trees.rs beside scikit-learn's and xgboost's, each on one thread.

usage: python benches/trees.py

Both are timed in turn, so that a busy machine disturbs both alike, and the least time of each stands.
Where scikit-learn and xgboost cannot be imported, they are put into target/peers, and nowhere else.
Cargo's own variables hold, such as CARGO_PROFILE_BENCH_LTO=off for a shorter build.
"""
import csv, gzip, os, pathlib, subprocess, sys, time

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"

ROOT = pathlib.Path(__file__).resolve().parents[1]
PEERS = ROOT / "target/peers"
TURNS = 5
RUNS = 3


def again_with_peers():
    """Runs this file with a Python of its own that has both libraries."""
    python = PEERS / "bin/python"
    if sys.executable == str(python):
        sys.exit("scikit-learn and xgboost are installed in target/peers and cannot be imported all the same")
    print("scikit-learn or xgboost is not there: trying to install both into target/peers", flush=True)
    try:
        subprocess.run([sys.executable, "-m", "venv", str(PEERS)], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "scikit-learn==1.9.1", "xgboost==3.2.0"], check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"they cannot be installed here, so there is nothing to compare with: {error}")
    sys.exit(subprocess.run([python, __file__]).returncode)


try:
    import numpy as np
    import sklearn, xgboost
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.model_selection import train_test_split
    from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor
except ImportError:
    again_with_peers()


def heart():
    """The 734 patients that are trained on, 11 columns with gaps."""
    number = lambda text: float(text) if text.replace(".", "").replace("-", "").isdigit() else np.nan
    lines = list(csv.reader(gzip.open(ROOT / "lessons/data/heart.csv.gz", "rt")))[1:]
    rows = np.array([[number(text) for text in line] for line in lines])
    train, _ = train_test_split(rows, test_size=0.2, random_state=55)
    return train[:, :11], train[:, 12].astype(int)


def drawn(rows, columns):
    state = np.random.RandomState(1)
    x = state.randint(0, 1000, rows * columns).reshape(rows, columns)
    noise = state.randint(0, 3, rows)
    return x / 8, np.where(noise == 0, x[:, 0] // 250, noise)


def boosted(x, y):
    told = xgboost.DMatrix(x, y)
    settings = {"objective": "binary:logistic", "max_depth": 3, "tree_method": "exact", "nthread": 1}
    return lambda: xgboost.train(settings, told, 100)


x, y = heart()
many, told = drawn(4000, 10)
WORK = {
    "heart: full tree": lambda: DecisionTreeClassifier(random_state=55).fit(x, y),
    "heart: full tree, entropy": lambda: DecisionTreeClassifier(criterion="entropy", random_state=55).fit(x, y),
    "heart: forest of 100": lambda: RandomForestClassifier(random_state=55, n_jobs=1).fit(x, y),
    "heart: regressor of the age": lambda: DecisionTreeRegressor(random_state=55).fit(x[:, 1:], x[:, 0]),
    "4000 x 10: full tree": lambda: DecisionTreeClassifier(random_state=55).fit(many, told),
    "4000 x 10: full regressor": lambda: DecisionTreeRegressor(random_state=55).fit(many, told.astype(float)),
    # Without a line of the engine's own, the time stands alone.
    "heart: 100 rounds of depth 3": boosted(x, y),
}


def ours():
    """Seconds by name, as the bench of the engine prints them."""
    command = ["cargo", "bench", "--quiet", "--locked", "--bench", "trees", "--", "--plain"]
    printed = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    return {name: float(seconds) for name, seconds in (line.split("\t") for line in printed.splitlines())}


def theirs(work):
    """The least seconds of some runs."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


ours()  # Builds, so that no compiler runs beside the first turn.
least = {name: [float("inf"), float("inf")] for name in WORK}
for _ in range(TURNS):
    own = ours()
    for name, work in WORK.items():
        least[name][0] = min(least[name][0], own.get(name, float("inf")))
        least[name][1] = min(least[name][1], theirs(work))

print(f"scikit-learn {sklearn.__version__}, xgboost {xgboost.__version__}, one thread each, the least of {TURNS * RUNS}")
print(f"{'what':<32} {'here, ms':>10} {'there, ms':>10} {'here/there':>10}")
for name, (own, other) in least.items():
    own_ms, ratio = (f"{own * 1e3:.2f}", f"{own / other:.2f}") if own < float("inf") else ("-", "-")
    print(f"{name:<32} {own_ms:>10} {other * 1e3:>10.2f} {ratio:>10}")
