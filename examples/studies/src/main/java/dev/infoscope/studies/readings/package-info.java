// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/** All readings of seeded runs to the bit, to compare two versions by. */
@NullMarked
package dev.infoscope.studies.readings;

import org.jspecify.annotations.NullMarked;
