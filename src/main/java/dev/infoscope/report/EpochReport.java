// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.report;

import dev.infoscope.measure.Matrix;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Moment;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All readings of one moment and how they were obtained. Immutable.
 *
 * @param run of which run
 * @param moment when the network was examined
 * @param readings what was measured, in the order of measures and layers
 * @param matrices values too many for series, in the same order
 * @param skipped layers that were not examined, with the reason; sorted by name. {@code name
 *     (causal)} are layers whose activations were examined and whose weights could not be
 * @param durations time each measure took; sorted by name
 */
public record EpochReport(
    Run run,
    Moment moment,
    List<Reading> readings,
    List<Matrix> matrices,
    Map<String, String> skipped,
    Map<String, Duration> durations) {
  /** Copies the collections. */
  public EpochReport {
    readings = List.copyOf(readings);
    matrices = List.copyOf(matrices);
    skipped = Collections.unmodifiableMap(new TreeMap<>(skipped));
    durations = Collections.unmodifiableMap(new TreeMap<>(durations));
  }

  /**
   * A report without matrices.
   *
   * @param run of which run
   * @param moment when the network was examined
   * @param readings what was measured
   * @param skipped layers that were not examined, with the reason
   * @param durations time each measure took
   */
  public EpochReport(
      Run run,
      Moment moment,
      List<Reading> readings,
      Map<String, String> skipped,
      Map<String, Duration> durations) {
    this(run, moment, readings, List.of(), skipped, durations);
  }
}
