// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron.ablation;

import dev.infoscope.discrete.RandomOrder;
import dev.infoscope.measure.neuron.LayerNeurons;
import dev.infoscope.measure.neuron.NeuronQuantity;
import dev.infoscope.numeric.Mix;
import dev.infoscope.numeric.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * In which order the units of a layer are removed. Neurons are ranked once, on the intact network;
 * equal ones are one group, whose order says nothing.
 *
 * @param quantity what they were ranked by, or {@code random}
 * @param direction which end goes first
 * @param units all units, first to be removed first; of equal ones the lower index; do not change
 * @param ends for each place the end of the group of equal ones that it is in; do not change
 */
@SuppressWarnings("ArrayRecordComponent")
public record AblationOrder(String quantity, Direction direction, int[] units, int[] ends) {
  private static final double ROUNDING = 1e-12;

  /** Which end of a ranking goes first. */
  public enum Direction {
    /** Low values first. */
    LOW_FIRST("low first"),
    /** High values first. */
    HIGH_FIRST("high first"),
    /** No ranking. */
    RANDOM("random");

    private final String words;

    Direction(String words) {
      this.words = words;
    }

    /**
     * The direction in words.
     *
     * @return as in {@code low first}
     */
    public String words() {
      return words;
    }
  }

  /**
   * Both orders of a ranking.
   *
   * @param quantity what the values are
   * @param values one per unit, none NaN
   * @return low first and high first
   * @throws IllegalArgumentException if a value is NaN
   */
  public static List<AblationOrder> both(String quantity, double[] values) {
    for (int unit = 0; unit < values.length; unit++) {
      Require.that(!Double.isNaN(values[unit]), "%s of unit %d must be a number", quantity, unit);
    }
    Comparator<Integer> low = Comparator.comparingDouble(unit -> values[unit] + 0.0);
    Comparator<Integer> high = Comparator.comparingDouble(unit -> 0.0 - values[unit]);
    return List.of(
        ranked(quantity, Direction.LOW_FIRST, sorted(values.length, low), values),
        ranked(quantity, Direction.HIGH_FIRST, sorted(values.length, high), values));
  }

  private static AblationOrder ranked(
      String quantity, Direction direction, int[] units, double[] values) {
    int[] ends = new int[units.length];
    for (int place = units.length - 1; place >= 0; place--) {
      boolean last = place == units.length - 1;
      boolean equal = !last && areEqual(values[units[place]], values[units[place + 1]]);
      ends[place] = equal ? ends[place + 1] : place + 1;
    }
    return new AblationOrder(quantity, direction, units, ends);
  }

  /** But for rounding: the same sums in another order. */
  private static boolean areEqual(double one, double other) {
    return Math.abs(one - other) <= ROUNDING * Math.max(Math.abs(one), Math.abs(other));
  }

  /**
   * Whether no unit stands out from another, so that there is no order.
   *
   * @return true also of a single unit
   */
  public boolean isOneGroup() {
    return direction != Direction.RANDOM && ends[0] == units.length;
  }

  /**
   * Whether some units have equal values.
   *
   * @return whether there are fewer groups than units
   */
  public boolean hasTies() {
    return IntStream.range(0, ends.length).anyMatch(place -> ends[place] > place + 1);
  }

  /**
   * The same ranking with equal units in another order.
   *
   * @param seed equal seeds give equal orders
   * @return all orders within each group are equally likely
   */
  public AblationOrder withTiesShuffled(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] shuffled = units.clone();
    for (int first = 0; first < shuffled.length; first = ends[first]) {
      for (int place = ends[first] - 1; place > first; place--) {
        int other = first + random.nextInt(place - first + 1);
        int unit = shuffled[place];
        shuffled[place] = shuffled[other];
        shuffled[other] = unit;
      }
    }
    return new AblationOrder(quantity, direction, shuffled, ends);
  }

  private static int[] sorted(int units, Comparator<Integer> comparator) {
    return IntStream.range(0, units).boxed().sorted(comparator).mapToInt(unit -> unit).toArray();
  }

  /**
   * Both orders of every quantity that is defined on all neurons of a layer, and of the weights.
   *
   * @param neurons the layer, read on the intact network
   * @param weightMagnitudes one per unit, as the length of its incoming weights
   * @return two orders per quantity
   * @throws IllegalArgumentException if there are not as many magnitudes as neurons, or a neuron
   *     could not be read
   */
  public static List<AblationOrder> of(LayerNeurons neurons, double[] weightMagnitudes) {
    Require.that(
        weightMagnitudes.length == neurons.neurons().size(),
        "there are %d weight magnitudes and %d neurons",
        weightMagnitudes.length,
        neurons.neurons().size());
    List<AblationOrder> orders = new ArrayList<>(of(neurons));
    orders.addAll(both("weight magnitude", weightMagnitudes));
    return orders;
  }

  /**
   * Both orders of every quantity that is defined on all neurons of a layer.
   *
   * @param neurons the layer, read on the intact network
   * @return two orders per quantity
   * @throws IllegalArgumentException if a neuron could not be read
   */
  public static List<AblationOrder> of(LayerNeurons neurons) {
    List<AblationOrder> orders = new ArrayList<>();
    for (NeuronQuantity quantity : NeuronQuantity.values()) {
      double[] values = quantity.of(neurons);
      boolean optional = quantity == NeuronQuantity.CLASS_SELECTIVITY;
      if (!optional || Arrays.stream(values).noneMatch(Double::isNaN)) {
        orders.addAll(both(quantity.words(), values));
      }
    }
    return orders;
  }

  /**
   * Orders that know nothing, as the reference.
   *
   * @param units number of units
   * @param count how many orders
   * @param seed equal seeds give equal orders
   * @return independent permutations, all equally likely
   */
  public static List<AblationOrder> random(int units, int count, long seed) {
    return random(units, 0, count, seed);
  }

  /** Those from the {@code first} on. */
  static List<AblationOrder> random(int units, int first, int count, long seed) {
    List<AblationOrder> orders = new ArrayList<>();
    for (int i = first; i < count; i++) {
      int[] order = RandomOrder.of(units, new SplittableRandom(Mix.at(seed, i)));
      int[] ends = IntStream.rangeClosed(1, units).toArray();
      orders.add(new AblationOrder("random", Direction.RANDOM, order, ends));
    }
    return orders;
  }
}
