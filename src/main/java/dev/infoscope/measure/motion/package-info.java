// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/** How the parameters move from snapshot to snapshot. */
@NullMarked
package dev.infoscope.measure.motion;

import org.jspecify.annotations.NullMarked;
