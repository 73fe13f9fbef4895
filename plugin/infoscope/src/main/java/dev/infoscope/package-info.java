// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * The entry point for users: {@link dev.infoscope.Infoscope} and its builder. Only this module
 * combines the input (dl4j) and the outputs (publish).
 */
@NullMarked
@Stable
package dev.infoscope;

import dev.infoscope.numeric.Stable;
import org.jspecify.annotations.NullMarked;
