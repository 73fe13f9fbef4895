// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.FrozenVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.L2NormalizeVertex;
import org.deeplearning4j.nn.conf.graph.L2Vertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.deeplearning4j.nn.conf.graph.StackVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.graph.UnstackVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Vertices of graphs over vectors and images, and over all kinds of values side by side. */
final class GraphForms {
  static final int UNITS = 4;

  private final List<CorpusNetwork> all = new ArrayList<>();

  private GraphForms() {}

  static List<CorpusNetwork> all() {
    GraphForms forms = new GraphForms();
    forms.vectors();
    forms.all.addAll(SequenceGraphs.all());
    for (CNN2DFormat format : CNN2DFormat.values()) {
      forms.images(format);
    }
    forms.mixed();
    return forms.all;
  }

  static Layer dense() {
    return new DenseLayer.Builder().nOut(UNITS).build();
  }

  static Layer output() {
    return new OutputLayer.Builder(LossFunction.MSE).nOut(2).activation(Activation.TANH).build();
  }

  private static List<Supplier<GraphVertex>> ofOne() {
    return List.of(
        () -> new ScaleVertex(2),
        () -> new ShiftVertex(1),
        () -> new SubsetVertex(1, 2),
        () -> new L2NormalizeVertex());
  }

  private static List<Supplier<GraphVertex>> ofTwo() {
    List<Supplier<GraphVertex>> vertices = new ArrayList<>();
    vertices.add(MergeVertex::new);
    for (ElementWiseVertex.Op op :
        List.of(
            ElementWiseVertex.Op.Add,
            ElementWiseVertex.Op.Subtract,
            ElementWiseVertex.Op.Product,
            ElementWiseVertex.Op.Average,
            ElementWiseVertex.Op.Max)) {
      vertices.add(() -> new ElementWiseVertex(op));
    }
    return vertices;
  }

  private static String name(Supplier<GraphVertex> vertex) {
    return vertex.get().getClass().getSimpleName();
  }

  private static GraphWiring flat() {
    return new GraphWiring(
            InputType.feedForward(6), LayerSequence.normal(LayerSequence.ROWS, 6), null)
        .layer("a", Axes.VECTOR, GraphForms::dense, "in")
        .layer("b", Axes.VECTOR, GraphForms::dense, "in");
  }

  private void vectors() {
    for (Supplier<GraphVertex> vertex : ofOne()) {
      all.add(
          flat()
              .vertex("v", Axes.VECTOR, vertex, "a")
              .layer("end", Axes.VECTOR, GraphForms::output, "v")
              .layer("end2", Axes.VECTOR, GraphForms::output, "b")
              .network(name(vertex), "vectors, two outputs", "end", "end2"));
    }
    vectorsJoined();
    all.add(
        new GraphWiring(InputType.feedForward(6), LayerSequence.normal(LayerSequence.ROWS, 6), null)
            .vertex("v", Axes.VECTOR, () -> new FrozenVertex(new ScaleVertex(2)), "in")
            .layer("a", Axes.VECTOR, GraphForms::dense, "v")
            .layer("end", Axes.VECTOR, GraphForms::output, "a")
            .network("FrozenVertex", "vectors", "end"));
    vectorsReshaped();
    for (int towers : new int[] {2, 3}) {
      towers(towers);
    }
  }

  private void vectorsJoined() {
    int number = 0;
    for (Supplier<GraphVertex> vertex : ofTwo()) {
      all.add(
          flat()
              .vertex("v", Axes.VECTOR, vertex, "a", "b")
              .layer("end", Axes.VECTOR, GraphForms::output, "v")
              .network(name(vertex), "vectors " + number++, "end"));
    }
  }

  private void vectorsReshaped() {
    all.add(
        flat()
            .vertex("v", Axes.VECTOR, () -> new L2Vertex(), "a", "b")
            .layer("end", Axes.VECTOR, GraphForms::output, "v")
            .network("L2Vertex", "vectors", "end"));
    all.add(
        flat()
            .vertex("v", Axes.VECTOR, () -> new ReshapeVertex(-1, UNITS), "a")
            .layer("end", Axes.VECTOR, GraphForms::output, "v")
            .layer("end2", Axes.VECTOR, GraphForms::output, "b")
            .network("ReshapeVertex", "vectors", "end", "end2"));
  }

  private void towers(int towers) {
    List<InputType> types = new ArrayList<>();
    INDArray[] features = new INDArray[towers];
    String[] inputs = new String[towers];
    String[] apart = new String[towers];
    for (int i = 0; i < towers; i++) {
      types.add(InputType.feedForward(6));
      features[i] = LayerSequence.normal(LayerSequence.ROWS, 6).addi(i);
      inputs[i] = i == 0 ? "in" : "in" + i;
      apart[i] = "u" + i;
    }
    GraphWiring wires =
        new GraphWiring(types, features, new INDArray[towers])
            .vertex("stack", Axes.TOWERS, StackVertex::new, inputs)
            .layer("shared", Axes.TOWERS, GraphForms::dense, "stack");
    for (int i = 0; i < towers; i++) {
      int one = i;
      wires.vertex(apart[i], Axes.VECTOR, () -> new UnstackVertex(one, towers), "shared");
    }
    all.add(
        wires
            .vertex("v", Axes.VECTOR, MergeVertex::new, apart)
            .layer("end", Axes.VECTOR, GraphForms::output, "v")
            .network("StackVertex", towers + " towers", "end"));
  }

  private static Layer convolution(CNN2DFormat format) {
    return new ConvolutionLayer.Builder(2, 2).nOut(UNITS).dataFormat(format).build();
  }

  private static Axes axes(CNN2DFormat format) {
    return format == CNN2DFormat.NHWC ? Axes.CHANNELS_LAST : Axes.CHANNELS_FIRST;
  }

  private static INDArray pictures(CNN2DFormat format) {
    return format == CNN2DFormat.NHWC
        ? LayerSequence.normal(LayerSequence.ROWS, 5, 6, 2)
        : LayerSequence.normal(LayerSequence.ROWS, 2, 5, 6);
  }

  private static GraphWiring convolved(CNN2DFormat format) {
    return new GraphWiring(InputType.convolutional(5, 6, 2, format), pictures(format), null)
        .layer("a", axes(format), () -> convolution(format), "in")
        .layer("b", axes(format), () -> convolution(format), "in");
  }

  private void images(CNN2DFormat format) {
    imagesJoined(format);
    for (Supplier<GraphVertex> vertex : ofOne()) {
      if (vertex.get() instanceof SubsetVertex) {
        continue; // DL4J takes channels for features
      }
      imagesChanged(format, axes(format), vertex, name(vertex));
    }
    imagesChanged(
        format,
        Axes.VECTOR,
        () -> new PreprocessorVertex(new CnnToFeedForwardPreProcessor(4, 5, UNITS, format)),
        "PreprocessorVertex");
  }

  private void imagesJoined(CNN2DFormat format) {
    int number = 0;
    for (Supplier<GraphVertex> vertex : ofTwo()) {
      all.add(
          convolved(format)
              .vertex("v", axes(format), vertex, "a", "b")
              .layer("end", Axes.VECTOR, GraphForms::output, "v")
              .network(name(vertex), "images " + format + " " + number++, "end"));
    }
  }

  private void imagesChanged(
      CNN2DFormat format, Axes axes, Supplier<GraphVertex> vertex, String name) {
    all.add(
        convolved(format)
            .vertex("v", axes, vertex, "a")
            .layer("end", Axes.VECTOR, GraphForms::output, "v")
            .layer("end2", Axes.VECTOR, GraphForms::output, "b")
            .network(name, "images " + format, "end", "end2"));
  }

  /** Vectors, sequences and images side by side. */
  private void mixed() {
    for (RNNFormat format : RNNFormat.values()) {
      for (Masking masking : Masking.values()) {
        mixed(format, masking);
      }
    }
  }

  private void mixed(RNNFormat format, Masking masking) {
    int steps = 5;
    CNN2DFormat image = format == RNNFormat.NWC ? CNN2DFormat.NCHW : CNN2DFormat.NHWC;
    INDArray[] features = {
      SequenceGraphs.features(format, steps, 3),
      pictures(image),
      LayerSequence.normal(LayerSequence.ROWS, 6)
    };
    INDArray[] masks = {masking.mask(LayerSequence.ROWS, steps), null, null};
    List<InputType> types =
        List.of(
            InputType.recurrent(3, steps, format),
            InputType.convolutional(5, 6, 2, image),
            InputType.feedForward(6));
    GraphWiring ends = mixed(new GraphWiring(types, features, masks), format, image);
    all.add(
        ends.network(
            "MergeVertex", "three inputs, two outputs, " + format + ", " + masking, "end", "end2"));
  }

  private static GraphWiring mixed(GraphWiring inputs, RNNFormat format, CNN2DFormat image) {
    Axes axes = SequenceGraphs.axes(format);
    Supplier<Layer> lstm = SequenceGraphs.lstm(format);
    return inputs
        .layer("steps", axes, lstm, "in")
        .layer("last", Axes.VECTOR, () -> new LastTimeStep(lstm.get()), "steps")
        .layer("image", axes(image), () -> convolution(image), "in1")
        .layer("pool", Axes.VECTOR, () -> new GlobalPoolingLayer(PoolingType.MAX), "image")
        .layer("flat", Axes.VECTOR, GraphForms::dense, "in2")
        .vertex("v", Axes.VECTOR, MergeVertex::new, "last", "pool", "flat")
        .layer("end", Axes.VECTOR, GraphForms::output, "v")
        .layer("end2", axes, SequenceGraphs.stepOutput(format), "steps");
  }
}
