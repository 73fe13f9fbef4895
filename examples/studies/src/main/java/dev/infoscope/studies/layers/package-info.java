// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/** What layers hold, what of it can be used, and how much of it is held twice, side by side. */
@NullMarked
package dev.infoscope.studies.layers;

import org.jspecify.annotations.NullMarked;
