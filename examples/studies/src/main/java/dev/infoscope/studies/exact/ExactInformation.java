// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.studies.exact;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Fingerprint;
import dev.infoscope.estimate.entropy.PlugIn;
import dev.infoscope.numeric.Require;
import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Information over a data set, each row as likely as any other, of a layer whose values are exact:
 * whole rows are counted, so that nothing is estimated (Lorenzen, Igel and Nielsen 2022, arXiv
 * 2106.12912).
 *
 * @param input I(X;T) = H(T), bits: the layer follows from the row
 * @param label I(T;Y) = H(T) + H(Y) - H(T,Y), bits
 * @param states how many different rows the layer has
 */
record ExactInformation(double input, double label, int states) {
  static ExactInformation of(Activations layer, int... labels) {
    Require.that(
        layer.examples() == labels.length,
        "activations have %d rows, labels %d",
        layer.examples(),
        labels.length);
    Map<IntBuffer, Integer> states = new HashMap<>();
    Map<IntBuffer, Integer> pairs = new HashMap<>();
    Map<IntBuffer, Integer> classes = new HashMap<>();
    double[] row = new double[layer.units()];
    for (int i = 0; i < labels.length; i++) {
      layer.copy(i, 1, row);
      int[] key = new int[row.length + 1];
      for (int unit = 0; unit < row.length; unit++) {
        key[unit] = Float.floatToIntBits((float) (row[unit] + 0.0)); // no minus zero
      }
      key[row.length] = labels[i];
      pairs.merge(IntBuffer.wrap(key), 1, Integer::sum);
      states.merge(IntBuffer.wrap(key, 0, row.length).slice(), 1, Integer::sum);
      classes.merge(IntBuffer.wrap(new int[] {labels[i]}), 1, Integer::sum);
    }
    double input = entropy(states);
    return new ExactInformation(input, input + entropy(classes) - entropy(pairs), states.size());
  }

  private static double entropy(Map<IntBuffer, Integer> counts) {
    return PlugIn.entropy(
        Fingerprint.of(counts.values().stream().mapToInt(Integer::intValue).toArray()));
  }
}
