// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The best value of a series, held against a search of all values. */
class BestSoFarTest {
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void itIsTheFirstOfTheBestOfWhatStands(boolean less) {
    SplittableRandom random = new SplittableRandom(1);
    BestSoFar best = new BestSoFar(less);
    double[] all = new double[1000];
    int reports = 0;
    for (int step = 0; step < 2000; step++) {
      if (random.nextInt(20) == 0) {
        reports = random.nextInt(reports + 1);
        best.keep(reports);
      }
      all[reports] = random.nextInt(50);
      best.add(all[reports], 10 + reports, reports);
      reports++;
      int found = 0;
      for (int i = 1; i < reports; i++) {
        found = (less ? all[i] < all[found] : all[i] > all[found]) ? i : found;
      }
      assertThat(best.value()).isEqualTo(all[found]);
      assertThat(best.epoch()).isEqualTo(10 + found);
    }
  }

  @Test
  void withoutAValueThereIsNone() {
    BestSoFar best = new BestSoFar(true);
    best.add(1, 1, 0);
    best.keep(0);
    assertThat(best.value()).isNaN();
    assertThat(best.epoch()).isZero();
  }
}
