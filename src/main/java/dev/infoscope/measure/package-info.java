// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * The measures: what was seen of a network at one moment goes in, readings come out.
 *
 * <pre>{@code
 * Snapshot (moment, labels, layers) -> Measure -> Readings (Metric, Layer, value, uncertainty)
 * }</pre>
 *
 * <p>A {@link dev.infoscope.network.Snapshot} is plain Java arrays, a {@link
 * dev.infoscope.measure.Reading} an immutable record; a measure may keep state between epochs, such
 * as bin edges frozen at the first, and is used by one thread.
 */
@NullMarked
package dev.infoscope.measure;

import org.jspecify.annotations.NullMarked;
