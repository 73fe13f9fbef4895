// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.samediff;

import dev.infoscope.dl4j.probe.Probe;
import dev.infoscope.dl4j.topology.Topology;
import dev.infoscope.dl4j.topology.TopologyNode;
import dev.infoscope.network.Source;
import dev.infoscope.numeric.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The layers of a graph, and what each is computed from: other layers and inputs. */
final class Pieces {
  /**
   * A layer.
   *
   * @param name of its variable
   * @param from names of the layers and inputs it is computed from
   * @param sources the same, by number
   * @param piece what it is
   * @param channelsLast whether channels of images are at the end
   */
  record Part(
      String name,
      List<String> from,
      List<Source> sources,
      Recognition.Piece piece,
      boolean channelsLast) {
    /** Values by the name of what they are the values of. */
    Map<String, INDArray> given(List<INDArray> inputs) {
      Map<String, INDArray> given = new HashMap<>();
      for (int i = 0; i < from.size(); i++) {
        given.put(from.get(i), inputs.get(i));
      }
      return given;
    }
  }

  private final Names names;
  private final Operations operations;
  private final List<Part> layers = new ArrayList<>();
  private final Map<String, long[]> shapes;

  private Pieces(Names names, Operations operations, Map<String, long[]> shapes) {
    this.names = names;
    this.operations = operations;
    this.shapes = shapes;
  }

  /**
   * Finds the layers of a graph that is not cut yet.
   *
   * @param wanted names of variables; none for a choice
   * @param sample examples by which shapes are seen
   * @throws IllegalArgumentException if one is not there, or puts out no row per example
   */
  static Pieces of(CutGraph graph, Names names, List<String> wanted, Probe.Block sample) {
    Operations operations = graph.operations();
    List<String> order = operations.leadingTo(names.outputs());
    wanted.forEach(name -> requireMade(operations, order, name));
    Pieces pieces = new Pieces(names, operations, shapes(graph, names, order, sample));
    List<String> candidates =
        wanted.isEmpty() ? new LayerChoice(operations, names.outputs()).choose() : wanted;
    List<String> chosen =
        order.stream()
            .filter(name -> names.outputs().contains(name) || candidates.contains(name))
            .filter(name -> pieces.isReadable(name, !wanted.isEmpty(), sample.rows()))
            .toList();
    chosen.forEach(name -> pieces.add(name, chosen));
    return pieces;
  }

  private static void requireMade(Operations operations, List<String> order, String name) {
    Require.that(
        order.contains(name), "layer (%s) must be one of %s", name, made(operations, order));
  }

  private static List<String> made(Operations operations, List<String> order) {
    return order.stream().filter(name -> operations.maker(name) != null).toList();
  }

  /** Whether there are units to read; outputs, and layers that were asked for, must have them. */
  private boolean isReadable(String name, boolean asked, int rows) {
    boolean must = asked || names.outputs().contains(name);
    return hasRows(name, must, rows) && knowsUnits(name, must);
  }

  private boolean hasRows(String name, boolean must, int rows) {
    long[] shape = shapes.get(name);
    boolean has = shape != null && shape.length >= 2 && shape.length <= 5 && shape[0] == rows;
    Require.that(
        has || !must,
        "layer (%s) of shape %s must have a row for each of %d examples",
        name,
        Arrays.toString(shape),
        rows);
    return has;
  }

  private boolean knowsUnits(String name, boolean must) {
    long[] shape = Objects.requireNonNull(shapes.get(name), name);
    boolean known = shape.length < 4 || Channels.of(operations, name) != Channels.UNKNOWN;
    Require.that(
        known || !must,
        "layer (%s) of shape %s must come from a convolution or pooling that says where its"
            + " channels are",
        name,
        Arrays.toString(shape));
    return known;
  }

  /** Shapes of all that is made on the way, and of weights and inputs. */
  private static Map<String, long[]> shapes(
      CutGraph graph, Names names, List<String> order, Probe.Block sample) {
    Map<String, INDArray> given = new HashMap<>();
    Require.that(
        sample.features().length == names.inputs().size(),
        "probe has %d arrays of features, the graph %d inputs %s",
        sample.features().length,
        names.inputs().size(),
        names.inputs());
    Map<String, long[]> shapes = new HashMap<>();
    for (int i = 0; i < names.inputs().size(); i++) {
      given.put(names.inputs().get(i), sample.features()[i]);
      shapes.put(names.inputs().get(i), sample.features()[i].shape());
    }
    graph
        .runAll(made(graph.operations(), order), given)
        .forEach((name, array) -> shapes.put(name, array.shape()));
    for (String name : order) {
      SDVariable variable = graph.operations().variable(name);
      if (graph.operations().isWeight(name)) {
        shapes.put(name, variable.getArr().shape());
      }
    }
    return shapes;
  }

  private void add(String name, List<String> chosen) {
    Set<String> from = new LinkedHashSet<>();
    collect(name, chosen, from, new HashSet<>());
    List<Source> sources = new ArrayList<>();
    for (String each : from) {
      int input = names.inputs().indexOf(each);
      sources.add(input < 0 ? Source.layer(chosen.indexOf(each)) : Source.input(input));
    }
    Require.that(!from.isEmpty(), "layer (%s) must depend on an input of the graph", name);
    Recognition recognition =
        new Recognition(
            operations,
            each -> chosen.contains(each) || names.inputs().contains(each),
            each -> Objects.requireNonNull(shapes.get(each), each));
    boolean output = names.outputs().contains(name);
    var loss = output ? LossWords.of(operations, names, name) : null;
    Recognition.Piece piece = recognition.of(name, loss, output);
    boolean last = Channels.of(operations, name) == Channels.LAST;
    layers.add(new Part(name, List.copyOf(from), sources, piece, last));
  }

  private void collect(String name, List<String> chosen, Set<String> from, Set<String> passed) {
    for (String before : operations.taken(name)) {
      if (chosen.contains(before) || names.inputs().contains(before)) {
        from.add(before);
      } else if (passed.add(before)) {
        collect(before, chosen, from, passed);
      }
    }
  }

  Names names() {
    return names;
  }

  List<Part> layers() {
    return layers;
  }

  /** Name of the operation that makes a layer, told apart where the network puts it out. */
  String kind(int index) {
    String name = layers.get(index).name();
    SameDiffOp maker = Objects.requireNonNull(operations.maker(name), name);
    String kind = Operations.kind(maker);
    return names.outputs().contains(name) ? kind + " OutputLayer" : kind;
  }

  /** Number of dimensions of what a layer or input puts out. */
  int rank(Source source) {
    String name =
        source instanceof Source.OfInput input
            ? names.inputs().get(input.number())
            : layers.get(((Source.OfLayer) source).index()).name();
    return Objects.requireNonNull(shapes.get(name), name).length;
  }

  /** Weights by DL4J's key, or by their own names where DL4J has no word for the layer. */
  Map<String, Recognition.Weight> weights(int index) {
    Part part = layers.get(index);
    if (part.piece().layer() != null) {
      return part.piece().weights();
    }
    Map<String, Recognition.Weight> found = new LinkedHashMap<>();
    collectWeights(part.name(), part.from(), found);
    return found;
  }

  private void collectWeights(
      String name, List<String> from, Map<String, Recognition.Weight> found) {
    for (String before : operations.taken(name)) {
      if (operations.isWeight(before)) {
        found.put(before, new Recognition.Weight(before));
      } else if (!from.contains(before)) {
        collectWeights(before, from, found);
      }
    }
  }

  Topology topology() {
    List<TopologyNode> nodes =
        layers.stream()
            .map(
                part ->
                    new TopologyNode(part.name(), part.piece().layer(), null, null, part.sources()))
            .toList();
    List<String> order = layers.stream().map(Part::name).toList();
    return new Topology(
        nodes, names.inputs(), names.outputs().stream().map(order::indexOf).toList());
  }
}
