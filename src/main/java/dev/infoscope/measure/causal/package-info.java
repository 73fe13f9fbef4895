// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/** The causal plane of a network's layers. */
@NullMarked
package dev.infoscope.measure.causal;

import org.jspecify.annotations.NullMarked;
