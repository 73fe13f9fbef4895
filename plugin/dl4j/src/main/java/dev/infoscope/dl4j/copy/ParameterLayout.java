// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.dl4j.copy;

import dev.infoscope.numeric.Require;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How the flat parameter vector is cut into weights. Weights that were initialised from given
 * embeddings lie row by row; in a network that is built of parameters DL4J takes them column by
 * column, so the same vector would mean other weights.
 */
final class ParameterLayout {
  private ParameterLayout() {}

  /**
   * Makes the copy read its parameter vector as the original does.
   *
   * @throws IllegalArgumentException if a layer of the copy cannot
   */
  static void follow(Layer[] original, Layer... copy) {
    for (int i = 0; i < copy.length; i++) {
      for (Map.Entry<String, INDArray> wanted : original[i].paramTable().entrySet()) {
        follow(copy[i], wanted.getKey(), wanted.getValue());
      }
    }
  }

  private static void follow(Layer layer, String key, INDArray wanted) {
    INDArray own = Objects.requireNonNull(layer.paramTable().get(key), key);
    if (!isLaidOut(own, wanted)) {
      INDArray flat = own.reshape(own.ordering(), new long[] {own.length()});
      layer.paramTable().put(key, flat.reshape(wanted.ordering(), own.shape()));
      Require.that(
          isLaidOut(Objects.requireNonNull(layer.paramTable().get(key)), wanted),
          "parameter %s of layer '%s' lies in memory in an order that a copy cannot follow",
          key,
          String.valueOf(layer.conf().getLayer().getLayerName()));
    }
  }

  private static boolean isLaidOut(INDArray own, INDArray wanted) {
    return own.length() <= 1
        || wanted.isVector() && own.isVector()
        || Arrays.equals(own.stride(), wanted.stride());
  }
}
