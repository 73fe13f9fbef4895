// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.kinds;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Cnn3DLossLayer;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Layers one after the other, as a network or as a graph, with dropout on all that take it. */
final class Chain {
  private Chain() {}

  /** What every network of this kind begins with. */
  static NeuralNetConfiguration.Builder base() {
    return new NeuralNetConfiguration.Builder()
        .seed(11)
        .updater(new Adam(0.01))
        .activation(Activation.TANH)
        .dropOut(0.8);
  }

  static Layer output() {
    return new OutputLayer.Builder(LossFunction.MSE)
        .nOut(2)
        .activation(Activation.TANH)
        .weightInit(WeightInit.XAVIER)
        .build();
  }

  static Layer stepOutput() {
    return new RnnOutputLayer.Builder(LossFunction.MSE).nOut(2).activation(Activation.TANH).build();
  }

  static Layer imageLoss() {
    return new CnnLossLayer.Builder(LossFunction.MSE).activation(Activation.TANH).build();
  }

  static Layer volumeLoss() {
    return new Cnn3DLossLayer.Builder(Convolution3D.DataFormat.NCDHW)
        .lossFunction(LossFunction.MSE)
        .activation(Activation.TANH)
        .build();
  }

  static Supplier<Model> network(
      UnaryOperator<NeuralNetConfiguration.Builder> base,
      InputType input,
      Supplier<List<Layer>> layers) {
    return () -> {
      NeuralNetConfiguration.ListBuilder list = base.apply(base()).list();
      layers.get().forEach(list::layer);
      MultiLayerNetwork network = new MultiLayerNetwork(list.setInputType(input).build());
      network.init();
      return network;
    };
  }

  static Supplier<Model> graph(
      UnaryOperator<NeuralNetConfiguration.Builder> base,
      InputType input,
      Supplier<List<Layer>> layers) {
    return () -> {
      ComputationGraphConfiguration.GraphBuilder graph =
          base.apply(base()).graphBuilder().addInputs("in").setInputTypes(input);
      return initialised(graph.setOutputs(row(graph, layers.get())).build());
    };
  }

  /** Adds layers one after the other and returns the name of the last. */
  private static String row(ComputationGraphConfiguration.GraphBuilder graph, List<Layer> layers) {
    String last = "in";
    int number = 0;
    for (Layer layer : layers) {
      String name = "layer" + number++;
      graph.addLayer(name, layer, last);
      last = name;
    }
    return last;
  }

  static ComputationGraph initialised(ComputationGraphConfiguration configuration) {
    ComputationGraph graph = new ComputationGraph(configuration);
    graph.init();
    return graph;
  }

  /** Seeded values, normal and rounded, so that some are zero, for masks. */
  static INDArray features(InputType input) {
    long[] shape = input.getShape(true).clone();
    shape[0] = Kind.ROWS;
    return normal(shape);
  }

  static INDArray normal(long... shape) {
    Random random = new Random(5);
    INDArray values = Nd4j.create(DataType.FLOAT, shape);
    for (long i = 0; i < values.length(); i++) {
      values.putScalar(i, Math.round(random.nextGaussian() * 4) / 4.0);
    }
    return values;
  }

  /** Indices below five, for embeddings. */
  static INDArray indices(long... shape) {
    INDArray values = Nd4j.create(DataType.FLOAT, shape);
    for (long i = 0; i < values.length(); i++) {
      values.putScalar(i, (double) (i * 7 % 5));
    }
    return values;
  }
}
