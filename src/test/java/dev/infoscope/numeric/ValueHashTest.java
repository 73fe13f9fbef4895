// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueHashTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8})
  void bothHashesDependOnEachValueAndItsPlace(int count) {
    double[] values = new SplittableRandom(count).doubles(count).toArray();
    ValueHash hash = ValueHash.NONE.with(values, count);
    assertThat(ValueHash.NONE.with(values.clone(), count)).isEqualTo(hash);
    for (int i = 0; i < count; i++) {
      double[] other = values.clone();
      other[i] = Math.nextUp(other[i]);
      differ(ValueHash.NONE.with(other, count), hash);
      other[i] = values[(i + 1) % count];
      other[(i + 1) % count] = values[i];
      if (count > 1) {
        differ(ValueHash.NONE.with(other, count), hash);
      }
      differ(ValueHash.NONE.with(values, i), hash);
    }
    differ(hash.with(values, count), hash);
  }

  private static void differ(ValueHash a, ValueHash b) {
    assertThat(a.one()).isNotEqualTo(b.one());
    assertThat(a.other()).isNotEqualTo(b.other());
  }
}
