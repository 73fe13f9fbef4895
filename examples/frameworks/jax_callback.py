# Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
"""JAX: a function of the parameters gives the activations by name; call epoch after each epoch."""
import numpy

from infoscope_writer import Run, classes


class InfoscopeCallback:
    def __init__(self, folder, activations_of, layers, inputs, labels, resume=False):
        """activations_of(parameters, inputs): {name: array}, from input to output.

        layers: {name: (activation, matrix of the parameters, bias of the parameters)}.
        """
        self.activations_of, self.layers, self.inputs = activations_of, layers, inputs
        facts = [{"name": name, "activation": each[0]} for name, each in layers.items()]
        self.run = Run(folder, labels, inputs, facts, resume)

    def epoch(self, number, parameters, **scalars):
        seen = self.activations_of(parameters, self.inputs)
        arrays = {name: numpy.asarray(seen[name]) for name in self.layers}
        said = classes(list(arrays.values())[-1])
        weights = {
            name: {
                "matrix": numpy.asarray(matrix(parameters)),
                "bias": numpy.asarray(bias(parameters)),
                "activation": activation,
            }
            for name, (activation, matrix, bias) in self.layers.items()
        }
        self.run.epoch(number, arrays, said, weights, scalars)
