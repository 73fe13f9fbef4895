// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.warning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.studies.Printed;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class EarlyWarningTest {
  private static final Halves HALVES = Halves.of(SampleRuns.all());
  private static final Panel PANEL = new Panel(Detector.DRIFT, HALVES);

  private static String printed(Consumer<WarningTables> what) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    what.accept(new WarningTables(HALVES, PANEL, out));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void halfOfTheHealthyRunsGivesThresholdsAndTheOtherHalfFalseAlarms() {
    assertThat(HALVES.calibration()).hasSize(20).allMatch(run -> run.seed() % 2 == 1);
    assertThat(HALVES.healthy()).hasSize(20).allMatch(run -> run.seed() % 2 == 0);
    assertThat(HALVES.faulty()).hasSize(6);
  }

  @Test
  void whatShiftsSixEpochsEarlierLeadsBySix() {
    assertThat(printed(WarningTables::leads))
        .containsPattern(
            "\\| exploding \\| \\+6\\.\\d .*\\| 100 % \\| label \\| \\+6.*\\| label \\|");
  }

  @Test
  void everyQuantityAndGroupHasItsLine() {
    String table = printed(WarningTables::faultByJudge);
    assertThat(table).contains("| judge | threshold | false alarms | exploding |");
    assertThat(table.lines().filter(line -> line.startsWith("| ")).count())
        .isEqualTo(1 + Quantity.ANYBODYS.size() + Quantity.OURS.size() + 4);
    assertThat(table)
        .containsPattern("\\| label \\| \\d\\.\\d+ \\| \\d\\.\\d \\| 100 %, [12]\\.0 \\|");
  }

  @Test
  void theLayerOfTheFaultIsTheFirstToAlert() {
    assertThat(printed(WarningTables::localisation))
        .contains("| exploding | 6 of 6 | 6 | 6 | 2.0 |");
  }

  @Test
  void theFigureHasARowPerKindAndAPointPerGroup() {
    String svg = LeadFigure.of(HALVES, PANEL);
    assertThat(svg).startsWith("<svg ").endsWith("</svg>\n").contains("exploding");
    assertThat(svg).doesNotContain("NaN");
    assertThat(svg.split("r=\"3\"", -1)).hasSize(1 + 3);
  }

  @Test
  void withoutDataOrSeriesItSaysWhatItNeeds() {
    Printed printed = Printed.by("early-warning");
    assertThat(printed.status()).isEqualTo(2);
    assertThat(printed.err()).contains("--data (none) or --generated must be given");
  }
}
