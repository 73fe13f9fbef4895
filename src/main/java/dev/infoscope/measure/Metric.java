// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

import java.util.List;

/**
 * Something this project publishes. Each measure lists its own, as {@code PlaneMetrics} does;
 * meters, dashboards and documentation all read those lists through {@code report.MetricCatalogue}.
 * Names are Micrometer's; Prometheus writes underscores and adds the unit.
 *
 * @param kind how the metric behaves over time
 * @param meterName the name in Micrometer, lower case with dots
 * @param unit the base unit, plural, as in {@code bits}; empty for plain numbers
 * @param help what the metric means, one sentence
 * @param isPerLayer whether it is taken of a layer, and so carries {@code layer} and {@code
 *     layer_index}
 * @param ownLabels labels beside {@code run}, {@code model} and the layer's
 * @param readsClasses whether a value depends on the classes of the examples, so that one whose
 *     class is left out of the probe set is missed
 */
public record Metric(
    Kind kind,
    String meterName,
    String unit,
    String help,
    boolean isPerLayer,
    List<String> ownLabels,
    boolean readsClasses) {

  /** How a metric behaves over time. */
  public enum Kind {
    /** Goes up and down. */
    GAUGE,
    /** Only goes up. */
    COUNTER,
    /** Count and total of durations. */
    TIMER,
    /**
     * Many values of one moment, such as one per neuron and class: in reports, history and page,
     * never a series.
     */
    MATRIX
  }

  /** Copies the labels. */
  public Metric {
    ownLabels = List.copyOf(ownLabels);
  }

  /**
   * A metric of the run that goes up and down.
   *
   * @param meterName the name in Micrometer
   * @param unit the base unit
   * @param help what the metric means
   * @return without labels
   */
  public static Metric gauge(String meterName, String unit, String help) {
    return new Metric(Kind.GAUGE, meterName, unit, help, false, List.of(), false);
  }

  /**
   * A metric of the run that only goes up.
   *
   * @param meterName the name in Micrometer
   * @param unit the base unit
   * @param help what the metric means
   * @return without labels
   */
  public static Metric counter(String meterName, String unit, String help) {
    return new Metric(Kind.COUNTER, meterName, unit, help, false, List.of(), false);
  }

  /**
   * Durations.
   *
   * @param meterName the name in Micrometer
   * @param unit the base unit
   * @param help what the metric means
   * @return without labels
   */
  public static Metric timer(String meterName, String unit, String help) {
    return new Metric(Kind.TIMER, meterName, unit, help, false, List.of(), false);
  }

  /**
   * A metric that has one value per row and column, as a {@link Matrix} holds them.
   *
   * @param meterName the name in Micrometer's manner
   * @param unit the base unit
   * @param help what the metric means
   * @param rows what a row stands for, as in {@code class}
   * @param columns what a column stands for, as in {@code unit}
   * @return of a layer, labelled by what rows and columns stand for
   */
  public static Metric matrix(
      String meterName, String unit, String help, String rows, String columns) {
    return new Metric(Kind.MATRIX, meterName, unit, help, true, List.of(rows, columns), false);
  }

  /**
   * The same metric taken of every layer.
   *
   * @param ownLabels labels beside {@code run}, {@code model} and the layer's
   * @return a copy
   */
  public Metric perLayer(String... ownLabels) {
    return new Metric(kind, meterName, unit, help, true, List.of(ownLabels), readsClasses);
  }

  /**
   * The same metric of the run with labels.
   *
   * @param ownLabels labels beside {@code run} and {@code model}
   * @return a copy
   */
  public Metric labelled(String... ownLabels) {
    return new Metric(kind, meterName, unit, help, false, List.of(ownLabels), readsClasses);
  }

  /**
   * The same metric as one that depends on the classes of the examples.
   *
   * @return a copy
   */
  public Metric ofClasses() {
    return new Metric(kind, meterName, unit, help, isPerLayer, ownLabels, true);
  }

  /**
   * The name of the series a Prometheus scrape shows; for a timer the stem to which {@code _count},
   * {@code _sum} and {@code _max} are added.
   *
   * @return lower case with underscores, unit and {@code _total} included
   */
  public String seriesName() {
    String name = (unit.isEmpty() ? meterName : meterName + "." + unit).replace('.', '_');
    return kind == Kind.COUNTER ? name + "_total" : name;
  }

  /** The name, for messages. */
  @Override
  public String toString() {
    return meterName;
  }
}
