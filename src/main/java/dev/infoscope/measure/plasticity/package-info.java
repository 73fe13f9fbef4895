// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Signs of lost plasticity in a layer's activations: effective rank, near-duplicate units and
 * dormant ones.
 *
 * <pre>{@code
 * Activations -+-> Covariance ---> effective rank, duplicates -+-> LayerPlasticity -> readings
 *              +-> DormantUnits -------------------------------+
 * }</pre>
 */
@NullMarked
package dev.infoscope.measure.plasticity;

import org.jspecify.annotations.NullMarked;
