# Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
"""Writes what Infoscope reads of a training, a folder per epoch. Copy this file; it needs NumPy.

    run = Run("runs/first", labels=y_test, inputs=x_test, layers=["hidden", "output"])
    run.epoch(1, {"hidden": h, "output": p}, predictions=p.argmax(1), scalars={"loss": 0.3})
    run.done()

An epoch is written under another name and renamed, so whoever watches sees it whole or not at all.
Where it cannot be written, as on a full disk, there is a warning and training goes on.
"""
import json
import os
import re
import shutil
import warnings

import numpy


def classes(outputs, cut=0.5):
    """The class that a network says: that of the largest output, or whether a single one is above
    the cut, which is 0.5 for a sigmoid and 0 for a logit."""
    outputs = numpy.asarray(outputs).reshape(len(outputs), -1)
    return outputs.argmax(1) if outputs.shape[1] > 1 else (outputs[:, 0] > cut).astype(int)


def _number(epoch):
    return int(epoch[len("epoch-") :])


def _plain(layer):
    """A layer with names that files can have: "block/conv" is "block_conv"."""
    if isinstance(layer, str):
        return layer.replace("/", "_")
    if isinstance(layer, dict):
        return {key: _plain(layer[key]) if key in ("name", "from") else layer[key] for key in layer}
    return [_plain(each) for each in layer]


class Run:
    """A run on a fixed set of labelled examples, the same in every epoch and in the same order."""

    def __init__(self, folder, labels, inputs=None, layers=None, resume=False):
        """layers: names from input to output, or {"name", "activation", "kind", "from"} each.
        resume: whether this goes on with the training whose epochs the folder holds."""
        self.folder = os.fspath(folder)
        os.makedirs(self.folder, exist_ok=True)
        self.earlier = self._epochs()
        if self.earlier and not resume:
            raise FileExistsError(
                "%s holds epochs of another training: give another folder, or resume=True to go on"
                " with that training" % self.folder
            )
        if os.path.exists(os.path.join(self.folder, "done")):
            os.remove(os.path.join(self.folder, "done"))
        self._save("labels.npy", labels)
        if inputs is not None:
            inputs = numpy.asarray(inputs)
            self._save("inputs.npy", inputs.reshape(len(inputs), -1))
        if layers is not None:
            self._write("layers.json", json.dumps({"layers": [_plain(layer) for layer in layers]}))

    def epoch(self, number, activations, predictions=None, weights=None, scalars=None):
        """activations: array per layer, examples first. weights: per layer a dict of matrix
        [inputs x units], bias and activation. scalars: loss, iteration, and numbers of your own."""
        partial = os.path.join(self.folder, ".partial-%04d" % number)
        shutil.rmtree(partial, ignore_errors=True)
        try:
            self._fill(partial, activations, predictions, weights or {}, scalars)
            for name in [name for name in self.earlier if _number(name) >= number]:
                shutil.rmtree(os.path.join(self.folder, name), ignore_errors=True)  # trained again
                self.earlier.remove(name)
            target = os.path.join(self.folder, "epoch-%04d" % number)
            shutil.rmtree(target, ignore_errors=True)
            os.rename(partial, target)
        except OSError as error:
            shutil.rmtree(partial, ignore_errors=True)
            warnings.warn("Infoscope: epoch %d was not written: %s" % (number, error))

    def keep(self, last):
        """Deletes all epochs but the last ones, at least one."""
        if last < 1:
            raise ValueError("last (%s) must be at least 1" % last)
        for name in self._epochs()[:-last]:
            shutil.rmtree(os.path.join(self.folder, name), ignore_errors=True)

    def done(self):
        """Says that training has ended on purpose."""
        self._write("done", "")

    def _epochs(self):
        names = os.listdir(self.folder)
        return sorted((name for name in names if re.fullmatch("epoch-[0-9]+", name)), key=_number)

    def _fill(self, folder, activations, predictions, weights, scalars):
        os.makedirs(os.path.join(folder, "weights") if weights else folder)
        for name, values in activations.items():
            numpy.save(os.path.join(folder, _plain(name) + ".npy"), numpy.asarray(values))
        if predictions is not None:
            numpy.save(os.path.join(folder, "predictions.npy"), numpy.asarray(predictions))
        for name, parts in weights.items():
            numpy.savez(os.path.join(folder, "weights", _plain(name) + ".npz"), **parts)
        if scalars is not None:
            with open(os.path.join(folder, "scalars.json"), "w", encoding="utf-8") as file:
                json.dump({key: float(value) for key, value in scalars.items()}, file)

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
