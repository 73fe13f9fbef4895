// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.warning;

import dev.infoscope.studies.faults.RunSeries;
import dev.infoscope.studies.faults.SeriesKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Made-up runs: noise about a level, and from the onset on a shift of some quantities. */
final class SampleRuns {
  static final int EPOCHS = 40;
  private static final double NOISE = 0.05;

  private SampleRuns() {}

  static double[] series(long seed, int onset, double shift) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] x = new double[EPOCHS];
    for (int i = 0; i < x.length; i++) {
      x[i] = 3 + NOISE * random.nextGaussian() + (onset > 0 && i >= onset - 1 ? shift : 0);
    }
    return x;
  }

  /** A run in which loss shifts 6 epochs after the fault, and I(T;Y) of layer 1 at once. */
  static RunSeries run(String fault, int seed, int onset, int layer) {
    TreeMap<SeriesKey, double[]> all = new TreeMap<>();
    long mixed = 100L * seed + fault.hashCode();
    for (Quantity quantity : Quantity.ANYBODYS) {
      int late = onset == 0 ? 0 : onset + 6;
      all.put(new SeriesKey(quantity.name(), -1), series(mixed++, late, 2));
    }
    for (Quantity quantity : Quantity.OURS) {
      for (int of = 0; of < 3; of++) {
        boolean first = quantity.name().equals("label") && of == layer;
        all.put(new SeriesKey(quantity.name(), of), series(mixed++, first ? onset : 0, -2));
      }
    }
    String id = String.format(Locale.ROOT, "%s-relu-mnist-%02d", fault, seed);
    return new RunSeries(id, onset, layer, all);
  }

  static List<RunSeries> all() {
    List<RunSeries> runs = new ArrayList<>();
    for (int seed = 1; seed <= 40; seed++) {
      runs.add(run("none", seed, 0, -1));
    }
    for (int seed = 1; seed <= 6; seed++) {
      runs.add(run("exploding", seed, 15 + seed % 6, 1));
    }
    return runs;
  }
}
