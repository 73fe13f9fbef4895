// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import dev.infoscope.report.ReadingEntry;

/** The trajectory of a layer through the information plane, in a few numbers. Not thread-safe. */
final class PlaneTrajectory {
  private static final double NOTEWORTHY = 0.05; // of the highest value

  private double most = Double.NEGATIVE_INFINITY;
  private int mostAt;
  private double now = Double.NaN;
  private int nowAt;
  private double labelAtMost = Double.NaN;
  private double label = Double.NaN;
  private boolean saturatedAtMost;

  void add(int epoch, ReadingEntry reading, boolean input) {
    if (reading.value() == null) {
      return;
    }
    if (!input) {
      label = reading.value();
      labelAtMost = epoch == mostAt ? label : labelAtMost;
      return;
    }
    now = reading.value();
    nowAt = epoch;
    if (now >= most) {
      most = now;
      mostAt = epoch;
      labelAtMost = Double.NaN; // not that of an earlier epoch
      saturatedAtMost = reading.isSaturated();
    }
  }

  boolean hasCompressed() {
    return most - now > NOTEWORTHY * most;
  }

  String words() {
    return RunSummary.format(
        "from %.2f bits about the input at epoch %d%s to %.2f at epoch %d%s",
        most,
        mostAt,
        saturatedAtMost ? " (saturated there, so it may have been more)" : "",
        now,
        nowAt,
        labelWords());
  }

  /** Nothing for a run without labels. */
  private String labelWords() {
    if (Double.isNaN(label)) {
      return "";
    }
    return Double.isNaN(labelAtMost)
        ? RunSummary.format(", while I(T;Y) came to %.2f", label)
        : RunSummary.format(", while I(T;Y) went from %.2f to %.2f", labelAtMost, label);
  }
}
