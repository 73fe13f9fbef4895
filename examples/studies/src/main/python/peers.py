# Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
"""Reads the samples that audit-samples wrote with estimators of other libraries.

    python3 peers.py FOLDER

Prints error and processor time side by side, as Markdown. Needs numpy. With scikit-learn its own
functions are read, too, where both variables are scalars or one is a class. NPEET is not needed:
its formulas are written out below, as published (github.com/gregversteeg/NPEET, mi and micd).
"""
import csv
import os
import sys
import time

import numpy as np

try:
    from sklearn.feature_selection import mutual_info_classif, mutual_info_regression
except ImportError:
    mutual_info_classif = mutual_info_regression = None

K = 3
BITS = 1 / np.log(2)


def digammas(last):
    """psi(0) .. psi(last); psi(0) is not used."""
    psi = np.empty(last + 1)
    psi[0] = np.nan
    psi[1:] = -np.euler_gamma + np.concatenate([[0], np.cumsum(1 / np.arange(1, last))])
    return psi


def distances(columns):
    """Maximum norm between all rows."""
    most = np.zeros((len(columns), len(columns)))
    for column in columns.T:
        np.maximum(most, np.abs(column[:, None] - column[None, :]), out=most)
    return most


def noisy(columns, random):
    return columns + 1e-10 * random.random(columns.shape)


def npeet_mi(x, y, random):
    """KSG, first form: psi(k) + psi(N) - <psi(nx + 1) + psi(ny + 1)>, strictly inside."""
    x, y = noisy(x, random), noisy(y, random)
    in_x, in_y = distances(x), distances(y)
    # the row itself is at distance 0 and comes first
    radius = np.partition(np.maximum(in_x, in_y), K, axis=1)[:, K] - 1e-15
    psi = digammas(len(x))
    inside = [np.sum(each < radius[:, None], axis=1) for each in (in_x, in_y)]
    return (psi[K] + psi[-1] - sum(np.mean(psi[count]) for count in inside)) * BITS


def npeet_entropy(distance, units):
    """Kozachenko and Leonenko."""
    radius = np.partition(distance, K, axis=1)[:, K]
    psi = digammas(len(distance))
    return psi[-1] - psi[K] + units * np.log(2) + units * np.mean(np.log(radius))


def npeet_micd(x, labels, random):
    """h(T) - sum_c p(c) h(T | c); classes of at most k rows are left out."""
    x = noisy(x, random)
    distance = distances(x)
    nats = npeet_entropy(distance, x.shape[1])
    for label in np.unique(labels):
        own = np.flatnonzero(labels == label)
        if len(own) > K:
            nats -= len(own) / len(x) * npeet_entropy(distance[np.ix_(own, own)], x.shape[1])
    return nats * BITS


def sklearn_mi(x, y, labelled):
    if mutual_info_classif is None or x.shape[1] > 1 or y.shape[1] > 1:
        return None
    read = mutual_info_classif if labelled else mutual_info_regression
    return read(x, y[:, 0], n_neighbors=K, random_state=1)[0] * BITS


def timed(read):
    start = time.process_time()
    bits = read()
    return bits, time.process_time() - start


def cell(found, truth):
    found = [each for each in found if each[0] is not None]
    if not found:
        return "- | -"
    errors = np.array([bits - truth for bits, _ in found])
    return "%+.3f, %.3f | %.3f" % (
        errors.mean(), np.sqrt(np.mean(errors**2)), np.mean([seconds for _, seconds in found]))


def read(folder, row):
    values = np.loadtxt(os.path.join(folder, row["file"]), delimiter=",", ndmin=2)
    x, y = values[:, : int(row["units"])], values[:, int(row["units"]):]
    labelled = row["labelled"] == "1"
    random = np.random.default_rng(1)
    npeet = (lambda: npeet_micd(x, y[:, 0], random)) if labelled else (lambda: npeet_mi(x, y, random))
    own = (float(row["bits"]), float(row["seconds"]))
    return own, timed(npeet), timed(lambda: sklearn_mi(x, y, labelled))


def main(folder):
    with open(os.path.join(folder, "index.csv"), newline="") as file:
        rows = list(csv.DictReader(file))
    print("| task | truth | here: bias, error | s | NPEET's formula: bias, error | s"
          " | scikit-learn: bias, error | s |")
    print("|---|---|---|---|---|---|---|---|")
    for task in dict.fromkeys(row["task"] for row in rows):
        own = [row for row in rows if row["task"] == task]
        found = [read(folder, row) for row in own]
        truth = float(own[0]["truth"])
        cells = " | ".join(cell([each[i] for each in found], truth) for i in range(3))
        print("| %s | %.3f | %s |" % (task, truth, cells), flush=True)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
