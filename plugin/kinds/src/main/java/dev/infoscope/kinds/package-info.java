// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * A small network, with data, for every class that DL4J's configurations are made of ({@link
 * dev.infoscope.kinds.Kinds}); knows nothing of Infoscope. Tests and the corpus of readings run
 * them.
 */
@NullMarked
package dev.infoscope.kinds;

import org.jspecify.annotations.NullMarked;
