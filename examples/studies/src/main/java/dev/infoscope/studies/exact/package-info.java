// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/** The information plane without an estimator: networks whose activations have 256 levels. */
@NullMarked
package dev.infoscope.studies.exact;

import org.jspecify.annotations.NullMarked;
