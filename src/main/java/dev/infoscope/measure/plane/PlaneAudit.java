// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import dev.infoscope.discrete.Discretizer;
import dev.infoscope.estimate.AuditedErrors;
import dev.infoscope.estimate.AuditedLayer;
import dev.infoscope.estimate.AuditedSetting;
import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.LayerShape;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Holds readings of I(T;Y) against the {@link AuditedErrors audit} of their estimator.
 *
 * <p>Bins of equal width were audited over the range of the data. So they count by how many of them
 * the layer reaches: where the unit in the middle spans {@code n} of {@code B} bins, and that is
 * less than half of them, the reading is one of {@code n} bins. The same holds where all values
 * together lie in {@code n} bins of a given range, or of bins that were frozen before the data
 * moved.
 *
 * <p>Beyond the audit is also a reading where more than a twentieth of the values of units that
 * vary lies outside the bins, or, unless each unit has bins of its own, where one unit ranges over
 * more than {@value #UNLIKE} times as much as the unit in the middle.
 */
public final class PlaneAudit {
  private static final int UNLIKE = 10;

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
    boolean read = !Double.isNaN(label.bits()) && !label.flags().contains(Flag.CONSTANT);
    if (!read || layer.classes() < 2) {
      return point;
    }
    AuditedSetting setting = setting(point.estimator(), point.use(), layer.shape());
    String reason = table.beyond(setting, layer, label.uncertainty().samples());
    if (reason.isEmpty()) {
      reason = outside(label, layer, setting);
    }
    return point.withAudit(reason.isEmpty() ? unlike(point.estimator(), layer, setting) : reason);
  }

  /** How a reading was taken, as the audit would call it. */
  AuditedSetting setting(
      PlaneEstimator estimator, @Nullable BinUse use, @Nullable LayerShape shape) {
    return switch (estimator) {
      case BINNED -> binned(settings.quantizer(), use, shape);
      case PAIRWISE, PAIRWISE_LOWER, RENYI ->
          AuditedSetting.of(estimator.label() + " " + settings.noise());
      case KSG -> AuditedSetting.of(estimator.label());
    };
  }

  private static AuditedSetting binned(
      Discretizer rule, @Nullable BinUse use, @Nullable LayerShape shape) {
    return switch (rule.kind()) {
      case ACTIVATION_RANGE, DATA_RANGE, FIXED -> reached("binned data-range", rule, use, shape);
      case QUANTILE -> reached("binned quantile", rule, use, null);
      case FLOAT_KEYS -> AuditedSetting.of("binned " + rule);
      case TWO_MEANS, ACTIVE, THRESHOLD ->
          new AuditedSetting("binned " + rule, Double.NaN, "binned " + rule);
    };
  }

  /** Quantiles may coincide, and then there are fewer bins than were wanted, in the audit too. */
  private static AuditedSetting reached(
      String audited, Discretizer rule, @Nullable BinUse use, @Nullable LayerShape shape) {
    String words = "binned " + rule;
    if (use == null) {
      return new AuditedSetting(audited, rule.bins(), words);
    }
    int bins = use.bins().bins();
    int middle = shape == null ? bins : shape.middleSpan(use.bins());
    boolean less = 2 * middle < bins && middle < use.reached();
    int span = less ? middle : use.reached();
    String who = less ? "the unit in the middle spans" : "values span";
    return span == bins
        ? new AuditedSetting(audited, rule.bins(), words)
        : new AuditedSetting(
            audited,
            (double) rule.bins() * span / bins,
            String.format(Locale.ROOT, "%s (%s %d bin%s)", words, who, span, span == 1 ? "" : "s"));
  }

  private static String outside(Estimate label, AuditedLayer layer, AuditedSetting setting) {
    double share = label.uncertainty().outside() * layer.width() / layer.units();
    return share > BinnedCounts.OUTSIDE_LIMIT
        ? String.format(
            Locale.ROOT,
            "%s: audited with all values inside the bins; here %.0f %% lie outside",
            setting.words(),
            100 * share)
        : "";
  }

  /** Noise follows the layer, and bins its range, so that one large unit hides all others. */
  private String unlike(PlaneEstimator estimator, AuditedLayer layer, AuditedSetting setting) {
    LayerShape shape = layer.shape();
    boolean each =
        estimator == PlaneEstimator.BINNED
            && switch (settings.quantizer().kind()) {
              case ACTIVATION_RANGE, DATA_RANGE, FIXED -> false;
              case QUANTILE, FLOAT_KEYS, TWO_MEANS, ACTIVE, THRESHOLD -> true;
            };
    return shape == null || each || shape.unlikeness() <= UNLIKE
        ? ""
        : String.format(
            Locale.ROOT,
            "%s: audited with units that range alike; here one ranges over %.3g times as much as"
                + " the one in the middle",
            setting.words(),
            shape.unlikeness());
  }
}
