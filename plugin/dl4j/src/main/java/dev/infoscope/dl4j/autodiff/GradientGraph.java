// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.autodiff;

import dev.infoscope.network.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network up to its logits, in inference mode. Nodes are counted as the layers of the network are
 * examined. Used by one thread.
 *
 * <p>The parameters are those of the network it was made from: they may change between passes.
 */
public final class GradientGraph {
  private final List<Node> nodes;
  private final List<LogitLayer> ends;
  private final Map<Integer, Stage> stages = new HashMap<>();
  private final NavigableSet<Integer> leading = new TreeSet<>();
  private final Masks masks;
  private final Map<Source, long[]> shapes = new HashMap<>(); // of the last forward pass
  private int rows;

  /** How masks reach the layers. */
  interface Masks {
    void set(INDArray[] inputs, INDArray @Nullable [] masks);

    void clear();
  }

  /**
   * Connects the stages that lead to the logits.
   *
   * @throws NotDifferentiable if one of them has no gradient
   */
  GradientGraph(List<Node> nodes, List<LogitLayer> ends, Masks masks) {
    this.nodes = nodes;
    this.ends = ends;
    this.masks = masks;
    ends.forEach(end -> collect(nodes.get(end.index()).sources()));
    for (int index : leading) {
      stages.put(index, nodes.get(index).stage());
    }
  }

  private void collect(List<Source> sources) {
    for (Source source : sources) {
      if (source instanceof Source.OfLayer node && leading.add(node.index())) {
        collect(nodes.get(node.index()).sources());
      }
    }
  }

  /**
   * Number of outputs that have logits.
   *
   * @return at least 1
   */
  public int outputs() {
    return ends.size();
  }

  /**
   * What a unit of an output puts out, before its activation.
   *
   * @param output from 0
   * @param value after the activation
   * @return the logit that gives the value
   */
  public double beforeActivation(int output, double value) {
    return ends.get(output).beforeActivation(value);
  }

  /**
   * Whether a node stands before the logits and leads to them.
   *
   * @param index of the node
   * @return whether it has values and gradients here
   */
  public boolean leads(int index) {
    return leading.contains(index) && ends.stream().noneMatch(end -> end.index() == index);
  }

  /**
   * Whether all paths from the inputs to the logits lead through a node, as they do not inside a
   * residual block.
   *
   * @param index of a node
   * @return whether its conductances must add up to the change of the logit
   */
  public boolean separates(int index) {
    Set<Integer> reached = new TreeSet<>();
    for (LogitLayer end : ends) {
      if (reaches(nodes.get(end.index()).sources(), index, reached)) {
        return false;
      }
    }
    return true;
  }

  private boolean reaches(List<Source> sources, int without, Set<Integer> visited) {
    for (Source source : sources) {
      if (!(source instanceof Source.OfLayer node)) {
        return true;
      }
      if (node.index() != without
          && visited.add(node.index())
          && reaches(nodes.get(node.index()).sources(), without, visited)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Begins with a batch.
   *
   * @param inputs one per network input
   * @param masks one per input, each may be null; null for none
   */
  public void begin(INDArray[] inputs, INDArray @Nullable [] masks) {
    this.rows = (int) inputs[0].size(0);
    this.masks.set(inputs, masks);
  }

  /**
   * Runs the network.
   *
   * @param inputs one per network input, as they are, not changed
   * @return what each node that leads to the logits puts out; nodes may share buffers
   */
  public Map<Integer, INDArray> forward(INDArray... inputs) {
    return forward(Map.of(), inputs);
  }

  /**
   * The same at a point of a straight path that leads from zero to the inputs of {@link #begin}:
   * the same bits, with less work where points before are of use.
   *
   * @param share of those inputs, from 0 to 1
   * @param inputs already multiplied by it
   * @return as of {@link #forward(INDArray...)}
   */
  public Map<Integer, INDArray> forwardAlong(double share, INDArray... inputs) {
    return forward(leading, Map.of(), share, inputs);
  }

  /** The same while some nodes put out what they are told. */
  Map<Integer, INDArray> forward(Map<Integer, INDArray> held, INDArray... inputs) {
    return forward(leading, held, Double.NaN, inputs);
  }

  /**
   * Runs the network no further than a node.
   *
   * @param last index of the node
   * @param inputs as of {@link #forward(INDArray...)}
   * @return what the nodes up to it put out
   */
  public Map<Integer, INDArray> forwardTo(int last, INDArray... inputs) {
    return forward(leading.headSet(last, true), Map.of(), Double.NaN, inputs);
  }

  /** The share is NaN where the inputs are no share of others. */
  private Map<Integer, INDArray> forward(
      Set<Integer> some, Map<Integer, INDArray> held, double share, INDArray... inputs) {
    Map<Integer, INDArray> values = new HashMap<>();
    shapes.clear();
    for (int i = 0; i < inputs.length; i++) {
      shapes.put(Source.input(i), inputs[i].shape());
    }
    for (int index : some) {
      INDArray output =
          at(index, () -> forward(index, inputs(nodes.get(index), values, inputs), share));
      shapes.put(Source.layer(index), output.shape());
      values.put(index, held.getOrDefault(index, output));
    }
    return values;
  }

  private INDArray forward(int index, INDArray[] inputs, double share) {
    boolean first = nodes.get(index).sources().stream().allMatch(Source.OfInput.class::isInstance);
    return first && !Double.isNaN(share)
        ? stage(index).forward(inputs, rows, share)
        : stage(index).forward(inputs, rows);
  }

  /** Names the layer in whatever goes wrong there. */
  private <T> T at(int index, Supplier<T> pass) {
    try {
      return pass.get();
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "conductance at layer '%s': %s",
              nodes.get(index).name(),
              e.getMessage()),
          e);
    }
  }

  private Stage stage(int index) {
    Stage stage = stages.get(index);
    if (stage == null) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "node %d leads to no logits", index));
    }
    return stage;
  }

  private static INDArray[] inputs(Node node, Map<Integer, INDArray> values, INDArray[] inputs) {
    List<INDArray> found = new ArrayList<>();
    for (Source source : node.sources()) {
      INDArray value = source.in(values, inputs);
      if (value == null) {
        throw new IllegalStateException(
            String.format(Locale.ROOT, "node '%s' comes before its source", node.name()));
      }
      found.add(value);
    }
    return found.toArray(INDArray[]::new);
  }

  /**
   * The logits of the last {@link #forward(INDArray...)}.
   *
   * @param values what it returned
   * @param inputs the same
   * @return one per output, {@code [rows x units]}
   * @throws NotDifferentiable if an output is no vector per example
   */
  public List<INDArray> logits(Map<Integer, INDArray> values, INDArray... inputs) {
    List<INDArray> logits = new ArrayList<>();
    for (LogitLayer end : ends) {
      INDArray found =
          at(
              end.index(),
              () -> end.stage().forward(inputs(nodes.get(end.index()), values, inputs), rows));
      requireVectors(end, found);
      logits.add(found);
    }
    return logits;
  }

  private void requireVectors(LogitLayer end, INDArray logits) {
    if (logits.rank() != 2 || logits.size(0) != rows) {
      String what =
          logits.rank() > 3 ? "images or volumes" : "sequences, with a class for every step";
      throw new NotDifferentiable(
          nodes.get(end.index()).name(),
          String.format(
              Locale.ROOT,
              "puts out %s: logits of shape %s for %d examples, conductance needs one vector each",
              what,
              Arrays.toString(logits.shape()),
              rows));
    }
  }

  /**
   * Runs the network backward; once after each {@link #logits}.
   *
   * @param epsilons gradient with respect to the logits, one per output
   * @param toInputs whether the gradient with respect to the inputs is wanted too; otherwise what
   *     only leads there is spared
   * @return gradient with respect to what each node puts out, and to inputs if wanted; they may
   *     share buffers
   */
  public Map<Source, INDArray> backward(List<INDArray> epsilons, boolean toInputs) {
    Map<Source, INDArray> gradients = new HashMap<>();
    for (int i = 0; i < ends.size(); i++) {
      LogitLayer end = ends.get(i);
      INDArray epsilon = epsilons.get(i);
      pass(end.index(), end.stage(), epsilon, gradients, toInputs);
    }
    backward(leading.descendingSet(), gradients, toInputs);
    return gradients;
  }

  /**
   * Runs the network backward from a node; once after each {@link #forwardTo} it.
   *
   * @param index of the node
   * @param epsilon gradient with respect to what it puts out
   * @return gradient with respect to what the nodes before it put out, and to the inputs that lead
   *     to it
   */
  public Map<Source, INDArray> backwardFrom(int index, INDArray epsilon) {
    Map<Source, INDArray> gradients = new HashMap<>();
    gradients.put(Source.layer(index), epsilon);
    backward(leading.headSet(index, true).descendingSet(), gradients, true);
    return gradients;
  }

  private void backward(Set<Integer> downwards, Map<Source, INDArray> gradients, boolean toInputs) {
    for (int index : downwards) {
      INDArray epsilon = gradients.get(Source.layer(index));
      if (epsilon != null) {
        pass(index, stage(index), epsilon, gradients, toInputs);
      }
    }
  }

  /** Hands a gradient on to the sources of a node. */
  private void pass(
      int index, Stage stage, INDArray epsilon, Map<Source, INDArray> into, boolean toInputs) {
    List<Source> sources = nodes.get(index).sources();
    if (!toInputs && sources.stream().allMatch(Source.OfInput.class::isInstance)) {
      return;
    }
    INDArray[] parts = at(index, () -> stage.backward(epsilon));
    for (int i = 0; i < parts.length; i++) {
      Source source = sources.get(i);
      if (source instanceof Source.OfLayer || toInputs) {
        INDArray part = parts[i];
        into.merge(source, at(index, () -> shaped(part, source)), INDArray::add);
      }
    }
  }

  /** DL4J's reshaping behind a pooling of steps adds a dimension of length 1 on the way back. */
  private INDArray shaped(INDArray gradient, Source source) {
    long[] shape = Objects.requireNonNull(shapes.get(source), "backward before forward");
    if (Arrays.equals(gradient.shape(), shape)) {
      return gradient;
    }
    if (!Arrays.equals(longDimensions(gradient.shape()), longDimensions(shape))) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "its gradient has shape %s and its input %s",
              Arrays.toString(gradient.shape()),
              Arrays.toString(shape)));
    }
    return gradient.reshape(shape);
  }

  private static long[] longDimensions(long... shape) {
    return Arrays.stream(shape).filter(size -> size != 1).toArray();
  }

  /** Forgets the batch. */
  public void end() {
    stages.values().forEach(Stage::clear);
    ends.forEach(end -> end.stage().clear());
    masks.clear();
  }
}
