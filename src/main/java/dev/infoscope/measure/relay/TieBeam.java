// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import dev.infoscope.numeric.Require;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All sets that shrinking subset aggregation may arrive at when it goes on from every tied choice.
 *
 * @param steps after 1, 2, ... removals, {@code [units]}
 */
public record TieBeam(List<Step> steps) {
  /** Copies the list. */
  public TieBeam {
    steps = List.copyOf(steps);
  }

  /**
   * The best sets of one size.
   *
   * @param value their relay information, bits
   * @param survivors the sets
   * @param isComplete whether all tied sets were followed up to here
   */
  public record Step(double value, List<BitSet> survivors, boolean isComplete) {
    /** Copies the list. */
    public Step {
      survivors = List.copyOf(survivors);
    }
  }

  static TieBeam of(Concept concept, int widest) {
    Require.atLeast("widest", widest, 1);
    int units = concept.units();
    List<Step> steps = new ArrayList<>();
    List<BitSet> beam = List.of(new BitSet(units)); // neurons that have left
    boolean complete = true;
    for (int step = 0; step < units; step++) {
      Map<BitSet, Double> best = best(concept, beam);
      beam = best.keySet().stream().limit(widest).toList();
      complete &= best.size() <= widest;
      double value = best.values().iterator().next();
      steps.add(new Step(value, beam.stream().map(left -> others(left, units)).toList(), complete));
    }
    return new TieBeam(steps);
  }

  /** The sets one larger that leave most, in the order they are found. */
  private static Map<BitSet, Double> best(Concept concept, List<BitSet> beam) {
    Map<BitSet, Double> values = new LinkedHashMap<>();
    double most = Double.NEGATIVE_INFINITY;
    for (BitSet left : beam) {
      int[] candidates = others(left, concept.units()).stream().toArray();
      double[] scores = concept.relayWithout(left, candidates);
      for (int i = 0; i < candidates.length; i++) {
        BitSet larger = (BitSet) left.clone();
        larger.set(candidates[i]);
        if (values.putIfAbsent(larger, scores[i]) == null) {
          most = Math.max(most, scores[i]);
        }
      }
    }
    double least = most - Concept.TIE;
    values.values().removeIf(value -> value < least);
    return values;
  }

  private static BitSet others(BitSet set, int units) {
    BitSet others = (BitSet) set.clone();
    others.flip(0, units);
    return others;
  }
}
