// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * What follows what in a network, walked once for all who read it, and where the units stand in the
 * array of each layer.
 */
@NullMarked
package dev.infoscope.dl4j.topology;

import org.jspecify.annotations.NullMarked;
