// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.cli.folder;

import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * How a run is read from its folder.
 *
 * @param probeRows rows to keep at the most
 * @param seed of the choice
 * @param predict class that the units of the last layer say; null to read it from {@code
 *     predictions} alone
 */
public record RunOptions(int probeRows, long seed, @Nullable ToIntFunction<double[]> predict) {}
