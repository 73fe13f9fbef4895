// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Relay information: through which neurons of a hidden layer the link from class to prediction runs
 * (Hintze and Adami 2023, doi 10.3390/e25030401, arXiv 2301.00911).
 *
 * <pre>{@code
 * activations -> CoarseGraining -> Bins --+
 * labels, predictions -------------------------+-> RelayCounts -> RelayTable
 *                                                  (mergeable)    patterns x class x prediction
 *                                                                      |
 *              one class against the rest, or all classes at once:  Concept
 *                                                                      |
 *        I_R of a set, essentiality, unique relay --------- Cells -----+
 *        RelayPath (greedy), TieBeam (all ties) ----------- Cells -----+
 *        SubsetTable (every set of up to 22 neurons) ------ SubsetWalk +
 * }</pre>
 *
 * <p>Over 25 files, because tables, searches and their nulls share one representation of patterns
 * that nothing else may see.
 */
@NullMarked
package dev.infoscope.measure.relay;

import org.jspecify.annotations.NullMarked;
