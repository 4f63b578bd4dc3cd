"""Writes datasets.json, with scikit-learn: python make_datasets.py > datasets.json"""

import json

from sklearn.datasets import make_blobs, make_circles, make_moons

centers = [[-5, 2], [-2, -2], [1, 2], [5, -2]]
made = {
    "blobs": make_blobs(100, centers=centers, cluster_std=1.0, random_state=30),
    "uneven_blobs": make_blobs(11, centers=[[0, 0, 1], [4, 4, 4]], cluster_std=0.3, random_state=7),
    "moons": make_moons(31, noise=0.2, random_state=3),
    "still_moons": make_moons(8, random_state=0),
    "circles": make_circles(25, noise=0.05, random_state=9),
    "still_circles": make_circles(8, random_state=1),
}
rows = {name: {"x": x.tolist(), "y": y.tolist()} for name, (x, y) in made.items()}
print(json.dumps(rows))
