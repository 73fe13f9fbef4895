// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.warning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.studies.faults.RunSeries;
import dev.infoscope.studies.faults.SeriesKey;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CalibratedTest {
  private static final List<RunSeries> HEALTHY =
      IntStream.rangeClosed(1, 70).mapToObj(seed -> SampleRuns.run("none", seed, 0, -1)).toList();

  /** One alarm with the score of the seed, for two epochs. */
  private static final Judge BY_SEED =
      new Judge(
          "by seed",
          run -> {
            double[] scores = new double[run.epochs()];
            Arrays.fill(scores, 20, 22, run.seed());
            return scores;
          });

  @Test
  void theThresholdLetsThroughOneAlarmInAThousandJudgedEpochs() {
    assertThat(Calibrated.judgedEpochs(HEALTHY)).isEqualTo(70 * 29);
    Calibrated judge = Calibrated.on(HEALTHY, BY_SEED);
    assertThat(judge.threshold()).isEqualTo(68, within(0.1));
    assertThat(judge.alarms(HEALTHY)).isEqualTo(2);
  }

  @Test
  void alarmsThatBeginBeforeTheFaultDoNotCountAsDetection() {
    Calibrated judge = new Calibrated(BY_SEED, 0.5);
    assertThat(judge.detected(SampleRuns.run("leak", 1, 20, -1))).isEqualTo(21);
    assertThat(judge.detected(SampleRuns.run("leak", 1, 21, -1))).isEqualTo(21);
    assertThat(judge.detected(SampleRuns.run("leak", 1, 23, -1))).isEqualTo(41);
  }

  @Test
  void ofALossThatIsNoNumberEveryJudgeKnows() {
    RunSeries run = SampleRuns.run("leak", 1, 20, -1);
    double[] loss = run.series().get(new SeriesKey("probe_loss", -1));
    loss[30] = Double.NaN;
    assertThat(Judge.seenByAll(run, new double[40])[29]).isZero();
    assertThat(Judge.seenByAll(run, new double[40])[30]).isInfinite();
    assertThat(Judge.seenByAll(run, new double[40])[39]).isInfinite();
  }

  @Test
  void anIntervalHoldsTheMeanAndIsNarrowerForMoreValues() {
    Interval few = Interval.of(1, 2, 3, 4, 5);
    Interval many = Interval.of(IntStream.range(0, 500).mapToDouble(i -> 1 + i % 5).toArray());
    assertThat(few.mean()).isEqualTo(3);
    assertThat(few.low()).isBetween(1.4, 2.2);
    assertThat(few.high()).isBetween(3.8, 4.6);
    assertThat(many.high() - many.low()).isLessThan((few.high() - few.low()) / 5);
    assertThat(Interval.of(2, 2, 2)).hasToString("+2.0 (+2.0 to +2.0)");
  }

  @Test
  void aLeadIsCountedFromTheBaselineAndToTheEndWhereNothingIsFound() {
    Calibrated early = new Calibrated(BY_SEED, 0.5);
    Calibrated never = new Calibrated(BY_SEED, 1000);
    List<RunSeries> runs = List.of(SampleRuns.run("leak", 1, 20, -1));
    Leads leads = Leads.of(early, never, runs);
    assertThat(leads.found()).isEqualTo(1);
    assertThat(leads.delay()).isEqualTo(1);
    assertThat(leads.lead().mean()).isEqualTo(20);
    assertThat(leads.isEarlier()).isTrue();
    assertThat(Leads.of(never, early, runs).isLater()).isTrue();
  }
}
