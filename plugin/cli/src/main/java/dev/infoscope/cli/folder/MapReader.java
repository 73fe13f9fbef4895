// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.folder;

import dev.infoscope.cli.table.InputException;
import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Range;
import dev.infoscope.network.Activation;
import dev.infoscope.network.DenseMap;
import dev.infoscope.network.ObservedMap;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Saved weights as an affine map, with the ranges that inputs and outputs fill. */
final class MapReader {
  /** With the module it is from or without, as in {@code jax.nn.softmax}. */
  private static final Pattern SOFTMAX = Pattern.compile("(?:\\w+\\.)*softmax");

  private static final Range UNIT = new Range(0, 1);
  private static final int BLOCK = 256;
  private static final double ROUNDED = 0.01;

  private MapReader() {}

  /** Values that an activation function can take; null if unbounded or not said. */
  static @Nullable Range range(@Nullable String function) {
    if (function == null) {
      return null;
    }
    return isSoftmax(function) ? UNIT : Activation.named(function).range();
  }

  /** Whether two names are of one function, as linear and identity are. */
  static boolean isSame(String one, String other) {
    if (isSoftmax(one) || isSoftmax(other)) {
      return isSoftmax(one) && isSoftmax(other);
    }
    try {
      return Activation.named(one).equals(Activation.named(other));
    } catch (IllegalArgumentException unknown) {
      return one.equalsIgnoreCase(other);
    }
  }

  /** Whatever its case, hyphens and underscores; a log-softmax and the like are none. */
  static boolean isSoftmax(@Nullable String function) {
    return function != null
        && SOFTMAX.matcher(function.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "")).matches();
  }

  /**
   * The map of a layer.
   *
   * @param weights of the layer
   * @param function at its end
   * @param input what the layer is computed from; null if not known
   * @param bounds values the input can take at all; null if not known
   * @param output of the layer, of a softmax what it is computed from
   * @param feeder name of the layer that feeds it; null if it is none, or no such map
   */
  static ObservedMap map(
      LayerWeights weights,
      String function,
      @Nullable Activations input,
      @Nullable Range bounds,
      @Nullable Activations output,
      @Nullable String feeder) {
    boolean softmax = isSoftmax(function);
    Activation activation = softmax ? Activation.identity() : Activation.named(function);
    DenseMap dense =
        new DenseMap(
            weights.matrix().rows(),
            weights.matrix().columns(),
            weights.matrix().values(),
            weights.bias(),
            activation);
    return new ObservedMap(
        dense,
        bounds,
        bounds == null && input != null ? seen(input) : null,
        output == null ? null : seen(output),
        softmax ? "softmax up to the logits" : "",
        feeder);
  }

  /** What a softmax layer computes before its softmax, in single precision as networks do. */
  static Activations logits(LayerWeights weights, Activations input) {
    int inputs = weights.matrix().rows();
    int units = weights.matrix().columns();
    if (input.units() != inputs) {
      throw new InputException(
          weights.matrix().file(),
          "%d rows do not go with the %d units that the layer is computed from",
          inputs,
          input.units());
    }
    float[] logits = new float[Math.multiplyExact(input.examples(), units)];
    double[] row = new double[inputs];
    double[] w = weights.matrix().values();
    for (int example = 0; example < input.examples(); example++) {
      input.copy(example, 1, row);
      for (int unit = 0; unit < units; unit++) {
        double sum = weights.bias()[unit];
        for (int k = 0; k < inputs; k++) {
          sum += row[k] * w[k * units + unit];
        }
        logits[example * units + unit] = (float) sum;
      }
    }
    return Activations.of(logits, units);
  }

  /**
   * Whether a layer puts out the softmax of these logits, as it does not where its inputs are in
   * another order than its weights. Half precision passes, and so does what is not finite.
   */
  static boolean isSoftmaxOf(Activations outputs, Activations logits) {
    double[] said = new double[outputs.units()];
    double[] own = new double[logits.units()];
    for (int example = 0; example < outputs.examples(); example++) {
      outputs.copy(example, 1, said);
      logits.copy(example, 1, own);
      double largest = Arrays.stream(own).max().orElse(0);
      double sum = Arrays.stream(own).map(each -> Math.exp(each - largest)).sum();
      for (int unit = 0; unit < own.length; unit++) {
        if (Math.abs(Math.exp(own[unit] - largest) / sum - said[unit]) > ROUNDED) {
          return false;
        }
      }
    }
    return true;
  }

  /** Smallest to largest value; null if one is not finite. */
  static @Nullable Range seen(Activations values) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    boolean finite = true;
    double[] block = new double[BLOCK * values.units()];
    for (int first = 0; first < values.examples(); first += BLOCK) {
      int rows = Math.min(BLOCK, values.examples() - first);
      values.copy(first, rows, block);
      for (int i = 0; i < rows * values.units(); i++) {
        finite &= Double.isFinite(block[i]);
        low = Math.min(low, block[i]);
        high = Math.max(high, block[i]);
      }
    }
    return finite && low <= high ? new Range(low, high) : null;
  }
}
