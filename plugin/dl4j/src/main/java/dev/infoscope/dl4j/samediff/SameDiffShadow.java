// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.samediff;

import dev.infoscope.dl4j.autodiff.GradientGraph;
import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.dl4j.shadow.LayerFacts;
import dev.infoscope.dl4j.shadow.MemoryHeadroom;
import dev.infoscope.dl4j.shadow.OutputMask;
import dev.infoscope.dl4j.shadow.Shadow;
import dev.infoscope.dl4j.topology.ArrayLayout;
import dev.infoscope.dl4j.topology.Topology;
import dev.infoscope.dl4j.topology.TopologyNode;
import dev.infoscope.network.Layer;
import dev.infoscope.network.Source;
import dev.infoscope.numeric.Require;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A copy of a SameDiff graph as a network of layers, run piece by piece. Arrays of rank 4 and 5 are
 * images and volumes with channels where the convolutions before them have theirs; of arrays of
 * rank 3 every value is a unit.
 */
public final class SameDiffShadow implements Shadow {
  private static final int COPIES = 4;

  private final CutGraph graph;
  private final Pieces pieces;
  private final FlatVariables variables;
  private final INDArray parameters;
  private final Topology topology;
  private final List<Layer> layers;
  private final PieceLoss loss;

  private SameDiffShadow(CutGraph graph, Pieces pieces, FlatVariables variables) {
    this.graph = graph;
    this.pieces = pieces;
    this.variables = variables;
    this.parameters = variables.vector();
    this.topology = pieces.topology();
    this.layers = layers(topology);
    this.loss = new PieceLoss(graph, pieces.names(), pieces.layers());
    variables.gather(graph.graph(), parameters);
  }

  /**
   * Copies a graph; called on the thread that trains it.
   *
   * @param live the graph; it is only read
   * @param given names of inputs, labels and outputs
   * @param layers names of variables to examine; none for a choice
   * @param sample some examples, to see shapes
   * @return a shadow
   * @throws IllegalArgumentException if a name is not there, the graph cannot be read as layers, or
   *     there is no memory for a copy
   */
  public static SameDiffShadow of(
      SameDiff live, SameDiffSettings given, List<String> layers, Probe.Block sample) {
    Names names = Names.of(live, given);
    requireRoom(live, names);
    CutGraph graph = CutGraph.copyOf(live);
    FlatVariables variables = FlatVariables.of(graph.operations(), names);
    graph.prepare(names.outputs());
    Pieces pieces = Pieces.of(graph, names, layers, sample);
    pieces.layers().forEach(part -> graph.cut(part.name()));
    return new SameDiffShadow(graph, pieces, variables);
  }

  private static void requireRoom(SameDiff live, Names names) {
    FlatVariables flat = FlatVariables.of(new Operations(live), names);
    MemoryHeadroom.requireNative(COPIES * flat.length() * flat.type().width());
  }

  private List<Layer> layers(Topology network) {
    List<Layer> found = new ArrayList<>();
    for (int i = 0; i < network.nodes().size(); i++) {
      TopologyNode node = network.nodes().get(i);
      var known = node.layer();
      String kind = known == null ? pieces.kind(i) : LayerFacts.kind(known);
      found.add(
          new Layer(i, node.name(), kind, known == null ? null : LayerFacts.range(known), ""));
    }
    return List.copyOf(found);
  }

  /** Beside those, the copied graph holds its variables, and the gradient graph of it. */
  @Override
  public int copies() {
    return COPIES;
  }

  @Override
  public INDArray parameters() {
    return parameters;
  }

  @Override
  public void received() {
    variables.spread(parameters, graph.graph());
  }

  @Override
  public List<Layer> layers() {
    return layers;
  }

  @Override
  public Topology topology() {
    return topology;
  }

  @Override
  public Map<String, INDArray> parameters(int index) {
    Map<String, INDArray> found = new HashMap<>();
    pieces
        .weights(index)
        .forEach(
            (key, weight) -> {
              INDArray view = variables.view(parameters, weight.variable());
              found.put(key, weight.order().length == 0 ? view : view.permute(weight.order()));
            });
    return found;
  }

  @Override
  public boolean isIdentity(Layer layer) {
    return false;
  }

  @Override
  public boolean reshapes(int index) {
    return pieces.layers().get(index).piece().flattens();
  }

  @Override
  public ArrayLayout layout(Source source) {
    boolean last =
        source instanceof Source.OfLayer layer && pieces.layers().get(layer.index()).channelsLast();
    return new ArrayLayout(last, false, pieces.rank(source) == 3, 1, 0);
  }

  @Override
  public @Nullable OutputMask mask(int index) {
    return null;
  }

  @Override
  public void begin(Probe.Block given) {
    Require.that(
        given.masks() == null,
        "the probe has masks on its features, which are not read in SameDiff graphs");
  }

  @Override
  public void end() {}

  @Override
  public INDArray activate(int index, List<INDArray> inputs) {
    Pieces.Part part = pieces.layers().get(index);
    return graph.run(part.name(), part.given(inputs));
  }

  @Override
  public @Nullable Double loss(
      int index,
      Probe.Block given,
      Map<Integer, INDArray> seen,
      INDArray target,
      @Nullable INDArray mask) {
    Require.that(
        mask == null, "the probe has masks on its labels, which are not read in SameDiff graphs");
    return outputs().size() > 1 ? null : loss.of(given, seen, target);
  }

  @Override
  public GradientGraph gradientGraph(DataType type) {
    return PieceGradients.of(graph, pieces);
  }
}
