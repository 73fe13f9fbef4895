// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.drift;

import java.util.SplittableRandom;

/** Stationary first-order autoregression of mean 0 and variance 1. */
final class Correlated {
  private final SplittableRandom random;
  private final double rho;
  private double last;

  Correlated(long seed, double rho) {
    this.random = new SplittableRandom(seed);
    this.rho = rho;
    this.last = Normal.next(random);
  }

  double next() {
    double now = last;
    last = rho * last + Math.sqrt(1 - rho * rho) * Normal.next(random);
    return now;
  }
}
