// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Values become codes, codes become counts.
 *
 * <pre>{@code
 * Activations -> Discretizer -> Bins -> PatternCoder -> PatternCounts --snapshot()--> PatternTable (Fingerprint)
 * [examples x units]          one key per row   mergeable                    immutable, canonical
 * }</pre>
 *
 * <p>Everything that counts here is an {@link dev.infoscope.discrete.Accumulator}: integer counts,
 * so that any batch size, order, grouping and number of threads gives the same bits.
 *
 * <p>More than 25 files: rows, rules, bins and counts are one path in small steps, and most steps
 * are private to it.
 */
@NullMarked
package dev.infoscope.discrete;

import org.jspecify.annotations.NullMarked;
