// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dashboards.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.dashboards.RepositoryRoot;
import dev.infoscope.publish.TestRequirement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules before Prometheus' own judges. */
@Tag("prometheus")
class RulesIT {
  private static final String RULES = "infoscope.rules.yml";
  private static final String TESTS = "infoscope.rules.test.yml";

  /**
   * Three runs with a fault and three healthy ones, as the study of early warning recorded them.
   */
  private static final String RECORDED = "infoscope.replay.test.yml";

  /** What the runbooks offer beside the rules. */
  private static final String OFFERED = "infoscope.runbook.test.yml";

  @TempDir Path folder;

  /** What a program says and how it ends. */
  private record Said(int status, String text) {}

  private static Said run(Path folder, String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text);
  }

  private static Path rules() {
    return RepositoryRoot.path("dashboards", "rules");
  }

  private Said testsWith(String rules) throws IOException, InterruptedException {
    return testsWith(rules, TESTS);
  }

  private Said testsWith(String rules, String tests) throws IOException, InterruptedException {
    Files.writeString(folder.resolve(RULES), rules);
    Files.copy(rules().resolve(tests), folder.resolve(tests));
    return run(folder, TestRequirement.program("promtool"), "test", "rules", tests);
  }

  @Test
  void promtoolHasNoComplaint() throws Exception {
    Said said =
        run(rules(), TestRequirement.program("promtool"), "check", "rules", "--lint=all", RULES);
    assertThat(said.status()).as(said.text()).isZero();
    assertThat(said.text())
        .contains((Rules.ALERTS.size() + Rules.RECORDINGS.size()) + " rules found");
  }

  @Test
  void everyAlertFiresAndIsSilentWhereItShould() throws Exception {
    Said said = testsWith(RuleFile.PROMETHEUS.generated());
    assertThat(said.status()).as(said.text()).isZero();
  }

  @Test
  void expressionsOfARunbookSeeAHangThatTheRuleMisses() throws Exception {
    Said said = testsWith(RuleFile.PROMETHEUS.generated(), OFFERED);
    assertThat(said.status()).as(said.text()).isZero();
  }

  @Test
  void ofRecordedRunsThoseWithAFaultFireAndHealthyOnesDoNot() throws Exception {
    assertThat(Files.readString(rules().resolve(RECORDED)).lines())
        .filteredOn(line -> line.startsWith("  - name: "))
        .hasSize(6)
        .filteredOn(line -> line.contains("'none-"))
        .hasSize(3);
    Said said = testsWith(RuleFile.PROMETHEUS.generated(), RECORDED);
    assertThat(said.status()).as(said.text()).isZero();
  }

  static Stream<List<String>> breaksThatRecordedRunsShow() {
    return Stream.of(
        List.of("label_loss_ratio > 0.25", "label_loss_ratio > 0.99"), // shuffled labels
        List.of("group_left () 0.03 *", "group_left () 0 *"), // a frozen layer
        List.of("|effective_information|sensitivity", "|effective_information"), // growing weights
        List.of("_looks >= 2", "_looks >= 0"), // healthy runs
        List.of("group_left () 0.03 *", "group_left () 0.9 *"));
  }

  @ParameterizedTest
  @MethodSource("breaksThatRecordedRunsShow")
  void recordedRunsShowThatARuleIsBroken(List<String> change) throws Exception {
    String whole = RuleFile.PROMETHEUS.generated();
    String broken = whole.replace(change.get(0), change.get(1));
    assertThat(broken).isNotEqualTo(whole);
    Said said = testsWith(broken, RECORDED);
    assertThat(said.status()).as("%s passes\n%s", change, said.text()).isNotZero();
  }

  static Stream<List<String>> breaks() {
    return Stream.of(
        List.of("_looks >= 2", "_looks >= 1"),
        List.of("_looks >= 2", "_looks >= 3000"),
        List.of("quantity=~\"input|label|effective_information|sensitivity\"", "quantity=~\".+\""),
        List.of("|effective_information|sensitivity", "|effective_information"),
        List.of("label_loss_ratio > 0.25", "label_loss_ratio > 0.6"),
        List.of("label_loss_ratio > 0.25", "label_loss_ratio > 0.1"),
        List.of("{quantity=\"dead_neurons\"} > 0", "{quantity=\"dead_neurons\"}"),
        List.of(
            "min by (job, instance, run, model, layer", "max by (job, instance, run, model, layer"),
        List.of(
            "min by (job, instance, run, model, signal",
            "max by (job, instance, run, model, signal"),
        List.of(" unless resets(infoscope_failures_total[10m]) > 0", ""),
        List.of(
            " unless on (job, instance, run, model) resets(infoscope_snapshots_total[10m]) > 0",
            ""),
        List.of("< on (job, run, model) group_left", "> on (job, run, model) group_left"),
        List.of(
            "[1h:15s]) < on (job, run, model) group_left () max by (job, run, model)"
                + " (max_over_time(timestamp(infoscope_training_planned_epochs)[1h:15s]))",
            "[1h:15s]) < 0"),
        List.of(
            "max by (job, run, model)"
                + " (max_over_time(timestamp(infoscope_training_planned_epochs)[1h:15s]))",
            "max by (job, run, model) (timestamp(infoscope_training_planned_epochs))"),
        List.of("< on (job, instance) group_left", "> on (job, instance) group_left"),
        List.of("for: '5m'", "for: '15s'"),
        List.of("group_left () 0.03 *", "group_left () 0.5 *"),
        List.of("group_left () 0.03 *", "group_left () 0.00003 *"),
        List.of("[1h:15s]) > 0.001", "[1h:15s]) >= 0"),
        List.of("10 * infoscope_training_interval", "1 * infoscope_training_interval"),
        List.of("flag=\"not_finite\"", "flag=~\".+\""),
        List.of("offset 10m", "offset 100m"),
        List.of("infoscope_measure_active == 0", "infoscope_measure_active == 2"),
        List.of("thread=\"training\"", "thread=~\".+\""),
        List.of(
            " unless on (job, instance, run, model)"
                + " last_over_time(infoscope_training_finished[1h]) == 1",
            ""),
        List.of("infoscope_training_finished[1h]) == 1", "infoscope_training_finished[1h]) >= 0"),
        List.of(
            "last_over_time(infoscope_training_finished",
            "max_over_time(infoscope_training_finished"),
        List.of("up == 1", "up == 0"),
        List.of("unless on (job, instance) up == 1", "and on (job, instance) up == 0"),
        List.of(" or 0 * last_over_time(infoscope_training_planned_epochs[1h])", ""));
  }

  /** A test that lets a broken rule pass is worth nothing. */
  @ParameterizedTest
  @MethodSource("breaks")
  void everyBreakOfARuleIsNoticed(List<String> change) throws Exception {
    String whole = RuleFile.PROMETHEUS.generated();
    String broken = whole.replace(change.get(0), change.get(1));
    assertThat(broken).isNotEqualTo(whole);
    Said said = testsWith(broken);
    assertThat(said.status()).as("%s passes\n%s", change, said.text()).isNotZero();
  }

  @Test
  void theSampleOfAlertmanagerIsAccepted() throws Exception {
    Said said =
        run(
            RepositoryRoot.path("dashboards", "alertmanager"),
            TestRequirement.program("amtool"),
            "check-config",
            "alertmanager.yml");
    assertThat(said.status()).as(said.text()).isZero();
    assertThat(said.text()).contains("3 inhibit rules", "2 receivers");
  }
}
