// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.copy;

import dev.infoscope.numeric.Require;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Builds networks anew. The thread's random numbers, its workspaces and the original are left as
 * they are.
 */
public final class NewNetwork {
  private NewNetwork() {}

  /**
   * A network of the same layers and parameter values that shares nothing with the original.
   *
   * @param original initialised; only read
   * @return without updater, listeners and state of recurrent layers
   * @throws IllegalArgumentException if its configuration does not survive serialisation
   */
  public static MultiLayerNetwork like(MultiLayerNetwork original) {
    return quietly(() -> of(original, configuration -> {}, required(original.params()).dup()));
  }

  /**
   * A graph of the same vertices and parameter values that shares nothing with the original.
   *
   * @param original initialised; only read
   * @return without updater, listeners and state of recurrent layers
   * @throws IllegalArgumentException if its configuration does not survive serialisation
   */
  public static ComputationGraph like(ComputationGraph original) {
    return quietly(() -> of(original, configuration -> {}, required(original.params()).dup()));
  }

  /**
   * A network of a changed configuration.
   *
   * @param original whose configuration is copied
   * @param change made to the copy
   * @param parameters used as they are, not copied
   * @return the network
   * @throws IllegalArgumentException if the configuration does not survive serialisation
   */
  public static MultiLayerNetwork of(
      MultiLayerNetwork original, Consumer<MultiLayerConfiguration> change, INDArray parameters) {
    MultiLayerConfiguration configuration =
        NewConfiguration.of(original.getLayerWiseConfigurations());
    change.accept(configuration);
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init(parameters, false);
    ParameterLayout.follow(original.getLayers(), network.getLayers());
    return network;
  }

  /**
   * A graph of a changed configuration.
   *
   * @param original whose configuration is copied
   * @param change made to the copy
   * @param parameters used as they are, not copied
   * @return the graph
   * @throws IllegalArgumentException if the configuration does not survive serialisation
   */
  public static ComputationGraph of(
      ComputationGraph original,
      Consumer<ComputationGraphConfiguration> change,
      INDArray parameters) {
    ComputationGraphConfiguration configuration = NewConfiguration.of(original.getConfiguration());
    change.accept(configuration);
    ComputationGraph graph = new ComputationGraph(configuration);
    graph.init(parameters, false);
    ParameterLayout.follow(original.getLayers(), graph.getLayers());
    return graph;
  }

  private static INDArray required(@Nullable INDArray parameters) {
    Require.that(
        parameters != null && parameters.length() > 0,
        "model has no parameters; there is nothing to watch while it trains");
    return parameters;
  }

  /** Layers may draw numbers while they are made; dropout must not notice. */
  @SuppressWarnings("try") // the scope is used by being open
  private static <T> T quietly(Supplier<T> work) {
    var random = Nd4j.getRandom();
    long root = random.rootState();
    long node = random.nodeState();
    try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      return work.get();
    } finally {
      random.setStates(root, node);
    }
  }
}
