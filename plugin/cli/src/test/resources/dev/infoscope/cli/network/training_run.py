# Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
"""Trains a network, in PyTorch or in NumPy, and writes each epoch by the callback as it goes.

Usage: python3 training_run.py torch|numpy FOLDER EPOCHS SECONDS_PER_EPOCH CALLBACKS
"""
import sys
import time

import numpy

framework, out, epochs, pause = sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
sys.path[:0] = sys.argv[5:]

random = numpy.random.RandomState(3)
y = numpy.arange(120) % 3
x = (random.normal(0, 1, (120, 4)) + 1.5 * numpy.eye(4)[y]).astype("float32")


def in_torch():
    import torch
    from torch_callback import InfoscopeCallback

    torch.manual_seed(3)
    hidden, output = torch.nn.Linear(4, 5), torch.nn.Linear(5, 3)
    tanh, softmax = torch.nn.Tanh(), torch.nn.Softmax(1)
    model = torch.nn.Sequential(hidden, tanh, output, softmax)
    layers = {"hidden": (tanh, "tanh", hidden), "output": (softmax, "softmax", output)}
    inputs, labels = torch.from_numpy(x), torch.from_numpy(y)
    callback = InfoscopeCallback(out, model, layers, inputs, labels)
    step = torch.optim.SGD(model.parameters(), 0.5)
    for epoch in range(1, epochs + 1):
        for _ in range(10):
            step.zero_grad()
            loss = torch.nn.functional.nll_loss(torch.log(model(inputs)), labels)
            loss.backward()
            step.step()
        callback.epoch(epoch, loss=loss.item(), iteration=10 * epoch)
        time.sleep(pause)
    callback.run.done()


def in_numpy():
    from jax_callback import InfoscopeCallback

    p = {"a": random.normal(0, 0.7, (4, 5)), "b": numpy.zeros(5),
         "c": random.normal(0, 0.7, (5, 3)), "d": numpy.zeros(3)}

    def activations(p, x):
        hidden = numpy.tanh(x @ p["a"] + p["b"])
        e = numpy.exp(hidden @ p["c"] + p["d"])
        return {"hidden": hidden, "output": e / e.sum(1, keepdims=True)}

    layers = {"hidden": ("tanh", lambda p: p["a"], lambda p: p["b"]),
              "output": ("softmax", lambda p: p["c"], lambda p: p["d"])}
    callback = InfoscopeCallback(out, activations, layers, x, y)
    for epoch in range(1, epochs + 1):
        for _ in range(10):
            seen = activations(p, x)
            wrong = (seen["output"] - numpy.eye(3)[y]) / len(x)
            back = wrong @ p["c"].T * (1 - seen["hidden"] ** 2)
            p = {"a": p["a"] - 0.5 * x.T @ back, "b": p["b"] - 0.5 * back.sum(0),
                 "c": p["c"] - 0.5 * seen["hidden"].T @ wrong, "d": p["d"] - 0.5 * wrong.sum(0)}
        loss = -numpy.log(seen["output"][numpy.arange(len(y)), y]).mean()
        callback.epoch(epoch, p, loss=loss, iteration=10 * epoch)
        time.sleep(pause)
    callback.run.done()


in_torch() if framework == "torch" else in_numpy()
