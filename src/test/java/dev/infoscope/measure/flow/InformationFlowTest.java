// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Bins;
import dev.infoscope.discrete.CodeColumns;
import dev.infoscope.estimate.entropy.PairwiseInformation;
import dev.infoscope.estimate.neighbours.MixedKsg;
import dev.infoscope.estimate.neighbours.Scale;
import dev.infoscope.numeric.Bits;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InformationFlowTest {
  private static final int ROWS = 400;

  /** Three inputs, a rectified layer with a dead unit, two outputs. */
  static FlowNetwork network(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] x = new double[ROWS * 3];
    double[] h = new double[ROWS * 4];
    double[] y = new double[ROWS * 2];
    for (int row = 0; row < ROWS; row++) {
      double a = random.nextDouble() * 2 - 1;
      double b = random.nextDouble() * 2 - 1;
      double c = random.nextDouble() * 2 - 1;
      System.arraycopy(new double[] {a, b, c}, 0, x, row * 3, 3);
      double[] hidden = {Math.max(0, a), Math.max(0, b - a), Math.max(0, a + b), 0};
      System.arraycopy(hidden, 0, h, row * 4, 4);
      y[row * 2] = hidden[0] - hidden[1];
      y[row * 2 + 1] = hidden[2];
    }
    return FlowNetwork.chain(
        List.of("x", "h", "y"),
        List.of(Activations.of(x, 3), Activations.of(h, 4), Activations.of(y, 2)));
  }

  static Stream<FlowEstimator> estimators() {
    return Stream.of(
        FlowEstimator.ksg(),
        FlowEstimator.ksg().with(FlowEstimator.Kind.KSG_PRINTED),
        FlowEstimator.ksg().withScale(Scale.RANK).withNeighbours(3),
        FlowEstimator.binned(8),
        FlowEstimator.binned(8).withEqualMass().withCorrection());
  }

  @ParameterizedTest
  @MethodSource("estimators")
  void aDeadUnitHasNoLinks(FlowEstimator estimator) {
    FlowGraph graph = InformationFlow.of(estimator, 1).read(network(1));
    assertThat(graph.layers().get(1).alive()).containsExactly(true, true, true, false);
    assertThat(graph.layers().get(1).movingUnits()).isEqualTo(3);
    for (int i = 0; i < 3; i++) {
      assertThat(graph.links().get(0).bits()[i][3]).isZero();
    }
    assertThat(graph.links().get(1).bits()[3]).containsOnly(0);
  }

  @ParameterizedTest
  @MethodSource("estimators")
  void whatFeedsAUnitTellsMoreThanWhatDoesNot(FlowEstimator estimator) {
    double[][] bits = InformationFlow.of(estimator, 1).read(network(2)).links().get(0).bits();
    assertThat(bits[0][0]).isGreaterThan(bits[1][0] + 0.5).isGreaterThan(bits[2][0] + 0.5);
    assertThat(bits[1][1]).isGreaterThan(bits[2][1] + 0.1);
  }

  @ParameterizedTest
  @MethodSource("estimators")
  void threadsChangeNoBit(FlowEstimator estimator) {
    FlowNetwork network = network(3);
    FlowGraph one = InformationFlow.of(estimator, 1).read(network);
    FlowGraph three = new InformationFlow(estimator, Relevance.PAIR, 0, 3, 1).read(network);
    for (int i = 0; i < one.links().size(); i++) {
      assertThat(three.links().get(i).bits()).isDeepEqualTo(one.links().get(i).bits());
    }
  }

  @ParameterizedTest
  @MethodSource("estimators")
  void aLinkIsTheSameWhicheverOthersAreMeasured(FlowEstimator estimator) {
    FlowNetwork network = network(4);
    InformationFlow flow = InformationFlow.of(estimator, 9);
    FlowGraph all = flow.read(network);
    FlowGraph some = flow.read(network, List.of(new int[] {1}, new int[] {0, 2, 3}, new int[] {1}));
    assertThat(some.links().get(0).bits()[0][1]).isEqualTo(all.links().get(0).bits()[1][2]);
    assertThat(some.links().get(1).bits()[0][0]).isEqualTo(all.links().get(1).bits()[0][1]);
    assertThat(some.layers().get(1).movingUnits()).isEqualTo(3);
  }

  @Test
  void linksAreTheMixedEstimateOfStandardisedUnits() {
    FlowNetwork network = network(5);
    double[][] bits =
        InformationFlow.of(FlowEstimator.ksg().withJitter(0), 1)
            .read(network)
            .links()
            .get(1)
            .bits();
    LayerColumns h = LayerColumns.of(network.stages().get(1).values(), new int[] {0, 1, 2, 3});
    LayerColumns y = LayerColumns.of(network.stages().get(2).values(), new int[] {0, 1});
    double[] source = h.columns()[1];
    double[] target = y.columns()[0];
    Scale.STANDARD.apply(source);
    Scale.STANDARD.apply(target);
    double expected =
        MixedKsg.of(5).information(Activations.of(source, 1), Activations.of(target, 1), 1);
    assertThat(bits[1][0]).isCloseTo(expected, within(1e-10));
  }

  @Test
  void binnedLinksAreThePluginOverTheRangeOfEachUnit() {
    FlowNetwork network = network(6);
    double[][] bits =
        InformationFlow.of(FlowEstimator.binned(8), 1).read(network).links().get(1).bits();
    LayerColumns h = LayerColumns.of(network.stages().get(1).values(), new int[] {2});
    LayerColumns y = LayerColumns.of(network.stages().get(2).values(), new int[] {1});
    double most = Arrays.stream(h.columns()[0]).max().orElseThrow();
    Bins bins = Bins.equalWidth(0, most, 8);
    double expected =
        PairwiseInformation.between(
                CodeColumns.of(Activations.of(h.columns()[0], 1), bins),
                CodeColumns.of(Activations.of(y.columns()[0], 1), bins),
                1)
            .plugIn(0, 0);
    assertThat(bits[2][1]).isCloseTo(expected, within(1e-12));
  }

  @Test
  void anExclusiveOrCarriesNothingFromEachOfItsInputs() {
    SplittableRandom random = new SplittableRandom(8);
    double[] x = new double[ROWS * 2];
    double[] y = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      boolean a = random.nextBoolean();
      boolean b = random.nextBoolean();
      x[row * 2] = a ? 1 : 0;
      x[row * 2 + 1] = b ? 1 : 0;
      y[row] = a ^ b ? 1 : 0;
    }
    FlowNetwork network =
        FlowNetwork.chain(List.of("x", "y"), List.of(Activations.of(x, 2), Activations.of(y, 1)));
    for (FlowEstimator estimator : estimators().toList()) {
      if (estimator.kind() != FlowEstimator.Kind.KSG_PRINTED
          && estimator.scale() == Scale.STANDARD) {
        double[][] bits = InformationFlow.of(estimator, 1).read(network).links().get(0).bits();
        assertThat(bits[0][0]).as("%s", estimator).isCloseTo(0, within(0.02));
        assertThat(bits[1][0]).as("%s", estimator).isCloseTo(0, within(0.02));
      }
    }
  }

  @Test
  void redundancyIsTakenOffAsThePaperPrintsIt() {
    FlowNetwork network = network(10);
    FlowEstimator ksg = FlowEstimator.ksg();
    double[][] plain = InformationFlow.of(ksg, 1).read(network).links().get(1).bits();
    double[][] less =
        new InformationFlow(ksg, Relevance.withBeta(0.5), 0, 1, 1)
            .read(network)
            .links()
            .get(1)
            .bits();
    double[][] within =
        new LinkEstimates(ksg, 1).between(ready(network, 1, ksg), ready(network, 1, ksg)).bits();
    assertThat(less[0]).containsExactly(plain[0]);
    assertThat(less[2][1])
        .isCloseTo(plain[2][1] - 0.5 * (within[2][0] + within[2][1]), within(1e-12));
    assertThat(less[3]).as("dead").containsOnly(0);
    Relevance others = new Relevance(0.5, Relevance.Others.ALL, false);
    double[][] mean = new InformationFlow(ksg, others, 0, 1, 1).read(network).links().get(1).bits();
    assertThat(mean[0][0])
        .isCloseTo(plain[0][0] - 0.5 * (within[0][1] + within[0][2]) / 3, within(1e-12));
  }

  private static PreparedLayer ready(FlowNetwork network, int stage, FlowEstimator estimator) {
    LayerColumns columns =
        LayerColumns.of(network.stages().get(stage).values(), network.allUnits().get(stage));
    return PreparedLayer.of(columns, estimator, 1, stage);
  }

  @Test
  void theRelevanceOfAWholeLayerIsTheSameForAllItsUnits() {
    Relevance whole = new Relevance(0, Relevance.Others.PRECEDING, true);
    double[][] bits =
        new InformationFlow(FlowEstimator.ksg(), whole, 0, 1, 1)
            .read(network(11))
            .links()
            .get(0)
            .bits();
    assertThat(bits[0][0]).isEqualTo(bits[1][0]).isEqualTo(bits[2][0]).isPositive();
    assertThat(bits[0][3]).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new InformationFlow(FlowEstimator.binned(8), whole, 0, 1, 1).read(network(11)))
        .withMessageContaining("relevance of a whole layer needs ksg");
  }

  @ParameterizedTest
  @MethodSource("estimators")
  void linksThatCarrySomethingStandOutFromTheNull(FlowEstimator estimator) {
    InformationFlow flow = new InformationFlow(estimator, Relevance.PAIR, 20, 1, 1);
    boolean[][] named = flow.read(network(12)).links().get(0).dependent(0.05);
    assertThat(named[0][0]).isTrue();
    assertThat(named[1][2]).isTrue();
    assertThat(named[0][3]).as("dead").isFalse();
    assertThat(named[2][0]).as("not fed").isFalse();
  }

  @Test
  void jitterKeepsGridsBelowWhatAClassCanHold() {
    SplittableRandom random = new SplittableRandom(13);
    double[] x = new double[150];
    double[] y = new double[150];
    for (int row = 0; row < 150; row++) {
      x[row] = Math.rint(10 * (random.nextDouble() + (row % 3 == 0 ? 2 : 0))) / 10;
      y[row] = row % 3 == 0 ? 1 : 0;
    }
    FlowNetwork network =
        FlowNetwork.chain(List.of("x", "y"), List.of(Activations.of(x, 1), Activations.of(y, 1)));
    double entropy = Bits.log2(3) - 2 / 3.0;
    double read = InformationFlow.of(FlowEstimator.ksg(), 1).read(network).links().get(0).mean();
    double bare =
        InformationFlow.of(FlowEstimator.ksg().withJitter(0), 1)
            .read(network)
            .links()
            .get(0)
            .mean();
    assertThat(read).isCloseTo(entropy, within(0.03));
    assertThat(bare).isGreaterThan(entropy + 0.03);
  }

  @Test
  void valuesThatAreNotFiniteGiveNoNumber() {
    double[] x = {1, 2, Double.NaN, 4, 5, 6, 7, 8, 9, 10};
    double[] y = {1, 3, 2, 5, 4, 8, 7, 6, 9, 10};
    FlowNetwork network =
        FlowNetwork.chain(List.of("x", "y"), List.of(Activations.of(x, 1), Activations.of(y, 1)));
    for (FlowEstimator estimator : estimators().toList()) {
      assertThat(InformationFlow.of(estimator, 1).read(network).links().get(0).bits()[0][0])
          .as("%s", estimator)
          .isNaN();
    }
  }

  @Test
  void badNumbersAndNetworksAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FlowEstimator.binned(1))
        .withMessage("bins (1) must be from 2 to 128");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FlowEstimator.ksg().withNeighbours(0))
        .withMessage("neighbours (0) must be >= 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FlowEstimator.ksg().withJitter(-1))
        .withMessage("jitter (-1.0) must be finite and >= 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Relevance.withBeta(Double.NaN))
        .withMessage("beta (NaN) must be finite and >= 0");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                FlowNetwork.chain(
                    List.of("x", "y"),
                    List.of(Activations.of(new double[4], 2), Activations.of(new double[4], 1))))
        .withMessage("layer y has 4 rows, layer x 2");
    FlowNetwork.Stage lost =
        new FlowNetwork.Stage("a", Activations.of(new double[2], 1), List.of(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new FlowNetwork(List.of(lost)));
  }

  @Test
  void jitterOfAUnitDependsOnItsLayer() {
    double[] fives = new double[100]; // as many rows for each value as are not counted but searched
    Arrays.setAll(fives, row -> row / 5);
    LayerColumns columns = LayerColumns.of(Activations.of(fives, 1), new int[] {0});
    FlowEstimator ksg = FlowEstimator.ksg();
    FlowNetwork twice =
        FlowNetwork.chain(
            List.of("a", "b"), List.of(Activations.of(fives, 1), Activations.of(fives, 1)));
    double same =
        new LinkEstimates(ksg, 1)
            .between(PreparedLayer.of(columns, ksg, 1, 0), PreparedLayer.of(columns, ksg, 1, 0))
            .bits()[0][0];
    assertThat(InformationFlow.of(ksg, 1).read(twice).links().get(0).mean()).isLessThan(same - 0.5);
  }
}
