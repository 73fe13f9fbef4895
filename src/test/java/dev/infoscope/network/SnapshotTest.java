// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotTest {
  private static final Moment MOMENT = new Moment(1, 2, Instant.EPOCH, Double.NaN);

  @Test
  void everythingMustBeAboutTheSameExamples() {
    LayerSnapshot layer = Snapshots.seen(Snapshots.tanh(3), new double[6], 2);
    assertThat(Snapshots.of(new int[3], layer).examples()).isEqualTo(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Snapshots.of(new int[4], layer))
        .withMessage("layer layer3 has 3 rows, labels 4");
  }

  @Test
  void labelsMustBeClasses() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Snapshot(MOMENT, new int[] {0, 2}, 2, List.of()))
        .withMessage("label 2 of row 1 must be from 0 to 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Snapshot(MOMENT, new int[] {-1}, 2, List.of()))
        .withMessage("label -1 of row 0 must be from 0 to 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Snapshot(MOMENT, new int[0], 0, List.of()))
        .withMessage("classes (0) must be >= 1");
  }

  @Test
  void layersAreCopied() {
    List<LayerSnapshot> layers = new ArrayList<>();
    Snapshot snapshot = new Snapshot(MOMENT, new int[3], 1, layers);
    layers.add(Snapshots.seen(Snapshots.tanh(0), new double[6], 2));
    assertThat(snapshot.layers()).isEmpty();
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> snapshot.layers().clear());
  }

  @Test
  void theIndexOfALayerSortsAsANumber() {
    assertThat(Snapshots.tanh(7).paddedIndex()).isEqualTo("07");
    assertThat(Snapshots.tanh(12).paddedIndex()).isEqualTo("12");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Snapshots.tanh(-1))
        .withMessage("index (-1) must be >= 0");
  }
}
