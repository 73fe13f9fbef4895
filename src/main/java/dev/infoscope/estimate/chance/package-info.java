// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * What chance alone does to an estimate: shuffled labels, subsamples, intervals, false discovery.
 */
@NullMarked
package dev.infoscope.estimate.chance;

import org.jspecify.annotations.NullMarked;
