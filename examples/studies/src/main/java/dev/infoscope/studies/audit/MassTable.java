// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import java.util.HashMap;
import java.util.Map;

/**
 * Logarithms of the mass that a value of a unit has given each class. What takes an integral, that
 * is the values of quantised units and the ends of others, is computed once.
 */
final class MassTable {
  private final ClassMeans means;
  private final double scale;
  private final Map<Long, double[]> known = new HashMap<>();
  private final LayerFamily family;

  MassTable(LayerFamily family, ClassMeans means, double scale) {
    this.family = family;
    this.means = means;
    this.scale = scale;
  }

  /** Adds the logarithms for a unit that had this normal number, class by class. */
  void add(int unit, double normal, double[] into) {
    double value = family.value(normal);
    if (family.isAtom(value)) {
      long key = 1_000_003L * unit + Math.round(value * 8);
      double[] logs = known.computeIfAbsent(key, absent -> logs(unit, normal));
      for (int label = 0; label < into.length; label++) {
        into[label] += logs[label];
      }
      return;
    }
    for (int label = 0; label < into.length; label++) {
      into[label] += family.logMass(normal, scale * means.mean(label, unit));
    }
  }

  private double[] logs(int unit, double normal) {
    double[] logs = new double[means.classes()];
    for (int label = 0; label < logs.length; label++) {
      logs[label] = family.logMass(normal, scale * means.mean(label, unit));
    }
    return logs;
  }
}
