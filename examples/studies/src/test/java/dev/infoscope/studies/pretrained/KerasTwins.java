// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.pretrained;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.modelimport.keras.KerasModelImport;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The networks of tiny_keras.py: as DL4J imports them for training, and built by hand. */
enum KerasTwins {
  DENSE(false, "hidden", "out") {
    @Override
    Model imported(String file) throws Exception {
      return KerasModelImport.importKerasSequentialModelAndWeights(file, true);
    }

    @Override
    Model untrained() {
      MultiLayerNetwork network =
          new MultiLayerNetwork(
              base()
                  .list()
                  .layer(dense("hidden", 6, Activation.RELU))
                  .layer(dense("out", CLASSES, Activation.SOFTMAX))
                  .layer(loss())
                  .setInputType(InputType.feedForward(INPUTS))
                  .build());
      network.init();
      return network;
    }
  },
  SEQUENTIAL(true, "conv", "norm", "pool", "dense", "out") {
    @Override
    Model imported(String file) throws Exception {
      return KerasModelImport.importKerasSequentialModelAndWeights(file, true);
    }

    @Override
    Model untrained() {
      BatchNormalization norm =
          new BatchNormalization.Builder()
              .name("norm")
              .eps(0.001)
              .decay(0.99)
              .useLogStd(false)
              .build();
      norm.setCnn2DFormat(CNN2DFormat.NHWC);
      MultiLayerNetwork network =
          new MultiLayerNetwork(
              base()
                  .list()
                  .layer(conv("conv"))
                  .layer(norm)
                  .layer(
                      new SubsamplingLayer.Builder()
                          .name("pool")
                          .kernelSize(2, 2)
                          .stride(2, 2)
                          .dataFormat(CNN2DFormat.NHWC)
                          .build())
                  .layer(dense("dense", 6, Activation.RELU))
                  .layer(dense("out", CLASSES, Activation.SOFTMAX))
                  .layer(loss())
                  .setInputType(IMAGES)
                  .build());
      network.init();
      return network;
    }
  },
  FUNCTIONAL(true, "stem", "branch", "mean", "out") {
    @Override
    Model imported(String file) throws Exception {
      return KerasModelImport.importKerasModelAndWeights(file, true);
    }

    @Override
    Model untrained() {
      ComputationGraph graph =
          new ComputationGraph(
              base()
                  .graphBuilder()
                  .addInputs("in")
                  .setInputTypes(IMAGES)
                  .addLayer("stem", conv("stem"), "in")
                  .addLayer("branch", conv("branch"), "stem")
                  .addVertex(
                      "add", new ElementWiseVertex(ElementWiseVertex.Op.Add), "branch", "stem")
                  .addLayer(
                      "mean",
                      new GlobalPoolingLayer.Builder(PoolingType.AVG)
                          .poolingDimensions(1, 2)
                          .build(),
                      "add")
                  .addLayer("out", dense("out", CLASSES, Activation.SOFTMAX), "mean")
                  .addLayer("out_loss", loss(), "out")
                  .setOutputs("out_loss")
                  .build());
      graph.init();
      return graph;
    }
  };

  static final int CLASSES = 3;
  private static final int INPUTS = 5;
  private static final int SIDE = 8;
  private static final int CHANNELS = 3;
  private static final InputType IMAGES =
      InputType.convolutional(SIDE, SIDE, CHANNELS, CNN2DFormat.NHWC);

  private final boolean ofImages;
  private final String[] layers;

  KerasTwins(boolean ofImages, String... layers) {
    this.ofImages = ofImages;
    this.layers = layers;
  }

  abstract Model imported(String file) throws Exception;

  abstract Model untrained();

  String[] layers() {
    return layers.clone();
  }

  /** Shape of the input for some rows. */
  long[] shape(int rows) {
    return ofImages ? new long[] {rows, SIDE, SIDE, CHANNELS} : new long[] {rows, INPUTS};
  }

  /**
   * The network of the file, as DL4J can train it: it gives every imported layer a dropout that
   * drops nothing, whose gradient fails where channels come last.
   */
  Model trainable() {
    Model model = imported();
    if (model instanceof MultiLayerNetwork network) {
      network
          .getLayerWiseConfigurations()
          .getConfs()
          .forEach(each -> each.getLayer().setIDropout(null));
    } else {
      Arrays.stream(((ComputationGraph) model).getLayers())
          .forEach(each -> each.conf().getLayer().setIDropout(null));
    }
    return model;
  }

  /** The network of the file, with its optimizer and loss. */
  Model imported() {
    String name = "tiny-" + name().toLowerCase(Locale.ROOT) + ".h5";
    try {
      var place = Objects.requireNonNull(KerasTwins.class.getResource(name));
      return imported(Path.of(place.toURI()).toString());
    } catch (Exception e) {
      throw new IllegalStateException(name, e);
    }
  }

  /** The same network from DL4J's builders, with the weights of another. */
  Model byHand(Model of) {
    Model network = untrained();
    of.paramTable().forEach((key, values) -> network.getParam(key).assign(values));
    return network;
  }

  static void train(Model model, DataSetIterator data, int epochs, TrainingListener... listeners) {
    model.addListeners(listeners);
    if (model instanceof MultiLayerNetwork network) {
      network.fit(data, epochs);
    } else {
      ((ComputationGraph) model).fit(data, epochs);
    }
  }

  private static NeuralNetConfiguration.Builder base() {
    return new NeuralNetConfiguration.Builder().updater(new Sgd(0.01));
  }

  private static ConvolutionLayer conv(String name) {
    return new ConvolutionLayer.Builder(3, 3)
        .name(name)
        .nOut(4)
        .convolutionMode(ConvolutionMode.Same)
        .dataFormat(CNN2DFormat.NHWC)
        .activation(Activation.RELU)
        .build();
  }

  private static DenseLayer dense(String name, int units, Activation activation) {
    return new DenseLayer.Builder().name(name).nOut(units).activation(activation).build();
  }

  private static LossLayer loss() {
    return new LossLayer.Builder(LossFunction.MCXENT)
        .name("out_loss")
        .activation(Activation.IDENTITY)
        .build();
  }
}
