"""Writes layers and what NumPy computes from them into the folder given."""

import json
import os
import sys

import numpy as np

ROWS, BINS = 1500, 30
folder = sys.argv[1]


def at(name):
    return os.path.join(folder, name)


def entropy(symbols):
    counts = np.unique(symbols, axis=0, return_counts=True)[1]
    p = counts / counts.sum()
    return -(p * np.log2(p)).sum()


def plane(values, y, low, high):
    values = values.astype(np.float64)
    codes = np.clip(np.floor((values - low) / (high - low) * BINS), 0, BINS - 1).astype(int)
    both = np.column_stack([codes, y])
    return {
        "input": entropy(codes),
        "label": entropy(codes) + entropy(y) - entropy(both),
        "distinct": len(np.unique(codes, axis=0)),
        "outside": np.mean((values < low) | (values > high)),
    }


def pairwise(values, variance):
    distances = ((values[:, None, :] - values[None, :, :]) ** 2).sum(axis=2)
    return -np.log2(np.exp(-distances / (2 * variance)).mean(axis=1)).mean()


random = np.random.default_rng(5)
y = random.integers(0, 4, ROWS)
layers = {
    "narrow": np.tanh(random.normal(size=(ROWS, 2)) + y[:, None]).astype(np.float32),
    "wide": np.tanh(random.normal(size=(ROWS, 12)) * 0.1 + y[:, None] - 1.5),
    "relu": np.maximum(0, random.normal(size=(ROWS, 3)) * y[:, None]),
}
expected = {}
np.save(at("y.npy"), y)
np.savetxt(at("y.csv"), y, fmt="%d")
for name, values in layers.items():
    np.save(at(name + ".npy"), values)
    header = ",".join("unit%d" % i for i in range(values.shape[1]))
    np.savetxt(at(name + ".csv"), values, fmt="%.17g", delimiter=",", header=header, comments="")
    expected[name + " -1:1"] = plane(values, y, -1.0, 1.0)
    expected[name + " data"] = plane(values, y, float(values.min()), float(values.max()))
wide = layers["wide"]
expected["pairwise"] = {"pairwise": pairwise(wide, 0.3), "pairwise-lower": pairwise(wide, 1.2)}
with open(at("expected.json"), "w") as file:
    json.dump(expected, file)

np.save(at("fortran.npy"), np.asfortranarray(wide))
np.save(at("half.npy"), wide.astype(np.float16))
np.save(at("objects.npy"), np.array([None] * ROWS), allow_pickle=True)
np.save(at("cube.npy"), wide.reshape(ROWS, 3, 4))
np.save(at("structured.npy"), np.zeros(ROWS, dtype=[("a", "<f8")]))
np.savez(at("archive.npz"), wide)
np.save(at("big.npy"), wide.astype(">f8"))
np.save(at("integers.npy"), y)
with open(at("version2.npy"), "wb") as file:
    np.lib.format.write_array(file, wide, version=(2, 0))
