// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.estimate.AuditedErrors;
import dev.infoscope.estimate.AuditedLayer;
import dev.infoscope.estimate.AuditedSetting;
import dev.infoscope.measure.plane.PlaneEstimator;
import dev.infoscope.studies.Printed;
import dev.infoscope.studies.audit.AuditPlan.Job;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class AuditTest {
  private static final String FEW = "silent, 2 classes, 1 units";

  @TempDir private Path folder;

  private Printed audit(Object... more) {
    List<Object> words = new ArrayList<>(List.of("audit", "--quick", "--out", folder));
    words.addAll(List.of(more));
    return Printed.by(words.toArray());
  }

  private List<String> results() throws Exception {
    return Files.readAllLines(folder.resolve("results.csv"));
  }

  /** Values that depend on the clock left out. */
  private List<String> untimed() throws Exception {
    return results().stream().map(line -> line.replaceAll(",[^,]*$", "")).sorted().toList();
  }

  @Test
  void everyEstimatorOfALayerIsRead() throws Exception {
    Printed printed = audit("--samples", "2", "--only", FEW, "--most-rows", "200");
    assertThat(printed.status()).as(printed.err()).isZero();
    assertThat(printed.err())
        .contains("1 of 1")
        .contains("left")
        .containsPattern("1 jobs: \\d+ s, \\d+ s of processor time");
    List<AuditRow> rows = results().stream().skip(2).map(AuditRow::of).toList();
    assertThat(rows.stream().map(AuditRow::rows).distinct()).containsExactly(200);
    assertThat(rows.stream().map(AuditRow::estimator).distinct())
        .contains("binned data-range:30", "binned quantile:8 chao-shen", "pairwise relative:0.1")
        .contains("pairwise-lower relative:0.01", "ksg", "renyi", "usable", "flow ksg")
        .doesNotContain("ksg first, k 3");
    assertThat(rows).allMatch(row -> row.seeds() == 2 && row.isSilent());
  }

  @Test
  void aRunThatWasStoppedGoesOnAndEndsAsOneThatWasNot() throws Exception {
    audit("--samples", "1", "--only", FEW, "--most-rows", "500");
    List<String> whole = untimed();
    List<String> lines = results();
    lines.removeIf(line -> line.contains(",500,500,"));
    Files.write(folder.resolve("results.csv"), lines);
    Printed printed =
        audit("--samples", "1", "--only", FEW, "--most-rows", "500", "--workers", "1");
    assertThat(printed.err()).contains("1 of 1").contains("500 rows").doesNotContain("200 rows");
    assertThat(untimed()).isEqualTo(whole);
  }

  @Test
  void resultsOfOtherSettingsAreNotMixed() throws Exception {
    audit("--samples", "1", "--only", FEW, "--most-rows", "200");
    Printed printed = audit("--samples", "2", "--only", FEW, "--most-rows", "200");
    assertThat(printed.status()).isNotZero();
    assertThat(printed.err()).contains("is of other settings");
    assertThat(results()).anyMatch(line -> line.contains("1 samples"));
  }

  @Test
  void tablesAndAFigurePerFamilyAreWritten() throws Exception {
    for (String only : List.of("relu, 2 classes, 1 units", FEW, "Student t dof 1, 2 x 2")) {
      audit("--samples", "1", "--only", only, "--most-rows", "200");
    }
    String tables = Files.readString(folder.resolve("audit.md"));
    assertThat(tables)
        .containsPattern("\\| ksg \\| [+-]0\\.\\d\\d / 0\\.\\d\\d \\|")
        .containsPattern("\\| relu \\| 1 \\| 200 \\| ")
        .containsPattern("False alarms\\*\\*(?s:.*)\\| usable \\| 0.0 % of 1 \\| 0.0 % of 1 \\|")
        .contains("Estimator with the smallest error");
    for (String family : List.of("relu", "silent")) {
      Document figure =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(folder.resolve("audit-" + family + ".svg").toFile());
      assertThat(figure.getElementsByTagName("polyline").getLength()).isEqualTo(26);
    }
  }

  @Test
  void theTableOfErrorsReadsBackAndJudgesReadings() throws Exception {
    Path table = folder.resolve("table.csv");
    audit("--samples", "2", "--only", FEW, "--most-rows", "200", "--table", table);
    List<String> lines = Files.readAllLines(table);
    assertThat(lines).hasSize(2 + 9 + 8 + 3).filteredOn(line -> line.contains("flow")).isEmpty();
    AuditedErrors read = AuditedErrors.parse(lines);
    assertThat(beyond(read, 1)).isEmpty();
    assertThat(beyond(read, 2)).contains("audited up to 1 unit");
  }

  @Test
  void anErrorIsThatOfTheTaskOfAWidthOnWhichItIsLargest() {
    LayerTask one = new LayerTask(LayerFamily.RELU, 2, 1, 1, 0.5, 0.4, 0);
    LayerTask other = new LayerTask(LayerFamily.GAUSSIAN, 2, 1, 1, 0.5, 0.6, 0);
    AuditRow far =
        AuditRow.of(other, "ksg", 200, 200, List.of(AuditReading.of(other.truth() + 0.5)), 1);
    AuditRow alone = row(one, "ksg", 500); // without the other task
    assertThat(ErrorTable.of(List.of(row(one, "ksg", 200), far, alone, row(one, "flow ksg", 200))))
        .singleElement()
        .satisfies(row -> assertThat(row.error()).isCloseTo(0.5, within(1e-12)))
        .satisfies(row -> assertThat(row.kind()).isEqualTo("gaussian"));
  }

  private static String beyond(AuditedErrors table, int units) {
    return table.beyond(AuditedSetting.of("usable"), new AuditedLayer(units, 2, 1), 200);
  }

  private static AuditRow off(LayerTask task, String estimator, double bits) {
    return AuditRow.of(task, estimator, 200, 200, List.of(AuditReading.of(task.truth() + bits)), 1);
  }

  @Test
  void anEstimatorThatIsNeverNearerThanAnotherIsSaidToBe() {
    LayerTask one = new LayerTask(LayerFamily.RELU, 2, 1, 1, 0.5, 0.4, 0);
    LayerTask other = new LayerTask(LayerFamily.GAUSSIAN, 2, 1, 1, 0.5, 0.6, 0);
    List<AuditRow> rows =
        List.of(
            off(one, "ksg", 0.1),
            off(other, "ksg", 0.2),
            off(one, "renyi", 0.3),
            off(other, "renyi", -0.25),
            off(one, "usable", 0.3),
            off(other, "usable", -0.1),
            off(one, "binned quantile:8 grassberger", 0));
    assertThat(DominanceTable.of(rows))
        .endsWith("| ksg | 1 of 2 | - |", "| renyi | 0 of 2 | ksg |", "| usable | 1 of 2 | - |");
    assertThat(DominanceTable.of(List.of())).isEmpty();
  }

  @Test
  void rowsSayHowFarReadingsAreFromTheTruth() {
    AuditTask task = ContinuousTasks.all().get(0);
    double truth = task.truth();
    AuditRow row =
        AuditRow.of(
            task,
            "one, two",
            200,
            100,
            List.of(
                new AuditReading(truth + 0.3, true, true),
                new AuditReading(truth - 0.1, false, false),
                AuditReading.of(Double.NaN)),
            0.5);
    assertThat(row.seeds()).isEqualTo(2);
    assertThat(row.bias()).isCloseTo(0.1, within(1e-12));
    assertThat(row.spread()).isCloseTo(Math.sqrt(0.08), within(1e-12));
    assertThat(row.rmse()).isCloseTo(Math.sqrt(0.05), within(1e-12));
    assertThat(row.nulls()).isEqualTo(2);
    assertThat(row.aboveNull()).isEqualTo(0.5);
    assertThat(row.saturated()).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(AuditRow.of(row.line()).line()).isEqualTo(row.line());
  }

  @Test
  void allPairsOfManyRowsAreThoseOfASample() {
    EstimatorGroup ksg = PlaneGroup.of(PlaneEstimator.KSG);
    LayerTask wide = new LayerTask(LayerFamily.RELU, 10, 128, 1, 0.5, 1, 0);
    LayerTask narrow = new LayerTask(LayerFamily.RELU, 2, 1, 1, 0.5, 1, 0);
    assertThat(AuditPlan.isRead(ksg, new Job(wide, 10_000))).isFalse();
    assertThat(AuditPlan.isRead(ksg, new Job(wide, 2000))).isTrue();
    assertThat(AuditPlan.isRead(ksg, new Job(narrow, 10_000))).isTrue();
    AuditRow small = row(wide, "ksg", 2000);
    AuditRow large = row(wide, "usable", 10_000);
    List<AuditRow> all = AuditReport.completed(List.of(small, large));
    assertThat(all).startsWith(small, large).hasSize(3);
    assertThat(all.get(2).rows()).isEqualTo(10_000);
    assertThat(all.get(2).read()).isEqualTo(2000);
    assertThat(all.get(2).rmse()).isEqualTo(small.rmse());
    assertThat(all.get(2).nulls()).isZero();
    assertThat(AuditReport.completed(all)).isEqualTo(all);
  }

  private static AuditRow row(AuditTask task, String estimator, int rows) {
    AuditReading high = new AuditReading(task.truth() + 0.3, true, false);
    return AuditRow.of(task, estimator, rows, rows, List.of(high), 0.5);
  }

  @Test
  void fewRowsComeFirst() {
    assertThat(AuditPlan.full(20).jobs()).extracting(Job::rows).isSorted();
  }

  @Test
  void everyEstimatorHasSixteenHundredNullsOfSilentTasks() {
    AuditPlan full = AuditPlan.full(20);
    for (EstimatorGroup group : EstimatorGroups.all()) {
      int nulls = 0;
      for (Job job : full.jobs()) {
        if (AuditPlan.isRead(group, job) && job.task().truth() == 0) {
          for (int i = 0; i < full.samples(group, job); i++) {
            nulls += full.shuffles(group, job, i) ? 1 : 0;
          }
        }
      }
      boolean ofPairs = group instanceof NeighbourGroup || group instanceof KernelGroup;
      assertThat(nulls).as(group.names().get(0)).isBetween(ofPairs ? 0 : 1600, ofPairs ? 0 : 2000);
    }
  }

  @Test
  void theReportCanBeWrittenAgainOfWhatIsThere() throws Exception {
    audit("--samples", "1", "--only", FEW, "--most-rows", "200");
    String report = Files.readString(folder.resolve("audit.md"));
    assertThat(report)
        .contains("1 samples, nulls without dependence 0, from seed 25. Tasks: 1 of 200 rows.");
    Files.delete(folder.resolve("audit.md"));
    assertThat(Printed.by("audit", "--out", folder, "--report-only").status()).isZero();
    assertThat(Files.readString(folder.resolve("audit.md"))).isEqualTo(report);
  }

  private static List<String> names(AuditPlan plan) {
    return plan.tasks().stream().map(AuditTask::name).toList();
  }

  @Test
  void theQuickFormIsAThirdOfTheTasks() {
    AuditPlan quick = AuditPlan.quick(5);
    AuditPlan full = AuditPlan.full(20);
    assertThat(full.tasks()).extracting(AuditTask::name).hasSize(144).containsAll(names(quick));
    assertThat(quick.tasks().stream().filter(task -> task.truth() > 0))
        .hasSize((40 + 2) / 3 + 96 / 3);
    assertThat(full.jobs()).hasSize(144 * 4);
    assertThat(quick.jobs()).hasSize(quick.tasks().size() * 3);
  }
}
