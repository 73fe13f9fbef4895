// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  private static final String SETTINGS = "some settings";
  private static final RunPlan HEALTHY =
      new RunPlan(NetworkKind.RELU, ImageTask.PATTERNS, FaultKind.NONE, 1, 3);
  private static final RunPlan FAULTY =
      new RunPlan(NetworkKind.TANH, ImageTask.PATTERNS, FaultKind.FROZEN, 1, 3);

  @TempDir Path folder;

  private static RunSeries run(RunPlan plan, double... values) {
    TreeMap<SeriesKey, double[]> series = new TreeMap<>();
    series.put(new SeriesKey("probe_loss", SeriesKey.NETWORK), values);
    return new RunSeries(plan.id(), plan.onset(), 1, series);
  }

  private TaskRows tasks() {
    return new TaskRows(folder, 60, 20);
  }

  @Test
  void aPackedFileHoldsEveryRunInTheOrderOfThePlans() throws Exception {
    RunFolder runs = new RunFolder(folder, SETTINGS);
    runs.put(FAULTY, run(FAULTY, 1.5, Double.NaN, 1e-7));
    runs.put(HEALTHY, run(HEALTHY, 123456, 0, -2));
    Path packed = folder.resolve("all.csv.gz");
    runs.pack(List.of(HEALTHY, FAULTY), packed);
    List<RunSeries> read = RunFolder.read(packed);
    assertThat(read).extracting(RunSeries::id).containsExactly(HEALTHY.id(), FAULTY.id());
    assertThat(read.get(0).of("probe_loss", -1)).containsExactly(123500, 0, -2);
    assertThat(read.get(1).of("probe_loss", -1)).containsExactly(1.5, Double.NaN, 1e-7);
    assertThat(read.get(1).onset()).isEqualTo(FAULTY.onset());
    assertThat(read.get(1).fault()).isEqualTo("frozen");
    assertThat(read.get(1).network()).isEqualTo("tanh");
    assertThat(read.get(1).seed()).isEqualTo(1);
  }

  @Test
  void afterAKillOnlyWhatIsMissingIsTrained() throws Exception {
    RunFolder runs = new RunFolder(folder, SETTINGS);
    runs.put(HEALTHY, run(HEALTHY, 1, 2, 3));
    Files.writeString(folder.resolve(FAULTY.id() + ".csv.part"), "half a li");
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    new RunQueue(tasks(), 30, runs, new PrintStream(said, true, StandardCharsets.UTF_8))
        .train(List.of(HEALTHY, FAULTY), 2);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("1 of 2 runs to train", "1/1  " + FAULTY.id(), "0:00:00 left");
    Path packed = folder.resolve("all.csv.gz");
    runs.pack(List.of(HEALTHY, FAULTY), packed);
    List<RunSeries> read = RunFolder.read(packed);
    assertThat(read.get(0).of("probe_loss", -1)).containsExactly(1, 2, 3);
    assertThat(read.get(1).series()).hasSizeGreaterThan(20);
  }

  @Test
  void runsOfOtherSettingsAreNotMixedIn() throws Exception {
    new RunFolder(folder, SETTINGS);
    assertThat(new RunFolder(folder, SETTINGS).has(HEALTHY)).isFalse();
    assertThatThrownBy(() -> new RunFolder(folder, "others"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has runs with some settings, not with others");
  }

  @Test
  void theSameRunHasTheSameSeriesWhateverRunsBesideIt() throws Exception {
    List<RunPlan> plans = List.of(HEALTHY, FAULTY);
    RunFolder one = new RunFolder(folder.resolve("one"), SETTINGS);
    RunFolder two = new RunFolder(folder.resolve("two"), SETTINGS);
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    new RunQueue(tasks(), 30, one, nowhere).train(plans, 1);
    new RunQueue(tasks(), 30, two, nowhere).train(plans, 2);
    for (RunPlan plan : plans) {
      String file = plan.id() + ".csv";
      assertThat(folder.resolve("one").resolve(file))
          .hasSameTextualContentAs(folder.resolve("two").resolve(file));
    }
  }
}
