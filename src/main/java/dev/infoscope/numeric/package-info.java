// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Arithmetic that knows nothing of information: argument checks, mixing of seeds, worker threads,
 * special functions and small linear algebra.
 */
@NullMarked
package dev.infoscope.numeric;

import org.jspecify.annotations.NullMarked;
