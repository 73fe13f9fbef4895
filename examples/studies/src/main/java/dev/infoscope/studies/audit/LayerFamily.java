// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import java.util.Locale;

/**
 * Layers whose units are normal with unit variance given the class, and independent; then a
 * function is applied to every unit.
 */
enum LayerFamily {
  /** As they are. */
  GAUSSIAN {
    @Override
    double value(double normal) {
      return normal;
    }

    @Override
    double logMass(double normal, double mean) {
      return density(normal, mean);
    }
  },
  /** {@code max(0, t)}: everything below 0 is one value. */
  RELU {
    @Override
    double value(double normal) {
      return Math.max(0, normal);
    }

    @Override
    double logMass(double normal, double mean) {
      return normal > 0 ? density(normal, mean) : Normal.logBelow(-mean);
    }
  },
  /** {@code tanh(3 t)}, which in double precision is exactly 1 or -1 from {@link #END} on. */
  SATURATED {
    @Override
    double value(double normal) {
      return Math.tanh(3 * normal);
    }

    @Override
    double logMass(double normal, double mean) {
      if (!isAtom(value(normal))) {
        return density(normal, mean);
      }
      return Normal.logBelow(normal > 0 ? mean - END : -END - mean);
    }
  },
  /** Rounded to quarters. */
  QUANTISED {
    @Override
    double value(double normal) {
      return Math.rint(normal * STEPS) / STEPS;
    }

    @Override
    double logMass(double normal, double mean) {
      double centre = value(normal) - mean;
      return Normal.logBetween(centre - 0.5 / STEPS, centre + 0.5 / STEPS);
    }
  },
  /** Of no class at all: what is read is bias. */
  SILENT {
    @Override
    double value(double normal) {
      return normal;
    }

    @Override
    double logMass(double normal, double mean) {
      return 0;
    }
  };

  private static final int STEPS = 4;

  /** {@code 1 - tanh(3 t)} is a quarter of a last place of 1 there, and rounds to 0. */
  private static final double END = 6.354;

  /** What the layer puts out where the normal number was this. */
  abstract double value(double normal);

  /**
   * Logarithm of the density or mass, given the class mean of the unit, at what the layer puts out;
   * up to what is the same for all classes. Nats.
   */
  abstract double logMass(double normal, double mean);

  /** Whether many rows put out exactly this. */
  boolean isAtom(double value) {
    return switch (this) {
      case GAUSSIAN, SILENT -> false;
      case RELU -> value == 0;
      case SATURATED -> Math.abs(value) == 1;
      case QUANTISED -> true;
    };
  }

  private static double density(double normal, double mean) {
    return mean * (normal - mean / 2);
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
