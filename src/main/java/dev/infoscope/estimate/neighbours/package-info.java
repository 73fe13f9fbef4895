// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Mutual information of continuous values from distances to nearest neighbours, and the search for
 * them.
 */
@NullMarked
package dev.infoscope.estimate.neighbours;

import org.jspecify.annotations.NullMarked;
