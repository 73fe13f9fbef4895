// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Drift: whether what was measured at this snapshot of the network departs from what was measured
 * at the snapshots before it. It uses readings, not networks, and depends on no other measure.
 *
 * <p>Windows are counted in snapshots (epochs, as a rule) and not in minutes, so that no threshold
 * depends on how fast a machine trains, and the first snapshots, in which everything moves on
 * purpose, are not judged.
 */
@NullMarked
package dev.infoscope.measure.drift;

import org.jspecify.annotations.NullMarked;
