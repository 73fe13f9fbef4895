// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/** Entry point of the studies. */
@NullMarked
package dev.infoscope.studies;

import org.jspecify.annotations.NullMarked;
