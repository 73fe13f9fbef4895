// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.probe;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Looks for numbers in a probe set that are none, so that layers without readings are not laid to
 * the network.
 */
final class ProbeProblem {
  private ProbeProblem() {}

  /**
   * The first value that is NaN or infinite.
   *
   * @param blocks of the probe set
   * @param rows what the rows were in the data, in the order of the blocks
   * @return in words, examples and features counted from 0; null if all are finite
   */
  static @Nullable String first(List<Probe.Block> blocks, int... rows) {
    for (Probe.Block block : blocks) {
      for (int input = 0; input < block.features().length; input++) {
        INDArray features = block.features()[input];
        // One pass in native code: a sum is finite if all values are, unless it overflows.
        double sum = features.dataType().isFPType() ? features.sumNumber().doubleValue() : 0;
        String found = Double.isFinite(sum) ? null : first(block, input, rows);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static @Nullable String first(Probe.Block block, int input, int... rows) {
    double[] values = Blocks.doubles(block.features()[input]);
    int width = values.length / block.rows();
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        String where = block.features().length == 1 ? "" : " of input " + input;
        return String.format(
            Locale.ROOT,
            "the probe holds %s in example %d, feature %d%s",
            Double.isNaN(values[i]) ? "NaN" : "infinity",
            rows[block.first() + i / width],
            i % width,
            where);
      }
    }
    return null;
  }
}
