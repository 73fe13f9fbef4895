// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.gradient;

import dev.infoscope.dl4j.topology.ArrayLayout;
import dev.infoscope.network.Source;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The sums of layers and inputs along the path; of layers whose conductances must add up also those
 * over coarser steps.
 */
final class PathSums {
  private final int examples;
  private final CoarserSteps coarserSteps;
  private final Map<Source, PathSum> sums = new LinkedHashMap<>();
  private final Map<Source, PathSum> coarser = new LinkedHashMap<>();

  /**
   * None yet.
   *
   * @param examples in all batches together
   * @param coarserSteps of the coarser sums
   */
  PathSums(int examples, CoarserSteps coarserSteps) {
    this.examples = examples;
    this.coarserSteps = coarserSteps;
  }

  /**
   * Begins a sum.
   *
   * @param source of the values
   * @param layout of its arrays; null to keep every value, as of an input
   * @param compared whether there is a coarser sum to compare it with
   */
  void put(Source source, @Nullable ArrayLayout layout, boolean compared) {
    sums.put(source, new PathSum(examples, layout));
    if (compared && coarserSteps.exist()) {
      coarser.put(source, new PathSum(examples, layout));
    }
  }

  /** A batch begins, or the last has ended. */
  void begin() {
    each(true, (source, sum) -> sum.begin());
  }

  /**
   * Values at a node of the path.
   *
   * @param node from 0
   * @param at the batch's first example
   * @param values of all sources
   */
  void reach(int node, int at, NodeValues values) {
    each(
        coarserSteps.endsAt(node),
        (source, sum) -> sum.reach(at, values.rows(), values.of(source)));
  }

  /**
   * Gradients in the middle of a step.
   *
   * @param step from 0
   * @param slopes by source; none where no path leads on
   */
  void turn(int step, Map<Source, INDArray> slopes) {
    each(coarserSteps.turnsIn(step), (source, sum) -> sum.turn(slopes.get(source)));
  }

  /**
   * Values and gradients at a node of the path.
   *
   * @param node from 0
   * @param at the batch's first example
   * @param values of all sources
   * @param slopes by source; none where no path leads on
   * @param rightShare share of this node's gradient in the step that ends here
   */
  void accept(
      int node, int at, NodeValues values, Map<Source, INDArray> slopes, double rightShare) {
    each(
        coarserSteps.endsAt(node),
        (source, sum) ->
            sum.accept(at, values.rows(), values.of(source), slopes.get(source), rightShare));
  }

  private void each(boolean coarserToo, BiConsumer<Source, PathSum> action) {
    sums.forEach(action);
    if (coarserToo) {
      coarser.forEach(action);
    }
  }

  /** Each source and its sum. */
  void forEach(BiConsumer<Source, PathSum> action) {
    sums.forEach(action);
  }

  /** The sum of a source that was put. */
  PathSum of(Source source) {
    return Objects.requireNonNull(sums.get(source));
  }

  /** Its sum over coarser steps; null if it has none. */
  @Nullable PathSum coarser(Source source) {
    return coarser.get(source);
  }
}
