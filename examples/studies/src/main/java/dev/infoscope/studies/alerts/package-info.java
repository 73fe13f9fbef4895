// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/** Runs that are broken on purpose, and which alerts they raise. */
@NullMarked
package dev.infoscope.studies.alerts;

import org.jspecify.annotations.NullMarked;
