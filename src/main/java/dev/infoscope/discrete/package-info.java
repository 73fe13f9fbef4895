// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Values become codes, codes become counts.
 *
 * <pre>{@code
 * Activations -> Discretizer -> Bins -> PatternCoder -> PatternCounts --snapshot()--> PatternTable (Fingerprints)
 * [examples x units]          one key per row   mergeable                    immutable, canonical
 * }</pre>
 *
 * <p>Everything that counts here is an {@link dev.infoscope.discrete.Accumulator}: integer counts,
 * so that any batch size, order, grouping and number of threads gives the same bits.
 */
@NullMarked
package dev.infoscope.discrete;

import org.jspecify.annotations.NullMarked;
