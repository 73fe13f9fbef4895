// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.kinds;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.AttentionVertex;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.FrozenVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.L2NormalizeVertex;
import org.deeplearning4j.nn.conf.graph.L2Vertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PoolHelperVertex;
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
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Every vertex of DL4J, each in a graph. */
final class VertexKinds {
  private static final InputType FLAT = InputType.feedForward(6);
  private static final InputType STEPS = InputType.recurrent(4, 5);
  private static final InputType IMAGE = InputType.convolutional(6, 6, 2);

  private static final List<GraphVertex> AFTER_A_LAYER =
      List.of(
          new L2NormalizeVertex(),
          new ScaleVertex(2),
          new ShiftVertex(1),
          new SubsetVertex(1, 3),
          new ReshapeVertex(-1, 6));

  private final List<Kind> kinds = new ArrayList<>();

  private VertexKinds() {}

  static List<Kind> all() {
    VertexKinds all = new VertexKinds();
    all.flat();
    all.joined();
    all.inAGraphItself();
    all.stacked();
    all.images();
    all.steps();
    all.lastStepForAll();
    return all.kinds;
  }

  /** The builder has one input, "in", of the given type, and gets layers up to "end". */
  private void graph(Class<?> type, InputType input, Consumer<GraphBuilder> inside) {
    INDArray[] features = {Chain.features(input)};
    kinds.add(
        new Kind(
            type,
            "a graph",
            () -> {
              GraphBuilder graph = Chain.base().graphBuilder().addInputs("in").setInputTypes(input);
              inside.accept(graph);
              return Chain.initialised(graph.setOutputs("end").build());
            },
            features,
            null));
  }

  private static DenseLayer dense() {
    return new DenseLayer.Builder().nOut(6).build();
  }

  private void flat() {
    for (GraphVertex vertex : AFTER_A_LAYER) {
      graph(
          vertex.getClass(),
          FLAT,
          graph ->
              graph
                  .addLayer("a", dense(), "in")
                  .addVertex("v", vertex.clone(), "a")
                  .addLayer("end", Chain.output(), "v"));
    }
  }

  private void inAGraphItself() {
    graph(
        FrozenVertex.class,
        FLAT,
        graph ->
            graph
                .addVertex("v", new FrozenVertex(new ScaleVertex(2)), "in")
                .addLayer("end", Chain.output(), "v"));
    graph(
        LayerVertex.class,
        FLAT,
        graph -> graph.addLayer("a", dense(), "in").addLayer("end", Chain.output(), "a"));
  }

  private void joined() {
    for (GraphVertex vertex :
        List.of(
            new MergeVertex(), new ElementWiseVertex(ElementWiseVertex.Op.Max), new L2Vertex())) {
      graph(
          vertex.getClass(),
          FLAT,
          graph ->
              graph
                  .addLayer("a", dense(), "in")
                  .addLayer("b", dense(), "in")
                  .addVertex("v", vertex.clone(), "a", "b")
                  .addLayer("end", Chain.output(), "v"));
    }
  }

  private void stacked() {
    for (Class<?> type : List.of(StackVertex.class, UnstackVertex.class)) {
      graph(
          type,
          FLAT,
          graph ->
              graph
                  .addLayer("a", dense(), "in")
                  .addLayer("b", dense(), "in")
                  .addVertex("both", new StackVertex(), "a", "b")
                  .addLayer("c", dense(), "both")
                  .addVertex("one", new UnstackVertex(1, 2), "c")
                  .addLayer("end", Chain.output(), "one"));
    }
  }

  private void images() {
    graph(
        PoolHelperVertex.class,
        IMAGE,
        graph ->
            graph
                .addLayer("a", new ConvolutionLayer.Builder(3, 3).nOut(2).build(), "in")
                .addVertex("v", new PoolHelperVertex(), "a")
                .addLayer("end", Chain.imageLoss(), "v"));
    graph(PreprocessorVertex.class, FLAT, VertexKinds::vectorsAsImages);
  }

  private static void vectorsAsImages(GraphBuilder graph) {
    graph
        .addLayer("a", dense(), "in")
        .addVertex("v", new PreprocessorVertex(new FeedForwardToCnnPreProcessor(2, 3, 1)), "a")
        .addLayer("b", new ConvolutionLayer.Builder(2, 2).nIn(1).nOut(2).build(), "v")
        .addLayer("end", Chain.imageLoss(), "b");
  }

  private void steps() {
    recurrent(
        LastTimeStepVertex.class,
        graph -> graph.addVertex("v", new LastTimeStepVertex("in"), "a"),
        Chain::output);
    recurrent(
        ReverseTimeSeriesVertex.class,
        graph -> graph.addVertex("v", new ReverseTimeSeriesVertex("in"), "a"),
        Chain::stepOutput);
    recurrent(
        AttentionVertex.class,
        graph -> graph.addVertex("v", attention(), "a", "a", "a"),
        Chain::stepOutput);
  }

  private void lastStepForAll() {
    recurrent(
        DuplicateToTimeSeriesVertex.class,
        graph ->
            graph
                .addVertex("last", new LastTimeStepVertex("in"), "a")
                .addVertex("v", new DuplicateToTimeSeriesVertex("in"), "last"),
        Chain::stepOutput);
  }

  /** Behind a recurrent layer, "a", and before the output the vertex "v". */
  private void recurrent(Class<?> type, Consumer<GraphBuilder> behind, Supplier<Layer> output) {
    graph(
        type,
        STEPS,
        graph -> {
          graph.addLayer("a", new LSTM.Builder().nOut(4).build(), "in");
          behind.accept(graph);
          graph.addLayer("end", output.get(), "v");
        });
  }

  private static AttentionVertex attention() {
    return new AttentionVertex.Builder()
        .nInKeys(4)
        .nInQueries(4)
        .nInValues(4)
        .nOut(4)
        .nHeads(2)
        .headSize(2)
        .projectInput(true)
        .build();
  }
}
