// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.discrete.Activations;
import dev.infoscope.estimate.Flag;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Conductances;
import dev.infoscope.network.LayerConductance;
import dev.infoscope.network.Snapshots;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What conductances miss of the change of the output, each change a thousandth larger. */
class CompletenessTest {
  private static LayerConductance layer(double... errors) {
    Activations values = Activations.of(new double[errors.length], 1);
    double[] coarser = Arrays.stream(errors).map(error -> 3 * error).toArray();
    return new LayerConductance(Snapshots.tanh(3), values, errors, coarser);
  }

  private static Completeness of(double[] errors, double... change) {
    LayerConductance layer = layer(errors);
    return Completeness.of(
        layer, new Conductances(List.of(layer), new int[errors.length], "", change, null, ""));
  }

  @Test
  void errorsAreAddedWithoutSignAndDividedByAllChanges() {
    Completeness found = of(new double[] {0.1, -0.3, 0}, 1.999, -2.999, 4.999);
    assertThat(found.mean()).isCloseTo(0.4 / 10, within(1e-12));
    assertThat(found.largest()).isCloseTo(0.1, within(1e-12));
    assertThat(found.absolute()).isEqualTo(0.3);
    assertThat(found.above()).isEqualTo(2);
    assertThat(found.moreSteps()).as("too few examples").isEqualTo(MoreSteps.UNDECIDED);
  }

  @Test
  void theLargestShareNeedNotBeTheLargestError() {
    Completeness found = of(new double[] {0.5, 0.02}, 99.999, 0.039);
    assertThat(found.absolute()).isEqualTo(0.5);
    assertThat(found.largest()).isCloseTo(0.5, within(1e-12));
    assertThat(found.above()).isEqualTo(1);
    assertThat(found.moreSteps()).isEqualTo(MoreSteps.NOT_NEEDED);
  }

  /** 0.05 of a change of 10 is less than a hundredth, however large the error is by itself. */
  @Test
  void sharesAreCountedThatExceedAHundredth() {
    assertThat(of(new double[] {0.05, 0.11}, 9.999, 9.999).above()).isEqualTo(1);
  }

  @Test
  void noChangeAndNoErrorHasNoShare() {
    Completeness found = of(new double[2], 0, 0);
    assertThat(found)
        .isEqualTo(new Completeness(Double.NaN, Double.NaN, 0, 0, MoreSteps.NOT_NEEDED));
    assertThat(found.hasNoChange()).isTrue();
    assertThat(found.readings(layer(0, 0)))
        .hasSize(2)
        .allMatch(reading -> Double.isNaN(reading.value()))
        .allMatch(reading -> reading.flags().equals(Set.of(Flag.UNDEFINED)));
  }

  /** An output that does not change divides by a thousandth, not by nothing. */
  @Test
  void anErrorWithoutChangeIsAShareOfAThousandth() {
    assertThat(of(new double[] {1e-3}, 0).mean()).isEqualTo(1);
    assertThat(of(new double[] {0, 0}, 0, 1).mean()).isZero();
  }

  @Test
  void anErrorThatIsNoNumberLeavesNoReadings() {
    Completeness found = of(new double[] {0.1, Double.NaN}, 1, 1);
    assertThat(found.mean()).isNaN();
    assertThat(found.largest()).isNaN();
    assertThat(found.moreSteps()).isEqualTo(MoreSteps.NOT_NEEDED);
    assertThat(found.readings(layer(0.1, Double.NaN))).isEmpty();
  }

  @Test
  void readingsAreMeanAndLargestOfTheLayer() {
    LayerConductance layer = layer(0.1, 0.2, 0.3);
    List<Reading> readings = new Completeness(0.25, 0.5, 1, 2, MoreSteps.HELP).readings(layer);
    assertThat(readings)
        .extracting(Reading::labels)
        .containsExactly(Map.of("stat", "mean"), Map.of("stat", "max"));
    assertThat(readings).extracting(Reading::value).containsExactly(0.25, 0.5);
    assertThat(readings)
        .allSatisfy(
            reading -> {
              assertThat(reading.metric()).isEqualTo(PlaneMetrics.COMPLETENESS_ERROR);
              assertThat(reading.layer()).isEqualTo(Snapshots.tanh(3));
              assertThat(reading.uncertainty().samples()).isEqualTo(3);
            });
  }
}
