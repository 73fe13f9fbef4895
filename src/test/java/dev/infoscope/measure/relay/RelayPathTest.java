// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Cost;
import dev.infoscope.measure.relay.RelayPath.Reference;
import dev.infoscope.network.Layer;
import dev.infoscope.network.Moment;
import dev.infoscope.network.Snapshot;
import dev.infoscope.network.Snapshots;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read off a path, a knockout and the cost, by hand. */
class RelayPathTest {
  /** Neuron 2 leaves first, then 0, then 1, then 3. */
  private static final RelayPath PATH =
      new RelayPath(
          new int[] {2, 0, 1, 3},
          new double[] {1.0, 1.1, 0.8, 0.3, 0},
          new double[] {0.9, 1.0, 0.7, 0.2, 0},
          new int[] {1, 3, 2, 1},
          new int[] {9, 8, 5, 2, 1});

  @Test
  void survivorsAreThoseThatHaveNotLeftYetAscending() {
    assertThat(PATH.survivors(4)).containsExactly(0, 1, 2, 3);
    assertThat(PATH.survivors(2)).containsExactly(1, 3);
    assertThat(PATH.survivors(1)).containsExactly(3);
    assertThat(PATH.survivors(0)).isEmpty();
    assertThat(PATH.value(4)).isEqualTo(1);
    assertThat(PATH.value(1)).isEqualTo(0.3);
    assertThat(PATH.value(0)).isZero();
    for (int size : new int[] {-1, 5}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> PATH.survivors(size))
          .withMessage("size (" + size + ") must be from 0 to 4");
    }
  }

  @ParameterizedTest
  @CsvSource({"1.0, 3", "0.95, 3", "0.8, 2", "0.31, 2", "0.3, 1", "0.01, 1"})
  void aModuleIsTheSmallestSetThatKeepsTheShare(double share, double size) {
    assertThat(PATH.moduleSize(share)).isEqualTo(size);
  }

  @Test
  void whereNothingIsRelayedThereIsNoModule() {
    RelayPath nothing =
        new RelayPath(
            new int[] {0}, new double[] {1e-10, 0}, new double[2], new int[] {1}, new int[2]);
    assertThat(nothing.moduleSize(0.95)).isNaN();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PATH.moduleSize(0))
        .withMessage("share (0.0) must be above 0 and at most 1");
    assertThatIllegalArgumentException().isThrownBy(() -> PATH.moduleSize(1.01));
  }

  /** Losses since all neurons, or since the first has left, while a neuron survives. */
  @Test
  void aggregatedInformationAddsTheLossesThatANeuronOutlives() {
    assertThat(PATH.aggregated(Reference.ALL))
        .containsExactly(new double[] {-0.1, 0.1, 0, 0.8}, within(1e-12));
    assertThat(PATH.aggregated(Reference.FIRST_REMOVAL))
        .containsExactly(new double[] {0, 0.3, 0, 1.1}, within(1e-12));
  }

  @Test
  void aLayerWithoutNeuronsHasAPathWithoutSteps() {
    RelayPath none =
        new RelayPath(new int[0], new double[1], new double[1], new int[0], new int[1]);
    assertThat(none.aggregated(Reference.FIRST_REMOVAL)).isEmpty();
    assertThat(none.survivors(0)).isEmpty();
    assertThat(none.moduleSize(1)).isNaN();
  }

  @Test
  void aClassWithoutEvidenceHandsItsReasonOn() {
    ClassRelay none = ClassRelay.none(3, 2, 60, Flag.ABSENT_CLASS);
    assertThat(none.moduleSize(0.95).flags()).containsExactly(Flag.ABSENT_CLASS);
    assertThat(none.moduleSize(0.95).value()).isNaN();
    assertThat(none.aggregated()).containsOnly(Double.NaN).hasSize(2);
    assertThat(none.unique()).containsOnly(Double.NaN).hasSize(2);
  }

  @Test
  void moduleSizesAreNeuronsWithTheFlagsOfTheClass() {
    Estimate bits = Estimate.ofBits(1, Uncertainty.of(60, 1), Set.of(Flag.UNDERSAMPLED));
    ClassRelay one = new ClassRelay(0, bits, null, PATH, new double[4], new double[4]);
    Estimate size = one.moduleSize(0.8);
    assertThat(size.value()).isEqualTo(2);
    assertThat(size.flags()).containsExactly(Flag.UNDERSAMPLED);
    assertThat(size.uncertainty().samples()).isEqualTo(60);
    assertThat(one.aggregated()).isEqualTo(PATH.aggregated(Reference.ALL));
  }

  /** Sensitivity and specificity of each class, halved. */
  @Test
  void balancedAccuracyWeighsAClassAgainstTheRest() {
    Knockout found = Knockout.of(new int[] {0, 0, 0, 1, 1, 2}, new int[] {0, 0, 1, 1, 0, 0}, 3);
    assertThat(found.accuracy()).isEqualTo(0.5);
    assertThat(found.balanced())
        .containsExactly(
            new double[] {(2 / 3.0 + 1 / 3.0) / 2, (0.5 + 0.75) / 2, 0.5}, within(1e-12));
  }

  @Test
  void rankCorrelationIsThatOfMiddleRanks() {
    assertThat(RankCorrelation.of(new double[] {1, 2, 3}, new double[] {10, 100, 1000}))
        .isCloseTo(1, within(1e-12));
    assertThat(RankCorrelation.of(new double[] {1, 2, 3}, new double[] {3, 2, 1}))
        .isCloseTo(-1, within(1e-12));
    assertThat(RankCorrelation.of(new double[] {1, 1, 2, 3}, new double[] {1, 2, 3, 3}))
        .isCloseTo(4 / 4.5, within(1e-12));
    assertThat(RankCorrelation.of(new double[] {1, 1}, new double[] {1, 2})).isNaN();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RankCorrelation.of(new double[1], new double[2]))
        .withMessage("lengths (1, 2) must be the same");
  }

  private static Snapshot snapshot(int rows, int... widths) {
    Layer[] layers = new Layer[widths.length];
    Arrays.setAll(layers, i -> Snapshots.tanh(i));
    int[] labels = Snapshots.labels(rows, 4);
    return new Snapshot(
        new Moment(1, 1, Instant.EPOCH, 0.5),
        labels,
        4,
        labels,
        IntStream.range(0, widths.length)
            .mapToObj(i -> Snapshots.seen(layers[i], new double[rows * widths[i]], widths[i]))
            .toList(),
        null);
  }

  private static RelayCost cost(RelaySettings settings, int rows, int... widths) {
    return new RelayCost(settings, snapshot(rows, widths));
  }

  /** Linear in rows, but for the null of pairs of classes; additive over layers. */
  @Test
  void theCostGrowsWithRowsLayersAndClasses() {
    RelaySettings settings = RelaySettings.defaults();
    double once = cost(settings, 100, 20).of(20);
    double null4 = 2 * once - cost(settings, 200, 20).of(20);
    assertThat(null4).as("pairs of four classes").isPositive().isLessThan(once);
    assertThat(3 * once - cost(settings, 300, 20).of(20)).isCloseTo(2 * null4, within(1e-6));
    assertThat(cost(settings, 100, 20, 30).of(30))
        .isCloseTo(once + cost(settings, 100, 30).of(30), within(1e-6));
    double none = cost(settings.withClasses(0), 100, 20).of(20);
    double one = cost(settings.withClasses(1), 100, 20).of(20);
    assertThat(cost(settings.withClasses(4), 100, 20).of(20) - none)
        .isCloseTo(4 * (one - none), within(1e-6));
    assertThat(one - none).isCloseTo(2.0 * 20 * 20 * 100, within(1e-6));
    assertThat(cost(settings.withClasses(40), 100, 20).of(20)).as("there are four").isEqualTo(once);
  }

  /** Of a wide layer some neurons are chosen, so that the path costs no more than theirs. */
  @Test
  void aWideLayerCostsThePathOfThoseThatAreChosen() {
    RelaySettings none = RelaySettings.defaults().withClasses(0);
    RelaySettings one = none.withClasses(1);
    double path = cost(one, 100, 64).of(64) - cost(none, 100, 64).of(64);
    assertThat(path).isCloseTo(2.0 * 64 * 64 * 100, within(1e-6));
    double chosen = cost(one, 100, 65).of(65) - cost(none, 100, 65).of(65);
    assertThat(chosen).isCloseTo(2.0 * 32 * 32 * 100, within(1e-6));
    double wide = cost(one, 100, 650).of(650) - cost(none, 100, 650).of(650);
    assertThat(wide).isCloseTo(chosen, within(1e-6));
  }

  @Test
  void theLeastIsOfAHundredAndTwentyEightNeurons() {
    RelayCost cost = cost(RelaySettings.defaults(), 100, 500, 300);
    assertThat(cost.widest()).isEqualTo(500);
    assertThat(cost.cost()).isEqualTo(new Cost(cost.of(500), cost.of(128)));
    assertThat(cost.of(128)).isLessThan(cost.of(300)).isLessThan(cost.of(500));
    RelayCost narrow = cost(RelaySettings.defaults(), 100, 20);
    assertThat(narrow.cost().least()).isEqualTo(narrow.cost().whole());
    assertThat(cost(RelaySettings.defaults(), 100).cost()).isEqualTo(new Cost(0, 0));
    assertThat(narrow.widest()).isEqualTo(20);
  }
}
