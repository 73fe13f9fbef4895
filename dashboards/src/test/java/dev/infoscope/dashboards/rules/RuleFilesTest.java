// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dashboards.RepositoryRoot;
import dev.infoscope.report.MetricCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules as far as they can be judged without Prometheus; {@code RulesIT} has promtool. */
class RuleFilesTest {
  static List<AlertRule> alerts() {
    return Rules.ALERTS;
  }

  @Test
  void everySeriesOfARuleIsPublishedOrRecorded() {
    TreeSet<String> asked = new TreeSet<>();
    Stream.concat(
            Rules.ALERTS.stream().map(AlertRule::expression),
            Rules.RECORDINGS.stream().map(Recording::expression))
        .forEach(
            expression ->
                Pattern.compile("[a-z_:]*infoscope_[a-z_:]+")
                    .matcher(expression)
                    .results()
                    .map(MatchResult::group)
                    .forEach(asked::add));
    assertThat(asked).hasSizeGreaterThan(8);
    MetricCatalogue.metrics().forEach(metric -> asked.remove(metric.seriesName()));
    Rules.RECORDINGS.forEach(recording -> asked.remove(recording.name()));
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void everyAlertSaysWhatItSawForHowLongAndWhatToDo(AlertRule alert) throws IOException {
    assertThat(alert.summary()).contains("$value", "$labels.run");
    assertThat(alert.pending()).matches("\\d+[sm]");
    assertThat(alert.severity()).isIn("critical", "warning", "info");
    Path page = RepositoryRoot.path("src", "site", "runbooks").resolve(alert.name() + ".md");
    assertThat(page).exists();
    assertThat(Files.readString(page))
        .startsWith("# " + alert.name() + "\n")
        .contains("## Meaning", "## What to check first", "## False alarms", "## When it ends");
  }

  @Test
  void noRunbookIsLeftWithoutItsAlert() throws IOException {
    try (Stream<Path> pages = Files.list(RepositoryRoot.path("src", "site", "runbooks"))) {
      assertThat(pages.map(page -> page.getFileName().toString().replace(".md", "")))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(Stream.of("README"), Rules.ALERTS.stream().map(AlertRule::name))
                  .toList());
    }
  }

  /** A rule that nothing could make fire, or nothing keep silent, would pass every other test. */
  @ParameterizedTest
  @MethodSource("alerts")
  void everyAlertIsTestedBothFiringAndSilent(AlertRule alert) throws IOException {
    String tests =
        Files.readString(RepositoryRoot.path("dashboards", "rules", "infoscope.rules.test.yml"));
    List<String> cases =
        Pattern.compile(
                "alertname: " + alert.name() + "\\n\\s+exp_alerts:( \\[\\])?", Pattern.MULTILINE)
            .matcher(tests)
            .results()
            .map(match -> match.group(1) == null ? "firing" : "silent")
            .collect(Collectors.toList());
    assertThat(cases).contains("firing", "silent");
  }

  @Test
  void expressionsThatARunbookOffersAreThoseTested() throws IOException {
    Path page = RepositoryRoot.path("src", "site", "runbooks", "TrainingStalled.md");
    List<String> offered =
        Files.readAllLines(page).stream().filter(line -> line.startsWith("    ")).toList();
    assertThat(offered).hasSize(2);
    assertThat(
            Files.readString(
                RepositoryRoot.path("dashboards", "rules", "infoscope.runbook.test.yml")))
        .contains(offered.stream().map(line -> "expr: '" + line.strip() + "'").toList());
  }

  @Test
  void twinsOfGrafanaHoldNoRecordedSeries() {
    assertThat(RuleFile.GRAFANA.generated()).doesNotContain("run_layer:", "run:");
    assertThat(GrafanaTwins.inlined(Rules.LASTING.name() + "{quantity=\"label\"} > 0"))
        .isEqualTo(
            "(infoscope_drift_zscore{quantity=\"label\"} and on (job, instance, run, model, layer,"
                + " layer_index, quantity) infoscope_drift_outside_looks >= 2) > 0");
  }
}
