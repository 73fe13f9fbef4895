// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import dev.infoscope.estimate.Estimate;

/**
 * A layer's place in the information plane.
 *
 * @param estimator who says so
 * @param input I(X;T)
 * @param label I(T;Y), with its null
 */
record PlanePoint(PlaneEstimator estimator, Estimate input, Estimate label) {}
