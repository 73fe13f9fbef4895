// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/** Small networks in whose training something goes wrong, and the series that show it. */
@NullMarked
package dev.infoscope.studies.faults;

import org.jspecify.annotations.NullMarked;
