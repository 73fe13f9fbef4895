// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.network.LayerSnapshot;
import dev.infoscope.network.Snapshot;
import dev.infoscope.network.Snapshots;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A layer of which one value or unit is far wider than the rest, read by nearest neighbours. */
class RoundedTiesTest {
  private static final int ROWS = 300;
  private static final int[] LABELS = Snapshots.labels(ROWS, 2);

  /** One unit that holds most of the label: standard normal, three apart. */
  private static double[] telling() {
    SplittableRandom random = new SplittableRandom(4);
    double[] values = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      values[row] = random.nextGaussian() + 3 * LABELS[row];
    }
    return values;
  }

  private static Estimate read(int units, double... values) {
    Snapshot snapshot = Snapshots.of(LABELS, Snapshots.seen(Snapshots.tanh(0), values, units));
    LayerSnapshot layer = snapshot.layers().get(0);
    PlaneSettings settings = PlaneSettings.defaults().withEstimators(PlaneEstimator.KSG);
    return new InformationPlane(settings).points(layer, snapshot).get(0).label();
  }

  private static Estimate withOutlier(double outlier) {
    double[] values = telling();
    values[0] = outlier;
    return read(1, values);
  }

  private static Estimate besideUnitOf(double width) {
    double[] telling = telling();
    double[] values = new double[2 * ROWS];
    for (int row = 0; row < ROWS; row++) {
      values[2 * row] = telling[row];
      values[2 * row + 1] = row % 3 == 0 ? width : 0;
    }
    return read(2, values);
  }

  @Test
  void aValueThatHidesAllOthersIsFlagged() {
    Estimate hidden = withOutlier(1e16);
    assertThat(hidden.bits()).isLessThan(0.1);
    assertThat(hidden.flags()).contains(Flag.BELOW_ROUNDING);
  }

  @Test
  void aUnitThatHidesTheOtherIsFlagged() {
    Estimate hidden = besideUnitOf(1e16);
    assertThat(hidden.bits()).isLessThan(0.1);
    assertThat(hidden.flags()).contains(Flag.BELOW_ROUNDING);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e3, 1e10})
  void valuesThatHideNothingAreNot(double width) {
    assertThat(withOutlier(width).bits()).isGreaterThan(0.6);
    assertThat(withOutlier(width).flags()).doesNotContain(Flag.BELOW_ROUNDING);
    assertThat(besideUnitOf(width).bits()).isGreaterThan(0.5);
    assertThat(besideUnitOf(width).flags()).doesNotContain(Flag.BELOW_ROUNDING);
  }

  /** Rows that are equal, and signs of zero, are no ties by rounding. */
  @Test
  void equalRowsAreNot() {
    double[] values = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      values[row] = row % 3 == 0 ? 0.0 : row % 3 == 1 ? -0.0 : 1;
    }
    assertThat(read(1, values).flags()).doesNotContain(Flag.BELOW_ROUNDING);
  }
}
