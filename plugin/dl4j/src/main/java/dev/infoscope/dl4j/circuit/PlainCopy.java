// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.circuit;

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
 * pass would apply. Its configuration goes through JSON, since a clone shares wrapped layers with
 * the original.
 */
final class PlainCopy {
  private PlainCopy() {}

  /** The copy uses the parameters themselves, not a copy of them, if their type is the same. */
  static MultiLayerNetwork of(MultiLayerNetwork network, DataType type) {
    MultiLayerConfiguration plain =
        MultiLayerConfiguration.fromJson(network.getLayerWiseConfigurations().toJson());
    plain.setDataType(type);
    plain.getConfs().forEach(PlainCopy::strip);
    MultiLayerNetwork copy = new MultiLayerNetwork(plain);
    copy.init(cast(network.params(), type), false);
    copy.initGradientsView();
    return copy;
  }

  /** The same for a graph. */
  static ComputationGraph of(ComputationGraph graph, DataType type) {
    ComputationGraphConfiguration plain =
        ComputationGraphConfiguration.fromJson(graph.getConfiguration().toJson());
    plain.setDataType(type);
    plain.getVertices().replaceAll((name, vertex) -> thawed(vertex));
    for (GraphVertex vertex : plain.getVertices().values()) {
      if (vertex instanceof LayerVertex layer) {
        strip(layer.getLayerConf());
      }
    }
    ComputationGraph copy = new ComputationGraph(plain);
    copy.init(cast(graph.params(), type), false);
    copy.initGradientsView();
    return copy;
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
