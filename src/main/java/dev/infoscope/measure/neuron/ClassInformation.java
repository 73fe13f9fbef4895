// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.neuron;

import dev.infoscope.numeric.Bits;
import dev.infoscope.numeric.Require;
import java.util.Arrays;

/**
 * The three quantities of one neuron's code T and the class Y (Amjad, Liu and Geiger 2021, arXiv
 * 1804.06679, doi 10.1109/TNNLS.2021.3088685), plug-in, in bits:
 *
 * <pre>{@code
 * H(T)     = - sum_t P(t) log2 P(t)
 * I(T;Y)   = sum_y P(y) D_y          with D_y = sum_t P(t|y) log2 (P(t|y) / P(t))
 * KLsel(T) = max_y D_y
 * }</pre>
 *
 * <p>{@code 0 <= I <= H <= log2 |T|} and {@code I <= KLsel <= log2 1/P(y*)}, with equality when a
 * code is exactly the class y*. Classes that do not occur are skipped. {@code NaN} without samples.
 *
 * @param entropy H(T)
 * @param information I(T;Y)
 * @param selectivity KLsel(T)
 * @param correction what Miller and Madow add to I, {@code (m_T + m_Y - m_TY - 1) / (2 N ln 2)}
 *     with m the number of symbols seen; usually negative, positive for a deterministic T
 */
public record ClassInformation(
    double entropy, double information, double selectivity, double correction) {

  /**
   * Reads a table of counts.
   *
   * @param counts samples per class and code, {@code [classes x bins]}, at least 0
   * @param bins number of codes, at least 1
   * @return the quantities
   * @throws IllegalArgumentException if the length is no multiple of {@code bins}
   */
  public static ClassInformation of(int[] counts, int bins) {
    Require.atLeast("bins", bins, 1);
    Require.that(
        counts.length % bins == 0,
        "length (%d) must be a multiple of bins (%d)",
        counts.length,
        bins);
    return of(counts, 0, counts.length / bins, bins, new int[bins]);
  }

  /** The same for counts within a longer array; {@code codes} is overwritten. */
  static ClassInformation of(int[] counts, int from, int classes, int bins, int[] codes) {
    double samples = margin(counts, from, classes, bins, codes);
    double information = 0;
    double selectivity = 0;
    int symbols = -1; // m_T + m_Y - m_TY - 1
    for (int row = from; row < from + classes * bins; row += bins) {
      int size = 0;
      for (int code = 0; code < bins; code++) {
        size += counts[row + code];
        symbols -= counts[row + code] > 0 ? 1 : 0;
      }
      if (size > 0) {
        symbols++;
        double divergence = divergence(counts, row, codes, size, samples);
        information += size / samples * divergence;
        selectivity = Math.max(selectivity, divergence);
      }
    }
    double entropy = entropy(codes, samples);
    for (int count : codes) {
      symbols += count > 0 ? 1 : 0;
    }
    double correction = symbols / (2 * samples) * Bits.PER_NAT;
    return samples == 0
        ? new ClassInformation(Double.NaN, Double.NaN, Double.NaN, Double.NaN)
        : new ClassInformation(
            Math.max(0, entropy), clamp(information, entropy), selectivity, correction);
  }

  /** H(T) of the counts of all classes together. */
  static double entropy(int[] codes, double samples) {
    double entropy = 0;
    for (int count : codes) {
      entropy -= count == 0 ? 0 : count / samples * Bits.log2(count / samples);
    }
    return entropy;
  }

  private static long margin(int[] counts, int from, int classes, int bins, int[] codes) {
    Arrays.fill(codes, 0);
    long samples = 0;
    for (int row = from; row < from + classes * bins; row += bins) {
      for (int code = 0; code < bins; code++) {
        codes[code] += counts[row + code];
        samples += counts[row + code];
      }
    }
    return samples;
  }

  /** D_y, of a row of counts; {@code codes} are the counts of all classes together. */
  static double divergence(int[] counts, int row, int[] codes, int size, double samples) {
    double sum = 0;
    for (int code = 0; code < codes.length; code++) {
      double count = counts[row + code];
      if (count > 0) {
        sum += term(count, size, codes[code], samples);
      }
    }
    return Math.max(0, sum);
  }

  /** Of a code that occurs {@code count} times in a class of {@code size}, {@code all} in all. */
  static double term(double count, int size, int all, double samples) {
    return count / size * Bits.log2(count * samples / ((double) size * all));
  }

  /** Rounding must not lift I above H, nor leave minus zero. */
  static double clamp(double information, double most) {
    return Math.max(0, Math.min(information, most));
  }

  /**
   * I(T;Y) corrected for its bias, clamped to what it can be.
   *
   * @param labelEntropy H(Y), bits
   * @return from 0 to {@code min(H(T), H(Y))}
   */
  public double correctedInformation(double labelEntropy) {
    return clamp(information + correction, Math.min(entropy, labelEntropy));
  }
}
