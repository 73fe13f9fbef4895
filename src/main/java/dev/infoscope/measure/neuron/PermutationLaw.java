// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What permuted labels have in common for all neurons of a run, as long as the classes keep their
 * sizes. Classes are dealt one after the other, so that the law of how often the first code comes
 * with a class depends on the class and on how often that code is left; what it says is kept in
 * tables. The same bits as without.
 *
 * <p>Memory O(classes * samples), at most 8 MB. For one thread.
 */
final class PermutationLaw {
  private static final int MOST = 1 << 19; // entries of a table; without it beyond that

  private final int[] classSizes;
  private final int samples;
  private final Hypergeometric law;
  private final double[] weights; // of each class
  private final double[] atMode; // [classes x (samples + 1)]; 0: not known yet
  private final int[] modes;
  private final DrawSteps steps;

  private PermutationLaw(int... classSizes) {
    this.classSizes = classSizes;
    samples = Arrays.stream(classSizes).sum();
    law = new Hypergeometric(samples);
    long length = classSizes.length * (samples + 1L);
    atMode = new double[length > MOST ? 0 : (int) length];
    modes = new int[atMode.length];
    steps = new DrawSteps(atMode.length == 0 ? 0 : samples, classSizes);
    weights = Arrays.stream(classSizes).mapToDouble(size -> size / (double) samples).toArray();
  }

  /** That of last time if classes have the same sizes. */
  static PermutationLaw of(@Nullable PermutationLaw last, int... classSizes) {
    return last != null && Arrays.equals(last.classSizes, classSizes)
        ? last
        : new PermutationLaw(classSizes.clone());
  }

  int classes() {
    return classSizes.length;
  }

  int size(int label) {
    return classSizes[label];
  }

  /** Share of the samples. */
  double weight(int label) {
    return weights[label];
  }

  int samples() {
    return samples;
  }

  /**
   * How many of a class have the first code.
   *
   * @param label the class
   * @param pool samples that are left, of this class and those after it
   * @param marked how many with this code are left
   */
  int first(int label, int pool, int marked, SplittableRandom random) {
    int size = classSizes[label];
    if (atMode.length == 0 || Hypergeometric.isCertain(pool, marked, size)) {
      return law.draw(pool, marked, size, random);
    }
    int at = label * (samples + 1) + marked;
    if (atMode[at] == 0) {
      atMode[at] = law.atMode(pool, marked, size);
      modes[at] = Hypergeometric.mode(pool, marked, size);
      steps.add(law, label, pool, marked, modes[at], atMode[at]);
    }
    double place = random.nextDouble();
    int taken = steps.find(label, marked, place);
    return taken < 0
        ? law.walk(place, modes[at], atMode[at], pool, marked, size)
        : Hypergeometric.after(taken, modes[at], pool, marked, size);
  }

  /** How many of a class have another code: of so many in so large a rest of the pool. */
  int next(int pool, int marked, int rest, SplittableRandom random) {
    return law.draw(pool, marked, rest, random);
  }
}
