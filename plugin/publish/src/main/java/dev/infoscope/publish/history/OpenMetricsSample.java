// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.history;

import dev.infoscope.measure.Metric;
import dev.infoscope.report.ReadingEntry;
import dev.infoscope.report.ReportEntry;
import dev.infoscope.report.RunMetrics;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One sample, of which every name follows the grammar of OpenMetrics.
 *
 * @param metric name in Micrometer, as in the history
 * @param unit of the value; may be empty
 * @param labels by name
 * @param value null for not enough evidence
 * @param seconds since 1970
 */
record OpenMetricsSample(
    String metric,
    String unit,
    SortedMap<String, String> labels,
    @Nullable Double value,
    double seconds) {
  private static final String JOB = "infoscope"; // as in the examples of scrape configurations
  private static final int LONGEST = 200;
  private static final Pattern METRIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Pattern UNIT = Pattern.compile("[a-zA-Z0-9_:]*");
  private static final Pattern LABEL = Pattern.compile("(?!__)[a-zA-Z_][a-zA-Z0-9_]*");

  /**
   * Checks the names.
   *
   * @throws IllegalArgumentException with the name and the rule that it breaks
   */
  OpenMetricsSample {
    require("metric", metric.replace('.', '_'), metric, METRIC);
    require("unit", unit.replace('.', '_'), unit, UNIT);
    labels.keySet().forEach(label -> require("label", label, label, LABEL));
  }

  private static void require(String what, String name, String shown, Pattern grammar) {
    if (name.length() > LONGEST) {
      throw refused("%s %s must be at most %d characters long", what, shown, LONGEST);
    }
    if (!grammar.matcher(name).matches()) {
      throw refused("%s %s must match %s", what, shown, grammar);
    }
  }

  private static IllegalArgumentException refused(
      String form, String what, String shown, Object rule) {
    return new IllegalArgumentException(
        String.format(Locale.ROOT, form, what, CleanText.quoted(shown), rule));
  }

  /**
   * The sample of a reading.
   *
   * @throws IllegalArgumentException if a name breaks its rule, or a label has the name of one that
   *     every sample has
   */
  static OpenMetricsSample of(ReportEntry entry, ReadingEntry reading) {
    SortedMap<String, String> labels = common(entry);
    if (reading.layer() != null && reading.layerIndex() != null) {
      labels.put("layer", reading.layer());
      labels.put("layer_index", padded(reading.layerIndex()));
    }
    reading.labels().forEach((label, value) -> addOwn(labels, label, value));
    return new OpenMetricsSample(
        reading.metric(), reading.unit(), labels, reading.value(), seconds(entry));
  }

  private static void addOwn(SortedMap<String, String> labels, String label, String value) {
    if (labels.put(label, value) != null) {
      throw refused(
          "%s %s must be none of %s", "label", label, "job, run, model, layer, layer_index");
    }
  }

  /** The sample that a tag of the run is published as. */
  static OpenMetricsSample ofTag(ReportEntry entry, String tag, Object value) {
    SortedMap<String, String> labels = common(entry);
    labels.put("tag", tag);
    labels.put("value", value.toString());
    return new OpenMetricsSample(RunMetrics.TAG.meterName(), "", labels, 1.0, seconds(entry));
  }

  /**
   * A sample of the run as a whole.
   *
   * @throws IllegalArgumentException as {@link #of(ReportEntry, ReadingEntry)}
   */
  static OpenMetricsSample of(
      ReportEntry entry, Metric metric, Map<String, String> own, double value) {
    SortedMap<String, String> labels = common(entry);
    own.forEach((label, text) -> addOwn(labels, label, text));
    boolean counter = metric.kind() == Metric.Kind.COUNTER; // whose series end in _total
    String name = counter ? metric.meterName() + ".total" : metric.meterName();
    return new OpenMetricsSample(name, metric.unit(), labels, value, seconds(entry));
  }

  private static SortedMap<String, String> common(ReportEntry entry) {
    return new TreeMap<>(Map.of("job", JOB, "run", entry.run(), "model", entry.model()));
  }

  private static String padded(int index) {
    return index >= 0 && index < 10 ? "0" + index : Integer.toString(index);
  }

  static double seconds(ReportEntry entry) {
    return Instant.parse(entry.time()).toEpochMilli() / 1000.0;
  }

  /** The family's name. */
  String family() {
    return (unit.isEmpty() ? metric : metric + "." + unit).replace('.', '_');
  }

  /** Name and labels, which tell a series from all others. */
  String series() {
    return labels.entrySet().stream()
        .map(label -> label.getKey() + "=\"" + escaped(label.getValue()) + "\"")
        .collect(Collectors.joining(",", family() + "{", "}"));
  }

  /** The line, with its end. */
  String line() {
    return series()
        + " "
        + number(value == null ? Double.NaN : value)
        + " "
        + BigDecimal.valueOf(seconds).toPlainString()
        + "\n";
  }

  private static String number(double value) {
    return Double.isInfinite(value) ? (value > 0 ? "+Inf" : "-Inf") : Double.toString(value);
  }

  /** As in label values and help texts. */
  static String escaped(String text) {
    return CleanText.of(text).replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
