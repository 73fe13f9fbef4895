// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.AttentionVertex;
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
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.graph.rnn.ReverseTimeSeriesVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Vertices of graphs over vectors, sequences and images, with several inputs and outputs. */
final class GraphForms {
  private static final int UNITS = 4;
  private static final int[] STEPS = {5, 4, 12};

  private final List<CorpusNetwork> all = new ArrayList<>();

  private GraphForms() {}

  static List<CorpusNetwork> all() {
    GraphForms forms = new GraphForms();
    forms.vectors();
    for (RNNFormat format : RNNFormat.values()) {
      for (Masking masking : Masking.values()) {
        for (int steps : STEPS) {
          forms.sequences(format, masking, steps);
        }
      }
    }
    for (CNN2DFormat format : CNN2DFormat.values()) {
      forms.images(format);
    }
    forms.mixed();
    return forms.all;
  }

  private static Layer dense() {
    return new DenseLayer.Builder().nOut(UNITS).build();
  }

  private static Layer output() {
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
    int number = 0;
    for (Supplier<GraphVertex> vertex : ofTwo()) {
      all.add(
          flat()
              .vertex("v", Axes.VECTOR, vertex, "a", "b")
              .layer("end", Axes.VECTOR, GraphForms::output, "v")
              .network(name(vertex), "vectors " + number++, "end"));
    }
    all.add(
        new GraphWiring(InputType.feedForward(6), LayerSequence.normal(LayerSequence.ROWS, 6), null)
            .vertex("v", Axes.VECTOR, () -> new FrozenVertex(new ScaleVertex(2)), "in")
            .layer("a", Axes.VECTOR, GraphForms::dense, "v")
            .layer("end", Axes.VECTOR, GraphForms::output, "a")
            .network("FrozenVertex", "vectors", "end"));
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
    for (int towers : new int[] {2, 3}) {
      towers(towers);
    }
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

  private void sequences(RNNFormat format, Masking masking, int steps) {
    Axes axes = format == RNNFormat.NWC ? Axes.NWC : Axes.NCW;
    INDArray features =
        axes == Axes.NWC
            ? LayerSequence.normal(LayerSequence.ROWS, steps, UNITS)
            : LayerSequence.normal(LayerSequence.ROWS, UNITS, steps);
    INDArray mask = masking.mask(LayerSequence.ROWS, steps);
    Supplier<Layer> lstm = () -> new LSTM.Builder().nOut(UNITS).dataFormat(format).build();
    Supplier<Layer> end =
        () -> new RnnOutputLayer.Builder(LossFunction.MSE).nOut(2).dataFormat(format).build();
    Supplier<GraphWiring> begun =
        () ->
            new GraphWiring(InputType.recurrent(UNITS, steps, format), features, mask)
                .layer("a", axes, lstm, "in")
                .layer("b", axes, lstm, "in");
    Supplier<GraphWiring> one =
        () ->
            new GraphWiring(InputType.recurrent(UNITS, steps, format), features, mask)
                .layer("a", axes, lstm, "in");
    String name = String.join(", ", format.name(), masking.toString(), steps + " steps");
    all.add(
        begun
            .get()
            .vertex("v", axes, MergeVertex::new, "a", "b")
            .layer("end", axes, end, "v")
            .network("MergeVertex", name, "end"));
    all.add(
        begun
            .get()
            .vertex("v", axes, () -> new ElementWiseVertex(ElementWiseVertex.Op.Add), "a", "b")
            .vertex("w", axes, () -> new ScaleVertex(2), "v")
            .vertex("x", axes, () -> new ShiftVertex(1), "w")
            .layer("end", axes, end, "x")
            .network("ElementWiseVertex", name, "end"));
    if (format == RNNFormat.NCW) {
      featuresFirst(one, begun, name);
    }
    all.add(
        one.get()
            .layer(
                "conv",
                axes,
                () ->
                    new Convolution1DLayer.Builder(2)
                        .stride(2)
                        .nOut(3)
                        .rnnDataFormat(format)
                        .build(),
                "a")
            .layer("more", axes, lstm, "conv")
            .layer("end", axes, end, "more")
            .network("Convolution1DLayer", "strided between recurrent layers, " + name, "end"));
    all.add(
        one.get()
            .layer("d", Axes.UNROLLED, GraphForms::dense, "a")
            .layer("e", Axes.UNROLLED, GraphForms::dense, "d")
            .layer("end", axes, end, "e")
            .network("DenseLayer", "two for each step, " + name, "end"));
  }

  /** Vertices that DL4J runs as if features stood first, whatever the format. */
  private void featuresFirst(Supplier<GraphWiring> one, Supplier<GraphWiring> begun, String name) {
    Axes axes = Axes.NCW;
    Supplier<Layer> end = () -> new RnnOutputLayer.Builder(LossFunction.MSE).nOut(2).build();
    all.add(
        begun
            .get()
            .vertex("v", Axes.VECTOR, () -> new LastTimeStepVertex("in"), "a")
            .layer("end", Axes.VECTOR, GraphForms::output, "v")
            .layer("end2", axes, end, "b")
            .network("LastTimeStepVertex", name, "end", "end2"));
    all.add(
        one.get()
            .vertex("v", axes, () -> new ReverseTimeSeriesVertex("in"), "a")
            .layer("end", axes, end, "v")
            .network("ReverseTimeSeriesVertex", name, "end"));
    all.add(
        one.get()
            .vertex("last", Axes.VECTOR, () -> new LastTimeStepVertex("in"), "a")
            .vertex("v", axes, () -> new DuplicateToTimeSeriesVertex("in"), "last")
            .layer("end", axes, end, "v")
            .network("DuplicateToTimeSeriesVertex", name, "end"));
    all.add(
        begun
            .get()
            .vertex("v", axes, GraphForms::attention, "a", "a", "b")
            .layer("end", axes, end, "v")
            .network("AttentionVertex", name, "end"));
  }

  private static GraphVertex attention() {
    return new AttentionVertex.Builder()
        .nInKeys(UNITS)
        .nInQueries(UNITS)
        .nInValues(UNITS)
        .nOut(UNITS)
        .nHeads(2)
        .headSize(2)
        .projectInput(true)
        .build();
  }

  private static Layer convolution(CNN2DFormat format) {
    return new ConvolutionLayer.Builder(2, 2).nOut(UNITS).dataFormat(format).build();
  }

  private void images(CNN2DFormat format) {
    boolean last = format == CNN2DFormat.NHWC;
    Axes axes = last ? Axes.CHANNELS_LAST : Axes.CHANNELS_FIRST;
    Supplier<GraphWiring> begun =
        () ->
            new GraphWiring(
                    InputType.convolutional(5, 6, 2, format),
                    last
                        ? LayerSequence.normal(LayerSequence.ROWS, 5, 6, 2)
                        : LayerSequence.normal(LayerSequence.ROWS, 2, 5, 6),
                    null)
                .layer("a", axes, () -> convolution(format), "in")
                .layer("b", axes, () -> convolution(format), "in");
    int number = 0;
    List<Supplier<GraphVertex>> two = ofTwo();
    for (Supplier<GraphVertex> vertex : two) {
      all.add(
          begun
              .get()
              .vertex("v", axes, vertex, "a", "b")
              .layer("end", Axes.VECTOR, GraphForms::output, "v")
              .network(name(vertex), "images " + format + " " + number++, "end"));
    }
    for (Supplier<GraphVertex> vertex : ofOne()) {
      if (vertex.get() instanceof SubsetVertex) {
        continue; // DL4J takes channels for features
      }
      all.add(
          begun
              .get()
              .vertex("v", axes, vertex, "a")
              .layer("end", Axes.VECTOR, GraphForms::output, "v")
              .layer("end2", Axes.VECTOR, GraphForms::output, "b")
              .network(name(vertex), "images " + format, "end", "end2"));
    }
    all.add(
        begun
            .get()
            .vertex(
                "v",
                Axes.VECTOR,
                () -> new PreprocessorVertex(new CnnToFeedForwardPreProcessor(4, 5, UNITS, format)),
                "a")
            .layer("end", Axes.VECTOR, GraphForms::output, "v")
            .layer("end2", Axes.VECTOR, GraphForms::output, "b")
            .network("PreprocessorVertex", "images " + format, "end", "end2"));
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
    Axes axes = format == RNNFormat.NWC ? Axes.NWC : Axes.NCW;
    CNN2DFormat image = format == RNNFormat.NWC ? CNN2DFormat.NCHW : CNN2DFormat.NHWC;
    Axes channels = image == CNN2DFormat.NHWC ? Axes.CHANNELS_LAST : Axes.CHANNELS_FIRST;
    INDArray[] features = {
      axes == Axes.NWC
          ? LayerSequence.normal(LayerSequence.ROWS, steps, 3)
          : LayerSequence.normal(LayerSequence.ROWS, 3, steps),
      channels == Axes.CHANNELS_LAST
          ? LayerSequence.normal(LayerSequence.ROWS, 5, 6, 2)
          : LayerSequence.normal(LayerSequence.ROWS, 2, 5, 6),
      LayerSequence.normal(LayerSequence.ROWS, 6)
    };
    INDArray[] masks = {masking.mask(LayerSequence.ROWS, steps), null, null};
    all.add(
        new GraphWiring(
                List.of(
                    InputType.recurrent(3, steps, format),
                    InputType.convolutional(5, 6, 2, image),
                    InputType.feedForward(6)),
                features,
                masks)
            .layer("steps", axes, () -> new LSTM.Builder().nOut(4).dataFormat(format).build(), "in")
            .layer(
                "last",
                Axes.VECTOR,
                () -> new LastTimeStep(new LSTM.Builder().nOut(4).dataFormat(format).build()),
                "steps")
            .layer("image", channels, () -> convolution(image), "in1")
            .layer("pool", Axes.VECTOR, () -> new GlobalPoolingLayer(PoolingType.MAX), "image")
            .layer("flat", Axes.VECTOR, GraphForms::dense, "in2")
            .vertex("v", Axes.VECTOR, MergeVertex::new, "last", "pool", "flat")
            .layer("end", Axes.VECTOR, GraphForms::output, "v")
            .layer(
                "end2",
                axes,
                () ->
                    new RnnOutputLayer.Builder(LossFunction.MSE).nOut(2).dataFormat(format).build(),
                "steps")
            .network(
                "MergeVertex",
                "three inputs, two outputs, " + format + ", " + masking,
                "end",
                "end2"));
  }
}
