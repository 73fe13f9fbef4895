// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
package dev.infoscope.measure.plane;

import dev.infoscope.discrete.PatternTable;

/**
 * What {@link BinnedCounts} hands out.
 *
 * @param table how often patterns, labels and both together occur; of the patterns that are kept
 * @param samples rows that were counted
 * @param level zeros with which the hash of a kept pattern begins; 0 if all are kept
 * @param outside values beyond the outer ends of the bins
 * @param varies whether some row differs from another
 */
public record PlaneTable(
    PatternTable table, long samples, int level, long outside, boolean varies) {}
