// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.estimate.kernel;

/**
 * {@link PairwiseBounds} from {@link PairwiseCentres}, and by how much they may be off for not
 * having looked at all pairs: one standard deviation, bits. Those of lower bounds that were not
 * asked for are {@code NaN}.
 *
 * @param bounds the estimates
 * @param inputUpperError of the upper bound on I(X;T)
 * @param inputLowerError of the lower bound on I(X;T)
 * @param labelUpperError of I(T;Y) from upper bounds
 * @param labelLowerError of I(T;Y) from lower bounds
 */
public record SampledBounds(
    PairwiseBounds bounds,
    double inputUpperError,
    double inputLowerError,
    double labelUpperError,
    double labelLowerError) {}
