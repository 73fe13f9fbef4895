# Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
"""Writes what Infoscope reads of a training: a folder per epoch. Copy this file; it needs NumPy alone.

    run = Run("runs/first", labels=y_test, inputs=x_test, layers=["hidden", "output"])
    run.epoch(1, {"hidden": h, "output": p}, predictions=p.argmax(1), scalars={"loss": 0.3})
    run.done()

An epoch is written under another name and renamed, so whoever watches sees it whole or not at all.
"""
import json
import os
import shutil

import numpy


def classes(outputs, cut=0.5):
    """The class that a network says: that of the largest output, or whether a single one is above
    the cut, which is 0.5 for a sigmoid and 0 for a logit."""
    outputs = numpy.asarray(outputs).reshape(len(outputs), -1)
    return outputs.argmax(1) if outputs.shape[1] > 1 else (outputs[:, 0] > cut).astype(int)


class Run:
    """A run on a fixed set of labelled examples, the same in every epoch and in the same order."""

    def __init__(self, folder, labels, inputs=None, layers=None):
        """layers: names from input to output, or {"name", "activation", "kind", "from"} each."""
        self.folder = os.fspath(folder)
        os.makedirs(self.folder, exist_ok=True)
        self._save("labels.npy", labels)
        if inputs is not None:
            inputs = numpy.asarray(inputs)
            self._save("inputs.npy", inputs.reshape(len(inputs), -1))
        if layers is not None:
            self._write("layers.json", json.dumps({"layers": list(layers)}))

    def epoch(self, number, activations, predictions=None, weights=None, scalars=None):
        """activations: array per layer, examples first. weights: per layer a dict of matrix
        [inputs x units], bias and activation. scalars: loss, iteration, and numbers of your own."""
        target = os.path.join(self.folder, "epoch-%04d" % number)
        partial = os.path.join(self.folder, ".partial-%04d" % number)
        shutil.rmtree(partial, ignore_errors=True)
        os.makedirs(os.path.join(partial, "weights") if weights else partial)
        for name, values in activations.items():
            numpy.save(os.path.join(partial, name + ".npy"), numpy.asarray(values))
        if predictions is not None:
            numpy.save(os.path.join(partial, "predictions.npy"), numpy.asarray(predictions))
        for name, parts in (weights or {}).items():
            numpy.savez(os.path.join(partial, "weights", name + ".npz"), **parts)
        if scalars is not None:
            with open(os.path.join(partial, "scalars.json"), "w", encoding="utf-8") as file:
                json.dump({key: float(value) for key, value in scalars.items()}, file)
        shutil.rmtree(target, ignore_errors=True)  # of a run that is trained again
        os.rename(partial, target)

    def keep(self, last):
        """Deletes all epochs but the last ones."""
        epochs = sorted(name for name in os.listdir(self.folder) if name.startswith("epoch-"))
        for name in epochs[:-last]:
            shutil.rmtree(os.path.join(self.folder, name))

    def done(self):
        """Says that training has ended on purpose."""
        self._write("done", "")

    def _save(self, name, values):
        path = os.path.join(self.folder, name)
        with open(path + ".tmp", "wb") as file:
            numpy.save(file, numpy.asarray(values))
        os.replace(path + ".tmp", path)

    def _write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path + ".tmp", "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(path + ".tmp", path)
