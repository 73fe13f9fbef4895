// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/** Runs held against each other, series by series, from their histories. */
@NullMarked
package dev.infoscope.cli.compare;

import org.jspecify.annotations.NullMarked;
