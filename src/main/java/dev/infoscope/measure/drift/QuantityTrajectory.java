// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.drift;

import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Layer;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One quantity of one layer, from snapshot to snapshot. */
final class QuantityTrajectory {
  /** Share of the median that one standard deviation of the band is at least. */
  private static final double RELATIVE_FLOOR = 0.01;

  private final DriftSettings settings;
  private final DriftQuantity watched;
  private final Map<String, String> followed;
  private final String basis;
  private final Layer layer;
  private final TrailingWindow window;
  private final FallDetector falls;
  private int snapshots;
  private int outside;

  QuantityTrajectory(
      DriftSettings settings, DriftQuantity watched, Map<String, String> followed, Layer layer) {
    this.settings = settings;
    this.watched = watched;
    this.followed = followed;
    this.basis = basis(followed);
    this.layer = layer;
    this.window = new TrailingWindow(settings.window());
    boolean input = watched.role() == DriftQuantity.Role.INPUT;
    double share = input ? settings.compression() : settings.collapse();
    this.falls = new FallDetector(share, settings.least(), settings.window());
  }

  private static String basis(Map<String, String> labels) {
    String kind = labels.getOrDefault("kind", DriftMetrics.EXACT);
    return labels.getOrDefault("estimator", kind);
  }

  /** Whether a reading of the watched metric is the one that is followed. */
  boolean follows(Reading reading) {
    return reading.labels().equals(followed);
  }

  /** Judges a reading against those before it, then lets it join them. */
  void read(int epoch, Reading reading, List<Reading> into) {
    double value = reading.value();
    snapshots++;
    boolean judged = window.size() >= settings.least() && Double.isFinite(value);
    double z = judged ? zscore(value) : Double.NaN;
    Map<String, String> quantity = Map.of("quantity", watched.quantity(), "basis", basis);
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    flags.addAll(reading.flags());
    if (window.size() < settings.least()) {
      flags.add(Flag.WARMING_UP);
    }
    outside = next(z);
    into.add(of(DriftMetrics.ZSCORE, quantity, z, flags));
    into.add(of(DriftMetrics.OUTSIDE, quantity, Math.abs(outside), flags));
    events(epoch, value, flags, into);
    if (snapshots > settings.warmUp() && Double.isFinite(value)) {
      window.add(value);
    }
  }

  private double zscore(double value) {
    double middle = window.median();
    double floor = Math.max(watched.floor(), RELATIVE_FLOOR * Math.abs(middle));
    return (value - middle) / Math.max(window.deviation(), floor);
  }

  /**
   * Snapshots in a row beyond the band, with the sign of the side; not enough evidence ends a row.
   */
  private int next(double z) {
    int side = z > settings.band() ? 1 : z < -settings.band() ? -1 : 0;
    return side == Integer.signum(outside) ? outside + side : side;
  }

  private void events(int epoch, double value, Set<Flag> flags, List<Reading> into) {
    if (watched.role() == DriftQuantity.Role.PLAIN) {
      return;
    }
    boolean judged = window.size() >= settings.least();
    boolean label = watched.role() == DriftQuantity.Role.LABEL;
    if (label) {
      boolean known = judged && window.highest() > 0;
      double loss = known ? Math.max(0, 1 - value / window.highest()) : Double.NaN;
      into.add(of(DriftMetrics.LABEL_LOSS, Map.of("basis", basis), loss, flags));
    }
    if (snapshots > settings.warmUp() && Double.isFinite(value)) {
      falls.falls(epoch, value, judged);
    }
    Map<String, String> event = Map.of("event", label ? "collapse" : "compression", "basis", basis);
    Set<Flag> early = judged ? Set.of() : EnumSet.of(Flag.WARMING_UP);
    double beginning = judged ? falls.beginning() : Double.NaN;
    into.add(of(DriftMetrics.CHANGE_EPOCH, event, beginning, early));
  }

  private Reading of(Metric metric, Map<String, String> labels, double value, Set<Flag> flags) {
    return new Reading(
        metric, layer, labels, value, Uncertainty.of(window.size(), Double.NaN), flags);
  }
}
