// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.infoscope.discrete.AccumulatorContract;
import dev.infoscope.discrete.RangeFinder;
import dev.infoscope.network.Snapshot;
import dev.infoscope.network.Snapshots;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SnapshotScanTest implements AccumulatorContract<SnapshotSummary, SnapshotScan> {
  private static final Snapshot WHOLE = SnapshotBlocks.network(SAMPLES, true);

  @Override
  public SnapshotScan empty() {
    return new SnapshotScan(60, 5);
  }

  @Override
  public Stream<SnapshotScan> unlike() {
    Snapshot other =
        Snapshots.of(new int[1], Snapshots.seen(Snapshots.tanh(0), new double[] {1}, 1));
    return Stream.of(
        new SnapshotScan(61, 5),
        new SnapshotScan(60, 6),
        new SnapshotScan(60, 5).accept(other, new long[1]));
  }

  @Override
  public void feed(SnapshotScan scan, int from, int to) {
    int[] rows = IntStream.range(from, to).toArray();
    scan.accept(SnapshotBlocks.rows(WHOLE, rows), LongStream.range(from, to).toArray());
  }

  @Override
  public SnapshotScan fromBytes(byte[] bytes) {
    return SnapshotScan.fromBytes(bytes);
  }

  @Test
  void rangesAreThoseOfInputsLayersAndLogits() {
    SnapshotSummary summary = fed(0, SAMPLES).snapshot();
    for (int layer = 0; layer < WHOLE.layers().size(); layer++) {
      var values = WHOLE.layers().get(layer).activations();
      assertThat(summary.ofLayer(layer))
          .isEqualTo(new RangeFinder(values.units()).accept(values).snapshot())
          .isEqualTo(summary.ofLogitsOrLayer(layer));
    }
    var inputs = WHOLE.inputs().get(0).activations();
    assertThat(summary.ofInput(0))
        .isEqualTo(new RangeFinder(inputs.units()).accept(inputs).snapshot());
    assertThat(summary.labels().values()).containsExactly(0, 1, 2);
    assertThat(summary.predictions().values()).containsExactly(0, 1, 2);
    assertThat(summary.samples()).isEqualTo(SAMPLES);
    assertThat(summary.keepsAll()).isFalse();
  }

  @Test
  void theRowsAreASnapshotOfTheSameNetworkInTheOrderOfIds() {
    Snapshot like = SnapshotBlocks.rows(WHOLE, 7);
    Snapshot rows = fed(0, 50).snapshot().rows(like);
    assertThat(rows.labels()).containsExactly(SnapshotBlocks.rows(WHOLE, first(50)).labels());
    assertThat(rows.predictions())
        .containsExactly(SnapshotBlocks.rows(WHOLE, first(50)).predictions());
    for (int layer = 0; layer < rows.layers().size(); layer++) {
      int units = rows.layers().get(layer).activations().units();
      double[] found = new double[50 * units];
      double[] expected = new double[50 * units];
      rows.layers().get(layer).activations().copy(0, 50, found);
      WHOLE.layers().get(layer).activations().copy(0, 50, expected);
      assertThat(found).containsExactly(expected);
      assertThat(rows.layers().get(layer).layer()).isEqualTo(like.layers().get(layer).layer());
      assertThat(rows.layers().get(layer).sources()).isEqualTo(like.layers().get(layer).sources());
    }
  }

  private static int[] first(int count) {
    return IntStream.range(0, count).toArray();
  }

  @Test
  void theFingerprintTellsTheIdsApart() {
    long whole = fed(0, SAMPLES).snapshot().fingerprint();
    assertThat(whole).isNotEqualTo(fed(0, SAMPLES - 1).snapshot().fingerprint());
    assertThat(fed(150, SAMPLES).merge(fed(0, 150)).snapshot().fingerprint()).isEqualTo(whole);
  }

  @Test
  void aBlockOfAnotherShapeIsRefusedAndNothingAdded() {
    SnapshotScan scan = fed(0, 10);
    byte[] before = scan.toBytes();
    Snapshot other =
        Snapshots.of(new int[1], Snapshots.seen(Snapshots.tanh(0), new double[] {1}, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scan.accept(other, new long[1]))
        .withMessageStartingWith("shapes differ: ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scan.accept(SnapshotBlocks.rows(WHOLE, 1, 2), new long[3]))
        .withMessage("ids (3) must be as many as rows (2)");
    assertThat(scan.toBytes()).isEqualTo(before);
  }
}
