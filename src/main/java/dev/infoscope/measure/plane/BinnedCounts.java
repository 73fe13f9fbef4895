// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import dev.infoscope.discrete.Accumulator;
import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.Fingerprint;
import dev.infoscope.discrete.PatternCoder;
import dev.infoscope.discrete.PatternCounts;
import dev.infoscope.discrete.PatternTable;
import dev.infoscope.discrete.Range;
import dev.infoscope.discrete.SerialFormException;
import dev.infoscope.discrete.SerialKind;
import dev.infoscope.discrete.SerialReader;
import dev.infoscope.discrete.SerialWriter;
import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.estimate.chance.LabelShuffler;
import dev.infoscope.estimate.entropy.MillerMadow;
import dev.infoscope.estimate.entropy.PlugIn;
import dev.infoscope.estimate.entropy.PlugInError;
import dev.infoscope.numeric.Bits;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@link PlaneEstimator#BINNED} knows of a layer, fed in batches: any batch size, order and
 * grouping gives the same bits, and the rows need never be in memory together.
 *
 * <p>Memory grows with the distinct pairs of pattern and label, by about 80 bytes each. Beyond a
 * limit some patterns are left out ({@link PatternCounts#level}) and the layer reads {@code NaN}
 * with {@link Flag#SATURATED}: when nearly every row has a pattern of its own the entropy is the
 * logarithm of the sample size and nothing else. Number and coverage of the patterns are then
 * estimated from those that are kept. Not thread-safe.
 */
public final class BinnedCounts implements Accumulator<PlaneTable, BinnedCounts> {
  static final double OUTSIDE_LIMIT = 0.05;

  private final Bins bins;
  private final int units;
  private final PatternCounts counts;
  private long outside;
  private double @Nullable [] first; // row
  private boolean varies;

  /**
   * Nothing counted yet.
   *
   * @param bins of the units
   * @param units width of the layer, at least 1
   * @param classes number of labels, at least 1
   * @param expectedSamples a guess that saves growing; any number will do
   * @param mostPairs distinct pairs of pattern and label to keep at the most, at least 1
   */
  public BinnedCounts(Bins bins, int units, int classes, int expectedSamples, int mostPairs) {
    this.bins = bins;
    this.units = units;
    PatternCoder coder = new PatternCoder(bins, units);
    this.counts = new PatternCounts(coder, classes, expectedSamples, mostPairs);
  }

  private BinnedCounts(PatternCounts counts) {
    this.counts = counts;
    this.bins = counts.coder().bins();
    this.units = counts.coder().units();
  }

  /**
   * Adds rows.
   *
   * @param activations values, {@code [examples x units]}, all finite
   * @param labels one label per example, from 0 to {@code classes - 1}
   * @param data from at most the smallest to at least the largest of these values
   * @return this
   * @throws IllegalArgumentException if the shapes disagree or a label is out of range; nothing is
   *     added then
   */
  public BinnedCounts accept(Activations activations, int[] labels, Range data) {
    counts.accept(activations, labels);
    outside += outside(activations, data);
    varies |= varies(activations);
    return this;
  }

  /** Whether some row differs from the first of all. */
  private boolean varies(Activations activations) {
    double[] row = new double[units];
    for (int i = 0; !varies && i < activations.examples(); i++) {
      activations.copy(i, 1, row);
      if (differs(row)) {
        return true;
      }
    }
    return varies;
  }

  private boolean differs(double[] row) {
    double[] one = first;
    if (one == null) {
      one = row.clone();
      Arrays.setAll(one, unit -> row[unit] + 0.0); // no minus zero
    }
    first = one;
    for (int unit = 0; unit < units; unit++) {
      if (row[unit] != one[unit]) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether patterns were left out.
   *
   * @return whether there were more distinct pairs than allowed
   */
  public boolean isFull() {
    return counts.level() > 0;
  }

  /**
   * The entropy of the label, of all rows.
   *
   * @return H(Y), bits
   */
  public double labelBits() {
    return PlugIn.entropy(counts.snapshot().labels());
  }

  @Override
  public long samples() {
    return counts.samples();
  }

  @Override
  public BinnedCounts merge(BinnedCounts other) {
    counts.merge(other.counts); // refuses what is unlike
    outside += other.outside;
    varies |= other.varies || other.first != null && differs(other.first);
    return this;
  }

  @Override
  public PlaneTable snapshot() {
    return new PlaneTable(counts.snapshot(), counts.samples(), counts.level(), outside, varies);
  }

  @Override
  public SerialKind kind() {
    return SerialKind.PLANE_COUNTS;
  }

  /** The first row is any of them while they are equal, and of no use when they are not. */
  @Override
  public void write(SerialWriter out) {
    counts.write(out);
    out.count(outside).count(varies ? 1 : 0);
    for (int unit = 0; !varies && first != null && unit < units; unit++) {
      out.real(first[unit]);
    }
  }

  /**
   * Reads the body of a serial form.
   *
   * @param in where from
   * @return counts equal to those written
   * @throws SerialFormException if it holds none
   */
  public static BinnedCounts read(SerialReader in) {
    BinnedCounts read = new BinnedCounts(PatternCounts.read(in));
    read.outside = in.count("values outside", 0, read.samples() * read.units);
    read.varies = in.size("whether rows differ", 0, read.samples() > 1 ? 1 : 0) == 1;
    if (!read.varies && read.samples() > 0) {
      double[] row = new double[read.units];
      Arrays.setAll(row, unit -> in.plainReal());
      read.first = row;
    }
    return read;
  }

  /**
   * Reads a serial form.
   *
   * @param bytes from {@link #toBytes}
   * @return counts equal to those written
   * @throws SerialFormException if it is none, in one line
   */
  public static BinnedCounts fromBytes(byte[] bytes) {
    return SerialReader.read(bytes, SerialKind.PLANE_COUNTS, BinnedCounts::read);
  }

  /**
   * Finds the layer's place in the plane.
   *
   * @param shuffles of the labels for the null, at least 0
   * @param seed of the shuffles
   * @return the place; {@code NaN} with {@link Flag#SATURATED} when full
   */
  public PlanePoint point(int shuffles, long seed) {
    PatternTable table = counts.snapshot();
    double share = (double) outside / (counts.samples() * units);
    double capacity = units * Bits.log2(bins.bins());
    if (isFull()) {
      Uncertainty uncertainty = ofKept(table.patterns()).withOutside(share);
      Estimate none = Estimate.ofBits(Double.NaN, uncertainty, Set.of(Flag.SATURATED));
      return new PlanePoint(PlaneEstimator.BINNED, none, none);
    }
    Estimate input = input(table, capacity, share, varies ? Flag.ONE_BIN : Flag.CONSTANT);
    ShuffledNull shuffled =
        shuffles == 0 // then nothing is kept per row either
            ? ShuffledNull.of(new double[0])
            : new LabelShuffler(table).shuffle(shuffles, seed);
    Estimate label = label(table, capacity, share, shuffled, input.flags());
    return new PlanePoint(PlaneEstimator.BINNED, input, label)
        .withErrors(PlugInError.entropy(table.patterns()), PlugInError.information(counts))
        .withUse(BinUse.of(counts));
  }

  private static Estimate input(
      PatternTable table, double capacity, double outside, Flag ofOnePattern) {
    double bits = PlugIn.entropy(table.patterns());
    double most = Bits.log2(table.samples());
    double ceiling = Math.min(most, capacity);
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    addIf(flags, ofOnePattern, table.patterns().distinct() == 1);
    addIf(flags, Flag.SATURATED, bits > most - 0.5 || bits > Plane.NEARLY * ceiling);
    addIf(flags, Flag.UNDERSAMPLED, table.patterns().coverage() < 0.9);
    addIf(flags, Flag.OUT_OF_RANGE, outside > OUTSIDE_LIMIT);
    double correction = MillerMadow.correction(table.patterns());
    return Estimate.ofBits(bits, uncertainty(table, ceiling, correction, outside), flags);
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
    Uncertainty uncertainty = uncertainty(table, ceiling, correction, outside).withNull(shuffled);
    return Estimate.ofBits(bits, uncertainty, flags);
  }

  private static Uncertainty uncertainty(
      PatternTable table, double ceiling, double correction, double outside) {
    return Uncertainty.of(table.samples(), ceiling)
        .withPatterns(table.patterns().distinct(), table.patterns().coverage())
        .withCorrection(correction)
        .withOutside(outside);
  }

  /** A pattern is kept with a chance of one in {@code 2^level}, whatever its counts. */
  private Uncertainty ofKept(Fingerprint kept) {
    double each = Math.scalb(1.0, counts.level());
    double coverage = Math.max(0, 1 - each * kept.seen(1) / counts.samples());
    return Uncertainty.of(counts.samples(), Double.NaN)
        .withPatterns(each * kept.distinct(), coverage)
        .withCorrection(Double.NaN);
  }

  private static void addIf(Set<Flag> flags, Flag flag, boolean holds) {
    if (holds) {
      flags.add(flag);
    }
  }

  /** Looks at single values only when the range says that some lie outside. */
  private long outside(Activations activations, Range data) {
    if (!bins.isOutside(data.low()) && !bins.isOutside(data.high())) {
      return 0;
    }
    double[] row = new double[units];
    long found = 0;
    for (int i = 0; i < activations.examples(); i++) {
      activations.copy(i, 1, row);
      for (double value : row) {
        found += bins.isOutside(value) ? 1 : 0;
      }
    }
    return found;
  }
}
