"""Models of the real XGBoost beyond those of `cases.json`, and what it says when something does not fit.

usage: make_boosting.py SEED OUT.json
JSON has no NaN and no infinity: null is NaN, "inf" and "-inf" are infinities.
"""
import io, json, os, sys
from contextlib import redirect_stdout
import numpy as np, xgboost as xgb

seed, out = int(sys.argv[1]), sys.argv[2]
rng = np.random.default_rng(seed)
NAN, INF = float("nan"), float("inf")


def plain(v):
    """Anything as JSON can hold it; a float32 in the fewest digits that bring it back."""
    if isinstance(v, dict): return {k: plain(x) for k, x in v.items()}
    if isinstance(v, np.ndarray) and v.dtype == np.float32: return [plain(x) for x in v]
    if isinstance(v, np.ndarray): return plain(v.tolist())
    if isinstance(v, (list, tuple)): return [plain(x) for x in v]
    if isinstance(v, (bool, np.bool_)): return bool(v)
    if isinstance(v, (int, np.integer)): return int(v)
    if isinstance(v, (float, np.floating)): return None if np.isnan(v) else str(float(v)) if np.isinf(v) else float(str(v)) if isinstance(v, np.float32) else int(v) if v == int(v) and abs(v) < 1e6 and str(v) != '-0.0' else float(v)
    return v


def train(p, d, rounds, **kw):
    return xgb.train({"tree_method": "exact", "nthread": 1, **p}, d, rounds, **kw)


# ---- models
def model(x, y, rounds, note, names=None, val=None, stop=None, every=None, **p):
    matrix = lambda x, y=None: xgb.DMatrix(x, y, feature_names=names)
    d, log, text, extra, kw = matrix(x, y), {}, io.StringIO(), {}, {}
    if val: kw = dict(evals=[(d, "train"), (matrix(*val), "val")], evals_result=log, early_stopping_rounds=stop, verbose_eval=every or True)
    with redirect_stdout(text): b = train(p, d, rounds, **kw)
    new = x[rng.integers(0, len(x), 4)].copy(); new[rng.random(new.shape) < .3] = rng.normal() * 2; new[rng.random(new.shape) < .15] = np.nan
    if val: extra = {"val_x": val[0], "val_y": val[1], "printed": text.getvalue(), "history": {k: dict(v) for k, v in log.items()}, **({"verbose_eval": every} if every else {})}
    if b.num_boosted_rounds() > 1: extra["predict_later"] = b.predict(matrix(new), iteration_range=(1, 0))
    if stop: extra |= {"early_stopping_rounds": stop, "best_iteration": b.best_iteration, "best_score": b.best_score, "predict_best": b.predict(matrix(new), iteration_range=(0, b.best_iteration + 1))}
    shown = sorted({0, b.num_boosted_rounds() - 1})
    start = json.loads(b.save_config())["learner"]["learner_model_param"]["base_score"].strip("[]")
    return {"note": note, "params": p, "rounds": rounds, "x": x, "y": y, "x_new": new, "feature_names": names, "base_score": float(start), "trees": b.get_dump(with_stats=True), "plain": b.get_dump()[0],
            "margins": [b.predict(d, output_margin=True, iteration_range=(0, i + 1)) for i in range(b.num_boosted_rounds())] if b.num_boosted_rounds() < 4 else [b.predict(d, output_margin=True, iteration_range=(0, 1))],
            "predict_new": b.predict(matrix(new)), **{k: b.get_score(importance_type=k) for k in ("weight", "gain", "cover", "total_gain", "total_cover")}, **extra}


numbers = lambda n, d: np.round(rng.normal(size=(n, d)) * 3, 1)
grid = lambda n, d, k=3: rng.integers(0, k, (n, d)).astype(float)
def holes(x, share=.25): x = x.copy(); x[rng.random(x.shape) < share] = np.nan; return x
target = lambda n: np.round(rng.normal(size=n) * 6, 1)
def chance(n): y = (rng.random(n) < .5).astype(float); y[:2] = 0, 1; return y

models = []
for i in range(31):
    n, d = int(rng.integers(5, 40)), int(rng.integers(1, 4))
    x = [numbers, grid][i % 2](n, d)
    if i % 3 == 2: x = holes(x)
    logistic = i % 4 > 1
    p = {"objective": "binary:logistic" if logistic else "reg:squarederror", "max_depth": int(rng.integers(1, 6)), "eta": float(rng.choice([.3, .1, 1., .7, 1.3, 1e-05])),
         "reg_lambda": float(rng.choice([1., 0., 2.5, 1.1, .37, 3.3])), "gamma": float(rng.choice([0., 0., .4, 2.3, 12.7])), "min_child_weight": float(rng.choice([1., 0., 2., .1])), "reg_alpha": float(rng.choice([0., 0., .6, 1.9]))}
    if i % 5 == 0: p["base_score"] = float(rng.choice([.2, .7, .45])) if logistic else float(np.round(rng.normal() * 4, 2))
    models.append(model(x, chance(n) if logistic else target(n), int(rng.integers(1, 4)), f"any {i}", names=[f"c {j}" for j in range(d)] if i % 7 == 0 else None, **p))

# Sums of float64 depend on the order of equal values, which std::sort does not keep above sixteen.
wild = lambda n: np.round(rng.normal(size=n) * 10.0 ** rng.integers(-6, 7, n), 7)
for i in range(3): models.append(model(grid(60, 1), wild(60), 1, "ties of numbers of all sizes", max_depth=4, reg_lambda=0., min_child_weight=0.))
models.append(model(holes(grid(50, 1)), wild(50), 1, "the same with holes", max_depth=3))
models.append(model(np.full((6, 2), np.nan), target(6), 1, "nothing but holes"))
models.append(model(np.where(rng.random((20, 2)) < .5, 1., np.nan), target(20), 2, "there or not"))
models.append(model(np.array([[3e38], [-3e38], [np.nan], [2e38]]), np.array([1., 2, 3, 9]), 2, "beyond the largest", min_child_weight=0.))
models.append(model(numbers(8, 1), np.full(8, 4.), 1, "nothing to do"))
models.append(model(numbers(8, 1), np.ones(8), 1, "all sure", objective="binary:logistic"))
models.append(model(numbers(8, 1), np.linspace(.1, .9, 8), 2, "chances", objective="binary:logistic", min_child_weight=.1))
models.append(model(numbers(9, 1), target(9), 2, "endless", gamma=INF))
models.append(model(numbers(9, 1), target(9), 2, "endless", reg_lambda=INF, min_child_weight=0.))
models.append(model(numbers(9, 1), target(9), 2, "too large a step", eta=1e30))
# Where the order of equal values shows: what is large cancels out, what is small stays.
for n in (16, 17, 40, 58):
    large = rng.integers(1, 2**24, n // 2 - n // 8) * 2.0**12; small = np.round(rng.normal(size=n - 2 * len(large)), 3)
    group, order = rng.integers(0, 2, len(large)), rng.permutation(n)
    x, y = np.concatenate([group, group, np.arange(len(small)) % 2])[:, None].astype(float), np.concatenate([large, -large, small])
    models.append(model(x[order], y[order], 1, f"what cancels out, {n}", max_depth=1, base_score=0., reg_lambda=0.))
six, price = np.arange(1., 7)[:, None], np.array([3., 5, 4, 10, 12, 14])
models.append(model(six, price, 1, "a gain of gamma", max_depth=1, reg_lambda=0., gamma=96.))
models.append(model(six, price / 1e5, 1, "hardly a gain"))
models.append(model(six, np.array([1e20, 1e20, 1e20, -1e20, -1e20, -1e20]), 1, "too large to square", base_score=0.))
near = [np.float32(1)]
while len(near) < 6: near.append(np.nextafter(near[-1], np.float32(2)))
models.append(model(np.array(near, float)[:, None], price, 2, "no number between"))
models.append(model(six, price, 3, "settings that are rounded twice", eta=1.18, reg_lambda=2.36, reg_alpha=1.32, gamma=4.53, min_child_weight=1.57, max_depth=2))
models.append(model(numbers(12, 1), chance(12), 6, "sure and wrong", val=(numbers(6, 1), chance(6)), objective="binary:logistic", eta=1e3, max_depth=2, min_child_weight=0., eval_metric=["logloss", "error"]))
for i in range(5):
    n, logistic = 24, i % 2 == 1
    x, v = grid(n, 2, 6) if i == 2 else numbers(n, 1) if i == 4 else numbers(n, 2), numbers(10, 1 if i == 4 else 2)
    f = lambda q: np.round(q[:, 0] + np.sin(q[:, -1]) * 3 + rng.normal(size=len(q)), 2)
    g = (lambda q: (f(q) > 0).astype(float)) if logistic else f
    extra = {"eval_metric": ["logloss", "error"]} if i == 3 else {"eval_metric": ["rmse"]} if i == 1 else {}
    models.append(model(x, g(x), 16, "watched", val=(v, g(v)), stop=3, objective="binary:logistic" if logistic else "reg:squarederror", max_depth=2, eta=.5, **extra))
models.append(model(numbers(20, 2), target(20), 5, "every third line", val=(numbers(5, 2), target(5)), every=3, max_depth=1, eval_metric=["rmse", "error", "logloss"]))

# ---- what goes wrong, without the time and place before it and the stack trace behind it
X, Y, errors = [[1.], [2.], [3.], [4.], [5.], [6.]], [3., 5, 4, 10, 12, 14], []
def error(what, x=X, y=Y, names=None, val=None, stop=None, new=None, names_new=None, inplace=False, span=None, **p):
    case = {"what": what, "x": x, "y": y, "params": p}
    try:
        d = xgb.DMatrix(np.array(x, dtype=float), np.array(y), feature_names=names)
        evals = [(d, "train"), (xgb.DMatrix(np.array(val[1]), np.array(val[2])), val[0])] if val else []
        b = train(p, d, 2, evals=evals, early_stopping_rounds=stop, verbose_eval=False)
        if inplace: b.inplace_predict(np.array(new))
        else: b.predict(xgb.DMatrix(np.array(new), feature_names=names_new), **({"iteration_range": span} if span else {}))
    except Exception as e: text = str(e).split("\nStack trace")[0]; kind = type(e).__name__
    else: raise AssertionError(what)
    if text.startswith("["): text = text[text.index("Check failed") if "Check failed" in text else text.index(": ", 12) + 2:]
    if val: case |= {"val_name": val[0], "val_x": val[1], "val_y": val[2]}
    for k, v in dict(feature_names=names, early_stopping_rounds=stop, x_new=new, names_new=names_new, inplace=inplace, range=span).items():
        if v: case[k] = v
    errors.append(case | {"type": kind, "text": text})

for key in ("eta", "gamma", "min_child_weight", "reg_lambda", "reg_alpha"):
    for v in (-1, -.1, -1234567.891, -1e-7, -INF, 1e39, 1e-40, 3.5e38, 1e-38): error(f"{key} {v}", **{key: float(v)}) if v != -INF or key == "eta" else None
for v in (-1, -2147483648, 2147483648, 0): error(f"max_depth {v}", max_depth=v)
L = dict(objective="binary:logistic")
error("labels that are no chances", **L); error("a label above 1", y=[0., 0, 0, 0, 0, 2], **L); error("a label below 0", y=[1., 1, 1, 0, 0, -1], **L); error("base_score above 1", y=[0., 0, 0, 1, 1, 1], base_score=1.5, **L); error("base_score below 0", y=[0., 0, 0, 1, 1, 1], base_score=-.5, **L)
for v in (INF, -INF, 1e39): error(f"{v} in x", x=X[:5] + [[v]]); error(f"{v} in y", y=Y[:5] + [v])
error("NaN in y", y=Y[:5] + [NAN]); error("labels too few", y=Y[:4]); error("labels too many", y=Y + [1., 2]); error("no labels", y=[]); error("no labels", y=[], **L); error("no columns", x=[[]] * 6)
error("names too many", names=["a", "b"]); error("a name twice", x=[[1., 1, 1, 1]] * 6, names=["b", "a", "b", "a"])
for name in ("a[", "]", "a<b"): error(f"name {name}", names=[name])
error("early stopping without data", stop=2); error("evals without labels", val=("v", [[1.], [2.]], [])); error("evals wider", val=("v", [[1., 2]], [3.])); error("a name with -", val=("a-b", X, Y)); error("a name with :", val=("a:b", X, Y)); error("a name with a blank", val=("a b", X, Y))
error("wider", new=[[1., 2]]); error("wider, bare", new=[[1., 2]], inplace=True); error("rounds too many", new=[[1.]], span=(0, 5)); error("rounds backwards", new=[[1.]], span=(2, 1))
error("names expected", names=["a"], new=[[1.]]); error("other names", names=["a"], new=[[1.]], names_new=["b"]); error("names in another order", x=[[1., 2]] * 6, names=["a", "b"], new=[[1., 2]], names_new=["b", "a"]); error("names too few", x=[[1., 2]] * 6, names=["a", "b"], new=[[1.]], names_new=["a"])

json.dump(plain({"made_with": {"xgboost": xgb.__version__, "numpy": np.__version__, "seed": seed}, "models": models, "errors": errors}), open(out, "w"), separators=(",", ":"), allow_nan=False)
print(len(models), len(errors), os.path.getsize(out))
