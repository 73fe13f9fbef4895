// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.warning;

import dev.infoscope.studies.faults.RunSeries;
import java.util.Arrays;
import java.util.List;

/**
 * A judge with the least threshold that keeps to a rate of false alarms on healthy runs.
 *
 * @param judge whose scores
 * @param threshold above which a score is an alarm
 */
record Calibrated(Judge judge, double threshold) {
  /** False alarms per judged epoch and run. */
  static final double RATE = 1e-3;

  /** Above the highest score of healthy runs where not even one alarm is allowed. */
  private static final double BEYOND = 1.0001;

  static Calibrated on(List<RunSeries> healthy, Judge judge) {
    List<double[]> scores = healthy.stream().map(judge.scores()).toList();
    int allowed = (int) (RATE * judgedEpochs(healthy));
    double[] candidates =
        scores.stream().flatMapToDouble(Arrays::stream).distinct().sorted().toArray();
    int least = candidates.length - 1;
    while (least > 0 && alarms(scores, candidates[least - 1]) <= allowed) {
      least--;
    }
    double threshold = candidates.length == 0 ? 0 : candidates[least];
    return new Calibrated(judge, Math.max(BEYOND * threshold, 1e-9));
  }

  static int judgedEpochs(List<RunSeries> runs) {
    return runs.stream().mapToInt(run -> run.epochs() - Detector.FIRST_JUDGED + 1).sum();
  }

  /** Alarms of several runs; one that lasts counts once. */
  private static int alarms(List<double[]> runs, double threshold) {
    int alarms = 0;
    for (double[] scores : runs) {
      for (int i = 0; i < scores.length; i++) {
        boolean begins = scores[i] > threshold && (i == 0 || scores[i - 1] <= threshold);
        alarms += begins ? 1 : 0;
      }
    }
    return alarms;
  }

  /** Alarms of healthy runs. */
  int alarms(List<RunSeries> healthy) {
    return alarms(healthy.stream().map(judge.scores()).toList(), threshold);
  }

  /**
   * First epoch of an alarm that begins with the fault or after it.
   *
   * @return counted from 1; one more than the run has if there is none
   */
  int detected(RunSeries run) {
    double[] scores = judge.scores().apply(run);
    for (int i = run.onset() - 1; i < scores.length; i++) {
      boolean begins = i >= run.onset() || i == 0 || scores[i - 1] <= threshold;
      if (scores[i] > threshold && begins) {
        return i + 1;
      }
    }
    return scores.length + 1;
  }
}
