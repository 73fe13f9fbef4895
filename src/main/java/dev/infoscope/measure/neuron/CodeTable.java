// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import java.util.Arrays;
import java.util.Locale;

/**
 * How often each code of each unit came together with each class. Immutable; equal evidence gives
 * equal tables.
 */
public final class CodeTable {
  private final int units;
  private final int bins;
  private final int[] classSizes;
  private final int[] counts; // [units x classes x bins]
  private final long samples;

  /** Takes the arrays over. */
  CodeTable(int units, int bins, int[] classSizes, int[] counts) {
    this.units = units;
    this.bins = bins;
    this.classSizes = classSizes;
    this.counts = counts;
    this.samples = Arrays.stream(classSizes).asLongStream().sum();
  }

  /**
   * Number of units.
   *
   * @return at least 1
   */
  public int units() {
    return units;
  }

  /**
   * Number of codes, |T|.
   *
   * @return at least 2
   */
  public int bins() {
    return bins;
  }

  /**
   * Number of classes, |C|; some may not occur.
   *
   * @return at least 1
   */
  public int classes() {
    return classSizes.length;
  }

  /**
   * Number of samples, N.
   *
   * @return at least 0
   */
  public long samples() {
    return samples;
  }

  /**
   * How often a code came with a class.
   *
   * @param unit whose code
   * @param label the class
   * @param code from 0 to {@code bins() - 1}
   * @return number of samples
   */
  public int count(int unit, int label, int code) {
    return counts[(unit * classSizes.length + label) * bins + code];
  }

  /**
   * Entropy, class information and KL selectivity of a unit.
   *
   * @param unit which unit
   * @return bits; {@code NaN} without samples
   */
  public ClassInformation information(int unit) {
    int from = unit * classSizes.length * bins;
    return ClassInformation.of(counts, from, classSizes.length, bins, new int[bins]);
  }

  /**
   * How far the code of a unit in each class is from its code in all: {@code D_y} of {@link
   * ClassInformation}, the largest of which is KL selectivity.
   *
   * @param unit which unit
   * @return one per class, bits; {@code NaN} for classes that do not occur
   */
  public double[] divergences(int unit) {
    double[] divergences = new double[classSizes.length];
    int[] codes = codes(unit);
    for (int label = 0; label < divergences.length; label++) {
      int row = (unit * classSizes.length + label) * bins;
      divergences[label] =
          classSizes[label] == 0
              ? Double.NaN
              : ClassInformation.divergence(counts, row, codes, classSizes[label], samples);
    }
    return divergences;
  }

  /** Counts of the codes of one unit, over all classes. */
  int[] codes(int unit) {
    int[] codes = new int[bins];
    for (int label = 0; label < classSizes.length; label++) {
      for (int code = 0; code < bins; code++) {
        codes[code] += count(unit, label, code);
      }
    }
    return codes;
  }

  int[] classSizes() {
    return classSizes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CodeTable that
        && units == that.units
        && bins == that.bins
        && Arrays.equals(classSizes, that.classSizes)
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(classSizes) + Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d samples of %d units in %d bins and %d classes",
        samples,
        units,
        bins,
        classSizes.length);
  }
}
