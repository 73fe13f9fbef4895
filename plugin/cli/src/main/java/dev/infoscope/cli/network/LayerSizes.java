// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.network;

import dev.infoscope.cli.table.InputException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What the layers of a network put out, known before they do: padding or repetition needs no
 * parameters, so a small file can ask for any amount of memory, which ND4J takes outside the heap.
 */
final class LayerSizes {
  private static final long MOST = 1L << 28; // values of one example, 1 GiB

  private LayerSizes() {}

  /**
   * Demands that the outputs for one example have a size that is within reason.
   *
   * @throws InputException with the layer if they do not
   */
  static void require(Path file, Model model, INDArray features) {
    of(model, features)
        .forEach(
            (layer, values) -> {
              if (values < 1 || values > MOST) { // products that leave a long are below
                throw new InputException(
                    file, "layer %s has outputs of more than %d values per example", layer, MOST);
              }
            });
  }

  /** Empty if the network does not take such features, which is said when it is run. */
  private static Map<String, Long> of(Model model, INDArray features) {
    Map<String, Long> sizes = new LinkedHashMap<>();
    try {
      InputType input = InputType.inferInputType(features);
      if (model instanceof MultiLayerNetwork network) {
        MultiLayerConfiguration layers = network.getLayerWiseConfigurations();
        List<InputType> types = layers.getLayerActivationTypes(input);
        for (int i = 0; i < types.size(); i++) {
          String name = layers.getConf(i).getLayer().getLayerName();
          sizes.put(name == null ? "layer" + i : name, types.get(i).arrayElementsPerExample());
        }
      } else if (model instanceof ComputationGraph graph) {
        graph
            .getConfiguration()
            .getLayerActivationTypes(input)
            .forEach((name, type) -> sizes.put(name, type.arrayElementsPerExample()));
      }
    } catch (RuntimeException notTaken) {
      sizes.clear();
    }
    return sizes;
  }
}
