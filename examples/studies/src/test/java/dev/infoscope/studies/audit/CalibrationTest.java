// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.Discretizer;
import dev.infoscope.discrete.PatternCoder;
import dev.infoscope.discrete.PatternCounts;
import dev.infoscope.discrete.PatternTable;
import dev.infoscope.estimate.entropy.MillerMadow;
import dev.infoscope.studies.Printed;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CalibrationTest {
  private static double percent(String cell) {
    return Double.parseDouble(cell.replace(" %", ""));
  }

  @Test
  void everyLevelIsPrintedWithWhatIsMeasured() {
    Printed printed = Printed.by("calibration", "--sets", "3");
    assertThat(printed.status()).as(printed.err()).isZero();
    assertThat(printed.out().lines().filter(line -> line.startsWith("| ")).count())
        .isEqualTo(1 + 3 + 8 + 8 + 5 + 12 + 15 + 15);
    assertThat(printed.out()).containsPattern("\\| relay of nine coins.* \\| 3 \\| 5.0 % \\| 100");
  }

  /** Of few rows more than a fifth of the layers keep a link by the plain rule. */
  @Test
  void linksOfFewRowsAreCalibrated() {
    CalibrationLine line = LinkCalibration.lines(150, 2, 3).get(0);
    assertThat(percent(line.before())).isGreaterThan(12);
    assertThat(percent(line.now())).isLessThan(10);
  }

  @Test
  void randomRankingsAreSeldomNamed() {
    List<CalibrationLine> lines = AblationCalibration.lines(40, 2, 5);
    assertThat(percent(lines.get(0).before())).isBetween(4.0, 14.0);
    assertThat(percent(lines.get(1).before())).isGreaterThan(30);
    assertThat(percent(lines.get(3).now())).isLessThan(15);
    assertThat(percent(lines.get(4).before())).isLessThan(50);
    assertThat(percent(lines.get(4).now())).isEqualTo(100);
  }

  /** As often as each pattern occurs in a million rows. */
  @ParameterizedTest
  @EnumSource
  void whatBinsHoldOfTheirClassIsWhatManyRowsHold(LayerFamily kind) {
    LayerTask task = new LayerTask(kind, 3, 2, kind == LayerFamily.SILENT ? 0 : 1.5, 0, 0, 0);
    AuditSample sample = task.draw(300_000, 7);
    Bins bins = Discretizer.quantile(6).pooled(null, sample.x());
    PatternTable table =
        new PatternCounts(new PatternCoder(bins, 2), 3, sample.rows())
            .accept(sample.x(), sample.labels())
            .snapshot();
    assertThat(BinnedLaw.bits(task, bins))
        .isCloseTo(MillerMadow.mutualInformation(table), within(0.006));
  }

  /** Of layers whose truth by their bins is known. */
  @Test
  void intervalsThatAreOfferedHoldTheTruth() {
    List<CalibrationLine> lines = IntervalCalibration.lines(1, 2, 11);
    assertThat(lines).hasSize(15);
    double all = 0;
    double covered = 0;
    for (CalibrationLine line : lines) {
      all += line.sets();
      covered += line.sets() == 0 ? 0 : line.sets() * percent(line.now()) / 100;
    }
    assertThat(all).isGreaterThan(100);
    assertThat(covered / all).isBetween(0.88, 0.999);
  }

  @Test
  void theInformationOfAChannelIsThatOfItsTable() {
    double[][] chances = {{0.5, 0.5, 0}, {0, 0.5, 0.5}};
    double[][] some = {{0.8, 0.2}, {0.2, 0.8}};
    assertThat(new KnownChannel(2, 2, some).bits()).isCloseTo(0.2780719051126377, within(1e-12));
    int[] seen = new int[3];
    AuditSample sample = new KnownChannel(2, 3, chances).draw(4000, 1);
    double[] row = new double[1];
    for (int i = 0; i < sample.rows(); i++) {
      sample.x().copy(i, 1, row);
      seen[(int) row[0]]++;
      assertThat(row[0]).isNotEqualTo(sample.labels()[i] == 0 ? 2.5 : 0.5);
    }
    assertThat(DoubleStream.of(seen[0], seen[1], seen[2]).map(count -> count / 4000).toArray())
        .containsExactly(new double[] {0.25, 0.5, 0.25}, within(0.03));
  }
}
