"""What Keras 3 and NumPy 2 answer where every digit or every word counts. usage: make_parity.py OUT.json

Nothing here is computed by this project. On a processor without fused multiplication, or with another TensorFlow than the one
that pip installs for Linux on x86-64, the last digits may differ.
"""
import os
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import json, sys, warnings
import numpy as np, keras
from keras.layers import Dense, Normalization
from keras.losses import BinaryCrossentropy, CategoricalCrossentropy, SparseCategoricalCrossentropy
from keras.optimizers import SGD, Adam

rng = np.random.default_rng(7)

def numbers(array):
    """As JSON can hold them: what is not finite by its name."""
    return [float(n) if np.isfinite(n) else str(float(n)) for n in np.ravel(np.asarray(array, "f"))]

def model(sizes, activations, weights=None):
    made = keras.Sequential([keras.Input((sizes[0],))] + [Dense(n, activation=a) for n, a in zip(sizes[1:], activations)])
    if weights: made.set_weights(weights)
    return made

# The sigmoid, of a model that predicts, of a layer that is called, and in NumPy.
z = np.concatenate([rng.normal(size=200) * 4, rng.uniform(-120, 120, 60), [0, -0.0, 16.6, 17, -87, -86.7, 88.8, -103.9, -104]]).astype("f")
identity = model([1, 1], ["sigmoid"], [np.ones((1, 1), "f"), np.zeros(1, "f")])
layer = Dense(1, activation="sigmoid"); layer.build((None, 1)); layer.set_weights([np.ones((1, 1), "f"), np.zeros(1, "f")])
with np.errstate(over="ignore"):
    sigmoid = {"z": numbers(z), "predict": numbers(identity.predict(z[:, None], verbose=0)),
               "call": numbers([layer(n.reshape(1, 1)).numpy() for n in z]), "numpy": numbers(1 / (1 + np.exp(-z)))}
    positive = np.concatenate([rng.uniform(0, 1, 150), 10 ** rng.uniform(-44, 38, 150), [0, 1, 1e-45]]).astype("f")
    with np.errstate(divide="ignore"): logs = np.log(positive)
    exps = np.exp(z)
sums = [rng.normal(size=n).astype("f") for n in (1, 3, 7, 8, 9, 20, 128, 129, 200, 1000)]

# Units whose sums are rounded: one unit, and several.
products = []
for rows, inputs, units in ((6, 2, 1), (6, 3, 1), (6, 2, 3), (6, 4, 2)):
    w, b, x = rng.normal(size=(inputs, units)).astype("f"), rng.normal(size=units).astype("f"), rng.normal(size=(rows, inputs)).astype("f")
    products.append({"x": numbers(x), "w": numbers(w), "b": numbers(b), "shape": [rows, inputs, units],
                     "y": numbers(model([inputs, units], ["linear"], [w, b]).predict(x, verbose=0))})

# Which metrics a fit has, where some compile names none.
x, y = np.float32([[1], [2], [3]]), np.float32([[0], [0], [1]])
metrics = []
for compiled in (["accuracy", None], [None, "accuracy", None], ["accuracy", "binary_accuracy", None], [None, None]):
    made, fits = model([1, 1], ["sigmoid"]), []
    for metric in compiled:
        made.compile(SGD(0.1), loss="binary_crossentropy", **({"metrics": [metric]} if metric else {}))
        fits.append(list(made.fit(x, y, verbose=0).history))
    metrics.append({"compiled": compiled, "fits": fits})

# Trainings that leave the finite numbers.
def overflow(sizes, activations, loss, optimizer, x, y, epochs, batch, metric=None, split=0.0):
    made = model(sizes, activations)
    made.set_weights([rng.normal(size=w.shape).astype("f") for w in made.get_weights()])
    start = [numbers(w) for w in made.get_weights()]
    made.compile(optimizer[1], loss=loss, **({"metrics": [metric]} if metric else {}))
    history = made.fit(x, y, epochs=epochs, batch_size=batch, shuffle=False, validation_split=split, verbose=0).history
    return {"sizes": sizes, "activations": activations, "weights": start, "loss": loss, "optimizer": optimizer[0],
            "learning_rate": float(made.optimizer.learning_rate), "metric": metric, "split": split, "epochs": epochs, "batch_size": batch,
            "x": numbers(x), "y": numbers(y), "history": {key: numbers(values) for key, values in history.items()}}

many = rng.normal(size=(8, 2)).astype("f")
sums_of = many.sum(1, keepdims=True).astype("f")
overflows = [
    overflow([1, 1], ["linear"], "mean_squared_error", ("sgd", SGD(10.0)), x * 1000, x * 900, 12, 3),
    overflow([2, 1], ["linear"], "mean_squared_error", ("sgd", SGD(3.0)), many, sums_of, 60, 4, split=0.25),
    overflow([2, 3, 1], ["relu", "linear"], "mean_squared_error", ("sgd", SGD(5.0)), many, sums_of, 30, 8),
    overflow([2, 3, 1], ["tanh", "linear"], "mean_squared_error", ("sgd", SGD(1e20)), many, sums_of, 10, 8),
    overflow([2, 1], ["sigmoid"], "binary_crossentropy", ("sgd", SGD(1e38)), many * 1e3, (sums_of > 0).astype("f"), 10, 4, "accuracy"),
    overflow([1, 1], ["linear"], "mean_squared_error", ("adam", Adam(1e19)), x, x, 10, 3),
]

# What adapt refuses.
refused = []
for first, second in (((2, 2), (2, 3)), ((2, 2), (3, 1)), ((2, 2), (3,)), ((4, 1), (2, 3))):
    scaled = Normalization(axis=-1); scaled.adapt(np.ones(first, "f"))
    try: scaled.adapt(np.ones(second, "f"))
    except Exception as error: refused.append({"first": first, "second": second, "error": f"{type(error).__name__}: {error}"})

# What a loss from logits warns of behind an activation; None where it does not.
losses = {"binary_crossentropy": (BinaryCrossentropy, np.eye(3, dtype="f")), "categorical_crossentropy": (CategoricalCrossentropy, np.eye(3, dtype="f")),
          "sparse_categorical_crossentropy": (SparseCategoricalCrossentropy, np.float32([[0], [1], [2]]))}
warned = []
for activation in ("linear", "tanh", "sigmoid", "softmax"):
    for name, (loss, targets) in losses.items():
        for from_logits in (True, False):
            made = model([1, 3], [activation])
            made.compile(SGD(0.1), loss=loss(from_logits=from_logits))
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("always")
                made.fit(x, targets, verbose=0)
            said = [str(w.message) for w in caught if issubclass(w.category, UserWarning)]
            warned.append({"activation": activation, "loss": name + ("(from_logits=True)" if from_logits else ""), "warning": said[0] if said else None})

json.dump({"keras": keras.__version__, "numpy": np.__version__, "sigmoid": sigmoid,
           "exp": {"x": numbers(z), "y": numbers(exps)}, "log": {"x": numbers(positive), "y": numbers(logs)},
           "mean": [{"x": numbers(n), "y": numbers(np.mean(n))} for n in sums], "products": products, "metrics": metrics,
           "overflows": overflows, "adapt": refused, "warnings": warned}, open(sys.argv[1], "w"), indent=None, separators=(",", ":"))
