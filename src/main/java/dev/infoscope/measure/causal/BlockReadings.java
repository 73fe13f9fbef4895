// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.causal;

import dev.infoscope.estimate.Estimate;
import dev.infoscope.estimate.Flag;
import dev.infoscope.estimate.Uncertainty;
import dev.infoscope.measure.Matrix;
import dev.infoscope.measure.Reading;
import dev.infoscope.network.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Turns what a block reads into readings, always in the same order. */
final class BlockReadings {
  private BlockReadings() {}

  static List<Reading> of(String first, Layer last, BlockPoint point) {
    Uncertainty uncertainty = point.parts().uncertainty();
    boolean[] connected = point.connected();
    double share = IntStream.range(0, connected.length).filter(at -> connected[at]).count();
    return of(
        first,
        last,
        point.sensitivity(),
        point.parts(),
        Estimate.ofBits(point.degeneracy(), uncertainty, Set.of()),
        Estimate.ofRatio(
            share / connected.length, Uncertainty.of(uncertainty.samples(), Double.NaN), Set.of()));
  }

  static List<Reading> none(String first, Layer last, Flag reason) {
    Estimate none = Estimate.none(0, reason);
    return of(first, last, none, none, none, none);
  }

  private static List<Reading> of(
      String first,
      Layer last,
      Estimate sensitivity,
      Estimate information,
      Estimate degeneracy,
      Estimate connected) {
    Map<String, String> from = Map.of("from", first);
    List<Reading> readings = new ArrayList<>();
    readings.add(Reading.of(CausalMetrics.BLOCK_SENSITIVITY, last, from, sensitivity));
    readings.add(Reading.of(CausalMetrics.BLOCK_INFORMATION, last, from, information));
    readings.add(Reading.of(CausalMetrics.BLOCK_DEGENERACY, last, from, degeneracy));
    readings.add(Reading.of(CausalMetrics.BLOCK_CONNECTED, last, from, connected));
    return readings;
  }

  /** Information of every pair, {@code NaN} where it may be chance. */
  static Matrix pairs(Layer last, BlockPoint point) {
    boolean[] connected = point.connected();
    double[] bits = new double[connected.length];
    Arrays.setAll(bits, at -> connected[at] ? point.edges()[at] : Double.NaN);
    return new Matrix(
        CausalMetrics.BLOCK_PAIRS, last, numbers(point.inputs()), numbers(point.outputs()), bits);
  }

  private static List<String> numbers(int count) {
    return IntStream.range(0, count).mapToObj(String::valueOf).toList();
  }
}
