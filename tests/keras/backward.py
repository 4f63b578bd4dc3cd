"""One row there and back through small models, as tf.GradientTape records it, float32.

usage: backward.py OUT.json    (needs tensorflow 2.x with Keras 3)

Each case holds a model, a row and a loss, and what TensorFlow answered: z, the output and dL/dz of
every layer, the gradient of every weight, the loss. Nothing here is computed by this project.
"""
import json
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np
import tensorflow as tf

rng = np.random.default_rng(5)
plain = lambda a: np.asarray(a, dtype=np.float32).tolist()

LOSSES = {
    "mean_squared_error": keras.losses.mean_squared_error,
    "mean_absolute_error": keras.losses.mean_absolute_error,
    "binary_crossentropy": keras.losses.binary_crossentropy,
    "categorical_crossentropy": keras.losses.categorical_crossentropy,
    "sparse_categorical_crossentropy": keras.losses.sparse_categorical_crossentropy,
}
LOSSES |= {
    f"{name}(from_logits=True)": lambda y, p, of=of: of(y, p, from_logits=True)
    for name, of in list(LOSSES.items())[2:]
}
ACTIVATIONS = ["linear", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "gelu", "silu", "softplus", "softmax"]


def case(name, layers, x, y, loss):
    """layers: (kernel, bias, activation) each; x and y: one row."""
    weights = [(tf.Variable(np.float32(w)), tf.Variable(np.float32(b))) for w, b, _ in layers]
    records = []
    with tf.GradientTape(persistent=True) as tape:
        a = tf.constant([x], tf.float32)
        for (w, b), (_, _, activation) in zip(weights, layers):
            z = a @ w + b
            tape.watch(z)
            a = keras.activations.get(activation)(z)
            records.append((z, a))
        value = LOSSES[loss](tf.constant([y], tf.float32), a)[0]
    zeros = lambda slope, of: tf.zeros_like(of) if slope is None else slope
    return {
        "name": name,
        "loss": loss,
        "x": plain(x),
        "y": plain(y),
        "layers": [
            {
                "activation": activation,
                "kernel": plain(w),
                "bias": plain(b),
                "z": plain(z[0]),
                "output": plain(a[0]),
                "slope_of_z": plain(zeros(tape.gradient(value, z), z)[0]),
                "kernel_gradient": plain(zeros(tape.gradient(value, w), w)),
                "bias_gradient": plain(zeros(tape.gradient(value, b), b)),
            }
            for (w, b), (_, _, activation), (z, a) in zip(weights, layers, records)
        ],
        "value": float(value),
    }


def draw(inputs, units, activation, scale=0.8):
    return (rng.normal(size=(inputs, units)) * scale, rng.normal(size=units) * 0.3, activation)


XOR = [
    ([[1.0, -1.2], [0.5, 0.8]], [-0.5, 0.1], "sigmoid"),
    ([[1.2], [-0.7]], [0.3], "sigmoid"),
]
cases = [
    case(f"xor {x}", XOR, x, y, "binary_crossentropy")
    for x, y in [([0, 0], [0]), ([0, 1], [1]), ([1, 0], [1]), ([1, 1], [0])]
]
for loss in LOSSES:
    for activation in ACTIVATIONS:
        for units in (1, 3):
            if units == 1 and ("categorical" in loss or activation == "softmax"):
                continue
            layers = [draw(2, 3, "tanh"), draw(3, units, activation)]
            if "sparse" in loss:
                y = [float(rng.integers(0, units))]
            elif "categorical" in loss:
                y = np.eye(units)[rng.integers(0, units)]
            elif "binary" in loss:
                y = rng.integers(0, 2, units).astype(float)
            else:
                y = rng.normal(size=units)
            cases.append(case(f"{activation} {units} {loss}", layers, rng.normal(size=2), y, loss))
for activation in ACTIVATIONS:
    layers = [draw(3, 4, activation), draw(4, 3, activation), draw(3, 2, "linear")]
    cases.append(case(f"hidden {activation}", layers, rng.normal(size=3), rng.normal(size=2), "mean_squared_error"))

with open(sys.argv[1], "w") as file:
    file.write("[\n" + ",\n".join(json.dumps(one) for one in cases) + "\n]\n")
print(len(cases), "cases")
