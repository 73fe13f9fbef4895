// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Conductances: gradients along a path from a baseline to an example, block by block, summed per
 * unit. The passes themselves are those of package {@code autodiff}.
 */
@NullMarked
package dev.infoscope.dl4j.gradient;

import org.jspecify.annotations.NullMarked;
