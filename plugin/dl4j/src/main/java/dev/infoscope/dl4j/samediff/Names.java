// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.samediff;

import dev.infoscope.numeric.Require;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;

/**
 * Inputs, labels, outputs and losses of a graph, as the user names them or the graph says.
 *
 * @param inputs placeholders
 * @param labels placeholders; empty if not known
 * @param outputs variables that say what the network predicts
 * @param losses variables that training makes small; empty if there are none
 */
record Names(List<String> inputs, List<String> labels, List<String> outputs, List<String> losses) {
  private static final Set<String> ENDS = Set.of("softmax", "sigmoid");

  /**
   * Finds them.
   *
   * @throws IllegalArgumentException if a name is not there, or something must be named
   */
  static Names of(SameDiff graph, SameDiffSettings given) {
    Operations operations = new Operations(graph);
    TrainingConfig training = graph.getTrainingConfig();
    List<String> inputs =
        or(given.inputs(), training == null ? null : training.getDataSetFeatureMapping());
    List<String> labels =
        or(given.labels(), training == null ? null : training.getDataSetLabelMapping());
    List<String> losses = or(List.of(), graph.getLossVariables());
    Require.that(
        !inputs.isEmpty(),
        "the graph has no training configuration, so its inputs must be named:"
            + " sameDiff(s -> s.withInputs(..)), some of %s",
        placeholders(graph));
    inputs.forEach(name -> requirePlaceholder(operations, name));
    labels.forEach(name -> requirePlaceholder(operations, name));
    List<String> outputs =
        given.outputs().isEmpty() ? compared(operations, inputs, labels) : given.outputs();
    for (String output : outputs) {
      Require.that(operations.has(output), "output (%s) must be a variable of the graph", output);
    }
    Require.that(
        !outputs.isEmpty(),
        "no operation holds a prediction against the labels %s, so the outputs must be named:"
            + " sameDiff(s -> s.withOutputs(..))",
        labels);
    return new Names(inputs, labels, outputs, losses);
  }

  private static List<String> or(List<String> given, @Nullable List<String> found) {
    return given.isEmpty() && found != null ? List.copyOf(found) : given;
  }

  private static List<String> placeholders(SameDiff graph) {
    return graph.variables().stream()
        .filter(variable -> variable.getVariableType() == VariableType.PLACEHOLDER)
        .map(variable -> variable.name())
        .toList();
  }

  private static void requirePlaceholder(Operations operations, String name) {
    Require.that(
        operations.has(name) && operations.type(name) == VariableType.PLACEHOLDER,
        "%s must be a placeholder of the graph, one of %s",
        name,
        placeholders(operations.graph()));
  }

  /** What operations take beside labels, or the softmax or sigmoid that is made of the same. */
  private static List<String> compared(
      Operations operations, List<String> inputs, List<String> labels) {
    Set<String> found = new LinkedHashSet<>();
    for (String label : labels) {
      for (SameDiffOp taker : operations.takers(label)) {
        for (String beside : taker.getInputsToOp()) {
          if (operations.leadingTo(List.of(beside)).stream().anyMatch(inputs::contains)) {
            found.add(end(operations, beside));
          }
        }
      }
    }
    return List.copyOf(found);
  }

  private static String end(Operations operations, String prediction) {
    for (SameDiffOp taker : operations.takers(prediction)) {
      if (ENDS.contains(Operations.kind(taker))) {
        return taker.getOutputsOfOp().get(0);
      }
    }
    return prediction;
  }
}
