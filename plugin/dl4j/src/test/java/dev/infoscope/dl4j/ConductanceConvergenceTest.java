// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.plane.Completeness;
import dev.infoscope.measure.plane.ConductancePlane;
import dev.infoscope.measure.plane.ConductanceSettings;
import dev.infoscope.measure.plane.MoreSteps;
import dev.infoscope.measure.plane.PlaneSettings;
import dev.infoscope.network.ConductancePlan;
import dev.infoscope.network.ConductanceRule;
import dev.infoscope.network.ConductanceTarget;
import dev.infoscope.network.Conductances;
import dev.infoscope.network.LayerConductance;
import dev.infoscope.network.Snapshot;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Whether a completeness error is that of the steps, which more of them mend. */
class ConductanceConvergenceTest {
  private static final int ROWS = 300;
  private static final int INPUTS = 6;

  /** Two layers, the second of which has kinks, bends or jumps, away from the baseline too. */
  private static MultiLayerNetwork network(Activation second) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .dataType(DataType.DOUBLE)
                .weightInit(new NormalDistribution(0, 1))
                .list()
                .layer(dense(INPUTS, 12, Activation.IDENTITY))
                .layer(dense(12, 10, second))
                .layer(new OutputLayer.Builder().nIn(10).nOut(3).build())
                .build());
    network.init();
    INDArray biases = network.getParam("1_b");
    biases.assign(Nd4j.linspace(-2, 2, biases.length(), DataType.DOUBLE).reshape(1, -1));
    return network;
  }

  private static DenseLayer dense(int inputs, int outputs, Activation activation) {
    return new DenseLayer.Builder().nIn(inputs).nOut(outputs).activation(activation).build();
  }

  private static Snapshot snapshot(Activation second, int rows) {
    Nd4j.getRandom().setSeed(5);
    INDArray features = Nd4j.randn(DataType.DOUBLE, ROWS, INPUTS);
    return ReadLayers.of(
            network(second),
            new INDArray[] {features.get(NDArrayIndex.interval(0, rows)).dup()},
            null)
        .snapshot();
  }

  private static Completeness first(Snapshot snapshot, ConductanceRule rule, int steps) {
    ConductancePlan plan =
        new ConductancePlan(
            rule,
            steps,
            ConductanceTarget.predicted(),
            null,
            IntStream.range(0, snapshot.examples()).toArray(),
            false);
    Conductances found = Objects.requireNonNull(snapshot.access()).conductances(plan);
    LayerConductance layer = found.layers().get(0);
    return Completeness.of(layer, found);
  }

  private static Set<Flag> flags(Snapshot snapshot, int steps) {
    Set<Flag> flags = new HashSet<>();
    new ConductancePlane(
            PlaneSettings.defaults(),
            ConductanceSettings.defaults().withSteps(steps).withRows(snapshot.examples()))
        .measure(snapshot)
        .readings()
        .forEach(reading -> flags.addAll(reading.flags()));
    return flags;
  }

  static Stream<Arguments> mended() {
    return Stream.of(Activation.TANH, Activation.RELU, Activation.LEAKYRELU, Activation.HARDTANH)
        .flatMap(
            activation ->
                Stream.of(ConductanceRule.values())
                    .filter(ConductanceRule::isPath)
                    .map(rule -> Arguments.of(activation, rule)));
  }

  @ParameterizedTest
  @MethodSource("mended")
  void moreStepsMendWhatIsSaidToBeMendedByThem(Activation activation, ConductanceRule rule) {
    Snapshot snapshot = snapshot(activation, ROWS);
    Completeness few = first(snapshot, rule, 4);
    assertThat(few.mean()).isGreaterThan(Completeness.LIMIT);
    assertThat(few.moreSteps()).isEqualTo(MoreSteps.HELP);
    Completeness many = first(snapshot, rule, 400);
    assertThat(many.mean()).isLessThan(Math.min(few.mean() / 10, Completeness.LIMIT));
    assertThat(many.moreSteps()).isEqualTo(MoreSteps.NOT_NEEDED);
  }

  /** A linear network misses nothing else. */
  @ParameterizedTest
  @CsvSource({"3, 30", "4, 40", "10, 100"})
  void moreStepsMendTheEndsThatGaussLegendreLeavesOut(int few, int many) {
    Snapshot snapshot = snapshot(Activation.IDENTITY, ROWS);
    assertThat(first(snapshot, ConductanceRule.GAUSS_LEGENDRE, few).moreSteps())
        .isEqualTo(MoreSteps.HELP);
    assertThat(first(snapshot, ConductanceRule.GAUSS_LEGENDRE, many).mean())
        .isLessThan(Completeness.LIMIT);
  }

  @ParameterizedTest
  @EnumSource(
      value = Activation.class,
      names = {"TANH", "RELU"})
  void theReadingsAreFlaggedUntilThereAreEnoughSteps(Activation activation) {
    Snapshot snapshot = snapshot(activation, ROWS);
    assertThat(flags(snapshot, 4)).contains(Flag.INCOMPLETE).doesNotContain(Flag.NOT_CONVERGING);
    assertThat(flags(snapshot, 400)).doesNotContain(Flag.INCOMPLETE, Flag.NOT_CONVERGING);
  }

  /** Its output jumps from 0 to 1, for which the gradient has nothing. */
  @ParameterizedTest
  @CsvSource({"MIDPOINT, 20", "MIDPOINT, 200", "AVERAGED, 20", "CAPTUM_LEFT, 50"})
  void whatAJumpMissesIsNotMendedByMoreSteps(ConductanceRule rule, int steps) {
    Snapshot snapshot = snapshot(Activation.THRESHOLDEDRELU, ROWS);
    Completeness found = first(snapshot, rule, steps);
    assertThat(found.mean()).isGreaterThan(0.1);
    assertThat(found.moreSteps()).isEqualTo(MoreSteps.DO_NOT_HELP);
    assertThat(first(snapshot, rule, 10 * steps).mean()).isGreaterThan(found.mean() / 2);
  }

  @ParameterizedTest
  @CsvSource({"20", "50"})
  void thenReadingsSayThatTheSumDoesNotConverge(int steps) {
    assertThat(flags(snapshot(Activation.THRESHOLDEDRELU, ROWS), steps))
        .contains(Flag.NOT_CONVERGING)
        .doesNotContain(Flag.INCOMPLETE);
  }

  @ParameterizedTest
  @EnumSource(
      value = Activation.class,
      names = {"TANH", "RELU", "THRESHOLDEDRELU"})
  void ofOneExampleNothingIsClaimed(Activation activation) {
    Supplier<Completeness> one = () -> first(snapshot(activation, 1), ConductanceRule.MIDPOINT, 3);
    assertThat(one.get().moreSteps()).isIn(MoreSteps.ONE_EXAMPLE, MoreSteps.NOT_NEEDED);
    assertThat(one.get().moreSteps().flags()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1", "2"})
  void twoStepsAreTooFewToCompareWithCoarserOnes(int steps) {
    Completeness found = first(snapshot(Activation.TANH, ROWS), ConductanceRule.MIDPOINT, steps);
    assertThat(found.moreSteps()).isEqualTo(MoreSteps.TOO_FEW_STEPS);
  }
}
