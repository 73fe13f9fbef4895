# Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
"""The forward pass of a DL4J network at several epochs in NumPy, written by the writer."""
import sys

import numpy

given, out = sys.argv[1:3]
sys.path[:0] = sys.argv[3:]

from infoscope_writer import Run  # noqa: E402


def read(name):
    return numpy.load(f"{given}/{name}.npy").astype(numpy.float32)


x, y = read("x"), read("y").astype(numpy.int64)
functions = {"hidden": "tanh", "output": "softmax"}
facts = [{"name": name, "activation": function} for name, function in functions.items()]
run = Run(out, y, x, facts)
for epoch in (1, 2, 3):
    weights = {
        name: {"matrix": read(f"{name}-W-{epoch}"), "bias": read(f"{name}-b-{epoch}")}
        for name in functions
    }
    hidden = numpy.tanh(x @ weights["hidden"]["matrix"] + weights["hidden"]["bias"])
    logits = hidden @ weights["output"]["matrix"] + weights["output"]["bias"]
    said = numpy.exp(logits - logits.max(1, keepdims=True))
    said /= said.sum(1, keepdims=True)
    arrays = {"hidden": hidden, "output": said}
    run.epoch(epoch, arrays, said.argmax(1), weights, {"iteration": epoch})
run.done()
