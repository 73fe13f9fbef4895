// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import dev.infoscope.numeric.Cancellation;
import dev.infoscope.numeric.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What the neurons of one layer know of the class, and which of them say nothing or repeat others.
 *
 * <p>The thresholds say what the best of the layer's neurons reads when the labels mean nothing:
 * with 100 neurons some reach their own 95 % quantile by chance. Neurons are permuted independently
 * of each other; for neurons that agree the threshold is on the safe side.
 *
 * @param neurons one per unit, by index
 * @param dead units with the same value on all examples; without them and with their value added to
 *     the next layer's bias the network does the same on these examples
 * @param alwaysOn units whose code never changes and is not the lowest, though their value does:
 *     they can matter although they read 0
 * @param alwaysOff units whose code is always the lowest, though their value changes
 * @param duplicates units with the same values as a lower one on all examples, not dead: their
 *     outgoing weights can be added to those of the other
 * @param sameCode units with the same codes as a lower one on all examples, though not the same
 *     values, and not constant: redundant at this resolution only
 * @param informationThreshold 95 % of permutations read at most this I(T;Y) on every neuron, bits;
 *     {@code NaN} without permutations
 * @param selectivityThreshold the same of KL selectivity
 */
public record LayerNeurons(
    List<Neuron> neurons,
    List<Integer> dead,
    List<Integer> alwaysOn,
    List<Integer> alwaysOff,
    List<DuplicateUnit> duplicates,
    List<DuplicateUnit> sameCode,
    double informationThreshold,
    double selectivityThreshold) {

  /** Copies the lists. */
  public LayerNeurons {
    neurons = List.copyOf(neurons);
    dead = List.copyOf(dead);
    alwaysOn = List.copyOf(alwaysOn);
    alwaysOff = List.copyOf(alwaysOff);
    duplicates = List.copyOf(duplicates);
    sameCode = List.copyOf(sameCode);
  }

  /**
   * Reads a layer.
   *
   * @param table what was counted of it
   * @param permutations of the labels for the nulls, at least 0; 100 and more for a quantile worth
   *     its name
   * @param seed of the permutations; equal seeds give equal bits
   * @return the neurons; those with NaN or infinite values read {@code NaN} and are in no list
   */
  public static LayerNeurons of(NeuronTable table, int permutations, long seed) {
    Require.atLeast("permutations", permutations, 0);
    PermutationLaw law = PermutationLaw.of(null, table.codes().classSizes());
    return of(table, new LabelPermutations(law, permutations, seed));
  }

  /** The same by a law that serves other layers as well. */
  static LayerNeurons of(NeuronTable table, LabelPermutations permutations) {
    NeuronReader reader = new NeuronReader(table, permutations);
    UnitValues values = table.values();
    int units = values.units();
    List<Neuron> neurons = new ArrayList<>(units);
    for (int unit = 0; unit < units; unit++) {
      Cancellation.check();
      neurons.add(reader.read(unit));
    }
    IntPredicate alive = unit -> values.isFinite(unit) && !values.isConstant(unit);
    List<DuplicateUnit> duplicates = DuplicateUnit.find(units, alive, values::valueHash);
    IntPredicate own = isIn(duplicates).negate().and(alive);
    IntPredicate varies = unit -> neurons.get(unit).entropy().bits() > 0;
    return new LayerNeurons(
        neurons,
        select(units, values::isConstant),
        select(units, alive.and(varies.negate()).and(isOff(table.codes()).negate())),
        select(units, alive.and(varies.negate()).and(isOff(table.codes()))),
        duplicates,
        DuplicateUnit.find(units, own.and(varies), values::codeHash),
        permutations.informationThreshold(),
        permutations.selectivityThreshold());
  }

  /**
   * Of a choice of a layer's units, what is known of all of them cheaply: who repeats or is dead.
   */
  LayerNeurons withStatesOf(LayerNeurons all, int... units) {
    List<Neuron> numbered = neurons.stream().map(each -> each.as(units[each.unit()])).toList();
    return new LayerNeurons(
        numbered,
        all.dead,
        all.alwaysOn,
        all.alwaysOff,
        all.duplicates,
        all.sameCode,
        informationThreshold,
        selectivityThreshold);
  }

  private static IntPredicate isOff(CodeTable codes) {
    return unit -> codes.codes(unit)[0] > 0;
  }

  private static IntPredicate isIn(List<DuplicateUnit> twins) {
    return unit -> twins.stream().anyMatch(twin -> twin.unit() == unit);
  }

  private static List<Integer> select(int units, IntPredicate rule) {
    return IntStream.range(0, units).filter(rule).boxed().toList();
  }

  /**
   * Whether a neuron's I(T;Y) stands out from what the best of the layer reads by chance.
   *
   * @param unit which neuron
   * @return false without permutations or when it could not be read
   */
  public boolean isInformative(int unit) {
    return neurons.get(unit).labelInformation().bits() > informationThreshold;
  }
}
