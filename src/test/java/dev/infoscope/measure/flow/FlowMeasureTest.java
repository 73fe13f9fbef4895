// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.SeededChoice;
import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Findings;
import dev.infoscope.measure.Matrix;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.InputSnapshot;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import dev.infoscope.network.Snapshots;
import dev.infoscope.network.Source;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FlowMeasureTest {
  private static final int ROWS = 300;
  private static final Moment MOMENT = new Moment(1, 1, Instant.EPOCH, 0);

  private static double[] uniform(long seed, int units) {
    return new SplittableRandom(seed).doubles((long) ROWS * units, -1, 1).toArray();
  }

  /** Every unit the mean of a unit before it and some noise. */
  private static double[] next(double[] before, int widthBefore, int width, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[ROWS * width];
    for (int i = 0; i < values.length; i++) {
      int unit = i % width % widthBefore;
      values[i] = 0.8 * before[i / width * widthBefore + unit] + 0.2 * random.nextDouble();
    }
    return values;
  }

  private static Snapshot snapshot(double[] x, int inputs, double[] h, int hidden, double[] y) {
    LayerSnapshot first = Snapshots.seen(Snapshots.linear(0), h, hidden).from(Source.input(0));
    LayerSnapshot last = Snapshots.seen(Snapshots.linear(1), y, 2).from(Source.layer(0));
    return new Snapshot(
        MOMENT,
        new int[ROWS],
        1,
        null,
        List.of(first, last),
        List.of(new InputSnapshot("input", Activations.of(x, inputs), "")),
        null);
  }

  private static Snapshot chain(long seed, int inputs, int hidden) {
    double[] x = uniform(seed, inputs);
    double[] h = next(x, inputs, hidden, seed + 1);
    return snapshot(x, inputs, h, hidden, next(h, hidden, 2, seed + 2));
  }

  private static List<Reading> of(Findings findings, Metric metric) {
    return findings.readings().stream().filter(r -> r.metric().equals(metric)).toList();
  }

  @Test
  void everyTwoLayersThatFeedEachOtherHaveAMeanAndTheirStrongestLinks() {
    Findings findings = new FlowMeasure(FlowSettings.defaults().withTop(2)).measure(chain(1, 3, 4));
    List<Reading> flow = of(findings, FlowMetrics.FLOW);
    assertThat(flow).extracting(r -> r.labels().get("source")).containsExactly("input", "layer0");
    assertThat(flow).extracting(r -> r.labels().get("target")).containsExactly("layer0", "layer1");
    assertThat(flow).allMatch(r -> r.value() > 0.1 && r.flags().isEmpty());
    assertThat(of(findings, FlowMetrics.SAMPLED)).allMatch(r -> r.value() == 1);
    assertThat(of(findings, FlowMetrics.LINK)).hasSize(4);
    Reading strongest = of(findings, FlowMetrics.LINK).get(0);
    assertThat(strongest.labels().get("source_unit"))
        .isEqualTo(String.valueOf(Integer.parseInt(strongest.labels().get("target_unit")) % 3));
    assertThat(of(findings, FlowMetrics.ALIVE))
        .extracting(Reading::value)
        .containsExactly(4.0, 2.0);
    assertThat(of(findings, FlowMetrics.DEPENDENT).get(0).value()).isBetween(0.3, 0.7);
  }

  /**
   * A unit that moves on one example only, which is not among those read, is not said to be dead.
   */
  @Test
  void aUnitThatMovesOnOtherExamplesOnlyIsNotReadAsNothing() {
    FlowSettings settings = FlowSettings.defaults().withLimits(100, 1000);
    int[] chosen = SeededChoice.of(ROWS, 100, settings.seed());
    int left = 0;
    while (Arrays.binarySearch(chosen, left) >= 0) {
      left++;
    }
    double[] x = uniform(3, 2);
    double[] once = new double[ROWS];
    once[left] = 1;
    double[] both = new double[2 * ROWS];
    Arrays.setAll(both, i -> i % 2 == 0 ? x[i] : once[i / 2]);
    List<Reading> alone =
        of(new FlowMeasure(settings).measure(snapshot(x, 2, once, 1, x)), FlowMetrics.FLOW);
    assertThat(alone).allMatch(r -> Double.isNaN(r.value()));
    assertThat(alone).allMatch(r -> r.flags().contains(Flag.RARE_VALUE_NOT_SAMPLED));
    List<Reading> beside =
        of(new FlowMeasure(settings).measure(snapshot(x, 2, both, 2, x)), FlowMetrics.FLOW);
    assertThat(beside).allMatch(r -> r.value() > 0.1);
    assertThat(beside).allMatch(r -> r.flags().contains(Flag.RARE_VALUE_NOT_SAMPLED));
    once[chosen[0]] = 1;
    assertThat(of(new FlowMeasure(settings).measure(snapshot(x, 2, once, 1, x)), FlowMetrics.FLOW))
        .noneMatch(r -> r.flags().contains(Flag.RARE_VALUE_NOT_SAMPLED));
  }

  /** Taking the bias off lifts what a copy reads, and must not lift it beyond the bins. */
  @Test
  void aCopyReadsNoMoreThanTheBinsHold() {
    double[] x = uniform(4, 2);
    Findings findings =
        new FlowMeasure(FlowSettings.defaults()).measure(snapshot(x, 2, x, 2, uniform(5, 2)));
    assertThat(of(findings, FlowMetrics.LINK))
        .allMatch(r -> r.value() <= r.uncertainty().ceiling())
        .anyMatch(r -> r.value() > 2.99);
  }

  @Test
  void matricesHoldAllLinksAndTheSharesOfTheInputs() {
    Findings findings = new FlowMeasure(FlowSettings.defaults()).measure(chain(2, 3, 4));
    List<Matrix> links =
        findings.matrices().stream().filter(m -> m.metric().equals(FlowMetrics.LINKS)).toList();
    assertThat(links).hasSize(2);
    assertThat(links.get(0).rows()).containsExactly("0", "1", "2");
    assertThat(links.get(0).columns()).containsExactly("0", "1", "2", "3");
    double mean = Arrays.stream(links.get(0).values()).average().orElseThrow();
    assertThat(of(findings, FlowMetrics.FLOW).get(0).value()).isCloseTo(mean, within(1e-12));
    Matrix attribution = findings.matrices().get(2);
    assertThat(attribution.metric()).isEqualTo(FlowMetrics.ATTRIBUTION);
    assertThat(attribution.value(0, 1) + attribution.value(1, 1) + attribution.value(2, 1))
        .isCloseTo(1, within(1e-12));
    // output 0 follows input 0, output 1 input 1
    assertThat(attribution.value(0, 0)).isGreaterThan(0.8);
    assertThat(attribution.value(1, 1)).isGreaterThan(0.8);
  }

  @Test
  void wideLayersAreCutDownAndTheReadingSaysSo() {
    FlowSettings settings = FlowSettings.defaults().withLimits(100, 100);
    FlowMeasure measure = new FlowMeasure(settings);
    Findings findings = measure.measure(chain(3, 30, 20));
    Reading first = of(findings, FlowMetrics.FLOW).get(0);
    assertThat(first.uncertainty().samples()).isEqualTo(100);
    assertThat(first.layer()).isNotNull();
    assertThat(first.layer().reduction())
        .contains("100 of 300 examples", "of 30 units of input", "of 20 units of layer0");
    double measured = 0;
    double there = 30 * 20 + 20 * 2;
    for (Reading sampled : of(findings, FlowMetrics.SAMPLED)) {
      measured += sampled.value() * (sampled.labels().get("source").equals("input") ? 600 : 40);
    }
    assertThat(measured).isBetween(50.0, 100.0).isLessThan(there);
    assertThat(of(findings, FlowMetrics.ALIVE).get(0).value()).as("all units").isEqualTo(20);
    assertThat(measure.measure(chain(3, 30, 20)).readings()).isEqualTo(findings.readings());
  }

  @Test
  void inputsThatAreConstantAreNotChosen() {
    double[] x = uniform(4, 40);
    for (int i = 0; i < x.length; i++) {
      x[i] = i % 40 < 30 ? 0 : x[i];
    }
    double[] h = uniform(5, 5);
    FlowSettings settings = FlowSettings.defaults().withLimits(300, 40);
    Findings findings = new FlowMeasure(settings).measure(snapshot(x, 40, h, 5, uniform(6, 2)));
    assertThat(findings.matrices().get(0).rows()).allMatch(unit -> Integer.parseInt(unit) >= 30);
  }

  @Test
  void inputsArePreparedOnceAndLayersWhenTheyMove() {
    FlowMeasure measure = new FlowMeasure(FlowSettings.defaults());
    Findings first = measure.measure(chain(7, 3, 4));
    Findings second = measure.measure(chain(7, 3, 4));
    assertThat(second.readings()).isEqualTo(first.readings());
    Snapshot moved = snapshot(uniform(7, 3), 3, uniform(99, 4), 4, uniform(98, 2));
    Reading lost = of(measure.measure(moved), FlowMetrics.FLOW).get(0);
    assertThat(lost.value()).isCloseTo(0, within(0.03));
    assertThat(lost.flags()).containsExactly(Flag.NOT_ABOVE_NULL);
  }

  @Test
  void deadAndBrokenLayersAreNamed() {
    double[] h = uniform(8, 4);
    double[] broken = h.clone();
    broken[5] = Double.NaN;
    FlowMeasure measure = new FlowMeasure(FlowSettings.defaults());
    double[] x = uniform(9, 3);
    Findings nan = measure.measure(snapshot(x, 3, broken, 4, uniform(10, 2)));
    assertThat(of(nan, FlowMetrics.FLOW)).allMatch(r -> Double.isNaN(r.value()));
    assertThat(of(nan, FlowMetrics.FLOW)).allMatch(r -> r.flags().contains(Flag.NOT_FINITE));
    assertThat(of(nan, FlowMetrics.ALIVE).get(0).value()).isEqualTo(3);
    Findings dead = measure.measure(snapshot(x, 3, new double[ROWS * 4], 4, uniform(10, 2)));
    assertThat(of(dead, FlowMetrics.FLOW)).allMatch(r -> r.value() == 0);
    assertThat(of(dead, FlowMetrics.FLOW)).allMatch(r -> r.flags().contains(Flag.CONSTANT));
    assertThat(of(dead, FlowMetrics.LINK)).isEmpty();
  }

  @Test
  void nearestNeighboursNeedShufflesForANull() {
    FlowSettings ksg = FlowSettings.defaults().withEstimator(FlowEstimator.ksg());
    assertThat(ksg.mostLinks()).isEqualTo(2048);
    Reading without =
        of(new FlowMeasure(ksg).measure(chain(11, 3, 4)), FlowMetrics.DEPENDENT).get(0);
    assertThat(without.value()).isNaN();
    assertThat(without.flags()).containsExactly(Flag.NO_NULL);
    Findings with = new FlowMeasure(ksg.withShuffles(20)).measure(chain(11, 3, 4));
    assertThat(of(with, FlowMetrics.DEPENDENT).get(0).value()).isBetween(0.3, 0.7);
    assertThat(of(with, FlowMetrics.FLOW).get(0).value()).isPositive();
  }

  @Test
  void layersWithoutSourcesHaveNoLinks() {
    Snapshot lone =
        Snapshots.of(new int[ROWS], Snapshots.seen(Snapshots.linear(0), uniform(12, 3), 3));
    Findings findings = new FlowMeasure(FlowSettings.defaults()).measure(lone);
    assertThat(of(findings, FlowMetrics.FLOW)).isEmpty();
    assertThat(of(findings, FlowMetrics.ALIVE)).hasSize(1);
    assertThat(
            new FlowMeasure(FlowSettings.defaults())
                .measure(new Snapshot(MOMENT, new int[0], 1, List.of()))
                .readings())
        .isEmpty();
  }

  @Test
  void largeMatricesKeepTheStrongestUnits() {
    FlowSettings settings = FlowSettings.defaults().withLimits(300, 1 << 18);
    Findings findings = new FlowMeasure(settings).measure(chain(13, 200, 150));
    for (Matrix matrix : findings.matrices()) {
      assertThat(matrix.values().length).isLessThanOrEqualTo(Matrix.LIMIT);
    }
    assertThat(findings.matrices().get(0).values().length).isGreaterThan(Matrix.LIMIT * 9 / 10);
  }

  @Test
  void badSettingsAreRefused() {
    FlowSettings settings = FlowSettings.defaults();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.withLimits(1, 5))
        .withMessage("mostRows (1) must be >= 2");
    assertThatIllegalArgumentException().isThrownBy(() -> settings.withLimits(2, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> settings.withTop(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> settings.withShuffles(-1));
  }

  @Test
  void aSnapshotReadsTheSameWhateverWasMeasuredBefore() {
    FlowMeasure used = new FlowMeasure(FlowSettings.defaults().withLimits(200, 60));
    double[] x = uniform(1, 9);
    double[] h = next(x, 9, 7, 2);
    double[] later = next(x, 9, 7, 5);
    used.measure(snapshot(x, 9, h, 7, next(h, 7, 2, 3)));
    Snapshot second = snapshot(x, 9, later, 7, next(later, 7, 2, 6));
    Findings fresh = new FlowMeasure(FlowSettings.defaults().withLimits(200, 60)).measure(second);
    Findings found = used.measure(second);
    assertThat(found.readings()).isEqualTo(fresh.readings());
    assertThat(found.matrices().get(0).values()).containsExactly(fresh.matrices().get(0).values());
  }

  /** The first layer rests, then the last, then all: links are those of a fresh measure. */
  @Test
  void linksBetweenLayersThatRestAreCarriedOverToTheBit() {
    double[] x = uniform(1, 9);
    double[] h = next(x, 9, 7, 2);
    double[] y = next(h, 7, 2, 3);
    double[] later = next(x, 9, 7, 5);
    double[] last = y.clone();
    last[3] = Math.nextUp(last[3]);
    FlowSettings settings = FlowSettings.defaults().withLimits(200, 60);
    FlowMeasure used = new FlowMeasure(settings);
    for (Snapshot each :
        List.of(
            snapshot(x, 9, h, 7, y),
            snapshot(x, 9, h, 7, next(h, 7, 2, 6)),
            snapshot(x, 9, later, 7, next(h, 7, 2, 6)),
            snapshot(x, 9, later, 7, last),
            snapshot(x, 9, later, 7, last),
            snapshot(x, 9, h, 7, y))) {
      Findings fresh = new FlowMeasure(settings).measure(each);
      Findings found = used.measure(each);
      assertThat(found.readings()).isEqualTo(fresh.readings());
      for (int i = 0; i < fresh.matrices().size(); i++) {
        assertThat(found.matrices().get(i).values())
            .containsExactly(fresh.matrices().get(i).values());
      }
    }
  }
}
