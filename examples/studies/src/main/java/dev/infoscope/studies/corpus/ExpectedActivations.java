// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.corpus;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.util.MaskZeroLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * What every layer of a network computes, by DL4J's own {@code feedForward} with masks, reduced as
 * the docs say. Formats come from how the network was built, masks from DL4J's {@code
 * feedForwardMaskArray}; a layer that makes its mask itself ({@link MaskZeroLayer}) leaves out the
 * steps of its input in which every feature has the masking value.
 */
final class ExpectedActivations {
  /** What a layer computes. */
  record Right(Class<?> type, Axes axes, double[][] rows) {}

  private final CorpusNetwork entry;
  private final MultiDataSet data;
  private final int examples;
  private final Map<String, Right> layers = new LinkedHashMap<>();

  private ExpectedActivations(CorpusNetwork entry, MultiDataSet data) {
    this.entry = entry;
    this.data = data;
    this.examples = (int) data.getFeatures(0).size(0);
  }

  /** Names of all layers and vertices, as Infoscope calls them. */
  static List<String> names(Model model) {
    if (model instanceof MultiLayerNetwork network) {
      return IntStream.range(0, network.getnLayers()).mapToObj(i -> name(network, i)).toList();
    }
    ComputationGraph graph = (ComputationGraph) model;
    return Arrays.stream(graph.topologicalSortOrder())
        .mapToObj(index -> graph.getVertices()[index].getVertexName())
        .filter(graph.getConfiguration().getVertices()::containsKey)
        .toList();
  }

  private static String name(MultiLayerNetwork network, int index) {
    String given = network.getLayerWiseConfigurations().getConf(index).getLayer().getLayerName();
    return given == null ? "layer" + index : given;
  }

  /** By name of the layer or vertex, from input to output. */
  static Map<String, Right> of(CorpusNetwork entry, Model model, MultiDataSet data) {
    ExpectedActivations expected = new ExpectedActivations(entry, data);
    if (model instanceof MultiLayerNetwork network) {
      expected.read(network);
    } else {
      expected.read((ComputationGraph) model);
    }
    return expected.layers;
  }

  private void read(MultiLayerNetwork network) {
    @Nullable INDArray mask = mask(0);
    List<INDArray> outputs = new ArrayList<>(List.of(data.getFeatures(0)));
    for (int i = 0; i < network.getnLayers(); i++) {
      network.setLayerMaskArrays(mask, null); // a pass may forget them
      outputs.add(network.feedForwardToLayer(i, data.getFeatures(0).dup(), false).get(i + 1));
    }
    readWithMasks(network, mask, outputs);
    network.clearLayerMaskArrays();
  }

  /** Each layer, with the mask that is handed from layer to layer. */
  private void readWithMasks(
      MultiLayerNetwork network, @Nullable INDArray mask, List<INDArray> outputs) {
    Pair<INDArray, MaskState> handed = new Pair<>(mask, MaskState.Active);
    for (int i = 0; i < network.getnLayers(); i++) {
      InputPreProcessor reshaping = network.getLayerWiseConfigurations().getInputPreProcess(i);
      INDArray before = first(handed);
      if (mask != null && reshaping != null && handed != null) {
        handed = reshaping.feedForwardMaskArray(before, handed.getSecond(), examples);
        before = first(handed);
      }
      if (mask != null) {
        MaskState state = handed == null ? MaskState.Active : handed.getSecond();
        handed = network.getLayer(i).feedForwardMaskArray(before, state, examples);
      }
      Layer layer = network.getLayerWiseConfigurations().getConf(i).getLayer();
      add(name(network, i), layer, outputs.get(i), outputs.get(i + 1), before, first(handed));
    }
  }

  private @Nullable INDArray mask(int input) {
    INDArray[] masks = data.getFeaturesMaskArrays();
    return masks == null ? null : masks[input];
  }

  private static @Nullable INDArray first(@Nullable Pair<INDArray, MaskState> handed) {
    return handed == null ? null : handed.getFirst();
  }

  private void read(ComputationGraph graph) {
    Map<String, INDArray> outputs = outputs(graph);
    Map<String, Pair<INDArray, MaskState>> handed = new HashMap<>();
    for (int index : graph.topologicalSortOrder()) {
      GraphVertex vertex = graph.getVertices()[index];
      String name = vertex.getVertexName();
      int input = graph.getConfiguration().getNetworkInputs().indexOf(name);
      if (input >= 0) {
        handed.put(name, new Pair<>(mask(input), MaskState.Active));
        continue;
      }
      String[] sources =
          Arrays.stream(vertex.getInputVertices())
              .map(VertexIndices::getVertexIndex)
              .map(source -> graph.getVertices()[source].getVertexName())
              .toArray(String[]::new);
      INDArray[] before =
          Arrays.stream(sources).map(source -> first(handed.get(source))).toArray(INDArray[]::new);
      boolean any = Arrays.stream(before).anyMatch(mask -> mask != null);
      if (any) {
        handed.put(name, vertex.feedForwardMaskArrays(before, MaskState.Active, examples));
      }
      var configuration = graph.getConfiguration().getVertices().get(name);
      Object what =
          configuration instanceof LayerVertex layer
              ? layer.getLayerConf().getLayer()
              : configuration;
      int given = graph.getConfiguration().getNetworkInputs().indexOf(sources[0]);
      INDArray in = given < 0 ? outputs.get(sources[0]) : data.getFeatures(given);
      add(
          name,
          requireNonNull(what),
          requireNonNull(in),
          requireNonNull(outputs.get(name)),
          before[0],
          first(handed.get(name)));
    }
    graph.clearLayerMaskArrays();
  }

  /**
   * Each from a pass of its own that ends with it, for DL4J's activation layers write over what
   * stands before them.
   */
  private Map<String, INDArray> outputs(ComputationGraph graph) {
    Map<String, INDArray> outputs = new HashMap<>();
    int[] order = graph.topologicalSortOrder();
    for (int i = 0; i < order.length; i++) {
      String name = graph.getVertices()[order[i]].getVertexName();
      INDArray[] features =
          Arrays.stream(data.getFeatures()).map(INDArray::dup).toArray(INDArray[]::new);
      if (data.getFeaturesMaskArrays() != null) {
        graph.setLayerMaskArrays(data.getFeaturesMaskArrays(), null); // a pass may forget them
      }
      outputs.put(name, graph.feedForward(features, i, false, true).get(name));
    }
    return outputs;
  }

  private void add(
      String name,
      Object what,
      INDArray input,
      INDArray output,
      @Nullable INDArray before,
      @Nullable INDArray after) {
    Axes axes = entry.axes().of(name, what.getClass(), output.shape(), examples);
    int steps = axes.steps(output, examples);
    boolean[][] counted = null;
    if (axes.hasSteps()) {
      counted = counted(after, steps);
      if (counted == null) {
        counted = counted(before, steps);
      }
      if (what instanceof MaskZeroLayer zero) {
        counted = notMasked(input, zero.getMaskingValue(), axes);
      } else if (counted == null && (after != null || before != null)) {
        axes = Axes.NONE; // the mask that DL4J hands on is not one of these steps
      }
    }
    layers.put(name, new Right(what.getClass(), axes, axes.reduce(output, last(counted, steps))));
  }

  /** Null if the mask is not one of these steps. */
  private boolean @Nullable [][] counted(@Nullable INDArray mask, int steps) {
    if (mask == null || mask.length() != (long) examples * steps) {
      return null;
    }
    boolean rows = mask.size(0) == examples; // or a column, step by step
    double[] values = mask.dup('c').data().asDouble();
    boolean[][] counted = new boolean[examples][steps];
    for (int row = 0; row < examples; row++) {
      for (int step = 0; step < steps; step++) {
        counted[row][step] = values[rows ? row * steps + step : step * examples + row] != 0;
      }
    }
    return counted;
  }

  private boolean[][] notMasked(INDArray input, double value, Axes axes) {
    int steps = axes.steps(input, examples);
    boolean[][] counted = new boolean[examples][steps];
    for (int step = 0; step < steps; step++) {
      int at = step;
      double[][] rows = axes.reduce(input, IntStream.range(0, examples).map(i -> at).toArray());
      for (int row = 0; row < examples; row++) {
        boolean all = Arrays.stream(rows[row]).allMatch(each -> each == value);
        counted[row][step] = !all;
      }
    }
    return counted;
  }

  private int[] last(boolean @Nullable [][] counted, int steps) {
    int[] last = new int[examples];
    Arrays.fill(last, counted == null ? steps - 1 : 0); // the first, if none counts
    for (int row = 0; counted != null && row < examples; row++) {
      for (int step = 0; step < steps; step++) {
        if (counted[row][step]) {
          last[row] = step;
        }
      }
    }
    return last;
  }
}
