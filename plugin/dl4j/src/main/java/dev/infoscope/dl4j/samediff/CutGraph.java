// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.samediff;

import dev.infoscope.numeric.Require;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.autodiff.samediff.internal.Variable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A copy of a graph, cut behind chosen variables: whatever takes such a variable takes a
 * placeholder in its place. So each piece between two cuts can be run by itself, on values that are
 * held, and its gradient be taken. Dropout is left out, as always in inference.
 */
final class CutGraph {
  private static final Set<String> DROPOUTS =
      Set.of("dropout", "dropout_inverted", "alpha_dropout", "dropout_bp");
  private static final String RANDOM = "org.nd4j.linalg.api.ops.random.";
  private static final String CONTROL = "org.nd4j.linalg.api.ops.impl.controlflow.compat.";
  private static final Set<String> CONSTANT_RANDOM = Set.of("Linspace", "Range");

  private final SameDiff graph;
  private final Operations operations;
  private final Map<String, String> doors = new HashMap<>(); // by the variable they stand for
  private final Map<String, INDArray> held = new HashMap<>(); // by placeholder
  private final Map<String, String> slopes = new HashMap<>(); // placeholders of gradients

  /** A copy that is not cut yet. */
  private CutGraph(SameDiff graph) {
    this.graph = graph;
    this.operations = new Operations(graph);
  }

  /** Copies a graph; called on the thread that trains it. */
  static CutGraph copyOf(SameDiff live) {
    return new CutGraph(live.dup());
  }

  SameDiff graph() {
    return graph;
  }

  Operations operations() {
    return operations;
  }

  /**
   * Leaves dropout out, and refuses what cannot be run piece by piece, or not twice alike.
   *
   * @throws IllegalArgumentException names the operation
   */
  void prepare(Collection<String> outputs) {
    for (String variable : operations.leadingTo(outputs)) {
      SameDiffOp maker = operations.maker(variable);
      if (maker != null && DROPOUTS.contains(Operations.kind(maker))) {
        redirect(variable, maker.getInputsToOp().get(0));
      }
    }
    for (String variable : operations.leadingTo(outputs)) {
      SameDiffOp maker = operations.maker(variable);
      if (maker != null) {
        requirePlain(variable, maker);
      }
    }
  }

  private static void requirePlain(String variable, SameDiffOp maker) {
    String type = maker.getOp().getClass().getName();
    String simple = maker.getOp().getClass().getSimpleName();
    Require.that(
        !type.startsWith(RANDOM) || CONSTANT_RANDOM.contains(simple),
        "variable (%s) is made by %s, which draws random numbers, so that no two readings agree",
        variable,
        simple);
    boolean branches = type.startsWith(CONTROL) && !simple.equals("StopGradient");
    Require.that(
        !branches && !simple.equals("Invoke"),
        "variable (%s) is made by %s; graphs with loops and branches cannot be cut into layers",
        variable,
        simple);
  }

  /** Lets operations that take one variable take another. */
  private void redirect(String from, String to) {
    Variable old = Objects.requireNonNull(graph.getVariables().get(from), from);
    Variable given = Objects.requireNonNull(graph.getVariables().get(to), to);
    Set<String> takers = new HashSet<>();
    for (SameDiffOp taker : operations.takers(from)) {
      List<String> inputs = new ArrayList<>(taker.getInputsToOp());
      Collections.replaceAll(inputs, from, to);
      taker.setInputsToOp(inputs);
      takers.add(taker.getName());
    }
    List<String> all =
        new ArrayList<>(given.getInputsForOp() == null ? List.of() : given.getInputsForOp());
    takers.stream().filter(taker -> !all.contains(taker)).forEach(all::add);
    given.setInputsForOp(all);
    old.setInputsForOp(new ArrayList<>());
  }

  /** Cuts behind a variable. */
  void cut(String variable) {
    SDVariable door = placeholder(variable + "#given", variable);
    redirect(variable, door.name());
    doors.put(variable, door.name());
  }

  private SDVariable placeholder(String wanted, String like) {
    String name = wanted;
    while (operations.has(name)) {
      name += "_";
    }
    return graph.placeHolder(name, operations.variable(like).dataType(), (long[]) null);
  }

  /** Runs what is needed for a variable. */
  INDArray run(String variable, Map<String, INDArray> given) {
    Map<String, INDArray> found = graph.output(placed(given), variable);
    return Objects.requireNonNull(found.get(variable), variable);
  }

  /** Runs what is needed for several variables. */
  Map<String, INDArray> runAll(List<String> variables, Map<String, INDArray> given) {
    return graph.output(placed(given), variables);
  }

  /** Values by placeholder, in the type it takes. */
  private Map<String, INDArray> placed(Map<String, INDArray> given) {
    Map<String, INDArray> placed = new HashMap<>();
    given.forEach(
        (name, array) -> {
          String door = doors.getOrDefault(name, name);
          placed.put(door, array.castTo(operations.variable(door).dataType()));
        });
    return placed;
  }

  /**
   * Makes {@link #gradients} of variables possible; once.
   *
   * @param of whose gradients are wanted
   * @param inputs placeholders of the network
   * @throws RuntimeException if an operation on the way has no gradient
   */
  void differentiate(Collection<String> of, Collection<String> inputs) {
    List<String> sums = new ArrayList<>();
    for (String variable : of) {
      SDVariable slope = placeholder(variable + "#slope", variable);
      slopes.put(variable, slope.name());
      sums.add(operations.variable(variable).mul(slope).sum().name());
    }
    graph.setLossVariables(sums.toArray(String[]::new));
    Set<String> wanted = new HashSet<>(doors.values());
    inputs.stream().filter(this::isReal).forEach(wanted::add);
    graph.createGradFunction(wanted.toArray(String[]::new));
  }

  private boolean isReal(String variable) {
    return operations.variable(variable).dataType().isFPType();
  }

  /** Keeps what pieces are given in a pass, for {@link #gradients}. */
  void hold(Map<String, INDArray> given) {
    held.putAll(placed(given));
  }

  /** Forgets the pass. */
  void release() {
    held.clear();
  }

  /**
   * Gradients of the weighted sum of a variable with respect to what its piece is given; after all
   * pieces of a pass were held. SameDiff adds up the gradients of all pieces that take a variable,
   * so those of the others are weighted by 0.
   */
  Map<String, INDArray> gradients(String of, INDArray slope, Map<String, INDArray> given) {
    Map<String, INDArray> placed = new HashMap<>(held);
    slopes.forEach((other, name) -> placed.put(name, Nd4j.scalar(slope.dataType(), 0)));
    placed.put(Objects.requireNonNull(slopes.get(of), of), slope);
    Map<String, String> names = new HashMap<>();
    given.keySet().stream()
        .filter(name -> isReal(doors.getOrDefault(name, name)))
        .forEach(name -> names.put(doors.getOrDefault(name, name), name));
    Map<String, INDArray> found = new HashMap<>();
    graph
        .calculateGradients(placed, names.keySet())
        .forEach((door, gradient) -> found.put(names.get(door), gradient));
    return found;
  }
}
