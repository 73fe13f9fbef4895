// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/** How often drift is seen where there is none, and how soon where there is some. */
@NullMarked
package dev.infoscope.studies.drift;

import org.jspecify.annotations.NullMarked;
