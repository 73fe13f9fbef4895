// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * The causal plane of saved weights.
 *
 * <pre>{@code
 * LayerFiles -> LayerTransition  -> CausalPlane  -> CausalResult -> Answer, table for people
 * several    -> LayerBlock       -> CausalBlocks -> BlockResult  -> Answer, table for people
 * }</pre>
 */
@NullMarked
package dev.infoscope.cli.causal;

import org.jspecify.annotations.NullMarked;
