// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.RangeFinder;
import dev.infoscope.numeric.Bits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditedErrorsTest {
  private static final double EVEN = Double.NaN; // classes are equally frequent

  private static final AuditedErrors TABLE =
      AuditedErrors.parse(
          AuditedErrors.lines(
              "how",
              List.of(
                  new AuditedErrors.Row("pairwise relative:0.1", 2, 2, 200, "relu", 0.2),
                  new AuditedErrors.Row("pairwise relative:0.1", 2, 10, 200, "relu", 0.4),
                  new AuditedErrors.Row("pairwise relative:0.1", 128, 2, 200, "relu", 0.6),
                  new AuditedErrors.Row("pairwise relative:0.1", 128, 10, 200, "relu", 1.8),
                  new AuditedErrors.Row("pairwise relative:0.1", 128, 10, 2000, "relu", 0.8),
                  new AuditedErrors.Row("pairwise relative:0.1", 1, 2, 200, "relu", 0.2),
                  new AuditedErrors.Row("pairwise relative:0.1", 1, 10, 200, "relu", 0.4),
                  new AuditedErrors.Row("pairwise relative:1.0", 1, 2, 200, "relu", 0.9),
                  new AuditedErrors.Row("pairwise relative:1.0", 2, 2, 200, "relu", 0.9))));

  private static String beyond(
      AuditedErrors table, String name, int units, int classes, long rows, double labelBits) {
    AuditedLayer layer = new AuditedLayer(units, classes, labelBits);
    return table.beyond(AuditedSetting.of(name), layer, rows);
  }

  private static String beyond(String name, int units, int classes, long rows, double labelBits) {
    return beyond(TABLE, name, units, classes, rows, labelBits);
  }

  private static String own(String name, int units, int classes, long rows) {
    return beyond(AuditedErrors.own(), name, units, classes, rows, EVEN);
  }

  @Test
  void anErrorAboveAQuarterOfTheEntropyOfTheLabelIsTooFarOffAndTheRowIsQuoted() {
    assertThat(beyond("pairwise relative:0.1", 128, 10, 1999, EVEN))
        .isEqualTo(
            "pairwise relative:0.1, judged by relu, 128 units, 10 classes, 200 rows:"
                + " error 1.80 of 3.32 bits, 54.2 %; the limit is 25.0 %");
    assertThat(beyond("pairwise relative:0.1", 128, 10, 2000, EVEN)).isEmpty();
    assertThat(beyond("pairwise relative:0.1", 2, 2, 200, EVEN)).isEmpty();
    assertThat(beyond("pairwise relative:1.0", 1, 2, 200, EVEN))
        .contains("judged by relu, 1 unit, 2 classes")
        .contains("error 0.90 of 1.00 bits, 90.0 %");
  }

  /** Two classes of which one has 11 % of the rows hold half a bit. */
  @Test
  void classesThatAreUnevenHaveLessToErrByAndTheLimitIsNamed() {
    assertThat(beyond("pairwise relative:0.1", 2, 2, 200, 0.81)).isEmpty();
    assertThat(beyond("pairwise relative:0.1", 2, 2, 200, 0.5))
        .isEqualTo(
            "pairwise relative:0.1, judged by relu, 2 units, 2 classes, 200 rows:"
                + " error 0.20 of 1.00 bits, 20.0 %; the limit is 12.5 % here,"
                + " since classes are uneven and H(Y) is 50.0 % of that of even ones");
    assertThat(beyond("pairwise relative:0.1", 2, 3, 200, Bits.log2(3))).isEmpty();
    assertThat(beyond("pairwise relative:0.1", 128, 10, 200, 3.5)) // more than there is
        .endsWith("error 1.80 of 3.32 bits, 54.2 %; the limit is 25.0 %");
    assertThat(beyond("pairwise relative:0.1", 2, 2, 200, 0.001)).contains("the limit is 0.0250 %");
  }

  /** Readings of 1.52 bits for .91, and of .40 for 1.95. */
  @Test
  void readingsThatMisleadAreFlagged() {
    assertThat(own("pairwise relative:0.1", 10, 5, 2000)).contains("16 units");
    assertThat(own("ksg", 128, 10, 2000)).contains("128 units");
  }

  /** Estimators that read all pairs look at fewer rows, and are judged by those. */
  @Test
  void manyRowsAreJudgedByTheMostThatWereAudited() {
    assertThat(own("binned quantile:8", 128, 10, 10_000)).contains("10,000 rows");
    assertThat(own("binned quantile:8", 128, 10, 60_000)).contains("10,000 rows");
    assertThat(own("ksg", 128, 10, 10_000)).contains("2,000 rows");
  }

  /** Its error is no more than the larger of theirs where it first falls and then rises. */
  @Test
  void whatLiesBetweenIsJudgedByTheWorstOfItsNeighbours() {
    assertThat(beyond("pairwise relative:0.1", 3, 2, 200, EVEN))
        .contains("judged by relu, 128 units, 2 classes, 200 rows: error 0.60");
    assertThat(beyond("pairwise relative:0.1", 2, 3, 500, EVEN)).isEmpty();
    assertThat(beyond("pairwise relative:0.1", 2, 3, 500, 0.6 * Bits.log2(3)))
        .contains("2 classes, 200 rows: error 0.20 of 1.00 bits, 20.0 %; the limit is 15.0 %");
    assertThat(beyond("pairwise relative:0.1", 128, 10, 1000, EVEN)).contains("200 rows");
    assertThat(beyond("pairwise relative:0.1", 128, 10, 60_000, EVEN)).isEmpty();
    assertThat(beyond("pairwise relative:0.3", 2, 2, 200, EVEN))
        .startsWith(
            "pairwise relative:0.3, judged by pairwise relative:1.0, relu, 2 units, 2 classes")
        .contains("error 0.90");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0001", "0.0999", "1.01", "100.0"})
  void aSettingOutsideThoseAuditedIsBeyondThemHoweverNear(String noise) {
    assertThat(beyond("pairwise relative:" + noise, 2, 2, 200, EVEN))
        .isEqualTo(
            "pairwise relative:%s: audited from pairwise relative:0.1 to pairwise relative:1.0",
            noise);
  }

  @Test
  void ofASingleSettingThereIsNothingBetween() {
    AuditedErrors one =
        AuditedErrors.parse(
            AuditedErrors.lines(
                "how",
                List.of(new AuditedErrors.Row("renyi relative:0.1", 2, 2, 200, "relu", 0.2))));
    assertThat(beyond(one, "renyi relative:0.1", 2, 2, 200, EVEN)).isEmpty();
    assertThat(beyond(one, "renyi relative:0.2", 2, 2, 200, EVEN))
        .isEqualTo("renyi relative:0.2: audited as renyi relative:0.1 only");
  }

  @Test
  void whatWasNotAuditedIsBeyondIt() {
    String estimator = "pairwise relative:0.1";
    assertThat(beyond(estimator, 129, 10, 5000, EVEN))
        .isEqualTo(
            "pairwise relative:0.1: audited up to 128 units and 10 classes, from 200 rows on;"
                + " here 129 units, 10 classes, 5,000 rows");
    assertThat(beyond(estimator, 1, 11, 5000, EVEN)).contains("here 1 unit, 11 classes");
    assertThat(beyond(estimator, 2, 2, 199, EVEN)).contains("199 rows");
    assertThat(beyond("binned 2means", 1, 2, 500, EVEN)).isEqualTo("binned 2means: not audited");
  }

  @Test
  void nothingIsSaidWhereNothingIsEstimated() {
    assertThat(beyond("binned 2means", 0, 2, 500, EVEN)).isEmpty();
    assertThat(beyond("binned 2means", 5, 1, 500, EVEN)).isEmpty();
    assertThat(beyond("binned 2means", 5, 1, 500, 0)).isEmpty();
  }

  @Test
  void aTableReadsBackAsItWasWritten() {
    List<AuditedErrors.Row> rows = List.of(new AuditedErrors.Row("ksg", 2, 2, 200, "relu", 1.25));
    List<String> lines = AuditedErrors.lines("rows [200], 20 samples", rows);
    assertThat(lines)
        .containsExactly(
            "# rows [200], 20 samples",
            "estimator,units,classes,rows,kind,error",
            "ksg,2,2,200,relu,1.250");
    assertThat(beyond(AuditedErrors.parse(lines), "ksg", 2, 2, 200, EVEN))
        .contains("error 1.25 of 1.00");
    assertThatIllegalArgumentException().isThrownBy(() -> AuditedErrors.parse(List.of("ksg,2")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AuditedErrors.parse(List.of(lines.get(1), "ksg,2")))
        .withMessage("line of the audit (ksg,2) must have 6 cells");
  }

  /**
   * One line for each width and number of classes that the study reads, at three sizes at least.
   */
  @Test
  void theTableOfTheLibraryHasWhatTheCommandLineOffers() {
    for (String estimator :
        List.of(
            "binned data-range:4",
            "binned data-range:30",
            "binned data-range:100",
            "binned quantile:8",
            "binned float-keys:0",
            "pairwise relative:0.001",
            "pairwise relative:0.1",
            "pairwise-lower relative:0.1",
            "ksg",
            "renyi relative:0.1",
            "usable")) {
      assertThat(own(estimator, 129, 10, 2000))
          .as(estimator)
          .contains("audited up to 128 units and 10 classes, from 200 rows on");
      for (int units : new int[] {1, 2, 16, 128}) {
        assertThat(own(estimator, units, 10, 2000)).doesNotContain("audited");
      }
    }
    assertThat(own("binned quantile:30", 1, 2, 2000)).isEmpty();
    assertThat(own("binned data-range:30", 128, 10, 2000)).contains("of 3.32 bits");
  }

  @Test
  void unitsThatNeverChangeAreNotCounted() {
    Activations values = Activations.of(new double[] {1, 2, 3, 1, 0, 3, 1, 2, 4}, 3);
    assertThat(VaryingUnits.count(values)).isEqualTo(2);
    assertThat(VaryingUnits.count(new RangeFinder(3).accept(values).snapshot())).isEqualTo(2);
    assertThat(VaryingUnits.count(Activations.of(new double[] {1, 2}, 2))).isZero();
    assertThat(VaryingUnits.count(Activations.of(new double[] {1, 2, 2, 1}, 2))).isEqualTo(2);
  }
}
