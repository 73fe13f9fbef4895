// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.dl4j.shadow.Shadow;
import dev.infoscope.network.Moment;
import dev.infoscope.network.ParameterMotion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The motion of parameters is told of the layer that they belong to. */
class ParameterTrailTest {
  private static Moment epoch(int epoch) {
    return new Moment(epoch, epoch, Instant.EPOCH, 0);
  }

  private static ParameterMotion of(List<ParameterMotion> motions, String layer) {
    return motions.stream()
        .filter(motion -> motion.layer().name().equals(layer))
        .findFirst()
        .orElseThrow();
  }

  private static INDArray parameter(Model model, String layer, String key) {
    return model instanceof ComputationGraph graph
        ? graph.getLayer(layer).getParam(key)
        : ((MultiLayerNetwork) model).getLayer(layer).getParam(key);
  }

  private static void receive(Shadow shadow, Model model) {
    shadow.parameters().assign(model.params());
  }

  @ParameterizedTest
  @EnumSource
  void everyLayerWithParametersIsFollowedInFull(RepeatableTraining subject) {
    Model model = subject.network();
    Shadow shadow = Shadow.of(model);
    ParameterTrail trail = new ParameterTrail(shadow, shadow.layers());
    trail.next(epoch(1));
    for (ParameterMotion motion : trail.next(epoch(2))) {
      assertThat(motion.euclideanRatio()).isZero();
    }
    for (ParameterMotion motion : trail.next(epoch(3))) {
      String name = motion.layer().name();
      model.params().assign(subject.network().params());
      INDArray moved = parameter(model, name, key(model, name));
      double before = squares(model, name);
      INDArray step = moved.mul(0.5);
      moved.addi(step);
      receive(shadow, model);
      List<ParameterMotion> motions = trail.next(epoch(3));
      ParameterMotion own = of(motions, name);
      double size = step.norm2Number().doubleValue();
      assertThat(own.euclideanRatio())
          .as(name)
          .isCloseTo(size / Math.sqrt(squares(model, name)), within(1e-5));
      assertThat(own.distance()).as(name).isCloseTo(size / Math.sqrt(before), within(1e-5));
      assertThat(motions)
          .filteredOn(other -> !other.layer().name().equals(name))
          .allSatisfy(other -> assertThat(other.distance()).isLessThan(1e-9));
      receive(shadow, subject.network());
      trail.next(epoch(3));
    }
  }

  private static String key(Model model, String layer) {
    var table =
        model instanceof ComputationGraph graph
            ? graph.getLayer(layer).paramTable()
            : ((MultiLayerNetwork) model).getLayer(layer).paramTable();
    return table.containsKey("W") ? "W" : "gamma";
  }

  /** Without the statistics of batch normalisation. */
  private static double squares(Model model, String layer) {
    var table =
        model instanceof ComputationGraph graph
            ? graph.getLayer(layer).paramTable()
            : ((MultiLayerNetwork) model).getLayer(layer).paramTable();
    return table.entrySet().stream()
        .filter(each -> !List.of("mean", "var", "log10stdev").contains(each.getKey()))
        .mapToDouble(each -> Math.pow(each.getValue().norm2Number().doubleValue(), 2))
        .sum();
  }

  @Test
  void statisticsOfBatchNormalisationAreNoParametersThatMove() {
    MultiLayerNetwork network = Networks.convolutional();
    Shadow shadow = Shadow.of(network);
    ParameterTrail trail = new ParameterTrail(shadow, shadow.layers());
    trail.next(epoch(1));
    network.getLayer("norm").getParam("mean").addi(3);
    network.getLayer("norm").getParam("log10stdev").muli(2).addi(1);
    receive(shadow, network);
    List<ParameterMotion> motions = trail.next(epoch(2));
    assertThat(of(motions, "norm").euclideanRatio()).isZero();
    assertThat(of(motions, "norm").parameters()).isEqualTo(2 * 4);
  }

  @Test
  void theCosineIsThatOfTheLastTwoUpdates() {
    MultiLayerNetwork network = Networks.denseWithDropout();
    Shadow shadow = Shadow.of(network);
    ParameterTrail trail = new ParameterTrail(shadow, shadow.layers());
    trail.next(epoch(1));
    INDArray weights = network.getLayer("first").getParam("W");
    for (double step : new double[] {0.25, 0.25, -0.25}) {
      weights.addi(step);
      receive(shadow, network);
      double cosine = of(trail.next(epoch(2)), "first").cosine();
      if (step < 0) {
        assertThat(cosine).isCloseTo(-1, within(1e-6));
      }
    }
  }

  /** Of parameters that are a multiple of the same ones, or hold NaN, at each snapshot. */
  private static List<ParameterMotion> multiples(double... factors) {
    MultiLayerNetwork network = Networks.denseWithDropout();
    INDArray good = network.params().dup();
    Shadow shadow = Shadow.of(network);
    ParameterTrail trail = new ParameterTrail(shadow, shadow.layers());
    List<ParameterMotion> motions = new ArrayList<>();
    for (int i = 0; i < factors.length; i++) {
      network.params().assign(good.mul(Double.isNaN(factors[i]) ? 1 : factors[i]));
      if (Double.isNaN(factors[i])) {
        network.getLayer("first").getParam("W").putScalar(0, Double.NaN);
      }
      receive(shadow, network);
      motions.add(of(trail.next(epoch(i + 1)), "first"));
    }
    return motions;
  }

  @Test
  void aSnapshotWithNanSpoilsTheUpdatesThatItIsPartOfAndNoDistance() {
    List<ParameterMotion> motions = multiples(1, 1.1, Double.NaN, 1.2, 1.3, 1.4);
    assertThat(motions).extracting(ParameterMotion::isFinite).containsOnlyOnce(false);
    assertThat(motions)
        .extracting(ParameterMotion::hasUpdate)
        .containsExactly(false, true, false, false, true, true);
    assertThat(motions)
        .extracting(ParameterMotion::hasTwoUpdates)
        .containsExactly(false, false, false, false, false, true);
    assertThat(motions.get(3).distance()).isCloseTo(0.2, within(1e-5));
    assertThat(motions.get(4).distance()).isCloseTo(0.3, within(1e-5));
    assertThat(motions.get(4).euclideanRatio()).isCloseTo(0.1 / 1.3, within(1e-5));
    assertThat(motions.get(5).cosine()).isCloseTo(1, within(1e-5));
  }

  @Test
  void theFirstFiniteSnapshotIsWhatDistancesAreFrom() {
    List<ParameterMotion> motions = multiples(Double.NaN, Double.NaN, 1, 1.5, 2);
    assertThat(motions)
        .extracting(ParameterMotion::hasReference)
        .containsExactly(false, false, true, true, true);
    assertThat(motions.get(2).distance()).isZero();
    assertThat(motions.get(3).distance()).isCloseTo(0.5, within(1e-5));
    assertThat(motions.get(4).distance()).isCloseTo(1, within(1e-5));
  }

  @Test
  void anEarlierEpochBeginsAnew() {
    MultiLayerNetwork network = Networks.denseWithDropout();
    Shadow shadow = Shadow.of(network);
    ParameterTrail trail = new ParameterTrail(shadow, shadow.layers());
    trail.next(epoch(4));
    network.params().muli(2);
    receive(shadow, network);
    ParameterMotion anew = trail.next(epoch(1)).get(0);
    assertThat(anew.snapshots()).isEqualTo(1);
    assertThat(anew.distance()).isZero();
  }
}
