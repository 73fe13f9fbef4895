// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.motion;

import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Cost;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Measure;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.ParameterMotion;
import dev.infoscope.network.Snapshot;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How far and where the parameters w of each layer move from snapshot to snapshot, with the update
 * {@code u(t) = w(t) - w(t-1)}:
 *
 * <pre>{@code
 * ratio, norm l2:  |u(t)| / |w(t)|,  Euclidean
 * ratio, norm l1:  sum |u(t)| / sum |w(t)|, as the mean magnitudes of DL4J's StatsListener
 * cosine:          u(t) . u(t-1) / (|u(t)| |u(t-1)|)
 * distance:        |w(t) - w(1)| / |w(1)|
 * }</pre>
 *
 * <p>An update spans all iterations between two snapshots. Statistics of batch normalisation are no
 * parameters that are trained, and are left out.
 *
 * <p>The first snapshot is the first at which the parameters of the layer are finite. Without an
 * update between two finite snapshots, or one before it, the reading is {@code NaN} with {@link
 * Flag#WARMING_UP}, so too for one or two snapshots after one that was not finite. While parameters
 * are not finite it is {@code NaN} with {@link Flag#NOT_FINITE}; where all weights are 0, or for
 * the cosine an update is, with {@link Flag#UNDEFINED}.
 */
public final class MotionOfParameters implements Measure {
  @Override
  public String name() {
    return "parameters";
  }

  @Override
  public boolean readsMotions() {
    return true;
  }

  /** The sums were made with the copy; what remains costs nothing. */
  @Override
  public Cost cost(Snapshot snapshot) {
    return new Cost(snapshot.layers().size(), snapshot.layers().size());
  }

  @Override
  public Findings measure(Snapshot snapshot) {
    List<Reading> readings = new ArrayList<>();
    for (ParameterMotion motion : snapshot.motions()) {
      Map<String, String> l2 = Map.of("norm", "l2");
      Map<String, String> l1 = Map.of("norm", "l1");
      boolean moved = motion.hasUpdate();
      readings.add(reading(MotionMetrics.UPDATE_RATIO, motion, l2, motion.euclideanRatio(), moved));
      readings.add(reading(MotionMetrics.UPDATE_RATIO, motion, l1, motion.magnitudeRatio(), moved));
      boolean twice = motion.hasTwoUpdates();
      readings.add(reading(MotionMetrics.UPDATE_COSINE, motion, Map.of(), motion.cosine(), twice));
      boolean away = motion.hasReference();
      readings.add(reading(MotionMetrics.DISTANCE, motion, Map.of(), motion.distance(), away));
    }
    return Findings.of(readings);
  }

  /** Each reading is judged by what goes into it: what was not finite before may not matter now. */
  private static Reading reading(
      Metric metric,
      ParameterMotion motion,
      Map<String, String> labels,
      double value,
      boolean comparable) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    if (!motion.isFinite()) {
      flags.add(Flag.NOT_FINITE);
    } else if (!comparable) {
      flags.add(Flag.WARMING_UP);
    } else if (Double.isNaN(value)) {
      flags.add(Flag.UNDEFINED);
    }
    double known = flags.isEmpty() ? value : Double.NaN;
    Uncertainty exact = Uncertainty.exact(Double.NaN);
    return new Reading(metric, motion.layer(), labels, known, exact, flags, "");
  }
}
