// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/** Which quantity shows a fault first, at the same rate of false alarms. */
@NullMarked
package dev.infoscope.studies.warning;

import org.jspecify.annotations.NullMarked;
