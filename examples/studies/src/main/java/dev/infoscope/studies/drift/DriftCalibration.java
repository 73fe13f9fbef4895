// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.drift;

import dev.infoscope.studies.drift.SimulatedSeries.Verdict;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** False alarms on stationary noise, and the share of shifts that are found in time. */
@Command(
    name = "drift-calibration",
    description =
        "How often drift alarms at stationary noise of known correlation, and how many shifts of"
            + " known size it finds in time.",
    mixinStandardHelpOptions = true)
public final class DriftCalibration implements Callable<Integer> {
  private static final double[] CORRELATIONS = {0, 0.3, 0.5, 0.8, 0.9};
  private static final double[] SHIFTS = {1, 2, 3, 5, 8};

  /** Two snapshots outside are a lasting alarm; the rules wait for them. */
  private static final int LASTING = 2;

  /** Of label information; above it the rules report a collapse. */
  private static final double COLLAPSE = 0.25;

  private static final int SOON = 3;
  private static final int LATER = 8;

  @Option(names = "--series", description = "Series of each kind (default: 500).")
  private int series = 500;

  @Option(names = "--snapshots", description = "Snapshots of each (default: 300).")
  private int snapshots = 300;

  @Option(
      names = "--noise",
      description = "Standard deviation as a share of the level (default: 0.04).")
  private double noise = 0.04;

  @Option(names = "--seed", description = "Of the first series (default: 1).")
  private long seed = 1;

  @Override
  public Integer call() {
    falseAlarms();
    found();
    return 0;
  }

  private void falseAlarms() {
    System.out.printf(
        Locale.ROOT,
        "%d series x %d snapshots of stationary noise, %.1f %% of the level%n"
            + "correlation  lasting alarms / 1,000  change points / 1,000  series with label loss above 25 %%%n",
        series,
        snapshots,
        100 * noise);
    for (double rho : CORRELATIONS) {
      int alarms = 0;
      int changes = 0;
      int losses = 0;
      for (int i = 0; i < series; i++) {
        Count count = count(new SimulatedSeries(seed + i, rho, noise));
        alarms += count.alarms();
        changes += count.changes();
        losses += count.collapsed() ? 1 : 0;
      }
      double thousands = series * (snapshots / 1000.0);
      System.out.printf(
          Locale.ROOT,
          "%11.1f  %22.2f  %21.2f  %33.1f %%%n",
          rho,
          alarms / thousands,
          changes / thousands,
          100.0 * losses / series);
    }
  }

  private record Count(int alarms, int changes, boolean collapsed) {}

  private Count count(SimulatedSeries of) {
    int alarms = 0;
    int changes = 0;
    boolean collapsed = false;
    double change = 0;
    for (int t = 0; t < snapshots; t++) {
      Verdict verdict = of.next(0);
      alarms += verdict.outside() == LASTING ? 1 : 0;
      changes += verdict.changeEpoch() > change ? 1 : 0;
      change = Math.max(change, verdict.changeEpoch() > 0 ? verdict.changeEpoch() : 0);
      collapsed |= verdict.labelLoss() > COLLAPSE;
    }
    return new Count(alarms, changes, collapsed);
  }

  private void found() {
    System.out.printf(
        Locale.ROOT,
        "%nshare of shifts with a lasting alarm within %d / %d snapshots, after half of the snapshots%n"
            + "correlation",
        SOON,
        LATER);
    for (double shift : SHIFTS) {
      System.out.printf(Locale.ROOT, "  %8.0f sd", shift);
    }
    System.out.println();
    for (double rho : CORRELATIONS) {
      System.out.printf(Locale.ROOT, "%11.1f", rho);
      for (double shift : SHIFTS) {
        System.out.printf(
            Locale.ROOT, "  %3.0f / %3.0f %%", found(rho, shift, SOON), found(rho, shift, LATER));
      }
      System.out.println();
    }
  }

  private double found(double rho, double shift, int within) {
    long found =
        IntStream.range(0, series)
            .filter(i -> isFound(new SimulatedSeries(seed + i, rho, noise), shift, within))
            .count();
    return 100.0 * found / series;
  }

  private boolean isFound(SimulatedSeries of, double shift, int within) {
    int start = snapshots / 2;
    boolean found = false;
    for (int t = 0; t < start + within; t++) {
      double outside = of.next(t < start ? 0 : -shift).outside();
      found |= t >= start && outside >= LASTING;
    }
    return found;
  }
}
