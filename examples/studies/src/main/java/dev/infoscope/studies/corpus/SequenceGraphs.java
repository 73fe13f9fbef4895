// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.AttentionVertex;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.graph.rnn.ReverseTimeSeriesVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Vertices of graphs over sequences, of one format, mask and number of steps. */
final class SequenceGraphs {
  private static final int UNITS = GraphForms.UNITS;
  private static final int[] STEPS = {5, 4, 12};

  private final List<CorpusNetwork> all = new ArrayList<>();
  private final RNNFormat format;
  private final Axes axes;
  private final int steps;
  private final INDArray features;
  private final @Nullable INDArray mask;
  private final Supplier<Layer> lstm;
  private final Supplier<Layer> end;
  private final String name;

  private SequenceGraphs(RNNFormat format, Masking masking, int steps) {
    this.format = format;
    this.axes = axes(format);
    this.steps = steps;
    this.features = features(format, steps, UNITS);
    this.mask = masking.mask(LayerSequence.ROWS, steps);
    this.lstm = lstm(format);
    this.end = stepOutput(format);
    this.name = String.join(", ", format.name(), masking.toString(), steps + " steps");
  }

  static List<CorpusNetwork> all() {
    List<CorpusNetwork> all = new ArrayList<>();
    for (RNNFormat format : RNNFormat.values()) {
      for (Masking masking : Masking.values()) {
        for (int steps : STEPS) {
          all.addAll(new SequenceGraphs(format, masking, steps).graphs());
        }
      }
    }
    return all;
  }

  static Axes axes(RNNFormat format) {
    return format == RNNFormat.NWC ? Axes.NWC : Axes.NCW;
  }

  static INDArray features(RNNFormat format, int steps, int units) {
    return format == RNNFormat.NWC
        ? LayerSequence.normal(LayerSequence.ROWS, steps, units)
        : LayerSequence.normal(LayerSequence.ROWS, units, steps);
  }

  static Supplier<Layer> lstm(RNNFormat format) {
    return () -> new LSTM.Builder().nOut(UNITS).dataFormat(format).build();
  }

  static Supplier<Layer> stepOutput(RNNFormat format) {
    return () -> new RnnOutputLayer.Builder(LossFunction.MSE).nOut(2).dataFormat(format).build();
  }

  private GraphWiring one() {
    return new GraphWiring(InputType.recurrent(UNITS, steps, format), features, mask)
        .layer("a", axes, lstm, "in");
  }

  private GraphWiring two() {
    return one().layer("b", axes, lstm, "in");
  }

  private List<CorpusNetwork> graphs() {
    joined();
    if (format == RNNFormat.NCW) {
      featuresFirst();
    }
    between();
    return all;
  }

  private void joined() {
    all.add(
        two()
            .vertex("v", axes, MergeVertex::new, "a", "b")
            .layer("end", axes, end, "v")
            .network("MergeVertex", name, "end"));
    all.add(
        two()
            .vertex("v", axes, () -> new ElementWiseVertex(ElementWiseVertex.Op.Add), "a", "b")
            .vertex("w", axes, () -> new ScaleVertex(2), "v")
            .vertex("x", axes, () -> new ShiftVertex(1), "w")
            .layer("end", axes, end, "x")
            .network("ElementWiseVertex", name, "end"));
  }

  private Layer strided() {
    return new Convolution1DLayer.Builder(2).stride(2).nOut(3).rnnDataFormat(format).build();
  }

  /** Layers between recurrent ones. */
  private void between() {
    all.add(
        one()
            .layer("conv", axes, this::strided, "a")
            .layer("more", axes, lstm, "conv")
            .layer("end", axes, end, "more")
            .network("Convolution1DLayer", "strided between recurrent layers, " + name, "end"));
    all.add(
        one()
            .layer("d", Axes.UNROLLED, GraphForms::dense, "a")
            .layer("e", Axes.UNROLLED, GraphForms::dense, "d")
            .layer("end", axes, end, "e")
            .network("DenseLayer", "two for each step, " + name, "end"));
  }

  /** Vertices that DL4J runs as if features stood first, whatever the format. */
  private void featuresFirst() {
    all.add(
        two()
            .vertex("v", Axes.VECTOR, () -> new LastTimeStepVertex("in"), "a")
            .layer("end", Axes.VECTOR, GraphForms::output, "v")
            .layer("end2", axes, end, "b")
            .network("LastTimeStepVertex", name, "end", "end2"));
    all.add(
        one()
            .vertex("v", axes, () -> new ReverseTimeSeriesVertex("in"), "a")
            .layer("end", axes, end, "v")
            .network("ReverseTimeSeriesVertex", name, "end"));
    all.add(
        one()
            .vertex("last", Axes.VECTOR, () -> new LastTimeStepVertex("in"), "a")
            .vertex("v", axes, () -> new DuplicateToTimeSeriesVertex("in"), "last")
            .layer("end", axes, end, "v")
            .network("DuplicateToTimeSeriesVertex", name, "end"));
    all.add(
        two()
            .vertex("v", axes, SequenceGraphs::attention, "a", "a", "b")
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
}
