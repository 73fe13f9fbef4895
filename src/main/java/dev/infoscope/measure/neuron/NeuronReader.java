// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import dev.infoscope.discrete.Fingerprint;
import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.estimate.entropy.PlugIn;
import dev.infoscope.numeric.Bits;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the neurons of one table, each with its uncertainty and flags. */
final class NeuronReader {
  /** A reading above this share of its ceiling counts as being there. */
  private static final double NEARLY = 0.9;

  private final NeuronTable table;
  private final CodeTable codes;
  private final LabelPermutations permutations;
  private final double labelEntropy;
  private final double rarest; // log2 1/P of the rarest class, bits

  NeuronReader(NeuronTable table, LabelPermutations permutations) {
    this.table = table;
    this.codes = table.codes();
    this.permutations = permutations;
    int[] sizes = codes.classSizes();
    labelEntropy = PlugIn.entropy(Fingerprint.of(sizes));
    int least = Arrays.stream(sizes).filter(size -> size > 0).min().orElse(0);
    rarest = Math.max(0, Bits.log2((double) codes.samples() / least));
  }

  Neuron read(int unit) {
    if (codes.samples() == 0 || !table.values().isFinite(unit)) {
      return unknown(unit, codes.samples() == 0 ? Flag.UNDERSAMPLED : Flag.NOT_FINITE);
    }
    ClassInformation quantities = codes.information(unit);
    NeuronNull shuffled = permutations.read(unit, codes.codes(unit));
    double corrected = quantities.correctedInformation(labelEntropy);
    return new Neuron(
        unit,
        entropy(unit, quantities.entropy()),
        information(unit, quantities, corrected, shuffled),
        selectivity(unit, quantities, shuffled),
        corrected,
        table.values().classSelectivity(unit),
        table.values().whyNoClassSelectivity(unit),
        shuffled);
  }

  private Neuron unknown(int unit, Flag reason) {
    Estimate none = Estimate.none(codes.samples(), reason);
    double[] nothing = new double[0];
    String why = table.values().whyNoClassSelectivity(unit);
    return new Neuron(
        unit, none, none, none, Double.NaN, Double.NaN, why, NeuronNull.of(nothing, nothing));
  }

  private Estimate entropy(int unit, double bits) {
    int[] sizes = codes.codes(unit);
    double ceiling = Bits.log2(Math.min(codes.bins(), codes.samples()));
    double correction = (seen(sizes) - 1) / (2.0 * codes.samples()) * Bits.PER_NAT;
    Uncertainty uncertainty = uncertainty(unit, ceiling, correction, null);
    return Estimate.ofBits(bits, uncertainty, flags(unit));
  }

  private Estimate information(
      int unit, ClassInformation quantities, double corrected, NeuronNull shuffled) {
    double bits = quantities.information();
    double ceiling = Math.min(quantities.entropy(), labelEntropy);
    Set<Flag> flags = flags(unit);
    judge(bits, ceiling, shuffled.information(), shuffled.informationQuantile(), flags);
    Uncertainty uncertainty = uncertainty(unit, ceiling, corrected - bits, shuffled.information());
    return Estimate.ofBits(bits, uncertainty, flags);
  }

  private Estimate selectivity(int unit, ClassInformation quantities, NeuronNull shuffled) {
    double bits = quantities.selectivity();
    Set<Flag> flags = flags(unit);
    judge(bits, rarest, shuffled.selectivity(), shuffled.selectivityQuantile(), flags);
    Uncertainty uncertainty = uncertainty(unit, rarest, Double.NaN, shuffled.selectivity());
    return Estimate.ofBits(bits, uncertainty, flags);
  }

  private static void judge(
      double bits, double ceiling, ShuffledNull shuffled, double quantile, Set<Flag> flags) {
    boolean above = bits > quantile;
    if (Double.isNaN(quantile)) {
      flags.add(Flag.NO_NULL);
    } else if (!above) {
      flags.add(Flag.NOT_ABOVE_NULL);
    }
    if (bits > 0 && shuffled.mean() > bits / 2) {
      flags.add(Flag.MOSTLY_NULL);
    } else if (above && bits > NEARLY * ceiling) {
      flags.add(Flag.AT_CEILING);
    }
  }

  private Set<Flag> flags(int unit) {
    return table.values().isConstant(unit) ? EnumSet.of(Flag.CONSTANT) : EnumSet.noneOf(Flag.class);
  }

  private Uncertainty uncertainty(
      int unit, double ceiling, double correction, @Nullable ShuffledNull shuffled) {
    double coverage = 1 - (double) once(codes.codes(unit)) / codes.samples();
    double distinct = seen(codes.codes(unit));
    Uncertainty known =
        Uncertainty.of(codes.samples(), ceiling)
            .withPatterns(distinct, coverage)
            .withCorrection(correction);
    return shuffled == null ? known : known.withNull(shuffled);
  }

  private static long seen(int[] sizes) {
    long seen = 0;
    for (int size : sizes) {
      seen += size > 0 ? 1 : 0;
    }
    return seen;
  }

  private static long once(int[] sizes) {
    long once = 0;
    for (int size : sizes) {
      once += size == 1 ? 1 : 0;
    }
    return once;
  }
}
