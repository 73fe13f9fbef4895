// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * The information plane of saved activations.
 *
 * <pre>{@code
 * Table, LabelColumn -> LabelledBlocks --block--> Inspection    range, NaN
 *                                                 BinnedBlocks  counts of every row
 *                                                 SampledRows   rows for estimators that need all pairs
 *                                      -> PlanePoint -> LayerResult -> Answer, table for people
 * }</pre>
 *
 * <p>Memory is bounded whatever the size of the files: by the block, by the limit on distinct
 * patterns and by the size of the sample.
 */
@NullMarked
package dev.infoscope.cli.plane;

import org.jspecify.annotations.NullMarked;
