// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.costs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What a measure took at each snapshot.
 *
 * @param name in tables
 * @param millis of processor time
 * @param megabytes allocated in the heap
 */
record MeasureTimes(String name, List<Double> millis, List<Double> megabytes) {
  /** Of a measure that has read no snapshot yet. */
  MeasureTimes(String name) {
    this(name, new ArrayList<>(), new ArrayList<>());
  }

  /** Sums of several, with as many snapshots each. */
  static MeasureTimes sum(String name, List<MeasureTimes> parts) {
    return new MeasureTimes(
        name, sums(parts, MeasureTimes::millis), sums(parts, MeasureTimes::megabytes));
  }

  private static List<Double> sums(
      List<MeasureTimes> parts, Function<MeasureTimes, List<Double>> column) {
    return IntStream.range(0, column.apply(parts.get(0)).size())
        .mapToObj(at -> parts.stream().mapToDouble(part -> column.apply(part).get(at)).sum())
        .toList();
  }

  /** Adds a snapshot. */
  void add(double spent, double allocated) {
    millis.add(spent);
    megabytes.add(allocated);
  }
}
