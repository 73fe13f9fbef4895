// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.samediff;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.autodiff.samediff.internal.Variable;
import org.nd4j.linalg.api.ops.CustomOp;

/**
 * Which operation makes which variable of a graph, and which take it.
 *
 * @param graph whose operations they are
 */
record Operations(SameDiff graph) {
  boolean has(String variable) {
    return graph.getVariables().containsKey(variable);
  }

  private Variable entry(String variable) {
    return Objects.requireNonNull(graph.getVariables().get(variable), variable);
  }

  SDVariable variable(String name) {
    return entry(name).getVariable();
  }

  VariableType type(String variable) {
    return variable(variable).getVariableType();
  }

  /** Whether the variable holds weights: trained or constant numbers. */
  boolean isWeight(String variable) {
    VariableType type = type(variable);
    boolean given = type == VariableType.VARIABLE || type == VariableType.CONSTANT;
    return given && variable(variable).dataType().isFPType();
  }

  /** The operation that makes a variable; null for placeholders, variables and constants. */
  @Nullable SameDiffOp maker(String variable) {
    String name = entry(variable).getOutputOfOp();
    return name == null ? null : graph.getOps().get(name);
  }

  /** What the operation that makes a variable takes; nothing if there is none. */
  List<String> taken(String variable) {
    SameDiffOp maker = maker(variable);
    return maker == null || maker.getInputsToOp() == null ? List.of() : maker.getInputsToOp();
  }

  /** Operations that take a variable. */
  List<SameDiffOp> takers(String variable) {
    List<String> names = entry(variable).getInputsForOp();
    return names == null
        ? List.of()
        : names.stream().distinct().map(name -> graph.getOps().get(name)).toList();
  }

  /** Name of an operation as in {@code xw_plus_b}. */
  static String kind(SameDiffOp operation) {
    return operation.getOp().opName();
  }

  /** The whole numbers that an operation was given, of which each kind has its own. */
  static long[] integers(SameDiffOp operation) {
    return operation.getOp() instanceof CustomOp custom ? custom.iArgs() : new long[0];
  }

  /** Variables that some are computed from, themselves included, each after what it is made of. */
  List<String> leadingTo(Collection<String> some) {
    Set<String> found = new LinkedHashSet<>();
    Set<String> begun = new HashSet<>();
    for (String variable : some) {
      collect(variable, begun, found);
    }
    return new ArrayList<>(found);
  }

  private void collect(String variable, Set<String> begun, Set<String> found) {
    if (begun.add(variable)) {
      for (String before : taken(variable)) {
        collect(before, begun, found);
      }
      found.add(variable);
    }
  }
}
