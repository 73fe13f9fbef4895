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
import org.jspecify.annotations.Nullable;

/** All readings of one moment and how they were obtained. Immutable. */
public final class EpochReport {
  private final Run run;
  private final Moment moment;
  private final List<Reading> readings;
  private final List<Matrix> matrices;
  private final Map<String, String> skipped;
  private final Map<String, Duration> durations;
  private @Nullable ReportEntry entry;

  /**
   * A report; the collections are copied.
   *
   * @param run of which run
   * @param moment when the network was examined
   * @param readings what was measured, in the order of measures and layers
   * @param matrices values too many for series, in the same order
   * @param skipped layers that were not examined, with the reason. {@code name (causal)} are layers
   *     whose activations were examined and whose weights could not be
   * @param durations time each measure took
   */
  public EpochReport(
      Run run,
      Moment moment,
      List<Reading> readings,
      List<Matrix> matrices,
      Map<String, String> skipped,
      Map<String, Duration> durations) {
    this.run = run;
    this.moment = moment;
    this.readings = List.copyOf(readings);
    this.matrices = List.copyOf(matrices);
    this.skipped = Collections.unmodifiableMap(new TreeMap<>(skipped));
    this.durations = Collections.unmodifiableMap(new TreeMap<>(durations));
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

  /**
   * The run.
   *
   * @return of which run
   */
  public Run run() {
    return run;
  }

  /**
   * The moment.
   *
   * @return when the network was examined
   */
  public Moment moment() {
    return moment;
  }

  /**
   * The readings.
   *
   * @return what was measured, in the order of measures and layers
   */
  public List<Reading> readings() {
    return readings;
  }

  /**
   * The matrices.
   *
   * @return values too many for series, in the order of measures and layers
   */
  public List<Matrix> matrices() {
    return matrices;
  }

  /**
   * What was not examined.
   *
   * @return reasons by name of the layer, sorted by name
   */
  public Map<String, String> skipped() {
    return skipped;
  }

  /**
   * What it cost.
   *
   * @return time each measure took, sorted by name
   */
  public Map<String, Duration> durations() {
    return durations;
  }

  /**
   * The report in the form in which it is written, for all sinks that write it. It is converted
   * when it is first asked for, and not at all where nobody asks. Thread-safe.
   *
   * @return always the same entry
   */
  public synchronized ReportEntry entry() {
    ReportEntry converted = entry;
    if (converted == null) {
      converted = ReportEntry.of(this);
      entry = converted;
    }
    return converted;
  }
}
