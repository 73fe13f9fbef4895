// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.drift;

import java.util.SplittableRandom;

/** Standard normal numbers for tests. */
final class Normal {
  private Normal() {}

  /** By Box and Muller. */
  static double next(SplittableRandom random) {
    double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
    return radius * Math.cos(2 * Math.PI * random.nextDouble());
  }
}
