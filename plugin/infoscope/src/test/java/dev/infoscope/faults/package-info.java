// Copyright the Infoscope authors. SPDX-License-Identifier: Apache-2.0
/**
 * Faults at every seam, in every kind of host.
 *
 * <pre>{@code
 * FaultCampaignTest: (Fault, seed) -> Trial: draws a Host, injects the fault, trains
 *   -> same bits as without Infoscope, no wait beyond its deadline, the fault is counted
 * }</pre>
 */
@NullMarked
package dev.infoscope.faults;

import org.jspecify.annotations.NullMarked;
