// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Weights of layers as affine maps: an {@code AffinePlan} per layer, made once, says which weights,
 * which batch norm is folded in and where inputs and outputs are made; an {@code AffineReader}
 * reads them at every snapshot.
 */
@NullMarked
package dev.infoscope.dl4j.affine;

import org.jspecify.annotations.NullMarked;
