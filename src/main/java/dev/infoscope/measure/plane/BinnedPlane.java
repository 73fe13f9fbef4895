// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import dev.infoscope.count.Activations;
import dev.infoscope.count.PatternCoder;
import dev.infoscope.count.PatternCounts;
import dev.infoscope.count.PatternTable;
import dev.infoscope.count.Quantizer;
import dev.infoscope.count.Range;
import dev.infoscope.count.ValueSummary;
import dev.infoscope.estimate.Bits;
import dev.infoscope.estimate.Doubt;
import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.LabelShuffler;
import dev.infoscope.estimate.MillerMadow;
import dev.infoscope.estimate.PlugIn;
import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.measure.LayerSnapshot;
import dev.infoscope.measure.QuantizerRule;
import dev.infoscope.measure.Snapshot;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The binned information plane of Shwartz-Ziv and Tishby 2017 (arXiv 1703.00810): the bins of all
 * units of a layer together are one symbol T. The network is deterministic, so I(X;T) = H(T).
 */
final class BinnedPlane implements PlaneReader {
  private static final double OUTSIDE_LIMIT = 0.05;

  private final QuantizerRule rule;
  private final int shuffles;
  private final Map<Integer, Quantizer> frozen = new HashMap<>();

  BinnedPlane(QuantizerRule rule, int shuffles) {
    this.rule = rule;
    this.shuffles = shuffles;
  }

  @Override
  public List<PlanePoint> read(
      LayerSnapshot seen, ValueSummary summary, Snapshot snapshot, long seed) {
    Activations activations = seen.activations();
    Quantizer quantizer = quantizer(seen, Objects.requireNonNull(summary.range()));
    PatternCoder coder = new PatternCoder(quantizer, activations.units());
    PatternTable table =
        new PatternCounts(coder, snapshot.classes(), snapshot.examples())
            .accept(activations, snapshot.labels())
            .snapshot();
    double outside = outside(quantizer, activations, summary.range());
    double capacity = activations.units() * Bits.log2(quantizer.bins());
    Estimate input = input(table, capacity, outside);
    ShuffledNull shuffled = new LabelShuffler(table).shuffle(shuffles, seed);
    Estimate label = label(table, capacity, outside, shuffled, input.flags());
    return List.of(new PlanePoint(PlaneEstimator.BINNED, input, label));
  }

  /** A constant layer would freeze useless bins, so it waits for a better snapshot. */
  private Quantizer quantizer(LayerSnapshot seen, Range data) {
    Quantizer known = frozen.get(seen.layer().index());
    if (known != null) {
      return known;
    }
    Quantizer found = rule.quantizer(seen.layer(), seen.activations(), data);
    if (!data.isPoint() || !rule.needsData(seen.layer())) {
      frozen.put(seen.layer().index(), found);
    }
    return found;
  }

  private static Estimate input(PatternTable table, double capacity, double outside) {
    double bits = PlugIn.entropy(table.patterns());
    double most = Bits.log2(table.samples());
    double ceiling = Math.min(most, capacity);
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    addIf(flags, Flag.CONSTANT, table.patterns().distinct() == 1);
    addIf(flags, Flag.SATURATED, bits > most - 0.5 || bits > Plane.NEARLY * ceiling);
    addIf(flags, Flag.UNDERSAMPLED, table.patterns().coverage() < 0.9);
    addIf(flags, Flag.OUT_OF_RANGE, outside > OUTSIDE_LIMIT);
    double correction = MillerMadow.correction(table.patterns());
    return new Estimate(bits, doubt(table, ceiling, correction, outside), flags);
  }

  private static Estimate label(
      PatternTable table,
      double capacity,
      double outside,
      ShuffledNull shuffled,
      Set<Flag> inputFlags) {
    double bits = PlugIn.mutualInformation(table);
    double ceiling = Math.min(PlugIn.entropy(table.labels()), capacity);
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    flags.addAll(inputFlags);
    boolean inputSaturated = flags.remove(Flag.SATURATED);
    flags.addAll(Plane.labelFlags(bits, ceiling, shuffled, inputSaturated));
    double correction = MillerMadow.correction(table);
    Doubt doubt = doubt(table, ceiling, correction, outside).withNull(shuffled);
    return new Estimate(bits, doubt, flags);
  }

  private static Doubt doubt(
      PatternTable table, double ceiling, double correction, double outside) {
    return new Doubt(
        table.samples(),
        Double.NaN,
        ceiling,
        table.patterns().distinct(),
        table.patterns().coverage(),
        correction,
        outside,
        null);
  }

  private static void addIf(Set<Flag> flags, Flag flag, boolean holds) {
    if (holds) {
      flags.add(flag);
    }
  }

  /** Looks at single values only when the range says that some lie outside. */
  private static double outside(Quantizer quantizer, Activations activations, Range data) {
    if (!quantizer.isOutside(data.low()) && !quantizer.isOutside(data.high())) {
      return 0;
    }
    double[] row = new double[activations.units()];
    long outside = 0;
    for (int i = 0; i < activations.examples(); i++) {
      activations.copy(i, 1, row);
      for (double value : row) {
        outside += quantizer.isOutside(value) ? 1 : 0;
      }
    }
    return (double) outside / ((long) activations.examples() * activations.units());
  }
}
