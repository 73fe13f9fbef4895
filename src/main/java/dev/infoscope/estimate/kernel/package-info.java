// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Mutual information from the distances between all pairs of rows: bounds with noise, and Renyi
 * entropy of a kernel matrix.
 */
@NullMarked
package dev.infoscope.estimate.kernel;

import org.jspecify.annotations.NullMarked;
