// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.drift;

import dev.infoscope.numeric.Quantiles;
import java.util.Arrays;

/**
 * Tells a lasting shift of a series from noise, from slopes and from single strange values: a
 * generalised likelihood ratio against the level before, under autoregressive noise.
 *
 * <pre>{@code
 * w(t) = x(t) - rho x(t-1)                                    the noise of w is white, deviation s
 * a    = mean of w before the first value of the shift
 * T(m) = sum of g (w - a) / (s sqrt(sum of g^2 + (sum of g)^2 / values in a)),  over the last m
 * g    = 1, 1 - rho, 1 - rho, ...        a shift that began m snapshots ago, m = 1 to 20
 * T    = the T(m) that is largest by amount
 * z    = sign(T) (8 v + 1) / (8 v + 3) sqrt(v ln(1 + T^2 / v)),   v = degrees of freedom of s
 * }</pre>
 *
 * <p>A bend (the signature {@code j - rho (j - 1)} of a slope that began 4 to 20 snapshots ago) and
 * a single strange value ({@code 1, -rho}) are fitted in the same way. If one of them explains more
 * than the best shift (a bend by 2 more in T^2), the score is 0: phases of training begin and end
 * in bends. Level and noise are taken from values that are clipped at five robust standard
 * deviations from their median. The last line gives T, which has the heavy tails of a small sample,
 * the probability that a normal variable has (Wallace 1959, "Bounds on normal approximations to
 * Student's and the chi-square distributions", Annals of Mathematical Statistics 30, 1121).
 * Generalised likelihood ratios for the detection of shifts: Willsky and Jones 1976,
 * doi:10.1109/TAC.1976.1101146. Not thread-safe.
 */
final class ShiftDetector {
  /** How long ago a shift may have begun. */
  private static final int DEEPEST = 20;

  /** The last values say little about noise: a shift that has just begun is among them. */
  private static final int LEFT_OUT = 8;

  /** First length at which a bend differs from a shift. */
  private static final int BEND = 4;

  /** Of T squared that a bend must explain beyond a shift. */
  private static final double BEND_MARGIN = 2;

  /** Robust standard deviations from the median at which older values are clipped. */
  private static final double FARTHEST = 5;

  private final int least;
  private final int memory;
  private final double[] values;
  private int size;

  /**
   * Nothing seen yet.
   *
   * @param least values before anything is judged, at least 4
   * @param memory values that level and noise are taken from, at least {@code least}
   */
  ShiftDetector(int least, int memory) {
    this.least = least;
    this.memory = memory;
    this.values = new double[memory + DEEPEST];
  }

  /** Whether there are enough values to judge the next one. */
  boolean judges() {
    return size >= least;
  }

  /** Takes a value into the level. */
  void add(double value) {
    if (size == values.length) {
      keep(size - 1);
    }
    values[size++] = value;
  }

  /** Forgets all but the last values: they are the new level. */
  void keep(int last) {
    int kept = Math.min(last, size);
    System.arraycopy(values, size - kept, values, 0, kept);
    size = kept;
  }

  /**
   * Signed score of the series that ends in a value, in standard deviations of a normal variable.
   *
   * @param value finite; not taken into the level
   * @param floor least deviation of the noise, above 0
   * @return 0 if something else explains the values better than a shift
   */
  double score(double value, double floor) {
    double[] x = Arrays.copyOf(values, size + 1);
    x[size] = value;
    int end = size - Math.min(LEFT_OUT, (size - least) / 2);
    int from = Math.max(0, end - memory);
    clip(x, from, end, floor);
    AutoregressiveNoise noise = AutoregressiveNoise.of(x, from, end, floor);
    double t = new Fits(x, noise).shift();
    int v = noise.degrees();
    double normal = (8.0 * v + 1) / (8.0 * v + 3) * Math.sqrt(v * Math.log1p(t * t / v));
    return Math.copySign(normal, t);
  }

  /** Moves strange values to where they hide nothing that comes later. */
  private static void clip(double[] x, int from, int to, double floor) {
    double[] part = Arrays.copyOfRange(x, from, to);
    double middle = Quantiles.median(part);
    double[] distances = Arrays.stream(part).map(value -> Math.abs(value - middle)).toArray();
    double most = FARTHEST * Math.max(TrailingWindow.NORMAL * Quantiles.median(distances), floor);
    for (int i = 0; i < to; i++) {
      x[i] = Math.max(middle - most, Math.min(middle + most, x[i]));
    }
  }

  /** The three explanations of the last values. */
  private final class Fits {
    private final double[] fresh;
    private final double[] sums; // of the first fresh values
    private final double rho;
    private final double deviation;

    Fits(double[] x, AutoregressiveNoise noise) {
      this.fresh = noise.whitened(x);
      this.rho = noise.rho();
      this.deviation = noise.deviation();
      this.sums = new double[x.length + 1];
      for (int i = 0; i < x.length; i++) {
        sums[i + 1] = sums[i] + fresh[i];
      }
    }

    /** T of the best shift; 0 if a bend or a single value explains more. */
    double shift() {
      double best = 0;
      double other = 0;
      for (int m = 1; m <= DEEPEST && fresh.length - m >= least; m++) {
        double shift = t(step(m));
        best = Math.abs(shift) > Math.abs(best) ? shift : best;
        double single = m > 1 ? t(pulse(m)) : 0;
        double bend = m >= BEND ? t(ramp(m)) : 0;
        other = Math.max(other, Math.max(single * single, bend * bend - BEND_MARGIN));
      }
      return other > best * best ? 0 : best;
    }

    private double[] step(int m) {
      double[] signature = new double[m];
      Arrays.fill(signature, 1 - rho);
      signature[0] = 1;
      return signature;
    }

    private double[] ramp(int m) {
      double[] signature = new double[m];
      Arrays.setAll(signature, j -> j + 1 - rho * j);
      return signature;
    }

    private double[] pulse(int m) {
      double[] signature = new double[m];
      signature[0] = 1;
      signature[1] = -rho;
      return signature;
    }

    /** T of what has this signature in the last fresh values. */
    private double t(double... signature) {
      int first = fresh.length - signature.length;
      int count = Math.min(memory, first - 1);
      double level = (sums[first] - sums[first - count]) / count;
      double product = 0;
      double sum = 0;
      double square = 0;
      for (int j = 0; j < signature.length; j++) {
        product += signature[j] * (fresh[first + j] - level);
        sum += signature[j];
        square += signature[j] * signature[j];
      }
      return product / (deviation * Math.sqrt(square + sum * sum / count));
    }
  }
}
