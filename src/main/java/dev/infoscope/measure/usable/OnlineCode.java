// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.usable;

import dev.infoscope.numeric.Bits;
import dev.infoscope.numeric.Minimiser;
import java.util.Arrays;

/**
 * Length of the online (prequential) code of a sample's labels, given a layer: the first block
 * costs {@code log2 K} bits a label; each further block is coded by readers fitted to all blocks
 * before it, one per penalty. The code is their mixture
 *
 * <pre>{@code
 * L = -log2 (1/M sum_m 2^-L_m)
 * }</pre>
 *
 * <p>so that it costs at most {@code log2 M} bits of the whole sample not to have known the best
 * penalty. The last of the M is infinite, which leaves class frequencies. A reader that is {@value
 * #MOST_BEHIND} bits behind the best at the end of a block is given up, and its length infinite.
 */
final class OnlineCode {
  /** Beside the infinite one, for units of variance 1. */
  private static final double[] PENALTIES = {100, 10, 1};

  private static final double MOST_BEHIND = 32; // bits
  private static final double TOLERANCE = 1e-4; // of a fit, nats per example
  private static final int MOST_STEPS = 100; // of a fit

  private final OnlineOrder order;
  private final int[] labels; // in the order of coding
  private final LogitReader reader;
  private final double[][] parameters; // per penalty; where its last fit ended, the next begins
  private final Minimiser minimiser;

  OnlineCode(StandardUnits units, OnlineOrder order, int classes) {
    this.order = order;
    labels = new int[order.rows().length];
    reader = new LogitReader(units, labels, classes);
    parameters = new double[PENALTIES.length][reader.parameters()];
    minimiser = new Minimiser(reader.parameters());
  }

  /**
   * What the layer saves.
   *
   * @param given labels in the order of the sample, from 0 to K - 1
   * @return bits per label, at least {@code -log2 M / N}
   */
  double saved(int[] given) {
    Arrays.setAll(labels, at -> given[order.rows()[at]]);
    for (double[] each : parameters) {
      Arrays.fill(each, 0);
    }
    double[] nats = new double[PENALTIES.length + 1]; // beyond the first block, the same for all
    int[] ends = order.ends();
    for (int block = 1; block < ends.length; block++) {
      double most = Arrays.stream(nats).min().orElseThrow() + MOST_BEHIND / Bits.PER_NAT;
      for (int m = 0; m < PENALTIES.length; m++) {
        boolean goesOn = nats[m] <= most;
        nats[m] += goesOn ? fitted(m, ends[block - 1], ends[block]) : Double.POSITIVE_INFINITY;
      }
      nats[PENALTIES.length] += frequencies(ends[block - 1], ends[block]);
    }
    return (nats[PENALTIES.length] - mixture(nats)) * Bits.PER_NAT / labels.length;
  }

  /**
   * What there is to save: the labels beyond the first block, coded by class frequencies alone.
   *
   * @param given labels in the order of the sample
   * @return bits per label of the whole sample
   */
  double withoutLayer(int[] given) {
    Arrays.setAll(labels, at -> given[order.rows()[at]]);
    int[] ends = order.ends();
    double nats = 0;
    for (int block = 1; block < ends.length; block++) {
      nats += frequencies(ends[block - 1], ends[block]);
    }
    return nats * Bits.PER_NAT / labels.length;
  }

  private double frequencies(int from, int to) {
    reader.take(from, 1);
    return reader.frequencyCode(from, to);
  }

  private double fitted(int m, int from, int to) {
    reader.take(from, PENALTIES[m]);
    minimiser.minimise(reader, parameters[m], PENALTIES[m], TOLERANCE * from, MOST_STEPS);
    return reader.code(parameters[m], from, to);
  }

  private static double mixture(double[] nats) {
    double least = Arrays.stream(nats).min().orElseThrow();
    double sum = 0;
    for (double each : nats) {
      sum += Math.exp(least - each);
    }
    return least - Math.log(sum / nats.length);
  }
}
