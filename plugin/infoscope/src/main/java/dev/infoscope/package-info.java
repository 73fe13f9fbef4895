// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * What a user writes: {@link dev.infoscope.Infoscope} and its builder. Here alone the way in (dl4j)
 * and the ways out (publish) are put together.
 */
@NullMarked
package dev.infoscope;

import org.jspecify.annotations.NullMarked;
