// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.ShuffledNull;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How I(T;Y) is judged, the ceiling being 1 bit. */
class PlaneFlagsTest {
  @ParameterizedTest(name = "reads {0}, null {1} +- {2}, input saturated {3}: {4}")
  @CsvSource({
    // A reading in the middle, well above its null.
    "0.50, 0.02, 0.01, false, ''",
    "0.50, 0.02, 0.01, true,  ''",
    // Near the ceiling: good news when shuffled labels read little, however fine the patterns.
    "0.95, 0.02, 0.01, false, AT_CEILING",
    "0.95, 0.02, 0.01, true,  AT_CEILING",
    // Near the ceiling, and shuffled labels read much the same.
    "0.95, 0.60, 0.01, false, SATURATED",
    "0.95, 0.60, 0.01, true,  SATURATED",
    "1.00, 1.00, 0.00, true,  SATURATED NOT_ABOVE_NULL",
    // Most of it is null, but neither side is at its end.
    "0.50, 0.40, 0.01, false, MOSTLY_NULL",
    "0.50, 0.40, 0.01, true,  SATURATED",
    // The highest of all twenty shuffles decides.
    "0.11, 0.08, 0.0301, false, NOT_ABOVE_NULL",
    "0.11, 0.08, 0.0299, false, MOSTLY_NULL",
    "0.00, 0.00, 0.00, false, NOT_ABOVE_NULL"
  })
  void aReadingIsJudgedByItsNullAndItsCeiling(
      double bits, double mean, double most, boolean inputSaturated, String flags) {
    assertThat(Plane.labelFlags(bits, 1, shuffles(mean, most), inputSaturated))
        .isEqualTo(flags(flags));
  }

  @ParameterizedTest(name = "reads {0}, no null, input saturated {1}: {2}")
  @CsvSource({
    "0.50, false, ''",
    "0.50, true,  SATURATED",
    "0.95, false, AT_CEILING",
    "0.95, true,  SATURATED"
  })
  void withoutANullTheInputDecides(double bits, boolean inputSaturated, String flags) {
    ShuffledNull none = ShuffledNull.of(new double[0]);
    assertThat(Plane.labelFlags(bits, 1, none, inputSaturated)).isEqualTo(flags(flags));
  }

  /** Reading and null are sums in different orders; the last bit of either decides nothing. */
  @ParameterizedTest
  @CsvSource({"3.3219280948873626, 3.3219280948873617", "0.3, 0.29999999999999993"})
  void roundingDoesNotLiftAReadingAboveItsNull(double bits, double mean) {
    assertThat(Plane.labelFlags(bits, 4, shuffles(mean, 0), false)).contains(Flag.NOT_ABOVE_NULL);
  }

  /** Twenty, the highest and the lowest as far from the mean. */
  private static ShuffledNull shuffles(double mean, double farthest) {
    double[] readings = new double[20];
    Arrays.fill(readings, mean);
    readings[3] += farthest;
    readings[5] -= farthest;
    return ShuffledNull.of(readings);
  }

  private static Set<Flag> flags(String names) {
    return Arrays.stream(names.split(" "))
        .filter(name -> !name.isEmpty())
        .map(Flag::valueOf)
        .collect(Collectors.toSet());
  }
}
