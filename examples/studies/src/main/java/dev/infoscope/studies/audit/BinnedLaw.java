// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import dev.infoscope.discrete.Bins;
import dev.infoscope.numeric.Bits;

/**
 * What the bins of a layer hold of its class, exactly. What a unit puts out rises with a normal
 * number, so every bin is a stretch of normal numbers, and the units are independent given the
 * class; a sum over all patterns is left.
 */
final class BinnedLaw {
  private static final double FAR = 60; // no normal number is farther out
  private static final int HALVINGS = 80;

  private BinnedLaw() {}

  /** I(binned T;Y) of a layer of few units, bits; {@code bins^units} patterns are summed. */
  static double bits(LayerTask task, Bins bins) {
    double[] stretches = stretches(task.kind(), bins);
    ClassMeans means = ClassMeans.of(task.classes(), task.units());
    double[][] chances = new double[task.classes()][];
    for (int label = 0; label < task.classes(); label++) {
      double[] own = {1.0 / task.classes()};
      for (int unit = 0; unit < task.units(); unit++) {
        double mean = task.kind() == LayerFamily.SILENT ? 0 : means.mean(label, unit);
        own = product(own, chances(stretches, task.scale() * mean));
      }
      chances[label] = own;
    }
    return information(chances);
  }

  /** Where in the normal numbers each bin begins, and where the last ends. */
  private static double[] stretches(LayerFamily kind, Bins bins) {
    double[] starts = new double[bins.bins() + 1];
    starts[0] = -FAR;
    starts[bins.bins()] = FAR;
    for (int bin = 1; bin < bins.bins(); bin++) {
      double below = -FAR;
      double above = FAR;
      for (int i = 0; i < HALVINGS; i++) {
        double middle = (below + above) / 2;
        boolean reached = bins.code(0, kind.value(middle)) >= bin;
        above = reached ? middle : above;
        below = reached ? below : middle;
      }
      starts[bin] = above;
    }
    return starts;
  }

  private static double[] chances(double[] stretches, double mean) {
    double[] chances = new double[stretches.length - 1];
    for (int bin = 0; bin < chances.length; bin++) {
      double low = stretches[bin] - mean;
      double high = stretches[bin + 1] - mean;
      chances[bin] = low < high ? Math.exp(Normal.logBetween(low, high)) : 0;
    }
    return chances;
  }

  private static double[] product(double[] patterns, double[] bins) {
    double[] all = new double[patterns.length * bins.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = patterns[i / bins.length] * bins[i % bins.length];
    }
    return all;
  }

  /** Of chances of class and pattern together, classes being equally frequent. */
  private static double information(double[][] chances) {
    double sum = 0;
    for (int pattern = 0; pattern < chances[0].length; pattern++) {
      double all = 0;
      for (double[] own : chances) {
        all += own[pattern];
      }
      for (double[] own : chances) {
        double chance = own[pattern];
        sum += chance > 0 ? chance * Bits.log2(chance * chances.length / all) : 0;
      }
    }
    return sum;
  }
}
