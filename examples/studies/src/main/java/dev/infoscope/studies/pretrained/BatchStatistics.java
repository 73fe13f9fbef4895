// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.pretrained;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Gives the batch-norm layers of an untrained network the means and variances of a batch, layer by
 * layer from input to output, each computed with those below it already set.
 *
 * <p>Fresh statistics are mean 0 and variance 1, so that in inference mode the layer does nothing.
 * DL4J's ResNet50 draws weights with deviation 0.5, by which a convolution over n values multiplies
 * the scale by about 0.5 sqrt(n): 4 to 34. Fifty of them are beyond single precision.
 */
final class BatchStatistics {
  private static final LayerWorkspaceMgr NONE = LayerWorkspaceMgr.noWorkspaces();

  private final ComputationGraph graph;
  private final Map<String, INDArray> values = new HashMap<>();
  private final Map<String, Integer> readers = new HashMap<>();
  private int set;

  private BatchStatistics(ComputationGraph graph) {
    this.graph = graph;
    for (List<String> sources : graph.getConfiguration().getVertexInputs().values()) {
      sources.forEach(source -> readers.merge(source, 1, Integer::sum));
    }
  }

  /**
   * Sets the statistics.
   *
   * @param graph of one input, in which they are written
   * @param batch what it is given
   * @return number of batch-norm layers
   */
  static int take(ComputationGraph graph, INDArray batch) {
    BatchStatistics statistics = new BatchStatistics(graph);
    graph.setInputs(batch); // batch size, which layers ask for
    statistics.values.put(graph.getConfiguration().getNetworkInputs().get(0), batch);
    for (int index : graph.topologicalSortOrder()) {
      GraphVertex vertex = graph.getVertices()[index];
      if (graph.getConfiguration().getVertices().containsKey(vertex.getVertexName())) {
        statistics.run(vertex);
      }
    }
    graph.clear();
    return statistics.set;
  }

  private void run(GraphVertex vertex) {
    String name = vertex.getVertexName();
    List<INDArray> inputs = new ArrayList<>();
    for (String source :
        Objects.requireNonNull(graph.getConfiguration().getVertexInputs().get(name))) {
      INDArray value = values.get(source);
      if (value == null) {
        throw new IllegalStateException(
            String.format(Locale.ROOT, "%s comes before its source %s", name, source));
      }
      inputs.add(value.dup()); // some layers work in place
      if (readers.merge(source, -1, Integer::sum) == 0) {
        values.remove(source);
      }
    }
    if (vertex.hasLayer()
        && vertex.getLayer().conf().getLayer() instanceof BatchNormalization norm) {
      write(norm, vertex.getLayer().paramTable(), inputs.get(0));
      set++;
    }
    for (int i = 0; i < inputs.size(); i++) {
      vertex.setInput(i, inputs.get(i), NONE);
    }
    values.put(name, vertex.doForward(false, NONE));
    vertex.clear();
  }

  private static void write(
      BatchNormalization norm, Map<String, INDArray> parameters, INDArray input) {
    int[] others = {0};
    if (input.rank() == 4) {
      boolean last = norm.getCnn2DFormat() == CNN2DFormat.NHWC;
      others = last ? new int[] {0, 1, 2} : new int[] {0, 2, 3};
    }
    INDArray variance = input.var(false, others);
    INDArray mean =
        Objects.requireNonNull(parameters.get(BatchNormalizationParamInitializer.GLOBAL_MEAN));
    mean.assign(input.mean(others).reshape(mean.shape()));
    INDArray plain = parameters.get(BatchNormalizationParamInitializer.GLOBAL_VAR);
    if (plain == null) {
      INDArray deviation = Transforms.sqrt(variance.add(norm.getEps()));
      INDArray log =
          Objects.requireNonNull(parameters.get(BatchNormalizationParamInitializer.GLOBAL_LOG_STD));
      log.assign(Transforms.log(deviation).divi(Math.log(10)).reshape(log.shape()));
    } else {
      plain.assign(variance.reshape(plain.shape()));
    }
  }
}
