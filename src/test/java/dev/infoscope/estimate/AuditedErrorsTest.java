// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.RangeFinder;
import dev.infoscope.numeric.Bits;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditedErrorsTest {
  private static final double EVEN = Double.NaN; // classes are equally frequent

  private static final AuditedErrors TABLE =
      AuditedErrors.parse(
          AuditedErrors.lines(
              "how",
              List.of(
                  new AuditedErrors.Row("pairwise relative:0.1", 2, 2, 200, 0.2),
                  new AuditedErrors.Row("pairwise relative:0.1", 2, 10, 200, 0.4),
                  new AuditedErrors.Row("pairwise relative:0.1", 128, 2, 200, 0.6),
                  new AuditedErrors.Row("pairwise relative:0.1", 128, 10, 200, 1.8),
                  new AuditedErrors.Row("pairwise relative:0.1", 128, 10, 2000, 0.8),
                  new AuditedErrors.Row("pairwise relative:1.0", 2, 2, 200, 0.9))));

  @Test
  void anErrorAboveAQuarterOfTheEntropyOfTheLabelIsTooFarOffAndTheRowIsQuoted() {
    assertThat(TABLE.beyond("pairwise relative:0.1", 128, 10, 1999, EVEN))
        .isEqualTo(
            "pairwise relative:0.1, 128 units, 200 rows, 10 classes: error 1.80 of 3.32 bits");
    assertThat(TABLE.beyond("pairwise relative:0.1", 128, 10, 2000, EVEN)).isEmpty();
    assertThat(TABLE.beyond("pairwise relative:0.1", 2, 2, 200, EVEN)).isEmpty();
    assertThat(TABLE.beyond("pairwise relative:1.0", 1, 2, 200, EVEN))
        .contains("2 units")
        .contains("0.90");
  }

  /** Two classes of which one has 11 % of the rows hold half a bit. */
  @Test
  void classesThatAreUnevenHaveLessToErrBy() {
    assertThat(TABLE.beyond("pairwise relative:0.1", 2, 2, 200, 0.81)).isEmpty();
    assertThat(TABLE.beyond("pairwise relative:0.1", 2, 2, 200, 0.5))
        .isEqualTo(
            "pairwise relative:0.1, 2 units, 200 rows, 2 classes: error 0.20 of 1.00 bits;"
                + " the label here has 50 % of what even classes have");
    assertThat(TABLE.beyond("pairwise relative:0.1", 2, 3, 200, Bits.log2(3))).isEmpty();
    assertThat(TABLE.beyond("pairwise relative:0.1", 2, 3, 200, 0.45 * Bits.log2(3)))
        .contains("10 classes: error 0.40 of 3.32 bits; the label here has 45 %");
    assertThat(TABLE.beyond("pairwise relative:0.1", 128, 10, 200, 3.5)) // an online code
        .endsWith("error 1.80 of 3.32 bits");
  }

  /** Readings of 1.52 bits for .91, and of .40 for 1.95. */
  @Test
  void readingsThatMisleadAreFlagged() {
    AuditedErrors own = AuditedErrors.own();
    assertThat(own.beyond("pairwise relative:0.1", 10, 5, 2000, EVEN)).contains("16 units");
    assertThat(own.beyond("ksg", 128, 10, 2000, EVEN)).contains("128 units");
  }

  /** Estimators that read all pairs look at fewer rows, and are judged by those. */
  @Test
  void manyRowsAreJudgedByTheMostThatWereAudited() {
    AuditedErrors own = AuditedErrors.own();
    assertThat(own.beyond("binned quantile:8", 128, 10, 10_000, EVEN)).contains("10,000 rows");
    assertThat(own.beyond("binned quantile:8", 128, 10, 60_000, EVEN)).contains("10,000 rows");
    assertThat(own.beyond("binned quantile:8", 128, 10, 9999, EVEN)).contains("2,000 rows");
    assertThat(own.beyond("ksg", 128, 10, 10_000, EVEN)).contains("2,000 rows");
  }

  @Test
  void whatLiesBetweenIsJudgedByMoreUnitsAndClassesAndFewerRows() {
    assertThat(TABLE.beyond("pairwise relative:0.1", 3, 2, 500, EVEN))
        .contains("128 units, 200 rows, 2");
    assertThat(TABLE.beyond("pairwise relative:0.1", 2, 3, 500, EVEN)).isEmpty();
    assertThat(TABLE.beyond("pairwise relative:0.1", 64, 3, 500, EVEN))
        .contains("10 classes: error 1.80");
    assertThat(TABLE.beyond("pairwise relative:0.1", 64, 3, 60_000, EVEN)).isEmpty();
  }

  @Test
  void whatWasNotAuditedIsBeyondIt() {
    String estimator = "pairwise relative:0.1";
    assertThat(TABLE.beyond(estimator, 129, 10, 5000, EVEN))
        .isEqualTo(
            "pairwise relative:0.1: audited up to 128 units and 10 classes, from 200 rows on;"
                + " here 129 units, 10 classes, 5,000 rows");
    assertThat(TABLE.beyond(estimator, 1, 11, 5000, EVEN)).contains("here 1 unit, 11 classes");
    assertThat(TABLE.beyond(estimator, 1, 2, 199, EVEN)).contains("199 rows");
    assertThat(TABLE.beyond("binned 2means", 1, 2, 500, EVEN))
        .isEqualTo("binned 2means: not audited");
  }

  @Test
  void nothingIsSaidWhereNothingIsEstimated() {
    assertThat(TABLE.beyond("binned 2means", 0, 2, 500, EVEN)).isEmpty();
    assertThat(TABLE.beyond("binned 2means", 5, 1, 500, EVEN)).isEmpty();
  }

  @Test
  void aSettingIsJudgedByTheNearestInProportion() {
    String kind = "pairwise relative:";
    assertThat(TABLE.nearest(kind, 0.1)).isEqualTo("pairwise relative:0.1");
    assertThat(TABLE.nearest(kind, 0.3)).isEqualTo("pairwise relative:0.1");
    assertThat(TABLE.nearest(kind, 0.4)).isEqualTo("pairwise relative:1.0");
    assertThat(TABLE.nearest("binned quantile:", 8)).isEqualTo("binned quantile:");
  }

  @Test
  void aTableReadsBackAsItWasWritten() {
    List<AuditedErrors.Row> rows = List.of(new AuditedErrors.Row("ksg", 2, 2, 200, 1.25));
    List<String> lines = AuditedErrors.lines("rows [200], 20 samples", rows);
    assertThat(lines)
        .containsExactly(
            "# rows [200], 20 samples", "estimator,units,classes,rows,error", "ksg,2,2,200,1.250");
    assertThat(AuditedErrors.parse(lines).beyond("ksg", 2, 2, 200, EVEN))
        .contains("error 1.25 of 1.00");
    assertThatIllegalArgumentException().isThrownBy(() -> AuditedErrors.parse(List.of("ksg,2")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AuditedErrors.parse(List.of(lines.get(1), "ksg,2")))
        .withMessage("line of the audit (ksg,2) must have 5 cells");
  }

  /**
   * One line for each width and number of classes that the study reads, at three sizes at least.
   */
  @Test
  void theTableOfTheLibraryHasWhatTheCommandLineOffers() {
    AuditedErrors own = AuditedErrors.own();
    for (String estimator :
        List.of(
            own.nearest("binned data-range:", 30),
            own.nearest("binned quantile:", 8),
            own.nearest("binned float-keys:", 0),
            own.nearest("pairwise relative:", 0.1),
            own.nearest("pairwise-lower relative:", 0.1),
            "ksg",
            "renyi",
            "usable")) {
      assertThat(own.beyond(estimator, 129, 10, 2000, EVEN))
          .as(estimator)
          .contains("audited up to 128 units and 10 classes, from 200 rows on");
      for (int units : new int[] {1, 2, 16, 128}) {
        assertThat(own.beyond(estimator, units, 10, 2000, EVEN)).doesNotContain("audited");
      }
    }
    assertThat(own.beyond("binned data-range:30", 1, 2, 2000, EVEN)).isEmpty();
    assertThat(own.beyond("binned data-range:30", 128, 10, 2000, EVEN)).contains("of 3.32 bits");
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
