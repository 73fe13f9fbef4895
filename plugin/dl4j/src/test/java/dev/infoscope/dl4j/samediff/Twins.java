// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.samediff;

import dev.infoscope.dl4j.Examples;
import dev.infoscope.dl4j.Networks;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks of DL4J, and graphs of SameDiff that compute the same from the same weights. */
public enum Twins {
  DENSE(Twins::dense, Twins::denseGraph, Examples.flat(60, 1), "first", "second", "output"),
  DENSE_DOUBLE(
      Twins::denseDouble, Twins::denseGraph, Examples.flat(60, 1), "first", "second", "output"),
  DENSE_BY_ADDITION(
      Twins::dense, Twins::denseByAddition, Examples.flat(60, 1), "first", "second", "output"),
  CONVOLUTION(
      Twins::images, Twins::imageGraph, Examples.images(48, 2), "conv", "pool", "dense", "output");

  private static final double RATE = 0.01;

  private final Function<Twins, MultiLayerNetwork> network;
  private final Function<MultiLayerNetwork, SameDiff> graph;
  private final DataSet data;
  private final String[] layers;

  Twins(
      Function<Twins, MultiLayerNetwork> network,
      Function<MultiLayerNetwork, SameDiff> graph,
      DataSet data,
      String... layers) {
    this.network = network;
    this.graph = graph;
    this.data = data;
    this.layers = layers;
  }

  public MultiLayerNetwork network() {
    return network.apply(this);
  }

  /** The twin of a network, with its weights. */
  public SameDiff graph(MultiLayerNetwork of) {
    return graph.apply(of);
  }

  public SameDiff graph() {
    return graph(network());
  }

  public DataSet data() {
    return data;
  }

  /** Names of the layers and of the variables alike. */
  public String[] layers() {
    return layers.clone();
  }

  private static MultiLayerNetwork dense(Twins self) {
    return dense(DataType.FLOAT);
  }

  private static MultiLayerNetwork denseDouble(Twins self) {
    return dense(DataType.DOUBLE);
  }

  private static OutputLayer output() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .name("output")
        .nOut(Networks.CLASSES)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static MultiLayerNetwork dense(DataType type) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .dataType(type)
                .updater(new Adam(RATE))
                .list()
                .layer(
                    new DenseLayer.Builder()
                        .name("first")
                        .nOut(8)
                        .activation(Activation.TANH)
                        .build())
                .layer(
                    new DenseLayer.Builder()
                        .name("second")
                        .nOut(5)
                        .activation(Activation.RELU)
                        .build())
                .layer(output())
                .setInputType(InputType.feedForward(Networks.INPUTS))
                .build());
    network.init();
    return network;
  }

  private static MultiLayerNetwork images(Twins self) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(6)
                .updater(new Adam(RATE))
                .list()
                .layer(
                    new ConvolutionLayer.Builder(3, 3)
                        .name("conv")
                        .nOut(4)
                        .activation(Activation.RELU)
                        .build())
                .layer(
                    new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                        .name("pool")
                        .kernelSize(2, 2)
                        .stride(2, 2)
                        .build())
                .layer(
                    new DenseLayer.Builder()
                        .name("dense")
                        .nOut(6)
                        .activation(Activation.TANH)
                        .build())
                .layer(output())
                .setInputType(InputType.convolutional(8, 8, 1))
                .build());
    network.init();
    return network;
  }

  private static SDVariable weight(SameDiff graph, MultiLayerNetwork of, String key) {
    return graph.var("w" + key, of.getParam(key).dup('c'));
  }

  private static SDVariable bias(SameDiff graph, MultiLayerNetwork of, String key) {
    INDArray array = of.getParam(key);
    return graph.var("w" + key, array.dup('c').reshape(array.length()));
  }

  private static SameDiff begun(DataType type, long... shape) {
    SameDiff graph = SameDiff.create();
    graph.placeHolder("input", type, shape);
    graph.placeHolder("label", type, -1, Networks.CLASSES);
    return graph;
  }

  private static SameDiff ended(SameDiff graph, SDVariable logits) {
    graph.nn().softmax("output", logits, 1);
    SDVariable loss =
        graph.loss().softmaxCrossEntropy("loss", graph.getVariable("label"), logits, null);
    graph.setLossVariables(loss);
    graph.setTrainingConfig(
        TrainingConfig.builder()
            .updater(new Adam(RATE))
            .dataSetFeatureMapping("input")
            .dataSetLabelMapping("label")
            .build());
    return graph;
  }

  private static SameDiff denseGraph(MultiLayerNetwork of) {
    SameDiff graph = begun(of.params().dataType(), -1, Networks.INPUTS);
    SDVariable first =
        graph
            .nn()
            .linear(graph.getVariable("input"), weight(graph, of, "0_W"), bias(graph, of, "0_b"));
    SDVariable one = graph.nn().tanh("first", first);
    SDVariable second = graph.nn().linear(one, weight(graph, of, "1_W"), bias(graph, of, "1_b"));
    SDVariable two = graph.nn().relu("second", second, 0);
    return ended(graph, graph.nn().linear(two, weight(graph, of, "2_W"), bias(graph, of, "2_b")));
  }

  private static SameDiff denseByAddition(MultiLayerNetwork of) {
    SameDiff graph = begun(DataType.FLOAT, -1, Networks.INPUTS);
    SDVariable one =
        graph
            .nn()
            .tanh(
                "first",
                graph
                    .getVariable("input")
                    .mmul(weight(graph, of, "0_W"))
                    .add(bias(graph, of, "0_b")));
    SDVariable two =
        graph
            .nn()
            .relu("second", one.mmul(weight(graph, of, "1_W")).add(bias(graph, of, "1_b")), 0);
    return ended(graph, two.mmul(weight(graph, of, "2_W")).add(bias(graph, of, "2_b")));
  }

  private static SameDiff imageGraph(MultiLayerNetwork of) {
    SameDiff graph = begun(DataType.FLOAT, -1, 1, 8, 8);
    SDVariable kernel = graph.var("w0_W", of.getParam("0_W").permute(2, 3, 1, 0).dup('c'));
    SDVariable convolved =
        graph
            .cnn()
            .conv2d(
                graph.getVariable("input"),
                kernel,
                bias(graph, of, "0_b"),
                Conv2DConfig.builder().kH(3).kW(3).sH(1).sW(1).build());
    SDVariable conv = graph.nn().relu("conv", convolved, 0);
    SDVariable pool =
        graph
            .cnn()
            .maxPooling2d("pool", conv, Pooling2DConfig.builder().kH(2).kW(2).sH(2).sW(2).build());
    SDVariable flat = graph.reshape(pool, -1, 36);
    SDVariable dense =
        graph
            .nn()
            .tanh(
                "dense", graph.nn().linear(flat, weight(graph, of, "2_W"), bias(graph, of, "2_b")));
    return ended(graph, graph.nn().linear(dense, weight(graph, of, "3_W"), bias(graph, of, "3_b")));
  }
}
