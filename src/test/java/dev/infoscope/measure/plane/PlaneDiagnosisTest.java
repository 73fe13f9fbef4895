// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Discretizer;
import dev.infoscope.discrete.Range;
import dev.infoscope.estimate.ScaleShift;
import dev.infoscope.estimate.ShuffledNull;
import dev.infoscope.estimate.chance.SampleStability;
import dev.infoscope.estimate.chance.SubsamplingSpread;
import dev.infoscope.estimate.entropy.BinSweep;
import dev.infoscope.estimate.entropy.InformationInterval;
import dev.infoscope.estimate.kernel.Noise;
import dev.infoscope.network.ConductanceRule;
import dev.infoscope.network.ConductanceTarget;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshot;
import dev.infoscope.network.Snapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a diagnosis says in words, the null of the sample estimators, and the settings. */
class PlaneDiagnosisTest {
  private static final SubsamplingSpread SPREAD = new SubsamplingSpread(0.5, 0.05);
  private static final InformationInterval INTERVAL = new InformationInterval(0.5, 0.4, 0.6, "");

  /** Readings on a line over 1/N that is steeper the further half the rows are from all. */
  private static PlaneDiagnosis of(double spread, double half, double shift) {
    BinSweep sweep =
        new BinSweep(
            List.of(new BinSweep.Point(64, 3, 0.5), new BinSweep.Point(8, 2, 0.5 - spread)));
    return new PlaneDiagnosis(
        sweep,
        new SampleStability(64, 0.5, half, 3 * half - 1),
        new ScaleShift(2, 1, 1 + shift),
        SPREAD,
        INTERVAL);
  }

  @Test
  void aDiagnosisWithoutFindingsSaysNothing() {
    assertThat(of(0.09, 0.5, 0.09).words()).isEmpty();
    assertThat(of(0, 0.5, -0.09).words()).isEmpty();
  }

  @Test
  void eachFindingIsSaidOnItsOwn() {
    assertThat(of(0.25, 0.5, 0).words())
        .containsExactly(
            "I(T;Y) moves by 0.25 bits between 64 and 8 bins: it is as much about the bins");
    assertThat(of(0, 0.5, -0.5).words())
        .containsExactly(
            "doubling all activations moves I(X;T) by -0.50 bits: scale alone can look like"
                + " compression");
    assertThat(of(0, 0.5, 0.11).words()).hasSize(1);
  }

  /** A bias in either direction is worth a word. */
  @Test
  void theLimitOfManyRowsIsSaidWhetherMoreOrLess() {
    assertThat(of(0, 0.75, 0).words())
        .containsExactly("I(T;Y) would go from 0.50 towards 0.25 bits with more rows");
    assertThat(of(0, 0.25, 0).words())
        .containsExactly("I(T;Y) would go from 0.50 towards 0.75 bits with more rows");
    assertThat(of(0, 0.59, 0).words()).isEmpty();
    assertThat(of(0, 0.41, 0).words()).isEmpty();
  }

  @Test
  void aDiagnosisReadsTheLayerWithTheBinsThatWereGiven() {
    int[] labels = Snapshots.labels(200, 2);
    double[] values = new double[200];
    for (int row = 0; row < 200; row++) {
      values[row] = labels[row] == 0 ? -0.5 : 0.5;
    }
    LayerSnapshot seen = Snapshots.seen(Snapshots.tanh(0), values, 1);
    Snapshot snapshot = Snapshots.of(labels, seen);
    PlaneDiagnosis found = PlaneDiagnosis.of(seen, snapshot, new Range(-1, 1), 30, 1);
    assertThat(found.sweep().points())
        .extracting(BinSweep.Point::bins)
        .containsExactly(64, 32, 16, 8);
    assertThat(found.stability().full()).isCloseTo(1, within(1e-12));
    assertThat(found.spread().estimate()).isCloseTo(1, within(1e-12));
    assertThat(found.interval().low()).as("pairs that no row has").isBetween(0.85, 0.88);
    assertThat(found.interval().high()).isEqualTo(1);
    assertThat(found.scale().before()).isCloseTo(1, within(1e-12));
    assertThat(found.scale().after()).as("beyond the last edge").isCloseTo(1, within(1e-12));
    assertThat(found.words()).isEmpty();
  }

  @Test
  void threeExamplesCannotBeDiagnosed() {
    LayerSnapshot seen = Snapshots.seen(Snapshots.tanh(0), new double[3], 1);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> PlaneDiagnosis.of(seen, Snapshots.of(new int[3], seen), new Range(-1, 1), 30, 1))
        .withMessage("examples (3) must be >= 4");
  }

  /** Every shuffle deals the same labels anew; the seed alone decides how. */
  @Test
  void shuffledLabelsAreThoseOfTheProbeInAnotherOrder() {
    int[] labels = {0, 0, 0, 1, 1, 2, 2, 2, 2, 3};
    List<int[]> dealt = new ArrayList<>();
    ShuffledNull found =
        SamplePoints.shuffled(
            labels,
            6,
            5,
            shuffled -> {
              dealt.add(shuffled.clone());
              return shuffled[0];
            });
    assertThat(dealt)
        .hasSize(6)
        .allSatisfy(shuffled -> assertThat(shuffled).containsExactlyInAnyOrder(labels));
    assertThat(dealt.stream().map(List::of).distinct().count()).isGreaterThan(1);
    assertThat(labels).containsExactly(0, 0, 0, 1, 1, 2, 2, 2, 2, 3);
    assertThat(found.mean())
        .isCloseTo(dealt.stream().mapToInt(d -> d[0]).average().orElseThrow(), within(1e-12));
    assertThat(SamplePoints.shuffled(labels, 6, 5, shuffled -> shuffled[0])).isEqualTo(found);
  }

  /** The first place takes every label as often as it occurs: 3 of 10 are 0. */
  @Test
  void everyLabelComesToEveryPlace() {
    int[] labels = {0, 0, 0, 1, 1, 1, 1, 1, 1, 1};
    for (int place : new int[] {0, 5, 9}) {
      double zeros =
          SamplePoints.shuffled(labels, 4000, 7, shuffled -> shuffled[place] == 0 ? 1 : 0).mean();
      assertThat(zeros).as("place %d", place).isCloseTo(0.3, within(0.03));
    }
  }

  @Test
  void eachSettingChangesItselfAlone() {
    PlaneSettings plain = PlaneSettings.defaults();
    Noise noise = Noise.absolute(0.5);
    assertThat(plain.withNoise(noise))
        .isEqualTo(new PlaneSettings(plain.estimators(), plain.quantizer(), noise, 20, 1));
    assertThat(plain.withShuffles(3))
        .isEqualTo(new PlaneSettings(plain.estimators(), plain.quantizer(), plain.noise(), 3, 1));
    assertThat(plain.withSeed(9))
        .isEqualTo(new PlaneSettings(plain.estimators(), plain.quantizer(), plain.noise(), 20, 9));
    Discretizer rule = Discretizer.quantile(4);
    assertThat(plain.withQuantizer(rule))
        .isEqualTo(new PlaneSettings(plain.estimators(), rule, plain.noise(), 20, 1));
    assertThat(plain.withEstimators(PlaneEstimator.KSG))
        .isEqualTo(
            new PlaneSettings(Set.of(PlaneEstimator.KSG), plain.quantizer(), plain.noise(), 20, 1));
    assertThat(plain.seed(Snapshots.tanh(0))).isNotEqualTo(plain.seed(Snapshots.tanh(1)));
  }

  @Test
  void settingsOfConductanceSayWhatTheyAre() {
    ConductanceSettings plain = ConductanceSettings.defaults();
    ConductanceSettings other =
        plain
            .withRule(ConductanceRule.CAPTUM_LEFT)
            .withSteps(7)
            .withTarget(ConductanceTarget.label())
            .withRows(9)
            .withEveryEpochs(3);
    assertThat(other)
        .isEqualTo(
            new ConductanceSettings(
                ConductanceRule.CAPTUM_LEFT, 7, ConductanceTarget.label(), 9, 3, null));
    assertThat(other.toString())
        .isEqualTo(
            "ConductanceSettings[rule=%s, steps=7, target=%s, rows=9, everyEpochs=3, baseline=0]"
                .replaceFirst("%s", ConductanceRule.CAPTUM_LEFT.toString())
                .replaceFirst("%s", ConductanceTarget.label().toString()));
    assertThat(other.withBaseline(1, 2).toString()).endsWith("baseline=given]");
    assertThat(other.plan(4).rows()).containsExactly(0, 1, 2, 3);
    assertThat(other.plan(40).rows()).hasSize(9);
  }
}
