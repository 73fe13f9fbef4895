"""Writes a tiny network as Keras 2 saves a whole model in HDF5 (layout of tf.keras 2.x): the
attribute model_config, and a group per layer under model_weights. Needs h5py and numpy alone
(Debian: python3-h5py). Prints what Keras would put out, computed here from the same weights.

Usage: python3 tiny_keras.py sequential|functional|dense FILE
"""
import json
import sys

import h5py
import numpy as np

BIAS = {"class_name": "Zeros", "config": {}}
KERNEL = {"class_name": "GlorotUniform", "config": {"seed": None}}


def named(kind, name, **more):
    return {"class_name": kind, "config": dict({"name": name, "trainable": True, "dtype": "float32"}, **more)}


def conv(name, filters, **more):
    return named(
        "Conv2D", name, filters=filters, kernel_size=[3, 3], strides=[1, 1], padding="same",
        data_format="channels_last", dilation_rate=[1, 1], activation="relu", use_bias=True,
        kernel_initializer=KERNEL, bias_initializer=BIAS, kernel_regularizer=None,
        bias_regularizer=None, activity_regularizer=None, kernel_constraint=None,
        bias_constraint=None, **more)


def dense(name, units, activation, **more):
    return named(
        "Dense", name, units=units, activation=activation, use_bias=True,
        kernel_initializer=KERNEL, bias_initializer=BIAS, kernel_regularizer=None,
        bias_regularizer=None, activity_regularizer=None, kernel_constraint=None,
        bias_constraint=None, **more)


def pool(name):
    return named("MaxPooling2D", name, pool_size=[2, 2], padding="valid", strides=[2, 2],
                 data_format="channels_last")


def norm(name):
    return named("BatchNormalization", name, axis=[3], momentum=0.99, epsilon=0.001, center=True,
                 scale=True, beta_initializer=BIAS, gamma_initializer={"class_name": "Ones", "config": {}},
                 moving_mean_initializer=BIAS,
                 moving_variance_initializer={"class_name": "Ones", "config": {}},
                 beta_regularizer=None, gamma_regularizer=None, beta_constraint=None,
                 gamma_constraint=None)


def sequential():
    layers = [conv("conv", 4, batch_input_shape=[None, 8, 8, 3]), norm("norm"), pool("pool"),
              named("Flatten", "flatten", data_format="channels_last"),
              dense("dense", 6, "relu"), dense("out", 3, "softmax")]
    return {"class_name": "Sequential", "config": {"name": "tiny", "layers": layers}}, layers


def plain():
    layers = [dense("hidden", 6, "relu", batch_input_shape=[None, 5]), dense("out", 3, "softmax")]
    return {"class_name": "Sequential", "config": {"name": "tiny", "layers": layers}}, layers


def functional():
    """With an addition around a convolution."""
    layers = [named("InputLayer", "in", batch_input_shape=[None, 8, 8, 3], sparse=False),
              conv("stem", 4), conv("branch", 4), named("Add", "add"),
              named("GlobalAveragePooling2D", "mean", data_format="channels_last"),
              dense("out", 3, "softmax")]
    sources = [[], ["in"], ["stem"], ["branch", "stem"], ["add"], ["mean"]]
    for layer, given in zip(layers, sources):
        layer["name"] = layer["config"]["name"]
        layer["inbound_nodes"] = [[[source, 0, 0, {}] for source in given]] if given else []
    config = {"name": "tiny", "layers": layers, "input_layers": [["in", 0, 0]],
              "output_layers": [["out", 0, 0]]}
    return {"class_name": "Functional", "config": config}, layers


SHAPES = {
    "conv": [("kernel", (3, 3, 3, 4)), ("bias", (4,))],
    "stem": [("kernel", (3, 3, 3, 4)), ("bias", (4,))],
    "branch": [("kernel", (3, 3, 4, 4)), ("bias", (4,))],
    "norm": [("gamma", (4,)), ("beta", (4,)), ("moving_mean", (4,)), ("moving_variance", (4,))],
    "dense": [("kernel", (64, 6)), ("bias", (6,))],
    "hidden": [("kernel", (5, 6)), ("bias", (6,))],
}


def values(random, weight, shape):
    drawn = random.normal(0, 0.3, shape)
    return (np.abs(drawn) + 0.5 if weight in ("gamma", "moving_variance") else drawn).astype("float32")


def write(kind, path):
    config, layers = {"functional": functional, "sequential": sequential, "dense": plain}[kind]()
    shapes = dict(SHAPES, out=[("kernel", (4 if kind == "functional" else 6, 3)), ("bias", (3,))])
    random = np.random.RandomState(1)
    with h5py.File(path, "w") as file:
        file.attrs["keras_version"] = "2.4.0"
        file.attrs["backend"] = "tensorflow"
        file.attrs["model_config"] = json.dumps(config)
        file.attrs["training_config"] = json.dumps({
            "loss": "categorical_crossentropy", "metrics": [],
            "optimizer_config": {"class_name": "SGD", "config": {
                "name": "SGD", "learning_rate": 0.01, "decay": 0.0, "momentum": 0.0, "nesterov": False}}})
        weights = file.create_group("model_weights")
        names = [layer["config"]["name"] for layer in layers]
        weights.attrs["layer_names"] = [name.encode() for name in names]
        weights.attrs["keras_version"] = b"2.4.0"
        weights.attrs["backend"] = b"tensorflow"
        for name in names:
            group = weights.create_group(name)
            mine = shapes.get(name, [])
            group.attrs["weight_names"] = [f"{name}/{weight}:0".encode() for weight, _ in mine]
            for weight, shape in mine:
                group.create_dataset(f"{name}/{weight}:0", data=values(random, weight, shape))


def convolve(x, file, name):
    kernel, bias = (file[f"model_weights/{name}/{name}/{weight}:0"][:] for weight in ("kernel", "bias"))
    padded = np.pad(x, ((1, 1), (1, 1), (0, 0)))
    z = [[np.tensordot(padded[i:i + 3, j:j + 3], kernel, 3) for j in range(8)] for i in range(8)]
    return np.maximum(0, np.array(z) + bias)


def times(x, file, name):
    group = file[f"model_weights/{name}/{name}"]
    return x @ group["kernel:0"][:] + group["bias:0"][:]


def output(path, kind):
    """What Keras would put out for pixels that rise from 0 to 1, row by row, channels last."""
    x = np.linspace(0, 1, 192).reshape(8, 8, 3)
    with h5py.File(path, "r") as file:
        if kind == "dense":
            z = times(np.maximum(0, times(x.reshape(-1)[:5], file, "hidden")), file, "out")
        elif kind == "functional":
            stem = convolve(x, file, "stem")
            z = times((convolve(stem, file, "branch") + stem).mean((0, 1)), file, "out")
        else:
            norm = {key: file[f"model_weights/norm/norm/{key}:0"][:] for key, _ in SHAPES["norm"]}
            y = (convolve(x, file, "conv") - norm["moving_mean"]) * norm["gamma"]
            y = y / np.sqrt(norm["moving_variance"] + 0.001) + norm["beta"]
            y = y.reshape(4, 2, 4, 2, 4).max((1, 3)).reshape(-1)
            z = times(np.maximum(0, times(y, file, "dense")), file, "out")
    e = np.exp(z - z.max())
    return e / e.sum()


if __name__ == "__main__":
    write(sys.argv[1], sys.argv[2])
    print(output(sys.argv[2], sys.argv[1]))
