# Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
"""What replaying a run folder costs, by the number of its epochs: time and largest memory.

    python3 examples/frameworks/replay_scale.py plugin/cli/target/infoscope 25 50 100

Writes epochs of 5 layers with 2,000 rows into a temporary folder, measures them with the program
that is named, and prints a line per number of epochs.
"""
import os
import resource
import subprocess
import sys
import tempfile
import time

import numpy

from infoscope_writer import Run

ROWS, WIDTHS = 2000, {"one": 64, "two": 48, "three": 32, "four": 16, "five": 10}


def write(folder, epochs):
    random = numpy.random.RandomState(1)
    labels = random.randint(0, 10, ROWS)
    inputs = random.normal(0, 1, (ROWS, 20)) + numpy.eye(10)[labels].repeat(2, 1)
    facts = [{"name": name, "activation": "tanh"} for name in WIDTHS]
    run = Run(folder, labels, inputs, facts)
    sizes = [20, *WIDTHS.values()]
    start = [random.normal(0, 1 / a ** 0.5, (a, b)) for a, b in zip(sizes, sizes[1:])]
    drift = [random.normal(0, 0.02 / a ** 0.5, (a, b)) for a, b in zip(sizes, sizes[1:])]
    for epoch in range(1, epochs + 1):
        layers, weights, x = {}, {}, inputs
        for name, matrix, step in zip(WIDTHS, start, drift):
            matrix = (matrix + epoch * step).astype("float32")
            x = numpy.tanh(x @ matrix)
            layers[name] = x.astype("float32")
            weights[name] = {"matrix": matrix, "bias": numpy.zeros(matrix.shape[1]), "activation": "tanh"}
        run.epoch(epoch, layers, x.argmax(1), weights, {"loss": 1 / epoch, "iteration": 100 * epoch})
    run.done()


def main(program, *counts):
    heap = os.environ.get("INFOSCOPE_OPTS", "the usual heap")
    print("5 layers, %d rows, %s" % (ROWS, heap))
    print("epochs   files MB   seconds   s/epoch   largest memory MB")
    for epochs in sorted(map(int, counts)):
        with tempfile.TemporaryDirectory() as place:
            folder = os.path.join(place, "run")
            write(folder, epochs)
            size = sum(os.path.getsize(os.path.join(at, name)) for at, _, names in os.walk(folder) for name in names)
            began = time.monotonic()
            subprocess.run(
                [program, "replay", "--activations", folder, "--out", os.path.join(place, "run.jsonl"), "--quiet"],
                check=True)
            seconds = time.monotonic() - began
        largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024  # of all so far
        print("%6d %10.1f %9.1f %9.2f %19.0f" % (epochs, size / 1e6, seconds, seconds / epochs, largest), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
