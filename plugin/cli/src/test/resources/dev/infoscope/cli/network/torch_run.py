# Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
"""A torch network with the weights of a DL4J network at several epochs, written by the callback."""
import sys

import numpy
import torch

given, out = sys.argv[1:3]
sys.path[:0] = sys.argv[3:]

from torch_callback import InfoscopeCallback  # noqa: E402


def read(name):
    return torch.from_numpy(numpy.load(f"{given}/{name}.npy"))


hidden, output = torch.nn.Linear(4, 5), torch.nn.Linear(5, 3)
tanh, softmax = torch.nn.Tanh(), torch.nn.Softmax(1)
model = torch.nn.Sequential(hidden, tanh, output, softmax)
layers = {"hidden": (tanh, "tanh", hidden), "output": (softmax, "softmax", output)}
callback = InfoscopeCallback(out, model, layers, read("x").float(), read("y").long())
for epoch in (1, 2, 3):
    with torch.no_grad():
        for layer, name in ((hidden, "hidden"), (output, "output")):
            layer.weight.copy_(read(f"{name}-W-{epoch}").T)
            layer.bias.copy_(read(f"{name}-b-{epoch}"))
    callback.epoch(epoch, iteration=epoch)
callback.run.done()
