# Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
"""Keras: a callback for model.fit(..., callbacks=[InfoscopeCallback(...)])."""
import keras

from infoscope_writer import Run, classes

# Functions that are called the same and are the same here; layers with others go without.
KNOWN = {name: name for name in "linear sigmoid tanh relu softmax softplus elu silu".split()}
KNOWN["leaky_relu"] = "leakyrelu:0.2"


class InfoscopeCallback(keras.callbacks.Callback):
    def __init__(self, folder, layers, inputs, labels, resume=False, finish=True):
        """layers: names of Dense layers and others; labels: one integer per example. finish: whether
        training ends with fit(). If fit() is called in a loop, give the same callback to each call,
        with finish=False, and call callback.run.done() at the end."""
        super().__init__()
        self.folder, self.names, self.inputs, self.labels = folder, layers, inputs, labels
        self.resume, self.finish, self.run, self.number = resume, finish, None, 0

    def on_train_begin(self, logs=None):
        chosen = [self.model.get_layer(name) for name in self.names]
        outputs = [layer.output for layer in chosen] + [self.model.output]
        self.seen = keras.Model(self.model.inputs, outputs)
        names = {each.name: getattr(each, "activation", None) for each in chosen}
        self.functions = {
            name: KNOWN.get(getattr(function, "__name__", None)) for name, function in names.items()
        }
        facts = [{"name": name, "activation": self.functions[name]} for name in self.names]
        if self.run is None:
            self.run = Run(self.folder, self.labels, self.inputs, facts, self.resume)

    def on_epoch_end(self, epoch, logs=None):
        *arrays, said = self.seen.predict(self.inputs, verbose=0)
        weights = {}
        for name, function in self.functions.items():
            layer = self.model.get_layer(name)
            if function and isinstance(layer, keras.layers.Dense):
                parts = [value for value in layer.get_weights()]
                weights[name] = dict(zip(("matrix", "bias"), parts), activation=function)
        self.number = max(self.number, epoch) + 1  # each fit() counts from 0
        arrays = dict(zip(self.names, arrays))
        self.run.epoch(self.number, arrays, classes(said), weights, logs)

    def on_train_end(self, logs=None):
        if self.finish:
            self.run.done()
