// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.drift.DriftMetrics;
import dev.infoscope.measure.plane.PlaneMetrics;
import dev.infoscope.measure.probe.ProbeMetrics;
import dev.infoscope.measure.usable.UsableMetrics;
import dev.infoscope.report.MetricCatalogue;
import dev.infoscope.report.RunMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page says behind a question mark is what the reference of the metrics says. */
class HelpTest {
  private static final Path REFERENCE = Path.of("../../src/site/metrics.md");
  private static final Path MODULE =
      Path.of("src/main/resources/dev/infoscope/publish/page/help.js");
  private static final Pattern SECTION =
      Pattern.compile(
          "(?m)^### `([^`\\n]*)`.*\\n\\nMicrometer `([\\w.]+)`.*\\n\\n([^*\\n][^\\n]*)\\n"
              + "(?s:(?!^###).)*?\\*When not to trust it:\\* ([^\\n]*)\\n");
  private static final Pattern SENTENCE_END = Pattern.compile("(?<=\\.)(?<!al\\.)\\s+(?=[A-Z0-9])");
  private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)\\]\\([^)]*\\)");

  private static final String PREFIX = "infoscope.";

  /**
   * Metrics without a card on the page: of the process, or told by marks, by bands and in words.
   */
  private static final Set<Metric> NOT_DRAWN =
      Set.of(
          RunMetrics.EPOCH,
          RunMetrics.ITERATION,
          RunMetrics.PLANNED_EPOCHS,
          RunMetrics.TAG,
          RunMetrics.FINISHED,
          RunMetrics.LAST_UPDATE,
          RunMetrics.FLAGGED,
          RunMetrics.SKIPPED_LAYERS,
          RunMetrics.SNAPSHOTS,
          RunMetrics.SKIPPED,
          RunMetrics.FAILURES,
          RunMetrics.MEASURE_ACTIVE,
          RunMetrics.ANALYSIS_DURATION,
          PlaneMetrics.SATURATED,
          PlaneMetrics.LABEL_NULL,
          UsableMetrics.NULL,
          ProbeMetrics.ACCURACY_LOW,
          ProbeMetrics.ACCURACY_HIGH,
          DriftMetrics.CHANGE_EPOCH,
          DriftMetrics.OUTSIDE);

  @Test
  void theHelpOfThePageIsTheReference() throws IOException {
    if (Boolean.getBoolean("infoscope.regenerate")) {
      Files.writeString(MODULE, module());
    }
    assertThat(module())
        .as(
            "help.js; made anew by: mvn -q -Phack -pl plugin/publish -am test -Dtest=HelpTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dinfoscope.regenerate=true")
        .isEqualTo(Files.readString(MODULE));
  }

  @Test
  void everyMetricThatIsDrawnHasHelp() throws IOException {
    assertThat(all().keySet())
        .containsAll(drawn().map(metric -> metric.meterName().substring(PREFIX.length())).toList());
  }

  private static Stream<Metric> drawn() {
    return MetricCatalogue.metrics().stream().filter(metric -> !NOT_DRAWN.contains(metric));
  }

  private static String module() throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, List<String>> each : all().entrySet()) {
      lines.add(
          json.writeValueAsString(each.getKey()) + ":" + json.writeValueAsString(each.getValue()));
    }
    return "// [what it is, when not to trust it, its unit] of every metric that is drawn: made of"
        + " src/site/metrics.md by a test.\n\n"
        + "export const HELP = {\n"
        + String.join(",\n", lines)
        + "\n};\n";
  }

  /**
   * What, caveat and unit by the name of a meter without its prefix, as the page is to stay small.
   */
  private static Map<String, List<String>> all() throws IOException {
    Map<String, List<String>> all = new TreeMap<>();
    Matcher sections = SECTION.matcher(Files.readString(REFERENCE));
    while (sections.find()) {
      String meter = sections.group(2);
      all.put(
          meter.substring(PREFIX.length()),
          List.of(
              first(2, plain(sections.group(3))),
              first(2, plain(sections.group(4))),
              unit(sections.group(1), meter)));
    }
    all.keySet()
        .removeAll(
            NOT_DRAWN.stream()
                .map(metric -> metric.meterName().substring(PREFIX.length()))
                .toList());
    return all;
  }

  /** What the name of Prometheus adds to that of a meter: its unit, or nothing. */
  private static String unit(String series, String meter) {
    String same = meter.replace('.', '_');
    assertThat(series).startsWith(same);
    return series.substring(same.length()).replaceFirst("^_", "");
  }

  /** So many sentences: who wants all of them follows the link to the reference. */
  private static String first(int count, String text) {
    List<String> sentences = List.of(SENTENCE_END.split(text));
    return String.join(" ", sentences.subList(0, Math.min(count, sentences.size())));
  }

  /** Without the marks of a page that a line of help has no use for. */
  private static String plain(String text) {
    String words = LINK.matcher(text).replaceAll("$1").replace("`", "").replace("**", "");
    return (Character.toUpperCase(words.charAt(0)) + words.substring(1)).strip();
  }
}
