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

  /** Windows that level and noise are taken from. */
  private static final int MEMORY = 5;

  /** Snapshots beyond {@code least} after which a level that has shifted is the normal one. */
  private static final int CERTAIN = 3;

  /** Standard deviations by which noise may raise the highest and lower the last of a window. */
  private static final double RANGE = 2.5;

  private final DriftSettings settings;
  private final DriftQuantity watched;
  private final Map<String, String> followed;
  private final String basis;
  private final Layer layer;
  private final TrailingWindow window;
  private final ShiftDetector shifts;
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
    this.shifts = new ShiftDetector(settings.least(), MEMORY * settings.window());
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
    boolean judged = shifts.judges() && Double.isFinite(value);
    double z = judged ? zscore(value) : Double.NaN;
    Map<String, String> quantity = Map.of("quantity", watched.quantity(), "basis", basis);
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    flags.addAll(reading.flags());
    if (!shifts.judges()) {
      flags.add(Flag.WARMING_UP);
    }
    outside = next(z);
    into.add(of(DriftMetrics.ZSCORE, quantity, z, flags));
    into.add(of(DriftMetrics.OUTSIDE, quantity, Math.abs(outside), flags));
    events(epoch, value, flags, into);
    if (snapshots > settings.warmUp() && Double.isFinite(value)) {
      window.add(value);
      shifts.add(value);
    }
    if (Math.abs(outside) >= settings.least() + CERTAIN) {
      shifts.keep(Math.abs(outside));
    }
  }

  private double zscore(double value) {
    double floor = Math.max(watched.floor(), RELATIVE_FLOOR * Math.abs(window.median()));
    return shifts.score(value, floor);
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
      double loss = known ? loss(value) : Double.NaN;
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

  /** Share of the highest of the window that is lost for certain. */
  private double loss(double value) {
    double range = RANGE * falls.noise();
    double held = Math.max(0, value + range);
    double highest = window.highest() - range;
    return highest > held ? 1 - held / highest : 0;
  }

  private Reading of(Metric metric, Map<String, String> labels, double value, Set<Flag> flags) {
    return new Reading(
        metric, layer, labels, value, Uncertainty.of(window.size(), Double.NaN), flags);
  }
}
