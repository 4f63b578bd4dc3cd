"""More answers of the real scikit-learn and NumPy than those of `cases.json`.

usage: make_more.py SEED OUT.json
JSON has no NaN and no infinity: null is NaN, "inf" and "-inf" are infinities.
"""
import json, sys, warnings
import numpy as np
from sklearn import metrics, preprocessing
from sklearn.linear_model import LinearRegression, Ridge
from sklearn.model_selection import GroupShuffleSplit, train_test_split

seed, out = int(sys.argv[1]), sys.argv[2]
rng = np.random.default_rng(seed)


def plain(v):
    """Anything as JSON can hold it."""
    if isinstance(v, dict): return {k: plain(x) for k, x in v.items()}
    if isinstance(v, np.ndarray): return plain(v.tolist())
    if isinstance(v, (list, tuple)): return [plain(x) for x in v]
    if isinstance(v, (bool, np.bool_)): return bool(v)
    if isinstance(v, (int, np.integer)): return int(v)
    if isinstance(v, (float, np.floating)): return None if np.isnan(v) else repr(float(v)) if np.isinf(v) else float(v)
    return v


def told(f):
    """What a call gives or says, and what it warns of, each warning once."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try: answer = {"value": f()}
        except Exception as e: answer = {"type": type(e).__name__, "text": str(e)}
    said = [(w.category.__name__, str(w.message)) for w in caught]
    return answer | {"warnings": [list(w) for w in dict.fromkeys(said)]}


# ---- the old generator
generator = []
for s in [0, 3, 2**31, *rng.integers(0, 2**32, 3)]:
    g = lambda: np.random.RandomState(int(s))
    shuffled = np.arange(100); g().shuffle(shuffled)
    generator.append({"seed": s, "permutation": g().permutation(700), "shuffled": shuffled, "normal": g().standard_normal(9), "uniform": g().uniform(-3, 5, 6),
                      "randint": [{"low": lo, "high": hi, "drawn": g().randint(lo, hi, 9)} for lo, hi in [(-5, 6), (0, 1), (7, 8), (0, 2**40), (-2**62, 2**62), (0, 2**32), (0, 2**32 + 1), (-2**63, 2**63 - 1)]]})

# ---- splits
splits, groups, thirds = [], [], []
sizes = [{}, {"test_size": .1}, {"test_size": 1}, {"train_size": .5}, {"train_size": 3}, {"test_size": .3, "train_size": 2}, {"test_size": 2, "train_size": .3}, {"test_size": .2, "train_size": .2}, {"test_size": .7}, {"test_size": 0}, {"test_size": 1.0}, {"test_size": -.5}, {"test_size": 400}, {"train_size": 400}, {"train_size": 0.0}, {"test_size": .6, "train_size": .6}, {"test_size": 3, "train_size": 3}, {"test_size": .99}, {"train_size": .01}, {"random_state": -1}, {"random_state": 2**32}, {"random_state": 2**32 - 1}]
for kw in sizes:
    for n in (0, 1, 2, 5, 17, int(rng.integers(20, 300))):
        kw = {"random_state": int(rng.integers(0, 2**32))} | kw
        splits.append({"n": n, "shuffle": True, **kw, **told(lambda: [a.tolist() for a in train_test_split(np.arange(n), **kw)])})
        still = {k: v for k, v in kw.items() if k != "random_state"}
        splits.append({"n": n, "shuffle": False, **still, **told(lambda: [a.tolist() for a in train_test_split(np.arange(n), shuffle=False, **still)])})
        g = rng.integers(0, max(1, n // 3), n)
        groups.append({"groups": g, **kw, **told(lambda: [a.tolist() for a in next(GroupShuffleSplit(1, **kw).split(g, groups=g))])})
for n, rest, test in [(40, .4, .5), (50, .4, .5), (101, .3, .5), (30, 10, 4), (10, .5, .2)]:
    s = int(rng.integers(0, 1000)); train, others = train_test_split(np.arange(n), test_size=rest, random_state=s); cv, last = train_test_split(others, test_size=test, random_state=s)
    thirds.append({"n": n, "rest": rest, "test": test, "random_state": s, "train": train, "cv": cv, "last": last})

# ---- scaling, to the last bit
scaler = []
for n, widths in [(1, (1, 2)), (2, (1, 5)), (7, (1, 2, 5)), (9, (1, 2, 5)), (130, (1, 2)), (300, (1,))]:
    for d in widths:
        x = rng.normal(size=(n, d)) * 10 ** rng.uniform(-3, 6) + 10 ** rng.uniform(-2, 5); new = rng.normal(size=(3, d))
        if n > 8 and d > 1: x[rng.random(x.shape) < .1] = np.nan
        if d == 5: x[:, 1] = .1; x[:, 2] = 1e8 + .1; x[:, 3] = 1e8 + np.arange(n) * 1e-7
        s = preprocessing.StandardScaler().fit(x); z = s.transform(x)
        scaler.append({"x": x, "x_new": new, "mean": s.mean_, "var": s.var_, "scale": s.scale_, "seen": np.broadcast_to(s.n_samples_seen_, (d,)), "y": z, "y_new": s.transform(new), "back": s.inverse_transform(z)})

# ---- polynomials, to the last bit
polynomial = []
for n, d, degree in [(4, 1, 12), (3, 2, 5), (2, 4, 3), (2, 5, 2), (1, 3, 6), (3, 3, 0), (2, 2, 1)]:
    for bias in (True, False):
        if degree == 0 and not bias: continue
        x = rng.normal(size=(n, d)) * 3; names = [f"in{i}" for i in range(d)]; p = preprocessing.PolynomialFeatures(degree, include_bias=bias).fit(x)
        polynomial.append({"degree": degree, "include_bias": bias, "x": x, "powers": p.powers_, "names": p.get_feature_names_out().tolist(), "named": p.get_feature_names_out(names).tolist(), "y": p.transform(x), "repr": repr(p)})

# ---- lines: columns that say the same, more columns than rows, directions that are left out
linear = []
def line(x, y, note, **kw):
    for alpha in (None, .1, 30.0):
        m = (LinearRegression(**kw) if alpha is None else Ridge(alpha=alpha)).fit(x, y); new = rng.normal(size=(4, x.shape[1])) * x.std(0) + x.mean(0)
        linear.append({"note": note, "alpha": alpha, "tol": m.tol if alpha is None else None, "x": x, "y": y, "coef": m.coef_, "intercept": m.intercept_, "x_new": new, "predict": m.predict(new), "repr": repr(m)})
for n, d in [(6, 1), (12, 3), (20, 6)]:
    x = rng.normal(size=(n, d)); y = x @ rng.normal(size=d) + rng.normal(size=n) + 5; line(x, y, "plain"); line(x, y, "exact", tol=0.0)
    line(np.c_[x, x[:, :1]], y, "a column twice"); line(np.c_[x, np.full(n, 7.0)], y, "a constant column"); line(np.c_[x, x.sum(1)], y, "a column that is a sum")
for n, d in [(3, 5), (4, 9), (2, 3)]: x = rng.normal(size=(n, d)); line(x, rng.normal(size=n), "more columns than rows")
line(np.ones((1, 2)) * [3.0, 4.0], np.array([5.0]), "one row"); line(np.zeros((4, 2)), np.arange(4.0), "nothing varies")
x = np.linspace(0, 49, 24)[:, None]; y = x[:, 0] ** 2 * (1 + .7 * (rng.random(24) - .5))
for degree in (3, 6, 10, 14): line(preprocessing.StandardScaler().fit_transform(preprocessing.PolynomialFeatures(degree, include_bias=False).fit_transform(x)), y, "a polynomial")

# ---- metrics
labels, numbers = [], []
def named(z): return "nan" if z != "warn" and np.isnan(z) else z
for n, k in [(1, 1), (2, 2), (8, 2), (6, 2), (10, 3), (15, 12)]:
    for start in (0, 1, -1):
        y = rng.integers(0, k, n) + start; q = np.where(rng.random(n) < rng.choice([0, .5, .9]), y, rng.integers(0, max(1, k - 1), n) + start)
        case = {"y": y, "predicted": q, "confusion": told(lambda: metrics.confusion_matrix(y, q).tolist()), "accuracy": metrics.accuracy_score(y, q), "scores": [], "reports": [], "each": []}
        for z in ("warn", 0, 1, np.nan):
            for avg in ("binary", "micro", "macro", "weighted"):
                for name, f in (("precision", metrics.precision_score), ("recall", metrics.recall_score), ("f1", metrics.f1_score)): case["scores"].append({"score": name, "average": avg, "zero_division": named(z), **told(lambda: f(y, q, average=avg, zero_division=z))})
            case["each"].append({"zero_division": named(z), **told(lambda: [v.tolist() for v in metrics.precision_recall_fscore_support(y, q, zero_division=z)])})
            present = sorted(set(y) | set(q))
            for kw in ({}, {"labels": [start, 99]}) if z in (0, 1) else ({}, {"digits": 4}, {"digits": 0}, {"target_names": [f"class number {i}" for i in present]}, {"labels": [start, 99]}, {"labels": [99, *present]}, {"target_names": ["a", "b", "c"]}, {"labels": [start, start + 1], "target_names": ["a", "b", "c"]}):
                case["reports"].append({"zero_division": named(z), **plain(kw), **told(lambda: metrics.classification_report(y, q, zero_division=z, **kw))})
        labels.append(case)
for n in (1, 2, 3, 9, 300):
    y = rng.normal(size=n); q = y + rng.normal(size=n) * rng.choice([0, .1, 3]); p = rng.random(n); t = rng.integers(0, 2, n)
    numbers.append({"y": y, "predicted": q, "mse": metrics.mean_squared_error(y, q), "r2": told(lambda: metrics.r2_score(y, q)), "labels": t, "p": p, "log_loss": told(lambda: metrics.log_loss(t, p))})

# ---- words
words = []
animals = ["cat", "dog", "cow", "Zebra", "ant's", "é"]
for n, d in [(3, 1), (8, 2), (5, 3)]:
    x = np.array(rng.choice(animals, (n, d)), dtype=object); e = preprocessing.OneHotEncoder(sparse_output=False).fit(x); z = e.transform(x)
    words.append({"x": x, "categories": [c.tolist() for c in e.categories_], "names": e.get_feature_names_out().tolist(), "named": e.get_feature_names_out([f"in{i}" for i in range(d)]).tolist(), "y": z, "back": e.inverse_transform(z), "repr": repr(e)})
x = rng.integers(-3, 12, (9, 2)); e = preprocessing.OneHotEncoder(sparse_output=False).fit(x); z = e.transform(x)
words.append({"x": x, "categories": [c.tolist() for c in e.categories_], "names": e.get_feature_names_out().tolist(), "named": e.get_feature_names_out(["a", "b"]).tolist(), "y": z, "back": e.inverse_transform(z), "repr": repr(e)})

# ---- printing
tables = [np.array(3.0), np.array(7), np.zeros((0, 2)), np.zeros((2, 0), int), np.array([], bool), np.array([True, False, True]).reshape(3, 1), np.array([["cat", "a longer word"], ["it's", "x"]]), np.array(["x0", "x0^2"], object), np.array([1e100, 1.0]), np.array([1e-300, 5e-324]), np.array([np.inf, -np.inf, 1.5]), np.array([np.nan, 1e9]), np.array([-0.0, 0.0]), np.array([99999999.0, 1.0]), np.array([1e8]), np.arange(2000.0).reshape(40, 50), np.arange(1500).reshape(3, 500), np.arange(1200.0).reshape(2, 2, 300), np.arange(24).reshape(2, 3, 4), np.arange(1206).reshape(6, 201), np.arange(1204).reshape(7, 172), np.array(["a word"] * 14), np.array([2**62, -1]), np.array([0.5, 2.5, 0.125]), np.array([1.0, 1000.0]), np.array([1.0, 1000.1]), np.array([1e-4, .1]), np.array([9.99999999999]), *[np.array(["w" * k]) for k in range(36, 60)]]
for _ in range(60):
    shape = [(7,), (30,), (4, 3), (2, 9), (2, 2, 3)][rng.integers(5)]; a = rng.normal(size=shape) * 10 ** rng.uniform(-6, 9)
    tables.append([a, np.round(a, 3), np.round(a), a.astype("f4").astype(float), (a * 1000).astype(np.int64), np.where(rng.random(shape) < .2, np.nan, a), a ** 3][rng.integers(7)])
prints = [{"dtype": a.dtype.kind, "shape": list(a.shape), "data": a.ravel(), "str": str(a), "repr": repr(a)} for a in tables]
floats = [{"value": float(v), "repr": repr(float(v))} for v in [0.1, 1e16, 1e-5, 123456789012345678.0, 1e22, -0.0, 5e-324, 0.0001, 1e15, *(rng.normal(size=40) * 10 ** rng.uniform(-20, 20, 40))]]

# ---- what goes wrong, word for word
X, Y = np.array([[1.0, 2], [3, 4], [5, 7]]), np.array([1.0, 2, 3]); nan, inf = X.copy(), X.copy(); nan[0, 0] = np.nan; inf[0, 0] = np.inf; A = np.array([["cat", "x"], ["dog", "y"]], object)
errors = []
def error(what, f):
    answer = told(f); assert "text" in answer, what; errors.append({"what": what, "type": answer["type"], "text": answer["text"]})
P = preprocessing
for M in (P.StandardScaler, P.PolynomialFeatures, LinearRegression, Ridge):
    name = M.__name__; m = M().fit(X, Y); use = lambda m: m.transform if hasattr(m, "transform") else m.predict
    if M is not P.StandardScaler: error(f"{name} NaN", lambda: M().fit(nan, Y)); error(f"{name} uses NaN", lambda: use(m)(nan))
    error(f"{name} infinite", lambda: M().fit(inf, Y)); error(f"{name} one axis", lambda: M().fit(X[:, 0], Y)); error(f"{name} three axes", lambda: M().fit(X[None], Y)); error(f"{name} no axis", lambda: M().fit(5.0, Y)); error(f"{name} no rows", lambda: M().fit(X[:0], Y[:0])); error(f"{name} no columns", lambda: M().fit(X[:, :0], Y)); error(f"{name} unfitted", lambda: use(M())(X)); error(f"{name} width", lambda: use(m)(np.ones((1, 3))))
    if M in (LinearRegression, Ridge): error(f"{name} lengths", lambda: M().fit(X, Y[:2])); error(f"{name} y NaN", lambda: M().fit(X, [1, np.nan, 2])); error(f"{name} y infinite", lambda: M().fit(X, [1, np.inf, 2]))
error("scaler unfitted, back", lambda: P.StandardScaler().inverse_transform(X)); error("scaler width, back", lambda: P.StandardScaler().fit(X).inverse_transform(np.ones((1, 3))))
error("alpha -1.0", lambda: Ridge(alpha=-1.0).fit(X, Y)); error("alpha nan", lambda: Ridge(alpha=np.nan).fit(X, Y)); error("alpha inf", lambda: Ridge(alpha=np.inf).fit(X, Y)); error("tol -1.0", lambda: LinearRegression(tol=-1.0).fit(X, Y))
error("no column at all", lambda: P.PolynomialFeatures(0, include_bias=False).fit(X)); error("names", lambda: P.PolynomialFeatures().fit(X).get_feature_names_out(["a"])); error("names unfitted", lambda: P.PolynomialFeatures().get_feature_names_out()); error("too large", lambda: P.PolynomialFeatures(10).fit_transform(np.ones((10, 100))))
O = lambda: P.OneHotEncoder(sparse_output=False)
error("encoder unfitted", lambda: O().transform(A)); error("encoder width", lambda: O().fit(A).transform(A[:, :1])); error("encoder names", lambda: O().fit(A).get_feature_names_out(["a"])); error("unknown word", lambda: O().fit(A).transform([["cow", "x"]])); error("unknown number", lambda: O().fit([[1], [2]]).transform([[7]])); error("encoder no rows", lambda: O().fit(A[:0])); error("back, zeros", lambda: O().fit(A).inverse_transform([[0, 0, 1, 0]])); error("back, width", lambda: O().fit(A).inverse_transform([[0, 1]])); error("encoder nothing", lambda: O().fit(np.array([], object)))
for f in (metrics.accuracy_score, metrics.confusion_matrix, metrics.precision_score, metrics.classification_report): error(f"{f.__name__} lengths", lambda: f([0, 1, 1], [0, 1])); error(f"{f.__name__} nothing", lambda: f([], []))
error("accuracy_score unpredicted", lambda: metrics.accuracy_score([0, 1], [])); error("confusion_matrix unpredicted", lambda: metrics.confusion_matrix([0, 1], []))
error("chances for labels", lambda: metrics.accuracy_score([0, 1, 1], [.2, .7, .1])); error("chances for three labels", lambda: metrics.accuracy_score([0, 1, 2], [.2, .7, .1])); error("measurements", lambda: metrics.accuracy_score([.2, .3], [.2, .7])); error("labels NaN", lambda: metrics.accuracy_score([0, 1, np.nan], [0, 1, 1.0])); error("predictions NaN", lambda: metrics.accuracy_score([0, 1, 1.0], [0, 1, np.nan]))
error("three labels", lambda: metrics.f1_score([0, 1, 2], [0, 1, 1])); error("no yes", lambda: metrics.recall_score([0, 2], [2, 0])); error("target names", lambda: metrics.classification_report([0, 1], [1, 0], target_names=["a"])); error("no labels", lambda: metrics.confusion_matrix([0, 1], [1, 1], labels=[])); error("labels absent", lambda: metrics.confusion_matrix([0, 1], [1, 1], labels=[5]))
for f in (metrics.mean_squared_error, metrics.r2_score): error(f"{f.__name__} lengths", lambda: f([0, 1, 1], [0, 1])); error(f"{f.__name__} nothing", lambda: f([], [])); error(f"{f.__name__} NaN", lambda: f([1.0, np.nan], [1, 2])); error(f"{f.__name__} infinite", lambda: f([1.0, 2], [1, np.inf]))
error("log_loss one label", lambda: metrics.log_loss([1, 1], [.2, .3])); error("log_loss above 1", lambda: metrics.log_loss([0, 1], [.2, 1.5])); error("log_loss below 0", lambda: metrics.log_loss([0, 1], [-.5, .5])); error("log_loss three labels", lambda: metrics.log_loss([0, 1, 2], [.1, .2, .3])); error("log_loss lengths", lambda: metrics.log_loss([0, 1, 1], [.1, .2])); error("log_loss nothing", lambda: metrics.log_loss([], [])); error("log_loss NaN", lambda: metrics.log_loss([0, 1], [.1, np.nan]))

json.dump(plain({"generator": generator, "splits": splits, "groups": groups, "thirds": thirds, "scaler": scaler, "polynomial": polynomial, "linear": linear, "labels": labels, "numbers": numbers, "words": words, "prints": prints, "floats": floats, "errors": errors}), open(out, "w"), separators=(",", ":"), allow_nan=False)
