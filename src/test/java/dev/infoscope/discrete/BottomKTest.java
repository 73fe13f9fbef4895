// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.discrete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.infoscope.numeric.Mix;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BottomKTest implements AccumulatorContract<RowSample, BottomK> {
  @Override
  public BottomK empty() {
    return new BottomK(50);
  }

  @Override
  public BottomK fromBytes(byte[] bytes) {
    return BottomK.fromBytes(bytes);
  }

  @Override
  public Stream<BottomK> unlike() {
    return Stream.of(new BottomK(51), new BottomK(0));
  }

  @Override
  public void feed(BottomK sample, int from, int to) {
    IntStream.range(from, to).map(i -> i % 290).forEach(id -> sample.offer(Mix.at(11, id), id));
  }

  @Test
  void theRowsOfTheSmallestHashesAreKeptAndOfEqualHashesTheLowerIds() {
    List<Integer> ids = IntStream.range(0, 400).boxed().toList();
    for (int most : new int[] {0, 1, 17, 399, 400, 500}) {
      BottomK sample = new BottomK(most);
      ids.forEach(id -> sample.offer(Mix.at(3, id) >> 58, id));
      assertThat(sample.snapshot().rows())
          .containsExactly(
              ids.stream()
                  .sorted(Comparator.comparingLong(id -> Mix.at(3, id) >> 58))
                  .limit(most)
                  .mapToInt(id -> id)
                  .toArray());
      assertThat(sample.snapshot().offered()).isEqualTo(400);
    }
  }

  @Test
  void theSampleIsUniform() {
    double sum = 0;
    for (int seed = 0; seed < 200; seed++) {
      BottomK sample = new BottomK(10);
      for (int id = 0; id < 1000; id++) {
        sample.offer(Mix.at(seed, id), id);
      }
      sum += LongStream.of(sample.snapshot().ids()).sum();
    }
    // 2000 uniform ids: standard deviation of their mean 6.5
    assertThat(sum / 2000).isCloseTo(499.5, within(26.0));
  }

  @Test
  void aSampleOfFewerThanNoneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BottomK(-1))
        .withMessage("capacity (-1) must be >= 0");
    assertThat(new BottomK(3).offer(1, 9).snapshot()).hasToString("1 of 1 rows");
  }
}
