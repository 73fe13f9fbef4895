// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import dev.infoscope.discrete.Discretizer;
import dev.infoscope.estimate.AuditedErrors;
import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.estimate.kernel.Noise;

/** Holds readings of I(T;Y) against the {@link AuditedErrors audit} of their estimator. */
public final class PlaneAudit {
  private final PlaneSettings settings;
  private final AuditedErrors table;

  /**
   * By the table that comes with the library.
   *
   * @param settings how the plane is read
   */
  public PlaneAudit(PlaneSettings settings) {
    this(settings, AuditedErrors.own());
  }

  PlaneAudit(PlaneSettings settings, AuditedErrors table) {
    this.settings = settings;
    this.table = table;
  }

  /**
   * Judges a place in the plane.
   *
   * @param point what was read
   * @param units of the layer that vary
   * @param classes that occur among the labels
   * @return the same, with the row of the audit that tells against I(T;Y) if there is one
   */
  public PlanePoint judged(PlanePoint point, int units, int classes) {
    Estimate label = point.label();
    if (Double.isNaN(label.bits()) || label.flags().contains(Flag.CONSTANT)) {
      return point;
    }
    Uncertainty known = label.uncertainty();
    return point.withAudit(
        table.beyond(audited(point.estimator()), units, classes, known.samples(), known.ceiling()));
  }

  /** The estimator and the setting of the audit that is nearest to its own. */
  String audited(PlaneEstimator estimator) {
    return switch (estimator) {
      case BINNED -> binned(settings.quantizer());
      case PAIRWISE, PAIRWISE_LOWER -> noised(estimator.label(), settings.noise());
      case KSG, RENYI -> estimator.label();
    };
  }

  private String binned(Discretizer rule) {
    return switch (rule.kind()) {
      case ACTIVATION_RANGE, DATA_RANGE, FIXED -> table.nearest("binned data-range:", rule.bins());
      case QUANTILE -> table.nearest("binned quantile:", rule.bins());
      case FLOAT_KEYS -> table.nearest("binned float-keys:", rule.bins());
      case TWO_MEANS, ACTIVE, THRESHOLD -> "binned " + rule;
    };
  }

  private String noised(String estimator, Noise noise) {
    return noise.relative()
        ? table.nearest(estimator + " relative:", noise.amount())
        : estimator + " " + noise;
  }
}
