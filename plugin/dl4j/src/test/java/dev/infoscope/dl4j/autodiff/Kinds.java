// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.autodiff;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.L2NormalizeVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1D;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.Pooling1D;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.SpaceToDepthLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A small network around each kind of layer and vertex that has a gradient. */
final class Kinds {
  private static final InputType IMAGE = InputType.convolutional(6, 6, 2);
  private static final InputType SEQUENCE = InputType.recurrent(3, 5);
  private static final InputType FLAT = InputType.feedForward(6);

  private Kinds() {}

  /**
   * A network.
   *
   * @param masked whether the last steps of sequences are masked
   * @param shape of its input without the rows
   */
  record Kind(String name, Model model, boolean masked, long... shape) {
    Kind(String name, Model model, long... shape) {
      this(name, model, false, shape);
    }

    /** A mask that leaves one step less to every row; null for none. */
    @Nullable INDArray mask(int rows) {
      if (!masked) {
        return null;
      }
      INDArray mask = Nd4j.ones(DataType.FLOAT, rows, shape[1]);
      for (int row = 0; row < rows; row++) {
        for (long step = shape[1] - row; step < shape[1]; step++) {
          mask.putScalar(row, step, 0);
        }
      }
      return mask;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Kind> all() {
    List<Kind> all = new ArrayList<>();
    images(all);
    sequences(all);
    flat(all);
    vertices(all);
    all.addAll(LayoutKinds.all());
    return all;
  }

  private static void images(List<Kind> all) {
    all.add(image("convolution", conv().build()));
    all.add(image("strided convolution", conv().stride(2, 2).padding(1, 1).build()));
    all.add(
        image(
            "deconvolution",
            new Deconvolution2D.Builder(2, 2).nOut(3).activation(Activation.TANH).build()));
    all.add(
        image(
            "separable convolution",
            new SeparableConvolution2D.Builder(3, 3).nOut(3).activation(Activation.TANH).build()));
    all.add(
        image(
            "depthwise convolution",
            new DepthwiseConvolution2D.Builder(3, 3)
                .depthMultiplier(2)
                .nOut(4)
                .activation(Activation.TANH)
                .build()));
    all.add(image("max pooling", conv().build(), pool(PoolingType.MAX)));
    all.add(image("mean pooling", conv().build(), pool(PoolingType.AVG)));
    all.add(image("norm", conv().build(), new BatchNormalization()));
    all.add(image("response norm", conv().build(), new LocalResponseNormalization()));
    all.add(image("global mean", conv().build(), new GlobalPoolingLayer(PoolingType.AVG)));
    all.add(image("global max", conv().build(), new GlobalPoolingLayer(PoolingType.MAX)));
    all.add(image("padding", new ZeroPaddingLayer(1, 2), conv().build()));
    all.add(image("cropping", new Cropping2D(1, 1), conv().build()));
    all.add(image("upsampling", new Upsampling2D.Builder(2).build(), conv().build()));
    all.add(image("space to depth", new SpaceToDepthLayer.Builder<>(2).build(), conv().build()));
    all.add(image("prelu", conv().build(), prelu(3, 4, 4).build()));
    all.add(image("prelu per channel", conv().build(), prelu(3, 4, 4).sharedAxes(2, 3).build()));
    all.add(image("prelu per row", conv().build(), prelu(3, 4, 4).sharedAxes(1, 3).build()));
    all.add(image("activation", conv().activation(Activation.IDENTITY).build(), elu()));
    all.add(
        new Kind(
            "volume",
            list(
                InputType.convolutional3D(Convolution3D.DataFormat.NCDHW, 3, 4, 4, 2),
                output(),
                new Convolution3D.Builder(2, 2, 2).nOut(2).activation(Activation.TANH).build(),
                new GlobalPoolingLayer(PoolingType.AVG)),
            2,
            3,
            4,
            4));
  }

  private static void sequences(List<Kind> all) {
    all.add(sequence("lstm", new LastTimeStep(lstm())));
    all.add(sequence("two lstm", lstm(), new LastTimeStep(lstm())));
    all.add(sequence("simple rnn", new LastTimeStep(rnn())));
    for (Bidirectional.Mode mode : Bidirectional.Mode.values()) {
      Layer both = new Bidirectional(mode, lstm());
      all.add(sequence("both ways " + mode, new LastTimeStep(both)));
    }
    for (PoolingType type : PoolingType.values()) {
      Layer pool = new GlobalPoolingLayer(type);
      all.add(sequence("lstm, global " + type, lstm(), pool));
      all.add(masked("masked lstm, global " + type, lstm(), new GlobalPoolingLayer(type)));
      Layer open = new GlobalPoolingLayer.Builder(type).collapseDimensions(false).build();
      all.add(sequence("lstm, open global " + type, lstm(), open));
    }
    all.add(masked("masked lstm", lstm(), new LastTimeStep(lstm())));
    all.add(masked("masked both ways", new LastTimeStep(new Bidirectional(lstm()))));
    all.add(masked("masked rnn", new LastTimeStep(rnn())));
    all.add(
        sequence(
            "convolution of steps",
            new Convolution1D.Builder(2).nOut(4).activation(Activation.TANH).build(),
            new GlobalPoolingLayer(PoolingType.AVG)));
    all.add(
        sequence(
            "pooling of steps",
            lstm(),
            new Pooling1D.Builder(SubsamplingLayer.PoolingType.AVG).kernelSize(2).build(),
            new GlobalPoolingLayer(PoolingType.AVG)));
    Layer perStep =
        new RnnOutputLayer.Builder(LossFunction.MCXENT)
            .nOut(3)
            .activation(Activation.SOFTMAX)
            .build();
    all.add(new Kind("output per step", list(SEQUENCE, perStep, lstm(), dense().build()), 3, 5));
  }

  private static void flat(List<Kind> all) {
    all.add(flat("dense", dense().build(), dense().activation(Activation.SIGMOID).build()));
    all.add(flat("dropout", dense().dropOut(0.5).build(), new DropoutLayer(0.5), dense().build()));
    all.add(flat("layer norm", dense().hasLayerNorm(true).build(), dense().build()));
    all.add(flat("no bias", dense().hasBias(false).build()));
    all.add(flat("prelu of units", dense().build(), prelu(4).build(), dense().build()));
    all.add(flat("frozen", dense().build(), new FrozenLayer(dense().build()), dense().build()));
    all.add(flat("norm of units", dense().build(), new BatchNormalization()));
    all.add(flat("locked norm", dense().build(), new BatchNormalization.Builder(true).build()));
    Layer loss = new LossLayer.Builder(LossFunction.MCXENT).activation(Activation.IDENTITY).build();
    all.add(
        new Kind(
            "loss layer",
            list(FLAT, loss, dense().build(), dense().activation(Activation.SOFTMAX).build()),
            6));
  }

  private static void vertices(List<Kind> all) {
    for (ElementWiseVertex.Op op : ElementWiseVertex.Op.values()) {
      all.add(graph("two " + op, new ElementWiseVertex(op), 2));
    }
    all.add(graph("merge", new MergeVertex(), 2));
    all.add(graph("subset", new SubsetVertex(1, 2), 1));
    all.add(graph("scale", new ScaleVertex(1.7), 1));
    all.add(graph("shift", new ShiftVertex(0.3), 1));
    all.add(graph("length one", new L2NormalizeVertex(), 1));
    all.add(graph("reshape", new ReshapeVertex(-1, 4), 1));
    all.add(residual());
    all.add(lastStep(false));
    all.add(lastStep(true));
  }

  static ConvolutionLayer.Builder conv() {
    return new ConvolutionLayer.Builder(3, 3).nOut(3).activation(Activation.TANH);
  }

  private static PReLULayer.Builder prelu(long... shape) {
    return new PReLULayer.Builder().inputShape(shape);
  }

  private static Layer pool(PoolingType type) {
    return new SubsamplingLayer.Builder(type).kernelSize(2, 2).stride(1, 1).build();
  }

  private static Layer elu() {
    return new ActivationLayer.Builder().activation(Activation.ELU).build();
  }

  static LSTM lstm() {
    return new LSTM.Builder().nOut(4).activation(Activation.TANH).build();
  }

  private static SimpleRnn rnn() {
    return new SimpleRnn.Builder().nOut(4).activation(Activation.TANH).build();
  }

  static DenseLayer.Builder dense() {
    return new DenseLayer.Builder().nOut(4).activation(Activation.TANH);
  }

  static OutputLayer output() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(3)
        .activation(Activation.SOFTMAX)
        .build();
  }

  static NeuralNetConfiguration.Builder base() {
    return new NeuralNetConfiguration.Builder().seed(5).biasInit(0.1);
  }

  private static Kind image(String name, Layer... layers) {
    return new Kind(name, list(IMAGE, output(), layers), 2, 6, 6);
  }

  private static Kind sequence(String name, Layer... layers) {
    return new Kind(name, list(SEQUENCE, output(), layers), 3, 5);
  }

  private static Kind masked(String name, Layer... layers) {
    return new Kind(name, list(SEQUENCE, output(), layers), true, 3, 5);
  }

  private static Kind flat(String name, Layer... layers) {
    return new Kind(name, list(FLAT, output(), layers), 6);
  }

  static MultiLayerNetwork list(InputType input, Layer output, Layer... layers) {
    NeuralNetConfiguration.ListBuilder list = base().list();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    MultiLayerNetwork network =
        new MultiLayerNetwork(list.layer(output).setInputType(input).build());
    network.init();
    return network;
  }

  /** Two dense layers, a vertex that takes one or both, and an output. */
  private static Kind graph(String name, GraphVertex vertex, int inputs) {
    GraphBuilder graph =
        base()
            .graphBuilder()
            .addInputs("in")
            .setInputTypes(FLAT)
            .addLayer("a", dense().build(), "in")
            .addLayer("b", dense().build(), "a");
    boolean one = inputs == 1;
    graph.addVertex("vertex", vertex, one ? new String[] {"b"} : new String[] {"a", "b"});
    graph.addLayer("out", output(), "vertex").setOutputs("out");
    return new Kind(name, initialised(graph), 6);
  }

  /** Convolution, batch norm and addition, with another branch past them. */
  private static Kind residual() {
    GraphBuilder graph =
        base()
            .graphBuilder()
            .addInputs("in")
            .setInputTypes(IMAGE)
            .addLayer("stem", same(), "in")
            .addLayer("conv", same(), "stem")
            .addLayer("norm", new BatchNormalization(), "conv")
            .addLayer("act", elu(), "norm")
            .addVertex("add", new ElementWiseVertex(ElementWiseVertex.Op.Add), "act", "stem")
            .addLayer("pool", new GlobalPoolingLayer(PoolingType.AVG), "add")
            .addLayer("out", output(), "pool")
            .setOutputs("out");
    return new Kind("residual block", initialised(graph), 2, 6, 6);
  }

  private static Layer same() {
    return conv().padding(1, 1).build();
  }

  private static Kind lastStep(boolean masked) {
    GraphBuilder graph =
        base()
            .graphBuilder()
            .addInputs("in")
            .setInputTypes(SEQUENCE)
            .addLayer("lstm", lstm(), "in")
            .addVertex("last", new LastTimeStepVertex("in"), "lstm")
            .addLayer("out", output(), "last")
            .setOutputs("out");
    String name = masked ? "masked last step of a graph" : "last step of a graph";
    return new Kind(name, initialised(graph), masked, 3, 5);
  }

  static ComputationGraph initialised(GraphBuilder builder) {
    ComputationGraph graph = new ComputationGraph(builder.build());
    graph.init();
    return graph;
  }
}
