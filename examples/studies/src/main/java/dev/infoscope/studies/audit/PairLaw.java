// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import java.util.Arrays;
import java.util.SplittableRandom;

/** A joint law of two vectors, before anything is done to either. */
interface PairLaw {
  /** Draws one pair into both arrays. */
  void draw(SplittableRandom random, double[] x, double[] y);

  /** Two normal numbers of a correlation; {@code I = -1/2 log2(1 - r^2)}. */
  static PairLaw bivariateNormal(double correlation) {
    double rest = Math.sqrt(1 - correlation * correlation);
    return (random, x, y) -> {
      x[0] = random.nextGaussian();
      y[0] = correlation * x[0] + rest * random.nextGaussian();
    };
  }

  /** x uniform from 0 to 1, and y is x with uniform noise from -e to e. */
  static PairLaw additiveUniform(double noise) {
    return (random, x, y) -> {
      x[0] = random.nextDouble();
      y[0] = x[0] + noise * (2 * random.nextDouble() - 1);
    };
  }

  /** Multivariate t with identity dispersion: uncorrelated, and dependent by their common scale. */
  static PairLaw studentT(int freedom) {
    return (random, x, y) -> {
      double squares = 0;
      for (int i = 0; i < freedom; i++) {
        double one = random.nextGaussian();
        squares += one * one;
      }
      double scale = Math.sqrt(freedom / squares);
      Arrays.setAll(x, i -> scale * random.nextGaussian());
      Arrays.setAll(y, i -> scale * random.nextGaussian());
    };
  }

  /** Normal, with unit variances and every correlation one half. */
  static PairLaw dense() {
    return (random, x, y) -> {
      double common = random.nextGaussian();
      double root = Math.sqrt(0.5);
      Arrays.setAll(x, i -> root * (common + random.nextGaussian()));
      Arrays.setAll(y, i -> root * (common + random.nextGaussian()));
    };
  }

  /**
   * Normal: the first two coordinates of x and y have correlation 0.8 each, all others are
   * independent. {@code 2 Z + E} brought to variance 1, so that a normal CDF makes them uniform.
   */
  static PairLaw twoPairs() {
    return (random, x, y) -> {
      double root = Math.sqrt(5);
      for (int i = 0; i < x.length; i++) {
        double left = random.nextGaussian();
        double right = i < 2 ? left : random.nextGaussian();
        x[i] = (2 * left + random.nextGaussian()) / root;
        y[i] = (2 * right + random.nextGaussian()) / root;
      }
    };
  }
}
