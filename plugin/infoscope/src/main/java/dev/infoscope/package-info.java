// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * What a user writes: {@link dev.infoscope.Infoscope} and its builder. Only here are the input
 * (dl4j) and the outputs (publish) put together.
 */
@NullMarked
@Stable
package dev.infoscope;

import dev.infoscope.numeric.Stable;
import org.jspecify.annotations.NullMarked;
