# Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
"""A function of parameters, those of a DL4J network at several epochs, written by the callback.

In JAX where it is installed, else in NumPy, whose functions have the same names: all that the
callback asks of an array is that NumPy can take it.
"""
import sys

import numpy

given, out = sys.argv[1:3]
sys.path[:0] = sys.argv[3:]

try:
    import jax.numpy as jnp
except ImportError:
    jnp = numpy

from jax_callback import InfoscopeCallback  # noqa: E402


def read(name):
    return jnp.asarray(numpy.load(f"{given}/{name}.npy").astype("float32"))


def activations(parameters, x):
    hidden = jnp.tanh(x @ parameters["hidden"]["w"] + parameters["hidden"]["b"])
    logits = hidden @ parameters["output"]["w"] + parameters["output"]["b"]
    said = jnp.exp(logits - logits.max(1, keepdims=True))
    return {"hidden": hidden, "output": said / said.sum(1, keepdims=True)}


layers = {
    "hidden": ("tanh", lambda p: p["hidden"]["w"], lambda p: p["hidden"]["b"]),
    "output": ("softmax", lambda p: p["output"]["w"], lambda p: p["output"]["b"]),
}
labels = numpy.load(f"{given}/y.npy").astype("int64")
callback = InfoscopeCallback(out, activations, layers, read("x"), labels)
for epoch in (1, 2, 3):
    parameters = {
        name: {"w": read(f"{name}-W-{epoch}"), "b": read(f"{name}-b-{epoch}")} for name in layers
    }
    callback.epoch(epoch, parameters, iteration=epoch)
callback.run.done()
