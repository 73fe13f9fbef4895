// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Drift: whether what was measured at this look at the network departs from what was measured at
 * the looks before it. Reads readings, not networks; knows no other measure.
 *
 * <p>Windows are counted in looks (epochs, as a rule) and not in minutes, so that no threshold
 * depends on how fast a machine trains, and the first looks, in which everything moves on purpose,
 * are not judged.
 */
@NullMarked
package dev.infoscope.measure.drift;

import org.jspecify.annotations.NullMarked;
