// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.neighbours;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Two variables of exact dyadic values on 16 rows, with their information by {@link MixedKsg}, in
 * nats: released from the authors' code, printed from the formula of the paper.
 */
record ReferencePair(
    String name, int neighbours, double released, double printed, double[] x, double[] y) {
  private static final IntToDoubleFunction LINE = i -> 7 * i % 16 / 16.0;
  private static final IntToDoubleFunction STEP = i -> LINE.applyAsDouble(i) >= 0.5 ? 1 : 0;
  private static final IntToDoubleFunction QUADRATIC = i -> (3 * i * i + 5 * i) % 16 / 16.0;
  private static final IntToDoubleFunction SUM = i -> 5 * i % 16 / 8.0 + LINE.applyAsDouble(i);
  private static final IntToDoubleFunction RECTIFIED =
      i -> Math.max(LINE.applyAsDouble(i) - 0.5, 0);

  private static ReferencePair of(
      String name,
      int neighbours,
      double released,
      double printed,
      IntToDoubleFunction x,
      IntToDoubleFunction y) {
    return new ReferencePair(name, neighbours, released, printed, rows(x), rows(y));
  }

  private static double[] rows(IntToDoubleFunction formula) {
    return IntStream.range(0, 16).mapToDouble(formula).toArray();
  }

  /** Pairs of which neither variable is constant. */
  static Stream<ReferencePair> varying() {
    return Stream.of(
        of("quadratic", 3, 0.351888, -0.338135, LINE, QUADRATIC),
        of("quadratic", 5, 0.326789, -0.194947, LINE, QUADRATIC),
        of("sum", 3, 0.093847, -0.418480, LINE, SUM),
        of("sum", 5, 0.105353, -0.265765, LINE, SUM),
        of("rectified", 3, 1.006699, -0.003206, LINE, RECTIFIED),
        of("rectified", 5, 0.651953, 0.026128, LINE, RECTIFIED),
        of("step", 5, 0.631798, 0.223249, LINE, STEP),
        of("same", 5, 1.266471, 0.502499, LINE, LINE),
        of("binary", 5, 0.756947, 0.486490, STEP, STEP));
  }

  /** All pairs. */
  static Stream<ReferencePair> all() {
    return Stream.concat(
        varying(), Stream.of(of("constant", 5, 0.031575, -0.381986, LINE, i -> 0.25)));
  }

  @Override
  public String toString() {
    return name + ", k = " + neighbours;
  }
}
