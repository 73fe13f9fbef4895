# Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
"""Trains a dense network in NumPy and writes it after each epoch twice: as Keras 2 saves a whole
model in HDF5 (layout of tf.keras 2.x, named as by ModelCheckpoint), and as the folder of
activations that Infoscope reads. Needs h5py and NumPy alone (Debian: python3-h5py).

Usage: python3 dense_keras.py FOLDER
"""
import json
import os
import sys

import h5py
import numpy as np

ZEROS = {"class_name": "Zeros", "config": {}}
KERNEL = {"class_name": "GlorotUniform", "config": {"seed": None}}
SHAPES = {"hidden": (4, 5, "tanh"), "said": (5, 3, "softmax")}


def dense(name, units, activation, **more):
    config = dict(
        {"name": name, "trainable": True, "dtype": "float32", "units": units,
         "activation": activation, "use_bias": True, "kernel_initializer": KERNEL,
         "bias_initializer": ZEROS, "kernel_regularizer": None, "bias_regularizer": None,
         "activity_regularizer": None, "kernel_constraint": None, "bias_constraint": None}, **more)
    return {"class_name": "Dense", "config": config}


def save(path, weights, version="2.11.0"):
    first = {"batch_input_shape": [None, 4]}
    layers = [dense(name, units, function, **(first if name == "hidden" else {}))
              for name, (_, units, function) in SHAPES.items()]
    config = {"class_name": "Sequential", "config": {"name": "dense", "layers": layers}}
    with h5py.File(path, "w", libver="earliest") as file:
        file.attrs["keras_version"] = version
        file.attrs["backend"] = "tensorflow"
        file.attrs["model_config"] = json.dumps(config)
        file.attrs["training_config"] = json.dumps({
            "loss": "categorical_crossentropy", "metrics": [],
            "optimizer_config": {"class_name": "SGD", "config": {"learning_rate": 0.5}}})
        save_weights(file.create_group("model_weights"), weights, version)


def save_weights(group, weights, version="2.11.0"):
    group.attrs["layer_names"] = [name.encode() for name in SHAPES]
    group.attrs["keras_version"] = version.encode()
    group.attrs["backend"] = b"tensorflow"
    for name in SHAPES:
        layer = group.create_group(name)
        parts = {f"{name}/kernel:0": weights[name][0], f"{name}/bias:0": weights[name][1]}
        layer.attrs["weight_names"] = [part.encode() for part in parts]
        for part, values in parts.items():
            layer.create_dataset(part, data=values.astype("float32"))


def forward(x, weights):
    hidden = np.tanh(x @ weights["hidden"][0] + weights["hidden"][1])
    logits = hidden @ weights["said"][0] + weights["said"][1]
    said = np.exp(logits - logits.max(1, keepdims=True))
    return hidden, said / said.sum(1, keepdims=True)


def train(x, y, weights, rate=0.5):
    hidden, said = forward(x, weights)
    wrong = (said - np.eye(3)[y]) / len(x)
    back = wrong @ weights["said"][0].T * (1 - hidden ** 2)
    for name, given, error in (("hidden", x, back), ("said", hidden, wrong)):
        matrix, bias = weights[name]
        weights[name] = (matrix - rate * given.T @ error, bias - rate * error.sum(0))
    return -np.log(said[np.arange(len(y)), y]).mean()


def main(folder):
    random = np.random.RandomState(5)
    y = np.arange(90) % 3
    x = np.round(random.normal(0, 1, (90, 4)) + np.eye(4)[y] * 1.5, 3)
    weights = {name: (random.normal(0, 0.7, (given, units)), np.zeros(units))
               for name, (given, units, _) in SHAPES.items()}
    nets, run = os.path.join(folder, "nets"), os.path.join(folder, "run")
    os.makedirs(nets), os.makedirs(run)
    np.savetxt(os.path.join(folder, "x.csv"), x, "%.3f", ",")
    np.savetxt(os.path.join(folder, "y.csv"), y, "%d")
    np.save(os.path.join(run, "labels.npy"), y.astype("int8"))
    np.save(os.path.join(run, "inputs.npy"), x.astype("float32"))
    facts = [{"name": name, "activation": function} for name, (_, _, function) in SHAPES.items()]
    with open(os.path.join(run, "layers.json"), "w", encoding="utf-8") as file:
        json.dump({"layers": facts}, file)
    for epoch in (1, 2, 3):
        for _ in range(20):
            loss = train(x, y, weights)
        weights = {name: tuple(part.astype("float32").astype("float64") for part in parts)
                   for name, parts in weights.items()}
        save(os.path.join(nets, "net.%02d-%.2f.h5" % (epoch, loss)), weights)
        hidden, said = forward(x, weights)
        place = os.path.join(run, "epoch-%04d" % epoch)
        os.makedirs(place)
        np.savez(os.path.join(place, "layers.npz"), hidden=hidden.astype("float32"),
                 said=said.astype("float32"))
        np.save(os.path.join(place, "predictions.npy"), said.argmax(1).astype("int8"))
        parts = {}
        for name, (matrix, bias) in weights.items():
            parts[name + ".matrix"], parts[name + ".bias"] = (
                matrix.astype("float32"), bias.astype("float32"))
        np.savez(os.path.join(place, "weights.npz"), **parts)
    save(os.path.join(folder, "keras3.h5"), weights, "3.4.1")
    with h5py.File(os.path.join(folder, "weights-alone.h5"), "w") as file:
        save_weights(file, weights)


if __name__ == "__main__":
    main(sys.argv[1])
