# Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
"""Keras: a callback for model.fit(..., callbacks=[InfoscopeCallback(...)])."""
import keras

from infoscope_writer import Run


class InfoscopeCallback(keras.callbacks.Callback):
    def __init__(self, folder, layers, inputs, labels):
        """layers: names of Dense layers and others; labels: one integer per example."""
        super().__init__()
        self.folder, self.names, self.inputs, self.labels = folder, layers, inputs, labels

    def on_train_begin(self, logs=None):
        chosen = [self.model.get_layer(name) for name in self.names]
        outputs = [layer.output for layer in chosen] + [self.model.output]
        self.seen = keras.Model(self.model.inputs, outputs)
        self.functions = {
            layer.name: layer.activation.__name__ for layer in chosen if hasattr(layer, "activation")
        }
        facts = [{"name": name, "activation": self.functions.get(name)} for name in self.names]
        self.run = Run(self.folder, self.labels, self.inputs, facts)

    def on_epoch_end(self, epoch, logs=None):
        *arrays, said = self.seen.predict(self.inputs, verbose=0)
        weights = {}
        for name, function in self.functions.items():
            layer = self.model.get_layer(name)
            if isinstance(layer, keras.layers.Dense):
                parts = [value for value in layer.get_weights()]
                weights[name] = dict(zip(("matrix", "bias"), parts), activation=function)
        self.run.epoch(epoch + 1, dict(zip(self.names, arrays)), said.argmax(1), weights, logs)

    def on_train_end(self, logs=None):
        self.run.done()
