// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.costs;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What several cost together at each snapshot.
 *
 * @param title of the sum
 * @param parts with as many snapshots each
 */
record TimedSum(String title, List<Timed> parts) implements Timed {
  @Override
  public List<Double> millis() {
    return sums(Timed::millis);
  }

  @Override
  public List<Double> megabytes() {
    return sums(Timed::megabytes);
  }

  private List<Double> sums(Function<Timed, List<Double>> column) {
    return IntStream.range(0, column.apply(parts.get(0)).size())
        .mapToObj(at -> parts.stream().mapToDouble(part -> column.apply(part).get(at)).sum())
        .toList();
  }
}
