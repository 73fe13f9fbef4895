// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Range;
import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Metric;
import dev.infoscope.measure.Reading;
import dev.infoscope.measure.causal.CausalPoint.Kind;
import dev.infoscope.network.Activation;
import dev.infoscope.network.DenseMap;
import dev.infoscope.network.Layer;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.ObservedMap;
import dev.infoscope.network.Snapshots;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CausalMeasureTest {
  private static final Range UNIT = new Range(0, 1);
  private static final double[] WEIGHTS = {2, -1, 0.5, 3, 1.5, -2};
  private static final double[] BIAS = {0.1, -0.2};

  private final CausalMeasure measure = new CausalMeasure(CausalSettings.defaults());

  private static ObservedMap map(
      String activation, @Nullable Range bounds, @Nullable Range seen, @Nullable Range out) {
    DenseMap dense =
        new DenseMap(3, 2, WEIGHTS.clone(), BIAS.clone(), Activation.named(activation));
    return new ObservedMap(dense, bounds, seen, out, "", null);
  }

  private static CausalPoint direct(Activation activation, Range inputs, Range outputs) {
    return new CausalPlane(CausalBins.of(16), null)
        .measure(new LayerTransition(3, 2, WEIGHTS, BIAS, activation, inputs, outputs));
  }

  private static List<Reading> read(CausalMeasure measure, @Nullable ObservedMap... maps) {
    LayerSnapshot[] layers = new LayerSnapshot[maps.length];
    for (int i = 0; i < maps.length; i++) {
      Layer layer = Snapshots.tanh(i);
      layers[i] = new LayerSnapshot(layer, Activations.of(new double[4], 2), maps[i]);
    }
    return measure.measure(Snapshots.of(new int[] {0, 1}, layers)).readings();
  }

  private static Reading find(List<Reading> readings, Metric metric) {
    return readings.stream().filter(r -> r.metric() == metric).findFirst().orElseThrow();
  }

  @Test
  void readingsAreThoseOfTheCoreOverTheRangesOfTheActivations() {
    List<Reading> readings = read(measure, map("sigmoid", UNIT, new Range(0.2, 0.3), null));
    CausalPoint point = direct(Activation.sigmoid(), UNIT, UNIT);
    assertThat(find(readings, CausalMetrics.SENSITIVITY).value())
        .isEqualTo(point.sensitivity().bits());
    assertThat(find(readings, CausalMetrics.EFFECTIVE_INFORMATION).value())
        .isEqualTo(point.effectiveInformation(Kind.PARTS).bits());
    assertThat(find(readings, CausalMetrics.DEGENERACY).value())
        .isEqualTo(point.degeneracy(Kind.PARTS).bits());
    assertThat(find(readings, CausalMetrics.WIDE_LIMIT_SHARE).value())
        .isEqualTo(point.partsOfWideLimit());
    assertThat(readings).hasSize(4).allMatch(reading -> reading.flags().isEmpty());
    assertThat(find(readings, CausalMetrics.DEGENERACY).labels())
        .isEqualTo(Map.of("kind", "parts"));
  }

  @Test
  void unboundedRangesAreFrozenAsTheProbeFirstFilledThemAndEveryReadingSaysSo() {
    Range in = new Range(0, 3);
    Range out = new Range(0, 5);
    List<Reading> first = read(measure, map("relu", null, in, out));
    List<Reading> later = read(measure, map("relu", null, new Range(0, 9), new Range(0, 70)));
    double expected = direct(Activation.relu(), in, out).sensitivity().bits();
    assertThat(find(first, CausalMetrics.SENSITIVITY).value()).isEqualTo(expected);
    assertThat(find(later, CausalMetrics.SENSITIVITY).value()).isEqualTo(expected);
    assertThat(find(later, CausalMetrics.SENSITIVITY).layer().reduction())
        .isEqualTo(
            "inputs [0.0, 3.0] as first seen on the probe set,"
                + " outputs [0.0, 5.0] as first seen on the probe set");
  }

  @Test
  void aLayerAtRestIsNotReadAgainAndOneThatMovedIs() {
    List<Reading> first = read(measure, map("sigmoid", UNIT, UNIT, UNIT));
    List<Reading> again = read(measure, map("sigmoid", UNIT, UNIT, UNIT));
    assertThat(again.get(0)).isSameAs(first.get(0));
    ObservedMap moved = map("sigmoid", UNIT, UNIT, UNIT);
    moved.dense().bias()[1] += 1e-6;
    assertThat(read(measure, moved).get(0)).isNotSameAs(first.get(0));
    assertThat(read(measure, map("sigmoid", UNIT, UNIT, UNIT))).isEqualTo(first);
  }

  @Test
  void aGivenRangeStandsInForInputsWithoutBounds() {
    CausalMeasure given = new CausalMeasure(CausalSettings.defaults().withInputRange(0, 1));
    Range wide = new Range(-4, 4);
    List<Reading> readings =
        read(given, map("tanh", null, wide, null), map("tanh", Snapshots.TANH, wide, null));
    assertThat(readings.get(0).value())
        .isEqualTo(direct(Activation.tanh(), UNIT, Snapshots.TANH).sensitivity().bits());
    assertThat(readings.get(0).layer().reduction()).startsWith("inputs [0.0, 1.0] as given");
    assertThat(readings.get(4).value())
        .isEqualTo(direct(Activation.tanh(), Snapshots.TANH, Snapshots.TANH).sensitivity().bits());
  }

  @Test
  void valuesBeyondTheRangeAreDroppedOnRequest() {
    CausalSettings dropping = CausalSettings.defaults().withOverflow(Overflow.DROP).withBins(8);
    Range out = new Range(0, 1); // relu goes on to 5
    Reading read = read(new CausalMeasure(dropping), map("relu", UNIT, null, out)).get(1);
    LayerTransition layer = new LayerTransition(3, 2, WEIGHTS, BIAS, Activation.relu(), UNIT, out);
    CausalBins bins = CausalBins.of(8);
    double dropped =
        new CausalPlane(bins.with(Overflow.DROP), null).measure(layer).units().totalParts();
    double clamped = new CausalPlane(bins, null).measure(layer).units().totalParts();
    assertThat(read.metric()).isEqualTo(CausalMetrics.EFFECTIVE_INFORMATION);
    assertThat(read.value()).isEqualTo(dropped).isNotEqualTo(clamped);
  }

  @Test
  void whileAnUnboundedRangeIsAPointThereIsNothingToReadOver() {
    Range dead = new Range(0, 0);
    List<Reading> first = read(measure, map("relu", null, UNIT, dead));
    assertThat(first).hasSize(4).allMatch(reading -> Double.isNaN(reading.value()));
    assertThat(first).allMatch(reading -> reading.flags().equals(Set.of(Flag.CONSTANT)));
    List<Reading> later = read(measure, map("relu", null, UNIT, new Range(0, 2)));
    assertThat(later).noneMatch(reading -> Double.isNaN(reading.value()));
  }

  @Test
  void aLayerThatIsNotFiniteReadsNanAndTheOthersAsEver() {
    ObservedMap broken = map("sigmoid", UNIT, UNIT, UNIT);
    broken.dense().weights()[3] = Double.NaN;
    List<Reading> readings = read(measure, broken, map("sigmoid", UNIT, UNIT, UNIT));
    assertThat(readings).hasSize(8);
    assertThat(readings.subList(0, 4))
        .allMatch(reading -> Double.isNaN(reading.value()))
        .allMatch(reading -> reading.flags().contains(Flag.NOT_FINITE));
    assertThat(readings.subList(4, 8)).noneMatch(reading -> Double.isNaN(reading.value()));
  }

  @Test
  void aProbeThatWasNeverFiniteGivesNoRange() {
    List<Reading> readings = read(measure, map("relu", null, null, null));
    assertThat(readings).allMatch(reading -> reading.flags().contains(Flag.NOT_FINITE));
  }

  @Test
  void layersWithoutAMapHaveNoReadings() {
    assertThat(read(measure, (ObservedMap) null)).isEmpty();
  }

  @Test
  void theJointInformationComesOnRequest() {
    JointPlan plan = new JointPlan(256, 64, 1 << 16, 7);
    CausalMeasure joint = new CausalMeasure(CausalSettings.defaults().withBins(4).withJoint(plan));
    List<Reading> readings = read(joint, map("sigmoid", UNIT, UNIT, UNIT));
    assertThat(readings).hasSize(7);
    double whole = readings.get(4).value();
    assertThat(readings.get(4).labels()).isEqualTo(Map.of("kind", "joint"));
    assertThat(readings.get(4).uncertainty().standardError()).isPositive();
    assertThat(find(readings, CausalMetrics.INTEGRATED_INFORMATION).value())
        .isEqualTo(whole - find(readings, CausalMetrics.EFFECTIVE_INFORMATION).value());
    ObservedMap broken = map("sigmoid", UNIT, UNIT, UNIT);
    broken.dense().bias()[0] = Double.POSITIVE_INFINITY;
    assertThat(read(joint, broken)).hasSize(7).allMatch(reading -> Double.isNaN(reading.value()));
  }
}
