// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import dev.infoscope.numeric.Require;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * What a network computes for given parameters: its configuration without what only training reads.
 * Two networks with as many parameters may still take them for other weights.
 *
 * @param parts each layer and each other part of the configuration, by name
 */
record Architecture(Map<String, String> parts) {
  /** Names in DL4J's JSON of what may differ between samples of one run. */
  private static final Set<String> TRAINING_ONLY =
      Set.of(
          "iterationCount",
          "epochCount",
          "seed",
          "iupdater",
          "biasUpdater",
          "regularization",
          "regularizationBias",
          "idropout",
          "weightNoise",
          "constraints",
          "gradientNormalization",
          "gradientNormalizationThreshold",
          "optimizationAlgo",
          "stepFunction",
          "maxNumLineSearchIterations",
          "miniBatch",
          "minimize",
          "cacheMode",
          "trainingWorkspaceMode",
          "inferenceWorkspaceMode",
          "backpropType",
          "tbpttFwdLength",
          "tbpttBackLength",
          "weightInitFn",
          "weightInitFnRecurrent",
          "validateOutputLayerConfig");

  /** The architecture of a network; called on the thread that owns it. */
  static Architecture of(Model model) {
    Map<String, String> parts = new TreeMap<>();
    parts.put("class", model instanceof MultiLayerNetwork ? "network" : "graph");
    Layer[] layers =
        model instanceof MultiLayerNetwork network
            ? network.getLayers()
            : ((ComputationGraph) model).getLayers();
    for (int i = 0; i < layers.length; i++) {
      parts.put("weights of layer " + i, shapes(layers[i]));
    }
    configuration(model, parts);
    return new Architecture(parts);
  }

  private static String shapes(Layer layer) {
    StringBuilder shapes = new StringBuilder();
    new TreeMap<>(layer.paramTable())
        .forEach((key, array) -> shapes.append(key).append(Arrays.toString(array.shape())));
    return shapes.toString();
  }

  private static void configuration(Model model, Map<String, String> parts) {
    try {
      String json =
          model instanceof MultiLayerNetwork network
              ? network.getLayerWiseConfigurations().toJson()
              : ((ComputationGraph) model).getConfiguration().toJson();
      JsonNode tree = NeuralNetConfiguration.mapper().readTree(json);
      strip(tree);
      split("", tree, parts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException unwritable) {
      // A layer of the user's own that JSON cannot write: the shapes of its weights must do.
      parts.put("configuration", unwritable.getClass().getName());
    }
  }

  private static void strip(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(TRAINING_ONLY);
    }
    node.forEach(Architecture::strip);
  }

  /** Layers and vertices get a line of their own, so that a difference can be named. */
  private static void split(String prefix, JsonNode tree, Map<String, String> parts) {
    Iterator<Map.Entry<String, JsonNode>> fields = tree.fields();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      JsonNode value = field.getValue();
      if (field.getKey().equals("vertices")) {
        split("vertex ", value, parts);
      } else if (field.getKey().equals("confs")) {
        for (int i = 0; i < value.size(); i++) {
          parts.put("configuration of layer " + i, value.get(i).toString());
        }
      } else {
        parts.put(prefix + field.getKey(), value.toString());
      }
    }
  }

  /**
   * Refuses a network that takes parameters for other weights than this one.
   *
   * @throws IllegalArgumentException if it differs; the message says where
   */
  void require(Architecture other) {
    Set<String> names = new TreeSet<>(parts.keySet());
    names.addAll(other.parts.keySet());
    for (String name : names) {
      Require.that(
          String.valueOf(parts.get(name)).equals(other.parts.get(name)),
          "model must be of the same architecture as the network of this run; they differ in: %s",
          name);
    }
  }
}
