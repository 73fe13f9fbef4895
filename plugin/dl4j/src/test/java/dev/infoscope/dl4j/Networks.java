// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Small networks of all kinds, each with its own seed. */
public final class Networks {
  public static final int CLASSES = 3;
  public static final int INPUTS = 6;
  public static final int STEPS = 5;
  static final int SIDE = 8;

  private Networks() {}

  private static NeuralNetConfiguration.Builder base() {
    return new NeuralNetConfiguration.Builder()
        .seed(11)
        .updater(new Adam(0.01))
        .activation(Activation.TANH);
  }

  private static OutputLayer output(int inputs) {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .name("output")
        .nIn(inputs)
        .nOut(CLASSES)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static MultiLayerNetwork initialised(MultiLayerConfiguration configuration) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return network;
  }

  /** Dense layers with dropout inside and between. */
  public static MultiLayerNetwork denseWithDropout() {
    return initialised(
        base()
            .list()
            .layer(new DenseLayer.Builder().name("first").nIn(INPUTS).nOut(8).dropOut(0.7).build())
            .layer(new DropoutLayer.Builder(0.8).name("dropout").build())
            .layer(new DenseLayer.Builder().name("second").nIn(8).nOut(5).build())
            .layer(output(5))
            .build());
  }

  /** The same without dropout, with weights in double precision and a separate loss layer. */
  public static MultiLayerNetwork doublePrecisionWithLossLayer() {
    return initialised(
        base()
            .dataType(DataType.DOUBLE)
            .list()
            .layer(new DenseLayer.Builder().name("first").nIn(INPUTS).nOut(CLASSES).build())
            .layer(
                new LossLayer.Builder(LossFunction.MCXENT)
                    .name("loss")
                    .activation(Activation.SOFTMAX)
                    .build())
            .build());
  }

  /** Convolution, batch norm, pooling, dense. */
  public static MultiLayerNetwork convolutional() {
    return initialised(
        base()
            .list()
            .layer(new ConvolutionLayer.Builder(3, 3).name("conv").nOut(4).build())
            .layer(new BatchNormalization.Builder().name("norm").build())
            .layer(
                new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                    .name("pool")
                    .kernelSize(2, 2)
                    .stride(2, 2)
                    .build())
            .layer(new DenseLayer.Builder().name("dense").nOut(6).build())
            .layer(
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .name("output")
                    .nOut(CLASSES)
                    .activation(Activation.SOFTMAX)
                    .build())
            .setInputType(InputType.convolutional(SIDE, SIDE, 1))
            .build());
  }

  /** LSTM, a dense layer over all steps, output per step; truncated back-propagation. */
  public static MultiLayerNetwork recurrent() {
    return initialised(
        base()
            .list()
            .layer(new LSTM.Builder().name("lstm").nIn(INPUTS).nOut(7).build())
            .layer(new DenseLayer.Builder().name("dense").nIn(7).nOut(5).build())
            .layer(
                new RnnOutputLayer.Builder(LossFunction.MCXENT)
                    .name("output")
                    .nIn(5)
                    .nOut(CLASSES)
                    .activation(Activation.SOFTMAX)
                    .build())
            .setInputType(InputType.recurrent(INPUTS, STEPS))
            .backpropType(BackpropType.TruncatedBPTT)
            .tBPTTLength(2)
            .build());
  }

  /** Two inputs that are merged, two outputs. */
  public static ComputationGraph twoInputs() {
    ComputationGraphConfiguration configuration =
        base()
            .graphBuilder()
            .addInputs("left", "right")
            .addLayer("leftDense", new DenseLayer.Builder().nIn(INPUTS).nOut(5).build(), "left")
            .addLayer(
                "rightDense", new DenseLayer.Builder().nIn(4).nOut(5).dropOut(0.8).build(), "right")
            .addVertex("merged", new MergeVertex(), "leftDense", "rightDense")
            .addLayer("dense", new DenseLayer.Builder().nIn(10).nOut(6).build(), "merged")
            .addLayer("output", output(6), "dense")
            .addLayer("second", output(6), "dense")
            .setOutputs("output", "second")
            .build();
    ComputationGraph graph = new ComputationGraph(configuration);
    graph.init();
    return graph;
  }
}
