// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.autodiff;

import dev.infoscope.dl4j.copy.NewNetwork;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.FrozenVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network of the same layers without dropout, weight noise and freezing, which DL4J's backward
 * pass would apply.
 */
final class InferenceCopy {
  private InferenceCopy() {}

  /** The copy uses the parameters themselves, not a copy of them, if their type is the same. */
  static MultiLayerNetwork of(MultiLayerNetwork network, DataType type) {
    MultiLayerNetwork copy =
        NewNetwork.of(network, plain -> strip(plain, type), cast(network.params(), type));
    copy.initGradientsView();
    return copy;
  }

  private static void strip(MultiLayerConfiguration plain, DataType type) {
    plain.setDataType(type);
    plain.getConfs().forEach(InferenceCopy::strip);
  }

  /** The same for a graph. */
  static ComputationGraph of(ComputationGraph graph, DataType type) {
    ComputationGraph copy =
        NewNetwork.of(graph, plain -> strip(plain, type), cast(graph.params(), type));
    copy.initGradientsView();
    return copy;
  }

  private static void strip(ComputationGraphConfiguration plain, DataType type) {
    plain.setDataType(type);
    plain.getVertices().replaceAll((name, vertex) -> thawed(vertex));
    for (GraphVertex vertex : plain.getVertices().values()) {
      if (vertex instanceof LayerVertex layer) {
        strip(layer.getLayerConf());
      }
    }
  }

  private static INDArray cast(INDArray parameters, DataType type) {
    return parameters.dataType() == type ? parameters : parameters.castTo(type);
  }

  private static GraphVertex thawed(GraphVertex vertex) {
    return vertex instanceof FrozenVertex frozen ? thawed(frozen.getUnderlying()) : vertex;
  }

  private static void strip(NeuralNetConfiguration configuration) {
    Layer layer = configuration.getLayer();
    String name = layer.getLayerName();
    while (layer instanceof FrozenLayer || layer instanceof FrozenLayerWithBackprop) {
      layer =
          layer instanceof FrozenLayer frozen
              ? frozen.getLayer()
              : ((FrozenLayerWithBackprop) layer).getUnderlying();
    }
    layer.setLayerName(name);
    strip(layer);
    configuration.setLayer(layer);
  }

  private static void strip(Layer layer) {
    layer.setIDropout(null);
    if (layer instanceof BaseLayer base) {
      base.setWeightNoise(null);
    } else if (layer instanceof BaseWrapperLayer wrapper) {
      strip(wrapper.getUnderlying());
    } else if (layer instanceof Bidirectional both) {
      strip(both.getFwd());
      strip(both.getBwd());
    }
  }
}
