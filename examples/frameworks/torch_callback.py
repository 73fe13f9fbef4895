# Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
"""PyTorch: forward hooks on the layers that are named, called after each epoch."""
import torch

from infoscope_writer import Run, classes


class InfoscopeCallback:
    def __init__(self, folder, model, layers, inputs, labels, resume=False):
        """layers: {name: (module, activation, linear)}; linear may be None."""
        self.model, self.layers, self.inputs = model, layers, inputs
        facts = [{"name": name, "activation": each[1]} for name, each in layers.items()]
        self.run = Run(folder, labels.numpy(), inputs.numpy(), facts, resume)

    def epoch(self, number, **scalars):
        seen, weights, training = {}, {}, self.model.training
        hooks = [
            module.register_forward_hook(lambda m, i, out, name=name: seen.update({name: out}))
            for name, (module, _, _) in self.layers.items()
        ]
        self.model.eval()
        with torch.no_grad():
            said = classes(self.model(self.inputs).numpy())
        self.model.train(training)
        for hook in hooks:
            hook.remove()
        for name, (_, activation, linear) in self.layers.items():
            if linear is not None:
                matrix, bias = linear.weight.detach().T.numpy(), linear.bias.detach().numpy()
                weights[name] = {"matrix": matrix, "bias": bias, "activation": activation}
        arrays = {name: out.numpy() for name, out in seen.items()}
        self.run.epoch(number, arrays, said, weights, scalars)
