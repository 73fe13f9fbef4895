// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import dev.infoscope.discrete.Discretizer;
import dev.infoscope.estimate.AuditedErrors;
import dev.infoscope.estimate.AuditedLayer;
import dev.infoscope.estimate.AuditedSetting;
import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Holds readings of I(T;Y) against the {@link AuditedErrors audit} of their estimator.
 *
 * <p>Bins were audited over the range of the data. So bins of a given range, and bins that were
 * frozen before the data moved, count by how many of them the layer reaches: of {@code B} bins of
 * which {@code n} lie from its smallest value to its largest, the reading is one of {@code n} bins.
 * Beyond the audit is also a reading where more than a twentieth of the values lies outside the
 * bins.
 */
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
   * @param layer what was read of
   * @return the same, with what tells against I(T;Y) if there is something
   */
  public PlanePoint judged(PlanePoint point, AuditedLayer layer) {
    Estimate label = point.label();
    if (Double.isNaN(label.bits()) || label.flags().contains(Flag.CONSTANT)) {
      return point;
    }
    AuditedSetting setting = setting(point.estimator(), point.use());
    String reason = table.beyond(setting, layer, label.uncertainty().samples());
    return point.withAudit(
        reason.isEmpty() && layer.classes() > 1 ? outside(label, setting) : reason);
  }

  /** How a reading was taken, as the audit would call it. */
  AuditedSetting setting(PlaneEstimator estimator, @Nullable BinUse use) {
    return switch (estimator) {
      case BINNED -> binned(settings.quantizer(), use);
      case PAIRWISE, PAIRWISE_LOWER, RENYI ->
          AuditedSetting.of(estimator.label() + " " + settings.noise());
      case KSG -> AuditedSetting.of(estimator.label());
    };
  }

  private static AuditedSetting binned(Discretizer rule, @Nullable BinUse use) {
    return switch (rule.kind()) {
      case ACTIVATION_RANGE, DATA_RANGE, FIXED -> reached("binned data-range", rule, use);
      case QUANTILE -> reached("binned quantile", rule, use);
      case FLOAT_KEYS -> AuditedSetting.of("binned " + rule);
      case TWO_MEANS, ACTIVE, THRESHOLD ->
          new AuditedSetting("binned " + rule, Double.NaN, "binned " + rule);
    };
  }

  /** Quantiles may coincide, and then there are fewer bins than were wanted, in the audit too. */
  private static AuditedSetting reached(String audited, Discretizer rule, @Nullable BinUse use) {
    String words = "binned " + rule;
    return use == null || use.reached() == use.bins()
        ? new AuditedSetting(audited, rule.bins(), words)
        : new AuditedSetting(
            audited,
            rule.bins() * use.share(),
            String.format(Locale.ROOT, "%s (values span %d bins)", words, use.reached()));
  }

  private static String outside(Estimate label, AuditedSetting setting) {
    return label.flags().contains(Flag.OUT_OF_RANGE)
        ? String.format(
            Locale.ROOT,
            "%s: audited with all values inside the bins; here %.0f %% lie outside",
            setting.words(),
            100 * label.uncertainty().outside())
        : "";
  }
}
