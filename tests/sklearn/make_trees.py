"""Large trees and forests of the real scikit-learn, as checksums of their arrays.

usage: make_trees.py SEED OUT.json [RANDOM]      RANDOM is how many trees and forests of chance, 50 here

The rows are not in the file: those of the heart are a file that ships, the others are drawn from
NumPy's old generator by `drawn`, which the test does again.
"""
import csv, gzip, json, pathlib, sys, warnings
import numpy as np
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
from sklearn.model_selection import train_test_split
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor, export_text

seed, out = int(sys.argv[1]), sys.argv[2]
how_many = int(sys.argv[3]) if len(sys.argv) > 3 else 50
rng = np.random.default_rng(seed)
warnings.simplefilter("ignore")

MODELS = {m.__name__: m for m in (DecisionTreeClassifier, DecisionTreeRegressor, RandomForestClassifier, RandomForestRegressor)}
HEART = pathlib.Path(__file__).parents[2] / "lessons/data/heart.csv.gz"
FEATURES = ["age", "male", "chest_pain", "rest_bp", "cholesterol", "fasting_sugar_high", "rest_ecg", "max_rate", "exercise_angina", "st_depression", "st_slope"]


def checksum(numbers):
    """FNV-1a of 64 bits, over the bytes of float64 numbers, the least first."""
    found = 0xCBF29CE484222325
    for byte in np.ascontiguousarray(numbers, "<f8").tobytes():
        found = (found ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return f"{found:016x}"


# ---- rows

def heart(x, y):
    """Columns of the heart by name, of the rows that have a y: 734 and 184 of them where all have."""
    rows = [r for r in csv.DictReader(gzip.open(HEART, "rt")) if r[y]]
    number = lambda text: float(text) if text else np.nan
    table = np.array([[number(r[name]) for name in x] for r in rows])
    train, val = train_test_split(np.arange(len(rows)), test_size=0.2, random_state=55)
    told = np.array([number(r[y]) for r in rows])
    return table[train], told[train], table[val], told[val]


def drawn(seed, rows, features, levels, unit, gaps, classes):
    """Rows to grow on, and half as many to ask about. `gaps` of 100 values are missing, in every second column."""
    state = np.random.RandomState(seed)
    n = rows + rows // 2
    x = state.randint(0, levels, n * features).reshape(n, features) * unit
    holes = state.randint(0, 100, n * features).reshape(n, features) < gaps
    holes[:, 1::2] = False
    y = state.randint(0, classes, n) if classes else state.randint(0, 1000, n) / 10
    x[holes] = np.nan
    return x[:rows], y[:rows], x[rows:], y[rows:]


# ---- what is kept of a model

def arrays(trees):
    nodes = [t.__getstate__()["nodes"] for t in trees]
    all_of = lambda name: np.concatenate([n[name] for n in nodes]).astype(float)
    missing = np.where(all_of("left_child") < 0, 0, all_of("missing_go_to_left"))
    return {"feature": all_of("feature"), "threshold": all_of("threshold"), "left": all_of("left_child"), "right": all_of("right_child"), "missing_go_to_left": missing,
            "impurity": all_of("impurity"), "n_node_samples": all_of("n_node_samples"), "weighted_n_node_samples": all_of("weighted_n_node_samples"),
            "value": np.concatenate([t.value[:, 0, :].ravel() for t in trees])}


def rows(data, name):
    x, y, x_new, y_new = heart(**data["heart"]) if "heart" in data else drawn(**data["drawn"])
    return (x, y.astype(int), x_new, y_new.astype(int)) if name.endswith("Classifier") else (x, y, x_new, y_new)


def case(data, name, **params):
    x, y, x_new, y_new = rows(data, name)
    m = MODELS[name](**params).fit(x, y)
    trees = [e.tree_ for e in getattr(m, "estimators_", [m])]
    told = arrays(trees) | {"importances": m.feature_importances_, "predict": m.predict(x_new)}
    c = {"data": data, "model": name, "params": params, "nodes": sum(t.node_count for t in trees), "depth": max(t.max_depth for t in trees), "score": m.score(x, y), "score_new": m.score(x_new, y_new)}
    if hasattr(m, "predict_proba"):
        told["predict_proba"] = m.predict_proba(x_new)
    if getattr(m, "oob_score", False):
        c["oob_score"] = m.oob_score_
        told["oob"] = m.oob_decision_function_ if hasattr(m, "predict_proba") else m.oob_prediction_
    if not hasattr(m, "estimators_"):
        told["apply"] = m.apply(x_new)
        told["export_text"] = list(export_text(m, max_depth=4).encode())
    return c | {"checksums": {key: checksum(value) for key, value in told.items()}}


cases = []

def keep(data, name, **params):
    cases.append(case(data, name, **params))


# ---- the heart

ill = {"heart": {"x": FEATURES, "y": "disease"}}
for depth in (1, 2, 3, 4, 5, 6, 8, 10, None):
    keep(ill, "DecisionTreeClassifier", max_depth=depth, random_state=55)
for split in (10, 30, 50, 100, 200):
    keep(ill, "DecisionTreeClassifier", min_samples_split=split, random_state=55)
for alpha in (0.002, 0.005, 0.02):
    keep(ill, "DecisionTreeClassifier", criterion="entropy", ccp_alpha=alpha, random_state=7)
for trees in (1, 3, 10, 30):
    keep(ill, "RandomForestClassifier", n_estimators=trees, random_state=55)
for more in ({}, {"max_depth": 6}, {"criterion": "entropy", "min_samples_leaf": 3, "max_features": 0.5}):
    keep(ill, "RandomForestClassifier", n_estimators=100, oob_score=True, random_state=55, **more)

# A measured number to be told, from columns with gaps.
depression = {"heart": {"x": [name for name in FEATURES if name != "st_depression"], "y": "st_depression"}}
sugar = {"heart": {"x": ["cholesterol"], "y": "st_depression"}}
for data in (depression, sugar):
    for more in ({}, {"max_depth": 4}, {"min_samples_leaf": 5}, {"ccp_alpha": 0.005}):
        keep(data, "DecisionTreeRegressor", random_state=55, **more)
    keep(data, "RandomForestRegressor", n_estimators=20, oob_score=True, random_state=55)

# ---- chance

def one_of(*choices):
    return choices[rng.integers(len(choices))]


def random_case(number):
    is_forest, classes = number % 3 == 2, one_of(0, 0, 2, 2, 3, 5)
    unit = one_of(1.0, 0.1, 1e-8, 12.5) if number % 4 else 1e-7
    data = {"seed": int(rng.integers(1 << 31)), "rows": int(rng.integers(100, 401)), "features": int(rng.integers(1, 9)),
            "levels": one_of(2, 3, 10, 40, 1000), "unit": unit, "gaps": one_of(0, 0, 5, 30, 70), "classes": classes}
    name = ("RandomForest" if is_forest else "DecisionTree") + ("Classifier" if classes else "Regressor")
    params = {"random_state": int(rng.integers(1 << 31))}
    size = {"ccp_alpha": (0.001, 0.004, 0.02), "min_impurity_decrease": (0.0005, 0.003, 0.02)}
    spread = 1 if classes else 800  # of the targets of a regressor
    if classes: params["criterion"] = one_of("gini", "entropy")
    if rng.random() < .5: params["max_depth"] = int(rng.integers(1, 12))
    if rng.random() < .4: params["min_samples_leaf"] = one_of(2, 3, 7, 0.01, 0.033, 0.1)
    if rng.random() < .4: params["min_samples_split"] = one_of(3, 5, 11, 40, 0.02, 0.1, 1.0)
    if rng.random() < .6: params["max_features"] = one_of("sqrt", "log2", None, 1, 2, 0.5, 0.7, 1.0)
    if rng.random() < .4: params["ccp_alpha"] = one_of(*size["ccp_alpha"]) * spread
    if rng.random() < .3: params["min_impurity_decrease"] = one_of(*size["min_impurity_decrease"]) * spread
    if is_forest:
        params["n_estimators"] = int(rng.integers(1, 9))
        if rng.random() < .25: params["bootstrap"] = False
        elif rng.random() < .7: params["oob_score"] = True
    keep({"drawn": data}, name, **params)


for number in range(how_many):
    random_case(number)

# ---- limits that a tree meets to the last digit

def decrease(t, node):
    """What the question of a node takes away, in scikit-learn's order."""
    left, right, n = t.children_left[node], t.children_right[node], t.weighted_n_node_samples
    gain = t.impurity[node] - n[right] / n[node] * t.impurity[right] - n[left] / n[node] * t.impurity[left]
    return n[node] / n[0] * gain


for name, criterion in (("DecisionTreeClassifier", "entropy"), ("DecisionTreeClassifier", "gini"), ("DecisionTreeRegressor", "squared_error")):
    data = {"drawn": {"seed": int(rng.integers(1 << 31)), "rows": 150, "features": 3, "levels": 4, "unit": 1.0, "gaps": 10, "classes": 3 if "Classifier" in name else 0}}
    params = {"criterion": criterion, "random_state": 3}
    x, y, _, _ = rows(data, name)
    grown = MODELS[name](**params).fit(x, y)
    alphas = grown.cost_complexity_pruning_path(x, y).ccp_alphas
    for share in (0.2, 0.4, 0.6, 0.8):
        keep(data, name, ccp_alpha=float(alphas[int(share * len(alphas))]), **params)
    asking = np.flatnonzero(grown.tree_.children_left >= 0)
    for node in asking[np.linspace(0, len(asking) - 1, 5).astype(int)]:
        least = decrease(grown.tree_, node) + np.finfo(float).eps
        for limit in (least, np.nextafter(least, np.inf)):
            keep(data, name, min_impurity_decrease=float(limit), **params)

# Two branches worth the same: the one that goes first decides whether the other one still is.
keep({"drawn": {"seed": 1423060238, "rows": 74, "features": 4, "levels": 3, "unit": 1.0, "gaps": 0, "classes": 2}},
     "DecisionTreeClassifier", criterion="gini", random_state=3, ccp_alpha=0.009009009009009009)

with open(out, "w") as file:
    file.write("[\n" + ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases) + "\n]\n")
