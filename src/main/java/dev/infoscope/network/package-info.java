// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * What is seen of a network and what can be asked of it, as plain arrays: layers, snapshots, affine
 * maps, activation functions, clamped units, conductance.
 *
 * <p>More than 25 files, because measures, monitor and hosts all exchange these records; most are a
 * few lines.
 */
@NullMarked
package dev.infoscope.network;

import org.jspecify.annotations.NullMarked;
