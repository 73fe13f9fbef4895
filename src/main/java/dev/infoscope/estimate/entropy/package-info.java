// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/** Entropy and mutual information from counts: the plug-in estimate and its corrections. */
@NullMarked
package dev.infoscope.estimate.entropy;

import org.jspecify.annotations.NullMarked;
