// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

import dev.infoscope.estimate.ShuffledNull;
import org.jspecify.annotations.Nullable;

/**
 * Both bounds of both informations of a layer, from {@link PairwiseDistance}. Lower bounds that
 * were not asked for are {@code NaN}.
 *
 * @param inputUpper upper bound on I(X;T), bits, at least 0
 * @param inputLower lower bound on I(X;T), bits, at least 0
 * @param labelUpper I(T;Y) from upper bounds, bits, clipped at 0
 * @param labelLower I(T;Y) from lower bounds, bits, clipped at 0
 * @param nullUpper what {@code labelUpper} reads under shuffled labels
 * @param nullLower what {@code labelLower} reads under shuffled labels
 * @param errors one standard deviation of each over other rows
 */
public record PairwiseBounds(
    double inputUpper,
    double inputLower,
    double labelUpper,
    double labelLower,
    ShuffledNull nullUpper,
    ShuffledNull nullLower,
    PairwiseErrors errors) {

  static PairwiseBounds of(Bound upper, @Nullable Bound lower, double entropy) {
    return new PairwiseBounds(
        upper.input(),
        lower == null ? Double.NaN : lower.input(),
        upper.label(entropy),
        lower == null ? Double.NaN : lower.label(entropy),
        upper.shuffled(entropy),
        lower == null ? ShuffledNull.of() : lower.shuffled(entropy),
        new PairwiseErrors(
            upper.inputError(),
            lower == null ? Double.NaN : lower.inputError(),
            upper.labelError(),
            lower == null ? Double.NaN : lower.labelError()));
  }
}
