// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/** What watching costs: time, memory, clients, and each measure. */
@NullMarked
package dev.infoscope.studies.costs;

import org.jspecify.annotations.NullMarked;
