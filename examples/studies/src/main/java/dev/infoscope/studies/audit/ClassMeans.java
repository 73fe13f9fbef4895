// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.numeric.Mix;
import java.util.SplittableRandom;

/**
 * Means of units given the class, {@code s Z_cj} with standard normal Z, the same for all families.
 *
 * @param classes C
 * @param units d
 * @param z row by row, {@code [classes x units]}, before the scale
 */
@SuppressWarnings("ArrayRecordComponent")
record ClassMeans(int classes, int units, double[] z) {
  private static final long SEED = 20_231;

  static ClassMeans of(int classes, int units) {
    SplittableRandom random = new SplittableRandom(Mix.at(SEED, 1000L * classes + units));
    double[] z = new double[classes * units];
    for (int i = 0; i < z.length; i++) {
      z[i] = random.nextGaussian();
    }
    return new ClassMeans(classes, units, z);
  }

  double mean(int label, int unit) {
    return z[label * units + unit];
  }
}
