// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.warning;

import dev.infoscope.numeric.Quantiles;
import dev.infoscope.studies.faults.RunSeries;
import java.util.Arrays;
import java.util.List;

/**
 * How a judge did on some runs.
 *
 * @param found share of runs in which the fault was detected, 0 to 1
 * @param delay middle of the epochs from the onset to the detection, of all runs; a fault that is
 *     never detected has a delay to after the end of the run
 * @param lead epochs before the baseline; what is never detected counts as detected after the end
 * @param earlier share of runs with a lead above 0
 */
record Leads(double found, double delay, Interval lead, double earlier) {
  static Leads of(Calibrated judge, Calibrated baseline, List<RunSeries> runs) {
    double[] delays = new double[runs.size()];
    double[] leads = new double[runs.size()];
    int found = 0;
    for (int i = 0; i < leads.length; i++) {
      RunSeries run = runs.get(i);
      int detected = judge.detected(run);
      found += detected <= run.epochs() ? 1 : 0;
      delays[i] = detected - run.onset();
      leads[i] = baseline.detected(run) - detected;
    }
    double earlier = Arrays.stream(leads).filter(lead -> lead > 0).count();
    int count = Math.max(1, runs.size());
    return new Leads(
        (double) found / count, Quantiles.median(delays), Interval.of(leads), earlier / count);
  }

  /** Whether it is certain that the judge is earlier on average. */
  boolean isEarlier() {
    return lead.low() > 0;
  }

  /** Whether it is certain that the judge is later on average. */
  boolean isLater() {
    return lead.high() < 0;
  }
}
