// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.infoscope.numeric.Mix;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BottomRowsTest implements AccumulatorContract<KeptRows, BottomRows> {
  @Override
  public BottomRows empty() {
    return new BottomRows(50, 2, 9);
  }

  @Override
  public Stream<BottomRows> unlike() {
    return Stream.of(new BottomRows(51, 2, 9), new BottomRows(50, 3, 9), new BottomRows(50, 2, 10));
  }

  @Override
  public void feed(BottomRows rows, int from, int to) {
    IntStream.range(from, to).forEach(id -> rows.offer(id, values(id)));
  }

  @Override
  public BottomRows fromBytes(byte[] bytes) {
    return BottomRows.fromBytes(bytes);
  }

  /** Every third row needs double precision. */
  private static double[] values(int id) {
    return new double[] {id % 3 == 0 ? id / 7.0 : id, -0.0};
  }

  @Test
  void theRowsAreThoseThatBottomKChooses() {
    BottomK choice = new BottomK(50);
    IntStream.range(0, SAMPLES).forEach(id -> choice.offer(Mix.at(9, id), id));
    KeptRows kept = fed(0, SAMPLES).snapshot();
    assertThat(kept.ids())
        .containsExactly(LongStream.of(choice.snapshot().ids()).sorted().toArray());
    for (int i = 0; i < kept.ids().length; i++) {
      assertThat(kept.values()[i]).containsExactly(values((int) kept.ids()[i]));
    }
    assertThat(kept).hasToString("50 of 300 rows");
    assertThat(kept.isAll()).isFalse();
    assertThat(fed(0, 50).snapshot().isAll()).isTrue();
  }

  @Test
  void rowsThatAreNotWantedMayBePassedOver() {
    BottomRows rows = empty();
    for (int id = 0; id < SAMPLES; id++) {
      if (rows.wants(id)) {
        rows.offer(id, values(id));
      } else {
        rows.passOver(1);
      }
    }
    assertThat(rows.toBytes()).isEqualTo(fed(0, SAMPLES).toBytes());
  }

  @Test
  void singlePrecisionTakesHalfTheBytes() {
    BottomRows single = new BottomRows(1, 100, 1).offer(1, new double[100]);
    double[] thirds = new double[100];
    thirds[0] = 1 / 3.0;
    BottomRows whole = new BottomRows(1, 100, 1).offer(1, thirds);
    assertThat(whole.toBytes().length - single.toBytes().length).isEqualTo(400);
  }

  @Test
  void anotherNumberOfValuesIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BottomRows(3, 2, 1).offer(1, new double[3]))
        .withMessage("values (3) must be 2");
  }
}
