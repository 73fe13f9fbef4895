// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BottomKTest implements AccumulatorContract<RowSample, BottomK> {
  @Override
  public BottomK empty() {
    return new BottomK(50, 3, 11);
  }

  @Override
  public Stream<BottomK> unlike() {
    return Stream.of(new BottomK(51, 3, 11), new BottomK(50, 2, 11), new BottomK(50, 3, 12));
  }

  @Override
  public void feed(BottomK sample, int from, int to) {
    double[] values = new double[(to - from) * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = (from * 3 + i) * 0.5;
    }
    sample.accept(
        LongStream.range(from, to).map(i -> i % 290).toArray(), // ten ids come twice
        Activations.of(values, 3),
        IntStream.range(from, to).map(i -> i % 4).toArray());
  }

  @Test
  void rowsStayWithTheirIdsAndLabels() {
    BottomK sample = new BottomK(20, 1, 5);
    double[] values = IntStream.range(0, 200).mapToDouble(i -> 10.0 * i).toArray();
    int[] labels = IntStream.range(0, 200).map(i -> i % 7).toArray();
    sample.accept(LongStream.range(0, 200).toArray(), Activations.of(values, 1), labels);
    RowSample kept = sample.snapshot();
    assertThat(kept.ids()).hasSize(20).doesNotHaveDuplicates();
    assertThat(kept.offered()).isEqualTo(200);
    double[] row = new double[1];
    for (int i = 0; i < 20; i++) {
      kept.activations().copy(i, 1, row);
      assertThat(row[0]).isEqualTo(10.0 * kept.ids()[i]);
      assertThat(kept.labels()[i]).isEqualTo((int) (kept.ids()[i] % 7));
    }
  }

  @Test
  void layersThatSeeTheSameIdsKeepTheSameRows() {
    long[] ids = LongStream.range(1000, 1400).toArray();
    BottomK narrow = new BottomK(30, 1, 9);
    BottomK wide = new BottomK(30, 4, 9);
    narrow.accept(ids, Activations.of(new double[400], 1), new int[400]);
    wide.accept(ids, Activations.of(new double[1600], 4), new int[400]);
    assertThat(narrow.snapshot().ids()).containsExactly(wide.snapshot().ids());
  }

  @Test
  void theSampleIsUniform() {
    double sum = 0;
    for (int seed = 0; seed < 200; seed++) {
      BottomK sample = new BottomK(10, 1, seed);
      long[] ids = LongStream.range(0, 1000).toArray();
      sample.accept(ids, Activations.of(new double[1000], 1), new int[1000]);
      sum += LongStream.of(sample.snapshot().ids()).sum();
    }
    // 2000 uniform ids: standard deviation of their mean 6.5
    assertThat(sum / 2000).isCloseTo(499.5, within(26.0));
  }

  @Test
  void shapesThatDisagreeAreRefused() {
    BottomK sample = new BottomK(2, 1, 0);
    Activations two = Activations.of(new double[2], 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sample.accept(new long[3], two, new int[2]))
        .withMessage("activations have 2 rows, ids 3, labels 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sample.accept(new long[1], Activations.of(new double[2], 2), new int[1]));
    assertThatIllegalArgumentException().isThrownBy(() -> new BottomK(0, 1, 0));
  }
}
