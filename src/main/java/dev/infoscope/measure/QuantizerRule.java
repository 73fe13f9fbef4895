// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure;

import dev.infoscope.discrete.Activations;
import dev.infoscope.discrete.Edges;
import dev.infoscope.discrete.EqualWidth;
import dev.infoscope.discrete.FloatKeys;
import dev.infoscope.discrete.Quantizer;
import dev.infoscope.discrete.Range;
import dev.infoscope.network.Layer;
import dev.infoscope.numeric.Require;
import java.util.Locale;

/**
 * How the bins of a layer are found. They are found once per layer, at the first snapshot, and then
 * frozen, so that epochs can be compared.
 *
 * @param kind the rule
 * @param bins number of bins per unit; for {@link Kind#FLOAT_KEYS} the bits of the mantissa
 * @param range for {@link Kind#FIXED}; otherwise ignored
 */
public record QuantizerRule(Kind kind, int bins, Range range) {
  private static final Range UNIT = new Range(0, 1);

  /** The rules. */
  public enum Kind {
    /** Equal width over the range of the activation function; over the data where unbounded. */
    ACTIVATION_RANGE,
    /** Equal width over smallest to largest value of the first snapshot. */
    DATA_RANGE,
    /** Equal mass at the first snapshot, pooled over units. */
    QUANTILE,
    /** Equal width over a given range. */
    FIXED,
    /** Log-spaced, no range needed. */
    FLOAT_KEYS
  }

  /**
   * Checks bins and range.
   *
   * @throws IllegalArgumentException if there are fewer than 2 bins, or not from 0 to 10 bits of
   *     the mantissa, or the fixed range is a point
   */
  public QuantizerRule {
    if (kind == Kind.FLOAT_KEYS) {
      Require.that(bins >= 0 && bins <= 10, "mantissaBits (%d) must be from 0 to 10", bins);
    } else {
      Require.atLeast("bins", bins, 2);
    }
    Require.that(
        kind != Kind.FIXED || !range.isPoint(),
        "range [%s, %s] must be finite with low < high",
        range.low(),
        range.high());
  }

  /**
   * Equal width over the range of the activation function, [-1, 1] for tanh; over the values of the
   * first snapshot where that is unbounded. The default, with 30 bins.
   *
   * @param bins at least 2
   * @return the rule
   */
  public static QuantizerRule activationRange(int bins) {
    return new QuantizerRule(Kind.ACTIVATION_RANGE, bins, UNIT);
  }

  /**
   * Equal width over the values of the first snapshot.
   *
   * @param bins at least 2
   * @return the rule
   */
  public static QuantizerRule dataRange(int bins) {
    return new QuantizerRule(Kind.DATA_RANGE, bins, UNIT);
  }

  /**
   * Equal mass at the first snapshot.
   *
   * @param bins at least 2
   * @return the rule
   */
  public static QuantizerRule quantile(int bins) {
    return new QuantizerRule(Kind.QUANTILE, bins, UNIT);
  }

  /**
   * Equal width over a given range.
   *
   * @param low lower end
   * @param high upper end, above {@code low}
   * @param bins at least 2
   * @return the rule
   */
  public static QuantizerRule fixed(double low, double high, int bins) {
    return new QuantizerRule(Kind.FIXED, bins, new Range(low, high));
  }

  /**
   * Log-spaced bins for activations whose scale is not known and may grow.
   *
   * @param mantissaBits from 0 to 10; relative bin width {@code 2^-mantissaBits}
   * @return the rule
   */
  public static QuantizerRule floatKeys(int mantissaBits) {
    return new QuantizerRule(Kind.FLOAT_KEYS, mantissaBits, UNIT);
  }

  /**
   * Finds the bins of a layer.
   *
   * @param layer which layer
   * @param activations its values at the first snapshot, all finite
   * @param data smallest to largest of them
   * @return the quantiser
   */
  public Quantizer quantizer(Layer layer, Activations activations, Range data) {
    return switch (kind) {
      case ACTIVATION_RANGE -> {
        Range known = layer.range();
        yield EqualWidth.over(known == null ? data : known, bins);
      }
      case DATA_RANGE -> EqualWidth.over(data, bins);
      case QUANTILE -> Edges.quantiles(activations, bins);
      case FIXED -> EqualWidth.over(range, bins);
      case FLOAT_KEYS -> new FloatKeys(bins);
    };
  }

  /**
   * Whether the rule needs data to find the bins of a layer.
   *
   * @param layer which layer
   * @return whether a constant first snapshot would give useless bins
   */
  public boolean needsData(Layer layer) {
    return switch (kind) {
      case ACTIVATION_RANGE -> layer.range() == null;
      case DATA_RANGE, QUANTILE -> true;
      case FIXED, FLOAT_KEYS -> false;
    };
  }

  @Override
  public String toString() {
    String rule = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return kind == Kind.FIXED
        ? String.format(Locale.ROOT, "%s:%s:%s:%d", rule, range.low(), range.high(), bins)
        : rule + ":" + bins;
  }
}
