// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.drift;

import dev.infoscope.measure.Reading;
import dev.infoscope.network.Layer;
import dev.infoscope.network.Moment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges the readings of each snapshot against the snapshots before it.
 *
 * <p>The z-score says how certain a lasting shift is against the level and the noise of the
 * snapshots before ({@link ShiftDetector}); one deviation of the noise is at least the floor of the
 * quantity and 1 % of the median. A reading joins the level after it was judged. A level that has
 * shifted becomes the normal one after some ten snapshots, so alarms end by themselves. Slopes,
 * bends and single strange values score little. Not thread-safe.
 */
public final class Drift {
  /** By name: what was done to a layer before it was measured may be said later than its name. */
  private record Key(String layer, String quantity) {}

  private final DriftSettings settings;
  private final List<DriftQuantity> watched;
  private final Map<Key, QuantityTrajectory> courses = new HashMap<>();
  private int lastEpoch;

  /**
   * Nothing seen yet.
   *
   * @param settings when a reading counts as drifted
   * @param watched what is watched
   */
  public Drift(DriftSettings settings, List<DriftQuantity> watched) {
    this.settings = settings;
    this.watched = List.copyOf(watched);
  }

  /**
   * Judges one snapshot. An epoch before the last one means that training began anew, and so does
   * this.
   *
   * @param moment when the network was examined
   * @param readings all that was measured
   * @return readings of {@link DriftMetrics}, of every layer that has a watched quantity; {@code
   *     NaN} with the flag {@code WARMING_UP} while the window is too short
   */
  public List<Reading> read(Moment moment, List<Reading> readings) {
    if (moment.epoch() < lastEpoch) {
      courses.clear();
    }
    lastEpoch = moment.epoch();
    List<Reading> found = new ArrayList<>();
    for (DriftQuantity quantity : watched) {
      for (Reading reading : readings) {
        Layer layer = reading.metric().equals(quantity.metric()) ? layer(reading, readings) : null;
        if (layer != null) {
          read(moment, quantity, layer, reading, readings, found);
        }
      }
    }
    return found;
  }

  /** Of an output the examined layer that has its name; null if it is not examined. */
  private static @Nullable Layer layer(Reading reading, List<Reading> all) {
    String output = reading.labels().get(DriftQuantity.OUTPUT);
    if (reading.layer() != null || output == null) {
      return reading.layer();
    }
    return all.stream()
        .map(Reading::layer)
        .filter(layer -> layer != null && layer.name().equals(output))
        .findFirst()
        .orElse(null);
  }

  private void read(
      Moment moment,
      DriftQuantity quantity,
      Layer layer,
      Reading reading,
      List<Reading> all,
      List<Reading> into) {
    Key key = new Key(layer.name(), quantity.quantity());
    QuantityTrajectory course = courses.get(key);
    if (course == null) {
      Map<String, String> followed = choice(quantity, layer, all);
      if (followed == null) {
        return;
      }
      course = new QuantityTrajectory(settings, quantity, followed, layer);
      courses.put(key, course);
    }
    if (course.follows(reading)) {
      course.read(moment.epoch(), reading, into);
    }
  }

  /** Labels of the best reading that the layer has; null if it has none. */
  private static @Nullable Map<String, String> choice(
      DriftQuantity quantity, Layer layer, List<Reading> all) {
    for (Map<String, String> choice : quantity.choices()) {
      for (Reading reading : all) {
        Layer own = reading.metric().equals(quantity.metric()) ? layer(reading, all) : null;
        if (own != null
            && layer.name().equals(own.name())
            && reading.labels().entrySet().containsAll(choice.entrySet())) {
          return reading.labels();
        }
      }
    }
    return null;
  }
}
