// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.golden;

import dev.infoscope.numeric.Mix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The data behind the golden values and benchmarks: integer formulas over a counter-based
 * generator, so that any language makes the same. Formulas and names in the README beside {@code
 * mi-cases.json}; matrices are row by row.
 */
public final class Generators {
  private static final int[] B1A_WIDTHS = {12, 10, 7, 5, 4, 3, 2};

  private Generators() {}

  /** Layers of a random tanh network on all 4096 words of 12 bits, and the parity-like label. */
  public record Task(double[] inputs, List<double[]> layers, int[] labels) {
    /** Units of a layer, counted from 0 behind the input. */
    public int units(int layer) {
      return B1A_WIDTHS[layer + 1];
    }
  }

  /** Two matrices of codes; column k of {@code b} copies column k of {@code a} half of the time. */
  public record CodePair(byte[] a, int unitsA, byte[] b, int unitsB) {}

  /** Binary hidden codes, class and output per row. */
  public record Codes(byte[] bits, int width, int[] classes, int[] outputs) {}

  /** Predictors and one target. */
  public record Regression(double[] x, double[] y) {}

  /** Inputs and outputs of an identity layer of sigmoids, {@code [samples x 5]}, as bins of 64. */
  public record IdentityLayer(int[] inputs, int[] outputs) {}

  /** Element of a stream as 64 bits. */
  public static long u64(long seed, long index) {
    return Mix.at(seed, index);
  }

  /** Element of a stream as a number in [0, 1). */
  public static double uniform(long seed, long index) {
    return (u64(seed, index) >>> 11) * 0x1.0p-53;
  }

  /** Element of a stream as an integer from 0 to {@code bound - 1}. */
  public static int below(long seed, long index, int bound) {
    return (int) (((u64(seed, index) >>> 32) * bound) >>> 32);
  }

  /** Element of a stream as a standard normal number. */
  public static double gauss(long seed, long index) {
    return Math.sqrt(-2 * Math.log1p(-uniform(seed, 2 * index)))
        * Math.cos(2 * Math.PI * uniform(seed, 2 * index + 1));
  }

  /** Standard normal matrix, {@code [rows x columns]}. */
  public static double[] gaussMatrix(long seed, int rows, int columns) {
    double[] matrix = new double[rows * columns];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = gauss(seed, i);
    }
    return matrix;
  }

  /** The 12-bit task behind an untrained tanh network 12-10-7-5-4-3-2. */
  public static Task b1a() {
    double[] inputs = new double[4096 * 12];
    int[] labels = new int[4096];
    for (int row = 0; row < 4096; row++) {
      for (int bit = 0; bit < 12; bit++) {
        inputs[row * 12 + bit] = ((row >> bit) & 1) * 2 - 1;
      }
      labels[row] = Integer.bitCount(row) >= 6 ? 1 : 0;
    }
    List<double[]> layers = new ArrayList<>();
    double[] below = inputs;
    for (int layer = 0; layer + 1 < B1A_WIDTHS.length; layer++) {
      below = b1aLayer(below, layer);
      layers.add(below);
    }
    return new Task(inputs, layers, labels);
  }

  private static double[] b1aLayer(double[] below, int layer) {
    int in = B1A_WIDTHS[layer];
    int out = B1A_WIDTHS[layer + 1];
    double[] values = new double[4096 * out];
    for (int row = 0; row < 4096; row++) {
      for (int unit = 0; unit < out; unit++) {
        double sum = gauss(200 + layer, unit) * 0.1;
        for (int k = 0; k < in; k++) {
          double weight = gauss(100 + layer, k * out + unit) * (1.5 / Math.sqrt(in));
          sum += below[row * in + k] * weight;
        }
        values[row * out + unit] = Math.tanh(sum);
      }
    }
    return values;
  }

  /** A wide tanh layer with ten class means, {@code [rows x units]}; class is row modulo 10. */
  public static float[] b1b(int rows, int units) {
    double[] means = gaussMatrix(300, 10, units);
    double[] mixing = gaussMatrix(301, 4, units);
    float[] values = new float[rows * units];
    double[] factors = new double[4];
    for (int row = 0; row < rows; row++) {
      for (int k = 0; k < 4; k++) {
        factors[k] = gauss(302, row * 4L + k);
      }
      for (int unit = 0; unit < units; unit++) {
        double sum = means[row % 10 * units + unit] * 0.8;
        for (int k = 0; k < 4; k++) {
          sum += factors[k] * mixing[k * units + unit] * 0.35;
        }
        sum += gauss(303, (long) row * units + unit) * 0.3;
        values[row * units + unit] = (float) Math.tanh(sum);
      }
    }
    return values;
  }

  /** Two matrices of codes below {@code bins}, {@code [rows x 256]} and {@code [rows x 128]}. */
  public static CodePair b2(int rows, int bins) {
    int unitsA = 256;
    int unitsB = 128;
    byte[] a = new byte[rows * unitsA];
    byte[] b = new byte[rows * unitsB];
    for (int i = 0; i < a.length; i++) {
      a[i] = (byte) below(400 + bins, i, bins);
    }
    for (int i = 0; i < b.length; i++) {
      b[i] =
          uniform(600 + bins, i) < 0.5
              ? a[i / unitsB * unitsA + i % unitsB]
              : (byte) below(500 + bins, i, bins);
    }
    return new CodePair(a, unitsA, b, unitsB);
  }

  /** Noisy binary prototypes of ten classes; the output is right nine times in ten. */
  public static Codes b3(int rows, int width) {
    byte[] bits = new byte[rows * width];
    int[] outputs = new int[rows];
    for (int row = 0; row < rows; row++) {
      outputs[row] = uniform(700, row) < 0.9 ? row % 10 : below(701, row, 10);
      for (int unit = 0; unit < width; unit++) {
        long prototype = u64(710 + width, row % 10 * width + unit) >>> 63;
        int flip = uniform(720 + width, (long) row * width + unit) < 0.1 ? 1 : 0;
        bits[row * width + unit] = (byte) (prototype ^ flip);
      }
    }
    return new Codes(bits, width, classes(rows), outputs);
  }

  /** Ten normal predictors and a target that correlates 0.9 with their sum. */
  public static Regression b4(int rows) {
    double[] x = gaussMatrix(800, rows, 10);
    double[] y = new double[rows];
    for (int row = 0; row < rows; row++) {
      double sum = 0;
      for (int k = 0; k < 10; k++) {
        sum += x[row * 10 + k];
      }
      y[row] = 0.9 * sum / Math.sqrt(10) + Math.sqrt(1 - 0.9 * 0.9) * gauss(801, row);
    }
    return new Regression(x, y);
  }

  /** A tanh layer with ten class means, {@code [rows x units]}. */
  public static double[] b5(int rows, int units) {
    double[] values = gaussMatrix(900, rows, units);
    double[] means = gaussMatrix(901, 10, units);
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.tanh(values[i] * 0.5 + means[i / units % 10 * units + i % units]);
    }
    return values;
  }

  /** A linear layer of 64 units with ten class means. */
  public static double[] b6(int rows) {
    double[] values = gaussMatrix(1000, rows, 64);
    double[] means = gaussMatrix(1001, 10, 64);
    for (int i = 0; i < values.length; i++) {
      values[i] += means[i / 64 % 10 * 64 + i % 64] * 2;
    }
    return values;
  }

  /** Five units copied through sigmoids of slope 5. */
  public static IdentityLayer identity(int samples) {
    int[] inputs = new int[samples * 5];
    int[] outputs = new int[samples * 5];
    for (int i = 0; i < inputs.length; i++) {
      double input = uniform(1100, i);
      double output = 1 / (1 + Math.exp(-5 * input));
      inputs[i] = Math.min((int) (64 * input), 63);
      outputs[i] = Math.min((int) (64 * output), 63);
    }
    return new IdentityLayer(inputs, outputs);
  }

  /** Class per row: the row modulo 10. */
  public static int[] classes(int rows) {
    return IntStream.range(0, rows).map(row -> row % 10).toArray();
  }

  /** Labels in the order of a fixed permutation: seed 1201 for b1a, 1200 for b1b. */
  public static int[] permuted(int[] labels, long seed) {
    long[] keys = new long[labels.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = u64(seed, i);
    }
    return IntStream.range(0, labels.length)
        .boxed()
        .sorted(Comparator.comparing(i -> keys[i], Long::compareUnsigned))
        .mapToInt(i -> labels[i])
        .toArray();
  }
}
