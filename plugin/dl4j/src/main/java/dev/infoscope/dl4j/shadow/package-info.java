// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * The second network, which is run in place of the one that trains ({@link
 * dev.infoscope.dl4j.shadow.Shadow}), and what its configuration tells about its layers: their
 * order, ranges and array layout.
 */
@NullMarked
package dev.infoscope.dl4j.shadow;

import org.jspecify.annotations.NullMarked;
