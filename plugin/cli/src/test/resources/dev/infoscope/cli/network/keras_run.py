# Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
"""A network with the weights of a DL4J network at several epochs, written by the Keras callback.

With Keras where it is installed, else with the stand-in below, which has as much of Keras's
interface as the callback uses, as its documentation describes it: a layer gives its name, output,
activation (a function) and weights (kernel, bias); Model(inputs, outputs) gives in predict() a list
of arrays for a list of outputs; fit() calls callbacks with epochs from 0.
"""
import sys
import types

import numpy

given, out = sys.argv[1:3]
sys.path[:0] = sys.argv[3:]


def read(name):
    return numpy.load(f"{given}/{name}.npy").astype("float32")


class Dense:
    def __init__(self, units, activation=None, name=None):
        self.units, self.name, self.activation = units, name, activation
        self.kernel = self.bias = None

    def get_weights(self):
        return [self.kernel, self.bias]

    def set_weights(self, weights):
        self.kernel, self.bias = weights

    @property
    def output(self):
        return self.name  # a symbol, which Model looks up

    def call(self, x):
        return self.activation(x @ self.kernel + self.bias)


class Callback:
    def __init__(self):
        self.model = None

    def set_model(self, model):
        self.model = model


class Model:
    def __init__(self, inputs, outputs, layers=None):
        self.inputs, self.outputs = inputs, outputs
        self.layers = inputs.layers if layers is None else layers

    def predict(self, x, verbose="auto"):
        seen = {}
        for layer in self.layers:
            x = seen[layer.name] = layer.call(x)
        return [seen[name] for name in self.outputs]


class Inputs:
    def __init__(self, layers):
        self.layers = layers


class Sequential:
    def __init__(self, layers):
        self.layers, self.inputs, self.output = layers, Inputs(layers), layers[-1].output

    def get_layer(self, name):
        return next(layer for layer in self.layers if layer.name == name)


def tanh(x):
    return numpy.tanh(x)


def softmax(x):
    e = numpy.exp(x - x.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


try:
    import keras
except ImportError:
    keras = types.ModuleType("keras")
    keras.Model, keras.Sequential = Model, Sequential
    keras.callbacks = types.SimpleNamespace(Callback=Callback)
    keras.layers = types.SimpleNamespace(Dense=Dense)
    keras.activations = types.SimpleNamespace(tanh=tanh, softmax=softmax)
    sys.modules["keras"] = keras

from keras_callback import InfoscopeCallback  # noqa: E402

hidden = keras.layers.Dense(5, activation=keras.activations.tanh, name="hidden")
output = keras.layers.Dense(3, activation=keras.activations.softmax, name="output")
model = keras.Sequential([hidden, output])
if hasattr(model, "build"):
    model.build((None, 4))
callback = InfoscopeCallback(out, ["hidden", "output"], read("x"), read("y").astype("int64"))
callback.set_model(model)


def load(epoch):
    for layer in (hidden, output):
        layer.set_weights([read(f"{layer.name}-W-{epoch}"), read(f"{layer.name}-b-{epoch}")])


load(1)
callback.on_train_begin()
for epoch in (1, 2, 3):
    load(epoch)
    callback.on_epoch_end(epoch - 1, {"iteration": epoch})
callback.on_train_end()
