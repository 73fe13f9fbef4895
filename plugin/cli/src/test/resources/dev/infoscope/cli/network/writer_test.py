# Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
"""The writer, and the Keras callback in fits that are called in a loop."""
import json
import os
import pathlib
import sys
import tempfile
import types
import unittest
import warnings

import numpy

sys.path[:0] = sys.argv[1:]

keras = types.ModuleType("keras")
keras.callbacks = types.SimpleNamespace(Callback=object)
sys.modules["keras"] = keras

from infoscope_writer import Run  # noqa: E402
from keras_callback import InfoscopeCallback  # noqa: E402

LABELS = numpy.array([0, 1, 1, 0])
ARRAY = numpy.zeros((4, 2))


class WriterTest(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name, "run")

    def names(self):
        return sorted(each.name for each in self.folder.glob("epoch-*"))

    def write(self, run, *epochs):
        for epoch in epochs:
            run.epoch(epoch, {"hidden": ARRAY + epoch}, scalars={"loss": epoch})

    def test_the_epochs_kept_are_the_last_by_number(self):
        run = Run(self.folder, LABELS)
        self.write(run, 9998, 9999, 10000, 10001)
        run.keep(2)
        self.assertEqual(self.names(), ["epoch-10000", "epoch-10001"])
        with self.assertRaisesRegex(ValueError, r"last \(0\)"):
            run.keep(0)

    def test_a_folder_of_another_training_is_refused(self):
        self.write(Run(self.folder, LABELS), 1, 2)
        with self.assertRaisesRegex(FileExistsError, "resume=True"):
            Run(self.folder, LABELS)
        self.assertEqual(self.names(), ["epoch-0001", "epoch-0002"])

    def test_a_training_that_is_resumed_replaces_what_it_trains_again(self):
        first = Run(self.folder, LABELS)
        self.write(first, 1, 2, 3, 4)
        first.done()
        run = Run(self.folder, LABELS, resume=True)
        self.assertFalse((self.folder / "done").exists())
        self.write(run, 3)
        self.assertEqual(self.names(), ["epoch-0001", "epoch-0002", "epoch-0003"])
        self.write(run, 5, 4)
        self.assertEqual(len(self.names()), 5)

    def test_names_with_a_slash_are_names_of_files(self):
        layers = ["block/conv", {"name": "b/out", "from": ["inputs", "block/conv"]}]
        run = Run(self.folder, LABELS, layers=layers)
        run.epoch(1, {"block/conv": ARRAY, "b/out": ARRAY}, weights={"b/out": {"matrix": ARRAY}})
        said = json.loads((self.folder / "layers.json").read_text())["layers"]
        self.assertEqual(said, ["block_conv", {"name": "b_out", "from": ["inputs", "block_conv"]}])
        self.assertTrue((self.folder / "epoch-0001" / "block_conv.npy").exists())
        self.assertTrue((self.folder / "epoch-0001" / "weights" / "b_out.npz").exists())

    def test_an_epoch_that_cannot_be_written_does_not_end_training(self):
        run = Run(self.folder, LABELS)
        (self.folder / ".partial-0002").write_text("in the way")
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            self.write(run, 1, 2)
        self.assertEqual(self.names(), ["epoch-0001"])
        self.assertRegex(str(told[0].message), "epoch 2 was not written: .*exists")

    def test_fits_in_a_loop_are_one_training(self):
        keras.Model = lambda inputs, outputs: types.SimpleNamespace(
            predict=lambda x, verbose: [ARRAY, ARRAY]
        )
        keras.layers = types.SimpleNamespace(Dense=int)
        callback = InfoscopeCallback(self.folder, ["hidden"], ARRAY, LABELS, finish=False)
        layer = types.SimpleNamespace(name="hidden", output=None)
        callback.model = types.SimpleNamespace(
            get_layer=lambda name: layer, inputs=None, output=None
        )
        for fit in range(3):
            callback.on_train_begin()
            callback.on_epoch_end(0, {"loss": 1})
            callback.on_train_end()
            self.assertFalse((self.folder / "done").exists())
        callback.run.done()
        self.assertEqual(self.names(), ["epoch-0001", "epoch-0002", "epoch-0003"])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
