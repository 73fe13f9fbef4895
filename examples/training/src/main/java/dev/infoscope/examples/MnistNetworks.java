// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.examples;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** The networks that the MNIST examples train. */
public final class MnistNetworks {
  private static final int SIDE = 28;
  private static final int CLASSES = 10;

  private MnistNetworks() {}

  /**
   * The 784-256-128-10 network.
   *
   * @param seed of its weights
   * @return not initialised
   */
  public static MultiLayerConfiguration dense(long seed) {
    return base(seed)
        .list()
        .layer(new DenseLayer.Builder().name("dense_1").nIn(SIDE * SIDE).nOut(256).build())
        .layer(new DenseLayer.Builder().name("dense_2").nOut(128).build())
        .layer(output())
        .setInputType(InputType.feedForward(SIDE * SIDE))
        .build();
  }

  /**
   * A dense network of few units.
   *
   * @param seed of its weights
   * @param widths of its hidden layers
   * @return not initialised
   */
  public static MultiLayerConfiguration narrow(long seed, int... widths) {
    NeuralNetConfiguration.ListBuilder layers = base(seed).list();
    for (int i = 0; i < widths.length; i++) {
      layers.layer(new DenseLayer.Builder().name("dense_" + (i + 1)).nOut(widths[i]).build());
    }
    return layers.layer(output()).setInputType(InputType.feedForward(SIDE * SIDE)).build();
  }

  /**
   * A small convolutional network.
   *
   * @param seed of its weights
   * @return not initialised
   */
  public static MultiLayerConfiguration convolutional(long seed) {
    return base(seed)
        .list()
        .layer(convolution("conv_1", 8))
        .layer(pooling("pool_1"))
        .layer(convolution("conv_2", 16))
        .layer(pooling("pool_2"))
        .layer(new DenseLayer.Builder().name("dense").nOut(64).build())
        .layer(output())
        .setInputType(InputType.convolutionalFlat(SIDE, SIDE, 1))
        .build();
  }

  private static NeuralNetConfiguration.Builder base(long seed) {
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .updater(new Adam(1e-3))
        .weightInit(WeightInit.RELU)
        .activation(Activation.RELU);
  }

  private static ConvolutionLayer convolution(String name, int filters) {
    return new ConvolutionLayer.Builder(5, 5).name(name).nOut(filters).build();
  }

  private static SubsamplingLayer pooling(String name) {
    return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
        .name(name)
        .kernelSize(2, 2)
        .stride(2, 2)
        .build();
  }

  private static OutputLayer output() {
    return new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
        .name("output")
        .nOut(CLASSES)
        .activation(Activation.SOFTMAX)
        .build();
  }
}
