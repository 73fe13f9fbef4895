// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.numeric.Bits;
import dev.infoscope.numeric.SampleMean;
import java.util.Arrays;

/** What one bound of {@link PairwiseCentres} adds up: the kernels of each centre with all rows. */
final class CentreSums implements Bound {
  private final LabelGroups groups;
  private final ShuffledLabels shuffled;
  private final double[] all; // log of the sum over all rows, per centre
  private final double[] apart; // that of the sum over its class less that
  private final double[] shares; // log of the size of its class
  private final double[] within; // per shuffle, the sum of logs over the shuffled class
  private int count;

  CentreSums(LabelGroups groups, ShuffledLabels shuffled, int centres) {
    this.groups = groups;
    this.shuffled = shuffled;
    all = new double[centres];
    apart = new double[centres];
    shares = new double[centres];
    within = new double[shuffled.labels().length];
  }

  /** Takes the kernels of a place and all places, 1 of itself. */
  void accept(int place, double[] kernel) {
    double log = Bits.log2(BoundSums.sum(kernel, 0, groups.rows()));
    double own = BoundSums.sum(kernel, groups.start(place), groups.end(place));
    all[count] = log;
    apart[count] = Bits.log2(own) - log;
    shares[count] = Bits.log2(groups.end(place) - groups.start(place));
    count++;
    for (int s = 0; s < within.length; s++) {
      double sum = 0;
      for (int member : shuffled.members()[s][shuffled.labels()[s][place]]) {
        sum += kernel[member];
      }
      within[s] += Bits.log2(sum);
    }
  }

  @Override
  public double input() {
    return Math.max(0, Bits.log2(groups.rows()) - mean(all));
  }

  @Override
  public double inputError() {
    return SampleMean.of(all).standardError();
  }

  @Override
  public double label(double entropy) {
    return Math.max(0, entropy + mean(apart));
  }

  @Override
  public double labelError() {
    double[] terms = new double[apart.length];
    Arrays.setAll(terms, centre -> apart[centre] - shares[centre]);
    return SampleMean.of(terms).standardError();
  }

  @Override
  public ShuffledNull shuffled(double entropy) {
    double[] readings = new double[within.length];
    double meanLog = mean(all);
    Arrays.setAll(readings, s -> Math.max(0, entropy + within[s] / all.length - meanLog));
    return ShuffledNull.of(readings);
  }

  private static double mean(double[] values) {
    return BoundSums.sum(values, 0, values.length) / values.length;
  }
}
