// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.pretrained;

import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks small enough for tests. */
final class TinyNetworks {
  private TinyNetworks() {}

  /** A sequence for 3 x 12 x 12, as DL4J saves it. */
  static Path zip(Path file) throws IOException {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new NoOp())
                .weightInit(WeightInit.XAVIER)
                .activation(Activation.RELU)
                .list()
                .layer(
                    new ConvolutionLayer.Builder(3, 3).name("conv").nOut(4).hasBias(true).build())
                .layer(new BatchNormalization.Builder().name("norm").build())
                .layer(new SubsamplingLayer.Builder().name("pool").kernelSize(2, 2).build())
                .layer(new DenseLayer.Builder().name("dense").nOut(6).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .name("out")
                        .activation(Activation.SOFTMAX)
                        .nOut(3)
                        .build())
                .setInputType(InputType.convolutional(12, 12, 3))
                .build());
    network.init();
    ModelSerializer.writeModel(network, file.toFile(), false);
    return file;
  }

  /** A chain of residual blocks with weights drawn as DL4J's ResNet50 draws them. */
  static ComputationGraph residual(int blocks, int channels) {
    var builder =
        new NeuralNetConfiguration.Builder()
            .seed(1)
            .updater(new NoOp())
            .weightInit(new WeightInitDistribution(new NormalDistribution(0, 0.5)))
            .activation(Activation.IDENTITY)
            .graphBuilder()
            .addInputs("in")
            .setInputTypes(InputType.convolutional(8, 8, 3));
    builder.addLayer("stem", convolution(channels), "in");
    builder.addLayer("stemNorm", norm(), "stem");
    String last = "stemNorm";
    for (int block = 0; block < blocks; block++) {
      builder.addLayer("conv" + block, convolution(channels), last);
      builder.addLayer("norm" + block, norm(), "conv" + block);
      builder.addVertex(
          "sum" + block, new ElementWiseVertex(ElementWiseVertex.Op.Add), "norm" + block, last);
      last = "sum" + block;
    }
    builder.addLayer("mean", new GlobalPoolingLayer(PoolingType.AVG), last);
    builder.addLayer(
        "out",
        new OutputLayer.Builder(LossFunction.MCXENT).activation(Activation.SOFTMAX).nOut(3).build(),
        "mean");
    ComputationGraphConfiguration configuration = builder.setOutputs("out").build();
    ComputationGraph graph = new ComputationGraph(configuration);
    graph.init();
    return graph;
  }

  private static ConvolutionLayer convolution(int channels) {
    return new ConvolutionLayer.Builder(3, 3).padding(1, 1).nOut(channels).build();
  }

  private static BatchNormalization norm() {
    return new BatchNormalization.Builder().activation(Activation.RELU).build();
  }
}
