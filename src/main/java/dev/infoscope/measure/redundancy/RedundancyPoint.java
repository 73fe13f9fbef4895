// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.redundancy;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.BinaryPatterns;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.RandomOrder;
import dev.infoscope.discrete.Ranks;
import dev.infoscope.discrete.ValueSummary;
import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.numeric.Cancellation;
import dev.infoscope.numeric.Mix;
import dev.infoscope.numeric.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * A layer's place in the redundancy plane: the average degree of redundancy r and of vulnerability
 * v of its units' information about the label (Gutknecht et al. 2025, arXiv 2504.15779).
 *
 * <pre>{@code
 * r = sum_i I(T_i;Y) / I(T;Y)          v = sum_i I(T_i;Y | T_-i) / I(T;Y)
 * }</pre>
 *
 * <p>Of n units both are from 0 to n. Weighted by how much there is of it, a bit can be had from r
 * units, and is lost with any of v units. Two units whose signs must be multiplied: r = 0, v = 2;
 * three copies of one signal: r = 3, v = 0; n that say different things: r = v = 1. r below 1 means
 * synergy, v near 0 that any one unit can go.
 *
 * <p>Units are read as one bit each, plug-in. Of several groups of units numerators and denominator
 * are added up, with a standard error by the jackknife over groups. Patterns must be well known:
 * with a coverage of pairs of pattern and class below 0.9 both are {@code NaN}.
 *
 * @param redundancy r
 * @param vulnerability v
 */
public record RedundancyPoint(Estimate redundancy, Estimate vulnerability) {
  private static final double WELL_COVERED = 0.9;
  private static final double NOTHING = 1e-6; // bits
  private static final double SIGMAS = 3;
  private static final double NOTEWORTHY = 0.05; // of a null, neurons
  private static final int FEWEST = 50;

  /**
   * Reads a layer.
   *
   * @param values of the layer, {@code [examples x units]}
   * @param bins two per unit
   * @param groups units of each group; at least one group
   * @param labels class of each example, any integers
   * @param shuffles of the labels for the null, at least 0
   * @param seed of the shuffles
   * @return r and v; {@code NaN} with a flag where they cannot be told: fewer than 50 examples,
   *     values that are not finite, low coverage, which is told, or nothing that is said about the
   *     label
   * @throws IllegalArgumentException if lengths disagree or there is no group
   */
  public static RedundancyPoint of(
      Activations values, Bins bins, int[][] groups, int[] labels, int shuffles, long seed) {
    int examples = values.examples();
    Require.that(
        labels.length == examples,
        "labels (%d) must be as many as rows (%d)",
        labels.length,
        examples);
    Require.atLeast("groups", groups.length, 1);
    if (examples < FEWEST) {
      return none(examples, Flag.TOO_FEW);
    } else if (ValueSummary.of(values).notFinite() > 0) {
      return none(examples, Flag.NOT_FINITE);
    }
    Ranks classes = Ranks.of(labels);
    int[] chosen = Arrays.stream(groups).flatMapToInt(Arrays::stream).toArray();
    List<BitSet> columns = GroupBits.columns(values.selectUnits(chosen), bins.select(chosen));
    List<GroupInformation> read = new ArrayList<>();
    int first = 0;
    for (int[] group : groups) {
      Cancellation.check();
      GroupBits bits = GroupBits.of(columns.subList(first, first + group.length), examples);
      first += group.length;
      BinaryPatterns patterns = bits.patterns();
      if (patterns == null) {
        return none(examples, Flag.UNDERSAMPLED);
      }
      read.add(new GroupInformation(bits, patterns, classes.size()));
    }
    return new Reader(read, classes.ranks(labels)).point(shuffles, seed);
  }

  private static RedundancyPoint none(long samples, Flag reason) {
    return none(samples, Double.NaN, reason);
  }

  private static RedundancyPoint none(long samples, double coverage, Flag reason) {
    Uncertainty evidence = Uncertainty.of(samples, Double.NaN).withPatterns(Double.NaN, coverage);
    Estimate none = Estimate.ofNeurons(Double.NaN, evidence, Set.of(reason));
    return new RedundancyPoint(none, none);
  }

  /** Reads groups of which there is enough evidence. */
  private record Reader(List<GroupInformation> groups, int[] labels) {
    RedundancyPoint point(int shuffles, long seed) {
      List<GroupInformation.Sums> sums = sums(labels);
      double coverage = groups.stream().mapToDouble(GroupInformation::coverage).min().orElseThrow();
      double together = total(sums, GroupInformation.Sums::together);
      if (coverage < WELL_COVERED) {
        return none(labels.length, coverage, Flag.UNDERSAMPLED);
      } else if (together < NOTHING) {
        return none(labels.length, coverage, Flag.UNDEFINED);
      }
      double[][] chance = chance(shuffles, seed, together);
      double most = ShuffledNull.of(chance[2]).mean() + SIGMAS * deviation(chance[2]);
      Set<Flag> flags = EnumSet.noneOf(Flag.class);
      if (shuffles == 0) {
        flags.add(Flag.NO_NULL);
      } else if (1 <= most) {
        flags.add(Flag.NOT_ABOVE_NULL); // I(T;Y) itself
      }
      return new RedundancyPoint(
          estimate(sums, GroupInformation.Sums::alone, chance[0], coverage, flags),
          estimate(sums, GroupInformation.Sums::added, chance[1], coverage, flags));
    }

    private List<GroupInformation.Sums> sums(int... some) {
      return groups.stream().map(group -> group.read(some)).toList();
    }

    private static double deviation(double... readings) {
      double deviation = ShuffledNull.of(readings).deviation();
      return deviation > 0 ? deviation : 0;
    }

    /** r, v and I(T;Y) of shuffled labels, over the true I(T;Y): {@code [3][shuffles]}. */
    private double[][] chance(int shuffles, long seed, double together) {
      double[][] chance = new double[3][shuffles];
      int[] shuffled = labels.clone();
      for (int i = 0; i < shuffles; i++) {
        Cancellation.check();
        RandomOrder.shuffle(shuffled, new SplittableRandom(Mix.at(seed, i)));
        List<GroupInformation.Sums> sums = sums(shuffled);
        chance[0][i] = total(sums, GroupInformation.Sums::alone) / together;
        chance[1][i] = total(sums, GroupInformation.Sums::added) / together;
        chance[2][i] = total(sums, GroupInformation.Sums::together) / together;
      }
      return chance;
    }

    private Estimate estimate(
        List<GroupInformation.Sums> sums,
        ToDoubleFunction<GroupInformation.Sums> part,
        double[] chance,
        double coverage,
        Set<Flag> common) {
      double value = total(sums, part) / total(sums, GroupInformation.Sums::together);
      ShuffledNull none = ShuffledNull.of(chance);
      Set<Flag> flags = EnumSet.noneOf(Flag.class);
      flags.addAll(common);
      if (none.mean() > Math.max(NOTEWORTHY, value / 2)) {
        flags.add(Flag.MOSTLY_NULL);
      }
      Uncertainty uncertainty =
          Uncertainty.of(labels.length, jackknife(sums, part), Double.NaN)
              .withPatterns(Double.NaN, coverage)
              .withNull(none);
      return Estimate.ofNeurons(value, uncertainty, flags);
    }

    private static double jackknife(
        List<GroupInformation.Sums> sums, ToDoubleFunction<GroupInformation.Sums> part) {
      int count = sums.size();
      if (count < 2) {
        return Double.NaN;
      }
      double above = total(sums, part);
      double below = total(sums, GroupInformation.Sums::together);
      double[] without = new double[count];
      double mean = 0;
      for (int i = 0; i < count; i++) {
        GroupInformation.Sums one = sums.get(i);
        without[i] = (above - part.applyAsDouble(one)) / (below - one.together());
        mean += without[i] / count;
      }
      double squares = 0;
      for (double each : without) {
        squares += (each - mean) * (each - mean);
      }
      return Math.sqrt(squares * (count - 1) / count);
    }

    private static double total(
        List<GroupInformation.Sums> sums, ToDoubleFunction<GroupInformation.Sums> part) {
      return sums.stream().mapToDouble(part).sum();
    }
  }
}
